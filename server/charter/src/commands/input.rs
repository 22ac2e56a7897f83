//! Values from the command line.

mod strict_json;

use std::{
    fs,
    io::{self, Read},
    time::Duration,
};

use charter_types::{ResourceKey, Revision};
use clap::Args;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{failure::Failure, settings::SettingValue};

/// A JSON value that is given as itself, as `@FILE`, or on standard input as `-`.
///
/// # Errors
/// When it cannot be read, is not JSON, or has an object in which a member stands twice.
pub fn read_json(argument: &str, given: &str) -> Result<Value, Failure> {
    let (text, place) = match given.strip_prefix('@') {
        _ if given == "-" => (read_standard_input()?, "standard input".to_owned()),
        Some(path) => (fs::read_to_string(path).map_err(Failure::io(format!("read {path}")))?, path.to_owned()),
        None => (given.to_owned(), argument.to_owned()),
    };
    strict_json::parse(&text).map_err(|error| {
        if error.is_data() {
            return Failure::Argument { argument: place, reason: error.to_string() };
        }
        let quoted = Value::from(given);
        let hint = if place == argument { format!("; a text is written '{quoted}'") } else { String::new() };
        Failure::Argument { argument: place, reason: format!("is not JSON: {error}{hint}") }
    })
}

/// A JSON value as what the contract says it is.
///
/// # Errors
/// When it is something else.
pub fn read_as<T: DeserializeOwned>(argument: &str, value: Value) -> Result<T, Failure> {
    serde_json::from_value(value)
        .map_err(|error| Failure::Argument { argument: argument.to_owned(), reason: error.to_string() })
}

fn read_standard_input() -> Result<String, Failure> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(Failure::io("read standard input"))?;
    Ok(text)
}

/// A resource's key: for clap.
pub fn read_key(text: &str) -> Result<ResourceKey, String> {
    text.parse().map_err(|_| {
        "a key is 1 to 8 segments of letters, digits and . _ ~ -, joined by /, for example project/atlas/readme"
            .to_owned()
    })
}

/// `30s`, `12h`: for clap.
pub fn read_duration(text: &str) -> Result<Duration, String> {
    Duration::read(text)
}

/// A revision that a resource can have: for clap.
pub fn read_existing_revision(text: &str) -> Result<Revision, String> {
    match text.parse() {
        Ok(Revision::ZERO) => Err("0 is the revision of a resource that does not exist".to_owned()),
        Ok(revision) => Ok(revision),
        Err(error) => Err(error.to_string()),
    }
}

/// What must be so for a change of something that exists.
#[derive(Debug, Clone, Args)]
pub struct Guard {
    /// Only if the resource has this revision.
    #[arg(long, value_name = "REV", value_parser = read_existing_revision)]
    pub if_rev: Option<Revision>,
}
