use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

/// Whether a peer takes what it is sent: since when a part of an answer is on offer.
#[derive(Debug, Default)]
pub(super) struct Progress {
    offered_at: Mutex<Option<Instant>>,
    offered: Notify,
}

impl Progress {
    /// A part was handed over. The next one is asked for when the peer has made room for it.
    pub(super) fn offer(&self) {
        *self.offered_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.offered.notify_one();
    }

    /// The next part was asked for, or nobody is left to take it.
    pub(super) fn take(&self) {
        *self.offered_at.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Ends when a part has been on offer for so long.
    pub(super) async fn stalled(&self, patience: Duration) {
        loop {
            let Some(offered_at) = self.offered_at() else {
                self.offered.notified().await;
                continue;
            };
            sleep_until(offered_at + patience).await;
            if self.offered_at() == Some(offered_at) {
                return;
            }
        }
    }

    fn offered_at(&self) -> Option<Instant> {
        *self.offered_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::{advance, timeout};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn what_nobody_takes_stalls() {
        let progress = Progress::default();
        progress.offer();
        let begun = Instant::now();
        progress.stalled(PATIENCE).await;
        assert_eq!(begun.elapsed(), PATIENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_slowly_or_has_nothing_to_take_does_not_stall() {
        let progress = Progress::default();
        let slow = async {
            for _ in 0..10 {
                progress.offer();
                advance(PATIENCE - Duration::from_secs(1)).await;
                progress.take();
            }
            std::future::pending::<()>().await;
        };
        let both = async { tokio::join!(slow, timeout(PATIENCE * 100, progress.stalled(PATIENCE))).1 };
        assert!(timeout(PATIENCE * 200, both).await.is_err());
    }
}
