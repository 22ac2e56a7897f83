use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
    mem,
    sync::{PoisonError, RwLock},
};

/// Tokens that were good, each as a number that only this process can make of it: no secret is kept.
///
/// Bounded, in two generations: what is used stays in the young one; when that is full it becomes the old one, and what
/// was not used since the last time is forgotten. A token that is forgotten counts on its address once.
pub(crate) struct KnownTokens {
    hasher: RandomState,
    generations: RwLock<Generations>,
    generation_size: usize,
}

#[derive(Default)]
struct Generations {
    young: HashSet<TokenMark>,
    old: HashSet<TokenMark>,
}

/// Stands for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TokenMark(u64);

impl KnownTokens {
    /// Keeps at most twice `generation_size` marks.
    pub(super) fn new(generation_size: usize) -> Self {
        Self { hasher: RandomState::new(), generations: RwLock::default(), generation_size }
    }

    /// The mark of a token, or of the header that has it.
    pub(crate) fn mark(&self, token: &[u8]) -> TokenMark {
        TokenMark(self.hasher.hash_one(token))
    }

    pub(crate) fn contains(&self, mark: TokenMark) -> bool {
        let generations = self.generations.read().unwrap_or_else(PoisonError::into_inner);
        if generations.young.contains(&mark) {
            return true;
        }
        let is_old = generations.old.contains(&mark);
        drop(generations);
        if is_old {
            self.insert(mark);
        }
        is_old
    }

    pub(crate) fn insert(&self, mark: TokenMark) {
        let mut generations = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        if generations.young.len() >= self.generation_size {
            generations.old = mem::take(&mut generations.young);
        }
        generations.young.insert(mark);
    }

    /// The token is good no more.
    pub(crate) fn remove(&self, mark: TokenMark) {
        let mut generations = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        generations.young.remove(&mark);
        generations.old.remove(&mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(tokens: &KnownTokens, number: u32) -> TokenMark {
        tokens.mark(number.to_string().as_bytes())
    }

    #[test]
    fn what_is_used_stays_and_never_more_than_two_generations() {
        let tokens = KnownTokens::new(4);
        let used = tokens.mark(b"used");
        tokens.insert(used);
        for number in 0..100 {
            tokens.insert(mark(&tokens, number));
            assert!(tokens.contains(used), "forgotten after {number}");
            let generations = tokens.generations.read().unwrap();
            assert!(generations.young.len() + generations.old.len() <= 8);
        }
        assert!(!tokens.contains(mark(&tokens, 0)));
    }

    #[test]
    fn what_is_removed_is_known_no_more() {
        let tokens = KnownTokens::new(1);
        for number in 0..2 {
            tokens.insert(mark(&tokens, number));
        }
        for number in 0..2 {
            tokens.remove(mark(&tokens, number));
            assert!(!tokens.contains(mark(&tokens, number)));
        }
    }
}
