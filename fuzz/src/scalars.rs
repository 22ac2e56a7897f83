//! Entity tags and lists of them, revisions, timestamps, whole numbers.
//!
//! What is read means the same to a reading by hand; what is written is read again as the same; what the contract's
//! schema allows is never refused by the type behind it.

use std::{fmt::Debug, fmt::Display, str::FromStr};

use charter_api::runtime::fuzzing::fits_schema;
use charter_types::{EntityTag, EntityTags, PageLimit, Revision, TimeToLive, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::reference::{
    decimal,
    entity_tags::{self, Condition},
    timestamp,
};

/// The latest that a timestamp may be: 9999-12-30T22:00:00Z.
const LATEST_MS: i64 = 253_402_207_200_000;

/// Any text may be any of these.
///
/// # Panics
/// When a promise is broken.
pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    entity_tag(text);
    entity_tag_list(text);
    revision(text);
    instant(text);
    instant_moved(data);
    whole_number::<Revision>("Revision", text, 0, i128::from(Revision::MAX.get()), |revision| revision.get().into());
    whole_number::<PageLimit>("PageLimit", text, 1, 1000, |limit| limit.get().into());
    whole_number::<TimeToLive>("TimeToLive", text, 1, 315_360_000_000, |milliseconds| milliseconds.get().into());
}

/// What is written means what was read.
fn read_again<T: FromStr<Err: Debug> + Display + Debug + PartialEq>(value: &T) -> String {
    let written = value.to_string();
    assert_eq!(&written.parse::<T>().unwrap(), value, "{written:?}");
    written
}

fn entity_tag(text: &str) {
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let expected = inside.and_then(|inside| decimal::digits(inside, Revision::MAX.get()));
    let parsed = text.parse::<EntityTag>().ok();
    assert_eq!(parsed.map(|tag| tag.revision().get()), expected, "{text:?}");
    if let Some(tag) = parsed {
        assert!(fits_schema("EntityTag", &json!(read_again(&tag))));
    }
}

fn entity_tag_list(text: &str) {
    let expected = entity_tags::read(text);
    let parsed = text.parse::<EntityTags>().ok();
    assert_eq!(parsed.is_some(), expected.is_some(), "{text:?}");
    if fits_schema("EntityTags", &json!(text)) {
        assert!(parsed.is_some(), "the contract allows {text:?}");
    }
    let (Some(parsed), Some(expected)) = (parsed, expected) else { return };
    read_again(&parsed);
    for revision in revisions_near(text) {
        let (some, number) = (Some(revision), revision.get());
        let (strong, weak) = match &expected {
            Condition::Any => (true, true),
            Condition::OneOf(tags) => (
                tags.iter().any(|(is_weak, opaque)| !is_weak && entity_tags::is_tag_of(opaque, number)),
                tags.iter().any(|(_, opaque)| entity_tags::is_tag_of(opaque, number)),
            ),
        };
        assert_eq!(parsed.if_match_holds(some), strong, "If-Match: {text:?} at {number}");
        assert_eq!(parsed.if_none_match_holds(some), !weak, "If-None-Match: {text:?} at {number}");
    }
    assert!(!parsed.if_match_holds(None) && parsed.if_none_match_holds(None), "{text:?}");
}

/// Revisions that stand in a text, and some that are always of interest.
fn revisions_near(text: &str) -> Vec<Revision> {
    let numbers = text.split(|one: char| !one.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
    let always = [0, 1, 4, Revision::MAX.get()];
    numbers.chain(always).filter_map(|number| Revision::new(number).ok()).collect()
}

fn revision(text: &str) {
    let parsed = text.parse::<Revision>().ok();
    assert_eq!(parsed.map(Revision::get), decimal::digits(text, Revision::MAX.get()), "{text:?}");
    if let Some(revision) = parsed {
        read_again(&revision);
    }
}

fn instant(text: &str) {
    let parsed = text.parse::<Timestamp>().ok();
    if let Some(expected) = timestamp::unix_ms(text) {
        // The last 26 hours of the year 9999 cannot be held, so that every time zone has a date for every instant.
        let is_held = expected <= LATEST_MS;
        assert!(parsed.is_some() || !is_held, "{text:?}");
        assert_eq!(parsed.map_or(LATEST_MS, Timestamp::unix_ms), expected.min(LATEST_MS), "{text:?}");
        assert!(parsed.is_none_or(|instant| instant.to_string() == text) || !is_held);
    }
    if let Some(instant) = parsed {
        written_instant(instant);
    }
}

fn written_instant(instant: Timestamp) {
    let written = read_again(&instant);
    if fits_schema("Timestamp", &json!(written)) {
        assert_eq!(timestamp::unix_ms(&written), Some(instant.unix_ms()), "{written:?}");
    } else {
        assert!(instant.unix_ms() < -62_167_219_200_000, "{written:?} is not before the year 0");
    }
}

/// The first bytes are a time, the next by how much it is moved.
fn instant_moved(data: &[u8]) {
    let Some((start, rest)) = data.split_first_chunk() else { return };
    let Some((distance, _)) = rest.split_first_chunk() else { return };
    let (start, distance) = (i64::from_le_bytes(*start), i64::from_le_bytes(*distance));
    let instant = Timestamp::from_unix_ms(start);
    let moved = instant.plus_ms(distance);
    written_instant(moved);
    let (earliest, latest) = (Timestamp::from_unix_ms(i64::MIN), Timestamp::from_unix_ms(i64::MAX));
    let exact = i128::from(instant.unix_ms()) + i128::from(distance);
    let bounded = exact.clamp(earliest.unix_ms().into(), latest.unix_ms().into());
    assert_eq!(i128::from(moved.unix_ms()), bounded);
}

fn whole_number<T>(schema: &str, text: &str, smallest: i128, largest: i128, number: fn(T) -> i128)
where
    T: FromStr + Display + DeserializeOwned,
{
    let is_in_range = |number: &i128| (smallest..=largest).contains(number);
    // From a parameter or an argument: digits.
    let parsed = text.parse().ok().map(number);
    let digits = |text| decimal::digits(text, u64::MAX).map(i128::from).filter(is_in_range);
    assert_eq!(parsed, digits(text), "{schema} from {text:?}");
    // From JSON.
    let Ok(json @ Value::Number(_)) = serde_json::from_str::<Value>(text) else { return };
    let read = serde_json::from_value(json.clone()).ok().map(number);
    let expected = decimal::whole_json_number(text).filter(is_in_range);
    assert_eq!(read, expected, "{schema} from the JSON {text:?}");
    assert_eq!(fits_schema(schema, &json), expected.is_some(), "{schema}: the contract differs on {text:?}");
}
