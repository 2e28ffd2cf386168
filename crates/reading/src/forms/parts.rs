//! Where a label ends on its line: before a colon or an equals sign, or a row of dots.

/// How few and how many characters a label has.
const FEWEST: usize = 2;
const MOST: usize = 80;

/// How long the label is that a text begins with, and where the rest begins.
pub(super) fn parted(text: &str) -> Option<(usize, usize)> {
    for (count, (at, c)) in text.char_indices().enumerate().take(MOST + 1) {
        let may_end = count >= FEWEST
            && (is_mark(c) || c.is_whitespace() || matches!(c, ':' | '=' | '.' | '…'));
        if let Some(after) = may_end.then(|| behind_sign(&text[at..])).flatten() {
            return Some((at, at + after));
        }
        if matches!(c, ':' | '=' | '…') {
            return None;
        }
    }
    None
}

/// What a label or a value is marked with.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '*' | '_' | '`')
}

/// Where the value begins in what stands behind a label: behind the sign, its marks and a space, or within its
/// quotation marks.
fn behind_sign(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(is_mark).trim_start();
    let rest = &rest[sign(rest)?..];
    let value = rest.trim_start_matches(is_mark);
    let marks = &rest[..rest.len() - value.len()];
    let start = text.len() - rest.len();
    match value.chars().next() {
        None => Some(text.len()),
        Some(c) if c.is_whitespace() => Some(text.len() - value.len() + c.len_utf8()),
        Some(_) => marks.rfind(['"', '\'']).map(|quote| start + quote + 1),
    }
}

/// How long the sign is that a text begins with.
fn sign(text: &str) -> Option<usize> {
    let run = |part: &str, least: usize| {
        let length = text.len() - text.trim_start_matches(part).len();
        (length >= least * part.len()).then_some(length)
    };
    match text.chars().next()? {
        ':' | '=' => Some(1),
        '.' => run(".", 4).or_else(|| run(". ", 3)),
        '…' => run("…", 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_label_ends_before_its_sign() {
        let cases: &[(&str, Option<(&str, &str)>)] = &[
            ("Buyer: Arden", Some(("Buyer", "Arden"))),
            ("Buyer:", Some(("Buyer", ""))),
            ("**Buyer**: Arden", Some(("**Buyer", "Arden"))),
            ("Buyer :* Arden", Some(("Buyer", "Arden"))),
            ("buyer='Arden'", Some(("buyer", "Arden'"))),
            ("buyer=*'_Arden", Some(("buyer", "_Arden"))),
            ("buyer=Arden", None),
            ("12:30 Arden: no", None),
            ("Buyer..... Arden", Some(("Buyer", "Arden"))),
            ("Buyer ... Arden", None),
            ("Buyer . . . .  Arden", Some(("Buyer", "Arden"))),
            ("Buyer . . . . Arden", None),
            ("Comprador…… Arden", Some(("Comprador", "Arden"))),
            ("B: Arden", None),
            ("né: Arden", Some(("né", "Arden"))),
            ("", None),
        ];
        for (text, parts) in cases {
            let found = super::parted(text).map(|(label, after)| (&text[..label], &text[after..]));
            assert_eq!(found, *parts, "{text}");
        }
        for (count, told) in [(80, true), (81, false)] {
            let text = format!("{}: Arden", "é".repeat(count));
            assert_eq!(super::parted(&text).is_some(), told, "{count}");
        }
    }
}
