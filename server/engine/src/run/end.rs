use charter_auth::Rights;
use charter_orchestrator::{Event, FailureClass, Retry, RunEvent as Observed, retry};
use charter_types::{
    ArtifactLink, Gate, ItemId, LongText, MissionEvent, MissionId, MissionItemsAdded, MissionStatus,
    ReportedFailureClass, Run, RunCompletion, RunFailureClass, RunFailureReport, RunId, RunStatus,
};

use super::{
    Runs,
    create::{MOST_JSON_BYTES, default_attempts},
    holder::Holder,
    policy,
};
use crate::{
    EngineError, RequestContext, artifact,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    json_size::check_size,
    work::{NotDecided, Scope, Work, WorkAuthor},
};

/// The role whose runs add work to their missions.
const PLANNER: &str = "planner";

impl Runs {
    /// A run has succeeded.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`], [`EngineError::Invalid`], [`EngineError::LeaseLost`],
    /// [`EngineError::MissionConflict`], [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or
    /// [`EngineError::Store`].
    pub async fn complete(
        &self,
        rights: &Rights,
        request: RequestContext,
        run_id: &RunId,
        body: RunCompletion,
    ) -> Result<Outcome<Run>, EngineError> {
        policy::may_change(rights, run_id)?;
        if let Some(output) = &body.output {
            check_size(output, MOST_JSON_BYTES, "/output")?;
        }
        let once = once(rights, &request, "completeRun", run_id, &body)?;
        let author = WorkAuthor::of_request(rights, request.request_id);
        let holder = Holder { run_id: run_id.clone(), epoch: body.epoch, principal: author.principal.clone() };
        let run = self.get(rights, run_id).await?.read_as::<Run>("a run")?;
        let made = body.artifacts.clone().unwrap_or_default();
        let scope = Scope::Run(
            run_id.clone(),
            completion_events(&run, &body, Vec::new()),
            artifact::reads_of(rights.partition(), &made),
        );
        let decide = move |work: &mut Work<'_>| {
            let (run, _) = holder.check(work)?;
            check_fits(&run, &body)?;
            let artifacts = work.artifacts_of(&run.run_id, &made)?;
            complete(work, &run, &body, artifacts)?;
            Ok(work.run(&holder.run_id)?.clone())
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }

    /// An attempt at a run has failed.
    ///
    /// # Errors
    /// As [`Runs::complete`].
    pub async fn fail(
        &self,
        rights: &Rights,
        request: RequestContext,
        run_id: &RunId,
        body: RunFailureReport,
    ) -> Result<Outcome<Run>, EngineError> {
        policy::may_change(rights, run_id)?;
        let class = failure_class(&body)?;
        let once = once(rights, &request, "failRun", run_id, &body)?;
        let author = WorkAuthor::of_request(rights, request.request_id);
        let holder = Holder { run_id: run_id.clone(), epoch: body.epoch, principal: author.principal.clone() };
        let run = self.get(rights, run_id).await?.read_as::<Run>("a run")?;
        let scope = Scope::Run(run_id.clone(), ends_badly(&run), Vec::new());
        let decide = move |work: &mut Work<'_>| {
            let (run, _) = holder.check(work)?;
            fail(work, &run, &class, body.detail.clone())?;
            Ok(work.run(&holder.run_id)?.clone())
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }
}

fn once(
    rights: &Rights,
    request: &RequestContext,
    operation: &str,
    run_id: &RunId,
    body: &impl serde::Serialize,
) -> Result<Option<Once>, EngineError> {
    let Some(key) = &request.idempotency_key else { return Ok(None) };
    let written = serde_json::to_value(body).map_err(|error| EngineError::corrupt("a request", &error))?;
    Ok(Some(Once::new(rights, key, Fingerprint::of_operation(operation).text(run_id).json(&written))))
}

/// What a mission is told when its run is completed.
fn completion_events(run: &Run, body: &RunCompletion, artifacts: Vec<ArtifactLink>) -> Vec<Event> {
    let Some((_, item_id)) = place(run) else { return Vec::new() };
    let items = body.items.clone().filter(|items| !items.is_empty());
    let added = items.map(|items| Event::Requested(MissionEvent::ItemsAdded(MissionItemsAdded::new(items))));
    let succeeded = Event::Observed(Observed::RunSucceeded {
        item_id: item_id.clone(),
        run_id: run.run_id.clone(),
        verdict: body.verdict,
        feedback: body.feedback.clone(),
        artifacts,
    });
    added.into_iter().chain([succeeded]).collect()
}

/// What a mission may be told when its run does not succeed: what is to be read for the one is to be read for the other.
pub(super) fn ends_badly(run: &Run) -> Vec<Event> {
    let Some((_, item_id)) = place(run) else { return Vec::new() };
    vec![Event::Observed(Observed::RunFailed {
        item_id: item_id.clone(),
        run_id: run.run_id.clone(),
        class: FailureClass::LeaseLost,
        detail: None,
    })]
}

fn complete(
    work: &mut Work<'_>,
    run: &Run,
    body: &RunCompletion,
    artifacts: Vec<ArtifactLink>,
) -> Result<(), NotDecided> {
    if !is_awaited(work, run)? {
        return stopped(work, run);
    }
    work.edit_run(&run.run_id, |change| {
        let run = change.end(RunStatus::Succeeded);
        run.output = body.output.clone();
        run.verdict = body.verdict;
        run.feedback = body.feedback.clone();
        run.artifacts = Some(artifacts.clone()).filter(|artifacts| !artifacts.is_empty());
    })?;
    if let Some((mission_id, _)) = place(run) {
        for event in completion_events(run, body, artifacts) {
            work.apply(mission_id, &event)?;
        }
    }
    Ok(())
}

/// Whether something still comes of the run: its mission goes on, and its item has not gone on without it.
pub(crate) fn is_awaited(work: &mut Work<'_>, run: &Run) -> Result<bool, NotDecided> {
    let Some((mission_id, item_id)) = place(run) else { return Ok(true) };
    if !matches!(work.mission(mission_id)?.status, MissionStatus::Running | MissionStatus::Paused) {
        return Ok(false);
    }
    Ok(work.item(mission_id, item_id)?.is_some_and(|item| item.run_id.as_ref() == Some(&run.run_id)))
}

/// An attempt has failed: what comes of it is decided by the mission, or by the class when there is none. What was told to
/// stop is cancelled by that.
pub(super) fn fail(
    work: &mut Work<'_>,
    run: &Run,
    class: &FailureClass,
    detail: Option<LongText>,
) -> Result<(), NotDecided> {
    if run.status == RunStatus::Cancelling {
        return stopped(work, run);
    }
    work.edit_run(&run.run_id, |change| change.fail(told_class(class), detail.clone()))?;
    if let Some((mission_id, item_id)) = place(run) {
        let (item_id, run_id, class) = (item_id.clone(), run.run_id.clone(), class.clone());
        work.apply(mission_id, &Event::Observed(Observed::RunFailed { item_id, run_id, class, detail }))?;
        return Ok(());
    }
    let most = u64::from(run.max_attempts.unwrap_or_else(default_attempts).get());
    let failures = work.run(&run.run_id)?.failures.get();
    // What was parked was no attempt that failed.
    let attempts = run.attempt.get().saturating_sub(run.parks.map_or(0, |parks| parks.get()));
    match retry(class, &run.run_id, failures, attempts, most, work.now()) {
        Retry::Never => {}
        Retry::At(not_before) => {
            work.edit_run(&run.run_id, |change| change.queue(not_before))?;
        }
    }
    Ok(())
}

/// An attempt was stopped, or nobody awaits it any more.
fn stopped(work: &mut Work<'_>, run: &Run) -> Result<(), NotDecided> {
    work.edit_run(&run.run_id, |change| {
        change.end(RunStatus::Cancelled);
    })?;
    if let Some((mission_id, item_id)) = place(run) {
        let (item_id, run_id) = (item_id.clone(), run.run_id.clone());
        work.apply(mission_id, &Event::Observed(Observed::RunStopped { item_id, run_id }))?;
    }
    Ok(())
}

/// Where in which mission a run belongs.
fn place(run: &Run) -> Option<(&MissionId, &ItemId)> {
    run.mission_id.as_ref().zip(run.item_id.as_ref())
}

fn check_fits(run: &Run, body: &RunCompletion) -> Result<(), EngineError> {
    match (run.gate, body.verdict) {
        (Some(gate), None) => {
            let gate: Gate = gate;
            Err(EngineError::invalid("/verdict", format!("is required of a run at the gate {gate}")))
        }
        (None, Some(_)) => Err(EngineError::invalid("/verdict", "is for runs at a gate only")),
        _ if body.items.is_some() && (run.role.as_str() != PLANNER || run.mission_id.is_none()) => {
            Err(EngineError::invalid("/items", "are added by a mission's runs of the role planner only"))
        }
        _ => Ok(()),
    }
}

fn failure_class(body: &RunFailureReport) -> Result<FailureClass, EngineError> {
    let class = match (body.class, body.after_ms) {
        (ReportedFailureClass::RateLimited, after) => {
            FailureClass::RateLimited { after_ms: after.map_or(0, |after| after.get()) }
        }
        (_, Some(_)) => return Err(EngineError::invalid("/after_ms", "is for the class rate_limited only")),
        (ReportedFailureClass::Retryable, None) => FailureClass::Retryable,
        (ReportedFailureClass::NonRetryable, None) => FailureClass::NonRetryable,
        (ReportedFailureClass::Budget, None) => FailureClass::Budget,
        (ReportedFailureClass::Policy, None) => FailureClass::Policy,
    };
    Ok(class)
}

const fn told_class(class: &FailureClass) -> RunFailureClass {
    match class {
        FailureClass::Retryable => RunFailureClass::Retryable,
        FailureClass::RateLimited { .. } => RunFailureClass::RateLimited,
        FailureClass::NonRetryable => RunFailureClass::NonRetryable,
        FailureClass::Budget => RunFailureClass::Budget,
        FailureClass::Policy => RunFailureClass::Policy,
        FailureClass::LeaseLost => RunFailureClass::LeaseLost,
    }
}
