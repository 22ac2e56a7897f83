use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::{DEADLINE, Lines, Server, charter, run, wait_for};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn it_says_where_it_is_when_it_is_ready() {
    let directory = tempfile::tempdir().unwrap();
    let data_dir = directory.path().join("new");
    let lines = Lines::of(charter(&["serve", "--log", "warn", "--listen", "127.0.0.1:0", "--data-dir"]).arg(&data_dir));
    let line = lines.next();
    let url = line.strip_prefix("listening on ").unwrap();
    let endpoint: Value = serde_json::from_slice(&fs::read(data_dir.join("endpoint.json")).unwrap()).unwrap();
    assert_eq!(endpoint["url"], url);
    assert_eq!(endpoint["token_file"].as_str(), data_dir.join("operator.token").to_str());
    assert_eq!(mode(&data_dir), 0o700);
    for secret in ["endpoint.json", "operator.token", "root.key", "store.sqlite3"] {
        assert_eq!(mode(&data_dir.join(secret)), 0o600, "{secret}");
    }
    assert!(lines.stop().success(), "Ctrl-C is a way to stop it");
}

#[test]
fn sigterm_ends_it_in_good_order_and_takes_the_endpoint_away() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    assert_eq!(server.stop().code(), Some(0));
    assert!(!directory.path().join("endpoint.json").exists());
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let mut server = Server::start_with(directory.path(), &["--listen", "127.0.0.1:0", "--shutdown-grace", "1h"]);
    let token = fs::read_to_string(directory.path().join("operator.token")).unwrap();
    // A request that the server has begun to answer and that is never finished.
    let mut connection = TcpStream::connect(server.address()).unwrap();
    let head = "PUT /v1/resources/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n";
    write!(connection, "{head}Authorization: Bearer {}\r\nExpect: 100-continue\r\n\r\n", token.trim()).unwrap();
    let mut answer = [0; 12];
    connection.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100");

    server.signal(Signal::TERM);
    wait_for("the stop to begin", || server.endpoint().is_none().then_some(()));
    server.signal(Signal::TERM);
    assert_eq!(server.ended().code(), Some(128 + 15));
}

#[test]
fn a_restart_keeps_what_was_written() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    let written = server.run(&["resource", "put", "project/a", r#"{"kept": true}"#, "--json"]).json();
    let token = server.run(&["token", "show"]).success();
    assert!(server.stop().success());
    let server = Server::start(directory.path());
    assert_eq!(server.run(&["resource", "get", "project/a", "--json"]).json(), written);
    assert_eq!(server.run(&["token", "show"]).success(), token);
}

#[test]
fn the_endpoint_of_a_killed_server_is_replaced() {
    let directory = tempfile::tempdir().unwrap();
    let killed = Server::start(directory.path());
    let written = killed.run(&["resource", "put", "project/a", "1", "--json"]).json();
    let pid = killed.pid();
    killed.kill();
    assert!(directory.path().join("endpoint.json").exists(), "nobody was left to remove it");
    let server = Server::start(directory.path());
    assert_ne!(server.endpoint().unwrap()["pid"], pid);
    assert_eq!(server.run(&["resource", "get", "project/a", "--json"]).json(), written);
}

#[test]
fn a_port_in_use_is_told_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let occupied = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = occupied.local_addr().unwrap().to_string();
    let data_dir = directory.path().to_str().unwrap();
    let message = run(&["serve", "--listen", &address, "--data-dir", data_dir]).failure(3);
    assert!(message.contains(&format!("cannot listen on {address}")), "{message}");
    assert!(message.contains("--listen"), "{message}");
    assert!(!directory.path().join("endpoint.json").exists());
}

#[test]
fn a_second_server_on_the_same_directory_is_told_who_has_it() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    let data_dir = directory.path().to_str().unwrap();
    let message = run(&["serve", "--listen", "127.0.0.1:0", "--data-dir", data_dir]).failure(4);
    assert!(message.contains(&format!("pid {}", server.pid())), "{message}");
    assert!(message.contains("--data-dir"), "{message}");
    assert_eq!(server.endpoint().unwrap()["pid"], server.pid(), "the first one's endpoint stays");
}

#[test]
fn other_machines_are_let_in_only_when_that_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let data_dir = directory.path().to_str().unwrap();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let message = run(&["serve", "--listen", address, "--data-dir", data_dir]).failure(2);
        assert!(message.contains("clear text") && message.contains("--allow-remote"), "{message}");
    }
    let server = Server::start_with(directory.path(), &["--listen", "0.0.0.0:0", "--allow-remote"]);
    assert!(server.address().starts_with("127.0.0.1:"), "clients are told an address that they can reach");
    server.run(&["store"]).success();
}

#[test]
fn the_log_is_json_when_that_is_asked_for() {
    let directory = tempfile::tempdir().unwrap();
    let data_dir = directory.path().to_str().unwrap();
    let mut command = charter(&["serve", "--listen", "127.0.0.1:0", "--data-dir", data_dir, "--log-format", "json"]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    wait_for("endpoint.json", || directory.path().join("endpoint.json").exists().then_some(()));
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    let output = child.wait_with_output().unwrap();
    let log = String::from_utf8(output.stderr).unwrap();
    let messages: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for message in ["ready", "stopped"] {
        assert!(messages.iter().any(|line| line["message"] == message), "{log}");
    }
}

#[test]
fn a_log_that_nobody_reads_does_not_stop_it() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start_unread(directory.path());
    server.run(&["resource", "put", "a", "1"]).success();
    assert_eq!(server.run(&["resource", "get", "a"]).success(), "1\n");
    assert_eq!(server.stop().code(), Some(0));
    assert!(!directory.path().join("endpoint.json").exists());
}

#[test]
fn a_log_that_nobody_empties_holds_nobody_up() {
    let directory = tempfile::tempdir().unwrap();
    let (server, mut log) = Server::start_unemptied(directory.path());
    // Several times what a pipe holds.
    assert!(server.ask("/v1/store", 1000).iter().all(|status| *status == 200));
    assert_eq!(server.stop().code(), Some(0));
    let mut kept = String::new();
    log.read_to_string(&mut kept).unwrap();
    assert!(kept.contains("answered") && !kept.contains("stopped"), "the log was full: {}", kept.len());
}

#[test]
fn there_are_no_more_connections_than_files() {
    let directory = tempfile::tempdir().unwrap();
    let (server, mut log) = Server::start_with_files(directory.path(), 100, 300);
    let limits = fs::read_to_string(format!("/proc/{}/limits", server.pid())).unwrap();
    let files = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    assert_eq!(files.split_whitespace().skip(3).take(2).collect::<Vec<_>>(), ["300", "300"], "the limit is raised");
    assert_eq!(server.ask("/v1/store", 1), [200]);
    assert_eq!(server.stop().code(), Some(0));
    let mut lines = String::new();
    log.read_to_string(&mut lines).unwrap();
    assert!(lines.contains("allows only 150 connections"), "{lines}");
}

#[test]
fn a_principal_can_be_limited() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("charter.toml"), "rate_limit = 1\nrate_limit_burst = 3").unwrap();
    let server = Server::start(directory.path());
    let statuses = server.ask("/v1/store", 20);
    assert_eq!(statuses[..3], [200, 200, 200]);
    assert!(statuses.iter().filter(|status| **status == 429).count() >= 10, "{statuses:?}");
    // Commands wait and come again.
    server.run(&["store"]).success();
}

#[test]
fn a_setting_of_the_file_reaches_the_streams() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("charter.toml"), "heartbeat_interval = \"20ms\"").unwrap();
    let server = Server::start(directory.path());
    let token = fs::read_to_string(directory.path().join("operator.token")).unwrap();
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.set_read_timeout(Some(DEADLINE)).unwrap();
    let head = "GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n";
    write!(connection, "{head}Authorization: Bearer {}\r\n\r\n", token.trim()).unwrap();
    let comments = BufReader::new(connection).lines().map_while(Result::ok).filter(|line| line.starts_with(':'));
    let begun = Instant::now();
    assert_eq!(comments.take(3).count(), 3);
    assert!(begun.elapsed() < Duration::from_secs(15), "that is how often they come by default");
}
