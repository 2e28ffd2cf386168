//! Values say what the source says and no more.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use codebook::edtf::Point;
use codebook::value::{Duration, Form};
use codebook::{Edtf, Property, Technology, Value};
use proptest::prelude::*;

fn date(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn dates_are_read_as_written() {
    let forms = [
        "2019",
        "2019-06",
        "2019-06-28",
        "XXXX-06",
        "XXXX-02-29",
        "2011~",
        "[2020-02-05,2020-05-02]",
        "2019/2020-01",
        "2019/..",
        "../2020-12-31",
    ];
    for form in forms {
        assert_eq!(date(form).to_string(), form);
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for wrong in [
        "",
        "19",
        "20190628",
        "2019-13",
        "2019-02-30",
        "2021-02-29",
        "2019-6",
        "XXXX",
        "0999",
        "3000",
        "2019-06-28-01",
        "../..",
        "2020/2019",
        "[]",
        "+201",
        "２０１９",
    ] {
        assert!(wrong.parse::<Edtf>().is_err(), "`{wrong}` was taken for a date");
    }
}

#[test]
fn equal_candidates_are_one_date() {
    let day = Point::day(Some(2020), 5, 5).unwrap();
    assert_eq!(Edtf::one_of(vec![day, day]).unwrap(), Edtf::Point(day));
    assert!(Edtf::one_of(vec![]).is_err());
}

#[test]
fn dates_overlap_unless_they_cannot() {
    for (a, b, overlap) in [
        ("2019", "2019-06", true),
        ("2019", "2020", false),
        ("2019/..", "2024-01-01", true),
        ("2019/2020", "2021", false),
        ("XXXX-06", "2020-01-01", true),
        ("../2018", "2019", false),
    ] {
        assert_eq!(date(a).may_overlap(&date(b)), overlap, "{a} {b}");
        assert_eq!(date(b).may_overlap(&date(a)), overlap, "{b} {a}");
    }
}

#[test]
fn a_narrower_value_is_no_contradiction() {
    let cases = [
        (Form::Technology, "face_recognition_live", "face_recognition", true),
        (Form::Technology, "face_recognition_live", "face_recognition_retrospective", false),
        (Form::Date, "2019-06", "2019", true),
        (Form::Date, "2019-06", "2019-07", false),
        (Form::Response, "denied", "answered", true),
        (Form::Response, "denied", "granted", false),
        (Form::Response, "no_response", "answered", false),
        (Form::Money, "100 MXN", "100 USD", false),
        (Form::Money, "100.00 MXN", "100 MXN", true),
        (Form::Quantity, ">=1000", "1200", true),
        (Form::Quantity, ">=1000", "900", false),
        (Form::Quantity, "planned:400", "380", true),
        (Form::Quantity, "319", "320", false),
        (Form::Name, "Fiscalía  General", "FISCALIA GENERAL", true),
        (Form::Rate, "99.2", "error:0.8", false),
    ];
    for (form, a, b, agree) in cases {
        let (a, b) = (form.parse(a).unwrap(), form.parse(b).unwrap());
        assert_eq!(a.agrees_with(&b), agree, "{a} {b}");
        assert_eq!(b.agrees_with(&a), agree, "{b} {a}");
    }
}

#[test]
fn what_is_no_value_is_refused() {
    for (form, wrong) in [
        (Form::Money, "100"),
        (Form::Money, "100 XYZ"),
        (Form::Money, "MXN 100"),
        (Form::Quantity, "many"),
        (Form::Rate, "101"),
        (Form::Rate, "-1"),
        (Form::Duration, "P0Y"),
        (Form::Duration, "2Y"),
        (Form::Duration, "P+2Y"),
        (Form::Text, "  "),
        (Form::Technology, "telepathy"),
        (Form::Response, "maybe"),
    ] {
        assert!(form.parse(wrong).is_err(), "`{wrong}` was taken for {form:?}");
    }
}

#[test]
fn no_term_is_a_person() {
    for kind in codebook::Kind::ALL {
        assert!(!["person", "people", "official"].contains(&kind.as_str()));
    }
    assert!("person".parse::<codebook::Kind>().is_err());
}

#[test]
fn every_property_takes_a_form_and_is_found_by_its_name() {
    for property in Property::ALL {
        assert!(!property.forms().is_empty());
        assert_eq!(property.as_str().parse::<Property>().unwrap(), property);
    }
    for technology in Technology::ALL {
        assert_ne!(technology.broader(), Some(technology));
    }
}

proptest! {
    #[test]
    fn a_value_is_read_back_from_its_writing(value in any_value()) {
        let again = value.form().parse(&value.to_string()).unwrap();
        prop_assert_eq!(&again, &value);
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }

    #[test]
    fn no_text_makes_the_parsers_panic(text in "\\PC{0,30}") {
        for form in [Form::Money, Form::Date, Form::Duration, Form::Quantity, Form::Rate, Form::Text] {
            if let Ok(value) = form.parse(&text) {
                prop_assert_eq!(value.form(), form);
            }
        }
    }

    #[test]
    fn a_year_holds_its_days(year in 1000i16..3000, month in 1i8..=12, day in 1i8..=28) {
        let whole = Edtf::Point(Point::year(year).unwrap());
        let day = Edtf::Point(Point::day(Some(year), month, day).unwrap());
        prop_assert!(day.narrows(&whole));
        prop_assert!(!whole.narrows(&day));
        prop_assert!(whole.may_overlap(&day));
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let sign = prop_oneof![Just(""), Just(">="), Just("<"), Just("~")];
    let quantity =
        (any::<bool>(), sign, 0u64..1_000_000_000).prop_map(|(planned, sign, number)| {
            let planned = if planned { "planned:" } else { "" };
            Form::Quantity.parse(&format!("{planned}{sign}{number}")).unwrap()
        });
    let money = (0i64..10_000_000_000, 0u32..3).prop_map(|(amount, scale)| {
        let amount = rust_decimal::Decimal::new(amount, scale).normalize();
        Form::Money.parse(&format!("{amount} MXN")).unwrap()
    });
    let written =
        (0u32..1_000_000).prop_map(|amount| Form::Money.parse(&format!("{amount} ($)")).unwrap());
    let text = "[a-zñá]{1,8}( [a-zñá]{1,8}){0,4}".prop_map(|t| Form::Text.parse(&t).unwrap());
    let date = (1000i16..3000, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| {
        Value::Date(Edtf::Point(Point::day(Some(year), month, day).unwrap()))
    });
    let duration = (1u16..=9999)
        .prop_map(|count| Value::Duration(format!("P{count}M").parse::<Duration>().unwrap()));
    let technology = proptest::sample::select(&Technology::ALL).prop_map(Value::Technology);
    prop_oneof![quantity, money, written, text, date, duration, technology]
}
