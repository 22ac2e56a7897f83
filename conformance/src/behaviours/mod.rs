//! Behaviours: promises that take more than one request to prove.
//!
//! `behaviours.json` is the published list: what each proves, in a plain sentence, and which operations it verifies.
//! Each theme has a file here with the checks themselves.

mod approvals;
mod budgets;
mod claims;
mod context;
mod follow;
mod gates;
mod hostile;
mod idempotency;
mod isolation;
mod keys;
mod lateness;
mod leases;
mod lists;
mod patches;
mod preconditions;
mod rates;
mod requests;
mod restart;
mod retried_work;
mod statuses;
mod transactions;
mod ttl;
mod watch;
mod watch_streams;
mod work;
mod writers;

use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

pub use context::{Context, OwnServer};

use crate::wire::Outcome;

const LIST: &str = include_str!("../../behaviours.json");

/// A behaviour as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// Its name.
    pub id: String,
    /// The family it belongs to.
    pub family: String,
    /// The operations that it verifies.
    pub operations: Vec<String>,
    /// What it proves, in a plain sentence.
    pub sentence: String,
    /// Whether it needs a server process of its own, to kill and to start again.
    #[serde(default)]
    pub own_server: bool,
    /// Whether it acts as other principals too, for which the root key has to be known.
    #[serde(default)]
    pub other_principals: bool,
    /// Whether its own server's clock is set.
    #[serde(default)]
    pub own_clock: bool,
}

/// Proves one behaviour.
pub type Check = for<'a> fn(&'a Context) -> BoxFuture<'a, Outcome>;

/// Checks with the names of their behaviours.
type Checks = &'static [(&'static str, Check)];

const THEMES: [Checks; 18] = [
    watch::CHECKS,
    watch_streams::CHECKS,
    preconditions::CHECKS,
    transactions::CHECKS,
    lists::CHECKS,
    keys::CHECKS,
    patches::CHECKS,
    idempotency::CHECKS,
    ttl::CHECKS,
    isolation::CHECKS,
    hostile::CHECKS,
    requests::CHECKS,
    leases::CHECKS,
    claims::CHECKS,
    gates::CHECKS,
    budgets::CHECKS,
    retried_work::CHECKS,
    statuses::CHECKS,
];

/// Those that need a server of their own.
const THEMES_WITH_A_SERVER: [Checks; 4] =
    [restart::CHECKS, rates::CHECKS, leases::CHECKS_WITH_A_SERVER, gates::CHECKS_WITH_A_SERVER];

/// The published list of behaviours.
///
/// # Errors
/// When the embedded list does not have its format.
pub fn registry() -> Result<Vec<Behaviour>, serde_json::Error> {
    serde_json::from_str(LIST)
}

/// The check of the behaviour with this name.
pub fn check(id: &str) -> Option<Check> {
    checks().find(|(name, _)| *name == id).map(|(_, check)| *check)
}

fn checks() -> impl Iterator<Item = &'static (&'static str, Check)> {
    let approvals = approvals::CHECKS.into_iter().chain(approvals::CHECKS_WITH_A_SERVER);
    THEMES.into_iter().chain(THEMES_WITH_A_SERVER).chain(approvals).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;

    fn with_a_server() -> impl Iterator<Item = &'static (&'static str, Check)> {
        THEMES_WITH_A_SERVER.into_iter().chain(approvals::CHECKS_WITH_A_SERVER).flatten()
    }

    #[test]
    fn the_published_list_and_the_checks_are_the_same() {
        let mut published: Vec<String> = registry().unwrap().into_iter().map(|behaviour| behaviour.id).collect();
        let mut written: Vec<String> = checks().map(|(id, _)| (*id).to_owned()).collect();
        published.sort();
        written.sort();
        assert_eq!(published, written);
        written.dedup();
        assert_eq!(published.len(), written.len(), "ids are unique");
    }

    #[test]
    fn every_behaviour_names_operations_and_a_family_of_the_contract() {
        let contract = Contract::embedded().unwrap();
        for behaviour in registry().unwrap() {
            assert!(contract.families().contains(&behaviour.family.as_str()), "{}", behaviour.id);
            assert!(!behaviour.operations.is_empty(), "{}", behaviour.id);
            for operation in &behaviour.operations {
                assert!(contract.operation(operation).is_some(), "{}: {operation}", behaviour.id);
            }
        }
    }

    #[test]
    fn those_that_need_a_server_of_their_own_have_one() {
        for behaviour in registry().unwrap() {
            let needs_one = with_a_server().any(|(id, _)| *id == behaviour.id);
            assert_eq!(needs_one, behaviour.own_server, "{}", behaviour.id);
        }
    }
}
