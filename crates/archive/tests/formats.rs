//! Office documents, mails and mailboxes that real programs made: what comes out of them, what of it
//! was hidden, and where each word stands.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use archive::{ExtractError, Extracted, Limits, media_type, text_layer};
use proptest::prelude::*;

use codebook::{Locator, MediaType, Role, Sha256, SourceId, Span};

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Extracted, ExtractError> {
    text_layer(SourceId::new(Sha256::of(bytes)), media_type(bytes), bytes, Some("x"), limits)
}

fn told(name: &str) -> Extracted {
    read(&fixture(name), &Limits::default()).unwrap()
}

/// Where the first of these words stand.
fn place(made: &Extracted, words: &str) -> Locator {
    let start = made.layer.text().find(words).unwrap();
    let span = Span::cut(&made.layer, start..start + words.len(), Role::Quote).unwrap();
    span.locator().clone()
}

#[test]
fn the_kind_is_told_by_the_content() {
    let cases = [
        ("acta.docx", MediaType::Docx),
        ("acta-writer.docx", MediaType::Docx),
        ("acta.odt", MediaType::Odt),
        ("contratos.xlsx", MediaType::Xlsx),
        ("contratos-calc.xlsx", MediaType::Xlsx),
        ("contratos.ods", MediaType::Ods),
        ("respuesta.eml", MediaType::Mail),
        ("buzon.mbox", MediaType::Mbox),
        ("acta.doc", MediaType::Other),
    ];
    for (name, media) in cases {
        assert_eq!(media_type(&fixture(name)), media, "{name}");
    }
}

#[test]
fn a_word_processors_document_reads_as_it_is_shown() {
    for name in ["acta.docx", "acta-writer.docx", "acta.odt"] {
        let made = told(name);
        assert_eq!(made.meta.title.as_deref(), Some("Acta de la compra de cámaras"), "{name}");
        let text = made.layer.text();
        for words in [
            "Compra de reconocimiento facial\n\nLa Secretaría de Vigilancia de Tarandía compró 120 cámaras",
            "El contrato costó 1,250,000 pesos en total.\n\n",
            "\n\nContrato\tProveedor\tTecnología\tMonto\n",
            "\nSVT-015-2031\tVisión Clara Ltda\thuellas dactilares\t$80,500.00\n",
            "Fin del acta & firma <ilegible>.\n",
        ] {
            assert!(text.contains(words), "{name} lacks {words}: {text}");
        }
        let hidden = made.hidden.unwrap();
        assert!(hidden.extractor().hidden);
        for words in
            ["900,000 pesos", "No decir que falló con 4,012 personas.", "Borrar antes de enviar"]
        {
            assert!(hidden.text().contains(words), "{name} lacks {words}");
            assert!(!text.contains(words), "{name} shows {words}");
        }
    }
}

#[test]
fn a_hidden_row_and_the_head_of_the_page_are_known() {
    let made = told("acta.docx");
    assert!(made.layer.text().starts_with("Ayuntamiento de Montelargo\n\n"));
    assert!(!made.layer.text().contains("Fila oculta"));
    assert!(made.hidden.unwrap().text().contains("SVT-016-2031\tFila oculta S.A."));
}

#[test]
fn words_of_a_document_know_their_paragraph_and_their_byte() {
    let bytes = fixture("acta.docx");
    let made = told("acta.docx");
    let Locator::Paragraph { number, file, at } = place(&made, "1,250,000 pesos en total") else {
        unreachable!("a paragraph has a place")
    };
    assert_eq!((number, file.as_str()), (4, "word/document.xml"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut body = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(&file).unwrap(), &mut body).unwrap();
    assert!(body[at..].starts_with("<w:p>"), "{}", &body[at..at + 20]);
    assert!(body[at..].find("1,250,000").unwrap() < body[at..].find("</w:p>").unwrap());

    let tables: Vec<_> = made.layer.map().tables().collect();
    assert_eq!(tables.len(), 1);
    let cell = |words: &str| {
        let at = made.layer.text().find(words).unwrap();
        let cell = tables[0].cells.iter().find(|cell| cell.start == at).unwrap();
        (cell.row, cell.column)
    };
    assert_eq!(cell("Contrato\t"), (0, 0));
    assert_eq!(cell("huellas dactilares"), (2, 2));
    // Beside a cell over two columns.
    assert_eq!(cell("$1,330,500.00"), (4, 3));
}

#[test]
fn a_workbook_reads_sheet_by_sheet_and_row_by_row() {
    for (name, amount, total) in [
        ("contratos.xlsx", "1250000.50", "$1450000.58"),
        ("contratos-calc.xlsx", "1250000.50", "$1450000.58"),
        ("contratos.ods", "1,250,000.50", "$1,450,000.58"),
    ] {
        let made = told(name);
        let row = format!(
            "\nSVT-014-2031\tSecretaría de Vigilancia de Tarandía\tÓptica Brisas S.A. de C.V.\treconocimiento facial\t2031-05-03\t{amount}\tMXN\t99.87%\n"
        );
        // Its month is all that the cell shows; 0.1 + 0.2 is 0.3; a line end in a cell is a space.
        let last = "\nSVT-017-2031\tPolicía de Montelargo\tVisión Clara Ltda\treconocimiento de voz\t2032-02\t0.3\tMXN\t100.00%\n";
        let text = made.layer.text();
        assert!(text.starts_with("Contratos\nContrato\tOrganismo\t"), "{name}: {text}");
        assert!(text.contains(&row), "{name}: {text}");
        assert!(text.contains(last), "{name}: {text}");
        assert!(text.contains(&format!(
            "\n\nNotas\nPrecio con IVA\t{total}\nRevisado\tTRUE\n2031-05-03 14:30\n"
        )));
        let hidden = made.hidden.as_ref().unwrap().text().to_owned();
        assert_eq!(
            hidden.lines().collect::<Vec<_>>()[..3],
            ["Contratos", "Clave interna", "k-1"],
            "{name}"
        );
        for words in
            ["SVT-016-2031\tPolicía de Montelargo\tFila Oculta S.A.", "Oculta\nSobreprecio\t333000"]
        {
            assert!(hidden.contains(words), "{name}: {hidden}");
        }
        for words in ["Sobreprecio", "Fila Oculta", "k-1"] {
            assert!(!text.contains(words), "{name} shows {words}");
        }
        let sheet = Some("Notas".to_owned());
        assert_eq!(place(&made, "Precio con IVA"), Locator::Cell { row: 2, column: 1, sheet });
        let names: Vec<_> = made.layer.map().tables().filter_map(|table| table.name).collect();
        assert_eq!(names, ["Contratos", "Notas"]);
    }
}

#[test]
fn a_mail_has_its_header_its_body_and_its_files() {
    let made = told("respuesta.eml");
    let (text, meta) = (made.layer.text(), &made.meta);
    assert!(
        text.starts_with("From: Unidad de Transparencia <transparencia@montelargo.example>\nTo: ")
    );
    assert!(text.contains("\nDate: Wed, 04 Jun 2031 09:15:02 -0600\nSubject: Respuesta a la solicitud 0042/2031: cámaras en Montelargo\n\nLe informamos que la Policía de Montelargo"));
    assert_eq!(text.matches("Le informamos").count(), 1, "plain or HTML, not both");
    assert_eq!(meta.published.as_ref().unwrap().to_string(), "2031-06-04");
    assert_eq!(
        meta.title.as_deref(),
        Some("Respuesta a la solicitud 0042/2031: cámaras en Montelargo")
    );
    assert_eq!(
        place(&made, "usa reconocimiento"),
        Locator::Mail { message: 1, part: "1.1".into() }
    );
    let parts: Vec<_> = made
        .parts
        .iter()
        .map(|part| (part.part.as_str(), part.name.as_deref(), media_type(&part.bytes)))
        .collect();
    assert_eq!(
        parts,
        [("1/2", Some("contratos año 2031.csv"), MediaType::Csv), ("1/3", None, MediaType::Mail),]
    );
    let inner = read(&made.parts[1].bytes, &Limits::default()).unwrap();
    assert!(inner.layer.text().contains("The trial covered 4,012 people."));
    assert_eq!(inner.parts[0].bytes, fixture("contratos.xlsx"));
}

#[test]
fn a_mailbox_reads_message_by_message() {
    let made = told("buzon.mbox");
    let text = made.layer.text();
    assert!(text.contains("\n\nArden Police paid £4,519 for facial recognition.\n\nFrom: Arden"));
    assert!(
        text.ends_with("\n\nFrom here on we refuse to confirm or deny.\nSection 31 applies.\n")
    );
    assert!(!text.contains("alert") && !text.contains("color"));
    assert_eq!(made.meta.published, None, "two messages, two dates");
    assert_eq!(place(&made, "Section 31"), Locator::Mail { message: 2, part: "1".into() });
}

fn letter(body: &str) -> Extracted {
    let mail = format!(
        "From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}\r\n"
    );
    let source = SourceId::new(Sha256::of(mail.as_bytes()));
    text_layer(source, MediaType::Mail, mail.as_bytes(), None, &Limits::default()).unwrap()
}

#[test]
fn a_mail_of_html_shows_what_a_browser_would_and_says_what_was_not_read() {
    let shown = "<p>The police paid 500 euros.</p>";
    let hidden = "<div style=\"display:none\">They paid 900 euros.</div>";
    let header = "From: a@b.example\nSubject: s\n";
    let cases = [
        ("some of it hidden", format!("{hidden}{shown}"), "paid 500 euros.\n"),
        ("all of it hidden", hidden.to_owned(), header),
        ("a character that no text has", format!("{hidden}{shown}\u{0}"), "paid 500 euros.\n"),
    ];
    for (name, body, end) in cases {
        let made = letter(&body);
        let text = made.layer.text();
        assert!(text.ends_with(end) && !text.contains("900"), "{name}: {text}");
        assert_eq!(made.unread, None, "{name}");
    }
    let deep = letter(&format!("{hidden}{}{shown}", "<div>".repeat(2_000)));
    assert_eq!(deep.layer.text(), header);
    let unread = deep.unread.unwrap();
    assert!(unread.starts_with("the body of message 1 was not read: "), "{unread}");
}

#[test]
fn an_attachment_is_kept_in_the_encoding_it_was_sent_in() {
    let mail = b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nWords.\r\n--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=F1o\r\n--x--\r\n";
    let made = read(mail, &Limits::default()).unwrap();
    assert_eq!(made.parts[0].bytes, b"a\xf1o");
}

#[test]
fn what_is_locked_or_old_says_what_to_do() {
    let cases = [
        ("cerrado.xlsx", "locked with a password; open it, remove the password"),
        ("acta.doc", "an old Word document; save it as .docx"),
        ("contratos.xls", "an old Excel workbook; save it as .xlsx"),
    ];
    for (name, expected) in cases {
        let error = read(&fixture(name), &Limits::default()).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

/// A document of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx(body: &str) -> Vec<u8> {
    let body = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    zipped(&[("word/document.xml", body.as_bytes())])
}

#[test]
fn what_a_document_may_do_with_its_words() {
    let p = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let cases = [
        ("a break and a tab", "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>".to_owned(), "a\nb\tc\n"),
        ("references", p("a &amp; b &#241; &lt;c&gt;"), "a & b ñ <c>\n"),
        ("moved away and here", format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", p("gone"), p("here")), "here\n"),
        ("a property that is off", "<w:p><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>seen</w:t></w:r></w:p>".to_owned(), "seen\n"),
        ("a hidden paragraph mark hides no words", "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>seen</w:t></w:r></w:p>".to_owned(), "seen\n"),
        ("a run after a paragraph's properties", "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>".to_owned(), "seen\n"),
        ("a box in a paragraph comes after it", format!("<w:p><w:r><w:t>host</w:t></w:r><w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>", p("box")), "host\n\nbox\n"),
        ("a box in a hidden run is hidden, and what follows it is not", format!("<w:p><w:r><w:t>host</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent>{}</w:txbxContent></w:r><w:r><w:t> goes on</w:t></w:r></w:p>", p("box")), "host goes on\n"),
        ("so is a table in such a box", format!("<w:p><w:r><w:t>host</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl></w:txbxContent></w:r></w:p>", p("box")), "host\n"),
        ("a table in a cell", format!("<w:tbl><w:tr><w:tc>{}<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl></w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b"), p("c"), p("d")), "a b c\td\n"),
        ("a deleted row", format!("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("gone"), p("here")), "here\n"),
    ];
    for (name, body, expected) in cases {
        let made = read(&docx(&body), &Limits::default()).unwrap();
        assert_eq!(made.layer.text(), expected, "{name}");
    }
}

#[test]
fn styles_hide_and_notes_are_numbered() {
    let styles = format!(
        "<w:styles {W}><w:style w:styleId=\"a\"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>"
    );
    let body = format!(
        "<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr><w:r><w:t>unseen</w:t></w:r></w:p><w:p><w:r><w:t>12 cameras</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r></w:p></w:body></w:document>"
    );
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Of which 3 broken.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let bytes = zipped(&[
        ("word/document.xml", body.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ]);
    let made = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(made.layer.text(), "12 cameras[1]\n\n[1] Of which 3 broken.\n");
    assert_eq!(made.hidden.unwrap().text(), "unseen\n");
}

const ODF: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"";

#[test]
fn open_documents_styles_hide_by_what_they_rest_on() {
    let style = |name: &str, family: &str, parent: &str, display: &str| {
        let display = match display {
            "" => String::new(),
            it => format!("<style:text-properties text:display=\"{it}\"/>"),
        };
        format!(
            "<style:style style:name=\"{name}\" style:family=\"{family}\" style:parent-style-name=\"{parent}\">{display}</style:style>"
        )
    };
    let common = style("Secret", "paragraph", "", "none") + &style("Char", "text", "", "none");
    let own = style("P1", "paragraph", "Secret", "")
        + &style("P2", "paragraph", "P1", "")
        + &style("P3", "paragraph", "P2", "true")
        + &style("P1", "text", "", "")
        + &style("T1", "text", "Char", "");
    let body = "<text:p text:style-name=\"P1\">child</text:p>\
        <text:p text:style-name=\"P2\">grandchild</text:p>\
        <text:p text:style-name=\"P3\">shown again</text:p>\
        <text:p>a <text:span text:style-name=\"T1\">span</text:span><text:span text:style-name=\"P1\">name</text:span></text:p>\
        <text:p text:style-name=\"P2\"><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>";
    let content = format!(
        "<office:document-content {ODF}><office:automatic-styles>{own}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let read = |styles: &str| {
        let styles = format!(
            "<office:document-styles {ODF}><office:styles>{styles}</office:styles></office:document-styles>"
        );
        let bytes =
            zipped(&[("content.xml", content.as_bytes()), ("styles.xml", styles.as_bytes())]);
        let source = SourceId::new(Sha256::of(&bytes));
        text_layer(source, MediaType::Odt, &bytes, None, &Limits::default()).unwrap()
    };
    let made = read(&common);
    assert_eq!(made.layer.text(), "shown again\n\na name\n");
    assert_eq!(made.hidden.unwrap().text(), "child\n\ngrandchild\n\nspan\n\nboxed\n");

    let all = "<style:default-style style:family=\"paragraph\"><style:text-properties text:display=\"none\"/></style:default-style>";
    assert_eq!(read(&format!("{all}{common}")).layer.text(), "shown again\n");
}

#[test]
fn what_is_too_much_is_refused() {
    let small = Limits {
        unpacked_bytes: 100_000,
        packed_files: 3,
        cells: 10,
        messages: 1,
        ..Limits::default()
    };
    let ratio = Limits { unpacked_ratio: 2, ..Limits::default() };
    let words =
        |count: usize| docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "x".repeat(count)));
    let deep = docx(&"<w:p>".repeat(300));
    let cases = [
        ("a bomb", words(200_000), &small, "more than 100000 bytes"),
        ("a bomb by its ratio", words(5 << 20), &ratio, "2 times as long as packed"),
        (
            "too many files",
            zipped(&[("word/a", b""), ("word/b", b""), ("word/c", b""), ("word/d", b"")]),
            &small,
            "more than 3 files",
        ),
        ("too deep", deep, &small, "more than 256 deep"),
        ("cut short", docx("</w:body></w:document><w:p>"), &small, "the document is damaged"),
        ("no body", zipped(&[("word/other.xml", b"<a/>")]), &small, "it has no word/document.xml"),
        ("no words", docx("<w:p/>"), &small, "the document shows no text"),
        ("too many cells", fixture("contratos.xlsx"), &small, "more than 10 cells"),
        ("too many cells", fixture("contratos.ods"), &small, "more than 10 cells"),
        ("too many messages", fixture("buzon.mbox"), &small, "more than 1 messages"),
    ];
    for (name, bytes, limits, expected) in cases {
        let limits = Limits {
            packed_files: if expected.contains("files") { 3 } else { 100 },
            ..limits.clone()
        };
        let error = read(&bytes, &limits).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

#[test]
fn what_could_take_for_ever_does_not() {
    let attributes: String = (0..300_000).map(|n| format!(" a{n}=\"x\"")).collect();
    let tab = format!("<w:p><w:r><w:tab{attributes}/><w:t>words</w:t></w:r></w:p>");
    let styles: String = (1..100_000)
        .map(|n| format!("<w:style w:styleId=\"s{n}\"><w:basedOn w:val=\"s{}\"/></w:style>", n - 1))
        .collect();
    let styles = format!(
        "<w:styles {W}><w:style w:styleId=\"s0\"><w:rPr><w:vanish/></w:rPr></w:style>{styles}</w:styles>"
    );
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"s99999\"/></w:pPr><w:r><w:t>no</w:t></w:r></w:p>";
    let body = format!("<w:document {W}><w:body>{tab}{styled}</w:body></w:document>");
    let bytes =
        zipped(&[("word/document.xml", body.as_bytes()), ("word/styles.xml", styles.as_bytes())]);
    let made = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(made.layer.text(), "words\n");
    assert_eq!(made.hidden.unwrap().text(), "no\n");
}

/// A sheet of repeated cells costs no more than the cells that hold something.
#[test]
fn a_sheet_that_repeats_itself_without_end_is_bounded() {
    let body = "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row><table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"9\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let made = read(&ods(body), &Limits::default()).unwrap();
    assert_eq!(made.layer.text().lines().count(), 1001);
}

/// A spreadsheet with this content.
fn ods(body: &str) -> Vec<u8> {
    let body = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    );
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("mimetype", MediaType::Ods.as_str()), ("content.xml", &body)] {
        writer.start_file(name, stored).unwrap();
        std::io::Write::write_all(&mut writer, bytes.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Each run is in the text or among what was hidden, never in both, in its order.
    #[test]
    fn each_run_of_a_document_is_shown_or_hidden(
        paragraphs in prop::collection::vec(prop::collection::vec(0..5_u8, 1..5), 1..6),
    ) {
        let (mut body, mut shown, mut hidden) = (String::new(), Vec::new(), Vec::new());
        for (nth, runs) in paragraphs.iter().enumerate() {
            body.push_str("<w:p>");
            for (run, how) in runs.iter().enumerate() {
                let words = format!("ñ{nth}x{run}.");
                let vanish = "<w:rPr><w:vanish/></w:rPr>";
                match how {
                    0 => write!(body, "<w:r>{vanish}<w:t>{words}</w:t></w:r>"),
                    1 => write!(body, "<w:del><w:r><w:delText>{words}</w:delText></w:r></w:del>"),
                    2 => write!(body, "<w:ins><w:r><w:t>{words}</w:t></w:r></w:ins>"),
                    _ => write!(body, "<w:r><w:t>{words}</w:t></w:r>"),
                }.unwrap();
                if *how < 2 { hidden.push(words) } else { shown.push(words) }
            }
            body.push_str("</w:p>");
        }
        let made = read(&docx(&body), &Limits::default());
        let one_line = |text: &str| text.split_whitespace().collect::<String>();
        match made {
            Ok(made) => {
                prop_assert_eq!(one_line(made.layer.text()), shown.concat());
                let unseen = made.hidden.map(|it| one_line(it.text())).unwrap_or_default();
                prop_assert_eq!(unseen, hidden.concat());
            }
            Err(error) => {
                prop_assert!(shown.is_empty() && error.to_string().contains("no text"), "{}", error);
            }
        }
    }

    /// Each cell stands where the map says, in the text of what is shown or of what is hidden.
    #[test]
    fn each_cell_of_a_sheet_stands_in_its_place(
        rows in prop::collection::vec((any::<bool>(), prop::collection::vec(any::<bool>(), 4)), 1..6),
        unseen_columns in prop::collection::vec(any::<bool>(), 4),
    ) {
        let mut body = "<table:table table:name=\"Hoja\">".to_owned();
        let visibility = |hidden| if hidden { " table:visibility=\"collapse\"" } else { "" };
        for hidden in &unseen_columns {
            write!(body, "<table:table-column{}/>", visibility(*hidden)).unwrap();
        }
        let mut expected = Vec::new();
        for (row, (hidden, cells)) in rows.iter().enumerate() {
            write!(body, "<table:table-row{}>", visibility(*hidden)).unwrap();
            for (column, full) in cells.iter().enumerate() {
                let words = if *full { format!("é{row}:{column}") } else { String::new() };
                write!(body, "<table:table-cell><text:p>{words}</text:p></table:table-cell>").unwrap();
                if *full {
                    let at = (row as u32, column as u32);
                    expected.push((*hidden || unseen_columns[column], at, words));
                }
            }
            body.push_str("</table:table-row>");
        }
        body.push_str("</table:table>");
        let Ok(made) = read(&ods(&body), &Limits::default()) else {
            prop_assert!(expected.iter().all(|(hidden, ..)| *hidden));
            return Ok(());
        };
        let mut found = Vec::new();
        for layer in std::iter::once(&made.layer).chain(&made.hidden) {
            for cell in layer.map().tables().flat_map(|table| table.cells) {
                let words = layer.text()[cell.start..cell.end].to_owned();
                found.push((layer.extractor().hidden, (cell.row, cell.column), words));
            }
        }
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}
