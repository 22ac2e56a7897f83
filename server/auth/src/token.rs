use std::fmt;

use crate::IssueError;

/// The longest token that is read, in bytes of its text. An operator's token is about 400.
pub const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// The most blocks a token may have: the authority block and 15 narrowings.
pub const MAX_BLOCKS: usize = 16;

/// A token as it is sent after `Authorization: Bearer`: a biscuit in base64url with padding.
///
/// Whoever has the text has the rights, so that `Debug` hides it and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(String);

impl BearerToken {
    /// Refuses what a server would refuse for its length.
    pub(crate) fn new(text: String) -> Result<Self, IssueError> {
        if text.len() > MAX_TOKEN_BYTES {
            return Err(IssueError::TooLarge { bytes: text.len() });
        }
        Ok(Self(text))
    }

    /// The text. It is a secret.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BearerToken(…)")
    }
}
