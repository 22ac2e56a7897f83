//! What a server that keeps a later version of a contract may answer beyond it: members that the contract does not
//! know, further words on its open lists, further events. Clients skip these, and so does the suite.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{ContractError, Schemas};

/// What is known of answers that may have grown.
pub(super) struct Growth {
    /// The schemas without the limits of open lists.
    pub(super) schemas: Schemas,
    /// The names of all members that the contract knows: one of these that comes unannounced is no growth.
    pub(super) members: BTreeSet<String>,
}

impl Growth {
    pub(super) fn of(document: &Value) -> Result<Self, ContractError> {
        let mut grown = document.clone();
        let mut members = BTreeSet::new();
        collect_members(&document["components"]["schemas"], &mut members);
        open(&mut grown["components"]["schemas"]);
        Ok(Self { schemas: Schemas::compile(&grown)?, members })
    }
}

fn collect_members(schema: &Value, into: &mut BTreeSet<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        into.extend(properties.keys().cloned());
    }
    match schema {
        Value::Object(parts) => parts.values().for_each(|part| collect_members(part, into)),
        Value::Array(parts) => parts.iter().for_each(|part| collect_members(part, into)),
        _ => {}
    }
}

fn open(schema: &mut Value) {
    if let Value::Object(parts) = schema {
        if parts.get("x-open-enum") == Some(&Value::Bool(true)) {
            parts.shift_remove("enum");
        }
        parts.values_mut().for_each(open);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::contract::{Contract, document};

    #[test]
    fn answers_may_have_grown_and_requests_have_not() {
        let kept = Contract::embedded().unwrap();
        let grown = Contract::embedded().unwrap().kept_by_later_servers(&document().unwrap()).unwrap();
        let problem = json!({ "type": "urn:charter:problem:moon", "title": "No", "status": 409, "moon": "full" });
        assert_eq!(kept.answer_violations("Problem", &problem).len(), 1);
        assert_eq!(grown.answer_violations("Problem", &problem), Vec::<String>::new());
        assert_eq!(grown.schemas.violations("Problem", &problem).len(), 1, "requests are as they were");
        let wrong = json!({ "type": "urn:charter:problem:moon", "title": "No", "status": "409" });
        assert_eq!(grown.answer_violations("Problem", &wrong).len(), 1);
    }

    #[test]
    fn only_names_that_the_contract_does_not_know_are_growth() {
        let kept = Contract::embedded().unwrap();
        let grown = Contract::embedded().unwrap().kept_by_later_servers(&document().unwrap()).unwrap();
        for name in ["next_cursor", "expires_at", "value"] {
            assert!(grown.knows_member(name), "{name}");
        }
        assert!(!grown.knows_member("moon") && kept.knows_member("moon"));
    }
}
