//! Numbers of a PDF that a second program reads differently. The second program is a stand-in that
//! says what each test needs; `pdftotext` must be installed, else the tests say so and pass.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support {
    pub(crate) mod pdf;
}

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use archive::{Archive, Extracted, Limits, PdfWord, text_layer};
use codebook::{LayerMap, MediaType, Sha256, SourceId};
use support::pdf::pdf;

fn is_installed() -> bool {
    let found = std::process::Command::new("pdftotext").arg("-v").output().is_ok();
    if !found {
        println!("skipped: pdftotext is not installed (package poppler-utils)");
    }
    found
}

fn contract() -> Vec<u8> {
    let first = [
        (72.0, 720.0, "The city of Altamira awarded a contract"),
        (72.0, 700.0, "worth 1,250,000 pesos in May 2031."),
        (72.0, 680.0, "It covers 40 cameras."),
    ];
    pdf("Acta", &[&first, &[(72.0, 720.0, "Second page, 40 words.")]])
}

fn layer(bytes: &[u8], limits: &Limits) -> Extracted {
    let source = SourceId::new(Sha256::of(bytes));
    text_layer(source, MediaType::Pdf, bytes, None, limits).unwrap()
}

/// Each word of a layer, by page, with its place and whether it is disputed.
fn words(made: &Extracted) -> Vec<Vec<(String, [f32; 4], bool)>> {
    let LayerMap::Pages { pages } = made.layer.map() else { panic!("pages") };
    let text = made.layer.text();
    let word = |word: &codebook::layer::Word| {
        (text[word.start..word.end].to_owned(), word.place, word.disputed)
    };
    pages.iter().map(|page| page.words.iter().map(word).collect()).collect()
}

fn disputed(made: &Extracted) -> Vec<String> {
    words(made).into_iter().flatten().filter(|(.., yes)| *yes).map(|(text, ..)| text).collect()
}

/// A stand-in that does what `body` says.
fn second(body: &str) -> (tempfile::TempDir, Limits) {
    let dir = tempfile::tempdir().unwrap();
    let program = dir.path().join("second");
    fs::write(&program, format!("#!/bin/sh\n{body}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let pdf_numbers = vec![program.to_string_lossy().into_owned()];
    (dir, Limits { pdf_numbers, ..Limits::default() })
}

/// A stand-in that writes these lines.
fn saying(lines: &[String]) -> (tempfile::TempDir, Limits) {
    let (dir, limits) = second("cat > /dev/null; cat \"$(dirname \"$0\")/lines\"");
    fs::write(dir.path().join("lines"), lines.join("\n")).unwrap();
    (dir, limits)
}

/// What a second program says that reads `pages` as they are, but for what `otherwise` makes of a word:
/// the words to put in its place, which share it from left to right.
fn read(bytes: &[u8], otherwise: impl Fn(usize, &str) -> Option<Vec<&'static str>>) -> Vec<String> {
    let line = |(page, words): (usize, Vec<(String, [f32; 4], bool)>)| {
        let mut said = Vec::new();
        for (text, [left, top, right, bottom], _) in words {
            let instead = otherwise(page, &text).unwrap_or_default();
            let parts = match otherwise(page, &text) {
                Some(_) => instead.iter().map(ToString::to_string).collect(),
                None => vec![text],
            };
            let width = (right - left) / parts.len().max(1) as f32;
            for (nth, text) in parts.into_iter().enumerate() {
                let left = left + width * nth as f32;
                let edges = [left, 792.0 - bottom, left + width, 792.0 - top];
                said.push(PdfWord { text, edges });
            }
        }
        said.retain(|word| word.text.contains(|letter: char| letter.is_ascii_digit()));
        serde_json::to_string(&said).unwrap()
    };
    words(&layer(bytes, &Limits::default())).into_iter().enumerate().map(line).collect()
}

#[test]
fn what_is_read_differently_is_marked_in_its_place() {
    if !is_installed() {
        return;
    }
    type Case =
        (&'static str, usize, &'static str, &'static [&'static str], &'static [&'static str]);
    let cases: [Case; 10] = [
        ("the same", 0, "-", &[], &[]),
        ("another number", 0, "1,250,000", &["1,750,000"], &["1,250,000"]),
        ("another sign", 0, "1,250,000", &["1.250,000"], &["1,250,000"]),
        ("a blank within", 0, "1,250,000", &["1,250", ",000"], &[]),
        ("blanks between digits", 0, "1,250,000", &["1,", "25", "0,000"], &[]),
        ("no number at all", 0, "40", &[], &["40"]),
        ("one page of two", 1, "40", &["46"], &["40"]),
        ("a word as a number", 0, "cameras.", &["123"], &["cameras."]),
        ("a sign beside it", 0, "2031.", &["(2031)"], &[]),
        ("a part of it", 0, "2031.", &["203"], &["2031."]),
    ];
    let contract = contract();
    let plain = layer(&contract, &Limits::default());
    for (name, page, word, instead, expected) in cases {
        let lines =
            read(&contract, |at, text| (at == page && text == word).then(|| instead.to_vec()));
        let (_dir, limits) = saying(&lines);
        let made = layer(&contract, &limits);
        assert_eq!(disputed(&made), expected, "{name}");
        assert_eq!(made.unread, None, "{name}");
        assert_eq!(made.layer.text(), plain.layer.text(), "{name}");
        assert_eq!(made.layer.id(), plain.layer.id(), "{name}");
    }
}

#[test]
fn places_count_less_than_numbers_where_nothing_else_stands() {
    if !is_installed() {
        return;
    }
    let contract = contract();
    let word = |text: &str, left: f32, bottom: f32, right: f32| PdfWord {
        text: text.to_owned(),
        edges: [left, bottom, right, bottom + 11.0],
    };
    let whole = [("1,250,000", 400.0), ("2031.", 450.0), ("40", 500.0)];
    let elsewhere = |more: Option<PdfWord>| {
        let words = whole.map(|(text, left)| word(text, left, 60.0, left + 30.0));
        let words: Vec<PdfWord> = words.into_iter().chain(more).collect();
        vec![
            serde_json::to_string(&words).unwrap(),
            serde_json::to_string(&[word("40", 10.0, 10.0, 20.0)]).unwrap(),
        ]
    };
    // Off the page: nobody sees it.
    let off = word("99", 700.0, 60.0, 720.0);
    // Where no word is near there is none to mark; beside one, that is marked.
    let far = word("77", 300.0, 300.0, 312.0);
    let beside = word("9", 60.0, 677.0, 66.0);
    let cases =
        [(None, vec![]), (Some(off), vec![]), (Some(far), vec![]), (Some(beside), vec!["It"])];
    for (more, expected) in cases {
        let (_dir, limits) = saying(&elsewhere(more));
        assert_eq!(disputed(&layer(&contract, &limits)), expected);
    }
}

#[test]
fn places_follow_the_turn_of_a_page() {
    if !is_installed() {
        return;
    }
    let turned = include_bytes!("data/offset-box-turned.pdf");
    let from = b"/Rotate 90 /Trans << >>";
    let at = turned.windows(from.len()).position(|bytes| bytes == from).unwrap();
    // Two parts of one number, in their places in the page's own measure: elsewhere they would be two.
    let part = |text: &str, left: f32, right: f32| PdfWord {
        text: text.to_owned(),
        edges: [left, 697.0, right, 710.5],
    };
    let parts = [part("4,3", 187.7, 203.0), part("50", 203.0, 214.7)];
    let (_dir, limits) = saying(&[serde_json::to_string(&parts).unwrap()]);
    // All of one length, so that the file's table of offsets holds.
    let turns = ["/Rotate 0  /Trans << >>", "/Rotate 90 /Trans << >>", "/Rotate 180 /Trans <<>>"];
    for turn in turns.into_iter().chain(["/Rotate 270 /Trans <<>>"]) {
        let mut bytes = turned.to_vec();
        bytes[at..at + from.len()].copy_from_slice(turn.as_bytes());
        let made = layer(&bytes, &limits);
        assert!(made.layer.text().contains("4,350"), "{turn}");
        assert_eq!(disputed(&made), Vec::<String>::new(), "{turn}");
        assert_eq!(made.unread, None, "{turn}");
    }
}

#[test]
fn a_second_program_that_fails_costs_nothing_but_a_word() {
    if !is_installed() {
        return;
    }
    let contract = contract();
    let plain = layer(&contract, &Limits::default());
    let cases = [
        ("none", "exit 3", None),
        ("dies", "kill -SEGV $$", Some("not compared with pdfium's")),
        ("fails", "echo 'no such luck' >&2; exit 1", Some("no such luck")),
        ("hangs", "exec sleep 30", Some("not compared with pdfium's")),
        ("too much", "exec cat /dev/zero", Some("not compared with pdfium's")),
        ("nothing", "exit 0", Some("on 2 pages numbers were not compared")),
        ("no JSON", "echo '[[1,'; echo null", Some("on 2 pages numbers were not compared")),
        ("endless", "echo '[{\"text\":\"1\",\"edges\":[1e300,0,0,0]}]'", Some("on 2 pages")),
    ];
    for (name, body, expected) in cases {
        let (_dir, limits) = second(body);
        let limits = if name == "hangs" {
            Limits { pdf_time: Duration::from_secs(2), ..limits }
        } else {
            Limits { pdf_output: 1 << 22, ..limits }
        };
        let made = layer(&contract, &limits);
        assert_eq!(made.layer, plain.layer, "{name}");
        match expected {
            None => assert_eq!(made.unread, None, "{name}"),
            Some(words) => {
                let said = made.unread.unwrap();
                assert!(said.contains(words), "{name}: {said}");
            }
        }
    }
}

#[test]
fn a_layer_known_without_marks_is_kept_as_it_is() {
    if !is_installed() {
        return;
    }
    let contract = contract();
    let there = tempfile::tempdir().unwrap();
    let archive = Archive::create(there.path()).unwrap();
    archive.keep_bytes(&contract).unwrap();
    let first = archive.keep_layer(&layer(&contract, &Limits::default()).layer).unwrap();
    let lines = read(&contract, |_, text| (text == "40").then(|| vec!["46"]));
    let (_dir, limits) = saying(&lines);
    let made = layer(&contract, &limits);
    assert_eq!(disputed(&made), ["40", "40"]);
    assert_eq!(archive.keep_layer(&made.layer).unwrap(), first);
    assert_eq!(archive.layer(&first).unwrap(), layer(&contract, &Limits::default()).layer);
}
