//! Contracting data on the command line: into a dossier, judged, published; and as a Parquet file.

use parquet::file::reader::{FileReader as _, SerializedFileReader};

use crate::support::{Desk, PURCHASES, any_file_holds};

/// Screens into the dossier, and gives what was said of it.
fn screened(desk: &Desk) -> String {
    let output = desk.run(&["screen", PURCHASES, "--by", "Inés", "--country", "MX"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn purchases_are_screened_judged_and_published_with_their_fields() {
    let desk = Desk::new();
    let first = screened(&desk);
    assert!(!first.contains(" 0 of them new"), "{first}");
    let proposed = desk.statements(&["--undecided"]);
    assert!(proposed.len() > 20, "{}", proposed.len());
    let again = screened(&desk);
    assert!(again.contains(" 0 of them new"), "{again}");
    assert_eq!(desk.statements(&[]).len(), proposed.len());
    desk.ok(&["verify", "--deep"]);

    desk.accept_all();
    desk.open_every_source();
    let site = desk.path().join("site");
    desk.ok(&["publish", site.to_str().unwrap(), "--release"]);
    desk.ok(&["verify", site.to_str().unwrap()]);
    for (lang, words) in [("es", "Compras en bloque"), ("en", "Purchases in bulk")] {
        let page = std::fs::read_to_string(site.join(lang).join("procurement.html")).unwrap();
        assert!(page.contains("Miradores del Golfo"), "{lang}");
        assert!(page.contains("R003"), "{lang}");
        assert!(page.contains(words), "{lang}: {words}");
    }
    // What was bought for staff's hours is no surveillance, and roads are none either.
    assert!(!any_file_holds(&site, "Bacheo"), "a road");
    // A file that may name people is not given away; its fields are shown.
    assert!(any_file_holds(&site, "18400000"), "an amount as it stands in the file");
}

#[test]
fn a_screening_can_be_kept_as_parquet() {
    let desk = Desk::new();
    let file = desk.path().join("screened.parquet");
    desk.ok(&["screen", PURCHASES, "--parquet", file.to_str().unwrap()]);
    let whole = desk.ok(&["screen", PURCHASES, "--csv"]);
    let rows = csv::Reader::from_reader(whole.as_bytes()).into_records().count();
    let parquet = SerializedFileReader::new(std::fs::File::open(&file).unwrap()).unwrap();
    assert_eq!(usize::try_from(parquet.metadata().file_metadata().num_rows()).unwrap(), rows);
}
