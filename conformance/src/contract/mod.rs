//! The contract as the suite checks it: operations, parameters, answers, streams and schemas.

mod growth;
mod json;
mod operation;
mod route;
mod schemas;

use std::collections::BTreeMap;

use serde_json::Value;

use growth::Growth;
pub use json::read_json;
pub use operation::{Answer, Body, Header, Location, MediaType, Operation, Parameter, ValueKind};
pub use route::{Matched, Unmatched};
pub use schemas::Schemas;

/// The contract that this suite was built for.
const DOCUMENT: &str = include_str!("../../../openapi/dist/openapi.json");

/// The document that this suite was built with.
///
/// # Errors
/// When the embedded document is broken.
pub fn document() -> Result<Value, ContractError> {
    serde_json::from_str(DOCUMENT).map_err(ContractError::NotJson)
}

/// Why the contract cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The document is not JSON.
    #[error("the contract is not JSON")]
    NotJson(#[source] serde_json::Error),
    /// A schema cannot be compiled.
    #[error("the schema {name} cannot be compiled: {reason}")]
    Schema {
        /// The schema's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// An event type that the contract names.
#[derive(Debug, Clone)]
pub struct EventType {
    /// Its name on the wire.
    pub name: String,
    /// The name of the event's schema.
    pub schema: String,
    /// Whether it is promised: `stable`, or `deprecated`, which still works.
    pub stable: bool,
}

/// The whole contract.
pub struct Contract {
    /// Its version.
    pub version: String,
    /// Its operations, in the document's order.
    pub operations: Vec<Operation>,
    /// Its event types by their name on the wire.
    pub event_types: BTreeMap<String, EventType>,
    /// Its schemas, compiled.
    pub schemas: Schemas,
    /// What answers may have beyond it, when the server keeps a later version.
    growth: Option<Growth>,
}

impl Contract {
    /// The contract that this suite was built for.
    ///
    /// # Errors
    /// When the embedded document is broken.
    pub fn embedded() -> Result<Self, ContractError> {
        Self::read(&document()?)
    }

    /// Reads a bundled document.
    ///
    /// # Errors
    /// When a schema cannot be compiled.
    pub fn read(document: &Value) -> Result<Self, ContractError> {
        Ok(Self {
            version: operation::text(&document["info"]["version"]),
            operations: operation::read_all(document),
            event_types: read_event_types(document),
            schemas: Schemas::compile(document)?,
            growth: None,
        })
    }

    /// The same contract, of the same document, for servers that keep a later version: their answers may have grown.
    ///
    /// # Errors
    /// When a schema cannot be compiled.
    pub fn kept_by_later_servers(mut self, document: &Value) -> Result<Self, ContractError> {
        self.growth = Some(Growth::of(document)?);
        Ok(self)
    }

    /// Whether servers may keep a later version, and then take and answer more than this one says.
    pub fn may_have_grown(&self) -> bool {
        self.growth.is_some()
    }

    /// Everything in an answer's value that the named schema does not allow, each with its place.
    pub fn answer_violations(&self, schema: &str, value: &Value) -> Vec<String> {
        self.growth.as_ref().map_or(&self.schemas, |growth| &growth.schemas).violations(schema, value)
    }

    /// Whether a member of this name has a meaning; where answers may not have grown, every name counts as one.
    pub fn knows_member(&self, name: &str) -> bool {
        self.growth.as_ref().is_none_or(|growth| growth.members.contains(name))
    }

    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// Finds the operation that a request is meant for; `path` as it is sent, without the query.
    ///
    /// # Errors
    /// When the contract has no such path, or not with this method.
    pub fn find(&self, method: &http::Method, path: &str) -> Result<Matched<'_>, Unmatched> {
        route::find(&self.operations, method, path)
    }

    /// Every family that has an operation.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<_> = self.operations.iter().map(|operation| operation.family.as_str()).collect();
        families.sort_unstable();
        families.dedup();
        families
    }
}

fn read_event_types(document: &Value) -> BTreeMap<String, EventType> {
    let schemas = &document["components"]["schemas"];
    let mapping = schemas["EngineEvent"]["discriminator"]["mapping"].as_object().into_iter().flatten();
    mapping
        .map(|(name, reference)| {
            let schema = operation::schema_name(reference).unwrap_or_default();
            let stable = operation::is_promised(&schemas[&schema]);
            (name.clone(), EventType { name: name.clone(), schema, stable })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_contract_is_whole() {
        let contract = Contract::embedded().unwrap();
        assert!(contract.event_types.values().all(|event| !event.schema.is_empty()));
        for operation in &contract.operations {
            assert!(operation.answers.iter().any(|answer| answer.status.is_some()), "{}", operation.id);
            for parameter in &operation.parameters {
                assert!(contract.schemas.has(&parameter.schema), "{} {}", operation.id, parameter.name);
            }
        }
    }
}
