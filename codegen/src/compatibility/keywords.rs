//! The limits of single values, and lists of words.

use serde_json::Value;

use super::{Comparison, Direction, pointer, shown, texts};

/// Keywords that bound from below.
const LOWEST: [&str; 3] = ["minimum", "minLength", "minItems"];
/// Keywords that bound from above.
const HIGHEST: [&str; 3] = ["maximum", "maxLength", "maxItems"];

impl Comparison<'_> {
    pub(super) fn compare_limits(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        for keyword in LOWEST.into_iter().chain(HIGHEST).chain(["pattern"]) {
            let (before, after) = (&old[keyword], &new[keyword]);
            let change = match direction {
                Direction::Request if is_narrower(keyword, before, after) => "takes less",
                Direction::Answer if is_narrower(keyword, after, before) => "may give more",
                _ => continue,
            };
            let (before, after) = (shown(before), shown(after));
            self.note(&pointer(place, keyword), format!("{change}: was {before} and is {after}"));
        }
    }

    pub(super) fn compare_words(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        let (was_open, is_open) = (old["x-open-enum"] == true, new["x-open-enum"] == true);
        match (was_open, is_open) {
            (true, false) => self.note(&pointer(place, "x-open-enum"), "the list was open and is closed"),
            (false, true) if direction == Direction::Answer => {
                self.note(&pointer(place, "x-open-enum"), "the list was closed, and clients refuse other words");
            }
            _ => {}
        }
        let words = pointer(place, "enum");
        for word in missing(&old["enum"], &new["enum"]) {
            self.note(&words, format!("`{word}` was taken off the list"));
        }
        for word in missing(&new["enum"], &old["enum"]) {
            if direction == Direction::Answer && !was_open {
                self.note(&words, format!("`{word}` was added to a closed list"));
            }
        }
        let excluded = pointer(place, "x-excluded");
        let (change, words) = match direction {
            Direction::Request => ("is no longer taken", missing(&new["x-excluded"], &old["x-excluded"])),
            Direction::Answer => ("may come now", missing(&old["x-excluded"], &new["x-excluded"])),
        };
        for word in words {
            self.note(&excluded, format!("`{word}` {change}"));
        }
    }
}

/// Whether a value that one keyword's value lets through may be stopped by another.
fn is_narrower(keyword: &str, than: &Value, value: &Value) -> bool {
    if LOWEST.contains(&keyword) {
        return value.as_i64().unwrap_or(i64::MIN) > than.as_i64().unwrap_or(i64::MIN);
    }
    if HIGHEST.contains(&keyword) {
        return value.as_i64().unwrap_or(i64::MAX) < than.as_i64().unwrap_or(i64::MAX);
    }
    // Whether one pattern takes all that another takes is not asked: only to have none is looser than to have one.
    !value.is_null() && value != than
}

/// The words of one list that another does not have.
fn missing<'a>(words: &'a Value, from: &'a Value) -> Vec<&'a str> {
    texts(words).filter(|word| !texts(from).any(|other| other == *word)).collect()
}
