//! Tables on pages: rows by the lines that words stand on, columns by where the header's words stand.

use codebook::layer::Page;

use super::Table;

/// The tables of the pages, in order.
pub(super) fn tables(_: &[Page], text: &str) -> Vec<Table> {
    super::grids::tables(text)
}
