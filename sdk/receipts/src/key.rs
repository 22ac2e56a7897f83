use std::fmt;

use charter_types::{KeyAlgorithm, KeyCurve, KeyThumbprint, KeyType, KeyUse, PublicKeyBytes, Receipt, ReceiptKey};
use ed25519_dalek::{Signer as _, VerifyingKey};
use serde_json::json;
use sha2::Digest as _;

use crate::{base64url, digest::canonical, signature::signed_bytes};

/// A key that receipts are signed with.
#[derive(Clone)]
pub struct SigningKey {
    key: ed25519_dalek::SigningKey,
    public: ReceiptKey,
}

impl SigningKey {
    /// The key of 32 secret bytes (RFC 8032, section 5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = published(&key.verifying_key());
        Self { key, public }
    }

    /// What is published of it.
    pub fn public(&self) -> &ReceiptKey {
        &self.public
    }

    /// Signs the receipt as it is.
    pub fn sign(&self, receipt: &mut Receipt) {
        receipt.key_id = self.public.kid.clone();
        let signature = self.key.sign(&signed_bytes(receipt)).to_bytes();
        receipt.signature = base64url(&signature).parse().expect("64 bytes are 86 characters");
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SigningKey").field("kid", &self.public.kid).finish_non_exhaustive()
    }
}

fn published(key: &VerifyingKey) -> ReceiptKey {
    let x = base64url(key.as_bytes());
    ReceiptKey::new(
        KeyType::OKP,
        KeyCurve::Ed25519,
        KeyAlgorithm::EdDSA,
        KeyUse::Sig,
        thumbprint(&x),
        PublicKeyBytes::new(x).expect("32 bytes are 43 characters"),
    )
}

/// The name that follows from a key (RFC 7638, section 3; for this kind of key RFC 8037, section 2).
pub(crate) fn thumbprint(x: &str) -> KeyThumbprint {
    let members = canonical(&json!({ "crv": "Ed25519", "kty": "OKP", "x": x }));
    base64url(&sha2::Sha256::digest(members)).parse().expect("32 bytes are 43 characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 8037, appendix A.
    #[test]
    fn keys_are_published_as_the_rfc_shows() {
        let seed = crate::from_base64url::<32>("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        let key = SigningKey::from_seed(&seed);
        assert_eq!(key.public().x.as_str(), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assert_eq!(key.public().kid.as_str(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assert!(!format!("{key:?}").contains("nWGx"));
    }
}
