//! What strangers wrote, as a terminal may show it: what would steer the terminal, or turn the order of what is read,
//! is replaced by a sign that something stood there.

/// The words on one line, with nothing in them that a terminal obeys.
pub(crate) fn plain(words: &str) -> String {
    words.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// As [`plain`], line by line.
pub(crate) fn plain_lines(words: &str) -> String {
    words.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// Controls but the tab, which stands between cells, and the marks that turn the direction of what follows.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
