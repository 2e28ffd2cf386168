//! Who sees what: nothing of a confidential source reaches anybody not admitted, not by a count either.

use codebook::Visibility;
use search::Seer;

use crate::support::{Dossier, text};

const OPEN: &str =
    "The Faro Police Department has used live facial recognition since March 2031.\n";
const CLOSED: &str = "The Faro Police Department has used iris recognition from Lumbrera Sistemas, S.A. de C.V. since May 2032.\n";

#[test]
fn who_is_not_admitted_finds_what_they_would_if_it_were_not_there() {
    let without = Dossier::of(&[OPEN]);
    let mut with = Dossier::of(&[OPEN]);
    let closed = with.add("Leaked", CLOSED);
    with.follow();
    let everything = with.find("").facts_total;
    // The index has it as it was: who may see it is asked of the register, not of the index.
    with.show(closed, Visibility::Confidential);
    let stranger = Seer::of(&with.register, None).unwrap();
    let queries = [
        "",
        "iris",
        "lumbrera",
        "recognition",
        "technology:iris",
        "vendor:lumbrera",
        "year:2032",
        "source:leaked",
        "-technology:iris",
        "leaked",
        "2032",
        "source:Document",
    ];
    for followed in [false, true] {
        if followed {
            with.follow();
        }
        for typed in queries {
            assert_eq!(with.find_as(typed, &stranger), without.find(typed), "{typed} {followed}");
        }
    }
    let lucia = text("Lucía");
    assert_eq!(Seer::of(&with.register, Some(&lucia)).unwrap(), stranger);
    with.admit(closed, &lucia);
    let admitted = Seer::of(&with.register, Some(&lucia)).unwrap();
    assert_eq!(with.find_as("", &admitted).facts_total, everything);
    assert!(with.find_as("iris", &admitted).texts_total > 0);
}
