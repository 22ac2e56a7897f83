//! Whether a contract keeps what a released one has promised.
//!
//! Two bundled documents go in, a list of breaks comes out. Only what was `stable` or `deprecated` binds. What clients
//! **send** may be taken more loosely and never more strictly; what they **get** may have more and never less, or
//! what they do not know how to read. What these rules do not know must not change at all.

mod answers;
mod events;
mod inputs;
mod keywords;
mod lifetimes;
mod operations;
mod schemas;
mod shadows;

use std::{collections::BTreeSet, fmt};

use jiff::civil::Date;
use semver::Version;
use serde_json::Value;

/// A promise that is not kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Break {
    /// Where: a JSON pointer into the document, as a URI fragment.
    pub place: String,
    /// What happened there.
    pub change: String,
}

impl fmt::Display for Break {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.change)
    }
}

/// Which way a value goes: the same change can be a break one way and none the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    /// From a client: a parameter or a request's body.
    Request,
    /// To a client: an answer's body or header, or a stream's frame.
    Answer,
}

/// What tells people about a part and binds nobody.
const ANNOTATIONS: [&str; 8] =
    ["description", "summary", "title", "examples", "example", "externalDocs", "$comment", "x-since"];

/// Everything that `new` breaks of what `old` promises, ordered by place. `today` decides whether a sunset is over.
pub fn breaks(old: &Value, new: &Value, today: Date) -> Vec<Break> {
    let mut comparison = Comparison { old, new, today, breaks: BTreeSet::new(), compared: BTreeSet::new() };
    comparison.compare_document();
    comparison.breaks.into_iter().collect()
}

struct Comparison<'a> {
    old: &'a Value,
    new: &'a Value,
    today: Date,
    breaks: BTreeSet<Break>,
    /// The named schemas that were compared already, each way.
    compared: BTreeSet<(String, Direction)>,
}

impl Comparison<'_> {
    fn compare_document(&mut self) {
        let (old, new) = (self.old, self.new);
        self.unchanged_but("#", old, new, &["openapi", "info", "tags", "servers", "paths", "components", "security"]);
        self.unchanged("#/servers/0/url", &old["servers"][0]["url"], &new["servers"][0]["url"]);
        for (name, scheme) in members(&old["components"]["securitySchemes"]) {
            let place = pointer("#/components/securitySchemes", name);
            match new["components"]["securitySchemes"].get(name) {
                Some(other) => self.unchanged_but(&place, scheme, other, &["bearerFormat"]),
                None => self.note(&place, "was removed"),
            }
        }
        self.compare_operations();
        self.compare_events();
        self.find_shadows();
    }

    fn note(&mut self, place: &str, change: impl Into<String>) {
        self.breaks.insert(Break { place: place.to_owned(), change: change.into() });
    }

    fn unchanged(&mut self, place: &str, old: &Value, new: &Value) {
        if old != new {
            self.note(place, format!("was {} and is {}", shown(old), shown(new)));
        }
    }

    /// Notes every member that changed, other than those that have rules of their own and those that bind nobody.
    fn unchanged_but(&mut self, place: &str, old: &Value, new: &Value, judged: &[&str]) {
        let names: BTreeSet<&str> = members(old).chain(members(new)).map(|(name, _)| name.as_str()).collect();
        for name in names.into_iter().filter(|name| !judged.contains(name) && !ANNOTATIONS.contains(name)) {
            self.unchanged(&pointer(place, name), &old[name], &new[name]);
        }
    }

    /// The version of the contract that has promised.
    fn old_version(&self) -> Option<Version> {
        version(self.old)
    }
}

/// The version of a bundled document.
pub fn version(document: &Value) -> Option<Version> {
    document["info"]["version"].as_str()?.parse().ok()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// Whether what has this stability must be kept.
fn binds(part: &Value) -> bool {
    part["x-stability"] == "stable" || part["x-stability"] == "deprecated"
}

/// A pointer to a member (RFC 6901, section 4).
fn pointer(place: &str, member: &str) -> String {
    format!("{place}/{}", member.replace('~', "~0").replace('/', "~1"))
}

fn shown(value: &Value) -> String {
    if value.is_null() { "not there".to_owned() } else { value.to_string() }
}
