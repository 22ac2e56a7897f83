//! `charter worker` against a board of runs.

#[path = "../../../../sdk/client/tests/common/board.rs"]
mod board;

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use board::Board;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::{Outcome, charter, wait_for};

/// A board on threads of its own, and a place for workers.
struct Stage {
    _runtime: Runtime,
    board: Board,
    url: String,
    directory: TempDir,
}

impl Stage {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let (board, url) = runtime.block_on(Board::start());
        Self { _runtime: runtime, board, url, directory: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> String {
        self.directory.path().join(name).to_str().unwrap().to_owned()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = charter(&["worker", "--lease", "2", "--grace", "0.5"]);
        command.args(arguments).env("CHARTER_URL", &self.url).env("CHARTER_TOKEN", "secret");
        // Where processes leave their marks.
        command.env("MARKS", self.directory.path()).stdout(Stdio::null());
        command
    }

    /// A worker for one run.
    fn spawn(&self, script: &str) -> Worker {
        Worker(self.command(&["--once", "--exec", script]).spawn().unwrap())
    }

    /// Works on one run, and gives what was sent at its end.
    fn work(&self, more: Value, script: &str) -> Value {
        let run_id = self.board.queue(more);
        let outcome = Outcome::of(&mut self.command(&["--once", "--exec", script]));
        assert_eq!(outcome.status, 0, "{}", outcome.stderr);
        let end = self.board.ended(&run_id).expect("the run has ended");
        let mut body = self.board.asked_for(&run_id, &end)[0].body.clone();
        body["end"] = json!(end);
        body["events"] = json!(self.board.events(&run_id));
        body
    }

    /// The process id that a process has written down.
    fn pid(&self, name: &str) -> Pid {
        wait_for(name, || fs::read_to_string(self.path(name)).ok()?.trim().parse().ok().and_then(Pid::from_raw))
    }
}

struct Worker(Child);

impl Worker {
    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }

    fn wait(&mut self) -> i32 {
        wait_for("the worker's end", || self.0.try_wait().unwrap()).code().unwrap_or(-1)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_gone(pid: Pid) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
    test_kill_process(pid).is_err() || status.is_ok_and(|status| status.contains(") Z "))
}

/// A child, a grandchild in a session of its own, an orphan, and one that hears no SIGTERM.
const FAMILY: &str = r#"
    sleep 300 & echo $! > "$MARKS/child"
    setsid sh -c 'echo $$ > "$MARKS/session"; exec sleep 300' &
    (setsid sh -c 'echo $$ > "$MARKS/orphan"; exec sleep 300' &)
    sh -c 'trap "" TERM; echo $$ > "$MARKS/deaf"; while :; do sleep 1; done' &
    echo $$ > "$MARKS/program"
    wait"#;
const MEMBERS: [&str; 5] = ["child", "session", "orphan", "deaf", "program"];

fn family(stage: &Stage) -> Vec<Pid> {
    MEMBERS.map(|name| stage.pid(name)).to_vec()
}

#[track_caller]
fn assert_gone(pids: &[Pid]) {
    wait_for("the end of all processes", || pids.iter().all(|pid| is_gone(*pid)).then_some(()));
}

#[test]
fn a_program_gets_the_run_and_its_lines_become_events() {
    let stage = Stage::new();
    let script = r#"
        read document; [ "$document" = "$(cat "$CHARTER_INPUTS/run.json")" ] && echo same
        [ -z "$(ls -A)" ] && echo "$CHARTER_URL $CHARTER_TOKEN $CHARTER_RUN_ID $CHARTER_EPOCH ${CHARTER_MISSION_ID-none}"
        echo '{"kind":"progress","step":"Coastlines","percent":40}'
        echo '{"kind":"progress"}'
        echo oops >&2
        echo "{\"kind\":\"result\",\"output\":$document}"
        [ -d "$CHARTER_ARTIFACTS" ] && mkdir "$CHARTER_ARTIFACTS/report" && echo x > "$CHARTER_ARTIFACTS/report/a b.md""#;
    let ended = stage.work(json!({ "title": "Draw" }), script);
    assert_eq!((&ended["end"], &ended["output"]["run"]["title"]), (&json!("complete"), &json!("Draw")));
    let events = ended["events"].as_array().unwrap();
    let run_id = ended["output"]["run"]["run_id"].as_str().unwrap();
    let texts: Vec<_> = events.iter().filter_map(|event| event["message"].as_str()).collect();
    assert!(texts.contains(&"same"), "{texts:?}");
    assert!(texts.contains(&&*format!("{} secret {run_id} 1 none", stage.url)), "{texts:?}");
    assert!(events.contains(&json!({ "kind": "progress", "step": "Coastlines", "percent": 40 })));
    assert!(events.contains(&json!({ "kind": "log", "level": "warn", "message": "oops" })));
    assert!(texts.iter().any(|text| text.starts_with("not as the contract says (") && text.contains("step")));
    assert!(
        texts.iter().any(|text| text.contains("report/a b.md is not uploaded")),
        "a file that is not uploaded is told: {texts:?}"
    );
}

#[test]
fn exit_statuses_and_failure_lines_say_how_the_run_went() {
    let stage = Stage::new();
    let table = [
        ("exit 0", json!("complete"), Value::Null, Value::Null),
        ("echo no ink >&2; exit 3", json!("fail"), json!("retryable"), Value::Null),
        ("exit 75", json!("fail"), json!("retryable"), Value::Null),
        ("exit 69", json!("fail"), json!("rate_limited"), json!(30_000)),
        ("exit 77", json!("fail"), json!("policy"), Value::Null),
        ("kill -9 $$", json!("fail"), json!("retryable"), Value::Null),
        ("no-such-program", json!("fail"), json!("retryable"), Value::Null),
        (
            r#"echo '{"kind":"failure","class":"non_retryable","detail":"no"}'"#,
            json!("fail"),
            json!("non_retryable"),
            Value::Null,
        ),
        (
            r#"echo '{"kind":"failure","class":"rate_limited","after_ms":5}'; exit 1"#,
            json!("fail"),
            json!("rate_limited"),
            json!(5),
        ),
        (r#"echo '{"kind":"result","verdict":"good"}'"#, json!("fail"), json!("retryable"), Value::Null),
        (r#"echo '{"kind":"result","verdict":"pass"}'"#, json!("complete"), Value::Null, Value::Null),
    ];
    for (script, end, class, after) in table {
        let ended = stage.work(json!({}), script);
        assert_eq!((&ended["end"], &ended["class"], &ended["after_ms"]), (&end, &class, &after), "{script}: {ended}");
        if script.contains("no ink") {
            assert!(ended["detail"].as_str().unwrap().contains("no ink"));
        }
        if script.starts_with("kill") {
            assert!(ended["detail"].as_str().unwrap().contains("signal 9"));
        }
    }
}

#[test]
fn a_program_without_a_shell_gets_its_arguments_as_they_are() {
    let stage = Stage::new();
    let run_id = stage.board.queue(json!({}));
    let outcome = Outcome::of(&mut stage.command(&["--once", "--", "printf", "%s\n", "a  b", "$HOME"]));
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let texts: Vec<_> = stage.board.events(&run_id).iter().map(|event| event["message"].clone()).collect();
    assert_eq!(texts, ["a  b", "$HOME"]);
}

#[test]
fn a_cancelled_run_loses_its_whole_process_tree() {
    let stage = Stage::new();
    let run_id = stage.board.queue(json!({}));
    let mut worker = stage.spawn(FAMILY);
    let family = family(&stage);
    stage.board.cancel(&run_id);
    assert_eq!(worker.wait(), 0);
    assert!(family.iter().all(|pid| is_gone(*pid)), "all are gone before the server is told");
    assert_eq!(stage.board.ended(&run_id).as_deref(), Some("fail"));
}

#[test]
fn a_lost_lease_ends_the_processes_and_nothing_more_is_said() {
    let stage = Stage::new();
    let run_id = stage.board.queue(json!({}));
    let mut worker = stage.spawn(FAMILY);
    let family = family(&stage);
    stage.board.take_away(&run_id);
    assert_eq!(worker.wait(), 0);
    assert!(family.iter().all(|pid| is_gone(*pid)));
    let refused: Vec<_> = stage.board.asked().into_iter().filter(|asked| asked.status == 409).collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(stage.board.ended(&run_id), None);
}

#[test]
fn a_time_limit_ends_the_processes() {
    let stage = Stage::new();
    let run_id = stage.board.queue(json!({ "time_limit_ms": 1500 }));
    let mut worker = stage.spawn(FAMILY);
    let family = family(&stage);
    assert_eq!(worker.wait(), 0);
    assert!(family.iter().all(|pid| is_gone(*pid)));
    let fail = &stage.board.asked_for(&run_id, "fail")[0].body;
    assert_eq!((&fail["class"], &fail["detail"]), (&json!("retryable"), &json!("the time limit has passed")));
}

#[test]
fn a_worker_that_is_killed_leaves_no_process_behind() {
    let stage = Stage::new();
    stage.board.queue(json!({}));
    let mut worker = stage.spawn(FAMILY);
    let family = family(&stage);
    worker.signal(Signal::KILL);
    worker.wait();
    assert_gone(&family);
}

#[test]
fn what_a_program_leaves_behind_ends_with_it() {
    let stage = Stage::new();
    let ended = stage.work(json!({}), &FAMILY.replace("\n    wait", "\n    while [ ! -s \"$MARKS/deaf\" ] || [ ! -s \"$MARKS/orphan\" ] || [ ! -s \"$MARKS/session\" ]; do sleep 0.01; done"));
    assert_eq!(ended["end"], "complete", "{ended}");
    assert!(family(&stage).iter().all(|pid| is_gone(*pid)));
}

#[test]
fn a_worker_that_is_told_to_stop_lets_the_run_end() {
    for signal in [Signal::TERM, Signal::INT] {
        let stage = Stage::new();
        let run_id = stage.board.queue(json!({}));
        let mut worker = stage.spawn(r#"echo $$ > "$MARKS/program"; sleep 1; echo done"#);
        stage.pid("program");
        worker.signal(signal);
        assert_eq!(worker.wait(), 0);
        assert_eq!(stage.board.ended(&run_id).as_deref(), Some("complete"));
    }
}

#[test]
fn a_second_signal_ends_everything_at_once() {
    let stage = Stage::new();
    stage.board.queue(json!({}));
    let mut worker = stage.spawn(FAMILY);
    let family = family(&stage);
    worker.signal(Signal::TERM);
    // One that comes before the first was taken is the same signal.
    wait_for("the worker's end", || {
        let _ = kill_process(Pid::from_child(&worker.0), Signal::TERM);
        worker.0.try_wait().unwrap()
    });
    assert_gone(&family);
}

#[test]
fn a_worker_that_slept_through_its_lease_says_nothing() {
    let stage = Stage::new();
    let run_id = stage.board.queue(json!({}));
    let mut worker = stage.spawn(FAMILY);
    let family = family(&stage);
    worker.signal(Signal::STOP);
    // The processes do not outlive the lease, although their worker can do nothing about it.
    let stopped = Instant::now();
    assert_gone(&family);
    assert!(stopped.elapsed() < Duration::from_secs(20));
    wait_for("the end of the lease", || (stopped.elapsed() > Duration::from_secs(2)).then_some(()));
    let asked = stage.board.asked().len();
    worker.signal(Signal::CONT);
    assert_eq!(worker.wait(), 0);
    let after = stage.board.asked().split_off(asked);
    assert!(after.iter().all(|asked| asked.status == 200 || asked.run != run_id), "{after:?}");
    assert!(after.iter().all(|asked| !["complete", "fail", "events"].contains(&&*asked.what)), "{after:?}");
    assert_eq!(stage.board.ended(&run_id), None);
}

#[test]
fn much_output_arrives_whole_and_in_order() {
    let stage = Stage::new();
    // 10 MB in lines of about 100 bytes.
    let script = r#"awk 'BEGIN { for (i = 0; i < 100000; i++) printf "%06d %s\n", i, "x123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890" }'"#;
    let ended = stage.work(json!({}), script);
    assert_eq!(ended["end"], "complete");
    let events = ended["events"].as_array().unwrap();
    assert_eq!(events.len(), 100_000);
    for (number, event) in events.iter().enumerate() {
        assert_eq!(event["message"].as_str().unwrap()[..6], format!("{number:06}"));
    }
}

#[test]
fn a_line_that_is_too_long_is_cut_and_marked() {
    let stage = Stage::new();
    let ended = stage.work(json!({}), "head -c 30000000 /dev/zero | tr '\\0' x; echo; echo after");
    let events = ended["events"].as_array().unwrap();
    assert_eq!(events.len(), 2);
    let text = events[0]["message"].as_str().unwrap();
    assert!(text.starts_with("[the beginning of a line of 30000000 bytes] xxx"), "{}", &text[..100]);
    assert!(text.chars().count() <= 20_000);
    assert_eq!(events[1]["message"], "after");
}

#[test]
fn output_that_is_no_text_is_reported_as_far_as_it_can_be_read() {
    let stage = Stage::new();
    let ended = stage.work(json!({}), r"printf 'a\377b\n\000\033[2J\n'; printf '\303' >&2");
    let mut texts: Vec<_> =
        ended["events"].as_array().unwrap().iter().map(|event| event["message"].as_str().unwrap()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["\0\u{1b}[2J", "a\u{fffd}b", "\u{fffd}"]);
}

#[test]
fn a_program_that_reads_nothing_and_closes_everything_is_still_waited_for() {
    let stage = Stage::new();
    let ended = stage.work(json!({}), "exec <&- >&- 2>&-; sleep 0.5; exit 77");
    assert_eq!(ended["class"], "policy");
}

#[test]
fn two_workers_share_the_runs_and_leave_no_directory() {
    let stage = Stage::new();
    let runs: Vec<_> = (0..12).map(|_| stage.board.queue(json!({}))).collect();
    let workdir = stage.path("work");
    fs::create_dir(&workdir).unwrap();
    let arguments = ["--concurrency", "2", "--until-idle", "0.5", "--workdir", &workdir, "--exec", "sleep 0.1"];
    let mut workers: Vec<_> = (0..2).map(|_| Worker(stage.command(&arguments).spawn().unwrap())).collect();
    assert!(workers.iter_mut().all(|worker| worker.wait() == 0));
    assert!(runs.iter().all(|run| stage.board.asked_for(run, "complete").len() == 1));
    assert_eq!(fs::read_dir(Path::new(&workdir)).unwrap().count(), 0);
}
