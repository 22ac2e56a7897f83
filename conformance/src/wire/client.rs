use http::Method;
use serde_json::{Value, json};

use super::{Answer, Outcome, RequestBuilder, Transport, TransportError, encode_path, encode_query};

/// A client of one server that sends what it is told, with a token.
#[derive(Debug, Clone)]
pub struct Client {
    transport: Transport,
    token: Option<String>,
}

impl Client {
    /// # Errors
    /// When `base_url` is not of the form `http://HOST[:PORT]`.
    pub fn new(base_url: &str, token: Option<&str>) -> Result<Self, TransportError> {
        Ok(Self { transport: Transport::new(base_url)?, token: token.map(str::to_owned) })
    }

    /// The same client with another token, or with none.
    #[must_use]
    pub fn with_token(&self, token: Option<&str>) -> Self {
        Self { transport: self.transport.clone(), token: token.map(str::to_owned) }
    }

    /// `HOST[:PORT]` of the server.
    pub fn authority(&self) -> &str {
        self.transport.authority()
    }

    /// A request; `target` is sent byte for byte.
    pub fn request(&self, method: Method, target: impl Into<String>) -> RequestBuilder {
        let request = RequestBuilder::new(self.transport.clone(), method, target.into());
        match &self.token {
            Some(token) => request.header("authorization", format!("Bearer {token}")),
            None => request,
        }
    }

    /// A request for one resource.
    pub fn resource(&self, method: Method, key: &str) -> RequestBuilder {
        self.request(method, format!("/v1/resources/{}", encode_path(key)))
    }

    /// A GET of one resource.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn get(&self, key: &str) -> Outcome<Answer> {
        self.resource(Method::GET, key).send().await
    }

    /// A PUT without precondition that has to succeed.
    ///
    /// # Errors
    /// When it does not.
    pub async fn put(&self, key: &str, value: &Value) -> Outcome<Answer> {
        let answer = self.resource(Method::PUT, key).json(&json!({ "value": value })).send().await?;
        answer.expect_one_of(&[200, 201])
    }

    /// A DELETE without precondition.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn delete(&self, key: &str) -> Outcome<Answer> {
        self.resource(Method::DELETE, key).send().await
    }

    /// A transaction of these operations.
    pub fn transaction(&self, operations: &Value) -> RequestBuilder {
        self.request(Method::POST, "/v1/resources/transaction").json(&json!({ "operations": operations }))
    }

    /// A stream of the resource family.
    pub fn watch<'a>(&self, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> RequestBuilder {
        self.request(Method::GET, format!("/v1/resources/events{}", encode_query(query)))
    }

    /// The stream of all families.
    pub fn watch_all<'a>(&self, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> RequestBuilder {
        self.request(Method::GET, format!("/v1/events{}", encode_query(query)))
    }

    /// One page of a list.
    ///
    /// # Errors
    /// When the answer is no page.
    pub async fn page<'a>(&self, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> Outcome<Value> {
        let target = format!("/v1/resources{}", encode_query(query));
        Ok(self.request(Method::GET, target).send().await?.expect(200)?.json())
    }

    /// All pages of a list, as the items and the revision that they show.
    ///
    /// # Errors
    /// When an answer is no page.
    pub async fn list(&self, prefix: &str) -> Outcome<(Vec<Value>, u64)> {
        let mut items = Vec::new();
        let mut cursor = None::<String>;
        loop {
            let query = std::iter::once(("prefix", prefix)).chain(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let mut page = self.page(query).await?;
            items.append(page["items"].as_array_mut().unwrap_or(&mut Vec::new()));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return Ok((items, page["revision"].as_u64().unwrap_or_default())),
            }
        }
    }

    /// The revision that the store has come to.
    ///
    /// # Errors
    /// When the store does not tell it.
    pub async fn revision(&self) -> Outcome<u64> {
        self.request(Method::GET, "/v1/store").send().await?.expect(200)?.number("revision")
    }

    /// Deletes every resource below a prefix.
    ///
    /// # Errors
    /// When a list or a deletion fails.
    pub async fn delete_below(&self, prefix: &str) -> Outcome {
        let (items, _) = self.list(prefix).await?;
        for key in items.iter().filter_map(|item| item["key"].as_str()) {
            // What expired meanwhile is as good as deleted.
            self.delete(key).await?.expect_one_of(&[200, 404])?;
        }
        Ok(())
    }
}
