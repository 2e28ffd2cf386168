//! Maps and charts over a fictional register that names places of the world.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use codebook::value::Form;
use codebook::{Kind, Property, Technology};
use pages::{Country, Lang, Page, PageError, Site};
use register::public::{PublicEntity, Publishable};
use support::{Draft, entity_id, fixture};

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

fn register() -> Publishable {
    let mut view = fixture().view;
    for (name, places, technologies) in SYSTEMS {
        let facts = places
            .iter()
            .map(|place| (Property::Place, Form::Name, *place))
            .chain(technologies.iter().map(|t| (Property::UsesTechnology, Form::Technology, *t)));
        for (property, form, value) in facts {
            let id = format!("{name} {value}");
            let draft = Draft {
                id: &id,
                subject: name,
                property,
                value: (form, value),
                written: value,
                quote: value,
                source: "letter",
            };
            view.facts.push(draft.on(None));
        }
        view.entities.push(PublicEntity {
            id: entity_id(name),
            kind: Kind::System,
            name: name.parse().unwrap(),
            aliases: Vec::new(),
        });
    }
    view
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
            assert!(mexico.contains(&format!("<tr id=\"{anchor}\">")), "{anchor}");
        }
        assert!(mexico.contains("href=\"#MX-OAX\""));
        assert!(mexico.contains("href=\"#city-"), "Guadalajara is a ring on the map");
        render(country("GB"), lang);
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
    let pages: Vec<Page> = Site::new(&view).pages().collect();
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
