use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf, process::Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Outcome, Server, charter, run};

/// A server with a mission to which five events were applied.
struct Atlas {
    directory: TempDir,
    server: Server,
    mission: String,
}

impl Atlas {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let server = Server::start(directory.path());
        let spec = json!({ "title": "Print the atlas", "items": [
            { "item_id": "draw", "title": "Draw the maps", "gates": "review" },
            { "item_id": "print", "title": "Print the maps", "depends_on": ["draw"] },
        ]});
        let created = server.run(&["mission", "create", &spec.to_string(), "--json"]).json();
        let atlas = Self { directory, server, mission: created["mission_id"].as_str().unwrap().to_owned() };
        for words in [["pause"], ["resume"]] {
            atlas.server.run(&["mission", words[0], &atlas.mission]).success();
        }
        for words in ["cancel", "retry"] {
            atlas.server.run(&["mission", "item", words, &atlas.mission, "draw"]).success();
        }
        let change = r#"{"role": "cartographer"}"#;
        atlas.server.run(&["mission", "item", "update", &atlas.mission, "draw", change]).success();
        atlas
    }

    fn export(&self) -> PathBuf {
        let path = self.directory.path().join("atlas.json");
        let told = self.server.run(&["replay", "--export", path.to_str().unwrap(), &self.mission]).success();
        assert_eq!(told, format!("wrote {} with 5 events\n", path.display()));
        path
    }
}

fn check(path: &std::path::Path) -> Outcome {
    run(&["replay", "--check", "--from", path.to_str().unwrap()])
}

/// The file with one thing in it changed.
fn change(path: &std::path::Path, change: impl FnOnce(&mut Value)) {
    let mut log: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    change(&mut log);
    fs::write(path, log.to_string()).unwrap();
}

#[test]
fn a_servers_missions_are_as_they_are_computed() {
    let atlas = Atlas::new();
    let told = atlas.server.run(&["replay", "--check"]).success();
    assert_eq!(told, format!("{} the same after 5 events\n", atlas.mission));
    let told = atlas.server.run(&["replay", "--check", &atlas.mission, "--json"]).json();
    assert_eq!(told, json!({ "mission": atlas.mission, "events": 5, "differences": [], "problem": null }));
    let unknown = "0197a3c4-6f00-7000-8000-000000000099";
    assert!(atlas.server.run(&["replay", "--check", unknown]).failure(1).contains("(404)"));
}

#[test]
fn what_differs_in_a_file_is_told_with_its_path() {
    let atlas = Atlas::new();
    let path = atlas.export();
    let told = check(&path).success();
    assert_eq!(told, format!("{} the same after 5 events\n", path.display()));

    change(&path, |log| {
        log["log"][4]["commands"][1]["role"] = json!("painter");
        log["end"]["items"]["print"]["status"] = json!("done");
    });
    let outcome = check(&path);
    assert_eq!(
        outcome.stdout,
        format!(
            "{} differs\n  /end/items/print/status: expected \"done\", found \"pending\"\n  \
             /log/4/commands/1/role: expected \"painter\", found \"cartographer\"\n",
            path.display()
        )
    );
    assert!(outcome.failure(1).contains("1 of 1 missions differ"));

    change(&path, |log| log["log"][1]["event"] = json!({ "kind": "paused" }));
    let outcome = check(&path);
    assert!(outcome.stdout.contains("/log/1/event: is refused: a mission that is paused cannot be paused"));
    outcome.failure(1);
    fs::write(&path, "{}").unwrap();
    assert!(check(&path).failure(2).contains("is not an exported mission"));
}

#[test]
fn reduce_computes_what_is_on_standard_input() {
    let atlas = Atlas::new();
    let path = atlas.export();
    let recorded: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    change(&path, |log| {
        log.as_object_mut().unwrap().remove("end");
        log["log"][4]["commands"] = json!([]);
    });
    let mut command = charter(&["replay", "--reduce"]);
    let computed = Outcome::of(command.stdin(Stdio::from(fs::File::open(&path).unwrap()))).json();
    assert_eq!(
        (&computed["end"], &computed["log"][4]["commands"]),
        (&recorded["end"], &recorded["log"][4]["commands"])
    );
    assert_eq!(computed["log"][4]["changed"], json!(["draw"]));
}

#[test]
fn another_build_is_compared() {
    let atlas = Atlas::new();
    let path = atlas.export();
    let against = |binary: &str| run(&["replay", "--against", binary, "--from", path.to_str().unwrap()]);
    let same = env!("CARGO_BIN_EXE_charter");
    assert_eq!(against(same).success(), format!("{} the same after 5 events\n", path.display()));

    let other = atlas.directory.path().join("other");
    let script = |line: &str| {
        fs::write(&other, format!("#!/bin/sh\n{line}\n")).unwrap();
        fs::set_permissions(&other, fs::Permissions::from_mode(0o755)).unwrap();
        against(other.to_str().unwrap())
    };
    let outcome = script(&format!("'{same}' \"$@\" | sed s/cartographer/painter/g"));
    let expected = "/log/4/commands/1/role: expected \"cartographer\", found \"painter\"";
    assert!(outcome.stdout.contains(expected), "{}", outcome.stdout);
    outcome.failure(1);
    for (line, expected) in [("echo no idea >&2; exit 1", "failed: no idea"), ("echo", "did not answer with a mission")]
    {
        let outcome = script(line);
        assert!(outcome.stdout.contains(expected), "{}", outcome.stdout);
        outcome.failure(1);
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    for wrong in [
        &["replay"][..],
        &["replay", "--check", "--reduce"],
        &["replay", "--reduce", "--from", "a"],
        &["replay", "--export", "a", "--from", "a"],
    ] {
        run(wrong).failure(2);
    }
    assert!(run(&["replay", "--export", "a"]).failure(2).contains("name the one mission"));
}
