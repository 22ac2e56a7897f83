use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use tokio::sync::watch;

/// What all clients of a run share: one order of everything that happens at them, the count of what was acknowledged,
/// and whether it is time to end.
#[derive(Debug, Clone)]
pub struct Progress {
    order: Arc<AtomicU64>,
    acknowledged: Arc<watch::Sender<u64>>,
    is_ending: Arc<AtomicBool>,
}

impl Default for Progress {
    fn default() -> Self {
        let (acknowledged, _) = watch::channel(0);
        Self { order: Arc::default(), acknowledged: Arc::new(acknowledged), is_ending: Arc::default() }
    }
}

impl Progress {
    /// The next place in the order: what gets it here has happened after everything that got one before.
    pub fn now(&self) -> u64 {
        self.order.fetch_add(1, Ordering::SeqCst)
    }

    /// One more write was acknowledged.
    pub fn acknowledge(&self) {
        self.acknowledged.send_modify(|count| *count += 1);
    }

    /// How many writes have been acknowledged, as it grows.
    pub fn acknowledged(&self) -> watch::Receiver<u64> {
        self.acknowledged.subscribe()
    }

    /// Asks the clients to end.
    pub fn end(&self) {
        self.is_ending.store(true, Ordering::SeqCst);
    }

    /// Whether clients should end.
    pub fn is_ending(&self) -> bool {
        self.is_ending.load(Ordering::SeqCst)
    }
}
