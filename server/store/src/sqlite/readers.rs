use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connection;
use crate::StoreError;

/// Connections that only read. Each read takes one for itself, on a thread where it may block.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
    most: u32,
}

impl Readers {
    /// At most `most` connections, opened when they are first needed.
    pub(super) fn new(path: PathBuf, most: u32) -> Self {
        Self { path, idle: Mutex::default(), permits: Arc::new(Semaphore::new(most as usize)), most }
    }

    /// Runs `work` on a connection; it is done to its end even when the caller stops waiting.
    pub(super) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let readers = Arc::clone(self);
        let reading = tokio::task::spawn_blocking(move || {
            // Given back last, so that whoever gets it next finds the connection.
            let _permit = permit;
            let connection = readers.take()?;
            let outcome = work(&connection);
            readers.idle().push(connection);
            outcome
        });
        match reading.await {
            Ok(outcome) => outcome,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(StoreError::Closed),
            },
        }
    }

    /// Waits for the reads that are running, and refuses all others.
    pub(super) async fn close(&self) {
        let Ok(_all) = self.permits.acquire_many(self.most).await else { return };
        self.permits.close();
        self.idle().clear();
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self.idle().pop();
        idle.map_or_else(|| connection::open_reader(&self.path), Ok)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
