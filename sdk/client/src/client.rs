//! The client and how it is made.

use std::{sync::Arc, time::Duration};

use http::HeaderValue;

use crate::{
    discovery::{DiscoveryError, Endpoint},
    generated::operations,
    middleware::Middleware,
    retry::RetryPolicy,
    transport::{TimeOuts, Transport},
};

/// A client of one server. Cheap to clone; its clones share their connections.
///
/// Each operation of the contract is a method that starts a request; the request takes what is optional and is sent
/// with `.await` (see [`requests`](crate::requests)).
///
/// ```no_run
/// use charter_sdk::Client;
/// use serde_json::json;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::from_env()?;
/// let written = client.put_resource("project/atlas/readme", json!({ "title": "Atlas" })).await?;
/// let read = client.get_resource("project/atlas/readme").await?;
/// assert_eq!(read.rev, written.rev);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Client {
    operations: Arc<operations::Client>,
}

impl Client {
    /// A client of the server that the environment or the local data directory names: see [`Endpoint::discover`].
    ///
    /// # Errors
    /// When no server is found; the error tells what was looked for and where.
    pub fn from_env() -> Result<Self, BuildError> {
        let endpoint = Endpoint::discover()?;
        Self::builder().url(endpoint.url).token(endpoint.token).build()
    }

    /// Starts a client with settings of its own.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// The server's base URL.
    pub fn url(&self) -> &str {
        &self.operations.baseurl
    }

    pub(crate) fn operations(&self) -> &operations::Client {
        &self.operations
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.operations.inner
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.operations.client
    }
}

/// Settings of a [`Client`].
///
/// ```no_run
/// use std::time::Duration;
///
/// use charter_sdk::{Client, RetryPolicy};
///
/// # fn example() -> Result<(), charter_sdk::BuildError> {
/// let client = Client::builder()
///     .url("https://charter.example.com")
///     .token("En0KEwoEMTIzN…")
///     .connect_timeout(Duration::from_secs(2))
///     .attempt_timeout(Duration::from_secs(10))
///     .total_timeout(Duration::from_secs(30))
///     .retry(RetryPolicy::with_retries(4))
///     .user_agent("atlas-importer/1.2")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    url: String,
    token: Option<String>,
    connect_timeout: Duration,
    time_outs: TimeOuts,
    retry: RetryPolicy,
    user_agent: String,
    middleware: Vec<Box<dyn Middleware>>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            url: "http://127.0.0.1:7717".to_owned(),
            token: None,
            connect_timeout: Duration::from_secs(5),
            time_outs: TimeOuts { attempt: Duration::from_secs(30), total: Duration::from_secs(60) },
            retry: RetryPolicy::default(),
            user_agent: concat!("charter-sdk/", env!("CARGO_PKG_VERSION")).to_owned(),
            middleware: Vec::new(),
        }
    }
}

impl ClientBuilder {
    /// The server's base URL, a path included where there is one. By default `http://127.0.0.1:7717`.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = url.into();
        self
    }

    /// The capability token. Without one only the public operations are allowed.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// How long a connection may take to come about; 5 seconds by default.
    pub fn connect_timeout(mut self, time_out: Duration) -> Self {
        self.connect_timeout = time_out;
        self
    }

    /// How long one attempt may take, from connecting to the end of the answer; 30 seconds by default. Of a stream
    /// it bounds the wait for its beginning.
    pub fn attempt_timeout(mut self, time_out: Duration) -> Self {
        self.time_outs.attempt = time_out;
        self
    }

    /// How long a request may take with all its attempts and the waits between them; 60 seconds by default.
    pub fn total_timeout(mut self, time_out: Duration) -> Self {
        self.time_outs.total = time_out;
        self
    }

    /// How often, and with which waits, a request is tried again; see [`RetryPolicy`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How the program names itself to the server.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Adds own code around every request; the first that was added runs first.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Box::new(middleware));
        self
    }

    /// # Errors
    /// When the URL, the token or the user agent cannot be sent.
    pub fn build(self) -> Result<Client, BuildError> {
        let url = read_url(&self.url)?;
        let authorization = self.token.as_deref().map(bearer).transpose()?;
        #[cfg(feature = "tls")]
        choose_cryptography();
        let http = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout)
            .timeout(self.time_outs.attempt)
            // The transport tries again itself, and keeps a copy of the request for it: one copy is enough.
            .retry(reqwest::retry::never().max_retries_per_request(0))
            .user_agent(self.user_agent)
            .build()
            .map_err(|source| BuildError::Http { source: Box::new(source) })?;
        let transport = Transport::new(http.clone(), authorization, self.time_outs, self.retry, self.middleware);
        Ok(Client { operations: Arc::new(operations::Client::new_with_client(&url, http, transport)) })
    }
}

/// Without a slash at its end: paths are put behind it.
fn read_url(text: &str) -> Result<String, BuildError> {
    let invalid = |reason: String| BuildError::InvalidUrl { url: text.to_owned(), reason };
    let url: reqwest::Url = text.parse().map_err(|error| invalid(format!("{error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("it must start with http:// or https://".to_owned()));
    }
    if cfg!(not(feature = "tls")) && url.scheme() == "https" {
        return Err(invalid("https needs the SDK's `tls` feature".to_owned()));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("it must end with its path".to_owned()));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn bearer(token: &str) -> Result<HeaderValue, BuildError> {
    let mut value = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| BuildError::InvalidToken)?;
    value.set_sensitive(true);
    Ok(value)
}

/// The program may have chosen before: then this changes nothing.
#[cfg(feature = "tls")]
fn choose_cryptography() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// No server was found.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// The URL is not that of a server.
    #[error("{url} is not a server's URL: {reason}")]
    InvalidUrl {
        /// The URL.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The token has characters that no token has.
    #[error("the token has characters that a header cannot carry")]
    InvalidToken,
    /// The HTTP client could not be made.
    #[error("cannot set up the HTTP client")]
    Http {
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The runtime of a blocking client could not be started.
    #[error("cannot start the blocking client's runtime")]
    Runtime {
        /// Why.
        source: std::io::Error,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_checked_before_anything_is_sent() {
        for url in ["charter.example.com", "ftp://charter.example.com", "http://", "http://a/?b=c"] {
            assert!(matches!(read_url(url), Err(BuildError::InvalidUrl { .. })), "{url}");
        }
        assert_eq!(read_url("http://localhost:7717/").unwrap(), "http://localhost:7717");
        assert_eq!(read_url("http://proxy/charter/").unwrap(), "http://proxy/charter");
    }

    #[test]
    fn nothing_prints_the_token() {
        let client = Client::builder().token("secret").build().unwrap();
        assert!(!format!("{client:?}").contains("secret"));
    }

    #[test]
    fn a_token_that_no_header_can_carry_is_refused() {
        assert!(matches!(Client::builder().token("a\nb").build(), Err(BuildError::InvalidToken)));
    }
}
