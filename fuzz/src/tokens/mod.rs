//! Tokens.
//!
//! Whatever is made of a token, by those who hold it and have no other key, is refused or allows no more than it did.
//! A token that was narrowed allows exactly what a plain model of its narrowings does.

mod forged;
mod narrowed;
mod wider;

use std::{
    fs::OpenOptions,
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    sync::{Arc, LazyLock},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE};
use charter_auth::{Authority, Rights, TokenError};
use charter_types::Timestamp;
use wider::assert_no_wider;

/// A token of the key below, narrowed to reading `run/7/` before the year 2100. Whoever attacks has this one.
const HELD: &str = include_str!("held.token");
/// The token that it was narrowed from.
const WIDE: &str = include_str!("wide.token");

/// A key for these tests alone, always the same so that what is found can be repeated.
const ROOT_KEY: &str = "ed25519-private/0707070707070707070707070707070707070707070707070707070707070707";

static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| {
    let directory = tempfile::tempdir().expect("there is room for a directory");
    let path = directory.path().join(Authority::ROOT_KEY_FILE);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).expect("it is new");
    file.write_all(ROOT_KEY.as_bytes()).expect("there is room for a key");
    Authority::open(directory.path()).expect("this is a key")
});

static HELD_RIGHTS: LazyLock<Arc<Rights>> = LazyLock::new(|| verify(HELD).expect("it is a token of the key"));

/// What a token allows, however late it is; the same the second time, when it is known.
fn verify(token: &str) -> Result<Arc<Rights>, TokenError> {
    let before_everything = Timestamp::from_unix_ms(i64::MIN);
    let verified = AUTHORITY.verify(token, before_everything);
    assert_eq!(AUTHORITY.verify(token, before_everything), verified);
    verified
}

/// The first line tells what the rest is.
///
/// | first line | the rest |
/// | --- | --- |
/// | `text` | a token's text |
/// | `bytes` | a token before it is written as text |
/// | `edits` | changes of the bytes of a token that is held |
/// | `block` | the bytes of a block that the holder signs and appends |
/// | `datalog` | blocks that the holder appends, in words, with `---` between them |
/// | `narrow` | narrowings, with `---` between them |
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (kind, rest) = (&data[..end], data.get(end + 1..).unwrap_or_default());
    let text = str::from_utf8(rest);
    let forged = match (kind, text) {
        (b"text", Ok(text)) => Some(text.to_owned()),
        (b"bytes", _) => Some(BASE64_URL_SAFE.encode(rest)),
        (b"edits", _) => Some(forged::edited(rest)),
        (b"block", _) => forged::with_block(rest),
        (b"datalog", Ok(text)) => forged::with_datalog(text),
        (b"narrow", Ok(text)) => {
            narrowed::check(text);
            None
        }
        _ => None,
    };
    let Some(rights) = forged.and_then(|token| verify(&token).ok()) else { return };
    assert_no_wider(&HELD_RIGHTS, &rights, &String::from_utf8_lossy(rest));
}
