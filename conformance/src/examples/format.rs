use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// A published example.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Its name, unique over all files.
    pub id: String,
    /// The operation that it shows.
    pub operation: String,
    /// What it shows, in a plain sentence.
    pub sentence: String,
    /// The examples that are sent first, in this order, each after its own.
    #[serde(default)]
    pub given: Vec<String>,
    /// What is sent.
    pub request: ExampleRequest,
    /// What has to come back.
    pub answer: ExampleAnswer,
}

/// What an example sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleRequest {
    /// Path parameters.
    #[serde(default)]
    pub path: BTreeMap<String, String>,
    /// Query parameters; a list stands there once for each item.
    #[serde(default)]
    pub query: BTreeMap<String, Value>,
    /// Headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Whose token is used; the suite's own when it is left out.
    pub token: Option<ExampleToken>,
    /// The body's content type; JSON when it is left out.
    pub content_type: Option<String>,
    /// The body as JSON.
    pub body: Option<Value>,
    /// The body as it is sent, for bodies that are no JSON.
    pub raw_body: Option<String>,
    /// Makes a body `{"value": "xxx…"}` of this many bytes.
    pub filler_bytes: Option<usize>,
}

/// Whose token an example uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum ExampleToken {
    /// `none` or `invalid`.
    Word(TokenWord),
    /// Another principal's, in the partition of the suite's own.
    Principal(OtherPrincipal),
    /// The suite's own token, narrowed.
    Narrowed(Narrowing),
}

/// Tokens that are no good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenWord {
    /// No token.
    None,
    /// A token that no server signed.
    Invalid,
}

/// Somebody else, who may do everything.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherPrincipal {
    /// Who.
    pub principal: String,
    /// The user in whose name an agent decides.
    pub decides_for: Option<String>,
}

impl OtherPrincipal {
    /// Somebody who decides for nobody else.
    pub fn named(principal: impl Into<String>) -> Self {
        Self { principal: principal.into(), decides_for: None }
    }
}

/// What a narrowed token may still do. What is left out stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Narrowing {
    /// Rights of the form `{family}:{access}`.
    pub operations: Option<Vec<String>>,
    /// Prefixes that it may read.
    pub read_prefixes: Option<Vec<String>>,
    /// Prefixes that it may write.
    pub write_prefixes: Option<Vec<String>>,
}

/// What has to come back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleAnswer {
    /// The status.
    pub status: u16,
    /// Headers that have to be there; `{name}` in a value stands for anything.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body, compared member by member.
    pub body: Option<Value>,
    /// The frames of a stream, in this order.
    #[serde(default)]
    pub frames: Vec<ExpectedFrame>,
}

/// A frame of a stream.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFrame {
    /// Its name.
    pub event: String,
    /// Its data, compared member by member.
    pub data: Value,
}
