use std::{
    net::IpAddr,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use charter_auth::Rights;

use super::{Holding, Network};

/// What becomes known of a request on its way: where it comes from, whose it is, and what is held for it. An extension
/// of the request, for the layers and for whoever authenticates.
#[derive(Debug, Clone)]
pub(crate) struct Visit(Arc<Known>);

#[derive(Debug)]
struct Known {
    network: Network,
    rights: OnceLock<Arc<Rights>>,
    holding: Mutex<Option<Holding>>,
}

impl Visit {
    pub(crate) fn from(peer: IpAddr) -> Self {
        Self(Arc::new(Known { network: peer.into(), rights: OnceLock::new(), holding: Mutex::default() }))
    }

    pub(crate) fn network(&self) -> Network {
        self.0.network
    }

    /// It is the request of whoever has these rights, for which this is held.
    pub(crate) fn identify(&self, rights: &Arc<Rights>, holding: Option<Holding>) {
        // Each request is authenticated once.
        let _ = self.0.rights.set(Arc::clone(rights));
        *self.0.holding.lock().unwrap_or_else(PoisonError::into_inner) = holding;
    }

    /// Whose request it is, once that is known.
    pub(crate) fn rights(&self) -> Option<&Arc<Rights>> {
        self.0.rights.get()
    }

    /// It has been carried out: what was held for it is not needed any more.
    pub(crate) fn release(&self) {
        *self.0.holding.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
