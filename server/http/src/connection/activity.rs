use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{sync::Notify, time::timeout};

/// Whether an HTTP/2 connection is used. hyper gives up idle HTTP/1 connections by itself, and these not.
#[derive(Debug, Default)]
pub(super) struct Activity {
    is_http2: AtomicBool,
    open_streams: AtomicUsize,
    changed: Notify,
}

/// A stream is open for as long as this is there.
#[derive(Debug)]
pub(super) struct OpenStream(Arc<Activity>);

impl Activity {
    /// The peer has said that it speaks HTTP/2.
    pub(super) fn is_http2(&self) {
        self.is_http2.store(true, Ordering::Release);
        self.changed.notify_one();
    }

    pub(super) fn open(self: &Arc<Self>) -> OpenStream {
        if self.open_streams.fetch_add(1, Ordering::AcqRel) == 0 {
            self.changed.notify_one();
        }
        OpenStream(Arc::clone(self))
    }

    /// Ends when the connection speaks HTTP/2 and has had no stream for so long.
    pub(super) async fn rests(&self, patience: Duration) {
        loop {
            let is_resting = self.is_http2.load(Ordering::Acquire) && self.open_streams.load(Ordering::Acquire) == 0;
            if !is_resting {
                self.changed.notified().await;
            } else if timeout(patience, self.changed.notified()).await.is_err() {
                return;
            }
        }
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        if self.0.open_streams.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.changed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    #[tokio::test(start_paused = true)]
    async fn a_connection_rests_after_its_last_stream() {
        let activity = Arc::new(Activity::default());
        activity.is_http2();
        let streams = [activity.open(), activity.open()];
        let busy = async {
            for stream in streams {
                tokio::time::sleep(PATIENCE * 3).await;
                drop(stream);
            }
        };
        let begun = Instant::now();
        tokio::join!(busy, activity.rests(PATIENCE));
        assert_eq!(begun.elapsed(), PATIENCE * 7);
    }

    #[tokio::test(start_paused = true)]
    async fn http_1_is_left_to_hyper() {
        let activity = Activity::default();
        assert!(timeout(PATIENCE * 100, activity.rests(PATIENCE)).await.is_err());
    }
}
