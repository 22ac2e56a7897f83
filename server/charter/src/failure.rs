//! How a command fails: what is told, and with which exit status.

use std::{error::Error as _, io, path::PathBuf, process::ExitCode};

use charter_sdk::{BuildError, DiscoveryError, stream::StreamError};
use charter_types::{ApprovalId, ApprovalStatus, MissionId, Sha256};

use crate::{output, server::StartError, settings::SettingsError};

/// What the exit statuses mean, for the help.
pub const EXIT_STATUSES: &str = "\
Exit status:
  0  done; a server: stopped in good order
  1  refused by the server, or failed
  2  wrong usage: flags, arguments, configuration
  3  the address cannot be listened on
  4  the data directory cannot be used";

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The server does not run.
    #[error(transparent)]
    Server(#[from] StartError),
    /// No server was found to talk to.
    #[error(transparent)]
    Connect(#[from] BuildError),
    /// The server that uses a data directory cannot be found through it.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// The data directory has no operator's token.
    #[error("there is no token at {}", path.display())]
    NoToken {
        /// Where it would be.
        path: PathBuf,
    },
    /// The data directory has no key that tokens are signed with.
    #[error("there is no key at {}: start a server on it first", path.display())]
    NoKey {
        /// Where it would be.
        path: PathBuf,
    },
    /// The key that tokens are signed with cannot be used.
    #[error("cannot use the key of the data directory")]
    Key {
        /// Why.
        source: Box<charter_auth::KeyError>,
    },
    /// A token cannot be made.
    #[error("cannot make the token")]
    Mint {
        /// Why.
        source: Box<charter_auth::IssueError>,
    },
    /// A request failed.
    #[error(transparent)]
    Request(#[from] charter_sdk::Error),
    /// A stream ended.
    #[error(transparent)]
    Stream(#[from] StreamError),
    /// An argument is not what it should be.
    #[error("{argument}: {reason}")]
    Argument {
        /// Which.
        argument: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A mission's history cannot be computed again.
    #[error("the history of the mission {mission_id} {reason}")]
    History {
        /// Whose.
        mission_id: MissionId,
        /// What is wrong with it.
        reason: String,
    },
    /// What was computed again is not what it was.
    #[error("{differing} of {missions} missions differ")]
    Differs {
        /// How many differ.
        differing: usize,
        /// Of how many.
        missions: usize,
    },
    /// Somebody was asked, and did not say yes.
    #[error("nothing was decided")]
    NotConfirmed,
    /// An approval was waited for, and was not given.
    #[error("the approval {approval_id} is {status}")]
    NotApproved {
        /// Which.
        approval_id: ApprovalId,
        /// How it stands.
        status: ApprovalStatus,
    },
    /// What was waited for did not happen in time.
    #[error("{what} has not happened in time")]
    TimedOut {
        /// What was waited for.
        what: String,
    },
    /// A receipt proves nothing.
    #[error("the receipt is not good")]
    Receipt {
        /// Why.
        source: charter_sdk::ReceiptError,
    },
    /// A receipt is good, and of something else.
    #[error("the receipt is for arguments with the digest {is}, and these have {given}")]
    OtherArguments {
        /// Of what was approved.
        is: Sha256,
        /// Of what was given.
        given: Sha256,
    },
    /// Something on this machine did not work.
    #[error("cannot {operation}")]
    Io {
        /// What was tried.
        operation: String,
        /// Why.
        source: io::Error,
    },
    /// What was to be printed could not be.
    #[error("cannot write to standard output")]
    Output(#[source] io::Error),
}

impl Failure {
    /// Wraps the failure of `operation`.
    pub fn io(operation: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let operation = operation.into();
        move |source| Self::Io { operation, source }
    }

    /// Tells the user, and says what to exit with.
    pub fn report(&self) -> ExitCode {
        if self.is_closed_pipe() {
            return ExitCode::SUCCESS;
        }
        // When standard error is closed too there is nobody left to tell.
        let _ = output::write_failure(&mut anstream::stderr().lock(), self);
        ExitCode::from(self.exit_status())
    }

    /// Whoever reads what is printed has had enough, as in `charter resource list | head`.
    fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    fn exit_status(&self) -> u8 {
        match self {
            Self::Settings(_) | Self::Argument { .. } | Self::Server(StartError::Remote { .. }) => 2,
            Self::Request(charter_sdk::Error::InvalidInput(_)) => 2,
            Self::Server(StartError::Bind { .. }) => 3,
            Self::Server(StartError::Store(_) | StartError::Keys(_) | StartError::Endpoint(_)) => 4,
            _ => 1,
        }
    }

    /// What the user can do about it, when there is something.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Server(error) => error.advice(),
            Self::NoToken { .. } => Some("the first `charter serve` on the data directory makes it".to_owned()),
            Self::Request(error) => request_advice(error),
            Self::Stream(StreamError::Request(error)) => request_advice(error),
            Self::Stream(StreamError::Refetch { .. }) => Some("start afresh with --snapshot".to_owned()),
            _ => None,
        }
    }

    /// The causes, the nearest first.
    pub fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut next = self.source();
        while let Some(cause) = next {
            causes.push(cause.to_string());
            next = cause.source();
        }
        causes
    }
}

fn request_advice(error: &charter_sdk::Error) -> Option<String> {
    let is_unreachable = matches!(error, charter_sdk::Error::NoAnswer(answer) if !answer.may_have_been_sent());
    is_unreachable.then(|| "is the server running? `charter serve` starts one".to_owned())
}
