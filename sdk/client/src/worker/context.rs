//! What a handler works with.

use std::sync::Arc;

use charter_types::{
    ActionName, ApprovalId, ArtifactName, ClaimedRun, Count, LogLevel, Mission, Percent, Run, RunEvent, RunLog,
    RunProgress, RunToolFinished, RunToolStarted, RunUsage, WorkItem,
};
use serde::Serialize;
use serde_json::Value;
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};
use tokio_util::sync::{CancellationToken, WaitForCancellationFuture};

use super::{lease::Lease, text};
use crate::{
    InvalidInput, Parameter, Upload, approval,
    requests::{ConsumeApproval, RequestApproval, UploadArtifact},
};

/// Why a handler is to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopReason {
    /// Somebody cancelled the run, its item or its mission.
    Requested,
    /// The run has passed on to another worker, or will: nothing more can be said about it.
    LeaseLost,
    /// The run waits for an approval, and will be claimed again when that is decided.
    Parked,
    /// The attempt has taken as long as it may.
    TimeLimit,
    /// The worker is to stop.
    WorkerStops,
}

/// A claimed run, and what its handler can say about it. Cheap to clone.
///
/// What is reported is sent in batches, in its order, in the background; when the server is slow, reporting waits.
/// After the lease is lost it goes nowhere.
#[derive(Debug, Clone)]
pub struct RunContext {
    claimed: Arc<ClaimedRun>,
    lease: Arc<Lease>,
    events: mpsc::Sender<RunEvent>,
}

impl RunContext {
    pub(super) fn new(claimed: ClaimedRun, lease: Arc<Lease>, events: mpsc::Sender<RunEvent>) -> Self {
        Self { claimed: Arc::new(claimed), lease, events }
    }

    /// All that came with the claim.
    pub fn claimed(&self) -> &ClaimedRun {
        &self.claimed
    }

    /// The run, as it was when it was claimed.
    pub fn run(&self) -> &Run {
        &self.claimed.run
    }

    /// Begins an upload for the run, under its lease. Its artifact's id belongs into the completion.
    ///
    /// ```no_run
    /// # async fn example(run: charter_sdk::worker::RunContext) -> Result<(), Box<dyn std::error::Error>> {
    /// let artifact = run.upload("report.md", "All is well").kind("report").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload(&self, name: impl Parameter<ArtifactName>, body: impl Into<Upload>) -> UploadArtifact<'_> {
        let Lease { client, run_id, epoch, .. } = self.lease.as_ref();
        client.upload_artifact(name, body).run_id(run_id).epoch(*epoch)
    }

    /// Asks leave for an action of the run, under its lease. With `park(true)` the lease is given up: the handler then ends,
    /// whatever with, and the run is claimed again when somebody has decided. It finds that approval's id in its run.
    ///
    /// ```no_run
    /// # use charter_sdk::worker::{Completion, Failure, RunContext};
    /// # use serde_json::json;
    /// # async fn example(run: RunContext) -> Result<Completion, Box<dyn std::error::Error>> {
    /// let arguments = json!({ "service": "atlas", "version": "1.4.0" });
    /// let Some(approval_id) = &run.run().approval_id else {
    ///     run.request_approval("deploy.production", &arguments).park(true).await?;
    ///     return Ok(Completion::new());
    /// };
    /// let receipt = run.consume_approval(approval_id, &arguments)?.await?;
    /// # Ok(Completion::new())
    /// # }
    /// ```
    pub fn request_approval(
        &self,
        action: impl Parameter<ActionName>,
        arguments: impl Serialize,
    ) -> RequestApproval<'_> {
        let Lease { client, run_id, epoch, .. } = self.lease.as_ref();
        client.request_approval(action, arguments).run_id(run_id).epoch(*epoch)
    }

    /// Uses an approval for what is about to be done with exactly these arguments.
    ///
    /// # Errors
    /// When they are not JSON, or have a number that has no digest.
    pub fn consume_approval(
        &self,
        approval_id: impl Parameter<ApprovalId>,
        arguments: impl Serialize,
    ) -> Result<ConsumeApproval<'_>, InvalidInput> {
        let Lease { client, epoch, .. } = self.lease.as_ref();
        Ok(client.consume_approval(approval_id, approval::digest_of(arguments)?).epoch(*epoch))
    }

    /// The mission that it is a part of.
    pub fn mission(&self) -> Option<&Mission> {
        self.claimed.mission.as_ref()
    }

    /// The work item that it is for.
    pub fn item(&self) -> Option<&WorkItem> {
        self.claimed.item.as_ref()
    }

    /// Waits until the handler is to stop. It has the worker's grace for that; then it is dropped.
    pub fn cancelled(&self) -> WaitForCancellationFuture<'_> {
        self.lease.stop_token().cancelled()
    }

    /// Cancelled when the handler is to stop; to be handed on.
    pub fn stop_token(&self) -> CancellationToken {
        self.lease.stop_token().child_token()
    }

    /// Why the handler is to stop; `None` as long as it is not.
    pub fn stop_reason(&self) -> Option<StopReason> {
        self.lease.stop_reason()
    }

    /// When the lease is over by this worker's clock; changes with each heartbeat that was answered.
    pub fn lease_ends(&self) -> watch::Receiver<Instant> {
        self.lease.ends()
    }

    /// Reports an event.
    pub async fn report(&self, event: RunEvent) {
        // Nobody takes it any more when the lease is lost.
        let _ = self.events.send(event).await;
    }

    /// Tells what the run does now, and how much of it is done (0 to 100).
    pub async fn progress(&self, step: impl AsRef<str>, percent: u8) {
        let progress = RunProgress::new(text::title(step.as_ref()));
        let percent = percent.min(100).to_string().parse::<Percent>().unwrap_or(Percent::MIN);
        self.report(RunEvent::Progress(progress.with_percent(percent))).await;
    }

    /// Tells something to read; cut, with a mark, when it is longer than the contract allows.
    pub async fn log(&self, level: LogLevel, message: impl AsRef<str>) {
        self.report(RunEvent::Log(RunLog::new(level, text::long(message.as_ref())))).await;
    }

    /// Tells what was used since this was last told.
    pub async fn usage(&self, tokens: u64, cost_micros: u64) {
        let count = |number: u64| number.to_string().parse::<Count>().unwrap_or(Count::MAX);
        let usage = RunUsage::new().with_tokens(count(tokens)).with_cost_micros(count(cost_micros));
        self.report(RunEvent::Usage(usage)).await;
    }

    /// Tells that a tool is being called.
    pub async fn tool_started(&self, tool: impl AsRef<str>, call_id: impl AsRef<str>, arguments: Option<Value>) {
        let mut event = RunToolStarted::new(text::tool(tool.as_ref()), text::call(call_id.as_ref()));
        event.arguments = arguments;
        self.report(RunEvent::ToolStarted(event)).await;
    }

    /// Tells what a tool has answered, or why it did not.
    pub async fn tool_finished(
        &self,
        tool: impl AsRef<str>,
        call_id: impl AsRef<str>,
        outcome: Result<Option<Value>, String>,
    ) {
        let (tool, call_id) = (text::tool(tool.as_ref()), text::call(call_id.as_ref()));
        let mut event = RunToolFinished::new(tool, call_id, outcome.is_ok());
        match outcome {
            Ok(result) => event.result = result,
            Err(error) => event.error = Some(text::long(&error)),
        }
        self.report(RunEvent::ToolFinished(event)).await;
    }
}
