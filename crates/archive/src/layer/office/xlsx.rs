//! XLSX: calamine gives the cells with their values and formats; which sheets, rows and columns are
//! hidden is read beside it, since calamine tells of sheets only.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetVisible, Style, Xlsx, XlsxError};
use codebook::SourceMeta;

use super::package::{Package, damaged};
use super::sheets::{Columns, Sheets};
use super::shown;
use super::xml::{Step, Walk};
use crate::layer::{ExtractError, Made, extractor};
use crate::limits::Limits;

/// The version of what is done here and in the modules it uses.
const VERSION: &str = "1";

const BOOK: &str = "xl/workbook.xml";
const LINKS: &str = "xl/_rels/workbook.xml.rels";

pub(super) fn make(
    mut package: Package<'_>,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Made, ExtractError> {
    // calamine unpacks without limits of its own: what it may unpack is tried before.
    package.check(|name| name.starts_with("xl/") && !name.starts_with("xl/media/"))?;
    let title = super::title(&mut package, "docProps/core.xml")?;
    let files = sheet_files(&mut package)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut sheets = Sheets::new(limits.cells);
    for sheet in book.sheets_metadata().to_vec() {
        let Some(file) = files.get(&sheet.name) else { continue };
        let unseen = match sheet.visible {
            SheetVisible::Visible => out_of_sight(&mut package, file)?,
            SheetVisible::Hidden | SheetVisible::VeryHidden => {
                OutOfSight { all: true, ..OutOfSight::default() }
            }
        };
        let read = read_sheet(&mut book, &sheet.name, &unseen, &mut sheets);
        match read {
            // A sheet of a chart has no cells.
            Err(Failed::Sheet(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_))) => {}
            Err(Failed::Sheet(error)) => return Err(broken(error)),
            Err(Failed::Limit(error)) => return Err(error),
            Ok(()) => {}
        }
    }
    let (shown, hidden) = sheets.finish();
    let (text, map) = shown
        .ok_or(ExtractError::NoText { what: "the workbook shows no cell that holds anything" })?;
    let meta = SourceMeta { title, ..SourceMeta::default() };
    Ok(Made { hidden, ..Made::new(extractor("xlsx", VERSION), text, map, meta) })
}

enum Failed {
    Sheet(XlsxError),
    Limit(ExtractError),
}

fn read_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    unseen: &OutOfSight,
    sheets: &mut Sheets,
) -> Result<(), Failed> {
    sheets.next_sheet();
    let mut reader = book.worksheet_cells_reader(name).map_err(Failed::Sheet)?;
    let styles = reader.styles().to_vec();
    let (mut row, mut cells) = (0, Vec::new());
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(Failed::Sheet)? {
        let (at, column) = cell.get_position();
        let words = words(cell.get_value(), styles.get(style));
        if words.is_empty() {
            continue;
        }
        if at != row {
            sheets.row(name, row, &cells).map_err(Failed::Limit)?;
            cells.clear();
            row = at;
        }
        cells.push((column, unseen.hides(at, column), words));
    }
    sheets.row(name, row, &cells).map_err(Failed::Limit)
}

/// A cell's words.
fn words(value: &DataRef<'_>, style: Option<&Style>) -> String {
    let code = style.and_then(|style| style.number_format.as_ref());
    let code = code.map_or("General", |format| format.format_code.as_str());
    match value {
        DataRef::Int(number) => shown::number(*number as f64, code),
        DataRef::Float(number) => shown::number(*number, code),
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Bool(is) => if *is { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) => shown::date(date, code),
        DataRef::DateTimeIso(date) => shown::iso(date),
        DataRef::DurationIso(length) => length.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn broken(error: XlsxError) -> ExtractError {
    match error {
        XlsxError::Password => ExtractError::Encrypted,
        error => damaged(error.to_string()),
    }
}

/// The file of each sheet.
fn sheet_files(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, ExtractError> {
    let links = package.text(LINKS)?.ok_or_else(|| damaged(format!("it has no {LINKS}")))?;
    let mut targets = BTreeMap::new();
    let mut walk = Walk::new(&links, LINKS);
    while let Some(step) = walk.next()? {
        if let Step::Open(element) = step
            && element.is("rel", "Relationship")
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            let file = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, file);
        }
    }
    let book = package.text(BOOK)?.ok_or_else(|| damaged(format!("it has no {BOOK}")))?;
    let mut files = BTreeMap::new();
    let mut walk = Walk::new(&book, BOOK);
    while let Some(step) = walk.next()? {
        if let Step::Open(element) = step
            && element.is("x", "sheet")
            && let (Some(name), Some(id)) = (element.attribute("name"), element.attribute("id"))
            && let Some(file) = targets.get(&id)
        {
            files.insert(name, file.clone());
        }
    }
    Ok(files)
}

/// What of a sheet is out of sight.
#[derive(Default)]
struct OutOfSight {
    all: bool,
    rows: BTreeSet<u32>,
    columns: Columns,
}

impl OutOfSight {
    fn hides(&self, row: u32, column: u32) -> bool {
        self.all || self.rows.contains(&row) || self.columns.has(column)
    }
}

/// The hidden rows and columns of a sheet.
fn out_of_sight(package: &mut Package<'_>, file: &str) -> Result<OutOfSight, ExtractError> {
    let mut unseen = OutOfSight::default();
    let Some(text) = package.text(file)? else { return Ok(unseen) };
    let mut walk = Walk::new(&text, file);
    let mut columns = Vec::new();
    let mut next_row = 1;
    while let Some(step) = walk.next()? {
        let Step::Open(element) = step else { continue };
        let hidden = || matches!(element.attribute("hidden").as_deref(), Some("1" | "true"));
        match element.name() {
            ("x", "row") => {
                let row = element.number("r").unwrap_or(next_row).max(1);
                next_row = row.saturating_add(1);
                if hidden() {
                    unseen.rows.insert(row - 1);
                }
            }
            ("x", "col") if hidden() => {
                let first = element.number("min").unwrap_or(1).max(1);
                let last = element.number("max").unwrap_or(first);
                columns.push(first - 1..last.max(first));
            }
            _ => {}
        }
    }
    unseen.columns = Columns::of(columns);
    Ok(unseen)
}
