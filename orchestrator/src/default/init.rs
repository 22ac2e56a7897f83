//! How a mission begins.

use charter_types::{
    Count, Entrypoint, Gates, ItemId, Mission, MissionId, MissionSpec, MissionStatus, MissionUsage, Parallelism, Title,
    WorkItemSpec,
};

use super::{control, counts, draft::Draft, items, people};
use crate::{Context, Rejection, State, Step};

const DEFAULT_PARALLELISM: u16 = 4;

/// The id of the item that a planner begins with.
const PLAN: &str = "plan";

pub(super) fn init(mission_id: MissionId, spec: &MissionSpec, context: &Context<'_>) -> Result<Step, Rejection> {
    let mission = new_mission(mission_id, spec, context);
    let mut draft = Draft::new(State { mission, items: [].into() }, context);
    let mut specs = Vec::new();
    if spec.entrypoint == Some(Entrypoint::Planner) {
        specs.push(plan());
    }
    specs.extend(spec.items.iter().flatten().cloned());
    items::add(&mut draft, &specs)?;
    control::schedule(&mut draft);
    control::settle(&mut draft)?;
    Ok(draft.finish())
}

fn new_mission(mission_id: MissionId, spec: &MissionSpec, context: &Context<'_>) -> Mission {
    let mut mission = Mission::new(
        mission_id,
        spec.title.clone(),
        MissionStatus::Running,
        spec.parallelism.unwrap_or_else(default_parallelism),
        spec.default_gates.unwrap_or(Gates::None),
        spec.budgets.clone().unwrap_or_default(),
        MissionUsage::new(Count::MIN, Count::MIN, Count::MIN),
        Count::MIN,
        Count::MIN,
        counts::none(),
        Count::MIN,
        context.revision,
        context.now,
        context.actor.clone(),
        context.now,
    );
    mission.objective = spec.objective.clone();
    mission.success_criteria = spec.success_criteria.clone();
    mission.labels = spec.labels.clone();
    mission.approval_policy = spec.approval_policy.clone();
    mission.required_capabilities = spec.required_capabilities.clone();
    mission
}

fn default_parallelism() -> Parallelism {
    Parallelism::new(DEFAULT_PARALLELISM).unwrap_or(Parallelism::MIN)
}

/// The planner's item has no gates of its own: what it plans is judged item by item.
fn plan() -> WorkItemSpec {
    let item_id = ItemId::new(PLAN).expect("a word is the id of an item");
    let title = Title::new("Plan").expect("a word is a title");
    WorkItemSpec::new(item_id, title).with_role(people::role("planner")).with_gates(Gates::None).with_required(true)
}
