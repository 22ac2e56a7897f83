use charter_auth::Rights;
use charter_types::{MissionId, MissionSpec, MissionStep};
use uuid::Uuid;

use super::{Missions, policy};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    work::{Scope, Work, WorkAuthor, WorkReads},
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
        let author = WorkAuthor::of_request(rights, request.request_id);
        let mission_id: MissionId = new_id();
        let decide = move |work: &mut Work<'_>| work.create_mission(&mission_id, &spec, written.clone());
        self.workbench.commit(&author, once.as_ref(), &Scope::Known(WorkReads::default()), decide).await
    }
}

fn new_id() -> MissionId {
    Uuid::now_v7().to_string().parse().expect("a UUID in its hyphenated form is a mission's id")
}
