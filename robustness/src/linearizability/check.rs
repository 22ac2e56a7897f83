//! Whether there is an order of one key's requests that explains everything that clients were told: each request at one
//! moment between its call and its return, and each finding what the ones before it left.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use todc_utils::{Action, History, WGLChecker};

use super::{
    history::{Call, Change, Guard, Operation, Told, ValueId},
    register::{Condition, Held, Register, Step},
};

/// After everything that returned.
const END: u64 = NEVER - 1;
const NEVER: u64 = u64::MAX;
/// How many operations before a violation are shown.
const MOST_SHOWN: usize = 12;

/// What is wrong with the history of a key; `None` when it is linearizable.
pub fn check(key: &str, operations: &[Operation]) -> Option<String> {
    match is_linearizable(operations) {
        Ok(true) => None,
        Ok(false) => Some(format!("{key} is not linearizable; it went wrong here:\n{}", shown(operations))),
        Err(contradiction) => Some(format!("{key}: {contradiction}")),
    }
}

/// # Errors
/// What contradicts itself in any order.
fn is_linearizable(operations: &[Operation]) -> Result<bool, String> {
    let known = Known::of(operations)?;
    let mut actions = Vec::new();
    for (process, operation) in operations.iter().enumerate() {
        let step = known.step(&operation.call)?;
        actions.push((operation.called_at, process, Action::Call(step)));
        actions.push((operation.returned_at.unwrap_or(NEVER), process, Action::Response(step)));
    }
    // What never returned can be put behind the end, where nobody sees it: as if it had not happened.
    let end = operations.len();
    actions.extend([(END, end, Action::Call(Step::End)), (END, end, Action::Response(Step::End))]);
    actions.sort_by_key(|(at, _, _)| *at);
    let actions: Vec<_> = actions.into_iter().map(|(_, process, action)| (process, action)).collect();
    Ok(WGLChecker::<Register>::is_linearizable(History::from_actions(actions)))
}

/// Everything that anybody was told of revisions.
#[derive(Debug, Default)]
struct Known {
    value_of: BTreeMap<u64, ValueId>,
    revision_of: BTreeMap<ValueId, u64>,
    /// Deletions have revisions too.
    revisions: BTreeSet<u64>,
}

impl Known {
    fn of(operations: &[Operation]) -> Result<Self, String> {
        let written: BTreeSet<ValueId> = operations.iter().filter_map(|operation| written(&operation.call)).collect();
        let mut known = Self::default();
        for operation in operations {
            match operation.call {
                Call::Get(Some((_, value))) if !written.contains(&value) => {
                    return Err(format!("a value was read that nobody wrote: {operation}"));
                }
                Call::Get(Some((revision, value))) | Call::Write(_, Change::Set(value), Told::Done(revision)) => {
                    known.learn(revision, value).map_err(|reason| format!("{reason}: {operation}"))?;
                }
                Call::Write(_, Change::Delete, Told::Done(revision)) => {
                    if !known.revisions.insert(revision) {
                        return Err(format!("a revision was given twice: {operation}"));
                    }
                }
                Call::Get(None) | Call::Write(_, _, Told::Refused(_) | Told::Nothing) => {}
            }
        }
        Ok(known)
    }

    fn learn(&mut self, revision: u64, value: ValueId) -> Result<(), String> {
        match self.revision_of.entry(value) {
            Entry::Occupied(before) if *before.get() == revision => Ok(()),
            Entry::Occupied(before) => Err(format!("a value of revision {} is at revision {revision}", before.get())),
            Entry::Vacant(entry) => {
                entry.insert(revision);
                self.value_of.insert(revision, value);
                let is_new = self.revisions.insert(revision);
                if is_new { Ok(()) } else { Err(format!("revision {revision} is given twice")) }
            }
        }
    }

    fn step(&self, call: &Call) -> Result<Step, String> {
        Ok(match *call {
            Call::Get(None) => Step::Look(Condition::Nothing),
            Call::Get(Some((_, value))) => Step::Look(Condition::Value(value)),
            Call::Write(guard, _, Told::Refused(current)) if is_met(guard, current) => {
                return Err(format!("it was refused although its condition held: {call:?}"));
            }
            Call::Write(_, _, Told::Refused(0)) => Step::Look(Condition::Nothing),
            Call::Write(_, _, Told::Refused(current)) => {
                Step::Look(self.value_of.get(&current).map_or(Condition::Unknown, |value| Condition::Value(*value)))
            }
            Call::Write(guard, change, told) => self.write(guard, change, told)?,
        })
    }

    fn write(&self, guard: Guard, change: Change, told: Told) -> Result<Step, String> {
        let condition = match (guard, change) {
            (Guard::Any, Change::Set(_)) => Condition::Any,
            (Guard::Any, Change::Delete) => Condition::Something,
            (Guard::Absent, _) => Condition::Nothing,
            (Guard::Revision(revision), _) => {
                let value = self.value_of.get(&revision);
                Condition::Value(*value.ok_or_else(|| format!("revision {revision} was never shown to anybody"))?)
            }
        };
        let (revision, held) = match change {
            Change::Set(value) => {
                let revision = self.revision_of.get(&value).copied();
                (revision, Some(Held { value, is_known: revision.is_some() }))
            }
            Change::Delete => (if let Told::Done(revision) = told { Some(revision) } else { None }, None),
        };
        Ok(match revision {
            Some(revision) => Step::Write { condition, held, after: self.before(revision), revision },
            None => Step::Attempt { condition, held },
        })
    }

    fn before(&self, revision: u64) -> u64 {
        self.revisions.range(..revision).next_back().copied().unwrap_or_default()
    }
}

fn written(call: &Call) -> Option<ValueId> {
    match call {
        Call::Write(_, Change::Set(value), _) => Some(*value),
        _ => None,
    }
}

fn is_met(guard: Guard, current: u64) -> bool {
    match guard {
        // Only a deletion can be refused without a condition: when there is nothing to delete.
        Guard::Any => current > 0,
        Guard::Absent => current == 0,
        Guard::Revision(revision) => current == revision,
    }
}

/// The last operations of the shortest beginning of the history that is already wrong.
fn shown(operations: &[Operation]) -> String {
    let mut returns: Vec<u64> = operations.iter().filter_map(|operation| operation.returned_at).collect();
    returns.sort_unstable();
    let wrong_from = returns.partition_point(|at| is_linearizable(&until(operations, *at)) == Ok(true));
    let cut = returns.get(wrong_from).copied().unwrap_or(u64::MAX);
    let mut beginning = until(operations, cut);
    beginning.sort_by_key(|operation| operation.returned_at.unwrap_or(operation.called_at));
    let hidden = beginning.len().saturating_sub(MOST_SHOWN);
    let lines: Vec<String> = beginning[hidden..].iter().map(|operation| format!("    {operation}")).collect();
    format!("    ({hidden} operations before)\n{}", lines.join("\n"))
}

/// The history as it was known at a time: what had not returned by then may have happened or not.
fn until(operations: &[Operation], at: u64) -> Vec<Operation> {
    let known = operations.iter().filter(|operation| operation.called_at < at).filter_map(|operation| {
        if operation.returned_at.is_some_and(|returned_at| returned_at <= at) {
            return Some(*operation);
        }
        match operation.call {
            Call::Get(_) => None,
            Call::Write(guard, change, _) => {
                let call = Call::Write(guard, change, Told::Nothing);
                Some(Operation { returned_at: None, call, ..*operation })
            }
        }
    });
    known.collect()
}

#[cfg(test)]
mod tests;
