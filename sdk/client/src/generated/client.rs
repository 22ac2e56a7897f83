// Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.

//! The requests, one for each operation, and how each can fail.
//!
//! A request is started by the client's method of its name, told what is optional, and sent with `.await`:
//!
//! ```no_run
//! # async fn example(client: charter_sdk::Client) -> Result<(), charter_sdk::Error> {
//! let page = client.list_resources().prefix("project/").limit(10).await?;
//! # Ok(())
//! # }
//! ```
//!
//! A request is an `IntoFuture`. Where a future is wanted, for example by `join!`, its method `send` gives one:
//!
//! ```no_run
//! # async fn example(client: charter_sdk::Client) {
//! let (readme, licence) =
//!     futures::join!(client.get_resource("readme").send(), client.get_resource("licence").send());
//! # }
//! ```

use charter_types as types;
use serde::Serialize;

#[cfg(feature = "blocking")]
use crate::blocking;
use crate::{
    Answer, Client, Error, answer,
    call::Call,
    operation_error::operation_error,
    pages::Paged,
    parameter::{Parameter, parameters},
    request::{Asynchronous, Input, Part, fresh_idempotency_key, pages, sends, streams},
    stream::StreamRequest,
};

use super::operations::builder;

parameters! {
    types {
        AssetName,
        ClosingReason,
        Cursor,
        DeletionReason,
        EntityTag,
        EntityTags,
        EventFamily,
        EventType,
        HealthStatus,
        IdempotencyKey,
        JsonPatchVerb,
        JsonPointer,
        KeyPrefix,
        PageLimit,
        Partition,
        Principal,
        ProblemType,
        RequestId,
        ResourceKey,
        RetryAfterSeconds,
        Revision,
        StoreId,
        TimeToLive,
        Timestamp,
        TransactionEffect,
        TransactionOperation,
    }
}

impl Client {
    /// Watch everything.
    ///
    /// Everything that the token may read, of all families, as an SSE stream. Each event is a frame whose `event:`
    /// is its type and whose `data:` is an `EngineEvent`.
    ///
    /// - **Ordered, unique, gap-free**, per connection and across reconnects with `Last-Event-ID` or `after`.
    /// - **Atomic**: `id:` is the revision. Of the events of one commit only the last has an `id:`, so that a
    ///   resume never starts in the middle of a commit.
    /// - **Snapshot, then live** with `snapshot=true`: `snapshot` frames, `synced`, then events, with nothing lost
    ///   or doubled in between.
    /// - **Bookmarks**: a `bookmark` frame moves the cursor at least every few seconds while others write
    ///   what the filters leave out.
    /// - **Compacted**: a cursor older than the log is a 410, or a `must_refetch` frame and a clean end when it
    ///   happens in mid-stream; never a silent gap.
    /// - A stream that the server ends says why in a `closing` frame, and can be resumed from its `id:`.
    /// - `synced`, `bookmark` and `closing` frames have the revision that they name as `id:`; `snapshot` frames have none,
    ///   so that a resume in mid-snapshot starts the snapshot anew.
    /// - After 15 seconds without a frame a comment line shows that the connection lives.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use futures::TryStreamExt;
    ///
    /// let mut stream = client
    ///     .watch_events()
    ///     .kind("resource.deleted")
    ///     .prefix("project/atlas/")
    ///     .after(0)
    ///     .stream();
    /// while let Some(item) = stream.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch_events(&self) -> WatchEvents<'_> {
        WatchEvents::new(self, Asynchronous)
    }
    /// List resources by prefix.
    ///
    /// Resources whose key starts with `prefix`, in the order of their keys' bytes. The pages that follow one
    /// another through `next_cursor` are together one snapshot at `revision`, whatever is written meanwhile.
    /// Only resources that the token may read are listed.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.list_resources().prefix("project/atlas/sheet/").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_resources(&self) -> ListResources<'_> {
        ListResources::new(self, Asynchronous)
    }
    /// Get a resource.
    ///
    /// The resource with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_resource("project/atlas/readme").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
    ) -> GetResource<'_> {
        GetResource::new(self, Asynchronous, key)
    }
    /// Create or replace a resource.
    ///
    /// Without a precondition the last write wins. `If-None-Match: *` creates only; `If-Match` replaces only
    /// that revision. Without `ttl_ms` the resource lives until it is deleted, also when it had an expiry before.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let value = json!({
    ///     "title": "Atlas",
    ///     "status": "planned",
    ///     "tags": ["maps", "survey"],
    /// });
    /// let answer = client.put_resource("project/atlas/readme", value).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn put_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
        value: impl Serialize,
    ) -> PutResource<'_> {
        PutResource::new(self, Asynchronous, key, value)
    }
    /// Delete a resource.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.delete_resource("project/atlas/readme").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
    ) -> DeleteResource<'_> {
        DeleteResource::new(self, Asynchronous, key)
    }
    /// Change a part of a resource's value.
    ///
    /// A JSON Merge Patch (RFC 7396) or a JSON Patch (RFC 6902) of the value, by content type. The expiry stays.
    /// A JSON Patch whose `test` fails, or that names a place that does not exist, is a 409 and changes nothing.
    /// The answer shows the whole value, so the token needs the right to read it as well.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let answer = client
    ///     .patch_resource("project/atlas/readme")
    ///     .merge_patch(json!({ "status": "active", "tags": null }))
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn patch_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
    ) -> PatchResource<'_> {
        PatchResource::new(self, Asynchronous, key)
    }
    /// Change several resources at once.
    ///
    /// All guards hold and everything is written at one revision, or nothing is. A key may stand in one
    /// operation only. Watchers see the whole of it or nothing.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use charter_sdk::requests::TransactionOperation;
    /// use serde_json::json;
    ///
    /// let operations = [
    ///     TransactionOperation::put("project/atlas/board/survey", json!({ "state": "ready" })),
    ///     TransactionOperation::put("project/atlas/board/print", json!({ "state": "waiting" })).ttl_ms(600000),
    /// ];
    /// let answer = client.transact_resources(operations).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn transact_resources(
        &self,
        operations: impl IntoIterator<Item = impl Parameter<types::TransactionOperation>>,
    ) -> TransactResources<'_> {
        TransactResources::new(self, Asynchronous, operations)
    }
    /// Watch resources.
    ///
    /// The events of the resource family as an SSE stream with the guarantees that `watchEvents` tells.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use futures::TryStreamExt;
    ///
    /// let mut stream = client.watch_resources().prefix("project/atlas/").after(0).stream();
    /// while let Some(item) = stream.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch_resources(&self) -> WatchResources<'_> {
        WatchResources::new(self, Asynchronous)
    }
    /// What the store is and how far it has come.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_store().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_store(&self) -> GetStore<'_> {
        GetStore::new(self, Asynchronous)
    }
    /// Whether the process lives.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_health().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_health(&self) -> GetHealth<'_> {
        GetHealth::new(self, Asynchronous)
    }
    /// Whether the server takes requests.
    ///
    /// 503 with a problem while the server shuts down or its store does not answer.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_readiness().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_readiness(&self) -> GetReadiness<'_> {
        GetReadiness::new(self, Asynchronous)
    }
    /// Counters and timings in Prometheus' text format.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_metrics().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_metrics(&self) -> GetMetrics<'_> {
        GetMetrics::new(self, Asynchronous)
    }
    /// The contract as one JSON document.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_contract_json().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_contract_json(&self) -> GetContractJson<'_> {
        GetContractJson::new(self, Asynchronous)
    }
    /// The contract as one YAML document.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_contract_yaml().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_contract_yaml(&self) -> GetContractYaml<'_> {
        GetContractYaml::new(self, Asynchronous)
    }
    /// The reference page.
    ///
    /// Works without a network; everything it loads comes from this server.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_docs().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_docs(&self) -> GetDocs<'_> {
        GetDocs::new(self, Asynchronous)
    }
    /// A file of the reference page.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_docs_asset("swagger-ui.css").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_docs_asset(
        &self,
        asset: impl Parameter<types::AssetName>,
    ) -> GetDocsAsset<'_> {
        GetDocsAsset::new(self, Asynchronous, asset)
    }
}

#[cfg(feature = "blocking")]
impl blocking::Client {
    /// Watch everything; see [`Client::watch_events`](crate::Client::watch_events).
    pub fn watch_events(&self) -> WatchEvents<'_, blocking::Blocking<'_>> {
        WatchEvents::new(self.asynchronous(), self.mode())
    }
    /// List resources by prefix; see [`Client::list_resources`](crate::Client::list_resources).
    pub fn list_resources(&self) -> ListResources<'_, blocking::Blocking<'_>> {
        ListResources::new(self.asynchronous(), self.mode())
    }
    /// Get a resource; see [`Client::get_resource`](crate::Client::get_resource).
    pub fn get_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
    ) -> GetResource<'_, blocking::Blocking<'_>> {
        GetResource::new(self.asynchronous(), self.mode(), key)
    }
    /// Create or replace a resource; see [`Client::put_resource`](crate::Client::put_resource).
    pub fn put_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
        value: impl Serialize,
    ) -> PutResource<'_, blocking::Blocking<'_>> {
        PutResource::new(self.asynchronous(), self.mode(), key, value)
    }
    /// Delete a resource; see [`Client::delete_resource`](crate::Client::delete_resource).
    pub fn delete_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
    ) -> DeleteResource<'_, blocking::Blocking<'_>> {
        DeleteResource::new(self.asynchronous(), self.mode(), key)
    }
    /// Change a part of a resource's value; see [`Client::patch_resource`](crate::Client::patch_resource).
    pub fn patch_resource(
        &self,
        key: impl Parameter<types::ResourceKey>,
    ) -> PatchResource<'_, blocking::Blocking<'_>> {
        PatchResource::new(self.asynchronous(), self.mode(), key)
    }
    /// Change several resources at once; see [`Client::transact_resources`](crate::Client::transact_resources).
    pub fn transact_resources(
        &self,
        operations: impl IntoIterator<Item = impl Parameter<types::TransactionOperation>>,
    ) -> TransactResources<'_, blocking::Blocking<'_>> {
        TransactResources::new(self.asynchronous(), self.mode(), operations)
    }
    /// Watch resources; see [`Client::watch_resources`](crate::Client::watch_resources).
    pub fn watch_resources(&self) -> WatchResources<'_, blocking::Blocking<'_>> {
        WatchResources::new(self.asynchronous(), self.mode())
    }
    /// What the store is and how far it has come; see [`Client::get_store`](crate::Client::get_store).
    pub fn get_store(&self) -> GetStore<'_, blocking::Blocking<'_>> {
        GetStore::new(self.asynchronous(), self.mode())
    }
    /// Whether the process lives; see [`Client::get_health`](crate::Client::get_health).
    pub fn get_health(&self) -> GetHealth<'_, blocking::Blocking<'_>> {
        GetHealth::new(self.asynchronous(), self.mode())
    }
    /// Whether the server takes requests; see [`Client::get_readiness`](crate::Client::get_readiness).
    pub fn get_readiness(&self) -> GetReadiness<'_, blocking::Blocking<'_>> {
        GetReadiness::new(self.asynchronous(), self.mode())
    }
    /// Counters and timings in Prometheus' text format; see [`Client::get_metrics`](crate::Client::get_metrics).
    pub fn get_metrics(&self) -> GetMetrics<'_, blocking::Blocking<'_>> {
        GetMetrics::new(self.asynchronous(), self.mode())
    }
    /// The contract as one JSON document; see [`Client::get_contract_json`](crate::Client::get_contract_json).
    pub fn get_contract_json(&self) -> GetContractJson<'_, blocking::Blocking<'_>> {
        GetContractJson::new(self.asynchronous(), self.mode())
    }
    /// The contract as one YAML document; see [`Client::get_contract_yaml`](crate::Client::get_contract_yaml).
    pub fn get_contract_yaml(&self) -> GetContractYaml<'_, blocking::Blocking<'_>> {
        GetContractYaml::new(self.asynchronous(), self.mode())
    }
    /// The reference page; see [`Client::get_docs`](crate::Client::get_docs).
    pub fn get_docs(&self) -> GetDocs<'_, blocking::Blocking<'_>> {
        GetDocs::new(self.asynchronous(), self.mode())
    }
    /// A file of the reference page; see [`Client::get_docs_asset`](crate::Client::get_docs_asset).
    pub fn get_docs_asset(
        &self,
        asset: impl Parameter<types::AssetName>,
    ) -> GetDocsAsset<'_, blocking::Blocking<'_>> {
        GetDocsAsset::new(self.asynchronous(), self.mode(), asset)
    }
}

/// Watch everything: [`Client::watch_events`].
#[derive(Debug)]
#[must_use = "a stream does nothing until it is opened with `stream`"]
pub struct WatchEvents<'a, Mode = Asynchronous> {
    request: StreamRequest<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> WatchEvents<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("watch_events", mode);
        let request = StreamRequest::new(client, "/v1/events");
        Self { request, input }
    }
    /// Only events of these families. May be given several times.
    pub fn family(mut self, family: impl Parameter<types::EventFamily>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "family",
                family,
                |request, value| request.query("family", value),
            );
        self
    }
    /// Only events of these types. May be given several times.
    pub fn kind(mut self, kind: impl Parameter<types::EventType>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "type",
                kind,
                |request, value| request.query("type", value),
            );
        self
    }
    /// Only events whose subject starts with one of these. May be given several times.
    pub fn prefix(mut self, prefix: impl Parameter<types::KeyPrefix>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "prefix",
                prefix,
                |request, value| request.query("prefix", value),
            );
        self
    }
    /// Start with what happened after this revision; `0` is everything that the log still holds. Without it
    /// (and without `Last-Event-ID`) the stream starts with what happens from now on.
    pub fn after(mut self, after: impl Parameter<types::Revision>) -> Self {
        self.request = self
            .input
            .set(self.request, "after", after, StreamRequest::after);
        self
    }
    /// First the documents as they are, each as a `snapshot` frame, then a `synced` frame with their revision,
    /// then what happens from there on. Ignored when a cursor is given.
    pub fn snapshot(mut self, snapshot: impl Parameter<bool>) -> Self {
        self.request = self
            .input
            .set(self.request, "snapshot", snapshot, StreamRequest::snapshot);
        self
    }
}

streams! {
    WatchEvents
}

/// List resources by prefix: [`Client::list_resources`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListResources<'a, Mode = Asynchronous> {
    request: builder::ListResources<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> ListResources<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("list_resources", mode);
        let request = client.operations().list_resources();
        Self { request, input }
    }
    /// What the keys start with; all keys when it is left out.
    pub fn prefix(mut self, prefix: impl Parameter<types::KeyPrefix>) -> Self {
        self.request = self
            .input
            .set(self.request, "prefix", prefix, builder::ListResources::prefix);
        self
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListResources::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListResources::limit);
        self
    }
    async fn execute(self) -> Result<Answer<types::ResourcePage>, ListResourcesError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListResources -> types::ResourcePage, ListResourcesError
}

impl<Mode: Clone + Send> Paged for ListResources<'_, Mode> {
    type Page = types::ResourcePage;
    type Item = types::Resource;
    type Error = ListResourcesError;
    async fn fetch(
        mut self,
        cursor: Option<types::Cursor>,
    ) -> Result<Answer<Self::Page>, Self::Error> {
        if let Some(cursor) = cursor {
            self.request = self.request.cursor(cursor);
        }
        self.execute().await
    }
    fn next_cursor(page: &Self::Page) -> Option<types::Cursor> {
        page.next_cursor.clone()
    }
    fn into_items(page: Self::Page) -> Vec<Self::Item> {
        page.items
    }
}

pages! {
    ListResources -> types::ResourcePage, types::Resource, ListResourcesError
}

operation_error! {
    /// Why [`Client::list_resources`] failed.
    pub enum ListResourcesError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// Get a resource: [`Client::get_resource`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetResource<'a, Mode = Asynchronous> {
    request: builder::GetResource<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetResource<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        key: impl Parameter<types::ResourceKey>,
    ) -> Self {
        let mut input = Input::new("get_resource", mode);
        let request = client.operations().get_resource();
        let request = input.set(request, "key", key, builder::GetResource::key);
        Self { request, input }
    }
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub fn if_none_match(
        mut self,
        if_none_match: impl Parameter<types::EntityTags>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-None-Match",
                if_none_match,
                builder::GetResource::if_none_match,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::Resource>, GetResourceError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    GetResource -> types::Resource, GetResourceError
}

operation_error! {
    /// Why [`Client::get_resource`] failed.
    pub enum GetResourceError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// Create or replace a resource: [`Client::put_resource`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct PutResource<'a, Mode = Asynchronous> {
    request: builder::PutResource<'a>,
    body: Option<types::PutResource>,
    input: Input<Mode>,
}

impl<'a, Mode> PutResource<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        key: impl Parameter<types::ResourceKey>,
        value: impl Serialize,
    ) -> Self {
        let mut input = Input::new("put_resource", mode);
        let request = client.operations().put_resource();
        let request = input.set(request, "key", key, builder::PutResource::key);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.json("value", value).map(types::PutResource::new);
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::PutResource::if_match);
        self
    }
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub fn if_none_match(
        mut self,
        if_none_match: impl Parameter<types::EntityTags>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-None-Match",
                if_none_match,
                builder::PutResource::if_none_match,
            );
        self
    }
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub fn idempotency_key(
        mut self,
        idempotency_key: impl Parameter<types::IdempotencyKey>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "Idempotency-Key",
                idempotency_key,
                builder::PutResource::idempotency_key,
            );
        self
    }
    /// How many milliseconds from now the resource lives; at most ten years. It is deleted, with an event,
    /// within a second after that.
    pub fn ttl_ms(mut self, ttl_ms: impl Parameter<types::TimeToLive>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("ttl_ms", ttl_ms),
        ) {
            self.body = Some(body.with_ttl_ms(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Resource>, PutResourceError> {
        let Self { request, body, input } = self;
        let operation = input.check().map_err(Error::from)?;
        let request = match body {
            Some(body) => request.body(body),
            None => request,
        };
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    PutResource -> types::Resource, PutResourceError
}

operation_error! {
    /// Why [`Client::put_resource`] failed.
    pub enum PutResourceError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Delete a resource: [`Client::delete_resource`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeleteResource<'a, Mode = Asynchronous> {
    request: builder::DeleteResource<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> DeleteResource<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        key: impl Parameter<types::ResourceKey>,
    ) -> Self {
        let mut input = Input::new("delete_resource", mode);
        let request = client.operations().delete_resource();
        let request = input.set(request, "key", key, builder::DeleteResource::key);
        Self { request, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::DeleteResource::if_match);
        self
    }
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub fn if_none_match(
        mut self,
        if_none_match: impl Parameter<types::EntityTags>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-None-Match",
                if_none_match,
                builder::DeleteResource::if_none_match,
            );
        self
    }
    async fn execute(
        self,
    ) -> Result<Answer<types::DeletedResource>, DeleteResourceError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    DeleteResource -> types::DeletedResource, DeleteResourceError
}

operation_error! {
    /// Why [`Client::delete_resource`] failed.
    pub enum DeleteResourceError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
    }
}

/// Change a part of a resource's value: [`Client::patch_resource`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct PatchResource<'a, Mode = Asynchronous> {
    request: builder::PatchResource<'a>,
    body: Option<(&'static str, serde_json::Value)>,
    input: Input<Mode>,
}

impl<'a, Mode> PatchResource<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        key: impl Parameter<types::ResourceKey>,
    ) -> Self {
        let mut input = Input::new("patch_resource", mode);
        let request = client.operations().patch_resource();
        let request = input.set(request, "key", key, builder::PatchResource::key);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = None;
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::PatchResource::if_match);
        self
    }
    /// Go on only when the document's revision is none of these; `*` when it does not exist.
    pub fn if_none_match(
        mut self,
        if_none_match: impl Parameter<types::EntityTags>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-None-Match",
                if_none_match,
                builder::PatchResource::if_none_match,
            );
        self
    }
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub fn idempotency_key(
        mut self,
        idempotency_key: impl Parameter<types::IdempotencyKey>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "Idempotency-Key",
                idempotency_key,
                builder::PatchResource::idempotency_key,
            );
        self
    }
    /// A JSON Merge Patch (RFC 7396): an object's members replace the value's, `null` removes them;
    /// anything but an object replaces the whole value. As `application/merge-patch+json`.
    pub fn merge_patch(mut self, merge_patch: impl Serialize) -> Self {
        self.body = self
            .input
            .json("body", merge_patch)
            .map(|body| ("application/merge-patch+json", body));
        self
    }
    /// A JSON Patch (RFC 6902). As `application/json-patch+json`.
    pub fn json_patch(
        mut self,
        json_patch: impl IntoIterator<Item = types::JsonPatchOperation>,
    ) -> Self {
        self.body = self
            .input
            .json("body", json_patch.into_iter().collect::<Vec<_>>())
            .map(|body| ("application/json-patch+json", body));
        self
    }
    async fn execute(self) -> Result<Answer<types::Resource>, PatchResourceError> {
        let Self { request, body, mut input } = self;
        input.require("body", body.is_some());
        let operation = input.check().map_err(Error::from)?;
        let request = match body {
            Some((kind, body)) => request.content_type(kind).body(body),
            None => request,
        };
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    PatchResource -> types::Resource, PatchResourceError
}

operation_error! {
    /// Why [`Client::patch_resource`] failed.
    pub enum PatchResourceError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Change several resources at once: [`Client::transact_resources`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct TransactResources<'a, Mode = Asynchronous> {
    request: builder::TransactResources<'a>,
    body: Option<types::Transaction>,
    input: Input<Mode>,
}

impl<'a, Mode> TransactResources<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        operations: impl IntoIterator<Item = impl Parameter<types::TransactionOperation>>,
    ) -> Self {
        let mut input = Input::new("transact_resources", mode);
        let request = client.operations().transact_resources();
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read_all("operations", operations).map(types::Transaction::new);
        Self { request, body, input }
    }
    /// Names this effect. For 24 hours the same key with the same request gives the first answer again,
    /// marked with `Idempotency-Replayed`, and has no second effect; with another request it is refused
    /// with 409. Keys belong to the principal and the partition. A request that was refused leaves no trace.
    pub fn idempotency_key(
        mut self,
        idempotency_key: impl Parameter<types::IdempotencyKey>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "Idempotency-Key",
                idempotency_key,
                builder::TransactResources::idempotency_key,
            );
        self
    }
    async fn execute(
        self,
    ) -> Result<Answer<types::TransactionResult>, TransactResourcesError> {
        let Self { request, body, input } = self;
        let operation = input.check().map_err(Error::from)?;
        let request = match body {
            Some(body) => request.body(body),
            None => request,
        };
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    TransactResources -> types::TransactionResult, TransactResourcesError
}

operation_error! {
    /// Why [`Client::transact_resources`] failed.
    pub enum TransactResourcesError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Watch resources: [`Client::watch_resources`].
#[derive(Debug)]
#[must_use = "a stream does nothing until it is opened with `stream`"]
pub struct WatchResources<'a, Mode = Asynchronous> {
    request: StreamRequest<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> WatchResources<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("watch_resources", mode);
        let request = StreamRequest::new(client, "/v1/resources/events");
        Self { request, input }
    }
    /// Only events whose subject starts with one of these. May be given several times.
    pub fn prefix(mut self, prefix: impl Parameter<types::KeyPrefix>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "prefix",
                prefix,
                |request, value| request.query("prefix", value),
            );
        self
    }
    /// Start with what happened after this revision; `0` is everything that the log still holds. Without it
    /// (and without `Last-Event-ID`) the stream starts with what happens from now on.
    pub fn after(mut self, after: impl Parameter<types::Revision>) -> Self {
        self.request = self
            .input
            .set(self.request, "after", after, StreamRequest::after);
        self
    }
    /// First the documents as they are, each as a `snapshot` frame, then a `synced` frame with their revision,
    /// then what happens from there on. Ignored when a cursor is given.
    pub fn snapshot(mut self, snapshot: impl Parameter<bool>) -> Self {
        self.request = self
            .input
            .set(self.request, "snapshot", snapshot, StreamRequest::snapshot);
        self
    }
}

streams! {
    WatchResources
}

/// What the store is and how far it has come: [`Client::get_store`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetStore<'a, Mode = Asynchronous> {
    request: builder::GetStore<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetStore<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_store", mode);
        let request = client.operations().get_store();
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<types::StoreInfo>, GetStoreError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    GetStore -> types::StoreInfo, GetStoreError
}

operation_error! {
    /// Why [`Client::get_store`] failed.
    pub enum GetStoreError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
    }
}

/// Whether the process lives: [`Client::get_health`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetHealth<'a, Mode = Asynchronous> {
    request: builder::GetHealth<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetHealth<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_health", mode);
        let request = client.operations().get_health();
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<types::Health>, Error> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        answer::read(operation, request.send().await)
    }
}

sends! {
    GetHealth -> types::Health, Error
}

/// Whether the server takes requests: [`Client::get_readiness`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetReadiness<'a, Mode = Asynchronous> {
    request: builder::GetReadiness<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetReadiness<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_readiness", mode);
        let request = client.operations().get_readiness();
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<types::Health>, Error> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        answer::read(operation, request.send().await)
    }
}

sends! {
    GetReadiness -> types::Health, Error
}

/// Counters and timings in Prometheus' text format: [`Client::get_metrics`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetMetrics<'a, Mode = Asynchronous> {
    request: Call<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetMetrics<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_metrics", mode);
        let request = Call::new(client, "/metrics");
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<String>, Error> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        request.text(operation).await
    }
}

sends! {
    GetMetrics -> String, Error
}

/// The contract as one JSON document: [`Client::get_contract_json`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetContractJson<'a, Mode = Asynchronous> {
    request: builder::GetContractJson<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetContractJson<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_contract_json", mode);
        let request = client.operations().get_contract_json();
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<serde_json::Value>, Error> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        answer::read(operation, request.send().await)
    }
}

sends! {
    GetContractJson -> serde_json::Value, Error
}

/// The contract as one YAML document: [`Client::get_contract_yaml`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetContractYaml<'a, Mode = Asynchronous> {
    request: Call<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetContractYaml<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_contract_yaml", mode);
        let request = Call::new(client, "/openapi.yaml");
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<String>, Error> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        request.text(operation).await
    }
}

sends! {
    GetContractYaml -> String, Error
}

/// The reference page: [`Client::get_docs`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetDocs<'a, Mode = Asynchronous> {
    request: Call<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetDocs<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_docs", mode);
        let request = Call::new(client, "/docs");
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<String>, Error> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        request.text(operation).await
    }
}

sends! {
    GetDocs -> String, Error
}

/// A file of the reference page: [`Client::get_docs_asset`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetDocsAsset<'a, Mode = Asynchronous> {
    request: Call<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetDocsAsset<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        asset: impl Parameter<types::AssetName>,
    ) -> Self {
        let mut input = Input::new("get_docs_asset", mode);
        let request = Call::new(client, "/docs/{asset}");
        let request = input
            .set(request, "asset", asset, |request, value| request.path("asset", value));
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<bytes::Bytes>, GetDocsAssetError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(request.bytes(operation).await?)
    }
}

sends! {
    GetDocsAsset -> bytes::Bytes, GetDocsAssetError
}

operation_error! {
    /// Why [`Client::get_docs_asset`] failed.
    pub enum GetDocsAssetError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// One part of a transaction.
///
/// Given where a request takes a [`types::TransactionOperation`]; what is wrong with it is told when that is sent.
#[derive(Debug, Clone)]
#[must_use]
pub struct TransactionOperation(Part<types::TransactionOperation>);

impl TransactionOperation {
    /// Creates or replaces a resource.
    pub fn put(key: impl Parameter<types::ResourceKey>, value: impl Serialize) -> Self {
        Self(
            Part::new(
                "put",
                |input| {
                    let part = match (
                        input.read("key", key),
                        input.json("value", value),
                    ) {
                        (Some(key), Some(value)) => {
                            Some(types::TransactionPut::new(key, value))
                        }
                        _ => None,
                    };
                    part.map(types::TransactionOperation::Put)
                },
            ),
        )
    }
    /// Deletes a resource; changes nothing when there is none.
    pub fn delete(key: impl Parameter<types::ResourceKey>) -> Self {
        Self(
            Part::new(
                "delete",
                |input| {
                    let part = input.read("key", key).map(types::TransactionDelete::new);
                    part.map(types::TransactionOperation::Delete)
                },
            ),
        )
    }
    /// Only a guard. The token needs the right to read or to write the key.
    pub fn check(
        key: impl Parameter<types::ResourceKey>,
        if_rev: impl Parameter<types::Revision>,
    ) -> Self {
        Self(
            Part::new(
                "check",
                |input| {
                    let part = match (
                        input.read("key", key),
                        input.read("if_rev", if_rev),
                    ) {
                        (Some(key), Some(if_rev)) => {
                            Some(types::TransactionCheck::new(key, if_rev))
                        }
                        _ => None,
                    };
                    part.map(types::TransactionOperation::Check)
                },
            ),
        )
    }
    /// How many milliseconds from now the resource lives; at most ten years. It is deleted, with an event,
    /// within a second after that. Only of `put`.
    pub fn ttl_ms(mut self, ttl_ms: impl Parameter<types::TimeToLive>) -> Self {
        self.0
            .set(
                |input| input.read("ttl_ms", ttl_ms),
                |part, value, input| match part {
                    types::TransactionOperation::Put(part) => part.ttl_ms = Some(value),
                    types::TransactionOperation::Delete(_)
                    | types::TransactionOperation::Check(_) => {
                        input.refuse("ttl_ms", "is only of `put`".to_owned())
                    }
                },
            );
        self
    }
    /// The revision that the resource must have; 0 when it must not exist.
    pub fn if_rev(mut self, if_rev: impl Parameter<types::Revision>) -> Self {
        self.0
            .set(
                |input| input.read("if_rev", if_rev),
                |part, value, _| match part {
                    types::TransactionOperation::Put(part) => part.if_rev = Some(value),
                    types::TransactionOperation::Delete(part) => {
                        part.if_rev = Some(value);
                    }
                    types::TransactionOperation::Check(part) => part.if_rev = value,
                },
            );
        self
    }
}

impl Parameter<types::TransactionOperation> for TransactionOperation {
    fn read(self) -> Result<types::TransactionOperation, String> {
        self.0.read()
    }
}
