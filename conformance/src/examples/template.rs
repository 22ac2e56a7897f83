//! `{name}` or `{name/member}` in an example: a member of the answer before, or anything when it stands in an expected header.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

static PLACEHOLDER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{([a-z_]+(?:/[a-z0-9_]+)*)\}").expect("the pattern is a literal that is tested"));

/// The text with every placeholder replaced by the member of that name.
///
/// # Errors
/// When the answer before does not have such a member.
pub(super) fn fill(text: &str, answer_before: &Value) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = 0;
    for captures in PLACEHOLDER.captures_iter(text) {
        let (Some(whole), Some(name)) = (captures.get(0), captures.get(1)) else { continue };
        filled.push_str(&text[rest..whole.start()]);
        rest = whole.end();
        match answer_before.pointer(&format!("/{}", name.as_str())) {
            None | Some(Value::Null) => return Err(format!("the answer before has no `{}`", name.as_str())),
            Some(Value::String(member)) => filled.push_str(member),
            Some(member) => filled.push_str(&member.to_string()),
        }
    }
    filled.push_str(&text[rest..]);
    Ok(filled)
}

/// Whether a text is as expected, where a placeholder stands for anything but nothing.
pub(super) fn fits(expected: &str, actual: &str) -> bool {
    let literal: Vec<String> = PLACEHOLDER.split(expected).map(regex::escape).collect();
    Regex::new(&format!("^{}$", literal.join(".+"))).is_ok_and(|pattern| pattern.is_match(actual))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fills_members_of_the_answer_before() {
        assert_eq!(fill("\"{rev}\"", &json!({ "rev": 7 })), Ok("\"7\"".into()));
        assert_eq!(fill("{inner/rev}", &json!({ "inner": { "rev": 7 } })), Ok("7".into()));
        assert_eq!(fill("{next_cursor}", &json!({ "next_cursor": "abc" })), Ok("abc".into()));
        assert!(fill("{next_cursor}", &json!({})).is_err());
        assert_eq!(fill("{\"value\": 1", &json!({})), Ok("{\"value\": 1".into()));
    }

    #[test]
    fn a_placeholder_fits_anything_but_nothing() {
        assert!(fits("\"{rev}\"", "\"42\""));
        assert!(!fits("\"{rev}\"", "\"\""));
        assert!(!fits("true", "false"));
    }
}
