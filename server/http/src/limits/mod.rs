//! What a principal may ask for: how many requests a second, and how much they may make the server hold at once. An
//! address has a rate too, for those of its requests that show no good token.
//!
//! A principal is known only when its token's signatures have been verified, which is the dear part. So a token that was
//! never good counts on the address it comes from first, and one that was good before does not: nobody can use up a
//! principal's requests without its token, nor keep it out by using up those of its address.

mod holdings;
mod identity;
mod known_tokens;
mod network;
mod rate;
mod visit;

use std::{num::NonZeroU32, sync::Arc};

use charter_auth::Rights;
use governor::clock::DefaultClock;

pub(crate) use holdings::{Holding, Holdings, Taken};
pub(crate) use known_tokens::TokenMark;
pub(crate) use network::Network;
pub(crate) use visit::Visit;

use identity::Identity;
use known_tokens::KnownTokens;
use rate::Rates;

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

    /// Forgets those that rest.
    pub(crate) fn forget_idle(&self) {
        self.principals.forget_idle();
        self.networks.forget_idle();
    }
}
