//! From fields to statements: each on the words of its field, of a contract that its process names.

use std::collections::HashSet;

use codebook::edtf::Point;
use codebook::statement::{Confidence, MoneyRole, Parts, of_document};
use codebook::value::ShortText;
use codebook::{
    Basis, Citation, Currency, Edtf, Kind, Mention, Money, Polarity, Property, Qualifiers,
    ReaderId, Role, Span, Statement, TextLayer, Value,
};
use procurement::classify;
use procurement::numbers::{self, Mark};
use procurement::screen::What;
use rust_decimal::Decimal;

use super::layer::{Block, Told};

/// The longest quote, in bytes, as reading has it.
const QUOTE: usize = reading::LONGEST_QUOTE;

/// A field says what it says; whether it was put there rightly is its publisher's.
const FIELD: Confidence = Confidence::thousandths(950);

/// How often a process that screening finds is for what it says, as it was measured on marked data.
const TECHNOLOGY: Confidence = Confidence::thousandths(780);

/// As much of a title as a name has, in characters.
const NAME: usize = 160;

/// What is stated of processes, and how many fields could not be read as what they should say.
pub(super) fn statements(layer: &TextLayer, blocks: &[Block<'_>]) -> (Vec<Statement>, usize) {
    let mut parts = Vec::new();
    let mut unread = 0;
    for block in blocks {
        Stating { layer, block, parts: &mut parts, unread: &mut unread, known: HashSet::new() }
            .block();
    }
    (of_document(parts), unread)
}

struct Stating<'a> {
    layer: &'a TextLayer,
    block: &'a Block<'a>,
    parts: &'a mut Vec<Parts>,
    unread: &'a mut usize,
    known: HashSet<(String, Property, String, Option<&'static str>)>,
}

/// What a statement is about, with the fields that name it.
struct Subject<'a> {
    mention: Mention,
    named: Vec<&'a Told<'a>>,
}

impl<'a> Stating<'a> {
    fn first(&self, what: What, part: Option<usize>) -> Option<&'a Told<'a>> {
        let block: &'a Block<'a> = self.block;
        block.told.iter().find(|told| told.said.what == what && told.said.part == part)
    }

    fn words(&self, told: &Told<'_>) -> &'a str {
        let layer: &'a TextLayer = self.layer;
        layer.text().get(told.words.clone()).unwrap_or_default()
    }

    /// A process by its title and id; a part of it by its own id too.
    fn subject(&self, part: Option<usize>) -> Option<Subject<'a>> {
        let process = self.first(What::Process, None)?;
        let title = self.first(What::Title, None);
        let number = part.and_then(|_| self.first(What::Part, part));
        let mut name: String = title.map_or("", |told| self.words(told)).to_owned();
        if let Some((end, _)) = name.char_indices().nth(NAME) {
            let end = name.get(..end).and_then(|it| it.rfind(char::is_whitespace)).unwrap_or(end);
            name.truncate(end);
        }
        name.push_str(" [");
        name.push_str(self.words(process));
        if let Some(number) = number {
            name.push(' ');
            name.push_str(self.words(number));
        }
        name.push(']');
        let mention = Mention { kind: Kind::Contract, name: name.parse().ok()? };
        let named = [Some(process), title, number].into_iter().flatten().collect();
        Some(Subject { mention, named })
    }

    fn block(&mut self) {
        let block: &'a Block<'a> = self.block;
        let mut numbers: Vec<Option<usize>> = vec![None];
        numbers.extend(block.told.iter().map(|told| told.said.part).filter(Option::is_some));
        numbers.sort_unstable();
        numbers.dedup();
        let whole = numbers.len() == 1;
        for number in numbers {
            // Of a part that has no id of its own nothing could be told apart.
            let nameless = number.is_some() && self.first(What::Part, number).is_none();
            let Some(subject) = self.subject(number).filter(|_| !nameless) else { continue };
            for told in &block.told {
                // Who buys what is so of every part; the rest is of its own.
                let shared =
                    matches!(told.said.what, What::Process | What::Buyer | What::Technology(_));
                if told.said.part == number || (!whole && told.said.part.is_none() && shared) {
                    self.say(&subject, told);
                }
            }
        }
    }

    fn say(&mut self, subject: &Subject<'a>, told: &'a Told<'a>) {
        let text = self.words(told);
        let short = || text.parse::<ShortText>().ok();
        let money = |role| Qualifiers { money: Some(role), ..Qualifiers::default() };
        let plain = Qualifiers::default();
        let (property, value, qualifiers) = match told.said.what {
            What::Currency | What::Evidence => return,
            What::Process | What::Part => {
                (Property::ContractId, short().map(Value::Identifier), plain)
            }
            What::Title => (Property::Title, short().map(Value::Text), plain),
            What::Item => (Property::Item, short().map(Value::Text), plain),
            What::Method => (Property::ProcurementMethod, short().map(Value::Text), plain),
            What::Buyer => (Property::Buyer, short().map(Value::Name), plain),
            What::Supplier => (Property::Supplier, short().map(Value::Name), plain),
            What::Technology(it) => (Property::UsesTechnology, Some(Value::Technology(it)), plain),
            What::Awarded => (Property::AwardDate, day(text).map(Value::Date), plain),
            What::Start => (Property::StartDate, day(text).map(Value::Date), plain),
            What::End => (Property::EndDate, day(text).map(Value::Date), plain),
            What::Estimate => return self.amount(subject, told, money(MoneyRole::Budget)),
            // A table may have one cell for both: then it is the contract's.
            What::Award if self.signed(told) => return,
            What::Award => return self.amount(subject, told, money(MoneyRole::Award)),
            What::Contract => return self.amount(subject, told, money(MoneyRole::Contract)),
        };
        self.state(subject, told, property, value, qualifiers, None);
    }

    /// True where the same words say for how much it was signed.
    fn signed(&self, told: &Told<'_>) -> bool {
        let same = |other: &&Told<'_>| other.words == told.words;
        self.block.told.iter().filter(same).any(|other| other.said.what == What::Contract)
    }

    /// An amount is told with its currency, which stands in a field beside it; of a table without such a column, with
    /// the one that its mapping names.
    fn amount(&mut self, subject: &Subject<'a>, told: &'a Told<'a>, qualifiers: Qualifiers) {
        let beside = told.said.cited.pointer.strip_suffix("amount");
        let currency = self.block.told.iter().find(|other| {
            other.said.what == What::Currency
                && beside
                    .is_some_and(|at| other.said.cited.pointer.strip_suffix("currency") == Some(at))
        });
        let written = currency.map(|told| self.words(told).to_ascii_uppercase());
        let unit = written.as_ref().or(told.said.currency.as_ref());
        let unit = unit.and_then(|unit| unit.parse::<Currency>().ok());
        let value = unit.and_then(|unit| Some(Value::Money(Money::new(self.number(told)?, unit))));
        let beside = currency.filter(|_| unit.is_some());
        self.state(subject, told, Property::Amount, value, qualifiers, beside);
    }

    /// A number as it was read when it was screened.
    fn number(&self, told: &Told<'_>) -> Option<Decimal> {
        let plain = match &told.said.number {
            Some(read) => read.plain.clone(),
            None => numbers::read(self.words(told), Some(Mark::Point)).ok()?.plain,
        };
        let number = plain.parse().ok().or_else(|| Decimal::from_scientific(&plain).ok())?;
        (number > Decimal::ZERO).then_some(number)
    }

    fn state(
        &mut self,
        subject: &Subject<'a>,
        told: &'a Told<'a>,
        property: Property,
        value: Option<Value>,
        qualifiers: Qualifiers,
        beside: Option<&Told<'_>>,
    ) {
        let made = value.and_then(|value| {
            let role = qualifiers.money.map(MoneyRole::as_str);
            let key = (subject.mention.name.to_string(), property, value.to_string(), role);
            let new = self.known.insert(key);
            let citation = self.citation(subject, told, beside, &value)?;
            // What no cell says is the word of whoever wrote the mapping.
            let by_mark = told.said.number.as_ref().is_some_and(|number| number.by_mark);
            let mapped = matches!(value, Value::Money(_)) && (beside.is_none() || by_mark);
            let technology = property == Property::UsesTechnology;
            Some((
                new,
                Parts {
                    subject: subject.mention.clone(),
                    property,
                    value,
                    written: written(&citation)?,
                    qualifiers,
                    valid: None,
                    polarity: Polarity::Affirmed,
                    attribution: None,
                    citation,
                    proposed_by: reader(told.mapping.filter(|_| mapped))?,
                    confidence: if technology { TECHNOLOGY } else { FIELD },
                    basis: if mapped { Basis::Editor } else { Basis::Text },
                    eyes: Vec::new(),
                    occurrence: 0,
                },
            ))
        });
        match made {
            Some((true, parts)) => self.parts.push(parts),
            Some((false, _)) => {}
            None => *self.unread += 1,
        }
    }

    /// The quote is the field's line, with its currency's where that follows.
    fn citation(
        &self,
        subject: &Subject<'a>,
        told: &Told<'_>,
        beside: Option<&Told<'_>>,
        value: &Value,
    ) -> Option<Citation> {
        let mut quote = told.line.clone();
        let next = beside.filter(|beside| beside.line.start == quote.end + 1);
        quote.end = next.map_or(quote.end, |beside| beside.line.end);
        if quote.len() > QUOTE {
            quote = told.words.clone();
        }
        let at = match value {
            Value::Technology(it) => {
                let words = self.words(told);
                let stands = classify::stands(words, *it)
                    .or_else(|| classify::coded(words, *it).then_some(0..words.len()))?;
                told.words.start + stands.start..told.words.start + stands.end
            }
            Value::Date(_) => told.words.start..told.words.end.min(told.words.start + DAY),
            _ => told.words.clone(),
        };
        let cut = |range, role| Span::cut(self.layer, range, role).ok();
        let mut spans = vec![cut(quote, Role::Quote)?, cut(at, Role::Value)?];
        for named in &subject.named {
            spans.push(cut(named.words.clone(), Role::Subject)?);
        }
        if let Some(beside) = beside {
            spans.push(cut(beside.words.clone(), Role::Context)?);
        }
        Citation::new(spans).ok()
    }
}

fn written(citation: &Citation) -> Option<ShortText> {
    citation.span(Role::Value).and_then(|span| ShortText::clipped(span.quote()).ok())
}

/// Who proposes it: screening, and the mapping where it adds to what is written.
fn reader(mapping: Option<&str>) -> Option<ReaderId> {
    let named = mapping.and_then(|name| format!("screen/{name}/1").parse().ok());
    named.or_else(|| "screen/1".parse().ok())
}

/// How many bytes of a moment are its day.
const DAY: usize = 10;

/// The day that words begin with: `2031-05-09T…`, or day, month and year as Spanish writes them.
fn day(text: &str) -> Option<Edtf> {
    let (head, rest) = text.split_at_checked(DAY)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = procurement::time::written(procurement::time::moment(head)?);
    let mut numbers = written.split('-');
    let year = numbers.next()?.parse().ok()?;
    let month = numbers.next()?.parse().ok()?;
    Some(Edtf::from(Point::day(Some(year), month, numbers.next()?.parse().ok()?).ok()?))
}
