//! The description of the data, as a Frictionless data package.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::layout;
use crate::manifest::Listed;
use crate::table::COLUMNS;

/// The package's description of the data files among `files`.
pub(crate) fn describe(files: &[Listed], as_of: Timestamp) -> Value {
    let resources: Vec<Value> =
        files.iter().filter_map(|file| resource(file, about(&file.path)?)).collect();
    json!({
        "profile": "data-package",
        "name": "veedor-register",
        "title": "The public record of biometric surveillance",
        "description": "Released facts, each on the exact words of an archived source. The schemas of the JSON Lines are in ../schemas.",
        "created": as_of.to_string(),
        "resources": resources,
    })
}

fn about(path: &str) -> Option<&'static str> {
    Some(match path {
        layout::FACTS_TABLE => {
            "The facts, one a row. A text cell that a spreadsheet would take for a formula has an apostrophe before it; the JSON Lines have the exact words."
        }
        layout::FACTS => "The facts with all their cited words: published-fact.v1.schema.json.",
        layout::ENTITIES => "What the facts are about and name: published-entity.v1.schema.json.",
        layout::SOURCES => "What the facts rest on: published-source.v1.schema.json.",
        layout::CONTRADICTIONS => {
            "Facts that can't all be so: published-contradiction.v1.schema.json."
        }
        layout::CITATIONS => "The cited words as W3C Web Annotations.",
        _ => return None,
    })
}

fn resource(file: &Listed, about: &str) -> Option<Value> {
    let name = file.path.strip_prefix("data/")?;
    let (stem, format) = name.split_once('.')?;
    let media_type = match format {
        "csv" => "text/csv",
        "jsonl" => "application/jsonl",
        _ => "application/ld+json",
    };
    let mut resource = json!({
        "name": format!("{stem}-{format}"),
        "path": name,
        "description": about,
        "format": format,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    });
    if format == "csv"
        && let Some(resource) = resource.as_object_mut()
    {
        resource.insert("profile".to_owned(), json!("tabular-data-resource"));
        resource.insert("schema".to_owned(), table_schema());
    }
    Some(resource)
}

fn table_schema() -> Value {
    let fields: Vec<Value> = COLUMNS
        .iter()
        .map(|column| {
            json!({ "name": column.name, "type": column.form, "description": column.about })
        })
        .collect();
    json!({ "fields": fields, "primaryKey": "fact", "missingValues": [""] })
}
