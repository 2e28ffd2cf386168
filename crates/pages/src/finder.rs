//! The page that searches the published site, and how its words are folded; the index is made in `sought.rs`.

use askama::Template;
use codebook::Kind;
use codebook::fold::fold;

use crate::frame::Frame;
use crate::page::Page;
use crate::shown::Shown;
use crate::site::PageError;
use crate::words::Words;

/// The script that searches, which the search page links to as `search.js` at the root.
pub(crate) const SCRIPT: &str = include_str!("../templates/search.js");

/// How many characters of a word count.
const LONGEST: usize = 24;
/// Words that are in nearly everything.
const COMMON: [&str; 24] = [
    "al", "and", "by", "con", "de", "del", "el", "en", "for", "from", "in", "is", "la", "las",
    "los", "of", "on", "para", "por", "que", "the", "to", "with", "un",
];

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    f: Frame<'a>,
    kinds: Vec<(&'static str, &'a str)>,
    lists: Vec<(&'a str, String)>,
}

/// The page that searches.
pub(crate) fn render<'a>(
    site: &Shown<'a>,
    w: &'a Words,
    out: &mut String,
) -> Result<(), PageError> {
    let kinds = Kind::ALL.map(|kind| (kind.as_str(), w.kinds(&kind)));
    let source = ("source", w.t("nav-sources"));
    let lists = Kind::ALL.map(|kind| (w.kinds(&kind), Page::List(kind, 1).path()));
    SearchPage {
        f: Frame::new(site, w, Page::Search, w.t("nav-search").to_owned()),
        kinds: kinds.into_iter().chain([source]).collect(),
        lists: lists.into_iter().chain([(w.t("nav-sources"), Page::Sources(1).path())]).collect(),
    }
    .render_into(out)?;
    Ok(())
}

/// Visits the words of a text, as they are looked up.
pub(crate) fn each_term(text: &str, visit: impl FnMut(&str)) {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(1).is_some() && !COMMON.contains(word))
        .map(stem)
        .for_each(visit);
}

/// Without the ending of a plural, then without a last a, e or o: "cámaras" and "cámara" are one, "faces" and "face" too.
fn stem(word: &str) -> &str {
    let long = word.char_indices().nth(LONGEST).map_or(word.len(), |(end, _)| end);
    let mut stem = word.get(..long).unwrap_or(word);
    for ends in [&['s'][..], &['a', 'e', 'o'][..]] {
        if stem.chars().nth(3).is_some() {
            stem = stem.strip_suffix(ends).unwrap_or(stem);
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::each_term;

    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        each_term(text, |term| terms.push(term.to_owned()));
        terms
    }

    #[test]
    fn words_are_found_whatever_their_case_accents_and_number() {
        let cases = [
            ("Cámaras", "camara"),
            ("FACES", "face"),
            ("ciudades", "ciudad"),
            ("vendors", "vendor"),
            ("licencias", "licencia"),
            ("S.A. de C.V. 2021", "2021"),
        ];
        for (text, query) in cases {
            assert_eq!(terms(text).last(), terms(query).last(), "{text}");
        }
        assert_eq!(terms("de la y a").len(), 0);
    }
}
