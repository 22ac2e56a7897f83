//! The Rust SDK of Charter: mission control for work done by AI agents.
//!
//! [`Client::from_env`] finds a local server by itself. Every operation of the contract is a method of the [`Client`]
//! that starts a request; `.await` sends it.
//!
//! ```no_run
//! use charter_sdk::{Client, ResultExt, requests::PutResourceError};
//! use serde_json::json;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env()?;
//!
//! // Write, but only if nobody wrote before.
//! let outcome = client.put_resource("project/atlas/readme", json!({ "title": "Atlas" })).if_none_match("*").await;
//! match outcome {
//!     Ok(resource) => println!("created at revision {}", resource.rev),
//!     Err(PutResourceError::PreconditionFailed(problem)) => println!("there at {:?}", problem.current_rev),
//!     Err(error) => return Err(error.into()),
//! }
//!
//! // Read; `None` when there is no such resource.
//! if let Some(resource) = client.get_resource("project/atlas/readme").await.found()? {
//!     println!("{}", resource.value["title"]);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | for | see |
//! | --- | --- |
//! | settings: URL, token, time-outs, retries | [`Client::builder`] |
//! | what each request can be told, and how it can fail | [`requests`] |
//! | changing several resources at once | [`Client::transact_resources`] |
//! | a value as a type of the program | [`types::Resource::value_as`] |
//! | status, headers and revision of an answer | [`Answer`] |
//! | lists | [`Pages`] |
//! | files, as they come | [`Upload`], [`Download`] |
//! | watching, with resume and snapshot | [`stream`] |
//! | changing what others change as well | [`Client::update`] |
//! | doing the work of runs: claims, leases, reports | [`worker`] |
//! | asking leave for an action, and proving that it was given | [`Client::request_approval`], [`verify_receipt`] |
//! | the contract's data | [`types`] |
//! | programs without an async runtime | `blocking`, with the feature of that name |
//!
//! Requests are tried again where that is safe (see [`RetryPolicy`]); what has an effect carries an `Idempotency-Key`
//! that stays the same, so that it happens once. Words and event types of later versions are read as `Unknown`.
//!
//! # Features
//!
//! - `tls` (on by default): https.
//! - `blocking`: a client for programs without an async runtime.

#![deny(missing_docs)]

mod answer;
mod approval;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod client;
mod discovery;
mod error;
mod headers;
mod middleware;
mod operation_error;
mod pages;
mod parameter;
mod request;
mod retry;
pub mod stream;
mod transfer;
mod transport;
mod update;
pub mod worker;

#[rustfmt::skip]
mod generated {
    pub mod client;
    pub(crate) mod operations;
}

/// The contract's data model.
pub use charter_types as types;

pub use answer::Answer;
pub use approval::digest_of;
/// Whether a receipt proves what it says, without a server.
pub use charter_receipts::{ReceiptError, verify as verify_receipt};
pub use client::{BuildError, Client, ClientBuilder};
pub use discovery::{DiscoveryError, Endpoint, default_data_dir};
pub use error::{Error, InvalidInput, NoAnswer, NotModified, ProblemAnswer, RequestError, ResultExt, UnexpectedAnswer};
/// The requests, one for each operation, and how each can fail.
pub use generated::client as requests;
pub use middleware::{Attempt, Middleware, Outcome};
pub use pages::Pages;
pub use parameter::Parameter;
pub use request::Asynchronous;
pub use retry::RetryPolicy;
pub use transfer::{Download, Upload};
pub use update::UpdateError;
