//! Files that hold a secret: made once, whole or not at all, and for their owner's eyes only.

use std::{
    fs::{DirBuilder, File, Permissions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::Path,
};

use tempfile::NamedTempFile;

use crate::KeyError;

const OWNER_ONLY: u32 = 0o600;
const OWNER_ONLY_DIRECTORY: u32 = 0o700;
const OTHERS: u32 = 0o077;

/// More than a key or a token has; what is longer is neither.
const MAX_BYTES: u64 = 64 * 1024;

/// Makes `directory` for the owner only, unless it is there.
pub(crate) fn create_directory(directory: &Path) -> Result<(), KeyError> {
    DirBuilder::new()
        .recursive(true)
        .mode(OWNER_ONLY_DIRECTORY)
        .create(directory)
        .map_err(io_error("create the directory", directory))
}

/// The secret in `directory/name`, which is what `generate` gives when there is no such file yet.
///
/// When several processes start at once, all get the secret of the one that was first.
pub(crate) fn read_or_create(
    directory: &Path,
    name: &str,
    generate: impl FnOnce() -> Result<String, KeyError>,
) -> Result<String, KeyError> {
    let path = directory.join(name);
    if let Some(secret) = read(&path)? {
        return Ok(secret);
    }
    create(directory, name, &generate()?)?;
    read(&path)?.ok_or_else(|| io_error("read", &path)(io::ErrorKind::NotFound.into()))
}

fn read(path: &Path) -> Result<Option<String>, KeyError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error("open", path)(error)),
    };
    let mode = file.metadata().map_err(io_error("look at", path))?.permissions().mode() & 0o777;
    if mode & OTHERS != 0 {
        return Err(KeyError::OpenToOthers { path: path.into(), mode });
    }
    let mut secret = String::new();
    file.take(MAX_BYTES).read_to_string(&mut secret).map_err(io_error("read", path))?;
    secret.truncate(secret.trim_end().len());
    Ok(Some(secret))
}

/// Gives the secret in `directory/name` another value, whole or not at all.
pub(crate) fn replace(directory: &Path, name: &str, secret: &str) -> Result<(), KeyError> {
    let path = directory.join(name);
    let file = write(directory, name, secret)?;
    file.persist(&path).map_err(|failed| io_error("write", &path)(failed.error))?;
    sync(directory)
}

/// Makes the file, or leaves one that has the name already.
fn create(directory: &Path, name: &str, secret: &str) -> Result<(), KeyError> {
    let path = directory.join(name);
    match write(directory, name, secret)?.persist_noclobber(&path) {
        Ok(_) => {}
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(failed) => return Err(io_error("write", &path)(failed.error)),
    }
    sync(directory)
}

/// A temporary file with the secret, which is on the disk before it gets its name.
fn write(directory: &Path, name: &str, secret: &str) -> Result<NamedTempFile, KeyError> {
    let path = directory.join(name);
    let write_failed = || io_error("write", &path);
    let mut file = tempfile::Builder::new()
        .prefix(&format!(".{name}."))
        .permissions(Permissions::from_mode(OWNER_ONLY))
        .tempfile_in(directory)
        .map_err(write_failed())?;
    writeln!(file, "{secret}").map_err(write_failed())?;
    file.as_file().sync_all().map_err(write_failed())?;
    Ok(file)
}

/// A name lasts only when the directory is on the disk too.
fn sync(directory: &Path) -> Result<(), KeyError> {
    File::open(directory).and_then(|directory| directory.sync_all()).map_err(io_error("write", directory))
}

fn io_error(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> KeyError {
    move |source| KeyError::Io { operation, path: path.into(), source }
}
