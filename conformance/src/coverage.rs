//! Which promises of the contract were exercised, and by what.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{cases::Kind, contract::Contract, proxy::Record};

/// How often something happened, by what sort of case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// In published examples.
    pub examples: usize,
    /// In behaviours.
    pub behaviours: usize,
    /// In example programs.
    pub programs: usize,
}

impl Counts {
    fn add(&mut self, kind: Kind, count: usize) {
        match kind {
            Kind::Example => self.examples += count,
            Kind::Behaviour => self.behaviours += count,
            Kind::Program => self.programs += count,
        }
    }
}

/// What was exercised.
#[derive(Debug, Default)]
pub struct Coverage {
    answers: BTreeMap<(String, u16), Counts>,
    frames: BTreeMap<(String, String), Counts>,
}

/// A row of the coverage table: an operation with a status, or a stream with a frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The operation.
    pub operation: String,
    /// The status, or the name of the frame.
    pub what: String,
    /// Whether a published example has to exercise it.
    pub required: bool,
    /// How often it was exercised.
    #[serde(flatten)]
    pub counts: Counts,
}

impl Coverage {
    /// Adds what a case exercised.
    pub fn add(&mut self, kind: Kind, record: &Record) {
        for (cell, count) in &record.answers {
            self.answers.entry(cell.clone()).or_default().add(kind, *count);
        }
        for (cell, count) in &record.frames {
            self.frames.entry(cell.clone()).or_default().add(kind, *count);
        }
    }

    /// The table: what the contract names, in its order, and what happened beyond it.
    pub fn rows(&self, contract: &Contract, families: &BTreeSet<String>) -> Vec<Row> {
        let mut rows = Vec::new();
        for operation in contract.operations.iter().filter(|operation| families.contains(&operation.family)) {
            let id = &operation.id;
            let explicit: BTreeSet<u16> = operation.explicit_statuses().collect();
            let seen = self.answers.keys().filter(|(operation, _)| operation == id).map(|(_, status)| *status);
            for status in explicit.iter().copied().chain(seen).collect::<BTreeSet<u16>>() {
                rows.push(Row {
                    operation: id.clone(),
                    what: status.to_string(),
                    required: operation.stable && explicit.contains(&status),
                    counts: self.answers.get(&(id.clone(), status)).copied().unwrap_or_default(),
                });
            }
            let frames = operation.stream().into_iter().flat_map(|stream| &stream.frames).map(|(name, _)| name);
            for name in frames {
                rows.push(self.frame_row(id, name, false));
            }
        }
        rows.extend(self.event_rows(contract, families));
        rows
    }

    /// What is stable and was not exercised by a published example.
    pub fn missing(&self, contract: &Contract, families: &BTreeSet<String>) -> Vec<Row> {
        let rows = self.rows(contract, families).into_iter();
        rows.filter(|row| row.required && row.counts.examples == 0).collect()
    }

    fn frame_row(&self, operation: &str, name: &str, required: bool) -> Row {
        let cell = (operation.to_owned(), name.to_owned());
        let counts = self.frames.get(&cell).copied().unwrap_or_default();
        Row { operation: operation.to_owned(), what: name.to_owned(), required, counts }
    }

    /// An event type belongs to a family, and to every stream that carries it: one example on any of them is enough.
    fn event_rows(&self, contract: &Contract, families: &BTreeSet<String>) -> Vec<Row> {
        let family_of = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        let wanted = contract.event_types.values().filter(|event| families.contains(&family_of(&event.name)));
        wanted
            .map(|event| {
                let mut counts = Counts::default();
                for (_, seen) in self.frames.iter().filter(|((_, name), _)| *name == event.name) {
                    counts.examples += seen.examples;
                    counts.behaviours += seen.behaviours;
                    counts.programs += seen.programs;
                }
                Row { operation: "events".into(), what: event.name.clone(), required: event.stable, counts }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_behaviour_exercised_is_missing() {
        let contract = Contract::embedded().unwrap();
        let families = BTreeSet::from(["store".to_owned()]);
        let mut record = Record::default();
        record.answers.insert(("getStore".into(), 200), 3);
        let mut coverage = Coverage::default();
        coverage.add(Kind::Behaviour, &record);
        let missing: Vec<String> = coverage.missing(&contract, &families).into_iter().map(|row| row.what).collect();
        assert_eq!(missing, ["200", "400", "401", "403"]);
        coverage.add(Kind::Example, &record);
        assert_eq!(coverage.missing(&contract, &families).len(), 3);
    }

    #[test]
    fn every_stable_event_type_of_a_family_is_required() {
        let contract = Contract::embedded().unwrap();
        let missing = Coverage::default().missing(&contract, &BTreeSet::from(["resource".to_owned()]));
        assert!(missing.iter().any(|row| row.what == "resource.deleted"));
    }
}
