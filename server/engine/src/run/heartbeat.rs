use charter_auth::Rights;
use charter_store::Write;
use charter_types::{RunHeartbeat, RunId, RunLease};

use super::{Runs, documents, holder::Holder, policy};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    work::{Scope, Work, WorkAuthor, WorkReads, told_lease},
};

impl Runs {
    /// Has a lease last for its whole length again. The run itself does not change by that.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`], [`EngineError::LeaseLost`],
    /// [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or [`EngineError::Store`].
    pub async fn heartbeat(
        &self,
        rights: &Rights,
        request: RequestContext,
        run_id: &RunId,
        body: RunHeartbeat,
    ) -> Result<Outcome<RunLease>, EngineError> {
        policy::may_change(rights, run_id)?;
        let once = request.idempotency_key.map(|key| {
            let epoch = Some(body.epoch);
            Once::new(rights, &key, Fingerprint::of_operation("heartbeatRun").text(run_id).optional(epoch))
        });
        let author = WorkAuthor::of_request(rights, request.request_id);
        let holder = Holder { run_id: run_id.clone(), epoch: body.epoch, principal: author.principal.clone() };
        let mut reads = WorkReads::default();
        reads.run(run_id);
        let lease_id = documents::lease(rights.partition(), run_id);
        let decide = move |work: &mut Work<'_>| {
            let (run, lease) = holder.check(work)?;
            let expires_at = lease.expires_at(work.now());
            let body = serde_json::to_vec(&lease).map_err(|error| EngineError::corrupt("a lease", &error))?;
            work.write(Write::Put { id: lease_id.clone(), body: body.into(), due_at: Some(expires_at) });
            Ok(told_lease(&run, &lease, expires_at))
        };
        self.workbench.commit(&author, once.as_ref(), &Scope::Known(reads), decide).await
    }
}
