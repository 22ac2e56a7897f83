use charter_types::Timestamp;
use serde_json::{Value, json};

/// A document as a writer or the log of events has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The revision of its last change.
    pub rev: u64,
    /// Its value.
    pub value: Value,
    /// When it is to be deleted by itself, in milliseconds since 1970.
    pub expires_at_ms: Option<i64>,
}

impl Document {
    /// Of a resource as the contract shows it.
    pub fn of_resource(resource: &Value) -> Self {
        let expires_at = resource["expires_at"].as_str().and_then(|text| text.parse::<Timestamp>().ok());
        Self {
            rev: resource["rev"].as_u64().unwrap_or_default(),
            value: resource["value"].clone(),
            expires_at_ms: expires_at.map(Timestamp::unix_ms),
        }
    }
}

/// What is to become of a document. Values are objects whose `mark` names the last write and whose `trail` the JSON
/// Patches since the last PUT.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// It has this value.
    Put {
        /// The value.
        value: Value,
        /// How long it lives, in milliseconds.
        ttl_ms: Option<u64>,
    },
    /// A JSON Merge Patch that sets `mark` and `merged`, and removes `padding`.
    Merge,
    /// A JSON Patch that sets `mark` and appends to `trail`.
    Append {
        /// What `mark` has to be, else nothing is done.
        only_after: Option<String>,
    },
    /// It is gone.
    Delete,
    /// It stays as it is: only its guard counts.
    Check,
}

impl Action {
    /// The patch that goes over the wire, and its content type; `None` when it is no patch.
    pub fn patch(&self, mark: &str) -> Option<(&'static str, Value)> {
        match self {
            Self::Merge => {
                let patch = json!({ "mark": mark, "merged": mark, "padding": null });
                Some(("application/merge-patch+json", patch))
            }
            Self::Append { only_after } => {
                let test = only_after.iter().map(|mark| json!({ "op": "test", "path": "/mark", "value": mark }));
                let append = [
                    json!({ "op": "replace", "path": "/mark", "value": mark }),
                    json!({ "op": "add", "path": "/trail/-", "value": mark }),
                ];
                Some(("application/json-patch+json", test.chain(append).collect()))
            }
            Self::Put { .. } | Self::Delete | Self::Check => None,
        }
    }

    /// What a patch makes of a value; worked out here without the libraries that the server uses.
    ///
    /// # Errors
    /// When the patch should have been refused.
    pub fn patched(&self, mark: &str, before: &Value) -> Result<Value, String> {
        let mut members = before.as_object().cloned().ok_or_else(|| format!("{before} is no object"))?;
        members.insert("mark".to_owned(), json!(mark));
        match self {
            Self::Merge => {
                members.insert("merged".to_owned(), json!(mark));
                members.remove("padding");
            }
            Self::Append { only_after } => {
                let found = before["mark"].as_str();
                if only_after.as_deref().is_some_and(|wanted| Some(wanted) != found) {
                    return Err(format!("it was to follow {only_after:?}, and followed {found:?}"));
                }
                let trail = members.get_mut("trail").and_then(Value::as_array_mut);
                trail.ok_or_else(|| format!("{before} has no trail"))?.push(json!(mark));
            }
            Self::Put { .. } | Self::Delete | Self::Check => return Err("it is no patch".to_owned()),
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_do_what_they_say() {
        let before = json!({ "mark": "a", "trail": ["a"], "padding": "x" });
        let merged = Action::Merge.patched("b", &before).unwrap();
        assert_eq!(merged, json!({ "mark": "b", "trail": ["a"], "merged": "b" }));
        let append = |only_after: &str| Action::Append { only_after: Some(only_after.into()) };
        let appended = append("a").patched("b", &before).unwrap();
        assert_eq!(appended, json!({ "mark": "b", "trail": ["a", "b"], "padding": "x" }));
        assert!(append("z").patched("b", &before).is_err());
    }
}
