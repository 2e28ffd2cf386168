//! What a list can be narrowed to, or ordered by, that has a page of its own.

use std::fmt;

use codebook::Sha256;
use register::public::{Facet, ListOrder};

/// One value of a facet, or one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// Those with this value.
    With(Facet, Slug),
    /// All, in this order.
    By(ListOrder),
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::With(facet, slug) => write!(f, "{}-{}", facet.as_str(), slug.as_str()),
            Self::By(order) => write!(f, "by-{}", order.as_str()),
        }
    }
}

impl Choice {
    /// The choice that stands so in an address.
    pub(crate) fn at(text: &str) -> Option<Self> {
        let (word, value) = text.split_once('-')?;
        if word == "by" {
            return ListOrder::ALL.into_iter().find(|it| it.as_str() == value).map(Self::By);
        }
        let facet = Facet::ALL.into_iter().find(|facet| facet.as_str() == word)?;
        Slug::at(value).map(|slug| Self::With(facet, slug))
    }
}

/// How many bytes a slug has at most.
const LONGEST: usize = 40;

/// A value as it stands in an address: itself, where it is a plain word or an identifier, or else sixteen
/// digits of its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Slug {
    /// The slug of a value.
    #[must_use]
    pub fn of(value: &str) -> Self {
        let plain =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if value.len() <= LONGEST && !value.starts_with("w-") && value.chars().all(plain) {
            return Self::copied(value);
        }
        let digest = Sha256::of(value.as_bytes()).to_string();
        Self::copied(&format!("w-{}", digest.get(..16).unwrap_or_default()))
    }

    /// The slug that stands so in an address.
    fn at(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_digest = |rest: &str| rest.len() == 16 && rest.bytes().all(is_digit);
        if text.strip_prefix("w-").is_some_and(is_digest) {
            return Some(Self::copied(text));
        }
        Some(Self::of(text)).filter(|slug| !text.is_empty() && slug.as_str() == text)
    }

    fn copied(text: &str) -> Self {
        let mut bytes = [0; LONGEST];
        for (to, from) in bytes.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Self { bytes, length: text.len().min(LONGEST) }
    }

    /// As it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|used| str::from_utf8(used).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn a_slug_is_the_value_where_an_address_can_carry_it() {
        let cases = [("face_recognition_live", "face_recognition_live"), ("2021", "2021")];
        for (value, slug) in cases {
            assert_eq!(Slug::of(value).as_str(), slug);
        }
        for value in ["Puerto Amate", "../../x", "w-0123456789abcdef", "", &"a".repeat(41)] {
            let slug = Slug::of(value);
            let digest = slug.as_str().strip_prefix("w-");
            assert!(value.is_empty() || digest.is_some_and(|d| d.len() == 16), "{value}: {slug:?}");
        }
    }
}
