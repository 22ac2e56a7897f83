use charter_types::{KeyThumbprint, Receipt, ReceiptKeys};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;

use crate::{digest::canonical, from_base64url, key::thumbprint};

/// Why a receipt proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// Nobody of those who are trusted has signed it.
    #[error("the receipt is signed with the key {key_id}, which is not among the keys that were given")]
    UnknownKey {
        /// The key that it names.
        key_id: KeyThumbprint,
    },
    /// The key is none.
    #[error("the key {key_id} is not a public key of that name")]
    BadKey {
        /// The key.
        key_id: KeyThumbprint,
    },
    /// It is not what was signed.
    #[error("the signature does not fit the receipt: something in it was changed")]
    BadSignature,
}

/// Whether the receipt is one that the holder of one of these keys has signed, with nothing in it changed.
///
/// # Errors
/// [`ReceiptError`]
pub fn verify(receipt: &Receipt, keys: &ReceiptKeys) -> Result<(), ReceiptError> {
    let key_id = &receipt.key_id;
    let key = keys.keys.iter().find(|key| key.kid == *key_id);
    let key = key.ok_or_else(|| ReceiptError::UnknownKey { key_id: key_id.clone() })?;
    let bytes = from_base64url(&key.x).filter(|_| thumbprint(&key.x) == *key_id);
    let key = bytes.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    let key = key.ok_or_else(|| ReceiptError::BadKey { key_id: key_id.clone() })?;
    let signature = from_base64url(&receipt.signature).ok_or(ReceiptError::BadSignature)?;
    key.verify_strict(&signed_bytes(receipt), &Signature::from_bytes(&signature))
        .map_err(|_| ReceiptError::BadSignature)
}

/// All of the receipt but its signature, in its canonical form.
pub(crate) fn signed_bytes(receipt: &Receipt) -> Vec<u8> {
    let mut members = serde_json::to_value(receipt).expect("a receipt is JSON");
    if let Value::Object(members) = &mut members {
        members.remove("signature");
    }
    canonical(&members)
}

#[cfg(test)]
mod tests {
    use charter_types::ReceiptKey;
    use serde_json::json;

    use super::*;
    use crate::SigningKey;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed(&[seed; 32])
    }

    fn keys(keys: &[&SigningKey]) -> ReceiptKeys {
        ReceiptKeys::new(keys.iter().map(|key| key.public().clone()).collect::<Vec<ReceiptKey>>())
    }

    fn receipt(key: &SigningKey) -> Receipt {
        let mut receipt: Receipt = serde_json::from_value(json!({
            "format": "charter-receipt-1",
            "store_id": "0197a3c4-6f00-7000-8000-000000000001",
            "partition": "acme/web/shop",
            "approval_id": "0197a3c4-6f00-7000-8000-000000000031",
            "action": "deploy.production",
            "digest": "ab".repeat(32),
            "risk": "high",
            "run_id": "0197a3c4-6f00-7000-8000-000000000021",
            "epoch": 2,
            "requested_by": "agent:deployer",
            "requested_at": "2026-01-05T09:30:00.000Z",
            "quorum": 1,
            "decisions": [{
                "kind": "approve", "by": "user:ada", "digest": "ab".repeat(32), "text": "go", "at": "2026-01-05T09:31:00.000Z",
            }],
            "approved_at": "2026-01-05T09:31:00.000Z",
            "valid_until": "2026-01-05T10:31:00.000Z",
            "consumed_by": "agent:deployer",
            "consumed_at": "2026-01-05T09:32:00.000Z",
            "key_id": "A".repeat(43),
            "signature": "A".repeat(86),
        }))
        .unwrap();
        key.sign(&mut receipt);
        receipt
    }

    #[test]
    fn what_was_signed_is_verified_with_any_of_the_keys() {
        let (old, new) = (key(1), key(2));
        for signer in [&old, &new] {
            assert_eq!(verify(&receipt(signer), &keys(&[&new, &old])), Ok(()));
        }
        let key_id = old.public().kid.clone();
        assert_eq!(verify(&receipt(&old), &keys(&[&new])), Err(ReceiptError::UnknownKey { key_id }));
    }

    #[test]
    fn the_signature_of_a_receipt_stays_the_same_over_versions() {
        let signature = receipt(&key(1)).signature;
        assert_eq!(
            signature.as_str(),
            "bU66ruZHYnSXBbjIYbBzsm966zC3ORwU8gR4PxbhxMvGqRx0U1hRq5kUuB7durrTZdqVhuBHYb6D-1m54aZqCQ"
        );
    }

    /// Each text, number and list of the receipt is changed alone.
    #[test]
    fn whatever_is_changed_shows() {
        let signer = key(1);
        let signed = serde_json::to_value(receipt(&signer)).unwrap();
        let mut changed = 0;
        for (name, value) in signed.as_object().unwrap() {
            for other in others(name, value) {
                let mut forged = signed.clone();
                forged[name] = other;
                let Ok(forged) = serde_json::from_value::<Receipt>(forged) else { continue };
                changed += 1;
                assert!(verify(&forged, &keys(&[&signer])).is_err(), "{name}");
            }
        }
        assert!(changed >= 18, "{changed}");
        for optional in ["run_id", "epoch"] {
            let mut forged = signed.clone();
            forged.as_object_mut().unwrap().remove(optional);
            assert_eq!(
                verify(&serde_json::from_value(forged).unwrap(), &keys(&[&signer])),
                Err(ReceiptError::BadSignature)
            );
        }
        let mut forged = signed;
        forged["harmless"] = json!(true);
        assert!(serde_json::from_value::<Receipt>(forged).is_err(), "what is not signed cannot be added");
    }

    fn others(name: &str, value: &Value) -> Vec<Value> {
        match (name, value) {
            ("risk", _) => vec![json!("low")],
            ("decisions", _) => {
                let mut by_another = value.clone();
                by_another[0]["by"] = json!("user:eve");
                vec![json!([]), by_another]
            }
            (_, Value::Number(number)) => vec![json!(number.as_u64().unwrap() + 1)],
            (_, Value::String(text)) => (0..text.len())
                .map(|index| {
                    let mut bytes = text.clone().into_bytes();
                    bytes[index] = if bytes[index] == b'1' { b'2' } else { b'1' };
                    json!(String::from_utf8(bytes).unwrap())
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_key_under_another_name_is_none() {
        let (mine, theirs) = (key(1), key(2));
        let mut renamed = mine.public().clone();
        renamed.kid = theirs.public().kid.clone();
        let mut forged = receipt(&mine);
        forged.key_id = renamed.kid.clone();
        let key_id = renamed.kid.clone();
        assert_eq!(verify(&forged, &ReceiptKeys::new(vec![renamed])), Err(ReceiptError::BadKey { key_id }));
    }
}
