//! From a JSON Pointer to the bytes it points at.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use foldhash::fast::RandomState;
use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Where the members of a text's objects and lists stand: each is gone through once, when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Index(RefCell<HashMap<usize, Rc<Members>, RandomState>>);

/// The members of an object or a list.
#[derive(Debug)]
enum Members {
    Object(Vec<(String, Range<usize>)>),
    List(Vec<Range<usize>>),
    /// Of what has none, or can't be read.
    None,
}

impl Index {
    /// The bytes of the value that `pointer` names in `text`, quotes included; none where there is no such value. It is
    /// asked of one text alone.
    ///
    /// Where a key stands twice, the last one counts, as it does in reading.
    pub(crate) fn find(&self, text: &str, pointer: &str) -> Option<Range<usize>> {
        let mut at = place(text, text.trim_ascii())?;
        for token in pointer.split('/').skip(1) {
            at = self.child(text, at, token)?;
        }
        Some(at)
    }

    fn child(&self, text: &str, at: Range<usize>, token: &str) -> Option<Range<usize>> {
        // One object where a list belongs reads as a list of one.
        if token == "0" && text.get(at.clone())?.starts_with('{') {
            return Some(at);
        }
        let known = self.0.borrow().get(&at.start).map(Rc::clone);
        let members = match known {
            Some(members) => members,
            None => {
                let members = Rc::new(members(text, text.get(at.clone())?));
                self.0.borrow_mut().insert(at.start, Rc::clone(&members));
                members
            }
        };
        match &*members {
            Members::Object(fields) => {
                let token = token.replace("~1", "/").replace("~0", "~");
                let mut fields = fields.iter().rev();
                fields.find(|(key, _)| *key == token).map(|(_, value)| value.clone())
            }
            Members::List(list) => list.get(token.parse::<usize>().ok()?).cloned(),
            Members::None => None,
        }
    }
}

/// Where a part of a text stands in it.
fn place(text: &str, part: &str) -> Option<Range<usize>> {
    // Both are parts of one text, so the distance of their beginnings is an offset.
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some(start..start + part.len())
}

/// The members of `value`, which is a part of `text`.
fn members(text: &str, value: &str) -> Members {
    struct In<'t>(&'t str);
    impl<'de> Visitor<'de> for In<'_> {
        type Value = Members;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or a list")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
            let mut fields = Vec::new();
            while let Some(key) = map.next_key::<crate::tolerant::Text<'de>>()? {
                let value: &'de RawValue = map.next_value()?;
                let place = place(self.0, value.get());
                fields.extend(place.map(|place| (key.0.to_string(), place)));
            }
            Ok(Members::Object(fields))
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Members, A::Error> {
            let mut list = Vec::new();
            while let Some(value) = seq.next_element::<&'de RawValue>()? {
                list.extend(place(self.0, value.get()));
            }
            Ok(Members::List(list))
        }
    }
    let mut reader = serde_json::Deserializer::from_str(value);
    reader.deserialize_any(In(text)).unwrap_or(Members::None)
}
