//! The mounted disk. Nothing on it may be mapped into memory here: the process that serves it would wait for itself.

use std::{
    fs::{self, File},
    io::{self, Write},
};

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

/// A file that lasts, with bytes behind it that were not synced.
fn write_and_half_sync(disk: &Disk) {
    let mut file = File::create(disk.path().join("file")).unwrap();
    file.write_all(b"synced").unwrap();
    file.sync_data().unwrap();
    File::open(disk.path()).unwrap().sync_all().unwrap();
    file.write_all(b" and not synced").unwrap();
    fs::write(disk.path().join("name"), "not synced").unwrap();
}

fn text(disk: &Disk) -> String {
    fs::read_to_string(disk.path().join("file")).unwrap()
}

#[test]
fn a_power_cut_takes_what_was_not_synced() {
    let Some(mut disk) = mounted() else { return };
    write_and_half_sync(&disk);
    disk.cut_power();
    disk.server_is_dead();
    disk.lose_unsynced(Unsynced::Lost, Rng::with_seed(1)).unwrap();
    disk.mount().unwrap();
    assert_eq!(text(&disk), "synced");
    assert_eq!(fs::read_dir(disk.path()).unwrap().count(), 1);
}

#[test]
fn a_crash_takes_nothing_and_a_power_cut_after_it_does() {
    let Some(mut disk) = mounted() else { return };
    write_and_half_sync(&disk);
    disk.cut_power();
    disk.server_is_dead();
    disk.keep_unsynced().unwrap();
    disk.mount().unwrap();
    assert_eq!(text(&disk), "synced and not synced");
    disk.lose_unsynced(Unsynced::Lost, Rng::with_seed(1)).unwrap();
    disk.mount().unwrap();
    assert_eq!(text(&disk), "synced");
}

#[test]
fn without_power_nothing_is_answered_until_the_server_is_dead() {
    let Some(disk) = mounted() else { return };
    let mut file = File::create(disk.path().join("file")).unwrap();
    disk.cut_power_at(Moment::Sync(1));
    file.write_all(b"text").unwrap();
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || tell.send(file.sync_all().is_ok()).unwrap());
        while !*disk.power_is_off().borrow() {
            std::thread::yield_now();
        }
        assert!(told.try_recv().is_err(), "the sync was answered");
        disk.server_is_dead();
        assert!(!told.recv().unwrap(), "the sync succeeded");
    });
}

#[test]
fn a_full_disk_takes_what_fits_and_goes_on_with_room() {
    let Some(disk) = mounted() else { return };
    let mut file = File::create(disk.path().join("file")).unwrap();
    disk.set_room(Room { capacity: Some(disk.used_bytes() + 8192), none_for: None });
    assert_eq!(file.write(&[1; 10_000]).unwrap(), 8192);
    assert_eq!(file.write(&[1; 1]).unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(File::create(disk.path().join("other")).unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(disk.refusals(), BTreeMap::from([(FileKind::Other, 2)]));
    disk.set_room(Room::default());
    file.write_all(&[2; 10_000]).unwrap();
    assert_eq!(file.metadata().unwrap().len(), 18_192);
}
