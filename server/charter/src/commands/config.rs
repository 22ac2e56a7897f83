use clap::Args;
use serde_json::{Map, Value, json};

use crate::{
    failure::Failure,
    output::{Output, style::FAINT},
    settings::{Entry, Origin, SettingFlags, Sources},
};

/// Print the effective configuration of the server, and where each value comes from
///
/// Takes the flags of `charter serve`. What it prints is a configuration file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Config {
    #[command(flatten)]
    flags: SettingFlags,
    /// Print a JSON object: each setting with its `value`, its `source` and, unless that is the default, its `place`.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
A flag has precedence over the environment, that over the file, that over the default.

Examples:
  charter config
  CHARTER_LOG=debug charter config --listen 127.0.0.1:0
  charter config > charter.toml";

impl Config {
    pub fn run(self) -> Result<(), Failure> {
        let configuration = Sources::of_process(self.flags).resolve()?;
        let mut output = Output::stdout();
        if self.json {
            let object: Map<_, _> =
                configuration.entries.iter().map(|entry| (entry.setting.name.to_owned(), to_json(entry))).collect();
            return output.json(&object);
        }
        let lines: Vec<_> = configuration.entries.iter().map(|entry| (to_toml(entry), entry)).collect();
        let width = lines.iter().map(|(line, _)| line.len()).max().unwrap_or_default();
        for (line, entry) in lines {
            output.line(format!("{line:<width$}  {FAINT}# {}{FAINT:#}", source(entry)))?;
        }
        Ok(())
    }
}

fn value(entry: &Entry) -> toml::Value {
    (entry.setting.to_toml)(&entry.text).unwrap_or_else(|_| toml::Value::String(entry.text.clone()))
}

fn to_toml(entry: &Entry) -> String {
    format!("{} = {}", entry.setting.name, value(entry))
}

fn source(entry: &Entry) -> String {
    match &entry.origin {
        Origin::Flag => entry.setting.flag(),
        Origin::Environment => entry.setting.variable(),
        Origin::File(path) => path.display().to_string(),
        Origin::Default => "default".to_owned(),
    }
}

fn to_json(entry: &Entry) -> Value {
    let mut object = json!({ "value": value(entry), "source": entry.origin.to_string() });
    if entry.origin != Origin::Default {
        object["place"] = source(entry).into();
    }
    object
}
