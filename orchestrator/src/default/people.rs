//! Who is wanted for a run.

use charter_types::{Capability, Gate, Mission, Role, WorkItem};

/// The role and the skills of whoever does this run.
pub(super) fn for_run(mission: &Mission, item: &WorkItem, gate: Option<Gate>) -> (Role, Vec<Capability>) {
    let everyone = mission.required_capabilities.iter().flatten().cloned();
    match gate {
        Some(Gate::Review) => (role("reviewer"), everyone.collect()),
        Some(Gate::Test) => (role("tester"), everyone.collect()),
        None => (item.role.clone(), without_doubles(everyone.chain(item.skills.iter().cloned()))),
    }
}

/// A role of the contract's own.
pub(super) fn role(word: &'static str) -> Role {
    Role::new(word).expect("the contract's own roles are allowed")
}

/// Each once, in the order in which they are first there.
pub(super) fn without_doubles<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut once, each| {
        if !once.contains(&each) {
            once.push(each);
        }
        once
    })
}
