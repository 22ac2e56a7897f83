use std::error::Error;

use charter_store::{Effects, SqliteStore, Store, StoreError};
use charter_types::{Revision, SystemClock};

use crate::support::{Fixture, after, apply, id, list, options, put_with_event, revision};

#[tokio::test]
async fn reopening_keeps_everything() {
    let mut fixture = Fixture::new();
    for key in ["a", "b", "a"] {
        put_with_event(fixture.store.as_ref(), key).await;
    }
    apply(fixture.store.as_ref(), Effects::delete(id("b"))).await;
    async fn everything(store: &SqliteStore) -> impl PartialEq + std::fmt::Debug + use<> {
        let mut lists = Vec::new();
        for at in 0..=4 {
            lists.push(list(store, "", Some(revision(at))).await.unwrap());
        }
        (store.status().await.unwrap(), store.read_log(after(Revision::ZERO)).await.unwrap(), lists)
    }
    let before = everything(&fixture.store).await;
    fixture.reopen().await;
    assert_eq!(everything(&fixture.store).await, before);
    assert_eq!(*fixture.store.head().borrow(), revision(4));
}

#[tokio::test]
async fn every_store_has_its_own_id() {
    let (one, other) = (Fixture::new(), Fixture::new());
    let id = async |fixture: &Fixture| fixture.store.status().await.unwrap().store_id;
    assert_ne!(id(&one).await, id(&other).await);
    let text = id(&one).await.to_string();
    assert_eq!(text.parse(), Ok(id(&one).await));
    assert_eq!(text.as_bytes()[14], b'7', "a UUID of version 7: {text}");
}

#[tokio::test]
async fn a_second_opener_is_refused_until_the_first_has_closed() {
    let fixture = Fixture::new();
    let error = SqliteStore::open(options(fixture.directory.path(), SystemClock)).unwrap_err();
    let expected = std::process::id();
    assert!(matches!(error, StoreError::InUse { holder_pid: Some(pid), .. } if pid == expected), "{error:?}");
    assert!(error.to_string().ends_with(&format!("is open in another process (pid {expected})")), "{error}");
    fixture.store.close().await.unwrap();
    SqliteStore::open(options(fixture.directory.path(), SystemClock)).unwrap().close().await.unwrap();
}

#[tokio::test]
async fn a_newer_format_is_refused_with_both_versions() {
    let fixture = Fixture::new();
    fixture.store.close().await.unwrap();
    let database = fixture.directory.path().join("store.sqlite3");
    rusqlite::Connection::open(&database).unwrap().pragma_update(None, "user_version", 99).unwrap();

    let error = SqliteStore::open(options(fixture.directory.path(), SystemClock)).unwrap_err();
    assert!(matches!(error, StoreError::NewerFormat { found: 99, supported: 2, .. }), "{error:?}");
    assert!(error.to_string().ends_with("has format 99, this program knows formats up to 2"), "{error}");
}

#[tokio::test]
async fn what_is_not_a_store_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let database = directory.path().join("store.sqlite3");
    rusqlite::Connection::open(&database).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
    let error = SqliteStore::open(options(directory.path(), SystemClock)).unwrap_err();
    assert_eq!(error.to_string(), "the store is damaged: the file is another program's database");

    std::fs::write(&database, "just some text ".repeat(1000)).unwrap();
    let error = SqliteStore::open(options(directory.path(), SystemClock)).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
}

#[tokio::test]
async fn a_directory_that_cannot_be_is_said_so() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = SqliteStore::open(options(&file.join("store"), SystemClock)).unwrap_err();
    assert_eq!(error.to_string(), "could not create the store's directory");
    assert!(error.source().is_some());
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt;

    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("deep/store");
    let store = SqliteStore::open(options(&directory, SystemClock)).unwrap();
    put_with_event(&store, "a").await;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&directory), 0o700);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&directory).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    names.sort();
    assert_eq!(names, ["store.lock", "store.sqlite3", "store.sqlite3-wal"]);
    store.close().await.unwrap();
    assert!(!directory.join("store.sqlite3-wal").exists(), "closing folds the write-ahead log in");
}
