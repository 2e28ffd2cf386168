use codebook::layer::Extractor;
use codebook::statement::Confidence;
use codebook::{
    Kind, LayerMap, Mention, Polarity, Property, Qualifiers, SourceMeta, TextLayer, Value,
};

use crate::{Document, Draft, Grounded, Grounds, Ungrounded, fuzzing};

const TEXT: &str =
    "The Arden Police paid 4,519 EUR for facial recognition; write to x@arden.example.";

fn draft(property: Property, value: Value, words: &str) -> Draft {
    let start = TEXT.find(words).unwrap();
    Draft {
        subject: Mention { kind: Kind::Contract, name: "Arden Police contract".parse().unwrap() },
        subject_at: std::iter::once(4..16).collect(),
        property,
        value,
        value_at: start..start + words.len(),
        quote: 0..54,
        qualifiers: Qualifiers::default(),
        valid: None,
        polarity: Polarity::Affirmed,
        attribution: None,
        rule: "test",
        reader: "rules/1".parse().unwrap(),
        confidence: Confidence::thousandths(500),
    }
}

fn admit(draft: Draft) -> Result<Grounded, Ungrounded> {
    let layer = fuzzing::plain(TEXT).unwrap();
    let meta = SourceMeta::default();
    Grounded::new(&Grounds::of(&Document { layer: &layer, meta: &meta }), draft)
}

fn value(form: codebook::Form, text: &str) -> Value {
    form.parse(text).unwrap()
}

#[test]
fn what_stands_on_its_words_is_let_in() {
    let grounded =
        admit(draft(Property::Amount, value(codebook::Form::Money, "4519 EUR"), "4,519 EUR"));
    let grounded = grounded.unwrap();
    assert_eq!(grounded.parts().written.as_str(), "4,519 EUR");
    assert_eq!(grounded.parts().citation.spans().len(), 3);
}

#[test]
fn nothing_is_proposed_from_what_was_hidden() {
    let meta = SourceMeta::default();
    let read = |extractor: Extractor| {
        let source = fuzzing::plain(TEXT).unwrap().source();
        let layer = TextLayer::new(source, extractor, TEXT, LayerMap::Plain).unwrap();
        let document = Document { layer: &layer, meta: &meta };
        let draft = draft(Property::Amount, value(codebook::Form::Money, "4519 EUR"), "4,519 EUR");
        let admitted = Grounded::new(&Grounds::of(&document), draft);
        (crate::read(&crate::Rules::new(), &document).len(), admitted)
    };
    let extractor = Extractor::new("docx", "1");
    let (proposed, admitted) = read(extractor.clone());
    assert!(proposed > 0 && admitted.is_ok());
    assert_eq!(read(extractor.of_hidden()), (0, Err(Ungrounded::Hidden)));
}

#[test]
fn a_value_that_its_words_do_not_say_is_refused() {
    use codebook::Form::{Money, Name, Technology};
    for (property, value, words) in [
        (Property::Amount, value(Money, "4520 EUR"), "4,519 EUR"),
        (Property::Amount, value(Money, "4519 USD"), "4,519 EUR"),
        (Property::Amount, value(Money, "4519 EUR"), "4,519"),
        (Property::Buyer, value(Name, "Arden Constabulary"), "Arden Police"),
        (Property::UsesTechnology, value(Technology, "iris"), "facial recognition"),
        (
            Property::UsesTechnology,
            value(Technology, "face_recognition_live"),
            "facial recognition",
        ),
    ] {
        let refused = admit(draft(property, value, words));
        assert!(matches!(refused, Err(Ungrounded::Value { .. })), "{words}: {refused:?}");
    }
}

#[test]
fn a_subject_that_its_words_do_not_say_is_refused() {
    let mut draft =
        draft(Property::Buyer, value(codebook::Form::Name, "Arden Police"), "Arden Police");
    draft.subject.name = "Brumas Police contract".parse().unwrap();
    assert!(matches!(admit(draft), Err(Ungrounded::Subject { .. })));
}

#[test]
fn ranges_outside_the_text_and_long_quotes_are_refused() {
    let good =
        || draft(Property::Buyer, value(codebook::Form::Name, "Arden Police"), "Arden Police");
    let quote = TEXT.len()..TEXT.len() + 1;
    assert!(matches!(admit(Draft { quote, ..good() }), Err(Ungrounded::Span(_))));
    assert!(matches!(admit(Draft { quote: 0..700, ..good() }), Err(Ungrounded::LongQuote(700))));
}

#[test]
fn what_identifies_a_person_is_refused() {
    let mail = draft(
        Property::Buyer,
        value(codebook::Form::Name, "write to x@arden.example"),
        "write to x@arden.example",
    );
    assert_eq!(admit(mail), Err(Ungrounded::Person));
    for words in ["GODE561231GR8", "GODE561231HDFRRN09", "pasaporte G12345678", "a.b@c.mx"] {
        assert!(crate::persons::identifies(words), "{words}");
    }
    for words in ["ABC561231GR8", "XB-QF77-2033", "facial recognition", "770051833004321"] {
        assert!(!crate::persons::identifies(words), "{words}");
    }
}
