//! The contract's schemas, compiled.

use std::collections::BTreeMap;

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use super::ContractError;

/// Every named schema of the contract.
pub struct Schemas {
    validators: BTreeMap<String, Validator>,
}

impl Schemas {
    pub(super) fn compile(document: &Value) -> Result<Self, ContractError> {
        let names = document["components"]["schemas"].as_object().into_iter().flatten().map(|(name, _)| name);
        let mut schemas = document["components"]["schemas"].clone();
        exclude(&mut schemas);
        let mut whole = json!({ "components": { "schemas": schemas } });
        let mut validators = BTreeMap::new();
        for name in names {
            whole["$ref"] = json!(format!("#/components/schemas/{name}"));
            let validator = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .build(&whole)
                .map_err(|error| ContractError::Schema { name: name.clone(), reason: error.to_string() })?;
            validators.insert(name.clone(), validator);
        }
        Ok(Self { validators })
    }

    /// Whether there is a schema with this name.
    pub fn has(&self, name: &str) -> bool {
        self.validators.contains_key(name)
    }

    /// Everything in `value` that the named schema does not allow, each with its place.
    pub fn violations(&self, name: &str, value: &Value) -> Vec<String> {
        let Some(validator) = self.validators.get(name) else {
            return vec![format!("the contract has no schema {name}")];
        };
        validator.iter_errors(value).map(|error| format!("{name}{}: {error}", error.instance_path())).collect()
    }
}

/// The contract's `x-excluded` in words that a validator knows.
fn exclude(value: &mut Value) {
    if let Value::Object(members) = value {
        if let Some(excluded) = members.get("x-excluded").cloned() {
            members.insert("not".to_owned(), json!({ "enum": excluded }));
        }
        members.values_mut().for_each(exclude);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::contract::Contract;

    #[test]
    fn a_violation_names_its_place() {
        let contract = Contract::embedded().unwrap();
        let operations =
            json!({ "operations": [{ "op": "put", "key": "a", "value": 1 }, { "op": "check", "key": "b" }] });
        assert_eq!(contract.schemas.violations("Transaction", &json!({ "operations": [] })).len(), 1);
        let violations = contract.schemas.violations("Transaction", &operations);
        assert!(violations[0].starts_with("Transaction/operations/1"), "{violations:?}");
    }

    #[test]
    fn what_fits_has_no_violation() {
        let contract = Contract::embedded().unwrap();
        assert!(contract.schemas.violations("ResourceKey", &json!("project/atlas")).is_empty());
        assert!(!contract.schemas.violations("ResourceKey", &json!("events")).is_empty());
    }
}
