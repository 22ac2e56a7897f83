//! What can be made of a token by whoever holds it.

use base64::{Engine as _, prelude::BASE64_URL_SAFE};
use biscuit_auth::{BlockBuilder, KeyPair, PrivateKey, PublicKey, UnverifiedBiscuit, format::SerializedBiscuit};

use super::{HELD, ROOT_KEY};

/// As many blocks are appended at most: one more than a token may have.
const MOST_BLOCKS: usize = 16;

fn bytes_of(token: &str) -> Vec<u8> {
    BASE64_URL_SAFE.decode(token).expect("it was written by this package")
}

/// A key that is not secret.
fn key(text: &str) -> KeyPair {
    KeyPair::from(&text.parse::<PrivateKey>().expect("this is a key"))
}

fn root() -> PublicKey {
    key(ROOT_KEY).public()
}

/// The held token with changes of its bytes, four bytes each: what to do, where (two bytes), with what.
pub(super) fn edited(changes: &[u8]) -> String {
    let mut bytes = bytes_of(HELD);
    for change in changes.chunks_exact(4).take(32) {
        let place = usize::from(u16::from_le_bytes([change[1], change[2]])) % (bytes.len() + 1);
        let end = (place + usize::from(change[3])).min(bytes.len());
        match change[0] % 4 {
            0 if place < bytes.len() => bytes[place] ^= change[3],
            1 => bytes.insert(place, change[3]),
            2 => drop(bytes.drain(place..end)),
            _ => bytes.extend_from_within(place..end),
        }
    }
    BASE64_URL_SAFE.encode(bytes)
}

/// The held token with one block more, of these bytes, signed as it must be.
pub(super) fn with_block(block: &[u8]) -> Option<String> {
    let held = SerializedBiscuit::from_slice(&bytes_of(HELD), root()).ok()?;
    let next = key("ed25519-private/0909090909090909090909090909090909090909090909090909090909090909");
    let wider = held.append_serialized(&next, block.to_vec(), None).ok()?;
    Some(BASE64_URL_SAFE.encode(wider.to_vec().ok()?))
}

/// The held token with blocks that say this.
pub(super) fn with_datalog(text: &str) -> Option<String> {
    let mut token = UnverifiedBiscuit::from_base64(HELD).ok()?;
    for block in text.split("---").take(MOST_BLOCKS) {
        token = token.append(BlockBuilder::new().code(block).ok()?).ok()?;
    }
    token.to_base64().ok()
}
