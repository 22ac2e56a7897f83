use std::sync::atomic::{AtomicI64, Ordering};

use charter_types::Timestamp;
use tokio::sync::Notify;

/// The earliest instant at which a document is due, as far as is known, and a bell that rings when it gets earlier.
#[derive(Debug)]
pub(crate) struct DueAlarm {
    earliest_unix_ms: AtomicI64,
    bell: Notify,
}

impl Default for DueAlarm {
    fn default() -> Self {
        Self { earliest_unix_ms: AtomicI64::new(i64::MAX), bell: Notify::new() }
    }
}

impl DueAlarm {
    /// A document that is due at `at` has been committed.
    pub(crate) fn set(&self, at: Timestamp) {
        if at.unix_ms() < self.earliest_unix_ms.fetch_min(at.unix_ms(), Ordering::SeqCst) {
            self.bell.notify_one();
        }
    }

    /// The store says that a document is due at `at`. For the one who listens to the bell, so that it does not ring.
    pub(crate) fn learn(&self, at: Timestamp) {
        self.earliest_unix_ms.fetch_min(at.unix_ms(), Ordering::SeqCst);
    }

    /// Forgets what is known. To be called before the store is asked anew, so that what is set meanwhile stays.
    pub(crate) fn forget(&self) {
        self.earliest_unix_ms.store(i64::MAX, Ordering::SeqCst);
    }

    /// The earliest instant in milliseconds since 1970, `i64::MAX` when nothing is due.
    pub(crate) fn earliest_unix_ms(&self) -> i64 {
        self.earliest_unix_ms.load(Ordering::SeqCst)
    }

    /// Ends when the alarm was set to an earlier instant, since the last time if nobody waited.
    pub(crate) async fn moved_earlier(&self) {
        self.bell.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    fn at(unix_ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(unix_ms)
    }

    fn rang(alarm: &DueAlarm) -> bool {
        alarm.moved_earlier().now_or_never().is_some()
    }

    #[test]
    fn rings_only_for_what_is_earlier() {
        let alarm = DueAlarm::default();
        assert!(!rang(&alarm));
        alarm.set(at(20));
        assert!(rang(&alarm) && !rang(&alarm));
        alarm.set(at(30));
        assert!(!rang(&alarm));
        alarm.set(at(10));
        assert!(rang(&alarm));
        assert_eq!(alarm.earliest_unix_ms(), 10);
    }

    #[test]
    fn what_is_set_while_the_store_is_asked_stays() {
        let alarm = DueAlarm::default();
        alarm.set(at(10));
        alarm.forget();
        alarm.set(at(20));
        assert!(rang(&alarm));
        alarm.learn(at(30));
        assert!(!rang(&alarm));
        assert_eq!(alarm.earliest_unix_ms(), 20);
    }
}
