//! What clients send: less of it is taken, or more is asked for.

use serde_json::{Value, json};

use crate::support::{LIST, PATCH, SCHEMAS, assert_breaks};

#[test]
fn parameters() {
    let cursor = json!({ "$ref": "#/components/schemas/Cursor" });
    let added = json!({ "name": "author", "in": "query", "required": true, "schema": cursor });
    let at = |member: &'static str| format!("{PATCH}/parameters/{member}");
    let (add, removed, removed_header, required) = (at("-"), at("1"), at("2"), at("2/required"));
    let (wildcard, explode, schema) = (at("0/x-wildcard"), at("1/explode"), at("1/schema/$ref"));
    let (default, first) = (format!("{SCHEMAS}/Brush/default"), format!("{LIST}/parameters/0"));
    let place = "#/paths/~1v1~1notes~1{name}/patch/parameters";
    assert_breaks(&[
        ("new required parameter", vec![(&add, added)], &format!("{place}/query/author: is new and required")),
        ("removed parameter", vec![(&removed, Value::Null)], &format!("{place}/query/mood: was removed")),
        ("removed header", vec![(&removed_header, Value::Null)], &format!("{place}/header/If-Brush: was removed")),
        (
            "removed parameter of another operation",
            vec![(&first, Value::Null)],
            "#/paths/~1v1~1notes/get/parameters/query/cursor: was removed",
        ),
        (
            "optional parameter made required",
            vec![(&required, json!(true))],
            &format!("{place}/header/If-Brush/required: was optional and is required"),
        ),
        (
            "parameter that took the rest of the path",
            vec![(&wildcard, Value::Null)],
            &format!("{place}/path/name/x-wildcard: the parameter no longer takes the rest of the path"),
        ),
        (
            "another way to write a list",
            vec![(&explode, json!(false))],
            &format!("{place}/query/mood/explode: was true and is false"),
        ),
        (
            "another schema",
            vec![(&schema, json!("#/components/schemas/Mood"))],
            &format!(
                "{place}/query/mood/schema/$ref: was \"#/components/schemas/Layers\" and is \"#/components/schemas/Mood\""
            ),
        ),
        (
            "changed default",
            vec![(&default, json!("broad"))],
            "#/components/schemas/Brush/default: was not there and is \"broad\"",
        ),
    ]);
}

#[test]
fn bodies() {
    let at = |member: &'static str| format!("{PATCH}/requestBody{member}");
    let (body, bytes, media_type) = (at(""), at("/x-max-bytes"), at("/content/application~1merge-patch+json"));
    let new_body = format!("{LIST}/requestBody");
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Mood" } } });
    let place = "#/paths/~1v1~1notes~1{name}/patch/requestBody";
    assert_breaks(&[
        (
            "a body where there was none",
            vec![(&new_body, json!({ "required": true, "x-max-bytes": 10, "content": content }))],
            "#/paths/~1v1~1notes/get/requestBody: the request has a body now",
        ),
        (
            "no body where there was one",
            vec![(&body, Value::Null)],
            &format!("{place}: the request no longer has a body"),
        ),
        (
            "smaller bodies",
            vec![(&bytes, json!(999))],
            &format!("{place}/x-max-bytes: takes less: was 1000 and is 999"),
        ),
        (
            "removed media type",
            vec![(&media_type, Value::Null)],
            &format!("{place}/content/application~1merge-patch+json: is no longer taken"),
        ),
    ]);
}

#[test]
fn members_of_what_is_sent() {
    let at = |member: &'static str| format!("{SCHEMAS}/NotePaint/{member}");
    let (brush, new, required) = (at("properties/brush"), at("properties/varnish"), at("required"));
    let plain = json!({ "$ref": "#/components/schemas/Plain" });
    let (closed, wood) = (format!("{SCHEMAS}/Frame/additionalProperties"), format!("{SCHEMAS}/Frame/properties/glass"));
    let variant = format!("{SCHEMAS}/NoteChange/discriminator/mapping/paint");
    let place = "#/components/schemas/NotePaint/properties";
    assert_breaks(&[
        ("removed member", vec![(&brush, Value::Null)], &format!("{place}/brush: was removed")),
        (
            "new required member",
            vec![(&new, plain.clone()), (&required, json!(["op", "varnish"]))],
            &format!("{place}/varnish: is new and required"),
        ),
        (
            "optional member made required",
            vec![(&required, json!(["op", "brush"]))],
            &format!("{place}/brush: was optional and is required"),
        ),
        (
            "members that are not listed",
            vec![(&closed, json!(false))],
            "#/components/schemas/Frame/additionalProperties: members that are not listed are no longer taken",
        ),
        (
            "a meaning for what clients could send already",
            vec![(&wood, plain)],
            "#/components/schemas/Frame/properties/glass: is new, and clients could send anything of this name",
        ),
        (
            "removed variant",
            vec![(&variant, Value::Null)],
            "#/components/schemas/NoteChange/discriminator/mapping/paint: was removed",
        ),
    ]);
}

#[test]
fn limits_of_what_is_sent() {
    for (schema, keyword, old, value) in [
        ("Brush", "minLength", "2", json!(3)),
        ("Brush", "maxLength", "9", json!(8)),
        ("Brush", "pattern", "\"^[a-z]*$\"", json!("^[a-f]*$")),
        ("Plain", "pattern", "not there", json!("^.*$")),
        ("Plain", "maxLength", "not there", json!(1000)),
        ("Layers", "minItems", "1", json!(2)),
        ("Layers", "maxItems", "4", json!(3)),
        ("NotePaint/properties/width", "minimum", "1", json!(2)),
        ("NotePaint/properties/width", "maximum", "50", json!(49)),
    ] {
        let place = format!("{SCHEMAS}/{schema}/{keyword}");
        let expected = format!("#{place}: takes less: was {old} and is {value}");
        assert_breaks(&[("narrower", vec![(&place, value)], &expected)]);
    }
}

#[test]
fn words_and_types_of_what_is_sent() {
    let at = |member: &'static str| format!("{SCHEMAS}/{member}");
    let (mood, excluded, brush, width) =
        (at("Mood/enum"), at("Brush/x-excluded"), at("Brush/type"), at("NotePaint/properties/width/format"));
    let (unique, items) = (at("Layers/uniqueItems"), at("Layers/items"));
    assert_breaks(&[
        (
            "a word fewer",
            vec![(&mood, json!(["calm"]))],
            "#/components/schemas/Mood/enum: `wild` was taken off the list",
        ),
        (
            "a word more that is excluded",
            vec![(&excluded, json!(["none", "all"]))],
            "#/components/schemas/Brush/x-excluded: `all` is no longer taken",
        ),
        (
            "another type",
            vec![(&brush, json!("boolean"))],
            "#/components/schemas/Brush: was a text and is true or false",
        ),
        (
            "another format",
            vec![(&width, json!("int64"))],
            "#/components/schemas/NotePaint/properties/width/format: was \"int32\" and is \"int64\"",
        ),
        (
            "a keyword that no rule knows",
            vec![(&unique, json!(true))],
            "#/components/schemas/Layers/uniqueItems: was not there and is true",
        ),
        (
            "other items",
            vec![(&items, json!({ "type": "string" }))],
            "#/components/schemas/Layers/items/$ref: was \"#/components/schemas/Mood\" and is not there",
        ),
    ]);
}
