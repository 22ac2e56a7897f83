//! What holds after every event.

use std::collections::{BTreeMap, BTreeSet};

use charter_orchestrator::{Context, lifecycle};
use charter_types::{Gate, Gates, ItemId, ItemStatus, MissionStatus, WorkItem};
use serde_json::{Value, json};

use crate::world::{Stage, World};

/// What holds of every mission.
pub fn check(world: &World) {
    counts(world);
    links(world);
    runs(world);
    mission(world);
    for item in world.items.values() {
        assert!(item.attempts.get() <= world.attempts_limit, "{item:?}");
        assert!(!item.sensitive || item.gates == Gates::Both, "{item:?}");
        if matches!(item.status, ItemStatus::InReview | ItemStatus::InTest | ItemStatus::Done) {
            let made: Vec<_> = item.artifacts.iter().flatten().map(|artifact| &artifact.kind).collect();
            assert!(item.gate_artifacts.iter().flatten().all(|kind| made.contains(&kind)), "{item:?}");
        }
        if item.status == ItemStatus::Done {
            passed_its_gates(world, item);
        }
    }
}

/// What holds of every step.
pub fn check_step(before: &World, after: &World, changed: &BTreeSet<ItemId>, context: &Context<'_>) {
    assert_eq!(after.mission.steps.get(), before.mission.steps.get() + 1);
    assert_eq!((after.mission.rev, after.mission.updated_at), (context.revision, context.now));
    assert!(before.items.keys().all(|id| after.items.contains_key(id)), "no item goes away");
    for (item_id, item) in &after.items {
        let former = before.items.get(item_id);
        match changed.contains(item_id) {
            true => assert_eq!((item.rev, item.updated_at), (context.revision, context.now)),
            false => assert_eq!(former, Some(item), "what has changed is told"),
        }
        moves_along_the_table(former.map_or(&ItemStatus::Pending, |former| &former.status), &item.status);
    }
    let (from, to) = (&before.mission.status, &after.mission.status);
    // A mission that is resumed may find that nothing can go on.
    let is_stuck_still = *from == MissionStatus::Paused && *to == MissionStatus::Paused;
    let is_move = lifecycle::MISSION_MOVES.iter().any(|(start, _, end)| start == from && end == to);
    assert!(from == to || is_move || is_stuck_still, "{from} -> {to}");
    if after.mission.usage.runs > before.mission.usage.runs {
        assert!(after.mission.budgets.runs.is_none_or(|most| after.mission.usage.runs <= most));
        assert!(after.mission.active_runs.get() <= u64::from(after.mission.parallelism.get()));
    }
}

/// In one move, or in two by way of `pending`.
fn moves_along_the_table(from: &ItemStatus, to: &ItemStatus) {
    let may = |from: &ItemStatus, to: &ItemStatus| {
        from == to || lifecycle::ITEM_MOVES.iter().any(|(start, _, end)| start == from && end == to)
    };
    assert!(may(from, to) || (may(from, &ItemStatus::Pending) && may(&ItemStatus::Pending, to)), "{from} -> {to}");
}

fn counts(world: &World) {
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for item in world.items.values() {
        *expected.entry(item.status.as_str()).or_default() += 1;
        *expected.entry("total").or_default() += 1;
        let is_open = item.required && item.status != ItemStatus::Done;
        *expected.entry("required_open").or_default() += u64::from(is_open);
    }
    let Value::Object(counted) = json!(world.mission.items) else { panic!("the counts are an object") };
    for (name, count) in counted {
        assert_eq!(count, json!(expected.get(name.as_str()).copied().unwrap_or(0)), "{name}");
    }
}

fn links(world: &World) {
    let is_lost = |id: &ItemId| matches!(world.items[id].status, ItemStatus::Failed | ItemStatus::Cancelled);
    let goes_on = matches!(world.mission.status, MissionStatus::Running | MissionStatus::Paused);
    for (item_id, item) in &world.items {
        for dependency in &item.depends_on {
            assert_eq!(world.items[dependency].dependents.iter().filter(|id| *id == item_id).count(), 1);
        }
        let open = item.depends_on.iter().filter(|id| world.items[*id].status != ItemStatus::Done).count();
        assert_eq!(item.waiting_for.get(), open as u64, "{item_id}");
        if !goes_on {
            continue;
        }
        let lost: Vec<&str> = item.depends_on.iter().filter(|id| is_lost(id)).map(ItemId::as_str).collect();
        match item.status {
            ItemStatus::Pending => assert!(open > 0 && lost.is_empty(), "{item_id}"),
            ItemStatus::Blocked => {
                assert!(!lost.is_empty(), "{item_id}");
                assert!(item.reason.as_ref().unwrap().ends_with(&format!(": {}", lost.join(", "))), "{item:?}");
            }
            ItemStatus::Cancelled => {}
            _ => assert_eq!(open, 0, "{item_id} is {} too early", item.status),
        }
    }
}

fn runs(world: &World) {
    assert_eq!(world.mission.queued_runs.get(), world.runs.len() as u64);
    let under_way = world.runs.values().filter(|run| run.stage == Stage::UnderWay).count();
    assert_eq!(world.mission.active_runs.get(), under_way as u64);
    let goes_on = matches!(world.mission.status, MissionStatus::Running | MissionStatus::Paused);
    for run in world.runs.values().filter(|run| goes_on && run.stage != Stage::Over) {
        let is_awaited = world.items[&run.start.item_id].run_id.as_ref() == Some(&run.start.run_id);
        assert_ne!(is_awaited, run.cancelled, "what nothing waits for is cancelled: {run:?}");
    }
    for item in world.items.values() {
        let (stage, gate) = match item.status {
            ItemStatus::Ready | ItemStatus::Rework => (Some(Stage::Queued), None),
            ItemStatus::Running => (Some(Stage::UnderWay), None),
            ItemStatus::WaitingApproval => (Some(Stage::Parked), None),
            ItemStatus::InReview => (None, Some(Gate::Review)),
            ItemStatus::InTest => (None, Some(Gate::Test)),
            _ => {
                assert_eq!(item.run_id, None, "{item:?}");
                continue;
            }
        };
        let run = &world.runs[item.run_id.as_ref().unwrap()];
        assert_eq!((&run.start.item_id, run.start.gate), (&item.item_id, gate));
        assert_ne!(run.stage, Stage::Over);
        assert!(stage.is_none_or(|stage| run.stage == stage), "{item:?}");
    }
}

fn mission(world: &World) {
    let mission = &world.mission;
    let counts = &mission.items;
    let is_final = matches!(mission.status, MissionStatus::Completed | MissionStatus::Cancelled);
    assert_eq!(mission.ended_at.is_some(), is_final);
    assert_eq!(mission.pause_reason.is_some(), mission.status == MissionStatus::Paused);
    match mission.status {
        MissionStatus::Running => {
            let lively = [
                counts.ready,
                counts.running,
                counts.in_review,
                counts.in_test,
                counts.rework,
                counts.waiting_approval,
            ];
            let goes_on = lively.iter().any(|count| count.get() > 0);
            assert!(goes_on || counts.total.get() == 0, "a mission that is stuck is paused");
        }
        MissionStatus::Cancelling => assert!(mission.active_runs.get() > 0),
        MissionStatus::Cancelled => assert_eq!(mission.active_runs.get(), 0),
        MissionStatus::Completed => {
            assert!(world.items.values().all(|item| !item.required || item.status == ItemStatus::Done));
        }
        _ => {}
    }
}

fn passed_its_gates(world: &World, item: &WorkItem) {
    let gates: &[Gate] = match item.gates {
        Gates::None => &[],
        Gates::Review => &[Gate::Review],
        Gates::Test => &[Gate::Test],
        Gates::Both => &[Gate::Review, Gate::Test],
    };
    let passed = world.passed.get(&item.item_id).cloned().unwrap_or_default();
    assert!(gates.iter().all(|gate| passed.contains(gate)), "{} is done without its gates", item.item_id);
}
