//! The root key and the operator's token: made once, kept, and refused when they cannot be trusted.

mod support;

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
    thread,
};

use biscuit_auth::{KeyPair, builder::Algorithm};
use charter_auth::{Access, Authority, KeyError};
use support::{now, server};
use tempfile::TempDir;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What a start does.
fn start(directory: &Path) -> Result<(String, String), KeyError> {
    let authority = Authority::open(directory)?;
    let token = fs::read_to_string(authority.operator_token(directory)?).unwrap();
    authority.verify(token.trim(), now()).unwrap();
    Ok((authority.public_key(), token))
}

#[test]
fn makes_both_for_the_owner_only() {
    let parent = TempDir::new().unwrap();
    let directory = parent.path().join("new/data");
    start(&directory).unwrap();
    assert_eq!(names(&directory), ["operator.token", "root.key"]);
    assert_eq!(mode(&directory), 0o700);
    assert_eq!(mode(&directory.join(Authority::ROOT_KEY_FILE)), 0o600);
    assert_eq!(mode(&directory.join(Authority::OPERATOR_TOKEN_FILE)), 0o600);
}

#[test]
fn the_operator_may_do_everything_in_the_local_partition() {
    let server = server();
    let path = server.authority.operator_token(server.directory.path()).unwrap();
    let token = fs::read_to_string(path).unwrap();
    let rights = server.authority.verify(token.trim(), now()).unwrap();
    assert_eq!(rights.principal().as_str(), "user:local");
    assert_eq!(rights.partition().as_str(), "local/default/default");
    assert_eq!(rights.expires_at(), None);
    assert!(rights.may("anything", Access::Write).is_ok());
    assert!(rights.may_read_key("run/1").is_ok() && rights.may_write_key("run/1").is_ok());
}

#[test]
fn the_next_start_keeps_both() {
    let directory = TempDir::new().unwrap();
    assert_eq!(start(directory.path()).unwrap(), start(directory.path()).unwrap());
}

#[test]
fn a_start_that_ended_before_the_token_heals() {
    let directory = TempDir::new().unwrap();
    let public_key = Authority::open(directory.path()).unwrap().public_key();
    fs::write(directory.path().join(".root.key.cut"), "ed25519-priv").unwrap();
    assert_eq!(start(directory.path()).unwrap().0, public_key);
}

#[test]
fn starts_at_the_same_time_agree() {
    let directory = TempDir::new().unwrap();
    let results: Vec<_> = thread::scope(|scope| {
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| start(directory.path()).unwrap())).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    assert!(results.iter().all(|result| *result == results[0]));
    assert_eq!(names(directory.path()), ["operator.token", "root.key"]);
}

#[test]
fn a_secret_that_is_open_to_others_is_refused() {
    for (file, open) in [(Authority::ROOT_KEY_FILE, 0o640), (Authority::OPERATOR_TOKEN_FILE, 0o604)] {
        let directory = TempDir::new().unwrap();
        start(directory.path()).unwrap();
        let file = directory.path().join(file);
        fs::set_permissions(&file, Permissions::from_mode(open)).unwrap();
        let refused = start(directory.path()).unwrap_err();
        assert!(
            matches!(&refused, KeyError::OpenToOthers { path, mode } if *path == file && *mode == open),
            "{refused:?}"
        );
    }
}

#[test]
fn a_key_file_that_holds_no_ed25519_key_is_refused_and_left_alone() {
    let other_kind = KeyPair::new_with_algorithm(Algorithm::Secp256r1).private().to_prefixed_string();
    for content in ["", "ed25519-private/00", &other_kind] {
        let directory = TempDir::new().unwrap();
        let file = directory.path().join(Authority::ROOT_KEY_FILE);
        fs::write(&file, content).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        let refused = start(directory.path()).unwrap_err();
        assert!(matches!(refused, KeyError::NotAKey { .. }), "{refused:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), content);
    }
}

#[test]
fn a_token_of_a_lost_key_is_refused_with_what_to_do() {
    let directory = TempDir::new().unwrap();
    let (_, token) = start(directory.path()).unwrap();
    fs::remove_file(directory.path().join(Authority::ROOT_KEY_FILE)).unwrap();
    let refused = start(directory.path()).unwrap_err();
    assert!(matches!(refused, KeyError::ForeignOperatorToken { .. }), "{refused:?}");
    assert!(refused.to_string().contains("remove the token's file to get a new one"), "{refused}");
    assert!(!format!("{refused:?}").contains(token.trim()));

    fs::remove_file(directory.path().join(Authority::OPERATOR_TOKEN_FILE)).unwrap();
    start(directory.path()).unwrap();
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let parent = TempDir::new().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = Authority::open(&file.join("data")).unwrap_err();
    assert!(matches!(&refused, KeyError::Io { operation: "create the directory", .. }), "{refused:?}");
}

#[test]
fn debug_shows_no_secret() {
    let server = server();
    let key = fs::read_to_string(server.directory.path().join(Authority::ROOT_KEY_FILE)).unwrap();
    let secret = key.trim().strip_prefix("ed25519-private/").unwrap();
    let shown = format!("{:?}", server.authority);
    assert!(shown.contains(&server.authority.public_key()) && !shown.contains(secret), "{shown}");

    let token = server.authority.mint(&support::everything()).unwrap();
    assert_eq!(format!("{token:?}"), "BearerToken(…)");
    let rights = format!("{:?}", server.authority.verify(token.as_str(), now()).unwrap());
    assert!(!rights.contains(token.as_str()));
}
