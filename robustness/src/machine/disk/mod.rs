//! A disk in memory that can lose its power and be full, and that the real server runs on.
//!
//! ```text
//! server ─► kernel ─► filesystem (FUSE) ─► volume: content and directories, each as seen, durable and unsynced
//!                                             │ power: goes at a moment that is counted in operations
//!                                             │ room:  what may grow, and by how much
//!                                             ▼
//!                                          survival: what is left of the unsynced when the power is back
//! ```
//!
//! It promises what file systems promise, and nothing more: a file's bytes last after a sync of the file, names after a
//! sync of their directory; anything else may be there after a power cut or not, in any order, torn at sectors.

mod content;
mod directory;
mod filesystem;
mod inode;
mod power;
mod room;
mod shared;
mod survival;
#[cfg(test)]
mod tests;
mod volume;

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard},
};

use anyhow::Context;
use fastrand::Rng;
use fuser::{BackgroundSession, Config, MountOption};
use rustix::{io::Errno, mount::UnmountFlags};
use tempfile::TempDir;
use tokio::sync::watch;

use filesystem::DiskFilesystem;
use inode::{Inode, Node};
pub use power::Moment;
use power::Power;
pub use room::{FileKind, Room};
use shared::Shared;
use survival::Fate;
pub use survival::Unsynced;
pub use volume::Sabotage;
use volume::{ROOT, Volume};

/// The disk. It is unmounted when this is dropped.
#[derive(Debug)]
pub struct Disk {
    shared: Arc<Shared>,
    mounted: Option<BackgroundSession>,
    mount_point: TempDir,
}

impl Disk {
    /// An empty disk, with power, that is not mounted.
    ///
    /// # Errors
    /// When there is no place to mount it at.
    pub fn new(sabotage: Option<Sabotage>) -> anyhow::Result<Self> {
        let mount_point = TempDir::with_prefix("charter-machine-disk-").context("a mount point cannot be made")?;
        let shared = Shared { volume: Mutex::new(Volume::new(sabotage)), answers_again: Condvar::new() };
        Ok(Self { shared: Arc::new(shared), mounted: None, mount_point })
    }

    /// Why disks cannot be mounted here, in a sentence; `None` when they can.
    pub fn unavailable() -> Option<String> {
        let tried = Self::new(None).and_then(|mut disk| {
            disk.mount()?;
            std::fs::write(disk.path().join("probe"), "probe")?;
            disk.unmount()
        });
        tried.err().map(|error| format!("a file system over FUSE cannot be mounted here: {error:#}"))
    }

    /// Mounts it.
    ///
    /// # Errors
    /// When this machine or user cannot.
    pub fn mount(&mut self) -> anyhow::Result<()> {
        let filesystem = DiskFilesystem(Arc::clone(&self.shared));
        let mut config = Config::default();
        config.mount_options = vec![MountOption::FSName("charter-robustness".to_owned()), MountOption::NoAtime];
        self.mounted = Some(fuser::spawn_mount(filesystem, self.mount_point.path(), &config)?);
        Ok(())
    }

    /// Unmounts it. Nothing on it may be open.
    ///
    /// # Errors
    /// When something is.
    pub fn unmount(&mut self) -> anyhow::Result<()> {
        let Some(session) = self.mounted.take() else { return Ok(()) };
        let ended = match rustix::mount::unmount(self.path(), UnmountFlags::empty()) {
            Ok(()) => session.join(),
            // Who is not root has mounted it with the help of `fusermount3`, and needs it again.
            Err(Errno::PERM) => session.umount_and_join(),
            Err(error) => return Err(error).context("the disk cannot be unmounted"),
        };
        match ended {
            // How the kernel ends a session that it has no more requests for is a matter of who is faster.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => Ok(()),
            ended => ended.context("the disk cannot be unmounted"),
        }
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.mount_point.path()
    }

    /// From now on the disk breaks a promise.
    pub fn sabotage(&self, sabotage: Sabotage) {
        self.volume().sabotage = Some(sabotage);
    }

    /// Turns the power off at a moment, counted from now.
    pub fn cut_power_at(&self, moment: Moment) {
        self.volume().power.cut_at(moment);
    }

    /// Turns the power off.
    pub fn cut_power(&self) {
        self.volume().power.cut();
    }

    /// The server has been killed: operations that it waits for without power fail now, so that its process can end.
    pub fn server_is_dead(&self) {
        self.volume().power.server_is_dead();
        self.shared.answers_again.notify_all();
    }

    /// Becomes true when the power has gone.
    pub fn power_is_off(&self) -> watch::Receiver<bool> {
        self.volume().power.signal()
    }

    /// The kinds of files with changes that are not synced; `true` for a directory among them.
    pub fn unsynced(&self) -> (Vec<FileKind>, bool) {
        let volume = self.volume();
        let mut kinds = Vec::new();
        let mut directory = false;
        for inode in volume.inodes.values() {
            match &inode.node {
                Node::File(content) if !content.is_synced() => kinds.push(inode.kind),
                Node::Directory(entries) => directory |= !entries.is_synced(),
                Node::File(_) => {}
            }
        }
        (kinds, directory)
    }

    /// What is left after a power cut; the power is back then. Unmounts the disk.
    ///
    /// # Errors
    /// When it cannot be unmounted.
    pub fn lose_unsynced(&mut self, unsynced: Unsynced, random: Rng) -> anyhow::Result<()> {
        self.unmount()?;
        let sabotage = self.volume().sabotage;
        let cut = std::mem::replace(&mut *self.volume(), Volume::new(sabotage));
        let left = Fate::new(unsynced, random).decide(cut);
        *self.volume() = left;
        Ok(())
    }

    /// The power is back, and nothing was lost: what was not synced still waits to be. Unmounts the disk.
    ///
    /// # Errors
    /// When it cannot be unmounted.
    pub fn keep_unsynced(&mut self) -> anyhow::Result<()> {
        self.unmount()?;
        self.volume().power = Power::default();
        Ok(())
    }

    /// Says how much room there is from now on.
    pub fn set_room(&self, room: Room) {
        self.volume().ledger.room = room;
    }

    /// Bytes in use, in whole blocks.
    pub fn used_bytes(&self) -> u64 {
        self.volume().used() * room::BLOCK_BYTES
    }

    /// How often files of each kind were refused room.
    pub fn refusals(&self) -> BTreeMap<FileKind, u64> {
        self.volume().ledger.refusals.clone()
    }

    /// Copies the files below `directory`, a path on this disk, to a folder elsewhere, as programs see them; with power
    /// or without.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn copy_files(&self, directory: &Path, to: &Path) -> io::Result<()> {
        for (name, bytes) in self.files(directory) {
            std::fs::write(to.join(name), bytes)?;
        }
        Ok(())
    }

    /// A file's content as programs see it; with power or without. `path` is one on this disk.
    pub fn read(&self, path: &Path) -> Option<Vec<u8>> {
        let (directory, name) = (path.parent()?, path.file_name()?);
        self.files(directory).into_iter().find(|(found, _)| found.as_os_str() == name).map(|(_, bytes)| bytes)
    }

    /// The files in `directory`, a path on this disk, as programs see them; with power or without.
    fn files(&self, directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let volume = self.volume();
        let entries = |inode: &u64| volume.inodes.get(inode).and_then(Inode::entries);
        let mut inode = Some(ROOT);
        for name in directory {
            inode = inode.as_ref().and_then(entries).and_then(|entries| entries.get(name)).copied();
        }
        let found = inode.as_ref().and_then(entries).into_iter().flatten();
        found
            .filter_map(|(name, inode)| {
                let bytes = volume.inodes.get(inode).and_then(Inode::bytes)?;
                Some((PathBuf::from(name), bytes.to_vec()))
            })
            .collect()
    }

    fn volume(&self) -> MutexGuard<'_, Volume> {
        self.shared.lock()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.cut_power();
        self.server_is_dead();
        if let Some(session) = self.mounted.take() {
            // When this is not allowed, dropping the session tries again with help.
            let _ = rustix::mount::unmount(self.path(), UnmountFlags::DETACH);
            drop(session);
        }
    }
}
