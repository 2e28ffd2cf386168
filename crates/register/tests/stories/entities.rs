//! Entities that turn out to be one, or two.

use crate::support::{Desk, act, filled, ids, layer, moment, news, press, says, text};
use codebook::{EntityId, Kind, Mention, Property};
use proptest::prelude::*;
use register::{Choice, Move, Register, RegisterError};

/// A register with one accepted statement about each name, each from a source of its own.
fn with_names(kind: Kind, names: &[&str]) -> (Desk, Vec<EntityId>) {
    let mut desk = Desk::in_memory();
    let mut entities = Vec::new();
    for (nth, name) in names.iter().enumerate() {
        let words = format!("Nº {nth}: {name} is planned.");
        let layer = layer(&words);
        let statement =
            says(&layer, "is planned", (kind, name), Property::Purpose, "planned").statement();
        let id = statement.id();
        desk.add(act(&layer, &words, vec![statement]));
        desk.accept(&[id]);
        entities.push(desk.register.statement(&id.to_string()).unwrap().subject.unwrap());
    }
    (desk, entities)
}

#[test]
fn a_merge_leads_every_reader_to_one_and_can_be_taken_back() {
    let (mut desk, e) =
        with_names(Kind::System, &["Halcón network", "Vigía cameras", "Faro kiosks"]);
    desk.release();
    let before = desk.register.publishable().unwrap().whole().unwrap();
    desk.at(3);
    let (register, given) = desk.parts();
    let (ana, why) = (text("Ana"), text("the annex says so"));
    assert!(register.merge(given, &ana, e[1], e[0], &why, None).unwrap());
    assert!(!register.merge(given, &ana, e[1], e[0], &why, None).unwrap());
    assert!(
        register
            .merge(given, &ana, e[0], e[2], &why, Some(1))
            .unwrap_err()
            .to_string()
            .contains("version")
    );
    let version = register.entity(e[0], None).unwrap().unwrap().version;
    assert!(register.merge(given, &ana, e[0], e[2], &why, Some(version)).unwrap());
    let mut expected = vec![(e[0], e[2]), (e[1], e[2])];
    expected.sort();
    assert_eq!(register.redirects().unwrap(), expected);
    assert_eq!(register.facts_of(e[1], None).unwrap().len(), 3);
    let page = register.entity(e[1], None).unwrap().unwrap();
    assert_eq!((page.entity.id, page.merged.len(), page.about[0].1), (e[2], 2, 3));
    assert_eq!(register.find_entities("vigia", None, 5, None).unwrap()[0].id, e[2]);
    assert_eq!(register.entity_named(&e[0].to_string()).unwrap().id, e[2]);
    let public = register.publishable().unwrap().whole().unwrap();
    assert!(public.facts.iter().all(|fact| fact.subject == e[2]));
    assert_eq!((public.entities.len(), public.as_of), (1, moment(3)));
    desk.holds();

    let (register, given) = desk.parts();
    assert!(register.unmerge(given, &ana, e[0], &why, None).unwrap());
    assert_eq!(register.redirects().unwrap(), [(e[1], e[0])], "what it had taken in stays with it");
    assert!(register.unmerge(given, &ana, e[1], &why, None).unwrap());
    assert!(!register.unmerge(given, &ana, e[1], &why, None).unwrap());
    let after = register.publishable().unwrap().whole().unwrap();
    assert_eq!((after.facts, after.entities), (before.facts, before.entities));
    desk.holds();
}

#[test]
fn only_one_kind_merges() {
    let mut desk = filled(Register::in_memory().unwrap());
    let of = |register: &Register, text| register.find_entities(text, None, 1, None).unwrap()[0].id;
    let (system, vendor) = (of(&desk.register, "halcon"), of(&desk.register, "ojo"));
    let (register, given) = desk.parts();
    let refused = register.merge(given, &text("Ana"), system, vendor, &text("no"), None);
    assert!(matches!(refused, Err(RegisterError::OtherKind { .. })));
    let stranger = "e-00000000000000000000".parse().unwrap();
    assert!(register.merge(given, &text("Ana"), system, stranger, &text("no"), None).is_err());
}

#[test]
fn a_split_moves_mentions_and_is_taken_back_by_binding() {
    let mut desk = filled(Register::in_memory().unwrap());
    desk.release();
    let halcon = desk.register.find_entities("halcon", None, 1, None).unwrap()[0].id;
    let mention = Mention { kind: Kind::System, name: text("Halcón network") };
    let mentions = [(press().source, mention.clone())];
    let to = Choice::New { kind: Kind::System, name: text("Halcón network") };
    let (ana, why) = (text("Ana"), text("another city's"));
    let (register, given) = desk.parts();
    let split = register.split(given, &ana, halcon, &mentions, &to, &why).unwrap();
    let other = split.entity.unwrap();
    assert!(other != halcon && split.bound == 1);
    assert_eq!(register.facts_of(other, None).unwrap().len(), 2);
    assert_eq!(register.facts_of(halcon, None).unwrap().len(), 2);
    let public = register.publishable().unwrap().whole().unwrap();
    assert_eq!(public.facts.iter().filter(|fact| fact.subject == other).count(), 2);
    let head = register.head().unwrap();
    let again = register.split(given, &ana, halcon, &mentions, &to, &why).unwrap();
    assert_eq!((again.bound, again.unchanged, again.entity), (0, 1, Some(other)));
    assert_eq!(register.head().unwrap(), head);

    // Somebody else who still sees it where it was is told.
    let late = Move { source: press().source, mention: mention.clone(), from: Some(halcon) };
    let vigia = Choice::New { kind: Kind::System, name: text("Vigía") };
    let refused = register.bind(given, &text("Berta"), &[late], &vigia, &why);
    assert!(matches!(refused, Err(RegisterError::Elsewhere { .. })), "{refused:?}");
    let back = Move { source: press().source, mention, from: Some(other) };
    register.bind(given, &ana, &[back], &Choice::Entity(halcon), &why).unwrap();
    assert_eq!(register.facts_of(halcon, None).unwrap().len(), 4);
    let nobody = Mention { kind: Kind::System, name: text("Faro") };
    let stray = Move { source: news().source, mention: nobody, from: None };
    let refused = register.bind(given, &ana, &[stray], &Choice::Entity(halcon), &why);
    assert!(matches!(refused, Err(RegisterError::NotMentioned { .. })));
    desk.holds();
}

#[test]
fn a_person_chooses_who_is_meant_when_accepting() {
    let mut desk = Desk::in_memory();
    let news = news();
    let all = ids(&news);
    desk.add(news);
    let (register, given) = desk.parts();
    let name = |kind, name| Some(Choice::New { kind, name: text(name) });
    let judgement = |id| register::Judgement {
        subject: name(Kind::Contract, "Contract of the cameras"),
        ..register::Judgement::new(id, codebook::Verdict::Accepted, text("Ana"))
    };
    let names = name(Kind::Vendor, "Ojo Claro, S.A.");
    let with_vendor = register::Judgement { names, ..judgement(all[2]) };
    let outcome = register.decide(given, vec![judgement(all[1]), with_vendor.clone()]).unwrap();
    assert_eq!((outcome.entities, outcome.bound), (2, 2));
    let view = register.statement(&all[2].to_string()).unwrap();
    let called = |id: EntityId| register.entity(id, None).unwrap().unwrap().entity.name;
    assert_eq!(called(view.subject.unwrap()), text("Contract of the cameras"));
    assert_eq!(called(view.names.unwrap()), text("Ojo Claro, S.A."));
    assert_eq!(register.decide(given, vec![with_vendor]).unwrap().unchanged, 1);
    let nothing = register::Judgement { names: name(Kind::Vendor, "Ojo"), ..judgement(all[0]) };
    let nothing = register::Judgement { subject: None, ..nothing };
    assert!(matches!(register.decide(given, vec![nothing]), Err(RegisterError::NamesNothing(_))));
    desk.holds();
}

#[test]
fn aliases_find_an_entity_until_they_are_taken_away() {
    let (mut desk, e) = with_names(Kind::Agency, &["Secretaría de Vigilancia de Tarandía"]);
    let (register, given) = desk.parts();
    let (ana, alias) = (text("Ana"), text("SVT"));
    assert!(register.add_alias(given, &ana, e[0], &alias).unwrap());
    assert!(!register.add_alias(given, &ana, e[0], &text("svt")).unwrap());
    assert!(
        !register
            .add_alias(given, &ana, e[0], &text("secretaria de vigilancia de tarandia"))
            .unwrap()
    );
    assert_eq!(register.find_entities("svt", None, 5, None).unwrap()[0].id, e[0]);
    assert_eq!(register.entity(e[0], None).unwrap().unwrap().aliases, std::slice::from_ref(&alias));
    assert!(register.remove_alias(given, &ana, e[0], &alias).unwrap());
    assert!(!register.remove_alias(given, &ana, e[0], &alias).unwrap());
    assert!(register.find_entities("svt", None, 5, None).unwrap().is_empty());
    assert!(register.find_entities("...", None, 5, None).unwrap().is_empty());
    desk.holds();
}

#[test]
fn names_that_may_be_one_are_suggested_and_vetoes_hold() {
    let names = [
        "Policía Municipal de Valdoria",
        "Policia Munisipal de Valdoria",
        "Policía Municipal de Brumeda",
        "Distrito Escolar 12 de Valdoria",
        "Distrito Escolar 21 de Valdoria",
        "PMV",
        "Valdoria Police Department",
        "Police Department of Valdoria",
    ];
    let (desk, e) = with_names(Kind::Agency, &names);
    let suggested: Vec<(&str, &str)> = desk
        .register
        .alike(10, None)
        .unwrap()
        .iter()
        .map(|pair| {
            let place = |id| names[e.iter().position(|one| *one == id).unwrap()];
            let (a, b) = (place(pair.a.id), place(pair.b.id));
            (a.min(b), a.max(b))
        })
        .collect();
    let police = ("Police Department of Valdoria", "Valdoria Police Department");
    assert_eq!(suggested, [police, (names[1], names[0])]);
    assert_eq!(desk.register.alike(1, None).unwrap().len(), 1);
    let to = desk.register.alike_to(e[0], 5, None).unwrap();
    assert_eq!(to.len(), 1);
    assert!([to[0].a.id, to[0].b.id].contains(&e[1]));
    assert!(desk.register.alike_to(e[5], 5, None).unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// However entities are merged, those merged together have one root, the others another; and taken
    /// back in reverse, everything is as before.
    #[test]
    fn merging_joins_and_unmerging_parts(pairs in prop::collection::vec((0_usize..5, 0_usize..5), 1..7)) {
        let (mut desk, e) = with_names(Kind::System, &["Alba", "Bruma", "Cima", "Duna", "Estela"]);
        let mut leader: Vec<usize> = (0..5).collect();
        let (ana, why) = (text("Ana"), text("so"));
        let mut merged = Vec::new();
        for (a, b) in pairs {
            let (register, given) = desk.parts();
            let (from, into) = (leader[a], leader[b]);
            prop_assert_eq!(register.merge(given, &ana, e[a], e[b], &why, None).unwrap(), from != into);
            if from != into {
                merged.push(e[from]);
                leader.iter_mut().filter(|one| **one == from).for_each(|one| *one = into);
            }
        }
        for nth in 0..5 {
            let page = desk.register.entity(e[nth], None).unwrap().unwrap();
            prop_assert_eq!(page.entity.id, e[leader[nth]]);
        }
        desk.holds();
        for entity in merged.into_iter().rev() {
            let (register, given) = desk.parts();
            prop_assert!(register.unmerge(given, &ana, entity, &why, None).unwrap());
        }
        prop_assert!(desk.register.redirects().unwrap().is_empty());
        prop_assert_eq!(desk.register.entities().unwrap().len(), 5);
        desk.holds();
    }
}
