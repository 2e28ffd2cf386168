//! Bringing in sources, again and again.

use crate::support::{
    Desk, NEWS, act, fetched, from, ids, layer_by, moment, news, press, says, text,
};
use codebook::source::Acquisition;
use codebook::value::ShortText;
use codebook::{Kind, Origin, Property, Statement};
use register::{RegisterError, SourceOutcome, State};

#[test]
fn adding_the_same_again_adds_nothing() {
    let mut desk = Desk::in_memory();
    let first = desk.add(news());
    let expected = SourceOutcome {
        new_source: true,
        new_origin: true,
        new_layers: 1,
        proposed: 4,
        ..SourceOutcome::default()
    };
    assert_eq!(first, expected);

    let head = desk.register.head().unwrap();
    let again = desk.add(news());
    assert_eq!(again, SourceOutcome { already: 4, ..SourceOutcome::default() });
    assert_eq!(desk.register.head().unwrap(), head);
    desk.holds();
}

#[test]
fn the_same_bytes_from_elsewhere_are_another_origin_of_the_same_source() {
    let mut desk = Desk::in_memory();
    desk.add(news());
    let elsewhere = desk.add(register::SourceAct {
        from: Acquisition {
            origin: Origin::Url {
                asked: "http://diario.example/v17".to_owned(),
                answered: "https://diario.example/v17".to_owned(),
                status: 200,
                warc: codebook::Sha256::of(b"a response"),
            },
            at: moment(1),
        },
        ..news()
    });
    assert!(elsewhere.new_origin && !elsewhere.new_source);
    assert_eq!(desk.register.sources().unwrap().len(), 1);
    assert_eq!(desk.register.origins().unwrap().len(), 2);
    desk.holds();
}

#[test]
fn each_fetch_that_was_kept_is_an_origin_and_a_purge_finds_its_record() {
    let mut desk = Desk::in_memory();
    let address = "https://diario.example/v17";
    let fetch = |response| from(news(), "V-17", fetched(address, address, response));
    assert!(desk.add(fetch("monday")).new_origin);
    assert!(desk.add(fetch("tuesday")).new_origin);
    assert!(!desk.add(fetch("tuesday")).new_origin);
    assert_eq!(desk.register.origins().unwrap().len(), 2);
    let plan = desk.register.plan_purge(news().source).unwrap();
    assert_eq!(plan.warcs, ["monday", "tuesday"].map(|day| codebook::Sha256::of(day.as_bytes())));
    desk.holds();
}

#[test]
fn reading_again_adds_a_sighting_and_what_was_rejected_stays_rejected() {
    let mut desk = Desk::in_memory();
    let act_before = news();
    let rejected = ids(&act_before)[0];
    desk.add(act_before);
    desk.reject(rejected, "counted twice");

    let better = layer_by(NEWS, "utf8-better");
    let network = (Kind::System, "Halcón network");
    let seen: Vec<Statement> = [(&better, "rules/1"), (&better, "rules/2")]
        .into_iter()
        .map(|(layer, reader)| {
            let says = says(layer, "bought 120 cameras", network, Property::Cameras, "120");
            crate::support::Says { reader, ..says }.statement()
        })
        .collect();
    let outcome = desk.add(act(&better, "news.txt", seen.clone()));
    let expected = SourceOutcome { new_layers: 1, sighted: 2, ..SourceOutcome::default() };
    assert_eq!(outcome, expected);
    let again = desk.add(act(&better, "news.txt", seen));
    assert_eq!(again, SourceOutcome { already: 2, ..SourceOutcome::default() });

    let view = desk.register.statement(&rejected.to_string()).unwrap();
    assert_eq!((view.state, view.version), (State::Rejected, 4));
    desk.holds();
}

#[test]
fn a_source_without_text_is_recorded_with_the_reason_once() {
    let mut desk = Desk::in_memory();
    let why: ShortText = text("the file is encrypted");
    let failed = || register::SourceAct { layers: Vec::new(), failed: Some(why.clone()), ..news() };
    assert!(desk.add(failed()).new_failure);
    assert!(!desk.add(failed()).new_failure);
    assert_eq!(desk.register.status().unwrap().without_text, 1);
    desk.holds();
}

#[test]
fn a_proposal_from_another_source_is_refused_and_nothing_is_written() {
    let mut desk = Desk::in_memory();
    let mut mixed = news();
    mixed.layers[0].proposals.extend(press().layers[0].proposals.clone());
    let (register, given) = desk.parts();
    let refused = register.record_sources(given, &text("Ana"), vec![press(), mixed]);
    assert!(matches!(refused, Err(RegisterError::Stray { .. })), "{refused:?}");
    assert_eq!(desk.register.head().unwrap().0, 0);
}

#[test]
fn a_batch_is_one_transaction_with_an_outcome_for_each() {
    let mut desk = Desk::in_memory();
    let (register, given) = desk.parts();
    let outcomes =
        register.record_sources(given, &text("Ana"), vec![news(), press(), news()]).unwrap();
    let proposed: Vec<_> = outcomes.iter().map(|outcome| outcome.proposed).collect();
    assert_eq!(proposed, [4, 3, 0]);
    desk.holds();
}

#[test]
fn statements_are_found_by_the_beginning_of_their_id() {
    let mut desk = Desk::in_memory();
    let act = news();
    let id = ids(&act)[2];
    desk.add(act);
    for length in [13, 14, 64] {
        let found = desk.register.statement(&id.to_string()[..length]).unwrap();
        assert_eq!(found.statement.id(), id);
    }
    for (given, words) in
        [("", "begins no id"), ("XY", "begins no id"), ("0123456789abcdef", "knows no statement")]
    {
        let error = desk.register.statement(given).unwrap_err().to_string();
        assert!(error.contains(words), "{given}: {error}");
    }
}
