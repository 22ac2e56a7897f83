//! What a contract may become without taking anything from anybody.

use serde_json::{Value, json};

use crate::support::{LIST, PATCH, SCHEMAS, SHELF, STREAM, assert_allowed};

#[test]
fn more_than_before() {
    let cursor = json!({ "$ref": "#/components/schemas/Cursor" });
    let operation = json!({ "operationId": "countNotes", "x-stability": "stable", "x-since": "1.3.0" });
    let optional = json!({ "name": "author", "in": "query", "required": false, "schema": cursor });
    let problem = json!({ "description": "x", "content": { "application/problem+json": {} } });
    let header = json!({ "required": true, "schema": cursor });
    assert_allowed(&[
        ("added path", vec![("/paths/~1v2~1notes", json!({ "get": operation }))]),
        ("added method", vec![("/paths/~1v1~1notes/post", operation)]),
        ("added optional parameter", vec![(&format!("{LIST}/parameters/-"), optional)]),
        (
            "added optional member of a request",
            vec![(&format!("{SCHEMAS}/NotePaint/properties/varnish"), cursor.clone())],
        ),
        (
            "added variant of a request",
            vec![(&format!("{SCHEMAS}/NoteChange/discriminator/mapping/x"), json!("#/components/schemas/Gone"))],
        ),
        (
            "added media type of a request",
            vec![(&format!("{PATCH}/requestBody/content/text~1plain"), json!({ "schema": cursor }))],
        ),
        ("added member of an answer", vec![(&format!("{SCHEMAS}/NotePage/properties/more"), cursor)]),
        ("added named error", vec![(&format!("{LIST}/responses/429"), problem)]),
        ("added header", vec![(&format!("{LIST}/responses/200/headers/X-Pages"), header)]),
        ("added frame", vec![(&format!("{STREAM}/x-sse/closing"), json!("#/components/schemas/Position"))]),
        ("added pages", vec![(&format!("{SHELF}/x-pagination"), json!({ "cursor": "c", "next": "n", "items": "i" }))]),
        ("added word on an open list", vec![(&format!("{SCHEMAS}/State/enum"), json!(["fresh", "stale", "odd"]))]),
        ("added word of a request", vec![(&format!("{SCHEMAS}/Mood/enum"), json!(["calm", "wild", "odd"]))]),
        ("newer schema of an event", vec![(&format!("{SCHEMAS}/NoteAdded/x-version"), json!(3))]),
    ]);
}

#[test]
fn looser_requests() {
    let at = |member: &'static str| format!("{SCHEMAS}/{member}");
    assert_allowed(&[
        ("shorter", vec![(&at("Brush/minLength"), json!(1))]),
        ("longer", vec![(&at("Brush/maxLength"), json!(10))]),
        ("no pattern", vec![(&at("Brush/pattern"), Value::Null)]),
        ("nothing excluded", vec![(&at("Brush/x-excluded"), Value::Null)]),
        ("fewer items", vec![(&at("Layers/minItems"), Value::Null)]),
        ("more items", vec![(&at("Layers/maxItems"), json!(5))]),
        (
            "smaller and larger",
            vec![
                (&at("NotePaint/properties/width/minimum"), json!(0)),
                (&at("NotePaint/properties/width/maximum"), json!(51)),
            ],
        ),
        ("required made optional", vec![(&at("NoteRename/required"), json!(["op"]))]),
        ("unknown members taken", vec![(&at("NotePaint/additionalProperties"), Value::Null)]),
        ("larger bodies", vec![(&format!("{PATCH}/requestBody/x-max-bytes"), json!(1001))]),
        (
            "everybody may call",
            vec![(&format!("{LIST}/x-access"), json!("public")), (&format!("{LIST}/security"), json!([]))],
        ),
        ("wildcard", vec![(&format!("{LIST}/parameters/0/x-wildcard"), json!(true))]),
        ("sunset moved back", vec![(&format!("{SHELF}/x-deprecation/sunset"), json!("2027-01-01"))]),
    ]);
}

#[test]
fn tighter_answers() {
    let at = |member: &'static str| format!("{SCHEMAS}/{member}");
    assert_allowed(&[
        ("longer at least", vec![(&at("Label/minLength"), json!(3))]),
        ("shorter at most", vec![(&at("Label/maxLength"), json!(8))]),
        ("excluded", vec![(&at("Label/x-excluded"), json!(["none", "all"]))]),
        (
            "smaller range",
            vec![
                (&at("NotePage/properties/total/minimum"), json!(1)),
                (&at("NotePage/properties/total/maximum"), json!(49)),
            ],
        ),
        ("optional made required", vec![(&at("NotePage/required"), json!(["items", "label"]))]),
        ("no members that are not listed", vec![(&at("NotePage/additionalProperties"), json!(false))]),
    ]);
}

#[test]
fn words_for_people() {
    assert_allowed(&[
        ("description", vec![(&format!("{LIST}/description"), json!("New."))]),
        ("summary", vec![(&format!("{LIST}/summary"), json!("New"))]),
        ("example", vec![(&format!("{SCHEMAS}/Brush/examples"), json!(["abc"]))]),
        (
            "description beside a reference",
            vec![(&format!("{SCHEMAS}/NotePage/properties/label/description"), json!("x"))],
        ),
        ("owner", vec![(&format!("{LIST}/x-owner"), json!("others"))]),
        ("title", vec![("/info/title", json!("Other"))]),
        ("tags", vec![("/tags", json!([{ "name": "note", "description": "x" }]))]),
        ("a schema that nothing stable uses", vec![(&format!("{SCHEMAS}/Unused"), json!({ "type": "null" }))]),
    ]);
}
