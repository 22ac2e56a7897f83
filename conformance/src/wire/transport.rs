use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};

/// Marks a request that the contract does not allow on purpose. The checking proxy takes it off before it sends
/// the request on, and then the server has to refuse it.
pub const DELIBERATE: HeaderName = HeaderName::from_static("charter-conformance-deliberate");

/// How long a server may take until it answers.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The base URL is not one that the suite can talk to.
    #[error("{url:?} is not of the form http://HOST[:PORT]")]
    BaseUrl {
        /// The URL as it was given.
        url: String,
    },
    /// The target or a header cannot be sent at all.
    #[error("the request {target:?} cannot be sent")]
    Request {
        /// The path and query.
        target: String,
        /// What is wrong with it.
        #[source]
        source: http::Error,
    },
    /// The connection failed or broke.
    #[error("{target} got no answer")]
    Connection {
        /// The path and query.
        target: String,
        /// What happened.
        #[source]
        source: legacy::Error,
    },
    /// The answer broke off.
    #[error("the answer to {target} broke off")]
    Body {
        /// The path and query.
        target: String,
        /// What happened.
        #[source]
        source: hyper::Error,
    },
    /// The server took too long.
    #[error("{target} got no answer within {} seconds", ANSWER_TIMEOUT.as_secs())]
    Timeout {
        /// The path and query.
        target: String,
    },
}

/// Sends requests to one server.
#[derive(Debug, Clone)]
pub struct Transport {
    client: legacy::Client<HttpConnector, Full<Bytes>>,
    authority: String,
}

impl Transport {
    /// # Errors
    /// When `base_url` is not of the form `http://HOST[:PORT]`.
    pub fn new(base_url: &str) -> Result<Self, TransportError> {
        let invalid = || TransportError::BaseUrl { url: base_url.to_owned() };
        let url: Uri = base_url.parse().map_err(|_| invalid())?;
        if url.scheme_str() != Some("http") || url.path() != "/" || url.query().is_some() {
            return Err(invalid());
        }
        let authority = url.authority().ok_or_else(invalid)?.to_string();
        Ok(Self { client: legacy::Client::builder(TokioExecutor::new()).build_http(), authority })
    }

    /// `HOST[:PORT]` of the server.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The URL of a path and query at the server.
    ///
    /// # Errors
    /// When `target` has characters that cannot stand in a request line.
    pub fn uri(&self, target: &str) -> Result<Uri, TransportError> {
        Uri::builder()
            .scheme("http")
            .authority(self.authority.as_str())
            .path_and_query(target)
            .build()
            .map_err(|source| TransportError::Request { target: target.to_owned(), source })
    }

    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn send(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, TransportError> {
        let target = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
        match tokio::time::timeout(ANSWER_TIMEOUT, self.client.request(request)).await {
            Ok(answer) => answer.map_err(|source| TransportError::Connection { target, source }),
            Err(_) => Err(TransportError::Timeout { target }),
        }
    }
}
