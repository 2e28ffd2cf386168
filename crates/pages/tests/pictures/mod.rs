//! Maps and charts over a fictional register that names places of the world.

use crate::support::{Draft, entity_id, fixture};
use codebook::statement::{MoneyRole, Vat};
use codebook::value::Form;
use codebook::{Kind, Property, Technology};
use pages::{Country, Lang, Page, PageError, Site};
use register::public::{PublicEntity, PublicFact, Publishable};

/// Systems with their places and technologies.
const SYSTEMS: [(&str, &[&str], &[&str]); 9] = [
    ("Ojo de Antequera", &["Oaxaca, México"], &["face_recognition_live"]),
    ("Red Sierra", &["Oaxaca", "Guadalajara, Jalisco"], &["alpr", "cctv"]),
    ("Vigía", &["Jalisco"], &["face_recognition"]),
    ("Faro Norte", &["Nuevo León"], &["alpr"]),
    ("Cedro", &["México"], &["face_recognition"]),
    ("Lantern", &["Wales"], &["face_recognition_live"]),
    ("Harbour Eyes", &["Honolulu"], &["cctv"]),
    ("Lions' Gate", &["Singapore"], &["face_recognition"]),
    ("Nowhere", &["Guadalajara"], &["iris"]),
];

/// Contracts: year, technology, vendor, value and whether tax is in it.
type Contract = (&'static str, &'static str, &'static str, &'static str, &'static str, Option<Vat>);
const CONTRACTS: [Contract; 9] = [
    ("C-01", "2017", "cctv", "Óptica Sur", "1200000 MXN", None),
    ("C-02", "2019-05", "cctv", "Óptica Sur", "8000000 MXN", Some(Vat::Included)),
    ("C-03", "2019", "face_recognition", "Ópalo", "61400000 MXN", Some(Vat::Included)),
    ("C-04", "2020", "alpr", "Placa Clara", "930000 GBP", None),
    ("C-05", "2021-02-03", "face_recognition", "Ópalo", "22000000 MXN", Some(Vat::Included)),
    ("C-06", "2021", "alpr", "Placa Clara", "1250000 GBP", None),
    ("C-07", "2021", "face_recognition", "Placa Clara", "410000 USD", None),
    ("C-08", "2023", "face_recognition", "Kestrel & Sons", "2400000 GBP", None),
    ("C-09", "2020/2022", "iris", "Ópalo", "5000000 ($)", None),
];
const REQUESTS: [(&str, Option<&str>); 8] = [
    ("R-1", Some("granted")),
    ("R-2", Some("partial")),
    ("R-3", Some("denied")),
    ("R-4", Some("denied")),
    ("R-5", Some("no_response")),
    ("R-6", Some("no_response")),
    ("R-7", Some("fee_estimate")),
    ("R-8", None),
];

fn register() -> Publishable<'static> {
    let mut view = fixture().view;
    for (name, places, technologies) in SYSTEMS {
        let facts = places
            .iter()
            .map(|place| (Property::Place, Form::Name, *place))
            .chain(technologies.iter().map(|t| (Property::UsesTechnology, Form::Technology, *t)));
        for (property, form, value) in facts {
            view.facts.push(said(name, property, form, value));
        }
        view.entities.push(entity(Kind::System, name));
    }
    for (name, year, technology, vendor, value, vat) in CONTRACTS {
        let facts = [
            (Property::AwardDate, Form::Date, year),
            (Property::UsesTechnology, Form::Technology, technology),
            (Property::Supplier, Form::Name, vendor),
            (Property::Amount, Form::Money, value),
        ];
        for (property, form, value) in facts {
            let mut fact = said(name, property, form, value);
            if property == Property::Supplier {
                fact.names = Some(entity_id(vendor));
            }
            if property == Property::Amount {
                fact.qualifiers.money = Some(MoneyRole::Contract);
                fact.qualifiers.vat = vat;
            }
            view.facts.push(fact);
        }
        view.entities.push(entity(Kind::Contract, name));
        if !view.entities.iter().any(|known| known.id == entity_id(vendor)) {
            view.entities.push(entity(Kind::Vendor, vendor));
        }
    }
    for (name, response) in REQUESTS {
        let response =
            response.map(|response| said(name, Property::Response, Form::Response, response));
        view.facts.extend(response);
        view.entities.push(entity(Kind::Request, name));
    }
    view.handle().unwrap()
}

fn entity(kind: Kind, name: &str) -> PublicEntity {
    PublicEntity { id: entity_id(name), kind, name: name.parse().unwrap(), aliases: Vec::new() }
}

fn said(subject: &str, property: Property, form: Form, value: &str) -> PublicFact {
    let id = format!("{subject} {property} {value}");
    let (written, quote) = (value, value);
    Draft { id: &id, subject, property, value: (form, value), written, quote, source: "letter" }
        .on(None)
}

fn render(page: Page, lang: Lang) -> String {
    let view = register();
    let mut out = String::new();
    Site::new(&view).render(page, lang, &[], &mut out).unwrap();
    // To look at: set the folder that they shall be written to.
    if let Some(folder) = std::env::var_os("VEEDOR_LOOK") {
        let path = std::path::Path::new(&folder).join(lang.tag()).join(page.path());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &out).unwrap();
    }
    out
}

fn country(code: &str) -> Page {
    Page::MapIn(Country::new(code).unwrap())
}

#[test]
fn maps_show_what_the_table_says() {
    for lang in Lang::ALL {
        let world = render(Page::Map, lang);
        for code in ["mx", "gb", "us", "sg"] {
            let links = world.matches(&format!("href=\"maps/{code}.html\"")).count();
            assert_eq!(links, 2, "{code}: once on the map, once in the table");
        }
        let many = if lang == Lang::Es { "México: 5 sistemas" } else { "Mexico: 5 systems" };
        assert!(world.contains(&format!("aria-label=\"{many}\"")), "{many}");
        let mexico = render(country("MX"), lang);
        for anchor in ["MX-OAX", "MX-JAL", "MX-NLE", "whole"] {
            assert!(mexico.contains(&format!("<tr role=\"row\" id=\"{anchor}\">")), "{anchor}");
        }
        assert!(mexico.contains("href=\"#MX-OAX\""));
        assert!(mexico.contains("href=\"#city-"), "Guadalajara is a ring on the map");
        let britain = render(country("GB"), lang);
        assert!(britain.contains(
            "<tr role=\"row\" id=\"GB-WLS\"><th scope=\"row\" role=\"rowheader\">Wales "
        ));
        assert!(britain.matches("aria-label=\"Wales: ").count() > 15, "drawn by its parts");
        render(country("US"), lang);
        render(country("SG"), lang);
    }
}

#[test]
fn what_its_names_leave_open_is_listed_as_not_placed() {
    let world = render(Page::Map, Lang::En);
    let (_, unplaced) = world.split_once("id=\"unplaced\"").unwrap();
    assert!(unplaced.contains("Nowhere"));
    assert!(unplaced.contains("Guadalajara"));
    assert!(!unplaced.contains("Red Sierra"));
}

#[test]
fn each_technology_has_a_map_and_each_country_with_systems() {
    let view = register();
    let pages: Vec<Page> = Site::new(&view).overviews().unwrap();
    for page in [Page::MapOf(Technology::Alpr), country("MX"), country("GB"), country("SG")] {
        assert!(pages.contains(&page), "{page:?}");
    }
    assert!(!pages.contains(&Page::MapOf(Technology::Iris)), "the only one is not placed");
    let alpr = render(Page::MapOf(Technology::Alpr), Lang::En);
    assert!(alpr.contains("Mexico: 2 systems"));
    assert!(!alpr.contains("gb.html"));
}

#[test]
fn a_country_without_systems_has_no_map() {
    let view = register();
    let mut out = String::new();
    let error = Site::new(&view).render(country("FR"), Lang::En, &[], &mut out).unwrap_err();
    assert!(matches!(error, PageError::NoCountry(code) if code == "FR"));
    assert_eq!(Country::new("fr"), None);
    assert_eq!(Country::new("../"), None);
}

#[test]
fn charts_say_what_they_count_and_what_they_leave_out() {
    let en = render(Page::Charts, Lang::En);
    for label in [
        "All contracts, 2021: 4 contracts",
        "face recognition, 2019: 1 contract",
        "number plate recognition, 2020: 1 contract",
        "Ópalo: 83,400,000 MXN",
        "Óptica Sur: 8,000,000 MXN",
        "Óptica Sur: 1,200,000 MXN",
        "Placa Clara: 2,180,000 GBP",
        "Placa Clara: 410,000 USD",
        "Refused: 2 (22 %)",
        "No answer: 2 (22 %)",
    ] {
        assert!(en.contains(&format!("aria-label=\"{label}\"")), "{label}");
    }
    assert!(en.contains("1 contract is not shown: no source settles its year"));
    let es = render(Page::Charts, Lang::Es);
    assert!(es.contains("Ópalo: 83\u{202f}400\u{202f}000 MXN"));
    for html in [en, es] {
        for (_, rest) in html.match_indices("href=\"#").map(|(at, _)| html.split_at(at + 7)) {
            let anchor = rest.split('"').next().unwrap();
            assert!(html.contains(&format!("id=\"{anchor}\"")), "a link leads to #{anchor}");
        }
    }
}

#[test]
fn the_home_page_has_the_small_ones() {
    for lang in Lang::ALL {
        let home = render(Page::Home, lang);
        assert!(home.contains("href=\"maps/mx.html\""));
        assert!(home.contains("href=\"charts.html#outcome-refused\""));
        assert!(home.len() < 100_000, "{} bytes", home.len());
    }
}

#[test]
fn every_dot_of_a_timeline_leads_to_its_fact() {
    let contract = Page::Entity(entity_id("SSM-014-2021"));
    for lang in Lang::ALL {
        let html = render(contract, lang);
        let (_, strip) = html.split_once("<svg class=\"strip\"").unwrap();
        let (strip, _) = strip.split_once("</svg>").unwrap();
        assert_eq!(strip.matches("<circle").count(), 2, "award and end");
        for rest in strip.split("href=\"#").skip(1) {
            let fact = rest.split('"').next().unwrap();
            assert!(html.contains(&format!("id=\"{fact}\"")), "{fact}");
        }
    }
}
