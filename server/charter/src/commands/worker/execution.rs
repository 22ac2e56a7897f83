//! One run: a directory, the program under a supervisor, what it prints, how it ends.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use charter_sdk::{
    Endpoint,
    worker::{Completion, Failure, RunContext, StopToken},
};
use charter_types::LogLevel;
use tempfile::TempDir;
use tokio::{
    io::AsyncWriteExt,
    process::{Child, ChildStdin},
    time::Instant,
};

use super::{
    artifacts, ending,
    environment::{self, Folders},
    pump::{pump_errors, pump_output},
    supervisor,
};
use crate::output::{
    Output, printable,
    style::{BAD, FAINT, GOOD, NAME},
};

/// What is run for each run.
#[derive(Debug)]
pub struct Program(Vec<OsString>);

impl Program {
    /// A line for `sh -c`.
    pub fn shell(line: &str) -> Self {
        Self(["sh", "-c", line].map(OsString::from).to_vec())
    }

    /// A program and its arguments.
    pub fn direct(words: Vec<OsString>) -> Self {
        Self(words)
    }
}

/// What all executions of a worker have in common.
#[derive(Debug)]
pub struct Execution {
    pub endpoint: Endpoint,
    pub program: Program,
    pub grace: Duration,
    pub workdir: PathBuf,
    /// For people who look on.
    pub output: Option<Arc<Mutex<Output>>>,
}

impl Execution {
    /// # Errors
    /// When the run has failed.
    pub async fn run(&self, context: RunContext) -> Result<Completion, Failure> {
        let run = context.run();
        self.tell(format!("{NAME}{}{NAME:#} {}", run.run_id, printable(&run.title)));
        let outcome = self.execute(&context).await;
        self.tell(match &outcome {
            Ok(_) => format!("{NAME}{}{NAME:#} {GOOD}succeeded{GOOD:#}", run.run_id),
            Err(failure) => {
                let first = failure.detail().lines().next().unwrap_or_default();
                let (id, class) = (&run.run_id, failure.class());
                format!("{NAME}{id}{NAME:#} {BAD}failed{BAD:#} {FAINT}{class}: {}{FAINT:#}", printable(first))
            }
        });
        outcome
    }

    fn tell(&self, line: String) {
        if let Some(output) = &self.output {
            // Nobody has to look on.
            let _ = output.lock().unwrap_or_else(PoisonError::into_inner).line(line);
        }
    }

    async fn execute(&self, context: &RunContext) -> Result<Completion, Failure> {
        let place = Place::make(&self.workdir, context)?;
        let outcome = self.execute_in(&place, context).await;
        place.remove().await;
        outcome
    }

    async fn execute_in(&self, place: &Place, context: &RunContext) -> Result<Completion, Failure> {
        let mut child = self.spawn(context, place)?;
        let control = child.stdin.take().ok_or_else(|| io::Error::other("the supervisor has no standard input"))?;
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        let (output, errors) = output.zip(errors).ok_or_else(|| io::Error::other("the supervisor has no pipes"))?;

        let mut said = ending::Said::default();
        let ended = StopToken::new();
        let watched = watch(&mut child, control, context, &ended);
        let printed = pump_output(output, context, ended.clone(), &mut said);
        let (status, (), last_words) = tokio::join!(watched, printed, pump_errors(errors, context, ended.clone()));
        said.last_words = last_words;
        if context.stop_reason().is_some() {
            return Err(stopped(context));
        }
        let completion = ending::completion(status.ok(), said)?;
        let artifacts = tokio::select! {
            biased;
            () = context.cancelled() => return Err(stopped(context)),
            artifacts = artifacts::upload_folder(context, &place.artifacts) => artifacts?,
        };
        Ok(completion.artifacts(artifacts))
    }

    fn spawn(&self, context: &RunContext, place: &Place) -> io::Result<Child> {
        let remaining = remaining(*context.lease_ends().borrow());
        let mut command = supervisor::command(self.grace, remaining, &place.document)?;
        command.args(&self.program.0).current_dir(&place.work);
        let folders = Folders { inputs: &place.inputs, artifacts: &place.artifacts };
        environment::set(&mut command, context, &self.endpoint, &folders);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // What Ctrl-C sends to the worker is not for the supervisor.
        command.process_group(0).spawn()
    }
}

/// Tells the supervisor how the lease goes on and when to stop, until it has ended.
async fn watch(
    child: &mut Child,
    control: ChildStdin,
    context: &RunContext,
    ended: &StopToken,
) -> io::Result<ExitStatus> {
    let mut control = Some(control);
    let mut lease = context.lease_ends();
    let status = loop {
        tokio::select! {
            status = child.wait() => break status,
            () = context.cancelled(), if control.is_some() => control = None,
            Ok(()) = lease.changed(), if control.is_some() => {
                let remaining = supervisor::extension(remaining(*lease.borrow_and_update()));
                // A supervisor that is gone is noticed above.
                if let Some(control) = &mut control {
                    let _ = control.write_all(&remaining).await;
                }
            }
        }
    };
    ended.cancel();
    if status.as_ref().is_ok_and(|status| status.code().is_none()) {
        context.log(LogLevel::Warn, "the program's supervisor was killed: processes may be left over").await;
    }
    status
}

fn stopped(context: &RunContext) -> Failure {
    match context.stop_reason() {
        Some(reason) => Failure::retryable(format!("stopped: {reason:?}")),
        None => Failure::retryable("stopped"),
    }
}

fn remaining(end: Instant) -> Duration {
    end.saturating_duration_since(Instant::now())
}

/// The directory of an attempt; removed with everything in it.
struct Place {
    root: TempDir,
    work: PathBuf,
    inputs: PathBuf,
    artifacts: PathBuf,
    document: PathBuf,
}

impl Place {
    fn make(parent: &Path, context: &RunContext) -> io::Result<Self> {
        let claimed = context.claimed();
        let prefix = format!("charter-{}-{}-", claimed.run.run_id, claimed.lease.epoch);
        let root = tempfile::Builder::new().prefix(&prefix).tempdir_in(std::path::absolute(parent)?)?;
        let [work, inputs, artifacts] = ["work", "inputs", "artifacts"].map(|name| root.path().join(name));
        for folder in [&work, &inputs, &artifacts] {
            std::fs::create_dir(folder)?;
        }
        let document = inputs.join("run.json");
        let mut text = serde_json::to_vec(claimed)?;
        text.push(b'\n');
        std::fs::write(&document, text)?;
        Ok(Self { root, work, inputs, artifacts, document })
    }
    /// Removes everything. That may take a while, and may fail when the program has changed who may do so.
    async fn remove(self) {
        let path = self.root.path().to_owned();
        let removed = tokio::task::spawn_blocking(move || self.root.close()).await;
        if let Ok(Err(error)) = removed {
            tracing::warn!(path = %path.display(), %error, "a run's directory is left over");
        }
    }
}
