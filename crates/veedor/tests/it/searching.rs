//! Searching, as a person does it at the command line.

use crate::support::{DEMO, Desk};

#[test]
fn words_and_fields_find_facts_and_the_places_of_words() {
    let desk = Desk::new();
    desk.ok(&["add", DEMO]);
    let found = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&desk.ok(&[&["search", "--json"], arguments].concat())).unwrap()
    };
    let all = found(&["reconocimiento", "facial"]);
    assert!(all["texts_total"].as_u64().unwrap() > 0, "{all}");
    let hit = &all["texts"][0];
    let (text, marks) = (hit["snippet"]["text"].as_str().unwrap(), &hit["snippet"]["marks"]);
    let at = |n: usize| usize::try_from(marks[0][n].as_u64().unwrap()).unwrap();
    assert!(text[at(0)..at(1)].to_lowercase().starts_with("recono"), "{hit}");
    let facts = found(&["--facts", "technology:facial"]);
    assert!(facts["facts_total"].as_u64().unwrap() > 0);
    assert_eq!(facts["texts_total"], 0);
    // What was purged is gone before the command says so.
    let source = hit["source"].as_str().unwrap();
    let count = all["texts_total"].as_u64().unwrap();
    desk.ok(&["purge", source, "--order", "a court's", "--by", "Inés"]);
    let index = desk.dossier().join("index");
    assert!(!crate::support::any_file_holds(&index, source));
    assert!(found(&["reconocimiento", "facial"])["texts_total"].as_u64().unwrap() < count);
    desk.ok(&["verify"]);
    let plain = desk.ok(&["search", "--limit", "1", "reconocimiento"]);
    assert!(plain.contains("passages") && plain.contains("[reconocimiento]"), "{plain}");
}
