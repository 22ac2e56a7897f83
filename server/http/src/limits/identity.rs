use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use charter_auth::Rights;

/// Who acts, and where. A name means another principal in another partition.
#[derive(Clone)]
pub(super) struct Identity(Arc<Rights>);

impl Identity {
    pub(super) fn of(rights: &Arc<Rights>) -> Self {
        Self(Arc::clone(rights))
    }

    fn parts(&self) -> (&str, &str) {
        (self.0.partition().as_str(), self.0.principal().as_str())
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Identity {}

impl Hash for Identity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}
