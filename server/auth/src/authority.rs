use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use biscuit_auth::{KeyPair, PrivateKey};
use charter_types::Timestamp;

use crate::{
    BearerToken, Grant, IssueError, KeyError, Rights, TokenError,
    cache::{TokenDigest, VerifiedTokens},
    key_file,
    verify::verify,
};

/// Holds the root key: makes tokens, and says what those that come in allow.
pub struct Authority {
    root: KeyPair,
    verified: VerifiedTokens,
}

impl Authority {
    /// The file of the root key in the data directory: `ed25519-private/` and 64 hexadecimal digits, mode 0600.
    pub const ROOT_KEY_FILE: &str = "root.key";

    /// The file of the operator's token in the data directory: its text, mode 0600.
    pub const OPERATOR_TOKEN_FILE: &str = "operator.token";

    /// A token in use takes about a kilobyte; twice as many are kept at most.
    const CACHE_GENERATION_SIZE: usize = 2048;

    /// Reads the root key in `directory`, and makes both on the first start.
    ///
    /// # Errors
    /// When a file cannot be read or written, is open to others, or holds no Ed25519 key.
    pub fn open(directory: &Path) -> Result<Self, KeyError> {
        key_file::create_directory(directory)?;
        let generate = || Ok(KeyPair::new().private().to_prefixed_string());
        let text = key_file::read_or_create(directory, Self::ROOT_KEY_FILE, generate)?;
        let root = match text.parse() {
            Ok(key @ PrivateKey::Ed25519(_)) => KeyPair::from(&key),
            _ => return Err(KeyError::NotAKey { path: directory.join(Self::ROOT_KEY_FILE) }),
        };
        Ok(Self { root, verified: VerifiedTokens::new(Self::CACHE_GENERATION_SIZE) })
    }

    /// The key that verifies this authority's tokens: `ed25519/` and 64 hexadecimal digits.
    pub fn public_key(&self) -> String {
        self.root.public().print()
    }

    /// A new token that allows what `grant` says.
    ///
    /// # Errors
    /// When the token would be too long to be accepted.
    pub fn mint(&self, grant: &Grant) -> Result<BearerToken, IssueError> {
        grant.sign(&self.root)
    }

    /// The path of the operator's token in `directory`, which is made on the first start: `user:local` may do
    /// everything in `local/default/default`, for ever. A token that is there is kept, when the root key signed it.
    ///
    /// # Errors
    /// When the file cannot be read or written, is open to others, or holds no token of this authority.
    pub fn operator_token(&self, directory: &Path) -> Result<PathBuf, KeyError> {
        let path = directory.join(Self::OPERATOR_TOKEN_FILE);
        let generate = || Ok(self.mint(&operator())?.as_str().to_owned());
        let token = key_file::read_or_create(directory, Self::OPERATOR_TOKEN_FILE, generate)?;
        verify(&token, &self.root.public())
            .map_err(|source| KeyError::ForeignOperatorToken { path: path.clone(), source })?;
        Ok(path)
    }

    /// What `token` allows at `now`. Signatures and blocks are looked at once, the expiry every time.
    ///
    /// # Errors
    /// When it is not a token of this authority, says what is outside the vocabulary, or has expired.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Arc<Rights>, TokenError> {
        let digest = TokenDigest::of(token);
        if let Some(rights) = self.verified.get(digest) {
            rights.check_time(now)?;
            return Ok(rights);
        }
        let rights = Arc::new(verify(token, &self.root.public())?);
        rights.check_time(now)?;
        self.verified.insert(digest, Arc::clone(&rights));
        Ok(rights)
    }
}

fn operator() -> Grant {
    let principal = "user:local".parse().expect("the operator's name is a principal");
    let partition = "local/default/default".parse().expect("the operator's place is a partition");
    Grant::everything(principal, partition)
}

impl fmt::Debug for Authority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Authority").field("public_key", &self.public_key()).finish_non_exhaustive()
    }
}
