//! The published examples: each is sent to the server as it stands, and the server has to answer as it says.

mod compare;
mod format;
mod plan;
mod run;
mod template;

pub use compare::compare;
pub use format::{
    Example, ExampleAnswer, ExampleRequest, ExampleToken, ExpectedFrame, Narrowing, OtherPrincipal, TokenWord,
};
pub use plan::{DEMO_PREFIX, Plan, plan};
pub use run::{Sender, run};

/// The published examples, in the order of the contract's files.
const EXAMPLES: &str = include_str!("../../../openapi/dist/examples.json");

/// The published examples that this suite was built with.
///
/// # Errors
/// When the embedded list does not have its format.
pub fn published() -> Result<Vec<Example>, serde_json::Error> {
    serde_json::from_str(EXAMPLES)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::contract::Contract;

    #[test]
    fn every_stable_operation_has_an_example_of_each_of_its_statuses() {
        let contract = Contract::embedded().unwrap();
        let examples = published().unwrap();
        let shown: BTreeSet<(&str, u16)> =
            examples.iter().map(|example| (example.operation.as_str(), example.answer.status)).collect();
        for operation in contract.operations.iter().filter(|operation| operation.stable) {
            for status in operation.explicit_statuses() {
                assert!(shown.contains(&(operation.id.as_str(), status)), "{} {status}", operation.id);
            }
        }
    }

    #[test]
    fn every_stable_event_type_has_an_example() {
        let contract = Contract::embedded().unwrap();
        let examples = published().unwrap();
        let frames: BTreeSet<&str> =
            examples.iter().flat_map(|example| &example.answer.frames).map(|frame| frame.event.as_str()).collect();
        for event in contract.event_types.values().filter(|event| event.stable) {
            assert!(frames.contains(event.name.as_str()), "{}", event.name);
        }
    }

    #[test]
    fn every_answer_of_an_example_fits_its_schema() {
        let contract = Contract::embedded().unwrap();
        for example in published().unwrap() {
            let operation = contract.operation(&example.operation).unwrap();
            let answer = operation.answer(example.answer.status).unwrap();
            let schema = answer.content.first().and_then(|content| content.schema.as_deref());
            if let (Some(body), Some(schema)) = (&example.answer.body, schema) {
                assert_eq!(contract.schemas.violations(schema, body), Vec::<String>::new(), "{}", example.id);
            }
            for frame in &example.answer.frames {
                if let Some(event) = contract.event_types.get(&frame.event) {
                    let violations = contract.schemas.violations(&event.schema, &frame.data);
                    assert_eq!(violations, Vec::<String>::new(), "{}", example.id);
                }
            }
        }
    }
}
