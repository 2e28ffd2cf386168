skip = To the content
tagline = the desk
other-language = Español
nav-menu = Menu
nav-label = Main
nav-start = Start
nav-sources = Sources
nav-people = People
alone = This desk runs without accounts: it answers this machine alone, and only browsers that came by the address on the terminal.
refusal = Veedor watches institutions, never people.
start-title = What is waiting
count-sources = { $count ->
    [one] source
   *[other] sources
}
waiting-undecided = { $count ->
    [one] proposal waits to be judged
   *[other] proposals wait to be judged
}
waiting-new = { $count ->
    [one] new fact in your saved searches
   *[other] new facts in your saved searches
}
waiting-coming = { $count ->
    [one] file waits in the inbox
   *[other] files wait in the inbox
}
waiting-without-text = { $count ->
    [one] source without text, or not all of it
   *[other] sources without text, or not all of it
}
waiting-release = { $count ->
    [one] fact waits to be released
   *[other] facts wait to be released
}
waiting-released = { $count ->
    [one] public fact
   *[other] public facts
}
sources-title = Sources
sources-none = There are no sources yet.
sources-all = All
sources-undecided = With something to judge
sources-failed = Without text, or not all of it
source-undecided = To be judged
source-title = Title
source-kind = Form
source-visibility = Who may see it
source-day = Archived
source-make-public = Make public
source-withhold = Withhold
visibility-public = Public
visibility-withheld = Withheld
visibility-confidential = Confidential
pager-newer = Newer
pager-older = Older
sign-in = Sign in
sign-in-not-right = The name or the password is not right.
sign-in-wait = { $count ->
    [one] Too many attempts. Try again in one second.
   *[other] Too many attempts. Try again in { $count } seconds.
}
sign-in-lost = Forgotten your password? An administrator can make you a new invitation.
sign-in-alone = Open the address that the terminal shows where the desk was started. It lets one browser in, once: press Enter there for another. If you have just opened it, load this page again.
sign-out = Sign out
name = Name
password = Password
name-title = Who are you?
name-why = What you decide is kept under this name in the log. It is never published.
name-taken = Somebody is called { $known } already. Write the newcomer’s name so that the two can’t be mixed up; for a new link for { $known }, use “New link” in the list.
name-owed = Write a name of 1 to 600 characters.
name-go = Begin
invitation-title = Welcome
invitation-for = This invitation is for
invitation-go = Set it and sign in
password-new = Choose a password
password-rule = At least 12 characters. A few words that you remember are better than signs that you forget.
password-short = That password is too short or too long: 12 to 1024 characters.
people-title = People
people-caption = Who may come in, and what each may do
people-standing = Standing
people-role = Role
people-act = Access
people-change = Change
people-enable = Let in again
people-disable = Disable
people-invite = Invite somebody
people-invite-go = Make the invitation
people-invite-again = New link
people-link = Hand over this link to { $name } alone: whoever opens it sets the password of { $name } and comes in as { $name }. It is good once, for three days, and is not shown again.
role-reader = Reader
role-contributor = Contributor
role-editor = Editor
role-publisher = Publisher
role-administrator = Administrator
standing-invited = Invited
standing-active = Active
standing-disabled = Disabled
said-saved = Saved.
said-signed-out = You are signed out.
way-start = To the start
failure-forged-title = Not sent from here
failure-forged = What was sent did not come from a page of this desk, or that page was too old. Nothing was changed. Open the page again and repeat.
failure-sign-in-title = Sign in first
failure-sign-in = Your session has ended or has not begun, and nothing was changed. Sign in; you come back to the page, where you can do it again.
failure-forbidden-title = Not yours to do
failure-forbidden = Your role does not allow this. An administrator can change it.
failure-lost-title = Nothing here
failure-lost = There is no page at this address, or no longer.
failure-conflict-title = Changed meanwhile
failure-conflict = Somebody changed this before you, or it can't be done as things stand. Nothing of yours was written over theirs. Look again, then repeat.
failure-large-title = Too large
failure-large = What was sent is larger than this page takes.
failure-broken-title = The desk failed
failure-broken = Something went wrong here, and nothing was changed. What it was stands on the terminal where the desk runs.
failure-malformed-title = Not understood
failure-malformed = What was sent can't be understood.
nav-inbox = Inbox
inbox-title = Inbox
inbox-files = Files: choose them, or drag them onto this page
inbox-bounds = At most { $many } files at once, { $megabytes } MB each.
inbox-send = Bring in
inbox-sending = Sending
inbox-unsent = Not received, send again:
inbox-addresses = Addresses on the web, one a line
inbox-private = Addresses of this machine and of private networks are refused.
inbox-fetch = Fetch
inbox-list = What came in
inbox-nothing = Nothing has come in yet.
inbox-waiting = { $count ->
    [one] waiting
   *[other] waiting
}
inbox-came-in = { $count ->
    [one] in
   *[other] in
}
inbox-did-not = { $count ->
    [one] failed
   *[other] failed
}
inbox-queued = Received, waiting
inbox-reading = Archived, being read
inbox-page = Reading page { $page } of { $of }
inbox-in = In
inbox-done = { $count ->
    [0] In, nothing new proposed
    [one] In, one new proposal
   *[other] In, { $count } new proposals
}
inbox-again-done = { $count ->
    [0] Read again, nothing new
    [one] Read again, one new proposal
   *[other] Read again, { $count } new proposals
}
inbox-no-text = Kept, but without text:
inbox-failed = Not taken in:
inbox-all-sources = Every source
inbox-again = Read again
inbox-again-all = Read every source again
inbox-again-why = Reading again proposes only what is new; what was judged stays judged.
inbox-dismiss = Take off the list
inbox-clear = Clear those that are in
said-received = Received: safe on disk, and waiting to be read.
nav-review = Review
review-title = Review
review-source = The source
review-proposals = What is proposed
review-acts = Decide
review-all = All
review-undecided = Undecided
review-none = There are no proposals to show from this source.
review-queue-none = Nothing waits under these filters.
review-no-text = No text could be got out of this source.
review-older-layer = text taken out earlier
review-part-before = Part of the text before
review-part-after = Part of the text after
review-page-before = Proposals before
review-page-after = Proposals after
review-page = Page
review-page-alt = Picture of the page; its words stand below as text
review-page-text = The text of the page
review-crop-alt = Picture of the cited words
review-eyes = Look at the picture before you decide: the number was recognised on it, or two programs read it differently.
review-written = in the source:
review-negated = says it is not so
review-attributed = according to { $who }
review-select-how = The left and right arrows move word by word; with Shift they select.
review-saving = Saving…
review-kept = No connection. What you decided is not stored: it is kept in this tab and will be sent again.
review-lost = Your session has ended. What you decided is not stored: it is kept in this tab and will be sent when you come back.
review-failed = It was not stored. Look at the page and repeat.
review-keys-on = Use single-letter keys
review-keys-off = Don’t use single-letter keys
review-quick = Usual reasons
review-why-other = Another reason
review-why-owed = The reason is missing.
review-why-usual = Corrected after the source
review-wrong = It was not stored: this does not fit.
review-by-accepting = Accepted by { $who } ({ $when })
review-by-rejecting = Rejected by { $who } ({ $when })
review-by-amending = Amended by { $who } ({ $when })
review-by-undoing = { $who } took the decision back ({ $when })
review-by-changing = Changed by { $who } ({ $when })
review-clash = Somebody decided this while you were looking. Nothing was overwritten: see both decisions, and repeat yours if you stand by it.
review-clash-somebody = Somebody changed it
review-clash-theirs = What stands now
review-clash-ours = What you sent
review-sent-accept = Accept
review-sent-reject = Reject
review-sent-undo = Undo
review-sent-all = Accept several at once
review-sent-amend = Amend to: { $value }
review-sent-state = State: { $value }
review-amend-nothing = Nothing was changed. Change a field, the cited words or the entity.
review-kind-owed = Choose what kind of thing it is.
review-subject-owed = Write what it is about, as the source calls it.
review-property-owed = Choose what is said.
review-entity-none = No entity goes by that name. Choose another, or say that it is new.
review-entity-near = No entity is called just so, but one has a name like it. Choose it from the list, write its name in full, or say that this is a new one.
review-entity-several = Several entities have names like that. Choose one from the list.
review-cite-nothing = Select or write the words that you cite.
review-cite-absent = Those words are not in the text of the source.
review-cite-several = Those words stand in several places. Select them in the source, or cite some more.
review-cite-moved = Other words stand where you selected. Select them again.
act-accept = Accept
act-reject = Reject
act-amend = Amend
act-amend-go = Store the amendment
act-undo = Undo
act-before = Previous
act-next = Next
act-row = The whole row
act-subject = All of this subject
act-state = State something
act-state-accept = State and accept
act-state-propose = Only propose
act-help = Help
act-close = Close
quick-subject = Not about that subject
quick-value = The value is another
quick-not-said = The source does not say so
quick-off = Beside the point
quick-twice = Said twice
field-quote = Cited words
field-quote-how = Select them in the source, or write them just as they stand.
field-kind = Kind
field-subject = What it is about (as the source calls it)
field-property = What is said
field-value = Value
field-valid = When it was so
field-valid-how = As 2031, 2031-04 or 2031/2033
field-entity = Which entity it is
field-entity-new = It is a new entity of that name
field-entity-how = Empty: the one that goes by the same name, or a new one.
field-more = More: money, denial, who says it
field-money = Which money
field-vat = VAT
field-extent = Which end
field-polarity = The source says
field-attribution = Who says it
field-planned = It is planned and not yet so
field-why = Reason for the amendment
polarity-affirmed = that it is so
polarity-negated = that it is not
bulk-none = There are no others to accept together
bulk-accept = { $count ->
    [one] Accept one proposal
   *[other] Accept { $count } proposals together
}
bulk-go = { $count ->
    [one] Accept this one
   *[other] Accept all { $count }
}
bulk-more = There are more than one act takes; repeat afterwards with the rest.
bulk-eyes = Those that must be looked at in the picture are not among them: they are decided one by one.
help-a = Accepts the proposal under the cursor
help-r = Rejects it; the reason is asked (1 to 5, the usual ones)
help-e = Amends it: value, subject, dates, cited words
help-u = Takes the decision back
help-n = Goes to the next, or the previous one
help-s = States something with the selected words
help-select = In the source, moves word by word; with Shift, selects
help-help = Shows this help
help-esc = Closes what is open
picker-new = New entity:
picker-none = None goes by that name
picker-found = found; choose with the arrows
nav-entities = Entities
entities-title = Entities
entities-find = Find by name
entities-kinds = Kinds of entities
entities-all = All
entities-none = There are none.
entities-found = Found for
count-entities = { $count ->
    [one] entity
   *[other] entities
}
entity-kind = Kind
pager-before = Before
pager-after = After
find-go = Find
find-said = found
find-none = None goes by that name
why = Reason
add-go = Add
alike-title = Entities that may be one
alike-lead = Pairs whose names are alike. Nothing is merged unless somebody says so.
alike-none = No two are alike that nobody has judged.
alike-merge = Look at merging them
alike-apart = They are not the same
alike-decide = Judge which are the same
entity-merged = Merged into it
entity-alike = May be the same
entity-aliases = Other names
entity-statements = What is said of it
entity-naming = Where it is named
entity-mentions = What sources call it
entity-notes = Notes, for the desk alone
entity-history = What was done
aliases-none = None was noted.
alias-add = Another name
alias-remove = Remove
statements-none = Nothing is said of it.
mentions-none = No source that you may see mentions it.
mentions-more = There are more than are listed here.
bound-by-rule = by the rule of the same name
unmerge-go = Take the merge back
merge-begin = Merge with another
merge-title = Make two entities one
merge-lead = One of the two leads to the other from then on. It can be taken back.
merge-with = The other one, by name or id
merge-from = This one goes
merge-into = This one stays
merge-moves = All that is said of the one that goes is then said of the one that stays; its names are kept as other names.
merge-go = Merge
merge-turn = The other way round
split-which = Which of them are another entity?
split-of = of
split-to = They are
split-how = The name of a new entity, or the id of one that is there; as you write, those that are known are offered.
split-go = Split off
note-write = Write a note
note-go = Keep the note
done-created = Came to be as { $name }
done-bound = What «{ $source }» calls { $name } is this one
done-merged = { $name } merged into { $into }
done-unmerged = { $name } stands on its own again
done-alias = Also called { $name }
done-no-alias = No longer called { $name }
state-undecided = Undecided
state-accepted = Accepted
state-rejected = Rejected
state-amended = Amended
state-withdrawn = Withdrawn
kind-system = System
kind-agency = Agency
kind-vendor = Vendor
kind-contract = Contract
kind-request = Request
kind-jurisdiction = Place
kind-claim = Claim
kind-law = Law
filter-label = Filters
filter-state = How it stands
filter-any = Any
filter-source = Source
filter-reader = Proposed by
filter-least = Confidence, from %
filter-most = to %
filter-eyes = Only those that ask for a look at the picture
filter-go = Filter
count-statements = { $count ->
    [one] one proposal
   *[other] { $count } proposals
}
nav-release = Release
visibility-public-means = Public: everybody will see its text, its addresses and the digest of the original, but for redacted words, from the next publication on.
visibility-withheld-means = Withheld: the public sees its title and the quotes that released facts rest on.
visibility-confidential-means = Confidential: only you and the people admitted will know of it. Facts that rest on it are taken back at once, and what came inside it becomes confidential too. Every reading is recorded.
source-from = Came from
source-layer = Text
source-failed = Failed
source-text = Text, as the public would have it
admitted-title = People admitted
admitted-means = They see this source even when it is confidential. Names are those people sign with.
admitted-admit = Admit
admitted-dismiss = Dismiss
redact-title = Redaction
redact-means = Select words in the text below, or type them. They are kept from the public wherever they stand in this source, with facts that say them; the archive keeps them. Facts of other sources with the same words stay as they are. What was published before still has them until it is published again. The address of the original is not shown any more, since the words stand there.
redact-words = Words
redact-go = Redact
redact-offer-title = Other places that tell of these words
redact-offer-not-yet = Nothing is redacted yet. Parts of the words stand elsewhere in this source too: whoever reads them there can guess what a gap hides. Choose which go as well; all is redacted in one act.
redact-offer-places = { $count ->
    [one] in one place
   *[other] in { $count } places
 }
redact-offer-also = Redact these as well
redact-offer-go = Redact
redact-offer-leave = Redact nothing
redact-undo = Show again
redact-held = Accepted statements held back by redaction (amend them to cite and say other words):
redact-layer-kept = not shown to the public: not all redacted words were found in it
redact-not-found = These words do not stand in the text as whole words.
notes-title = Notes for the desk
notes-new = New note
notes-go = Note
openings-title = Who read it
release-title = Release
release-means = What is accepted and not public yet, in the words the public will read. Confidential sources are left out: nothing of them can be released.
release-count = { $count ->
    [one] One fact waits.
   *[other] { $count } facts wait.
}
release-subject = What it is about
release-which = Several things may be meant. Which one?
release-all = Everything that waits
release-none = Nothing is waiting.
release-caption = Facts waiting to be released
release-fact = As the public will read it
release-act = Decision
release-go = Release
release-until = Not before
release-embargo = Put under embargo
release-held = Held back by redaction
correct-title = Correction
correct-means = Tells the public what had been wrong with a fact that is or was public. It is signed with your role, not your name.
correct-fact = Fact (its public id)
correct-text = What was wrong
correct-go = Publish the correction
nav-search = Search
search-title = Search
search-label = Search in sources and facts
search-in = Where
search-both = Sources and facts
search-facts = Facts
search-texts = Passages of sources
search-none = Nothing fits.
search-narrow = Narrow
search-save = Save this search
search-how = How to search
search-how-words = All words must be there (of a text, in one passage), in any form; "several words" next to each other; camar* begins so; -word must not be there. A field narrows: technology:facial, place:"Puerto Lobo", year:2020..2023.
search-behind = { $count ->
    [one] change is not in the index yet; it is being taken in.
   *[other] changes are not in the index yet; they are being taken in.
}
note-no-field = «{ $name }:» is no field; it was read as a word.
note-no-term = «{ $word }» is no word of the codebook for { $field }; it was read as words.
note-no-value = «{ $field }:» has nothing behind it; it was read as a word.
note-open = A quotation mark is not closed: the phrase goes to the end.
note-cut = The search is too long: its end was left aside.
saved-title = Saved searches
saved-lead = A saved search looks in the fields of facts, never for words, so that it can't become a watch on a person. It shows the accepted facts that are new since you last said you had seen them.
saved-none = You have saved none.
saved-nothing = Nothing is new.
saved-seen = I have seen these
saved-forget = Remove
refused-empty = A saved search needs a field, as technology:facial or place:"Puerto Lobo".
refused-words = A saved search never looks for words, so that it can't become a watch on a person. Leave out «{ $words }».
refused-field = A saved search can't look in «{ $field }:», which holds free text.
refused-unknown = No fact names «{ $name }» so in { $field }. A saved search takes a whole name.
refused-person = «{ $name }» may be a person's name, and no saved search looks for persons.
facet-subject = Entity, by name
facet-kind = Kind
facet-agency = Agency
facet-vendor = Vendor
facet-place = Place
facet-technology = Technology
facet-status = Status
facet-property = What is said
facet-year = Year
facet-state = How it stands
facet-source = Source
nav-register = Register
original-title = The original
original-means = Beside the text of a public source, the public may have the file itself. Look at it first: a file may say more than its text does.
original-is-offered = The public may have it, where the source is public.
original-offer = Offer the original
original-keep = Offer it no longer
original-not-offered = The original can’t be offered: it has words that are kept from the public or that its author hid, there are other files in it, or it is contracting data that may name people.
reason-empty = it is empty.
reason-too-large = it is more than can be taken here at once; add it with the command “veedor add”.
reason-encrypted = it opens only with a password; take that off and bring it again.
reason-damaged = it is damaged or cut short; get a whole copy.
reason-no-text = there is no text in it.
reason-unsupported = files of this kind are not read.
reason-program-missing = a program that reads such files is not installed here.
reason-stopped = reading it took more time or memory than it may.
reason-address = it is not an address that may be fetched: https:// or http:// and a public host are expected.
reason-no-answer = the other side gave no answer that can be kept.
reason-other = something else went wrong.
