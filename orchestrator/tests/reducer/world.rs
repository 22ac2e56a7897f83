//! A mission with all of its items and runs, as a server has them. Whatever is applied to it is checked against everything
//! that has to hold after every event.

use std::collections::{BTreeMap, BTreeSet};

use charter_orchestrator::{
    Context, DefaultReducer, Event, FailureClass, MissionReducer, Rejection, RunEvent, State, Step,
};
use charter_types::{
    ArtifactLink, Gate, ItemId, Mission, MissionCommand, MissionEvent, MissionId, MissionSpec, MissionStatus,
    Principal, Revision, RunId, StartRun, Timestamp, Verdict, WorkItem,
};
use serde_json::{Value, json};

use crate::invariants;

/// What the server knows of a run.
#[derive(Debug, Clone)]
pub struct Run {
    pub start: StartRun,
    pub stage: Stage,
    pub worker: Option<Principal>,
    /// Whether there was a command to cancel it.
    pub cancelled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Queued,
    UnderWay,
    Parked,
    Over,
}

#[derive(Debug, Clone)]
pub struct World {
    pub mission: Mission,
    pub items: BTreeMap<ItemId, WorkItem>,
    pub runs: BTreeMap<RunId, Run>,
    /// The gates that what an item has last come to has passed.
    pub passed: BTreeMap<ItemId, BTreeSet<Gate>>,
    /// The most attempts that an item might have, of all limits there were.
    pub attempts_limit: u64,
    pub now: Timestamp,
    /// What was applied, as a golden log has it.
    pub log: Value,
}

pub fn principal(text: &str) -> Principal {
    text.parse().unwrap()
}

pub fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

/// What somebody decides, as JSON.
pub fn request(event: &Value) -> MissionEvent {
    serde_json::from_value(event.clone()).unwrap()
}

/// The specification of a mission, as JSON.
pub fn spec(spec: &Value) -> MissionSpec {
    serde_json::from_value(spec.clone()).unwrap()
}

/// Something that a run has made.
pub fn artifact(kind: &str) -> ArtifactLink {
    let artifact = json!({
        "artifact_id": "0197f3f0-0000-7000-8000-0000000000aa", "name": "chapter.md", "kind": kind,
        "sha256": "0".repeat(64), "size": 3, "media_type": "text/markdown",
    });
    serde_json::from_value(artifact).unwrap()
}

/// Who is wanted for the runs that are queued.
pub fn starts(commands: &[MissionCommand]) -> Vec<Value> {
    let starts = commands.iter().filter_map(|command| match command {
        MissionCommand::StartRun(start) => Some(start),
        _ => None,
    });
    starts
        .map(|start| match start.gate {
            Some(gate) => json!({ "role": start.role, "skills": start.skills, "gate": gate }),
            None => json!({ "role": start.role, "skills": start.skills }),
        })
        .collect()
}

impl World {
    pub fn new(spec: &MissionSpec) -> Result<Self, Rejection> {
        let mission_id = MissionId::new("0197f3f0-0000-7000-8000-000000000001").unwrap();
        let (now, owner) = (Timestamp::from_unix_ms(1_767_605_400_000), principal("user:ada"));
        let context = Context { now, actor: &owner, revision: Revision::new(100).unwrap() };
        let step = DefaultReducer.init(mission_id.clone(), spec, &context)?;
        assert_eq!(Ok(&step), DefaultReducer.init(mission_id.clone(), spec, &context).as_ref());
        assert_eq!(step.changed, step.state.items.keys().cloned().collect());
        let log = json!({
            "mission_id": mission_id, "spec": spec, "at": now, "by": owner, "revision": context.revision,
            "commands": step.commands, "log": [],
        });
        let mut world = Self {
            mission: step.state.mission,
            items: step.state.items,
            runs: BTreeMap::new(),
            passed: BTreeMap::new(),
            attempts_limit: 0,
            now,
            log,
        };
        world.note_limit();
        world.take_in(&step.commands);
        invariants::check(&world);
        Ok(world)
    }

    /// Applies an event to the whole state, and to as little of it as the reducer asks for.
    pub fn apply(&mut self, by: &str, event: impl Into<Applied>) -> Result<Vec<MissionCommand>, Rejection> {
        let Applied(event) = event.into();
        let actor = principal(by);
        let revision = self.mission.rev.next();
        let context = Context { now: self.now, actor: &actor, revision };
        let state = State { mission: self.mission.clone(), items: self.items.clone() };
        let whole = DefaultReducer.on_event(state.clone(), &event, &context);
        assert_eq!(whole, DefaultReducer.on_event(state, &event, &context), "the same, always");
        let local = DefaultReducer.on_event(self.needed_for(&event), &event, &context);
        let step = match (whole, local) {
            (Ok(whole), Ok(local)) => {
                assert_same(&whole, &local);
                whole
            }
            (Err(whole), Err(local)) => {
                assert_eq!(whole, local);
                return Err(whole);
            }
            (whole, local) => panic!("all items: {whole:?}\nthose asked for: {local:?}"),
        };
        self.accept(step, &event, &context)
    }

    /// The last run that was queued for the item.
    pub fn run(&self, item: &str) -> RunId {
        self.items[&id(item)].run_id.clone().unwrap_or_else(|| panic!("{item} has no run"))
    }

    /// A worker claims a run for the item.
    pub fn begin(&mut self, worker: &str, item: &str, run_id: &RunId) -> Result<Vec<MissionCommand>, Rejection> {
        self.apply(worker, RunEvent::RunStarted { item_id: id(item), run_id: run_id.clone() })
    }

    /// A worker completes a run.
    pub fn end(
        &mut self,
        worker: &str,
        run_id: &RunId,
        verdict: Option<Verdict>,
    ) -> Result<Vec<MissionCommand>, Rejection> {
        self.end_with(worker, run_id, verdict, Vec::new())
    }

    pub fn end_with(
        &mut self,
        worker: &str,
        run_id: &RunId,
        verdict: Option<Verdict>,
        artifacts: Vec<ArtifactLink>,
    ) -> Result<Vec<MissionCommand>, Rejection> {
        let (item_id, run_id) = (self.runs[run_id].start.item_id.clone(), run_id.clone());
        self.apply(worker, RunEvent::RunSucceeded { item_id, run_id, verdict, feedback: None, artifacts })
    }

    pub fn stop(&mut self, run_id: &RunId) -> Result<Vec<MissionCommand>, Rejection> {
        let (item_id, run_id) = (self.runs[run_id].start.item_id.clone(), run_id.clone());
        self.apply("service:charter", RunEvent::RunStopped { item_id, run_id })
    }

    /// The item's run asks for an approval and gives its lease up.
    pub fn park(&mut self, worker: &str, item: &str) -> Result<Vec<MissionCommand>, Rejection> {
        let run_id = self.run(item);
        self.apply(worker, RunEvent::RunParked { item_id: id(item), run_id })
    }

    /// What the item's run waits for is decided.
    pub fn decide(&mut self, item: &str) -> Result<Vec<MissionCommand>, Rejection> {
        let run_id = self.run(item);
        self.apply("user:ada", RunEvent::RunDecided { item_id: id(item), run_id })
    }

    /// The item's run fails.
    pub fn fail(&mut self, item: &str, class: FailureClass) -> Vec<MissionCommand> {
        let run_id = self.run(item);
        self.apply("service:charter", RunEvent::RunFailed { item_id: id(item), run_id, class, detail: None }).unwrap()
    }

    pub fn start(&mut self, worker: &str, item: &str) -> Result<Vec<MissionCommand>, Rejection> {
        let run_id = self.run(item);
        self.begin(worker, item, &run_id)
    }

    pub fn succeed(&mut self, worker: &str, item: &str, verdict: Option<Verdict>) -> Vec<MissionCommand> {
        let run_id = self.run(item);
        self.end(worker, &run_id, verdict).unwrap()
    }

    /// Starts the item's run and has it succeed.
    pub fn work(&mut self, worker: &str, item: &str, verdict: Option<Verdict>) -> Vec<MissionCommand> {
        self.start(worker, item).unwrap();
        self.succeed(worker, item, verdict)
    }

    pub fn status(&self, item: &str) -> &str {
        self.items[&id(item)].status.as_str()
    }

    pub fn pass_ms(&mut self, milliseconds: i64) {
        self.now = self.now.plus_ms(milliseconds);
    }

    fn needed_for(&self, event: &Event) -> State {
        let known = |ids: Vec<ItemId>| -> BTreeMap<ItemId, WorkItem> {
            ids.into_iter().filter_map(|id| self.items.get(&id).map(|item| (id, item.clone()))).collect()
        };
        let mut items = known(DefaultReducer.involved(event));
        items.extend(known(DefaultReducer.neighbours(event, &items)));
        let again = DefaultReducer.neighbours(event, &items);
        assert!(again.iter().all(|id| items.contains_key(id)), "neighbours asks for more when it is asked again");
        State { mission: self.mission.clone(), items }
    }

    fn accept(&mut self, step: Step, event: &Event, context: &Context<'_>) -> Result<Vec<MissionCommand>, Rejection> {
        let before = self.clone();
        self.mission = step.state.mission;
        self.items = step.state.items;
        self.note_limit();
        self.note_run(event, context.actor);
        self.note_verdict(&before, event, context.actor);
        self.take_in(&step.commands);
        invariants::check_step(&before, self, &step.changed, context);
        invariants::check(self);
        self.log["log"].as_array_mut().unwrap().push(json!({
            "event": event, "at": context.now, "by": context.actor, "revision": context.revision,
            "commands": step.commands, "changed": step.changed,
        }));
        Ok(step.commands)
    }

    fn note_limit(&mut self) {
        let limit = self.mission.budgets.attempts_per_item.map_or(3, |limit| u64::from(limit.get()));
        self.attempts_limit = self.attempts_limit.max(limit);
    }

    fn note_run(&mut self, event: &Event, actor: &Principal) {
        let Event::Observed(event) = event else { return };
        match event {
            RunEvent::RunStarted { run_id, .. } => {
                let run = self.runs.get_mut(run_id).unwrap();
                assert_eq!(run.stage, Stage::Queued, "only what is queued can be started");
                (run.stage, run.worker) = (Stage::UnderWay, Some(actor.clone()));
            }
            RunEvent::RunSucceeded { run_id, .. }
            | RunEvent::RunFailed { run_id, .. }
            | RunEvent::RunStopped { run_id, .. } => {
                let run = self.runs.get_mut(run_id).unwrap();
                assert_eq!(run.stage, Stage::UnderWay, "only what is under way can end");
                run.stage = Stage::Over;
            }
            RunEvent::RunParked { run_id, .. } => {
                let run = self.runs.get_mut(run_id).unwrap();
                assert_eq!(run.stage, Stage::UnderWay, "only what is under way can be parked");
                run.stage = Stage::Parked;
            }
            RunEvent::RunDecided { run_id, .. } => {
                let run = self.runs.get_mut(run_id).unwrap();
                assert_eq!(run.stage, Stage::Parked, "only what is parked can be decided");
                run.stage = Stage::Over;
            }
            RunEvent::UsageReported { .. } | RunEvent::TimeReached => {}
        }
    }

    fn note_verdict(&mut self, before: &Self, event: &Event, actor: &Principal) {
        // A verdict that comes after the mission's end counts for nothing, whoever gives it.
        if !matches!(before.mission.status, MissionStatus::Running | MissionStatus::Paused) {
            return;
        }
        let (item_id, gate, verdict) = match event {
            Event::Requested(MissionEvent::GateDecided(event)) => {
                (&event.item_id, Some(event.gate), Some(event.verdict))
            }
            Event::Observed(RunEvent::RunSucceeded { item_id, run_id, verdict, .. })
                if before.items[item_id].run_id.as_ref() == Some(run_id) =>
            {
                (item_id, before.runs[run_id].start.gate, *verdict)
            }
            _ => return,
        };
        if gate.is_some() {
            assert_ne!(before.items[item_id].produced_by.as_ref(), Some(actor), "nobody judges their own work");
        }
        match (gate, verdict) {
            (Some(gate), Some(Verdict::Pass)) => {
                self.passed.entry(item_id.clone()).or_default().insert(gate);
            }
            _ => drop(self.passed.remove(item_id)),
        }
    }

    fn take_in(&mut self, commands: &[MissionCommand]) {
        for command in commands {
            match command {
                MissionCommand::StartRun(start) => {
                    let run = Run { start: start.clone(), stage: Stage::Queued, worker: None, cancelled: false };
                    match self.runs.insert(start.run_id.clone(), run) {
                        Some(former) => assert_is_another_attempt(&former, start),
                        // A new run has the next number, which no run of the mission had.
                        None => {
                            let number = self.runs.len();
                            assert_eq!(start.run_id.as_str(), format!("{}.{number:08}", self.mission.mission_id));
                        }
                    }
                }
                MissionCommand::CancelRun(cancel) => {
                    let run = self.runs.get_mut(&cancel.run_id).unwrap();
                    run.cancelled = true;
                    if matches!(run.stage, Stage::Queued | Stage::Parked) {
                        run.stage = Stage::Over;
                    }
                }
                _ => {}
            }
        }
    }
}

/// A run that is queued again is the same run, and nobody is at it.
fn assert_is_another_attempt(former: &Run, start: &StartRun) {
    assert_eq!((former.stage, former.cancelled), (Stage::Over, false), "{former:?}");
    assert_eq!((&former.start.item_id, former.start.gate), (&start.item_id, start.gate));
    assert_eq!((&former.start.role, &former.start.skills), (&start.role, &start.skills));
}

/// The changed documents are what is stored; the others may be there or not.
fn assert_same(whole: &Step, local: &Step) {
    assert_eq!(whole.commands, local.commands);
    assert_eq!(whole.changed, local.changed);
    assert_eq!(whole.state.mission, local.state.mission);
    for item_id in &whole.changed {
        assert_eq!(whole.state.items[item_id], local.state.items[item_id]);
    }
}

/// Any event.
pub struct Applied(pub Event);

impl From<Event> for Applied {
    fn from(event: Event) -> Self {
        Self(event)
    }
}
impl From<MissionEvent> for Applied {
    fn from(event: MissionEvent) -> Self {
        Self(Event::Requested(event))
    }
}
impl From<RunEvent> for Applied {
    fn from(event: RunEvent) -> Self {
        Self(Event::Observed(event))
    }
}
