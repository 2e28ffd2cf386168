//! Documents in sections, in our own words about places that do not exist: what stands under a heading that names a
//! body is about what that body has, and plate readers go by the make that they are called by.

use codebook::{Property, Statement};
use reading::fuzzing::statements;

/// What is said of a property, as "subject: value", sorted.
fn said(found: &[Statement], property: Property) -> Vec<String> {
    let of = found.iter().map(Statement::parts).filter(|parts| parts.property == property);
    let mut lines: Vec<_> = of.map(|p| format!("{}: {}", p.subject.name, p.value)).collect();
    lines.sort();
    lines.dedup();
    lines
}

#[test]
fn the_body_that_heads_a_section_has_what_the_section_tells_of() {
    let text = "# Plate readers in the valley\n\n\
                ### 1. Bruma Police Department (Bruma, ZZ) — `zz-bruma-pd`\n\n\
                The contract of 2031 pays for 33 license plate readers.\n\n\
                ### 2. Ayuntamiento de Faro Alto\n\n\
                The contract of 2032 pays for 40 license plate readers.\n";
    let found = statements(text);
    let names =
        ["Faro Alto license plate readers", "Bruma Police Department license plate readers"];
    let buyers: Vec<_> = said(&found, Property::Buyer);
    assert_eq!(
        buyers,
        [
            format!("{}: Bruma Police Department", names[1]),
            format!("{}: Ayuntamiento de Faro Alto", names[0]),
        ]
    );
    assert_eq!(
        said(&found, Property::Cameras),
        [format!("{}: 33", names[1]), format!("{}: 40", names[0])]
    );
    let buyer = found.iter().find(|s| s.parts().property == Property::Buyer).unwrap();
    let quote = &text[buyer.parts().citation.quote().range()];
    assert!(quote.contains("Bruma Police Department (Bruma, ZZ)"), "{quote}");
}

#[test]
fn a_heading_of_a_court_or_of_a_topic_has_nothing() {
    for heading in [
        "## Supreme Court of Bruma",
        "## Background",
        "## Data Protection Authority",
        "## Bruma Police Department Works With Faro Alto",
        "## Council of Bruma Initiatives",
        "## Bruma Police Department Report Findings (May 2031)",
    ] {
        let text = format!(
            "{heading}\n\nThe contract of 2031 paid for 33 facial recognition cameras in the harbour.\n"
        );
        assert_eq!(said(&statements(&text), Property::Buyer), [""; 0], "{heading}");
    }
}

#[test]
fn a_form_under_a_heading_is_about_what_the_section_is_about() {
    let section = |body: &str, end: &str| {
        format!(
            "### {body}\n\n- **contract_start:** 2031-04-01\n- **contract_end:** {end}\n\
             - **decision_date:** 2031-03-02\n\n\
             The {body} has 40 license plate readers.\n\n"
        )
    };
    let text = section("Bruma Police Department", "2033-04-01")
        + &section("Faro Sheriff's Office", "2034-05-01");
    let found = statements(&text);
    let names = [
        "Bruma Police Department license plate readers",
        "Faro Sheriff's Office license plate readers",
    ];
    assert_eq!(
        said(&found, Property::EndDate),
        [format!("{}: 2033-04-01", names[0]), format!("{}: 2034-05-01", names[1])]
    );
    assert_eq!(
        said(&found, Property::Cameras),
        [format!("{}: 40", names[0]), format!("{}: 40", names[1])]
    );
}

#[test]
fn plate_readers_go_by_the_make_that_the_document_calls_them_by() {
    let named = |text: &str| {
        let found = statements(text);
        said(&found, Property::Cameras)
    };
    let of_make = "The Bruma Police Department has 12 Flock cameras. Flock keeps what the plate readers see. \
                   The department may end the Flock contract.";
    assert_eq!(named(of_make), ["Bruma Police Department Flock: 12"]);
    let plain = "The Bruma Police Department has 12 license plate readers. The plate readers are made by Flock.";
    assert_eq!(named(plain), ["Bruma Police Department license plate readers: 12"]);
    let both = "The Bruma Police Department has 12 license plate readers. Its plate readers are from Flock. \
                The plate readers read all plates. The department pays Flock for the plate readers.";
    assert_eq!(named(both), ["Bruma Police Department Flock: 12"]);
}

#[test]
fn an_entry_that_begins_with_a_body_is_about_what_it_has() {
    for (text, buyer) in [
        ("- **Bruma PD:** 25 Flock cameras as of September 2031.", "Bruma PD"),
        ("- Manchester: 12 license plate readers at nine sites.", "Manchester"),
        ("- Zaragoza: 40 cámaras con reconocimiento facial.", "Zaragoza"),
        (
            "The Bruma Police Department pulled its license plate readers.",
            "Bruma Police Department",
        ),
    ] {
        let said = said(&statements(text), Property::Buyer);
        assert!(said.iter().any(|line| line.ends_with(&format!(": {buyer}"))), "{text} {said:?}");
    }
}

#[test]
fn who_sat_on_a_day_decided_then_and_a_ceiling_denies_nobody() {
    for text in [
        "The city council on 2031-06-24 backed 94 license plate readers from Flock.",
        "Board of Aldermen minutes for 2031-06-24 accepted the license plate readers.",
        "El 2031-06-24, el Tribunal Supremo determinó que el reconocimiento facial era lícito.",
    ] {
        let said = said(&statements(text), Property::AwardDate);
        assert!(said.iter().any(|line| line.ends_with(": 2031-06-24")), "{text} {said:?}");
    }
    for text in [
        "The board voted for an agreement not to exceed $158,000 with Flock Group for license plate readers.",
        "In 2031 the city accepted a Flock Group plan for 24 license plate readers.",
        "El cabildo aprobó un contrato de lectores de matrículas con Flock Group.",
    ] {
        let said = said(&statements(text), Property::Supplier);
        assert!(said.iter().any(|line| line.contains(": Flock")), "{text} {said:?}");
    }
}

#[test]
fn what_stands_under_a_smaller_heading_is_still_the_bodys() {
    let text = "### Bruma Police Department\n\nThe contract of 2031 pays for 33 license plate readers.\n\n\
                **Sources:**\n\nThe council voted for 12 license plate readers on Arden Transport Department roads.\n";
    assert_eq!(
        said(&statements(text), Property::Cameras),
        [
            "Bruma Police Department license plate readers: 12",
            "Bruma Police Department license plate readers: 33",
        ]
    );
}

#[test]
fn a_heading_that_names_a_body_last_or_a_technology_is_about_something_else() {
    for heading in [
        "## What the council says: the Bruma Police Department",
        "## Bruma Facial Recognition Department",
    ] {
        let text =
            format!("{heading}\n\nThe contract of 2031 pays for 33 license plate readers.\n");
        assert_eq!(said(&statements(&text), Property::Buyer), [""; 0], "{heading}");
    }
}

#[test]
fn a_system_goes_by_its_name_and_the_capitals_behind_it() {
    let text = "Bruma uses facial recognition.\n\n\
                The Northern Light Index (NLI) system holds face recognition data. It has 40 cameras.\n";
    assert_eq!(said(&statements(text), Property::Cameras), ["Northern Light Index (NLI): 40"]);
}

#[test]
fn plate_readers_of_a_towns_scheme_go_by_the_scheme() {
    let text = "La Zona de Bajas Emisiones (ZBE) de Zaragoza funciona con 40 cámaras de lectura de matrículas. \
                La ZBE abre de día. La ZBE no cobra.\n";
    let cameras = said(&statements(text), Property::Cameras);
    assert_eq!(cameras, ["Zaragoza Zona de Bajas Emisiones (ZBE): 40"]);
}

#[test]
fn a_road_is_no_country() {
    let text = "Eight license plate readers stand on US-63.";
    let found = statements(text);
    assert!(found.iter().all(|s| !s.parts().subject.name.as_str().contains("US")), "{found:?}");
}
