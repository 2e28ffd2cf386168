//! Page furniture: teasers, share buttons, comment forms, topics. Nothing is proposed from it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::folded::{Folded, Lexicon};

/// A short line that begins with one of these opens furniture, until the end of the text or until a
/// paragraph of prose follows it.
const OPENERS: &[&str] = &[
    "related posts",
    "related articles",
    "related stories",
    "related content",
    "related news",
    "latest news",
    "article topics",
    "more from",
    "read more",
    "read next",
    "similar articles",
    "similar posts",
    "you may also like",
    "you might also like",
    "recommended",
    "trending",
    "most read",
    "leave a reply",
    "leave a comment",
    "share this",
    "share on",
    "sign up for",
    "subscribe",
    "newsletter",
    "cookie",
    "donate today",
    "advertisement",
    "lee tambien",
    "lea tambien",
    "te puede interesar",
    "tambien te puede interesar",
    "notas relacionadas",
    "noticias relacionadas",
    "articulos relacionados",
    "temas relacionados",
    "mas leidas",
    "lo mas leido",
    "comparte",
    "compartir",
    "deja un comentario",
    "deja una respuesta",
    "suscribete",
    "publicidad",
    "siguenos",
];

/// Openers after which only teasers follow, to the end of the text.
const TO_THE_END: &[&str] = &[
    "related posts",
    "related articles",
    "related stories",
    "latest news",
    "article topics",
    "read more",
    "similar articles",
    "leave a reply",
    "leave a comment",
    "you may also like",
    "te puede interesar",
    "tambien te puede interesar",
    "notas relacionadas",
    "noticias relacionadas",
    "articulos relacionados",
    "deja un comentario",
    "deja una respuesta",
    "mas leidas",
    "lo mas leido",
];

static LINES: LazyLock<Lexicon<bool>> = LazyLock::new(|| {
    Lexicon::new(OPENERS.iter().map(|words| ((*words).to_owned(), TO_THE_END.contains(words))))
});

/// The stretches of a text that are furniture, in order.
pub(crate) fn furniture(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.len() > 80 {
            continue;
        }
        let folded = Folded::new(trimmed, 0);
        let first = LINES.find(&folded).into_iter().next().filter(|hit| hit.at.start <= 2);
        match first {
            // A masthead may say "Latest news" too: what opens the end stands in the second half.
            Some(hit) if hit.value && range.start * 3 > text.len() => {
                found.push(range.start..text.len());
                break;
            }
            Some(hit) if hit.at.end + 12 >= trimmed.len() || trimmed.len() < 40 => {
                found.push(range);
            }
            _ => {}
        }
    }
    found
}

/// Link targets, bare addresses and tags within `text` (which stands at `base`): words there are not
/// the author's.
pub(crate) fn addresses(text: &str, base: usize) -> Vec<Range<usize>> {
    static ADDRESS: LazyLock<crate::folded::Pattern> = LazyLock::new(|| {
        crate::folded::pattern(
            r#"\]\([^)\s]{0,400}\)|https?://[^\s)>\]]+|www\.[^\s)>\]]+|<[a-zA-Z/!][^>]{0,200}>"#,
        )
    });
    if !text.contains("](")
        && !text.contains("://")
        && !text.contains("www.")
        && !text.contains('<')
    {
        return Vec::new();
    }
    ADDRESS.find_iter(text).map(|hit| base + hit.start()..base + hit.end()).collect()
}
