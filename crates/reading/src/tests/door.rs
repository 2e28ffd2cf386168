use codebook::layer::{Extractor, Page, Word};
use codebook::statement::{Confidence, Parts};
use codebook::{
    Eyes, Kind, LayerMap, Mention, Polarity, Property, Qualifiers, SourceMeta, Statement,
    TextLayer, Value,
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
        heading: None,
        quote: 0..54,
        qualifiers: Qualifiers::default(),
        valid: None,
        polarity: Polarity::Affirmed,
        attribution: None,
        rule: "test",
        reader: "rules/1".parse().unwrap(),
        confidence: Confidence::thousandths(500),
        because: None,
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

/// The words of [`TEXT`] on a page, as recognised or disputed as `mark` says by where they begin.
fn on_a_page(mark: impl Fn(usize) -> (Option<u8>, bool)) -> TextLayer {
    let mut words = Vec::new();
    let mut start = 0;
    for word in TEXT.split(' ') {
        let end = start + word.len();
        let (confidence, disputed) = mark(start);
        words.push(Word { start, end, place: [0.0; 4], confidence, disputed });
        start = end + 1;
    }
    let page = Page { number: 1, width: 10.0, height: 10.0, words };
    let map = LayerMap::Pages { pages: vec![page] };
    let source = fuzzing::plain(TEXT).unwrap().source();
    TextLayer::new(source, Extractor::new("tesseract", "5/1"), TEXT, map).unwrap()
}

#[test]
fn numbers_on_pictures_need_eyes_and_names_do_not() {
    let amount = TEXT.find("4,519").unwrap();
    let digital = on_a_page(|_| (None, false));
    let sure = on_a_page(|_| (Some(100), false));
    let disputed = on_a_page(|start| (None, start == amount));
    let elsewhere = on_a_page(|start| (None, start == 0));
    let both = on_a_page(|_| (Some(0), true));
    let money = || draft(Property::Amount, value(codebook::Form::Money, "4519 EUR"), "4,519 EUR");
    let technology = || {
        let value = value(codebook::Form::Technology, "face_recognition");
        draft(Property::UsesTechnology, value, "facial recognition")
    };
    let cases = [
        (&digital, money(), vec![]),
        (&sure, money(), vec![Eyes::Recognised]),
        (&sure, technology(), vec![]),
        (&disputed, money(), vec![Eyes::ExtractorsDisagree]),
        (&disputed, technology(), vec![]),
        (&elsewhere, money(), vec![]),
        (&both, money(), vec![Eyes::Recognised, Eyes::ExtractorsDisagree]),
    ];
    let meta = SourceMeta::default();
    for (layer, draft, expected) in cases {
        let grounds = Grounds::of(&Document { layer, meta: &meta });
        let parts = Grounded::new(&grounds, draft).unwrap().into_parts();
        assert_eq!(parts.eyes, expected, "{:?}", parts.value);
        let statement = Statement::new(parts).unwrap();
        assert_eq!(statement.needs_eyes(), !expected.is_empty());
        let unmarked = Parts { eyes: Vec::new(), ..statement.parts().clone() };
        assert_eq!(Statement::new(unmarked).unwrap().id(), statement.id(), "not in the id");
    }
}
