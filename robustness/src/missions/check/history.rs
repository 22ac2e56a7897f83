//! The history of each mission: every step once, and nothing but what its runs came to.

use serde_json::Value;

use crate::missions::evidence::{Evidence, text};

pub(super) fn check(evidence: &Evidence, findings: &mut Vec<String>) {
    for mission in &evidence.missions {
        let id = text(&mission.mission["mission_id"]);
        let mut say = |what: String| findings.push(format!("mission {id}: {what}"));
        let steps: Vec<u64> = mission.history.iter().filter_map(|entry| entry["step"].as_u64()).collect();
        let last = mission.mission["steps"].as_u64().unwrap_or_default();
        if steps != (0..=last).collect::<Vec<u64>>() {
            say(format!("it has gone {last} steps, and its history has {steps:?}"));
        }
        if !mission.history.is_sorted_by_key(|entry| entry["revision"].as_u64()) {
            say("the revisions of its history are out of order".to_owned());
        }
        let of_kind = |kind: &str| {
            let is_so = |entry: &&Value| entry["event"]["kind"] == kind;
            mission.history.iter().filter(is_so).count() as u64
        };
        let runs = || evidence.runs.values().map(|run| &run.run).filter(|run| run["mission_id"] == id.as_str());
        let sum = |member: &str| runs().filter_map(|run| run[member].as_u64()).sum::<u64>();
        let counted = [
            ("run_started", sum("attempt")),
            ("run_failed", sum("failures")),
            ("run_succeeded", runs().filter(|run| run["status"] == "succeeded").count() as u64),
        ];
        for (kind, wanted) in counted {
            let there = of_kind(kind);
            if there != wanted {
                say(format!("its history has {there} times {kind}, and its runs say {wanted}"));
            }
        }
    }
}
