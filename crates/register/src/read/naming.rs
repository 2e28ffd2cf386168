//! How the public may call a source: by its title and addresses, without what is private in them.
//!
//! Where a document has no title of its own, the file's name or the address that was asked stands in
//! for it. Those say where somebody had the document from, and often whose it is.

use codebook::Origin;
use url::Url;

/// Titles of documents are cut there, at the earliest, when they are taken in.
const LONG: usize = 100;

/// The title as the public may read it; `None` where it only says where a withheld source came from.
/// In the title of a public source an address loses what is private in it.
pub(crate) fn shown_title(title: &str, origins: &[Origin], is_public: bool) -> Option<String> {
    let address = shown_address(title);
    if is_public {
        return Some(address.unwrap_or_else(|| title.to_owned()));
    }
    let is_place = address.is_some() || origins.iter().any(|origin| is_place(title, origin));
    (!is_place).then(|| title.to_owned())
}

/// The addresses that answered, in order, as the public may read them.
pub(crate) fn shown_addresses(origins: &[Origin]) -> Vec<String> {
    let mut addresses = Vec::new();
    for origin in origins {
        let Origin::Url { answered, .. } = origin else { continue };
        if let Some(address) = shown_address(answered).filter(|found| !addresses.contains(found)) {
            addresses.push(address);
        }
    }
    addresses
}

/// Scheme, host and path of a web address; who asked, what for, and where in the page is left out.
fn shown_address(address: &str) -> Option<String> {
    let mut url =
        Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url.into())
}

/// True where the title is nothing but the place that a source came from.
fn is_place(title: &str, origin: &Origin) -> bool {
    match origin {
        Origin::File { path } => {
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            is_same(title, path) || is_same(title, name)
        }
        Origin::Url { asked, answered, .. } => is_same(title, asked) || is_same(title, answered),
        Origin::Part { name, .. } => name.as_ref().is_some_and(|name| is_same(title, name)),
    }
}

/// True where the words are the same; a long title may have been cut.
fn is_same(title: &str, place: &str) -> bool {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (title, place) = (one_line(title), one_line(place));
    title == place || (title.chars().count() >= LONG && place.starts_with(&title))
}
