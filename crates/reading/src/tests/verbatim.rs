use crate::verbatim::{Verbatim, are_same};

/// What is found, as it stands in the text.
fn found<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
    Verbatim::new(text, 0).find(quote).map(|at| &text[at])
}

#[test]
fn what_copying_changes_is_found_where_it_stands() {
    for (text, quote, stands) in [
        ("The Arden Police paid.", "Arden Police", "Arden Police"),
        ("The Arden\n   Police paid.", "Arden Police", "Arden\n   Police"),
        ("Arden\u{a0}Police", "Arden Police", "Arden\u{a0}Police"),
        ("Arden Police", "  Arden\tPolice\n", "Arden Police"),
        ("recono-\ncimiento facial", "reconocimiento facial", "recono-\ncimiento facial"),
        ("recono-\ncimiento facial", "recono-cimiento facial", "recono-\ncimiento facial"),
        ("recono-\ncimiento facial", "recono- cimiento facial", "recono-\ncimiento facial"),
        ("recono-\ncimiento facial", "recono-\ncimiento facial", "recono-\ncimiento facial"),
        ("a body-\nworn camera", "body-worn camera", "body-\nworn camera"),
        ("re\u{ad}conocimiento", "reconocimiento", "re\u{ad}conocimiento"),
        ("an oﬃce of ﬁngerprints", "office of fingerprints", "oﬃce of ﬁngerprints"),
        ("the “safe city” plan", "\"safe city\"", "“safe city”"),
        ("the «safe city» plan", "“safe city”", "«safe city»"),
        ("the mayor’s office", "mayor's office", "mayor’s office"),
        ("la Secretaría de Seguridad", "Secretaría de Seguridad", "Secretaría de Seguridad"),
    ] {
        assert_eq!(found(text, quote), Some(stands), "{quote:?} in {text:?}");
        assert!(are_same(stands, quote), "{quote:?}");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    for (text, quote) in [
        ("The Arden Police paid.", "Arden police"),
        ("The Arden Police paid.", "Arden Police bought"),
        ("la Secretaría", "la Secretaria"),
        ("paid 48.2 million", "paid 48"),
        ("paid 48.2 million", "2 million"),
        ("paid 1,200", "200"),
        ("paid 4,519 EUR", "paid 4519 EUR"),
        ("party of art", "par"),
        ("pre- and post-event", "preand post-event"),
        ("well-known", "wellknown"),
        ("well\nknown", "wellknown"),
        ("2030-\n2031", "20302031"),
        ("one – two", "one - two"),
        ("first\n\nsecond-\n\nthird", "secondthird"),
        ("oﬃce", "of"),
        ("anything", ""),
        ("", "anything"),
    ] {
        assert_eq!(found(text, quote), None, "{quote:?} in {text:?}");
    }
}

#[test]
fn places_count_from_the_base() {
    assert_eq!(Verbatim::new("ñ Arden", 10).find("Arden"), Some(13..18));
}
