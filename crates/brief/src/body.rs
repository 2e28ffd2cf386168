//! The text and its footnotes, as WordprocessingML.

use std::io::Result as Io;

use codebook::statement::{Basis, Polarity};
use codebook::{Property, Statement};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::words::{Words, kind};
use crate::{Brief, BriefError, Source, Subject};

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The two parts with words.
pub(crate) struct Parts {
    pub(crate) document: Vec<u8>,
    pub(crate) footnotes: Vec<u8>,
}

/// How many facts that disagree stand beside each other.
const BESIDE: usize = 2;

type Xml = Writer<Vec<u8>>;

pub(crate) fn write(brief: &Brief) -> Result<Parts, BriefError> {
    let words = Words::of(brief.lang);
    let mut text = Text { brief, words, body: begun()?, notes: begun()?, count: 0 };
    text.notes.write_event(open("w:footnotes"))?;
    // The lines between text and footnotes: Word asks for these two.
    for (id, sort, line) in [
        ("-1", "separator", "w:separator"),
        ("0", "continuationSeparator", "w:continuationSeparator"),
    ] {
        text.notes
            .create_element("w:footnote")
            .with_attributes([("w:type", sort), ("w:id", id)])
            .write_inner_content(|xml| {
            xml.create_element("w:p").write_inner_content(|xml| {
                xml.create_element("w:r").write_inner_content(|xml| {
                    xml.create_element(line).write_empty().map(|_| ())
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
    }
    text.body.write_event(open("w:document"))?;
    text.body.write_event(Event::Start(quick_xml::events::BytesStart::new("w:body")))?;
    text.whole()?;
    section(&mut text.body)?;
    text.body.write_event(Event::End(quick_xml::events::BytesEnd::new("w:body")))?;
    text.body.write_event(Event::End(quick_xml::events::BytesEnd::new("w:document")))?;
    text.notes.write_event(Event::End(quick_xml::events::BytesEnd::new("w:footnotes")))?;
    Ok(Parts { document: text.body.into_inner(), footnotes: text.notes.into_inner() })
}

fn begun() -> Io<Xml> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    Ok(xml)
}

fn open(name: &'static str) -> Event<'static> {
    let mut element = quick_xml::events::BytesStart::new(name);
    element.push_attribute(("xmlns:w", SPACE));
    Event::Start(element)
}

/// A4, with room at the sides.
fn section(xml: &mut Xml) -> Io<()> {
    xml.create_element("w:sectPr").write_inner_content(|xml| {
        xml.create_element("w:pgSz")
            .with_attributes([("w:w", "11906"), ("w:h", "16838")])
            .write_empty()?;
        xml.create_element("w:pgMar")
            .with_attributes([
                ("w:top", "1418"),
                ("w:right", "1418"),
                ("w:bottom", "1418"),
                ("w:left", "1418"),
                ("w:header", "709"),
                ("w:footer", "709"),
                ("w:gutter", "0"),
            ])
            .write_empty()?;
        Ok(())
    })?;
    Ok(())
}

/// Words without what XML can't hold.
fn plain(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Plain,
    Bold,
}

fn run(xml: &mut Xml, text: &str, weight: Weight) -> Io<()> {
    xml.create_element("w:r").write_inner_content(|xml| {
        if weight == Weight::Bold {
            xml.create_element("w:rPr")
                .write_inner_content(|xml| xml.create_element("w:b").write_empty().map(|_| ()))?;
        }
        xml.create_element("w:t")
            .with_attribute(("xml:space", "preserve"))
            .write_text_content(BytesText::new(text))?;
        Ok(())
    })?;
    Ok(())
}

fn styled(xml: &mut Xml, style: &str) -> Io<()> {
    xml.create_element("w:pPr").write_inner_content(|xml| {
        xml.create_element("w:pStyle").with_attribute(("w:val", style)).write_empty().map(|_| ())
    })?;
    Ok(())
}

fn mark(xml: &mut Xml, element: &str, id: Option<&str>) -> Io<()> {
    xml.create_element("w:r").write_inner_content(|xml| {
        xml.create_element("w:rPr").write_inner_content(|xml| {
            xml.create_element("w:rStyle")
                .with_attribute(("w:val", "FootnoteReference"))
                .write_empty()
                .map(|_| ())
        })?;
        let mark = xml.create_element(element);
        match id {
            Some(id) => mark.with_attribute(("w:id", id)).write_empty()?,
            None => mark.write_empty()?,
        };
        Ok(())
    })?;
    Ok(())
}

struct Text<'b> {
    brief: &'b Brief,
    words: &'static Words,
    body: Xml,
    notes: Xml,
    count: usize,
}

impl Text<'_> {
    fn whole(&mut self) -> Result<(), BriefError> {
        let brief = self.brief;
        self.line(Some("Title"), self.words.title)?;
        let made = format!("{} {}", self.words.made, pages::date(brief.lang, &brief.made));
        self.line(None, &made)?;
        self.line(None, self.words.warning)?;
        if brief.subjects.is_empty() {
            self.line(None, self.words.undecided)?;
        }
        for subject in &brief.subjects {
            self.subject(subject)?;
        }
        self.line(Some("Heading1"), self.words.sources)?;
        for (at, source) in brief.sources.iter().enumerate() {
            let line = format!("[{}] {}", at + 1, self.described(source));
            self.line(None, &line)?;
        }
        Ok(())
    }

    fn line(&mut self, style: Option<&str>, text: &str) -> Io<()> {
        self.body.create_element("w:p").write_inner_content(|xml| {
            if let Some(style) = style {
                styled(xml, style)?;
            }
            run(xml, &plain(text), Weight::Plain)
        })?;
        Ok(())
    }

    fn subject(&mut self, subject: &Subject) -> Result<(), BriefError> {
        let heading = format!("{} · {}", kind(self.brief.lang, subject.kind), subject.name);
        self.line(Some("Heading1"), &heading)?;
        let apart: Vec<usize> = subject.disagreements.iter().flatten().copied().collect();
        for (at, statement) in subject.statements.iter().enumerate() {
            if !apart.contains(&at) {
                let property = statement.parts().property;
                self.fact(statement, Some(property))?;
            }
        }
        for set in &subject.disagreements {
            let facts: Vec<&Statement> =
                set.iter().filter_map(|at| subject.statements.get(*at)).collect();
            self.disagreement(&facts)?;
        }
        Ok(())
    }

    /// Facts that can't all be so: a table of them, two beside each other.
    fn disagreement(&mut self, facts: &[&Statement]) -> Result<(), BriefError> {
        let Some(first) = facts.first() else { return Ok(()) };
        let property = pages::property(self.brief.lang, first.parts().property);
        let heading = format!("{property}: {}", self.words.disagree);
        self.line(Some("Heading2"), &heading)?;
        let start = quick_xml::events::BytesStart::new;
        let end = quick_xml::events::BytesEnd::new;
        self.body.write_event(Event::Start(start("w:tbl")))?;
        borders(&mut self.body)?;
        for row in facts.chunks(BESIDE) {
            self.body.write_event(Event::Start(start("w:tr")))?;
            for statement in row {
                self.body.write_event(Event::Start(start("w:tc")))?;
                self.fact(statement, None)?;
                self.body.write_event(Event::End(end("w:tc")))?;
            }
            // A row is as long as the grid.
            for _ in row.len()..BESIDE {
                self.body.write_event(Event::Start(start("w:tc")))?;
                self.line(None, "")?;
                self.body.write_event(Event::End(end("w:tc")))?;
            }
            self.body.write_event(Event::End(end("w:tr")))?;
        }
        self.body.write_event(Event::End(end("w:tbl")))?;
        // A table must be followed by a paragraph.
        self.line(None, "")?;
        Ok(())
    }

    /// A fact in a paragraph of its own, under its property where that is not said above.
    fn fact(
        &mut self,
        statement: &Statement,
        property: Option<Property>,
    ) -> Result<(), BriefError> {
        let parts = statement.parts();
        let lang = self.brief.lang;
        let label = property.map(|property| format!("{}: ", pages::property(lang, property)));
        let not = if parts.polarity == Polarity::Negated { self.words.not } else { "" };
        let mut value = format!("{not}{}", pages::value(lang, &parts.value, &parts.qualifiers));
        if let Some(valid) = &parts.valid {
            let valid = pages::date(lang, valid);
            value = format!("{value} ({}: {valid})", self.words.valid.to_lowercase());
        }
        self.count += 1;
        let id = self.count.to_string();
        self.body.create_element("w:p").write_inner_content(|xml| {
            if let Some(label) = &label {
                run(xml, label, Weight::Bold)?;
            }
            run(xml, &plain(&value), Weight::Plain)?;
            mark(xml, "w:footnoteReference", Some(&id))
        })?;
        let note = self.note(statement)?;
        self.notes
            .create_element("w:footnote")
            .with_attribute(("w:id", id.as_str()))
            .write_inner_content(|xml| {
                xml.create_element("w:p").write_inner_content(|xml| {
                    styled(xml, "FootnoteText")?;
                    mark(xml, "w:footnoteRef", None)?;
                    run(xml, &format!(" {note}"), Weight::Plain)
                })?;
                Ok(())
            })?;
        Ok(())
    }

    /// Quote, source, place, and the digest.
    fn note(&self, statement: &Statement) -> Result<String, BriefError> {
        let parts = statement.parts();
        let span = parts.citation.quote();
        let place = self.brief.sources.iter().position(|source| source.id == span.source());
        let source = place.and_then(|at| self.brief.sources.get(at).map(|source| (at, source)));
        let (at, source) = source.ok_or_else(|| BriefError::NoSource {
            statement: statement.id(),
            source_id: span.source(),
        })?;
        let mut note = format!(
            "“{}” [{}] {}, {}.",
            plain(span.quote()),
            at + 1,
            self.described(source).trim_end_matches('.'),
            self.words.place(span.locator(), &span.range())
        );
        if let Some(speaker) = &parts.attribution {
            note = format!("{note} {}: {speaker}.", self.words.says);
        }
        if parts.basis == Basis::Editor {
            note = format!("{note} {}", self.words.editor);
        }
        Ok(plain(&note))
    }

    fn described(&self, source: &Source) -> String {
        let lang = self.brief.lang;
        let mut text = format!("{}.", plain(&source.title));
        if let Some(published) = &source.published {
            let published = pages::date(lang, published);
            text = format!("{text} {}: {published}.", self.words.published);
        }
        let archived = pages::date(lang, &source.archived);
        text = format!("{text} {} {archived}.", self.words.archived);
        if let Some(origin) = &source.origin {
            text = format!("{text} {}: {}.", self.words.from, plain(origin));
        }
        format!("{text} SHA-256 {}.", source.id)
    }
}

fn borders(xml: &mut Xml) -> Io<()> {
    xml.create_element("w:tblPr").write_inner_content(|xml| {
        xml.create_element("w:tblW")
            .with_attributes([("w:w", "5000"), ("w:type", "pct")])
            .write_empty()?;
        xml.create_element("w:tblBorders").write_inner_content(|xml| {
            for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                xml.create_element(side)
                    .with_attributes([("w:val", "single"), ("w:sz", "4"), ("w:color", "808080")])
                    .write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    xml.create_element("w:tblGrid").write_inner_content(|xml| {
        for _ in 0..BESIDE {
            xml.create_element("w:gridCol").with_attributes([("w:w", "4500")]).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}
