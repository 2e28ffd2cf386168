//! The codebook: Veedor's vocabulary as types.
//!
//! It says what can be said about a public body's use of biometric technology, and makes what can't
//! be said impossible to write: money without an amount, a date with an invented day, a citation
//! whose words are not the source's, a fact that nobody decided.
//!
//! It is **closed**: there is no kind for persons and no door to add one. A natural person appears,
//! if at all, inside a quote or as the name of an office.
//!
//! It must not know files, SQL, HTTP or HTML. Everything else in Veedor may use it.
//!
//! Serialized forms carry `"v": 1` at their head and are described by the JSON Schemas that
//! [`schema`] generates.

pub mod cell;
pub mod citation;
pub mod decision;
pub mod edtf;
pub mod event;
pub mod exchange;
pub mod fold;
pub mod given;
pub mod id;
pub mod kind;
pub mod layer;
pub mod money;
pub mod property;
pub mod quantity;
pub mod schema;
pub mod screened;
pub mod source;
pub mod statement;
pub mod technology;
pub mod term;
pub mod value;
pub mod western;

pub use citation::{Citation, Locator, Role, Span, SpanError};
pub use decision::{Decision, Fact, Verdict};
pub use edtf::Edtf;
pub use event::{Envelope, Event};
pub use id::{EntityId, FactId, LayerId, PublicSourceId, Sha256, SourceId, StatementId};
pub use kind::Kind;
pub use layer::{LayerMap, LayerRecord, TextLayer};
pub use money::{Currency, Money, MoneyUnit};
pub use property::Property;
pub use quantity::{Bound, Quantity, Rate};
pub use source::{MediaType, Origin, SourceMeta, Visibility};
pub use statement::{Basis, Eyes, Mention, Polarity, Qualifiers, ReaderId, Statement};
pub use technology::Technology;
pub use term::{Response, Status};
pub use value::{Form, Value};

/// The version every serialized form carries as `"v"`.
///
/// Reading a form with another version fails rather than guesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct V1;

impl serde::Serialize for V1 {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

impl<'de> serde::Deserialize<'de> for V1 {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u8::deserialize(deserializer)? {
            1 => Ok(V1),
            other => Err(serde::de::Error::custom(format!(
                "form version {other} is not known to this Veedor; expected 1"
            ))),
        }
    }
}

impl schemars::JsonSchema for V1 {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "V1".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": 1 })
    }
}
