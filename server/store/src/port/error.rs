use std::{error::Error, fmt, path::PathBuf, sync::Arc};

use charter_types::Revision;

/// Why the store could not do what it was asked. Cheap to clone: one failed transaction answers many commits.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// There is no room for more: the disk, or the size that the store may grow to.
    #[error("no room left to {operation}")]
    Full {
        /// What was being done.
        operation: &'static str,
    },
    /// The revision asked for is older than the history that is kept.
    #[error("history before revision {oldest} has been compacted")]
    Compacted {
        /// The oldest revision that can be asked for.
        oldest: Revision,
    },
    /// The revision asked for has not happened: it is from another store, or from before a backup was restored.
    #[error("the store is at revision {current}, before the one asked for")]
    Ahead {
        /// The newest revision.
        current: Revision,
    },
    /// A commit has more parts than one commit may have.
    #[error("a commit of {count} {what} is over the limit of {limit}")]
    TooMany {
        /// What there was too much of: `writes` or `events`.
        what: &'static str,
        /// How many there were.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A decision panicked. Only its own commit failed.
    #[error("a commit's decision panicked: {message}")]
    DecisionPanicked {
        /// What the panic said.
        message: String,
    },
    /// Another process has the store open.
    #[error("the store in {} is open in another process{}", directory.display(), Holder(*holder_pid))]
    InUse {
        /// The store's directory.
        directory: PathBuf,
        /// The other process's id, when it could be read.
        holder_pid: Option<u32>,
    },
    /// The store was written by a later version of this program.
    #[error("the store in {} has format {found}, this program knows formats up to {supported}", directory.display())]
    NewerFormat {
        /// The store's directory.
        directory: PathBuf,
        /// The format of the store.
        found: u32,
        /// The newest format that this program knows.
        supported: u32,
    },
    /// What is stored is not what the store wrote.
    #[error("the store is damaged: {finding}")]
    Corrupt {
        /// What was found.
        finding: String,
    },
    /// The database or the machine under it failed.
    #[error("could not {operation}")]
    Backend {
        /// What was being done.
        operation: &'static str,
        /// What the database said.
        #[source]
        source: Arc<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    /// A failure of the database or the machine during `operation`.
    pub fn backend(operation: &'static str, source: impl Error + Send + Sync + 'static) -> Self {
        Self::Backend { operation, source: Arc::new(source) }
    }
}

/// The end of the sentence that says who has the store open.
struct Holder(Option<u32>);

impl fmt::Display for Holder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(pid) => write!(formatter, " (pid {pid})"),
            None => Ok(()),
        }
    }
}
