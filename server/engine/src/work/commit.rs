use std::sync::{Arc, Mutex, PoisonError};

use charter_orchestrator::MissionReducer;
use charter_store::{CommitError, Store, StoreError};
use charter_types::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::{NotDecided, Scope, Work, WorkAuthor, WorkReads};
use crate::{
    EngineError,
    commit::Committer,
    dispatch::{Dispatcher, QueueChange},
    idempotency::{Once, Outcome},
};

/// How often a decision is tried whose documents are being connected anew.
const ATTEMPTS: u32 = 8;

/// What it takes to change runs and missions. Clones are the same.
#[derive(Clone)]
pub(crate) struct Workbench {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) committer: Committer,
    pub(crate) reducer: Arc<dyn MissionReducer>,
    pub(crate) dispatcher: Dispatcher,
}

/// What a commit means to who waits for runs, and when it was.
type QueueNews = (Vec<QueueChange>, Timestamp);

impl Workbench {
    /// Commits what `decide` makes of the work, reading anew as long as it needs more.
    ///
    /// # Errors
    /// What it was refused with, [`EngineError::WorkContended`] or [`EngineError::Store`].
    pub(crate) async fn commit<T>(
        &self,
        author: &WorkAuthor,
        once: Option<&Once>,
        scope: &Scope,
        decide: impl Fn(&mut Work<'_>) -> Result<T, NotDecided> + Clone + Send + 'static,
    ) -> Result<Outcome<T>, EngineError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let outcome = self.try_commit(author, once, scope, decide).await?;
        outcome.ok_or(EngineError::WorkContended { attempts: 1 })
    }

    /// [`Workbench::commit`], where there may be nothing to decide.
    ///
    /// # Errors
    /// As [`Workbench::commit`].
    pub(crate) async fn try_commit<T>(
        &self,
        author: &WorkAuthor,
        once: Option<&Once>,
        scope: &Scope,
        decide: impl Fn(&mut Work<'_>) -> Result<T, NotDecided> + Clone + Send + 'static,
    ) -> Result<Option<Outcome<T>>, EngineError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        for _ in 0..ATTEMPTS {
            let reads = self.reads(&author.partition, scope).await?;
            match self.commit_once(author.clone(), once.cloned(), reads, decide.clone()).await {
                Ok(outcome) => return Ok(Some(outcome)),
                Err(CommitError::Refused(NotDecided::MoreToRead)) => {}
                Err(CommitError::Refused(NotDecided::Nothing)) => return Ok(None),
                Err(CommitError::Refused(NotDecided::Refused(error))) => return Err(error),
                Err(CommitError::Store(error)) => return Err(error.into()),
            }
        }
        Err(EngineError::WorkContended { attempts: ATTEMPTS })
    }

    /// Commits in a task of its own: the dispatcher has to learn of it also when nobody waits for the answer any more.
    async fn commit_once<T>(
        &self,
        author: WorkAuthor,
        once: Option<Once>,
        reads: WorkReads,
        decide: impl Fn(&mut Work<'_>) -> Result<T, NotDecided> + Send + 'static,
    ) -> Result<Outcome<T>, CommitError<NotDecided>>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let Self { committer, reducer, dispatcher, .. } = self.clone();
        let task = tokio::spawn(async move {
            let news: Arc<Mutex<Option<QueueNews>>> = Arc::default();
            let (partition, tell) = (author.partition.clone(), Arc::clone(&news));
            let documents = reads.documents(&partition);
            let decided = committer.commit_once(once, documents, move |commit| {
                let mut work = Work::new(commit, &author, reducer.as_ref(), &reads);
                let value = decide(&mut work)?;
                let (effects, changes) = work.finish()?;
                *tell.lock().unwrap_or_else(PoisonError::into_inner) = Some((changes, commit.time()));
                Ok((effects, value))
            });
            let outcome = decided.await?;
            if let Some((changes, now)) = news.lock().unwrap_or_else(PoisonError::into_inner).take() {
                dispatcher.learn(&partition, changes, now);
            }
            Ok(outcome)
        });
        task.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}
