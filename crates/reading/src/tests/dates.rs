use super::{of_country, settled};
use crate::dates::{dates, durations};
use crate::folded::Folded;

#[track_caller]
fn check(language: &str, country: Option<&str>, text: &str, expected: &[&str]) {
    let found: Vec<String> = dates(&Folded::new(text, 0), &of_country(language, country))
        .iter()
        .map(|f| f.value.to_string())
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dates_in_english() {
    for (text, expected) in [
        ("on 28 June, 2019", "2019-06-28"),
        ("the 3rd of March 2021", "2021-03-03"),
        ("January 24, 2020", "2020-01-24"),
        ("Feb. 5, 2020", "2020-02-05"),
        ("since February 2018", "2018-02"),
        ("in December", "XXXX-12"),
        ("last October", "XXXX-10"),
        ("on July 4", "XXXX-07-04"),
        ("2025-05-20 00:00:00", "2025-05-20"),
        ("2013/01/31", "2013-01-31"),
        ("18.2.2020", "2020-02-18"),
        ("03-25-2025", "2025-03-25"),
        ("in 2020", "2020"),
        ("late 2011", "2011~"),
        ("by the end of 2024", "2024~"),
        ("(2019)", "2019"),
    ] {
        check("en", None, text, &[expected]);
    }
}

#[test]
fn dates_in_spanish() {
    for (text, expected) in [
        ("el 5 de marzo de 2021", "2021-03-05"),
        ("1.º de mayo de 2022", "2022-05-01"),
        ("28 de junio del año 2019", "2019-06-28"),
        ("marzo de 2020", "2020-03"),
        ("en diciembre", "XXXX-12"),
        ("el 10 de enero", "XXXX-01-10"),
        ("últimos días de 2011", "2011~"),
        ("a finales de 2021", "2021~"),
        ("a mediados de 2014", "2014~"),
        ("En 2019, el gobierno", "2019"),
        ("31/12/2013", "2013-12-31"),
    ] {
        check("es", None, text, &[expected]);
    }
}

#[test]
fn day_and_month_are_told_apart_only_by_what_is_there() {
    check("en", None, "on 5.2.2020", &["[2020-02-05,2020-05-02]"]);
    check("en", Some("US"), "on 5/2/2020", &["2020-05-02"]);
    check("en", Some("GB"), "on 5/2/2020", &["2020-02-05"]);
    check("en", None, "on 5.5.2020", &["2020-05-05"]);
    let text = "Filed on 5.2.2020, answered on 18.2.2020 and sent on 4/3/2020.";
    let found: Vec<String> =
        dates(&Folded::new(text, 0), &settled(text)).iter().map(|f| f.value.to_string()).collect();
    assert_eq!(found, ["2020-02-05", "2020-02-18", "[2020-03-04,2020-04-03]"]);
}

#[test]
fn what_is_no_date() {
    for text in [
        "it may march on",
        "contract EA-IT20-2020",
        "DCA/TM/222/2020",
        "$2020",
        "2020.5 units",
        "31.02.2020x",
        "99/99/2020",
        "1850 cameras",
        "the Sept",
        "v2019a",
        "cir_2020_01",
        "",
    ] {
        check("en", None, text, &[]);
    }
}

#[test]
fn lengths_of_time() {
    for (text, expected) in [
        ("a five-year contract", "P5Y"),
        ("for 24 months", "P24M"),
        ("por un plazo de 90 días", "P90D"),
        ("contrato de dos años", "P2Y"),
        ("doce meses", "P12M"),
        ("two weeks", "P2W"),
    ] {
        let found: Vec<String> =
            durations(&Folded::new(text, 0)).iter().map(|f| f.value.to_string()).collect();
        assert_eq!(found, [expected], "{text}");
    }
    for text in ["years ago", "0 days", "many months", "el mes pasado"] {
        assert!(durations(&Folded::new(text, 0)).is_empty(), "{text}");
    }
}
