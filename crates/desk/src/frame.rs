//! What stands around every page.

use accounts::{Act, Role};

use crate::assets;
use crate::words::Words;

/// The last page of a list that is asked for: what is beyond it is this one, so that no count overflows.
pub(crate) const LAST_PAGE: usize = 1 << 24;

/// A way in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nav {
    None,
    Start,
    Inbox,
    Review,
    Search,
    Entities,
    Sources,
    Release,
    People,
}

/// The frame of a page, as `base.html` shows it.
pub(crate) struct Frame {
    pub(crate) w: &'static Words,
    pub(crate) title: String,
    pub(crate) here: Nav,
    pub(crate) who: Option<String>,
    pub(crate) role: Option<Role>,
    pub(crate) csrf: String,
    pub(crate) flash: Option<String>,
    /// True where the desk runs without accounts.
    pub(crate) is_alone: bool,
    /// The path and query of this page.
    pub(crate) path: String,
}

/// A link of the navigation.
pub(crate) struct Way {
    pub(crate) path: &'static str,
    pub(crate) label: String,
    pub(crate) here: bool,
}

impl Frame {
    /// The tag of the page's language.
    pub(crate) fn lang(&self) -> &'static str {
        self.w.lang.tag()
    }

    /// The tag of the other language.
    pub(crate) fn other(&self) -> &'static str {
        if self.lang() == "es" { "en" } else { "es" }
    }

    /// The address of an asset.
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    /// The navigation, for who is signed in.
    pub(crate) fn nav(&self) -> Vec<Way> {
        if self.who.is_none() {
            return Vec::new();
        }
        let way =
            |nav, path, label| Way { path, label, here: nav != Nav::None && self.here == nav };
        let mut ways = vec![
            way(Nav::Start, "/", self.w.t("nav-start")),
            way(Nav::Review, "/review", self.w.t("nav-review")),
            way(Nav::Search, "/search", self.w.t("nav-search")),
            way(Nav::Entities, "/entities", self.w.t("nav-entities")),
            way(Nav::Sources, "/sources", self.w.t("nav-sources")),
            way(Nav::None, "/register", self.w.t("nav-register")),
        ];
        if self.role.is_some_and(|role| role.may(Act::Propose)) {
            ways.insert(1, way(Nav::Inbox, "/inbox", self.w.t("nav-inbox")));
        }
        if self.role.is_some_and(|role| role.may(Act::Release)) {
            ways.push(way(Nav::Release, "/release", self.w.t("nav-release")));
        }
        if !self.is_alone && self.role == Some(Role::Administrator) {
            ways.push(way(Nav::People, "/people", self.w.t("nav-people")));
        }
        ways
    }

    /// What somebody may do, in words.
    pub(crate) fn role_name(&self) -> String {
        self.role.map(|role| self.w.t(&format!("role-{role}"))).unwrap_or_default()
    }
}
