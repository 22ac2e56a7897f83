use std::{fmt, path::Path};

use biscuit_auth::KeyPair;
use charter_receipts::SigningKey;
use charter_types::{Receipt, ReceiptKey, ReceiptKeys};
use serde::{Deserialize, Serialize};

use crate::{KeyError, key_file};

/// The keys of receipts: the one that signs, and all that have ever signed.
///
/// They are not the root key: whoever verifies receipts has nothing to do with tokens, and each can be replaced without the
/// other.
pub struct ReceiptKeyring {
    current: SigningKey,
    public: ReceiptKeys,
}

/// What the file holds: the secret of the current key in hexadecimal, and what is published of those before it.
#[derive(Serialize, Deserialize)]
struct File {
    secret: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<ReceiptKey>,
}

impl ReceiptKeyring {
    /// The file of the keys in the data directory, mode 0600.
    pub const FILE: &str = "receipt.keys";

    /// Reads the keys in `directory`, and makes one on the first start.
    ///
    /// # Errors
    /// When the file cannot be read or written, is open to others, or does not hold keys.
    pub fn open(directory: &Path) -> Result<Self, KeyError> {
        key_file::create_directory(directory)?;
        let generate = || Ok(File { secret: new_secret(), replaced: Vec::new() }.write());
        Self::read(directory, &key_file::read_or_create(directory, Self::FILE, generate)?)
    }

    /// Replaces the key that signs by a new one; receipts that the old one has signed stay good. A server that is running
    /// signs with the new key after its next start.
    ///
    /// # Errors
    /// As [`ReceiptKeyring::open`].
    pub fn rotate(directory: &Path) -> Result<Self, KeyError> {
        let before = Self::open(directory)?;
        let text = File { secret: new_secret(), replaced: before.public.keys }.write();
        key_file::replace(directory, Self::FILE, &text)?;
        Self::read(directory, &text)
    }

    /// Keys that nobody keeps, for tests.
    pub fn ephemeral() -> Self {
        Self::of(&new_secret(), Vec::new()).expect("a new secret is a key")
    }

    /// The keys that verify what this keyring has ever signed, the current one first.
    pub fn public(&self) -> &ReceiptKeys {
        &self.public
    }

    /// Signs the receipt as it is with the current key.
    pub fn sign(&self, receipt: &mut Receipt) {
        self.current.sign(receipt);
    }

    fn read(directory: &Path, text: &str) -> Result<Self, KeyError> {
        let file: Option<File> = serde_json::from_str(text).ok();
        file.and_then(|file| Self::of(&file.secret, file.replaced))
            .ok_or_else(|| KeyError::NotReceiptKeys { path: directory.join(Self::FILE) })
    }

    fn of(secret: &str, replaced: Vec<ReceiptKey>) -> Option<Self> {
        let current = SigningKey::from_seed(&seed(secret)?);
        let keys = std::iter::once(current.public().clone()).chain(replaced).collect();
        Some(Self { current, public: ReceiptKeys::new(keys) })
    }
}

impl fmt::Debug for ReceiptKeyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ReceiptKeyring").field("current", &self.current).finish_non_exhaustive()
    }
}

impl File {
    fn write(&self) -> String {
        serde_json::to_string(self).expect("texts are JSON")
    }
}

fn new_secret() -> String {
    KeyPair::new().private().to_bytes_hex()
}

fn seed(hexadecimal: &str) -> Option<[u8; 32]> {
    let digits = hexadecimal.as_bytes();
    let bytes = digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    bytes.collect::<Option<Vec<u8>>>()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_kept_and_replaced_ones_stay() {
        let directory = tempfile::tempdir().unwrap();
        let first = ReceiptKeyring::open(directory.path()).unwrap();
        assert_eq!(ReceiptKeyring::open(directory.path()).unwrap().public(), first.public());
        let second = ReceiptKeyring::rotate(directory.path()).unwrap();
        assert_ne!(second.public().keys[0], first.public().keys[0]);
        assert_eq!(second.public().keys[1..], first.public().keys);
        assert_eq!(ReceiptKeyring::open(directory.path()).unwrap().public(), second.public());
        let third = ReceiptKeyring::rotate(directory.path()).unwrap();
        assert_eq!((third.public().keys.len(), &third.public().keys[1..]), (3, &second.public().keys[..]));
    }

    #[test]
    fn what_holds_no_keys_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        for text in ["", "{}", "{\"secret\":\"abc\"}", "{\"secret\":\"ü0\"}"] {
            key_file::replace(directory.path(), ReceiptKeyring::FILE, text).unwrap();
            let refused = ReceiptKeyring::open(directory.path());
            assert!(matches!(refused, Err(KeyError::NotReceiptKeys { .. })), "{text}");
        }
    }
}
