//! What the tests of tokens share. Each test binary uses some of it.
#![allow(dead_code, reason = "every test binary compiles all of it and uses a part")]

use std::{fs, path::Path};

use biscuit_auth::{KeyPair, PrivateKey};
use charter_auth::{Authority, Grant, Operation};
use charter_types::Timestamp;
use tempfile::TempDir;

/// An authority and the directory it lives in.
pub struct Server {
    pub directory: TempDir,
    pub authority: Authority,
}

pub fn server() -> Server {
    let directory = TempDir::new().unwrap();
    let authority = Authority::open(directory.path()).unwrap();
    Server { directory, authority }
}

/// The root key, for tokens that the authority itself would never make.
pub fn root_key(directory: &Path) -> KeyPair {
    let text = fs::read_to_string(directory.join(Authority::ROOT_KEY_FILE)).unwrap();
    KeyPair::from(&text.trim().parse::<PrivateKey>().unwrap())
}

pub fn everything() -> Grant {
    Grant::everything("user:ada".parse().unwrap(), "acme/web/shop".parse().unwrap())
}

pub fn operations(texts: &[&str]) -> Vec<Operation> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// `seconds` after 1970-01-01T00:00:00Z.
pub fn second(seconds: i64) -> Timestamp {
    Timestamp::from_unix_ms(seconds * 1000)
}

pub const NOW_SECOND: i64 = 1_900_000_000;

pub fn now() -> Timestamp {
    second(NOW_SECOND)
}
