//! What surrounds every page: language, title, ways up, the same page in the other language.

use codebook::Kind;

use crate::page::Page;
use crate::show;
use crate::shown::Shown;
use crate::words::Words;

/// The frame of a page.
pub(crate) struct Frame<'w> {
    pub(crate) w: &'w Words,
    pub(crate) title: String,
    /// The way up to the language's folder.
    pub(crate) up: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) other: &'static str,
    /// The page's path under its language's folder.
    pub(crate) path: Page,
    pub(crate) is_home: bool,
    /// The script that the page runs, from the root.
    pub(crate) script: Option<&'static str>,
    pub(crate) as_of: String,
    pub(crate) nav: Vec<Way<'w>>,
}

/// An entry of the navigation.
pub(crate) struct Way<'w> {
    pub(crate) label: &'w str,
    pub(crate) path: Page,
    pub(crate) here: bool,
}

impl<'w> Frame<'w> {
    pub(crate) fn new(site: &Shown<'_>, w: &'w Words, page: Page, title: String) -> Self {
        let lists = Kind::ALL.map(|kind| (w.kinds(&kind), Page::List(kind, 1)));
        let more = [
            (w.t("nav-sources"), Page::Sources(1)),
            (w.t("nav-contradictions"), Page::Contradictions(1)),
            (w.t("nav-silences"), Page::Silences(1)),
            (w.t("nav-accuracy"), Page::Accuracy(1)),
            (w.t("nav-map"), Page::Map),
            (w.t("nav-charts"), Page::Charts),
            (w.t("nav-corrections"), Page::Corrections(1)),
            (w.t("nav-verify"), Page::Verify),
        ];
        let bulk = site.bulk().screened.then(|| (w.t("nav-bulk"), Page::Bulk));
        let nav = lists
            .into_iter()
            .chain(more)
            .chain(bulk)
            .map(|(label, way)| Way { label, path: way, here: way == page })
            .collect();
        Self {
            w,
            title,
            up: page.up(),
            lang: w.lang().tag(),
            other: w.lang().other().tag(),
            path: page,
            is_home: page == Page::Home,
            script: match page {
                Page::Search => Some("search.js"),
                Page::List(..) | Page::Chosen(..) | Page::Sources(_) => Some("list.js"),
                _ => None,
            },
            as_of: show::day(w, site.needs.as_of),
            nav,
        }
    }
}
