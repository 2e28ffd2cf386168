//! Link targets, bare addresses and tags: words there are not the author's.

use std::ops::Range;

/// Where they stand within `text` (which stands at `base`), in order.
pub(crate) fn addresses(text: &str, base: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most sentences hold none of the signs that stand in all of them.
    let sign = |byte: u8| matches!(byte, b']' | b'/' | b'<');
    if !text.bytes().fold(false, |found, byte| found | sign(byte)) && !text.contains("www.") {
        return found;
    }
    let mut from = 0;
    while let Some(ahead) =
        text[from..].bytes().position(|b| matches!(b, b']' | b'h' | b'w' | b'<'))
    {
        let start = from + ahead;
        match length(&text[start..]) {
            Some(length) => {
                found.push(base + start..base + start + length);
                from = start + length;
            }
            None => from = start + 1,
        }
    }
    found
}

/// How long the one is that a text begins with.
fn length(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b']', b'(', ..] => {
            let end = ahead(&text[2..], 400, |c| c == ')' || c.is_whitespace())?;
            text[2 + end..].starts_with(')').then_some(2 + end + 1)
        }
        [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..] => {
            ahead(&text[2..], 200, |c| c == '>').map(|end| 2 + end + 1)
        }
        [b'h' | b'w', ..] => {
            let lead =
                ["https://", "http://", "www."].iter().find(|lead| text.starts_with(**lead))?;
            let rest = &text[lead.len()..];
            let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']');
            let end = rest.find(ends).unwrap_or(rest.len());
            (end > 0).then_some(lead.len() + end)
        }
        _ => None,
    }
}

/// Where the first such character stands, behind no more than so many others.
fn ahead(text: &str, most: usize, such: impl Fn(char) -> bool) -> Option<usize> {
    text.char_indices().take(most + 1).find(|(_, c)| such(*c)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_are_told_by_how_they_begin() {
        let long = "a".repeat(401);
        let cases: &[(&str, &[&str])] = &[
            ("see [x](/arden(1)) here", &["](/arden(1)"]),
            ("see [x](a b) here", &[]),
            (&format!("[x]({})", &long[..400]), &[&format!("]({})", &long[..400])]),
            (&format!("[x]({long})"), &[]),
            (
                "at https://arden.example/x), www.mill.example>",
                &["https://arden.example/x", "www.mill.example"],
            ),
            ("http:// www. who]", &[]),
            ("a <b>word</b> < 5, 3 > 2", &["<b>", "</b>"]),
            (&format!("<b{}>", "é".repeat(200)), &[&format!("<b{}>", "é".repeat(200))]),
            (&format!("<b{}>", "é".repeat(201)), &[]),
        ];
        for (text, addresses) in cases {
            let found = super::addresses(text, 10);
            let found: Vec<&str> =
                found.into_iter().map(|at| &text[at.start - 10..at.end - 10]).collect();
            assert_eq!(found, *addresses, "{text}");
        }
    }
}
