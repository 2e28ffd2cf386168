//! Reading JSON as it is published: a string where a number belongs, one object where a list does, a key
//! twice. What has another shape than expected counts as missing; nothing here fails but broken JSON.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use crate::numbers::{self, Mark, Read};
use crate::quick::{Quick, Reader, Step};
use crate::words::Words;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

thread_local! {
    // serde hands no context to what it reads, so keys that stand twice are counted beside it.
    static TWICE: Cell<u32> = const { Cell::new(0) };
    // Likewise what has another shape than expected, where merging depends on the shape.
    static ODD: Cell<bool> = const { Cell::new(false) };
    // Likewise texts where a number belongs that are read as none.
    static UNREAD: Cell<u32> = const { Cell::new(0) };
}

/// Notes that something has another shape than expected, so that only the JSON itself can be merged.
pub(crate) fn note_odd() {
    ODD.with(|odd| odd.set(true));
}

/// Whether something was odd since this was last asked, on this thread.
pub(crate) fn take_odd() -> bool {
    ODD.with(|odd| odd.replace(false))
}

/// Notes that a key stood twice in one object (the last one is taken).
pub(crate) fn note_twice() {
    TWICE.with(|count| count.set(count.get().saturating_add(1)));
}

/// How many keys stood twice since this was last asked, on this thread.
pub(crate) fn take_twice() -> u32 {
    TWICE.with(|count| count.replace(0))
}

/// How many texts where a number belongs were read as none since this was last asked, on this thread.
pub(crate) fn take_unread() -> u32 {
    UNREAD.with(|count| count.replace(0))
}

/// Drops what a sequence or object holds, so that the reader stands behind it.
fn drain_seq<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<(), A::Error> {
    while seq.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

fn drain_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Visits every scalar by turning what is missing or of another shape into the default.
macro_rules! scalars_default {
    ($value:ty) => {
        fn visit_unit<E>(self) -> Result<$value, E> {
            Ok(Default::default())
        }
        fn visit_none<E>(self) -> Result<$value, E> {
            Ok(Default::default())
        }
        fn visit_bool<E>(self, _: bool) -> Result<$value, E> {
            Ok(Default::default())
        }
    };
}

/// A text: a string, or a number or truth value written as one. Empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text<'a>(pub Words<'a>);

impl Text<'_> {
    /// The text without white space around it, if anything is left.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        // Most texts have nothing around them, which two bytes tell.
        match self.0.as_bytes() {
            [] => None,
            [one] if one.is_ascii_graphic() => Some(&self.0),
            [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => {
                Some(&self.0)
            }
            _ => Some(self.0.trim()).filter(|text| !text.is_empty()),
        }
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(v.into()))
            }
            fn visit_str<E>(self, v: &str) -> Result<Text<'de>, E> {
                Ok(Text(v.to_owned().into()))
            }
            fn visit_u64<E>(self, v: u64) -> Result<Text<'de>, E> {
                Ok(Text(v.to_string().into()))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Text<'de>, E> {
                Ok(Text(v.to_string().into()))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Text<'de>, E> {
                note_odd();
                Ok(Text(v.to_string().into()))
            }
            fn visit_bool<E>(self, v: bool) -> Result<Text<'de>, E> {
                note_odd();
                Ok(Text(if v { "true" } else { "false" }.into()))
            }
            fn visit_unit<E>(self) -> Result<Text<'de>, E> {
                Ok(Text::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Text<'de>, A::Error> {
                drain_seq(seq).map(|()| Text::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text<'de>, A::Error> {
                drain_map(map).map(|()| Text::default())
            }
        }
        deserializer.deserialize_any(Texts)
    }
}

impl<'a> Text<'a> {
    #[inline(never)]
    fn unusual(&mut self, first: u8, at: usize, from: &Reader<'a, '_>) -> Option<usize> {
        let (words, end) = match first {
            b'"' => from.words(at)?,
            b'0'..=b'9' => {
                let (digits, end) = from.whole(at)?;
                (digits.into(), end)
            }
            b'{' | b'[' | b'n' => return from.skip(first, at),
            _ => return None,
        };
        self.0 = words;
        Some(end)
    }
}

impl<'a> Quick<'a> for Text<'a> {
    #[inline]
    fn fill(&mut self, first: u8, at: usize, from: &Reader<'a, '_>) -> Option<usize> {
        // Nearly every text is a short string without escapes.
        match (from.short(first, at), &mut self.0) {
            (Some((words, end)), Words::Borrowed(own)) => {
                *own = words;
                Some(end)
            }
            _ => self.unusual(first, at, from),
        }
    }

    fn lone(text: &'a str) -> Option<Self> {
        Some(Self(text.into()))
    }
}

/// A number, perhaps written as a string.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Number(pub Option<f64>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Number;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_u64<E>(self, v: u64) -> Result<Number, E> {
                Ok(Number(Some(v as f64)))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Number, E> {
                Ok(Number(Some(v as f64)))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Number, E> {
                Ok(Number(Some(v).filter(|v| v.is_finite())))
            }
            fn visit_str<E>(self, v: &str) -> Result<Number, E> {
                let number = written(v);
                if is_lost(v, number) {
                    UNREAD.with(|count| count.set(count.get().saturating_add(1)));
                }
                Ok(Number(number))
            }
            scalars_default!(Number);
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Number, A::Error> {
                drain_seq(seq).map(|()| Number(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Number, A::Error> {
                drain_map(map).map(|()| Number(None))
            }
        }
        deserializer.deserialize_any(Numbers)
    }
}

impl<'a> Quick<'a> for Number {
    fn fill(&mut self, first: u8, at: usize, from: &Reader<'a, '_>) -> Option<usize> {
        match first {
            b'"' => {
                let (text, end) = from.bare(at)?;
                self.0 = written(text);
                if is_lost(text, self.0) {
                    from.lost();
                }
                Some(end)
            }
            b'0'..=b'9' | b'-' => {
                let (number, end) = from.number(at)?;
                self.0 = Some(number);
                Some(end)
            }
            _ => from.skip(first, at),
        }
    }
}

/// A number as machines write it or, where it can be read in one way alone, as people do: the mark before tenths is the
/// point, as in all JSON. What names a currency is none, for another may stand beside it.
fn written(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    let number = if text.bytes().all(plain) { text.parse().ok() } else { None };
    let number = number.or_else(|| {
        let read = numbers::read(text, Some(Mark::Point)).ok().filter(Read::is_bare);
        read?.plain.parse().ok()
    });
    number.filter(|v: &f64| v.is_finite())
}

/// True where something was said and is read as no number.
fn is_lost(text: &str, number: Option<f64>) -> bool {
    number.is_none() && !text.trim().is_empty()
}

/// A list; one object alone counts as a list of one, anything else as an empty one.
#[derive(Debug, Clone, PartialEq)]
pub struct Many<T> {
    pub(crate) list: Vec<T>,
    /// True where it is one object without a list around it.
    pub(crate) lone: bool,
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self { list: Vec::new(), lone: false }
    }
}

impl<T> std::ops::Deref for Many<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.list
    }
}

impl<'de, T: Deserialize<'de> + Lone<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lists<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Lone<'de>> Visitor<'de> for Lists<T> {
            type Value = Many<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Many<T>, E> {
                Ok(Many { list: T::of_str(v).into_iter().collect(), lone: false })
            }
            fn visit_str<E>(self, _: &str) -> Result<Many<T>, E> {
                odd()
            }
            fn visit_u64<E>(self, _: u64) -> Result<Many<T>, E> {
                odd()
            }
            fn visit_i64<E>(self, _: i64) -> Result<Many<T>, E> {
                odd()
            }
            fn visit_f64<E>(self, _: f64) -> Result<Many<T>, E> {
                odd()
            }
            fn visit_bool<E>(self, _: bool) -> Result<Many<T>, E> {
                odd()
            }
            fn visit_unit<E>(self) -> Result<Many<T>, E> {
                odd()
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Many<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Many { list, lone: false })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Many<T>, A::Error> {
                Ok(Many { list: vec![T::of_map(map)?], lone: true })
            }
        }
        deserializer.deserialize_any(Lists(PhantomData))
    }
}

impl<'a, T: Quick<'a>> Quick<'a> for Many<T> {
    fn fill(&mut self, first: u8, at: usize, from: &Reader<'a, '_>) -> Option<usize> {
        match first {
            b'[' => {
                let mut step = from.list(at)?;
                if matches!(step, Step::To(_)) {
                    self.list.reserve_exact(const { few(size_of::<T>()) });
                }
                loop {
                    match step {
                        Step::To(at) => {
                            step = from.next_member(member(&mut self.list, at, from)?)?;
                        }
                        Step::End(end) => return Some(end),
                    }
                }
            }
            b'{' => {
                self.lone = true;
                self.list.reserve_exact(1);
                member(&mut self.list, at, from)
            }
            b'"' => {
                let (text, end) = from.bare(at)?;
                let lone = T::lone(text);
                if lone.is_none() {
                    from.note_odd();
                }
                self.list.extend(lone);
                Some(end)
            }
            _ => from.odd(at),
        }
    }
}

/// One more of a list, which stands at `at`.
#[inline(always)]
fn member<'a, T: Quick<'a>>(list: &mut Vec<T>, at: usize, from: &Reader<'a, '_>) -> Option<usize> {
    list.push(T::default());
    list.last_mut()?.fill(from.byte(at)?, at, from)
}

/// How many members a list has room for at first, by their size: most lists have few members.
const fn few(size: usize) -> usize {
    let fit = 1024 / if size == 0 { 1 } else { size };
    if fit < 1 {
        1
    } else if fit > 8 {
        8
    } else {
        fit
    }
}

/// What stands for a value of another shape than expected.
fn odd<T: Default, E>() -> Result<T, E> {
    note_odd();
    Ok(T::default())
}

/// A part left as it stands in the bytes, to be read apart.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Raw<'a>(pub Option<&'a str>);

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&serde_json::value::RawValue>::deserialize(deserializer).map(|raw| Self(Some(raw.get())))
    }
}

impl<'a> Quick<'a> for Raw<'a> {
    fn fill(&mut self, first: u8, at: usize, from: &Reader<'a, '_>) -> Option<usize> {
        let (raw, end) = from.raw(first, at)?;
        self.0 = Some(raw);
        Some(end)
    }
}

/// What can be read where it stands without the list around it.
pub trait Lone<'de>: Sized {
    /// From a string; none where it is no string.
    fn of_str(_: &'de str) -> Option<Self> {
        note_odd();
        None
    }
    /// From an object.
    ///
    /// # Errors
    /// Where the JSON is broken.
    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

impl<'de> Lone<'de> for Text<'de> {
    fn of_str(text: &'de str) -> Option<Self> {
        Some(Self(text.into()))
    }
    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        drain_map(map).map(|()| Self::default())
    }
}

/// Structs whose fields are all optional, of any order and any shape; the first of a list stands for it.
macro_rules! tolerant {
    ($($(#[$meta:meta])* $name:ident$(<$life:lifetime>)? { $($(#[$doc:meta])* $field:ident: $type:ty = $key:literal,)* })*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name$(<$life>)? {
            $($(#[$doc])* pub $field: $type,)*
            /// Which of them were said, a bit each in their order.
            pub(crate) said: u32,
        }

        impl<'de> crate::tolerant::Lone<'de> for tolerant!(@of $name $($life)?) {
            fn of_map<A: serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                let mut found = Self::default();
                let mut seen = 0_u32;
                while let Some(key) = map.next_key::<crate::tolerant::Text<'de>>()? {
                    let mut bit = 1_u32;
                    $(
                        if key.0 == $key {
                            if seen & bit != 0 { crate::tolerant::note_twice(); }
                            seen |= bit;
                            found.$field = map.next_value()?;
                            continue;
                        }
                        bit <<= 1;
                    )*
                    let _ = bit;
                    map.next_value::<serde::de::IgnoredAny>()?;
                }
                found.said = seen;
                Ok(found)
            }
        }

        impl<'a> crate::quick::Quick<'a> for tolerant!(@as $name $($life)?) {
            fn fill(&mut self, first: u8, at: usize, from: &crate::quick::Reader<'a, '_>) -> Option<usize> {
                use crate::quick::Step;
                #[expect(non_camel_case_types, reason = "each is called as its field")]
                enum Place { $($field,)* }
                /// The tags of the keys, each under the name of its field.
                struct Tag;
                #[expect(non_upper_case_globals, reason = "each is called as its field")]
                impl Tag { $(const $field: u32 = crate::quick::tag($key.as_bytes());)* }
                const { $(assert!($key.len() > 1);)* }
                match first {
                    b'{' => {}
                    b'[' => return None,
                    _ => return from.odd(at),
                }
                let mut step = from.object(at)?;
                loop {
                    let at = match step {
                        Step::To(at) => at,
                        Step::End(end) => return Some(end),
                    };
                    let key = from.key(at)?;
                    let end = match key.tag {
                        $(Tag::$field if key.rest.starts_with(concat!($key, "\"").as_bytes()) => {
                            const BIT: u32 = 1 << Place::$field as u32;
                            if self.said & BIT != 0 {
                                return None;
                            }
                            self.said |= BIT;
                            self.$field.fill(key.first, key.at, from)?
                        })*
                        _ => from.skip(key.first, key.at)?,
                    };
                    step = from.next_key(end)?;
                }
            }
        }

        impl$(<$life>)? crate::overlay::Overlay for $name$(<$life>)? {
            const THING: bool = true;

            fn overlay(&mut self, later: Self, _: bool) {
                let mut bit = 1_u32;
                $(
                    if later.said & bit != 0 {
                        if self.said & bit == 0 {
                            self.$field = later.$field;
                        } else {
                            self.$field.overlay(later.$field, crate::merge::WHOLE.contains(&$key));
                        }
                    }
                    bit <<= 1;
                )*
                let _ = bit;
                self.said |= later.said;
            }
            fn member(&self) -> Option<&str> {
                let mut bit = 1_u32;
                $(
                    if $key == "id" && self.said & bit != 0 {
                        return self.$field.id();
                    }
                    bit <<= 1;
                )*
                let _ = bit;
                None
            }
        }

        impl<'de> serde::Deserialize<'de> for tolerant!(@of $name $($life)?) {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(crate::tolerant::Objects::new(true))
            }
        }
    )* };
    (@as $name:ident) => { $name };
    (@as $name:ident $life:lifetime) => { $name<'a> };
    (@of $name:ident) => { $name };
    (@of $name:ident $life:lifetime) => { $name<'de> };
}
pub(crate) use tolerant;

/// Visits what should be an object; of a list, its first member, but not a list's in there.
pub(crate) struct Objects<T>(PhantomData<T>, bool);

impl<T> Objects<T> {
    pub(crate) fn new(lists: bool) -> Self {
        Self(PhantomData, lists)
    }
}

impl<'de, T: Lone<'de> + Default> DeserializeSeed<'de> for Objects<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Lone<'de> + Default> Visitor<'de> for Objects<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_str<E>(self, _: &str) -> Result<T, E> {
        odd()
    }
    fn visit_u64<E>(self, _: u64) -> Result<T, E> {
        odd()
    }
    fn visit_i64<E>(self, _: i64) -> Result<T, E> {
        odd()
    }
    fn visit_f64<E>(self, _: f64) -> Result<T, E> {
        odd()
    }
    fn visit_bool<E>(self, _: bool) -> Result<T, E> {
        odd()
    }
    fn visit_unit<E>(self) -> Result<T, E> {
        odd()
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        note_odd();
        let first = if self.1 { seq.next_element_seed(Self::new(false))? } else { None };
        drain_seq(seq)?;
        Ok(first.unwrap_or_default())
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::of_map(map)
    }
}
