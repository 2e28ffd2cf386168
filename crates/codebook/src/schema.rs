//! JSON Schemas of the serialized forms, generated from the types.

use schemars::{Schema, schema_for};

/// The schemas by file name: `statement.v1.schema.json` and so on.
#[must_use]
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("citation.v1.schema.json", text(&schema_for!(crate::Citation))),
        ("decision.v1.schema.json", text(&schema_for!(crate::Decision))),
        ("event.v1.schema.json", text(&schema_for!(crate::Envelope))),
        ("proposal-line.v1.schema.json", text(&schema_for!(crate::exchange::Line))),
        ("statement.v1.schema.json", text(&schema_for!(crate::Statement))),
    ]
}

fn text(schema: &Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}
