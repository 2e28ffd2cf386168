//! Identifiers that don't mix.

use std::fmt;
use std::str::FromStr;

use sha2::Digest as _;

use crate::given::Chance;

/// A text that was expected to be an identifier and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct IdError {
    text: String,
    expected: &'static str,
}

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// The digest of several parts, each preceded by its length so that no two lists collide.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// A digest that was computed elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(digits(&self.0, &mut [0; 64])?)
    }
}

/// Bytes as hexadecimal digits, in a buffer twice as long. Identifiers are written by the million: nothing is allocated.
fn digits<'b>(bytes: &[u8], buffer: &'b mut [u8]) -> Result<&'b str, fmt::Error> {
    hex::encode_to_slice(bytes, buffer).map_err(|_| fmt::Error)?;
    str::from_utf8(buffer).map_err(|_| fmt::Error)
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Sha256 {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError {
            text: text.to_owned(),
            expected: "a SHA-256 digest (64 lower-case hexadecimal digits)",
        };
        if text.bytes().any(|b| b.is_ascii_uppercase()) {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| wrong())?;
        Ok(Self(bytes))
    }
}

/// Serde and JSON Schema for a type that is written as the string of its `Display`.
macro_rules! as_string {
    ($name:ty, $pattern:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}
pub(crate) use as_string;

as_string!(Sha256, "^[0-9a-f]{64}$");

/// An identifier that is a digest with a meaning.
macro_rules! digest_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Sha256);

        impl $name {
            /// Takes a digest to be this kind of identifier.
            #[must_use]
            pub const fn new(digest: Sha256) -> Self {
                Self(digest)
            }
            /// The digest.
            #[must_use]
            pub const fn digest(&self) -> &Sha256 {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map(Self)
            }
        }
        as_string!($name, "^[0-9a-f]{64}$");
    };
}

digest_id! {
    /// A source inside a dossier: the SHA-256 of its bytes. Never published for a source that is not
    /// wholly public; see [`PublicSourceId`].
    SourceId
}
digest_id! {
    /// A text layer: source, extractor, its version and the text's hash.
    LayerId
}
digest_id! {
    /// A statement: what one source says, whoever read it. See [`crate::statement::Statement::id`].
    StatementId
}

/// An identifier that is random or salted, with a prefix that tells its kind apart.
macro_rules! short_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 10]);

        impl $name {
            /// A new identifier, by chance.
            #[must_use]
            pub fn random(chance: &dyn Chance) -> Self {
                let mut bytes = [0; 10];
                chance.fill(&mut bytes);
                Self(bytes)
            }

            /// An identifier that only the holder of the salt behind `digest` can compute.
            #[must_use]
            pub fn from_digest(digest: &Sha256) -> Self {
                let mut bytes = [0; 10];
                bytes.copy_from_slice(&digest.as_bytes()[..10]);
                Self(bytes)
            }

            /// Its last sixteen digits as a number, which are as good as chance.
            #[must_use]
            pub const fn last(&self) -> u64 {
                let [_, _, a, b, c, d, e, f, g, h] = self.0;
                u64::from_be_bytes([a, b, c, d, e, f, g, h])
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($prefix, "-"))?;
                f.write_str(digits(&self.0, &mut [0; 20])?)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let wrong = || IdError {
                    text: text.to_owned(),
                    expected: concat!("`", $prefix, "-` and 20 lower-case hexadecimal digits"),
                };
                let digits = text.strip_prefix(concat!($prefix, "-")).ok_or_else(wrong)?;
                if digits.bytes().any(|b| b.is_ascii_uppercase()) {
                    return Err(wrong());
                }
                let mut bytes = [0; 10];
                hex::decode_to_slice(digits, &mut bytes).map_err(|_| wrong())?;
                Ok(Self(bytes))
            }
        }
        as_string!($name, concat!("^", $prefix, "-[0-9a-f]{20}$"));
    };
}

short_id! {
    /// An entity: random, never changed, never reused.
    EntityId, "e"
}
short_id! {
    /// A fact as the public sees it: salted, so that it gives nothing of a withheld source away.
    FactId, "f"
}
short_id! {
    /// A source as the public sees it: random, unrelated to its bytes.
    PublicSourceId, "src"
}
