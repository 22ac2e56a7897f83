use std::{
    num::NonZeroUsize,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use charter_auth::Rights;
use dashmap::DashMap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{TooMany, identity::Identity};
use crate::metrics;

/// What the requests of each principal make the server hold in memory: bodies that are not carried out yet, and answers
/// that were not taken yet.
pub(crate) struct Holdings {
    accounts: DashMap<Identity, Account>,
    most_bytes: usize,
}

/// What is held for one principal, and what it is doing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Account(Arc<State>);

#[derive(Debug)]
struct State {
    bytes: AtomicUsize,
    turns: Arc<Semaphore>,
}

/// So many dear reads of one principal run at once: twice as many as there are processors, which is half of those that
/// the store carries out. It takes those of all principals in the order in which they come: without it, whoever asks for many
/// would make everybody wait for all of them.
fn dear_reads_at_once() -> usize {
    static AT_ONCE: LazyLock<usize> =
        LazyLock::new(|| std::thread::available_parallelism().map_or(1, |processors| 2 * processors.get()));
    *AT_ONCE
}

impl Default for State {
    fn default() -> Self {
        Self { bytes: AtomicUsize::new(0), turns: Arc::new(Semaphore::new(dear_reads_at_once())) }
    }
}

/// So much is held for as long as this is there.
#[derive(Debug, Clone)]
pub(crate) struct Holding(#[expect(dead_code, reason = "what counts is when it is dropped")] Arc<Held>);

#[derive(Debug)]
struct Held {
    account: Account,
    bytes: usize,
}

/// How an answer is held until its peer has taken it; an extension of the answer.
#[derive(Debug, Clone)]
pub(crate) enum Taken {
    /// All of it is there.
    Whole(#[expect(dead_code, reason = "what counts is when it is dropped")] Holding),
    /// It comes in parts, and waits here when they are large.
    InParts(Account),
}

impl Account {
    /// Holds so many bytes that are there already.
    pub(crate) fn hold(&self, bytes: usize) -> Holding {
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
        Holding(Arc::new(Held { account: self.clone(), bytes }))
    }

    fn bytes(&self) -> usize {
        self.0.bytes.load(Ordering::Relaxed)
    }
}

impl Holdings {
    /// Each principal may have so many bytes held; and one request, however large.
    pub(crate) fn new(most_bytes: NonZeroUsize) -> Self {
        Self { accounts: DashMap::new(), most_bytes: most_bytes.get() }
    }

    /// Holds so many bytes of a request, when there is room for them and for an answer.
    pub(crate) fn admit(
        &self,
        rights: &Arc<Rights>,
        bytes: usize,
        answer_bytes: usize,
    ) -> Result<Option<Holding>, TooMany> {
        let held = self.accounts.get(&Identity::of(rights)).map_or(0, |account| account.bytes());
        self.ensure_room(held, bytes.saturating_add(answer_bytes))?;
        Ok((bytes > 0).then(|| self.hold(rights, bytes)))
    }

    /// Holds so many bytes of an answer, when there is room for them.
    pub(crate) fn try_hold(&self, rights: &Arc<Rights>, bytes: usize) -> Result<Holding, TooMany> {
        let account = self.account(rights);
        self.ensure_room(account.bytes(), bytes)?;
        Ok(account.hold(bytes))
    }

    /// Waits until it is the principal's turn to read what is dear to read. Its turn ends when this is dropped.
    pub(crate) async fn turn(&self, rights: &Arc<Rights>) -> Option<OwnedSemaphorePermit> {
        // Nobody closes it.
        Arc::clone(&self.account(rights).0.turns).acquire_owned().await.ok()
    }

    fn ensure_room(&self, held: usize, bytes: usize) -> Result<(), TooMany> {
        if held == 0 || held.saturating_add(bytes) <= self.most_bytes {
            return Ok(());
        }
        metrics::record_too_many("memory");
        Err(TooMany)
    }

    /// Holds so many bytes that are there already.
    pub(crate) fn hold(&self, rights: &Arc<Rights>, bytes: usize) -> Holding {
        self.account(rights).hold(bytes)
    }

    /// How much is held for the principal.
    pub(crate) fn account(&self, rights: &Arc<Rights>) -> Account {
        let identity = Identity::of(rights);
        let known = self.accounts.get(&identity).map(|account| account.clone());
        known.unwrap_or_else(|| self.accounts.entry(identity).or_default().clone())
    }

    /// Forgets the principals for which nothing is held.
    pub(crate) fn forget_idle(&self) {
        // Whoever holds something, or has a turn, has a part of the account, and nobody gets one while its entry is looked at.
        self.accounts.retain(|_, account| Arc::strong_count(&account.0) > 1 || Arc::strong_count(&account.0.turns) > 1);
        self.accounts.shrink_to_fit();
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.account.0.bytes.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use charter_auth::{Authority, Grant};
    use charter_types::{Clock as _, SystemClock};

    use super::*;

    fn rights(principal: &str) -> Arc<Rights> {
        let directory = tempfile::tempdir().unwrap();
        let authority = Authority::open(directory.path()).unwrap();
        let grant = Grant::everything(principal.parse().unwrap(), "acme/web/shop".parse().unwrap());
        authority.verify(authority.mint(&grant).unwrap().as_str(), SystemClock.now()).unwrap()
    }

    fn holdings() -> Holdings {
        Holdings::new(NonZeroUsize::new(100).unwrap())
    }

    #[test]
    fn a_principal_may_have_so_much_held_and_others_as_much() {
        let (holdings, ada, bob) = (holdings(), rights("user:ada"), rights("user:bob"));
        let first = holdings.admit(&ada, 60, 0).unwrap();
        assert!(holdings.admit(&ada, 60, 0).is_err());
        let _second = holdings.admit(&ada, 30, 10).unwrap();
        assert!(holdings.admit(&ada, 5, 6).is_err());
        assert!(holdings.try_hold(&ada, 11).is_err());
        assert!(holdings.try_hold(&ada, 10).is_ok());
        assert!(holdings.admit(&bob, 100, 0).is_ok());
        drop(first);
        assert!(holdings.admit(&ada, 60, 0).is_ok());
    }

    #[test]
    fn what_is_there_already_counts_and_one_request_may_always_be() {
        let (holdings, ada) = (holdings(), rights("user:ada"));
        let large = holdings.admit(&ada, 1000, 0).unwrap();
        assert!(holdings.admit(&ada, 0, 0).is_err(), "nothing more, until it is gone");
        drop(large);
        let answer = holdings.hold(&ada, 500);
        let same = answer.clone();
        drop(answer);
        assert!(holdings.admit(&ada, 0, 0).is_err());
        drop(same);
        assert!(holdings.admit(&ada, 0, 0).unwrap().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn dear_reads_of_a_principal_take_turns() {
        let (holdings, ada, bob) = (holdings(), rights("user:ada"), rights("user:bob"));
        let mut turns = Vec::new();
        for _ in 0..dear_reads_at_once() {
            turns.push(holdings.turn(&ada).await);
        }
        let next = || tokio::time::timeout(std::time::Duration::from_secs(1), holdings.turn(&ada));
        holdings.forget_idle();
        assert!(next().await.is_err());
        holdings.turn(&bob).await;
        turns.pop();
        assert!(next().await.is_ok());
    }

    #[test]
    fn who_has_nothing_held_is_forgotten() {
        let (holdings, ada) = (holdings(), rights("user:ada"));
        let holding = holdings.hold(&ada, 1);
        holdings.forget_idle();
        assert_eq!(holdings.accounts.len(), 1);
        drop(holding);
        holdings.forget_idle();
        assert!(holdings.accounts.is_empty());
    }
}
