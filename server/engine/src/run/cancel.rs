use charter_auth::Rights;
use charter_types::{Run, RunCancellation, RunId, RunStatus};

use super::{Runs, documents, policy, refusals};
use crate::{
    EngineError, Preconditions, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    work::{NotDecided, Scope, Work, WorkAuthor},
};

impl Runs {
    /// Has a run stop: at once when it is queued, by its worker when it is under way.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`], [`EngineError::RunConflict`],
    /// [`EngineError::PreconditionFailed`], [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or
    /// [`EngineError::Store`].
    pub async fn cancel(
        &self,
        rights: &Rights,
        request: RequestContext,
        run_id: &RunId,
        preconditions: Preconditions,
        body: RunCancellation,
    ) -> Result<Outcome<Run>, EngineError> {
        policy::may_change(rights, run_id)?;
        let once = request.idempotency_key.map(|key| {
            let fingerprint = Fingerprint::of_operation("cancelRun")
                .text(run_id)
                .optional(preconditions.if_match.as_ref())
                .optional(body.reason.as_deref());
            Once::new(rights, &key, fingerprint)
        });
        let author = WorkAuthor::of_request(rights, request.request_id);
        let scope = Scope::Run(run_id.clone(), Vec::new(), Vec::new());
        let document_id = documents::run(rights.partition(), run_id);
        let run_id = run_id.clone();
        let decide = move |work: &mut Work<'_>| {
            preconditions.check(work.document(&document_id))?;
            let run = work.run(&run_id)?;
            check_can_stop(run)?;
            Ok(work.edit_run(&run_id, |change| change.stop(body.reason.clone()))?.clone())
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }
}

fn check_can_stop(run: &Run) -> Result<(), NotDecided> {
    let is_of_mission = run.mission_id.is_some();
    match run.status {
        RunStatus::Running | RunStatus::Cancelling => Ok(()),
        RunStatus::Queued | RunStatus::WaitingApproval if !is_of_mission => Ok(()),
        // Its item would wait for it for ever.
        RunStatus::Queued | RunStatus::WaitingApproval => Err(EngineError::RunConflict {
            message: format!("nobody is at the run {}: cancel its item to be rid of it", run.run_id),
        }
        .into()),
        _ => Err(refusals::state(run, "cancelled").into()),
    }
}
