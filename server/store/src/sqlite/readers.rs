use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connection;
use crate::StoreError;

/// Connections that only read. Each read takes one for itself.
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

    /// Runs `work` on the caller's own thread, where it must not take longer than a few lookups: handing those to
    /// another thread costs several times as much as doing them.
    pub(super) async fn look_up<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _permit = self.permits.acquire().await.map_err(|_| StoreError::Closed)?;
        self.run(work)
    }

    /// Runs `work` on a thread where it may take its time; it is done to its end even when the caller stops waiting.
    pub(super) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let readers = Arc::clone(self);
        let reading = tokio::task::spawn_blocking(move || {
            // Given back last, so that whoever gets it next finds the connection.
            let _permit = permit;
            readers.run(work)
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

    pub(super) fn are_closed(&self) -> bool {
        self.permits.is_closed()
    }

    /// Whoever calls this has a permit.
    fn run<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = self.idle().pop();
        let connection = idle.map_or_else(|| connection::open_reader(&self.path), Ok)?;
        let outcome = work(&connection);
        self.idle().push(connection);
        outcome
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
