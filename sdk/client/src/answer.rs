//! What a request that went well comes back with.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

use charter_types::{EntityTag, RequestId, Revision};
use http::{HeaderMap, StatusCode};
use progenitor_client::{Error as OperationError, ResponseValue};

use crate::{
    Error,
    error::{InvalidInput, NoAnswer, NotModified, ProblemAnswer, UnexpectedAnswer},
    headers,
};

/// An answer: its body, which it stands for wherever a body is wanted, with its status and headers.
///
/// ```no_run
/// # async fn example(client: charter_sdk::Client) -> Result<(), charter_sdk::Error> {
/// let answer = client.put_resource("project/atlas/readme", "Atlas").await?;
/// println!("{} has revision {}", answer.key, answer.rev);
/// println!("created: {}, in request {:?}", answer.status() == 201, answer.request_id());
/// let resource = answer.into_inner();
/// # Ok(())
/// # }
/// ```
// Progenitor's value as it came: it gives its headers away only as a copy.
pub struct Answer<T>(ResponseValue<T>);

impl<T> Answer<T> {
    pub(crate) fn new(body: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self(ResponseValue::new(body, status, headers))
    }

    /// The body alone.
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// What names the request in the server's log.
    pub fn request_id(&self) -> Option<RequestId> {
        headers::request_id(self.headers())
    }

    /// The document's entity tag.
    pub fn etag(&self) -> Option<EntityTag> {
        headers::entity_tag(self.headers())
    }

    /// The document's revision, as its entity tag tells.
    pub fn revision(&self) -> Option<Revision> {
        headers::revision(self.headers())
    }

    /// Whether this is the answer that was given before to the same `Idempotency-Key`.
    pub fn replayed(&self) -> bool {
        headers::was_replayed(self.headers())
    }
}

impl<T> Deref for Answer<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Answer<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Clone> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self::new(T::clone(self), self.status(), self.headers().clone())
    }
}

impl<T: fmt::Debug> fmt::Debug for Answer<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (status, headers) = (self.status(), self.headers());
        let mut answer = formatter.debug_struct("Answer");
        answer.field("body", &**self).field("status", &status).field("headers", headers).finish()
    }
}

/// From what progenitor's operations come back with to what the SDK's come back with.
pub(crate) fn read<T>(
    operation: &'static str,
    outcome: Result<ResponseValue<T>, OperationError<charter_types::Problem>>,
) -> Result<Answer<T>, Error> {
    let error = match outcome {
        Ok(value) => return Ok(Answer(value)),
        Err(error) => error,
    };
    Err(match error {
        OperationError::InvalidRequest(reason) | OperationError::Custom(reason) => {
            InvalidInput { operation, parameter: "request", reason }.into()
        }
        OperationError::ErrorResponse(value) => {
            let (status, headers) = (value.status(), value.headers().clone());
            ProblemAnswer::new(operation, status, headers, value.into_inner()).into()
        }
        OperationError::CommunicationError(source)
        | OperationError::InvalidUpgrade(source)
        | OperationError::ResponseBodyError(source) => NoAnswer::new(operation, source).into(),
        OperationError::InvalidResponsePayload(body, source) => {
            UnexpectedAnswer { operation, status: None, body, source: Some(source) }.into()
        }
        OperationError::UnexpectedResponse(response) => not_success(operation, response.status(), response.headers()),
    })
}

/// An answer without a body that is read: 304, or what the contract does not know.
pub(crate) fn not_success(operation: &'static str, status: StatusCode, headers: &HeaderMap) -> Error {
    if status == StatusCode::NOT_MODIFIED {
        return NotModified { operation, headers: Box::new(headers.clone()) }.into();
    }
    UnexpectedAnswer { operation, status: Some(status), body: bytes::Bytes::new(), source: None }.into()
}
