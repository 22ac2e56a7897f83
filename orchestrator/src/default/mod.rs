//! The default reducer: dependencies, runs, gates, budgets.

mod budgets;
mod change;
mod control;
mod counts;
mod dependents;
mod draft;
mod gates;
mod graph;
mod init;
mod items;
mod people;
mod runs;

use std::collections::{BTreeMap, BTreeSet};

use charter_types::{ItemId, MissionEvent, MissionId, MissionSpec, WorkItem};

use self::{draft::Draft, runs::End};
use crate::{Context, DefaultReducer, Event, MissionReducer, Rejection, RunEvent, State, Step};

impl MissionReducer for DefaultReducer {
    fn init(&self, mission_id: MissionId, spec: &MissionSpec, context: &Context<'_>) -> Result<Step, Rejection> {
        init::init(mission_id, spec, context)
    }

    fn involved(&self, event: &Event) -> Vec<ItemId> {
        match event {
            Event::Requested(event) => named_by_request(event),
            Event::Observed(event) => event.item_id().into_iter().cloned().collect(),
        }
    }

    fn neighbours(&self, event: &Event, involved: &BTreeMap<ItemId, WorkItem>) -> Vec<ItemId> {
        if !reaches_dependents(event) {
            return Vec::new();
        }
        let with_dependencies = matches!(event, Event::Requested(MissionEvent::ItemRetried(_)));
        // Only of the items that the event names: what else is there already has neighbours that nothing happens to.
        let named = self.involved(event);
        let neighbours: BTreeSet<&ItemId> = named
            .iter()
            .filter_map(|id| involved.get(id))
            .flat_map(|item| item.dependents.iter().chain(item.depends_on.iter().filter(|_| with_dependencies)))
            .collect();
        neighbours.into_iter().cloned().collect()
    }

    fn on_event(&self, state: State, event: &Event, context: &Context<'_>) -> Result<Step, Rejection> {
        let mut draft = Draft::new(state, context);
        counts::increment(&mut draft.mission.steps);
        match event {
            Event::Requested(event) => requested(&mut draft, event)?,
            Event::Observed(event) => observed(&mut draft, event)?,
        }
        control::settle(&mut draft)?;
        Ok(draft.finish())
    }
}

fn requested(draft: &mut Draft<'_>, event: &MissionEvent) -> Result<(), Rejection> {
    match event {
        MissionEvent::Paused(_) => control::pause(draft),
        MissionEvent::Resumed(_) => control::resume(draft),
        MissionEvent::CancelRequested(_) => control::cancel(draft),
        MissionEvent::BudgetsChanged(event) => control::change_budgets(draft, &event.budgets),
        MissionEvent::ItemsAdded(event) => {
            control::check_goes_on(draft, "changed")?;
            items::add(draft, &event.items)
        }
        MissionEvent::ItemChanged(event) => {
            control::check_goes_on(draft, "changed")?;
            change::change(draft, event)
        }
        MissionEvent::ItemCancelled(event) => {
            control::check_goes_on(draft, "changed")?;
            items::cancel(draft, event)
        }
        MissionEvent::ItemRetried(event) => {
            control::check_goes_on(draft, "changed")?;
            items::retry(draft, event)
        }
        MissionEvent::GateDecided(event) => {
            control::check_goes_on(draft, "changed")?;
            gates::decide(draft, event)
        }
    }
}

fn observed(draft: &mut Draft<'_>, event: &RunEvent) -> Result<(), Rejection> {
    match event {
        RunEvent::RunStarted { item_id, run_id } => runs::started(draft, item_id, run_id),
        RunEvent::RunSucceeded { item_id, run_id, verdict, feedback, artifacts } => {
            let end = End::Succeeded { verdict: *verdict, feedback: feedback.as_ref(), artifacts };
            runs::ended(draft, item_id, run_id, &end)
        }
        RunEvent::RunFailed { item_id, run_id, class, detail } => {
            runs::ended(draft, item_id, run_id, &End::Failed { class, detail: detail.as_ref() })
        }
        RunEvent::RunStopped { item_id, run_id } => runs::ended(draft, item_id, run_id, &End::Stopped),
        RunEvent::RunParked { item_id, run_id } => runs::parked(draft, item_id, run_id),
        RunEvent::RunDecided { item_id, run_id } => runs::decided(draft, item_id, run_id),
        RunEvent::UsageReported { tokens, cost_micros } => {
            let usage = &mut draft.mission.usage;
            usage.tokens = counts::count(usage.tokens.get().saturating_add(*tokens));
            usage.cost_micros = counts::count(usage.cost_micros.get().saturating_add(*cost_micros));
            Ok(())
        }
        // What time does to a mission is looked at after every event.
        RunEvent::TimeReached => Ok(()),
    }
}

fn named_by_request(event: &MissionEvent) -> Vec<ItemId> {
    match event {
        MissionEvent::ItemsAdded(event) => {
            let dependencies = event.items.iter().flat_map(|spec| spec.depends_on.iter().flatten());
            let named: BTreeSet<&ItemId> = event.items.iter().map(|spec| &spec.item_id).chain(dependencies).collect();
            named.into_iter().cloned().collect()
        }
        MissionEvent::ItemChanged(event) => vec![event.item_id.clone()],
        MissionEvent::ItemCancelled(event) => vec![event.item_id.clone()],
        MissionEvent::ItemRetried(event) => vec![event.item_id.clone()],
        MissionEvent::GateDecided(event) => vec![event.item_id.clone()],
        MissionEvent::Paused(_)
        | MissionEvent::Resumed(_)
        | MissionEvent::CancelRequested(_)
        | MissionEvent::BudgetsChanged(_) => Vec::new(),
    }
}

/// Whether an item may become done, failed, cancelled, or none of these any more.
fn reaches_dependents(event: &Event) -> bool {
    match event {
        Event::Requested(event) => matches!(
            event,
            MissionEvent::ItemCancelled(_) | MissionEvent::ItemRetried(_) | MissionEvent::GateDecided(_)
        ),
        Event::Observed(event) => matches!(event, RunEvent::RunSucceeded { .. } | RunEvent::RunFailed { .. }),
    }
}
