//! Own code around every request.

use std::{fmt, time::Duration};

use http::{HeaderMap, Method, StatusCode};

/// One sending of a request.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The operation, for example `put_resource`.
    pub operation: &'static str,
    /// The method.
    pub method: &'a Method,
    /// The path.
    pub path: &'a str,
    /// 1 for the first sending, 2 for the first repetition.
    pub number: u32,
}

/// How an attempt came out.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The answer's status; `None` when there was no answer.
    pub status: Option<StatusCode>,
    /// The answer's headers; `None` when there was no answer.
    pub headers: Option<&'a HeaderMap>,
    /// How long it took.
    pub elapsed: Duration,
}

/// Own code around every request: more headers, counters, traces. Added with
/// [`ClientBuilder::middleware`](crate::ClientBuilder::middleware); runs for each attempt, streams included.
///
/// ```
/// use charter_sdk::{Attempt, Client, Middleware};
/// use http::{HeaderMap, HeaderValue};
///
/// struct TraceParent;
///
/// impl Middleware for TraceParent {
///     fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) {
///         let value = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
///         headers.insert("traceparent", HeaderValue::from_static(value));
///     }
/// }
///
/// # fn example() -> Result<(), charter_sdk::BuildError> {
/// let client = Client::builder().url("http://127.0.0.1:7717").middleware(TraceParent).build()?;
/// # Ok(())
/// # }
/// ```
pub trait Middleware: Send + Sync + 'static {
    /// Before the attempt is sent; may change its headers.
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        let _ = (attempt, headers);
    }

    /// After the answer came, or failed to come.
    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>) {
        let _ = (attempt, outcome);
    }
}

impl fmt::Debug for dyn Middleware {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Middleware")
    }
}
