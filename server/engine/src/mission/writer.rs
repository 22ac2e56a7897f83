//! From what the orchestrator decided to what is stored and told.

use bytes::Bytes;
use charter_auth::Rights;
use charter_orchestrator::Step;
use charter_store::{CommitContext, DocumentId, Effects, NewEvent, Write};
use charter_types::{Count, EventType, MissionHistoryEntry, MissionId, MissionStep, Partition, Principal, RequestId};
use serde::Serialize;
use serde_json::Value;

use super::{FAMILY, documents};
use crate::EngineError;

/// Who changes a mission, where, and on which request.
#[derive(Debug, Clone)]
pub(super) struct MissionWriter {
    partition: Partition,
    principal: Principal,
    request_id: Option<RequestId>,
}

impl MissionWriter {
    pub(super) fn of_request(rights: &Rights, request_id: Option<RequestId>) -> Self {
        Self { partition: rights.partition().clone(), principal: rights.principal().clone(), request_id }
    }

    pub(super) fn principal(&self) -> &Principal {
        &self.principal
    }

    pub(super) fn partition(&self) -> &Partition {
        &self.partition
    }

    /// The effects of a step, and what it is answered with. `event` is what was applied; the event of the mission itself
    /// comes last, so that whoever has seen it has seen its items.
    pub(super) fn write(
        &self,
        context: &CommitContext<'_>,
        step: Step,
        event_type: &EventType,
        event: Value,
    ) -> Result<(Effects, MissionStep), EngineError> {
        let Step { state, changed, commands } = step;
        let mission_id = state.mission.mission_id.clone();
        let mut effects = Effects::default();
        for item_id in &changed {
            let Some(item) = state.items.get(item_id) else { continue };
            let body = json(item)?;
            let id = documents::item(&self.partition, &mission_id, item_id);
            effects.events.push(self.event(&EventType::MissionItemUpdated, id.key.clone(), body.clone()));
            effects.writes.push(put(id, body));
        }
        let body = json(&state.mission)?;
        effects.events.push(self.event(event_type, mission_id.as_str().to_owned(), body.clone()));
        effects.writes.push(put(documents::mission(&self.partition, &mission_id), body));
        let answer = MissionStep::new(state.mission, changed.into_iter().collect(), commands);
        effects.writes.push(self.history(context, &mission_id, &answer, event)?);
        Ok((effects, answer))
    }

    fn history(
        &self,
        context: &CommitContext<'_>,
        mission_id: &MissionId,
        step: &MissionStep,
        event: Value,
    ) -> Result<Write, EngineError> {
        let number: Count = step.mission.steps;
        let by = self.principal.clone();
        let commands = step.commands.clone();
        let entry = MissionHistoryEntry::new(number, context.time(), by, event, commands, context.revision());
        Ok(put(documents::history(&self.partition, mission_id, number.get()), json(&entry)?))
    }

    fn event(&self, event_type: &EventType, subject: String, data: Bytes) -> NewEvent {
        NewEvent {
            family: FAMILY.into(),
            event_type: event_type.as_str().to_owned().into(),
            partition: self.partition.clone(),
            subject,
            actor: self.principal.clone(),
            correlation_id: self.request_id.as_deref().map(str::to_owned),
            causation_id: None,
            data,
        }
    }
}

fn put(id: DocumentId, body: Bytes) -> Write {
    Write::Put { id, body, due_at: None }
}

fn json(value: &impl Serialize) -> Result<Bytes, EngineError> {
    serde_json::to_vec(value).map(Bytes::from).map_err(|error| EngineError::corrupt("what a mission came to", &error))
}
