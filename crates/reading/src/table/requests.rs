//! Logs of records requests that give each by its words: what was asked for, when it was sent, how it stands, what it
//! costs. It should also find such tables in Spanish, under any heading or label that speaks of requests.

use std::ops::Range;
use std::sync::LazyLock;

use codebook::fold::fold;
use codebook::statement::MoneyRole;
use codebook::{Kind, Property, Qualifiers, Status, Value};

use super::Table;
use super::header::Header;
use super::row::{Row, shown};
use crate::drafts::{Drafts, Finding, Part, Subject};
use crate::fields::Field;
use crate::folded::{Folded, Found, Pattern, pattern};
use crate::settled::Settled;
use crate::{cells, dates, money, persons, status, technology};

/// What a heading or a label says that is about requests for records.
static REQUESTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?:requests?|foia?|rti|freedom of information|solicitud(?:es)?|pedidos? de (?:acceso|informacion)|transparencia)\b",
    )
});

/// True for a table whose rows are requests: sent on a day, in some state, and not numbered as other logs do.
pub(super) fn are_requests(text: &str, table: &Table, header: &Header) -> bool {
    /// A heading stands no further above its table.
    const ABOVE: usize = 300;
    let has = |field| header.fields.contains(&Some(field));
    let bought = [Field::Supplier, Field::Contract, Field::Tender, Field::Award, Field::Folio];
    let stands = has(Field::Stage) || has(Field::Response);
    if !has(Field::Requested) || !stands || bought.into_iter().any(has) {
        return false;
    }
    let says = |at: Range<usize>| {
        text.get(at).is_some_and(|words| REQUESTS.is_match(fold(words).as_str()))
    };
    let start = table.at().start;
    let from = text.ceil_char_boundary(start.saturating_sub(ABOVE));
    let over = text[from..start].rfind("\n#").map(|heading| from + heading..start);
    header.labels.iter().cloned().chain(over).any(says)
}

impl Row<'_> {
    /// Proposes what a row says of its request.
    pub(super) fn request(&self, drafts: &mut Drafts<'_>, settled: &Settled) {
        const LONGEST: usize = 120;
        let of = |field: Field| {
            let place = self.header.fields.iter().position(|known| *known == Some(field))?;
            Some(shown(self.text, self.cells.get(place)?)).filter(|at| !at.is_empty())
        };
        let first = || self.cells.first().map(|cell| shown(self.text, cell));
        let asked = of(Field::Title).or_else(|| of(Field::Item)).or_else(first);
        let asked = asked.filter(|at| {
            let words = self.text.get(at.clone()).unwrap_or_default();
            at.len() <= LONGEST && words.contains(char::is_alphabetic) && !persons::is_name(words)
        });
        let Some(asked) = asked else { return };
        let parts = [Part::At(&asked), Part::Word(settled.language().noun(Kind::Request))];
        let Some(subject) = Subject::of(self.text, Kind::Request, &parts) else { return };
        let personal = self.personal(drafts);
        let mut propose = |property, value: Value, at: &Range<usize>, role: Option<MoneyRole>| {
            let quote = self.around(at, &personal);
            let finding = Finding::new("table/request", &subject, property, value, at, &quote);
            let qualifiers = Qualifiers { money: role, ..Qualifiers::default() };
            drafts.propose(Finding { qualifiers, ..finding });
        };
        let folded = |at: &Range<usize>| Folded::new(&self.text[at.clone()], at.start);
        let days = [(Field::Requested, Property::StartDate), (Field::Answered, Property::EndDate)];
        for (field, property) in days {
            let found = of(field).and_then(|at| {
                let words = folded(&at);
                let own = dates::cell(&words, settled);
                own.or_else(|| dates::dates(&words, settled).into_iter().next())
            });
            if let Some(found) = found {
                propose(property, Value::Date(found.value), &found.at, None);
            }
        }
        if let Some(at) = of(Field::Response).or_else(|| of(Field::Stage)) {
            let words = folded(&at);
            if let Some(found) = cells::response(&words) {
                propose(Property::Response, Value::Response(found.value), &found.at, None);
            }
            if let Some(found) = stage(self.text, &at) {
                propose(Property::Status, found.value, &found.at, None);
            }
        }
        let fees = self.cells.iter().find_map(|cell| {
            let at = shown(self.text, cell);
            money::money(&folded(&at), settled).into_iter().next()
        });
        if let Some(fee) = fees {
            let role = Some(MoneyRole::Fee);
            propose(Property::Amount, Value::Money(fee.value), &fee.at, role);
        }
        for at in self.cells.iter().filter_map(|cell| linked(self.text, cell)) {
            if let Some(number) = self.text.get(at.clone()).and_then(|words| words.parse().ok()) {
                propose(Property::ContractId, Value::Identifier(number), &at, None);
            }
        }
        for found in technology::technologies(&folded(&asked)) {
            propose(Property::UsesTechnology, Value::Technology(found.value), &found.at, None);
        }
    }
}

/// How a request stands: the first of what its cell says.
fn stage(text: &str, cell: &Range<usize>) -> Option<Found<Value>> {
    let words = text.get(cell.clone())?;
    let end = [" - ", " – ", "<", ",", ";", "("].iter().filter_map(|sign| words.find(sign)).min();
    let first = words[..end.unwrap_or(words.len())].trim_end();
    let at = cell.start..cell.start + first.len();
    let known = status::statuses(&Folded::new(first, at.start)).into_iter().next();
    let named = known.map(|found| Found { value: Value::Status(found.value), at: found.at });
    let plain = || {
        let value: Status = first.parse().ok()?;
        Some(Found { value: Value::Status(value), at: at.clone() })
    };
    let literal = || Some(Found { value: Value::Text(first.parse().ok()?), at: at.clone() });
    named.or_else(plain).or_else(literal).filter(|_| first.contains(char::is_alphabetic))
}

/// The number that the address of a request's papers goes by: capitals, a year, a number.
fn linked(text: &str, cell: &Range<usize>) -> Option<Range<usize>> {
    static NUMBER: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"/([A-Z]{2,8}-(?:19|20)\d{2}-\d{2,6})(?:[_/.?)-]|$)"));
    let words = text.get(cell.clone())?;
    let number = words.find("http").and_then(|_| NUMBER.captures(words)?.get(1))?;
    Some(cell.start + number.start()..cell.start + number.end())
}
