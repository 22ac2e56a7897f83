//! Reading a request's body as JSON.
//!
//! What is read is what `serde_json` reads; refused is, beside what is no JSON, a member that stands twice, a reserved
//! name and what is nested too deeply, and nothing else. What was read can be written and read again.

use std::collections::HashSet;

use charter_api::runtime::fuzzing::read_json;
use serde_json::Value;

use crate::reference::{grammar, json_shape::Shape};

/// What the server promises to read: 64 levels of a value, and what stands around it.
const MOST_DEPTH: usize = 68;

/// Any bytes may be a body.
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    let read = read_json(data);
    let is_acceptable = Shape::of(data).is_some_and(|shape| {
        shape.depth() <= MOST_DEPTH && !shape.any_names(has_duplicate) && !shape.any_names(has_reserved)
    });
    assert_eq!(read.is_ok(), is_acceptable, "{:?} gave {read:?}", String::from_utf8_lossy(data));
    match read {
        Ok(value) => {
            assert_eq!(Some(&value), serde_json::from_slice::<Value>(data).ok().as_ref());
            let written = serde_json::to_vec(&value).expect("a value can be written");
            assert_eq!(read_json(&written), Ok(value), "written, and read again");
        }
        Err(error) => assert!(grammar::is_place(&error.pointer), "{:?} is no place", error.pointer),
    }
}

fn has_duplicate(names: &[&str]) -> bool {
    names.iter().collect::<HashSet<_>>().len() < names.len()
}

fn has_reserved(names: &[&str]) -> bool {
    names.iter().any(|name| name.starts_with("$serde_json::private::"))
}
