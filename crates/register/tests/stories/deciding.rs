//! Judging statements.

use crate::support::{Desk, NEWS, PRESS, ids, layer, news, press, says, text};
use codebook::{Basis, Kind, StatementId, Verdict};
use register::{AmendError, Field, Judgement, RegisterError, State, derive};

fn with_news() -> (Desk, Vec<StatementId>) {
    let mut desk = Desk::in_memory();
    let act = news();
    let ids = ids(&act);
    desk.add(act);
    (desk, ids)
}

#[test]
fn a_bulk_act_is_atomic_and_safe_to_repeat() {
    let (mut desk, ids) = with_news();
    let first = desk.accept(&ids);
    assert_eq!((first.recorded, first.unchanged), (4, 0));
    // The network, the contract and its supplier.
    assert_eq!((first.entities, first.bound), (3, 3));

    let head = desk.register.head().unwrap();
    let again = desk.accept(&ids);
    assert_eq!((again.recorded, again.unchanged), (0, 4));
    assert_eq!(desk.register.head().unwrap(), head);

    let stranger = StatementId::new(codebook::Sha256::of(b"nobody said this"));
    let (register, given) = desk.parts();
    let reject = |id| Judgement::new(id, Verdict::Rejected { why: text("no") }, text("Ana"));
    let refused = register.decide(given, vec![reject(ids[0]), reject(stranger)]).unwrap_err();
    assert!(refused.to_string().contains(&stranger.to_string()), "{refused}");
    assert_eq!(desk.register.head().unwrap(), head);
    desk.holds();
}

#[test]
fn one_statement_judged_twice_differently_is_refused() {
    let (mut desk, ids) = with_news();
    let (register, given) = desk.parts();
    let accept = Judgement::new(ids[0], Verdict::Accepted, text("Ana"));
    let reject = Judgement::new(ids[0], Verdict::Rejected { why: text("no") }, text("Ana"));
    let same = register.decide(given, vec![accept.clone(), accept.clone()]).unwrap();
    assert_eq!((same.recorded, same.unchanged), (1, 1));
    let refused = register.decide(given, vec![accept, reject]);
    assert!(matches!(refused, Err(RegisterError::Twice(id)) if id == ids[0]));
}

#[test]
fn a_judgement_expects_the_version_that_was_looked_at() {
    let (mut desk, ids) = with_news();
    desk.reject(ids[0], "counted twice");
    let (register, given) = desk.parts();
    let late =
        Judgement { expected: Some(1), ..Judgement::new(ids[0], Verdict::Accepted, text("Berta")) };
    let refused = register.decide(given, vec![late.clone()]).unwrap_err();
    assert!(refused.to_string().contains(&ids[0].to_string()), "{refused}");
    let current = Judgement { expected: Some(2), ..late };
    assert_eq!(register.decide(given, vec![current]).unwrap().recorded, 1);
}

#[test]
fn a_later_decision_undoes_an_earlier_one() {
    let (mut desk, ids) = with_news();
    desk.reject(ids[0], "counted twice");
    assert_eq!(desk.in_state(State::Rejected), [ids[0]]);
    desk.accept(&ids[..1]);
    assert_eq!(desk.in_state(State::Accepted), [ids[0]]);
    desk.reject(ids[0], "counted twice after all");
    assert_eq!(desk.in_state(State::Accepted), []);
    let rows = desk.register.entries(1, 100).unwrap();
    assert_eq!(rows.iter().filter(|entry| entry.kind == "decided").count(), 3);
    desk.holds();
}

#[test]
fn an_amendment_stands_in_the_place_of_the_old() {
    let (mut desk, ids) = with_news();
    let old = desk.register.statement(&ids[0].to_string()).unwrap().statement;
    let into = derive(&old, &[(Field::Value, "~120")], None, &layer(NEWS)).unwrap();
    assert_eq!(into.parts().basis, Basis::Editor);
    let why = text("some bodies were counted, not cameras");
    let amend = Verdict::Amended { into: Box::new(into.clone()), why };
    assert_eq!(desk.judge(ids[0], amend.clone()).recorded, 1);
    assert_eq!(desk.judge(ids[0], amend).unchanged, 1);
    assert_eq!(desk.in_state(State::Amended), [ids[0]]);
    assert_eq!(desk.in_state(State::Accepted), [into.id()]);
    let entity = desk.register.statement(&into.id().to_string()).unwrap().subject.unwrap();
    assert_eq!(desk.register.facts_of(entity, None).unwrap().len(), 1);
    desk.holds();

    desk.accept(&ids[..1]);
    assert_eq!(desk.in_state(State::Withdrawn), [into.id()]);
    assert_eq!(desk.in_state(State::Accepted), [ids[0]]);
    desk.holds();
}

#[test]
fn an_amendment_of_what_is_not_in_the_id_changes_the_statement_in_place() {
    let (mut desk, ids) = with_news();
    let old = desk.register.statement(&ids[1].to_string()).unwrap().statement;
    let sets = [(Field::Vat, "excluded"), (Field::Money, "contract"), (Field::Valid, "2030")];
    let into = derive(&old, &sets, None, &layer(NEWS)).unwrap();
    assert_eq!((into.id(), into.parts().basis), (ids[1], Basis::Text));
    let verdict = Verdict::Amended { into: Box::new(into.clone()), why: text("the annex says") };
    desk.judge(ids[1], verdict);
    let view = desk.register.statement(&ids[1].to_string()).unwrap();
    assert_eq!((view.state, view.statement), (State::Accepted, into.clone()));
    desk.holds();

    // What a person rejects and accepts is what she sees.
    desk.reject(ids[1], "no");
    desk.accept(&ids[1..2]);
    assert_eq!(desk.register.statement(&ids[1].to_string()).unwrap().statement, into);
    desk.holds();
}

#[test]
fn amended_words_are_held_against_the_text() {
    let (mut desk, ids) = with_news();
    let (text_layer, other) = (layer(NEWS), layer(PRESS));
    let old = desk.register.statement(&ids[0].to_string()).unwrap().statement;
    let start = NEWS.find("The city").unwrap();
    let end = NEWS.find(" from Ojo").unwrap();
    let into = derive(&old, &[(Field::Value, "120")], Some(start..end), &text_layer).unwrap();
    assert_eq!(into.parts().citation.quote().quote(), "The city of Valdoria bought 120 cameras");
    assert_eq!(into.parts().written, text("bought 120 cameras"));
    let verdict = Verdict::Amended { into: Box::new(into), why: text("the sentence is clearer") };
    let judgement = Judgement::new(ids[0], verdict, text("Ana"));
    let (register, given) = desk.parts();

    let blind = register.decide(given, vec![judgement.clone()]);
    assert!(matches!(blind, Err(RegisterError::Unchecked(id)) if id == ids[0]), "{blind:?}");
    let wrong = Judgement { layer: Some(&other), ..judgement.clone() };
    let wrong = register.decide(given, vec![wrong]);
    assert!(matches!(wrong, Err(RegisterError::Span { .. })), "{wrong:?}");
    let right = Judgement { layer: Some(&text_layer), ..judgement };
    assert_eq!(register.decide(given, vec![right]).unwrap().recorded, 1);
    desk.holds();
}

#[test]
fn an_amendment_stands_on_the_same_source() {
    let (mut desk, ids) = with_news();
    let other = press();
    let into = other.layers[0].proposals[0].clone();
    let verdict = Verdict::Amended { into: Box::new(into), why: text("better") };
    let (register, given) = desk.parts();
    let refused = register.decide(given, vec![Judgement::new(ids[0], verdict, text("Ana"))]);
    assert!(matches!(refused, Err(RegisterError::OtherSource(id)) if id == ids[0]));
}

#[test]
fn fields_say_what_they_take() {
    let (desk, ids) = with_news();
    let old = desk.register.statement(&ids[0].to_string()).unwrap().statement;
    let layer = layer(NEWS);
    for (field, value, words) in [
        ("value", "many", "value does not take `many`"),
        ("property", "colour", "property does not take `colour`"),
        ("kind", "person", "kind does not take `person`"),
        ("valid", "last year", "valid does not take `last year`"),
        ("polarity", "maybe", "polarity does not take `maybe`"),
        ("planned", "perhaps", "planned does not take `perhaps`"),
        ("written", "words that are not there", "words that stand in the quote"),
        ("subject", "", "subject does not take ``"),
    ] {
        let error = derive(&old, &[(field.parse().unwrap(), value)], None, &layer).unwrap_err();
        assert!(error.to_string().contains(words), "{field}: {error}");
    }
    assert!(matches!("colour".parse::<Field>(), Err(AmendError::NoField { .. })));
    let outside = derive(&old, &[], Some(0..NEWS.len() + 1), &layer);
    assert!(matches!(outside, Err(AmendError::Quote(_))));
}

#[test]
fn a_name_is_one_entity_across_sources_but_an_acronym_is_not() {
    let mut desk = crate::support::filled(register::Register::in_memory().unwrap());
    // "Halcón network" and "Halcon Network", "contract V-17" and "Contract V-17".
    let kinds: Vec<_> = desk.register.entities().unwrap().iter().map(|e| e.kind).collect();
    assert_eq!(kinds, [Kind::System, Kind::Contract, Kind::Vendor]);

    for words in ["SSP runs it here.", "There SSP runs it."] {
        let layer = layer(words);
        let statement = crate::support::says(
            &layer,
            "SSP runs it",
            (Kind::System, "Halcón network"),
            codebook::Property::Buyer,
            "SSP",
        )
        .statement();
        let id = statement.id();
        desk.add(crate::support::act(&layer, words, vec![statement]));
        desk.accept(&[id]);
    }
    let agencies = desk.register.entities().unwrap();
    assert_eq!(agencies.iter().filter(|entity| entity.kind == Kind::Agency).count(), 2);
    desk.holds();
}

#[test]
fn what_a_person_must_look_at_is_never_accepted_among_others() {
    let (mut desk, ids) = with_news();
    let layer = layer(PRESS);
    let network = (Kind::System, "Halcón network");
    let cameras = codebook::Property::Cameras;
    let mut parts = says(&layer, "has 200 cameras", network, cameras, "200").parts();
    parts.eyes = vec![codebook::statement::Eyes::Recognised];
    let seen = codebook::Statement::new(parts).unwrap();
    let eyes = seen.id();
    desk.add(crate::support::act(&layer, "press.txt", vec![seen]));
    desk.reject(ids[0], "counted twice");

    let (register, given) = desk.parts();
    let sure = register.sure("0.8".parse().unwrap()).unwrap();
    let open: Vec<_> = sure.views.iter().map(|view| (view.statement.id(), view.version)).collect();
    assert_eq!((open.len(), sure.held), (3, 1));
    let head = register.head().unwrap();
    for refused in [vec![open[0], (eyes, 1)], vec![open[0], (open[1].0, 7)]] {
        assert!(register.accept_together(given, &text("Ana"), None, &refused).is_err());
        assert_eq!(register.head().unwrap(), head);
    }
    let done = register.accept_together(given, &text("Ana"), Some(&text("read all")), &open);
    assert_eq!(done.unwrap().recorded, 3);
    assert!(register.sure("0.8".parse().unwrap()).unwrap().views.is_empty());
    assert_eq!(register.sure("0.81".parse().unwrap()).unwrap().held, 0);
    let noted = register.statement(&open[0].0.to_string()).unwrap().decision.unwrap();
    assert_eq!(noted.note, Some(text("read all")));
    desk.holds();
}
