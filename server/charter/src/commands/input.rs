//! Values from the command line.

use std::{
    fs,
    io::{self, Read},
    time::Duration,
};

use charter_types::{ResourceKey, Revision};
use clap::Args;
use serde_json::Value;

use crate::{failure::Failure, settings::SettingValue};

/// A JSON value that is given as itself, as `@FILE`, or on standard input as `-`.
///
/// # Errors
/// When it cannot be read, or is not JSON.
pub fn read_json(argument: &str, given: &str) -> Result<Value, Failure> {
    let (text, place) = match given.strip_prefix('@') {
        _ if given == "-" => (read_standard_input()?, "standard input".to_owned()),
        Some(path) => (fs::read_to_string(path).map_err(Failure::io(format!("read {path}")))?, path.to_owned()),
        None => (given.to_owned(), argument.to_owned()),
    };
    serde_json::from_str(&text).map_err(|error| {
        let quoted = Value::from(given);
        let hint = if place == argument { format!("; a text is written '{quoted}'") } else { String::new() };
        Failure::Argument { argument: place, reason: format!("is not JSON: {error}{hint}") }
    })
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

/// What must be so for a change to happen.
#[derive(Debug, Clone, Args)]
pub struct Guard {
    /// Only if the resource has this revision.
    #[arg(long, value_name = "REV")]
    pub if_rev: Option<Revision>,
}
