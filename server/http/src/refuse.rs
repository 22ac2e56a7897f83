//! The one place where errors become problems.

use charter_api::runtime::Refusal;
use charter_auth::{Denial, TokenError};
use charter_engine::EngineError;
use charter_store::StoreError;
use charter_types::{FieldError, ProblemType};

use crate::limits::TooMany;

/// What the engine did not do, as the contract says it.
pub(crate) fn refuse(error: EngineError) -> Refusal {
    let detail = error.to_string();
    match error {
        EngineError::Invalid { errors } => Refusal::invalid(errors),
        EngineError::Denied(denial) => forbidden(&denial),
        EngineError::EngineOwned { .. } => Refusal::new(ProblemType::Forbidden, detail),
        EngineError::NotFound { .. } => Refusal::new(ProblemType::NotFound, detail),
        EngineError::PreconditionFailed { current_rev } => {
            Refusal::new(ProblemType::PreconditionFailed, detail).with(|problem| problem.with_current_rev(current_rev))
        }
        EngineError::GuardsFailed { conflicts } => {
            Refusal::new(ProblemType::PreconditionFailed, detail).with(|problem| problem.with_conflicts(conflicts))
        }
        EngineError::PatchConflict { index, message } => Refusal::new(ProblemType::PatchConflict, detail)
            .with(|problem| problem.with_errors(vec![FieldError::new(format!("/{index}"), message)])),
        EngineError::MissionConflict { .. } => Refusal::new(ProblemType::MissionConflict, detail),
        EngineError::ApprovalConflict { .. } => Refusal::new(ProblemType::ApprovalConflict, detail),
        EngineError::NotAllowed { .. } => Refusal::new(ProblemType::Forbidden, detail),
        EngineError::RunConflict { .. } => Refusal::new(ProblemType::RunConflict, detail),
        EngineError::LeaseLost { .. } => Refusal::new(ProblemType::LeaseLost, detail),
        EngineError::IdempotencyConflict => Refusal::new(ProblemType::IdempotencyConflict, detail),
        EngineError::CursorExpired { oldest_revision, .. } => Refusal::new(ProblemType::CursorExpired, detail)
            .with(|problem| problem.with_oldest_revision(oldest_revision)),
        EngineError::ValueTooLarge { .. } => Refusal::new(ProblemType::ContentTooLarge, detail),
        EngineError::Contended { .. } | EngineError::WorkContended { .. } | EngineError::NotRunning => {
            Refusal::new(ProblemType::Unavailable, detail)
        }
        EngineError::Store(error) => store_failed(&error),
    }
}

/// What the store says is for the log: it may name files of the server.
fn store_failed(error: &StoreError) -> Refusal {
    match error {
        StoreError::Full { .. } => Refusal::new(ProblemType::StorageFull, "the disk is full; nothing was written"),
        StoreError::Closed => Refusal::new(ProblemType::Unavailable, "the server is shutting down"),
        error => {
            tracing::error!(error = error as &dyn std::error::Error, "the store failed");
            Refusal::new(ProblemType::Internal, "the store failed; the log has more under the request's id")
        }
    }
}

/// The token is not good (any more).
pub(crate) fn unauthenticated(error: &TokenError) -> Refusal {
    Refusal::new(ProblemType::Unauthenticated, error.to_string())
}

/// The token is good and does not give the right.
pub(crate) fn forbidden(denial: &Denial) -> Refusal {
    Refusal::new(ProblemType::Forbidden, denial.to_string()).with(|problem| problem.with_missing(missing(denial)))
}

/// The principal has sent too much.
pub(crate) fn too_many_of_principal(_: TooMany) -> Refusal {
    let detail = "this principal sends more requests than the server takes of one; go on after the time in Retry-After";
    Refusal::new(ProblemType::RateLimited, detail)
}

/// The principal has too much under way.
pub(crate) fn too_much_of_principal(_: TooMany) -> Refusal {
    let detail = "this principal has more requests and answers under way than the server holds for one; take the answers, \
                  and go on after the time in Retry-After";
    Refusal::new(ProblemType::RateLimited, detail)
}

/// The address has sent too much that no principal answers for.
pub(crate) fn too_many_of_address(_: TooMany) -> Refusal {
    let detail = "this address sends more requests without a good token than the server takes; go on after the time in \
                  Retry-After";
    Refusal::new(ProblemType::RateLimited, detail)
}

fn missing(denial: &Denial) -> String {
    match denial {
        Denial::MissingOperation { operation } => operation.to_string(),
        Denial::NotDelegated { .. } => "decides_for".to_owned(),
        Denial::OutsideReadPrefix { .. } | Denial::NothingReadable { .. } => "read_prefix".to_owned(),
        Denial::OutsideWritePrefix { .. } => "write_prefix".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use charter_engine::CursorExpiry;
    use charter_types::Revision;

    use super::*;

    #[test]
    fn each_error_has_its_status() {
        let key = || "a".parse().expect("a key");
        let oldest_revision = Revision::ZERO;
        let cases = [
            (EngineError::Invalid { errors: Vec::new() }, 400),
            (EngineError::EngineOwned { key: key() }, 403),
            (EngineError::Denied(Denial::OutsideReadPrefix { key: "a".to_owned() }), 403),
            (EngineError::NotFound { family: "resource", subject: "a".to_owned() }, 404),
            (EngineError::PatchConflict { index: 0, message: String::new() }, 409),
            (EngineError::MissionConflict { message: String::new() }, 409),
            (EngineError::ApprovalConflict { message: String::new() }, 409),
            (EngineError::NotAllowed { message: String::new() }, 403),
            (EngineError::RunConflict { message: String::new() }, 409),
            (EngineError::WorkContended { attempts: 1 }, 503),
            (EngineError::IdempotencyConflict, 409),
            (EngineError::CursorExpired { oldest_revision, reason: CursorExpiry::Ahead }, 410),
            (EngineError::PreconditionFailed { current_rev: Revision::ZERO }, 412),
            (EngineError::GuardsFailed { conflicts: Vec::new() }, 412),
            (EngineError::ValueTooLarge { bytes: 2, limit_bytes: 1 }, 413),
            (EngineError::Contended { key: key(), attempts: 1 }, 503),
            (EngineError::NotRunning, 503),
            (EngineError::Store(StoreError::Closed), 503),
            (EngineError::Store(StoreError::Full { operation: "write" }), 507),
            (EngineError::Store(StoreError::Corrupt { finding: String::new() }), 500),
        ];
        for (error, status) in cases {
            let name = format!("{error:?}");
            assert_eq!(refuse(error).status().as_u16(), status, "{name}");
        }
    }

    #[test]
    fn too_many_requests_have_their_status() {
        for refusal in [too_many_of_principal, too_much_of_principal, too_many_of_address].map(|refuse| refuse(TooMany))
        {
            assert_eq!(refusal.status().as_u16(), 429);
            assert_eq!(refusal.problem().kind, ProblemType::RateLimited);
        }
    }

    #[test]
    fn what_the_store_says_stays_in_the_log() {
        let error = StoreError::Corrupt { finding: "/srv/secret/path".to_owned() };
        let refusal = refuse(EngineError::Store(error));
        assert!(!format!("{:?}", refusal.problem()).contains("secret"));
    }
}
