//! History that is too old or too long is given up.

use std::{sync::Arc, time::Duration};

use charter_store::{CompactionPolicy, Store};
use charter_types::{Clock, Revision};
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

/// How much history is kept, for streams to resume from and lists to be read to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionOptions {
    /// Events that are older go; seven days by default.
    pub max_age: Duration,
    /// When there are more events the oldest go; a million by default.
    pub max_events: u64,
    /// How often history is looked at; every minute by default.
    pub interval: Duration,
}

impl Default for RetentionOptions {
    fn default() -> Self {
        Self {
            max_age: Duration::from_secs(7 * 24 * 60 * 60),
            max_events: 1_000_000,
            interval: Duration::from_secs(60),
        }
    }
}

/// Runs until it is cancelled.
pub(crate) async fn run(
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    options: RetentionOptions,
    cancelled: CancellationToken,
) {
    let mut ticks = tokio::time::interval(options.interval.max(Duration::from_millis(1)));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut oldest = Revision::ZERO;
    loop {
        tokio::select! {
            () = cancelled.cancelled() => return,
            _ = ticks.tick() => {}
        }
        let max_age_ms = i64::try_from(options.max_age.as_millis()).unwrap_or(i64::MAX);
        let keep_from = Some(clock.now().plus_ms(max_age_ms.saturating_neg()));
        let policy = CompactionPolicy::Retain { keep_events: options.max_events, keep_from };
        match store.compact(policy).await {
            Ok(reached) if reached > oldest => {
                tracing::info!(oldest_revision = reached.get(), "history was compacted");
                oldest = reached;
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "history could not be compacted");
            }
        }
    }
}
