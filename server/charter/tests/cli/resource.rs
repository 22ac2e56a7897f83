use std::{fs, io::Write, process::Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Outcome, Server, charter, run, wait_for};

fn server() -> (TempDir, Server) {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    (directory, server)
}

#[test]
fn a_resource_goes_through_its_life() {
    let (_directory, server) = server();
    let run = |arguments: &[&str]| server.run(&[&["resource"], arguments, &["--json"]].concat());

    let created = run(&["put", "project/a", r#"{"n": 1}"#, "--create"]).json();
    assert_eq!(created["value"], json!({ "n": 1 }));
    assert_eq!(run(&["get", "project/a"]).json(), created);

    let rev = created["rev"].to_string();
    let replaced = run(&["put", "project/a", r#"{"n": 2}"#, "--if-rev", &rev]).json();
    assert_eq!(replaced["rev"], created["rev"].as_u64().unwrap() + 1);

    let merged = run(&["patch", "project/a", "--merge", r#"{"n": null, "m": [1]}"#]).json();
    assert_eq!(merged["value"], json!({ "m": [1] }));
    let operations = r#"[{"op": "add", "path": "/m/-", "value": 2}]"#;
    let patched = run(&["patch", "project/a", "--json-patch", operations]).json();
    assert_eq!(patched["value"], json!({ "m": [1, 2] }));

    let gone = run(&["delete", "project/a", "--if-rev", &patched["rev"].to_string()]).json();
    assert_eq!(gone["rev"], patched["rev"]);
    assert!(run(&["get", "project/a"]).failure(1).contains("(404)"));
}

#[test]
fn people_are_told_what_happened() {
    let (_directory, server) = server();
    let run = |arguments: &[&str]| server.run(arguments).success();
    assert_eq!(run(&["resource", "put", "project/a", "{}"]), "created project/a at revision 1\n");
    assert_eq!(run(&["resource", "put", "project/a", "[1]"]), "replaced project/a at revision 2\n");
    assert_eq!(run(&["resource", "patch", "project/a", "--merge", "5"]), "patched project/a at revision 3\n");
    assert_eq!(run(&["resource", "get", "project/a"]), "5\n");
    assert_eq!(run(&["resource", "delete", "project/a"]), "deleted project/a at revision 4; its last change was 3\n");
}

#[test]
fn a_value_comes_from_the_argument_a_file_or_standard_input() {
    let (directory, server) = server();
    let file = directory.path().join("value.json");
    fs::write(&file, "[\"of the file\"]").unwrap();
    let at_file = format!("@{}", file.display());
    let of_file = server.run(&["resource", "put", "a", &at_file, "--json"]).json();
    assert_eq!(of_file["value"], json!(["of the file"]));

    let mut command = server.command(&["resource", "put", "a", "-", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"\"typed\"").unwrap();
    let printed: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(printed["value"], "typed");

    assert_eq!(server.run(&["resource", "put", "a", "-7", "--json"]).json()["value"], -7);
}

#[test]
fn what_is_not_json_is_refused_before_anything_is_sent() {
    let message = run(&["resource", "put", "a", "hello"]).failure(2);
    assert!(message.contains("VALUE: is not JSON") && message.contains(r#"'"hello"'"#), "{message}");
    let message = run(&["resource", "put", "a", "@/no/such/file"]).failure(1);
    assert!(message.contains("cannot read /no/such/file"), "{message}");
    let message = run(&["resource", "get", "a//b"]).failure(2);
    assert!(message.contains("a key is 1 to 8 segments"), "{message}");
    let message = run(&["resource", "patch", "a", "--json-patch", r#"[{"op": "guess", "path": ""}]"#]).failure(2);
    assert!(message.contains("--json-patch: is not a list of operations"), "{message}");
    let twice = r#"{"a": 1, "a": 2}"#;
    for arguments in [["put", "a", twice].as_slice(), &["patch", "a", "--merge", twice]] {
        let message = run(&[&["resource"], arguments].concat()).failure(2);
        assert!(message.contains(r#"the member "a" stands twice"#), "{message}");
    }
    run(&["resource", "patch", "a"]).failure(2);
    run(&["resource", "put", "a", "1", "--create", "--if-rev", "3"]).failure(2);
}

#[test]
fn a_problem_is_told_with_its_request() {
    let (_directory, server) = server();
    server.run(&["resource", "put", "a", "1"]).success();
    let message = server.run(&["resource", "put", "a", "2", "--create"]).failure(1);
    for part in ["(412)", "current revision: 1", "request "] {
        assert!(message.contains(part), "{part}: {message}");
    }
    server.run(&["resource", "delete", "a", "--if-rev", "9"]).failure(1);
    assert_eq!(server.run(&["resource", "get", "a"]).success(), "1\n");
}

#[test]
fn revision_0_is_that_of_nothing() {
    let (_directory, server) = server();
    let run = |arguments: &[&str]| server.run(&[&["resource"], arguments, &["--if-rev", "0"]].concat());
    assert_eq!(run(&["put", "a", "1"]).success(), "created a at revision 1\n");
    assert!(run(&["put", "a", "2"]).failure(1).contains("(412)"));
    for arguments in [["patch", "a", "--merge", "2"].as_slice(), &["delete", "a"]] {
        assert!(run(arguments).failure(2).contains("does not exist"));
    }
    assert_eq!(server.run(&["resource", "get", "a"]).success(), "1\n");
}

#[test]
fn a_resource_with_a_time_to_live_goes_by_itself() {
    let (_directory, server) = server();
    let put = server.run(&["resource", "put", "lock", "true", "--ttl", "1s", "--json"]).json();
    assert!(put["expires_at"].is_string());
    wait_for("the expiry", || (server.run(&["resource", "get", "lock"]).status == 1).then_some(()));
}

#[test]
fn a_list_has_all_pages_and_only_its_prefix() {
    let (_directory, server) = server();
    for key in ["other", "project/b", "project/a", "projects"] {
        server.run(&["resource", "put", key, "{}"]).success();
    }
    let listed = server.run(&["resource", "list", "project/", "--json"]).success();
    let keys: Vec<_> = listed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["key"].clone()).collect();
    assert_eq!(keys, ["project/a", "project/b"]);

    let listed = server.run(&["resource", "list"]).success();
    let rows: Vec<Vec<_>> = listed.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.iter().map(|row| row[0]).collect::<Vec<_>>(), ["other", "project/a", "project/b", "projects"]);
    assert_eq!((rows[0][1], rows[0][3], rows[0][4]), ("1", "user:local", "{}"));
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let (_directory, server) = server();
    server.run(&["resource", "put", "a", "1"]).success();
    let mut command = server.command(&["resource", "list"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn the_server_is_found_by_flag_by_url_and_by_data_directory() {
    let (directory, server) = server();
    server.run(&["store"]).success();
    let data_dir = directory.path().to_str().unwrap();
    // The flag is nearer than the environment.
    let mut by_flag = charter(&["store", "--data-dir", data_dir, "--json"]);
    let by_flag = Outcome::of(by_flag.env("CHARTER_URL", "http://127.0.0.1:1").env("CHARTER_TOKEN", "x")).json();
    let mut by_url = charter(&["store", "--json"]);
    let by_url =
        by_url.env("CHARTER_URL", &server.url).env("CHARTER_TOKEN_FILE", directory.path().join("operator.token"));
    assert_eq!(Outcome::of(by_url).json(), by_flag);
}

#[test]
fn a_server_that_is_not_there_is_told_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let data_dir = directory.path().to_str().unwrap();
    assert!(run(&["store", "--data-dir", data_dir]).failure(1).contains("charter serve"));
    let killed = Server::start(directory.path());
    let command = killed.command(&["resource", "get", "a"]);
    killed.kill();
    assert!(Outcome::of(&mut { command }).failure(1).contains("is the server running?"));
}
