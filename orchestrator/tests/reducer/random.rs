//! Random missions: whatever is applied to them, sensible or not, what has to hold holds.

use charter_orchestrator::{Event, FailureClass, RunEvent};
use charter_types::{
    AttemptLimit, Count, Entrypoint, Gate, Gates, ItemId, Milliseconds, MissionBudgets, MissionBudgetsChanged,
    MissionCancelRequested, MissionEvent, MissionGateDecided, MissionItemCancelled, MissionItemChanged,
    MissionItemRetried, MissionItemsAdded, MissionPaused, MissionResumed, MissionSpec, MissionStatus, Parallelism,
    Role, RunId, Title, Verdict, WorkItemChange, WorkItemSpec,
};
use proptest::{prelude::*, sample::Index};

use crate::world::{Run, Stage, World, artifact, id};

const ACTORS: [&str; 3] = ["user:ada", "agent:one", "agent:two"];
const ITEMS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "plan"];

#[derive(Debug, Clone)]
enum Action {
    Request(MissionEvent),
    Start { run: Index },
    Succeed { run: Index, verdict: Option<Verdict>, reports: bool },
    Fail { run: Index, class: FailureClass },
    Stop { run: Index },
    Park { run: Index },
    Decide { run: Index },
    Observe(RunEvent),
    Pass { milliseconds: i64 },
}

fn item_ids() -> impl Strategy<Value = ItemId> {
    proptest::sample::select(&ITEMS[..]).prop_map(id)
}

fn gates() -> impl Strategy<Value = Gates> {
    proptest::sample::select(&[Gates::None, Gates::Review, Gates::Test, Gates::Both][..])
}

fn item_specs() -> impl Strategy<Value = WorkItemSpec> {
    let parts = (item_ids(), proptest::collection::vec(item_ids(), 0..3), proptest::option::of(gates()));
    (parts, any::<[bool; 2]>()).prop_map(|((item_id, depends_on, gates), [sensitive, optional])| {
        let mut spec = WorkItemSpec::new(item_id, Title::new("An item").unwrap()).with_depends_on(depends_on);
        spec.gates = gates;
        spec.sensitive = sensitive.then_some(true);
        spec.required = optional.then_some(false);
        spec
    })
}

fn changes() -> impl Strategy<Value = WorkItemChange> {
    let parts =
        (proptest::option::of(gates()), proptest::option::of(any::<bool>()), proptest::option::of(any::<bool>()));
    (parts, proptest::option::of(any::<bool>())).prop_map(|((gates, required, writes), has_artifacts)| {
        let mut change = WorkItemChange::new();
        change.gates = gates;
        change.required = required;
        change.role = writes.map(|writes| Role::new(if writes { "writer" } else { "specialist" }).unwrap());
        change.gate_artifacts = has_artifacts.map(|has| if has { Vec::new() } else { vec!["report".parse().unwrap()] });
        change
    })
}

fn budgets() -> impl Strategy<Value = MissionBudgets> {
    let limits = (proptest::option::weighted(0.3, 0_u64..12), proptest::option::weighted(0.3, 1_u16..4));
    let uses = (proptest::option::weighted(0.2, 0_u64..50), proptest::option::weighted(0.2, 1_u64..2_000_000));
    (limits, uses).prop_map(|((runs, attempts), (tokens, wall_ms))| {
        let mut budgets = MissionBudgets::new();
        budgets.runs = runs.map(|runs| Count::new(runs).unwrap());
        budgets.attempts_per_item = attempts.map(|attempts| AttemptLimit::new(attempts).unwrap());
        budgets.tokens = tokens.map(|tokens| Count::new(tokens).unwrap());
        budgets.wall_ms = wall_ms.map(|wall_ms| Milliseconds::new(wall_ms).unwrap());
        budgets
    })
}

/// Mostly such that the mission can begin: items that depend on those before them.
fn missions() -> impl Strategy<Value = MissionSpec> {
    let items = proptest::collection::vec((item_specs(), any::<[Index; 2]>()), 0..6);
    (items, proptest::option::of(budgets()), gates(), any::<bool>(), 1_u16..4).prop_map(
        |(drawn, budgets, gates, planned, parallelism)| {
            let mut items: Vec<WorkItemSpec> = Vec::new();
            for (index, (mut spec, dependencies)) in drawn.into_iter().enumerate() {
                spec.item_id = id(ITEMS[index]);
                spec.depends_on =
                    (index > 0).then(|| dependencies.iter().map(|any| any.get(&items).item_id.clone()).collect());
                items.push(spec);
            }
            let mut spec = MissionSpec::new(Title::new("A mission").unwrap()).with_items(items);
            spec.budgets = budgets;
            spec.default_gates = Some(gates);
            spec.entrypoint = planned.then_some(Entrypoint::Planner);
            spec.parallelism = Some(Parallelism::new(parallelism).unwrap());
            spec
        },
    )
}

fn requests() -> impl Strategy<Value = MissionEvent> {
    let verdicts = proptest::sample::select(&[Verdict::Pass, Verdict::Rework][..]);
    let gates = proptest::sample::select(&[Gate::Review, Gate::Test][..]);
    prop_oneof![
        1 => Just(MissionEvent::Paused(MissionPaused::new())),
        4 => Just(MissionEvent::Resumed(MissionResumed::new())),
        1 => prop::bool::weighted(0.1).prop_map(|cancels| match cancels {
            true => MissionEvent::CancelRequested(MissionCancelRequested::new()),
            false => MissionEvent::Resumed(MissionResumed::new()),
        }),
        1 => budgets().prop_map(|budgets| MissionEvent::BudgetsChanged(MissionBudgetsChanged::new(budgets))),
        3 => proptest::collection::vec(item_specs(), 1..4)
            .prop_map(|items| MissionEvent::ItemsAdded(MissionItemsAdded::new(items))),
        3 => (item_ids(), changes())
            .prop_map(|(item_id, change)| MissionEvent::ItemChanged(MissionItemChanged::new(item_id, change))),
        2 => item_ids().prop_map(|item_id| MissionEvent::ItemCancelled(MissionItemCancelled::new(item_id))),
        4 => item_ids().prop_map(|item_id| MissionEvent::ItemRetried(MissionItemRetried::new(item_id))),
        4 => (item_ids(), gates, verdicts).prop_map(|(item_id, gate, verdict)| {
            MissionEvent::GateDecided(MissionGateDecided::new(item_id, gate, verdict))
        }),
    ]
}

fn failures() -> impl Strategy<Value = FailureClass> {
    prop_oneof![
        3 => Just(FailureClass::Retryable),
        1 => any::<u64>().prop_map(|after_ms| FailureClass::RateLimited { after_ms }),
        1 => Just(FailureClass::NonRetryable),
        1 => Just(FailureClass::Budget),
        1 => Just(FailureClass::Policy),
        1 => Just(FailureClass::LeaseLost),
    ]
}

fn actions() -> impl Strategy<Value = (usize, Action)> {
    let verdicts =
        proptest::option::weighted(0.9, proptest::sample::select(&[Verdict::Pass, Verdict::Pass, Verdict::Rework][..]));
    let action = prop_oneof![
        8 => requests().prop_map(Action::Request),
        10 => any::<Index>().prop_map(|run| Action::Start { run }),
        8 => (any::<Index>(), verdicts, any::<bool>())
            .prop_map(|(run, verdict, reports)| Action::Succeed { run, verdict, reports }),
        3 => (any::<Index>(), failures()).prop_map(|(run, class)| Action::Fail { run, class }),
        2 => any::<Index>().prop_map(|run| Action::Stop { run }),
        3 => any::<Index>().prop_map(|run| Action::Park { run }),
        3 => any::<Index>().prop_map(|run| Action::Decide { run }),
        1 => (0_u64..9, 0_u64..9)
            .prop_map(|(tokens, cost_micros)| Action::Observe(RunEvent::UsageReported { tokens, cost_micros })),
        1 => Just(Action::Observe(RunEvent::TimeReached)),
        1 => (0_i64..100_000).prop_map(|milliseconds| Action::Pass { milliseconds }),
    ];
    (0..ACTORS.len(), action)
}

/// A run that may be told of as started: the server tells of a judgement only once, anything else is refused.
fn startable(world: &World, index: &Index) -> Option<(ItemId, RunId)> {
    pick(world, index, |run| run.start.gate.is_none() || run.stage == Stage::Queued || run.worker.is_none())
}

/// A run that may be told of as ended: one that is under way; or the item's own that is still queued, which is refused.
fn endable(world: &World, index: &Index) -> Option<(ItemId, RunId)> {
    pick(world, index, |run| {
        let is_current = world.items[&run.start.item_id].run_id.as_ref() == Some(&run.start.run_id);
        run.stage == Stage::UnderWay || (is_current && run.stage == Stage::Queued && run.start.gate.is_none())
    })
}

fn pick(world: &World, index: &Index, fits: impl Fn(&Run) -> bool) -> Option<(ItemId, RunId)> {
    let fitting: Vec<&Run> = world.runs.values().filter(|run| fits(run)).collect();
    (!fitting.is_empty()).then(|| index.get(&fitting).start.clone()).map(|start| (start.item_id, start.run_id))
}

fn event_of(world: &mut World, action: Action) -> Option<Event> {
    Some(match action {
        Action::Request(event) => Event::Requested(event),
        Action::Observe(event) => Event::Observed(event),
        Action::Start { run } => {
            let (item_id, run_id) = startable(world, &run)?;
            Event::Observed(RunEvent::RunStarted { item_id, run_id })
        }
        Action::Succeed { run, verdict, reports } => {
            let (item_id, run_id) = endable(world, &run)?;
            let artifacts = if reports { vec![artifact("report")] } else { Vec::new() };
            Event::Observed(RunEvent::RunSucceeded { item_id, run_id, verdict, feedback: None, artifacts })
        }
        Action::Fail { run, class } => {
            let (item_id, run_id) = endable(world, &run)?;
            Event::Observed(RunEvent::RunFailed { item_id, run_id, class, detail: None })
        }
        Action::Stop { run } => {
            let (item_id, run_id) = endable(world, &run)?;
            Event::Observed(RunEvent::RunStopped { item_id, run_id })
        }
        Action::Park { run } => {
            let (item_id, run_id) = pick(world, &run, |run| run.stage == Stage::UnderWay)?;
            Event::Observed(RunEvent::RunParked { item_id, run_id })
        }
        Action::Decide { run } => {
            let (item_id, run_id) = pick(world, &run, |run| run.stage == Stage::Parked)?;
            Event::Observed(RunEvent::RunDecided { item_id, run_id })
        }
        Action::Pass { milliseconds } => {
            world.pass_ms(milliseconds);
            return None;
        }
    })
}

/// A mission that is not over can be cancelled, and is when its last run has ended.
fn can_be_cancelled(mut world: World) {
    let is_over = |world: &World| matches!(world.mission.status, MissionStatus::Completed | MissionStatus::Cancelled);
    if is_over(&world) {
        return;
    }
    if world.mission.status != MissionStatus::Cancelling {
        world.apply("user:ada", MissionEvent::CancelRequested(MissionCancelRequested::new())).unwrap();
    }
    let under_way: Vec<Run> = world.runs.values().filter(|run| run.stage == Stage::UnderWay).cloned().collect();
    for Run { start, .. } in under_way {
        assert_eq!(world.mission.status, MissionStatus::Cancelling);
        world.apply("agent:one", RunEvent::RunStopped { item_id: start.item_id, run_id: start.run_id }).unwrap();
    }
    assert_eq!(world.mission.status, MissionStatus::Cancelled);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_has_to_hold_holds(spec in missions(), actions in proptest::collection::vec(actions(), 1..80)) {
        let mut world = World::new(&spec).unwrap();
        for (actor, action) in actions {
            if let Some(event) = event_of(&mut world, action) {
                // A refusal is fine, and has changed nothing.
                let _ = world.apply(ACTORS[actor], event);
            }
        }
        can_be_cancelled(world);
    }
}
