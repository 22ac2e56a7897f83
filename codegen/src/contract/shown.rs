use serde_json::Value;

/// An example's request as somebody would send it: `{name}` is what the answer before it says, as published.
pub fn shown_request(examples: &[Value], example: &Value) -> Value {
    let before = example["given"].as_array().and_then(|given| given.last());
    let before = before.and_then(|id| examples.iter().find(|example| example["id"] == *id));
    filled(&example["request"], before.map_or(&Value::Null, |before| &before["answer"]["body"]))
}

fn filled(value: &Value, before: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(fill(text, before)),
        Value::Array(items) => items.iter().map(|item| filled(item, before)).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), filled(value, before))).collect(),
        other => other.clone(),
    }
}

/// What the answer before does not say stays as it is.
fn fill(text: &str, before: &Value) -> String {
    let Some((start, rest)) = text.split_once('{') else { return text.to_owned() };
    let Some((name, end)) = rest.split_once('}') else { return text.to_owned() };
    match before.pointer(&format!("/{name}")) {
        Some(Value::String(member)) => format!("{start}{member}{end}"),
        Some(Value::Number(member)) => format!("{start}{member}{end}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fills_in_what_the_example_before_is_answered_with() {
        let examples = [
            json!({ "id": "a", "answer": { "body": { "runs": [{ "id": "r-1", "rev": 42 }] } } }),
            json!({ "id": "b", "given": ["a"], "request": {
                "path": { "id": "{runs/0/id}" }, "headers": { "If-Match": "\"{runs/0/rev}\"" }, "body": ["{gone}", 7],
            }}),
        ];
        let shown = json!({ "path": { "id": "r-1" }, "headers": { "If-Match": "\"42\"" }, "body": ["{gone}", 7] });
        assert_eq!(shown_request(&examples, &examples[1]), shown);
    }
}
