# Words of the interface, in English. The keys are the same in every language.

skip = Skip to the content
tagline = The public record of biometric surveillance
other-language = Español
nav-menu = Menu
nav-label = Sections
nav-sources = Sources
nav-contradictions = Where sources disagree
nav-silences = Refusals and silences
nav-accuracy = Accuracy claims
nav-verify = Check this register
as-of = This page as of { $date }. Every fact opens on the exact words of an archived source.
refusal-short = It watches institutions, never people.

home-title = What is known of biometric surveillance, and on whose word
home-what = This register says who bought biometric surveillance, from whom, for how much, under what law, how well it works, and what the authorities refused to say. A person accepted every fact in it, and every fact stands on the exact words of an archived source.
home-refuses = It watches institutions, never people: no face, finger, iris or voice is compared here, nobody can be searched for, and private persons have no page.
latest = Released last

contradictions-about = Sources say things that can’t all be so. They stand side by side, quote against quote; the register picks none.
contradictions-none = No sources in this register disagree.
contradictions-all = { $count ->
    [one] The only disagreement, on a page of its own
   *[other] All { $n } disagreements
}
silences-about = What public bodies refused to say, did not answer, or say they have no records of. A silence is a finding of its own.
silences-none = No refusal or silence is on record.
silences-all = { $count ->
    [one] The only refusal or silence, on a page of its own
   *[other] All { $n } refusals and silences
}
accuracy-about = How accurate somebody says a system is, who says it, and whether any counted test in this register stands behind the figure.
accuracy-none = No accuracy claim is on record.
accuracy-all = { $count ->
    [one] The only accuracy claim, on a page of its own
   *[other] All { $n } accuracy claims
}
claimed-by = Claimed by:
claimed-by-nobody = No source in this register says who claims it.
no-test = No source in this register says how this was measured.
counted = Counts on record for the same subject. That the figure was measured on them is not thereby said:

list-empty = Nothing on record.
part-of = page { $part } of { $parts }
part-from = from “{ $first }” to “{ $last }”
parts-label = Pages of this list
part-before = previous
part-after = next
naming-more = Here are the newest facts that name it; there are { $n } in all.
list-caption = { $count ->
    [one] 1 on record
   *[other] { $n } on record
}
column-name = Name
column-title = Title
column-published = Published
column-seen = What can be seen
not-said = no source says
not-so = not so: { $value }
sources-disagree = sources disagree
sources-about = The archived documents that facts rest on.
seen-whole = The whole text
seen-gaps = The text, with gaps
seen-quotes = Title and cited quotes

facts = Facts
fact = Fact
lead-facts = { $count ->
    [one] The register holds one fact about it,
   *[other] The register holds { $n } facts about it,
}
lead-sources = { $count ->
    [one] from one source.
   *[other] from { $n } sources.
}
lead-named-only = Sources name it; no fact in the register is about it.
also-called = Also called:
disagree = Sources disagree. The register shows what each says and picks none.
disagree-label = Facts that disagree
denied = the source denies it
negated = The source denies it:
basis-editor = an editor’s conclusion from the words
according-to = According to
valid = Holds for:
see-words = see the marked words
as-written = as written:
as-called = called there:
accepted = accepted by an editor on { $date }
cell = cell
message = message
paragraph = paragraph
field = field
page = page
named-in = Named in facts about others
timeline = Timeline
home-unknown = What is not known
home-unknown-about = One would want to know these things of each of them too, and no source in this register says so. Each leads to the list of those of which it is not known.
unknown-of = { $n } of { $all }
unknown = What no source in this register says
unknown-detail = One would want to know these things too. Nobody has said them in a source that the register has.

archived = Archived
addresses = Fetched from
source-undated = not dated
source-untitled = Source without a public title
source-id = Identifier
media-type = Form
bytes = { $n } bytes
gaps = Some words of this source are kept from the public. Wherever they stood there is █████, of one width whatever was there; the places of words count in the text as it is shown here.
original-document = Original
original-get = Download the document as it was archived
withheld = The text of this source is withheld. Its title and the quotes that facts rest on are shown.
source-facts = Facts that rest on this source
source-no-facts = No released fact rests on it.
text = Text
text-by = As got out of the source by { $extractor } { $version }. The cited words are marked; the number after each leads to its fact.

verify-lead = Nobody has to trust this register. A copy of it can be checked without a network, by anybody.
verify-folder = This is about a published folder. A register that a server shows as it stands has the same pages, data and texts, but no manifest and no signature, as both are of a whole folder: ask whoever runs it for one.
verify-get = Take the whole folder, as a copy, to a machine that has the veedor program.
verify-run = Run:
verify-since = If you have an older copy, check that nothing released was removed without a trace:
verify-key = If the register is signed, give its public key too. Get the key by another way than the register itself.
verify-what = What is checked
verify-files = That every file is here, unchanged, and that no other is.
verify-log = That the log of what was released and taken back is whole, and that the facts shown are those it leaves.
verify-quotes = That every quote from a public source stands, byte for byte, in that source’s text.
verify-not = What can’t be checked here is said: quotes from withheld sources, and that a text follows from its original document, which takes the programs that made the texts.
verify-by-hand = With common tools alone
verify-sha = The digest of the manifest stands in SHA256SUMS, and the manifest has the digest of every other file:
data = Data
data-about = The same facts, to compute with. The package’s description says which files there are and what each field means; JSON Schemas stand in the folder “schemas”.

money-bare = { $amount } (the source does not say which currency)
money-open = { $amount } “{ $sign }” (the source does not say which currency)
rate-right = { $percent }% right
rate-wrong = { $percent }% wrong
bound-at_least = at least { $number }
bound-at_most = at most { $number }
bound-less_than = fewer than { $number }
bound-about = about { $number }
planned = planned
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-day-no-year = { $day } { $month } (the source does not say the year)
date-month-no-year = { $month } (the source does not say the year)
date-about = about { $date }
date-or = { " or " }
date-span = { $from } to { $until }
date-from = from { $from }
date-until = until { $until }
length-years = { $count ->
    [one] 1 year
   *[other] { $n } years
}
length-months = { $count ->
    [one] 1 month
   *[other] { $n } months
}
length-weeks = { $count ->
    [one] 1 week
   *[other] { $n } weeks
}
length-days = { $count ->
    [one] 1 day
   *[other] { $n } days
}
month-01 = January
month-02 = February
month-03 = March
month-04 = April
month-05 = May
month-06 = June
month-07 = July
month-08 = August
month-09 = September
month-10 = October
month-11 = November
month-12 = December
month-21 = spring
month-22 = summer
month-23 = autumn
month-24 = winter
month-33 = first quarter
month-34 = second quarter
month-35 = third quarter
month-36 = fourth quarter
month-40 = first half
month-41 = second half

kinds-system = Systems
kinds-agency = Agencies
kinds-vendor = Vendors
kinds-contract = Contracts
kinds-request = Records requests
kinds-jurisdiction = Places
kinds-claim = Claims
kinds-law = Laws
about-system = A deployment that sources name or describe.
about-agency = A public body.
about-vendor = A company.
about-contract = A purchase, tender, order or budget line.
about-request = A request for public records.
about-jurisdiction = A state, city or country.
about-claim = A statement that somebody makes, or a measurement.
about-law = A statute, decision or ban.

property-uses_technology = Technology
property-title = Title
property-item = Item bought
property-status = Status
property-place = Place
property-purpose = Stated aim
property-buyer = Buyer or operator
property-supplier = Supplier
property-technology_vendor = Maker of the technology
property-procurement_method = How it was put out
property-contract_id = Identifier
property-amount = Amount
property-award_date = Awarded or decided
property-start_date = Beginning
property-end_date = End or term
property-cameras = Cameras
property-participants = People, bodies or sites covered
property-watchlist_size = Watchlist size
property-faces_scanned = People or samples run
property-alerts = Alerts
property-matches = Matches
property-true_matches = Matches that were right
property-false_matches = Matches that were wrong
property-accuracy_claim = Claimed accuracy
property-claimed_by = Claimed by
property-legal_basis = Legal basis
property-legal_challenge = Legal challenge
property-data_shared_with = Data shared with
property-database_connected = Database connected
property-requests_sent = Records requests sent
property-response = Answer to the request
property-ban = Ban

technology-face_recognition = face recognition
technology-face_recognition_live = live face recognition
technology-face_recognition_retrospective = retrospective face recognition
technology-fingerprint = fingerprints
technology-mobile_fingerprint = mobile fingerprint readers
technology-iris = iris recognition
technology-palm = palm or hand recognition
technology-voice = voice recognition
technology-multimodal_biometrics = multimodal biometrics
technology-alpr = number plate recognition
technology-video_analytics = video analytics
technology-cctv = video surveillance without analysis
technology-body_worn_video = body-worn cameras
technology-attendance = staff attendance readers
technology-other = another technology

status-planned = planned
status-market_research = market research
status-open = open for bids
status-testing = testing
status-pilot = pilot
status-approved = approved
status-in_use = in use
status-active = active
status-renewed = renewed
status-completed = completed
status-expired = expired
status-suspended = suspended
status-cancelled = cancelled
status-regulated = regulated
status-classified = classified

response-granted = granted
response-partial = granted in part
response-denied = denied
response-no_response = no response
response-no_records = says it has no records
response-fee_estimate = asked for a fee first
response-answered = answered

role-quote = Quote
role-value = The value
role-subject = The subject
role-context = Context

money-budget = budget
money-award = award
money-contract = contract value
money-paid = paid
money-amendment = amendment
money-fee = fee
money-fine = fine
vat-included = VAT included
vat-excluded = VAT excluded
extent-minimum = minimum
extent-maximum = maximum
extent-floor = floor

nav-map = Map
map-about = Where the systems in this register are, as far as sources say. Shading compares numbers of systems on record, not of cameras or people.
map-world = Map of the world: systems by country
map-all = All technologies
map-choose = Technology
map-of = Map: { $technology }
map-in = Map: { $country }
map-in-all = { $count ->
    [one] 1 system on record.
   *[other] { $n } systems on record.
}
map-in-about = Divisions are shaded where a source names them; a ring marks a city that a source names.
map-systems = { $count ->
    [one] 1 system
   *[other] { $n } systems
}
map-legend = Systems on record:
map-or-more = { $n } or more
map-table = The same as a table
map-none = No system in this register could be placed.
map-country = Country
map-number = Number
map-whole = the whole country, or somewhere in it
map-division = division
map-city = city
map-more = { $count ->
    [one] and 1 more
   *[other] and { $n } more
}
map-unplaced = Not placed
map-unplaced-count = { $count ->
    [one] 1 system is not on the map.
   *[other] { $n } systems are not on the map.
}
map-unplaced-about = No source names its place, or names it by a word that several places share or that the list of places does not know. Nothing is guessed.
map-all-systems = All systems

nav-charts = Charts
charts-about = What the facts in this register add up to. Every bar leads to the facts it counts; what sources leave open or disagree on is in no bar, and is said.
charts-all = All contracts
charts-purchases = Purchases by year
charts-purchases-about = Contracts by the year of their award or, where no source says that, of their start. One with several technologies stands in the panel of each. All panels have one scale.
charts-year = Year
charts-contracts = { $count ->
    [one] 1 contract
   *[other] { $n } contracts
}
charts-undated = { $count ->
    [one] 1 contract is not shown: no source settles its year.
   *[other] { $n } contracts are not shown: no source settles their year.
}
charts-none = Nothing on record to draw.
charts-amounts = Contract values by vendor
charts-amounts-about = Values of contracts alone: no budgets, payments, plans or ends of a range. Currencies are never added to each other, nor amounts with tax to amounts without.
charts-tax-unsaid = no source says if tax is in it
charts-bar = Compared
charts-unsettled = { $count ->
    [one] 1 contract value is not shown: sources disagree on it, or no single supplier is on record.
   *[other] { $n } contract values are not shown: sources disagree on them, or no single supplier is on record.
}
charts-requests = How records requests ended
charts-share = Share
percent = { $n } %
outcome-answered = Answered, wholly or in part
outcome-refused = Refused
outcome-no-records = “No records”
outcome-ignored = No answer
outcome-pending = No outcome on record
outcome-disputed = Sources disagree

narrow = Narrow what is listed here
narrow-some = # of # rows
narrow-none = No row of this page has all of these words.
narrow-wider = Look for this in the whole register
list-order = Order
list-narrow = Narrow the list
list-without = (show without)
list-csv = This list as a table (CSV)
list-cut = Only the first of these have pages here. The whole list, and the data downloads, have all of them.
column-page = Page
order-name = by name
order-facts = most facts first
order-newest = newest first
order-year = latest year first
order-amount = highest amount first, by currency
facet-technology = Technology
facet-status = Status
facet-year = Year
facet-place = Place
facet-agency = Agency
facet-unknown = Not said by any source
facet-vendor = Vendor

nav-corrections = Corrections
corrections-about = What was wrong here, and what was taken back. Nothing disappears without a trace.
corrections-ask = To ask for a correction, write to whoever gave you this register: name the identifier of the fact, say what is wrong, and add the document that shows it. Each fact’s identifier is its address on the page.
corrections-made = Corrections made
corrections-none = No correction has been made.
signed = Signed:
retracted = Taken back
retracted-one = taken back
retracted-at = Taken back on
retracted-about = These facts were public and are no more. What they said is not repeated, whatever the reason; their identifiers stay in the log of releases.
retracted-none = No fact has been taken back.
feed-title = Changes of the register
feed-released = Released: { $what }
feed-retracted = Taken back: { $what }
feed-corrected = A correction
moved-title = This page has moved
moved-about = What stood here turned out to be the same as something else in the register. Its facts are there now.
moved-to = Go there
cite-source = the source
live-page = these words on the live page
original = Archived original, SHA-256:
told = { $said }, according to { $sources }.
told-sources = { $count ->
    [one] one source
   *[other] { $n } sources
}
told-clash = Sources disagree on: { $what }.
told-denied = What a source denies: { $what }.
told-and = { $first } and { $last }
told-others = others
told-uses = { $who } { $number ->
    [several] use
   *[one] uses
 } { $what }
told-has = { $who } { $number ->
    [several] have
   *[one] has
 } bought or operated { $what }
told-system = { $name } is a system of { $what }
told-whose = { $name } is a system of { $who }
told-named = { $name } is a surveillance system
told-contract = { $name } is a purchase or contract
told-request = { $name } is a request for public records
told-law = { $name } is a law, rule or ruling
told-claims = { $who } { $number ->
    [several] claim
   *[one] claims
 } { $what }
told-claim = An accuracy of { $what } is claimed
told-from = from { $value }
told-in = in { $value }
told-since = since { $value }
told-of = of { $value }
told-with = with { $value }
told-for = for { $value }
told-worth = for the sum of { $value }
told-dated = dated { $value }
told-to = to { $value }
told-answer = with this answer on record: { $value }
told-status = with the status “{ $value }”

nav-search = Search
search-hint = name, place, word
search-about = Names, values and quotes of everything in this register. Case, accents and plurals make no difference; all words must be there. The search runs on your own machine; from a copy on your disk, it asks nobody anything.
search-some = Found: #
search-none = Nothing in this register has all of these words.
search-failed = The index could not be loaded. The lists below have everything.
search-noscript = This search needs JavaScript. Without it, the lists below lead to everything.
search-lists = All there is, as lists

nav-bulk = Purchases in bulk
bulk-about = What screening found in bulk contracting data: purchases for biometric or video surveillance, among those whose facts a person accepted and whose source is public.
bulk-processes = { $count ->
    [one] One purchase is shown here.
   *[other] { $n } purchases are shown here.
}
bulk-data = All of it as JSON
bulk-neutral = A flag says that a person should look, never that somebody did wrong. Where the published data do not suffice, it says so.
bulk-by-technology = By technology
bulk-by-buyer = By buyer
bulk-by-supplier = By supplier
bulk-by-year = By year
bulk-technology = Technology
bulk-buyer = Buyer
bulk-supplier = Supplier
bulk-year = Year
bulk-days = { $count ->
    [one] { $n } day
   *[other] { $n } days
}
bulk-never-told = { $count ->
    [one] One flag could not be told of any of these purchases
   *[other] { $n } flags could not be told of any of these purchases
}
bulk-purchases = Purchases
bulk-amounts = Amounts, each currency by itself
bulk-amounts-about = Amounts are as signed, or else as awarded. Amounts in different currencies are never added or compared. A purchase of several technologies, buyers or suppliers counts under each.
bulk-unsettled = { $count ->
    [one] One amount is not added, because sources state several for one contract.
   *[other] { $n } amounts are not added, because sources state several for one contract.
}
bulk-flags = Flags
bulk-flags-about = Each flag is told by a rule with a version, from published fields alone, among everything that was screened together. It says that a person should look, never that somebody did wrong.
bulk-all = All purchases in bulk
bulk-flag = Flag
bulk-rule = Rule and version
bulk-raised = Raised
bulk-not-raised = Not raised
bulk-cant-tell = Can’t be told
bulk-raised-in = Raised flags, with what they were told from
bulk-none-raised = No flag is raised.
bulk-more = { $count ->
    [one] One more purchase has flags: on its own page, and in the JSON.
   *[other] { $n } more purchases have flags: on their own pages, and in the JSON.
}
bulk-stands = { $field }, line { $line } of the source
bulk-threshold = Held against
bulk-untold = What could not be told
bulk-untold-about = These flags could not be told, because fields that they need were not published.
bulk-missing = Missing fields
bulk-coverage = What publishers fill
bulk-coverage-about = Which fields that flags ask for are filled in the purchases shown here. What a publisher leaves empty, no flag can tell of.
bulk-publisher = Publisher
bulk-always = Always filled
bulk-sometimes = Filled in some (in how many)
field-buyer-id = Buyer’s identifier
field-buyer-name = Buyer’s name
field-planning-documents = Planning documents
field-budget = Budget
field-tender = Tender
field-title = Title
field-description = Description
field-method = Procurement method
field-rationale = Reason for the method
field-tender-start = Start of the tender period
field-tender-end = End of the tender period
field-opening = Date bids are opened
field-judging = Start of the award period
field-estimate = Estimated amount
field-bidders = Number of tenderers
field-bidders-listed = Tenderers listed
field-tender-class = Classification of what is tendered
field-tender-documents = Tender documents
field-tender-document-type = Type of the tender documents
field-legal-basis = Legal basis
field-bids = Bids
field-bid-date = Date of the bid
field-bid-status = Status of the bid
field-bid-tenderers = Who made the bid
field-bid-amount = Amount of the bid
field-bids-counted = Number of bids, by the statistics
field-award-date = Date of the award
field-award-status = Status of the award
field-award-amount = Amount awarded
field-award-suppliers = Suppliers awarded
field-award-class = Classification of what is awarded
field-unit-price = Price of a unit
field-contracts = Contracts
field-contract-award = Award that the contract goes back to
field-signed = Date signed
field-contract-amount = Amount of the contract
field-contract-document-type = Type of the contract documents
field-amendments = Amendments of the contract
field-amount-before = Amount before the amendment
field-amount-after = Amount after the amendment
field-payments = Payments
field-unit = Unit
field-class = Classification
field-cancelled = The tender was cancelled
field-price-only = That price alone decides
field-notice = Notice among the tender documents
field-bidding = Bidding documents among the tender documents
field-notice-bidding = Notice and bidding documents among the tender documents
field-period-turned = The tender period ends before it begins
field-award-of-lowest = One award, of the lowest bid
field-suppliers-twenty = Suppliers awarded in twenty processes
field-rfc = A company’s RFC of the supplier
field-award-amount-same = Amount awarded, of the same currency
field-bids-two = Two valid bids, of one currency
field-contract-text = Signed contract among the documents
field-payments-same = Payments with amounts of the contract’s currency
field-contract-amount-same = Amount of the contract, of the same currency
field-technology-found = A technology found
field-limit = A threshold
field-assessment = An impact assessment is listed
field-documents-read = The documents, read
field-dates-ordered = Dates in the order of the steps
field-enough-awards = Enough awards of this buyer or class, currency and year
field-enough-buyers = Five processes of this buyer, and ten such buyers
field-below-limit = Purchases of this group below the threshold
field-share-closed = Share of closed methods of this buyer
field-share-supplier = Share of this supplier
field-concentration = Sum of squared shares in this market
field-ten-awards = Ten awards of this class, currency and year with values and suppliers
field-ten-bodies = Ten buyers or tenderers with two processes or bids that differ
field-ten-prices = Ten prices of this class, unit, currency and year that differ
field-ten-of-body = Ten processes of this body and class that differ
field-ten-of-method = Ten processes of this method and year that differ
field-ten-two-bids = Ten processes with two valid bids that differ
field-ten-suppliers = Ten suppliers that differ in what they supply
field-ten-tenderers = Ten tenderers that differ
field-value-date-bodies = Value, date, buyer and supplier or class
flag-R001 = No planning documents are listed
flag-R003 = Bids were taken for less than fifteen whole days
flag-R004 = The documents of the tender include no notice
flag-R005 = The notice or the bidding documents are not listed
flag-R010 = The method is not competitive and no reason is given
flag-R011 = Several purchases of one class in one month together reach the threshold
flag-R013 = This buyer’s share of methods that are not competitive is high among buyers
flag-R014 = The time from notice to bid opening is short among tenders of this method and year
flag-R015 = The time from bid opening to evaluation is long among tenders of this method and year
flag-R017 = The price of a unit is far from others of its class
flag-R018 = One bid was received
flag-R019 = Few bid, among purchases of this class by this body
flag-R024 = The second lowest bid is close to the winning one
flag-R025 = A tenderer in this process bids often and seldom wins
flag-R028 = Different tenderers bid the same price
flag-R030 = The winning bid came in after the deadline
flag-R031 = The award is close to the estimate or above it
flag-R035 = All bids but the winner’s were disqualified
flag-R036 = The lowest bid was disqualified
flag-R038 = Many bids are disqualified, of this buyer’s or of a tenderer’s
flag-R040 = A supplier has a high share of this buyer’s awards
flag-R048 = The supplier is awarded very different things
flag-R049 = Several direct awards to one supplier are just below the threshold
flag-R050 = A supplier has a high share of the market
flag-R051 = Few suppliers have most of the market
flag-R054 = A direct award’s contract grew beyond the threshold
flag-R055 = Several direct awards to one supplier together reach the threshold
flag-R058 = The second lowest bid is far from the winning one
flag-R059 = The contract’s amount differs much from its award’s
flag-R060 = The time from award to signature is long among those of this method and year
flag-R061 = The decision was quick among those of this method and year
flag-R062 = The decision was slow among those of this method and year
flag-R063 = The text of a signed contract is not listed
flag-R064 = The contract was changed
flag-R068 = More was paid than the contract’s amount
flag-R069 = A change made the contract dearer
flag-V001 = The supplier was founded less than a year before the award
flag-V002 = Neither a legal basis nor an impact assessment is stated
