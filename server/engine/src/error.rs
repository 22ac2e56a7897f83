use charter_auth::Denial;
use charter_store::{CommitError, StoreError};
use charter_types::{Epoch, FieldError, GuardConflict, ResourceKey, Revision, RunId};

/// Why the engine did not do what it was asked. Each variant is one type of problem of the contract.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EngineError {
    /// Something in the request is wrong in itself, whatever is stored.
    #[error("the request is invalid: {}", Places(errors))]
    Invalid {
        /// Each place that is wrong, with pointers as the contract's `FieldError` has them.
        errors: Vec<FieldError>,
    },
    /// The token does not give this right.
    #[error(transparent)]
    Denied(#[from] Denial),
    /// The document belongs to the engine: no token gives the right to write it.
    #[error("the resource {key} is written by the engine alone; write beside it, not over it")]
    EngineOwned {
        /// Which document.
        key: ResourceKey,
    },
    /// There is no such thing in the partition.
    #[error("there is no {family} {subject}")]
    NotFound {
        /// The family it would belong to.
        family: &'static str,
        /// What was asked for.
        subject: String,
    },
    /// `If-Match` or `If-None-Match` does not hold.
    #[error("the precondition does not hold at the current revision {current_rev}")]
    PreconditionFailed {
        /// The document's revision, 0 when there is none.
        current_rev: Revision,
    },
    /// Guards of a transaction do not hold.
    #[error("{} of the transaction's guards do not hold", conflicts.len())]
    GuardsFailed {
        /// Each guard that failed.
        conflicts: Vec<GuardConflict>,
    },
    /// The patch cannot be carried out on the value that there is.
    #[error("operation {index} of the patch failed: {message}")]
    PatchConflict {
        /// The place of the operation in the patch, from 0.
        index: usize,
        /// Why it failed.
        message: String,
    },
    /// The idempotency key was used for another request.
    #[error("the idempotency key was used for another request")]
    IdempotencyConflict,
    /// The cursor cannot be gone on from: fetch afresh.
    #[error("{reason}; the oldest revision to go on from is {oldest_revision}")]
    CursorExpired {
        /// The oldest revision that a stream or a list can go on from.
        oldest_revision: Revision,
        /// What is wrong with the cursor.
        reason: CursorExpiry,
    },
    /// A value, or all values of a transaction together, is larger than may be stored.
    #[error("{bytes} bytes of JSON are over the limit of {limit_bytes}")]
    ValueTooLarge {
        /// The size as JSON without white space.
        bytes: usize,
        /// The largest size there may be.
        limit_bytes: usize,
    },
    /// Others kept changing the document between reading and writing it. Nothing was changed; it may be tried again.
    #[error("the resource {key} changed under each of {attempts} attempts to patch it")]
    Contended {
        /// Which document.
        key: ResourceKey,
        /// How often it was tried.
        attempts: u32,
    },
    /// The event does not fit the mission's state.
    #[error("{message}")]
    MissionConflict {
        /// Why.
        message: String,
    },
    /// The run's state does not allow it.
    #[error("{message}")]
    RunConflict {
        /// Why.
        message: String,
    },
    /// The approval's state does not allow it.
    #[error("{message}")]
    ApprovalConflict {
        /// Why.
        message: String,
    },
    /// The token gives the right, and its holder is not one who may do this.
    #[error("{message}")]
    NotAllowed {
        /// Why.
        message: String,
    },
    /// The caller has no lease of the run (any more).
    #[error(
        "the lease of the run {run_id} with the epoch {epoch} is over: whatever is still done for it does not count"
    )]
    LeaseLost {
        /// Which run.
        run_id: RunId,
        /// What the caller says.
        epoch: Epoch,
    },
    /// Others kept connecting the mission's items anew. Nothing was changed; it may be tried again.
    #[error("what it is about changed under each of {attempts} attempts")]
    WorkContended {
        /// How often it was tried.
        attempts: u32,
    },
    /// A task that the engine cannot do without has ended, through a defect or because the engine stops.
    #[error("the engine does not run")]
    NotRunning,
    /// The store failed: it is full, closed, or broken.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong with a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CursorExpiry {
    /// The history that it needs is not kept any more.
    #[error("the cursor is older than the history that is kept")]
    Compacted,
    /// It names a revision that has not happened, as after a restored backup.
    #[error("the cursor is ahead of the store")]
    Ahead,
    /// It names another store.
    #[error("the cursor is of another store")]
    OtherStore,
    /// This server did not make it.
    #[error("the cursor is not one of this server's")]
    Foreign,
}

impl EngineError {
    /// One thing that is wrong with the request.
    pub(crate) fn invalid(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid { errors: vec![FieldError::new(pointer.into(), message.into())] }
    }

    /// What is stored is not what the engine wrote.
    pub(crate) fn corrupt(what: &str, error: &serde_json::Error) -> Self {
        Self::Store(StoreError::Corrupt { finding: format!("{what} cannot be read: {error}") })
    }
}

impl From<CommitError<EngineError>> for EngineError {
    fn from(error: CommitError<EngineError>) -> Self {
        match error {
            CommitError::Refused(refusal) => refusal,
            CommitError::Store(error) => Self::Store(error),
        }
    }
}

struct Places<'a>(&'a [FieldError]);

impl std::fmt::Display for Places<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, FieldError { pointer, message, .. }) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{pointer} {message}")?;
        }
        Ok(())
    }
}
