//! The store's files: readable by their owner only, and there after a crash.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use crate::StoreError;

/// Says what was being done with a file when it failed.
pub(super) fn failed(operation: &'static str) -> impl Fn(io::Error) -> StoreError + Copy {
    move |source| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { operation },
        _ => StoreError::backend(operation, source),
    }
}

/// Creates the directory when it is not there.
pub(super) fn create_directory(directory: &Path) -> Result<(), StoreError> {
    if directory.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory).and_then(|()| sync_parent(directory)).map_err(failed("create the store's directory"))
}

/// Creates the database file when it is not there, before SQLite does so with the process's default permissions. The
/// files that SQLite puts beside it take their permissions from it.
pub(super) fn create_database(directory: &Path) -> Result<PathBuf, StoreError> {
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
pub(super) fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn sync_parent(directory: &Path) -> io::Result<()> {
    match directory.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_directory(parent),
        _ => sync_directory(Path::new(".")),
    }
}

/// Makes a new name in a directory last.
#[cfg(unix)]
fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Directories cannot be opened as files here; the file system's journal orders its own changes.
#[cfg(not(unix))]
fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_room_is_told_from_other_failures() {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
            let error = failed("lock the store's directory")(kind.into());
            assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
        }
        let error = failed("lock the store's directory")(io::ErrorKind::PermissionDenied.into());
        assert!(matches!(error, StoreError::Backend { .. }), "{error:?}");
    }
}
