//! Records in a program's notation, in our own words about places that do not exist: each says what it says of
//! itself, and program code says nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use codebook::{Property, Statement};
use proptest::prelude::*;
use reading::fuzzing::statements;

fn names(statements: &[Statement]) -> Vec<String> {
    let mut names: Vec<_> = statements.iter().map(|s| s.parts().subject.name.to_string()).collect();
    names.sort();
    names.dedup();
    names
}

/// What is said of one subject, as "property value", in the order of the properties.
#[track_caller]
fn said(statements: &[Statement], subject: &str) -> String {
    let of = statements.iter().map(Statement::parts).filter(|p| p.subject.name.as_str() == subject);
    let mut lines: Vec<_> = of.map(|p| (p.property, p.value.to_string())).collect();
    lines.sort();
    lines.dedup();
    assert!(!lines.is_empty(), "nothing is said of {subject}, but of {:?}", names(statements));
    lines.iter().fold(String::new(), |mut all, (property, value)| {
        writeln!(all, "{property} {value}").unwrap();
        all
    })
}

/// The quote of what is said first of a property.
#[track_caller]
fn quote<'t>(statements: &[Statement], text: &'t str, property: Property) -> &'t str {
    let found = statements.iter().find(|s| s.parts().property == property).unwrap();
    &text[found.parts().citation.quote().range()]
}

#[test]
fn a_project_goes_by_its_title_and_each_of_its_clients_has_it_built() {
    let text = r#"[
  {
    "id": "faro-puerto",
    "title": "PUERTO DE FARO - MODERNIZACION",
    "client": "(UEF) UNIDAD EJECUTORA DE FARO / VELL S.A.",
    "year": "2031-2033",
    "description": "Provisión e instalación de más de 230 cámaras con lectura de patentes.\nObra terminada."
  }
]"#;
    let found = statements(text);
    let of = said(&found, "PUERTO DE FARO - MODERNIZACION");
    for line in [
        "buyer UNIDAD EJECUTORA DE FARO",
        "buyer VELL S.A.",
        "start_date 2031",
        "end_date 2033",
        "uses_technology alpr",
    ] {
        assert!(of.lines().any(|said| said == line), "{line} is not in {of}");
    }
    let client = quote(&found, text, Property::Buyer);
    assert!(client.contains("PUERTO DE FARO") && client.contains("VELL S.A."), "{client}");
}

#[test]
fn who_carried_a_project_out_signs_its_description() {
    let record = |end: &str| {
        format!(
            r#"[{{ "title": "PUERTO DE FARO", "client": "MUNICIPALIDAD DE FARO", "year": "2031",
  "description": "Instalación de cámaras con lectura de patentes y pruebas finales.{end}" }}]"#
        )
    };
    let suppliers = |end: &str| {
        let found = statements(&record(end));
        let of = found.iter().map(Statement::parts).filter(|p| p.property == Property::Supplier);
        of.map(|parts| parts.value.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        suppliers(r"\nVELL SISTEMAS - FARO TECNOLOGÍA."),
        ["VELL SISTEMAS", "FARO TECNOLOGÍA"]
    );
    assert_eq!(suppliers(" VELL SISTEMAS"), ["VELL SISTEMAS"]);
    for nobody in ["", " CCTV", " Sistema con CCTV IP", " POLICÍA DE FARO", " ZBYNEK WRZESZCZ"] {
        assert_eq!(suppliers(nobody), [""; 0], "{nobody}");
    }
}

const ARDEN: &str = "uses_technology face_recognition\nstatus active\nplace Lower Arden\n\
                     buyer Lower Arden Police\nsupplier Gaze Works Ltd\namount 120000 USD\n\
                     start_date 2031-03-01\n";
const FARO: &str = "uses_technology alpr\nstatus planned\nplace Faro\nbuyer Faro County Sheriff\n\
                    supplier Opal Vision Ltd\namount 45000 USD\nstart_date 2032-05-01\n";

#[track_caller]
fn are_arden_and_faro(text: &str) {
    let found = statements(text);
    assert_eq!(said(&found, "Lower Arden Police facial recognition"), ARDEN);
    assert_eq!(said(&found, "Faro County Sheriff license plate readers"), FARO);
    assert_eq!(names(&found).len(), 2, "{:?}", names(&found));
}

#[test]
fn each_object_of_a_list_on_one_line_says_what_it_says_of_itself() {
    let text = r#"[{"agency": "Lower Arden Police", "technology": "facial recognition", "vendor": "Gaze Works Ltd", "cost": 120000, "currency": "USD", "start_date": "2031-03-01", "status": "active", "city": "Lower Arden"}, {"agency": "Faro County Sheriff", "technology": "license plate readers", "vendor": "Opal Vision Ltd", "cost": 45000, "currency": "USD", "start_date": "2032-05-01", "status": "planned", "city": "Faro"}]"#;
    are_arden_and_faro(text);
    let found = statements(text);
    assert_eq!(quote(&found, text, Property::Buyer), r#""agency": "Lower Arden Police""#);
    assert_eq!(quote(&found, text, Property::Amount), r#""cost": 120000"#);
}

#[test]
fn each_line_is_a_record() {
    are_arden_and_faro(
        "{\"agency\":\"Lower Arden Police\",\"technology\":\"facial recognition\",\"vendor\":\"Gaze Works Ltd\",\"cost\":120000,\"currency\":\"USD\",\"start_date\":\"2031-03-01\",\"status\":\"active\",\"city\":\"Lower Arden\"}\n\
         {\"agency\":\"Faro County Sheriff\",\"technology\":\"license plate readers\",\"vendor\":\"Opal Vision Ltd\",\"cost\":45000,\"currency\":\"USD\",\"start_date\":\"2032-05-01\",\"status\":\"planned\",\"city\":\"Faro\"}\n",
    );
}

#[test]
fn keys_without_marks_three_kinds_of_marks_remarks_and_commas_before_a_bracket() {
    are_arden_and_faro(
        "// What the towns run; see /docs.\nexport const SYSTEMS: System[] = [\n  {\n    agency: 'Lower Arden Police', // whose\n    \
         technology: `facial recognition`,\n    vendor: \"Gaze Works Ltd\",\n    cost: 120000,\n    currency: 'USD',\n    \
         startDate: '2031-03-01',\n    status: 'active',\n    /* where */ city: 'Lower Arden',\n    retired: null,\n  },\n  {\n    \
         agency: 'Faro County Sheriff',\n    technology: 'license plate readers',\n    vendor: 'Opal Vision Ltd',\n    \
         cost: 45000,\n    currency: 'USD',\n    startDate:\n      '2032-05-01',\n    status: 'planned',\n    city: 'Faro',\n  },\n];\n",
    );
}

#[test]
fn a_list_told_by_its_indentation() {
    are_arden_and_faro(
        "# What the towns run.\nrows:\n  - agency: Lower Arden Police  # whose\n    technology: facial recognition\n    \
         vendor: \"Gaze Works Ltd\"\n    cost: 120000\n    currency: USD\n    start_date: 2031-03-01\n    status: active\n    \
         city: Lower Arden\n\n  - agency: Faro County Sheriff\n    technology: license plate readers\n    \
         vendor: Opal Vision Ltd\n    cost: 45000\n    currency: USD\n    start_date: '2032-05-01'\n    status: planned\n    \
         city: Faro\n",
    );
}

#[test]
fn what_an_object_says_once_holds_for_those_within() {
    let found = statements(
        "force:\n  operator: Arden Police\n  technology: live facial recognition\n  vendor: Gaze Works Ltd\n  deployments:\n    \
         - id: d-001\n      location: Market Square\n      date_start: 2031-03-01\n      faces_scanned: 12500\n    \
         - id: d-002\n      location: Harbour Station\n      date_start: 2031-03-08\n      faces_scanned: 700\n      alerts: 3\n",
    );
    let outing = said(&found, "Arden Police live facial recognition Harbour Station");
    let wanted = "uses_technology face_recognition_live\nplace Harbour Station\nfaces_scanned 700\nalerts 3\n\
                  buyer Arden Police\ntechnology_vendor Gaze Works Ltd\nstart_date 2031-03-08\n";
    assert_eq!(outing.lines().collect::<std::collections::BTreeSet<_>>(), wanted.lines().collect());
    let first = said(&found, "Arden Police live facial recognition Market Square");
    assert!(first.contains("faces_scanned 12500\n") && !first.contains("700"), "{first}");
}

/// Deployments of one force at two places, at one of them twice.
const DEPLOYMENTS: &str = r#"{
  "schema": "1.2",
  "notes": "Where the Arden Police took live facial recognition. All of it is from what the force publishes.",
  "deployments": [
    {
      "id": "lfr-001",
      "operator": "Arden Police",
      "location_name": "Market Square",
      "borough": "Old Town",
      "lat": 51.5,
      "date_start": "2031-03-01",
      "date_end": "2031-03-02",
      "stated_purpose": "Wanted persons, violence reduction",
      "outcome_alerts": 1,
      "source_url": "https://arden.example/facial-recognition/plate-readers",
      "notes": "Threshold: 0.6. Faces scanned: 700. Watchlist: 9756"
    },
    {
      "id": "lfr-002",
      "operator": "Arden Police",
      "location_name": "Harbour Station",
      "date_start": "2031-04-01",
      "outcome_alerts": null,
      "notes": "The cameras stood at both doors of the hall. The force used 4 cameras there, and said nothing of it before."
    },
    {
      "id": "lfr-003",
      "operator": "Arden Police",
      "location_name": "Market Square",
      "date_start": "2031-05-01",
      "notes": null
    }
  ]
}
"#;

#[test]
fn the_place_and_the_day_tell_apart_what_one_body_did_at_several() {
    let found = statements(DEPLOYMENTS);
    let first = said(&found, "Arden Police live facial recognition Market Square 2031-03-01");
    for line in [
        "place Market Square",
        "start_date 2031-03-01",
        "end_date 2031-03-02",
        "purpose Wanted persons, violence reduction",
        "alerts 1",
        "faces_scanned 700",
        "watchlist_size 9756",
        "buyer Arden Police",
    ] {
        assert!(first.lines().any(|said| said == line), "{line} is not in\n{first}");
    }
    assert!(
        !first.contains("uses_technology"),
        "what is said over all is not said of each\n{first}"
    );
    let third = said(&found, "Arden Police live facial recognition Market Square 2031-05-01");
    assert_eq!(third, "place Market Square\nbuyer Arden Police\nstart_date 2031-05-01\n");
}

#[test]
fn long_strings_are_prose_about_their_record() {
    let found = statements(DEPLOYMENTS);
    let second = said(&found, "Arden Police live facial recognition Harbour Station");
    assert!(second.contains("cameras 4\n"), "{second}");
}

#[test]
fn prose_around_records_ends_where_they_begin() {
    let found = statements(DEPLOYMENTS);
    let over: Vec<_> = found
        .iter()
        .map(|s| &DEPLOYMENTS[s.parts().citation.quote().range()])
        .filter(|quote| quote.contains("took live"))
        .collect();
    assert!(!over.is_empty());
    assert!(over.iter().all(|quote| !quote.contains('"')), "{over:?}");
}

#[test]
fn from_and_until_are_quoted_together_where_they_stand_together() {
    let found = statements(DEPLOYMENTS);
    assert_eq!(
        quote(&found, DEPLOYMENTS, Property::EndDate),
        "\"date_start\": \"2031-03-01\",\n      \"date_end\": \"2031-03-02\""
    );
}

#[test]
fn who_provides_an_article_supplies_nothing() {
    let text = "articles:\n\
        \x20 - title: \"Bruma Police tests facial recognition cameras\"\n\
        \x20   excerpt: \"The Bruma Police Department has tested facial recognition cameras since March 2031.\"\n\
        \x20   provider:\n\
        \x20     name: Heraldo Media Ltd\n\
        \x20     domain: heraldo.example\n";
    let found = statements(text);
    let of = |property| found.iter().filter(|s| s.parts().property == property).count();
    assert_eq!(of(Property::Supplier), 0, "{found:?}");
    assert!(of(Property::UsesTechnology) > 0, "{found:?}");
    let bought = text.replace("domain: heraldo.example", "city: Bruma");
    let found = statements(&bought);
    assert!(found.iter().any(|s| s.parts().property == Property::Supplier), "{found:?}");
}

#[test]
fn what_stands_alone_under_a_key_belongs_to_the_object_around_it() {
    let found = statements(
        r#"{"releases": [{"ocid": "ocds-9-1", "date": "2031-01-09T00:00:00Z",
            "buyer": {"name": "Secretaría de Seguridad de Brumas", "id": "MX-7"},
            "tender": {"title": "Sistema de reconocimiento facial", "value": {"amount": 9000000, "currency": "MXN"}},
            "awards": [{"date": "2031-02-03", "suppliers": [{"name": "Ópalo Visión, S.A. de C.V."}],
                        "value": {"amount": 8750000.5, "currency": "MXN"}}]}]}"#,
    );
    let said = said(&found, "ocds-9-1");
    for line in [
        "uses_technology face_recognition",
        "buyer Secretaría de Seguridad de Brumas",
        "supplier Ópalo Visión, S.A. de C.V.",
        "amount 8750000.5 MXN",
        "amount 9000000 MXN",
    ] {
        assert!(said.lines().any(|said| said == line), "{line} is not in\n{said}");
    }
}

#[test]
fn lists_of_strings_say_several_things() {
    let found = statements(
        r#"[{"agency": "Arden Police", "technology": ["facial recognition", "fingerprint scanners"],
             "vendors": ["Gaze Works Ltd", "Iris Hill Ltd"], "city": "Lower Arden"}]"#,
    );
    let said = said(&found, "Arden Police facial recognition");
    for line in ["face_recognition", "fingerprint", "Gaze Works Ltd", "Iris Hill Ltd"] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
}

#[test]
fn of_a_list_of_purchases_those_of_something_else_say_nothing() {
    let found = statements(
        r#"[{"buyer": "Secretaría de Seguridad de Brumas", "title": "Sistema de reconocimiento facial", "amount": 1250000, "currency": "MXN", "award_date": "2031-03-04"},
            {"buyer": "Secretaría de Salud de Brumas", "title": "Mesas y sillas", "amount": 9000, "currency": "MXN", "award_date": "2031-03-05"}]"#,
    );
    assert_eq!(names(&found), ["Secretaría de Seguridad de Brumas reconocimiento facial"]);
}

#[test]
fn persons_stay_out() {
    let text = r#"[{"agency": "Arden Police", "technology": "facial recognition", "vendor": "Jane Miller", "city": "Lower Arden",
             "contact": {"name": "John Miller", "email": "j.miller@arden.example"}, "officer": "Mary Johnson",
             "subject_name": "Peter Johnson", "operator": "Susan Miller"}]"#;
    let found = statements(text);
    assert!(said(&found, "Arden Police facial recognition").contains("place Lower Arden\n"));
    for statement in &found {
        let quote = &text[statement.parts().citation.quote().range()];
        let of = format!("{} {} {quote}", statement.parts().subject.name, statement.parts().value);
        assert!(!["Miller", "Johnson", "@"].iter().any(|name| of.contains(name)), "{of}");
    }
}

#[test]
fn what_is_broken_costs_its_entry_and_not_the_rest() {
    let (arden, faro) =
        ("Lower Arden Police facial recognition", "Faro County Sheriff plate readers");
    for text in [
        // Cut at both ends.
        "\"note\": \"x\" },\n  {\n \"agency\": \"Lower Arden Police\", \"technology\": \"facial recognition\", \"city\": \"Lower Arden\" },\n  {\n \"agency\": \"Faro County Sheriff\", \"technology\": \"plate readers\", \"city\": \"Faro",
        // A bracket that is missing.
        "[{\"agency\": \"Lower Arden Police\", \"technology\": \"facial recognition\", \"city\": \"Lower Arden\",\n {\"agency\": \"Faro County Sheriff\", \"technology\": \"plate readers\", \"city\": \"Faro\"}]",
        // A string that nobody closed, and a comma too few.
        "[{\"agency\": \"Lower Arden Police\", \"by\": \"nobody,\n \"technology\": \"facial recognition\"\n \"city\": \"Lower Arden\"},\n {\"agency\": \"Faro County Sheriff\", \"technology\": \"plate readers\", \"city\": \"Faro\"}]",
        // A bracket in prose that nobody closed.
        "The list {it is the town's own\n\n{\"agency\": \"Lower Arden Police\", \"technology\": \"facial recognition\", \"city\": \"Lower Arden\"}\n{\"agency\": \"Faro County Sheriff\", \"technology\": \"plate readers\", \"city\": \"Faro\"}",
    ] {
        let found = statements(text);
        assert!(said(&found, arden).contains("buyer Lower Arden Police\n"), "{text}");
        assert!(said(&found, faro).contains("buyer Faro County Sheriff\n"), "{text}");
        assert!(!said(&found, arden).contains("Faro"), "{text}");
    }
}

#[test]
fn program_code_is_no_record() {
    let found = statements(
        "// Facial recognition of the Arden Police, as a program sees it.\n\
         interface Deployment { operator: string; vendor: string; cost: number; start_date: Date }\n\
         function read(row: Row) { if (row.cost) { return { operator: row.operator, vendor: t('vendor'), cost: row.cost }; } }\n\
         const STYLE = { color: '#fff', start: '10px', location: 'left', status: 'none' };\n\
         - key: not one\n",
    );
    for statement in &found {
        let property = statement.parts().property;
        let facts = [Property::Amount, Property::Supplier, Property::Place, Property::StartDate];
        assert!(!facts.contains(&property), "{:?}", statement.parts());
    }
}

#[test]
fn brackets_without_end_are_read_in_the_time_of_their_length() {
    let started = std::time::Instant::now();
    for unit in [
        "{",
        "[",
        "{[",
        "}",
        "{\"a\":",
        "{'",
        "{`",
        "{\"\\\"",
        "{/*",
        "{a:{b:[",
        "- a: ",
        "- a:\n ",
        "{\"operator\": \"",
        "{\"operator\": \"Arden Police\", \"city\": \"Faro\", \"vendor\": \"Opal Vision Ltd\", \"x\": ",
    ] {
        let text = format!("facial recognition {}", unit.repeat(100_000 / unit.len()));
        let _ = statements(&text);
        let lines =
            format!("facial recognition\n{}", format!("{unit}\n").repeat(20_000 / unit.len()));
        let _ = statements(&lines);
    }
    // Generous, for slow machines and unoptimised builds: what is quadratic takes minutes.
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

/// Pieces that notation is made of, and words that may stand between.
fn piece() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\n",
        "\n  - ",
        "\n    ",
        "\"operator\": \"Arden Police\"",
        "technology: 'facial recognition',",
        "vendor: `Gaze Works Ltd`",
        "\"city\": \"Lower Arden\"",
        "date_start: 2031-03-01",
        "\"deployments\": [",
        "\"value\": {\"amount\": 9000, \"currency\": \"USD\"}",
        "\"notes\": \"Faces scanned: 700. The Arden Police used 40 cameras with facial recognition there.\"",
        "\"contact\": {\"email\": \"a@b.example\"}",
        "// facial recognition",
        "/*",
        "\"",
        "'",
        "\\",
        "é\u{301}",
        "null",
        "-12.5e3",
    ]);
    prop_oneof![6 => pieces.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_proposed_stands_on_its_words(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = format!("facial recognition {}", pieces.concat());
        let layer = reading::fuzzing::plain(&text).unwrap();
        let found = statements(&text);
        for statement in &found {
            for span in statement.parts().citation.spans() {
                prop_assert_eq!(span.check(&layer), Ok(()));
            }
        }
        prop_assert_eq!(found, statements(&text));
    }
}

#[test]
fn values_joined_as_programs_join_words_are_read_and_a_file_may_call_its_list_documents() {
    let text = r#"{
  "documents": [
    {
      "rows": [
        {
          "technology": "facial_recognition",
          "department": "Arden Police Department",
          "status": "in_use_without_approved_policy"
        },
        {
          "technology": "license_plate_reader",
          "department": "Weald Sheriff's Office",
          "status": "approved_policy"
        }
      ]
    }
  ]
}
"#;
    let found = statements(text);
    assert_eq!(
        said(&found, "Arden Police Department facial_recognition"),
        "uses_technology face_recognition\nstatus in_use\nbuyer Arden Police Department\n"
    );
    assert_eq!(
        said(&found, "Weald Sheriff's Office license_plate_reader"),
        "uses_technology alpr\nstatus approved\nbuyer Weald Sheriff's Office\n"
    );
}
