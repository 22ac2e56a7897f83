//! How what was promised may come to its end: deprecated first, gone after its sunset.

use semver::Version;
use serde_json::Value;

use super::{Comparison, pointer, version};
use crate::contract::Deprecation;

/// In how many minor versions what is deprecated is still there.
const MINOR_VERSIONS: u64 = 2;

impl Comparison<'_> {
    /// What is gone must have been deprecated, for long enough.
    pub(super) fn compare_removal(&mut self, place: &str, old: &Value) {
        let Ok(deprecation) = Deprecation::read(&old["x-deprecation"]) else {
            self.note(place, "was removed");
            return;
        };
        if self.today < deprecation.sunset {
            self.note(place, format!("was removed before its sunset on {}", deprecation.sunset));
        }
        if version(self.new).is_some_and(|new| !is_long_after(&deprecation.version, &new)) {
            let since = deprecation.version;
            self.note(
                place,
                format!("was removed within {MINOR_VERSIONS} minor versions of {since}, which deprecated it"),
            );
        }
    }

    pub(super) fn compare_lifetimes(&mut self, place: &str, old: &Value, new: &Value) {
        if new["x-stability"] == "provisional" {
            let stability = old["x-stability"].as_str().unwrap_or_default();
            self.note(&pointer(place, "x-stability"), format!("was {stability} and is provisional"));
        }
        let Ok(after) = Deprecation::read(&new["x-deprecation"]) else { return };
        let place = pointer(place, "x-deprecation");
        match Deprecation::read(&old["x-deprecation"]) {
            Ok(before) if after.sunset < before.sunset => {
                self.note(&place, format!("the sunset moved forward from {} to {}", before.sunset, after.sunset));
            }
            Ok(before) if after.version < before.version => {
                self.note(&place, format!("was deprecated in {} and now says {}", before.version, after.version));
            }
            Err(_) if self.old_version().is_some_and(|old| after.version <= old) => {
                self.note(&place, format!("says {}, which was released without it", after.version));
            }
            _ => {}
        }
    }

    /// What is new says that it is.
    pub(super) fn check_since(&mut self, place: &str, new: &Value) {
        let since = new["x-since"].as_str().and_then(|since| since.parse::<Version>().ok());
        if let (Some(since), Some(released)) = (since, self.old_version())
            && since <= released
        {
            self.note(&pointer(place, "x-since"), format!("says {since}, which was released without it"));
        }
    }
}

fn is_long_after(deprecated: &Version, now: &Version) -> bool {
    now.major > deprecated.major || now.minor >= deprecated.minor + MINOR_VERSIONS
}
