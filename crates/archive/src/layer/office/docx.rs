//! DOCX. Text reads as it would with all changes accepted: what was inserted is shown, for that is what
//! the document says when it is opened; what was deleted or moved away, comments, and text formatted as
//! hidden is a layer of its own.

use std::collections::{BTreeSet, HashMap};

use super::flow::{Act, Machine, Styles};
use super::package::{Package, damaged};
use super::xml::{Element, Step, Walk};
use crate::layer::{ExtractError, Made, extractor};

/// The version of what is done here and in the modules it uses.
const VERSION: &str = "2";

const BODY: &str = "word/document.xml";

/// Files of notes, each with the element that is one note.
const NOTES: [(&str, &str); 2] =
    [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")];

pub(super) fn make(mut package: Package<'_>) -> Result<Made, ExtractError> {
    let vanishing = vanishing_styles(&mut package)?;
    let title = super::title(&mut package, "docProps/core.xml")?;
    let body = package.text(BODY)?.ok_or_else(|| damaged(format!("it has no {BODY}")))?;
    let mut machine = Machine::new(true);
    let mut grammar = Grammar { vanishing, ..Grammar::default() };
    let mut said = BTreeSet::new();
    let names = package.names();
    for file in names.iter().filter(|name| name.starts_with("word/header")) {
        page_line(&mut package, file, &mut said, &mut machine, &mut grammar)?;
    }
    machine.walk(&body, BODY, false, |element| grammar.act(element))?;
    for (file, note) in NOTES {
        grammar.note = note;
        if let Some(text) = package.text(file)? {
            machine.walk(&text, file, false, |element| grammar.act(element))?;
        }
    }
    for file in names.iter().filter(|name| name.starts_with("word/footer")) {
        page_line(&mut package, file, &mut said, &mut machine, &mut grammar)?;
    }
    if let Some(text) = package.text("word/comments.xml")? {
        machine.walk(&text, "word/comments.xml", true, |element| grammar.act(element))?;
    }
    machine.made(extractor("docx", VERSION), title)
}

/// A line at the head or foot of pages: once, though every section may have a copy.
fn page_line(
    package: &mut Package<'_>,
    file: &str,
    said: &mut BTreeSet<String>,
    machine: &mut Machine,
    grammar: &mut Grammar,
) -> Result<(), ExtractError> {
    let Some(text) = package.text(file)? else { return Ok(()) };
    let mut alone = Machine::new(true);
    alone.walk(&text, file, false, |element| grammar.act(element))?;
    if said.insert(alone.shown.text) {
        machine.walk(&text, file, false, |element| grammar.act(element))?;
    }
    Ok(())
}

/// What the elements of WordprocessingML do to the text.
#[derive(Default)]
struct Grammar {
    vanishing: BTreeSet<String>,
    /// The numbers of notes by their ids, in the order in which the text refers to them.
    footnotes: HashMap<String, usize>,
    endnotes: HashMap<String, usize>,
    /// Which kind of note the file is of, and the number of the one that it is in.
    note: &'static str,
    number: Option<usize>,
    in_paragraph_mark: bool,
    in_row_properties: bool,
}

impl Grammar {
    fn act(&mut self, element: &Element<'_>) -> Act {
        let (space, name) = element.name();
        match (space, name) {
            ("w", "p") => Act::Paragraph(false),
            ("w", "r") => {
                self.in_paragraph_mark = false;
                Act::Run
            }
            ("w", "t" | "delText") | ("m", "t") => Act::Words,
            ("w", "tab") if element.attribute("pos").is_none() => Act::Say("\t".to_owned()),
            ("w", "br" | "cr") => Act::Say("\n".to_owned()),
            ("w", "noBreakHyphen") => Act::Say("-".to_owned()),
            ("w", "pPr") => {
                self.in_paragraph_mark = true;
                Act::Pass
            }
            // What is said of the paragraph's mark, not of its words, and what it was before a change.
            ("w", "rPr") if self.in_paragraph_mark => {
                self.in_paragraph_mark = false;
                Act::Skip
            }
            ("w", "rPr") => Act::Pass,
            ("w", "vanish") if is_on(element) => Act::Vanish,
            ("w", "rStyle") if self.vanishes(element) => Act::Vanish,
            ("w", "pStyle") if self.vanishes(element) => Act::VanishParagraph,
            ("w", "del") if self.in_row_properties => Act::HideRow,
            ("w", "del" | "moveFrom") => Act::Hide,
            ("w", "tbl") => Act::Table,
            ("w", "tr") => Act::Row,
            ("w", "tc") => {
                self.in_row_properties = false;
                Act::Cell(1)
            }
            _ => self.rare(element),
        }
    }

    fn rare(&mut self, element: &Element<'_>) -> Act {
        match element.name() {
            ("w", "trPr") => {
                self.in_row_properties = true;
                Act::Pass
            }
            ("w", "hidden") if self.in_row_properties && is_on(element) => Act::HideRow,
            ("w", "gridSpan") => Act::Over(element.number("val").unwrap_or(1)),
            ("w", "footnoteReference") => self.refers("footnote", element),
            ("w", "endnoteReference") => self.refers("endnote", element),
            ("w", note @ ("footnote" | "endnote")) if note == self.note => {
                let id = element.attribute("id").unwrap_or_default();
                let numbers = if note == "footnote" { &self.footnotes } else { &self.endnotes };
                self.number = numbers.get(&id).copied();
                Act::Pass
            }
            ("w", "footnoteRef" | "endnoteRef") => match self.number {
                Some(number) => Act::Say(format!("[{number}]")),
                None => Act::Skip,
            },
            ("mc", "Fallback")
            | (
                "w",
                "instrText" | "delInstrText" | "sectPr" | "sdtPr" | "rt" | "rPrChange"
                | "pPrChange" | "tblPr" | "tblGrid" | "tcPrChange" | "trPrChange",
            ) => Act::Skip,
            _ => Act::Pass,
        }
    }

    fn refers(&mut self, note: &str, element: &Element<'_>) -> Act {
        let id = element.attribute("id").unwrap_or_default();
        let numbers = if note == "footnote" { &mut self.footnotes } else { &mut self.endnotes };
        let next = numbers.len() + 1;
        let number = numbers.entry(id).or_insert(next);
        Act::Say(format!("[{number}]"))
    }

    fn vanishes(&self, element: &Element<'_>) -> bool {
        element.attribute("val").is_some_and(|style| self.vanishing.contains(&style))
    }
}

/// Whether a property that is on or off is on.
fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off"))
}

/// The styles that hide their text, by themselves or by what they rest on.
fn vanishing_styles(package: &mut Package<'_>) -> Result<BTreeSet<String>, ExtractError> {
    const FILE: &str = "word/styles.xml";
    let Some(text) = package.text(FILE)? else { return Ok(BTreeSet::new()) };
    let mut walk = Walk::new(&text, FILE);
    let mut style = String::new();
    let mut styles = Styles::default();
    while let Some(step) = walk.next()? {
        let Step::Open(element) = step else { continue };
        match element.name() {
            ("w", "style") => style = element.attribute("styleId").unwrap_or_default(),
            ("w", "basedOn") => {
                styles.rests_on(&style, element.attribute("val").unwrap_or_default());
            }
            ("w", "vanish") => styles.says(&style, is_on(&element)),
            _ => {}
        }
    }
    Ok(styles.hiding())
}
