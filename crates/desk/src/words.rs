//! The words of the desk, in each language.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use pages::Lang;
use unic_langid::LanguageIdentifier;

static ES: LazyLock<Words> =
    LazyLock::new(|| Words::load(Lang::Es, include_str!("../locales/es.ftl")));
static EN: LazyLock<Words> =
    LazyLock::new(|| Words::load(Lang::En, include_str!("../locales/en.ftl")));

/// The words of one language.
pub(crate) struct Words {
    pub(crate) lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Es => &ES,
            Lang::En => &EN,
        }
    }

    fn load(lang: Lang, text: &str) -> Self {
        // A resource with mistakes still yields its sound messages; a test holds it to having none.
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false); // Names stand in <bdi>, which isolates them in pages.
        bundle.add_resource_overriding(resource);
        Self { lang, bundle }
    }

    /// A message without a variable part.
    pub(crate) fn t(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with parts to fill in.
    pub(crate) fn with(&self, key: &str, parts: &[(&'static str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, part) in parts {
            args.set(*name, *part);
        }
        self.format(key, &args)
    }

    /// A message that counts something: `$count` chooses the form.
    pub(crate) fn count(&self, key: &str, count: &u64) -> String {
        let mut args = FluentArgs::new();
        args.set("count", *count);
        self.format(key, &args)
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|it| it.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    const FILES: [&str; 2] = [include_str!("../locales/es.ftl"), include_str!("../locales/en.ftl")];

    fn keys(text: &str) -> Vec<&str> {
        let lines = text.lines().filter_map(|line| line.split_once(" ="));
        lines
            .map(|(key, _)| key)
            .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect()
    }

    fn files_in(folder: &Path) -> Vec<String> {
        let mut texts = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => texts.extend(files_in(&path)),
                false => texts.push(fs::read_to_string(path).unwrap()),
            }
        }
        texts
    }

    /// Every word in quotation marks in the code and the templates.
    fn quoted() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut words = BTreeSet::new();
        for folder in ["src", "templates"] {
            for text in files_in(&root.join(folder)) {
                words.extend(text.split('"').map(str::to_owned));
            }
        }
        words
    }

    /// Every key that is named in a call.
    fn called() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut keys = BTreeSet::new();
        for folder in ["src", "templates"] {
            for text in files_in(&root.join(folder)) {
                for call in ["w.t(\"", "w.count(\"", "w.with(\"", ".frame(\""] {
                    let rest = text.split(call).skip(1);
                    keys.extend(rest.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
                }
            }
        }
        for role in accounts::Role::ALL {
            keys.insert(format!("role-{role}"));
        }
        for state in register::State::ALL {
            keys.insert(format!("state-{state}"));
        }
        for visibility in codebook::Visibility::ALL {
            keys.insert(format!("visibility-{visibility}-means"));
        }
        keys
    }

    #[test]
    fn every_file_parses_and_both_have_the_same_keys_once() {
        for text in FILES {
            FluentResource::try_new(text.to_owned()).expect("a sound Fluent file");
            assert_eq!(keys(text).iter().collect::<BTreeSet<_>>().len(), keys(text).len());
        }
        let [es, en] = FILES.map(|text| keys(text).into_iter().collect::<BTreeSet<_>>());
        assert_eq!(es, en);
    }

    #[test]
    fn no_key_is_missing_and_none_unused() {
        let present: BTreeSet<_> = keys(FILES[0]).into_iter().map(str::to_owned).collect();
        let called = called();
        assert!(called.len() > 30, "the test no longer finds the calls: {}", called.len());
        let missing: Vec<_> = called.difference(&present).filter(|key| *key != "key").collect();
        assert!(missing.is_empty(), "{missing:?}");
        let quoted = quoted();
        let unused: Vec<_> =
            present.iter().filter(|key| !quoted.contains(*key) && !called.contains(*key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
