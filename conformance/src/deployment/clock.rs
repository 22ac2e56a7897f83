//! A clock that can be set while the server runs: libfaketime lies to the process about the time of day.

use std::{
    io,
    path::{Path, PathBuf},
};

use tokio::process::Command;

/// Where Debian has the library, below a folder of the machine's kind.
const PLACE: &str = "faketime/libfaketime.so.1";

/// The time of day that one server is told.
#[derive(Debug, Clone)]
pub struct SettableClock {
    library: PathBuf,
    file: PathBuf,
}

impl SettableClock {
    /// A clock that is right so far; `None` when the library is not there.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn find(folder: &Path) -> io::Result<Option<Self>> {
        let Some(library) = library() else { return Ok(None) };
        let clock = Self { library, file: folder.join("clock") };
        clock.set(0)?;
        Ok(Some(clock))
    }

    /// Whether there can be one.
    pub fn is_there() -> bool {
        library().is_some()
    }

    /// Sets it to so many seconds later, or earlier, than it is.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn set(&self, seconds: i64) -> io::Result<()> {
        // In one step, so that nobody reads half of it.
        let new = self.file.with_extension("new");
        std::fs::write(&new, format!("{seconds:+}\n"))?;
        std::fs::rename(new, &self.file)
    }

    /// Has a process go by it. Time spans are measured as ever.
    pub(super) fn rule(&self, process: &mut Command) {
        let file = self.file.as_os_str();
        process.env("LD_PRELOAD", &self.library).env("FAKETIME_TIMESTAMP_FILE", file).env("FAKETIME_NO_CACHE", "1");
        process.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("NO_FAKE_STAT", "1");
    }
}

fn library() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok).map(|entry| entry.path());
    folders.chain([PathBuf::from("/usr/lib")]).map(|folder| folder.join(PLACE)).find(|path| path.is_file())
}
