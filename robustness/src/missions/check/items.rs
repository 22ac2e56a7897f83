//! Each mission and its items: done once, by the rules, and everything adds up.

use serde_json::{Value, json};

use crate::missions::{
    evidence::{Evidence, Mission, text},
    plan::{PLAN, title},
};

pub(super) fn check(evidence: &Evidence, findings: &mut Vec<String>) {
    for mission in &evidence.missions {
        let id = text(&mission.mission["mission_id"]);
        let mut say = |what: String| findings.push(format!("mission {id}: {what}"));
        ended(evidence, mission, &mut say);
        planned_once(evidence, mission, &mut say);
        for item in &mission.items {
            done_once(&evidence.runs_of(&id, &text(&item["item_id"])), item, &mut say);
            after_its_dependencies(evidence, mission, item, &mut say);
        }
    }
}

fn ended(evidence: &Evidence, mission: &Mission, say: &mut impl FnMut(String)) {
    let (id, document) = (&mission.mission["mission_id"], &mission.mission);
    if document["status"] != "completed" || document["active_runs"] != 0 {
        say(format!("it has not ended well: {document}"));
    }
    let runs: Vec<&Value> = evidence.runs.values().map(|run| &run.run).filter(|run| run["mission_id"] == *id).collect();
    let sum = |of: &dyn Fn(&Value) -> u64| runs.iter().map(|run| of(run)).sum::<u64>();
    let claims = sum(&|run| run["attempt"].as_u64().unwrap_or_default());
    let tokens = sum(&|run| run["usage"]["tokens"].as_u64().unwrap_or_default());
    let totals = json!({ "runs": claims, "tokens": tokens, "cost_micros": 0 });
    if document["usage"] != totals {
        say(format!("its runs have used {totals}, and it says {}", document["usage"]));
    }
    let ids: Vec<String> = runs.iter().map(|run| text(&run["run_id"])).collect();
    let queued = document["queued_runs"].as_u64().unwrap_or_default();
    let wanted: Vec<String> = (1..=queued).map(|number| format!("{}.{number:08}", text(id))).collect();
    if ids != wanted {
        say(format!("it has queued {queued} runs, and has {ids:?}"));
    }
}

/// All its items are of one plan: the mission's own, or that of the planner's run that was completed.
fn planned_once(evidence: &Evidence, mission: &Mission, say: &mut impl FnMut(String)) {
    let id = text(&mission.mission["mission_id"]);
    let plan = evidence.runs_of(&id, PLAN).last().map(|run| text(&run["output"]["mark"]));
    let plan = plan.unwrap_or_else(|| text(&mission.mission["title"]));
    let items = || mission.items.iter().filter(|item| item["item_id"] != PLAN);
    let wanted = title(&plan, items().count());
    if let Some(other) = items().find(|item| item["title"] != wanted.as_str()) {
        say(format!("its items are those of {wanted}, but for {other}"));
    }
    if items().count() == 0 {
        say(format!("it has lost all items of {plan}"));
    }
}

/// Replays what its runs came to: work, its gates in their order, and work again when it was sent back.
fn done_once(runs: &[&Value], item: &Value, say: &mut impl FnMut(String)) {
    let gates: &[&str] = match item["gates"].as_str() {
        Some("review") => &["review"],
        Some("test") => &["test"],
        Some("both") => &["review", "test"],
        _ => &[],
    };
    let (id, mut passed, mut sent_back, mut producer) = (&item["item_id"], None::<usize>, 0, Value::Null);
    for run in runs {
        let wanted = match passed {
            None => Value::Null,
            Some(passed) if passed < gates.len() => json!(gates[passed]),
            Some(_) => return say(format!("{id} was done, and then went on with {run}")),
        };
        if run["gate"] != wanted {
            return say(format!("{id} should go on with the gate {wanted}, and went on with {run}"));
        }
        match (passed, run["verdict"].as_str()) {
            (None, _) => {
                producer = run["worker"].clone();
                passed = Some(0);
            }
            (Some(_), _) if run["worker"] == producer => return say(format!("{id} was judged by who did it: {run}")),
            (Some(gate), Some("pass")) => passed = Some(gate + 1),
            (Some(_), _) => {
                sent_back += 1;
                passed = None;
            }
        }
    }
    let attempts: u64 = work(runs).filter_map(|run| run["attempt"].as_u64()).sum();
    let is_done = passed == Some(gates.len()) && item["status"] == "done" && item["produced_by"] == producer;
    let adds_up = item["attempts"] == attempts && item["feedback"].as_array().map(Vec::len) == Some(sent_back);
    if !(is_done && adds_up) {
        say(format!("with {attempts} attempts, sent back {sent_back} times, {passed:?} gates passed, there is {item}"));
    }
    let made = work(runs).next_back().map_or(&Value::Null, |run| &run["artifacts"]);
    if item["artifacts"] != *made {
        say(format!("{id} has not the artifacts of its last work, which are {made}: {item}"));
    }
}

fn work<'a>(runs: &'a [&'a Value]) -> impl DoubleEndedIterator<Item = &'a Value> {
    runs.iter().copied().filter(|run| run["gate"].is_null())
}

/// Instants in one format and one zone are ordered as their texts are.
fn after_its_dependencies(evidence: &Evidence, mission: &Mission, item: &Value, say: &mut impl FnMut(String)) {
    let id = text(&mission.mission["mission_id"]);
    let begun = evidence.runs_of(&id, &text(&item["item_id"])).first().map(|run| text(&run["created_at"]));
    for before in item["depends_on"].as_array().into_iter().flatten() {
        let ended = evidence.runs_of(&id, &text(before)).last().map(|run| text(&run["ended_at"]));
        if begun < ended {
            say(format!("{} began at {begun:?}, and {before} was done at {ended:?}", item["item_id"]));
        }
    }
}
