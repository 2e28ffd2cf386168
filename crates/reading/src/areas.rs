//! Stretches of a text that are not read again: tables that have been read, and furniture.

use std::ops::Range;

/// Stretches in order, none touching another.
#[derive(Debug, Default)]
pub(crate) struct Areas(Vec<Range<usize>>);

impl Areas {
    /// Joins stretches in any order.
    pub(crate) fn new(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        Self(joined)
    }

    /// True where the byte at `at` stands in one of them.
    pub(crate) fn hold(&self, at: usize) -> bool {
        let after = self.0.partition_point(|range| range.start <= at);
        after.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|range| at < range.end)
    }
}
