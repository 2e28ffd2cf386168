//! How what a person types is read.

use proptest::prelude::*;
use search::{Query, fuzzing};

/// A query as it was read, a line a part.
fn read(typed: &str) -> String {
    let query = Query::parse(typed);
    let mut lines = vec![format!("> {typed}")];
    for clause in query.clauses() {
        let not = if clause.negated { "not " } else { "" };
        let field = clause.field.map_or("words", |field| field.as_str());
        lines.push(format!("  {not}{field} {:?}", clause.wanted));
    }
    lines.extend(query.notes().iter().map(|note| format!("  ! {note}")));
    lines.join("\n")
}

#[test]
fn queries_are_read_as_meant() {
    let typed = [
        "cámaras corporales",
        "\"reconocimiento facial\" -piloto",
        "agency:policía autoridad:\"Policía de Faro\"",
        "tecnología:iris technology:\"facial en vivo\"",
        "year:2031 año:2027..2029 year:2030-2028",
        "camar* a* *",
        "status:piloto situación:cancelado state:accepted",
        "property:monto kind:contrato -lugar:\"Puerto Lobo\"",
        "PA-0007/2031 10:30 https://faro.example/a",
        "colour:red technology:telescope year:soon agency:",
        "\"sin cerrar",
        "«entre comillas» “curly” -\"not this\"",
        "- -- : \" \"\" *",
        "source:3fa9c1",
    ];
    let all: Vec<String> = typed.iter().map(|typed| read(typed)).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_long_query_is_cut_and_said() {
    let query = Query::parse(&"faro ".repeat(5_000));
    assert_eq!(query.clauses().len(), 32);
    assert_eq!(query.notes().len(), 1);
}

#[test]
fn saved_inputs_of_the_fuzzer_keep_every_promise() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/search_query");
    let mut seen = 0;
    for entry in std::fs::read_dir(corpus).unwrap() {
        fuzzing::query(&std::fs::read(entry.unwrap().path()).unwrap());
        seen += 1;
    }
    assert!(seen > 0);
}

proptest! {
    #[test]
    fn anything_typed_is_a_query(typed in "\\PC{0,60}", text in "\\PC{0,200}") {
        fuzzing::query(format!("{typed}\u{c}{text}").as_bytes());
    }

    #[test]
    fn what_looks_like_a_query_is_one(
        parts in proptest::collection::vec("[-]?(agency|año|technology|x|)[:]?[\"«]?[a-zñ0-9*.]{0,6}[\"»]?", 0..8),
    ) {
        fuzzing::query(parts.join(" ").as_bytes());
    }
}
