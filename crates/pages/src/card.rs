//! A fact as a page shows it: its value in words, and the exact words it stands on.

use std::borrow::Cow;

use codebook::statement::{Basis, Polarity};
use codebook::{FactId, Locator, Role, SourceId};
use register::public::{PublicFact, PublicSource, PublicSpan, Seen};

use crate::listing;
use crate::page::Page;
use crate::show;
use crate::shown::Shown;
use crate::source::called;
use crate::words::Words;

/// Up to how many facts on a page show their words without being asked.
const OPEN: usize = 12;

/// A fact, ready for a template.
pub(crate) struct Card<'a> {
    pub(crate) id: FactId,
    pub(crate) property: &'a str,
    pub(crate) value: String,
    /// The page of the entity that the value names.
    pub(crate) value_page: Option<Page>,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) negated: bool,
    pub(crate) by_editor: bool,
    pub(crate) attribution: Option<&'a str>,
    /// The value as written, where that differs from how it is shown and is not marked in the quote.
    pub(crate) written: Option<&'a str>,
    /// What the source calls the subject, where that is not its name.
    pub(crate) mention: Option<&'a str>,
    pub(crate) valid: Option<String>,
    pub(crate) quote: Quote<'a>,
    pub(crate) others: Vec<Other<'a>>,
    pub(crate) source: &'a str,
    pub(crate) source_page: Page,
    /// The mark on the source's page; only for a public source.
    pub(crate) mark: bool,
    pub(crate) place: Option<(&'static str, String)>,
    pub(crate) source_date: Option<String>,
    pub(crate) accepted: String,
    /// Whether its words show without being asked for: not where many facts stand together.
    pub(crate) open: bool,
    /// The digest of the original; only of a public source.
    pub(crate) sha256: Option<SourceId>,
    /// The page it was fetched from, as it is now, at these words.
    pub(crate) live: Option<String>,
    /// The page of the subject, and its name.
    pub(crate) subject: Cow<'a, str>,
    pub(crate) subject_page: Page,
}

/// Facts that say the same: the value once, and each on its own words.
pub(crate) struct Stack<'a> {
    pub(crate) first: Card<'a>,
    pub(crate) more: Vec<Card<'a>>,
}

impl<'a> Stack<'a> {
    /// In the order in which each value first stands.
    pub(crate) fn of(cards: impl Iterator<Item = Card<'a>>) -> Vec<Self> {
        let mut stacks: Vec<Self> = Vec::new();
        for card in cards {
            match stacks.iter_mut().find(|stack| stack.first.says_as(&card)) {
                Some(stack) => stack.more.push(card),
                None => stacks.push(Self { first: card, more: Vec::new() }),
            }
        }
        stacks
    }
}

/// A quote, cut where the words of its value stand.
pub(crate) struct Quote<'a> {
    pub(crate) whole: &'a str,
    pub(crate) before: &'a str,
    /// The words of the value; empty where they do not stand in the quote, or it is not told where.
    pub(crate) value: &'a str,
    pub(crate) after: &'a str,
}

/// Other words that a fact cites.
pub(crate) struct Other<'a> {
    pub(crate) role: &'a str,
    pub(crate) quote: &'a str,
}

impl<'a> Card<'a> {
    pub(crate) fn new(site: &Shown<'a>, w: &'a Words, fact: &'a PublicFact) -> Self {
        let value = show::value(w, &fact.value);
        let source = site.source(fact.source);
        let quote = fact.spans.first();
        let subject = site.name(fact.subject);
        let words = quoted(&fact.spans);
        let said = [Some(subject.as_ref()), Some(fact.mention.as_str()), attribution(fact)];
        Self {
            id: fact.id,
            property: w.property(&fact.property),
            value_page: fact.names.filter(|id| site.entity(*id).is_some()).map(Page::Entity),
            tags: show::qualifiers(w, &fact.qualifiers, &fact.value),
            negated: fact.polarity == Polarity::Negated,
            by_editor: fact.basis == Basis::Editor,
            attribution: attribution(fact),
            written: Some(fact.written.as_str())
                .filter(|written| *written != value && *written != words.value),
            mention: Some(fact.mention.as_str()).filter(|mention| *mention != subject),
            valid: fact.valid.as_ref().map(|date| show::date(w, date)),
            others: others(w, &fact.spans, &said),
            quote: words,
            source: source.map_or("", |source| called(w, source)),
            source_page: Page::Source(fact.source),
            mark: quote.is_some_and(|span| span.place.is_some()),
            place: quote.and_then(place),
            source_date: source.and_then(|s| s.published.as_ref()).map(|date| show::date(w, date)),
            accepted: show::day(w, fact.decided_at),
            open: site.needs.facts.len() <= OPEN,
            sha256: source.and_then(original),
            live: source.and_then(|source| live(source, quote)),
            subject,
            subject_page: site.page_of(fact),
            value,
        }
    }

    /// Whether another fact of the same property reads the same, whoever says it and wherever.
    fn says_as(&self, other: &Self) -> bool {
        (&self.value, &self.value_page, &self.tags)
            == (&other.value, &other.value_page, &other.tags)
            && (self.negated, self.by_editor) == (other.negated, other.by_editor)
    }
}

fn attribution(fact: &PublicFact) -> Option<&str> {
    fact.attribution.as_ref().map(codebook::value::ShortText::as_str)
}

fn original(source: &PublicSource) -> Option<SourceId> {
    match &source.seen {
        Seen::Whole { source, .. } => Some(*source),
        Seen::Gaps { .. } | Seen::Quotes { .. } => None,
    }
}

/// The address of a public source, with a text fragment that leads a browser to the quote.
fn live(source: &PublicSource, quote: Option<&PublicSpan>) -> Option<String> {
    original(source)?;
    let web = |address: &&String| address.starts_with("https://") || address.starts_with("http://");
    let address = source.addresses.iter().find(web)?;
    let words: Vec<&str> = quote?.quote.split_whitespace().collect();
    let escaped = |words: &[&str]| listing::encoded(&words.join(" ")).replace('-', "%2D");
    let fragment = match (words.get(..4), words.get(words.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) if words.len() > 10 => {
            format!("{},{}", escaped(first), escaped(last))
        }
        _ => escaped(&words),
    };
    Some(format!("{address}#:~:text={fragment}"))
}

fn quoted(spans: &[PublicSpan]) -> Quote<'_> {
    let Some(quote) = spans.first() else {
        return Quote { whole: "", before: "", value: "", after: "" };
    };
    let all = quote.quote.as_str();
    let value = spans.iter().find(|span| span.role == Role::Value);
    let range = value.and_then(|value| {
        if let (Some(quote), Some(value)) = (&quote.place, &value.place) {
            let start = value.range.start.checked_sub(quote.range.start)?;
            return Some(start..start + value.range.len());
        }
        // Without a place, words that stand in the quote twice could be either.
        let mut found = all.match_indices(&value.quote);
        let (start, words) = found.next()?;
        found.next().is_none().then(|| start..start + words.len())
    });
    let cut = range.and_then(|range| {
        let (before, after) = (all.get(..range.start)?, all.get(range.end..)?);
        Some(Quote { whole: all, before, value: all.get(range)?, after })
    });
    cut.unwrap_or(Quote { whole: all, before: all, value: "", after: "" })
}

/// The cited words that a reader does not already see in the quote, or in what is said beside it.
pub(crate) fn others<'a>(
    w: &'a Words,
    spans: &'a [PublicSpan],
    said: &[Option<&str>],
) -> Vec<Other<'a>> {
    let quote = spans.first().map_or("", |span| span.quote.as_str());
    spans
        .iter()
        .skip(1)
        .filter(|span| span.role != Role::Quote && !quote.contains(&span.quote))
        .filter(|span| !said.contains(&Some(span.quote.as_str())))
        .map(|span| Other { role: w.term("role", span.role.as_str()), quote: &span.quote })
        .collect()
}

/// Where in its source a quote stands: the key of the word for such a place, and which it is.
fn place(span: &PublicSpan) -> Option<(&'static str, String)> {
    match &span.place.as_ref()?.locator {
        Locator::Page { page, .. } => Some(("page", page.to_string())),
        Locator::Cell { row, column, sheet } => {
            let cell = format!("{}{}", letters(*column), u64::from(*row) + 1);
            let sheet = sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
            Some(("cell", sheet + &cell))
        }
        Locator::Paragraph { number, .. } => Some(("paragraph", number.to_string())),
        Locator::Field(place) => {
            let name = place.pointer.as_ref().or(place.column.as_ref())?;
            Some(("field", format!("{name} ({})", place.line)))
        }
        Locator::Mail { message, .. } => Some(("message", message.to_string())),
        Locator::Text | Locator::Html { .. } => None,
    }
}

/// A column as spreadsheets call it: A to Z, AA, AB and so on.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        let cases = [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")];
        for (column, name) in cases {
            assert_eq!(letters(column), name);
        }
    }
}
