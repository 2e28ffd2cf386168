//! JSON Schema as far as the description of the API uses it. A keyword that is not known here fails, so that
//! nothing passes because it was not looked at.

use serde_json::Value;

/// Words that say nothing of what is valid, or that the types behind the answers hold by themselves.
const SAYS_NOTHING: [&str; 6] =
    ["title", "description", "default", "examples", "format", "pattern"];

/// Notes what of `value` a schema of the document `whole` does not allow.
pub(crate) fn check(
    whole: &Value,
    schema: &Value,
    value: &Value,
    at: &str,
    faults: &mut Vec<String>,
) {
    let keywords = match schema {
        Value::Bool(true) => return,
        Value::Object(keywords) => keywords,
        _ => return faults.push(format!("{at}: nothing is allowed here")),
    };
    for (keyword, said) in keywords {
        let fits = |schema: &Value| {
            let mut inner = Vec::new();
            check(whole, schema, value, at, &mut inner);
            inner.is_empty()
        };
        let all = || said.as_array().unwrap().iter();
        let is_right = match keyword.as_str() {
            "$ref" => {
                let pointer = said.as_str().unwrap().strip_prefix('#').unwrap();
                let target = whole.pointer(pointer);
                assert!(target.is_some(), "{said} leads nowhere");
                check(whole, target.unwrap(), value, at, faults);
                true
            }
            "allOf" => {
                all().for_each(|one| check(whole, one, value, at, faults));
                true
            }
            "anyOf" => all().any(fits),
            "oneOf" => all().filter(|one| fits(one)).count() == 1,
            "enum" => all().any(|one| one == value),
            "const" => said == value,
            "type" if said.is_string() => is_a(value, said),
            "type" => all().any(|one| is_a(value, one)),
            "required" => value
                .as_object()
                .is_none_or(|it| all().all(|name| it.contains_key(name.as_str().unwrap()))),
            "minimum" => value.as_f64().is_none_or(|it| it >= said.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|it| it <= said.as_f64().unwrap()),
            "minItems" => {
                value.as_array().is_none_or(|it| it.len() as u64 >= said.as_u64().unwrap())
            }
            "maxItems" => {
                value.as_array().is_none_or(|it| it.len() as u64 <= said.as_u64().unwrap())
            }
            "minLength" | "maxLength" => {
                let (length, bound) =
                    (value.as_str().map(|it| it.chars().count() as u64), said.as_u64().unwrap());
                length
                    .is_none_or(|it| if keyword == "minLength" { it >= bound } else { it <= bound })
            }
            "items" => {
                for (nth, one) in value.as_array().into_iter().flatten().enumerate() {
                    check(whole, said, one, &format!("{at}/{nth}"), faults);
                }
                true
            }
            "properties" => {
                for (name, schema) in said.as_object().unwrap() {
                    if let Some(one) = value.get(name) {
                        check(whole, schema, one, &format!("{at}/{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = keywords.get("properties").and_then(Value::as_object);
                for (name, one) in value.as_object().into_iter().flatten() {
                    if !known.is_some_and(|known| known.contains_key(name)) {
                        check(whole, said, one, &format!("{at}/{name}"), faults);
                    }
                }
                true
            }
            other => {
                assert!(SAYS_NOTHING.contains(&other), "what does `{other}` mean? {schema}");
                true
            }
        };
        if !is_right {
            faults.push(format!("{at}: {keyword} {said}, and not {value}"));
        }
    }
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => value.is_number(),
    }
}
