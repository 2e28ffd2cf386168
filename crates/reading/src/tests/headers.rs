//! Headers of columns and labels of forms: each names the field that stands under it.

use crate::fields::field;

#[test]
fn each_header_names_its_field() {
    let cases = include_str!("../../tests/cases/headers.tsv");
    let cases = cases.lines().filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for (header, wanted) in cases.filter_map(|line| line.split_once('\t')) {
        let found = field(header).map_or("-", crate::fields::Field::as_str);
        if found != wanted {
            wrong.push(format!("{header}: {found}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
