//! Names, codes, coordinates, and which of several is meant.

use gazetteer::{What, Word, at_start, named, resolve, word};

#[test]
fn names_in_both_languages_lead_to_one_code() {
    for (name, what, code) in [
        ("spain", What::Country, "ES"),
        ("espana", What::Country, "ES"),
        ("ee. uu.", What::Country, "US"),
        ("reino unido", What::Country, "GB"),
        ("south africa", What::Country, "ZA"),
        ("sudafrica", What::Country, "ZA"),
        ("oaxaca", What::Division, "MX-OAX"),
        ("nueva jersey", What::Division, "US-NJ"),
        ("new jersey", What::Division, "US-NJ"),
        ("escocia", What::Division, "GB-SCT"),
        ("londres", What::City, "GB"),
        ("london", What::City, "GB"),
        ("iztapalapa", What::City, "MX"),
        ("chilena", What::Demonym, "CL"),
        ("chilean", What::Demonym, "CL"),
        ("costarricenses", What::Demonym, "CR"),
    ] {
        let found = named(name);
        assert!(found.iter().any(|p| p.what == what && p.code == code), "{name}: {found:?}");
    }
    for name in ["", "tarandia", "spa", "españa", "facial recognition"] {
        assert_eq!(named(name), [], "{name}");
    }
}

#[test]
fn a_place_lies_somewhere() {
    let at = resolve("guadalajara", &["MX"]).and_then(|place| place.at());
    let at = at.map(|at| (at.latitude.round(), at.longitude.round()));
    assert_eq!(at, Some((21.0, -103.0)));
    let country = resolve("uruguay", &[]).and_then(|place| place.at());
    assert!(country.is_some(), "a country lies where its capital does");
}

#[test]
fn names_have_their_capitals_and_accents() {
    let name = |folded: &str, country: &str| {
        resolve(folded, &[country]).map(|place| place.name().into_owned())
    };
    assert_eq!(name("bogota", "CO").as_deref(), Some("Bogotá"));
    assert_eq!(name("los angeles", "US").as_deref(), Some("Los Angeles"));
    assert_eq!(name("los angeles", "CL").as_deref(), Some("Los Ángeles"));
}

#[test]
fn the_documents_countries_settle_which_is_meant() {
    let code = |name: &str, countries: &[&str]| resolve(name, countries).map(|place| place.code);
    assert_eq!(code("merida", &["VE"]), Some("VE-L"));
    assert_eq!(code("merida", &["MX"]), Some("MX"));
    assert_eq!(code("merida", &[]), None, "two of a size");
    assert_eq!(code("london", &[]), Some("GB-LND"));
    assert_eq!(code("london", &["CA"]), Some("CA"));
    assert_eq!(code("croydon", &[]), Some("GB-CRY"));
    assert_eq!(code("georgia", &["US"]), Some("US-GA"));
    assert_eq!(code("georgia", &[]), Some("GE"));
    assert_eq!(code("cordoba", &["AR", "ES"]).map(|code| &code[..2]), Some("AR"));
}

#[test]
fn the_longest_whole_name_is_found() {
    let len = |text: &str| at_start(text).map(|hit| hit.len);
    assert_eq!(len("new mexico city hall"), Some("new mexico".len()));
    assert_eq!(len("san luis potosi, mexico"), Some("san luis potosi".len()));
    assert_eq!(len("pueblan"), None);
    assert_eq!(len("chilensis"), None);
    assert_eq!(len(""), None);
    assert_eq!(len("ñ"), None);
}

#[test]
fn the_table_says_where_it_comes_from() {
    let table = include_str!("../data/places.tsv");
    let head: String = table.lines().take_while(|line| line.starts_with('#')).collect();
    for words in ["GeoNames", "CC BY 4.0", "Unicode", "cargo xtask gazetteers"] {
        assert!(head.contains(words), "{words}");
    }
    let keys: Vec<_> = table.lines().skip(7).filter_map(|line| line.split('\t').next()).collect();
    assert!(keys.is_sorted());
}

#[test]
fn a_word_is_somebodys_name_or_an_ordinary_one() {
    let none = Word::default();
    let given = Word { given: true, ..none };
    let surname = Word { surname: true, ..none };
    let also = Word { also_given: true, ..none };
    let ordinary = Word { ordinary: true, ..none };
    for (folded, told) in [
        ("priya", given),
        ("citlali", given),
        ("siobhan", given),
        ("kowalski", surname),
        ("adeyemi", surname),
        ("health", ordinary),
        ("affairs", ordinary),
        ("seguridad", ordinary),
        ("derechos", ordinary),
        ("faith", also),
        // A surname that is a word is neither, and so is what names places or begins their names.
        ("grant", also),
        ("wise", none),
        ("hong", none),
        ("wrzeszcz", none),
        ("", none),
    ] {
        assert_eq!(word(folded), told, "{folded}");
    }
}
