//! Merging by the rules of OCDS: both ways agree, steps do not matter, and what the rules leave alone stays.

use std::collections::BTreeMap;
use std::path::Path;

use procurement::fuzzing::merges_agree;
use procurement::merge::merge;
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn real_releases_of_one_process_merge_alike_both_ways() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/procurement");
    if !path.is_dir() {
        println!("skipped: no real data beside this checkout");
        return;
    }
    let text = std::fs::read_to_string(path.join("releases.jsonl")).unwrap();
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in text.lines() {
        let release: Value = serde_json::from_str(line).unwrap();
        if release["tag"].to_string().contains("compiled") {
            continue;
        }
        groups.entry(release["ocid"].as_str().unwrap().to_owned()).or_default().push(line);
    }
    let several = groups.values().filter(|group| group.len() > 1);
    let (quick, all) = several
        .fold((0, 0), |(quick, all), group| (quick + u32::from(merges_agree(group)), all + 1));
    println!("{quick} of {all} groups merge as they were read");
    assert!(quick * 10 >= all * 9, "only {quick} of {all} groups merge quickly");
}

/// Releases as publishers write them, of few words, so that ids and places meet.
fn release() -> impl Strategy<Value = Value> {
    let id = prop_oneof![
        (0..3_u8).prop_map(|n| json!(n)),
        (0..3_u8).prop_map(|n| json!(n.to_string())),
    ];
    let text = || {
        prop_oneof![Just(json!("CCTV")), Just(json!("obra")), Just(json!("")), Just(Value::Null)]
    };
    let number =
        || prop_oneof![(0..9_i32).prop_map(|n| json!(n)), Just(json!("7.5")), Just(Value::Null)];
    let value = (number(), prop_oneof![Just("TAD"), Just("USD")])
        .prop_map(|(amount, currency)| json!({ "amount": amount, "currency": currency }));
    let supplier = id.clone().prop_map(|id| json!({ "id": id, "name": "Ojo Claro SA" }));
    let item = (id.clone(), text()).prop_map(|(id, text)| json!({ "id": id, "description": text }));
    let award = (
        id.clone(),
        proptest::option::of(text()),
        proptest::option::of(value.clone()),
        proptest::option::of(proptest::collection::vec(supplier, 0..3)),
        proptest::option::of(proptest::collection::vec(item.clone(), 0..3)),
    )
        .prop_map(|(id, title, value, suppliers, items)| {
            // Some publishers give no ids.
            let mut award = if id == json!(2) { json!({}) } else { json!({ "id": id }) };
            let parts = [
                ("title", title),
                ("value", value),
                ("suppliers", suppliers.map(Value::from)),
                ("items", items.map(Value::from)),
            ];
            for (name, part) in parts {
                if let Some(part) = part {
                    award[name] = part;
                }
            }
            award
        });
    let tender = (
        proptest::option::of(text()),
        proptest::option::of(value),
        proptest::collection::vec(item, 0..3),
        proptest::option::of(number()),
    )
        .prop_map(|(title, value, items, count)| {
            let mut tender = json!({ "items": items });
            for (name, part) in [("title", title), ("value", value), ("numberOfTenderers", count)] {
                if let Some(part) = part {
                    tender[name] = part;
                }
            }
            tender
        });
    (proptest::option::of(tender), proptest::option::of(proptest::collection::vec(award, 0..3)))
        .prop_map(|(tender, awards)| {
            let mut release = json!({ "ocid": "ocds-tar001-1", "tag": ["tender"] });
            if let Some(tender) = tender {
                release["tender"] = tender;
            }
            if let Some(awards) = awards {
                release["awards"] = Value::from(awards);
            }
            release
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn merging_what_was_read_is_merging_the_json(releases in proptest::collection::vec(release(), 1..5)) {
        let texts: Vec<String> = releases.iter().map(Value::to_string).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        merges_agree(&texts);
    }

    #[test]
    fn merging_in_steps_is_merging_at_once(releases in proptest::collection::vec(release(), 1..6), cut in 0..6_usize) {
        let (before, after) = releases.split_at(cut.min(releases.len()));
        let stepwise: Vec<Value> = std::iter::once(merge(before).value).chain(after.iter().cloned()).collect();
        prop_assert_eq!(merge(&stepwise).value, merge(&releases).value);
    }

    #[test]
    fn merging_the_same_again_changes_nothing(releases in proptest::collection::vec(release(), 1..4)) {
        let merged = merge(&releases).value;
        prop_assert_eq!(merge(std::slice::from_ref(&merged)).value, merged);
    }
}

#[test]
fn rules_of_merging() {
    let cases: [(&str, &[Value], Value); 11] = [
        ("the later one counts", &[json!({"a": 1}), json!({"a": 2})], json!({"a": 2})),
        ("null takes away", &[json!({"a": 1, "b": 2}), json!({"a": null})], json!({"b": 2})),
        (
            "objects merge field by field",
            &[json!({"t": {"a": 1, "b": 1}}), json!({"t": {"b": 2}})],
            json!({"t": {"a": 1, "b": 2}}),
        ),
        (
            "lists merge by id",
            &[
                json!({"l": [{"id": "x", "a": 1}]}),
                json!({"l": [{"id": "y"}, {"id": "x", "b": 2}]}),
            ],
            json!({"l": [{"id": "x", "a": 1, "b": 2}, {"id": "y"}]}),
        ),
        (
            "an id is the same as a number and as a string",
            &[json!({"l": [{"id": 7, "a": 1}]}), json!({"l": [{"id": "7", "b": 2}]})],
            json!({"l": [{"id": "7", "a": 1, "b": 2}]}),
        ),
        (
            "lists without ids are replaced",
            &[json!({"l": [1, 2]}), json!({"l": [3]})],
            json!({"l": [3]}),
        ),
        (
            "things without ids are added",
            &[json!({"l": [{"a": 1}]}), json!({"l": [{"a": 2}, {"id": "x"}]})],
            json!({"l": [{"a": 1}, {"a": 2}, {"id": "x"}]}),
        ),
        (
            "an empty list of things changes nothing",
            &[json!({"l": [{"a": 1}]}), json!({"l": []})],
            json!({"l": [{"a": 1}]}),
        ),
        (
            "changes have no ids and are replaced whole",
            &[json!({"changes": [{"a": 1}]}), json!({"changes": [{"a": 2}]})],
            json!({"changes": [{"a": 2}]}),
        ),
        (
            "suppliers are replaced whole",
            &[json!({"suppliers": [{"id": "x"}]}), json!({"suppliers": [{"id": "y"}]})],
            json!({"suppliers": [{"id": "y"}]}),
        ),
        (
            "a compiled one begins anew",
            &[json!({"a": 1, "b": 1}), json!({"tag": ["compiled"], "a": 2})],
            json!({"a": 2}),
        ),
    ];
    for (name, releases, expected) in cases {
        let mut merged = merge(releases).value;
        merged.as_object_mut().unwrap().remove("tag");
        assert_eq!(merged, expected, "{name}");
    }
}

#[test]
fn order_of_what_the_rule_leaves_apart_does_not_matter() {
    let (a, b) = (json!({"tender": {"title": "x"}}), json!({"buyer": {"name": "y"}}));
    assert_eq!(merge(&[a.clone(), b.clone()]).value, merge(&[b, a]).value);
}

#[test]
fn where_a_part_is_from_is_told_anew_when_it_was_taken_away() {
    let releases = [
        json!({"tender": {"title": "Obra"}}),
        json!({"tender": {"title": "Otra obra"}}),
        json!({"tender": null}),
        json!({"tender": {"title": "CCTV"}}),
    ];
    let merged = merge(&releases);
    assert_eq!(merged.value["tender"]["title"], "CCTV");
    assert_eq!(merged.origin("/tender/title"), Some((3, "/tender/title".to_owned())));
}
