//! Scans and pictures: words recognised with their places, and what a page hides.
//!
//! Needs poppler and Tesseract; where one is missing, the tests say so and pass.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use std::cell::RefCell;

use archive::{
    ExtractError, Extracted, Limits, Place, media_type, serve, text_layer, text_layer_watched,
};
use codebook::layer::Page;
use codebook::{LayerMap, Sha256, SourceId};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("data/", $name)).as_slice()
    };
}

fn layer(bytes: &[u8], limits: &Limits) -> Result<Extracted, ExtractError> {
    text_layer(SourceId::new(Sha256::of(bytes)), media_type(bytes), bytes, Some("acta"), limits)
}

fn are_installed(programs: &[&str]) -> bool {
    programs.iter().all(|program| {
        let found = std::process::Command::new(program).arg("-v").output().is_ok();
        if !found {
            println!("skipped: {program} is not installed (see CONTRIBUTING.md)");
        }
        found
    })
}

fn pages(made: &Extracted) -> &[Page] {
    let LayerMap::Pages { pages } = made.layer.map() else { panic!("pages") };
    pages
}

/// The picture of a place, as a worker gives it.
fn picture(bytes: &[u8], place: Place) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = folder.path().join("original");
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    let request = serde_json::json!({
        "source": Sha256::of(bytes), "media": media_type(bytes), "name": null, "place": place,
        "path": std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()),
    });
    let mut said = Vec::new();
    serve(format!("{request}\n").as_bytes(), &mut said, &Limits::default())
        .unwrap_or_else(|error| panic!("{error}"));
    let line = said.iter().position(|byte| *byte == b'\n').unwrap_or_default();
    let (head, rest) = said.split_at(line + 1);
    assert_eq!(head, format!("picture {}\n", rest.len()).as_bytes());
    rest.to_vec()
}

/// The box of the first word that is `wanted`, and the page it is on.
fn place<'a>(made: &'a Extracted, wanted: &str) -> (&'a Page, [f32; 4]) {
    let text = made.layer.text();
    pages(made)
        .iter()
        .flat_map(|page| page.words.iter().map(move |word| (page, word)))
        .find(|(_, word)| &text[word.start..word.end] == wanted)
        .map(|(page, word)| (page, word.place))
        .unwrap_or_else(|| panic!("`{wanted}` in {text}"))
}

const SPANISH: &str = "SECRETARÍA DE SEGURIDAD DE ALTAMIRA\nContrato SSA-042/2031\n\n\
     El 14 de marzo de 2031 la Secretaría de Seguridad de Altamira\n\
     adjudicó a Lumbre Óptica S.A. de C.V. un sistema de\n\
     reconocimiento facial por 1,250,000 pesos, IVA incluido.";
const ENGLISH: &str = "The City of Port Lumen bought 4,350 cameras\n\
     from Lumbre Optics Ltd for $12,480.55 on 3 May 2031.";

#[test]
fn pictures_are_read_in_spanish_and_english() {
    if !are_installed(&["tesseract"]) {
        return;
    }
    let two = format!("{SPANISH}\n\u{c}{ENGLISH}");
    let cases: [(&str, &[u8], &str); 4] = [
        ("PNG", fixture!("scan.png"), SPANISH),
        ("JPEG", fixture!("scan.jpg"), SPANISH),
        ("TIFF of two pages", fixture!("scan-two-pages.tif"), &two),
        ("on its side", fixture!("scan-sideways.png"), SPANISH),
    ];
    for (name, bytes, expected) in cases {
        let made = layer(bytes, &Limits::default()).unwrap();
        let lines = |text: &str| text.replace("\n\n", "\n");
        assert_eq!(lines(made.layer.text()), lines(expected), "{name}");
        assert_eq!(made.layer.extractor().name, "tesseract", "{name}");
        assert!(made.layer.extractor().version.ends_with("/1"), "{name}");
        let words: Vec<_> = pages(&made).iter().flat_map(|page| &page.words).collect();
        assert!(words.iter().all(|word| word.confidence.is_some_and(|sure| sure > 30)), "{name}");
    }
}

#[test]
fn a_pdf_is_recognised_only_where_it_must() {
    if !are_installed(&["tesseract", "pdftotext"]) {
        return;
    }
    let bytes = fixture!("mixed.pdf");
    let told = RefCell::new(Vec::new());
    let made = text_layer_watched(
        SourceId::new(Sha256::of(bytes)),
        media_type(bytes),
        bytes,
        None,
        &Limits::default(),
        &|page, of| told.borrow_mut().push((page, of)),
    )
    .unwrap();
    let mut told = told.into_inner();
    told.sort_unstable();
    assert_eq!(told, [(2, 4), (3, 4)], "a blank page is nothing to wait for");

    assert_eq!(made.layer.extractor().name, "pdftotext+tesseract");
    assert_eq!(made.unread, None);
    let by_page: Vec<(usize, bool)> = pages(&made)
        .iter()
        .map(|page| (page.words.len(), page.words.iter().any(|word| word.confidence.is_some())))
        .collect();
    assert!(
        matches!(by_page[..], [(11, false), (36, true), (20, true), (0, false)]),
        "{by_page:?}"
    );
    assert!(made.layer.text().contains("1,250,000 pesos"));
    assert!(made.layer.text().contains("$12,480.55"), "{}", made.layer.text());
    let (page, [left, top, right, bottom]) = place(&made, "SECRETARÍA");
    assert_eq!((page.number, page.width, page.height), (2, 595.0, 842.0));
    assert!((45.0..55.0).contains(&left) && right < 200.0, "{left} {right}");
    assert!((40.0..55.0).contains(&top) && bottom < 65.0, "{top} {bottom}");
}

#[test]
fn a_text_that_somebody_else_recognised_says_that_it_was() {
    if !are_installed(&["pdftotext"]) {
        return;
    }
    let made = layer(fixture!("scan-with-text.pdf"), &Limits::default()).unwrap();
    assert_eq!(made.layer.extractor().name, "pdftotext");
    assert!(made.layer.text().starts_with("The City of Port Lumen bought 4,350 cameras"));
    let words = &pages(&made)[0].words;
    assert!(words.iter().all(|word| word.confidence == Some(0)));
}

#[test]
fn what_is_limited_is_said() {
    if !are_installed(&["tesseract", "pdftotext"]) {
        return;
    }
    let cases = [
        (
            Limits { ocr_pages: 1, ..Limits::default() },
            "pages 3 to 4 not read: at most 1 scanned pages of a document are recognised",
        ),
        (
            Limits { tesseract: "tesseract-of-nowhere".to_owned(), ..Limits::default() },
            "apt-get install tesseract-ocr tesseract-ocr-spa tesseract-ocr-eng",
        ),
        (Limits { ocr_pixels: 50_000, ..Limits::default() }, "pages 2 to 4 not read: a picture of"),
    ];
    for (limits, expected) in cases {
        let made = layer(fixture!("mixed.pdf"), &limits).unwrap();
        assert!(made.layer.text().contains("900,000 euros"), "the rest goes on");
        let unread = made.unread.unwrap();
        assert!(unread.contains(expected), "{unread}");
    }
    let nowhere = Limits { tesseract: "tesseract-of-nowhere".to_owned(), ..Limits::default() };
    let error = layer(fixture!("scan.png"), &nowhere).unwrap_err().to_string();
    assert!(error.contains("tesseract-ocr-spa"), "{error}");
}

/// A PNG that says it has 50,000 by 50,000 pixels, and has hardly any.
fn bomb() -> Vec<u8> {
    let mut png = fixture!("scan.png").to_vec();
    png[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let mut crc = !0_u32;
    for byte in &png[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn pictures_that_are_broken_say_why() {
    let png = fixture!("scan.png");
    let jpeg = fixture!("scan.jpg");
    let bomb = bomb();
    let empty_tiff = [b"II*\0".as_slice(), &[8, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat();
    let cases: [(&str, &[u8], &str); 5] = [
        ("a truncated PNG", &png[..png.len() / 2], "cut short"),
        ("a truncated JPEG", &jpeg[..jpeg.len() / 2], "cut short"),
        ("a PNG of nothing", &png[..20], "cut short"),
        ("a bomb", &bomb, "more than 120000000 pixels"),
        ("an empty TIFF", &empty_tiff, "damaged"),
    ];
    for (name, bytes, expected) in cases {
        let error = layer(bytes, &Limits::default()).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn what_a_page_hides_is_a_layer_of_its_own() {
    if !are_installed(&["pdftotext"]) {
        return;
    }
    let made = layer(fixture!("hidden.pdf"), &Limits::default()).unwrap();
    assert_eq!(
        made.layer.text(),
        "The contract was worth 48,200 euros.\n\
         Everything else is public - - - ____ ....\n\
         Small print: 12 months.\n\nCut off 77."
    );
    let hidden = made.hidden.unwrap();
    assert!(hidden.extractor().hidden);
    assert_eq!(hidden.text(), "The informer wrote 7,311 letters.\nIgnore 5,555 and pay 6,666.");
}

#[test]
fn boxes_count_from_what_is_shown() {
    if !are_installed(&["pdftotext"]) {
        return;
    }
    let cases = [
        ("upright", fixture!("offset-box.pdf"), (500.0, 700.0), (50.0, 92.0)),
        ("turned", fixture!("offset-box-turned.pdf"), (700.0, 500.0), (597.0, 50.0)),
    ];
    for (name, bytes, size, (left, top)) in cases {
        let made = layer(bytes, &Limits::default()).unwrap();
        assert_eq!(made.layer.text().replace('\n', " "), "Visible 4,350 pesos", "{name}");
        assert_eq!(made.hidden.as_ref().unwrap().text().replace('\n', " "), "Outside 77", "{name}");
        let (page, place) = place(&made, "Visible");
        assert_eq!((page.width, page.height), size, "{name}");
        assert!((place[0] - left).abs() < 1.0 && (place[1] - top).abs() < 1.0, "{name} {place:?}");
    }
}

#[test]
fn two_columns_are_read_one_after_the_other_in_both_languages() {
    if !are_installed(&["pdftotext"]) {
        return;
    }
    let made = layer(fixture!("two-columns.pdf"), &Limits::default()).unwrap();
    let expected = include_str!("data/two-columns.txt");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(made.layer.text()), words(expected));
    assert_eq!(made.hidden, None);
}

#[test]
fn a_place_is_shown_as_a_picture() {
    if !are_installed(&["tesseract", "pdftotext"]) {
        return;
    }
    for (name, bytes) in [
        ("PDF", fixture!("mixed.pdf")),
        ("turned PDF", fixture!("offset-box-turned.pdf")),
        ("PNG", fixture!("scan.png")),
        ("JPEG", fixture!("scan.jpg")),
        ("TIFF", fixture!("scan-two-pages.tif")),
    ] {
        let made = layer(bytes, &Limits::default()).unwrap();
        let wanted = if name == "turned PDF" { "4,350" } else { "1,250,000" };
        let (page, region) = place(&made, wanted);
        let place = Place { page: page.number, size: (page.width, page.height), region };
        let png = picture(bytes, place);
        if name == "turned PDF" {
            assert_eq!(media_type(&png), codebook::MediaType::Png);
            continue;
        }
        let read = layer(&png, &Limits::default()).unwrap();
        assert!(read.layer.text().contains(wanted), "{name}: {}", read.layer.text());
        assert!(read.layer.text().len() < made.layer.text().len() / 2, "{name}: only the place");
    }
}
