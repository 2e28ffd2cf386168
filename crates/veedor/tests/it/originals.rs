//! Originals that the public may have: beside the text of a public source, where somebody said so.

use std::path::{Path, PathBuf};

use crate::support::{DEMO, Desk, any_file_holds};

const WORDS: &str = "The Port Almeda Police Department has used live facial recognition since March \
    2031. The Faro system has 240 cameras, says Zoraida Quintanar.\n";

fn publish(desk: &Desk) -> PathBuf {
    let out = desk.path().join("site");
    desk.ok(&["publish", out.to_str().unwrap(), "--release"]);
    out
}

fn originals(site: &Path) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(site.join("originals"));
    folder.into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

/// A dossier with one document, all of it accepted.
fn with_letter() -> (Desk, String) {
    let desk = Desk::new();
    let file = desk.document("letter.txt", WORDS);
    desk.ok(&["add", &file]);
    desk.accept_all();
    let list = desk.ok(&["source", "--list"]);
    let source = list.split_whitespace().next().unwrap().to_owned();
    (desk, source)
}

#[test]
fn the_public_has_an_original_where_somebody_said_so_and_the_source_is_public() {
    let (desk, source) = with_letter();
    desk.ok(&["source", &source, "--visibility", "public"]);
    assert_eq!(originals(&publish(&desk)), Vec::<PathBuf>::new(), "text and quotes alone");
    desk.ok(&["source", &source, "--offer-original"]);
    let site = publish(&desk);
    let [file] = originals(&site).try_into().unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), WORDS);
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(name.ends_with(".txt") && name.contains(source.trim_end_matches('…')), "{name}");
    for lang in ["es", "en"] {
        assert!(any_file_holds(
            &site.join(lang).join("sources"),
            &format!("../../originals/{name}")
        ));
    }
    let told = desk.ok(&["verify", site.to_str().unwrap()]);
    assert!(told.contains("1  originals against the digests of their sources"), "{told}");

    // Another file in its place does not hold, though the manifest may be made to fit.
    std::fs::write(&file, WORDS.replace("240", "241")).unwrap();
    let told = desk.run(&["verify", site.to_str().unwrap()]);
    assert!(!told.status.success());
    std::fs::write(&file, WORDS).unwrap();

    // What the public may not have any more goes.
    let takes_back: [&[&str]; 3] = [
        &["source", &source, "--keep-original"],
        &["source", &source, "--visibility", "withheld"],
        &["redact", &source, "--words", "Zoraida Quintanar", "--why", "a private person"],
    ];
    for act in takes_back {
        desk.ok(&["source", &source, "--offer-original", "--visibility", "public"]);
        assert_eq!(originals(&publish(&desk)).len(), 1, "{act:?}");
        desk.ok(act);
        let site = publish(&desk);
        assert_eq!(originals(&site), Vec::<PathBuf>::new(), "{act:?}");
        desk.ok(&["verify", site.to_str().unwrap()]);
    }
    let refused = desk.run(&["source", &source, "--offer-original"]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains("redacted"), "{told}");
    desk.ok(&["verify"]);
}

/// What a browser would lay out or run does not keep its ending, and what has hidden words or files in it is not
/// offered.
#[test]
fn an_original_is_a_file_to_keep_and_has_nothing_hidden_in_it() {
    let desk = Desk::new();
    let page = format!("{DEMO}/03-star-tarandia-face-cameras.html");
    let mail = "From: a@faro.example\r\nSubject: Faro\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n\
        The Faro system has 240 cameras.\r\n--x\r\nContent-Type: text/plain\r\n\
        Content-Disposition: attachment; filename=annex.txt\r\n\r\nThe annex.\r\n--x--\r\n";
    let mail = desk.document("letter.eml", mail);
    desk.ok(&["add", &page, &mail]);
    desk.open_every_source();
    let list = desk.ok(&["source", "--list"]);
    let offer = |kind: &str| {
        let line =
            list.lines().find(|line| line.contains(kind)).unwrap_or_else(|| panic!("{list}"));
        desk.run(&["source", line.split_whitespace().next().unwrap(), "--offer-original"])
    };
    let refused = offer("message/rfc822");
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains("files in it"), "{told}");
    assert!(offer("text/html").status.success());
    let site = publish(&desk);
    let [file] = originals(&site).try_into().unwrap();
    assert!(file.to_str().unwrap().ends_with(".html.bin"), "{}", file.display());
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(&page).unwrap());
    desk.ok(&["verify", site.to_str().unwrap()]);
}
