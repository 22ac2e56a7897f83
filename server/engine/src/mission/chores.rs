use async_trait::async_trait;
use charter_orchestrator::{Event, RunEvent};
use charter_store::{Collection, Document, Frame, ListQuery, Write};
use charter_types::{MissionId, RunId, RunStatus};
use futures::future::join_all;

use super::jobs::{self, JOBS, Job};
use crate::{
    EngineError,
    expiry::Due,
    run,
    work::{NotDecided, Scope, Work, WorkAuthor, WorkReads, Workbench},
};

/// Runs that are stopped in one commit.
const STOPPED_AT_ONCE: usize = 50;
const MOST_BYTES: usize = 1 << 20;

/// Does what missions have the engine do later.
pub(crate) struct Chores {
    pub(crate) workbench: Workbench,
}

#[async_trait]
impl Due for Chores {
    fn collection(&self) -> Collection {
        JOBS
    }

    async fn end(&self, due: Vec<Document>) -> Result<(), EngineError> {
        join_all(due.iter().map(|job| self.do_one(job))).await.into_iter().collect()
    }
}

impl Chores {
    async fn do_one(&self, document: &Document) -> Result<(), EngineError> {
        let (mission_id, job) = jobs::read(document)?;
        let author = WorkAuthor::engine(document.id.partition.clone());
        let done = Write::Delete { id: document.id.clone() };
        match job {
            Job::Look => self.look(&author, mission_id, done).await,
            Job::StopRuns => self.stop_runs(&author, &mission_id, done).await,
            Job::Summary => self.finish(&author, done).await,
        }
    }

    /// Tells the mission that a time has come.
    async fn look(&self, author: &WorkAuthor, mission_id: MissionId, done: Write) -> Result<(), EngineError> {
        let event = Event::Observed(RunEvent::TimeReached);
        let scope = Scope::Mission(mission_id.clone(), vec![event.clone()]);
        let decide = move |work: &mut Work<'_>| {
            match work.apply(&mission_id, &event) {
                // To a mission that has come to its end, no time matters.
                Ok(_) | Err(NotDecided::Refused(_)) => {}
                Err(other) => return Err(other),
            }
            work.write(done.clone());
            Ok(())
        };
        self.workbench.try_commit(author, None, &scope, decide).await.map(drop)
    }

    /// Cancels what waits, and tells what is under way to stop.
    async fn stop_runs(&self, author: &WorkAuthor, mission_id: &MissionId, done: Write) -> Result<(), EngineError> {
        for collection in [run::documents::QUEUE, run::documents::LEASES] {
            let mut after_key = None;
            loop {
                let query = ListQuery {
                    collection,
                    partition: author.partition.clone(),
                    prefix: format!("{}.", mission_id.as_str()),
                    after_key,
                    limit: STOPPED_AT_ONCE,
                    max_bytes: MOST_BYTES,
                    at: None,
                    frame: Frame::default(),
                };
                let page = self.workbench.store.list(query).await?;
                let ids = page.documents.iter().filter_map(|document| RunId::new(document.key).ok()).collect();
                after_key = page.documents.iter().last().map(|document| document.key.to_owned());
                self.stop(author, mission_id, ids).await?;
                if !page.more {
                    break;
                }
            }
        }
        self.finish(author, done).await
    }

    async fn stop(&self, author: &WorkAuthor, mission_id: &MissionId, ids: Vec<RunId>) -> Result<(), EngineError> {
        let mut reads = WorkReads::default();
        reads.mission(mission_id, None);
        ids.iter().for_each(|run_id| reads.run(run_id));
        let scope = Scope::Known(reads);
        let decide = move |work: &mut Work<'_>| {
            for run_id in &ids {
                if matches!(work.run(run_id)?.status, RunStatus::Queued | RunStatus::Running) {
                    work.edit_run(run_id, |change| change.stop(None))?;
                }
            }
            Ok(())
        };
        self.workbench.try_commit(author, None, &scope, decide).await.map(drop)
    }

    async fn finish(&self, author: &WorkAuthor, done: Write) -> Result<(), EngineError> {
        let scope = Scope::Known(WorkReads::default());
        let decide = move |work: &mut Work<'_>| {
            work.write(done.clone());
            Ok(())
        };
        self.workbench.try_commit(author, None, &scope, decide).await.map(drop)
    }
}
