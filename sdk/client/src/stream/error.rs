use std::time::Duration;

use charter_types::Revision;

use super::checker::Violation;
use crate::Error;

/// Why a stream ended. After an error there is nothing more.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StreamError {
    /// The log does not reach back to the stream's position, or the position is another store's: read everything
    /// afresh, for example with a stream that starts with a snapshot.
    #[error("the log no longer reaches back to the stream's position: fetch afresh")]
    Refetch {
        /// The oldest revision that a stream can still go on from.
        oldest_revision: Option<Revision>,
    },
    /// The server refused the stream, or could not be reached to begin with.
    #[error(transparent)]
    Request(#[from] Error),
    /// The connection was lost, and did not come back in the time that the options give.
    #[error("the stream was cut off for {} s and did not come back", cut_off.as_secs())]
    CutOff {
        /// How long.
        cut_off: Duration,
        /// Why the last attempt failed.
        source: Option<Error>,
    },
    /// A frame does not hold what its name says.
    #[error("the data of a {event} frame cannot be read")]
    UnreadableFrame {
        /// The frame's name.
        event: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The stream ended before, with an error that was told.
    #[error("the stream has ended before, with an error")]
    Ended,
    /// A guarantee of the contract was broken (only of a stream that is checked).
    #[error(transparent)]
    Violation(#[from] Violation),
}
