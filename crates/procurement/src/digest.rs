//! From a release to its [`Facts`].

use std::collections::HashMap;

use codebook::Sha256;
use codebook::fold::fold_name;
use foldhash::fast::RandomState;
use wide::u8x16;

use crate::block::{BLOCK, same};
use crate::bodies::Parties;
use crate::classify::Classifier;
use crate::coverage;
use crate::facts::{
    Award, Bid, Body, Contract, Currency, Documents, Facts, Method, Money, Name, Priced, Standing,
};
use crate::model::{self, Document, Item, Organization, Release, Value};
use crate::people::{self, Rfc};
use crate::place::Place;
use crate::pointer::Bidders;
use crate::time::{Moment, midnight, moment};

/// What digesting keeps between releases: its buffers, and names it has judged. Make one a thread.
#[derive(Debug, Default)]
pub(crate) struct Digester {
    classifier: Classifier,
    people: HashMap<String, bool, RandomState>,
    units: HashMap<String, Name<'static>, RandomState>,
    codes: Codes,
}

/// Codes with their schemes, each where the end of the code puts it, until another comes there.
#[derive(Debug)]
struct Codes(Box<[Name<'static>; CODES]>);

/// How many of them there are.
const CODES: usize = 256;

impl Default for Codes {
    fn default() -> Self {
        Self(Box::new(std::array::from_fn(|_| Name::default())))
    }
}

impl Codes {
    /// A code behind its scheme, as `scheme:code`. The same ones come again and again.
    fn name(&mut self, scheme: &str, code: &str) -> Name<'static> {
        if scheme.len() + code.len() > KEPT {
            return [scheme, ":", code].concat().into();
        }
        let end = code
            .bytes()
            .rev()
            .take(4)
            .fold(code.len(), |all, byte| all.wrapping_mul(31).wrapping_add(usize::from(byte)));
        let known = &mut self.0[end % CODES];
        let own = known.split_at_checked(scheme.len()).is_some_and(|(head, rest)| {
            same(head, scheme) && rest.strip_prefix(':').is_some_and(|rest| same(rest, code))
        });
        if !own {
            *known = [scheme, ":", code].concat().into();
        }
        known.clone()
    }
}

/// How many names are kept.
const NAMES: usize = 4096;

/// How many bytes a name or code has that is kept.
const KEPT: usize = 256;

impl Digester {
    /// True where `name` looks like a natural person's. Suppliers come again and again.
    fn person(&mut self, name: &str) -> bool {
        if let Some(known) = self.people.get(name) {
            return *known;
        }
        let person = people::natural_person(name, &[]);
        if name.len() > KEPT {
            return person;
        }
        if self.people.len() >= NAMES {
            self.people.clear();
        }
        self.people.insert(name.to_owned(), person);
        person
    }

    /// The name of a unit, folded.
    fn unit(&mut self, name: &str) -> Name<'static> {
        if let Some(known) = self.units.get(name) {
            return known.clone();
        }
        let folded = Name::from(fold_name(name));
        if name.len() > KEPT {
            return folded;
        }
        if self.units.len() >= NAMES {
            self.units.clear();
        }
        self.units.insert(name.to_owned(), folded.clone());
        folded
    }
}

/// What `release`, read at `place`, says.
pub(crate) fn digest<'r>(
    release: &'r Release<'_>,
    place: Place,
    digester: &mut Digester,
) -> Facts<'r> {
    let tender = &release.tender;
    let parties = Parties::of(release);
    let mut facts = Facts {
        ocid: text(release.ocid.get()),
        place,
        date: release.date.get().and_then(moment),
        compiled: release.tag.iter().any(|tag| tag.0 == "compiled"),
        publisher: text(release.package.publisher.name.get().or(release.publisher.name.get())),
        buyer: body(&release.buyer, &parties, digester),
        entity: body(&tender.entity, &parties, digester),
        method: method(&tender.method.0),
        rationale: tender.method_rationale.get().is_some(),
        price_only: matches!(tender.criteria.0.as_ref(), "priceOnly" | "lowestCost"),
        tendered: tender.title.get().is_some()
            || tender.method.get().is_some()
            || tender.status.get().is_some(),
        cancelled: tender.status.0.trim().eq_ignore_ascii_case("cancelled"),
        start: tender.period.start.get().and_then(moment),
        end: tender.period.end.get().and_then(moment),
        opening: tender.opening.date.get().and_then(moment),
        judging: tender.award_period.start.get().and_then(moment),
        estimate: money(&tender.value),
        bidders: bidders(release),
        class: class(release, digester),
        awards: release
            .awards
            .iter()
            .take(MOST)
            .map(|found| award(found, &parties, digester))
            .collect(),
        contracts: release
            .contracts
            .iter()
            .take(MOST)
            .map(|found| contract(found, &parties, digester))
            .collect(),
        bids: release.bids.details.iter().take(MOST).map(bid).collect(),
        cut: cut(release),
        unpriced: unpriced(release),
        documents: documents(release),
        legal_basis: tender.legal_basis.id.get().is_some()
            || tender.legal_basis.description.get().is_some(),
        found: digester.classifier.classify(release),
        filled: coverage::filled(release),
        ..Facts::default()
    };
    facts.priced = priced(release, digester);
    if !facts.found.technologies.is_empty() {
        let named = parties.people(release);
        facts.title =
            people::without_names(&people::without_identifiers(title(release)), &named).into();
    }
    let suppliers = facts.awards.iter().flat_map(|award| &award.suppliers);
    let signed = facts.contracts.iter().flat_map(|contract| &contract.suppliers);
    facts.people = suppliers.chain(signed).filter(|body| body.person).count() as u32;
    facts
}

/// How many awards, contracts or bids of one process are looked at, and suppliers or items of one of them.
const MOST: usize = 2_000;

fn cut(release: &Release<'_>) -> bool {
    release.awards.len().max(release.contracts.len()).max(release.bids.details.len()) > MOST
        || release.awards.iter().any(|award| award.suppliers.len().max(award.items.len()) > MOST)
        || release.contracts.iter().any(|one| one.suppliers.len().max(one.items.len()) > MOST)
}

/// How many amounts of the tender, its awards and contracts name no currency, and so are no money.
fn unpriced(release: &Release<'_>) -> u32 {
    let awards = release.awards.iter().map(|award| &award.value);
    let contracts = release.contracts.iter().map(|contract| &contract.value);
    let lost = |value: &&Value<'_>| {
        value.amount.0.is_some_and(|amount| amount != 0.0)
            && value.currency.get().and_then(Currency::new).is_none()
    };
    std::iter::once(&release.tender.value).chain(awards).chain(contracts).filter(lost).count()
        as u32
}

fn text(text: Option<&str>) -> Name<'_> {
    text.unwrap_or_default().into()
}

/// What a process is called: by its tender, else by its first contract or award.
pub(crate) fn title<'r>(release: &'r Release<'_>) -> &'r str {
    let contracts = release.contracts.iter().flat_map(|c| [c.title.get(), c.title_en.get()]);
    let awards = release.awards.iter().map(|award| award.title.get());
    let mut all = std::iter::once(release.tender.title.get())
        .chain(contracts)
        .chain(awards)
        .chain(std::iter::once(release.tender.description.get()));
    all.find_map(|title| title).unwrap_or_default()
}

fn body<'r>(
    found: &'r Organization<'_>,
    parties: &Parties<'r, '_>,
    digester: &mut Digester,
) -> Body<'r> {
    let id = found.id.get();
    let party = parties.party(found).map(|(_, party)| party);
    let mut identifier = |org: &Organization<'_>| {
        let code = org.identifier.id.get()?;
        Some(digester.codes.name(org.identifier.scheme.get().unwrap_or_default(), code))
    };
    let name = found.name.get().or_else(|| party.and_then(|party| party.name.get()));
    let name = name.or(found.identifier.legal_name.get()).unwrap_or_default();
    let known = identifier(found).or_else(|| party.and_then(&mut identifier));
    let codes = [found.identifier.id.get(), party.and_then(|party| party.identifier.id.get()), id];
    let key = known.or_else(|| id.map(Name::from)).unwrap_or_else(|| fold_name(name).into());
    Body { key, id: text(id), name: name.into(), person: false, founded: founded(codes) }
}

/// A supplier: as [`body`], and without a name where it is a natural person.
fn supplier<'r>(
    found: &'r Organization<'_>,
    parties: &Parties<'r, '_>,
    digester: &mut Digester,
) -> Body<'r> {
    let mut body = body(found, parties, digester);
    let person = people::told_by(parties.codes(found));
    if person.unwrap_or_else(|| digester.person(&body.name)) {
        // No two are made one by whoever writes their identifiers.
        body.key = format!("person:{}", Sha256::of(body.key.as_bytes())).into();
        body.name = Name::default();
        body.person = true;
    }
    body
}

/// A number by which processes are put into partitions: the same on every machine, and such that nobody can write ocids
/// that all go to one.
pub(crate) fn fingerprint(ocid: &str) -> u64 {
    let digest = Sha256::of(ocid.as_bytes());
    digest.as_bytes().first_chunk().map_or(0, |head| u64::from_be_bytes(*head))
}

fn founded(codes: [Option<&str>; 3]) -> Option<Moment> {
    codes.into_iter().flatten().find_map(|code| match people::rfc(code) {
        // Two digits of a year: of this century, and whoever knows a later bound takes the one before.
        Some(Rfc::Company(year, month, day)) => midnight(2000 + i64::from(year), month, day),
        _ => None,
    })
}

/// What stands beside a word of the table, whatever its case.
fn word<T: Copy>(text: &str, table: &[(&str, T)]) -> Option<T> {
    let text = text.trim();
    table.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, what)| *what)
}

fn method(text: &str) -> Option<Method> {
    const WORDS: [(&str, Method); 4] = [
        ("open", Method::Open),
        ("selective", Method::Selective),
        ("limited", Method::Limited),
        ("direct", Method::Direct),
    ];
    word(text, &WORDS)
}

fn money(value: &Value<'_>) -> Option<Money> {
    let amount = value.amount.0?;
    let currency = Currency::new(value.currency.get()?)?;
    (amount.abs() < 1e15).then(|| Money { amount: (amount * 10_000.0).round() as i128, currency })
}

fn bidders(release: &Release<'_>) -> Option<(u32, Bidders)> {
    let count = |n: f64| (n.fract() == 0.0 && (0.0..1e6).contains(&n)).then_some(n as u32);
    if let Some(n) = release.tender.tenderers_count.0.and_then(count) {
        return Some((n, Bidders::Number));
    }
    // A count for one lot says nothing of the whole.
    let statistics = release.bids.statistics.iter().enumerate();
    let mut bidders = statistics
        .filter(|(_, s)| s.lot.get().is_none() && s.lots.iter().all(|lot| lot.get().is_none()))
        .filter(|(_, s)| matches!(s.measure.0.as_ref(), "bids" | "validBids" | "bidders"));
    if let Some((i, n)) = bidders.find_map(|(i, s)| Some((i, s.value.0.and_then(count)?))) {
        return Some((n, Bidders::Statistic(i as u32)));
    }
    let listed = release.tender.tenderers.len() as u32;
    (listed > 0).then_some((listed, Bidders::Listed))
}

fn items<'r, 'a>(release: &'r Release<'a>) -> impl Iterator<Item = &'r Item<'a>> {
    let awarded = release.awards.iter().flat_map(|award| award.items.iter());
    let signed = release.contracts.iter().flat_map(|contract| contract.items.iter());
    release.tender.items.iter().chain(awarded).chain(signed)
}

fn code(found: &model::Classification<'_>, digester: &mut Digester) -> Option<Name<'static>> {
    let id = found.id.get()?;
    Some(digester.codes.name(found.scheme.get().unwrap_or_default(), id))
}

/// The classes of items, each once, in the order they come in.
fn classes(items: &[Item<'_>], digester: &mut Digester) -> Vec<Name<'static>> {
    let mut classes: Vec<Name<'static>> = Vec::new();
    let mut last = None;
    for item in items.iter().take(MOST) {
        let of = &item.classification;
        let alike = |last: &model::Classification<'_>| {
            same(&last.id.0, &of.id.0) && same(&last.scheme.0, &of.scheme.0)
        };
        // Items of one class mostly stand together.
        if last.replace(of).is_some_and(alike) {
            continue;
        }
        let class = code(of, digester).filter(|class| !classes.contains(class));
        classes.extend(class);
    }
    classes
}

fn class(release: &Release<'_>, digester: &mut Digester) -> Name<'static> {
    code(&release.tender.classification, digester)
        .or_else(|| items(release).find_map(|item| code(&item.classification, digester)))
        .unwrap_or_default()
}

fn priced(release: &Release<'_>, digester: &mut Digester) -> Vec<Priced<'static>> {
    // The latest stage that has prices says what was paid.
    let mut found = Vec::new();
    for (list, contract) in release.contracts.iter().enumerate().take(MOST) {
        prices(&contract.items, true, list, digester, &mut found);
    }
    if found.is_empty() {
        for (list, award) in release.awards.iter().enumerate().take(MOST) {
            prices(&award.items, false, list, digester, &mut found);
        }
    }
    found
}

fn prices(
    items: &[Item<'_>],
    signed: bool,
    list: usize,
    digester: &mut Digester,
    found: &mut Vec<Priced<'static>>,
) {
    for (item, of) in items.iter().enumerate().take(MOST) {
        let Some(price) = money(&of.unit.value).filter(|price| price.amount > 0) else { continue };
        let (Some(class), Some(unit)) = (code(&of.classification, digester), of.unit.name.get())
        else {
            continue;
        };
        let unit = digester.unit(unit);
        found.push(Priced { class, unit, price, signed, list: list as u32, item: item as u32 });
    }
}

fn standing(status: &str) -> Standing {
    const WORDS: [(&str, Standing); 12] = [
        ("active", Standing::Good),
        ("complete", Standing::Good),
        ("completed", Standing::Good),
        ("terminated", Standing::Good),
        ("valid", Standing::Good),
        ("pending", Standing::Pending),
        ("invited", Standing::Pending),
        ("planning", Standing::Pending),
        ("cancelled", Standing::Void),
        ("unsuccessful", Standing::Void),
        ("withdrawn", Standing::Void),
        ("disqualified", Standing::Disqualified),
    ];
    word(status, &WORDS).unwrap_or_default()
}

fn award<'r>(
    found: &'r model::Award<'_>,
    parties: &Parties<'r, '_>,
    digester: &mut Digester,
) -> Award<'r> {
    Award {
        id: text(found.id.get()),
        standing: standing(&found.status.0),
        date: found.date.get().and_then(moment),
        value: money(&found.value),
        suppliers: found
            .suppliers
            .iter()
            .take(MOST)
            .map(|s| supplier(s, parties, digester))
            .collect(),
        classes: classes(&found.items, digester),
        bid: text(found.bid.get()),
    }
}

fn contract<'r>(
    found: &'r model::Contract<'_>,
    parties: &Parties<'r, '_>,
    digester: &mut Digester,
) -> Contract<'r> {
    let value = money(&found.value);
    let changes = || found.amendments.iter().chain(found.amendment.iter());
    let dearer: Vec<bool> = changes()
        .filter_map(|change| {
            let (before, after) = (money(&change.before)?, money(&change.after)?);
            (before.currency == after.currency).then_some(after.amount > before.amount)
        })
        .collect();
    Contract {
        award: text(found.award.get()),
        standing: standing(&found.status.0),
        signed: found.signed.get().and_then(moment),
        amendments: changes().count() as u32,
        dearer: (!dearer.is_empty()).then(|| dearer.contains(&true)),
        paid: value.as_ref().and_then(|value| paid(found, value.currency.as_str())),
        published: found.documents.iter().any(|document| coverage::signed(&document.kind.0)),
        suppliers: found
            .suppliers
            .iter()
            .take(MOST)
            .map(|s| supplier(s, parties, digester))
            .collect(),
        value,
    }
}

/// What was paid under a contract; none where nothing is said, or a payment has no amount or another currency.
fn paid(found: &model::Contract<'_>, currency: &str) -> Option<i128> {
    let payments = &found.implementation.transactions;
    let mut sum = None;
    for payment in payments.iter() {
        let amount = payment.value.amount.0.or(payment.amount.amount.0)?;
        let said = payment.value.currency.get().or(payment.amount.currency.get())?;
        if !said.eq_ignore_ascii_case(currency) || amount.abs() >= 1e15 {
            return None;
        }
        sum = Some(sum.unwrap_or(0) + (amount * 10_000.0).round() as i128);
    }
    sum
}

fn bid<'r>(found: &'r model::Bid<'_>) -> Bid<'r> {
    const SUBMITTED: [(&str, ()); 3] = [("pending", ()), ("valid", ()), ("disqualified", ())];
    Bid {
        id: text(found.id.get()),
        standing: standing(&found.status.0),
        submitted: word(&found.status.0, &SUBMITTED).is_some(),
        date: found.date.get().and_then(moment),
        value: money(&found.value),
        tenderers: found.tenderers.iter().filter_map(|one| one.id.get().map(Name::from)).collect(),
    }
}

fn documents(release: &Release<'_>) -> Documents {
    let kinds =
        |list: &[Document<'_>]| list.iter().filter(|d| d.kind.get().is_some()).count() as u32;
    let tender = &release.tender.documents;
    let has = |kind: &str| tender.iter().any(|document| document.kind.0 == kind);
    let signed = || release.contracts.iter().flat_map(|contract| contract.documents.iter());
    let awarded = release.awards.iter().flat_map(|award| award.documents.iter());
    let mut all =
        release.planning.documents.iter().chain(tender.iter()).chain(awarded).chain(signed());
    Documents {
        planning: release.planning.documents.len() as u32,
        tender: kinds(tender),
        notice: has("tenderNotice"),
        bidding: has("biddingDocuments"),
        contract: signed().filter(|document| document.kind.get().is_some()).count() as u32,
        assessment: all
            .any(|document| assessment(&document.title.0) || assessment(&document.description.0)),
    }
}

/// True where the title of a document names an impact assessment of data protection or of rights.
fn assessment(title: &str) -> bool {
    const NAMES: [&str; 7] = [
        "impact assessment",
        "dpia",
        "evaluacion de impacto",
        "impacto en la proteccion de datos",
        "impacto a la proteccion de datos",
        "avaliacao de impacto",
        "analyse d impact",
    ];
    // Of the environment, say, or one that there is not.
    const OTHERWISE: [&str; 12] = [
        "ambient",
        "environment",
        "sin evaluacion",
        "sem avaliacao",
        "without",
        "no impact",
        "not required",
        "no requiere",
        "sanitar",
        "traffic",
        "vial",
        "regulator",
    ];
    if !hinted(title.as_bytes()) {
        return false;
    }
    let folded = fold_name(title);
    NAMES.iter().any(|name| folded.contains(name))
        && !OTHERWISE.iter().any(|word| folded.contains(word))
}

/// True where `impact` or `dpia` stands, one of which is in each of the names, in whatever case.
fn hinted(text: &[u8]) -> bool {
    let says = |word: &[u8]| text.windows(word.len()).any(|it| it.eq_ignore_ascii_case(word));
    let Some(last) = text.last_chunk::<BLOCK>() else { return says(b"impact") || says(b"dpia") };
    // Of `impact`, the first four letters.
    let stands = |block: &[u8; BLOCK]| {
        let folded = u8x16::new(*block) | u8x16::splat(0x20);
        let are = |letter: u8| folded.simd_eq(u8x16::splat(letter)).to_bitmask();
        let (m, d, p) = (are(b'm'), are(b'd'), are(b'p'));
        // Few titles have the two letters that both share.
        if (m | d) << 1 & p == 0 {
            return false;
        }
        let (i, a) = (are(b'i'), are(b'a'));
        (i << 3 & m << 2 & p << 1 | d << 3 & p << 2 & i << 1) & a != 0
    };
    // Of four letters, none stand astride two blocks only: the last three of each are the first of the next. The last
    // block goes back to where it has enough.
    let mut blocks = (0..).map_while(|place| text.get(place * (BLOCK - 3)..)?.first_chunk());
    (blocks.any(stands) || stands(last)) && (says(b"impact") || says(b"dpia"))
}
