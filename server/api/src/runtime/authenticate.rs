use axum::extract::Request;

use super::{Input, Operation, Refusal};

/// Who calls. What implements a family's trait implements this first.
pub trait Authenticate: Send + Sync + 'static {
    /// What is known of a caller who may do what the operation needs.
    type Caller: Send;

    /// # Errors
    /// 401 when the request has no good token, 403 when the token does not allow the operation.
    fn authenticate(&self, operation: &'static Operation, request: &Request) -> Result<Self::Caller, Refusal>;
}

/// Who calls, and the input as the contract says it must be. Nothing of the input is looked at before the caller is
/// known to be allowed.
///
/// # Errors
/// What [`Authenticate::authenticate`] and [`Input::read`] refuse.
pub async fn accept<A: Authenticate>(
    api: &A,
    operation: &'static Operation,
    request: Request,
) -> Result<(A::Caller, Input), Refusal> {
    let caller = api.authenticate(operation, &request)?;
    Ok((caller, Input::read(operation, request).await?))
}
