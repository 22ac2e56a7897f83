use std::collections::BTreeMap;

use serde::Serialize;

use crate::{behaviours, cases::Kind, contract::Contract, examples, suite::SuiteError};

/// Everything that the suite proves without a server to ask.
#[derive(Debug, Default, Serialize)]
pub struct Listing {
    /// Every example and behaviour.
    pub cases: Vec<ListedCase>,
    /// The names of the cases that verify an operation.
    pub operations: BTreeMap<String, Vec<String>>,
    /// The names of the cases that show an event type.
    pub events: BTreeMap<String, Vec<String>>,
}

/// A case.
#[derive(Debug, Serialize)]
pub struct ListedCase {
    /// Its name.
    pub id: String,
    /// What sort of case it is.
    pub kind: &'static str,
    /// The family it belongs to.
    pub family: String,
    /// What it proves.
    pub sentence: String,
}

/// What verifies each operation and event type of the contract.
///
/// # Errors
/// When a list that the suite was built with is broken.
pub fn listing(contract: &Contract) -> Result<Listing, SuiteError> {
    let embedded = |what| move |source| SuiteError::Embedded { what, source };
    let mut listing = Listing::default();
    for example in examples::published().map_err(embedded("examples"))? {
        let family = contract.operation(&example.operation).map(|operation| operation.family.clone());
        listing.operations.entry(example.operation).or_default().push(example.id.clone());
        for frame in &example.answer.frames {
            if contract.event_types.contains_key(&frame.event) {
                let shown = listing.events.entry(frame.event.clone()).or_default();
                if !shown.contains(&example.id) {
                    shown.push(example.id.clone());
                }
            }
        }
        listing.add(Kind::Example, example.id, family.unwrap_or_default(), example.sentence);
    }
    for behaviour in behaviours::registry().map_err(embedded("behaviours"))? {
        for operation in behaviour.operations {
            listing.operations.entry(operation).or_default().push(behaviour.id.clone());
        }
        listing.add(Kind::Behaviour, behaviour.id, behaviour.family, behaviour.sentence);
    }
    Ok(listing)
}

impl Listing {
    fn add(&mut self, kind: Kind, id: String, family: String, sentence: String) {
        self.cases.push(ListedCase { id, kind: kind.as_str(), family, sentence });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_stable_is_verified() {
        let contract = Contract::embedded().unwrap();
        let listing = listing(&contract).unwrap();
        for operation in contract.operations.iter().filter(|operation| operation.stable) {
            assert!(listing.operations.contains_key(&operation.id), "{}", operation.id);
        }
        for event in contract.event_types.values().filter(|event| event.stable) {
            assert!(listing.events.contains_key(&event.name), "{}", event.name);
        }
        let mut ids: Vec<&str> = listing.cases.iter().map(|case| case.id.as_str()).collect();
        let cases = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), cases, "a name belongs to one case");
    }
}
