//! What clients were told: it is there, once, and nobody was told yes after their lease had passed on.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::missions::{
    deed::{Deed, Kind, Told},
    evidence::Evidence,
};

pub(super) fn check(evidence: &Evidence, findings: &mut Vec<String>) {
    let claims = claims(evidence, findings);
    stale_epochs(evidence, &claims, findings);
    completions(evidence, findings);
    for kind in [Kind::CreateMission, Kind::CreateRun, Kind::Report, Kind::Upload] {
        left_behind(evidence, kind, findings);
    }
}

/// By run and epoch: which claim got it, and when that was known.
type Claims<'a> = BTreeMap<(&'a str, u64), &'a Deed>;

fn of_kind(evidence: &Evidence, kind: Kind) -> impl Iterator<Item = &Deed> {
    evidence.account.deeds.iter().filter(move |deed| deed.kind == kind)
}

fn claims<'a>(evidence: &'a Evidence, findings: &mut Vec<String>) -> Claims<'a> {
    let mut claims = Claims::new();
    for deed in of_kind(evidence, Kind::Claim) {
        for claimed in deed.done().and_then(|body| body["runs"].as_array()).into_iter().flatten() {
            let run_id = claimed["run"]["run_id"].as_str().unwrap_or_default();
            let epoch = claimed["lease"]["epoch"].as_u64().unwrap_or_default();
            if let Some(other) = claims.insert((run_id, epoch), deed) {
                findings.push(format!("{} and {} both got {run_id} with the epoch {epoch}", other.mark, deed.mark));
            }
            match evidence.runs.get(run_id) {
                Some(run) if run.run["epoch"].as_u64() >= Some(epoch) => {}
                Some(run) => findings.push(format!("{} got the epoch {epoch} of {}", deed.mark, run.run)),
                None => findings.push(format!("{} got {run_id}, which there is not", deed.mark)),
            }
        }
    }
    claims
}

/// Whoever sends something after somebody was told of a later epoch has to be refused; a replay is no new effect.
fn stale_epochs(evidence: &Evidence, claims: &Claims<'_>, findings: &mut Vec<String>) {
    for deed in evidence.account.deeds.iter().filter(|deed| deed.epoch > 0 && deed.done().is_some() && !deed.replayed) {
        let run_id = deed.run_id.as_str();
        let later = claims.range((run_id, deed.epoch + 1)..=(run_id, u64::MAX));
        for ((_, epoch), claim) in later.filter(|(_, claim)| claim.answered_at < deed.sent_at) {
            findings.push(format!("{} was accepted when {} had the epoch {epoch}", deed.shown(), claim.by));
        }
    }
}

/// What was acknowledged is what the run has come to; nothing else completes a run.
fn completions(evidence: &Evidence, findings: &mut Vec<String>) {
    let mut by_run: BTreeMap<&str, Vec<&Deed>> = BTreeMap::new();
    for deed in of_kind(evidence, Kind::Complete) {
        by_run.entry(deed.run_id.as_str()).or_default().push(deed);
    }
    for (run_id, deeds) in &by_run {
        let Some(run) = evidence.runs.get(*run_id).map(|run| &run.run) else {
            findings.push(format!("{run_id} was completed, and is not there"));
            continue;
        };
        let acknowledged: Vec<&&Deed> = deeds.iter().filter(|deed| deed.done().is_some()).collect();
        if acknowledged.len() > 1 {
            let shown: Vec<String> = acknowledged.iter().map(|deed| deed.shown()).collect();
            findings.push(format!("{run_id} was completed twice: {}", shown.join(" and ")));
        }
        for deed in acknowledged {
            let is_kept = run["status"] == "succeeded" && run["output"]["mark"] == deed.mark.as_str();
            let is_theirs = run["epoch"] == deed.epoch && run["worker"] == deed.by.as_str();
            if !(is_kept && is_theirs) {
                findings.push(format!("{} was acknowledged, and is lost: {run}", deed.shown()));
            }
        }
    }
    for (run_id, run) in evidence.runs.iter().filter(|(_, run)| run.run["status"] == "succeeded") {
        let mark = &run.run["output"]["mark"];
        let sent = by_run.get(run_id.as_str()).and_then(|deeds| deeds.iter().find(|deed| mark == deed.mark.as_str()));
        match sent {
            None => findings.push(format!("{run_id} was completed by {mark}, which nobody has sent for it")),
            Some(deed) if deed.told == Told::LeaseLost => {
                findings.push(format!("{} was refused, and has happened", deed.shown()));
            }
            Some(_) => {}
        }
    }
}

/// How often each mark was left behind: once when it was acknowledged, never when it was refused, else at most once.
fn left_behind(evidence: &Evidence, kind: Kind, findings: &mut Vec<String>) {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in traces(evidence, kind) {
        *found.entry(mark.as_str().unwrap_or_default()).or_default() += 1;
    }
    for deed in of_kind(evidence, kind) {
        let times = found.remove(deed.mark.as_str()).unwrap_or_default();
        let is_right = match deed.told {
            Told::Done(_) => times == 1,
            Told::LeaseLost => times == 0,
            Told::Nothing => times <= 1,
        };
        if !is_right {
            let told = if deed.done().is_some() { "acknowledged" } else { "not acknowledged" };
            findings.push(format!("{} was {told}, and is there {times} times", deed.shown()));
        }
    }
    findings.extend(found.into_keys().map(|mark| format!("{mark} ({kind:?}) is there, and nobody has sent it")));
}

/// The marks that requests of this kind have left behind.
fn traces(evidence: &Evidence, kind: Kind) -> Vec<&Value> {
    let runs = || evidence.runs.values();
    match kind {
        Kind::CreateMission => evidence.missions.iter().map(|mission| &mission.mission["title"]).collect(),
        Kind::CreateRun => runs().filter(|run| run.run["mission_id"].is_null()).map(|run| &run.run["title"]).collect(),
        Kind::Report => {
            let events = runs().flat_map(|run| &run.records).map(|record| &record["event"]);
            events.filter(|event| event["kind"] == "log").map(|event| &event["message"]).collect()
        }
        Kind::Upload => {
            let artifacts = evidence.artifacts.iter().map(|artifact| &artifact.artifact);
            artifacts.filter(|artifact| artifact["run_id"].is_string()).map(|artifact| &artifact["name"]).collect()
        }
        Kind::Claim | Kind::Heartbeat | Kind::Complete | Kind::Fail => Vec::new(),
    }
}
