//! Saved searches: over fields, never over words.

use search::{DossierFeed, Refused, SavedSearch, Seer};

use crate::support::Dossier;

const NEWS: &str = "The Faro Police Department bought live facial recognition from Lumbrera Sistemas, S.A. de C.V. in March 2031.\n";
const MORE: &str = "The Puerto Lobo Police Department bought iris recognition from Lumbrera Sistemas, S.A. de C.V. in May 2031.\n";

fn save(dossier: &Dossier, typed: &str) -> Result<SavedSearch, Refused> {
    dossier.index.save(typed, &Seer::default()).unwrap()
}

#[test]
fn words_and_persons_are_refused_with_a_reason() {
    let dossier = Dossier::of(&[NEWS]);
    let refused = |typed: &str| save(&dossier, typed).unwrap_err();
    assert_eq!(refused(""), Refused::Empty);
    assert!(matches!(refused("recognition"), Refused::Words(_)));
    assert!(matches!(refused("technology:iris \"Faro Police\""), Refused::Words(_)));
    assert!(matches!(refused("subject:faro"), Refused::Field(_)));
    assert!(matches!(refused("source:news"), Refused::Field(_)));
    assert!(matches!(refused("agency:\"Juan Pérez\""), Refused::Person(_)));
    assert!(matches!(refused("vendor:Nobody"), Refused::Unknown(..)));
    assert!(matches!(refused("vendor:lumb*"), Refused::Unknown(..)));
    // A term that the codebook does not have is a word.
    assert!(matches!(refused("technology:telescope"), Refused::Words(_)));
}

#[test]
fn what_is_new_is_shown_once() {
    let mut dossier = Dossier::of(&[NEWS]);
    dossier.accept_all();
    dossier.follow();
    let facet = dossier.find("").facets.into_iter().find(|one| one.field.as_str() == "vendor");
    let vendor = facet.unwrap().values[0].value.clone();
    let saved = save(&dossier, &format!("vendor:\"{vendor}\" technology:iris")).unwrap();
    let since = dossier.index.row();
    let new = |dossier: &Dossier, since| {
        let feed = DossierFeed::new(&dossier.register, &dossier.archive);
        dossier.index.new_since(&feed, &Seer::default(), &saved, since, 10).unwrap()
    };
    assert!(new(&dossier, 0).is_empty());
    dossier.add("More", MORE);
    dossier.follow();
    assert!(new(&dossier, since).is_empty(), "nobody has accepted it");
    dossier.accept_all();
    dossier.follow();
    let hits = new(&dossier, since);
    assert!(!hits.is_empty());
    assert!(hits.iter().all(|hit| hit.quote.text.contains("iris")), "{hits:?}");
    assert!(new(&dossier, dossier.index.row()).is_empty());
}
