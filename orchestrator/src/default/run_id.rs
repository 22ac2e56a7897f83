//! The ids of runs, and what they carry.
//!
//! A run's id is a UUID of version 8 (RFC 9562, section 5.8): the first 15 octets are of the SHA-256 digest of the
//! mission's id, its step, the item's id and the gate, so that the same event always names the same run and no two runs of a
//! mission have the same id; the last octet tells how many runs before it have failed in a row at the same place. It is
//! this that the delay before a run grows with, and that limits how often a gate's run is tried.

use charter_types::{Gate, ItemId, MissionId, RunId};
use sha2::{Digest, Sha256};

/// What a run's id is made of.
pub(super) struct Origin<'a> {
    pub(super) mission_id: &'a MissionId,
    /// The mission's steps with the event that queues the run.
    pub(super) step: u64,
    pub(super) item_id: &'a ItemId,
    pub(super) gate: Option<Gate>,
    /// How many runs have failed in a row where this one is tried next.
    pub(super) failures: u8,
}

/// The id of the run that comes from there.
pub(super) fn derive(origin: &Origin<'_>) -> RunId {
    let digest = Sha256::new()
        .chain_update(origin.mission_id.as_bytes())
        .chain_update(origin.step.to_be_bytes())
        // An item's id has no zero octet in it: what follows cannot be taken for a part of it.
        .chain_update(origin.item_id.as_bytes())
        .chain_update([0])
        .chain_update(origin.gate.map_or("", |gate| gate.as_str()))
        .finalize();
    let mut octets = [0; 16];
    octets[..15].copy_from_slice(&digest[..15]);
    octets[15] = origin.failures;
    let text = uuid::Builder::from_custom_bytes(octets).into_uuid().hyphenated().to_string();
    RunId::new(text).expect("a UUID in lower case is the id of a run")
}

/// How many runs have failed in a row before this one.
pub(super) fn failures(run_id: &RunId) -> u8 {
    octets(run_id)[15]
}

/// A number from 0 to `most` that looks like chance, but is always the same for the same run.
pub(super) fn jitter(run_id: &RunId, most: u64) -> u64 {
    let octets = octets(run_id);
    let sample = u32::from_be_bytes([octets[0], octets[1], octets[2], octets[3]]);
    u64::from(sample) % most.saturating_add(1)
}

fn octets(run_id: &RunId) -> [u8; 16] {
    uuid::Uuid::parse_str(run_id.as_str()).unwrap_or_default().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(step: u64, item: &str, gate: Option<Gate>, failures: u8) -> RunId {
        let mission_id = MissionId::new("0197f3f0-0000-7000-8000-000000000001").unwrap();
        let item_id = ItemId::new(item).unwrap();
        derive(&Origin { mission_id: &mission_id, step, item_id: &item_id, gate, failures })
    }

    #[test]
    fn an_id_is_always_the_same_and_no_two_origins_share_one() {
        let origins =
            [run(1, "a", None, 0), run(2, "a", None, 0), run(1, "b", None, 0), run(1, "a", Some(Gate::Test), 0)];
        assert_eq!(origins[0], run(1, "a", None, 0));
        for (index, id) in origins.iter().enumerate() {
            assert!(!origins[..index].contains(id));
            assert_eq!(uuid::Uuid::parse_str(id).unwrap().get_version_num(), 8);
        }
    }

    #[test]
    fn an_id_carries_the_failures_before_it() {
        assert_eq!(failures(&run(1, "a", None, 7)), 7);
        assert_eq!(failures(&run(1, "a", None, u8::MAX)), u8::MAX);
        assert!(jitter(&run(1, "a", None, 7), 10) <= 10);
        assert_eq!(jitter(&run(1, "a", None, 7), 0), 0);
    }
}
