//! The words of the interface, in each language.
//!
//! Messages without a variable part are formatted once, when a language is first used, and those that only have parts to
//! fill in are cut where these stand: a published page has hundreds of both.

use std::sync::LazyLock;

use codebook::{Kind, Property, Response, Role, Status, Technology};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use register::public::ListOrder;
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use crate::bulk_page;
use crate::field;
use crate::listing;
use crate::page::Lang;
use crate::show;

static ES: LazyLock<Words> =
    LazyLock::new(|| Words::load(Lang::Es, include_str!("../locales/es.ftl")));
static EN: LazyLock<Words> =
    LazyLock::new(|| Words::load(Lang::En, include_str!("../locales/en.ftl")));

/// The words of one language.
pub(crate) struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    plain: FxHashMap<String, String>,
    cut: FxHashMap<String, Vec<Piece>>,
    terms: FxHashMap<(&'static str, &'static str), String>,
}

/// A piece of a message: words, or the name of a part to fill in.
enum Piece {
    Words(String),
    Part(String),
}

impl Words {
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Es => &ES,
            Lang::En => &EN,
        }
    }

    fn load(lang: Lang, text: &str) -> Self {
        // A resource with mistakes still yields its sound messages; a test holds every message to
        // being sound, and a key without one shows itself.
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false); // Names stand in <bdi>, which isolates them in pages.
        bundle.add_resource_overriding(resource);
        let (plain, cut, terms) = <(FxHashMap<_, _>, FxHashMap<_, _>, FxHashMap<_, _>)>::default();
        let mut words = Self { lang, bundle, plain, cut, terms };
        for key in keys(text) {
            if let Some(message) = words.format(key, &FluentArgs::new()) {
                words.plain.insert(key.to_owned(), message);
            } else if let Some(pieces) = words.pieces(key) {
                words.cut.insert(key.to_owned(), pieces);
            }
        }
        for (family, term) in self::terms() {
            let key = format!("{family}-{term}");
            let message = words.plain.get(&key).unwrap_or(&key).clone();
            words.terms.insert((family, term), message);
        }
        words
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let message = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        errors.is_empty().then_some(message)
    }

    /// The pieces of a message that does nothing but fill its parts in.
    fn pieces(&self, key: &str) -> Option<Vec<Piece>> {
        let Pattern { elements } = self.bundle.get_message(key)?.value()?;
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Piece::Words((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Piece::Part(id.name.to_owned())),
            PatternElement::Placeable { .. } => None,
        };
        elements.iter().map(piece).collect()
    }

    pub(crate) const fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without a variable part.
    pub(crate) fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A term of the codebook.
    pub(crate) fn term(&self, family: &'static str, term: &'static str) -> &str {
        self.terms.get(&(family, term)).map_or(term, String::as_str)
    }

    /// A message that counts something: `$count` chooses the form, `$n` is the number as written.
    pub(crate) fn count(&self, key: &str, count: &usize) -> String {
        let mut args = FluentArgs::new();
        args.set("count", *count);
        args.set("n", show::grouped(&count.to_string(), self.lang));
        self.format(key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// A message with parts to fill in.
    pub(crate) fn with(&self, key: &str, parts: &[(&'static str, &str)]) -> String {
        if let Some(filled) = self.cut.get(key).and_then(|pieces| filled(pieces, parts)) {
            return filled;
        }
        let mut args = FluentArgs::new();
        for (name, part) in parts {
            args.set(*name, *part);
        }
        self.format(key, &args).unwrap_or_else(|| key.to_owned())
    }

    pub(crate) fn property(&self, property: &Property) -> &str {
        self.term("property", property.as_str())
    }
    pub(crate) fn kinds(&self, kind: &Kind) -> &str {
        self.term("kinds", kind.as_str())
    }
}

/// The pieces with these parts filled in; none where one is wanting.
fn filled(pieces: &[Piece], parts: &[(&'static str, &str)]) -> Option<String> {
    let mut out = String::with_capacity(64);
    for piece in pieces {
        out.push_str(match piece {
            Piece::Words(words) => words,
            Piece::Part(name) => parts.iter().find(|(own, _)| own == name)?.1,
        });
    }
    Some(out)
}

/// The keys of a Fluent file, in order.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        (key.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(key)
    })
}

/// Every message that is named after a term of the codebook.
fn terms() -> Vec<(&'static str, &'static str)> {
    let mut terms = Vec::new();
    for kind in Kind::ALL {
        terms.extend([("kinds", kind.as_str()), ("about", kind.as_str())]);
    }
    terms.extend(Property::ALL.map(|term| ("property", term.as_str())));
    terms.extend(Technology::ALL.map(|term| ("technology", term.as_str())));
    terms.extend(Status::ALL.map(|term| ("status", term.as_str())));
    terms.extend(Response::ALL.map(|term| ("response", term.as_str())));
    terms.extend(Role::ALL.map(|term| ("role", term.as_str())));
    terms.extend(show::MONTHS.map(|month| ("month", month)));
    terms.extend(show::PARTS.map(|part| ("month", part)));
    terms.extend(show::QUALIFIERS);
    terms.extend(bulk_page::FLAGS.map(|flag| ("flag", flag)));
    terms.extend(field::TOLD.map(|(_, key)| ("field", key)));
    terms.extend(ListOrder::ALL.map(|order| ("order", order.as_str())));
    terms.extend(listing::FACETS.map(|facet| ("facet", facet.as_str())));
    terms
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    const FILES: [&str; 2] = [include_str!("../locales/es.ftl"), include_str!("../locales/en.ftl")];

    /// Every word in quotation marks in the templates and the code: a key that is in none is unused.
    fn quoted() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut words = BTreeSet::new();
        for folder in ["src", "templates"] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let text = fs::read_to_string(entry.unwrap().path()).unwrap();
                words.extend(text.split('"').map(str::to_owned));
            }
        }
        words
    }

    fn called() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut keys = BTreeSet::new();
        for folder in ["src", "templates"] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let text = fs::read_to_string(entry.unwrap().path()).unwrap();
                for call in [".t(", ".count(", ".with("] {
                    for rest in text.split(call).skip(1) {
                        let quoted = rest.trim_start().strip_prefix('"');
                        let key = quoted.and_then(|rest| rest.split('"').next()).unwrap_or("");
                        if key.starts_with(|c: char| c.is_ascii_lowercase()) {
                            keys.insert(key.to_owned());
                        }
                    }
                }
            }
        }
        keys
    }

    #[test]
    fn every_file_parses_and_no_key_stands_twice() {
        for text in FILES {
            FluentResource::try_new(text.to_owned()).expect("a sound Fluent file");
            let all: Vec<_> = keys(text).collect();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        }
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let [es, en] = FILES.map(|text| keys(text).map(str::to_owned).collect::<BTreeSet<_>>());
        assert_eq!(es, en);
    }

    #[test]
    fn no_key_is_missing() {
        let present: BTreeSet<_> = keys(FILES[0]).map(str::to_owned).collect();
        let mut needed = called();
        assert!(needed.len() > 40, "the test no longer finds the calls: {}", needed.len());
        needed.extend(terms().into_iter().map(|(family, term)| format!("{family}-{term}")));
        let missing: Vec<_> = needed.difference(&present).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn no_key_is_unused() {
        let quoted = quoted();
        let terms: BTreeSet<_> =
            terms().into_iter().map(|(family, term)| format!("{family}-{term}")).collect();
        let unused: Vec<_> =
            keys(FILES[0]).filter(|key| !quoted.contains(*key) && !terms.contains(*key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
