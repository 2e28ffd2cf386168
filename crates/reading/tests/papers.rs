//! Papers that speak of themselves: laws, rulings, decisions, contracts and tenders, in our own words about places and
//! bodies that do not exist.

use codebook::Property;
use reading::fuzzing::statements;

/// The subjects of what is said of `property`.
fn subjects(text: &str, property: Property) -> Vec<String> {
    let found = statements(text);
    let of = found.iter().filter(|statement| statement.parts().property == property);
    of.map(|statement| statement.parts().subject.name.to_string()).collect()
}

/// Each value that a text is found to give a property, with its subject.
fn said(text: &str, property: Property) -> Vec<(String, String)> {
    let found = statements(text);
    let of = found.iter().filter(|statement| statement.parts().property == property);
    of.map(|s| (s.parts().subject.name.to_string(), s.parts().value.to_string())).collect()
}

const DECISION: &str = "# Faro Data Office (Tarandía) - 07/XYZ/2031\n\n**Authority:** Faro Data Office\n\n\
**Decided:** 9 December 2031\n\n**Fine:** €50,000\n\nThe Faro Data Office fined Weald Harbour Council \
€50,000. The Faro Data Office found that Weald Harbour Council had no lawful basis for its facial recognition. It \
imposed a ban on the processing of data with facial recognition.\n";

#[test]
fn a_decision_is_what_it_decides_by() {
    for (property, subject) in [
        (Property::Amount, "07/XYZ/2031"),
        (Property::AwardDate, "07/XYZ/2031"),
        (Property::Ban, "07/XYZ/2031"),
        (Property::UsesTechnology, "Weald Harbour Council facial recognition"),
    ] {
        let found = subjects(DECISION, property);
        assert!(found.iter().any(|name| name == subject), "{property}: {found:?}");
    }
    let whose = subjects(DECISION, Property::UsesTechnology);
    assert!(!whose.iter().any(|name| name.contains("Data Office")), "{whose:?}");
}

#[test]
fn a_law_speaks_of_itself() {
    for (title, law, number) in [
        (
            "titulo: Ley Orgánica 4/2031, por la que se regula la videovigilancia",
            "Ley Orgánica 4/2031",
            "4/2031",
        ),
        (
            "# Ordenanza 712/2030: reconocimiento facial en los muelles",
            "Ordenanza 712/2030",
            "712/2030",
        ),
    ] {
        let text = format!(
            "{title}\n\n## Artículo 1. Objeto\n\nSe regula el uso de reconocimiento facial en los muelles.\n\n\
             ## Artículo 2. Prohibiciones\n\nSe prohíbe el reconocimiento facial en las escuelas.\n"
        );
        for property in [Property::UsesTechnology, Property::Ban] {
            let found = subjects(&text, property);
            assert!(!found.is_empty() && found.iter().all(|name| name.contains(law)), "{found:?}");
        }
        let numbers = statements(&text);
        assert!(numbers.iter().any(|statement| {
            statement.parts().property == Property::ContractId
                && statement.parts().value.to_string() == number
        }));
    }
    // A story about a law is not its text.
    let story = "# Ley 4/2031: qué cambia\n\nLa Policía de Brumas usa reconocimiento facial en el puerto.\n";
    let found = subjects(story, Property::UsesTechnology);
    assert!(found.iter().all(|name| !name.contains("4/2031")), "{found:?}");
}

#[test]
fn a_ruling_goes_by_its_court_and_never_by_a_judges_name() {
    for (text, subject, date) in [
        (
            "El reconocimiento facial cayó. La sentencia de la jueza Roe (7 sep. 2032) lo anuló.",
            "sentencia de la jueza",
            "2032-09-07",
        ),
        (
            "El reconocimiento facial paró por la medida cautelar del juez Roe (abr. 2032).",
            "medida cautelar del juez",
            "2032-04",
        ),
        (
            "# Register\n\ntitle: 'Port Face Recognition Ban Ordinance',\n\ndate: '2031-05-14',\n\nIt \
             bans facial recognition.",
            "Port Face Recognition Ban Ordinance",
            "2031-05-14",
        ),
    ] {
        let found = said(text, Property::AwardDate);
        let wanted = (subject.to_owned(), date.to_owned());
        assert!(found.contains(&wanted), "{wanted:?} is not in {found:?}");
    }
}

#[test]
fn a_contracts_text_and_a_tender_speak_of_themselves() {
    let contract = "# Port Services Agreement\n\nThis Port Services Agreement is entered into by and between \
                    Vell Group, Inc. and Customer on this the 22 day of September 2033.\n\nThe cameras use \
                    facial recognition.\n\nThe term of this agreement is 2 years.\n";
    for property in [Property::UsesTechnology, Property::Supplier] {
        let found = subjects(contract, property);
        assert!(
            found.iter().any(|name| name == "Vell Port Services Agreement"),
            "{property}: {found:?}"
        );
    }
    let tender = "The ministry issued tender No. FRS-12/2031 for facial recognition. It had a long life.\n\n\
                  A port is quiet. Gulls were seen.\n\nThe facial recognition tender was cancelled in May.\n";
    let found = said(tender, Property::Status);
    assert!(found.contains(&("FRS-12/2031".to_owned(), "cancelled".to_owned())), "{found:?}");
}

#[test]
fn a_numbered_purchase_ends_where_another_body_buys() {
    let scan = "Contract notice FRS-12/2031\n\nThe Arden Police bought facial recognition for $90,000.\n\nThe \
                contract is for one year.\n\nThe Weald Council bought licence plate readers for $41,000.\n";
    let found = said(scan, Property::Amount);
    let whose = |amount: &str| {
        found.iter().find(|(_, value)| value.contains(amount)).map(|(name, _)| name.as_str())
    };
    assert_eq!(whose("90000"), Some("FRS-12/2031"), "{found:?}");
    assert!(whose("41000").is_some_and(|name| name != "FRS-12/2031"), "{found:?}");
}

#[test]
fn a_decision_without_a_number_goes_by_who_decided_against_whom() {
    let text = "The Weald Council uses facial recognition in schools. The Data Protection Commission fined Weald \
                Council €550,000 over it.\n\nIn May 2031 the Information Commissioner's Office issued an \
                enforcement notice to Vell Systems, ordering it to stop using facial recognition.\n";
    let found = said(text, Property::Amount);
    assert_eq!(found[0].0, "Data Protection Commission fine Weald Council");
    let found = said(text, Property::AwardDate);
    assert_eq!(found[0].0, "Information Commissioner's Office decision Vell Systems");
    let buyers = said(text, Property::Buyer);
    assert!(buyers.iter().all(|(_, value)| value == "Weald Council"), "{buyers:?}");
    let states = said(text, Property::Status);
    assert!(states.iter().all(|(_, value)| !value.starts_with("May")), "{states:?}");
    let text = "La Agencia de Protección de Datos impuso una multa de 10 millones de euros al Aeropuerto de \
                Arden por el reconocimiento facial.\n";
    let found = said(text, Property::Amount);
    assert_eq!(found[0].0, "Agencia de Protección de Datos multa Aeropuerto de Arden");
}

#[test]
fn what_is_said_of_a_law_is_the_laws() {
    let text = "The Weald Council uses facial recognition.\n\nThe Port Faces Act prohibits facial recognition in \
                public places. The law will take effect in May 2033.\n\nThe Weald Council still uses facial \
                recognition on its pier.\n";
    assert_eq!(subjects(text, Property::Ban), ["Port Faces Act"]);
    let uses = subjects(text, Property::UsesTechnology);
    assert!(uses.iter().all(|name| name.starts_with("Weald Council")), "{uses:?}");
    let text = "El Ayuntamiento de Brumas usa reconocimiento facial.\n\nLa Ley 77 de 2031 prohíbe el reconocimiento \
                facial en la vía pública.\n";
    assert!(subjects(text, Property::Ban).iter().all(|name| name == "Ley 77 de 2031"));
    // Whoever rules gives the ruling its name.
    let text = "The Weald Council uses facial recognition. In May 2032 the High Court of Weald ruled that the \
                facial recognition was unlawful.\n";
    let found = said(text, Property::AwardDate);
    assert!(found.iter().any(|(name, _)| name == "High Court of Weald ruling"), "{found:?}");
}

#[test]
fn a_decision_paper_without_a_number_is_called_by_its_parties() {
    let text = "# DPO (Weald) - Port of Arden\n\n**Authority:** DPO (Weald)\n\n**Outcome:** Violation \
                Found\n\n**Fine:** 70,000 EUR\n\nThe port used facial recognition at its gates.\n";
    let found = said(text, Property::Amount);
    assert!(found.iter().all(|(name, _)| name == "DPO decision Port of Arden"), "{found:?}");
    assert!(!found.is_empty());
}

#[test]
fn what_is_paid_and_agreed_is_the_contracts() {
    let text = "The Weald Police use plate readers.\n\nThe council renewed the contract for two years, at \
                $90,000 a year.\n\nThe readers stand on the pier.\n";
    assert_eq!(subjects(text, Property::Amount), ["Weald Police plate readers contract"]);
    // Where nobody is known who sells, by what is bought; another seller's is another contract.
    let text = "The Port of Arden put out a tender for facial recognition in May 2032, worth $90,000.\n\nThe Port of \
                Arden signed a contract with Vell Systems for iris scanners, for $70,000.\n";
    let found = said(text, Property::Amount);
    let whose = |amount: &str| found.iter().find(|(_, value)| value.contains(amount)).map(|f| &f.0);
    assert!(whose("90000").is_some_and(|name| name.ends_with("tender")), "{found:?}");
    assert!(
        whose("70000").is_some_and(|name| name.ends_with("Vell Systems contract")),
        "{found:?}"
    );
    // There being none is no contract.
    let text = "The Weald Police tried facial recognition with no contract.\n";
    assert!(
        said(text, Property::UsesTechnology).iter().all(|(name, _)| !name.contains("contract"))
    );
}

#[test]
fn parties_and_calendars_of_contracts_and_tenders() {
    for (text, property, value) in [
        (
            "Records on the Weald Police contract with Idemia for facial recognition were asked for.",
            Property::Buyer,
            "Weald Police",
        ),
        (
            "The cost of the proposed Idemia contract for facial recognition rose.",
            Property::Supplier,
            "Idemia",
        ),
        (
            "# Request for Quotation RFQ-012-PORT\n\n**Issue date:** 16 January 2031\n\nFacial recognition is \
             wanted.\n",
            Property::StartDate,
            "2031-01-16",
        ),
        (
            "# Solicitud de ofertas RFQ-012-PORT\n\nSe busca reconocimiento facial.\n\n| Fecha | Hito |\n|---|---|\n| \
             16-feb-2031 | Adjudicación |\n| 18-feb-2031 | Visita |\n",
            Property::AwardDate,
            "2031-02-16",
        ),
        (
            "# Faro Ltd v Harbour Office\n\nNeutral citation number: [2031] TKFT 19 (HX)\n\nThe tribunal heard of \
             facial recognition.\n",
            Property::ContractId,
            "[2031] TKFT 19 (HX)",
        ),
    ] {
        let found = said(text, property);
        assert!(found.iter().any(|(_, said)| said == value), "{property} {value:?}: {found:?}");
    }
}
