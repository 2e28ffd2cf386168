//! The words of a layer that somebody cites: by where she selected them, or by writing them.

use std::ops::Range;

/// Why there are no such words to cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoWords {
    /// Nothing was chosen.
    Nothing,
    /// The text has no such words.
    Absent,
    /// The words stand in several places.
    Several,
    /// Where they were selected, others stand.
    Moved,
}

impl NoWords {
    /// The key of what is said of it.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "review-cite-nothing",
            Self::Absent => "review-cite-absent",
            Self::Several => "review-cite-several",
            Self::Moved => "review-cite-moved",
        }
    }
}

/// The bytes of `text` that are cited. A place is held against the words, so that what a browser made
/// of the text can't shift it; white space around the words is left out.
pub(crate) fn cited(
    text: &str,
    words: &str,
    place: Option<Range<usize>>,
) -> Result<Range<usize>, NoWords> {
    let words = words.trim();
    if words.is_empty() {
        return Err(NoWords::Nothing);
    }
    let Some(place) = place else {
        let mut found = places(text, words);
        return match (found.next(), found.next()) {
            (Some(only), None) => Ok(only),
            (None, _) => Err(NoWords::Absent),
            (Some(_), Some(_)) => Err(NoWords::Several),
        };
    };
    let there = text.get(place.clone()).ok_or(NoWords::Moved)?;
    if !letters(there).eq(letters(words)) {
        return Err(NoWords::Moved);
    }
    let start = place.start + (there.len() - there.trim_start().len());
    Ok(start..start + there.trim().len())
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// Where words stand in a text, whatever white space is between them there.
fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let first = words.split_whitespace().next().unwrap_or_default();
    text.match_indices(first).filter_map(move |(start, _)| {
        let mut rest = text.get(start..)?;
        for (nth, word) in words.split_whitespace().enumerate() {
            let trimmed = if nth == 0 { rest } else { rest.trim_start() };
            if nth > 0 && trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed.strip_prefix(word)?;
        }
        Some(start..text.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_once_or_not_at_all() {
        let text = "El Ayuntamiento\nde Puerto Lirio compró 40 cámaras. Las 40 cámaras son nuevas.";
        let cases = [
            ("Ayuntamiento de Puerto", None, Ok("Ayuntamiento\nde Puerto")),
            ("  compró 40 ", None, Ok("compró 40")),
            ("40 cámaras", None, Err(NoWords::Several)),
            ("50 cámaras", None, Err(NoWords::Absent)),
            (" ", None, Err(NoWords::Nothing)),
            ("40 cámaras", Some("compró "), Ok("40 cámaras")),
            ("41 cámaras", Some("compró "), Err(NoWords::Moved)),
        ];
        for (words, after, expected) in cases {
            let place = after.map(|after| {
                let start = text.find(after).unwrap() + after.len();
                start..start + words.len()
            });
            let found = cited(text, words, place).map(|range| &text[range]);
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn a_place_inside_a_character_or_outside_is_none() {
        for place in [1..2, 90..95, 0..90] {
            assert_eq!(cited("áé", "áé", Some(place)), Err(NoWords::Moved));
        }
    }
}
