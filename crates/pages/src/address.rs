//! From an address back to its page: what [`Page::path`] writes, read.

use codebook::Kind;

use crate::choice::Choice;
use crate::page::{Country, Page, plural};

impl Page {
    /// The page at a path under its language's folder; `None` where no page has it. Whether there is such an
    /// entity, source, value or part, the register knows.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let stem = path.strip_suffix(".html")?;
        let page = match stem.split_once('/') {
            Some((folder, name)) => within(folder, name),
            None => alone(stem),
        };
        // One address for each page: `systems-01` is none.
        page.filter(|page| page.path() == path)
    }
}

fn alone(stem: &str) -> Option<Page> {
    let (name, number) = numbered(stem).unwrap_or((stem, 1));
    Some(match name {
        "index" => Page::Home,
        "map" => Page::Map,
        "charts" => Page::Charts,
        "procurement" => Page::Bulk,
        "search" => Page::Search,
        "verify" => Page::Verify,
        "sources" => Page::Sources(number),
        "contradictions" => Page::Contradictions(number),
        "silences" => Page::Silences(number),
        "accuracy" => Page::Accuracy(number),
        "corrections" => Page::Corrections(number),
        _ => Page::List(kind(name)?, number),
    })
}

fn within(folder: &str, name: &str) -> Option<Page> {
    match folder {
        "entities" => match name.split_once('.') {
            Some((id, part)) => Some(Page::EntityPart(id.parse().ok()?, further(part)?)),
            None => name.parse().ok().map(Page::Entity),
        },
        "sources" => name.parse().ok().map(Page::Source),
        "maps" => match name.parse() {
            Ok(technology) => Some(Page::MapOf(technology)),
            Err(_) => Country::new(&name.to_ascii_uppercase()).map(Page::MapIn),
        },
        _ => {
            let kind = kind(folder)?;
            // A year is a value and no number of a part: `year-2021` is one choice, `year-2021-2` its second part.
            let part = numbered(name).and_then(|(name, part)| Some((Choice::at(name)?, part)));
            let (choice, part) = part.or_else(|| Some((Choice::at(name)?, 1)))?;
            Some(Page::Chosen(kind, choice, part))
        }
    }
}

fn numbered(name: &str) -> Option<(&str, u32)> {
    let (name, number) = name.rsplit_once('-')?;
    Some((name, further(number)?))
}

/// The number of a part that is not the first.
fn further(number: &str) -> Option<u32> {
    number.parse().ok().filter(|number| *number > 1)
}

fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| plural(*kind) == name)
}

#[cfg(test)]
mod tests {
    use codebook::Technology;
    use register::public::{Facet, ListOrder};

    use super::*;
    use crate::choice::Slug;

    #[test]
    fn every_page_is_at_its_path() {
        let mut pages = vec![Page::Home, Page::Map, Page::Charts, Page::Search, Page::Verify];
        for number in [1, 2, 45] {
            pages.extend([
                Page::Sources(number),
                Page::Contradictions(number),
                Page::Silences(number),
                Page::Accuracy(number),
                Page::Corrections(number),
            ]);
            for kind in Kind::ALL {
                pages.push(Page::List(kind, number));
                for order in ListOrder::ALL {
                    pages.push(Page::Chosen(kind, Choice::By(order), number));
                }
                for value in ["2021", "face_recognition_live", "Puerto Amate", "w-0123456789abcdef"]
                {
                    let choice = Choice::With(Facet::Year, Slug::of(value));
                    pages.push(Page::Chosen(kind, choice, number));
                }
            }
        }
        pages.extend(Technology::ALL.map(Page::MapOf));
        pages.extend(Country::new("MX").map(Page::MapIn));
        for page in pages {
            assert_eq!(Page::at(&page.path()), Some(page), "{}", page.path());
        }
    }

    #[test]
    fn what_is_no_page_has_none() {
        for path in [
            "",
            "index",
            "index-2.html",
            "systems-0.html",
            "systems-01.html",
            "systems-1.html",
            "../index.html",
            "entities/x.html",
            "entities/../index.html",
            "maps/MX.html",
            "systems/color-red.html",
            "systems/.html",
            "systems/year-.html",
            "/index.html",
            "systems/year-2021-2-2-2-9999999999.htm",
        ] {
            assert_eq!(Page::at(path), None, "{path}");
        }
    }
}
