//! Which statements a person must hold against the picture of the source: numbers that were recognised
//! on it, or that two programs read differently.

use codebook::{Eyes, LayerMap, Mention, Role, Span, TextLayer, Value};

/// Why a person must look at the source of a statement about `subject` that cites `spans`. A name is
/// safe without: a wrong letter in it shows.
pub(crate) fn eyes(
    layer: &TextLayer,
    subject: &Mention,
    value: &Value,
    dated: bool,
    spans: &[Span],
) -> Vec<Eyes> {
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let numeric = match value {
        Value::Money(_)
        | Value::Date(_)
        | Value::Duration(_)
        | Value::Quantity(_)
        | Value::Rate(_) => true,
        Value::Text(text) | Value::Name(text) | Value::Identifier(text) => digits(text.as_str()),
        Value::Technology(_) | Value::Response(_) | Value::Status(_) => false,
    };
    // Only the words of pages have marks.
    let pages = matches!(layer.map(), LayerMap::Pages { .. });
    if !pages || !(numeric || dated || digits(subject.name.as_str())) {
        return Vec::new();
    }
    let mut eyes = Vec::new();
    if spans.iter().flat_map(|span| layer.words(span.range())).any(|w| w.confidence.is_some()) {
        eyes.push(Eyes::Recognised);
    }
    // A quote may have other numbers in it that are none of this statement's.
    let own = spans.iter().filter(|span| span.role() != Role::Quote);
    if own.flat_map(|span| layer.words(span.range())).any(|word| word.disputed) {
        eyes.push(Eyes::ExtractorsDisagree);
    }
    eyes
}
