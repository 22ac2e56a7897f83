//! What has to be sent for an example, and what it touches.

use std::collections::BTreeMap;

use super::{Example, ExampleToken};

/// Everything that the examples touch lies below this, so that they can run against a server that is in use.
pub const DEMO_PREFIX: &str = "project/atlas/";

/// The requests of one example: what is given first, then the example itself.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What has to be sent before, in order.
    pub given: Vec<&'a Example>,
    /// The example itself.
    pub example: &'a Example,
}

impl Plan<'_> {
    /// Whether anything of it is sent by another principal than the suite's own.
    pub fn needs_other_principals(&self) -> bool {
        let is_others = |example: &&Example| matches!(example.request.token, Some(ExampleToken::Principal(_)));
        self.given.iter().any(is_others) || is_others(&self.example)
    }
}

/// The plan of one example.
///
/// # Errors
/// When something that is given does not exist, or gives itself.
pub fn plan<'a>(all: &BTreeMap<&str, &'a Example>, example: &'a Example) -> Result<Plan<'a>, String> {
    let mut given = Vec::new();
    let mut open = vec![example.id.as_str()];
    for id in &example.given {
        add_given(all, id, &mut open, &mut given)?;
    }
    Ok(Plan { given, example })
}

fn add_given<'a>(
    all: &BTreeMap<&str, &'a Example>,
    id: &'a str,
    open: &mut Vec<&'a str>,
    given: &mut Vec<&'a Example>,
) -> Result<(), String> {
    let example = all.get(id).ok_or_else(|| format!("there is no example {id}"))?;
    if open.contains(&id) {
        return Err(format!("the example {id} is given by itself"));
    }
    // What two examples have in common is sent once.
    if given.iter().any(|present| present.id == id) {
        return Ok(());
    }
    open.push(id);
    for before in &example.given {
        add_given(all, before, open, given)?;
    }
    open.pop();
    given.push(example);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::published;

    #[test]
    fn everything_that_is_written_lies_below_the_demo_prefix() {
        for example in published().unwrap() {
            let operations = example.request.body.iter().flat_map(|body| body["operations"].as_array()).flatten();
            let keys = operations.filter_map(|operation| operation["key"].as_str());
            for key in keys.chain(example.request.path.get("key").map(String::as_str)) {
                assert!(key.starts_with(DEMO_PREFIX), "{}: {key}", example.id);
            }
        }
    }

    #[test]
    fn every_example_has_a_plan_in_which_nothing_comes_before_what_it_needs() {
        let examples = published().unwrap();
        let all: BTreeMap<&str, &Example> = examples.iter().map(|example| (example.id.as_str(), example)).collect();
        assert_eq!(all.len(), examples.len(), "ids are unique");
        for example in &examples {
            let plan = plan(&all, example).unwrap();
            for (index, given) in plan.given.iter().enumerate() {
                let before: Vec<&str> = plan.given[..index].iter().map(|given| given.id.as_str()).collect();
                assert!(given.given.iter().all(|id| before.contains(&id.as_str())), "{}", example.id);
            }
        }
    }
}
