//! Files and directories in memory, with the operations of a file system.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
};

use fuser::Errno;

use super::{
    FileKind,
    content::Change,
    directory::{Directory, EntryChange},
    inode::{Inode, Node},
    power::{Operation, Power},
    room::{Ledger, blocks},
};

pub(super) const ROOT: u64 = 1;

/// A promise of the disk that it breaks, to show that the checks notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Sabotage {
    /// A sync of a file does nothing.
    IgnoreFsync,
    /// A sync of a directory does nothing.
    IgnoreDirectorySync,
}

/// A disk's files. What is refused is refused with the error that the operating system would give.
#[derive(Debug)]
pub(super) struct Volume {
    pub(super) inodes: BTreeMap<u64, Inode>,
    pub(super) next_inode: u64,
    pub(super) power: Power,
    pub(super) ledger: Ledger,
    pub(super) sabotage: Option<Sabotage>,
}

pub(super) type Outcome<T = ()> = Result<T, Errno>;

impl Volume {
    pub(super) fn new(sabotage: Option<Sabotage>) -> Self {
        let root = Inode::new(Node::Directory(Directory::default()), 0o700, FileKind::Other);
        Self {
            inodes: BTreeMap::from([(ROOT, root)]),
            next_inode: ROOT + 1,
            power: Power::default(),
            ledger: Ledger::default(),
            sabotage,
        }
    }

    pub(super) fn inode(&self, inode: u64) -> Outcome<&Inode> {
        self.power.check()?;
        self.inodes.get(&inode).ok_or(Errno::ENOENT)
    }

    pub(super) fn directory(&self, inode: u64) -> Outcome<&Directory> {
        match &self.inode(inode)?.node {
            Node::Directory(directory) => Ok(directory),
            Node::File(_) => Err(Errno::ENOTDIR),
        }
    }

    pub(super) fn lookup(&self, parent: u64, name: &OsStr) -> Outcome<u64> {
        self.directory(parent)?.get(name).ok_or(Errno::ENOENT)
    }

    /// Blocks that are in use.
    pub(super) fn used(&self) -> u64 {
        let in_use = self.inodes.values().filter(|inode| inode.links > 0 || inode.handles > 0);
        in_use.map(|inode| blocks(inode.length())).sum()
    }

    pub(super) fn create(&mut self, parent: u64, name: &OsStr, mode: u16, node: Node) -> Outcome<u64> {
        if self.directory(parent)?.get(name).is_some() {
            return Err(Errno::EEXIST);
        }
        let kind = FileKind::of(name);
        let used = self.used();
        self.ledger.take_inode(kind, used)?;
        let inode = self.next_inode;
        self.next_inode += 1;
        self.inodes.insert(inode, Inode::new(node, mode, kind));
        self.change_directory(parent, EntryChange::Add { name: name.to_owned(), inode })?;
        Ok(inode)
    }

    pub(super) fn remove(&mut self, parent: u64, name: &OsStr, wants_directory: bool) -> Outcome {
        let inode = self.lookup(parent, name)?;
        match &self.inode(inode)?.node {
            Node::Directory(_) if !wants_directory => return Err(Errno::EISDIR),
            Node::File(_) if wants_directory => return Err(Errno::ENOTDIR),
            Node::Directory(directory) if !directory.entries().is_empty() => return Err(Errno::ENOTEMPTY),
            _ => {}
        }
        let outcome = self.change_directory(parent, EntryChange::Remove { name: name.to_owned() });
        self.unlink(inode);
        outcome
    }

    /// Within one directory; the server never moves a file from one to another.
    pub(super) fn rename(&mut self, parent: u64, from: &OsStr, to: &OsStr, may_replace: bool) -> Outcome {
        let inode = self.lookup(parent, from)?;
        let replaced = self.directory(parent)?.get(to);
        if replaced.is_some() && !may_replace {
            return Err(Errno::EEXIST);
        }
        let rename = EntryChange::Rename { from: from.to_owned(), to: OsString::from(to), inode };
        let outcome = self.change_directory(parent, rename);
        if let Some(renamed) = self.inodes.get_mut(&inode) {
            renamed.kind = FileKind::of(to);
        }
        if let Some(replaced) = replaced.filter(|replaced| *replaced != inode) {
            self.unlink(replaced);
        }
        outcome
    }

    /// Writes as much as there is room for; answers how much that was.
    pub(super) fn write(&mut self, inode: u64, offset: usize, bytes: &[u8]) -> Outcome<usize> {
        let (kind, length) = self.file(inode)?;
        let end = offset + bytes.len();
        let longest = self.ledger.longest(kind, length, end.max(length), self.used());
        let fitting = longest.min(end).saturating_sub(offset);
        if fitting == 0 && !bytes.is_empty() {
            return Err(self.ledger.refuse(kind));
        }
        self.change_file(inode, Change::Write { offset, bytes: bytes[..fitting].to_vec() })?;
        self.power.spend(Operation::Write(kind))?;
        Ok(fitting)
    }

    pub(super) fn set_length(&mut self, inode: u64, wanted: usize) -> Outcome {
        let (kind, length) = self.file(inode)?;
        if wanted > length && self.ledger.longest(kind, length, wanted, self.used()) < wanted {
            return Err(self.ledger.refuse(kind));
        }
        self.change_file(inode, Change::SetLength(wanted))?;
        self.power.spend(Operation::Other)
    }

    /// The mode is on the disk at once: the server sets it when it creates a file, and never again.
    pub(super) fn set_mode(&mut self, inode: u64, mode: u16) -> Outcome {
        self.inode(inode)?;
        self.inodes.get_mut(&inode).ok_or(Errno::ENOENT)?.mode = mode;
        self.power.spend(Operation::Other)
    }

    /// Of a file or a directory.
    pub(super) fn sync(&mut self, inode: u64) -> Outcome {
        self.power.spend(Operation::Sync)?;
        let sabotage = self.sabotage;
        match &mut self.inodes.get_mut(&inode).ok_or(Errno::ENOENT)?.node {
            Node::File(content) if sabotage != Some(Sabotage::IgnoreFsync) => content.sync(),
            Node::Directory(directory) if sabotage != Some(Sabotage::IgnoreDirectorySync) => directory.sync(),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn opened(&mut self, inode: u64) {
        if let Some(inode) = self.inodes.get_mut(&inode) {
            inode.handles += 1;
        }
    }

    pub(super) fn released(&mut self, inode: u64) {
        if let Some(inode) = self.inodes.get_mut(&inode) {
            inode.handles = inode.handles.saturating_sub(1);
        }
    }

    fn file(&self, inode: u64) -> Outcome<(FileKind, usize)> {
        let inode = self.inode(inode)?;
        match &inode.node {
            Node::File(content) => Ok((inode.kind, content.bytes().len())),
            Node::Directory(_) => Err(Errno::EISDIR),
        }
    }

    fn change_file(&mut self, inode: u64, change: Change) -> Outcome {
        match self.inodes.get_mut(&inode).map(|inode| &mut inode.node) {
            Some(Node::File(content)) => {
                content.change(change);
                Ok(())
            }
            _ => Err(Errno::ENOENT),
        }
    }

    fn change_directory(&mut self, inode: u64, change: EntryChange) -> Outcome {
        match self.inodes.get_mut(&inode).map(|inode| &mut inode.node) {
            Some(Node::Directory(directory)) => directory.change(change),
            _ => return Err(Errno::ENOENT),
        }
        self.power.spend(Operation::Other)
    }

    /// Its content is kept: without a sync of the directory, a power cut can bring the name back.
    fn unlink(&mut self, inode: u64) {
        if let Some(unlinked) = self.inodes.get_mut(&inode) {
            unlinked.links = unlinked.links.saturating_sub(1);
        }
    }
}
