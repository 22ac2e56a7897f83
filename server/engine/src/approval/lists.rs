use charter_auth::Rights;
use charter_types::{
    ActionName, Approval, ApprovalStatus, Cursor, MissionId, PageLimit, Principal, PrincipalKind, RiskClass, RoutineId,
    RunId, Timestamp,
};

use super::{
    Approvals,
    documents::{APPROVALS, PENDING},
    policy,
};
use crate::{
    EngineError, StoredPage,
    fingerprint::Fingerprint,
    listing::{Listing, read},
};

/// Which approvals to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApprovalFilter {
    /// Only those in this state.
    pub status: Option<ApprovalStatus>,
    /// Only those of this mission's runs.
    pub mission_id: Option<MissionId>,
    /// Only those that this run has asked for.
    pub run_id: Option<RunId>,
    /// Only those of this routine.
    pub routine_id: Option<RoutineId>,
    /// Only those of this action.
    pub action: Option<ActionName>,
    /// Only those of this risk.
    pub risk: Option<RiskClass>,
    /// Only those that this principal may decide, or has decided.
    pub decider: Option<Principal>,
    /// Only those that have to be decided before this.
    pub deadline_before: Option<Timestamp>,
}

impl ApprovalFilter {
    fn lets_through(&self, approval: &Approval) -> bool {
        self.status.as_ref().is_none_or(|status| approval.status == *status)
            && self.mission_id.as_ref().is_none_or(|mission_id| approval.mission_id.as_ref() == Some(mission_id))
            && self.run_id.as_ref().is_none_or(|run_id| approval.run_id.as_ref() == Some(run_id))
            && self.routine_id.as_ref().is_none_or(|routine_id| approval.routine_id.as_ref() == Some(routine_id))
            && self.action.as_ref().is_none_or(|action| approval.action == *action)
            && self.risk.is_none_or(|risk| approval.risk == risk)
            && self.decider.as_ref().is_none_or(|decider| may_decide(decider, approval))
            && self.deadline_before.is_none_or(|before| approval.deadline < before)
    }

    /// What the list is of: a cursor goes on with the same filter only.
    fn name(&self) -> String {
        let list = Fingerprint::of_operation("listApprovals");
        let status = self.status.as_ref().map(ApprovalStatus::as_str);
        let owned = list.optional(status).optional(self.mission_id.as_deref()).optional(self.run_id.as_deref());
        let about = owned.optional(self.routine_id.as_deref()).optional(self.action.as_deref());
        about.optional(self.risk).optional(self.decider.as_ref()).optional(self.deadline_before).finish()
    }
}

/// Whether the principal could decide now, or has.
fn may_decide(decider: &Principal, approval: &Approval) -> bool {
    let has_decided =
        approval.decisions.iter().any(|made| made.by == *decider || made.on_behalf_of.as_ref() == Some(decider));
    let is_asked = match &approval.deciders {
        Some(deciders) => deciders.contains(decider),
        None => decider.kind() == PrincipalKind::User,
    };
    let may = approval.status == ApprovalStatus::Pending && is_asked && approval.requested_by != *decider;
    has_decided || may
}

impl Approvals {
    /// A page of the approvals that may be read, in the order in which they were asked for.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::CursorExpired`], [`EngineError::Invalid`] when the cursor is of another
    /// list, or [`EngineError::Store`].
    pub async fn list(
        &self,
        rights: &Rights,
        filter: &ApprovalFilter,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        let collection = if filter.status == Some(ApprovalStatus::Pending) { PENDING } else { APPROVALS };
        let listing = Listing {
            store: &self.store,
            store_id: &self.store_id,
            partition: rights.partition(),
            collection,
            prefixes: policy::readable_approvals(rights, "")?,
            name: filter.name(),
            cursor,
            limit,
        };
        let takes_all = *filter == ApprovalFilter::default();
        listing.page(|body| Ok(takes_all || filter.lets_through(&read(body, "an approval")?))).await
    }
}
