//! Event types: a schema only ever grows.

use serde_json::{Value, json};

use crate::support::{SCHEMAS, TODAY, assert_breaks, breaks_on, edited};

#[test]
fn event_types() {
    let at = |member: &'static str| format!("{SCHEMAS}/NoteAdded{member}");
    let (event, kind, version, stability) = (at(""), at("/x-event-type"), at("/x-version"), at("/x-stability"));
    let (id, required, data) = (at("/properties/id"), at("/required"), at("/properties/data/$ref"));
    let word = at("/properties/type/enum");
    let place = "#/components/schemas/NoteAdded";
    assert_breaks(&[
        ("removed event type", vec![(&event, Value::Null)], &format!("{place}: was removed")),
        ("older schema", vec![(&version, json!(1))], &format!("{place}/x-version: went down from 2 to 1")),
        (
            "no longer stable",
            vec![(&stability, json!("provisional"))],
            &format!("{place}/x-stability: was stable and is provisional"),
        ),
        ("removed member", vec![(&id, Value::Null)], &format!("{place}/properties/id: was removed")),
        (
            "member made optional",
            vec![(&required, json!(["type", "data"]))],
            &format!("{place}/properties/id: was always there and is optional"),
        ),
        (
            "other data",
            vec![(&data, json!("#/components/schemas/NotePage"))],
            &format!(
                "{place}/properties/data/$ref: was \"#/components/schemas/Note\" and is \"#/components/schemas/NotePage\""
            ),
        ),
    ]);
    // A new name is two things: the old type is gone, and the new one claims an old version.
    let renamed = breaks_on(TODAY, &edited(&[(&kind, json!("note.made")), (&word, json!(["note.made"]))]));
    let expected =
        [format!("{place}: was removed"), format!("{place}/x-since: says 1.0.0, which was released without it")];
    assert_eq!(renamed, expected);
}

#[test]
fn an_event_type_whose_schema_has_another_name() {
    let mut document = edited(&[]);
    let schemas = document.pointer_mut(SCHEMAS).unwrap().as_object_mut().unwrap();
    let event = schemas.shift_remove("NoteAdded").unwrap();
    schemas.insert("NoteMade".to_owned(), event);
    assert_eq!(breaks_on(TODAY, &document), ["#/components/schemas/NoteAdded: the schema's name is now NoteMade"]);
}

#[test]
fn data_that_an_event_no_longer_has() {
    // The data of the event is what `patchNote` answers, so that both tell of one place.
    let size = format!("{SCHEMAS}/Note/properties/size");
    assert_breaks(&[(
        "removed member",
        vec![(&size, Value::Null)],
        "#/components/schemas/Note/properties/size: was removed",
    )]);
}

#[test]
fn new_event_types_pass() {
    let event = json!({
        "x-event-type": "note.torn", "x-version": 1, "x-stability": "stable", "x-since": "1.3.0",
        "description": "x", "type": "object", "required": [], "properties": {},
    });
    let mut document = edited(&[(&format!("{SCHEMAS}/NoteTorn"), event)]);
    let schemas = document.pointer_mut(SCHEMAS).unwrap();
    schemas["EventType"]["enum"] = json!(["note.added", "note.torn"]);
    schemas["EngineEvent"]["oneOf"].as_array_mut().unwrap().push(json!({ "$ref": "#/components/schemas/NoteTorn" }));
    schemas["EngineEvent"]["discriminator"]["mapping"]["note.torn"] = json!("#/components/schemas/NoteTorn");
    assert_eq!(breaks_on(TODAY, &document), Vec::<String>::new());
}
