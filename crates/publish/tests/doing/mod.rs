//! What a person does between two publishes.

use codebook::event::Stream;
use codebook::source::Visibility;
use codebook::{EntityId, Kind, Mention, StatementId};
use proptest::prelude::*;
use register::redaction::places;
use register::{Choice, Filter, Move, State};

use super::Layers;
use super::desk::{Desk, TODAY, text};

/// Each thing is told by a number, which is taken as far as there are such things.
#[derive(Debug, Clone)]
pub(crate) enum Doing {
    Accept(usize),
    Reject(usize),
    Undo(usize),
    Release,
    Open(usize),
    Withhold(usize),
    Merge(usize, usize),
    Unmerge(usize),
    Split(usize, usize),
    Correct(usize),
    Note(usize),
    Redact(usize, usize),
    Wait,
}

pub(crate) fn doings() -> impl Strategy<Value = Vec<Doing>> {
    let n = || 0..1000_usize;
    let one = prop_oneof![
        6 => n().prop_map(Doing::Accept),
        2 => n().prop_map(Doing::Reject),
        2 => n().prop_map(Doing::Undo),
        5 => Just(Doing::Release),
        1 => n().prop_map(Doing::Open),
        1 => n().prop_map(Doing::Withhold),
        1 => (n(), n()).prop_map(|(a, b)| Doing::Merge(a, b)),
        1 => n().prop_map(Doing::Unmerge),
        1 => (n(), n()).prop_map(|(a, b)| Doing::Split(a, b)),
        1 => n().prop_map(Doing::Correct),
        1 => n().prop_map(Doing::Note),
        1 => (n(), n()).prop_map(|(a, b)| Doing::Redact(a, b)),
        1 => Just(Doing::Wait),
    ];
    prop::collection::vec(one, 1..6)
}

/// The one that a number tells.
fn one<T: Clone>(all: &[T], at: usize) -> Option<T> {
    all.get(at % all.len().max(1)).cloned()
}

fn system(number: usize) -> String {
    format!("Halcon {}", number % 5)
}

fn systems(desk: &Desk) -> Vec<EntityId> {
    let ask = register::public::Ask::all(Kind::System);
    let view = desk.register.publishable().unwrap();
    let rows = view.entities(&ask, register::public::Part::ALL).unwrap();
    rows.into_iter().map(|row| row.entity.id).collect()
}

/// Carries it out; what can't be done as things stand is left.
pub(crate) fn carry_out(desk: &mut Desk, layers: &Layers, doing: &Doing, hour: i64) {
    let in_state =
        |desk: &Desk, state, at: usize| -> Option<StatementId> { one(&desk.in_state(state), at) };
    desk.at(hour);
    let (ana, why) = (text("Ana"), text("looked again"));
    match doing {
        Doing::Accept(at) => {
            if let Some(id) = in_state(desk, State::Undecided, *at) {
                desk.accept(&[id]);
            }
        }
        Doing::Reject(at) => {
            if let Some(id) = in_state(desk, State::Accepted, *at) {
                desk.reject(id, "misread");
            }
        }
        Doing::Undo(at) => undo(desk, *at),
        Doing::Release => {
            desk.release();
        }
        Doing::Open(at) => show(desk, layers, *at, Visibility::Public),
        Doing::Withhold(at) => show(desk, layers, *at, Visibility::Withheld),
        Doing::Merge(from, into) => {
            let all = systems(desk);
            let (register, given) = desk.parts();
            if let (Some(from), Some(into)) = (one(&all, *from), one(&all, *into)) {
                register.merge(given, &ana, from, into, &why, None).unwrap();
            }
        }
        Doing::Unmerge(at) => {
            let all = merged(desk);
            let (register, given) = desk.parts();
            if let Some(entity) = one(&all, *at) {
                register.unmerge(given, &ana, entity, &why, None).unwrap();
            }
        }
        Doing::Split(at, to) => split(desk, layers, *at, *to),
        Doing::Correct(at) => {
            let facts = desk.register.publishable().unwrap().whole().unwrap().facts;
            let (register, given) = desk.parts();
            if let Some(fact) = one(&facts, *at) {
                let told = format!("It was said otherwise: {at}.").parse().unwrap();
                register.correct(given, &ana, &[fact.id], &told, &text("editor")).unwrap();
            }
        }
        Doing::Note(at) => {
            let on = Stream::Source(one(&layers.0, *at).unwrap().source());
            let (register, given) = desk.parts();
            register.note(given, &ana, on, &format!("Ask again: {at}.").parse().unwrap()).unwrap();
        }
        Doing::Redact(at, word) => {
            let layer = one(&layers.0, *at).unwrap();
            let words = ["Paper", "cameras", "Ojo", "Halcon", "bought"];
            let ranges = places(layer.text(), words[word % words.len()]);
            let (register, given) = desk.parts();
            register.redact(given, &ana, &layer, &ranges, &[], &why).unwrap();
        }
        Doing::Wait => {}
    }
}

fn undo(desk: &mut Desk, at: usize) {
    let filter = Filter { state: Some(State::Accepted), ..Filter::default() };
    let views = desk.register.statements(&filter).unwrap();
    let (register, given) = desk.parts();
    if let Some(view) = one(&views, at) {
        register.undo(given, &text("Ana"), view.statement.id(), view.version).unwrap();
    }
}

fn show(desk: &mut Desk, layers: &Layers, at: usize, to: Visibility) {
    let source = one(&layers.0, at).unwrap().source();
    let (register, given) = desk.parts();
    register.set_visibility(given, &text("Ana"), &[source], to).unwrap();
    register.retract_unpublishable(given, &text("Ana"), TODAY).unwrap();
}

/// Entities that were merged into another.
fn merged(desk: &Desk) -> Vec<EntityId> {
    let mut all = Vec::new();
    let view = desk.register.publishable().unwrap();
    view.each_moved("e-", |(from, _)| {
        all.push(from);
        Ok::<_, register::RegisterError>(())
    })
    .unwrap();
    all
}

/// One paper's system is another one: a new one, or one that is there.
fn split(desk: &mut Desk, layers: &Layers, at: usize, to: usize) {
    let number = at % layers.0.len();
    let mention = Mention { kind: Kind::System, name: text(&system(number)) };
    let source = layers.0[number].source();
    let moves = [Move { source, mention, from: None }];
    let there = one(&systems(desk), to).filter(|_| to.is_multiple_of(2));
    let new = Choice::New { kind: Kind::System, name: text(&format!("Azor {to}")) };
    let to = there.map_or(new, Choice::Entity);
    let (register, given) = desk.parts();
    register.bind(given, &text("Ana"), &moves, &to, &text("another one")).unwrap();
}
