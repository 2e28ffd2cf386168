//! Redacted words leave what the public sees, and nothing left tells them.

use std::ops::Range;

use codebook::layer::Word;
use codebook::value::Prose;
use codebook::{
    Citation, Kind, LayerMap, Locator, Property, Role, Span, Statement, StatementId, TextLayer,
    Visibility,
};
use proptest::prelude::*;
use register::public::{KeptLayer, Part, PublicText, Seen};
use register::redaction::{GAP, cut, places, telling};
use register::{Field, RegisterError, SourceAct, derive};

use crate::support::{Desk, act, ids, layer, layer_by, says, text};

#[test]
fn words_are_found_whole_whatever_is_between_them() {
    let cases = [
        ("Informó María Pérez.", "maría pérez", &[(9, 22)][..]),
        ("Informó MARIA PÉ-\nREZ hoy", "María Pérez", &[(9, 23)]),
        ("Mari\u{301}a Pe\u{301}rez", "María Pérez", &[(0, 15)]),
        ("María Pérezosa, Anamaría Pérez", "María Pérez", &[]),
        ("folio 12-345/31 y 12345 / 31", "12345/31", &[(6, 15), (18, 28)]),
        ("1123 y 123", "123", &[(7, 10)]),
        ("a — b", "—", &[(2, 5)]),
        ("soft\u{ad}ware", "software", &[(0, 10)]),
        ("nothing", "  ", &[]),
        ("aa aa aa", "aa", &[(0, 2), (3, 5), (6, 8)]),
    ];
    for (text, words, expected) in cases {
        let found: Vec<_> =
            places(text, words).into_iter().map(|range| (range.start, range.end)).collect();
        assert_eq!(found, expected, "{words} in {text}");
    }
}

#[test]
fn what_tells_of_words_is_found_by_their_parts() {
    type Found = (&'static str, u64, bool);
    let cases: [(&str, &str, &[Found]); 9] = [
        (
            "Ana García firmó. García y ANA; la señora GARCIA.",
            "ana garcía",
            &[("ANA", 1, true), ("García", 2, true)],
        ),
        (
            "Ana García <agarcia@x.example>, los Garcías",
            "Ana García",
            &[("agarcia", 1, true), ("Garcías", 1, true)],
        ),
        ("Ana García. Gar-\ncía otra vez.", "Ana García", &[("Gar-\ncía", 1, true)]),
        ("Luz de la Vega, de la ciudad; la luz", "Luz de la Vega", &[("luz", 1, true)]),
        ("Eva Li y la elite, Lima, Eva", "Eva Li", &[("Eva", 1, true)]),
        ("oficina central, otra oficina", "oficina central", &[("oficina", 1, false)]),
        ("folio 1234 de 2031, en 2031", "1234 de 2031", &[("2031", 1, false)]),
        ("Ana García y nadie más", "Ana García", &[]),
        ("nada", "", &[]),
    ];
    for (text, words, expected) in cases {
        let found = telling(text, words, &[]);
        let found: Vec<_> =
            found.iter().map(|one| (one.words.as_str(), one.places, one.is_name)).collect();
        assert_eq!(found, expected, "{words} in {text}");
    }
    let text = "Ana García firmó. Luego García volvió.";
    let at = text.rfind("García").unwrap();
    let redacted = vec![Range { start: at, end: at + 7 }];
    assert_eq!(telling(text, "Ana García", &redacted), [], "it is redacted already");
    assert_eq!(
        telling(text, "Ana García", &[])[0].around,
        "Ana García firmó. Luego García volvió."
    );
}

const HALCON: (Kind, &str) = (Kind::System, "Red Halcón");

/// A statement whose value and subject have spans of their own.
fn pointed(layer: &TextLayer, quote: &str, value: &str, words: &str) -> Statement {
    let says = says(layer, quote, HALCON, Property::Cameras, value);
    let mut parts = says.parts();
    let start = layer.text().find(quote).unwrap();
    let place = |words: &str, role| {
        let at = start + quote.find(words).unwrap();
        Span::cut(layer, at..at + words.len(), role).unwrap()
    };
    let mut spans = parts.citation.spans().to_vec();
    spans.push(place(words, Role::Value));
    spans.push(place(HALCON.1, Role::Subject));
    parts.written = text(words);
    parts.citation = Citation::new(spans).unwrap();
    Statement::new(parts).unwrap()
}

fn letter(name: &str) -> String {
    format!("Carta de {name}. {name} informa que la Red Halcón tiene 120 cámaras en 2031. Fin.")
}

fn letter_act(name: &str) -> (TextLayer, SourceAct) {
    let layer = layer(&letter(name));
    let quote = format!("{name} informa que la Red Halcón tiene 120 cámaras en 2031");
    let mut told = pointed(&layer, &quote, "120", "120 cámaras").into_parts();
    told.valid = Some("2031".parse().unwrap());
    let signed = says(&layer, &quote, HALCON, Property::Supplier, name).statement();
    let act = act(&layer, "carta", vec![Statement::new(told).unwrap(), signed]);
    (layer, act)
}

/// A register in which the letter is released, then redacted.
fn redacted(name: &str, visibility: Visibility) -> (Desk, usize) {
    let (layer, act) = letter_act(name);
    let mut desk = Desk::in_memory();
    let (source, ids) = (act.source, ids(&act));
    desk.add(act);
    desk.accept(&ids);
    let (register, given) = desk.parts();
    register.set_visibility(given, &text("Ana"), &[source], visibility).unwrap();
    assert_eq!(desk.release(), 2);
    let whole = desk.register.publishable().unwrap().whole().unwrap();
    let fact = whole.facts[0].id;
    let (register, given) = desk.parts();
    for (told, role) in [(name, "editor"), ("Fin.", name), ("Se contó mal.", "editor")] {
        register.correct(given, &text("Ana"), &[fact], &prose(told), &text(role)).unwrap();
    }
    // Half a name tells the other half.
    let half = name.split_whitespace().next_back().unwrap();
    register.add_alias(given, &text("Ana"), whole.facts[0].subject, &text(half)).unwrap();
    let ranges = places(layer.text(), name);
    let done = register
        .redact(given, &text("Ana"), &layer, &ranges, &[], &text("a private person"))
        .unwrap();
    (desk, done.retracted.len())
}

fn prose(words: &str) -> Prose {
    words.parse().unwrap()
}

fn shown(desk: &Desk) -> String {
    let view = desk.register.publishable().unwrap();
    format!("{:#?} {:#?}", view.whole().unwrap(), told(desk))
}

/// What the public is told had been wrong, the newest first.
fn told(desk: &Desk) -> Vec<String> {
    let view = desk.register.publishable().unwrap();
    let told = view.corrections(Part::ALL).unwrap();
    assert_eq!(view.corrections_total().unwrap(), told.len() as u64);
    told.into_iter().map(|told| format!("{}: {}", told.role, told.text)).collect()
}

#[test]
fn what_was_told_is_shown_while_nothing_of_its_sources_or_words_is_kept_back() {
    let name = "Zoraida Quiñones";
    let other = layer("Otra carta: la Red Halcón tiene 130 cámaras.");
    let quote = "la Red Halcón tiene 130 cámaras";
    let said = says(&other, quote, HALCON, Property::Cameras, "130").statement();
    let other_act = act(&other, "otra", vec![said]);
    let (layer, act) = letter_act(name);
    let (source, letter) = (other_act.source, act.source);
    let (theirs, hers) = (ids(&other_act), ids(&act));
    let mut desk = Desk::in_memory();
    desk.add(act);
    desk.add(other_act);
    desk.accept(&[hers, theirs].concat());
    desk.release();
    let facts = desk.register.publishable().unwrap().whole().unwrap().facts;
    let public = |desk: &Desk, id| desk.register.source(id).unwrap().unwrap().public_id;
    let of = |id| facts.iter().find(|fact| fact.source == id).unwrap().id;
    let (here, there) = (of(public(&desk, letter)), of(public(&desk, source)));
    let cases = [
        ("Lo dijo ZORAIDA QUIÑONES.", here),
        ("Eran las de Quiñones.", here),
        ("También lo dijo Zoraida Quiñones.", there),
        ("Eran las de Quiñones, de otra carta.", there),
        ("Eran 13.", there),
    ];
    let (register, given) = desk.parts();
    for (words, fact) in cases {
        register.correct(given, &text("Ana"), &[fact], &prose(words), &text("editor")).unwrap();
    }
    let all = told(&desk);
    assert_eq!(all.len(), 5);
    let ranges = places(layer.text(), name);
    let (register, given) = desk.parts();
    let done = register.redact(given, &text("Ana"), &layer, &ranges, &[], &text("hers")).unwrap();
    // Of a fact's own source a word of the name is enough; elsewhere it may be another's.
    assert_eq!(told(&desk), all[..2], "{all:?}");
    assert_eq!(desk.register.corrections_kept_back().unwrap().len(), 3);
    desk.holds();
    let (register, given) = desk.parts();
    register.set_visibility(given, &text("Ana"), &[source], Visibility::Confidential).unwrap();
    assert_eq!(told(&desk), Vec::<String>::new());
    desk.holds();
    let (register, given) = desk.parts();
    for row in done.rows {
        register.unredact(given, &text("Ana"), letter, row, &text("she agreed")).unwrap();
    }
    assert_eq!(told(&desk), all[3..]);
    assert_eq!(
        desk.register.corrections_that_name(letter).unwrap().len(),
        1,
        "her whole name, said by a statement of the letter"
    );
    let (register, given) = desk.parts();
    register.set_visibility(given, &text("Ana"), &[source], Visibility::Public).unwrap();
    assert_eq!(told(&desk), all);
    desk.holds();
}

#[test]
fn quotes_lose_the_words_and_facts_that_say_them_are_taken_back() {
    for visibility in [Visibility::Withheld, Visibility::Public] {
        let (mut desk, retracted) = redacted("Zoraida Quiñones", visibility);
        assert_eq!(retracted, 1, "the fact that names her");
        let whole = desk.register.publishable().unwrap().whole().unwrap();
        assert_eq!(whole.facts.len(), 1);
        let quote = &whole.facts[0].spans[0].quote;
        assert_eq!(*quote, format!("{GAP} informa que la Red Halcón tiene 120 cámaras en 2031"));
        let everything = shown(&desk);
        for word in ["Zoraida", "Quiñones", "zoraida"] {
            assert!(!everything.contains(word), "{visibility}: {word}");
        }
        let held = letter_act("Zoraida Quiñones").1;
        let (register, given) = desk.parts();
        let ids = ids(&held);
        let refused = register.release(given, &text("Ana"), Some(&ids[1..]), crate::support::TODAY);
        assert!(matches!(refused, Err(RegisterError::NotReleasable(_))), "{refused:?}");
        assert_eq!(desk.release(), 0);
        desk.holds();
    }
}

#[test]
fn a_redaction_taken_back_does_not_release_by_itself() {
    let (mut desk, _) = redacted("Zoraida Quiñones", Visibility::Public);
    let source = letter_act("Zoraida Quiñones").1.source;
    let rows: Vec<u64> =
        desk.register.redactions(source).unwrap().iter().map(|one| one.row).collect();
    let (register, given) = desk.parts();
    for row in rows {
        register.unredact(given, &text("Ana"), source, row, &text("she agreed")).unwrap();
    }
    assert_eq!(desk.register.publishable().unwrap().whole().unwrap().facts.len(), 1);
    assert_eq!(desk.release(), 1);
    assert!(shown(&desk).contains("Zoraida"));
    desk.holds();
}

/// Which of these facts survive when words are redacted, each alone.
#[test]
fn a_fact_stays_where_what_it_says_does_not_stand_on_redacted_words() {
    let words =
        "Nota del 3 de abril de 2031. Ana Ruiz dice que la Red Halcón tiene al menos 120 cámaras.";
    let quote = "Ana Ruiz dice que la Red Halcón tiene al menos 120 cámaras";
    type Change = fn(&mut codebook::statement::Parts);
    let cases: [(&str, &str, Change, bool); 11] = [
        ("a name beside it", "Ana Ruiz", |_| {}, true),
        ("the subject", "Halcón", |_| {}, false),
        ("the value", "120", |_| {}, false),
        ("beside the quote", "Nota", |_| {}, true),
        ("attribution", "Ana Ruiz", |parts| parts.attribution = Some(text("Ana Ruiz")), false),
        ("part of it", "Ruiz", |parts| parts.attribution = Some(text("Ana Ruiz")), false),
        ("more than it", "Ana Ruiz dice", |parts| parts.attribution = Some(text("Ruiz")), false),
        (
            "the date",
            "abril de 2031",
            |parts| parts.valid = Some("2031-04".parse().unwrap()),
            false,
        ),
        ("a year that remains", "Nota", |parts| parts.valid = Some("2031".parse().unwrap()), true),
        ("a qualifier", "al menos", |parts| parts.qualifiers.planned = true, false),
        ("polarity", "Ruiz", |parts| parts.polarity = codebook::Polarity::Negated, false),
    ];
    for (what, redacted, change, stays) in cases {
        let layer = layer(words);
        let mut parts = pointed(&layer, quote, ">=120", "al menos 120 cámaras").into_parts();
        change(&mut parts);
        let act = act(&layer, "nota", vec![Statement::new(parts).unwrap()]);
        let mut desk = Desk::in_memory();
        let ids = ids(&act);
        desk.add(act);
        desk.accept(&ids);
        desk.release();
        let ranges = places(words, redacted);
        let (register, given) = desk.parts();
        register.redact(given, &text("Ana"), &layer, &ranges, &[], &text("a name")).unwrap();
        let facts = desk.register.publishable().unwrap().whole().unwrap().facts.len();
        assert_eq!(facts == 1, stays, "{what}");
        desk.holds();
    }
}

#[test]
fn an_editor_amends_what_is_held_back() {
    let (mut desk, _) = redacted("Zoraida Quiñones", Visibility::Withheld);
    let (layer, act) = letter_act("Zoraida Quiñones");
    let id: StatementId = ids(&act)[1];
    let old = desk.register.statement(&id.to_string()).unwrap().statement;
    let start = layer.text().find("la Red").unwrap();
    let sets =
        [(Field::Property, "cameras"), (Field::Value, "120"), (Field::Written, "120 cámaras")];
    let end = layer.text().find(" en 2031").unwrap();
    let into = derive(&old, &sets, Some(start..end), &layer).unwrap();
    let (register, given) = desk.parts();
    let verdict = codebook::Verdict::Amended { into: Box::new(into), why: text("without her") };
    let judgement = register::Judgement {
        layer: Some(&layer),
        ..register::Judgement::new(id, verdict, text("Ana"))
    };
    register.decide(given, vec![judgement]).unwrap();
    assert_eq!(desk.release(), 1);
    assert!(!shown(&desk).contains("Zoraida"));
}

#[test]
fn the_same_words_go_from_other_layers_and_a_layer_without_them_is_not_shown() {
    let first = layer(&letter("Zoraida Quiñones"));
    let scanned = letter("ZORAIDA QUINO-\nNES").replace("QUINO", "QUIÑO");
    let other = TextLayer::new(
        first.source(),
        codebook::layer::Extractor::new("tesseract", "1"),
        scanned,
        codebook::layer::LayerMap::Plain,
    )
    .unwrap();
    let lost = TextLayer::new(
        first.source(),
        codebook::layer::Extractor::new("other", "1"),
        letter("Zoraida Quinon3s"),
        codebook::layer::LayerMap::Plain,
    )
    .unwrap();
    let quote = "la Red Halcón tiene 120 cámaras";
    let mut all = act(&first, "carta", Vec::new());
    for (layer, quote) in [(&other, quote), (&lost, "Red Halcón tiene 120 cámaras en 2031")] {
        let made = act(layer, "carta", vec![pointed(layer, quote, "120", "120 cámaras")]);
        all.layers.extend(made.layers);
    }
    let ids = ids(&all);
    let mut desk = Desk::in_memory();
    let source = all.source;
    desk.add(all);
    desk.accept(&ids);
    assert_eq!(desk.release(), 2);
    let ranges = places(first.text(), "Zoraida Quiñones");
    let (register, given) = desk.parts();
    let others = [other.clone(), lost];
    let done =
        register.redact(given, &text("Ana"), &first, &ranges, &others, &text("hers")).unwrap();
    assert_eq!((done.rows.len(), done.retracted.len()), (2, 1));
    let cut_there = register.redactions(source).unwrap();
    assert_eq!(cut_there.iter().filter(|one| one.layer == other.id()).count(), 1);
    let facts = desk.register.publishable().unwrap().whole().unwrap().facts;
    assert_eq!(facts[0].spans[0].quote, quote, "of the layer in which the words were found");
    desk.holds();
}

#[test]
fn titles_and_dates_that_tell_the_words_go() {
    let cases = [
        ("Carta de Zoraida Quiñones", false),
        ("carta-de-zoraida-quinones", false),
        ("Carta de Zoraida Qui", false),
        ("Carta de la red", true),
    ];
    for (title, stays) in cases {
        let (layer, mut act) = letter_act("Zoraida Quiñones");
        act.meta.title = Some(title.to_owned());
        act.meta.published = Some("2031-04-02".parse().unwrap());
        let ids = ids(&act);
        let mut desk = Desk::in_memory();
        desk.add(act);
        desk.accept(&ids);
        desk.release();
        let ranges = places(layer.text(), "Zoraida Quiñones");
        let (register, given) = desk.parts();
        register.redact(given, &text("Ana"), &layer, &ranges, &[], &text("hers")).unwrap();
        let source = desk.register.publishable().unwrap().whole().unwrap().sources.remove(0);
        assert_eq!(source.title == title, stays, "{title}");
        assert!(source.published.is_some());
    }
}

#[test]
fn facts_of_other_sources_with_the_same_words_stay() {
    let (mut desk, _) = redacted("Zoraida Quiñones", Visibility::Withheld);
    let words = "En la prensa: Zoraida Quiñones opera la Red Halcón.";
    let layer = layer_by(words, "utf8");
    let said = says(
        &layer,
        "Zoraida Quiñones opera la Red Halcón",
        HALCON,
        Property::Supplier,
        "Zoraida Quiñones",
    );
    let act = act(&layer, "prensa", vec![said.statement()]);
    let ids = ids(&act);
    desk.add(act);
    desk.accept(&ids);
    assert_eq!(desk.release(), 1);
    assert!(shown(&desk).contains("Zoraida"));
}

/// Everything that looks like an id, by the order in which it first stands there.
fn without_ids(text: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = String::new();
    for part in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_id = word.len() >= 16 && word.chars().any(|c| c.is_ascii_digit());
        if is_id {
            let at = seen.iter().position(|one| *one == word).unwrap_or_else(|| {
                seen.push(word);
                seen.len() - 1
            });
            out.push_str(&format!("#{at}"));
            out.push_str(&part[word.len()..]);
        } else {
            out.push_str(part);
        }
    }
    out
}

/// Whether no word of a name is said anywhere else in the letter: one that is ("en") goes there too.
fn is_said_once(name: &str) -> bool {
    name.split(' ').all(|word| places(&letter(GAP), word).is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Two registers that differ in the redacted words alone show the same, but for what is salted.
    #[test]
    fn what_is_shown_does_not_hang_on_the_redacted_words(
        one in "[A-Z][a-zñ]{1,12}( [A-Z][a-z]{2,9}){0,3}",
        other in "[A-Z][a-zñ]{1,12}( [A-Z][a-z]{2,9}){0,3}",
        is_public in any::<bool>(),
    ) {
        prop_assume!(is_said_once(&one) && is_said_once(&other));
        let visibility = if is_public { Visibility::Public } else { Visibility::Withheld };
        let show = |name: &str| {
            let (desk, _) = redacted(name, visibility);
            let texts = texts(&desk, &[letter_act(name).0]);
            without_ids(&format!("{} {texts:#?}", shown(&desk)))
        };
        prop_assert_eq!(show(&one), show(&other));
    }

    #[test]
    fn what_is_cut_leaves_the_rest(words in "[a-c ]{0,30}", from in 0_usize..30, long in 1_usize..9) {
        let end = (from + long).min(words.len());
        prop_assume!(from < end);
        let left = cut(&words, std::slice::from_ref(&(from..end)));
        prop_assert_eq!(left, format!("{}{GAP}{}", &words[..from], &words[end..]));
    }
}

/// No digest over the original, its text or a guess of the words is in what is shown.
#[test]
fn who_has_the_original_can_confirm_nothing() {
    let name = "Zoraida Quiñones";
    let (desk, _) = redacted(name, Visibility::Public);
    let everything = shown(&desk);
    let guess = letter_act(name).0;
    let hashes = [
        guess.source().to_string(),
        guess.id().to_string(),
        codebook::Sha256::of(guess.text().as_bytes()).to_string(),
        codebook::Sha256::of(name.as_bytes()).to_string(),
    ];
    for hash in hashes
        .iter()
        .chain(&ids(&letter_act(name).1).iter().map(ToString::to_string).collect::<Vec<_>>())
    {
        assert!(!everything.contains(&hash[..12]), "{hash}");
    }
    let told = texts(&desk, &[guess]);
    for hash in &hashes {
        assert!(!format!("{told:?}").contains(&hash[..12]), "{hash}");
    }
}

#[test]
fn a_public_source_shows_its_text_with_gaps_and_all_places_count_in_it() {
    let name = "Zoraida Quiñones";
    let (desk, _) = redacted(name, Visibility::Public);
    let left = texts(&desk, &[letter_act(name).0]).remove(0);
    // No word is between the two, so there is one gap.
    let expected = letter(GAP).replace(&format!("{GAP}. {GAP}"), GAP);
    assert_eq!(left.text(), expected);
    let whole = desk.register.publishable().unwrap().whole().unwrap();
    let Seen::Gaps { layers, .. } = &whole.sources[0].seen else { panic!("{whole:?}") };
    assert_eq!(layers[0].layer, left.layer());
    for span in &whole.facts[0].spans {
        let place = span.place.as_ref().unwrap();
        assert_eq!((place.layer, &place.locator), (left.layer(), &Locator::Text));
        assert_eq!(left.text().get(place.range.clone()), Some(span.quote.as_str()));
    }
    // What is redacted later makes another text of it.
    let mut desk = desk;
    let layer = letter_act(name).0;
    let ranges = places(layer.text(), "Fin");
    let (register, given) = desk.parts();
    register.redact(given, &text("Ana"), &layer, &ranges, &[], &text("x")).unwrap();
    let later = texts(&desk, &[layer]).remove(0);
    assert_eq!(later.text(), expected.replace("Fin", GAP));
    assert_ne!(later.layer(), left.layer());
    let view = desk.register.publishable().unwrap();
    let source = view.whole().unwrap().sources.remove(0);
    let other = layer_by("Otra cosa.", "utf8");
    let given = view.texts(&source, |_| Ok::<_, RegisterError>(other.clone()));
    assert!(matches!(given, Err(RegisterError::OtherText(_))), "{given:?}");
}

/// Lines and boxes of a page tell how wide a gap is; they are not told.
#[test]
fn pages_lose_their_lines_and_boxes() {
    let show = |name: &str| {
        let words = format!("Carta de {name} sobre\nla Red Halcón, con\n120 cámaras.\n\nFin.");
        let layer = paged(&words);
        let quote = "la Red Halcón, con\n120 cámaras";
        let act = act(&layer, "carta", vec![pointed(&layer, quote, "120", "120 cámaras")]);
        let mut desk = Desk::in_memory();
        let (source, ids) = (act.source, ids(&act));
        desk.add(act);
        desk.accept(&ids);
        let (register, given) = desk.parts();
        register.set_visibility(given, &text("Ana"), &[source], Visibility::Public).unwrap();
        desk.release();
        let (register, given) = desk.parts();
        let ranges = places(&words, name);
        register.redact(given, &text("Ana"), &layer, &ranges, &[], &text("x")).unwrap();
        let texts = texts(&desk, &[layer]);
        assert!(!texts[0].text().contains('\n') && texts[0].pages() == [(0, 1)]);
        let whole = desk.register.publishable().unwrap().whole().unwrap();
        for span in &whole.facts[0].spans {
            let range = span.place.as_ref().unwrap().range.clone();
            assert_eq!(texts[0].text().get(range), Some(span.quote.as_str()));
        }
        without_ids(&format!("{} {texts:?}", shown(&desk)))
    };
    assert_eq!(show("Eva Li"), show("Maximiliana de la Torre"));
}

/// A layer of one page, each word in a box that hangs on the words before it.
fn paged(words: &str) -> TextLayer {
    let mut boxes = Vec::new();
    let mut start = 0;
    for word in words.split_inclusive([' ', '\n']) {
        let end = start + word.trim_end().len();
        if end > start {
            let place = [start as f32, 10.0, end as f32, 20.0];
            boxes.push(Word { start, end, place, confidence: None, disputed: false });
        }
        start += word.len();
    }
    let page = codebook::layer::Page { number: 1, width: 600.0, height: 800.0, words: boxes };
    let source = layer(words).source();
    let extractor = codebook::layer::Extractor::new("pdftotext", "1");
    TextLayer::new(source, extractor, words, LayerMap::Pages { pages: vec![page] }).unwrap()
}

/// The texts that the public may read of the first source.
fn texts(desk: &Desk, layers: &[TextLayer]) -> Vec<PublicText> {
    let view = desk.register.publishable().unwrap();
    let source = view.whole().unwrap().sources.remove(0);
    let fetch = |kept: &KeptLayer| {
        let found = layers.iter().find(|layer| layer.id() == kept.layer);
        Ok::<_, RegisterError>(found.unwrap().clone())
    };
    view.texts(&source, fetch).unwrap()
}
