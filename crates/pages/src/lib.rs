//! Views in, HTML and SVG out: pure functions, shared by the live desk and the published site.
//!
//! A [`Site`] stands on the register's handle; [`Site::ready`] asks it for what one [`Page`] shows
//! (`needs.rs`), and [`Ready::render`] writes that in one [`Lang`]. What a page needs does not grow with
//! the register: lists come in parts. Words of sources are always text here, never markup: every one of them goes through the
//! templates' escaping, and no template switches it off. The two scripts are ours: one searches, one narrows lists as somebody
//! types; every page is whole without them, and pages ask nothing of the network.
//!
//! It must not know files, SQL or HTTP, nor decide what may be shown: `register::public` does.

mod address;
mod bulk;
mod bulk_json;
mod bulk_page;
mod card;
mod charts;
mod choice;
mod comma;
mod cut;
mod drawn;
mod entity;
mod field;
mod figures;
mod finder;
mod findings;
mod frame;
mod guide;
mod home;
mod json;
mod kept;
mod known;
mod list;
mod listing;
mod map;
mod marks;
mod mended;
mod needs;
mod original;
mod page;
mod parts;
mod places;
mod ready;
mod say;
mod sentence;
mod show;
mod shown;
mod site;
mod sought;
mod source;
mod timeline;
mod touched;
mod words;
mod written;

pub use bulk_json::schema as bulk_schema;
pub use choice::{Choice, Slug};
pub use cut::Cuts;
pub use json::schema;
pub use kept::Kept;
pub use listing::{Listing, Turn};
pub use original::{original, original_path};
pub use page::{Country, Lang, Page};
pub use ready::Ready;
pub use say::Say;
pub use site::{PageError, Shared, Site};
pub use sought::Index;
pub use touched::Again;
pub use written::{date, property, value};

/// A script that pages run, by its path from the root.
#[must_use]
pub fn script(path: &str) -> Option<&'static str> {
    match path {
        "search.js" => Some(finder::SCRIPT),
        "list.js" => Some(list::SCRIPT),
        _ => None,
    }
}

/// The one style sheet, that every page links to as `style.css` at the root.
pub const STYLE: &str = include_str!("../templates/style.css");

/// The digest of the code, templates and words that pages are made of (hex): pages made by others may look different.
pub const MADE_BY: &str = env!("PAGES_MADE_BY");

/// Writes the root page, which offers the register in each language.
///
/// # Errors
/// If the template can't be rendered.
pub fn render_root(out: &mut String) -> Result<(), PageError> {
    guide::root(out)
}
