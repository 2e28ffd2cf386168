//! ODT. What was deleted while changes were tracked, comments, and hidden text, paragraphs and sections
//! are a layer of their own; what was inserted is shown.

use std::collections::BTreeSet;

use super::flow::{Act, Machine};
use super::package::{Package, damaged};
use super::xml::{Element, Step, Walk};
use crate::layer::{ExtractError, Made, extractor};

/// The version of what is done here and in the modules it uses.
const VERSION: &str = "1";

const BODY: &str = "content.xml";

/// The most spaces that stand for one element.
const SPACES: u32 = 64;

pub(super) fn make(mut package: Package<'_>) -> Result<Made, ExtractError> {
    let title = super::title(&mut package, "meta.xml")?;
    let body = package.text(BODY)?.ok_or_else(|| damaged(format!("it has no {BODY}")))?;
    let mut hiding = hiding_styles(&body, BODY)?;
    if let Some(styles) = package.text("styles.xml")? {
        hiding.append(&mut hiding_styles(&styles, "styles.xml")?);
    }
    let mut machine = Machine::new(false);
    machine.walk(&body, BODY, false, |element| act(element, &hiding))?;
    machine.made(extractor("odt", VERSION), title)
}

fn act(element: &Element<'_>, hiding: &BTreeSet<String>) -> Act {
    let styled = || element.attribute("style-name").is_some_and(|style| hiding.contains(&style));
    match element.name() {
        ("text", "p" | "h") => Act::Paragraph(styled()),
        ("text", "span") if styled() => Act::Hide,
        ("text", "section") if element.attribute("display").is_some_and(|it| it == "none") => {
            Act::Hide
        }
        ("text", "tracked-changes" | "hidden-text" | "hidden-paragraph")
        | ("office", "annotation") => Act::Hide,
        ("text", "tab") => Act::Say("\t".to_owned()),
        ("text", "line-break") => Act::Say("\n".to_owned()),
        ("text", "s") => {
            let count = element.number("c").unwrap_or(1).min(SPACES);
            Act::Say(" ".repeat(count as usize))
        }
        ("text", "note-citation") => Act::Between("[", "]"),
        ("table", "table") => Act::Table,
        ("table", "table-row") if is_out_of_sight(element) => Act::HiddenRow,
        ("table", "table-row") => Act::Row,
        ("table", "table-cell") => {
            Act::Cell(element.number("number-columns-repeated").unwrap_or(1))
        }
        ("table", "covered-table-cell") => {
            Act::Over(element.number("number-columns-repeated").unwrap_or(1).saturating_add(1))
        }
        // Who made a change or a comment, and when; fonts, settings and pictures in letters.
        ("office", "change-info" | "font-face-decls" | "automatic-styles" | "binary-data")
        | ("dc", _)
        | ("svg", _) => Act::Skip,
        (_, "sender-initials" | "creator-initials") => Act::Skip,
        _ => Act::Pass,
    }
}

/// Whether a row is collapsed or filtered away.
pub(super) fn is_out_of_sight(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|it| it != "visible")
}

/// The names of styles that hide their text.
fn hiding_styles(text: &str, file: &str) -> Result<BTreeSet<String>, ExtractError> {
    let mut walk = Walk::new(text, file);
    let mut style = None;
    let mut hiding = BTreeSet::new();
    while let Some(step) = walk.next()? {
        let Step::Open(element) = step else { continue };
        match element.name() {
            ("style", "style") => style = element.attribute("name"),
            ("style", "text-properties")
                if element.attribute("display").is_some_and(|it| it == "none") =>
            {
                hiding.extend(style.clone());
            }
            _ => {}
        }
    }
    Ok(hiding)
}
