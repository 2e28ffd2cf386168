//! What an HTML page says: its main content as text, its title and its date.

use codebook::{Edtf, SourceMeta};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};

use super::ExtractError;

/// A page's text and what it says of itself.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) meta: SourceMeta,
}

/// Reads a page: its main content, or the whole body where no part stands out.
pub(super) fn read(html: &str) -> Result<Page, ExtractError> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability = Readability::with_document(seen(html), None, Some(config))
        .map_err(|error| ExtractError::Html { why: error.to_string() })?;
    match readability.parse() {
        Ok(article) if !article.text_content.trim().is_empty() => Ok(Page {
            text: tabbed(&article.text_content),
            meta: meta(&article.title, article.published_time.as_deref()),
        }),
        _ => {
            let document = seen(html);
            let title = document.select("title").text();
            let text = body(&document);
            Ok(Page { text, meta: meta(&title, None) })
        }
    }
}

/// The document without what a browser does not show.
fn seen(html: &str) -> Document {
    let document = Document::from(html);
    for node in document.select("[hidden], [style]").nodes() {
        if node.has_attr("hidden") || is_styled_away(node) {
            node.remove_from_parent();
        }
    }
    part_cells(&document);
    document
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
