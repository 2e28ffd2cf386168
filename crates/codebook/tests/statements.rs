//! Statements stand on exact words, and only decisions make facts.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use codebook::exchange;
use codebook::layer::{Cell, Grid, LayerMap, MailPart, Page, Paragraph, TextLayer, Word};
use codebook::statement::{Parts, Polarity, of_document};
use codebook::value::{Form, ShortText};
use codebook::{
    Citation, Decision, Envelope, Event, Fact, Locator, Property, Role, Span, Statement, Value,
    Verdict,
};
use support::{NEWS, layer, parts};

fn rate() -> Value {
    Form::Rate.parse("99.2").unwrap()
}

fn statement() -> Statement {
    Statement::new(parts(&layer(NEWS, LayerMap::Plain), Property::AccuracyClaim, rate())).unwrap()
}

#[test]
fn a_span_is_cut_from_its_text_and_held_against_it() {
    let text = layer("Renovación del contrato", LayerMap::Plain);
    let span = Span::cut(&text, 0..11, Role::Quote).unwrap();
    assert_eq!(span.quote(), "Renovación");
    assert!(span.check(&text).is_ok());
    for bad in [0..0, 4..4, 0..99, 0..9] {
        assert!(Span::cut(&text, bad.clone(), Role::Quote).is_err(), "{bad:?}");
    }
    let other = layer("Renovacion del contrato", LayerMap::Plain);
    assert!(span.check(&other).is_err());
}

#[test]
fn a_quote_that_was_tampered_with_is_refused() {
    let json = serde_json::to_string(&statement()).unwrap();
    let longer = json.replace("percent accurate", "percent very accurate");
    assert!(serde_json::from_str::<Statement>(&longer).is_err());
    let other = json.replace("99.2 percent accurate", "99.9 percent accurate");
    let read: Statement = serde_json::from_str(&other).unwrap();
    assert!(read.parts().citation.quote().check(&layer(NEWS, LayerMap::Plain)).is_err());
}

#[test]
fn spans_know_their_page_and_cell() {
    let word = |start, end, x: f32| Word {
        start,
        end,
        place: [x, 10.0, x + 5.0, 20.0],
        confidence: None,
        disputed: false,
    };
    let page = |number, words| Page { number, width: 595.0, height: 842.0, words };
    let pages =
        vec![page(1, vec![word(0, 3, 1.0)]), page(2, vec![word(4, 7, 3.0), word(8, 11, 9.0)])];
    let paged = layer("one two six", LayerMap::Pages { pages });
    let span = Span::cut(&paged, 4..11, Role::Quote).unwrap();
    assert_eq!(span.locator(), &Locator::Page { page: 2, region: [3.0, 10.0, 14.0, 20.0] });

    let cell = |row, column, start, end| Cell { row, column, start, end };
    let cells = vec![cell(0, 0, 0, 1), cell(0, 1, 2, 3), cell(1, 0, 4, 5), cell(1, 1, 6, 7)];
    let table = layer("a,b\nc,d\n", LayerMap::Table { cells });
    let span = Span::cut(&table, 6..7, Role::Quote).unwrap();
    assert_eq!(span.locator(), &Locator::Cell { row: 1, column: 1, sheet: None });
}

#[test]
fn spans_know_their_sheet_paragraph_and_part_of_a_mail() {
    let grid = |name: &str, start, end, cells| Grid { name: Some(name.into()), start, end, cells };
    let cell = |row, column, start, end| Cell { row, column, start, end };
    let sheets = vec![
        grid("A", 0, 5, vec![cell(0, 0, 2, 3), cell(0, 1, 4, 5)]),
        grid("B", 6, 9, vec![cell(7, 2, 8, 9)]),
    ];
    let book = layer("A\nx\ty\nB\nz\n", LayerMap::Book { sheets });
    let at = |range| Span::cut(&book, range, Role::Quote).unwrap().locator().clone();
    assert_eq!(at(4..5), Locator::Cell { row: 0, column: 1, sheet: Some("A".into()) });
    assert_eq!(at(8..9), Locator::Cell { row: 7, column: 2, sheet: Some("B".into()) });
    assert_eq!(at(0..1), Locator::Text);
    let tables: Vec<_> = book.map().tables().map(|table| (table.name, table.cells.len())).collect();
    assert_eq!(tables, [(Some("A"), 2), (Some("B"), 1)]);

    let paragraph = |start, end, at| Paragraph { start, end, file: "word/document.xml".into(), at };
    let paragraphs = vec![paragraph(0, 3, 90), paragraph(4, 4, 120), paragraph(4, 7, 150)];
    let flow = layer("one\ntwo\n", LayerMap::Flow { paragraphs, tables: Vec::new() });
    let span = Span::cut(&flow, 4..7, Role::Quote).unwrap();
    let file = "word/document.xml".to_owned();
    assert_eq!(span.locator(), &Locator::Paragraph { number: 3, file, at: 150 });

    let part = |start, end, part: &str| MailPart { start, end, message: 2, part: part.into() };
    let mail = LayerMap::Mail { parts: vec![part(0, 3, "header"), part(4, 7, "1.1")] };
    let span = Span::cut(&layer("one\ntwo", mail), 4..7, Role::Quote).unwrap();
    assert_eq!(span.locator(), &Locator::Mail { message: 2, part: "1.1".into() });
}

#[test]
fn what_was_hidden_is_another_layer_than_the_same_words_shown() {
    let shown = layer("one", LayerMap::Plain);
    let extractor = shown.extractor().clone();
    let json = serde_json::to_string(&extractor).unwrap();
    assert_eq!(json, r#"{"name":"utf8","version":"1"}"#);
    let hidden =
        TextLayer::new(shown.source(), extractor.of_hidden(), "one", LayerMap::Plain).unwrap();
    assert_ne!(shown.id(), hidden.id());
    let json = serde_json::to_string(hidden.extractor()).unwrap();
    let read: codebook::layer::Extractor = serde_json::from_str(&json).unwrap();
    assert!(read.hidden);
}

#[test]
fn a_map_that_does_not_fit_is_refused() {
    let source = layer("añb", LayerMap::Plain).source();
    let extractor = layer("a", LayerMap::Plain).extractor().clone();
    for (start, end) in [(2, 3), (0, 9), (3, 1)] {
        let map = LayerMap::Table { cells: vec![Cell { row: 0, column: 0, start, end }] };
        assert!(codebook::TextLayer::new(source, extractor.clone(), "añb", map).is_err());
    }
}

#[test]
fn a_property_takes_only_its_forms() {
    let text = layer(NEWS, LayerMap::Plain);
    let error = Statement::new(parts(&text, Property::Amount, rate())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "amount does not take a value of the form Rate; it takes [Money]"
    );
}

#[test]
fn the_same_saying_has_the_same_id_whoever_read_it() {
    let first = statement();
    let again = Statement::new(Parts {
        proposed_by: "model:x/3".parse().unwrap(),
        confidence: codebook::statement::Confidence::thousandths(10),
        ..first.parts().clone()
    })
    .unwrap();
    assert_eq!(first.id(), again.id());

    let differing: [fn(&mut Parts); 4] = [
        |p| p.polarity = Polarity::Negated,
        |p| p.subject.name = "Vigía".parse().unwrap(),
        |p| p.occurrence = 1,
        |p| p.value = Form::Rate.parse("error:99.2").unwrap(),
    ];
    for change in differing {
        let mut parts = first.parts().clone();
        change(&mut parts);
        assert_ne!(Statement::new(parts).unwrap().id(), first.id());
    }
}

#[test]
fn equal_sayings_are_told_apart_by_their_order() {
    let text = layer(NEWS, LayerMap::Plain);
    let part = parts(&text, Property::AccuracyClaim, rate());
    let wrong = parts(&text, Property::Amount, rate());
    let twice = of_document(vec![part.clone(), wrong, part.clone()]);
    assert_eq!(twice.iter().map(|s| s.parts().occurrence).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(twice[0], Statement::new(part).unwrap());
    assert_eq!(twice[1], Statement::new(twice[1].parts().clone()).unwrap());
    assert_ne!(twice[0].id(), twice[1].id());
}

fn decide(verdict: Verdict) -> Decision {
    let at = "2031-05-03T10:00:00Z".parse().unwrap();
    Decision::new(statement().id(), verdict, "Inés".parse().unwrap(), at, None)
}

#[test]
fn only_an_acceptance_makes_a_fact() {
    let why: ShortText = "misread".parse().unwrap();
    assert!(Fact::new(statement(), &decide(Verdict::Accepted)).is_ok());
    assert!(Fact::new(statement(), &decide(Verdict::Rejected { why: why.clone() })).is_err());

    let mut parts = statement().into_parts();
    parts.subject.name = "Vigía".parse().unwrap();
    let into = Statement::new(parts).unwrap();
    let amended = decide(Verdict::Amended { into: Box::new(into.clone()), why });
    assert!(Fact::new(into.clone(), &amended).is_ok());
    assert!(Fact::new(statement(), &amended).is_err());
    assert!(Fact::new(into, &decide(Verdict::Accepted)).is_err());
}

#[test]
fn an_event_is_read_back_and_another_version_is_not() {
    let envelope = Envelope {
        v: codebook::V1,
        at: "2031-05-03T10:00:00Z".parse().unwrap(),
        by: "Inés".parse().unwrap(),
        on: codebook::event::Stream::Statement(statement().id()),
        version: 1,
        event: Event::Proposed { statement: Box::new(statement()) },
    };
    let json = serde_json::to_string(&envelope).unwrap();
    assert_eq!(serde_json::from_str::<Envelope>(&json).unwrap(), envelope);
    let newer = json.replacen("\"v\":1", "\"v\":2", 1);
    let error = serde_json::from_str::<Envelope>(&newer).unwrap_err().to_string();
    assert!(error.contains("version 2 is not known"), "{error}");
}

#[test]
fn a_citation_begins_with_its_quote_and_keeps_to_one_source() {
    let (a, b) = (layer("uno", LayerMap::Plain), layer("dos", LayerMap::Plain));
    let cut = |layer, role| Span::cut(layer, 0..3, role).unwrap();
    assert!(Citation::new(vec![]).is_err());
    assert!(Citation::new(vec![cut(&a, Role::Value)]).is_err());
    assert!(Citation::new(vec![cut(&a, Role::Quote), cut(&b, Role::Value)]).is_err());
    assert!(Citation::new(vec![cut(&a, Role::Quote), cut(&a, Role::Value)]).is_ok());
}

#[test]
fn the_exchange_form_says_money_in_two_lines_and_who_claims_in_one_more() {
    let text = layer("El contrato asciende a 27 millones de pesos.", LayerMap::Plain);
    let money = Form::Money.parse("27000000 MXN").unwrap();
    let mut part = parts(&text, Property::Amount, money);
    part.attribution = Some("la Secretaría".parse().unwrap());
    let lines = exchange::lines("a", &Statement::new(part).unwrap());
    let said: Vec<_> = lines.iter().map(|l| (l.property.as_str(), l.normalized.as_str())).collect();
    assert_eq!(
        said,
        [("amount", "27000000"), ("currency", "MXN"), ("claimed_by", "la Secretaría")]
    );
    assert_eq!(lines[0].statement, lines[1].statement);
}

#[test]
fn the_exchange_form_translates_what_it_has_otherwise() {
    let text = layer(NEWS, LayerMap::Plain);
    for (property, form, value, expected) in [
        (Property::StartDate, Form::Date, "XXXX-08", "--08"),
        (Property::StartDate, Form::Date, "2011~", "2011"),
        (Property::EndDate, Form::Duration, "P2Y", "P2Y"),
        (Property::Cameras, Form::Quantity, ">=1000", ">=1000"),
        (Property::WatchlistSize, Form::Quantity, "~40000", "40000"),
        (Property::WatchlistSize, Form::Quantity, "planned:40000000", "planned:40000000"),
        (Property::UsesTechnology, Form::Technology, "cctv", "other"),
        (Property::AccuracyClaim, Form::Rate, "error:4", "error:4"),
    ] {
        let statement = Statement::new(parts(&text, property, form.parse(value).unwrap())).unwrap();
        assert_eq!(exchange::lines("a", &statement)[0].normalized, expected, "{value}");
    }
    let mut negated =
        parts(&text, Property::UsesTechnology, Form::Technology.parse("iris").unwrap());
    negated.polarity = Polarity::Negated;
    let line = &exchange::lines("a", &Statement::new(negated).unwrap())[0];
    assert_eq!((line.property.as_str(), line.normalized.as_str()), ("status", "not:iris"));
}
