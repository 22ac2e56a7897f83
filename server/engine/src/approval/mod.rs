//! Approvals: leave for one exact action.
//!
//! An approval is bound to the digest of its arguments' canonical form. People decide about exactly these arguments, whoever
//! asked uses it once and only for them, and gets a receipt that proves it. Whatever is said too late, about other arguments,
//! by the wrong one or twice is refused in the commit that it would have changed something in.

mod cancel;
mod changes;
mod consume;
mod decide;
pub(crate) mod documents;
mod edits;
mod expiry;
pub(crate) mod jobs;
mod lists;
mod policy;
pub(crate) mod refusals;
mod request;
mod rules;

use std::sync::Arc;

use charter_auth::{ReceiptKeyring, Rights};
use charter_store::{DocumentId, Store};
use charter_types::{Approval, ApprovalId, EventType, ReceiptKeys, StoreId};

use crate::{
    EngineError, StoredResource,
    stream::StreamedFamily,
    work::{Scope, WorkReads, Workbench},
};

pub(crate) use expiry::ApprovalExpiry;
pub(crate) use jobs::OrphanedApprovals;
pub use lists::ApprovalFilter;
pub(crate) use rules::{check_tool_calls, named_by};

const FAMILY: &str = "approval";

/// What streams need to know of approvals. The subject of an approval's events is its id.
pub(crate) const STREAMED: StreamedFamily = StreamedFamily {
    name: FAMILY,
    collection: documents::APPROVALS,
    document_event: EventType::ApprovalUpdated,
    readable_subjects: policy::readable_approvals,
};

/// The operations on approvals. Each takes the rights of whoever asks, and looks at them first.
#[derive(Clone)]
pub struct Approvals {
    store: Arc<dyn Store>,
    store_id: StoreId,
    workbench: Workbench,
    keys: Arc<ReceiptKeyring>,
}

impl Approvals {
    pub(crate) fn new(store_id: StoreId, workbench: Workbench, keys: Arc<ReceiptKeyring>) -> Self {
        Self { store: Arc::clone(&workbench.store), store_id, workbench, keys }
    }

    /// The approval as it is now.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::NotFound`] or [`EngineError::Store`].
    pub async fn get(&self, rights: &Rights, approval_id: &ApprovalId) -> Result<StoredResource, EngineError> {
        policy::may_read(rights, approval_id)?;
        let document = self.store.get(&documents::approval(rights.partition(), approval_id)).await?;
        Ok(document.ok_or_else(|| refusals::no_approval(approval_id))?.into())
    }

    /// The keys that receipts can be verified with.
    pub fn keys(&self) -> &ReceiptKeys {
        self.keys.public()
    }

    async fn read(&self, rights: &Rights, approval_id: &ApprovalId) -> Result<Approval, EngineError> {
        self.get(rights, approval_id).await?.read_as("an approval")
    }
}

/// What a commit reads that changes an approval: its run and the run's mission, if there are any, and its own documents.
fn scope_of(approval: &Approval, own: Vec<DocumentId>) -> Scope {
    match &approval.run_id {
        Some(run_id) => Scope::Run(run_id.clone(), decide::decided(approval), own),
        None => {
            let mut reads = WorkReads::default();
            own.into_iter().for_each(|id| reads.other(id));
            Scope::Known(reads)
        }
    }
}
