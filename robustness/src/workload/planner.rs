use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Action, Change, Document, Kind, Write, keys};

/// What stands under the keys that a write is about, as it was read before.
pub type Seen = BTreeMap<String, Option<Document>>;

/// What a writer is about to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// How.
    pub kind: Kind,
    /// The name of the write.
    pub mark: String,
    /// To which keys; none twice.
    pub keys: Vec<String>,
    /// Whether to read them first, because what is there decides what is asked for.
    pub reads_first: bool,
}

/// Chooses what one writer does.
#[derive(Debug)]
pub struct Planner {
    writer: usize,
    count: u64,
    random: fastrand::Rng,
}

impl Planner {
    /// `writer` tells the writer from others; what it does follows from `random` and from what it finds.
    pub fn new(writer: usize, random: fastrand::Rng) -> Self {
        Self { writer, count: 0, random }
    }

    /// Chooses the next thing to do.
    pub fn wish(&mut self) -> Wish {
        self.count += 1;
        let mark = format!("w{}-{}", self.writer, self.count);
        let random = &mut self.random;
        let (kind, reads_first) = match random.u32(..100) {
            0..20 => (Kind::Put, false),
            20..36 => (Kind::CompareAndSet, true),
            36..40 => (Kind::Create, false),
            40..50 => (Kind::MergePatch, false),
            50..62 => (Kind::JsonPatch, random.bool()),
            62..70 => (Kind::Delete, random.bool()),
            70..80 => (Kind::Transaction, random.bool()),
            80..88 => (Kind::Expiring, false),
            88..92 => (Kind::IdempotentPut, false),
            92..96 => (Kind::IdempotentPatch, false),
            _ => (Kind::IdempotentTransaction, false),
        };
        let mut keys = Vec::new();
        let count = if kind.is_transaction() { random.usize(2..=6) } else { 1 };
        while keys.len() < count {
            // Most of what expires is left alone until then; what others replace must not expire.
            let is_own = kind == Kind::Expiring && random.u32(..3) > 0;
            let key = if is_own { keys::own(random, &mark) } else { keys::shared(random) };
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Wish { kind, mark, keys, reads_first }
    }

    /// Makes the wish a write, given what was read; `None` when there is nothing to do.
    pub fn write(&mut self, wish: Wish, seen: &Seen) -> Option<Write> {
        let Wish { kind, mark, keys, reads_first } = wish;
        let mut changes = Vec::new();
        for (place, key) in keys.into_iter().enumerate() {
            let current = seen.get(&key).and_then(Option::as_ref);
            let action = self.action(kind, &mark, place, current);
            let if_rev = match kind {
                Kind::Create => Some(0),
                Kind::CompareAndSet => Some(current?.rev),
                Kind::Delete if reads_first => Some(current?.rev),
                Kind::Transaction if reads_first => Some(current.map_or(0, |document| document.rev)),
                _ => None,
            };
            changes.push(Change { key, if_rev, action });
        }
        Some(Write { mark, kind, changes })
    }

    fn action(&mut self, kind: Kind, mark: &str, place: usize, current: Option<&Document>) -> Action {
        let put = |random: &mut fastrand::Rng| Action::Put { value: fresh(mark, random), ttl_ms: None };
        let random = &mut self.random;
        match kind {
            Kind::Put | Kind::Create | Kind::IdempotentPut => put(random),
            Kind::CompareAndSet => Action::Put { value: counted(mark, current), ttl_ms: None },
            Kind::Expiring => Action::Put { value: fresh(mark, random), ttl_ms: Some(random.u64(1..1500)) },
            Kind::MergePatch => Action::Merge,
            Kind::JsonPatch | Kind::IdempotentPatch => {
                let seen = current.and_then(|document| document.value["mark"].as_str());
                Action::Append { only_after: seen.map(str::to_owned) }
            }
            Kind::Delete => Action::Delete,
            // The first of a transaction is a PUT, so that every transaction has an effect.
            Kind::Transaction | Kind::IdempotentTransaction => match random.u32(..10) {
                0..3 if place > 0 => Action::Delete,
                3..5 if place > 0 && kind == Kind::Transaction && current.is_some() => Action::Check,
                _ => put(random),
            },
        }
    }
}

fn fresh(mark: &str, random: &mut fastrand::Rng) -> Value {
    const MOST_PADDING: usize = 300;
    json!({ "mark": mark, "trail": [], "padding": "x".repeat(random.usize(..MOST_PADDING)) })
}

/// The value with its count one higher: an update that gets lost would show.
fn counted(mark: &str, current: Option<&Document>) -> Value {
    let count = current.and_then(|document| document.value["count"].as_u64()).unwrap_or_default();
    json!({ "mark": mark, "trail": [], "count": count + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen_everywhere(wish: &Wish) -> Seen {
        let document = Document { rev: 7, value: json!({ "mark": "old", "trail": [] }), expires_at_ms: None };
        wish.keys.iter().map(|key| (key.clone(), Some(document.clone()))).collect()
    }

    #[test]
    fn the_same_seed_plans_the_same() {
        let plan = |seed| {
            let mut planner = Planner::new(3, crate::seed::random(seed, 3));
            (0..50).map(|_| planner.wish()).collect::<Vec<_>>()
        };
        assert_eq!(plan(1), plan(1));
        assert_ne!(plan(1), plan(2));
    }

    #[test]
    fn all_kinds_are_planned_and_each_write_has_a_name_of_its_own() {
        let mut planner = Planner::new(0, crate::seed::random(1, 0));
        let mut marks = std::collections::BTreeSet::new();
        let mut kinds = std::collections::BTreeSet::new();
        for _ in 0..1000 {
            let wish = planner.wish();
            let seen = seen_everywhere(&wish);
            let write = planner.write(wish, &seen).unwrap();
            assert!(marks.insert(write.mark.clone()), "{}", write.mark);
            kinds.insert(write.kind);
            let guarded = write.changes.iter().all(|change| change.if_rev == Some(7));
            assert!(guarded || write.kind != Kind::CompareAndSet);
        }
        assert_eq!(kinds.len(), 11);
    }

    #[test]
    fn there_is_nothing_to_compare_with_when_there_is_no_document() {
        let mut planner = Planner::new(0, crate::seed::random(1, 0));
        let wish = |kind| Wish { kind, mark: "m".into(), keys: vec!["k".into()], reads_first: true };
        assert_eq!(planner.write(wish(Kind::CompareAndSet), &Seen::new()), None);
        assert!(planner.write(wish(Kind::JsonPatch), &Seen::new()).is_some());
    }
}
