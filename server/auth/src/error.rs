use std::{io, path::PathBuf};

use charter_types::{Principal, Timestamp};

use crate::{MAX_BLOCKS, MAX_TOKEN_BYTES, Operation};

/// Why a token is not accepted: an answer of 401.
///
/// Nothing of the token's text is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// There is none.
    #[error("a bearer token is required")]
    Missing,
    /// Its text is longer than is read.
    #[error("the token has {bytes} bytes, more than {MAX_TOKEN_BYTES}")]
    TooLarge {
        /// The length of its text.
        bytes: usize,
    },
    /// It was narrowed more often than is followed.
    #[error("the token has {blocks} blocks, more than {MAX_BLOCKS}")]
    TooManyBlocks {
        /// How many it has, the authority block included.
        blocks: usize,
    },
    /// It is not a biscuit.
    #[error("the token is not {expected}")]
    Malformed {
        /// What it would have to be, as the end of the sentence "the token is not …".
        expected: &'static str,
    },
    /// It was changed, or another root key signed it.
    #[error("the token was not signed by this server, or was changed")]
    BadSignature,
    /// It says something that is not in the [vocabulary](crate#the-vocabulary).
    #[error("block {block} of the token has {what}, which is outside the vocabulary")]
    OutsideVocabulary {
        /// The block, 0 being the authority block.
        block: usize,
        /// What is in it.
        what: &'static str,
    },
    /// Its time is over.
    #[error("the token expired at {at}")]
    Expired {
        /// The first instant at which it was no longer valid.
        at: Timestamp,
    },
}

/// What a valid token does not allow: an answer of 403.
///
/// It names what was missing in the token, and says nothing of what exists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denial {
    /// The operation is not among the token's.
    #[error("the token does not allow the operation {operation}")]
    MissingOperation {
        /// What it would have to allow.
        operation: Operation,
    },
    /// Who is no user decides nothing of their own accord.
    #[error("{principal} is no user and decides only with a token that names the user it decides for")]
    NotDelegated {
        /// Whose token it is.
        principal: Principal,
    },
    /// The key is outside what the token reads.
    #[error("the key {key} is under no read_prefix of the token")]
    OutsideReadPrefix {
        /// The key that was asked for.
        key: String,
    },
    /// The key is outside what the token writes.
    #[error("the key {key} is under no write_prefix of the token")]
    OutsideWritePrefix {
        /// The key that was asked for.
        key: String,
    },
    /// Nothing that starts with the prefix is inside what the token reads.
    #[error("no key that starts with \"{prefix}\" is under a read_prefix of the token")]
    NothingReadable {
        /// The prefix that was asked for.
        prefix: String,
    },
}

/// Why a token could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// The token would be refused for its length.
    #[error("the token would have {bytes} bytes, more than {MAX_TOKEN_BYTES}")]
    TooLarge {
        /// The length its text would have.
        bytes: usize,
    },
    /// The token would be refused for its number of blocks.
    #[error("the token would have {blocks} blocks, more than {MAX_BLOCKS}")]
    TooManyBlocks {
        /// How many it would have.
        blocks: usize,
    },
    /// The token was sealed, so that nobody can append to it.
    #[error("the token is sealed and cannot be narrowed")]
    Sealed,
    /// The token to narrow is not a biscuit, or the block could not be signed.
    #[error("cannot {operation} the biscuit")]
    Biscuit {
        /// What was tried.
        operation: &'static str,
        /// Why it failed.
        source: biscuit_auth::error::Token,
    },
}

/// Why the root key or the operator's token could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file system refused.
    #[error("cannot {operation} {}", path.display())]
    Io {
        /// What was tried.
        operation: &'static str,
        /// On which file or directory.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// Others than the owner have rights on a secret file.
    #[error("{} has mode {mode:03o}: others may use the secret in it; run chmod 600 on it, or replace it if they may have read it", path.display())]
    OpenToOthers {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The root key's file holds something else.
    #[error(
        "{} does not hold an Ed25519 private key; restore it, or remove it together with {} to start with a new key, \
         which ends every token that was given out",
        path.display(),
        crate::Authority::OPERATOR_TOKEN_FILE
    )]
    NotAKey {
        /// The file.
        path: PathBuf,
    },
    /// The file of the receipts' keys holds something else.
    #[error(
        "{} does not hold the keys of receipts; restore it, or remove it to sign with a new key, after which receipts that \
         were given can be verified only with the keys that were published before",
        path.display()
    )]
    NotReceiptKeys {
        /// The file.
        path: PathBuf,
    },
    /// The operator's token does not belong to the root key.
    #[error(
        "{} does not hold a token of the root key {}; remove the token's file to get a new one, or restore the key",
        path.display(),
        crate::Authority::ROOT_KEY_FILE
    )]
    ForeignOperatorToken {
        /// The token's file.
        path: PathBuf,
        /// Why it was not accepted.
        source: TokenError,
    },
    /// The operator's token could not be made.
    #[error("cannot make the operator's token")]
    Issue(#[from] IssueError),
}
