use charter_sdk::{Client, Error, stream::StreamItem};
use charter_types::{EventPayload, Revision, Run, RunId, RunRecord, RunStatus};
use clap::Args;
use futures::TryStreamExt;

use super::record::record_line;
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{
        Output,
        style::{BAD, GOOD},
    },
};

/// Print what a run has reported, of all its attempts
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  charter run logs RUN --follow\n  \
    charter run logs RUN --json | jq -r 'select(.event.kind == \"log\").event.message'\n\n{WHICH_SERVER}"))]
pub struct Logs {
    /// The run.
    run: RunId,
    /// Go on with what it reports, until it has come to its end.
    #[arg(long, short)]
    follow: bool,
    #[command(flatten)]
    connection: Connection,
}

const PAGE_LIMIT: u16 = 1000;

impl Logs {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let mut output = Output::stdout();
        let mut pages = client.list_run_records(&self.run).limit(PAGE_LIMIT).pages();
        let mut listed = Revision::ZERO;
        while let Some(page) = pages.try_next().await.map_err(Error::from)? {
            page.items.iter().try_for_each(|record| self.print(record, &mut output))?;
            listed = page.revision;
        }
        if self.follow { self.follow(&client, listed, &mut output).await } else { Ok(()) }
    }

    /// What was reported after `listed`, until the run's end.
    async fn follow(&self, client: &Client, listed: Revision, output: &mut Output) -> Result<(), Failure> {
        let run = client.get_run(&self.run).await.map_err(Error::from)?.into_inner();
        // One that has ended since is told of by the stream too.
        if is_final(&run) && run.rev <= listed {
            return self.end(&run, output);
        }
        let mut stream = client.watch_run(&self.run).after(listed).stream();
        while let Some(item) = stream.try_next().await? {
            let StreamItem::Event(event) = item else { continue };
            match event.payload() {
                EventPayload::RunLog(record)
                | EventPayload::RunProgress(record)
                | EventPayload::RunToolStarted(record)
                | EventPayload::RunToolFinished(record)
                | EventPayload::RunUsage(record) => self.print(&record, output)?,
                EventPayload::RunUpdated(run) if is_final(&run) => return self.end(&run, output),
                _ => {}
            }
        }
        Ok(())
    }

    fn print(&self, record: &RunRecord, output: &mut Output) -> Result<(), Failure> {
        if self.connection.json { output.json(record) } else { output.line(record_line(record)) }
    }

    fn end(&self, run: &Run, output: &mut Output) -> Result<(), Failure> {
        if self.connection.json {
            return Ok(());
        }
        let style = if run.status == RunStatus::Succeeded { GOOD } else { BAD };
        output.line(format!("{style}{}{style:#}", run.status))
    }
}

fn is_final(run: &Run) -> bool {
    matches!(run.status, RunStatus::Succeeded | RunStatus::Failed | RunStatus::Cancelled)
}
