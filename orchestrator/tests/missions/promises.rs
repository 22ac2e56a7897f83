//! What holds whatever happens.

use std::collections::BTreeMap;

use charter_orchestrator::{Event, FailureClass, RunEvent};
use charter_types::{ItemStatus, MissionStatus, Verdict};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::world::{World, item_id};

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
const ACTORS: [&str; 3] = ["agent:smith", "agent:brown", "user:ada"];

/// Something that may or may not fit.
#[derive(Debug, Clone)]
enum Happening {
    Request(Value),
    Start(usize),
    Succeed(usize, Option<bool>),
    Fail(usize, FailureClass),
    Stop(usize),
    Use(u64),
    Wait(i64),
}

fn happening() -> impl Strategy<Value = Happening> {
    let item = 0..NAMES.len();
    let named = |kind: &'static str| {
        (0..NAMES.len()).prop_map(move |item| Happening::Request(json!({ "kind": kind, "item_id": NAMES[item] })))
    };
    let class = prop_oneof![
        Just(FailureClass::Retryable),
        Just(FailureClass::NonRetryable),
        Just(FailureClass::LeaseLost),
        Just(FailureClass::Budget),
        Just(FailureClass::Policy),
        (0..10_000_u64).prop_map(|after_ms| FailureClass::RateLimited { after_ms }),
    ];
    let gate = (0..NAMES.len(), any::<bool>(), any::<bool>()).prop_map(|(item, review, pass)| {
        Happening::Request(json!({ "kind": "gate_decided", "item_id": NAMES[item],
            "gate": if review { "review" } else { "test" }, "verdict": if pass { "pass" } else { "rework" } }))
    });
    let budgets = (0..12_u64, 1..4_u64, 0..500_u64).prop_map(|(runs, attempts, tokens)| {
        Happening::Request(json!({ "kind": "budgets_changed",
            "budgets": { "runs": runs, "attempts_per_item": attempts, "tokens": tokens } }))
    });
    prop_oneof![
        6 => item.clone().prop_map(Happening::Start),
        6 => (item.clone(), proptest::option::of(any::<bool>())).prop_map(|(item, verdict)| Happening::Succeed(item, verdict)),
        2 => (item.clone(), class).prop_map(|(item, class)| Happening::Fail(item, class)),
        1 => item.prop_map(Happening::Stop),
        1 => named("item_cancelled"),
        2 => named("item_retried"),
        2 => gate,
        1 => budgets,
        1 => Just(Happening::Request(json!({ "kind": "paused" }))),
        3 => Just(Happening::Request(json!({ "kind": "resumed" }))),
        1 => (0..50_u64).prop_map(Happening::Use),
        1 => (0..5000_i64).prop_map(Happening::Wait),
    ]
}

/// Items that depend on earlier ones only.
fn spec() -> impl Strategy<Value = Value> {
    let gates = prop::sample::select(vec!["none", "review", "test", "both"]);
    let item = (gates, any::<bool>(), prop::collection::vec(any::<bool>(), NAMES.len()));
    prop::collection::vec(item, 1..=NAMES.len()).prop_map(|items| {
        let items = items.into_iter().enumerate().map(|(index, (gates, required, on))| {
            let depends_on: Vec<_> = NAMES[..index].iter().zip(on).filter(|(_, on)| *on).map(|(name, _)| *name).collect();
            json!({ "item_id": NAMES[index], "title": "An item", "gates": gates, "required": required, "depends_on": depends_on })
        });
        json!({ "title": "A mission", "budgets": { "runs": 30 }, "items": items.collect::<Vec<_>>() })
    })
}

fn event_of(world: &World, happening: &Happening) -> Option<Event> {
    let run = |item: usize| {
        let id = item_id(NAMES[item]);
        let run_id = world.items.get(&id)?.run_id.clone()?;
        Some((id, run_id))
    };
    let observed = match happening {
        Happening::Request(event) => return serde_json::from_value(event.clone()).ok().map(Event::Requested),
        Happening::Start(item) => run(*item).map(|(item_id, run_id)| RunEvent::RunStarted { item_id, run_id })?,
        Happening::Succeed(item, verdict) => {
            let (item_id, run_id) = run(*item)?;
            let verdict = verdict.map(|pass| if pass { Verdict::Pass } else { Verdict::Rework });
            RunEvent::RunSucceeded { item_id, run_id, verdict, feedback: None, artifacts: Vec::new() }
        }
        Happening::Fail(item, class) => {
            let (item_id, run_id) = run(*item)?;
            RunEvent::RunFailed { item_id, run_id, class: class.clone(), detail: None }
        }
        Happening::Stop(item) => run(*item).map(|(item_id, run_id)| RunEvent::RunStopped { item_id, run_id })?,
        Happening::Use(tokens) => RunEvent::UsageReported { tokens: *tokens, cost_micros: 0 },
        Happening::Wait(_) => RunEvent::TimeReached,
    };
    Some(Event::Observed(observed))
}

fn recount(world: &World) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for item in world.items.values() {
        *counts.entry(item.status.to_string()).or_default() += 1;
    }
    counts
}

fn shown(world: &World) -> BTreeMap<String, u64> {
    let counts = serde_json::to_value(&world.mission.items).unwrap();
    let counts: BTreeMap<String, u64> = serde_json::from_value(counts).unwrap();
    counts.into_iter().filter(|(name, count)| *count > 0 && name != "total" && name != "required_open").collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens(spec in spec(), happenings in prop::collection::vec((happening(), 0..ACTORS.len()), 1..80)) {
        let mut world = World::new(spec);
        // Runs that begin only when they are not under way, and end only when they are: what the engine's leases see to.
        let mut under_way = std::collections::BTreeSet::new();
        for (happening, actor) in happenings {
            if let Happening::Wait(ms) = happening {
                world.now_ms += ms;
            }
            let Some(event) = event_of(&world, &happening) else { continue };
            let run = match &event {
                Event::Observed(RunEvent::RunStarted { run_id, .. }) if under_way.contains(run_id) => continue,
                Event::Observed(
                    RunEvent::RunSucceeded { run_id, .. } | RunEvent::RunFailed { run_id, .. } | RunEvent::RunStopped { run_id, .. },
                ) if !under_way.contains(run_id) => continue,
                Event::Observed(
                    RunEvent::RunStarted { run_id, .. } | RunEvent::RunSucceeded { run_id, .. } | RunEvent::RunFailed { run_id, .. }
                    | RunEvent::RunStopped { run_id, .. },
                ) => Some(run_id.clone()),
                _ => None,
            };
            let (mission_before, items_before) = (world.mission.clone(), world.items.clone());
            let whole = world.reduce(ACTORS[actor], &event, world.items.clone());
            let outcome = world.apply(ACTORS[actor], &event);
            // The same of all items as of those that it asks for.
            prop_assert_eq!(whole.as_ref().map(|step| (&step.state.mission, &step.commands)), outcome.as_ref().map(|step| (&step.state.mission, &step.commands)));
            match outcome {
                Err(_) => prop_assert_eq!((&mission_before, &items_before), (&world.mission, &world.items)),
                Ok(step) => {
                    let all: BTreeMap<_, _> = items_before.clone().into_iter().chain(step.state.items.clone()).collect();
                    prop_assert_eq!(&whole.unwrap().state.items, &all);
                    if let Some(run_id) = run && !under_way.remove(&run_id) {
                        under_way.insert(run_id);
                    }
                    for (id, item) in &step.state.items {
                        prop_assert_eq!(items_before.get(id) != Some(item), step.changed.contains(id), "{}", id);
                    }
                }
            }
            prop_assert_eq!(recount(&world), shown(&world));
            let open = world.items.values().filter(|item| item.required && item.status != ItemStatus::Done).count() as u64;
            prop_assert_eq!(world.mission.items.required_open.get(), open);
            if let Event::Observed(RunEvent::RunStarted { .. }) = &event && let Some(runs) = world.mission.budgets.runs
                && mission_before.usage.runs != world.mission.usage.runs
            {
                prop_assert!(world.mission.usage.runs <= runs, "more runs than the budget has");
            }
            if world.mission.status == MissionStatus::Completed {
                prop_assert_eq!(open, 0);
                break;
            }
        }
        if world.mission.status == MissionStatus::Running || world.mission.status == MissionStatus::Paused {
            world.request("user:ada", json!({ "kind": "cancel_requested" })).unwrap();
            let quiet = world.mission.active_runs.get() == 0;
            prop_assert_eq!(world.mission.status == MissionStatus::Cancelled, quiet, "a mission can always be cancelled");
        }
    }
}
