//! `charter worker`: any program as a worker.
//!
//! ```text
//! worker ─► a supervisor for each run ─► CMD and whatever it starts
//!        ◄──────────── lines ────────────┘
//! ```

mod artifacts;
mod ending;
mod environment;
mod execution;
mod line;
mod lines;
mod pump;
pub mod supervisor;

use std::{
    ffi::OsString,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use charter_sdk::{
    Client,
    worker::{StopToken, Tally},
};
use charter_types::{Capability, MissionId, Role, WorkerName};
use clap::Args;
use serde_json::json;

use self::execution::{Execution, Program};
use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::read_duration,
    },
    failure::Failure,
    output::{
        Output,
        style::{BAD, FAINT, GOOD, NAME},
    },
    server::StopSignals,
};

/// Work on runs with any program: claim them, run the program for each, report what it prints and how it ends
#[derive(Debug, Args)]
#[command(after_help = format!("{}\n\n{EXAMPLES}\n\n{WHICH_SERVER}", environment::HELP))]
pub struct Worker {
    /// What to run for each run, as a line for `sh -c`; or give the program and its arguments after `--`.
    #[arg(long, value_name = "CMD", conflicts_with = "program", required_unless_present = "program")]
    exec: Option<String>,
    /// The roles to take; several when it is given several times.
    #[arg(long = "role", value_name = "ROLE", default_value = "specialist")]
    roles: Vec<Role>,
    /// What the program can do; runs that need more go to others.
    #[arg(long = "skill", value_name = "SKILL")]
    skills: Vec<Capability>,
    /// Only runs of this mission.
    #[arg(long, value_name = "MISSION")]
    mission: Option<MissionId>,
    /// How many runs to work on at once.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    concurrency: u16,
    /// How long a run stays with this worker when nothing is heard of it.
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = read_seconds)]
    lease: Duration,
    /// How long processes may take from SIGTERM to SIGKILL.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = read_seconds)]
    grace: Duration,
    /// Where each run gets a directory of its own, which is removed after it; the system's place for such by default.
    #[arg(long, value_name = "DIR")]
    workdir: Option<PathBuf>,
    /// End after one run.
    #[arg(long)]
    once: bool,
    /// End when there was nothing to do for so long.
    #[arg(long, value_name = "SECONDS", value_parser = read_seconds)]
    until_idle: Option<Duration>,
    /// What the worker calls itself, for people.
    #[arg(long)]
    name: Option<WorkerName>,
    #[command(flatten)]
    connection: Connection,
    /// The program and its arguments, run without a shell.
    #[arg(last = true, value_name = "PROGRAM")]
    program: Vec<OsString>,
}

const EXAMPLES: &str = r#"Examples:
  charter worker --exec 'jq .run.title && make atlas'
  charter worker --role reviewer --role tester --concurrency 4 --exec ./judge.sh
  charter worker --once -- python3 agent.py --model small"#;

/// What the SDK waits longer than the processes get: they have to be gone before it gives up on them.
const MARGIN: Duration = Duration::from_secs(5);

impl Worker {
    pub async fn run(self) -> Result<(), Failure> {
        let endpoint = self.connection.endpoint()?;
        let client = Client::builder().url(&endpoint.url).token(&endpoint.token).build()?;
        let signals = StopSignals::catch().map_err(Failure::io("catch signals"))?;
        let output = Arc::new(Mutex::new(Output::stdout()));
        let program = match self.exec {
            Some(line) => Program::shell(&line),
            None => Program::direct(self.program),
        };
        let execution = Arc::new(Execution {
            endpoint,
            program,
            grace: self.grace,
            workdir: self.workdir.unwrap_or_else(std::env::temp_dir),
            output: (!self.connection.json).then(|| Arc::clone(&output)),
        });
        let stop = StopToken::new();
        let stopping = stop.clone();
        tokio::spawn(async move {
            signals.first().await;
            stopping.cancel();
        });
        let mut worker = client.worker(self.roles).skills(self.skills).concurrency(self.concurrency.into());
        worker = worker.lease(self.lease).grace(self.grace + MARGIN).stop(stop);
        if let Some(mission_id) = self.mission {
            worker = worker.mission(mission_id);
        }
        if let Some(name) = self.name {
            worker = worker.name(name);
        }
        if self.once {
            worker = worker.at_most(1);
        }
        if let Some(idle) = self.until_idle {
            worker = worker.until_idle(idle);
        }
        let handler = move |context| {
            let execution = Arc::clone(&execution);
            async move { execution.run(context).await }
        };
        let tally = worker.run(handler).await?;
        let mut output = output.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        print(tally, &mut output, self.connection.json)
    }
}

fn print(tally: Tally, output: &mut Output, as_json: bool) -> Result<(), Failure> {
    let Tally { completed, failed, lost, parked, .. } = tally;
    if as_json {
        return output.json(&json!({ "completed": completed, "failed": failed, "lost": lost, "parked": parked }));
    }
    let waiting = if parked > 0 { format!(", {NAME}{parked} waiting for approval{NAME:#}") } else { String::new() };
    output.line(format!(
        "{GOOD}{completed} completed{GOOD:#}, {BAD}{failed} failed{BAD:#}, {FAINT}{lost} lost to others{FAINT:#}{waiting}"
    ))
}

/// `30`, `0.5` or `2m`: for clap.
fn read_seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string()),
        Err(_) => read_duration(text),
    }
}
