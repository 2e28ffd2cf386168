//! What is weighed: proposed beside the rules, on its words, with what decided.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::SourceMeta;
use reading::{Document, Explained, Rules, explain, propose};

fn read(text: &str) -> Vec<Explained> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    let document = Document { layer: &layer, meta: &meta };
    explain(propose(&Rules::new(), &document), &document)
}

/// Fictional: the country Tarandía, its towns and its companies.
const TEXTS: &[&str] = &[
    "The Brumas Police tested facial recognition cameras at the harbour last year. The system, which the town \
     council of Brumas wants for finding missing persons, has not yet been audited. It matches faces against \
     the national register of vehicles and a database of wanted people. Officials of the Ministry of Works told \
     the council that the cameras could be shared with the Coast Guard.",
    "La Policía de Arden probó cámaras de reconocimiento facial en el puerto. El sistema, que la Secretaría de \
     Obras quiere para la búsqueda de personas desaparecidas, no ha sido auditado. Se cruza con la base de datos \
     de la Fiscalía de Arden y con el padrón electoral. La dependencia carece de una evaluación de impacto y el \
     proyecto está detenido por falta de presupuesto.",
];

#[test]
fn what_is_weighed_says_what_decided_and_stands_on_its_words() {
    let mut weighed = 0;
    for text in TEXTS {
        for one in read(text) {
            let parts = one.statement.parts();
            assert_eq!(one.rule.starts_with("weigh/"), !one.because.is_empty(), "{}", one.rule);
            weighed += usize::from(!one.because.is_empty());
            let quote = parts.citation.quote().range();
            assert_eq!(text.get(quote), Some(parts.citation.quote().quote()));
        }
    }
    assert!(weighed > 0, "nothing was weighed that no rule had found");
}

#[test]
fn a_person_is_no_value_of_what_is_weighed() {
    let text = "The Brumas Police bought facial recognition from Juana Pérez Gómez. According to Juana Pérez \
                Gómez, the system was tested by Pedro Gómez Ruiz. The footage was shared with Juana Pérez Gómez.";
    for one in read(text) {
        let parts = one.statement.parts();
        assert!(!reading::names_somebody(&parts.value.to_string()), "{}", parts.value);
        assert!(!reading::names_somebody(parts.subject.name.as_str()), "{}", parts.subject.name);
    }
}
