use std::{fmt, num::NonZeroU32, path::PathBuf, sync::Arc, thread};

use charter_types::Clock;

use super::{
    SqliteStore, cache::DocumentCache, connection, lock::DirectoryLock, migrations, readers::Readers, state::State,
    writer,
};
use crate::{StoreError, blobs::Blobs, files};

/// How to open a store.
#[derive(Clone)]
pub struct OpenOptions {
    /// Where it is. Created, readable by its owner only, when it is not there.
    pub directory: PathBuf,
    /// Where commits take their time from.
    pub clock: Arc<dyn Clock>,
    /// The size that the database may grow to before commits are answered with [`StoreError::Full`]. The write-ahead
    /// log beside it comes on top.
    pub max_bytes: Option<u64>,
    /// How many reads can run at a time; more wait for their turn.
    pub reader_connections: NonZeroU32,
}

impl OpenOptions {
    /// A store of any size, with four times as many readers as there are processors: those that wait for the disk hold
    /// nobody up.
    pub fn new(directory: impl Into<PathBuf>, clock: Arc<dyn Clock>) -> Self {
        let processors = thread::available_parallelism().map_or(1, usize::from).clamp(2, 16);
        Self {
            directory: directory.into(),
            clock,
            max_bytes: None,
            reader_connections: NonZeroU32::new(4 * processors as u32).expect("it was clamped to 2 or more"),
        }
    }
}

impl fmt::Debug for OpenOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OpenOptions")
            .field("directory", &self.directory)
            .field("max_bytes", &self.max_bytes)
            .field("reader_connections", &self.reader_connections)
            .finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Opens the store in a directory, or makes a new one. Blocks for a moment, whatever the store's history.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process has it open, [`StoreError::NewerFormat`] when a later version of this
    /// program wrote it, [`StoreError::Corrupt`] when it is not a store, [`StoreError::Full`] when the disk has no room
    /// for its files.
    pub fn open(options: OpenOptions) -> Result<Self, StoreError> {
        let OpenOptions { directory, clock, max_bytes, reader_connections } = options;
        files::create_directory(&directory)?;
        let lock = DirectoryLock::take(&directory)?;
        let blobs = Blobs::open(&directory)?;
        let path = files::create_database(&directory)?;
        files::sync_write_ahead_log(&path)?;
        let opened = connection::open_writer(&path, max_bytes).and_then(|mut connection| {
            migrations::run(&mut connection, &directory, clock.now())?;
            Ok(connection)
        });
        let connection = opened.map_err(|error| files::or_full(&directory, error))?;
        let head = State::read(&connection)?.revision;
        let cache = Arc::new(DocumentCache::new());
        let writer = writer::start(connection, clock, Arc::clone(&cache), head, lock)?;
        Ok(Self { writer, readers: Arc::new(Readers::new(path, reader_connections.get())), cache, blobs })
    }
}
