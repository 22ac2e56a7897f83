//! Cursors of lists.
//!
//! What was made is read again as the same. What is read, whoever made it, says what is written in it, and can be
//! made again.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use charter_engine::fuzzing::{CursorParts, decode_cursor, encode_cursor};
use charter_types::{Cursor, Revision};
use serde_json::{Value, json};

/// The bytes are a cursor, what is inside one, or what one is made of.
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    if let Some(cursor) = str::from_utf8(data).ok().and_then(|text| Cursor::new(text).ok()) {
        read(&cursor);
    }
    if let Ok(cursor) = Cursor::new(BASE64_URL_SAFE_NO_PAD.encode(data)) {
        read(&cursor);
    }
    made(data);
}

fn read(cursor: &Cursor) {
    let Some(parts) = decode_cursor(cursor) else { return };
    let inside = BASE64_URL_SAFE_NO_PAD.decode(cursor.as_str()).expect("it was decoded");
    let (store, revision, prefix, after) = &parts;
    let said: [Value; 4] =
        [store.as_str().into(), revision.get().into(), prefix.as_str().into(), after.as_str().into()];
    assert_eq!(written_in(&inside), Some(said), "{cursor}");
    match encode_cursor(parts.clone()) {
        Ok(again) => assert_eq!(decode_cursor(&again), Some(parts), "{cursor}"),
        // What is read may be an array, without the members' names; what is made is not.
        Err(_) => assert!(cursor.len() > 1900, "{cursor} is read, and too long to be made"),
    }
}

/// The members of a cursor in their order.
fn written_in(inside: &[u8]) -> Option<[Value; 4]> {
    let value: Value = serde_json::from_slice(inside).ok()?;
    let members = match &value {
        Value::Array(items) => items.clone(),
        _ => ["store", "revision", "prefix", "after"].map(|name| value[name].clone()).to_vec(),
    };
    let [store, revision, prefix, after] = <[Value; 4]>::try_from(members).ok()?;
    // A whole number may be written with a point or an exponent.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a revision is exact in a double")]
    let revision = revision.as_u64().or_else(|| revision.as_f64().map(|double| double as u64))?;
    Some([store, revision.into(), prefix, after])
}

/// The first eight bytes are a revision, the rest two texts with a line end between.
fn made(data: &[u8]) {
    let Some((number, rest)) = data.split_first_chunk() else { return };
    let text = String::from_utf8_lossy(rest);
    let (prefix, after) = text.split_once('\n').unwrap_or((&text, ""));
    let Ok(revision) = Revision::new(u64::from_le_bytes(*number) & Revision::MAX.get()) else { return };
    let store = "0197a3c4-6f00-7000-8000-000000000001".parse().expect("this is a store's id");
    let inside = json!({ "store": store, "revision": revision, "prefix": prefix, "after": after }).to_string();
    let parts: CursorParts = (store, revision, prefix.to_owned(), after.to_owned());
    let decoded = encode_cursor(parts.clone()).ok().map(|cursor| decode_cursor(&cursor));
    // Four characters for three bytes, and no more of them than a cursor may have.
    let expected = (inside.len() * 4 <= 3 * 2048).then_some(Some(parts));
    assert_eq!(decoded, expected, "{inside}");
}
