//! Fixtures of the codebook's tests.

use codebook::layer::{Extractor, LayerMap, TextLayer};
use codebook::statement::{Confidence, Parts};
use codebook::{Citation, Kind, Mention, Property, Role, Sha256, SourceId, Span, Value};

pub(crate) const NEWS: &str =
    "The ministry of Tarandía says its Faro cameras are 99.2 percent accurate.";

pub(crate) fn layer(text: &str, map: LayerMap) -> TextLayer {
    let source = SourceId::new(Sha256::of(text.as_bytes()));
    let utf8 = Extractor::new("utf8", "1");
    TextLayer::new(source, utf8, text, map).unwrap()
}

pub(crate) fn parts(layer: &TextLayer, property: Property, value: Value) -> Parts {
    let quote = Span::cut(layer, 0..layer.text().len(), Role::Quote).unwrap();
    Parts {
        subject: Mention { kind: Kind::System, name: "Faro".parse().unwrap() },
        property,
        written: value.to_string().parse().unwrap(),
        value,
        qualifiers: Default::default(),
        valid: None,
        polarity: Default::default(),
        attribution: None,
        citation: Citation::new(vec![quote]).unwrap(),
        proposed_by: "rules/1".parse().unwrap(),
        confidence: Confidence::thousandths(870),
        basis: Default::default(),
        eyes: Vec::new(),
        occurrence: 0,
    }
}
