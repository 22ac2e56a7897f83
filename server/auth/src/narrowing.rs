use biscuit_auth::{BlockBuilder, UnverifiedBiscuit, error};
use charter_types::Timestamp;

use crate::{BearerToken, IssueError, KeyPrefix, MAX_BLOCKS, MAX_TOKEN_BYTES, Operation, vocabulary::Limit};

/// What a narrower token still allows, of what the wider one did.
///
/// `None` leaves a right as it was; an empty list takes all of it away. What is named here and was not allowed
/// before stays forbidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrowing {
    /// Only these operations.
    pub operations: Option<Vec<Operation>>,
    /// Only keys under these may be read.
    pub read_prefixes: Option<Vec<KeyPrefix>>,
    /// Only keys under these may be written.
    pub write_prefixes: Option<Vec<KeyPrefix>>,
    /// Not from this instant on, rounded down to a second.
    pub expires_at: Option<Timestamp>,
}

impl Narrowing {
    fn limits(&self) -> impl Iterator<Item = Limit> {
        let operations = self.operations.clone().map(Limit::Operations);
        let read_prefixes = self.read_prefixes.clone().map(Limit::ReadPrefixes);
        let write_prefixes = self.write_prefixes.clone().map(Limit::WritePrefixes);
        let expires_at = self.expires_at.map(Limit::ExpiresAt);
        [operations, read_prefixes, write_prefixes, expires_at].into_iter().flatten()
    }
}

/// A token that allows less than `token`: the same with one block more. It needs neither the server nor a key, and
/// does not check that `token` itself is valid.
///
/// # Errors
/// When `token` is not a biscuit or is sealed, or when the result would be refused for its length or its number of
/// blocks.
pub fn attenuate(token: &str, narrowing: &Narrowing) -> Result<BearerToken, IssueError> {
    if token.len() > MAX_TOKEN_BYTES {
        return Err(IssueError::TooLarge { bytes: token.len() });
    }
    let failed = |operation| move |source| IssueError::Biscuit { operation, source };
    let wider = UnverifiedBiscuit::from_base64(token).map_err(failed("read"))?;
    let blocks = wider.block_count() + 1;
    if blocks > MAX_BLOCKS {
        return Err(IssueError::TooManyBlocks { blocks });
    }
    let mut block = BlockBuilder::new();
    for limit in narrowing.limits() {
        block = block.check(limit.to_check()).map_err(failed("write a check of"))?;
    }
    let narrower = wider.append(block).map_err(|source| match source {
        error::Token::AppendOnSealed | error::Token::AlreadySealed => IssueError::Sealed,
        source => IssueError::Biscuit { operation: "append to", source },
    })?;
    BearerToken::new(narrower.to_base64().map_err(failed("encode"))?)
}
