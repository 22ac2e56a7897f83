//! Blobs: bytes of any kind in files beside the database, found by their SHA-256 digest.
//!
//! ```text
//! blobs/incoming/{uuid}                                what is being received; gone when the store is opened again
//! blobs/{organisation}.{workspace}.{project}/ab/cd…    what was received whole, under its digest, never changed
//! ```
//!
//! A file gets its name only when all of its bytes are on the disk, and whoever asked is told only when the name is as
//! well: what has a name is whole, after every crash. Which names still count is not known here: whoever links blobs
//! says when one goes. Partitions share no files, so that none learns from another what is stored.
//!
//! Everything that touches the disk runs on threads that may wait, a part of a file at a time: what is in memory does
//! not grow with what is stored.

mod incoming;
mod reader;
mod shards;

use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use charter_types::{Partition, Sha256};

use crate::{StoreError, files};

pub use incoming::{IncomingBlob, ReceivedBlob};
pub use reader::BlobReader;
pub use shards::Shard;

/// The most bytes that are written or read at a time.
const PART_BYTES: usize = 256 << 10;

/// Which blob of which partition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BlobId {
    /// The partition that it lies in.
    pub partition: Partition,
    /// The digest of its bytes.
    pub sha256: Sha256,
}

/// The blobs of a store. Clones are the same.
#[derive(Debug, Clone)]
pub struct Blobs {
    folder: Arc<Path>,
}

impl Blobs {
    /// The blobs of the store in this directory, which is this process's own. What was not received to its end is removed.
    pub(crate) fn open(directory: &Path) -> Result<Self, StoreError> {
        let blobs = Self { folder: directory.join("blobs").into() };
        match fs::remove_dir_all(blobs.incoming()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(files::failed("remove what was not received whole")(error))
            }
            _ => Ok(blobs),
        }
    }

    /// Begins to receive a blob.
    ///
    /// # Errors
    /// [`StoreError::Full`] or [`StoreError::Backend`].
    pub async fn receive(&self) -> Result<IncomingBlob, StoreError> {
        let folder = self.incoming();
        blocking(move || IncomingBlob::create(&folder)).await
    }

    /// Gives a blob that was received its place in a partition, in place of an equal one that may be there.
    ///
    /// # Errors
    /// [`StoreError::Full`] or [`StoreError::Backend`]; then it may have its place or not.
    pub async fn keep(&self, partition: &Partition, received: ReceivedBlob) -> Result<(), StoreError> {
        let path = self.path(&BlobId { partition: partition.clone(), sha256: received.sha256().clone() });
        blocking(move || received.move_to(&path)).await
    }

    /// The bytes of a blob from one place to before another, as far as there are any; `None` when there is no such blob.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    pub async fn read(&self, id: &BlobId, range: Range<u64>) -> Result<Option<BlobReader>, StoreError> {
        let path = self.path(id);
        blocking(move || BlobReader::open(&path, range)).await
    }

    /// Removes a blob. Who is reading it reads it to its end.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    pub async fn remove(&self, id: &BlobId) -> Result<(), StoreError> {
        let path = self.path(id);
        blocking(move || match fs::remove_file(&path) {
            // After a crash the name may be there again, which whoever looks for unlinked blobs finds.
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(files::failed("remove a blob")(error)),
            _ => Ok(()),
        })
        .await
    }

    /// The folders that the blobs lie in, some thousands a partition at most.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    pub async fn shards(&self) -> Result<Vec<Shard>, StoreError> {
        let folder = Arc::clone(&self.folder);
        blocking(move || shards::all(&folder)).await
    }

    /// The blobs in a folder.
    ///
    /// # Errors
    /// [`StoreError::Backend`].
    pub async fn in_shard(&self, shard: &Shard) -> Result<Vec<BlobId>, StoreError> {
        let (folder, shard) = (Arc::clone(&self.folder), shard.clone());
        blocking(move || shards::blobs_in(&folder, &shard)).await
    }

    fn incoming(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    fn path(&self, id: &BlobId) -> PathBuf {
        let (shard, rest) = id.sha256.as_str().split_at(shards::DIGITS);
        self.folder.join(shards::partition_folder(&id.partition)).join(shard).join(rest)
    }
}

/// Runs what may wait for the disk where waiting holds nobody up.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime is shutting down.
            Err(_) => Err(StoreError::Closed),
        },
    }
}
