//! What is found, and where it is said to stand.

use proptest::prelude::*;
use search::Field;

use crate::support::Dossier;

const SPANISH: &str = "La Policía de Puerto Lobo instaló cámaras de reconocimiento facial en el mercado.\n\n\
    Las identificaciones fallaron.\n";
const ENGLISH: &str = "The Faro City Council bought mobile fingerprint readers from Lumbrera Sistemas, S.A. de C.V. in 2031.\n\n\
    Contract PA-0007/2031 was awarded for 4 million Mexican pesos.\n";

#[test]
fn words_are_found_in_any_form_in_both_languages() {
    let dossier = Dossier::of(&[SPANISH, ENGLISH]);
    let cases: &[(&str, &[usize])] = &[
        ("camara", &[0]),
        ("CÁMARAS", &[0]),
        ("cámara facial", &[0]),
        ("identificación", &[0]),
        ("identificacion", &[0]),
        ("instalar", &[0]),
        ("reader", &[1]),
        ("buying reader", &[]),
        ("awarding", &[1]),
        ("\"reconocimiento facial\"", &[0]),
        ("\"facial reconocimiento\"", &[]),
        ("fingerpr*", &[1]),
        ("recono*", &[0]),
        ("PA-0007/2031", &[1]),
        ("PA-0007/2030", &[]),
        ("policia -mercado", &[]),
        ("mercado -council", &[0]),
        ("council -mercado", &[1]),
        ("source:\"Document 1\"", &[1]),
        ("fuente:\"document 0\" cámaras", &[0]),
        ("las cámaras del mercado", &[0]),
        ("nothing", &[]),
    ];
    for (typed, expected) in cases {
        let expected: Vec<String> =
            expected.iter().map(|number| format!("Document {number}")).collect();
        assert_eq!(dossier.titles(typed), expected, "{typed}");
    }
}

#[test]
fn facts_are_found_by_their_fields_and_counted() {
    let mut dossier = Dossier::of(&[SPANISH, ENGLISH]);
    let all = dossier.find("");
    assert!(all.facts_total > 3, "{all:?}");
    let technology = dossier.find("technology:mobile_fingerprint");
    assert!(technology.facts_total > 0);
    assert!(technology.facts_total < all.facts_total);
    // What is narrower is found under what is broader, and by words for it in either language.
    let same = ["technology:fingerprint", "tecnologia:\"huella dactilar\"", "tecnología:huellas"];
    for typed in same {
        assert_eq!(dossier.find(typed).facts_total, technology.facts_total, "{typed}");
    }
    let facet = technology.facets.iter().find(|facet| facet.field == Field::Technology).unwrap();
    let counted = facet.values.iter().find(|one| one.value == "mobile_fingerprint").unwrap();
    assert_eq!(counted.count, technology.facts_total);
    // Texts are found by fields too: through the facts of their source.
    assert_eq!(dossier.titles("technology:fingerprint"), ["Document 1"]);
    assert_eq!(dossier.titles("-technology:fingerprint"), ["Document 0"]);
    assert_eq!(dossier.find("state:accepted").facts_total, 0);
    dossier.accept_all();
    dossier.follow();
    assert_eq!(dossier.find("estado:aceptado").facts_total, all.facts_total);
    assert_eq!(dossier.find("state:undecided").facts_total, 0);
    let vendor = dossier.find("vendor:lumbrera");
    assert!(vendor.facts_total > 0);
    assert!(
        vendor
            .facts
            .iter()
            .all(|hit| dossier.register.statement(&hit.statement.to_string()).is_ok())
    );
}

#[test]
fn identifiers_of_persons_are_neither_found_nor_shown() {
    let words = "Firmó el contrato de las cámaras: CURP GOMC800101HDFRRL09, correo ana.prueba@faro.example.\n";
    let dossier = Dossier::of(&[words]);
    for typed in ["GOMC800101HDFRRL09", "ana.prueba@faro.example", "prueba", "gomc*"] {
        assert_eq!(dossier.find(typed).texts_total, 0, "{typed}");
    }
    let found = dossier.find("contrato cámaras");
    assert_eq!(found.texts_total, 1);
    let shown = &found.texts[0].snippet.text;
    assert!(!shown.contains("GOMC") && !shown.contains("prueba"), "{shown}");
    assert!(!crate::support::holds(&dossier.path().join("index"), "gomc800101hdfrrl09"));
}

#[test]
fn a_long_text_is_cut_into_passages_that_open_at_the_words() {
    let filler = "Otra línea del acta que no dice nada nuevo sobre el asunto. ".repeat(3_000);
    let words = format!("{filler}\n\nAquí está la brújula perdida.\n\n{filler}");
    let dossier = Dossier::of(&[&words]);
    let found = dossier.find("brujulas");
    assert_eq!(found.texts_total, 1);
    let hit = &found.texts[0];
    assert_eq!(&words[hit.matches[0].clone()], "brújula");
    assert_eq!(&words[hit.range.clone()], hit.snippet.text);
    assert!(hit.snippet.text.len() < 500);
    assert!(hit.snippet.cut_before || hit.snippet.cut_after);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Every range that is handed out is the words that were looked for, exactly.
    #[test]
    fn ranges_are_the_words(
        parts in proptest::collection::vec("[ áÉñüa-z.\n]{0,40}", 1..6),
        word in "[a-z]{5,9}",
        ending in prop::sample::select(vec!["", "s", "es"]),
    ) {
        let folded = codebook::fold::fold(&word);
        let accented = word.replace('a', "á").replace('o', "Ó");
        let words = parts.join(&format!(" {accented}{ending}, "));
        prop_assume!(!words.trim().is_empty());
        let mut dossier = Dossier::new();
        dossier.add("One", &format!("x {words}"));
        dossier.follow();
        let words = format!("x {words}");
        let found = dossier.find(&format!("{word}*"));
        let expected = codebook::fold::fold_name(&words).split(' ').filter(|one| one.starts_with(&folded)).count();
        let matches: usize = found.texts.iter().map(|hit| hit.matches.len()).sum();
        prop_assert_eq!(matches, expected);
        for hit in &found.texts {
            prop_assert_eq!(&words[hit.range.clone()], hit.snippet.text.as_str());
            for at in &hit.matches {
                prop_assert!(codebook::fold::fold(&words[at.clone()]).starts_with(&folded));
            }
            for mark in &hit.snippet.marks {
                let marked = codebook::fold::fold(&hit.snippet.text[mark.clone()]);
                prop_assert!(marked.starts_with(&folded));
            }
        }
    }
}
