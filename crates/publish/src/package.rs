//! The description of the data, as a Frictionless data package.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::layout::{Data, Group};
use crate::table::COLUMNS;

/// The package's description of the data, which has these shards by group.
pub(crate) fn describe(shards: impl Fn(Group) -> Vec<String>, as_of: Timestamp) -> Value {
    let resource = |data: &Data| resource(*data, &shards(data.group()));
    json!({
        "profile": "data-package",
        "name": "veedor-register",
        "title": "The public record of biometric surveillance",
        "description": "Released facts, each on the exact words of an archived source. The schemas of the JSON Lines are in ../schemas, the digests of all files in ../manifest.json and the manifests it names. A resource of several files has its data in parts, each whole in its form, by the first digits of the subject's or the source's id.",
        "created": as_of.to_string(),
        "resources": Data::ALL.iter().map(resource).collect::<Vec<_>>(),
    })
}

const fn about(data: Data) -> &'static str {
    match data {
        Data::Table => {
            "The facts, one a row. A text cell that a spreadsheet would take for a formula has an apostrophe before it; the JSON Lines have the exact words."
        }
        Data::Facts => "The facts with all their cited words: published-fact.v1.schema.json.",
        Data::Entities => "What the facts are about and name: published-entity.v1.schema.json.",
        Data::Sources => "What the facts rest on: published-source.v1.schema.json.",
        Data::Contradictions => {
            "Facts that can't all be so: published-contradiction.v1.schema.json."
        }
        Data::Citations => "The cited words as W3C Web Annotations.",
    }
}

fn resource(data: Data, shards: &[String]) -> Value {
    let (stem, format) = data.name();
    let media_type = match format {
        "csv" => "text/csv",
        "jsonl" => "application/jsonl",
        _ => "application/ld+json",
    };
    let file = |shard: &String| json!(data.file(shard).trim_start_matches("data/"));
    let path = match shards {
        [only] if only.is_empty() => file(only),
        shards => shards.iter().map(file).collect(),
    };
    let mut resource = json!({
        "name": format!("{stem}-{format}"),
        "path": path,
        "description": about(data),
        "format": format,
        "mediatype": media_type,
        "encoding": "utf-8",
    });
    if data == Data::Table
        && let Some(resource) = resource.as_object_mut()
    {
        resource.insert("profile".to_owned(), json!("tabular-data-resource"));
        resource.insert("schema".to_owned(), table_schema());
    }
    resource
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
