use super::{of_country, settled};
use crate::dates::{dates, durations};
use crate::folded::Folded;
use crate::language::Language;

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
        ("on 17 August, 2031", "2031-08-17"),
        ("the 3rd of March 2021", "2021-03-03"),
        ("January 19, 2033", "2033-01-19"),
        ("Feb. 6, 2033", "2033-02-06"),
        ("since February 2031", "2031-02"),
        ("in December", "XXXX-12"),
        ("last October", "XXXX-10"),
        ("on July 4", "XXXX-07-04"),
        ("2032-07-14 08:30:00", "2032-07-14"),
        ("2033/01/30", "2033-01-30"),
        ("27.4.2032", "2032-04-27"),
        ("09-26-2033", "2033-09-26"),
        ("in 2033", "2033"),
        ("late 2033", "2033~"),
        ("by the end of 2034", "2034~"),
        ("(2032)", "2032"),
    ] {
        check("en", None, text, &[expected]);
    }
}

#[test]
fn dates_in_spanish() {
    for (text, expected) in [
        ("el 5 de marzo de 2021", "2021-03-05"),
        ("1.º de mayo de 2022", "2022-05-01"),
        ("17 de agosto del año 2031", "2031-08-17"),
        ("marzo de 2033", "2033-03"),
        ("en diciembre", "XXXX-12"),
        ("el 10 de enero", "XXXX-01-10"),
        ("últimos meses de 2033", "2033~"),
        ("a fines de 2034", "2034~"),
        ("a mediados de 2014", "2014~"),
        ("En 2032, la alcaldía", "2032"),
        ("30/11/2033", "2033-11-30"),
    ] {
        check("es", None, text, &[expected]);
    }
}

#[test]
fn day_and_month_are_told_apart_only_by_what_is_there() {
    check("en", None, "on 6.3.2032", &["[2032-03-06,2032-06-03]"]);
    check("en", Some("US"), "on 6/3/2032", &["2032-06-03"]);
    check("en", Some("GB"), "on 6/3/2032", &["2032-03-06"]);
    check("en", None, "on 6.6.2032", &["2032-06-06"]);
    let text = "Filed on 6.3.2032, answered on 27.4.2032 and sent on 4/3/2032.";
    let found: Vec<String> =
        dates(&Folded::new(text, 0), &settled(text)).iter().map(|f| f.value.to_string()).collect();
    assert_eq!(found, ["2032-03-06", "2032-04-27", "[2032-03-04,2032-04-03]"]);
}

#[test]
fn what_is_no_date() {
    for text in [
        "it may march on",
        "contract XB-QF77-2033",
        "QRS/LM/515/2033",
        "$2032",
        "2032.5 units",
        "31.02.2032x",
        "99/99/2032",
        "1850 cameras",
        "the Sept",
        "v2032a",
        "cir_2032_01",
        "",
    ] {
        check("en", None, text, &[]);
    }
}

#[test]
fn lengths_of_time() {
    for (text, expected) in [
        ("a six-year contract", "P6Y"),
        ("for 24 months", "P24M"),
        ("por un plazo de 90 días", "P90D"),
        ("contrato de dos años", "P2Y"),
        ("doce meses", "P12M"),
        ("two weeks", "P2W"),
    ] {
        let found: Vec<String> = durations(&Folded::new(text, 0), Language::Spanish)
            .iter()
            .map(|f| f.value.to_string())
            .collect();
        assert_eq!(found, [expected], "{text}");
    }
    for text in ["years ago", "0 days", "many months", "el mes pasado"] {
        assert!(durations(&Folded::new(text, 0), Language::Spanish).is_empty(), "{text}");
    }
}
