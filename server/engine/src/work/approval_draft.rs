use charter_types::{Approval, ApprovalStatus, Revision, Timestamp};

/// An approval as a commit changes it.
#[derive(Debug)]
pub(super) struct ApprovalDraft {
    /// `None` while it is being asked for.
    pub(super) before: Option<ApprovalStatus>,
    pub(super) approval: Approval,
    pub(super) has_changed: bool,
}

impl ApprovalDraft {
    pub(super) fn new(approval: Approval) -> Self {
        Self { before: Some(approval.status.clone()), approval, has_changed: false }
    }

    pub(super) fn created(approval: Approval) -> Self {
        Self { before: None, approval, has_changed: true }
    }

    /// Any change goes through here, so that its revision is always right.
    pub(super) fn edit(&mut self, (rev, now): (Revision, Timestamp)) -> &mut Approval {
        self.has_changed = true;
        self.approval.rev = rev;
        self.approval.updated_at = now;
        &mut self.approval
    }
}
