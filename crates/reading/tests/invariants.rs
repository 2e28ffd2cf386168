//! What holds for every text.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use codebook::{SourceMeta, Statement};
use proptest::prelude::*;
use reading::{Document, LONGEST_QUOTE, Rules, read};

fn statements(text: &str) -> Vec<Statement> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    let found = read(&Rules::new(), &Document { layer: &layer, meta: &meta });
    for statement in &found {
        for span in statement.parts().citation.spans() {
            assert_eq!(span.check(&layer), Ok(()));
        }
        assert!(statement.parts().citation.quote().range().len() <= LONGEST_QUOTE);
    }
    found
}

/// Pieces of which documents of the trade are made, and what stands between them.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "The Arden State Police",
        "la Secretaría de Seguridad de Brumas",
        "acquired",
        "adquirió",
        "facial recognition",
        "reconocimiento facial en tiempo real",
        "2,417,506 MXN",
        "$6.3M",
        "47 millones de pesos",
        "Rs. 3,47,000",
        "6.3.2032",
        "17 August, 2031",
        "5 de marzo de 2031",
        "in December",
        "finales de 2031",
        "contract",
        "LA/77/2031",
        "Gaze Works, S.A. de C.V.",
        "98.41 percent accurate",
        "error rate of 4%",
        "thousands of lamps",
        "más de 3.000 rostros",
        "did not",
        "no response",
        "NEC",
        "Sonora, Jalisco, and Puebla",
        "fingerprints",
        "the company claims",
        "Ley de Datos de Brumas",
        "https://arden.example/x",
        "a@b.example",
        "|",
        "\n\n",
        "\n",
        ". ",
        ", ",
        "? ",
        "* ",
        "<p>",
        "\u{301}",
        "“",
        "”",
        "   ",
        "1.º",
        "EE. UU.",
        "Ñ",
        "İ",
        "\u{0}",
        "ﬁ",
        "\"",
        "currency: USD",
        "id,title,buyer\n",
    ]);
    prop_oneof![4 => words.prop_map(str::to_owned), 1 => any::<String>()]
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_statement_stands_on_its_words_and_has_an_id_of_its_own(text in document()) {
        let found = statements(&text);
        let ids: HashSet<_> = found.iter().map(Statement::id).collect();
        prop_assert_eq!(ids.len(), found.len());
    }

    #[test]
    fn reading_twice_finds_the_same_in_text_order(text in document()) {
        let found = statements(&text);
        prop_assert_eq!(&found, &statements(&text));
        let starts: Vec<_> = found.iter().map(|s| s.parts().citation.quote().range().start).collect();
        prop_assert!(starts.is_sorted());
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        statements(&text);
    }

    #[test]
    fn what_follows_does_not_change_what_was_quoted(text in document()) {
        let text = format!("The Arden Police acquired facial recognition in 2031.\n\n{text}");
        let quotes = |text: &str| -> Vec<_> {
            statements(text).iter().map(|s| s.parts().citation.quote().range()).filter(|q| q.start == 0).collect()
        };
        let longer = format!("{text}\n\nThe weather in the hills was fine, and nobody stayed at home.");
        prop_assert_eq!(quotes(&text), quotes(&longer));
    }
}

#[test]
fn hostile_texts_are_read_in_the_time_of_their_length() {
    let started = std::time::Instant::now();
    for unit in [
        "1,",
        "9",
        "((((",
        "a ",
        "A ",
        "$1 ",
        "\n",
        "| ",
        "\"",
        "1.1.2031 ",
        "facial recognition ",
        "Arden, ",
        "X-1/2031 ",
        "](",
    ] {
        let text = format!("facial recognition {}", unit.repeat(100_000 / unit.len()));
        statements(&text);
    }
    // Generous, for slow machines and unoptimised builds: what is quadratic takes minutes.
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}
