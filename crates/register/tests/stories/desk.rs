//! What an editor does all day: takes back, states by hand, notes, redacts, admits, looks for work.

use crate::support::{Desk, NEWS, PRESS, filled, ids, layer, moment, news, press, text};
use codebook::event::Stream;
use codebook::{Basis, Event, Kind, Mention, Property, StatementId, Verdict, Visibility};
use proptest::prelude::*;
use register::{
    Choice, Field, Filter, Order, Register, RegisterError, SourceFilter, State, Stated, Words,
    by_hand, derive,
};

fn undo(desk: &mut Desk, id: StatementId) -> register::UndoOutcome {
    let version = desk.register.statement(&id.to_string()).unwrap().version;
    let (register, given) = desk.parts();
    register.undo(given, &text("Ana"), id, version).unwrap()
}

fn state_of(desk: &Desk, id: StatementId) -> State {
    desk.register.statement(&id.to_string()).unwrap().state
}

#[test]
fn undoing_goes_back_one_decision_at_a_time() {
    let mut desk = Desk::in_memory();
    let act = news();
    let ids = ids(&act);
    desk.add(act);
    desk.reject(ids[0], "counted twice");
    desk.accept(&ids[..1]);
    assert!(undo(&mut desk, ids[0]).undone.is_some());
    assert_eq!(state_of(&desk, ids[0]), State::Rejected);
    undo(&mut desk, ids[0]);
    assert_eq!(state_of(&desk, ids[0]), State::Undecided);
    assert_eq!(undo(&mut desk, ids[0]).undone, None);
    // To undo that, one decides again.
    desk.accept(&ids[..1]);
    assert_eq!(state_of(&desk, ids[0]), State::Accepted);
    let kinds: Vec<String> =
        desk.register.history(ids[0]).unwrap().into_iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, ["proposed", "decided", "decided", "undone", "undone", "decided"]);
    desk.holds();
}

#[test]
fn undoing_an_amendment_withdraws_what_it_made_and_takes_back_what_was_released() {
    let mut desk = filled(Register::in_memory().unwrap());
    let id = ids(&news())[0];
    let old = desk.register.statement(&id.to_string()).unwrap().statement;
    let into = derive(&old, &[(Field::Value, "~120")], None, &layer(NEWS)).unwrap();
    let verdict = Verdict::Amended { into: Box::new(into.clone()), why: text("about") };
    desk.judge(id, verdict);
    assert_eq!(desk.release(), 7);
    // Asked of what the amendment made, the amendment is meant.
    let outcome = undo(&mut desk, into.id());
    assert_eq!(outcome.undone.unwrap().statement, id);
    assert_eq!(outcome.retracted.len(), 1);
    assert_eq!(state_of(&desk, into.id()), State::Withdrawn);
    assert_eq!(state_of(&desk, id), State::Accepted);
    assert_eq!(desk.register.publishable().unwrap().whole().unwrap().facts.len(), 6);
    let history = desk.register.history(into.id()).unwrap();
    assert_eq!(history.len(), 2, "made by one event, withdrawn by the other");
    desk.holds();
}

#[test]
fn who_comes_second_is_told_who_was_first() {
    let mut desk = Desk::in_memory();
    let act = news();
    let id = ids(&act)[0];
    desk.add(act);
    desk.reject(id, "counted twice");
    let (register, given) = desk.parts();
    let refused = register.undo(given, &text("Berta"), id, 1).unwrap_err();
    let RegisterError::Conflict { expected: 1, found: 2, last: Some(last), .. } = &refused else {
        panic!("{refused}")
    };
    assert_eq!(last.envelope.as_ref().unwrap().by, text("Ana"));
    for words in ["Ana", "2031-05-03", "rejected: counted twice"] {
        assert!(refused.to_string().contains(words), "{refused}");
    }
    // The same undo again changes nothing; another's does not pass for it.
    register.undo(given, &text("Ana"), id, 2).unwrap();
    let head = register.head().unwrap();
    assert_eq!(register.undo(given, &text("Ana"), id, 2).unwrap().undone, None);
    assert!(register.undo(given, &text("Berta"), id, 2).is_err());
    assert_eq!(register.head().unwrap(), head);
}

fn valdoria(says: &'static str, property: Property) -> Words<'static> {
    let start = NEWS.find("The city").unwrap();
    let subject = Mention { kind: Kind::System, name: text("city of Valdoria") };
    Words { quote: start..start + 66, value: None, subject, property, says, sets: &[] }
}

#[test]
fn a_statement_by_hand_rests_on_the_text_where_its_value_reads_there() {
    let layer = layer(NEWS);
    for (says, property, basis, written) in [
        ("120", Property::Cameras, Basis::Text, Some("120")),
        ("12", Property::Cameras, Basis::Editor, None),
        ("Ojo Claro", Property::Supplier, Basis::Text, Some("Ojo Claro")),
        ("Ojo Oscuro", Property::Supplier, Basis::Editor, None),
        ("2030", Property::StartDate, Basis::Text, Some("2030")),
        ("face_recognition", Property::UsesTechnology, Basis::Editor, None),
    ] {
        let statement = by_hand(&layer, &valdoria(says, property)).unwrap();
        let parts = statement.parts();
        assert_eq!(
            (parts.basis, parts.proposed_by.to_string().as_str()),
            (basis, "hand/1"),
            "{says}"
        );
        if let Some(written) = written {
            assert_eq!(parts.written, text(written));
        }
    }
    let sets = [(Field::Planned, "true"), (Field::Valid, "2030")];
    let words = Words { sets: &sets, ..valdoria("120", Property::Cameras) };
    assert!(by_hand(&layer, &words).unwrap().parts().qualifiers.planned);
    assert!(by_hand(&layer, &valdoria("many", Property::Cameras)).is_err());
    let outside = Words { quote: 0..NEWS.len() + 1, ..valdoria("120", Property::Cameras) };
    assert!(by_hand(&layer, &outside).is_err());
}

#[test]
fn what_is_stated_by_hand_is_proposed_or_accepted_in_one_act() {
    let mut desk = Desk::in_memory();
    desk.add(news());
    let layer = layer(NEWS);
    let statement = by_hand(&layer, &valdoria("Ojo Claro", Property::Supplier)).unwrap();
    let (register, given) = desk.parts();
    let ana = text("Ana");
    let first = register.state(given, &ana, &statement, &layer, Stated::Proposed).unwrap();
    assert!(first.new);
    let subject = Some(Choice::New { kind: Kind::System, name: text("Cameras of Valdoria") });
    let accept = Stated::Accepted { subject, names: None };
    let second = register.state(given, &ana, &statement, &layer, accept.clone()).unwrap();
    assert!(!second.new);
    assert_eq!((second.decided.recorded, second.decided.entities), (1, 2));
    let head = register.head().unwrap();
    let third = register.state(given, &ana, &statement, &layer, accept).unwrap();
    assert_eq!((third.decided.recorded, third.decided.unchanged), (0, 1));
    assert_eq!(register.head().unwrap(), head);
    let found = register.find_entities("valdo cam", None, 10, None).unwrap();
    assert_eq!(found[0].name, text("Cameras of Valdoria"));
    // The names of a vendor are of another kind.
    let vendor = Choice::New { kind: Kind::Vendor, name: text("Ojo") };
    let wrong = Stated::Accepted { subject: Some(vendor), names: None };
    let refused = register.state(given, &ana, &statement, &layer, wrong).unwrap_err();
    assert!(matches!(refused, RegisterError::OtherKind { .. }), "{refused}");
    desk.holds();
}

#[test]
fn a_proposal_of_a_reader_is_not_one_by_hand() {
    let mut desk = Desk::in_memory();
    desk.add(news());
    let (layer, other) = (layer(NEWS), layer(PRESS));
    let read = news().layers[0].proposals[0].clone();
    let by_hand = by_hand(&layer, &valdoria("120", Property::Cameras)).unwrap();
    let (register, given) = desk.parts();
    let refused = register.state(given, &text("Ana"), &read, &layer, Stated::Proposed);
    assert!(matches!(refused, Err(RegisterError::NotByHand(_))));
    let refused = register.state(given, &text("Ana"), &by_hand, &other, Stated::Proposed);
    assert!(matches!(refused, Err(RegisterError::Span { .. })));
}

#[test]
fn notes_stay_and_corrections_are_told_once() {
    let mut desk = filled(Register::in_memory().unwrap());
    desk.release();
    let on = Stream::Source(news().source);
    let fact = desk.register.publishable().unwrap().whole().unwrap().facts[0].id;
    let before = desk.register.publishable().unwrap().whole().unwrap();
    desk.at(5);
    let (register, given) = desk.parts();
    let note = "the clerk called\nback on Monday".parse().unwrap();
    assert!(register.note(given, &text("Ana"), on, &note).unwrap());
    assert!(!register.note(given, &text("Ana"), on, &note).unwrap());
    assert_eq!(register.notes(&on).unwrap()[0].text, note);
    assert_eq!(
        register.publishable().unwrap().whole().unwrap(),
        before,
        "nobody outside sees a note"
    );
    assert!(register.note(given, &text("Ana"), Stream::Release, &note).is_err());

    let told = "The number had been read wrong.".parse().unwrap();
    let role = text("editor");
    assert!(register.correct(given, &text("Ana"), &[fact], &told, &role).unwrap());
    assert!(!register.correct(given, &text("Ana"), &[fact], &told, &role).unwrap());
    let stranger = "f-00000000000000000000".parse().unwrap();
    assert!(register.correct(given, &text("Ana"), &[stranger], &told, &role).is_err());
    let corrections = register.corrections(0, 10).unwrap();
    assert_eq!((corrections.len(), corrections[0].facts.as_slice()), (1, [fact].as_slice()));
    assert!(register.corrections(corrections[0].seq, 10).unwrap().is_empty());
    assert_eq!(register.publishable().unwrap().whole().unwrap().as_of, moment(5));
    desk.holds();
}

#[test]
fn words_are_redacted_and_shown_again() {
    let mut desk = Desk::in_memory();
    desk.add(press());
    let layer = layer(PRESS);
    let split = PRESS.find('ó').unwrap() + 1;
    let why = text("a name");
    let (register, given) = desk.parts();
    let ana = text("Ana");
    for wrong in [split..split + 4, 3..3, 0..PRESS.len() + 1] {
        let refused = register.redact(given, &ana, &layer, &[0..4, wrong], &[], &why);
        assert!(matches!(refused, Err(RegisterError::Redaction { .. })), "{refused:?}");
    }
    let marked = [10..12, 0..4, 4..8];
    let row = register.redact(given, &ana, &layer, &marked, &[], &why).unwrap().rows[0];
    let again = register.redact(given, &ana, &layer, &[1..3, 2..7], &[], &why).unwrap();
    assert_eq!(again.rows.len(), 0, "half a word is the whole word, and that is redacted");
    let redacted = register.redactions(press().source).unwrap();
    let ranges: Vec<_> = redacted.iter().map(|one| one.range.clone()).collect();
    assert_eq!(
        ranges.as_slice(),
        std::slice::from_ref(&(0..13)),
        "whole words, and nothing between them"
    );
    assert!(register.unredact(given, &ana, press().source, row, &why).unwrap());
    assert!(!register.unredact(given, &ana, press().source, row, &why).unwrap());
    assert!(register.redactions(press().source).unwrap().is_empty());
    let stranger =
        register.redact(given, &ana, &crate::support::layer(NEWS), &[0..4, 6..8], &[], &why);
    assert!(stranger.is_err());
    desk.holds();
}

#[test]
fn a_confidential_source_is_seen_by_those_admitted_and_each_reading_is_recorded() {
    let mut desk = filled(Register::in_memory().unwrap());
    let (source, open) = (news().source, press().source);
    let (ana, berta) = (text("Ana"), text("Berta"));
    let (register, given) = desk.parts();
    register.set_visibility(given, &ana, &[source], Visibility::Confidential).unwrap();
    assert_eq!(register.admit(given, &ana, source, &[ana.clone(), ana.clone()]).unwrap(), 1);
    assert_eq!(register.admit(given, &ana, source, std::slice::from_ref(&ana)).unwrap(), 0);
    assert!(register.open_source(given, &ana, source).unwrap());
    assert!(!register.open_source(given, &ana, open).unwrap());
    assert_eq!(register.openings(source, 10).unwrap()[0].by, ana);
    for (name, seen, statements, sources) in [(&ana, true, 7, 2), (&berta, false, 3, 1)] {
        let filter = Filter { seen_by: Some(name.clone()), ..Filter::default() };
        assert_eq!(register.may_see(name, source).unwrap(), seen);
        assert_eq!(register.count_statements(&filter).unwrap(), statements);
        assert_eq!(register.statements(&filter).unwrap().len() as u64, statements);
        assert_eq!(register.facets(&filter, 10).unwrap().sources.len() as u64, sources);
        let filter = SourceFilter { seen_by: Some(name.clone()), ..SourceFilter::default() };
        assert_eq!(register.count_sources(&filter).unwrap(), sources);
        assert_eq!(register.source_rows(&filter).unwrap().len() as u64, sources);
        // The vendor is known from the confidential source alone.
        let found = register.find_entities("ojo", None, 10, Some(name)).unwrap();
        assert_eq!(!found.is_empty(), seen);
        let vendor = register.find_entities("ojo", None, 10, None).unwrap()[0].id;
        assert_eq!(register.entity(vendor, Some(name)).unwrap().is_some(), seen);
        assert_eq!(
            register.mentions_of(vendor, Some(name), 0, 10).unwrap().len(),
            usize::from(seen)
        );
    }
    assert_eq!(register.dismiss(given, &ana, source, &[ana.clone(), berta]).unwrap(), 1);
    assert!(!register.may_see(&ana, source).unwrap());
    desk.holds();
}

#[test]
fn work_is_found_by_filters_and_counted() {
    let mut desk = filled(Register::in_memory().unwrap());
    desk.reject(ids(&press())[0], "an old number");
    let register = &desk.register;
    let all = Filter::default();
    assert_eq!(register.count_statements(&all).unwrap(), 7);
    let facets = register.facets(&all, 10).unwrap();
    assert_eq!(facets.states, [(State::Accepted, 6), (State::Rejected, 1)]);
    assert_eq!(facets.properties[0].1, 2);
    assert_eq!(facets.sources.iter().map(|(_, n)| n).sum::<u64>(), 7);
    let halcon = register.find_entities("HALCON", Some(Kind::System), 5, None).unwrap()[0].id;
    let vendor = register.find_entities("ojo", None, 5, None).unwrap()[0].id;
    for (filter, count) in [
        (Filter { property: Some(Property::Cameras), ..all.clone() }, 2),
        (Filter { subject: Some(halcon), ..all.clone() }, 4),
        (Filter { named: Some(vendor), ..all.clone() }, 1),
        (Filter { reader: Some("rules/1".parse().unwrap()), ..all.clone() }, 7),
        (Filter { reader: Some("rules/2".parse().unwrap()), ..all.clone() }, 0),
        (Filter { at_most: Some("0.7".parse().unwrap()), ..all.clone() }, 0),
        (Filter { needs_eyes: Some(false), ..all.clone() }, 7),
        (Filter { needs_eyes: Some(true), ..all.clone() }, 0),
    ] {
        assert_eq!(register.count_statements(&filter).unwrap(), count, "{filter:?}");
        assert_eq!(register.statements(&filter).unwrap().len() as u64, count, "{filter:?}");
    }
    let reading = Filter { source: Some(news().source), order: Order::Place, ..all };
    let places: Vec<usize> = register
        .statements(&reading)
        .unwrap()
        .iter()
        .map(|view| view.statement.parts().citation.quote().range().start)
        .collect();
    assert!(places.is_sorted() && places.len() == 4, "{places:?}");
}

#[test]
fn who_follows_the_log_hears_of_every_change_with_its_source() {
    let desk = filled(Register::in_memory().unwrap());
    let (head, _) = desk.register.head().unwrap();
    let changes = desk.register.changes_since(0, 1000).unwrap();
    assert_eq!(changes.len() as u64, head);
    let page = desk.register.changes_since(3, 2).unwrap();
    assert_eq!(page, changes[3..5]);
    for change in changes.iter().filter(|change| change.kind == "decided") {
        assert!(change.source.is_some() && change.by == Some(text("Ana")), "{change:?}");
    }
    assert!(desk.register.changes_since(head, 5).unwrap().is_empty());
}

#[test]
fn what_people_said_of_a_purged_source_goes_with_it() {
    let mut desk = filled(Register::in_memory().unwrap());
    desk.release();
    let source = news().source;
    let id = ids(&news())[0];
    let fact = desk.register.statement(&id.to_string()).unwrap().released.unwrap().0;
    let ana = text("Ana");
    undo(&mut desk, id);
    let (register, given) = desk.parts();
    let secret: codebook::value::Prose = "Zacarías said so".parse().unwrap();
    let vendor = register.find_entities("ojo", None, 5, None).unwrap()[0].id;
    register.note(given, &ana, Stream::Source(source), &secret).unwrap();
    register.note(given, &ana, Stream::Statement(id), &secret).unwrap();
    register.note(given, &ana, Stream::Entity(vendor), &secret).unwrap();
    register.add_alias(given, &ana, vendor, &text("Zacarías Ojo")).unwrap();
    register.correct(given, &ana, &[fact], &secret, &text("editor")).unwrap();
    register
        .redact(given, &ana, &layer(NEWS), &[0..3, 4..8], &[], &text("Zacarías asked"))
        .unwrap();
    register.admit(given, &ana, source, &[text("Zacarías")]).unwrap();
    register.purge(given, &ana, source, &text("the court")).unwrap();
    for entry in register.entries(1, 1000).unwrap() {
        assert!(!format!("{entry:?}").contains("Zacarías"), "{entry:?}");
        let gone = matches!(
            entry.envelope.map(|envelope| envelope.event),
            Some(Event::Undone { .. } | Event::Noted { .. } | Event::Corrected { .. })
        );
        assert!(!gone);
    }
    desk.holds();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is decided and undone, the statement stands as the decisions not undone say.
    #[test]
    fn undoing_is_a_stack(steps in prop::collection::vec(0_u8..4, 1..12)) {
        let mut desk = Desk::in_memory();
        let act = news();
        let id = ids(&act)[0];
        desk.add(act);
        let mut stack = vec![State::Undecided];
        for step in steps {
            let top = *stack.last().unwrap();
            match step {
                0 if top != State::Accepted => {
                    desk.accept(&[id]);
                    stack.push(State::Accepted);
                }
                1 if top != State::Rejected => {
                    desk.reject(id, "no");
                    stack.push(State::Rejected);
                }
                2 | 3 => {
                    undo(&mut desk, id);
                    if stack.len() > 1 {
                        stack.pop();
                    }
                }
                _ => {}
            }
            prop_assert_eq!(state_of(&desk, id), *stack.last().unwrap());
        }
        desk.holds();
    }
}
