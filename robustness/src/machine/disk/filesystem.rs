//! The volume as the kernel sees it, over FUSE.
//!
//! The kernel keeps what it has read and hands on each write at once, except what programs write into memory that is
//! mapped from a file; that comes when the kernel likes, and no server may rely on it.

use std::{
    ffi::{OsStr, OsString},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use fuser::{
    BsdFileFlags, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo, LockOwner,
    OpenFlags, RenameFlags, ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory, ReplyEmpty, ReplyEntry, ReplyOpen,
    ReplyStatfs, ReplyWrite, Request, TimeOrNow, WriteFlags,
};

use super::{
    FileKind,
    content::Content,
    directory::Directory,
    inode::{Inode, Node},
    room::{BLOCK_BYTES, blocks},
    shared::Shared,
    volume::{Outcome, ROOT},
};

/// Nobody but the kernel changes anything, so what it knows stays true.
const KNOWN_FOR: Duration = Duration::from_secs(3600);
const SAME: Generation = Generation(0);
/// State is kept by inode.
const NO_HANDLE: FileHandle = FileHandle(0);
const PERMISSIONS: u32 = 0o7777;

pub(super) struct DiskFilesystem(pub(super) Arc<Shared>);

impl DiskFilesystem {
    fn make(&self, parent: INodeNo, name: &OsStr, mode: u32, node: Node, is_opened: bool) -> Outcome<FileAttr> {
        self.0.run(|volume| {
            let inode = volume.create(parent.0, name, (mode & PERMISSIONS) as u16, node)?;
            if is_opened {
                volume.opened(inode);
            }
            volume.inode(inode).map(|found| attributes(inode, found))
        })
    }
}

fn attributes(number: u64, inode: &Inode) -> FileAttr {
    let (kind, links) = match inode.node {
        Node::File(_) => (FileType::RegularFile, inode.links),
        Node::Directory(_) => (FileType::Directory, 2),
    };
    FileAttr {
        ino: INodeNo(number),
        size: inode.length() as u64,
        blocks: blocks(inode.length()) * BLOCK_BYTES / 512,
        atime: UNIX_EPOCH,
        mtime: UNIX_EPOCH,
        ctime: UNIX_EPOCH,
        crtime: UNIX_EPOCH,
        kind,
        perm: inode.mode,
        nlink: links,
        uid: rustix::process::getuid().as_raw(),
        gid: rustix::process::getgid().as_raw(),
        rdev: 0,
        blksize: BLOCK_BYTES as u32,
        flags: 0,
    }
}

fn finish(reply: ReplyEmpty, outcome: Outcome) {
    match outcome {
        Ok(()) => reply.ok(),
        Err(error) => reply.error(error),
    }
}

fn entry(reply: ReplyEntry, outcome: Outcome<FileAttr>) {
    match outcome {
        Ok(found) => reply.entry(&KNOWN_FOR, &found, SAME),
        Err(error) => reply.error(error),
    }
}

fn attr(reply: ReplyAttr, outcome: Outcome<FileAttr>) {
    match outcome {
        Ok(found) => reply.attr(&KNOWN_FOR, &found),
        Err(error) => reply.error(error),
    }
}

impl Filesystem for DiskFilesystem {
    fn lookup(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        let found = self.0.run(|volume| {
            let inode = volume.lookup(parent.0, name)?;
            volume.inode(inode).map(|found| attributes(inode, found))
        });
        entry(reply, found);
    }

    fn getattr(&self, _: &Request, inode: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        attr(reply, self.0.run(|volume| volume.inode(inode.0).map(|found| attributes(inode.0, found))));
    }

    fn setattr(
        &self,
        _: &Request,
        inode: INodeNo,
        mode: Option<u32>,
        _uid: Option<u32>,
        _gid: Option<u32>,
        size: Option<u64>,
        _atime: Option<TimeOrNow>,
        _mtime: Option<TimeOrNow>,
        _ctime: Option<SystemTime>,
        _: Option<FileHandle>,
        _crtime: Option<SystemTime>,
        _chgtime: Option<SystemTime>,
        _bkuptime: Option<SystemTime>,
        _: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let changed = self.0.run(|volume| {
            if let Some(mode) = mode {
                volume.set_mode(inode.0, (mode & PERMISSIONS) as u16)?;
            }
            if let Some(size) = size {
                volume.set_length(inode.0, size as usize)?;
            }
            volume.inode(inode.0).map(|found| attributes(inode.0, found))
        });
        attr(reply, changed);
    }

    fn mkdir(&self, _: &Request, parent: INodeNo, name: &OsStr, mode: u32, _umask: u32, reply: ReplyEntry) {
        entry(reply, self.make(parent, name, mode, Node::Directory(Directory::default()), false));
    }

    fn create(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        mode: u32,
        _umask: u32,
        _flags: i32,
        reply: ReplyCreate,
    ) {
        match self.make(parent, name, mode, Node::File(Content::default()), true) {
            Ok(made) => reply.created(&KNOWN_FOR, &made, SAME, NO_HANDLE, FopenFlags::FOPEN_KEEP_CACHE),
            Err(error) => reply.error(error),
        }
    }

    fn unlink(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        finish(reply, self.0.run(|volume| volume.remove(parent.0, name, false)));
    }

    fn rmdir(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        finish(reply, self.0.run(|volume| volume.remove(parent.0, name, true)));
    }

    fn rename(
        &self,
        _: &Request,
        parent: INodeNo,
        from: &OsStr,
        new_parent: INodeNo,
        to: &OsStr,
        flags: RenameFlags,
        reply: ReplyEmpty,
    ) {
        if parent != new_parent || flags.intersects(!RenameFlags::RENAME_NOREPLACE) {
            return reply.error(Errno::EINVAL);
        }
        let may_replace = !flags.contains(RenameFlags::RENAME_NOREPLACE);
        finish(reply, self.0.run(|volume| volume.rename(parent.0, from, to, may_replace)));
    }

    fn open(&self, _: &Request, inode: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        let opened = self.0.run(|volume| {
            volume.inode(inode.0)?;
            volume.opened(inode.0);
            Ok(())
        });
        match opened {
            Ok(()) => reply.opened(NO_HANDLE, FopenFlags::FOPEN_KEEP_CACHE),
            Err(error) => reply.error(error),
        }
    }

    fn read(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        let bytes = self.0.run(|volume| match &volume.inode(inode.0)?.node {
            Node::File(content) => Ok(content.read(offset as usize, size as usize).to_vec()),
            Node::Directory(_) => Err(Errno::EISDIR),
        });
        match bytes {
            Ok(bytes) => reply.data(&bytes),
            Err(error) => reply.error(error),
        }
    }

    fn write(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        bytes: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        match self.0.run(|volume| volume.write(inode.0, offset as usize, bytes)) {
            Ok(written) => reply.written(written as u32),
            Err(error) => reply.error(error),
        }
    }

    /// Closing a file writes nothing.
    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn release(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        _: OpenFlags,
        _: Option<LockOwner>,
        _flush: bool,
        reply: ReplyEmpty,
    ) {
        self.0.lock().released(inode.0);
        reply.ok();
    }

    /// A data sync too has to bring everything that is needed to read the data back, and so the length.
    fn fsync(&self, _: &Request, inode: INodeNo, _: FileHandle, _data_only: bool, reply: ReplyEmpty) {
        finish(reply, self.0.run(|volume| volume.sync(inode.0)));
    }

    fn fsyncdir(&self, _: &Request, inode: INodeNo, _: FileHandle, _data_only: bool, reply: ReplyEmpty) {
        finish(reply, self.0.run(|volume| volume.sync(inode.0)));
    }

    fn readdir(&self, _: &Request, inode: INodeNo, _: FileHandle, offset: u64, mut reply: ReplyDirectory) {
        let listed = self.0.run(|volume| {
            let is_directory = |inode: u64| matches!(volume.inodes.get(&inode), Some(found) if found.is_directory());
            let dots = [(OsString::from("."), inode.0, true), (OsString::from(".."), ROOT, true)];
            let entries = volume.directory(inode.0)?.entries().iter();
            let named = entries.map(|(name, inode)| (name.clone(), *inode, is_directory(*inode)));
            Ok(dots.into_iter().chain(named).collect::<Vec<_>>())
        });
        let names = match listed {
            Ok(names) => names,
            Err(error) => return reply.error(error),
        };
        for (place, (name, inode, is_directory)) in names.into_iter().enumerate().skip(offset as usize) {
            let kind = if is_directory { FileType::Directory } else { FileType::RegularFile };
            if reply.add(INodeNo(inode), place as u64 + 1, kind, name) {
                break;
            }
        }
        reply.ok();
    }

    fn statfs(&self, _: &Request, _: INodeNo, reply: ReplyStatfs) {
        const LONGEST_NAME: u32 = 255;
        let volume = self.0.lock();
        let (used, free) = (volume.used(), volume.ledger.free(FileKind::Other, volume.used()));
        let block = BLOCK_BYTES as u32;
        reply.statfs(used + free, free, free, used + free, free, block, LONGEST_NAME, block);
    }
}
