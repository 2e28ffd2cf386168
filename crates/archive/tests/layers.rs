//! Text layers: what comes out of a document, and where it says each word stands.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod support {
    pub(crate) mod page;
}

use archive::{ExtractError, Extracted, Limits, media_type, text_layer};
use codebook::{LayerMap, MediaType, Sha256, SourceId};
use proptest::prelude::*;
use support::page::PAGE;

fn layer(media: MediaType, bytes: &[u8]) -> Result<Extracted, ExtractError> {
    let source = SourceId::new(Sha256::of(bytes));
    text_layer(source, media, bytes, Some("the name"), &Limits::default())
}

/// The layer of bytes whose kind is told by themselves.
fn told(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    layer(media_type(bytes), bytes)
}

#[test]
fn the_kind_of_bytes_is_told_by_the_bytes() {
    use MediaType::{Csv, Html, Mail, Markdown, Mbox, Other, Pdf, Plain, Png, Tiff, Warc};
    let cases: &[(&[u8], MediaType)] = &[
        (b"Just a sentence about a city, its council, and a camera.\n", Plain),
        (b"BM is how this sentence begins, though no bitmap does.", Plain),
        (b"PK is short for a party. MZ is not.", Plain),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Pdf),
        (b"\n\n%PDF-1.4\n", Pdf),
        (b"WARC/1.1\r\nWARC-Type: response\r\n", Warc),
        (b"<!DOCTYPE html><p>x", Html),
        (b"\xef\xbb\xbf  <!-- saved -->\n<HTML lang=es><p>x", Html),
        (b"<?xml version=\"1.0\"?>\n<!doctype HTML PUBLIC \"x\"><html>", Html),
        (b"<title>x</title><body><p>text", Html),
        (b"# A heading\n\n<p align=center>centred</p>\n\nText.", Markdown),
        (b"<p align=center>centred</p>\n\n# A heading\n\nText.", Markdown),
        (b"Text with a [link](https://example.org) in it.", Markdown),
        (b"Some **bold** words.", Markdown),
        (b"Two ** stars ** apart, #hashtag and 3 ** 2.", Plain),
        (b"| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n", Markdown),
        (b"agency,vendor,amount\nAltamira,Vision,100\nBrisas,Optica,200\n", Csv),
        (b"agency;vendor;amount\nAltamira;\"Vision; Clara\";100\n", Csv),
        (b"agency\tamount\nAltamira\t100\nBrisas\t200\n", Csv),
        (b"id,note,amount\n1,\"two\nlines, and \"\"quotes\"\"\",100\n2,none,3\n", Csv),
        (
            b"On 3 May, the council, in session, met.\nThe mayor, a guest, and a clerk, spoke.\n",
            Plain,
        ),
        (b"One, two, three\nFour, five, six\nSeven, eight, nine\n", Plain),
        (b"A,B\n1,2\n", Plain),
        (b"Caf\xe9 y a\xf1o en Latin-1, una frase larga.", Plain),
        (b"\xff\xfeh\0i\0", Plain),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Png),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", MediaType::Jpeg),
        (b"II*\0\x08\0\0\0", Tiff),
        (b"Received: from a\r\n by b\r\nFrom: x@y.example\r\n\r\nHello", Mail),
        (b"From: the council\nTo: the mayor\nDate: 3 May 2031\n\nA letter in a text.\n", Plain),
        (b"Received: 3 May 2031\nFrom: the council\nSubject: cameras\n\nA form.\n", Plain),
        (b"From: the council\nMIME-Version means nothing here\n\nA text.\n", Plain),
        (b"From a@b.example Thu May  1 09:15:02 2031\nSubject: x\n\nHello", Mbox),
        (b"From here to there at 09:15:02\nSubject of the talk\n", Plain),
        (b"PK\x03\x04\x14\0\0\0\x08\0", Other),
        (&[0; 5000], Other),
        (b"", Plain),
    ];
    for (bytes, expected) in cases {
        assert_eq!(media_type(bytes), *expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_character_cut_by_the_end_of_the_beginning_is_no_matter() {
    let text = "ñ".repeat(100_000);
    assert_eq!(media_type(text.as_bytes()), MediaType::Plain);
    assert_eq!(media_type(format!("x{text}").as_bytes()), MediaType::Plain);
}

#[test]
fn utf8_is_its_own_layer_byte_for_byte() {
    for text in ["Plain.", "\u{feff}With a mark.\r\n", "# Heading\n\ntext", "a,b,c\n1,2,3\n", " "] {
        let made = told(text.as_bytes()).unwrap();
        assert_eq!(made.layer.text(), text);
        assert_eq!(made.layer.extractor().name, "utf8");
        assert_eq!(made.layer.extractor().version, "1");
    }
}

#[test]
fn real_texts_and_tables_are_their_own_layers() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold/documents");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no documents in {}", folder.display());
        return;
    };
    for entry in entries {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let media = media_type(&bytes);
        assert!(
            matches!(media, MediaType::Plain | MediaType::Markdown | MediaType::Csv),
            "{media}"
        );
        assert_eq!(layer(media, &bytes).unwrap().layer.text().as_bytes(), bytes);
    }
}

#[test]
fn other_encodings_are_decoded_and_named() {
    let cases: [(&[u8], &str, &str); 3] = [
        (
            b"La alcald\xeda compr\xf3 c\xe1maras para la estaci\xf3n y dijo que no habr\xe1 m\xe1s.",
            "La alcaldía compró cámaras para la estación y dijo que no habrá más.",
            "decode:windows-1252",
        ),
        (
            b"El precio \x96 seg\xfan el acta \x96 fue de 300 \x80 por c\xe1mara.",
            "El precio – según el acta – fue de 300 € por cámara.",
            "decode:windows-1252",
        ),
        (b"\xff\xfeH\0i\0 \0\xf1\0", "Hi ñ", "decode:utf-16le"),
    ];
    for (bytes, text, extractor) in cases {
        let made = told(bytes).unwrap();
        assert_eq!(made.layer.text(), text);
        assert_eq!(made.layer.extractor().name, extractor);
    }
}

#[test]
fn what_is_not_text_says_so_and_where() {
    let damaged = b"La alcald\xc3\xada compr\xc3\xb3 c\xc3\xa1maras en el a\xc3o que se dijo.";
    let mut late = vec![b'x'; 70_000];
    late.push(0);
    let cases: [(&str, MediaType, &[u8], &str); 4] = [
        ("damaged UTF-8", MediaType::Plain, damaged, "byte 37 is not UTF-8"),
        ("a NUL", MediaType::Plain, b"words\0words", "byte 5 is NUL"),
        ("a late NUL", MediaType::Plain, &late, "byte 70000 is NUL"),
        ("controls", MediaType::Plain, b"\x01\x02\x03\xff\x04", "byte 3 is not UTF-8"),
    ];
    for (name, media, bytes, expected) in cases {
        let error = layer(media, bytes).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn what_is_not_opened_has_a_friendly_name() {
    let cases: [(&[u8], &str); 4] = [
        (b"PK\x03\x04\x14\0\0\0\x08\0", "ZIP archive: not opened"),
        (b"GIF89a\x01\0\x01\0\0\0\0", "GIF image: not opened"),
        (&[0; 5000], "binary data of an unknown kind: not opened"),
        (b"WARC/1.1\r\n", "a WARC file: kept"),
    ];
    for (bytes, expected) in cases {
        let error = told(bytes).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn limits_hold() {
    let small = Limits {
        text_bytes: 100,
        html_bytes: 100,
        cells: 3,
        html_elements: 15,
        html_depth: 5,
        ..Limits::default()
    };
    let page = |inner: String| format!("<!doctype html>{inner}");
    let cases = [
        (MediaType::Plain, "x".repeat(101), "101 bytes of it; at most 100 are read"),
        (MediaType::Html, "x".repeat(101), "101 bytes of it; at most 100 are read"),
        (MediaType::Csv, "a,b\nc,d\n".to_owned(), "more than 3 cells"),
        (MediaType::Html, page("<p>".repeat(16)), "more than 15 elements"),
        (MediaType::Html, page("<!>".repeat(16)), "more than 15 elements"),
        (MediaType::Html, page("<b><i>".repeat(3)), "more than 5 deep"),
        (MediaType::Html, page("<div/>".repeat(6)), "more than 5 deep"),
    ];
    for (media, text, expected) in cases {
        let source = SourceId::new(Sha256::of(text.as_bytes()));
        let error = text_layer(source, media, text.as_bytes(), None, &small).unwrap_err();
        let error = error.to_string();
        assert!(error.contains(expected), "{error}");
        assert!(error.contains("add "), "it says what to do: {error}");
    }
}

#[test]
fn titles_and_dates_are_the_documents_own() {
    let page = told(PAGE.as_bytes()).unwrap().meta;
    assert!(page.title.unwrap().starts_with("Altamira compra 40 cámaras"));
    assert_eq!(page.published.unwrap().to_string(), "2031-05-03");
    let markdown = told(b"intro\n\n## The *first* heading ##\n\n# Another\n").unwrap().meta;
    assert_eq!(markdown.title.as_deref(), Some("The *first* heading"));
    assert_eq!(told(b"No heading.").unwrap().meta.title.as_deref(), Some("the name"));
}

#[test]
fn cells_stand_between_the_quotation_marks() {
    let text =
        "\u{feff}agency,note,amount\r\n\r\nAltamira,\"two\nlines, \"\"so\"\" said\",\"100\"\n,,\n";
    let made = told(text.as_bytes()).unwrap();
    let LayerMap::Table { cells } = made.layer.map() else { panic!("a table") };
    let found: Vec<(u32, u32, &str)> =
        cells.iter().map(|cell| (cell.row, cell.column, &text[cell.start..cell.end])).collect();
    assert_eq!(
        found,
        [
            (0, 0, "agency"),
            (0, 1, "note"),
            (0, 2, "amount"),
            (1, 0, "Altamira"),
            (1, 1, "two\nlines, \"\"so\"\" said"),
            (1, 2, "100"),
            (2, 0, ""),
            (2, 1, ""),
            (2, 2, ""),
        ]
    );
}

#[test]
fn a_page_gives_its_article_and_not_what_it_hides() {
    let made = told(PAGE.as_bytes()).unwrap();
    let text = made.layer.text();
    assert!(text.contains("firmó un contrato con Visión Clara, S.A. por 1.250.000"), "{text}");
    assert!(text.contains("central — según el acta"), "{text}");
    for hidden in ["hidden", "escondida", "secret", "color: red", "Inicio"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
}

#[test]
fn every_word_of_an_article_is_found_in_the_page() {
    let made = told(PAGE.as_bytes()).unwrap();
    let text = made.layer.text();
    let LayerMap::Html { runs } = made.layer.map() else { panic!("runs") };
    check_runs(text, PAGE, made.layer.map()).unwrap();

    let covered: usize = runs.iter().map(|run| run.end - run.start).sum();
    assert!(covered * 100 >= text.len() * 95, "{covered} of {}", text.len());
    let place = |words: &str| {
        let at = text.find(words).unwrap();
        let run = runs.iter().find(|run| run.start <= at && at < run.end).unwrap();
        &PAGE[run.raw_start..run.raw_end]
    };
    // The heading of the article, not the entry of the menu.
    let heading = runs.iter().find(|run| text[run.start..run.end].starts_with("Contrato"));
    if let Some(run) = heading {
        assert!(PAGE[..run.raw_start].ends_with("<h2>"), "{}", run.raw_start);
    }
    assert!(place("Visión Clara").starts_with("Visi&oacute;n Clara, S.A."));
    assert!(place("ampliación").starts_with("El contrato prev&eacute; una"));
}

#[test]
fn pages_without_main_content_give_their_body() {
    let page = "<!doctype html><html><head><title>T</title></head><body>Short &amp; plain.\
                <script>no()</script><div style='DISPLAY : none'>gone</div></body></html>";
    let made = told(page.as_bytes()).unwrap();
    assert_eq!(made.layer.text(), "Short & plain.");
    assert_eq!(made.meta.title.as_deref(), Some("T"));
    let empty = "<!doctype html><html><body><div id=root></div></body></html>";
    assert!(matches!(told(empty.as_bytes()), Err(ExtractError::NoText { .. })));
}

#[test]
fn pages_in_other_encodings_say_which() {
    let latin = encoding_rs::WINDOWS_1252
        .encode(
            "<!doctype html><html><head><meta charset='iso-8859-1'></head><body>\
             <p>La alcaldía compró cámaras y el Concejo pidió el informe técnico.</p></body></html>",
        )
        .0
        .into_owned();
    let made = told(&latin).unwrap();
    assert_eq!(made.layer.extractor().name, "html:windows-1252");
    assert!(made.layer.text().contains("alcaldía compró cámaras"), "{}", made.layer.text());
}

/// Holds every run against the page: the same words, white space and entities aside.
#[test]
fn a_row_of_a_table_in_a_page_is_a_line_with_tabs() {
    let html = "<!doctype html><title>Contratos</title><body><p>La Policía de Brumas publica sus \
                contratos, como cada año, en la lista que sigue a estas palabras.</p><table>\
                <tr><th>Contrato</th><th>Objeto</th></tr>\n<tr><td>PB-01-2031</td>\n  \
                <td><p>Cámaras &amp; lectores</p></td></tr></table></body>";
    let extracted = told(html.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let text = extracted.layer.text();
    assert!(text.contains("\nContrato\tObjeto\n"), "{text:?}");
    assert!(text.contains("\nPB-01-2031\tCámaras & lectores"), "{text:?}");
    check_runs(text, html, extracted.layer.map()).unwrap_or_else(|error| panic!("{error}"));
}

fn check_runs(text: &str, html: &str, map: &LayerMap) -> Result<(), TestCaseError> {
    let LayerMap::Html { runs } = map else { panic!("runs") };
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    for run in runs {
        let raw = html_escape::decode_html_entities(&html[run.raw_start..run.raw_end]);
        prop_assert_eq!(bare(&raw), bare(&text[run.start..run.end]));
    }
    Ok(())
}

/// A paragraph of words, some of them marked up or written with entities.
fn paragraph() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zñáé]{1,9}[.,;]?",
        1 => "[a-z]{1,4}&(amp|ntilde|#243|nbsp|gt);[a-z]{0,4}",
        1 => "<b>[a-z]{1,5}</b>[a-z]{0,3}",
        1 => "<a href=\"/x\">[a-z]{1,6} [a-z]{1,6}</a>",
        1 => "<!-- [a-z]{1,5} -->",
    ];
    prop::collection::vec(word, 1..40).prop_map(|words| format!("<p>{}</p>\n", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn runs_say_what_the_page_says(paragraphs in prop::collection::vec(paragraph(), 1..12)) {
        let html = format!("<!doctype html><html><body><article>{}</article></body></html>",
            paragraphs.concat());
        if let Ok(made) = layer(MediaType::Html, html.as_bytes()) {
            let text = made.layer.text();
            check_runs(text, &html, made.layer.map())?;
            let LayerMap::Html { runs } = made.layer.map() else { panic!("runs") };
            let covered: usize = runs.iter().map(|run| run.end - run.start).sum();
            prop_assert!(covered * 10 >= text.len() * 8, "{} of {}: {}", covered, text.len(), html);
        }
    }

    #[test]
    fn cells_are_what_the_csv_crate_reads(
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9ñ ,\"\n\r]{0,12}", 3..5), 1..8)
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(["one", "two", "three"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        let made = layer(MediaType::Csv, &bytes).unwrap();
        let LayerMap::Table { cells } = made.layer.map() else { panic!("a table") };

        let mut reader =
            csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&bytes[..]);
        let expected: Vec<(u32, u32, String)> = reader
            .records()
            .enumerate()
            .flat_map(|(row, record)| {
                let record = record.unwrap();
                let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                cells.into_iter().enumerate().map(move |(column, cell)| {
                    (row as u32, column as u32, cell)
                })
            })
            .collect();
        let found: Vec<(u32, u32, String)> = cells
            .iter()
            .map(|cell| {
                (cell.row, cell.column, text[cell.start..cell.end].replace("\"\"", "\""))
            })
            .collect();
        prop_assert_eq!(found, expected);
    }
}
