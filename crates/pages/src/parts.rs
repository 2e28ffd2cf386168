//! The way through a list that has several pages.

use std::borrow::Cow;

use crate::cut::Beside;
use crate::page::Page;
use crate::show;
use crate::words::Words;

/// The pages before and after this one.
pub(crate) struct Parts {
    /// "Page 2 of 7", or from what to what.
    pub(crate) here: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl Parts {
    /// None where all stands on one page.
    pub(crate) fn of(
        w: &Words,
        number: u32,
        total: u64,
        size: u64,
        page: impl Fn(u32) -> String,
    ) -> Option<Self> {
        let offset = u64::from(number.saturating_sub(1)).saturating_mul(size);
        Self::from(w, number, offset, total, size, page)
    }

    /// The same of a page of a published list, from its first thing to its last.
    pub(crate) fn beside(
        w: &Words,
        page: Page,
        beside: Option<Beside>,
        ends: Option<(Cow<'_, str>, Cow<'_, str>)>,
    ) -> Option<Self> {
        let (Beside { before, after }, (first, last)) = beside.zip(ends)?;
        let to = |number: u32| page.part(number).path();
        Some(Self {
            here: w.with("part-from", &[("first", &first), ("last", &last)]),
            before: before.map(to),
            after: after.map(to),
        })
    }

    /// The same of a page that begins after so many, wherever these pages begin.
    pub(crate) fn from(
        w: &Words,
        number: u32,
        offset: u64,
        total: u64,
        size: u64,
        page: impl Fn(u32) -> String,
    ) -> Option<Self> {
        let last = u32::try_from(total.div_ceil(size)).unwrap_or(u32::MAX);
        let shown = |n: u32| show::grouped(&n.to_string(), w.lang());
        (last > 1).then(|| Self {
            here: w.with("part-of", &[("part", &shown(number)), ("parts", &shown(last))]),
            before: (offset > 0).then(|| page(number.saturating_sub(1))),
            after: (offset.saturating_add(size) < total).then(|| page(number.saturating_add(1))),
        })
    }
}
