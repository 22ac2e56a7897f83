use charter_types::{Principal, Revision, Timestamp};

/// What comes from outside with an event.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// When it happens; never before an earlier event of the same mission.
    pub now: Timestamp,
    /// Whose event it is.
    pub actor: &'a Principal,
    /// The revision of the commit that takes it in.
    pub revision: Revision,
}
