//! What is weighed: proposed beside the rules, on its words, with what decided.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::{Property, SourceMeta};
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

/// What of a text is weighed as a value of a property.
fn weighed(text: &str, property: Property) -> Vec<&str> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    let all = reading::fuzzing::weighed(&Document { layer: &layer, meta: &meta });
    let own = all.into_iter().filter(|one| one.property == property);
    own.filter_map(|one| text.get(one.at)).collect()
}

#[test]
fn kinds_of_things_and_verbs_are_mentions_though_nothing_is_named() {
    for (text, property, words) in [
        (
            "Facial recognition images were shared with other federal agencies.",
            Property::DataSharedWith,
            "other federal agencies",
        ),
        (
            "The facial recognition system sends alerts to tribal, state and local police forces.",
            Property::DataSharedWith,
            "tribal, state and local police forces",
        ),
        (
            "El reconocimiento facial se comparte con las autoridades locales de Brumas.",
            Property::DataSharedWith,
            "autoridades locales",
        ),
        (
            "Facial recognition compares faces with driving licence photographs.",
            Property::DatabaseConnected,
            "driving licence photographs",
        ),
        (
            "Last year Brumas abandoned the facial recognition trial.",
            Property::Status,
            "abandoned the facial recognition trial",
        ),
        (
            "El Ayuntamiento de Brumas instaló reconocimiento facial en el puerto.",
            Property::Status,
            "instaló reconocimiento facial en el puerto",
        ),
    ] {
        let found = weighed(text, property);
        assert!(found.contains(&words), "{words}: {found:?}");
    }
}

#[test]
fn verbs_and_kinds_of_things_take_nobody_along() {
    for (text, property) in [
        ("Brumas Police tested facial recognition, suspended Xochitl Wrzeszcz.", Property::Status),
        (
            "La Policía de Brumas instaló reconocimiento facial, sancionó Wrzeszcz Xochitl.",
            Property::Status,
        ),
        ("Facial recognition is shared with Xochitl Wrzeszcz agencies.", Property::DataSharedWith),
        ("Facial recognition uses Xochitl Wrzeszcz photographs.", Property::DatabaseConnected),
    ] {
        let found = weighed(text, property);
        assert!(found.iter().all(|words| !words.contains("Wrzeszcz")), "{found:?}");
    }
}

#[test]
fn an_aim_needs_no_word_that_leads_to_it() {
    for (text, words) in [
        ("El objetivo del reconocimiento facial es reducir las colas.", "reducir las colas"),
        (
            "El reconocimiento facial agilizará el embarque y facilitará la salida.",
            "facilitará la salida",
        ),
        ("Facial recognition was bought to make travel easier.", "to make travel easier"),
        (
            "Facial recognition helps it in tracking lost luggage.",
            "helps it in tracking lost luggage",
        ),
    ] {
        let found = weighed(text, Property::Purpose);
        assert!(found.contains(&words), "{words}: {found:?}");
    }
    let found = weighed(
        "Facial recognition helps in finding lost bags, identifying Xochitl Wrzeszcz.",
        Property::Purpose,
    );
    assert!(found.iter().all(|words| !words.contains("Wrzeszcz")), "{found:?}");
}

#[test]
fn a_body_may_be_where_something_stands() {
    let found = weighed("Facial recognition runs at Brumas Central Hospital.", Property::Place);
    assert!(found.contains(&"Brumas Central Hospital"), "{found:?}");
    let found =
        weighed("Facial recognition runs at Brumas County Police Department.", Property::Place);
    assert!(!found.iter().any(|words| words.ends_with("Department")), "{found:?}");
}

#[test]
fn what_a_department_is_for_is_its_short_name() {
    let text =
        "The Department of Home Works bought cameras. Home Works runs facial recognition there.";
    assert!(weighed(text, Property::Buyer).contains(&"Home Works"));
    // Nobody goes by what a department is for, and nothing does that the document has not named so.
    let text = "Home Works runs facial recognition. Xochitl Wrzeszcz runs it.";
    assert!(!weighed(text, Property::Buyer).contains(&"Home Works"));
    let text =
        "The Office of Xochitl Wrzeszcz bought facial recognition. Xochitl Wrzeszcz runs it.";
    assert!(!weighed(text, Property::Buyer).contains(&"Xochitl Wrzeszcz"));
}

#[test]
fn money_that_buys_nothing_is_not_weighed() {
    let text = "La Policía de Arden usa el reconocimiento facial de Cerberon desde 2031. Dieciséis candidatos a la \
                alcaldía recaudaron más de $6.6 millones, mientras que otros grupos gastaron $3.6 millones.";
    let amount =
        read(text).into_iter().find(|found| found.statement.parts().property == Property::Amount);
    assert!(amount.is_none(), "{amount:?}");
}
