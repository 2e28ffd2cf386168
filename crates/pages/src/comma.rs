//! Tables as comma-separated values, for spreadsheets.

use codebook::cell::may_be_formula;

/// Adds a row. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
pub(crate) fn row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let guard = may_be_formula(cell);
        let quoted = guard || cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell;
        if !quoted {
            out.push_str(cell);
            continue;
        }
        out.push('"');
        if guard {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_are_quoted_and_guarded() {
        let mut out = String::new();
        super::row(&mut out, ["a", "b, c", "say \"so\"", "=1+1", "", "two\nlines"]);
        assert_eq!(out, "a,\"b, c\",\"say \"\"so\"\"\",\"'=1+1\",,\"two\nlines\"\r\n");
    }
}
