//! Each run by itself: it has ended well, its attempts add up, and its records have no gap.

use serde_json::{Value, json};

use crate::missions::evidence::{Evidence, Run};

pub(super) fn check(evidence: &Evidence, findings: &mut Vec<String>) {
    for (run_id, run) in &evidence.runs {
        let wrong = ended_well(&run.run).into_iter().chain(records(run));
        findings.extend(wrong.map(|what| format!("{run_id} {what}: {}", run.run)));
    }
    for artifact in &evidence.artifacts {
        let (metadata, content) = (&artifact.artifact, &artifact.content);
        let is_whole = metadata["run_id"].is_null() || metadata["name"].as_str().map(str::as_bytes) == Some(content);
        if !is_whole || metadata["size"] != content.len() {
            findings.push(format!("the bytes of an artifact are not those that were sent: {metadata}"));
        }
    }
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_default()
}

fn ended_well(run: &Value) -> Option<&'static str> {
    if run["status"] != "succeeded" {
        return Some("has not succeeded");
    }
    if run["attempt"] != run["epoch"] {
        return Some("has not as many attempts as epochs");
    }
    // Each attempt but the last has failed in some way.
    (number(&run["failures"]) + 1 != number(&run["attempt"])).then_some("has failures that do not add up")
}

fn records(run: &Run) -> Option<&'static str> {
    let numbers: Vec<u64> = run.records.iter().map(|record| number(&record["number"])).collect();
    if numbers != (1..=number(&run.run["records"])).collect::<Vec<u64>>() {
        return Some("has records with a gap");
    }
    let attempts: Vec<u64> = run.records.iter().map(|record| number(&record["attempt"])).collect();
    if !attempts.is_sorted() {
        return Some("has a record of an attempt after those of the next");
    }
    let tokens: u64 = run.records.iter().map(|record| number(&record["event"]["tokens"])).sum();
    (run.run["usage"]["tokens"] != json!(tokens)).then_some("has used what its records do not add up to")
}
