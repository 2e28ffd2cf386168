//! The doors that the fuzz targets and their test go through: each takes any bytes, and panics if
//! what comes out breaks a promise.

#![expect(clippy::panic, reason = "to panic is how a fuzz target tells of a broken promise")]

use codebook::layer::FieldPlace;
use codebook::{LayerMap, MediaType, Sha256, SourceId};

use crate::fields::stand_in;
use crate::layer::numbers::Seen;
use crate::layer::{
    ExtractError, Extracted, bbox, image, joined, numbers, pictures, raster, second, shapes,
    text_layer, tsv,
};
use crate::limits::Limits;
use crate::worker::frames;

fn limits() -> Limits {
    Limits {
        text_bytes: 1 << 20,
        html_bytes: 1 << 18,
        html_elements: 10_000,
        unpacked_bytes: 1 << 22,
        cells: 20_000,
        ..Limits::default()
    }
}

fn layer(media: MediaType, data: &[u8]) -> Result<Extracted, ExtractError> {
    text_layer(SourceId::new(Sha256::of(data)), media, data, Some("hint"), &limits())
}

/// Text: in UTF-8 the layer is the file.
pub fn layer_text(data: &[u8]) {
    let made = layer(MediaType::Plain, data);
    if let Ok(text) = std::str::from_utf8(data)
        && !text.contains('\0')
        && encoding_rs::Encoding::for_bom(data).is_none()
    {
        assert_eq!(made.ok().map(|made| made.layer.text().to_owned()).as_deref(), Some(text));
    }
}

/// CSV: rows and columns are counted without gaps.
pub fn layer_csv(data: &[u8]) {
    let Ok(made) = layer(MediaType::Csv, data) else { return };
    let LayerMap::Table { cells } = made.layer.map() else { panic!("a table has cells") };
    let mut expected = (0, 0);
    for cell in cells {
        if cell.column == 0 && cell.row > 0 {
            expected = (expected.0 + 1, 0);
        }
        assert_eq!((cell.row, cell.column), expected);
        expected.1 += 1;
    }
}

/// HTML: every run is inside the page, in both orders, on whole characters.
pub fn layer_html(data: &[u8]) {
    let Ok(made) = layer(MediaType::Html, data) else { return };
    let LayerMap::Html { runs } = made.layer.map() else { panic!("a page has runs") };
    let mut before = 0;
    for run in runs {
        assert!(before <= run.raw_start && run.raw_start < run.raw_end);
        if let Ok(html) = std::str::from_utf8(data) {
            assert!(html.get(run.raw_start..run.raw_end).is_some());
        }
        before = run.raw_end;
    }
}

/// The output of `pdftotext -bbox`: every word is where its map says.
pub fn layer_pdf_words(data: &[u8]) {
    let mut sheets = bbox::words(data).sheets;
    sheets.iter_mut().for_each(|sheet| joined::part(&mut sheet.words));
    joined_holds(sheets);
}

/// The output of `tesseract … tsv`: every word is where its map says, with a confidence.
pub fn layer_tsv(data: &[u8]) {
    let sheet = tsv::sheet(data, 1, 0.24);
    for word in &sheet.words {
        assert!(word.confidence.is_some_and(|confidence| confidence <= 100));
        assert!(word.place[0] <= word.place[2] && word.place[1] <= word.place[3]);
    }
    joined_holds(vec![sheet]);
}

fn joined_holds(sheets: Vec<joined::Sheet>) {
    let (text, pages) = joined::join(sheets);
    for word in pages.iter().flat_map(|page| &page.words) {
        assert!(!text[word.start..word.end].is_empty());
        assert!(word.place.iter().all(|edge| edge.is_finite()));
    }
}

/// Office documents: the words of a file inside one, however odd, give a text whose map fits it, and so
/// does what is hidden in them.
fn office(media: MediaType, files: &[(&str, &[u8])]) {
    fn packed(files: &[(&str, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, stored)?;
            std::io::Write::write_all(&mut writer, bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }
    if let Ok(bytes) = packed(files) {
        whole(layer(media, &bytes));
    }
}

/// A maker may refuse, but not by a map that does not fit; every place that it names has words.
fn whole(made: Result<Extracted, ExtractError>) {
    let made = match made {
        Ok(made) => made,
        Err(ExtractError::Map(error)) => panic!("{error}"),
        Err(_) => return,
    };
    for layer in std::iter::once(&made.layer).chain(&made.hidden) {
        let text = layer.text();
        assert!(!text.trim().is_empty());
        for cell in layer.map().tables().flat_map(|table| table.cells) {
            let words = &text[cell.start..cell.end];
            assert!(!words.trim().is_empty() && !words.contains(['\t', '\n']), "{words:?}");
        }
        if let LayerMap::Flow { paragraphs, .. } = layer.map() {
            assert!(paragraphs.iter().all(|it| it.start < it.end && !it.file.is_empty()));
        }
    }
}

/// The body of a DOCX document.
pub fn layer_docx(data: &[u8]) {
    office(MediaType::Docx, &[("word/document.xml", data), ("word/comments.xml", data)]);
}

/// The content of an OpenDocument: a text, and a spreadsheet.
pub fn layer_odf(data: &[u8]) {
    office(MediaType::Odt, &[("content.xml", data)]);
    office(MediaType::Ods, &[("content.xml", data)]);
}

/// A sheet of an XLSX workbook.
pub fn layer_xlsx(data: &[u8]) {
    const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const LINKS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const STYLES: &[u8] = br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="mmm-yy"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>"#;
    let files = [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", data),
    ];
    office(MediaType::Xlsx, &files);
}

/// A whole office document, packed.
pub fn layer_office(data: &[u8]) {
    for media in [MediaType::Docx, MediaType::Odt, MediaType::Ods, MediaType::Xlsx] {
        whole(layer(media, data));
    }
}

/// A mail, and a mailbox: what is attached is named by its place, each place once.
pub fn layer_mail(data: &[u8]) {
    for media in [MediaType::Mail, MediaType::Mbox] {
        let Ok(made) = layer(media, data) else { continue };
        let mut places: Vec<&str> = made.parts.iter().map(|part| part.part.as_str()).collect();
        assert!(made.parts.iter().all(|part| !part.bytes.is_empty()));
        places.sort_unstable();
        assert!(places.windows(2).all(|two| two[0] != two[1]), "{places:?}");
        whole(Ok(made));
    }
}

/// What poppler's other programs write of pages: nothing in it may break anything.
pub fn layer_pdf_pages(data: &[u8]) {
    for shape in shapes::shapes(data) {
        let (width, height) = shape.size();
        assert!(!width.is_nan() && !height.is_nan());
    }
    assert!(pictures::areas(data).iter().all(|(_, area)| area.is_finite()));
    let mut rest = data;
    while let Some((picture, after)) = raster::next(rest) {
        assert!(after.len() < rest.len());
        picture.is_even();
        rest = after;
    }
}

/// A TIFF: each of its pages is the same file with another directory first, and none makes a decoder fall.
pub fn layer_tiff(data: &[u8]) {
    let pages = image::page_count(MediaType::Tiff, data);
    assert!(pages >= 1 && pages <= data.len().max(1));
    for number in (1..=pages.min(20)).filter_map(|number| u32::try_from(number).ok()) {
        let page = image::page(MediaType::Tiff, data, number);
        assert_eq!(page.len(), data.len());
        assert!(number > 1 || *page == *data);
        let but_the_first = |bytes: &[u8]| bytes.get(8..).map(<[u8]>::to_vec);
        assert_eq!(but_the_first(&page), but_the_first(data));
        // From a page on there are that many fewer, unless the chain leads back.
        assert!(image::page_count(MediaType::Tiff, &page) <= pages);
        if let Ok((width, height)) = image::reader(MediaType::Tiff, &page).into_dimensions() {
            assert!(width > 0 && height > 0);
        }
    }
}

/// What the second program writes of a PDF's words with digits: held against words of ours, it changes
/// none, and what it reads alike is not disputed.
pub fn layer_pdf_numbers(data: &[u8]) {
    for page in second::pages(data).flatten() {
        let seen: Vec<Seen> =
            page.iter().map(|word| Seen { text: word.text.clone(), place: word.edges }).collect();
        let loose = |it: &Seen| joined::Loose {
            text: it.text.clone(),
            place: it.place,
            confidence: None,
            disputed: false,
            after: joined::Gap::Line,
        };
        let mut words: Vec<joined::Loose> = seen.iter().map(loose).collect();
        let before = words.clone();
        numbers::dispute(&mut words, &seen);
        assert_eq!(words, before);
        words.truncate(seen.len() / 2);
        numbers::dispute(&mut words, &seen);
        assert!(words.iter().zip(&before).all(|(a, b)| a.text == b.text && a.place == b.place));
    }
}

/// Media types: the beginning tells as much as the whole.
pub fn media_type(data: &[u8]) {
    let head = &data[..data.len().min(crate::SNIFF_BYTES)];
    assert_eq!(crate::media_type(data), crate::media_type(head));
}

/// What a worker says: no frame is longer than allowed, nor all of them than what was said.
pub fn worker_answer(data: &[u8]) {
    let (mut rest, mut sum) = (data, 0);
    while let Ok(Some(frame)) = frames::read(&mut rest, 4096) {
        assert!(frame.bytes.len() <= 4096);
        sum += frame.bytes.len();
    }
    assert!(sum <= data.len());
}

/// An original with fields told of it: words stand where they were taken from, and nothing stands past the end.
pub fn fields(data: &[u8]) {
    let place = |start: usize, end: usize, pointer: Option<&str>, file: Option<&str>| FieldPlace {
        line: 1,
        raw_start: start as u64,
        raw_end: end as u64,
        pointer: pointer.map(str::to_owned),
        column: None,
        file: file.map(str::to_owned),
    };
    let packed = data.starts_with(b"PK\x03\x04") || data.starts_with(&[0x1f, 0x8b]);
    let mut asked = Vec::new();
    let mut at = 0;
    for piece in data.chunks(24) {
        let end = at + piece.len();
        asked.push((place(at, end, None, None), std::str::from_utf8(piece).unwrap_or("?")));
        asked.push((place(at, end, Some("/title"), None), "1"));
        asked.push((place(at, end, None, Some("a.jsonl")), "title"));
        at = end;
    }
    asked.push((place(at, at + 1, None, None), "a"));
    asked.push((place(1, 0, None, None), "a"));
    asked.push((place(0, usize::MAX, Some(""), None), "a"));
    let told: Vec<_> = asked.iter().map(|(place, words)| (place, *words)).collect();
    let stand = stand_in(std::io::Cursor::new(data), data.len() as u64, &told);
    let Ok(stand) = stand else { panic!("bytes in memory can be read") };
    assert_eq!(stand.len(), asked.len());
    for ((place, words), stands) in asked.iter().zip(stand).filter(|_| !packed) {
        let past = place.raw_end > data.len() as u64 || place.file.is_some();
        assert!(!past || !stands, "{place:?}: {words}");
        let taken = !past && place.pointer.is_none() && place.raw_start < place.raw_end;
        assert!(!taken || *words == "?" || stands, "{place:?}: {words}");
    }
}
