use std::fs;

use crate::support::{Server, charter, run};

#[test]
fn the_operators_token_is_shown_while_the_server_runs_and_after() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    let shown = server.run(&["token", "show"]).success();
    let path = directory.path().join("operator.token");
    assert_eq!(shown, fs::read_to_string(&path).unwrap());
    assert!(server.stop().success());
    let data_dir = directory.path().to_str().unwrap();
    assert_eq!(run(&["token", "show", "--data-dir", data_dir]).success(), shown);
    let printed = run(&["token", "show", "--path", "--data-dir", data_dir]).success();
    assert_eq!(printed, format!("{}\n", path.display()));
}

#[test]
fn without_a_server_there_has_never_been_a_token() {
    let directory = tempfile::tempdir().unwrap();
    let data_dir = directory.path().to_str().unwrap();
    let message = run(&["token", "show", "--data-dir", data_dir]).failure(1);
    assert!(message.contains("there is no token at") && message.contains("charter serve"), "{message}");
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = String::from_utf8(charter(&["completions", shell]).output().unwrap().stdout).unwrap();
        assert!(script.contains("resource") && script.contains("data-dir"), "{shell}");
    }
}
