use charter_auth::Rights;
use charter_orchestrator::Context;
use charter_types::{EventType, MissionId, MissionSpec, MissionStep};
use uuid::Uuid;

use super::{Missions, policy, refusals, writer::MissionWriter};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
};

impl Missions {
    /// Creates a mission, which starts at once.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::Invalid`], [`EngineError::IdempotencyConflict`] or
    /// [`EngineError::Store`].
    pub async fn create(
        &self,
        rights: &Rights,
        request: RequestContext,
        spec: MissionSpec,
    ) -> Result<Outcome<MissionStep>, EngineError> {
        policy::may_create(rights)?;
        let written = serde_json::to_value(&spec).map_err(|error| EngineError::corrupt("a specification", &error))?;
        let once = request
            .idempotency_key
            .map(|key| Once::new(rights, &key, Fingerprint::of_operation("createMission").json(&written)));
        let mission_id: MissionId = new_id();
        let (reducer, writer) = (self.reducer.clone(), MissionWriter::of_request(rights, request.request_id));
        let created = self.committer.commit_once(once, Vec::new(), move |commit| {
            let context = Context { now: commit.time(), actor: writer.principal(), revision: commit.revision() };
            let step = reducer
                .init(mission_id, &spec, &context)
                .map_err(|rejection| refusals::rejected(&rejection, "/items"))?;
            let event = serde_json::json!({ "kind": "created", "spec": written });
            writer.write(commit, step, &EventType::MissionCreated, event)
        });
        Ok(created.await?)
    }
}

fn new_id() -> MissionId {
    Uuid::now_v7().to_string().parse().expect("a UUID in its hyphenated form is a mission's id")
}
