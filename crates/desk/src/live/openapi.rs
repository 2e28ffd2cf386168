//! The description of the API (OpenAPI 3.1), made from the table of its routes and the types of its answers.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::api::{ROUTES, Route};

/// The description.
pub(super) fn description() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = settings.into_generator();
    let mut paths = Map::new();
    for route in &ROUTES {
        let answer = (route.schema)(&mut schemas);
        let mut parameters: Vec<Value> = Vec::new();
        for one in route.parameters {
            let schema = (one.schema)(&mut schemas);
            parameters.push(json!({
                "name": one.name, "in": "query", "required": false, "description": one.about, "schema": schema,
            }));
        }
        paths.insert(
            route.path.to_owned(),
            json!({ "get": operation(route, parameters, &json!(answer)) }),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Veedor",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "A public register of biometric surveillance, each fact on the words of its source.",
            "description": "What is released, and nothing else. An object of the API is what the published data have \
                for it. Answers carry an ETag; ask again with If-None-Match.",
        },
        "paths": paths,
        "components": { "schemas": schemas.take_definitions(true) },
    })
}

fn operation(route: &Route, mut parameters: Vec<Value>, answer: &Value) -> Value {
    let mut responses = json!({
        "200": { "description": "Found.", "content": { "application/json": { "schema": answer } } },
        "304": { "description": "As it was when the ETag was given." },
        "400": { "description": "A parameter is not in its form." },
    });
    if route.path.ends_with("{id}") {
        parameters.push(
            json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }),
        );
        responses["404"] = json!({ "description": "There is none that is public." });
    }
    json!({
        "operationId": route.name, "summary": route.about, "parameters": parameters, "responses": responses,
    })
}
