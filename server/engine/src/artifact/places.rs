use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use charter_store::BlobId;
use tokio::sync::OwnedMutexGuard;

/// Gives a blob's place to one at a time: to an upload from before the file gets its name until it is linked, or to the
/// sweep from before it looks whether the blob is linked until the file is gone.
#[derive(Debug, Default)]
pub(super) struct Places(Mutex<HashMap<BlobId, Weak<tokio::sync::Mutex<()>>>>);

/// Somebody's for as long as this is there.
#[derive(Debug)]
pub(super) struct Place {
    places: Arc<Places>,
    id: BlobId,
    held: Option<OwnedMutexGuard<()>>,
}

impl Places {
    pub(super) async fn take(self: &Arc<Self>, id: BlobId) -> Place {
        let lock = {
            let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let known = places.get(&id).and_then(Weak::upgrade);
            known.unwrap_or_else(|| {
                let lock = Arc::default();
                places.insert(id.clone(), Arc::downgrade(&lock));
                lock
            })
        };
        Place { places: Arc::clone(self), id, held: Some(lock.lock_owned().await) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.held = None;
        let mut places = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever waits for it has it in hand.
        if places.get(&self.id).is_some_and(|lock| lock.strong_count() == 0) {
            places.remove(&self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_place_is_somebodys_until_it_is_given_up_and_then_forgotten() {
        let places = Arc::new(Places::default());
        let id = BlobId { partition: "acme/web/shop".parse().unwrap(), sha256: "0".repeat(64).parse().unwrap() };
        let first = places.take(id.clone()).await;
        let mut second = std::pin::pin!(places.take(id));
        assert!(futures::poll!(&mut second).is_pending());
        drop(first);
        drop(second.await);
        assert!(places.0.lock().unwrap().is_empty());
    }
}
