use charter_auth::{Denial, Rights};
use charter_types::{EventFamily, EventType, KeyPrefix, Partition};

use super::family::{FAMILIES, StreamedFamily};

/// Which events a stream is to show, of those that it may show.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// Only events of these families; of all when empty.
    pub families: Vec<EventFamily>,
    /// Only events of these types; of all when empty.
    pub types: Vec<EventType>,
    /// Only events whose subject starts with one of these; any when empty.
    pub prefixes: Vec<KeyPrefix>,
}

/// What one stream shows: what the rights and the filter both let through.
pub(super) struct Scope {
    partition: Partition,
    families: Vec<FamilyScope>,
    types: Vec<EventType>,
}

struct FamilyScope {
    family: &'static StreamedFamily,
    /// Sorted, and none is the beginning of another.
    subject_prefixes: Vec<String>,
}

impl Scope {
    /// # Errors
    /// What the rights lack, when they let through nothing of what the filter asks for.
    pub(super) fn new(rights: &Rights, filter: &EventFilter) -> Result<Self, Denial> {
        let (mut families, mut denial) = (Vec::new(), None);
        for family in FAMILIES.iter().filter(|family| is_asked_for(filter, family)) {
            let mut subject_prefixes = Vec::new();
            let every = [""];
            let asked: Vec<&str> = match filter.prefixes.as_slice() {
                [] => every.to_vec(),
                prefixes => prefixes.iter().map(|prefix| prefix.as_str()).collect(),
            };
            for prefix in asked {
                match (family.readable_subjects)(rights, prefix) {
                    Ok(readable) => subject_prefixes.extend(readable),
                    Err(denied) => denial = denial.or(Some(denied)),
                }
            }
            if !subject_prefixes.is_empty() {
                families.push(FamilyScope { family, subject_prefixes: without_overlap(subject_prefixes) });
            }
        }
        match denial {
            Some(denied) if families.is_empty() => Err(denied),
            _ => Ok(Self { partition: rights.partition().clone(), families, types: filter.types.clone() }),
        }
    }

    pub(super) fn partition(&self) -> &Partition {
        &self.partition
    }

    /// Whether an event is shown.
    pub(super) fn shows(&self, partition: &Partition, family: &str, event_type: &str, subject: &str) -> bool {
        *partition == self.partition
            && self.shows_type(event_type)
            && self.families.iter().any(|scope| scope.family.name == family && scope.covers(subject))
    }

    /// The families and prefixes of the documents that a snapshot shows: those whose own event is shown.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&'static StreamedFamily, &str)> {
        let shown = self.families.iter().filter(|scope| self.shows_type(scope.family.document_event.as_str()));
        shown.flat_map(|scope| scope.subject_prefixes.iter().map(|prefix| (scope.family, prefix.as_str())))
    }

    fn shows_type(&self, event_type: &str) -> bool {
        self.types.is_empty() || self.types.iter().any(|shown| shown.as_str() == event_type)
    }
}

impl FamilyScope {
    /// Everything between a prefix and a text that starts with it starts with it too, so that only the greatest prefix
    /// that is not above the subject can cover it.
    fn covers(&self, subject: &str) -> bool {
        let not_above = self.subject_prefixes.partition_point(|prefix| prefix.as_str() <= subject);
        not_above.checked_sub(1).is_some_and(|index| subject.starts_with(&self.subject_prefixes[index]))
    }
}

fn is_asked_for(filter: &EventFilter, family: &StreamedFamily) -> bool {
    filter.families.is_empty() || filter.families.iter().any(|asked| asked.as_str() == family.name)
}

fn without_overlap(mut prefixes: Vec<String>) -> Vec<String> {
    prefixes.sort_unstable();
    prefixes.dedup_by(|later, earlier| later.starts_with(earlier.as_str()));
    prefixes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn covers_what_any_of_the_prefixes_begins(
            prefixes in prop::collection::vec("[ab/]{0,3}", 1..6), subject in "[ab/]{1,5}",
        ) {
            let scope = FamilyScope { family: &FAMILIES[0], subject_prefixes: without_overlap(prefixes.clone()) };
            prop_assert_eq!(scope.covers(&subject), prefixes.iter().any(|prefix| subject.starts_with(prefix.as_str())));
        }
    }
}
