use std::collections::BTreeMap;

use charter_auth::Rights;
use charter_orchestrator::{Context, Event, MissionReducer, State};
use charter_store::{CommitContext, CommitError, DocumentId, Effects};
use charter_types::{EventType, ItemId, MissionEvent, MissionId, MissionStep, Partition, WorkItem};

use super::{Missions, documents, policy, refusals, writer::MissionWriter};
use crate::{
    EngineError, Preconditions, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
};

/// How often an event is tried on a mission whose items are being connected anew.
const ATTEMPTS: u32 = 8;

/// Why a decision was not made.
#[derive(Debug)]
enum NotDecided {
    Refused(EngineError),
    /// The event is about items that were not read.
    MoreToRead,
}

impl From<EngineError> for NotDecided {
    fn from(error: EngineError) -> Self {
        Self::Refused(error)
    }
}

impl Missions {
    /// Applies what somebody has decided.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`], [`EngineError::Invalid`], [`EngineError::MissionConflict`],
    /// [`EngineError::PreconditionFailed`], [`EngineError::IdempotencyConflict`], [`EngineError::MissionContended`] or
    /// [`EngineError::Store`].
    pub async fn apply(
        &self,
        rights: &Rights,
        request: RequestContext,
        mission_id: &MissionId,
        preconditions: Preconditions,
        event: MissionEvent,
    ) -> Result<Outcome<MissionStep>, EngineError> {
        policy::may_change(rights, mission_id)?;
        let written = serde_json::to_value(&event).map_err(|error| EngineError::corrupt("an event", &error))?;
        let once = request.idempotency_key.map(|key| {
            let fingerprint = Fingerprint::of_operation("applyMissionEvent")
                .text(mission_id)
                .optional(preconditions.if_match.as_ref())
                .json(&written);
            Once::new(rights, &key, fingerprint)
        });
        let event = Event::Requested(event);
        for _ in 0..ATTEMPTS {
            let items = self.items_of(rights.partition(), mission_id, &event).await?;
            let decision = Decision {
                reducer: self.reducer.clone(),
                writer: MissionWriter::of_request(rights, request.request_id.clone()),
                mission_id: mission_id.clone(),
                items,
                preconditions: preconditions.clone(),
                event: event.clone(),
                written: written.clone(),
            };
            let reads = decision.reads();
            match self.committer.commit_once(once.clone(), reads, move |commit| decision.decide(commit)).await {
                Ok(outcome) => return Ok(outcome),
                Err(CommitError::Refused(NotDecided::MoreToRead)) => {}
                Err(CommitError::Refused(NotDecided::Refused(error))) => return Err(error),
                Err(CommitError::Store(error)) => return Err(error.into()),
            }
        }
        Err(EngineError::MissionContended { mission_id: mission_id.clone(), attempts: ATTEMPTS })
    }

    /// The items that the event is about, as far as it can be told before its commit.
    async fn items_of(
        &self,
        partition: &Partition,
        mission_id: &MissionId,
        event: &Event,
    ) -> Result<Vec<ItemId>, EngineError> {
        let mut ids = self.reducer.involved(event);
        let mut involved = BTreeMap::new();
        for item_id in &ids {
            if let Some(document) = self.store.get(&documents::item(partition, mission_id, item_id)).await? {
                involved.insert(item_id.clone(), documents::read::<WorkItem>(&document, "a work item")?);
            }
        }
        ids.extend(self.reducer.neighbours(event, &involved));
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }
}

/// An event on its way into a mission.
struct Decision {
    reducer: std::sync::Arc<dyn MissionReducer>,
    writer: MissionWriter,
    mission_id: MissionId,
    /// The items that are read.
    items: Vec<ItemId>,
    preconditions: Preconditions,
    event: Event,
    written: serde_json::Value,
}

impl Decision {
    fn reads(&self) -> Vec<DocumentId> {
        let items = self.items.iter().map(|item_id| self.item(item_id));
        items.chain([documents::mission(self.writer.partition(), &self.mission_id)]).collect()
    }

    fn item(&self, item_id: &ItemId) -> DocumentId {
        documents::item(self.writer.partition(), &self.mission_id, item_id)
    }

    fn decide(self, commit: &CommitContext<'_>) -> Result<(Effects, MissionStep), NotDecided> {
        let document = commit.document(&documents::mission(self.writer.partition(), &self.mission_id));
        let document = document.ok_or_else(|| refusals::no_mission(&self.mission_id))?;
        self.preconditions.check(Some(document))?;
        let mission = documents::read_mission(document)?;
        let items = self.read_items(commit)?;
        let context = Context { now: commit.time(), actor: self.writer.principal(), revision: commit.revision() };
        let step = self
            .reducer
            .on_event(State { mission, items }, &self.event, &context)
            .map_err(|rejection| refusals::rejected(&rejection, "/items"))?;
        Ok(self.writer.write(commit, step, &EventType::MissionUpdated, self.written)?)
    }

    /// # Errors
    /// [`NotDecided::MoreToRead`] when items have come to depend on these since it was looked.
    fn read_items(&self, commit: &CommitContext<'_>) -> Result<BTreeMap<ItemId, WorkItem>, NotDecided> {
        let mut items = BTreeMap::new();
        for item_id in &self.items {
            if let Some(item) = documents::read_item(commit, &self.item(item_id))? {
                items.insert(item_id.clone(), item);
            }
        }
        let neighbours = self.reducer.neighbours(&self.event, &items);
        match neighbours.iter().all(|item_id| self.items.binary_search(item_id).is_ok()) {
            true => Ok(items),
            false => Err(NotDecided::MoreToRead),
        }
    }
}
