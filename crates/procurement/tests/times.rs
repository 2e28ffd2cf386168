//! Dates as published: every day of two centuries comes back as it was, and days that are none are none.

use procurement::time::{moment, whole_days, written, year};

#[test]
fn every_day_comes_back_as_it_was() {
    let mut last = None;
    for of_year in 1900..=2100_i16 {
        for month in 1..=12 {
            for day in 1..=31 {
                let text = format!("{of_year}-{month:02}-{day:02}");
                let leap = of_year % 4 == 0 && (of_year % 100 != 0 || of_year % 400 == 0);
                let days = [31, 28 + i32::from(leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
                let read = moment(&text);
                assert_eq!(read.is_some(), day <= days[month - 1], "{text}");
                let Some(read) = read else { continue };
                assert_eq!((written(read), year(read)), (text.clone(), of_year));
                assert!(last.is_none_or(|last| whole_days(last, read) == 1), "{text}");
                last = Some(read);
            }
        }
    }
}

#[test]
fn forms_that_publishers_write() {
    let cases = [
        ("2031-03-01T10:30:00Z", Some((2031, 10 * 3600 + 30 * 60))),
        ("2031-03-01T10:30:00-04:00", Some((2031, 14 * 3600 + 30 * 60))),
        ("2031-03-01T10:30:00.123+0200", Some((2031, 8 * 3600 + 30 * 60))),
        ("2031-03-01 00:00:00 GMT", Some((2031, 0))),
        ("01/03/2031", Some((2031, 0))),
        ("2031-02-29", None),
        ("1031-03-01", None),
        ("marzo", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let read = moment(text).map(|moment| (year(moment), moment.seconds().rem_euclid(86_400)));
        assert_eq!(read, expected, "{text}");
    }
}
