//! What answers of deprecated operations say of it: headers that the contract documents by itself.

use serde_json::{Map, Value, json};

/// The headers (RFC 9745, RFC 8594) with their schemas.
const HEADERS: [(&str, &str, &str, &str); 3] = [
    ("Deprecation", "DeprecationDate", "Since when the operation is deprecated (RFC 9745).", "^@[0-9]{1,12}$"),
    (
        "Sunset",
        "SunsetDate",
        "When the operation goes (RFC 8594).",
        "^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$",
    ),
    (
        "Link",
        "DeprecationLink",
        "Where to read what to use instead (RFC 9745, section 3).",
        "^<https://[!-=?-~]+>; .+$",
    ),
];

/// Whether a header is one of those that are added here.
pub fn announces_deprecation(header: &Value) -> bool {
    let reference = header["schema"]["$ref"].as_str().unwrap_or_default();
    HEADERS.iter().any(|(_, schema, ..)| reference == reference_to(schema))
}

fn reference_to(schema: &str) -> String {
    format!("#/components/schemas/{schema}")
}

/// Adds the headers to every answer of every deprecated operation.
pub(super) fn announce_deprecations(document: &mut Value) {
    let mut used = Map::new();
    let items = document["paths"].as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    let operations = items.flat_map(|item| item.as_object_mut().into_iter().flat_map(|item| item.values_mut()));
    for operation in operations.filter(|operation| operation["x-stability"] == "deprecated") {
        let has_link = operation["x-deprecation"]["link"].is_string();
        for (name, schema, description, pattern) in HEADERS.iter().filter(|(name, ..)| *name != "Link" || has_link) {
            let header = json!({
                "description": description, "required": true, "x-every-answer": true,
                "schema": { "$ref": reference_to(schema) },
            });
            let definition = json!({ "description": description, "type": "string", "pattern": pattern });
            used.insert((*schema).to_owned(), definition);
            for answer in operation["responses"].as_object_mut().into_iter().flat_map(|answers| answers.values_mut()) {
                answer["headers"][name] = header.clone();
            }
        }
    }
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        schemas.extend(used);
    }
}
