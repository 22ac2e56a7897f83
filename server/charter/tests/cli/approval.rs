//! `charter approval`, `charter key` and `charter verify`.

use std::{fs, path::Path};

use rustix::process::Signal;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Outcome, Server, run};

struct Office {
    directory: TempDir,
    server: Server,
}

impl Office {
    fn open() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let server = Server::start(&directory.path().join("data"));
        Self { directory, server }
    }

    fn data_dir(&self) -> String {
        self.directory.path().join("data").display().to_string()
    }

    fn token_of(&self, principal: &str, more: &[&str]) -> String {
        let data_dir = self.data_dir();
        let arguments = [&["token", "mint", principal, "--data-dir", &data_dir], more].concat();
        run(&arguments).success().trim_end().to_owned()
    }

    /// A command of another principal.
    fn run_as(&self, token: &str, arguments: &[&str]) -> Outcome {
        let mut command = crate::support::charter(arguments);
        Outcome::of(command.env("CHARTER_URL", &self.server.url).env("CHARTER_TOKEN", token))
    }

    /// Asked for by somebody else than the operator.
    fn ask(&self, more: &[&str]) -> Value {
        let token = self.token_of("user:ben", &[]);
        let arguments = ["approval", "request", "deploy.production", r#"{"service":"atlas","replicas":3}"#, "--json"];
        self.run_as(&token, &[&arguments, more].concat()).json()
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.directory.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// A receipt's file, and that of the keys.
    fn receipt(&self) -> (String, String) {
        let approval = self.ask(&[]);
        let id = approval["approval_id"].as_str().unwrap();
        self.server.run(&["approval", "approve", id, "--yes"]).success();
        let arguments = r#"{ "replicas": 3.0, "service": "atlas" }"#;
        let consume = ["approval", "consume", id, arguments];
        let receipt = self.run_as(&self.token_of("user:ben", &[]), &consume).success();
        let keys = run(&["key", "show", "receipt", "--data-dir", &self.data_dir()]).success();
        (self.file("receipt.json", &receipt), self.file("keys.json", &keys))
    }
}

#[test]
fn what_waits_is_listed_shown_and_decided() {
    let office = Office::open();
    let approval = office.ask(&["--risk", "high", "--reason", "The maps are printed"]);
    let id = approval["approval_id"].as_str().unwrap();
    let list = office.server.run(&["approval", "list"]).success();
    assert!(list.starts_with(&format!("{id}\tpending\thigh\t")) && list.contains("user:ben"), "{list}");
    let shown = office.server.run(&["approval", "show", id]).success();
    assert!(shown.contains("\"replicas\": 3") && shown.contains("reason: The maps are printed"), "{shown}");

    // Nobody is asked here, so that it has to be said what was looked at.
    let blind = office.server.run(&["approval", "approve", id]).failure(2);
    assert!(blind.contains("--digest"), "{blind}");
    let stale = office.server.run(&["approval", "approve", id, "--digest", &"ab".repeat(32)]).failure(1);
    assert!(stale.contains("look at them again"), "{stale}");
    let own = office.run_as(&office.token_of("user:ben", &[]), &["approval", "approve", id, "--yes"]).failure(1);
    assert!(own.contains("whoever asks"), "{own}");
    let digest = approval["digest"].as_str().unwrap();
    let approved = office.server.run(&["approval", "approve", id, "--digest", digest, "--comment", "go"]).success();
    assert!(approved.contains("is approved"), "{approved}");
    assert_eq!(office.server.run(&["approval", "list"]).success(), "");
    let all = office.server.run(&["approval", "list", "--status", "approved", "--json"]).json();
    assert_eq!(all["decisions"][0]["text"], "go");
    let cancelled = office.server.run(&["approval", "cancel", id, "--reason", "off"]).success();
    assert!(cancelled.contains("is cancelled"), "{cancelled}");
}

#[test]
fn other_decisions_say_what_they_say() {
    let office = Office::open();
    let schema = office.file("schema.json", r#"{ "properties": { "replicas": { "maximum": 5 } } }"#);
    let edited = office.ask(&["--edit-schema", &schema]);
    let id = edited["approval_id"].as_str().unwrap();
    let beyond = office.server.run(&["approval", "edit", id, r#"{"replicas":9}"#, "--yes"]).failure(1);
    assert!(beyond.contains("/arguments/replicas"), "{beyond}");
    office.server.run(&["approval", "edit", id, r#"{"replicas":2}"#, "--yes"]).success();
    let shown = office.server.run(&["approval", "show", id]).success();
    assert!(shown.contains("asked for at first") && shown.contains("edit by user:local"), "{shown}");
}

#[test]
fn whoever_asks_can_wait() {
    let office = Office::open();
    let token = office.token_of("user:ben", &[]);
    let request = ["approval", "request", "deploy", "{}", "--wait", "1s"];
    let late = office.run_as(&token, &request).failure(1);
    assert!(late.contains("has not happened in time"), "{late}");
    let waiting = office.server.run(&["approval", "list", "--json"]).json();
    let id = waiting["approval_id"].as_str().unwrap();
    let waiter = std::thread::spawn({
        let (token, id, url) = (token.clone(), id.to_owned(), office.server.url.clone());
        move || {
            let mut command = crate::support::charter(&["approval", "wait", &id, "--timeout", "30s"]);
            Outcome::of(command.env("CHARTER_URL", url).env("CHARTER_TOKEN", token)).failure(1)
        }
    });
    office.server.run(&["approval", "deny", id, "--yes", "--reason", "no"]).success();
    assert!(waiter.join().unwrap().contains("is denied"));
    let answered = office.ask(&[]);
    let id = answered["approval_id"].as_str().unwrap();
    office.server.run(&["approval", "respond", id, "Which region?", "--yes"]).success();
    let told = office.run_as(&token, &["approval", "wait", id]).failure(1);
    assert!(told.contains("is answered"), "{told}");
}

#[test]
fn an_agent_decides_with_a_delegation_only() {
    let office = Office::open();
    let approval = office.ask(&[]);
    let id = approval["approval_id"].as_str().unwrap();
    let decide = ["approval", "approve", id, "--yes", "--json"];
    let refused = office.run_as(&office.token_of("agent:clerk", &[]), &decide).failure(1);
    assert!(refused.contains("decides only with a token that names the user"), "{refused}");
    let delegate = office.token_of("agent:clerk", &["--decides-for", "user:ada"]);
    let approved = office.run_as(&delegate, &decide).json();
    assert_eq!(approved["decisions"][0]["on_behalf_of"], "user:ada");
    let data_dir = office.data_dir();
    let no_user = run(&["token", "mint", "agent:clerk", "--decides-for", "agent:ada", "--data-dir", &data_dir]);
    assert!(no_user.failure(2).contains("user"), "only users decide");
}

#[test]
fn a_receipt_is_verified_without_a_server() {
    let office = Office::open();
    let (receipt, keys) = office.receipt();
    office.server.signal(Signal::TERM);
    let verify = |more: &[&str]| run(&[&["verify", "receipt", &receipt, "--keys", &keys], more].concat());
    let good = verify(&[]).success();
    assert!(good.contains("The receipt is good.") && good.contains("approved by user:local"), "{good}");
    verify(&["--arguments", r#"{"service":"atlas","replicas":3}"#]).success();
    let other = verify(&["--arguments", r#"{"service":"atlas","replicas":4}"#]).failure(1);
    assert!(other.contains("is for arguments with the digest"), "{other}");
    let elsewhere = verify(&["--store", "0197a3c4-6f00-7000-8000-000000000001"]).failure(2);
    assert!(elsewhere.contains("--store"), "{elsewhere}");
    let text = fs::read_to_string(&receipt).unwrap();
    let forged = office.file("forged.json", &text.replace("user:local", "user:eve"));
    let bad = run(&["verify", "receipt", &forged, "--keys", &keys]).failure(1);
    assert!(bad.contains("the receipt is not good") && bad.contains("something in it was changed"), "{bad}");
    let twice = office.file("twice.json", &text.replacen('{', r#"{"action":"rm","#, 1));
    assert!(run(&["verify", "receipt", &twice, "--keys", &keys]).failure(2).contains("twice.json"));
}

#[test]
fn a_key_that_is_replaced_keeps_what_it_has_signed() {
    let office = Office::open();
    let (receipt, _) = office.receipt();
    let data_dir = office.data_dir();
    let before: Value =
        serde_json::from_str(&run(&["key", "show", "receipt", "--data-dir", &data_dir]).success()).unwrap();
    let told = run(&["key", "rotate", "receipt", "--data-dir", &data_dir]).success();
    assert!(told.contains("1 older keys stay good"), "{told}");
    let keys = run(&["key", "show", "receipt", "--data-dir", &data_dir]).success();
    let after: Value = serde_json::from_str(&keys).unwrap();
    assert_eq!(after["keys"].as_array().unwrap().len(), 2);
    assert_eq!(after["keys"][1], before["keys"][0]);
    let keys = office.file("both.json", &keys);
    run(&["verify", "receipt", &receipt, "--keys", &keys]).success();
    let nowhere = office.directory.path().join("nowhere").display().to_string();
    assert!(run(&["key", "rotate", "receipt", "--data-dir", &nowhere]).failure(1).contains("start a server"));
    assert!(!Path::new(&nowhere).exists());
    let others = office.file("none.json", &json!({ "keys": [] }).to_string());
    assert!(run(&["verify", "receipt", &receipt, "--keys", &others]).failure(1).contains("not among the keys"));
}

#[test]
fn a_run_that_waits_takes_no_worker() {
    let office = Office::open();
    let run = office.server.run(&["run", "create", r#"{"title":"Deploy","role":"deployer"}"#, "--json"]).json();
    let run_id = run["run_id"].as_str().unwrap();
    let program = format!(
        r#"charter={}
        approval_id=$(sed -n 's/.*"approval_id":"\([^"]*\)".*/\1/p' "$CHARTER_INPUTS/run.json")
        if [ -z "$approval_id" ]; then exec "$charter" approval request deploy '{{"version":7}}' --park; fi
        "$charter" approval consume "$approval_id" '{{"version":7}}' >"$CHARTER_ARTIFACTS/receipt.json""#,
        env!("CARGO_BIN_EXE_charter")
    );
    let token = office.token_of("agent:deployer", &[]);
    let work = ["worker", "--role", "deployer", "--until-idle", "1", "--json", "--exec", &program];
    let last_line =
        |outcome: Outcome| -> Value { serde_json::from_str(outcome.success().lines().last().unwrap()).unwrap() };
    let first = last_line(office.run_as(&token, &work));
    assert_eq!(first, json!({ "completed": 0, "failed": 0, "lost": 0, "parked": 1 }));
    let parked = office.server.run(&["run", "get", run_id, "--json"]).json();
    assert_eq!((&parked["status"], &parked["parks"]), (&json!("waiting_approval"), &json!(1)));
    let waiting = office.server.run(&["approval", "list", "--json"]).json();
    office.server.run(&["approval", "approve", waiting["approval_id"].as_str().unwrap(), "--yes"]).success();
    let second = last_line(office.run_as(&token, &work));
    assert_eq!(second, json!({ "completed": 1, "failed": 0, "lost": 0, "parked": 0 }));
}
