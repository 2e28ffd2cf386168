//! Numbers as people write them: read where they can be read in one way, and not guessed where not.

use procurement::numbers::{Mark, Unread, read};
use proptest::prelude::*;

#[test]
fn what_can_be_read_in_one_way_is_read() {
    let cases = [
        ("1234567.89", "1234567.89"),
        ("1234567,89", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("$1,234.50", "1234.50"),
        ("$ 1,234.50 M.N.", "1234.50"),
        ("MXN 1,234.50", "1234.50"),
        ("1 234 567,89 €", "1234567.89"),
        ("1\u{a0}234\u{202f}567,89\u{a0}€", "1234567.89"),
        ("1'234'567.89", "1234567.89"),
        ("1’234’567", "1234567"),
        ("1 234", "1234"),
        ("1.234.567", "1234567"),
        ("12,345,678", "12345678"),
        ("1 234,567", "1234.567"),
        ("1,234.567", "1234.567"),
        // No thousands: they would have one to three digits before the mark, of which the first is no zero.
        ("1234.567", "1234.567"),
        ("0,123", "0.123"),
        ("0.500", "0.500"),
        ("12,5", "12.5"),
        ("12.50", "12.50"),
        ("1,2345", "1.2345"),
        (".5", "0.5"),
        ("$.50", "0.50"),
        ("-1.234,50", "-1234.50"),
        ("-$1,234.50", "-1234.50"),
        ("$ -5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("S/. 12,50", "12.50"),
        ("R$ 1.234,50", "1234.50"),
        ("£12.50", "12.50"),
        ("₲ 1.234.567", "1234567"),
        ("1,234.50 pesos", "1234.50"),
        ("1.5E+06", "1.5e+06"),
        ("1,234E+06", "1.234e+06"),
        ("007", "007"),
        ("0", "0"),
    ];
    for (text, plain) in cases {
        for mark in [None, Some(Mark::Point), Some(Mark::Comma)] {
            let number = read(text, mark).unwrap();
            assert_eq!((number.plain.as_str(), number.by_mark), (plain, false), "{text}");
        }
    }
}

#[test]
fn what_can_be_read_in_two_ways_needs_somebody_who_knows() {
    for (text, point, comma) in [
        ("1.234", "1.234", "1234"),
        ("1,234", "1234", "1.234"),
        ("$12.500", "12.500", "12500"),
        ("-123,456 EUR", "-123456", "-123.456"),
        ("1.000", "1.000", "1000"),
    ] {
        assert_eq!(read(text, None), Err(Unread::TwoWays), "{text}");
        for (mark, plain) in [(Mark::Point, point), (Mark::Comma, comma)] {
            let number = read(text, Some(mark)).unwrap();
            assert_eq!((number.plain.as_str(), number.by_mark), (plain, true), "{text}");
        }
    }
}

#[test]
fn what_is_no_number_is_none() {
    let none = [
        "",
        " ",
        "N/A",
        "-",
        "no aplica",
        "1.2 m",
        "2 millones",
        "5k",
        "12 %",
        "1,23,456",
        "12.34.56",
        "1.234,567,890",
        "1,234.567.8",
        "1 23",
        "1  234",
        "1, 234",
        "1.234 567",
        "2031-05-09",
        "1/2",
        "(1,234.50)",
        "1,234.-",
        "1..2",
        "012.345.678",
        "1e999",
        "1.2.3e4",
        "e5",
        "3 4",
        "$ $ 5 €€",
        "12¢",
    ];
    for text in none {
        for mark in [None, Some(Mark::Point), Some(Mark::Comma)] {
            assert_eq!(read(text, mark), Err(Unread::NoNumber), "{text}");
        }
    }
    assert_eq!(read(&"1".repeat(65), None), Err(Unread::NoNumber));
}

#[test]
fn a_number_names_its_currency() {
    for (text, fits, other) in [
        ("€ 5", "EUR", "GBP"),
        ("5 EUR", "EUR", "MXN"),
        ("$5", "MXN", "EUR"),
        ("US$5", "USD", "MXN"),
        ("$5 M.N.", "MXN", "USD"),
        ("£5", "GBP", "EUR"),
    ] {
        let number = read(text, None).unwrap();
        assert_eq!((number.may_be_in(fits), number.may_be_in(other)), (true, false), "{text}");
        assert!(!number.is_bare(), "{text}");
    }
    let bare = read("5", None).unwrap();
    assert!(bare.may_be_in("MXN") && bare.is_bare());
}

proptest! {
    #[test]
    fn any_way_of_writing_reads_as_the_same_number(whole in 1000_u64..10_u64.pow(12), cents in 0_u8..100) {
        let digits = whole.to_string();
        let parted = |mark: &str| {
            let first = digits.len() % 3;
            let mut groups: Vec<&str> = Vec::new();
            groups.extend(digits.get(..first).filter(|it| !it.is_empty()));
            groups.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
            groups.join(mark)
        };
        let plain = format!("{whole}.{cents:02}");
        for (thousands, tenths) in [(",", "."), (".", ","), (" ", ","), ("'", "."), ("", "."), ("", ",")] {
            let text = format!("{}{tenths}{cents:02}", parted(thousands));
            prop_assert_eq!(read(&text, None).unwrap().plain, plain.clone());
        }
    }

    #[test]
    fn nothing_makes_it_fail(text in "[0-9.,' $€eE+-]{0,12}") {
        for mark in [None, Some(Mark::Point), Some(Mark::Comma)] {
            if let Ok(number) = read(&text, mark) {
                prop_assert!(number.plain.parse::<f64>().is_ok(), "{}", number.plain);
            }
        }
    }
}
