//! SQLite on the mounted disk: a write-ahead log needs shared memory mapped from a file, locks and exact syncs.

use std::io::Write;

use rusqlite::{Connection, ErrorCode};

use super::*;

/// A mounted disk; `None`, with a notice, where there can be none.
fn mounted() -> Option<Disk> {
    if let Some(reason) = Disk::unavailable() {
        let _ = writeln!(io::stderr(), "SKIPPED, nothing was proven: {reason}");
        return None;
    }
    let mut disk = Disk::new(None).unwrap();
    disk.mount().unwrap();
    Some(disk)
}

fn open(disk: &Disk) -> Connection {
    let connection = Connection::open(disk.path().join("test.sqlite3")).unwrap();
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
}

fn insert(connection: &Connection, number: u32) -> rusqlite::Result<usize> {
    connection.execute("INSERT INTO numbers VALUES (?1, zeroblob(20000))", [number])
}

fn numbers(connection: &Connection) -> Vec<u32> {
    let mut statement = connection.prepare("SELECT number FROM numbers ORDER BY number").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_is_committed_survives_a_power_cut_and_nothing_else() {
    let Some(mut disk) = mounted() else { return };
    let connection = open(&disk);
    connection.execute_batch("CREATE TABLE numbers (number INTEGER, filler BLOB)").unwrap();
    insert(&connection, 1).unwrap();
    disk.cut_power_at(Moment::Sync(2));
    insert(&connection, 2).unwrap();
    insert(&connection, 3).unwrap_err();
    assert!(*disk.power_is_off().borrow());
    drop(connection);
    disk.lose_unsynced(Unsynced::Lost, Rng::with_seed(1)).unwrap();
    disk.mount().unwrap();
    assert_eq!(numbers(&open(&disk)), [1, 2]);
}

#[test]
fn after_a_crash_what_was_written_is_there_until_the_power_goes() {
    let Some(mut disk) = mounted() else { return };
    let connection = open(&disk);
    connection.execute_batch("CREATE TABLE numbers (number INTEGER, filler BLOB)").unwrap();
    disk.cut_power_at(Moment::Sync(1));
    insert(&connection, 1).unwrap_err();
    drop(connection);
    disk.keep_unsynced().unwrap();
    disk.mount().unwrap();
    assert_eq!(numbers(&open(&disk)), [1]);
    // Closed in good order, the log was folded in and synced; so the disk is as after a crash no more.
    let connection = open(&disk);
    disk.cut_power_at(Moment::Sync(1));
    insert(&connection, 2).unwrap_err();
    drop(connection);
    disk.lose_unsynced(Unsynced::Lost, Rng::with_seed(1)).unwrap();
    disk.mount().unwrap();
    assert_eq!(numbers(&open(&disk)), [1]);
}

#[test]
fn a_full_disk_refuses_and_takes_again() {
    let Some(disk) = mounted() else { return };
    let connection = open(&disk);
    connection.execute_batch("CREATE TABLE numbers (number INTEGER, filler BLOB)").unwrap();
    disk.set_room(Room { capacity: Some(disk.used_bytes() + 8192), none_for: None });
    let error = insert(&connection, 1).unwrap_err();
    assert_eq!(error.sqlite_error_code(), Some(ErrorCode::DiskFull));
    assert!(disk.refusals()[&FileKind::WriteAheadLog] > 0);
    disk.set_room(Room::default());
    insert(&connection, 2).unwrap();
    assert_eq!(numbers(&connection), [2]);
}
