//! Doors for fuzzing: each panics when a promise is broken.

#![expect(clippy::panic, reason = "a broken promise is said by panicking")]

use crate::query::Query;
use crate::schema::schema;
use crate::seer::Seer;
use crate::snippet::{Marker, Snippet};
use crate::translate::{Translator, telling};

/// A query, a form feed, and a text that it may be found in.
pub fn query(data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let (typed, text) = data.split_once('\u{c}').unwrap_or((&data, &data));
    let query = Query::parse(typed);
    let clauses = telling(&query);
    let (_, fields) = schema();
    let translator = Translator::new(&fields);
    let asked = translator.facts(clauses.iter().copied(), &Seer::default());
    if asked.len() != clauses.len() + 1 {
        panic!("{typed:?}: {} parts became {} questions", clauses.len(), asked.len());
    }
    translator.texts(clauses.iter().copied(), &Seer::default());
    let marks = Marker::new(clauses.iter().copied()).marks(text);
    let snippet = Snippet::of(text, &marks);
    let whole = text.get(snippet.start..snippet.start + snippet.text.len());
    if whole != Some(snippet.text.as_str()) {
        panic!("{typed:?}: the snippet is not the text");
    }
    for mark in &snippet.marks {
        if snippet.text.get(mark.clone()).is_none_or(str::is_empty) {
            panic!("{typed:?}: a mark is no word: {mark:?}");
        }
    }
    if !marks.is_empty() && snippet.marks.is_empty() {
        panic!("{typed:?}: nothing that was meant is shown");
    }
}
