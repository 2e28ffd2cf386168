use crate::language::Language;
use crate::sentences::sentences;

#[track_caller]
fn check(language: Language, text: &str, expected: &[&str]) {
    let found: Vec<&str> = sentences(text, language).into_iter().map(|s| &text[s.at]).collect();
    assert_eq!(found, expected);
}

#[test]
fn sentences_and_what_does_not_end_them() {
    use Language::{English, Spanish};
    check(English, "One thing. Another thing.", &["One thing.", "Another thing."]);
    check(
        English,
        "It cost approx. £7 million. It works.",
        &["It cost approx. £7 million.", "It works."],
    );
    check(English, "See No. 3 of the list. Then stop.", &["See No. 3 of the list.", "Then stop."]);
    check(
        Spanish,
        "Según la Res. 512 se compró. Fin de la nota.",
        &["Según la Res. 512 se compró.", "Fin de la nota."],
    );
    check(
        Spanish,
        "El 1.º de mayo empezó. Luego paró.",
        &["El 1.º de mayo empezó.", "Luego paró."],
    );
    check(
        Spanish,
        "Lo vendió Luz, S.A. de C.V. en mayo. Fue caro.",
        &["Lo vendió Luz, S.A. de C.V. en mayo.", "Fue caro."],
    );
    check(
        Spanish,
        "Vino de EE. UU. en mayo. Fue caro.",
        &["Vino de EE. UU. en mayo.", "Fue caro."],
    );
}

#[test]
fn blank_lines_and_list_items_bound_them() {
    check(Language::English, "A title\n\nSome words", &["A title", "Some words"]);
    check(Language::English, "* one item\n* two items", &["* one item", "* two items"]);
    check(
        Language::English,
        "1. first thing\n2. second thing",
        &["1. first thing", "2. second thing"],
    );
    check(Language::English, "a line\nthat goes on.", &["a line\nthat goes on."]);
}

#[test]
fn text_without_ends_is_cut() {
    let text = "word ".repeat(4000);
    let found = sentences(&text, Language::English);
    assert!(found.len() >= 13 && found.iter().all(|s| s.at.len() <= 1500));
    let glued = "x".repeat(20_000);
    assert!(sentences(&glued, Language::Spanish).iter().all(|s| s.at.len() <= 1500));
}
