//! Runs and their workers on a real server.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Lines, Server, wait_for};

struct Shop {
    directory: TempDir,
    server: Server,
}

impl Shop {
    fn open() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let server = Server::start(&directory.path().join("data"));
        Self { directory, server }
    }

    fn queue(&self, more: Value) -> String {
        let mut spec = json!({ "title": "Draw the maps", "role": "specialist" });
        spec.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        let run = self.server.run(&["run", "create", &spec.to_string(), "--json"]).json();
        run["run_id"].as_str().unwrap().to_owned()
    }

    fn get(&self, run_id: &str) -> Value {
        self.server.run(&["run", "get", run_id, "--json"]).json()
    }

    fn wait_until(&self, run_id: &str, status: &str) -> Value {
        wait_for(status, || Some(self.get(run_id)).filter(|run| run["status"] == status))
    }

    fn worker(&self, arguments: &[&str]) -> Command {
        self.worker_with_lease("2", arguments)
    }

    fn worker_with_lease(&self, lease: &str, arguments: &[&str]) -> Command {
        let mut command = self.server.command(&["worker", "--lease", lease, "--grace", "0.5"]);
        command.args(arguments).env("MARKS", self.directory.path()).stdout(Stdio::null());
        command
    }

    fn mark(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    fn wait_for_mark(&self, name: &str) {
        wait_for(name, || self.mark(name).exists().then_some(()));
    }
}

struct Worker(Child);

impl Worker {
    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }

    fn wait(&mut self) -> Option<i32> {
        wait_for("the worker's end", || self.0.try_wait().unwrap()).code()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_run_is_queued_listed_worked_on_and_shown() {
    let shop = Shop::open();
    let run_id = shop.queue(json!({ "input": { "sheets": 3 }, "labels": ["atlas"] }));
    let listed = shop.server.run(&["run", "list", "--status", "queued", "--label", "atlas"]).success();
    assert!(listed.starts_with(&format!("{run_id}\tqueued\tspecialist\t0\t")), "{listed}");
    assert_eq!(shop.server.run(&["run", "list", "--label", "other"]).success(), "");
    let script = r#"read d; echo drawing; echo ouch >&2; echo "{\"kind\":\"result\",\"output\":$d}""#;
    assert!(shop.worker(&["--once", "--exec", script]).status().unwrap().success());
    let run = shop.get(&run_id);
    assert_eq!((&run["status"], &run["output"]["run"]["input"]), (&json!("succeeded"), &json!({ "sheets": 3 })));
    let told = shop.server.run(&["run", "get", &run_id]).success();
    assert!(
        told.contains("succeeded, role specialist, attempt 1") && told.contains(r#"input: {"sheets":3}"#),
        "{told}"
    );
    let logs = shop.server.run(&["run", "logs", &run_id]).success();
    assert!(logs.contains("drawing") && logs.contains("ouch") && !logs.contains('\u{1b}'), "{logs}");
    let first = shop.server.run(&["run", "logs", &run_id, "--json"]).success();
    let first: Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    assert_eq!((&first["number"], &first["attempt"]), (&json!(1), &json!(1)));
}

#[test]
fn what_a_program_leaves_in_its_folder_belongs_to_the_run() {
    let shop = Shop::open();
    let run_id = shop.queue(json!({}));
    let script = r#"mkdir -p "$CHARTER_ARTIFACTS/report/deep" && cd "$CHARTER_ARTIFACTS" && echo 1 > plain.txt &&
        echo 2 > report/deep/a.md && ln -s /etc/passwd link && echo 3 > 'no name.txt'"#;
    assert!(shop.worker(&["--once", "--exec", script]).status().unwrap().success());
    let run = shop.get(&run_id);
    let artifacts = run["artifacts"].as_array().unwrap().iter();
    let artifacts: Vec<_> =
        artifacts.map(|artifact| (&artifact["kind"], &artifact["name"], &artifact["size"])).collect();
    let expected =
        [(json!("file"), json!("plain.txt"), json!(2)), (json!("report"), json!("report/deep/a.md"), json!(2))];
    assert_eq!(artifacts, expected.iter().map(|(kind, name, size)| (kind, name, size)).collect::<Vec<_>>());
    let logs = shop.server.run(&["run", "logs", &run_id]).success();
    assert!(logs.contains("link is not a file") && logs.contains("no name.txt is not uploaded"), "{logs}");
}

#[test]
fn logs_are_followed_over_all_attempts_to_the_end() {
    let shop = Shop::open();
    let run_id = shop.queue(json!({}));
    let follow = Lines::of(&mut shop.server.command(&["run", "logs", &run_id, "--follow"]));
    let script = r#"echo "attempt $CHARTER_EPOCH"; [ $CHARTER_EPOCH -gt 1 ]"#;
    let mut worker = Worker(shop.worker(&["--until-idle", "20", "--exec", script]).spawn().unwrap());
    assert!(follow.until("attempt 1").contains("  1  attempt 1"));
    assert!(follow.until("attempt 2").contains("  2  attempt 2"));
    assert_eq!(follow.until("succeeded"), "succeeded");
    assert!(follow.ended().success());
    assert!(shop.server.run(&["run", "logs", &run_id, "--follow"]).success().ends_with("succeeded\n"));
    worker.signal(Signal::INT);
    assert_eq!(worker.wait(), Some(0));
}

#[test]
fn a_run_is_cancelled_in_the_queue_and_under_way() {
    let shop = Shop::open();
    let waiting = shop.queue(json!({ "role": "planner" }));
    let told = shop.server.run(&["run", "cancel", &waiting, "--reason", "not wanted"]).success();
    assert_eq!(told, format!("{waiting} is cancelled\n"));
    assert_eq!(shop.get(&waiting)["cancel_reason"], "not wanted");
    let run_id = shop.queue(json!({}));
    let script = r#"trap 'touch "$MARKS/told"; exit 1' TERM; touch "$MARKS/begun"; while :; do sleep 0.05; done"#;
    let mut worker = Worker(shop.worker(&["--once", "--exec", script]).spawn().unwrap());
    shop.wait_for_mark("begun");
    shop.server.run(&["run", "cancel", &run_id]).success();
    assert_eq!(worker.wait(), Some(0));
    assert_eq!(shop.get(&run_id)["status"], "cancelled");
    assert!(shop.mark("told").exists(), "the program had the grace");
}

#[test]
fn a_run_whose_worker_is_stopped_goes_to_another_and_counts_once() {
    let shop = Shop::open();
    let run_id = shop.queue(json!({}));
    let script =
        r#"touch "$MARKS/begun-$CHARTER_EPOCH"; sleep 2.5; echo "{\"kind\":\"result\",\"output\":$CHARTER_EPOCH}""#;
    let mut first = Worker(shop.worker(&["--once", "--exec", script]).spawn().unwrap());
    shop.wait_for_mark("begun-1");
    first.signal(Signal::STOP);
    let mut second = Worker(shop.worker(&["--once", "--exec", script]).spawn().unwrap());
    shop.wait_for_mark("begun-2");
    first.signal(Signal::CONT);
    assert_eq!((first.wait(), second.wait()), (Some(0), Some(0)));
    let run = shop.get(&run_id);
    assert_eq!((&run["status"], &run["output"], &run["epoch"]), (&json!("succeeded"), &json!(2), &json!(2)));
    assert_eq!(run["failures"], 1);
}

#[test]
fn a_worker_goes_on_over_a_crash_of_the_server() {
    let shop = Shop::open();
    let run_id = shop.queue(json!({}));
    let script = r#"touch "$MARKS/begun"; while [ ! -e "$MARKS/finish" ]; do echo tick; sleep 0.05; done"#;
    let mut worker = Worker(shop.worker_with_lease("30", &["--once", "--exec", script]).spawn().unwrap());
    shop.wait_for_mark("begun");
    let Shop { directory, server } = shop;
    let address = server.address().to_owned();
    server.kill();
    let server = Server::start_with(&directory.path().join("data"), &["--listen", &address]);
    fs::write(directory.path().join("finish"), "").unwrap();
    assert_eq!(worker.wait(), Some(0));
    let run = server.run(&["run", "get", &run_id, "--json"]).json();
    assert_eq!((&run["status"], &run["attempt"]), (&json!("succeeded"), &json!(1)), "{run}");
}

#[test]
fn a_planner_adds_items_and_specialists_do_them() {
    let shop = Shop::open();
    let spec = json!({ "title": "Print the atlas", "entrypoint": "planner" }).to_string();
    let mission = shop.server.run(&["mission", "create", &spec, "--json"]).json();
    let script = r#"
        case $CHARTER_ITEM_ID in
        a|b) echo "{\"kind\":\"usage\",\"tokens\":5}" ;;
        *) echo '{"kind":"result","items":[{"item_id":"a","title":"A"},{"item_id":"b","title":"B","depends_on":["a"]}]}' ;;
        esac"#;
    let roles =
        ["--role", "planner", "--role", "specialist", "--concurrency", "2", "--until-idle", "1", "--exec", script];
    assert!(shop.worker(&roles).status().unwrap().success());
    let mission = shop.server.run(&["mission", "get", mission["mission_id"].as_str().unwrap(), "--json"]).json();
    assert_eq!((&mission["status"], &mission["items"]["done"]), (&json!("completed"), &json!(3)), "{mission}");
    assert_eq!(mission["usage"]["tokens"], 10);
}

#[test]
fn two_workers_do_each_run_once() {
    let shop = Shop::open();
    let runs: Vec<_> = (0..20).map(|_| shop.queue(json!({}))).collect();
    let script = r#"echo x >> "$MARKS/$CHARTER_RUN_ID""#;
    let arguments = ["--concurrency", "3", "--until-idle", "1", "--exec", script];
    let mut workers: Vec<_> = (0..2).map(|_| Worker(shop.worker(&arguments).spawn().unwrap())).collect();
    assert!(workers.iter_mut().all(|worker| worker.wait() == Some(0)));
    for run_id in runs {
        shop.wait_until(&run_id, "succeeded");
        assert_eq!(read(&shop.mark(&run_id)), "x\n");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
