use charter_auth::Rights;
use charter_orchestrator::Event;
use charter_types::{MissionEvent, MissionId, MissionStep};

use super::{Missions, documents, policy, refusals};
use crate::{
    EngineError, Preconditions, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    work::{Scope, Work, WorkAuthor},
};

impl Missions {
    /// Applies what somebody has decided.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`], [`EngineError::Invalid`], [`EngineError::MissionConflict`],
    /// [`EngineError::PreconditionFailed`], [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or
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
        let once = match request.idempotency_key {
            None => None,
            Some(key) => {
                let written = serde_json::to_value(&event).map_err(|error| EngineError::corrupt("an event", &error))?;
                let fingerprint = Fingerprint::of_operation("applyMissionEvent")
                    .text(mission_id)
                    .optional(preconditions.if_match.as_ref())
                    .json(&written);
                Some(Once::new(rights, &key, fingerprint))
            }
        };
        let author = WorkAuthor::of_request(rights, request.request_id);
        let event = Event::Requested(event);
        let scope = Scope::Mission(mission_id.clone(), vec![event.clone()]);
        let document_id = documents::mission(rights.partition(), mission_id);
        let mission_id = mission_id.clone();
        let decide = move |work: &mut Work<'_>| {
            let document = work.document(&document_id).ok_or_else(|| refusals::no_mission(&mission_id))?;
            preconditions.check(Some(document))?;
            work.apply(&mission_id, &event)
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }
}
