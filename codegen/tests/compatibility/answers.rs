//! What clients get: less of it comes, or what they do not know how to read.

use serde_json::{Value, json};

use crate::support::{LIST, PATCH, SCHEMAS, STREAM, assert_breaks, union};

#[test]
fn statuses_and_bodies() {
    let at = |member: &'static str| format!("{PATCH}/responses/{member}");
    let (missing, accepted, content) = (at("404"), at("202"), at("200/content/application~1json"));
    let (text, default) = (at("200/content/text~1plain"), at("default"));
    let new = json!({ "description": "x", "content": {} });
    let place = "#/paths/~1v1~1notes~1{name}/patch/responses";
    assert_breaks(&[
        ("removed status", vec![(&missing, Value::Null)], &format!("{place}/404: was removed")),
        ("removed default", vec![(&default, Value::Null)], &format!("{place}/default: was removed")),
        ("new successful status", vec![(&accepted, new)], &format!("{place}/202: is a new successful status")),
        (
            "removed media type",
            vec![(&content, Value::Null)],
            &format!("{place}/200/content/application~1json: was removed"),
        ),
        (
            "another media type",
            vec![(&text, json!({ "schema": { "type": "string" } }))],
            &format!("{place}/200/content/text~1plain: is a body that clients do not know"),
        ),
    ]);
}

#[test]
fn a_success_that_has_another_status() {
    let answers = format!("{LIST}/responses");
    let mut document = crate::support::edited(&[]);
    let answers = document.pointer_mut(&answers).unwrap().as_object_mut().unwrap();
    let page = answers.shift_remove("200").unwrap();
    answers.insert("203".to_owned(), page);
    let place = "#/paths/~1v1~1notes/get/responses";
    let expected = [format!("{place}/200: was removed"), format!("{place}/203: is a new successful status")];
    assert_eq!(crate::support::breaks_on(crate::support::TODAY, &document), expected);
}

#[test]
fn headers() {
    let at = |member: &'static str| format!("{PATCH}/responses/200/headers/ETag{member}");
    let (header, required, schema) = (at(""), at("/required"), at("/schema/$ref"));
    let place = "#/paths/~1v1~1notes~1{name}/patch/responses/200/headers/ETag";
    assert_breaks(&[
        ("removed header", vec![(&header, Value::Null)], &format!("{place}: was removed")),
        (
            "header made optional",
            vec![(&required, json!(false))],
            &format!("{place}/required: was always there and is optional"),
        ),
        (
            "header of another type",
            vec![(&schema, json!("#/components/schemas/Cursor"))],
            &format!(
                "{place}/schema/$ref: was \"#/components/schemas/EntityTag\" and is \"#/components/schemas/Cursor\""
            ),
        ),
    ]);
}

#[test]
fn members_of_what_comes() {
    let at = |member: &'static str| format!("{SCHEMAS}/{member}");
    let (label, required) = (at("NotePage/properties/label"), at("NotePage/required"));
    let (sealed, open, new) = (at("Sealed/required"), at("Sealed/additionalProperties"), at("Sealed/properties/ring"));
    let plain = json!({ "$ref": "#/components/schemas/Plain" });
    assert_breaks(&[
        ("removed member", vec![(&label, Value::Null)], "#/components/schemas/NotePage/properties/label: was removed"),
        (
            "required member made optional",
            vec![(&required, json!([]))],
            "#/components/schemas/NotePage/properties/items: was always there and is optional",
        ),
        (
            "required member of an inner object made optional",
            vec![(&sealed, json!([]))],
            "#/components/schemas/Sealed/properties/wax: was always there and is optional",
        ),
        (
            "new member where clients refuse what they do not know",
            vec![(&new, plain)],
            "#/components/schemas/Sealed/properties/ring: is new, and clients refuse what they do not know",
        ),
        (
            "members that are not listed",
            vec![(&open, Value::Null)],
            "#/components/schemas/Sealed/additionalProperties: members that are not listed may come",
        ),
    ]);
}

#[test]
fn limits_of_what_comes() {
    for (schema, keyword, old, value) in [
        ("Label", "minLength", "2", json!(1)),
        ("Label", "maxLength", "9", json!(10)),
        ("Label", "pattern", "\"^[a-z]*$\"", json!("^[a-f]*$")),
        ("Label", "pattern", "\"^[a-z]*$\"", Value::Null),
        ("Label", "maxLength", "9", Value::Null),
        ("NotePage/properties/total", "minimum", "0", json!(-1)),
        ("NotePage/properties/total", "maximum", "50", json!(51)),
    ] {
        let place = format!("{SCHEMAS}/{schema}/{keyword}");
        let is = if value.is_null() { "not there".to_owned() } else { value.to_string() };
        let expected = format!("#{place}: may give more: was {old} and is {is}");
        assert_breaks(&[("wider", vec![(&place, value)], &expected)]);
    }
}

#[test]
fn words_and_types_of_what_comes() {
    let at = |member: &'static str| format!("{SCHEMAS}/{member}");
    let (level, level_open) = (at("Level/enum"), at("Level/x-open-enum"));
    let (state, state_open) = (at("State/enum"), at("State/x-open-enum"));
    let (label, excluded, revision) = (at("Label/type"), at("Label/x-excluded"), at("Revision/x-rust-type"));
    let (nullable, change, gone) = (at("Label/nullable"), at("Change"), at("Change/discriminator/mapping/gone"));
    let tag = at("Change/discriminator/propertyName");
    assert_breaks(&[
        (
            "a word more on a closed list",
            vec![(&level, json!(["low", "high", "odd"]))],
            "#/components/schemas/Level/enum: `odd` was added to a closed list",
        ),
        (
            "a word fewer",
            vec![(&state, json!(["fresh"]))],
            "#/components/schemas/State/enum: `stale` was taken off the list",
        ),
        (
            "open list closed",
            vec![(&state_open, Value::Null)],
            "#/components/schemas/State/x-open-enum: the list was open and is closed",
        ),
        (
            "closed list opened",
            vec![(&level_open, json!(true))],
            "#/components/schemas/Level/x-open-enum: the list was closed, and clients refuse other words",
        ),
        (
            "another type",
            vec![(&label, json!("boolean"))],
            "#/components/schemas/Label: was a text and is true or false",
        ),
        ("null", vec![(&nullable, json!(true))], "#/components/schemas/Label/nullable: was not there and is true"),
        (
            "a word that was excluded",
            vec![(&excluded, json!([]))],
            "#/components/schemas/Label/x-excluded: `none` may come now",
        ),
        (
            "another type in the SDK",
            vec![(&revision, json!("crate::Number"))],
            "#/components/schemas/Revision: was the hand-written type crate::Revision and is the hand-written type crate::Number",
        ),
        (
            "a variant more",
            vec![(&change, union(&["Gone", "Moved", "Sealed"]))],
            "#/components/schemas/Change/discriminator/mapping/sealed: is a variant that clients do not know",
        ),
        (
            "a variant fewer",
            vec![(&gone, Value::Null)],
            "#/components/schemas/Change/discriminator/mapping/gone: was removed",
        ),
        (
            "another tag",
            vec![(&tag, json!("sort"))],
            "#/components/schemas/Change/discriminator/propertyName: was \"kind\" and is \"sort\"",
        ),
    ]);
}

#[test]
fn a_renamed_schema() {
    let schema = format!("{LIST}/responses/200/content/application~1json/schema/$ref");
    assert_breaks(&[(
        "renamed schema",
        vec![(&schema, json!("#/components/schemas/Page"))],
        "#/paths/~1v1~1notes/get/responses/200/content/application~1json/schema/$ref: was \"#/components/schemas/NotePage\" and is \"#/components/schemas/Page\"",
    )]);
}

#[test]
fn streams() {
    let (bookmark, snapshot) = (format!("{STREAM}/x-sse/bookmark"), format!("{STREAM}/x-sse/snapshot"));
    let (revision, events) = (format!("{SCHEMAS}/Position/required"), format!("{STREAM}/schema/$ref"));
    let place = "#/paths/~1v1~1notes~1events/get/responses/200/content/text~1event-stream";
    assert_breaks(&[
        ("removed frame", vec![(&bookmark, Value::Null)], &format!("{place}/x-sse/bookmark: was removed")),
        (
            "frame of another schema",
            vec![(&snapshot, json!("#/components/schemas/Note"))],
            &format!(
                "{place}/x-sse/snapshot/$ref: was \"#/components/schemas/SnapshotItem\" and is \"#/components/schemas/Note\""
            ),
        ),
        (
            "member of a frame made optional",
            vec![(&revision, json!([]))],
            "#/components/schemas/Position/properties/revision: was always there and is optional",
        ),
        (
            "other events",
            vec![(&events, json!("#/components/schemas/NoteAdded"))],
            &format!(
                "{place}/schema/$ref: was \"#/components/schemas/EngineEvent\" and is \"#/components/schemas/NoteAdded\""
            ),
        ),
    ]);
}
