//! Records: what a row of a table or a form says of one contract, system or request, field by field.

mod days;
mod laws;
mod linked;
mod parties;
mod requests;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use codebook::statement::{Extent, MoneyRole, Vat};
use codebook::{Kind, Money, Property, Qualifiers, Technology, Value};

use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::fields::Field;
use crate::folded::{Folded, Found};
use crate::language::Language;
use crate::settled::Settled;
use crate::{cells, money, persons, quantities, status};
pub(crate) use words::is_identifier;
use words::rule;

/// Where a record stands: it names the rules that read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Table,
    Form,
    Notation,
}

/// A field's words, and the words they are quoted with.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) value: Range<usize>,
    pub(crate) quote: Range<usize>,
    /// The column's header or the form's label.
    pub(crate) label: Range<usize>,
}

/// One record.
pub(crate) struct Record<'t> {
    pub(crate) text: &'t str,
    pub(crate) shape: Shape,
    pub(crate) slots: BTreeMap<Field, Slot>,
    /// What it buys or uses; the first names it where nothing else does.
    pub(crate) technologies: Vec<(Technology, Slot)>,
}

/// An amount, the words elsewhere that tell its currency, and which end of a range it is.
type Sum = (Found<Money>, Option<Range<usize>>, Option<Extent>);

/// True where words stand within others.
pub(crate) fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A name longer than this is a description.
const LONGEST_NAME: usize = 120;

impl Record<'_> {
    /// Proposes what it says, and returns what it is about.
    pub(crate) fn relate(&self, drafts: &mut Drafts<'_>, settled: &Settled) -> Option<Subject> {
        let subject = self.subject(self.kind(), settled.language())?;
        self.relate_as(&subject, drafts, settled);
        Some(subject)
    }

    /// Proposes what it says of `subject`.
    pub(crate) fn relate_as(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        let kind = subject.mention.kind;
        if kind == Kind::Request {
            return self.request(subject, drafts, settled);
        }
        self.uses(subject, drafts);
        if kind == Kind::Law {
            return self.law(subject, drafts, settled);
        }
        if kind == Kind::Contract || self.has(Field::Contract) {
            self.identifiers(subject, drafts);
        }
        self.amounts(kind, subject, drafts, settled);
        self.names(subject, drafts);
        self.dates(kind, subject, drafts, settled);
        self.stage(subject, drafts);
        self.cameras(subject, drafts, settled);
        self.counts(subject, drafts, settled);
        self.linked(subject, drafts);
        self.words(subject, drafts);
    }

    /// What it is for, each technology once.
    fn uses(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        let mut said: Vec<Technology> = Vec::new();
        for (technology, slot) in &self.technologies {
            if !said.contains(technology) {
                said.push(*technology);
                let value = Value::Technology(*technology);
                self.propose(subject, Property::UsesTechnology, value, slot, drafts);
            }
        }
    }

    fn has(&self, field: Field) -> bool {
        self.slots.contains_key(&field)
    }

    /// What it is a record of.
    pub(crate) fn kind(&self) -> Kind {
        let deal = [
            Field::Contract,
            Field::Tender,
            Field::Amount,
            Field::Award,
            Field::Net,
            Field::Budget,
            Field::Paid,
            Field::Minimum,
            Field::Maximum,
            Field::Signed,
        ];
        // The rows of an inventory are numbered, too.
        let keyed = self.has(Field::Key) && !self.has(Field::Cameras);
        let contract = deal.iter().any(|field| self.has(*field))
            || self.has(Field::Supplier) && (keyed || self.has(Field::Awarded));
        let asked = self.has(Field::Folio)
            || self.has(Field::Response) && (self.has(Field::Asked) || self.has(Field::Requested));
        // An inventory says what a system costs, and of no contract.
        let numbered = [Field::Contract, Field::Tender, Field::Signed, Field::Awarded];
        // Nor is it one of contracts that gives a number beside each system's stage.
        let bought = [Field::Supplier, Field::Amount, Field::Award, Field::Signed, Field::Awarded];
        let staged = self.has(Field::Stage) && !bought.iter().any(|field| self.has(*field));
        let system =
            self.has(Field::System) && (staged || !numbered.iter().any(|field| self.has(*field)));
        if self.is_of_law() {
            return Kind::Law;
        }
        match (asked, contract && !system) {
            (true, false) => Kind::Request,
            (_, true) => Kind::Contract,
            _ => Kind::System,
        }
    }

    /// A contract goes by its number, a request by its folio, a system by its name; else each by who has it and what it is.
    pub(crate) fn subject(&self, kind: Kind, language: Language) -> Option<Subject> {
        let subject = |parts: &[Part<'_>]| Subject::of(self.text, kind, parts);
        if let Some(name) = self.own_name(kind) {
            return subject(&[Part::At(name)]);
        }
        let whose = self.whose();
        let what = self.technologies.first().map(|(_, slot)| &slot.value);
        let telling = || self.telling_title(whose.as_ref()?, what?);
        let title = (kind == Kind::System).then(|| telling().or_else(|| self.project())).flatten();
        if let Some(title) = title {
            return subject(&[Part::At(title)]);
        }
        let word = language.noun(kind);
        match (whose, what) {
            // The columns tell what it is, and no words of its own.
            (Some(whose), what)
                if kind == Kind::Request || what.is_some_and(|what| self.is_label(what)) =>
            {
                subject(&[Part::At(&whose), Part::Word(word)])
            }
            (Some(whose), Some(what)) => {
                let whose = crate::relations::cast::without_kinds(self.text, &whose);
                let site = self.place().map(|slot| &slot.value);
                match site.filter(|site| self.is_outing() && !within(&whose, site)) {
                    Some(site) => subject(&[Part::At(&whose), Part::At(what), Part::At(site)]),
                    None => subject(&[Part::At(&whose), Part::At(what)]),
                }
            }
            (None, Some(what)) => match (self.title(), self.headed(what)) {
                (Some(title), _) => subject(&[Part::At(title)]),
                (None, Some(head)) => subject(&[Part::At(&head), Part::At(what)]),
                (None, None) => subject(&[Part::At(what), Part::Word(word)]),
            },
            (_, None) => None,
        }
    }

    /// The number or name that it goes by.
    fn own_name(&self, kind: Kind) -> Option<&Range<usize>> {
        let fields: &[Field] = match kind {
            Kind::Request => &[Field::Folio, Field::Key, Field::File],
            Kind::Contract => &[Field::Contract, Field::Tender, Field::File, Field::Key],
            Kind::Law => &[Field::Case, Field::Citation],
            _ => &[Field::System],
        };
        let names = |at: &Range<usize>| match kind {
            Kind::System | Kind::Law => at.len() <= LONGEST_NAME,
            _ => self.text.get(at.clone()).is_some_and(is_identifier),
        };
        fields.iter().find_map(|field| {
            let slot = self.slots.get(field)?;
            names(&slot.value).then_some(&slot.value)
        })
    }

    /// Who has it, else where it is, else who sold it.
    fn whose(&self) -> Option<Range<usize>> {
        [Field::Unit, Field::Buyer, Field::Office, Field::Asked]
            .into_iter()
            .find_map(|field| self.body(field))
            .or_else(|| self.place().map(|slot| slot.value.clone()))
            .or_else(|| self.company(Field::Supplier))
    }

    /// The words of its title that are no longer than a name.
    fn title(&self) -> Option<&Range<usize>> {
        let slot = self.slots.get(&Field::Title).or_else(|| self.slots.get(&Field::Item))?;
        let words = self.text.get(slot.value.clone())?;
        (words.len() <= LONGEST_NAME && !words.contains('\\')).then_some(&slot.value)
    }

    /// A title that names the technology and whose it is, which says it best.
    fn telling_title(&self, whose: &Range<usize>, what: &Range<usize>) -> Option<&Range<usize>> {
        self.title().filter(|title| within(what, title) && self.speaks_of(title, whose))
    }

    /// A project of a list goes by its title, whoever had it built.
    fn project(&self) -> Option<&Range<usize>> {
        let client = self.slots.get(&Field::Buyer).filter(|_| self.shape == Shape::Notation)?;
        let label = codebook::fold::fold(self.text.get(client.label.clone())?);
        self.title().filter(|_| label.starts_with("client"))
    }

    /// True where words stand in the label of a column.
    fn is_label(&self, words: &Range<usize>) -> bool {
        self.slots.values().any(|slot| within(words, &slot.label) && slot.label != slot.value)
    }

    /// True for one of many times that something was taken out and used: where it was tells them apart.
    fn is_outing(&self) -> bool {
        let counted =
            [Field::Scanned, Field::Alerts, Field::Matches, Field::TrueMatches, Field::Watchlist];
        let dated = self.has(Field::Begins) || self.has(Field::Date);
        dated && counted.iter().any(|field| self.has(*field))
    }

    /// True where a word of `whose` that is no body's kind stands in the title: "Arden: plate readers".
    fn speaks_of(&self, title: &Range<usize>, whose: &Range<usize>) -> bool {
        let folded = |at: &Range<usize>| {
            self.text.get(at.clone()).map(codebook::fold::fold_name).unwrap_or_default()
        };
        let title = folded(title);
        let telling = |word: &&str| word.len() > 3 && !crate::written::is_body(word);
        folded(whose).split(' ').filter(telling).any(|word| title.split(' ').any(|w| w == word))
    }

    /// The first words of a title too long for a name: "Arden: 40 cameras with …" is Arden's.
    fn headed(&self, what: &Range<usize>) -> Option<Range<usize>> {
        const ENDS: [&str; 7] = [": ", "; ", ", ", " (", " con ", " with ", " para "];
        let at = &self.slots.get(&Field::Title)?.value;
        let words = self.text.get(at.clone())?;
        let end = ENDS.iter().filter_map(|end| words.find(end)).min()?;
        let head = at.start..at.start + end;
        let fits = end > 2 && end <= LONGEST_NAME && head.end <= what.start;
        (fits && !persons::is_name(words.get(..end)?)).then_some(head)
    }

    /// Where it is: a name of a place's shape, and no person's.
    pub(crate) fn place(&self) -> Option<&Slot> {
        let slot = self.slots.get(&Field::Place)?;
        let words = self.text.get(slot.value.clone())?;
        let named = words.starts_with(char::is_uppercase)
            && words.len() <= 60
            && !words.bytes().any(|b| b.is_ascii_digit())
            && words.split_whitespace().count() <= 6
            && !cells::is_empty(words);
        (named && !persons::is_name(words)).then_some(slot)
    }

    fn propose(
        &self,
        subject: &Subject,
        property: Property,
        value: Value,
        slot: &Slot,
        drafts: &mut Drafts<'_>,
    ) {
        let rule = rule(self.shape, subject.mention.kind, property);
        drafts.propose(Finding::new(rule, subject, property, value, &slot.value, &slot.quote));
    }

    fn at(&self, at: &Range<usize>, slot: &Slot) -> Slot {
        Slot { value: at.clone(), ..slot.clone() }
    }

    /// Its number and that of its tender; without either, the best there is.
    fn identifiers(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        let id = |field| {
            let slot = self.slots.get(&field)?;
            self.text.get(slot.value.clone()).filter(|words| is_identifier(words)).map(|_| slot)
        };
        let mut ids: Vec<&Slot> =
            [id(Field::Contract), id(Field::Tender)].into_iter().flatten().collect();
        if ids.is_empty() {
            ids.extend(id(Field::File).or_else(|| id(Field::Key)));
        }
        for slot in ids {
            let slot = self.at(&self.number(&slot.value), slot);
            if let Some(value) = drafts.literal(&slot.value, Value::Identifier) {
                self.propose(subject, Property::ContractId, value, &slot, drafts);
            }
        }
    }

    /// "Licitación pública LP-03-2031": the number, without the words for what it numbers.
    fn number(&self, at: &Range<usize>) -> Range<usize> {
        const SHORTEST: usize = 6;
        let words = self.text.get(at.clone()).unwrap_or_default();
        let Some((lead, last)) = words.rsplit_once(' ') else { return at.clone() };
        let plain = lead.chars().all(|c| c.is_alphabetic() || c == ' ');
        let told = plain && lead.len() > 3 && last.len() >= SHORTEST;
        let numbered = told && last.bytes().any(|byte| byte.is_ascii_digit());
        if numbered { at.end - last.len()..at.end } else { at.clone() }
    }

    fn folded(&self, slot: &Slot) -> Folded<'_> {
        Folded::new(self.text.get(slot.value.clone()).unwrap_or_default(), slot.value.start)
    }

    /// Its value with tax where both are given; a budget, a floor and a ceiling are kept apart.
    pub(crate) fn amounts(
        &self,
        kind: Kind,
        subject: &Subject,
        drafts: &mut Drafts<'_>,
        settled: &Settled,
    ) {
        let net = Some(Field::Net).filter(|_| !self.has(Field::Amount) && !self.has(Field::Award));
        let money = |role| Qualifiers { money: Some(role), ..Qualifiers::default() };
        let role = Some(MoneyRole::Contract).filter(|_| kind == Kind::Contract);
        let contract = Qualifiers { money: role, ..Qualifiers::default() };
        let extent = |extent| Qualifiers { extent: Some(extent), ..contract };
        let columns = [
            (Some(Field::Amount), contract),
            (Some(Field::Award), money(MoneyRole::Award)),
            (net, Qualifiers { vat: Some(Vat::Excluded), ..contract }),
            (Some(Field::Budget), money(MoneyRole::Budget)),
            (Some(Field::Paid), money(MoneyRole::Paid)),
            (Some(Field::Amendment), money(MoneyRole::Amendment)),
            (Some(Field::Minimum), extent(Extent::Minimum)),
            (Some(Field::Maximum), extent(Extent::Maximum)),
        ];
        for (field, qualifiers) in columns {
            let Some(slot) = field.and_then(|field| self.slots.get(&field)) else { continue };
            let slot = self.with_currency(slot);
            for (found, heading, extent) in self.money(&slot, settled) {
                if found.value.amount.is_zero() {
                    continue;
                }
                let label = self.text.get(slot.label.clone()).unwrap_or_default();
                let qualifiers = Qualifiers {
                    extent: extent.or(qualifiers.extent),
                    vat: qualifiers
                        .vat
                        .or_else(|| money::vat(&self.folded(&slot), &found.at))
                        .or_else(|| money::vat_of(Folded::new(label, 0).text())),
                    ..qualifiers
                };
                let rule = rule(self.shape, kind, Property::Amount);
                let value = Value::Money(found.value);
                let finding =
                    Finding::new(rule, subject, Property::Amount, value, &found.at, &slot.quote);
                drafts.propose(Finding { qualifiers, heading, ..finding });
            }
        }
    }

    /// The amount in a cell, or the two ends of a range, and the words elsewhere that tell the currency
    /// where its own do not.
    fn money(&self, slot: &Slot, settled: &Settled) -> Vec<Sum> {
        let folded = self.folded(slot);
        let mut own = money::money(&folded, settled);
        let joined = |low: usize, high: usize| {
            let gap = self.text.get(low..high).unwrap_or_default().trim();
            matches!(gap, "to" | "a" | "and" | "y" | "-" | "–" | "—" | "hasta")
        };
        if let [low, high] = own.as_slice()
            && low.value.amount < high.value.amount
            && (low.at == high.at || joined(low.at.end, high.at.start))
        {
            let ends = [Extent::Minimum, Extent::Maximum];
            return own.into_iter().zip(ends).map(|(end, of)| (end, None, Some(of))).collect();
        }
        own.truncate(1);
        let signed = folded.text().contains('$');
        if own.first().is_some_and(|own| own.value.currency().is_some() && !signed) {
            return own.into_iter().map(|own| (own, None, None)).collect();
        }
        let currency = self.slots.get(&Field::Currency).map(|currency| &currency.value);
        let told = currency.into_iter().chain([&slot.label]).find_map(|at| {
            let words = Folded::new(self.text.get(at.clone())?, at.start);
            Some((money::under(&folded, &words, settled)?, Some(at.clone()), None))
        });
        let plain = || {
            let bare = || money::bare(&folded, settled);
            let open = || money::open(&folded, settled);
            own.pop().or_else(bare).or_else(open).map(|found| (found, None, None))
        };
        told.or_else(plain).into_iter().collect()
    }

    /// The amount with the currency of the cell beside it.
    fn with_currency(&self, slot: &Slot) -> Slot {
        /// Signs between two cells.
        const APART: usize = 5;
        let beside = self.slots.get(&Field::Currency).map(|currency| &currency.value).filter(|c| {
            let gap = if c.start >= slot.value.end {
                c.start - slot.value.end
            } else {
                slot.value.start.saturating_sub(c.end)
            };
            // A closing quotation mark would stand within the value.
            let at = c.end.min(slot.value.end)..c.start.max(slot.value.start);
            gap <= APART && self.text.get(at).is_some_and(|gap| !gap.contains('"'))
        });
        let Some(currency) = beside else { return slot.clone() };
        let join = |at: &Range<usize>| at.start.min(currency.start)..at.end.max(currency.end);
        Slot { value: join(&slot.value), quote: join(&slot.quote), label: slot.label.clone() }
    }

    fn stage(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        const LONGEST: usize = 80;
        let Some(slot) = self.slots.get(&Field::Stage) else { return };
        let words = self.text.get(slot.value.clone()).unwrap_or_default();
        let found = status::statuses(&self.folded(slot)).into_iter().next();
        let (value, at) = match found {
            Some(found) => (Some(Value::Status(found.value)), found.at),
            None => (drafts.literal(&slot.value, Value::Text), slot.value.clone()),
        };
        let told = words.len() <= LONGEST
            && !cells::is_empty(words)
            && words.contains(char::is_alphabetic);
        if let Some(value) = value.filter(|_| told) {
            self.propose(subject, Property::Status, value, &self.at(&at, slot), drafts);
        }
    }

    /// Units in a column of cameras; or a quantity, where the item is a device that captures.
    fn cameras(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        let goods = [Field::Item, Field::Title].iter().filter_map(|field| self.slots.get(field));
        let captures = goods.into_iter().any(|slot| {
            let folded = self.folded(slot);
            cells::is_capture_device(folded.text())
        });
        let measured = self
            .slots
            .get(&Field::Measure)
            .is_none_or(|slot| cells::is_unit(self.folded(slot).text()));
        let counted = self.slots.get(&Field::Quantity).filter(|_| captures && measured);
        let Some(slot) = self.slots.get(&Field::Cameras).or(counted) else {
            return self.cameras_bought(subject, drafts, settled);
        };
        let found = quantities::counts(&self.folded(slot), settled, &[]).into_iter().next();
        if let Some(found) = found.filter(|found| !found.value.quantity.number.is_zero()) {
            let value = Value::Quantity(found.value.quantity);
            self.propose(subject, Property::Cameras, value, &self.at(&found.at, slot), drafts);
        }
    }

    /// "Adquisición de 40 cámaras": as what is bought says it.
    fn cameras_bought(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        for slot in [Field::Item, Field::Title].iter().filter_map(|field| self.slots.get(field)) {
            let counts = quantities::counts(&self.folded(slot), settled, &[]);
            let captures = |noun: &String| cells::is_capture_device(noun);
            let found =
                counts.into_iter().find(|found| found.value.of.iter().take(1).any(captures));
            if let Some(found) = found.filter(|found| !found.value.quantity.number.is_zero()) {
                let value = Value::Quantity(found.value.quantity);
                let slot = self.at(&found.at, slot);
                return self.propose(subject, Property::Cameras, value, &slot, drafts);
            }
        }
    }

    /// How many were searched for, scanned, and found; none at all is a finding, too.
    pub(crate) fn counts(&self, subject: &Subject, drafts: &mut Drafts<'_>, settled: &Settled) {
        let fields = [
            (Field::Scanned, Property::FacesScanned),
            (Field::Watchlist, Property::WatchlistSize),
            (Field::Alerts, Property::Alerts),
            (Field::Matches, Property::Matches),
            (Field::TrueMatches, Property::TrueMatches),
            (Field::FalseMatches, Property::FalseMatches),
        ];
        for (field, property) in fields {
            let Some(slot) = self.slots.get(&field) else { continue };
            let found = quantities::counts(&self.folded(slot), settled, &[]).into_iter().next();
            if let Some(found) = found {
                let value = Value::Quantity(found.value.quantity);
                self.propose(subject, property, value, &self.at(&found.at, slot), drafts);
            }
        }
    }

    /// What stays in the source's own words.
    fn words(&self, subject: &Subject, drafts: &mut Drafts<'_>) {
        const LONGEST: usize = 120;
        let fields = [(Field::Purpose, Property::Purpose), (Field::Law, Property::LegalBasis)];
        for (field, property) in fields {
            let Some(slot) = self.slots.get(&field) else { continue };
            let words = self.text.get(slot.value.clone()).unwrap_or_default();
            if words.len() > LONGEST || cells::is_empty(words) || !words.contains(' ') {
                continue;
            }
            if let Some(value) = drafts.literal(&slot.value, Value::Text) {
                self.propose(subject, property, value, slot, drafts);
            }
        }
    }
}
