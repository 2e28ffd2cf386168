//! What becomes public, and what does not.

use crate::support::{
    Desk, NEWS, TODAY, act, fetched, filled, from, ids, layer, moment, news, press, says, text,
};
use codebook::{Kind, Origin, Property, Verdict, Visibility};
use jiff::civil::date;
use register::public::{FactAsk, PublicFact, Seen};
use register::{Field, Register, RegisterError, derive};

fn full() -> Desk {
    filled(Register::in_memory().unwrap())
}

fn shown(desk: &Desk) -> usize {
    desk.register.publishable().unwrap().whole().unwrap().facts.len()
}

fn set(desk: &mut Desk, source: codebook::SourceId, visibility: Visibility) -> usize {
    let (register, given) = desk.parts();
    register.set_visibility(given, &text("Ana"), &[source], visibility).unwrap().1.len()
}

#[test]
fn accepted_is_not_yet_public() {
    let mut desk = full();
    assert_eq!(shown(&desk), 0);
    assert_eq!(desk.at(1).release(), 7);
    assert_eq!((shown(&desk), desk.release()), (7, 0));
    let public = desk.register.publishable().unwrap().whole().unwrap();
    assert_eq!(public.as_of, moment(1));
    assert_eq!(public.releases.len(), 7);
    let kinds: Vec<_> = public.entities.iter().map(|entity| entity.kind).collect();
    assert_eq!(kinds, [Kind::System, Kind::Vendor, Kind::Contract]);
    assert_eq!(public.entities[0].aliases, [text("Halcon Network")]);
    desk.holds();
}

#[test]
fn a_withheld_source_shows_quotes_without_places_and_a_public_one_its_layer() {
    let mut desk = full();
    desk.release();
    let (withheld, open) = (news().source, press().source);
    set(&mut desk, open, Visibility::Public);
    let public = desk.register.publishable().unwrap().whole().unwrap();
    let titles: Vec<_> = public.sources.iter().map(|source| source.title.as_str()).collect();
    // The name of a withheld source's file is private: its public id stands in for it.
    let nameless = public.sources[1].id.to_string();
    assert_eq!(titles, ["press.txt", &nameless]);
    let Seen::Quotes { commitment } = &public.sources[1].seen else { panic!("{public:?}") };
    assert_ne!(commitment, withheld.digest());
    let Seen::Whole { source, layers, .. } = &public.sources[0].seen else { panic!("{public:?}") };
    assert_eq!((*source, layers.len()), (open, 1));
    for fact in &public.facts {
        let placed = fact.source == public.sources[0].id;
        assert!(fact.spans.iter().all(|span| span.place.is_some() == placed), "{fact:?}");
    }
    let everything = format!("{public:?}");
    assert!(!everything.contains(&withheld.to_string()), "the digest of a withheld source");
    assert!(!everything.contains("Ana"), "an editor's name");
    assert!(!everything.contains("news.txt"), "the name of a withheld source's file");
}

#[test]
fn what_editors_say_that_something_is_called_is_shown_unless_it_tells_what_is_kept_back() {
    let mut desk = full();
    desk.release();
    let whole = |desk: &Desk| desk.register.publishable().unwrap().whole().unwrap();
    let system = whole(&desk).entities[0].id;
    let (register, given) = desk.parts();
    register.add_alias(given, &text("Ana"), system, &text("RHV")).unwrap();
    assert_eq!(whole(&desk).entities[0].aliases, [text("Halcon Network"), text("RHV")]);
    desk.holds();

    // A confidential source calls something so.
    let layer = layer("The RHV has 12 cameras. Ana Ruiz signs.");
    let said = says(&layer, "RHV has 12 cameras", (Kind::System, "RHV"), Property::Cameras, "12");
    let act = act(&layer, "memo", vec![said.statement()]);
    let secret = act.source;
    desk.add(act);
    set(&mut desk, secret, Visibility::Confidential);
    assert_eq!(whole(&desk).entities[0].aliases, [text("Halcon Network")]);
    desk.holds();
    set(&mut desk, secret, Visibility::Withheld);
    assert_eq!(whole(&desk).entities[0].aliases.len(), 2);

    // Words of it are redacted somewhere.
    let ranges = register::redaction::places(layer.text(), "RHV");
    let (register, given) = desk.parts();
    register.redact(given, &text("Ana"), &layer, &ranges, &[], &text("x")).unwrap();
    assert_eq!(whole(&desk).entities[0].aliases, [text("Halcon Network")]);
    desk.holds();
    let (register, given) = desk.parts();
    register.remove_alias(given, &text("Ana"), system, &text("RHV")).unwrap();
    desk.holds();
}

#[test]
fn a_title_that_only_says_where_a_source_came_from_is_not_shown() {
    let file = |path: &str| Origin::File { path: path.to_owned() };
    let asked = "https://ana:secret@diario.example/v17?token=ana#mark";
    let answered = "https://diario.example/2031/v17?session=7";
    let page = || fetched(asked, answered, "a response");
    let long = format!("{}.txt", "word ".repeat(80));
    let cut: String = long.split_whitespace().collect::<Vec<_>>().join(" ")[..300].to_owned();
    let (clean, shown) = ("https://diario.example/v17", "https://diario.example/2031/v17");
    let cases = [
        // Title, origin, title of a withheld source, title of a public one, its addresses.
        ("What V-17 cost", file("/home/ana/v17.txt"), true, "What V-17 cost", vec![]),
        ("v17.txt", file("/home/ana/v17.txt"), false, "v17.txt", vec![]),
        ("v17.txt", file(r"C:\Users\ana\v17.txt"), false, "v17.txt", vec![]),
        ("v 17.txt", file("/home/ana/v  17.txt"), false, "v 17.txt", vec![]),
        (cut.as_str(), file(&format!("/home/ana/{long}")), false, cut.as_str(), vec![]),
        ("What V-17 cost", page(), true, "What V-17 cost", vec![shown]),
        (asked, page(), false, clean, vec![shown]),
        (answered, page(), false, shown, vec![shown]),
    ];
    for (title, origin, stays, public_title, addresses) in cases {
        let mut desk = Desk::in_memory();
        let act = from(news(), title, origin);
        let ids = ids(&act);
        desk.add(act);
        desk.accept(&ids);
        desk.release();
        let view = desk.register.publishable().unwrap().whole().unwrap();
        let source = &view.sources[0];
        let id = source.id.to_string();
        assert_eq!(source.title, if stays { title } else { id.as_str() });
        assert_eq!(source.addresses, Vec::<String>::new(), "{title}");
        let everything = format!("{view:?}");
        for private in ["ana", "secret", "token", "session", "diario"] {
            assert!(!everything.contains(private), "{title}: {private}");
        }

        set(&mut desk, news().source, Visibility::Public);
        let view = desk.register.publishable().unwrap().whole().unwrap();
        assert_eq!(view.sources[0].title, public_title);
        assert_eq!(view.sources[0].addresses, addresses, "{title}");
    }
}

#[test]
fn work_that_is_not_public_does_not_show_in_the_time_the_register_speaks_of() {
    let mut desk = Desk::in_memory();
    let as_of = |desk: &Desk| desk.register.publishable().unwrap().whole().unwrap().as_of;
    desk.at(1).add(press());
    desk.at(2).add(news());
    assert_eq!(as_of(&desk), moment(1), "nothing is public: since when there is a log");
    desk.at(3).accept(&ids(&news()));
    desk.at(4).release();
    assert_eq!(as_of(&desk), moment(4));

    set(desk.at(5), press().source, Visibility::Confidential);
    desk.at(6).accept(&ids(&press()));
    set(desk.at(7), press().source, Visibility::Withheld);
    assert_eq!(as_of(&desk), moment(4), "work on what nobody sees");

    set(desk.at(8), press().source, Visibility::Public);
    assert_eq!(as_of(&desk), moment(8), "a source was opened");
    let page = fetched("https://valdoria.example/", "https://valdoria.example/", "a response");
    desk.at(9).add(from(press(), "press", page));
    assert_eq!(as_of(&desk), moment(9), "it has an address now");
    set(desk.at(10), press().source, Visibility::Withheld);
    assert_eq!(as_of(&desk), moment(10), "it was closed");
    let (register, given) = desk.at(11).parts();
    register.purge(given, &text("Ana"), press().source, &text("a court")).unwrap();
    assert_eq!(as_of(&desk), moment(11), "it does not run back when the source is purged");
    desk.holds();
}

#[test]
fn what_is_under_embargo_is_not_released_by_way_of_an_amendment() {
    let mut desk = full();
    let first = ids(&news())[0];
    let until = date(2031, 6, 1);
    let old = desk.register.statement(&first.to_string()).unwrap().statement;
    let into = derive(&old, &[(Field::Value, "~120")], None, &layer(NEWS)).unwrap();
    assert_ne!(into.id(), first);
    let (register, given) = desk.parts();
    register.embargo(given, &text("Ana"), &[first], until, TODAY).unwrap();
    let verdict = Verdict::Amended { into: Box::new(into.clone()), why: text("about that many") };
    desk.judge(first, verdict);
    assert_eq!(desk.register.statement(&into.id().to_string()).unwrap().embargo, Some(until));
    assert_eq!(desk.release(), 6);

    // Amending once more does not shorten a longer embargo of what stands in the place.
    let later = date(2031, 7, 1);
    let (register, given) = desk.parts();
    register.embargo(given, &text("Ana"), &[into.id()], later, TODAY).unwrap();
    desk.accept(&[first]);
    let verdict = Verdict::Amended { into: Box::new(into.clone()), why: text("after all") };
    desk.judge(first, verdict);
    assert_eq!(desk.register.statement(&into.id().to_string()).unwrap().embargo, Some(later));

    // By the old id it reaches what stands in its place: here it is lifted, and set again.
    for (day, released) in [(date(2031, 5, 1), 1), (until, 0)] {
        let (register, given) = desk.parts();
        register.embargo(given, &text("Ana"), &[first], day, TODAY).unwrap();
        assert_eq!(desk.release(), released);
    }
    assert_eq!(shown(&desk), 6);
    desk.holds();
}

#[test]
fn a_confidential_source_leaves_nothing() {
    let mut desk = full();
    let hidden = press();
    set(&mut desk, hidden.source, Visibility::Confidential);
    assert_eq!(desk.release(), 4);
    let public = desk.register.publishable().unwrap().whole().unwrap();
    assert_eq!((public.facts.len(), public.sources.len(), public.releases.len()), (4, 1, 4));
    assert_eq!(public.contradictions, []);
    let everything = format!("{public:?}");
    for word in ["press", "Halcon Network", "950000", "200", &hidden.source.to_string()] {
        assert!(!everything.contains(word), "{word}");
    }
    let (register, given) = desk.parts();
    let refused = register.release(given, &text("Ana"), Some(&ids(&hidden)), TODAY).unwrap_err();
    assert!(refused.to_string().contains("confidential"), "{refused}");
}

#[test]
fn a_name_from_a_confidential_source_is_not_shown_for_a_shared_entity() {
    let mut desk = Desk::in_memory();
    for act in [press(), news()] {
        let ids = ids(&act);
        desk.add(act);
        desk.accept(&ids);
    }
    set(&mut desk, press().source, Visibility::Confidential);
    desk.release();
    let public = desk.register.publishable().unwrap().whole().unwrap();
    let names: Vec<_> = public.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["Halcón network", "Ojo Claro", "contract V-17"]);
}

#[test]
fn what_no_longer_stands_is_taken_back_by_the_act_that_changed_it() {
    let mut desk = full();
    desk.release();
    let (news_ids, press_ids) = (ids(&news()), ids(&press()));

    let rejected = desk.reject(news_ids[0], "counted twice");
    assert_eq!((rejected.retracted.len(), shown(&desk)), (1, 6));

    let old = desk.register.statement(&news_ids[1].to_string()).unwrap().statement;
    let into = derive(&old, &[(Field::Vat, "excluded")], None, &layer(NEWS)).unwrap();
    let verdict = Verdict::Amended { into: Box::new(into), why: text("the annex says so") };
    assert_eq!(desk.judge(news_ids[1], verdict).retracted.len(), 1);
    assert_eq!(shown(&desk), 5);

    assert_eq!(set(&mut desk, press().source, Visibility::Confidential), 3);
    assert_eq!(shown(&desk), 2);
    assert_eq!(set(&mut desk, press().source, Visibility::Withheld), 0);
    assert_eq!(desk.release(), 4);

    let (register, given) = desk.parts();
    let by = text("Ana");
    let back = register.embargo(given, &by, &press_ids[..2], date(2031, 6, 1), TODAY).unwrap();
    assert_eq!(back.len(), 2);
    assert_eq!(register.retract_unpublishable(given, &by, TODAY).unwrap(), []);
    assert!(register.release(given, &by, None, TODAY).unwrap().is_empty());
    let asked = register.release(given, &by, Some(&press_ids), TODAY).unwrap_err();
    assert!(asked.to_string().contains("embargo until 2031-06-01"), "{asked}");
    assert_eq!(register.release(given, &by, None, date(2031, 6, 1)).unwrap().len(), 2);
    let log = register.publishable().unwrap().whole().unwrap().releases;
    assert_eq!(log.iter().filter(|entry| entry.released).count(), 7 + 4 + 2);
    assert_eq!(log.iter().filter(|entry| !entry.released).count(), 1 + 1 + 3 + 2);
    desk.holds();
}

#[test]
fn a_public_fact_whose_words_change_by_way_of_another_is_taken_back() {
    let mut desk = full();
    let (first, second) = (ids(&news())[0], ids(&news())[1]);
    desk.release();
    desk.reject(first, "counted twice");
    let mut parts = desk.register.statement(&second.to_string()).unwrap().statement.into_parts();
    parts.valid = Some("2030".parse().unwrap());
    let into = Box::new(codebook::Statement::new(parts).unwrap());
    assert_eq!(into.id(), second);
    let verdict = Verdict::Amended { into, why: text("that is what it says") };
    let words = layer(NEWS);
    let judgement = register::Judgement {
        layer: Some(&words),
        ..register::Judgement::new(first, verdict, text("Ana"))
    };
    let (register, given) = desk.parts();
    let outcome = register.decide(given, vec![judgement]).unwrap();
    assert_eq!((outcome.retracted.len(), shown(&desk)), (1, 5));
    desk.holds();
}

#[test]
fn a_public_fact_is_taken_back_when_the_amendment_that_gave_it_its_words_is_undone() {
    let mut desk = full();
    let (first, second) = (ids(&news())[0], ids(&news())[1]);
    let mut parts = desk.register.statement(&second.to_string()).unwrap().statement.into_parts();
    parts.valid = Some("2030".parse().unwrap());
    let into = Box::new(codebook::Statement::new(parts).unwrap());
    let verdict = Verdict::Amended { into, why: text("that is what it says") };
    let words = layer(NEWS);
    let judgement = register::Judgement {
        layer: Some(&words),
        ..register::Judgement::new(first, verdict, text("Ana"))
    };
    let (register, given) = desk.parts();
    register.decide(given, vec![judgement]).unwrap();
    assert_eq!(desk.release(), 6);
    let outcome = desk.accept(&[first]);
    assert_eq!((outcome.retracted.len(), shown(&desk)), (1, 5));
    desk.holds();
}

#[test]
fn what_is_asked_for_must_be_accepted() {
    let mut desk = Desk::in_memory();
    desk.add(news());
    let (register, given) = desk.parts();
    let refused = register.release(given, &text("Ana"), Some(&ids(&news())[..1]), TODAY);
    assert!(matches!(refused, Err(RegisterError::NotReleasable(_))), "{refused:?}");
}

#[test]
fn disagreements_are_shown_side_by_side() {
    let mut desk = full();
    let found = desk.register.contradictions().unwrap();
    let mut properties: Vec<_> = found.iter().map(|found| found.property).collect();
    properties.sort_unstable();
    // Cameras and amount have one value each; one source denies the technology the other affirms.
    assert_eq!(properties, [Property::UsesTechnology, Property::Amount, Property::Cameras]);
    assert!(found.iter().all(|found| found.facts.len() == 2));

    assert_eq!(desk.register.publishable().unwrap().whole().unwrap().contradictions, []);
    let (register, given) = desk.parts();
    let some: Vec<_> = ids(&news()).into_iter().chain([ids(&press())[0]]).collect();
    register.release(given, &text("Ana"), Some(&some), TODAY).unwrap();
    let public = desk.register.publishable().unwrap().whole().unwrap();
    let properties: Vec<_> = public.contradictions.iter().map(|found| found.property).collect();
    assert_eq!(properties, [Property::Cameras]);
}

#[test]
fn what_differs_in_time_or_only_narrows_is_no_disagreement() {
    let network = (Kind::System, "Halcón network");
    let words = "In 2028 it had 100 cameras. In 2030 it had 300 cameras. Over 250 cameras now.";
    let layer = layer(words);
    let cases = [
        (("In 2028 it had 100 cameras", "100", "2028"), ("In 2030 it had 300", "300", "2030"), 0),
        (("In 2028 it had 100 cameras", "100", "2028"), ("In 2030 it had 300", "300", "2028"), 1),
        (("In 2030 it had 300", "300", "2030"), ("Over 250 cameras", ">=250", "2030"), 0),
        (("In 2030 it had 300", "300", "2030"), ("Over 250 cameras", ">=350", "2030"), 1),
        (
            ("In 2028 it had 100 cameras", "100", "2028"),
            ("In 2030 it had 300", "300", "XXXX-02"),
            1,
        ),
    ];
    for (one, other, expected) in cases {
        let mut desk = Desk::in_memory();
        let statements = [one, other].map(|(quote, value, valid)| {
            let mut parts =
                crate::support::says(&layer, quote, network, Property::Cameras, value).parts();
            parts.valid = Some(valid.parse().unwrap());
            codebook::Statement::new(parts).unwrap()
        });
        let ids = statements.clone().map(|statement| statement.id());
        desk.add(crate::support::act(&layer, "report.txt", statements.to_vec()));
        desk.accept(&ids);
        let found = desk.register.contradictions().unwrap();
        assert_eq!(found.len(), expected, "{one:?} and {other:?}");
    }
}

#[test]
fn facts_hold_on_a_day_and_are_known_from_a_moment_on() {
    let mut desk = Desk::in_memory();
    let act = news();
    let id = ids(&act)[0];
    desk.at(1).add(act);
    let old = desk.register.statement(&id.to_string()).unwrap().statement;
    let into = derive(&old, &[(Field::Valid, "2030")], None, &layer(NEWS)).unwrap();
    let verdict = Verdict::Amended { into: Box::new(into), why: text("the article says 2030") };
    desk.at(2).judge(id, verdict);
    desk.at(3).reject(id, "withdrawn by the paper");

    let held = |register: &Register, day| {
        let entity = register.entities().unwrap()[0].id;
        register.facts_of(entity, Some(day)).unwrap().len()
    };
    let then = desk.register.known_on(moment(2)).unwrap();
    assert_eq!(held(&then, date(2030, 7, 1)), 1);
    assert_eq!(held(&then, date(2029, 7, 1)), 0);
    assert_eq!(held(&desk.register, date(2030, 7, 1)), 0);
    let before = desk.register.known_on(moment(1)).unwrap();
    assert!(before.entities().unwrap().is_empty());
    assert!(before.check().is_clean());
}

#[test]
fn facts_of_a_source_lie_beside_each_other_as_their_words_do() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(Register::create(dir.path()).unwrap());
    for number in 0..6 {
        let words: Vec<String> =
            (0..9).map(|n| format!("Red {number} has {n}{number} cameras")).collect();
        let layer = layer(&format!("{}.", words.join(". ")));
        let say = |(n, quote): (usize, &String)| {
            let (system, value) = (format!("Red {number}"), format!("{n}{number}"));
            says(&layer, quote, (Kind::System, &system), Property::Cameras, &value).statement()
        };
        let act =
            act(&layer, &format!("{number}.txt"), words.iter().enumerate().map(say).collect());
        desk.add(act);
    }
    let ids = desk.in_state(register::State::Undecided);
    desk.accept(&ids);
    assert_eq!(desk.release(), 54);
    let conn = rusqlite::Connection::open(dir.path().join("register.sqlite")).unwrap();
    let sql = "SELECT source, content ->> '$.spans[0].quote' FROM public_facts ORDER BY id";
    let lie: Vec<(String, String)> = conn
        .prepare(sql)
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut told = lie.clone();
    let place = |source: &String| lie.iter().position(|(other, _)| other == source);
    told.sort_by_key(|(source, quote)| (place(source), quote.clone()));
    assert_eq!(lie, told);
    desk.holds();
}

#[test]
fn facts_are_told_by_any_of_what_they_are_about() {
    let mut desk = full();
    desk.release();
    let view = desk.register.publishable().unwrap();
    let mut all = view.facts(&FactAsk::default(), 100).unwrap();
    assert_eq!(all.len(), 7);
    all.sort_by_key(|fact| fact.id.to_string());
    for of in &all {
        for asked in 0..16 {
            let given = |bit: u32| asked & (1 << bit) != 0;
            let ask = FactAsk {
                subject: given(0).then_some(of.subject),
                property: given(1).then_some(of.property),
                names: of.names.filter(|_| given(2)),
                source: given(3).then_some(of.source),
                after: None,
            };
            let fits = |fact: &&PublicFact| {
                ask.subject.is_none_or(|subject| subject == fact.subject)
                    && ask.property.is_none_or(|property| property == fact.property)
                    && ask.names.is_none_or(|names| Some(names) == fact.names)
                    && ask.source.is_none_or(|source| source == fact.source)
            };
            let expected: Vec<&PublicFact> = all.iter().filter(fits).collect();
            let found = view.facts(&ask, 100).unwrap();
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{ask:?}");
            let rest = FactAsk { after: found.first().map(|fact| fact.id), ..ask };
            assert_eq!(view.facts(&rest, 100).unwrap(), found[1..]);
        }
    }
}
