use charter_auth::Rights;
use charter_orchestrator::{Event, RunEvent as Observed};
use charter_types::{RunEvent, RunId, RunLease, RunReport};
use serde_json::Value;

use super::{Runs, create::MOST_JSON_BYTES, holder::Holder, policy};
use crate::{
    EngineError, RequestContext, approval,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    json_size::check_size,
    work::{Scope, Work, WorkAuthor, told_lease},
};

impl Runs {
    /// Takes in what a run does.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`], [`EngineError::Invalid`], [`EngineError::LeaseLost`],
    /// [`EngineError::NotAllowed`] or [`EngineError::ApprovalConflict`] when a tool's call has not the approval that it needs,
    /// [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or [`EngineError::Store`].
    pub async fn report(
        &self,
        rights: &Rights,
        request: RequestContext,
        run_id: &RunId,
        body: RunReport,
    ) -> Result<Outcome<RunLease>, EngineError> {
        policy::may_change(rights, run_id)?;
        check_sizes(&body.events)?;
        let once = match &request.idempotency_key {
            None => None,
            Some(key) => {
                let written = serde_json::to_value(&body).map_err(|error| EngineError::corrupt("a report", &error))?;
                let fingerprint = Fingerprint::of_operation("reportRunEvents").text(run_id).json(&written);
                Some(Once::new(rights, key, fingerprint))
            }
        };
        let author = WorkAuthor::of_request(rights, request.request_id);
        let holder = Holder { run_id: run_id.clone(), epoch: body.epoch, principal: author.principal.clone() };
        let usage = usage_of(&body.events);
        let named = approval::named_by(&body.events).map(|id| approval::documents::approval(rights.partition(), id));
        let scope = Scope::Run(run_id.clone(), usage.clone(), named.collect());
        let events = body.events;
        let decide = move |work: &mut Work<'_>| {
            let (run, lease) = holder.check(work)?;
            approval::check_tool_calls(work, &run, &events)?;
            let expires_at = work.lease(&holder.run_id).and_then(|document| document.due_at).unwrap_or(work.now());
            work.edit_run(&holder.run_id, |change| {
                events.iter().for_each(|event| change.report(&holder.principal, event.clone()));
            })?;
            if let Some(mission_id) = &run.mission_id {
                for event in &usage {
                    work.apply(mission_id, event)?;
                }
            }
            let run = work.run(&holder.run_id)?;
            Ok(told_lease(run, &lease, expires_at))
        };
        self.workbench.commit(&author, once.as_ref(), &scope, decide).await
    }
}

/// What counts against the budgets of the run's mission, all reports together.
fn usage_of(events: &[RunEvent]) -> Vec<Event> {
    let (mut tokens, mut cost_micros) = (0_u64, 0_u64);
    for event in events {
        if let RunEvent::Usage(usage) = event {
            tokens = tokens.saturating_add(usage.tokens.map_or(0, |tokens| tokens.get()));
            cost_micros = cost_micros.saturating_add(usage.cost_micros.map_or(0, |cost| cost.get()));
        }
    }
    match (tokens, cost_micros) {
        (0, 0) => Vec::new(),
        (tokens, cost_micros) => vec![Event::Observed(Observed::UsageReported { tokens, cost_micros })],
    }
}

fn check_sizes(events: &[RunEvent]) -> Result<(), EngineError> {
    for (index, event) in events.iter().enumerate() {
        let (member, value): (&str, Option<&Value>) = match event {
            RunEvent::ToolStarted(call) => ("arguments", call.arguments.as_ref()),
            RunEvent::ToolFinished(answer) => ("result", answer.result.as_ref()),
            _ => continue,
        };
        if let Some(value) = value {
            check_size(value, MOST_JSON_BYTES, &format!("/events/{index}/{member}"))?;
        }
    }
    Ok(())
}
