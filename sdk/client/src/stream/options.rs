use std::time::Duration;

use super::Check;
use crate::RetryPolicy;

/// How a stream behaves when its connection does not.
///
/// ```no_run
/// use std::time::Duration;
///
/// use charter_sdk::stream::{Check, StreamOptions};
///
/// # fn example(client: charter_sdk::Client) {
/// let options = StreamOptions::default().give_up_after(Duration::from_secs(300)).checked(Check::Order);
/// let events = client.watch_resources().prefix("project/").options(options).stream();
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct StreamOptions {
    pub(crate) idle_time_out: Duration,
    pub(crate) reconnect: RetryPolicy,
    pub(crate) give_up_after: Option<Duration>,
    pub(crate) check: Option<Check>,
}

impl Default for StreamOptions {
    fn default() -> Self {
        Self {
            // The server sends a comment every 15 seconds: three may get lost.
            idle_time_out: Duration::from_secs(45),
            reconnect: RetryPolicy {
                base_delay: Duration::from_millis(500),
                longest_delay: Duration::from_secs(15),
                ..RetryPolicy::default()
            },
            give_up_after: None,
            check: None,
        }
    }
}

impl StreamOptions {
    /// How long nothing may come, not even a comment, before the connection counts as lost; 45 seconds by default.
    pub fn idle_timeout(mut self, time_out: Duration) -> Self {
        self.idle_time_out = time_out;
        self
    }

    /// The longest first and the longest wait before connecting again; by default half a second and 15 seconds, or
    /// what the server says with `retry:`. See [`RetryPolicy`] for how they grow.
    pub fn reconnect_delays(mut self, base: Duration, longest: Duration) -> Self {
        (self.reconnect.base_delay, self.reconnect.longest_delay) = (base, longest);
        self
    }

    /// How long a stream that was connected may stay cut off before it ends with an error. By default it tries for
    /// ever.
    pub fn give_up_after(mut self, time_out: Duration) -> Self {
        self.give_up_after = Some(time_out);
        self
    }

    /// Asserts the contract's guarantees on what comes; a broken one ends the stream with an error.
    pub fn checked(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }
}
