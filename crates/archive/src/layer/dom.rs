//! What an HTML page says: its main content as text, its title and its date.

use std::cell::RefCell;
use std::collections::BTreeSet;

use codebook::{Edtf, SourceMeta};
use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::{Tracer, TreeBuilderOpts};
use html5ever::{ParseOpts, parse_document};

use super::ExtractError;
use crate::limits::Limits;

/// How many bytes are parsed between two looks at what they have become.
const STEP: usize = 1024;

/// A page's text and what it says of itself.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) meta: SourceMeta,
}

/// Reads a page: its main content, or the whole body where no part stands out.
pub(super) fn read(html: &str, limits: &Limits) -> Result<Page, ExtractError> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability = Readability::with_document(seen(html, limits)?, None, Some(config))
        .map_err(|error| ExtractError::Html { why: error.to_string() })?;
    match readability.parse() {
        Ok(article) if !article.text_content.trim().is_empty() => Ok(Page {
            text: tabbed(&article.text_content),
            meta: meta(&article.title, article.published_time.as_deref()),
        }),
        _ => {
            let document = seen(html, limits)?;
            let title = document.select("title").text();
            let text = body(&document);
            Ok(Page { text, meta: meta(&title, None) })
        }
    }
}

/// The document without what a browser does not show.
fn seen(html: &str, limits: &Limits) -> Result<Document, ExtractError> {
    let document = parsed(html, limits)?;
    for node in document.select("[hidden], [style]").nodes() {
        if node.has_attr("hidden") || is_styled_away(node) {
            node.remove_from_parent();
        }
    }
    part_cells(&document);
    Ok(document)
}

/// Parses a page a little at a time, and stops where it has become too large or too deep: what a parser
/// makes of a page nobody can tell by looking at its tags.
fn parsed(html: &str, limits: &Limits) -> Result<Document, ExtractError> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let opts = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = parse_document(Document::default(), opts);
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        rest = after;
        parser.process(StrTendril::from(step));
        let builder = &parser.tokenizer.sink;
        if builder.sink.tree.len() > limits.html_elements {
            return Err(ExtractError::TooManyElements { limit: limits.html_elements });
        }
        let open = Open::default();
        builder.trace_handles(&open);
        if open.0.borrow().len() > limits.html_depth {
            return Err(ExtractError::TooDeep { limit: limits.html_depth });
        }
    }
    Ok(parser.finish())
}

/// The elements that are not over yet, and those of formatting to be opened again.
#[derive(Default)]
struct Open(RefCell<BTreeSet<NodeId>>);

impl Tracer for Open {
    type Handle = NodeId;

    fn trace_handle(&self, node: &NodeId) {
        self.0.borrow_mut().insert(*node);
    }
}

fn is_styled_away(node: &NodeRef<'_>) -> bool {
    node.attr("style").is_some_and(|style| {
        let style: String = style.to_lowercase().split_whitespace().collect();
        style.split(';').any(|rule| {
            let rule = rule.trim_end_matches("!important");
            matches!(rule, "display:none" | "visibility:hidden")
        })
    })
}

/// All that a body shows.
fn body(document: &Document) -> String {
    document.select("script, style, noscript, template, textarea, select").remove();
    document.body().map(|body| tabbed(&body.formatted_text())).unwrap_or_default()
}

/// Stands between the cells of a row until the text is made, where white space is not kept. No page can
/// hold it: it is no character.
const BETWEEN_CELLS: char = '\u{fdd0}';

/// Marks where one cell of a row ends and the next begins.
fn part_cells(document: &Document) {
    for cell in document.select("td, th").nodes() {
        if cell.prev_element_sibling().is_some() {
            cell.prepend_html(BETWEEN_CELLS.to_string());
        }
    }
}

/// The text with a tab between the cells of a row.
fn tabbed(text: &str) -> String {
    let mut tabbed = String::with_capacity(text.len());
    let mut cells = text.trim().split(BETWEEN_CELLS);
    tabbed.push_str(cells.next().unwrap_or_default());
    for cell in cells {
        tabbed.truncate(tabbed.trim_end_matches([' ', '\n']).len());
        tabbed.push('\t');
        tabbed.push_str(cell.trim_start_matches([' ', '\n']));
    }
    tabbed
}

fn meta(title: &str, published: Option<&str>) -> SourceMeta {
    SourceMeta {
        title: Some(title.to_owned()),
        published: published.and_then(day),
        ..SourceMeta::default()
    }
}

/// The date at the head of a timestamp. What is not in year-month-day order is not guessed at.
fn day(timestamp: &str) -> Option<Edtf> {
    let timestamp = timestamp.trim();
    let date = timestamp.get(..10).unwrap_or(timestamp);
    let is_plain = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_plain.then(|| date.parse().ok()).flatten()
}
