//! A mission with all its items, as a store would have it.

use std::collections::BTreeMap;

use charter_orchestrator::{Context, DefaultReducer, Event, MissionReducer, Rejection, RunEvent, State, Step};
use charter_types::{
    ItemId, ItemStatus, Mission, MissionCommand, MissionEvent, MissionSpec, Principal, Revision, RunId, Timestamp,
    WorkItem,
};
use serde_json::{Value, json};

pub struct World {
    pub mission: Mission,
    pub items: BTreeMap<ItemId, WorkItem>,
    pub commands: Vec<MissionCommand>,
    pub now_ms: i64,
    pub revision: u64,
}

pub fn principal(name: &str) -> Principal {
    name.parse().unwrap()
}

pub fn item_id(name: &str) -> ItemId {
    name.parse().unwrap()
}

impl World {
    pub fn new(spec: Value) -> Self {
        Self::try_new(spec).unwrap()
    }

    pub fn try_new(spec: Value) -> Result<Self, Rejection> {
        let spec: MissionSpec = serde_json::from_value(spec).unwrap();
        let actor = principal("user:ada");
        let context = Context { now: Timestamp::from_unix_ms(0), actor: &actor, revision: Revision::new(1).unwrap() };
        let mission_id = "0197a3c4-6f00-7000-8000-000000000011".parse().unwrap();
        let Step { state, commands, .. } = DefaultReducer.init(mission_id, &spec, &context)?;
        Ok(Self { mission: state.mission, items: state.items, commands, now_ms: 0, revision: 1 })
    }

    /// Applies an event to the items that the reducer asks for and no others, as the engine does.
    pub fn apply(&mut self, actor: &str, event: &Event) -> Result<Step, Rejection> {
        let mut ids = DefaultReducer.involved(event);
        let involved = self.some(&ids);
        ids.extend(DefaultReducer.neighbours(event, &involved));
        let items = self.some(&ids);
        let step = self.reduce(actor, event, items)?;
        self.mission = step.state.mission.clone();
        self.items.extend(step.state.items.clone());
        self.commands.clone_from(&step.commands);
        self.revision += 1;
        Ok(step)
    }

    /// What the event would make of these items.
    pub fn reduce(&self, actor: &str, event: &Event, items: BTreeMap<ItemId, WorkItem>) -> Result<Step, Rejection> {
        let actor = principal(actor);
        let (now, revision) = (Timestamp::from_unix_ms(self.now_ms), Revision::new(self.revision + 1).unwrap());
        let state = State { mission: self.mission.clone(), items };
        DefaultReducer.on_event(state, event, &Context { now, actor: &actor, revision })
    }

    fn some(&self, ids: &[ItemId]) -> BTreeMap<ItemId, WorkItem> {
        ids.iter().filter_map(|id| Some((id.clone(), self.items.get(id)?.clone()))).collect()
    }

    pub fn request(&mut self, actor: &str, event: Value) -> Result<Step, Rejection> {
        self.apply(actor, &Event::Requested(serde_json::from_value::<MissionEvent>(event).unwrap()))
    }

    pub fn run_of(&self, item: &str) -> RunId {
        self.items[&item_id(item)].run_id.clone().unwrap_or_else(|| panic!("{item} has no run"))
    }

    pub fn start(&mut self, worker: &str, item: &str) -> Result<Step, Rejection> {
        let run_id = self.run_of(item);
        self.apply(worker, &Event::Observed(RunEvent::RunStarted { item_id: item_id(item), run_id }))
    }

    pub fn succeed(&mut self, worker: &str, item: &str, verdict: Option<&str>) -> Result<Step, Rejection> {
        let run_id = self.run_of(item);
        let verdict = verdict.map(|verdict| serde_json::from_value(json!(verdict)).unwrap());
        let event =
            RunEvent::RunSucceeded { item_id: item_id(item), run_id, verdict, feedback: None, artifacts: Vec::new() };
        self.apply(worker, &Event::Observed(event))
    }

    /// A run that begins and succeeds.
    pub fn work(&mut self, worker: &str, item: &str, verdict: Option<&str>) {
        self.start(worker, item).unwrap();
        self.succeed(worker, item, verdict).unwrap();
    }

    pub fn status(&self, item: &str) -> ItemStatus {
        self.items[&item_id(item)].status.clone()
    }
}
