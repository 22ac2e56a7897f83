use std::{
    collections::HashMap,
    mem,
    sync::{Arc, PoisonError, RwLock},
};

use sha2::{Digest, Sha256};

use crate::Rights;

/// The rights of tokens that were verified, by the SHA-256 of their text: no secret is kept.
///
/// Bounded, in two generations: what is used stays in the young one; when that is full it becomes the old one, and
/// what was not used since the last time is forgotten.
pub(crate) struct VerifiedTokens {
    generations: RwLock<Generations>,
    generation_size: usize,
}

#[derive(Default)]
struct Generations {
    young: HashMap<TokenDigest, Arc<Rights>>,
    old: HashMap<TokenDigest, Arc<Rights>>,
}

/// The SHA-256 of a token's text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TokenDigest([u8; 32]);

impl TokenDigest {
    pub(crate) fn of(token: &str) -> Self {
        Self(Sha256::digest(token).into())
    }
}

impl VerifiedTokens {
    /// Keeps at most twice `generation_size` tokens.
    pub(crate) fn new(generation_size: usize) -> Self {
        Self { generations: RwLock::default(), generation_size }
    }

    pub(crate) fn get(&self, digest: TokenDigest) -> Option<Arc<Rights>> {
        let generations = self.generations.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(rights) = generations.young.get(&digest) {
            return Some(Arc::clone(rights));
        }
        let rights = generations.old.get(&digest).map(Arc::clone)?;
        drop(generations);
        self.insert(digest, Arc::clone(&rights));
        Some(rights)
    }

    pub(crate) fn insert(&self, digest: TokenDigest, rights: Arc<Rights>) {
        let mut generations = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        if generations.young.len() >= self.generation_size {
            generations.old = mem::take(&mut generations.young);
        }
        generations.young.insert(digest, rights);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grant;

    fn rights() -> Arc<Rights> {
        let grant = Grant::everything("user:local".parse().unwrap(), "acme/web/shop".parse().unwrap());
        Arc::new(Rights::new(grant, Box::default()))
    }

    fn kept(cache: &VerifiedTokens) -> usize {
        let generations = cache.generations.read().unwrap();
        generations.young.len() + generations.old.len()
    }

    #[test]
    fn never_keeps_more_than_two_generations() {
        let cache = VerifiedTokens::new(4);
        for number in 0..100 {
            cache.insert(TokenDigest::of(&number.to_string()), rights());
            assert!(kept(&cache) <= 8);
        }
        assert!(cache.get(TokenDigest::of("99")).is_some());
        assert!(cache.get(TokenDigest::of("0")).is_none());
    }

    #[test]
    fn what_is_used_stays() {
        let cache = VerifiedTokens::new(4);
        let used = TokenDigest::of("used");
        cache.insert(used, rights());
        for number in 0..100 {
            cache.insert(TokenDigest::of(&number.to_string()), rights());
            assert!(cache.get(used).is_some(), "forgotten after {number}");
        }
    }
}
