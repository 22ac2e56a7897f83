//! What every row is given.

use std::{
    env,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result, bail, ensure};
use nix::sys::statfs::{TMPFS_MAGIC, statfs};
use tempfile::TempDir;

use crate::arguments::Arguments;

/// Where and how long to measure.
#[derive(Debug)]
pub struct Bench {
    /// The real server's binary.
    pub binary: PathBuf,
    /// How many times each side is measured.
    pub rounds: u32,
    /// How long a round lasts.
    pub round: Duration,
    /// What random choices are made from.
    pub seed: u64,
    disk: PathBuf,
    memory: PathBuf,
}

impl Bench {
    /// # Errors
    /// When there is no server, or the folders are not on a disk and in memory.
    pub fn new(arguments: &Arguments) -> Result<Self> {
        let own = env::current_exe().context("cannot find this program's own file")?;
        let beside = own.parent().context("this program's file is in no folder")?;
        let binary = arguments.binary.clone().unwrap_or_else(|| beside.join("charter"));
        ensure!(binary.is_file(), "there is no server at {}: build it, or give --binary", binary.display());
        let disk = arguments.disk.clone().unwrap_or_else(|| beside.to_owned());
        if is_in_memory(&disk)? {
            bail!("{} is not on a disk: give --disk", disk.display());
        }
        if !is_in_memory(&arguments.memory)? {
            bail!("{} is not in memory (tmpfs): give --memory", arguments.memory.display());
        }
        let (rounds, round) =
            if arguments.quick { (3, Duration::from_millis(500)) } else { (5, Duration::from_secs(2)) };
        Ok(Self {
            binary,
            rounds: arguments.rounds.unwrap_or(rounds),
            round,
            seed: arguments.seed.unwrap_or_else(|| fastrand::u64(..)),
            disk,
            memory: arguments.memory.clone(),
        })
    }

    /// A new folder on the disk; gone when it is dropped.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn folder_on_disk(&self) -> Result<TempDir> {
        new_folder(&self.disk)
    }

    /// A new folder in memory; gone when it is dropped.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn folder_in_memory(&self) -> Result<TempDir> {
        new_folder(&self.memory)
    }
}

fn new_folder(parent: &Path) -> Result<TempDir> {
    TempDir::with_prefix_in("charter-benches-", parent)
        .with_context(|| format!("cannot make a folder in {}", parent.display()))
}

fn is_in_memory(folder: &Path) -> Result<bool> {
    let status = statfs(folder).with_context(|| format!("cannot look at {}", folder.display()))?;
    Ok(status.filesystem_type() == TMPFS_MAGIC)
}
