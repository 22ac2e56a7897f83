//! The store's files: readable by their owner only, and there after a crash.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::StoreError;

/// Says what was being done with a file when it failed.
pub(crate) fn failed(operation: &'static str) -> impl Fn(io::Error) -> StoreError + Copy {
    move |source| match source.kind() {
        // The last is what a process is told that may not write files of that size.
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            StoreError::Full { operation }
        }
        _ => StoreError::backend(operation, source),
    }
}

/// Creates the directory, and those above it, when they are not there.
///
/// Each is made last before the next is made in it, and so is the one that is there already: whoever made that may
/// have been killed before it could.
pub(crate) fn create_directory(directory: &Path) -> Result<(), StoreError> {
    let failed = failed("create the store's directory");
    let missing: Vec<_> = directory.ancestors().take_while(|path| !is_there(path)).collect();
    let existing = missing.last().map_or(Some(directory), |topmost| topmost.parent());
    match existing.map_or(Ok(()), sync_parent) {
        // Who may not even look there has not made anything there.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
        synced => synced.map_err(failed)?,
    }
    for path in missing.into_iter().rev() {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let created = match builder.create(path) {
            // Somebody was faster, and may not have made it last yet.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            created => created,
        };
        created.and_then(|()| sync_parent(path)).map_err(failed)?;
    }
    Ok(())
}

/// A relative path begins in a directory that is there.
fn is_there(directory: &Path) -> bool {
    directory.as_os_str().is_empty() || directory.is_dir()
}

/// Makes what a killed process had written to the write-ahead log last: SQLite reads it as committed when it opens the
/// database, and what has been read must not be lost with the power.
pub(crate) fn sync_write_ahead_log(database: &Path) -> Result<(), StoreError> {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    match File::open(&log).and_then(|file| file.sync_all()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        synced => synced.map_err(failed("make the write-ahead log durable")),
    }
}

/// The same error, or that the disk is full, when it is: SQLite says of some files only that it cannot open them.
pub(crate) fn or_full(directory: &Path, error: StoreError) -> StoreError {
    match (error, has_room(directory)) {
        (StoreError::Backend { operation, .. }, false) => StoreError::Full { operation },
        (error, _) => error,
    }
}

fn has_room(directory: &Path) -> bool {
    let path = directory.join("store.room");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let written = owner_only(&mut options).open(&path).and_then(|mut file| {
        file.write_all(&[0; 4096])?;
        file.sync_all()
    });
    // When it was not made there is nothing to remove.
    let _ = std::fs::remove_file(&path);
    !matches!(written.map_err(|error| error.kind()), Err(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
}

/// Creates the database file when it is not there, before SQLite does so with the process's default permissions. The
/// files that SQLite puts beside it take their permissions from it.
pub(crate) fn create_database(directory: &Path) -> Result<PathBuf, StoreError> {
    let path = directory.join("store.sqlite3");
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    owner_only(&mut options)
        .open(&path)
        .and_then(|_| sync_directory(directory))
        .map_err(failed("create the store's database"))?;
    Ok(path)
}

/// A file that these options create is nobody's but its owner's.
pub(crate) fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn sync_parent(directory: &Path) -> io::Result<()> {
    match directory.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_directory(parent),
        Some(_) => sync_directory(Path::new(".")),
        // The root, or where a relative path begins, was not made by anybody here.
        None => Ok(()),
    }
}

/// Makes a new name in a directory last.
#[cfg(unix)]
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Directories cannot be opened as files here; the file system's journal orders its own changes.
#[cfg(not(unix))]
pub(crate) fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_room_is_told_from_other_failures() {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded, io::ErrorKind::FileTooLarge] {
            let error = failed("lock the store's directory")(kind.into());
            assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
        }
        let error = failed("lock the store's directory")(io::ErrorKind::PermissionDenied.into());
        assert!(matches!(error, StoreError::Backend { .. }), "{error:?}");
    }
}
