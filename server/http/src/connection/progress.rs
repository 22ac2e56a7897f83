use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

/// Whether a peer takes what it is sent: since when a part of an answer is on offer.
#[derive(Debug, Default)]
pub(super) struct Progress {
    offer: Mutex<Offer>,
    offered: Notify,
}

#[derive(Debug, Default)]
struct Offer {
    since: Option<Instant>,
    /// Somebody looks again by itself, and need not be told of every part: that costs as much as sending one.
    is_watched: bool,
}

impl Progress {
    /// A part was handed over. The next one is asked for when the peer has made room for it.
    pub(super) fn offer(&self) {
        let mut offer = self.lock();
        offer.since = Some(Instant::now());
        if !offer.is_watched {
            offer.is_watched = true;
            self.offered.notify_one();
        }
    }

    /// The next part was asked for, or nobody is left to take it.
    pub(super) fn take(&self) {
        self.lock().since = None;
    }

    /// Ends when a part has been on offer for so long.
    pub(super) async fn stalled(&self, patience: Duration) {
        loop {
            self.offered.notified().await;
            let mut since = Instant::now();
            loop {
                sleep_until(since + patience).await;
                match self.look_again() {
                    None => break,
                    Some(offered) if offered.elapsed() >= patience => return,
                    Some(offered) => since = offered,
                }
            }
        }
    }

    /// Since when something is on offer; when nothing is, the next offer is to be told.
    fn look_again(&self) -> Option<Instant> {
        let mut offer = self.lock();
        offer.is_watched = offer.since.is_some();
        offer.since
    }

    fn lock(&self) -> MutexGuard<'_, Offer> {
        self.offer.lock().unwrap_or_else(PoisonError::into_inner)
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
