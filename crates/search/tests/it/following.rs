//! How the index keeps up with the log, and what it forgets.

use codebook::Visibility;
use search::{DossierFeed, Index};

use crate::support::{Dossier, holds};

#[test]
fn only_what_is_new_is_taken_in_and_nothing_twice() {
    let mut dossier = Dossier::of(&["Los lectores de huellas están en el puerto.\n"]);
    assert_eq!(dossier.index.row(), dossier.register.head().unwrap().0);
    let before = dossier.find("");
    let again = dossier.follow();
    assert!(!again.anew && !again.elsewhere);
    assert_eq!(dossier.find(""), before);
    dossier.add("Second", "Más lectores llegaron al puerto.\n");
    assert_eq!(dossier.find("lectores").texts_total, 1);
    dossier.follow();
    assert_eq!(dossier.find("lectores").texts_total, 2);
    // Another index of the same dossier, opened later, knows the same.
    let other = Index::open(dossier.path()).unwrap();
    assert_eq!(other.row(), dossier.index.row());
}

#[test]
fn what_is_purged_is_gone_from_the_disk() {
    let mut dossier = Dossier::of(&["Una palabra común del puerto.\n"]);
    let secret = dossier.add("Xilófonos", "La palabra ornitorrinco vive en el puerto.\n");
    dossier.follow();
    let index = dossier.path().join("index");
    assert_eq!(dossier.find("ornitorrinco").texts_total, 1);
    assert!(holds(&index, "ornitorrinco") && holds(&index, &secret.to_string()));
    dossier.purge(secret);
    assert!(!dossier.follow().anew);
    for gone in ["ornitorrinco", "xilofono", &secret.to_string()] {
        assert!(!holds(&index, gone), "{gone} is in the index still");
    }
    assert_eq!(dossier.find("ornitorrinco").texts_total, 0);
    assert_eq!(dossier.find("puerto").texts_total, 1);
}

#[test]
fn an_index_that_does_not_fit_is_made_again() {
    let mut dossier = Dossier::of(&["Cámaras en el faro.\n"]);
    let (files, before) = (dossier.path().join("index/files"), dossier.find(""));
    let metas = [
        ("damaged", "{".to_owned()),
        ("of another form", {
            let meta = std::fs::read_to_string(files.join("meta.json")).unwrap();
            meta.replace("\\\"form\\\":1", "\\\"form\\\":999")
        }),
        ("of another log", {
            let meta = std::fs::read_to_string(files.join("meta.json")).unwrap();
            let (head, tail) = meta.split_once("\\\"hash\\\":\\\"").unwrap();
            format!("{head}\\\"hash\\\":\\\"{}{}", "00", &tail[2..])
        }),
    ];
    for (how, meta) in metas {
        std::fs::write(files.join("meta.json"), meta).unwrap();
        dossier.index = Index::open(dossier.path()).unwrap();
        dossier.follow();
        assert_eq!(dossier.find(""), before, "{how}");
    }
    std::fs::remove_dir_all(dossier.path().join("index")).unwrap();
    dossier.index = Index::open(dossier.path()).unwrap();
    dossier.follow();
    assert_eq!(dossier.find(""), before);
}

#[test]
fn what_its_author_hid_is_not_found() {
    let mut dossier = Dossier::new();
    dossier.add_layers("Contract", "El contrato de las cámaras.\n", Some("El precio tachado.\n"));
    dossier.follow();
    assert_eq!(dossier.find("contrato").texts_total, 1);
    assert_eq!(dossier.find("tachado").texts_total, 0);
    assert!(!holds(&dossier.path().join("index"), "tachado"));
}

#[test]
fn two_do_not_write_and_who_reads_goes_on() {
    let mut dossier = Dossier::of(&["Cámaras en el faro.\n"]);
    dossier.add("Second", "Cámaras en el puerto.\n");
    let lock = std::fs::File::open(dossier.path().join("index/lock")).unwrap();
    lock.lock().unwrap();
    assert!(dossier.follow().elsewhere);
    assert_eq!(dossier.find("cámaras").texts_total, 1);
    lock.unlock().unwrap();
    // Another one writes: this one sees it without being opened again.
    let mut other = Index::open(dossier.path()).unwrap();
    other.follow(&DossierFeed::new(&dossier.register, &dossier.archive), &mut |_| ()).unwrap();
    assert_eq!(dossier.find("cámaras").texts_total, 2);
}

#[test]
fn a_decision_changes_what_is_found() {
    let mut dossier = Dossier::of(&[
        "The Faro Police Department has used live facial recognition since March 2031.\n",
    ]);
    let undecided = dossier.find("state:undecided").facts_total;
    assert!(undecided > 0);
    let row = dossier.index.row();
    dossier.accept_all();
    dossier.follow();
    assert!(dossier.index.row() > row);
    assert_eq!(dossier.find("state:accepted").facts_total, undecided);
    assert_eq!(dossier.find("").facts_total, undecided);
    let source = dossier.register.sources().unwrap()[0].source;
    dossier.show(source, Visibility::Public);
    dossier.follow();
    assert_eq!(dossier.find("").facts_total, undecided);
}
