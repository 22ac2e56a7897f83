use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    path::Path,
};

use crate::StoreError;
use crate::files;

/// The right to be the one process that has a directory open. The operating system takes it back when the process
/// ends, however it ends.
#[derive(Debug)]
pub(super) struct DirectoryLock {
    _file: File,
}

impl DirectoryLock {
    /// # Errors
    /// [`StoreError::InUse`] with the other process's id; [`StoreError::Full`] when there is no room for this one's.
    pub(super) fn take(directory: &Path) -> Result<Self, StoreError> {
        let failed = files::failed("lock the store's directory");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = files::owner_only(&mut options).open(directory.join("store.lock")).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::InUse { directory: directory.into(), holder_pid: holder_pid(&mut file) });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        write_own_pid(&mut file).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

fn write_own_pid(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

/// Only for the message: the holder may be just about to write it.
fn holder_pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
