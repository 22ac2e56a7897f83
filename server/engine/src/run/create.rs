use charter_auth::Rights;
use charter_types::{AttemptLimit, Count, Run, RunId, RunSpec, RunStatus, RunTotals};
use uuid::Uuid;

use super::{Runs, policy};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    json_size::check_size,
    work::{Scope, Work, WorkAuthor, WorkReads},
};

/// How large what a run gets and answers may be, as JSON.
pub(super) const MOST_JSON_BYTES: usize = 64 * 1024;
const DEFAULT_ATTEMPTS: u16 = 3;

impl Runs {
    /// Queues a run that belongs to no mission.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::Invalid`], [`EngineError::IdempotencyConflict`] or
    /// [`EngineError::Store`].
    pub async fn create(
        &self,
        rights: &Rights,
        request: RequestContext,
        spec: RunSpec,
    ) -> Result<Outcome<Run>, EngineError> {
        policy::may_create(rights)?;
        if let Some(input) = &spec.input {
            check_size(input, MOST_JSON_BYTES, "/input")?;
        }
        let once = match &request.idempotency_key {
            None => None,
            Some(key) => {
                let written = serde_json::to_value(&spec).map_err(|error| EngineError::corrupt("a run", &error))?;
                Some(Once::new(rights, key, Fingerprint::of_operation("createRun").json(&written)))
            }
        };
        let author = WorkAuthor::of_request(rights, request.request_id);
        let (run_id, creator) = (new_id(), author.principal.clone());
        let decide = move |work: &mut Work<'_>| {
            let run = queued(work, run_id.clone(), spec.clone(), creator.clone());
            work.create_run(run.clone());
            Ok(run)
        };
        self.workbench.commit(&author, once.as_ref(), &Scope::Known(WorkReads::default()), decide).await
    }
}

fn queued(work: &Work<'_>, run_id: RunId, spec: RunSpec, creator: charter_types::Principal) -> Run {
    let (none, now) = (Count::MIN, work.now());
    let (skills, totals) = (spec.skills.unwrap_or_default(), RunTotals::new(none, none));
    let (rev, queued) = (work.revision(), RunStatus::Queued);
    let mut run =
        Run::new(run_id, spec.title, spec.role, skills, queued, none, none, none, totals, none, rev, now, creator, now);
    run.labels = spec.labels;
    run.input = spec.input;
    run.not_before = spec.not_before.filter(|at| *at > now);
    run.max_attempts = Some(spec.max_attempts.unwrap_or_else(default_attempts));
    run.time_limit_ms = spec.time_limit_ms;
    run
}

pub(super) fn default_attempts() -> AttemptLimit {
    AttemptLimit::new(DEFAULT_ATTEMPTS).unwrap_or(AttemptLimit::MIN)
}

fn new_id() -> RunId {
    Uuid::now_v7().to_string().parse().expect("a UUID in its hyphenated form is a run's id")
}
