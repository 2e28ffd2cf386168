//! From a JSON Pointer to the bytes it points at.

use std::fmt;
use std::ops::Range;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The bytes of the value that `pointer` names in `text`, quotes included; none where there is no such value.
///
/// Where a key stands twice, the last one counts, as it does in reading.
#[must_use]
pub fn locate(text: &str, pointer: &str) -> Option<Range<usize>> {
    let mut at: &str = text.trim_ascii();
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        at = child(at, &token)?;
    }
    // Both are parts of one text, so the distance of their beginnings is an offset.
    let start = (at.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some(start..start + at.len())
}

fn child<'a>(text: &'a str, token: &str) -> Option<&'a str> {
    struct Child<'t>(&'t str);
    impl<'de> Visitor<'de> for Child<'_> {
        type Value = Option<&'de RawValue>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or a list")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = None;
            while let Some(key) = map.next_key::<crate::tolerant::Text<'de>>()? {
                let value: &'de RawValue = map.next_value()?;
                if *key.0 == *self.0 {
                    found = Some(value);
                }
            }
            Ok(found)
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let wanted: Option<usize> = self.0.parse().ok();
            let mut found = None;
            let mut place = 0;
            while let Some(value) = seq.next_element::<&'de RawValue>()? {
                if Some(place) == wanted {
                    found = Some(value);
                }
                place += 1;
            }
            Ok(found)
        }
    }
    // One object where a list belongs reads as a list of one.
    if token == "0" && text.starts_with('{') {
        return Some(text);
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_any(Child(token)).ok().flatten().map(RawValue::get)
}
