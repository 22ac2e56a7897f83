use std::{fs, path::Path};

use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::support::{Outcome, charter, run};

struct Place {
    directory: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// `charter config` with the data directory here.
    fn config(&self, flags: &[&str], variables: &[(&str, &str)]) -> Outcome {
        let mut command = charter(&["config"]);
        command.args(flags).env("CHARTER_DATA_DIR", self.path()).envs(variables.iter().copied());
        Outcome::of(&mut command)
    }
}

#[test]
fn a_flag_goes_before_the_environment_before_the_file_before_the_default() {
    for case in 0..8 {
        let (flag, variable, file) = (case & 4 != 0, case & 2 != 0, case & 1 != 0);
        let place = Place::new();
        let path = place.path().join("charter.toml");
        if file {
            place.write("charter.toml", "retention_max_events = 3");
        }
        let flags: &[&str] = if flag { &["--retention-max-events", "1", "--json"] } else { &["--json"] };
        let variables: &[_] = if variable { &[("CHARTER_RETENTION_MAX_EVENTS", "2")] } else { &[] };
        let (value, source, said) = match (flag, variable, file) {
            (true, _, _) => (1, "flag", Value::from("--retention-max-events")),
            (_, true, _) => (2, "environment", Value::from("CHARTER_RETENTION_MAX_EVENTS")),
            (_, _, true) => (3, "file", Value::from(path.to_str())),
            _ => (1_000_000, "default", Value::Null),
        };
        let entry = &place.config(flags, variables).json()["retention_max_events"];
        assert_eq!(entry["value"], value, "case {case}");
        assert_eq!(entry["source"], source, "case {case}");
        assert_eq!(entry["place"], said, "case {case}");
    }
}

fn settings(outcome: Outcome) -> Map<String, Value> {
    let Value::Object(settings) = outcome.json() else { panic!("not an object") };
    settings
}

#[test]
fn every_setting_can_be_given_in_every_way() {
    let place = Place::new();
    let settings_by_default = settings(place.config(&["--json"], &[]));
    assert!(settings_by_default.len() >= 10);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);

    let as_flags: Vec<_> = settings_by_default
        .iter()
        .map(|(name, entry)| format!("--{}={}", name.replace('_', "-"), text(&entry["value"])))
        .collect();
    let flags: Vec<_> = as_flags.iter().map(String::as_str).chain(["--json"]).collect();
    let by_flags = settings(place.config(&flags, &[]));

    let as_variables: Vec<_> = settings_by_default
        .iter()
        .map(|(name, entry)| (format!("CHARTER_{}", name.to_uppercase()), text(&entry["value"])))
        .collect();
    let variables: Vec<_> = as_variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let by_environment = settings(place.config(&["--json"], &variables));

    // What `charter config` prints is a file.
    let file = place.write("printed.toml", &place.config(&[], &[]).success());
    let by_file = settings(Outcome::of(&mut charter(&["config", "--config", &file, "--json"])));

    for (source, given) in [("flag", by_flags), ("environment", by_environment), ("file", by_file)] {
        for (name, entry) in &settings_by_default {
            assert_eq!(given[name]["value"], entry["value"], "{name} by {source}");
            assert_eq!(given[name]["source"], source, "{name}");
        }
    }
}

#[test]
fn a_switch_needs_no_value() {
    let place = Place::new();
    let settings = place.config(&["--allow-remote", "--json"], &[]).json();
    assert_eq!(settings["allow_remote"]["value"], true);
}

#[test]
fn an_unknown_key_is_refused_with_its_name_and_its_file() {
    let place = Place::new();
    let path = place.write("charter.toml", "listen = \"127.0.0.1:1\"\nlisten_adress = 2\n");
    let message = place.config(&[], &[]).failure(2);
    assert!(message.contains("listen_adress") && message.contains(&path), "{message}");
    assert!(message.contains("listen, data_dir"), "the keys that there are: {message}");
}

#[test]
fn a_value_that_does_not_fit_is_refused_with_the_place_that_it_comes_from() {
    let place = Place::new();
    let path = place.write("wrong.toml", "max_connections = 0");
    for (flags, variables, told) in [
        (&["--listen", "everywhere"][..], &[][..], "--listen: \"everywhere\" must be an IP address and a port"),
        (&[], &[("CHARTER_SHUTDOWN_GRACE", "soon")], "CHARTER_SHUTDOWN_GRACE: \"soon\" must be a time"),
        (&["--config", &path], &[], &format!("max_connections in {path}: \"0\" must be a whole number, 1 or more")),
        (&["--log-format", "xml"], &[], "--log-format: \"xml\" must be text or json"),
        (&["--heartbeat-interval", "0s"], &[], "--heartbeat-interval: \"0s\" must be 10ms or more"),
        (&["--rate-limit", "-1"], &[], "--rate-limit: \"-1\" must be a whole number, 0 or more"),
        (&["--rate-limit-burst", "0"], &[], "--rate-limit-burst: \"0\" must be a whole number, 1 or more"),
    ] {
        let message = place.config(flags, variables).failure(2);
        assert!(message.contains(told), "{told}: {message}");
    }
}

#[test]
fn a_file_that_cannot_be_used_is_named() {
    let place = Place::new();
    let missing = place.path().join("missing.toml");
    let message = place.config(&["--config", missing.to_str().unwrap()], &[]).failure(2);
    assert!(message.contains("missing.toml"), "{message}");
    let path = place.write("not.toml", "listen 1");
    assert!(place.config(&["--config", &path], &[]).failure(2).contains("is not TOML"));
    let path = place.write("table.toml", "[listen]\nport = 1");
    assert!(place.config(&["--config", &path], &[]).failure(2).contains("listen in"));
}

#[test]
fn the_file_in_the_data_directory_cannot_move_the_data_directory() {
    let place = Place::new();
    place.write("charter.toml", "data_dir = \"elsewhere\"");
    assert!(place.config(&[], &[]).failure(2).contains("data_dir cannot be set in"));
}

#[test]
fn a_file_that_is_named_says_where_the_data_is_from_where_it_is() {
    let place = Place::new();
    let file = place.write("named.toml", "data_dir = \"data\"");
    let settings = run(&["config", "--config", &file, "--json"]).json();
    assert_eq!(settings["data_dir"]["value"].as_str(), place.path().join("data").to_str());
}

#[test]
fn an_empty_variable_is_not_set() {
    let settings = Place::new().config(&["--json"], &[("CHARTER_LISTEN", "")]).json();
    assert_eq!(settings["listen"]["source"], "default");
}
