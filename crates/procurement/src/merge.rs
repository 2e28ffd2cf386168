//! Merging the releases of one contracting process, by the rules of OCDS: the later release wins field by
//! field, `null` takes away, lists of things are merged by their ids (one without an id is added), lists of words and
//! those that the standard says are replaced whole.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

/// Lists that the standard replaces whole though their members may have ids.
pub(crate) const WHOLE: [&str; 6] = [
    "additionalClassifications",
    "additionalIdentifiers",
    "changes",
    "suppliers",
    "tenderers",
    "payers",
];

/// A process made of several releases.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The compiled release.
    pub value: Value,
    /// Which release each of its parts is from, and its pointer there, by its pointer here.
    origins: BTreeMap<String, (usize, String)>,
}

impl Default for Merged {
    fn default() -> Self {
        Self { value: Value::Object(Map::new()), origins: BTreeMap::new() }
    }
}

impl Merged {
    /// Which release (by its place among those given) the part at `pointer` is from, and its pointer there.
    #[must_use]
    pub fn origin(&self, pointer: &str) -> Option<(usize, String)> {
        let mut head = pointer;
        loop {
            if let Some((release, origin)) = self.origins.get(head) {
                return Some((*release, format!("{origin}{}", &pointer[head.len()..])));
            }
            head = &head[..head.rfind('/')?];
        }
    }

    /// Takes in the next release, which is called by `place`.
    pub(crate) fn add(&mut self, place: usize, release: &Value) {
        if let (Value::Object(into), Value::Object(from)) = (&mut self.value, release) {
            let mut merging = Merging { release: place, origins: &mut self.origins };
            merging.objects(into, from, "", "");
        }
    }

    /// Marks it as compiled.
    pub(crate) fn close(&mut self) {
        if let Value::Object(whole) = &mut self.value {
            let compiled = Value::String("compiled".to_owned());
            whole.insert("tag".to_owned(), Value::Array(vec![compiled]));
        }
    }

    /// The releases that something of it is from.
    pub(crate) fn sources(&self) -> BTreeSet<usize> {
        self.origins.values().map(|(release, _)| *release).collect()
    }

    /// Its release and what is known of where its parts are from, written out.
    pub(crate) fn written(&self) -> serde_json::Result<(String, Vec<u8>)> {
        Ok((serde_json::to_string(&self.value)?, serde_json::to_vec(&self.origins)?))
    }

    /// From what was [`written`](Self::written).
    pub(crate) fn read(release: &[u8], origins: &[u8]) -> serde_json::Result<Self> {
        let (value, origins) = (serde_json::from_slice(release)?, serde_json::from_slice(origins)?);
        Ok(Self { value, origins })
    }

    /// Calls its releases otherwise.
    pub(crate) fn renumber(&mut self, new: impl Fn(usize) -> usize) {
        self.origins.values_mut().for_each(|(release, _)| *release = new(*release));
    }
}

/// Merges releases, given in the order of their dates. One that is compiled already begins anew.
#[must_use]
pub fn merge(releases: &[Value]) -> Merged {
    let compiled = |release: &Value| match &release["tag"] {
        Value::Array(tags) => tags.iter().any(|tag| tag == "compiled"),
        tag => tag == "compiled",
    };
    let first = releases.iter().rposition(compiled).unwrap_or(0);
    let mut merged = Merged::default();
    for (place, release) in releases.iter().enumerate().skip(first) {
        merged.add(place, release);
    }
    merged.close();
    merged
}

struct Merging<'m> {
    release: usize,
    origins: &'m mut BTreeMap<String, (usize, String)>,
}

impl Merging<'_> {
    fn objects(
        &mut self,
        into: &mut Map<String, Value>,
        from: &Map<String, Value>,
        here: &str,
        there: &str,
    ) {
        for (key, value) in from {
            let token = key.replace('~', "~0").replace('/', "~1");
            let (here, there) = (format!("{here}/{token}"), format!("{there}/{token}"));
            match (into.get_mut(key), value) {
                (_, Value::Null) => {
                    into.remove(key);
                    self.forget(&here);
                }
                (Some(Value::Object(old)), Value::Object(new)) => {
                    self.objects(old, new, &here, &there);
                }
                (Some(Value::Array(old)), Value::Array(new)) if by_id(key, old, new) => {
                    self.lists(old, new, &here, &there);
                }
                _ => {
                    into.insert(key.clone(), value.clone());
                    self.note(here, there);
                }
            }
        }
    }

    fn lists(&mut self, into: &mut Vec<Value>, from: &[Value], here: &str, there: &str) {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, old) in into.iter().enumerate() {
            if let Some(id) = written(old) {
                places.entry(id).or_insert(place);
            }
        }
        for (place, new) in from.iter().enumerate() {
            let there = format!("{there}/{place}");
            let known = written(new).map(|id| *places.entry(id).or_insert(into.len()));
            let known = known.unwrap_or(into.len());
            let here = format!("{here}/{known}");
            match (into.get_mut(known), new) {
                (Some(Value::Object(old)), Value::Object(new)) => {
                    self.objects(old, new, &here, &there);
                }
                _ => {
                    into.push(new.clone());
                    self.note(here, there);
                }
            }
        }
    }

    fn note(&mut self, here: String, there: String) {
        self.forget(&here);
        self.origins.insert(here, (self.release, there));
    }

    /// What stood here, and all within it, stands here no more.
    fn forget(&mut self, here: &str) {
        self.origins.remove(here);
        let within = format!("{here}/");
        let inner = self.origins.range(within.clone()..).map(|(at, _)| at);
        let inner: Vec<String> = inner.take_while(|at| at.starts_with(&within)).cloned().collect();
        for at in inner {
            self.origins.remove(&at);
        }
    }
}

/// True where two lists are merged by the ids of their members: they are lists of things.
fn by_id(key: &str, old: &[Value], new: &[Value]) -> bool {
    let objects = |list: &[Value]| list.iter().all(Value::is_object);
    !WHOLE.contains(&key) && objects(old) && objects(new)
}

/// An id, whether it is written as a number or as a string.
fn written(member: &Value) -> Option<String> {
    match member.get("id")? {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
