//! Cells of tables that a spreadsheet opens: a stranger's words must not be computed there.

use std::borrow::Cow;

/// The signs that a formula begins with, as keyboards for Chinese and Japanese have them too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// True of a cell that a spreadsheet might take for a formula, whatever stands unseen before its sign.
#[must_use]
pub fn may_be_formula(cell: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    cell.starts_with(unseen) || cell.starts_with(SIGNS)
}

/// The cell, with an apostrophe before what a spreadsheet might compute.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if may_be_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn nothing_begins_with_a_sign() {
        for cell in
            ["=1+1", "+52 55", "-5", "@sum", "＝cmd", " =1", "\t=1", "\u{200b}=1", "\u{feff}-1"]
        {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        for cell in ["", "5", "Ópalo - Visión", "a=b", "(=1)"] {
            assert_eq!(guarded(cell), cell);
        }
    }
}
