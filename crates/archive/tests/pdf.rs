//! PDF files: words in reading order with their boxes, and a clear word about those that give none.
//!
//! Needs `pdftotext`; where it is missing, the tests say so and pass.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support {
    pub(crate) mod pdf;
}

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use archive::{ExtractError, Extracted, Limits, text_layer};
use codebook::{LayerMap, MediaType, Role, Sha256, SourceId, Span};
use support::pdf::{drawn, pdf};

fn layer(bytes: &[u8], limits: &Limits) -> Result<Extracted, ExtractError> {
    text_layer(SourceId::new(Sha256::of(bytes)), MediaType::Pdf, bytes, Some("acta.pdf"), limits)
}

fn is_installed() -> bool {
    let found = std::process::Command::new("pdftotext").arg("-v").output().is_ok();
    if !found {
        println!("skipped: pdftotext is not installed (package poppler-utils)");
    }
    found
}

fn contract() -> Vec<u8> {
    pdf(
        "Acta de compra",
        &[
            &[
                (72.0, 720.0, "The city of Altamira awarded a contract"),
                (72.0, 707.0, "worth 1,250,000 pesos (VAT included)."),
                (72.0, 670.0, "It covers 40 cameras."),
            ],
            &[(72.0, 720.0, "Second page.")],
        ],
    )
}

#[test]
fn words_come_in_order_with_their_places() {
    if !is_installed() {
        return;
    }
    let made = layer(&contract(), &Limits::default()).unwrap();

    assert_eq!(
        made.layer.text(),
        "The city of Altamira awarded a contract\nworth 1,250,000 pesos (VAT included).\n\n\
         It covers 40 cameras.\n\u{c}Second page."
    );
    assert_eq!(made.meta.title.as_deref(), Some("Acta de compra"));
    assert_eq!(made.layer.extractor().name, "pdftotext");
    assert!(made.layer.extractor().version.ends_with("/3"));
    let LayerMap::Pages { pages } = made.layer.map() else { panic!("pages") };
    assert_eq!(pages.len(), 2);
    assert_eq!((pages[0].width, pages[0].height), (612.0, 792.0));
    let words: Vec<&str> =
        pages[0].words.iter().map(|word| &made.layer.text()[word.start..word.end]).collect();
    assert_eq!(words[..3], ["The", "city", "of"]);
    let [left, top, right, bottom] = pages[0].words[0].place;
    assert!((left - 72.0).abs() < 1.0 && right > left && bottom > top, "{left} {right}");
    assert!((60.0..75.0).contains(&top), "{top}");
}

#[test]
fn a_citation_knows_its_page_and_box() {
    if !is_installed() {
        return;
    }
    let made = layer(&contract(), &Limits::default()).unwrap();
    let start = made.layer.text().find("Second").unwrap();
    let span = Span::cut(&made.layer, start..start + "Second page".len(), Role::Quote).unwrap();
    let codebook::Locator::Page { page, region } = span.locator() else { panic!("a page") };
    assert_eq!(*page, 2);
    assert!(region[2] > region[0]);
}

/// Words at a place, of a size, and a black bar over them that goes beyond them by so many points.
fn barred(words: &str, size: f32, y: f32, beyond: f32) -> String {
    // The widths of Helvetica's digits, by which the bar can end where the word does.
    let width = 0.556 * size * words.len() as f32;
    format!(
        "BT /F1 {size} Tf 1 0 0 1 100 {y} Tm ({words}) Tj ET {x} {low} {wide} {high} re f\n",
        x = 100.0 - beyond,
        low = y - 0.25 * size,
        wide = width + 2.0 * beyond,
        high = 1.25 * size,
    )
}

#[test]
fn words_under_a_bar_are_hidden_however_small_they_are() {
    if !is_installed() {
        return;
    }
    let sizes = [12.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.5];
    for beyond in [2.0, 0.0] {
        for size in sizes {
            let seen = |words: &str, y: f32| {
                format!("BT /F1 {size} Tf 1 0 0 1 100 {y} Tm ({words}) Tj ET\n")
            };
            // A thin letter alone is too narrow in the smallest sizes.
            let words =
                if size < 4.0 { "They paid 500" } else { "They paid 500, I say, in l of XI" };
            let page = [
                seen(words, 700.0),
                barred("90417", size, 600.0, beyond),
                barred("7", size, 500.0, beyond),
            ];
            let made = layer(&drawn("", &[page.concat()]), &Limits::default()).unwrap();
            let case = format!("{size} points, {beyond} beyond");
            assert_eq!(made.layer.text(), words, "{case}");
            let hidden = made.hidden.unwrap();
            assert_eq!(
                hidden.text().split_whitespace().collect::<Vec<_>>(),
                ["90417", "7"],
                "{case}"
            );
            assert_eq!(made.unread, None, "{case}");
        }
    }
}

#[test]
fn words_too_small_for_any_look_are_told_of() {
    if !is_installed() {
        return;
    }
    let page = barred("90417", 0.5, 600.0, 2.0);
    let made = layer(&drawn("", &[page]), &Limits::default()).unwrap();
    let expected = "on 1 pages not all words could be looked for under boxes";
    assert_eq!(made.unread.as_deref(), Some(expected));
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    if !is_installed() {
        return;
    }
    let left = ["The council met on", "Monday and heard", "the complaint of"];
    let right = ["the neighbours, who", "asked for the file", "and got none."];
    let mut lines = Vec::new();
    for (x, column) in [(72.0, left), (330.0, right)] {
        for (row, line) in column.into_iter().enumerate() {
            lines.push((x, 720.0 - 13.0 * row as f32, line));
        }
    }
    let made = layer(&pdf("", &[&lines]), &Limits::default()).unwrap();
    let read: Vec<&str> = made.layer.text().split_whitespace().collect();
    let expected = [left, right].concat().join(" ");
    assert_eq!(read.join(" "), expected);
    assert_eq!(made.meta.title.as_deref(), Some("acta.pdf"));
}

#[test]
fn files_that_give_no_words_say_why() {
    if !is_installed() {
        return;
    }
    let whole = contract();
    let blank = pdf("", &[&[]]);
    let encrypted = include_bytes!("data/encrypted.pdf");
    let broken = [b"%PDF-1.4\n".as_slice(), &[b'x'; 500], b"\n%%EOF\n"].concat();
    let cases: [(&str, &[u8], &str); 5] = [
        ("truncated", &whole[..whole.len() / 2], "damaged or cut short (its end mark is missing)"),
        ("truncated at the end", &whole[..whole.len() - 8], "cut short"),
        ("encrypted", encrypted, "encrypted"),
        ("broken", &broken, "damaged"),
        ("blank", &blank, "none could be made out"),
    ];
    for (name, bytes, expected) in cases {
        let error = layer(bytes, &Limits::default()).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn a_missing_program_is_named_with_its_package() {
    let limits = Limits { pdftotext: "pdftotext-of-nowhere".to_owned(), ..Limits::default() };
    let error = layer(&contract(), &limits).unwrap_err();
    assert!(matches!(error, ExtractError::ToolMissing { .. }), "{error}");
    assert!(error.to_string().contains("apt-get install poppler-utils"), "{error}");
}

/// A program that tells its version as `pdftotext` does, and then does what `body` says.
fn pretend(body: &str) -> (tempfile::TempDir, Limits) {
    let dir = tempfile::tempdir().unwrap();
    let program = dir.path().join("pdftotext");
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = -v ]; then echo 'pdftotext version 1.0' >&2; exit 0; fi\n{body}\n"
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let limits = Limits { pdftotext: program.to_string_lossy().into_owned(), ..Limits::default() };
    (dir, limits)
}

#[test]
fn programs_get_a_file_without_a_name() {
    // Nothing is left of it then, though this process were killed now.
    let (_dir, limits) = pretend(
        "for it; do if [ -f \"$it\" ] && [ ! -L \"$it\" ]; then echo \"named $it\" >&2; exit 9; fi; done\n\
         head -c 5 /dev/stdin >&2; exit 9",
    );
    let error = layer(&contract(), &limits).unwrap_err().to_string();
    assert!(error.contains("failed: %PDF-; try once more"), "{error}");
}

#[test]
fn time_memory_and_output_are_bounded() {
    let (_dir, limits) = pretend("exec sleep 30");
    let limits = Limits { pdf_time: Duration::from_millis(200), ..limits };
    let began = std::time::Instant::now();
    let error = layer(&contract(), &limits).unwrap_err();
    assert!(matches!(error, ExtractError::Time { .. }), "{error}");
    assert!(began.elapsed() < Duration::from_secs(10));

    let (_dir, limits) = pretend("exec cat /dev/zero");
    let limits = Limits { pdf_output: 1 << 16, ..limits };
    let error = layer(&contract(), &limits).unwrap_err();
    assert!(matches!(error, ExtractError::Output { .. }), "{error}");

    let (_dir, limits) = pretend("echo \"terminate: 'std::bad_alloc'\" >&2; exit 134");
    let error = layer(&contract(), &limits).unwrap_err();
    assert!(matches!(error, ExtractError::Memory { .. }), "{error}");
}

#[test]
fn the_memory_bound_reaches_the_program() {
    let (_dir, limits) = pretend("ulimit -v >&2; exit 9");
    let limits = Limits { pdf_memory: 300 << 20, ..limits };
    let error = layer(&contract(), &limits).unwrap_err().to_string();
    if error.contains("unlimited") {
        println!("skipped: this system bounds no address space");
        return;
    }
    assert!(error.contains(&(300 * 1024).to_string()), "{error}");
}
