//! What an address of the register asks for.

use pages::{Lang, Listing, Page};
use url::form_urlencoded;

use crate::failure::Failure;

/// What follows a `?` is read up to so many bytes.
pub(super) const QUERY: usize = 2_000;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The page that offers the languages.
    Root,
    Style,
    Feed(Lang),
    /// A script, or a file of the search's index.
    Script(String),
    /// The file of an original: its path, as a source's page has it.
    Original(String),
    /// A file of the data, a schema or a text: its path in a published folder.
    Download(String),
    Page {
        lang: Lang,
        page: Page,
        listing: Option<Listing>,
        form: Form,
    },
}

/// In which form a page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Html,
    Json,
    Csv,
}

impl Wanted {
    /// Reads a path under the register, and its query.
    pub(super) fn read(path: &str, query: &str) -> Result<Self, Failure> {
        if query.len() > QUERY {
            return Err(Failure::TooMuch);
        }
        match path {
            "" | "index.html" => return Ok(Self::Root),
            "style.css" => return Ok(Self::Style),
            _ if pages::script(path).is_some() => return Ok(Self::Script(path.to_owned())),
            _ => {}
        }
        Self::within(path, query).ok_or(Failure::NotFound)
    }

    fn within(path: &str, query: &str) -> Option<Self> {
        let (folder, rest) = path.split_once('/')?;
        if folder == "search" {
            return Some(Self::Script(path.to_owned()));
        }
        if folder == "originals" {
            return Some(Self::Original(path.to_owned()));
        }
        if matches!(folder, "data" | "schemas" | "sources") {
            return Some(Self::Download(path.to_owned()));
        }
        let lang = Lang::ALL.into_iter().find(|lang| lang.tag() == folder)?;
        if rest == "feed.xml" {
            return Some(Self::Feed(lang));
        }
        let (stem, ending) = rest.rsplit_once('.')?;
        let page = Page::at(&format!("{stem}.html"))?;
        let mut form = match ending {
            "html" => Form::Html,
            "json" => Form::Json,
            "csv" => Form::Csv,
            _ => return None,
        };
        let mut listing = None;
        // A page that is not the first is asked for as it is published.
        if let Page::List(kind, 1) = page {
            let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
            let pairs = pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref()));
            let asked = Listing::of(kind, pairs);
            if asked.table {
                form = Form::Csv;
            }
            listing = Some(asked);
        }
        Some(Self::Page { lang, page, listing, form })
    }

    /// The same for what is the same.
    pub(super) fn key(&self) -> String {
        format!("{self:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let read = |path, query| Wanted::read(path, query).ok();
        let form = |path, query| match read(path, query) {
            Some(Wanted::Page { form, .. }) => Some(form),
            _ => None,
        };
        assert_eq!(read("", ""), Some(Wanted::Root));
        assert_eq!(read("en/feed.xml", ""), Some(Wanted::Feed(Lang::En)));
        let original = "originals/src-0.00.pdf";
        assert_eq!(read(original, ""), Some(Wanted::Original(original.to_owned())));
        assert_eq!(read("list.js", ""), Some(Wanted::Script("list.js".to_owned())));
        assert_eq!(form("es/index.html", ""), Some(Form::Html));
        assert_eq!(form("es/systems.json", "technology=iris"), Some(Form::Json));
        assert_eq!(form("es/systems.html", "format=csv"), Some(Form::Csv));
        assert_eq!(form("es/systems-2.csv", ""), Some(Form::Csv));
        for path in
            ["fr/index.html", "es/", "es/nothing.html", "es/../style.css", "es/index.exe", "es"]
        {
            assert!(read(path, "").is_none(), "{path}");
        }
        let numbers = [("es/systems.html", "page=3", Some(3)), ("es/systems-2.html", "", None)];
        for (path, query, number) in numbers {
            let Some(Wanted::Page { listing, .. }) = read(path, query) else { return };
            assert_eq!(listing.map(|listing| listing.number), number);
        }
        assert!(Wanted::read("es/systems.html", &"x".repeat(2_001)).is_err());
    }

    #[test]
    fn one_thing_has_one_key() {
        let key = |path, query| Wanted::read(path, query).ok().map(|wanted| wanted.key());
        assert_eq!(key("es/systems.html", "utm=x"), key("es/systems.html", ""));
        assert_ne!(key("es/systems.html", ""), key("en/systems.html", ""));
        assert_ne!(key("es/systems.html", ""), key("es/systems.json", ""));
    }
}
