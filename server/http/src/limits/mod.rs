//! How many requests a second: each principal its own, and each address those that show no good token.
//!
//! A principal is known only when its token's signatures have been verified, which is the dear part. So a token that was
//! never good counts on the address it comes from first, and one that was good before does not: nobody can use up a
//! principal's requests without its token, nor keep it out by using up those of its address.

mod known_tokens;
mod network;
mod rate;

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use charter_auth::Rights;
use governor::clock::DefaultClock;

pub(crate) use known_tokens::TokenMark;
pub(crate) use network::Network;

use known_tokens::KnownTokens;
use rate::{Identity, Rates};

use crate::metrics;

/// How many requests a second are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// How many in the long run; more than a million count as a million.
    pub per_second: NonZeroU32,
    /// How many at once, after a rest.
    pub burst: NonZeroU32,
}

/// Whose requests are counted. What is kept grows with those that are active, and is given back when they rest.
pub(crate) struct RateLimits {
    principals: Rates<Identity, DefaultClock>,
    networks: Rates<Network, DefaultClock>,
    known: KnownTokens,
}

/// It was one request too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany;

impl RateLimits {
    /// As many tokens stay known as the authority keeps verified.
    const KNOWN_TOKENS: usize = 2048;
    /// How often those that rest are forgotten.
    const SWEEP_INTERVAL: Duration = Duration::from_secs(1);

    pub(crate) fn new(limit: RateLimit) -> Self {
        Self {
            principals: Rates::new(limit, DefaultClock::default()),
            networks: Rates::new(limit, DefaultClock::default()),
            known: KnownTokens::new(Self::KNOWN_TOKENS),
        }
    }

    /// Counts a request of the principal that `rights` name.
    pub(crate) fn count_principal(&self, rights: &Arc<Rights>) -> Result<(), TooMany> {
        self.principals.count(&Identity::of(rights)).inspect_err(|_| metrics::record_too_many("principal"))
    }

    /// Counts a request for which no principal answers.
    pub(crate) fn count_network(&self, network: Network) -> Result<(), TooMany> {
        self.networks.count(&network).inspect_err(|_| metrics::record_too_many("address"))
    }

    /// Tokens that were good.
    pub(crate) fn known(&self) -> &KnownTokens {
        &self.known
    }

    /// Forgets those that rest, again and again. Never ends.
    pub(crate) async fn sweep(&self) {
        let mut ticks = tokio::time::interval(Self::SWEEP_INTERVAL);
        loop {
            ticks.tick().await;
            self.principals.forget_idle();
            self.networks.forget_idle();
        }
    }
}
