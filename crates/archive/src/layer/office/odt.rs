//! ODT. What was deleted while changes were tracked, comments, and hidden text, paragraphs and sections
//! are a layer of their own; what was inserted is shown.

use std::collections::BTreeSet;

use super::flow::{Act, Machine, Styles};
use super::package::{Package, damaged};
use super::xml::{Element, Step, Walk};
use crate::layer::{ExtractError, Made, extractor};

/// The version of what is done here and in the modules it uses.
const VERSION: &str = "2";

const BODY: &str = "content.xml";

/// The most spaces that stand for one element.
const SPACES: u32 = 64;

pub(super) fn make(mut package: Package<'_>) -> Result<Made, ExtractError> {
    let title = super::title(&mut package, "meta.xml")?;
    let body = package.text(BODY)?.ok_or_else(|| damaged(format!("it has no {BODY}")))?;
    let mut styles = Styles::default();
    read_styles(&body, BODY, &mut styles)?;
    if let Some(common) = package.text("styles.xml")? {
        read_styles(&common, "styles.xml", &mut styles)?;
    }
    let hiding = styles.hiding();
    let mut machine = Machine::new(false);
    machine.walk(&body, BODY, false, |element| act(element, &hiding))?;
    machine.made(extractor("odt", VERSION), title)
}

fn act(element: &Element<'_>, hiding: &BTreeSet<String>) -> Act {
    let hides = |family| hiding.contains(&named(family, element.attribute("style-name")));
    match element.name() {
        ("text", "p" | "h") => Act::Paragraph(hides("paragraph")),
        ("text", "span") if hides("text") => Act::Hide,
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

/// Adds the styles of a file.
fn read_styles(text: &str, file: &str, styles: &mut Styles) -> Result<(), ExtractError> {
    let mut walk = Walk::new(text, file);
    let mut style = None;
    while let Some(step) = walk.next()? {
        let Step::Open(element) = step else { continue };
        let family = || element.attribute("family").unwrap_or_default();
        match element.name() {
            ("style", "style") => {
                let name = named(&family(), element.attribute("name"));
                styles.rests_on(&name, named(&family(), element.attribute("parent-style-name")));
                style = Some(name);
            }
            ("style", "default-style") => style = Some(named(&family(), None)),
            ("text", "list-style") => style = None,
            ("style", "text-properties") => {
                if let (Some(style), Some(display)) = (&style, element.attribute("display")) {
                    styles.says(style, display == "none");
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What a style is called: one of paragraphs and one of spans may share a name. Without a name it is
/// that on which all others of the family rest.
fn named(family: &str, name: Option<String>) -> String {
    format!("{family} {}", name.unwrap_or_default())
}
