use charter_sdk::Error;
use charter_types::{Clock, Run, RunId, SystemClock};
use clap::Args;

use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output, age, printable,
        style::{BAD, FAINT, NAME, TITLE},
    },
};

/// Show a run
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter run get 0197a3c4-6f00-7000-8000-000000000011.00000001\n\n{WHICH_SERVER}"))]
pub struct Get {
    /// The run.
    run: RunId,
    #[command(flatten)]
    connection: Connection,
}

impl Get {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let run = client.get_run(&self.run).await.map_err(Error::from)?.into_inner();
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&run);
        }
        output.line(format!("{TITLE}{}{TITLE:#}", printable(&run.title)))?;
        output.line(about(&run))?;
        if let Some(failure) = &run.failure {
            output.line(format!("{BAD}attempt {} failed{BAD:#} ({})", failure.attempt, failure.class))?;
            failure
                .detail
                .iter()
                .flat_map(|detail| detail.lines())
                .try_for_each(|line| output.line(printable(line)))?;
        }
        for (name, text) in [("cancelled because", &run.cancel_reason), ("feedback", &run.feedback)] {
            if let Some(text) = text {
                output.line(format!("{TITLE}{name}{TITLE:#}: {}", printable(text)))?;
            }
        }
        for artifact in run.artifacts.iter().flatten() {
            output.line(format!("{TITLE}artifact{TITLE:#}: {} {} bytes", printable(&artifact.name), artifact.size))?;
        }
        for (name, value) in [("input", &run.input), ("output", &run.output)] {
            if let Some(value) = value {
                output.line(format!("{TITLE}{name}{TITLE:#}: {}", printable(&value.to_string())))?;
            }
        }
        Ok(())
    }
}

fn about(run: &Run) -> String {
    let created = age(SystemClock.now(), run.created_at);
    let mut about = format!("{NAME}{}{NAME:#}{FAINT}  {}", run.run_id, run.status);
    if let Some(verdict) = &run.verdict {
        about.push_str(&format!(", verdict {verdict}"));
    }
    let judges = run.gate.as_ref().map(|gate| format!(" at the {gate} gate")).unwrap_or_default();
    about.push_str(&format!(", role {}{judges}, attempt {}", run.role, run.attempt));
    if let Some(worker) = &run.worker {
        about.push_str(&format!(", worker {worker}"));
    }
    about
        + &format!(
            ", {} tokens, {} records, created {created} ago by {}{FAINT:#}",
            run.usage.tokens, run.records, run.created_by
        )
}
