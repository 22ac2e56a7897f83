//! The stream of each mission: who followed it over all restarts has seen all of it, once and in order.

use std::collections::BTreeSet;

use charter_conformance::wire::Event;

use crate::missions::evidence::{Evidence, Mission, text};

pub(super) fn check(evidence: &Evidence, findings: &mut Vec<String>) {
    for mission in &evidence.missions {
        let id = text(&mission.mission["mission_id"]);
        let mut say = |what: String| findings.push(format!("mission {id}: {what}"));
        same(mission, &mut say);
        whole(evidence, mission, &id, &mut say);
    }
}

/// Where an event stands: the revision and the place in the commit that its id tells.
fn place(event: &Event) -> Option<(u64, u64)> {
    let (revision, place) = event.data["id"].as_str()?.split_once('-')?;
    Some((revision.parse().ok()?, place.parse().ok()?))
}

fn same(mission: &Mission, say: &mut impl FnMut(String)) {
    let (followed, reread) = (&mission.followed, &mission.reread);
    let places: Vec<_> = followed.iter().map(place).collect();
    if !places.is_sorted_by(|a, b| a.is_some() && a < b) {
        say(format!("its stream was out of order or doubled: {places:?}"));
    }
    let differs = followed.iter().zip(reread).find(|(seen, there)| seen.name != there.name || seen.data != there.data);
    if let Some((seen, there)) = differs {
        say(format!("its stream had {:?} {}, and now has {:?} {}", place(seen), seen.data, place(there), there.data));
    } else if followed.len() != reread.len() {
        say(format!("its stream had {} events, and now has {}", followed.len(), reread.len()));
    }
}

/// Every step of its history, and every record of its runs, was told.
fn whole(evidence: &Evidence, mission: &Mission, id: &str, say: &mut impl FnMut(String)) {
    let told: BTreeSet<u64> = mission
        .followed
        .iter()
        .filter(|event| event.name == "mission.updated" || event.name == "mission.created")
        .map(Event::revision)
        .collect();
    let steps: BTreeSet<u64> = mission.history.iter().filter_map(|entry| entry["revision"].as_u64()).collect();
    if told != steps {
        let missing: Vec<&u64> = steps.symmetric_difference(&told).collect();
        say(format!("its history and its stream do not agree on the revisions {missing:?}"));
    }
    let mut records: Vec<(String, u64)> = mission
        .followed
        .iter()
        .map(|event| &event.data["data"])
        .filter_map(|data| Some((text(&data["run_id"]), data["number"].as_u64()?)))
        .collect();
    records.sort_unstable();
    let of_mission = evidence.runs.values().filter(|run| run.run["mission_id"] == id);
    let kept = of_mission.flat_map(|run| &run.records);
    let mut kept: Vec<(String, u64)> =
        kept.map(|record| (text(&record["run_id"]), record["number"].as_u64().unwrap_or_default())).collect();
    kept.sort_unstable();
    if records != kept {
        say(format!("its stream told of {} records, and its runs have {}", records.len(), kept.len()));
    }
}
