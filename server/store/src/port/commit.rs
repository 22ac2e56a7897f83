use std::{collections::HashMap, fmt};

use bytes::Bytes;
use charter_types::{Revision, Timestamp};
use tokio::sync::oneshot;

use super::{Document, DocumentId, NewEvent, Store, StoreError};

/// What a decision may look at: nothing else, so that it is a pure function of it.
#[derive(Debug)]
pub struct CommitContext<'a> {
    revision: Revision,
    time: Timestamp,
    documents: &'a HashMap<DocumentId, Option<Document>>,
}

impl<'a> CommitContext<'a> {
    /// For backends, and for tests of decisions. `documents` has an entry for every document that the commit reads.
    pub fn new(
        revision: Revision,
        time: Timestamp,
        documents: &'a HashMap<DocumentId, Option<Document>>,
    ) -> CommitContext<'a> {
        Self { revision, time, documents }
    }

    /// The revision that the commit takes if it has effects.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The commit's time: never before the time of an earlier commit, whatever the clock does.
    pub fn time(&self) -> Timestamp {
        self.time
    }

    /// The newest version of a document, `None` when there is none.
    ///
    /// # Panics
    /// When the commit did not name the document in its `reads`: an answer would claim that it does not exist.
    pub fn document(&self, id: &DocumentId) -> Option<&'a Document> {
        match self.documents.get(id) {
            Some(document) => document.as_ref(),
            None => panic!("the decision looks at {id:?}, which its commit does not read"),
        }
    }
}

/// A change of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Creates or replaces it.
    Put {
        /// Which document.
        id: DocumentId,
        /// What it holds from now on.
        body: Bytes,
        /// When somebody should look at it.
        due_at: Option<Timestamp>,
    },
    /// Deletes it if it is there.
    Delete {
        /// Which document.
        id: DocumentId,
    },
}

/// What a commit changes: the writes in their order, then the events in theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effects {
    /// Changes of documents.
    pub writes: Vec<Write>,
    /// Events to append to the log.
    pub events: Vec<NewEvent>,
}

impl Effects {
    /// Just one document created or replaced, due never.
    pub fn put(id: DocumentId, body: impl Into<Bytes>) -> Self {
        Self { writes: vec![Write::Put { id, body: body.into(), due_at: None }], events: Vec::new() }
    }

    /// Just one document deleted.
    pub fn delete(id: DocumentId) -> Self {
        Self { writes: vec![Write::Delete { id }], events: Vec::new() }
    }

    /// These effects and one more event.
    #[must_use]
    pub fn with_event(mut self, event: NewEvent) -> Self {
        self.events.push(event);
        self
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.events.is_empty()
    }
}

/// What came of a decision, without its value: [`commit`] keeps that to itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Apply these effects; none take no revision.
    Apply(Effects),
    /// A guard did not hold: change nothing.
    Refuse,
}

/// A commit in the form that a backend takes: what it reads, and what it decides then.
pub struct Proposal {
    /// The documents that the decision looks at.
    pub reads: Vec<DocumentId>,
    /// Run at most once, where commits are put in order. It must be quick, and it must not wait for anything.
    pub decide: Box<dyn FnOnce(&CommitContext<'_>) -> Decision + Send>,
}

impl fmt::Debug for Proposal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Proposal").field("reads", &self.reads).finish_non_exhaustive()
    }
}

/// A commit that was decided and is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed<T> {
    /// The revision that it took; `None` when there was nothing to change.
    pub revision: Option<Revision>,
    /// What the decision returned beside its effects.
    pub value: T,
}

/// Why a commit changed nothing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CommitError<R: fmt::Debug> {
    /// The decision refused.
    #[error("the commit was refused: {0:?}")]
    Refused(R),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a commit: reads the documents named, decides, and applies the effects whole or not at all.
///
/// The decision sees every commit before its own, is run at most once, and holds up every other commit while it runs:
/// parse before it, answer after it. A caller that stops waiting does not stop the commit.
///
/// # Errors
/// [`CommitError::Refused`] with what the decision refused with, or [`CommitError::Store`].
pub async fn commit<T, R>(
    store: &dyn Store,
    reads: Vec<DocumentId>,
    decide: impl FnOnce(&CommitContext<'_>) -> Result<(Effects, T), R> + Send + 'static,
) -> Result<Committed<T>, CommitError<R>>
where
    T: Send + 'static,
    R: fmt::Debug + Send + 'static,
{
    let (tell, told) = oneshot::channel();
    let decide = move |context: &CommitContext<'_>| {
        let (decision, outcome) = match decide(context) {
            Ok((effects, value)) => (Decision::Apply(effects), Ok(value)),
            Err(refusal) => (Decision::Refuse, Err(refusal)),
        };
        // A caller that stopped waiting is not told.
        let _ = tell.send(outcome);
        decision
    };
    let revision = store.submit(Proposal { reads, decide: Box::new(decide) }).await?;
    match told.await {
        Ok(Ok(value)) => Ok(Committed { revision, value }),
        Ok(Err(refusal)) => Err(CommitError::Refused(refusal)),
        Err(_) => Err(StoreError::Closed.into()),
    }
}
