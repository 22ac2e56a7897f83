use std::{
    fmt::Write as _,
    fs::{self, File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
};

use bytes::{Bytes, BytesMut};
use charter_types::Sha256;
use sha2::Digest as _;

use super::{PART_BYTES, blocking};
use crate::{StoreError, files};

/// A blob that is being received; gone when it is dropped.
#[derive(Debug)]
pub struct IncomingBlob {
    /// Not there while a part is being written.
    writing: Option<Writing>,
    pending: BytesMut,
    temporary: TemporaryFile,
}

/// A blob that was received whole; gone when it is dropped before it has got its place.
#[derive(Debug)]
pub struct ReceivedBlob {
    sha256: Sha256,
    size: u64,
    temporary: TemporaryFile,
}

#[derive(Debug)]
struct Writing {
    file: File,
    hasher: sha2::Sha256,
    size: u64,
}

impl IncomingBlob {
    pub(super) fn create(folder: &Path) -> Result<Self, StoreError> {
        files::create_directory(folder)?;
        let path = folder.join(uuid::Uuid::now_v7().to_string());
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let file = files::owner_only(&mut options).open(&path).map_err(files::failed("create a blob's file"))?;
        let writing = Writing { file, hasher: sha2::Sha256::default(), size: 0 };
        Ok(Self { writing: Some(writing), pending: BytesMut::new(), temporary: TemporaryFile(Some(path)) })
    }

    /// Adds bytes at the end.
    ///
    /// # Errors
    /// [`StoreError::Full`] or [`StoreError::Backend`]; then nothing can be added any more.
    pub async fn write(&mut self, bytes: Bytes) -> Result<(), StoreError> {
        // Small parts are gathered: each costs a change of threads.
        self.pending.extend_from_slice(&bytes);
        while self.pending.len() >= PART_BYTES {
            let part = self.pending.split_to(PART_BYTES).freeze();
            self.write_part(part).await?;
        }
        Ok(())
    }

    /// The blob, with all its bytes on the disk.
    ///
    /// # Errors
    /// [`StoreError::Full`] or [`StoreError::Backend`].
    pub async fn finish(mut self) -> Result<ReceivedBlob, StoreError> {
        let rest = self.pending.split().freeze();
        self.write_part(rest).await?;
        let Self { writing, temporary, .. } = self;
        let Writing { file, hasher, size } = writing.ok_or(StoreError::Closed)?;
        blocking(move || {
            file.sync_all().map_err(files::failed("make a blob durable"))?;
            Ok(ReceivedBlob { sha256: digest(hasher), size, temporary })
        })
        .await
    }

    async fn write_part(&mut self, part: Bytes) -> Result<(), StoreError> {
        let mut writing = self.writing.take().ok_or(StoreError::Closed)?;
        let written = blocking(move || {
            writing.hasher.update(&part);
            writing.size += part.len() as u64;
            writing.file.write_all(&part).map_err(files::failed("write a blob"))?;
            Ok(writing)
        });
        self.writing = Some(written.await?);
        Ok(())
    }
}

impl ReceivedBlob {
    /// The digest of its bytes.
    pub fn sha256(&self) -> &Sha256 {
        &self.sha256
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn move_to(mut self, path: &Path) -> Result<(), StoreError> {
        let failed = files::failed("give a blob its place");
        let folder = path.parent().unwrap_or(path);
        files::create_directory(folder)?;
        if let Some(temporary) = self.temporary.0.take() {
            let moved = fs::rename(&temporary, path);
            if moved.is_err() {
                self.temporary.0 = Some(temporary);
            }
            moved.map_err(failed)?;
        }
        files::sync_directory(folder).map_err(failed)
    }
}

/// A file that is removed when it is dropped and has not been moved away.
#[derive(Debug)]
struct TemporaryFile(Option<PathBuf>);

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // What stays is removed when the store is opened again.
            let _ = fs::remove_file(path);
        }
    }
}

fn digest(hasher: sha2::Sha256) -> Sha256 {
    let digits = hasher.finalize().iter().fold(String::with_capacity(64), |mut digits, byte| {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    });
    digits.parse().expect("64 hexadecimal digits are a digest of the contract")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// Every write to it is answered as on a disk without room.
    async fn on_a_full_disk(path: &Path) -> IncomingBlob {
        fs::write(path, "").unwrap();
        let file = File::options().write(true).open("/dev/full").unwrap();
        let writing = Writing { file, hasher: sha2::Sha256::default(), size: 0 };
        let temporary = TemporaryFile(Some(path.to_owned()));
        IncomingBlob { writing: Some(writing), pending: BytesMut::new(), temporary }
    }

    #[tokio::test]
    async fn a_full_disk_is_told_and_what_was_received_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("half");
        let mut incoming = on_a_full_disk(&path).await;
        let written = incoming.write(vec![0; 2 * PART_BYTES].into()).await;
        assert!(matches!(written, Err(StoreError::Full { .. })), "{written:?}");
        drop(incoming);
        assert!(!path.exists());
        let mut incoming = on_a_full_disk(&path).await;
        incoming.write(vec![0; 10].into()).await.unwrap();
        let finished = incoming.finish().await;
        assert!(matches!(finished, Err(StoreError::Full { .. })), "{finished:?}");
        assert!(!path.exists());
    }
}
