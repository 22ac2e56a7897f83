use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::{Arc, Mutex, PoisonError},
};

/// The text of each event as the first watcher saw it, by revision and place. All watchers have to see the same bytes.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    texts: Arc<Mutex<BTreeMap<(u64, u64), String>>>,
}

impl Archive {
    /// Keeps a text, or compares it to the one that is kept.
    ///
    /// # Errors
    /// When they differ.
    pub fn keep(&self, place: (u64, u64), text: String) -> Result<(), String> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        match texts.entry(place) {
            Entry::Vacant(entry) => {
                entry.insert(text);
                Ok(())
            }
            Entry::Occupied(entry) if *entry.get() == text => Ok(()),
            Entry::Occupied(entry) => Err(format!("one watcher saw {} and another {text}", entry.get())),
        }
    }

    /// All texts, oldest first.
    pub fn texts(&self) -> BTreeMap<(u64, u64), String> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_has_one_text() {
        let archive = Archive::default();
        archive.keep((7, 0), "a".into()).unwrap();
        archive.keep((7, 1), "b".into()).unwrap();
        archive.keep((7, 0), "a".into()).unwrap();
        assert!(archive.keep((7, 0), "b".into()).is_err());
    }
}
