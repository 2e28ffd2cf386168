//! The API is what its description says, and shows what is public and nothing else.

use std::collections::BTreeSet;

use crate::room::{BRUNO, INES, RITA, Room};
use crate::schema::check;
use serde_json::{Value, json};

fn json_at(room: &Room, path: &str, who: usize) -> Value {
    let text = room.page(path, who);
    assert!(text.contains("content-type: application/json\r\n"), "{path}: {text}");
    serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap()
}

/// What is wrong with an answer, by a schema of the description.
fn faults(description: &Value, schema: &Value, answer: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(description, schema, answer, "", &mut faults);
    faults
}

/// Holds an answer against what the description says of its path.
fn fits(description: &Value, path: &str, answer: &Value) {
    let described = &description["paths"][path]["get"]["responses"]["200"];
    let schema = &described["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{path} is not described");
    let faults = faults(description, schema, answer);
    assert!(faults.is_empty(), "{path}: {faults:?} in {answer}");
}

#[test]
fn what_is_described_is_served_and_what_is_served_is_described() {
    let room = Room::open();
    room.release();
    let description = json_at(&room, "/api/openapi.json", RITA);
    assert_eq!(description["openapi"], "3.1.0");
    let described: BTreeSet<&str> =
        description["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let table = desk::route_table();
    let served: BTreeSet<&str> =
        table.iter().map(|(_, path, _)| *path).filter(|path| path.starts_with("/api")).collect();
    assert_eq!(described, served);

    let vendors = json_at(&room, "/api/entities?kind=vendor", RITA);
    let entity = vendors["entities"][0]["entity"]["id"].as_str().unwrap();
    let fact = json_at(&room, "/api/facts", RITA)["facts"][0].clone();
    let (id, source) = (fact["id"].as_str().unwrap(), fact["source"].as_str().unwrap());
    for path in described {
        let with_id = match path {
            "/api/entities/{id}" => path.replace("{id}", entity),
            "/api/facts/{id}" => path.replace("{id}", id),
            "/api/sources/{id}" => path.replace("{id}", source),
            _ => path.to_owned(),
        };
        fits(&description, path, &json_at(&room, &with_id, RITA));
        // Each of its parameters is read.
        for parameter in description["paths"][path]["get"]["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let value = match name {
                "kind" => "vendor",
                "subject" | "names" => entity,
                "property" => fact["property"].as_str().unwrap(),
                "source" => source,
                "after" if path != "/api/changes" => id,
                "technology" => "iris",
                _ => "1",
            };
            if parameter["in"] == "query" {
                let answer = json_at(&room, &format!("{with_id}?{name}={value}"), RITA);
                fits(&description, path, &answer);
            }
        }
    }
}

#[test]
fn an_answer_that_is_not_as_described_is_found_out() {
    let room = Room::open();
    let description = json_at(&room, "/api/openapi.json", RITA);
    let schema = json!({ "$ref": "#/components/schemas/ApiChanges" });
    let right = json!({ "v": 1, "changes": [], "last": 0 });
    assert_eq!(faults(&description, &schema, &right), Vec::<String>::new());
    for wrong in [json!({ "v": 1, "changes": [] }), json!({ "v": 1, "changes": [3], "last": 0 })] {
        assert!(!faults(&description, &schema, &wrong).is_empty(), "{wrong}");
    }
}

#[test]
fn facts_come_a_stretch_at_a_time_and_all_of_them() {
    let room = Room::open();
    assert_eq!(json_at(&room, "/api", RITA)["facts"], 0, "nothing is released");
    room.release();
    let total = json_at(&room, "/api", RITA)["facts"].as_u64().unwrap();
    assert!(total > 3, "{total}");
    let (mut seen, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page = json_at(&room, &format!("/api/facts?limit=2&after={after}"), RITA);
        for fact in page["facts"].as_array().unwrap() {
            assert!(seen.insert(fact["id"].as_str().unwrap().to_owned()), "twice");
        }
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len() as u64, total);
    let changes = json_at(&room, "/api/changes?limit=2", RITA);
    assert_eq!(changes["changes"].as_array().unwrap().len(), 2);
    assert_eq!(changes["last"], 2);
    let rest = json_at(&room, "/api/changes?after=2", RITA);
    assert_eq!(rest["changes"][0]["number"], 3);
    assert_eq!(rest["last"], json_at(&room, "/api", RITA)["changes"]);
}

#[test]
fn what_is_said_of_one_thing_comes_a_stretch_at_a_time_and_all_of_it() {
    let room = Room::open();
    room.release();
    let all = json_at(&room, "/api/facts", RITA)["facts"].as_array().unwrap().clone();
    let shared = |key: &str| {
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        all.iter().for_each(|fact| *counts.entry(fact[key].as_str().unwrap()).or_default() += 1);
        let most = counts.into_iter().max_by_key(|(_, count)| *count).unwrap();
        assert!(most.1 > 1, "one {key} is that of several facts: {all:?}");
        most
    };
    for (path, key, listed) in
        [("/api/entities", "subject", "about"), ("/api/sources", "source", "facts")]
    {
        let (id, count) = shared(key);
        let whole = json_at(&room, &format!("{path}/{id}"), RITA);
        assert_eq!(whole[listed].as_array().unwrap().len(), count);
        assert!(whole["next"].is_null(), "nothing follows");
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let part = json_at(&room, &format!("{path}/{id}?limit=1&after={after}"), RITA);
            let facts = part[listed].as_array().unwrap();
            assert_eq!(facts.len(), 1, "a stretch has what was asked for, and none is empty");
            seen.extend(facts.iter().cloned());
            match part["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(&seen, whole[listed].as_array().unwrap());
        for wrong in ["limit=many", "after=x"] {
            assert_eq!(room.get(&format!("{path}/{id}?{wrong}"), RITA).0, 400, "{wrong}");
        }
    }
}

#[test]
fn what_is_not_public_is_not_in_the_api_whoever_asks() {
    let room = Room::open();
    room.release();
    for who in [INES, BRUNO, RITA] {
        for path in ["/api/entities?kind=vendor", "/api/facts", "/api/sources", "/api/changes"] {
            let text = room.page(path, who);
            for kept in ["Penumbra", "palm", "story-2"] {
                assert!(!text.contains(kept), "{path}: {text}");
            }
        }
        assert_eq!(room.get(&format!("/api/entities/{}", room.ids[2]), who).0, 404);
    }
    let wrong = [
        ("/api/entities?kind=person", 400),
        ("/api/facts?subject=x", 400),
        ("/api/facts?limit=many", 400),
        ("/api/changes?after=-1", 400),
        ("/api/facts/x", 404),
        ("/api/sources/src-00000000000000000000", 404),
        ("/api/nothing", 404),
    ];
    for (path, status) in wrong {
        assert_eq!(room.get(path, RITA).0, status, "{path}");
    }
}
