use async_trait::async_trait;
use charter_orchestrator::{Event, RunEvent};
use charter_store::{Collection, Document, Frame, ListQuery, Write};
use charter_types::{ArtifactKind, ArtifactName, MediaType, MissionId, RunId, RunStatus};
use futures::future::join_all;

use super::{
    ITEMS, documents,
    jobs::{self, JOBS, Job},
    summary::Summary,
};
use crate::{
    Artifacts, EngineError,
    expiry::Due,
    listing, run,
    work::{NotDecided, Scope, Work, WorkAuthor, WorkReads, Workbench},
};

/// Runs that are stopped in one commit.
const STOPPED_AT_ONCE: usize = 50;
const MOST_BYTES: usize = 1 << 20;
const SUMMED_UP_AT_ONCE: usize = 250;

/// Does what missions have the engine do later.
pub(crate) struct Chores {
    pub(crate) workbench: Workbench,
    pub(crate) artifacts: Artifacts,
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
            Job::Summary => {
                self.sum_up(&author, &mission_id).await?;
                self.finish(&author, done).await
            }
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
        for collection in [run::documents::QUEUE, run::documents::PARKED, run::documents::LEASES] {
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
                let status = &work.run(run_id)?.status;
                if matches!(status, RunStatus::Queued | RunStatus::WaitingApproval | RunStatus::Running) {
                    work.edit_run(run_id, |change| change.stop(None))?;
                }
            }
            Ok(())
        };
        self.workbench.try_commit(author, None, &scope, decide).await.map(drop)
    }

    /// Keeps the summary of a mission as an artifact of it.
    async fn sum_up(&self, author: &WorkAuthor, mission_id: &MissionId) -> Result<(), EngineError> {
        let partition = &author.partition;
        let document = self.workbench.store.get(&documents::mission(partition, mission_id)).await?;
        let Some(document) = document else { return Ok(()) };
        let mut summary = Summary::of(&documents::read_mission(&document)?);
        let mut after_key = None;
        loop {
            let query = ListQuery {
                collection: ITEMS,
                partition: partition.clone(),
                prefix: documents::all_of(mission_id),
                after_key,
                limit: SUMMED_UP_AT_ONCE,
                max_bytes: MOST_BYTES,
                at: None,
                frame: Frame::default(),
            };
            let page = self.workbench.store.list(query).await?;
            for document in page.documents.iter() {
                summary.add(&listing::read(document.body, "a work item")?);
            }
            after_key = page.documents.iter().last().map(|document| document.key.to_owned());
            if !page.more {
                break;
            }
        }
        let text = summary.finish().into();
        self.artifacts
            .keep(partition, &author.principal, mission_id, name(), kind(), media_type(), text)
            .await
            .map(drop)
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

fn name() -> ArtifactName {
    "summary.md".parse().expect("it fits the pattern of names")
}

fn kind() -> ArtifactKind {
    "summary".parse().expect("it fits the pattern of kinds")
}

fn media_type() -> MediaType {
    "text/markdown".parse().expect("it fits the pattern of media types")
}
