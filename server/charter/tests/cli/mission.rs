use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Outcome, Server};

struct Atlas {
    _directory: TempDir,
    server: Server,
    mission: String,
}

impl Atlas {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let server = Server::start(directory.path());
        let spec = json!({ "title": "Print the atlas", "items": [
            { "item_id": "draw", "title": "Draw the maps" },
            { "item_id": "print", "title": "Print the maps", "depends_on": ["draw"] },
        ]});
        let created = server.run(&["mission", "create", &spec.to_string(), "--json"]).json();
        let mission = created["mission_id"].as_str().unwrap().to_owned();
        Self { _directory: directory, server, mission }
    }

    /// `mission WORDS… MISSION MORE…`
    fn run(&self, words: &[&str], more: &[&str]) -> Outcome {
        self.server.run(&[&["mission"], words, &[&self.mission], more].concat())
    }

    fn item(&self, item: &str) -> Value {
        self.run(&["item", "get"], &[item, "--json"]).json()
    }
}

#[test]
fn a_mission_is_paused_resumed_and_cancelled() {
    let atlas = Atlas::new();
    let told = atlas.run(&["pause"], &["--reason", "the plotter is being cleaned"]).success();
    assert!(told.starts_with(&format!("{} is paused (requested) at revision ", atlas.mission)), "{told}");
    assert!(atlas.run(&["pause"], &[]).failure(1).contains("cannot be paused"));
    let running = atlas.run(&["resume"], &["--json"]).json();
    assert_eq!(running["mission"]["status"], "running");
    assert!(atlas.run(&["cancel"], &["--if-rev", "1"]).failure(1).contains("(412)"));
    let rev = running["mission"]["rev"].to_string();
    let cancelled = atlas.run(&["cancel"], &["--if-rev", &rev, "--json"]).json();
    assert_eq!(cancelled["mission"]["status"], "cancelled");
}

#[test]
fn items_are_listed_added_changed_cancelled_and_retried() {
    let atlas = Atlas::new();
    assert_eq!(
        atlas.run(&["items"], &[]).success(),
        "draw\tready\t0\t\tDraw the maps\nprint\tpending\t0\tdraw\tPrint the maps\n"
    );
    let added = json!([{ "item_id": "bind", "title": "Bind", "depends_on": ["print"] }]).to_string();
    let step = atlas.run(&["item", "add"], &[&added, "--json"]).json();
    assert_eq!(step["changed_items"], json!(["bind", "print"]));
    atlas.run(&["item", "add"], &[r#"{"item_id": "sell", "title": "Sell"}"#]).success();

    let change = r#"{"role": "cartographer", "skills": ["colour"], "required": false, "inputs": null}"#;
    let step = atlas.run(&["item", "update"], &["draw", change, "--json"]).json();
    let commands: Vec<_> = step["commands"].as_array().unwrap().iter().map(|each| &each["command"]).collect();
    assert_eq!(commands, ["cancel_run", "start_run"]);
    let item = atlas.item("draw");
    assert_eq!(
        (&item["role"], &item["skills"], &item["required"]),
        (&json!("cartographer"), &json!(["colour"]), &json!(false))
    );
    assert!(item.as_object().unwrap().contains_key("inputs"), "null is a value");

    atlas.run(&["item", "cancel"], &["draw", "--reason", "no paper"]).success();
    assert_eq!(
        (&atlas.item("draw")["status"], &atlas.item("draw")["reason"]),
        (&json!("cancelled"), &json!("no paper"))
    );
    let shown = atlas.run(&["item", "get"], &["draw"]).success();
    assert!(shown.contains("status       cancelled\nreason       no paper\n"), "{shown}");
    assert_eq!(atlas.run(&["items"], &["--status", "blocked"]).success(), "print\tblocked\t0\tdraw\tPrint the maps\n");
    atlas.run(&["item", "retry"], &["draw"]).success();
    assert_eq!(atlas.item("draw")["status"], "ready");
    assert!(atlas.run(&["item", "get"], &["unknown"]).failure(1).contains("(404)"));
}

#[test]
fn missions_are_found_by_when_they_were_created() {
    let atlas = Atlas::new();
    let list = |flags: &[&str]| atlas.server.run(&[&["mission", "list"], flags].concat()).success().lines().count();
    assert_eq!(list(&["--created-after", "2020-01-01T00:00:00.000Z"]), 1);
    assert_eq!(list(&["--created-before", "2020-01-01T00:00:00.000Z"]), 0);
}
