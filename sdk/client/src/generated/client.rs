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

#![allow(clippy::unnecessary_map_on_constructor, reason = "most arguments have to be read first")]

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
        ActionName,
        ActionPattern,
        ApprovalDecision,
        ApprovalId,
        ApprovalStatus,
        ArtifactId,
        ArtifactKind,
        ArtifactName,
        AssetName,
        AttemptLimit,
        ByteRange,
        CallId,
        Capability,
        ClaimLimit,
        ClosingReason,
        ContentRange,
        ContentTag,
        ContentTags,
        Count,
        Cursor,
        DeadlineLength,
        DecisionKind,
        DeletionReason,
        EntityTag,
        EntityTags,
        Entrypoint,
        Epoch,
        EventFamily,
        EventType,
        Gate,
        Gates,
        HealthStatus,
        IdempotencyKey,
        ItemId,
        ItemStatus,
        JsonPatchVerb,
        JsonPointer,
        KeyAlgorithm,
        KeyCurve,
        KeyPrefix,
        KeyThumbprint,
        KeyType,
        KeyUse,
        Label,
        LeaseLength,
        LogLevel,
        LongText,
        MediaType,
        Milliseconds,
        MissionCommand,
        MissionEvent,
        MissionId,
        MissionStatus,
        PageLimit,
        Parallelism,
        Partition,
        PauseReason,
        Percent,
        Principal,
        ProblemType,
        PublicKeyBytes,
        Quorum,
        RangeUnit,
        ReceiptFormat,
        ReportedFailureClass,
        RequestId,
        ResourceKey,
        RetryAfterSeconds,
        Revision,
        RiskClass,
        Role,
        RoutineId,
        RunEvent,
        RunFailureClass,
        RunId,
        RunStatus,
        SearchText,
        Sha256,
        Signature,
        Sniffing,
        StoreId,
        TimeToLive,
        Timestamp,
        Title,
        ToolName,
        TransactionEffect,
        TransactionOperation,
        Verdict,
        WaitLength,
        WorkerName,
    }
}

impl Client {
    /// List approvals.
    ///
    /// In the order in which they were asked for, those of runs, missions and routines in one list. The pages together are
    /// one snapshot at `revision`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .list_approvals()
    ///     .status("pending")
    ///     .run_id("0197a3c4-6f00-7000-8000-000000000021")
    ///     .risk("critical")
    ///     .decider("user:ada")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_approvals(&self) -> ListApprovals<'_> {
        ListApprovals::new(self, Asynchronous)
    }
    /// Ask for an approval.
    ///
    /// Of one action with exactly these arguments. A run asks under its lease, with its `epoch`; when its mission's policy
    /// has a rule for the action, the approval is as strict as the rule at least. With `park` the run gives its lease up in
    /// the same commit, and is queued again when the approval is decided.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let answer = client
    ///     .request_approval("deploy.production", json!({ "service": "atlas", "version": "1.4.0" }))
    ///     .risk("high")
    ///     .reason("The maps are printed")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_approval(
        &self,
        action: impl Parameter<types::ActionName>,
        arguments: impl Serialize,
    ) -> RequestApproval<'_> {
        RequestApproval::new(self, Asynchronous, action, arguments)
    }
    /// Watch approvals.
    ///
    /// The events of all approvals as an SSE stream with the guarantees that `watchEvents` tells.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use futures::TryStreamExt;
    ///
    /// let mut stream = client.watch_approvals().after(0).stream();
    /// while let Some(item) = stream.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch_approvals(&self) -> WatchApprovals<'_> {
        WatchApprovals::new(self, Asynchronous)
    }
    /// Get an approval.
    ///
    /// The approval with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_approval("0197a3c4-6f00-7000-8000-000000000031").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
    ) -> GetApproval<'_> {
        GetApproval::new(self, Asynchronous, approval_id)
    }
    /// Decide an approval.
    ///
    /// A decision names the `digest` of the arguments that it is about, so that nobody decides on what they have not seen.
    /// `edit` changes the arguments within the schema that the request gave, and approves what they are then; approvals of
    /// what they were count no more. As many approvals of different people are needed as `quorum` says; one `deny` or
    /// `respond` is enough to end it. Whoever asked does not decide, and agents do not unless their token says for which
    /// user they may.
    ///
    /// The same decision again is answered with the approval as it is; another one of the same person, or one that comes
    /// too late, is a 409 (`approval-conflict`).
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use charter_sdk::requests::ApprovalDecision;
    ///
    /// let answer = client
    ///     .decide_approval("0197a3c4-6f00-7000-8000-000000000031", ApprovalDecision::approve("eff147e0a51e5ca65e74b705b9723c5900f7e1fe9f0332076845185f10526166").comment("go"))
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn decide_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
        body: impl Parameter<types::ApprovalDecision>,
    ) -> DecideApproval<'_> {
        DecideApproval::new(self, Asynchronous, approval_id, body)
    }
    /// Use an approval.
    ///
    /// At the point of effect, by whoever asked; a run's under the run's newest lease. It succeeds once, only while the
    /// approval is approved and not over, and only for the digest that was approved. The receipt proves it to anybody who
    /// has the keys of `/.well-known/jwks.json`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .consume_approval("0197a3c4-6f00-7000-8000-000000000031", "eff147e0a51e5ca65e74b705b9723c5900f7e1fe9f0332076845185f10526166")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn consume_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
        digest: impl Parameter<types::Sha256>,
    ) -> ConsumeApproval<'_> {
        ConsumeApproval::new(self, Asynchronous, approval_id, digest)
    }
    /// Take a request back.
    ///
    /// By whoever asked, or by a person. What was used or has come to its end otherwise cannot be cancelled.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .cancel_approval("0197a3c4-6f00-7000-8000-000000000031")
    ///     .reason("no paper")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
    ) -> CancelApproval<'_> {
        CancelApproval::new(self, Asynchronous, approval_id)
    }
    /// The keys of receipts.
    ///
    /// The public keys that receipts of this store are signed with, the current one first, as a JSON Web Key Set (RFC 7517,
    /// RFC 8037). Keys that were replaced stay, so that old receipts can still be verified.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_receipt_keys().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_receipt_keys(&self) -> GetReceiptKeys<'_> {
        GetReceiptKeys::new(self, Asynchronous)
    }
    /// List artifacts.
    ///
    /// In the order in which they were made. The pages together are one snapshot at `revision`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .list_artifacts()
    ///     .kind("report")
    ///     .run_id("0197a3c4-6f00-7000-8000-0000000000ff.00000001")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_artifacts(&self) -> ListArtifacts<'_> {
        ListArtifacts::new(self, Asynchronous)
    }
    /// Upload an artifact.
    ///
    /// The body is the file, whatever it is; it is taken in as it comes, and need not say how long it is. Equal bytes are
    /// stored once. More than 256 MiB are a 413 (`content-too-large`), and nothing is kept. What is uploaded for a run belongs
    /// to the run's mission and work item, and takes the run's `epoch`: when the lease has passed on, it is a 409
    /// (`lease-lost`) and nothing is kept.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .upload_artifact("notes/coast.txt", "Mind the gap")
    ///     .media_type("text/plain")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload_artifact(
        &self,
        name: impl Parameter<types::ArtifactName>,
        body: impl Into<crate::Upload>,
    ) -> UploadArtifact<'_> {
        UploadArtifact::new(self, Asynchronous, name, body)
    }
    /// Get what is known of an artifact.
    ///
    /// Not its bytes. Its revision is the `ETag`; 304 when `If-None-Match` names that revision.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_artifact("0197a3c4-6f00-7000-8000-000000000021").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> GetArtifact<'_> {
        GetArtifact::new(self, Asynchronous, artifact_id)
    }
    /// Delete an artifact.
    ///
    /// Its bytes go as well, after a while, when no other artifact has the same. Runs and work items that name it keep its
    /// name and its digest.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.delete_artifact("0197a3c4-6f00-7000-8000-000000000021").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> DeleteArtifact<'_> {
        DeleteArtifact::new(self, Asynchronous, artifact_id)
    }
    /// Download an artifact.
    ///
    /// The bytes, with the artifact's media type, always as an attachment. A `Range` of bytes gives that part of them; one
    /// that is not a single range of bytes is passed over, and so is any range of an empty file.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.download_artifact("0197a3c4-6f00-7000-8000-000000000021").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn download_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> DownloadArtifact<'_> {
        DownloadArtifact::new(self, Asynchronous, artifact_id)
    }
    /// Make another artifact of the same bytes.
    ///
    /// What is left out is as with the artifact that there is, but for its mission and work item.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .link_artifact("0197a3c4-6f00-7000-8000-000000000021")
    ///     .name("maps/coast.txt")
    ///     .kind("map")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn link_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> LinkArtifact<'_> {
        LinkArtifact::new(self, Asynchronous, artifact_id)
    }
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
    /// let mut stream = client.watch_events().family("artifact").after(0).stream();
    /// while let Some(item) = stream.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch_events(&self) -> WatchEvents<'_> {
        WatchEvents::new(self, Asynchronous)
    }
    /// List missions.
    ///
    /// Missions in the order in which they were created. The pages together are one snapshot at `revision`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.list_missions().label("listed-together").limit(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_missions(&self) -> ListMissions<'_> {
        ListMissions::new(self, Asynchronous)
    }
    /// Create a mission.
    ///
    /// The mission starts at once. Items whose dependencies form a circle, or name items that there are not, are
    /// refused with the path of the circle; so is what is over a limit.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let labels: Vec<charter_sdk::types::Label> = serde_json::from_value(json!(["team-atlas"]))?;
    /// let items: Vec<charter_sdk::types::WorkItemSpec> = serde_json::from_value(json!([
    ///     { "item_id": "draw", "title": "Draw the maps" },
    ///     {
    ///         "item_id": "print",
    ///         "title": "Print the maps",
    ///         "depends_on": ["draw"],
    ///     },
    /// ]))?;
    /// let answer = client
    ///     .create_mission("Print the atlas")
    ///     .objective("A printed atlas of the survey.")
    ///     .labels(labels)
    ///     .items(items)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_mission(
        &self,
        title: impl Parameter<types::Title>,
    ) -> CreateMission<'_> {
        CreateMission::new(self, Asynchronous, title)
    }
    /// Get a mission.
    ///
    /// The mission with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_mission("0197a3c4-6f00-7000-8000-000000000011").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> GetMission<'_> {
        GetMission::new(self, Asynchronous, mission_id)
    }
    /// Watch a mission.
    ///
    /// The events of one mission, of its items and of its runs as an SSE stream with the guarantees that `watchEvents` tells.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use futures::TryStreamExt;
    ///
    /// let mut stream = client.watch_mission("0197a3c4-6f00-7000-8000-000000000011").snapshot(true).stream();
    /// while let Some(item) = stream.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> WatchMission<'_> {
        WatchMission::new(self, Asynchronous, mission_id)
    }
    /// Apply an event to a mission.
    ///
    /// What the mission makes of the event happens in one commit: its new state, the items that change, and what is to be
    /// done because of it. What does not fit the mission's state is a 409 (`mission-conflict`) and changes nothing.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use charter_sdk::requests::MissionEvent;
    ///
    /// let answer = client
    ///     .apply_mission_event("0197a3c4-6f00-7000-8000-000000000011", MissionEvent::paused())
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn apply_mission_event(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        body: impl Parameter<types::MissionEvent>,
    ) -> ApplyMissionEvent<'_> {
        ApplyMissionEvent::new(self, Asynchronous, mission_id, body)
    }
    /// List what was applied to a mission.
    ///
    /// Every event that was ever applied, in order, with what was done because of it. It is kept for as long as the
    /// mission is, whatever the log of events keeps: from it the mission's state can be computed again.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.list_mission_history("0197a3c4-6f00-7000-8000-000000000011").limit(2).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_mission_history(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> ListMissionHistory<'_> {
        ListMissionHistory::new(self, Asynchronous, mission_id)
    }
    /// List the work items of a mission.
    ///
    /// In the order of their ids' bytes. The pages together are one snapshot at `revision`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.list_mission_items("0197a3c4-6f00-7000-8000-000000000011").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_mission_items(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> ListMissionItems<'_> {
        ListMissionItems::new(self, Asynchronous, mission_id)
    }
    /// Add work items.
    ///
    /// The event `items_added`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let items: Vec<charter_sdk::types::WorkItemSpec> = serde_json::from_value(json!([
    ///     {
    ///         "item_id": "bind",
    ///         "title": "Bind the atlas",
    ///         "depends_on": ["print"],
    ///     },
    /// ]))?;
    /// let answer = client.add_mission_items("0197a3c4-6f00-7000-8000-000000000011", items).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_mission_items(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        items: impl IntoIterator<Item = types::WorkItemSpec>,
    ) -> AddMissionItems<'_> {
        AddMissionItems::new(self, Asynchronous, mission_id, items)
    }
    /// Get a work item.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_mission_item("0197a3c4-6f00-7000-8000-000000000011", "draw").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> GetMissionItem<'_> {
        GetMissionItem::new(self, Asynchronous, mission_id, item_id)
    }
    /// Change a work item.
    ///
    /// The event `item_changed`. `If-Match` names the mission's revision.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let skills: Vec<charter_sdk::types::Capability> = serde_json::from_value(json!(["colour"]))?;
    /// let answer = client
    ///     .update_mission_item("0197a3c4-6f00-7000-8000-000000000011", "print")
    ///     .title("Print the maps in colour")
    ///     .skills(skills)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> UpdateMissionItem<'_> {
        UpdateMissionItem::new(self, Asynchronous, mission_id, item_id)
    }
    /// Do an item after all.
    ///
    /// The event `item_retried`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.retry_mission_item("0197a3c4-6f00-7000-8000-000000000011", "print").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retry_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> RetryMissionItem<'_> {
        RetryMissionItem::new(self, Asynchronous, mission_id, item_id)
    }
    /// Cancel a work item.
    ///
    /// The event `item_cancelled`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .cancel_mission_item("0197a3c4-6f00-7000-8000-000000000011", "print")
    ///     .reason("only online")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> CancelMissionItem<'_> {
        CancelMissionItem::new(self, Asynchronous, mission_id, item_id)
    }
    /// Pause a mission.
    ///
    /// The event `paused`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .pause_mission("0197a3c4-6f00-7000-8000-000000000011")
    ///     .reason("the plotter is being cleaned")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn pause_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> PauseMission<'_> {
        PauseMission::new(self, Asynchronous, mission_id)
    }
    /// Resume a mission.
    ///
    /// The event `resumed`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.resume_mission("0197a3c4-6f00-7000-8000-000000000011").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> ResumeMission<'_> {
        ResumeMission::new(self, Asynchronous, mission_id)
    }
    /// Cancel a mission.
    ///
    /// The event `cancel_requested`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .cancel_mission("0197a3c4-6f00-7000-8000-000000000011")
    ///     .reason("the survey was wrong")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> CancelMission<'_> {
        CancelMission::new(self, Asynchronous, mission_id)
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
    /// List runs.
    ///
    /// In the order of their ids: those of a mission together, oldest first. The pages together are one snapshot at
    /// `revision`.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.list_runs().role("listed").limit(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_runs(&self) -> ListRuns<'_> {
        ListRuns::new(self, Asynchronous)
    }
    /// Queue a run of its own.
    ///
    /// The run belongs to no mission. A worker that claims its role and has its skills gets it.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.create_run("Print the atlas", "asking").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_run(
        &self,
        title: impl Parameter<types::Title>,
        role: impl Parameter<types::Role>,
    ) -> CreateRun<'_> {
        CreateRun::new(self, Asynchronous, title, role)
    }
    /// Claim runs.
    ///
    /// Takes queued runs whose role is among `roles` and whose skills are all among `skills`, at most `limit`, and waits up
    /// to `wait_ms` when there is none; no runs are an answer too. Each is under a lease with an `epoch`: every later call
    /// about the run has to name it, and from the moment the lease has passed on such a call is a 409 (`lease-lost`) and
    /// changes nothing.
    ///
    /// Missions take turns, each by its limit of runs at once. Nobody gets a run that judges their own work.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let roles: Vec<charter_sdk::types::Role> = serde_json::from_value(json!(["asking"]))?;
    /// let answer = client.claim_runs(roles).lease_ms(600000).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn claim_runs(
        &self,
        roles: impl IntoIterator<Item = impl Parameter<types::Role>>,
    ) -> ClaimRuns<'_> {
        ClaimRuns::new(self, Asynchronous, roles)
    }
    /// Get a run.
    ///
    /// The run with its revision as `ETag`; 304 when `If-None-Match` names that revision.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_run("0197a3c4-6f00-7000-8000-000000000021").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_run(&self, run_id: impl Parameter<types::RunId>) -> GetRun<'_> {
        GetRun::new(self, Asynchronous, run_id)
    }
    /// Keep a run's lease.
    ///
    /// The lease lasts for its whole length again from now on. The answer tells whether the run is to stop.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.heartbeat_run("0197a3c4-6f00-7000-8000-000000000021", 1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn heartbeat_run(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
    ) -> HeartbeatRun<'_> {
        HeartbeatRun::new(self, Asynchronous, run_id, epoch)
    }
    /// Watch a run.
    ///
    /// The events of one run as an SSE stream with the guarantees that `watchEvents` tells.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use futures::TryStreamExt;
    ///
    /// let mut stream = client.watch_run("0197a3c4-6f00-7000-8000-000000000021").snapshot(true).stream();
    /// while let Some(item) = stream.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn watch_run(&self, run_id: impl Parameter<types::RunId>) -> WatchRun<'_> {
        WatchRun::new(self, Asynchronous, run_id)
    }
    /// Report what a run does.
    ///
    /// All of the events, in their order, in one commit. They are kept as the run's records and told to whoever watches.
    /// What was used counts against the mission's budgets.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use charter_sdk::requests::RunEvent;
    /// use serde_json::json;
    ///
    /// let events = [
    ///     RunEvent::progress("Counting bays").percent(40),
    ///     RunEvent::tool_started("ruler", "c1").arguments(json!({ "bay": 3 })),
    ///     RunEvent::tool_finished("ruler", "c1", true).result(json!({ "km": 12 })),
    ///     RunEvent::log("info", "Bay 3 is measured"),
    ///     RunEvent::usage().tokens(1200).cost_micros(900),
    /// ];
    /// let answer = client.report_run_events("0197a3c4-6f00-7000-8000-000000000021", 1, events).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn report_run_events(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
        events: impl IntoIterator<Item = impl Parameter<types::RunEvent>>,
    ) -> ReportRunEvents<'_> {
        ReportRunEvents::new(self, Asynchronous, run_id, epoch, events)
    }
    /// List what a run has reported.
    ///
    /// Oldest first, of all its attempts. Kept for as long as the run is, whatever the log of events keeps.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.list_run_records("0197a3c4-6f00-7000-8000-000000000021").limit(2).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_run_records(
        &self,
        run_id: impl Parameter<types::RunId>,
    ) -> ListRunRecords<'_> {
        ListRunRecords::new(self, Asynchronous, run_id)
    }
    /// Complete a run.
    ///
    /// The run has succeeded. One that judges at a gate says its `verdict`; one that plans may add work items. What does not
    /// fit the mission's state is a 409 (`mission-conflict`) and changes nothing.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use serde_json::json;
    ///
    /// let answer = client
    ///     .complete_run("0197a3c4-6f00-7000-8000-000000000021", 1)
    ///     .output(json!({ "km": 412 }))
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn complete_run(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
    ) -> CompleteRun<'_> {
        CompleteRun::new(self, Asynchronous, run_id, epoch)
    }
    /// Say that a run has failed.
    ///
    /// The class decides what comes of it: `retryable` and `rate_limited` are queued again after a delay that doubles with
    /// each failure, `budget` pauses the mission, `non_retryable` and `policy` are final. A run that was told to stop is
    /// cancelled, whatever the class.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .fail_run("0197a3c4-6f00-7000-8000-000000000021", 1, "non_retryable")
    ///     .detail("there is no coast")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fail_run(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
        class: impl Parameter<types::ReportedFailureClass>,
    ) -> FailRun<'_> {
        FailRun::new(self, Asynchronous, run_id, epoch, class)
    }
    /// Cancel a run.
    ///
    /// A run that is queued, or waits for an approval, is cancelled at once; one that is under way is `cancelling` until its worker has stopped it or its
    /// lease is over. A run of a mission that was stopped so is queued again: to be rid of it, cancel its item.
    ///
    /// ```no_run
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client
    ///     .cancel_run("0197a3c4-6f00-7000-8000-000000000021")
    ///     .reason("the coast is known")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel_run(&self, run_id: impl Parameter<types::RunId>) -> CancelRun<'_> {
        CancelRun::new(self, Asynchronous, run_id)
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
    /// List approvals; see [`Client::list_approvals`](crate::Client::list_approvals).
    pub fn list_approvals(&self) -> ListApprovals<'_, blocking::Blocking<'_>> {
        ListApprovals::new(self.asynchronous(), self.mode())
    }
    /// Ask for an approval; see [`Client::request_approval`](crate::Client::request_approval).
    pub fn request_approval(
        &self,
        action: impl Parameter<types::ActionName>,
        arguments: impl Serialize,
    ) -> RequestApproval<'_, blocking::Blocking<'_>> {
        RequestApproval::new(self.asynchronous(), self.mode(), action, arguments)
    }
    /// Watch approvals; see [`Client::watch_approvals`](crate::Client::watch_approvals).
    pub fn watch_approvals(&self) -> WatchApprovals<'_, blocking::Blocking<'_>> {
        WatchApprovals::new(self.asynchronous(), self.mode())
    }
    /// Get an approval; see [`Client::get_approval`](crate::Client::get_approval).
    pub fn get_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
    ) -> GetApproval<'_, blocking::Blocking<'_>> {
        GetApproval::new(self.asynchronous(), self.mode(), approval_id)
    }
    /// Decide an approval; see [`Client::decide_approval`](crate::Client::decide_approval).
    pub fn decide_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
        body: impl Parameter<types::ApprovalDecision>,
    ) -> DecideApproval<'_, blocking::Blocking<'_>> {
        DecideApproval::new(self.asynchronous(), self.mode(), approval_id, body)
    }
    /// Use an approval; see [`Client::consume_approval`](crate::Client::consume_approval).
    pub fn consume_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
        digest: impl Parameter<types::Sha256>,
    ) -> ConsumeApproval<'_, blocking::Blocking<'_>> {
        ConsumeApproval::new(self.asynchronous(), self.mode(), approval_id, digest)
    }
    /// Take a request back; see [`Client::cancel_approval`](crate::Client::cancel_approval).
    pub fn cancel_approval(
        &self,
        approval_id: impl Parameter<types::ApprovalId>,
    ) -> CancelApproval<'_, blocking::Blocking<'_>> {
        CancelApproval::new(self.asynchronous(), self.mode(), approval_id)
    }
    /// The keys of receipts; see [`Client::get_receipt_keys`](crate::Client::get_receipt_keys).
    pub fn get_receipt_keys(&self) -> GetReceiptKeys<'_, blocking::Blocking<'_>> {
        GetReceiptKeys::new(self.asynchronous(), self.mode())
    }
    /// List artifacts; see [`Client::list_artifacts`](crate::Client::list_artifacts).
    pub fn list_artifacts(&self) -> ListArtifacts<'_, blocking::Blocking<'_>> {
        ListArtifacts::new(self.asynchronous(), self.mode())
    }
    /// Upload an artifact; see [`Client::upload_artifact`](crate::Client::upload_artifact).
    pub fn upload_artifact(
        &self,
        name: impl Parameter<types::ArtifactName>,
        body: impl Into<crate::Upload>,
    ) -> UploadArtifact<'_, blocking::Blocking<'_>> {
        UploadArtifact::new(self.asynchronous(), self.mode(), name, body)
    }
    /// Get what is known of an artifact; see [`Client::get_artifact`](crate::Client::get_artifact).
    pub fn get_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> GetArtifact<'_, blocking::Blocking<'_>> {
        GetArtifact::new(self.asynchronous(), self.mode(), artifact_id)
    }
    /// Delete an artifact; see [`Client::delete_artifact`](crate::Client::delete_artifact).
    pub fn delete_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> DeleteArtifact<'_, blocking::Blocking<'_>> {
        DeleteArtifact::new(self.asynchronous(), self.mode(), artifact_id)
    }
    /// Download an artifact; see [`Client::download_artifact`](crate::Client::download_artifact).
    pub fn download_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> DownloadArtifact<'_, blocking::Blocking<'_>> {
        DownloadArtifact::new(self.asynchronous(), self.mode(), artifact_id)
    }
    /// Make another artifact of the same bytes; see [`Client::link_artifact`](crate::Client::link_artifact).
    pub fn link_artifact(
        &self,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> LinkArtifact<'_, blocking::Blocking<'_>> {
        LinkArtifact::new(self.asynchronous(), self.mode(), artifact_id)
    }
    /// Watch everything; see [`Client::watch_events`](crate::Client::watch_events).
    pub fn watch_events(&self) -> WatchEvents<'_, blocking::Blocking<'_>> {
        WatchEvents::new(self.asynchronous(), self.mode())
    }
    /// List missions; see [`Client::list_missions`](crate::Client::list_missions).
    pub fn list_missions(&self) -> ListMissions<'_, blocking::Blocking<'_>> {
        ListMissions::new(self.asynchronous(), self.mode())
    }
    /// Create a mission; see [`Client::create_mission`](crate::Client::create_mission).
    pub fn create_mission(
        &self,
        title: impl Parameter<types::Title>,
    ) -> CreateMission<'_, blocking::Blocking<'_>> {
        CreateMission::new(self.asynchronous(), self.mode(), title)
    }
    /// Get a mission; see [`Client::get_mission`](crate::Client::get_mission).
    pub fn get_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> GetMission<'_, blocking::Blocking<'_>> {
        GetMission::new(self.asynchronous(), self.mode(), mission_id)
    }
    /// Watch a mission; see [`Client::watch_mission`](crate::Client::watch_mission).
    pub fn watch_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> WatchMission<'_, blocking::Blocking<'_>> {
        WatchMission::new(self.asynchronous(), self.mode(), mission_id)
    }
    /// Apply an event to a mission; see [`Client::apply_mission_event`](crate::Client::apply_mission_event).
    pub fn apply_mission_event(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        body: impl Parameter<types::MissionEvent>,
    ) -> ApplyMissionEvent<'_, blocking::Blocking<'_>> {
        ApplyMissionEvent::new(self.asynchronous(), self.mode(), mission_id, body)
    }
    /// List what was applied to a mission; see [`Client::list_mission_history`](crate::Client::list_mission_history).
    pub fn list_mission_history(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> ListMissionHistory<'_, blocking::Blocking<'_>> {
        ListMissionHistory::new(self.asynchronous(), self.mode(), mission_id)
    }
    /// List the work items of a mission; see [`Client::list_mission_items`](crate::Client::list_mission_items).
    pub fn list_mission_items(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> ListMissionItems<'_, blocking::Blocking<'_>> {
        ListMissionItems::new(self.asynchronous(), self.mode(), mission_id)
    }
    /// Add work items; see [`Client::add_mission_items`](crate::Client::add_mission_items).
    pub fn add_mission_items(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        items: impl IntoIterator<Item = types::WorkItemSpec>,
    ) -> AddMissionItems<'_, blocking::Blocking<'_>> {
        AddMissionItems::new(self.asynchronous(), self.mode(), mission_id, items)
    }
    /// Get a work item; see [`Client::get_mission_item`](crate::Client::get_mission_item).
    pub fn get_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> GetMissionItem<'_, blocking::Blocking<'_>> {
        GetMissionItem::new(self.asynchronous(), self.mode(), mission_id, item_id)
    }
    /// Change a work item; see [`Client::update_mission_item`](crate::Client::update_mission_item).
    pub fn update_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> UpdateMissionItem<'_, blocking::Blocking<'_>> {
        UpdateMissionItem::new(self.asynchronous(), self.mode(), mission_id, item_id)
    }
    /// Do an item after all; see [`Client::retry_mission_item`](crate::Client::retry_mission_item).
    pub fn retry_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> RetryMissionItem<'_, blocking::Blocking<'_>> {
        RetryMissionItem::new(self.asynchronous(), self.mode(), mission_id, item_id)
    }
    /// Cancel a work item; see [`Client::cancel_mission_item`](crate::Client::cancel_mission_item).
    pub fn cancel_mission_item(
        &self,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> CancelMissionItem<'_, blocking::Blocking<'_>> {
        CancelMissionItem::new(self.asynchronous(), self.mode(), mission_id, item_id)
    }
    /// Pause a mission; see [`Client::pause_mission`](crate::Client::pause_mission).
    pub fn pause_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> PauseMission<'_, blocking::Blocking<'_>> {
        PauseMission::new(self.asynchronous(), self.mode(), mission_id)
    }
    /// Resume a mission; see [`Client::resume_mission`](crate::Client::resume_mission).
    pub fn resume_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> ResumeMission<'_, blocking::Blocking<'_>> {
        ResumeMission::new(self.asynchronous(), self.mode(), mission_id)
    }
    /// Cancel a mission; see [`Client::cancel_mission`](crate::Client::cancel_mission).
    pub fn cancel_mission(
        &self,
        mission_id: impl Parameter<types::MissionId>,
    ) -> CancelMission<'_, blocking::Blocking<'_>> {
        CancelMission::new(self.asynchronous(), self.mode(), mission_id)
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
    /// List runs; see [`Client::list_runs`](crate::Client::list_runs).
    pub fn list_runs(&self) -> ListRuns<'_, blocking::Blocking<'_>> {
        ListRuns::new(self.asynchronous(), self.mode())
    }
    /// Queue a run of its own; see [`Client::create_run`](crate::Client::create_run).
    pub fn create_run(
        &self,
        title: impl Parameter<types::Title>,
        role: impl Parameter<types::Role>,
    ) -> CreateRun<'_, blocking::Blocking<'_>> {
        CreateRun::new(self.asynchronous(), self.mode(), title, role)
    }
    /// Claim runs; see [`Client::claim_runs`](crate::Client::claim_runs).
    pub fn claim_runs(
        &self,
        roles: impl IntoIterator<Item = impl Parameter<types::Role>>,
    ) -> ClaimRuns<'_, blocking::Blocking<'_>> {
        ClaimRuns::new(self.asynchronous(), self.mode(), roles)
    }
    /// Get a run; see [`Client::get_run`](crate::Client::get_run).
    pub fn get_run(
        &self,
        run_id: impl Parameter<types::RunId>,
    ) -> GetRun<'_, blocking::Blocking<'_>> {
        GetRun::new(self.asynchronous(), self.mode(), run_id)
    }
    /// Keep a run's lease; see [`Client::heartbeat_run`](crate::Client::heartbeat_run).
    pub fn heartbeat_run(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
    ) -> HeartbeatRun<'_, blocking::Blocking<'_>> {
        HeartbeatRun::new(self.asynchronous(), self.mode(), run_id, epoch)
    }
    /// Watch a run; see [`Client::watch_run`](crate::Client::watch_run).
    pub fn watch_run(
        &self,
        run_id: impl Parameter<types::RunId>,
    ) -> WatchRun<'_, blocking::Blocking<'_>> {
        WatchRun::new(self.asynchronous(), self.mode(), run_id)
    }
    /// Report what a run does; see [`Client::report_run_events`](crate::Client::report_run_events).
    pub fn report_run_events(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
        events: impl IntoIterator<Item = impl Parameter<types::RunEvent>>,
    ) -> ReportRunEvents<'_, blocking::Blocking<'_>> {
        ReportRunEvents::new(self.asynchronous(), self.mode(), run_id, epoch, events)
    }
    /// List what a run has reported; see [`Client::list_run_records`](crate::Client::list_run_records).
    pub fn list_run_records(
        &self,
        run_id: impl Parameter<types::RunId>,
    ) -> ListRunRecords<'_, blocking::Blocking<'_>> {
        ListRunRecords::new(self.asynchronous(), self.mode(), run_id)
    }
    /// Complete a run; see [`Client::complete_run`](crate::Client::complete_run).
    pub fn complete_run(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
    ) -> CompleteRun<'_, blocking::Blocking<'_>> {
        CompleteRun::new(self.asynchronous(), self.mode(), run_id, epoch)
    }
    /// Say that a run has failed; see [`Client::fail_run`](crate::Client::fail_run).
    pub fn fail_run(
        &self,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
        class: impl Parameter<types::ReportedFailureClass>,
    ) -> FailRun<'_, blocking::Blocking<'_>> {
        FailRun::new(self.asynchronous(), self.mode(), run_id, epoch, class)
    }
    /// Cancel a run; see [`Client::cancel_run`](crate::Client::cancel_run).
    pub fn cancel_run(
        &self,
        run_id: impl Parameter<types::RunId>,
    ) -> CancelRun<'_, blocking::Blocking<'_>> {
        CancelRun::new(self.asynchronous(), self.mode(), run_id)
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

/// List approvals: [`Client::list_approvals`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListApprovals<'a, Mode = Asynchronous> {
    request: builder::ListApprovals<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> ListApprovals<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("list_approvals", mode);
        let request = client.operations().list_approvals();
        Self { request, input }
    }
    /// Only approvals in this state; `pending` is what waits for somebody.
    pub fn status(mut self, status: impl Parameter<types::ApprovalStatus>) -> Self {
        self.request = self
            .input
            .set(self.request, "status", status, builder::ListApprovals::status);
        self
    }
    /// Only those of this mission's runs.
    pub fn mission_id(mut self, mission_id: impl Parameter<types::MissionId>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "mission_id",
                mission_id,
                builder::ListApprovals::mission_id,
            );
        self
    }
    /// Only those that this run has asked for.
    pub fn run_id(mut self, run_id: impl Parameter<types::RunId>) -> Self {
        self.request = self
            .input
            .set(self.request, "run_id", run_id, builder::ListApprovals::run_id);
        self
    }
    /// Only those of this routine.
    pub fn routine_id(mut self, routine_id: impl Parameter<types::RoutineId>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "routine_id",
                routine_id,
                builder::ListApprovals::routine_id,
            );
        self
    }
    /// Only those of this action.
    pub fn action(mut self, action: impl Parameter<types::ActionName>) -> Self {
        self.request = self
            .input
            .set(self.request, "action", action, builder::ListApprovals::action);
        self
    }
    /// Only those of this risk.
    pub fn risk(mut self, risk: impl Parameter<types::RiskClass>) -> Self {
        self.request = self
            .input
            .set(self.request, "risk", risk, builder::ListApprovals::risk);
        self
    }
    /// Only those that this principal may decide, or has decided.
    pub fn decider(mut self, decider: impl Parameter<types::Principal>) -> Self {
        self.request = self
            .input
            .set(self.request, "decider", decider, builder::ListApprovals::decider);
        self
    }
    /// Only those that have to be decided before this.
    pub fn deadline_before(
        mut self,
        deadline_before: impl Parameter<types::Timestamp>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "deadline_before",
                deadline_before,
                builder::ListApprovals::deadline_before,
            );
        self
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListApprovals::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListApprovals::limit);
        self
    }
    async fn execute(self) -> Result<Answer<types::ApprovalPage>, ListApprovalsError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListApprovals -> types::ApprovalPage, ListApprovalsError
}

impl<Mode: Clone + Send> Paged for ListApprovals<'_, Mode> {
    type Page = types::ApprovalPage;
    type Item = types::Approval;
    type Error = ListApprovalsError;
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
    ListApprovals -> types::ApprovalPage, types::Approval, ListApprovalsError
}

operation_error! {
    /// Why [`Client::list_approvals`] failed.
    pub enum ListApprovalsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// Ask for an approval: [`Client::request_approval`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RequestApproval<'a, Mode = Asynchronous> {
    request: builder::RequestApproval<'a>,
    body: Option<types::ApprovalSpec>,
    input: Input<Mode>,
}

impl<'a, Mode> RequestApproval<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        action: impl Parameter<types::ActionName>,
        arguments: impl Serialize,
    ) -> Self {
        let mut input = Input::new("request_approval", mode);
        let request = client.operations().request_approval();
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = match (
            input.read("action", action),
            input.json("arguments", arguments),
        ) {
            (Some(action), Some(arguments)) => {
                Some(types::ApprovalSpec::new(action, arguments))
            }
            _ => None,
        };
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
                builder::RequestApproval::idempotency_key,
            );
        self
    }
    /// `medium` when it is left out.
    pub fn risk(mut self, risk: impl Parameter<types::RiskClass>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("risk", risk),
        ) {
            self.body = Some(body.with_risk(value));
        }
        self
    }
    /// Why, for whoever decides.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("reason", reason),
        ) {
            self.body = Some(body.with_reason(value));
        }
        self
    }
    /// A JSON Schema (draft 2020-12) that edited arguments have to fit, at most 16 KiB and without references to other
    /// documents. Without it the arguments cannot be edited.
    pub fn edit_schema(mut self, edit_schema: impl Serialize) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.json("edit_schema", edit_schema),
        ) {
            self.body = Some(body.with_edit_schema(value));
        }
        self
    }
    /// Any person when it is left out.
    pub fn deciders(
        mut self,
        deciders: impl IntoIterator<Item = impl Parameter<types::Principal>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("deciders", deciders),
        ) {
            self.body = Some(body.with_deciders(value));
        }
        self
    }
    /// 1 when it is left out.
    pub fn quorum(mut self, quorum: impl Parameter<types::Quorum>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("quorum", quorum),
        ) {
            self.body = Some(body.with_quorum(value));
        }
        self
    }
    /// How long a decision may take; a day when it is left out.
    pub fn deadline_ms(
        mut self,
        deadline_ms: impl Parameter<types::DeadlineLength>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("deadline_ms", deadline_ms),
        ) {
            self.body = Some(body.with_deadline_ms(value));
        }
        self
    }
    /// The approval expires at its deadline when it is left out.
    pub fn escalation(mut self, escalation: impl Into<types::Escalation>) -> Self {
        if let (Some(body), Some(value)) = (self.body.take(), Some(escalation.into())) {
            self.body = Some(body.with_escalation(value));
        }
        self
    }
    /// How long the approval can be used after it was given; an hour when it is left out.
    pub fn valid_ms(mut self, valid_ms: impl Parameter<types::DeadlineLength>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("valid_ms", valid_ms),
        ) {
            self.body = Some(body.with_valid_ms(value));
        }
        self
    }
    /// The run that asks; with `epoch`.
    pub fn run_id(mut self, run_id: impl Parameter<types::RunId>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("run_id", run_id),
        ) {
            self.body = Some(body.with_run_id(value));
        }
        self
    }
    /// The epoch of the run's lease.
    pub fn epoch(mut self, epoch: impl Parameter<types::Epoch>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("epoch", epoch),
        ) {
            self.body = Some(body.with_epoch(value));
        }
        self
    }
    /// Whether the run waits without a lease; false when it is left out.
    pub fn park(mut self, park: impl Parameter<bool>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("park", park),
        ) {
            self.body = Some(body.with_park(value));
        }
        self
    }
    /// The routine that it is for; without `run_id`.
    pub fn routine_id(mut self, routine_id: impl Parameter<types::RoutineId>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("routine_id", routine_id),
        ) {
            self.body = Some(body.with_routine_id(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Approval>, RequestApprovalError> {
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
    RequestApproval -> types::Approval, RequestApprovalError
}

operation_error! {
    /// Why [`Client::request_approval`] failed.
    pub enum RequestApprovalError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Watch approvals: [`Client::watch_approvals`].
#[derive(Debug)]
#[must_use = "a stream does nothing until it is opened with `stream`"]
pub struct WatchApprovals<'a, Mode = Asynchronous> {
    request: StreamRequest<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> WatchApprovals<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("watch_approvals", mode);
        let request = StreamRequest::new(client, "/v1/approvals/events");
        Self { request, input }
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
    WatchApprovals
}

/// Get an approval: [`Client::get_approval`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetApproval<'a, Mode = Asynchronous> {
    request: builder::GetApproval<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetApproval<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        approval_id: impl Parameter<types::ApprovalId>,
    ) -> Self {
        let mut input = Input::new("get_approval", mode);
        let request = client.operations().get_approval();
        let request = input
            .set(request, "approval_id", approval_id, builder::GetApproval::approval_id);
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
                builder::GetApproval::if_none_match,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::Approval>, GetApprovalError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    GetApproval -> types::Approval, GetApprovalError
}

operation_error! {
    /// Why [`Client::get_approval`] failed.
    pub enum GetApprovalError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// Decide an approval: [`Client::decide_approval`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DecideApproval<'a, Mode = Asynchronous> {
    request: builder::DecideApproval<'a>,
    body: Option<types::ApprovalDecision>,
    input: Input<Mode>,
}

impl<'a, Mode> DecideApproval<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        approval_id: impl Parameter<types::ApprovalId>,
        body: impl Parameter<types::ApprovalDecision>,
    ) -> Self {
        let mut input = Input::new("decide_approval", mode);
        let request = client.operations().decide_approval();
        let request = input
            .set(
                request,
                "approval_id",
                approval_id,
                builder::DecideApproval::approval_id,
            );
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read("body", body);
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::DecideApproval::if_match);
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
                builder::DecideApproval::idempotency_key,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::Approval>, DecideApprovalError> {
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
    DecideApproval -> types::Approval, DecideApprovalError
}

operation_error! {
    /// Why [`Client::decide_approval`] failed.
    pub enum DecideApprovalError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Use an approval: [`Client::consume_approval`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ConsumeApproval<'a, Mode = Asynchronous> {
    request: builder::ConsumeApproval<'a>,
    body: Option<types::ApprovalConsumption>,
    input: Input<Mode>,
}

impl<'a, Mode> ConsumeApproval<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        approval_id: impl Parameter<types::ApprovalId>,
        digest: impl Parameter<types::Sha256>,
    ) -> Self {
        let mut input = Input::new("consume_approval", mode);
        let request = client.operations().consume_approval();
        let request = input
            .set(
                request,
                "approval_id",
                approval_id,
                builder::ConsumeApproval::approval_id,
            );
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read("digest", digest).map(types::ApprovalConsumption::new);
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
                builder::ConsumeApproval::idempotency_key,
            );
        self
    }
    /// The epoch of the run's lease; required when a run has asked.
    pub fn epoch(mut self, epoch: impl Parameter<types::Epoch>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("epoch", epoch),
        ) {
            self.body = Some(body.with_epoch(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Receipt>, ConsumeApprovalError> {
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
    ConsumeApproval -> types::Receipt, ConsumeApprovalError
}

operation_error! {
    /// Why [`Client::consume_approval`] failed.
    pub enum ConsumeApprovalError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Take a request back: [`Client::cancel_approval`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CancelApproval<'a, Mode = Asynchronous> {
    request: builder::CancelApproval<'a>,
    body: Option<types::ApprovalCancellation>,
    input: Input<Mode>,
}

impl<'a, Mode> CancelApproval<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        approval_id: impl Parameter<types::ApprovalId>,
    ) -> Self {
        let mut input = Input::new("cancel_approval", mode);
        let request = client.operations().cancel_approval();
        let request = input
            .set(
                request,
                "approval_id",
                approval_id,
                builder::CancelApproval::approval_id,
            );
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::ApprovalCancellation::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::CancelApproval::if_match);
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
                builder::CancelApproval::idempotency_key,
            );
        self
    }
    /// Text of any form, Markdown for example.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("reason", reason),
        ) {
            self.body = Some(body.with_reason(value));
        }
        self
    }
    /// The epoch of the run's lease; required of agents and services when a run has asked.
    pub fn epoch(mut self, epoch: impl Parameter<types::Epoch>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("epoch", epoch),
        ) {
            self.body = Some(body.with_epoch(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Approval>, CancelApprovalError> {
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
    CancelApproval -> types::Approval, CancelApprovalError
}

operation_error! {
    /// Why [`Client::cancel_approval`] failed.
    pub enum CancelApprovalError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// The keys of receipts: [`Client::get_receipt_keys`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetReceiptKeys<'a, Mode = Asynchronous> {
    request: builder::GetReceiptKeys<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetReceiptKeys<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("get_receipt_keys", mode);
        let request = client.operations().get_receipt_keys();
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<types::ReceiptKeys>, Error> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        answer::read(operation, request.send().await)
    }
}

sends! {
    GetReceiptKeys -> types::ReceiptKeys, Error
}

/// List artifacts: [`Client::list_artifacts`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListArtifacts<'a, Mode = Asynchronous> {
    request: builder::ListArtifacts<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> ListArtifacts<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("list_artifacts", mode);
        let request = client.operations().list_artifacts();
        Self { request, input }
    }
    /// Only artifacts of this mission.
    pub fn mission_id(mut self, mission_id: impl Parameter<types::MissionId>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "mission_id",
                mission_id,
                builder::ListArtifacts::mission_id,
            );
        self
    }
    /// Only artifacts of work items of this name.
    pub fn item_id(mut self, item_id: impl Parameter<types::ItemId>) -> Self {
        self.request = self
            .input
            .set(self.request, "item_id", item_id, builder::ListArtifacts::item_id);
        self
    }
    /// Only artifacts that this run has made.
    pub fn run_id(mut self, run_id: impl Parameter<types::RunId>) -> Self {
        self.request = self
            .input
            .set(self.request, "run_id", run_id, builder::ListArtifacts::run_id);
        self
    }
    /// Only artifacts of this kind.
    pub fn kind(mut self, kind: impl Parameter<types::ArtifactKind>) -> Self {
        self.request = self
            .input
            .set(self.request, "kind", kind, builder::ListArtifacts::kind);
        self
    }
    /// Only artifacts with these bytes.
    pub fn sha256(mut self, sha256: impl Parameter<types::Sha256>) -> Self {
        self.request = self
            .input
            .set(self.request, "sha256", sha256, builder::ListArtifacts::sha256);
        self
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListArtifacts::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListArtifacts::limit);
        self
    }
    async fn execute(self) -> Result<Answer<types::ArtifactPage>, ListArtifactsError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListArtifacts -> types::ArtifactPage, ListArtifactsError
}

impl<Mode: Clone + Send> Paged for ListArtifacts<'_, Mode> {
    type Page = types::ArtifactPage;
    type Item = types::Artifact;
    type Error = ListArtifactsError;
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
    ListArtifacts -> types::ArtifactPage, types::Artifact, ListArtifactsError
}

operation_error! {
    /// Why [`Client::list_artifacts`] failed.
    pub enum ListArtifactsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// Upload an artifact: [`Client::upload_artifact`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UploadArtifact<'a, Mode = Asynchronous> {
    request: Call<'a>,
    body: crate::Upload,
    input: Input<Mode>,
}

impl<'a, Mode> UploadArtifact<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        name: impl Parameter<types::ArtifactName>,
        body: impl Into<crate::Upload>,
    ) -> Self {
        let mut input = Input::new("upload_artifact", mode);
        let request = Call::with_method(client, http::Method::POST, "/v1/artifacts");
        let request = input
            .set(request, "name", name, |request, value| request.query("name", value));
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = body.into();
        Self { request, body, input }
    }
    /// What it is for; `file` when it is left out.
    pub fn kind(mut self, kind: impl Parameter<types::ArtifactKind>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "kind",
                kind,
                |request, value| request.query("kind", value),
            );
        self
    }
    /// The media type of the file; `application/octet-stream` when it is left out.
    pub fn media_type(mut self, media_type: impl Parameter<types::MediaType>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "media_type",
                media_type,
                |request, value| request.query("media_type", value),
            );
        self
    }
    /// The run that has made it; with `epoch`, and without `mission_id` and `item_id`.
    pub fn run_id(mut self, run_id: impl Parameter<types::RunId>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "run_id",
                run_id,
                |request, value| request.query("run_id", value),
            );
        self
    }
    /// The epoch of the run's lease.
    pub fn epoch(mut self, epoch: impl Parameter<types::Epoch>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "epoch",
                epoch,
                |request, value| request.query("epoch", value),
            );
        self
    }
    /// The mission that it is for.
    pub fn mission_id(mut self, mission_id: impl Parameter<types::MissionId>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "mission_id",
                mission_id,
                |request, value| request.query("mission_id", value),
            );
        self
    }
    /// The work item that it is for; with `mission_id`.
    pub fn item_id(mut self, item_id: impl Parameter<types::ItemId>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "item_id",
                item_id,
                |request, value| request.query("item_id", value),
            );
        self
    }
    /// The digest that the bytes have to have; with another nothing is kept.
    pub fn sha256(mut self, sha256: impl Parameter<types::Sha256>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "sha256",
                sha256,
                |request, value| request.query("sha256", value),
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
                |request, value| request.header("Idempotency-Key", value),
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::Artifact>, UploadArtifactError> {
        let Self { request, body, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(request.upload(operation, body).await?)
    }
}

sends! {
    UploadArtifact -> types::Artifact, UploadArtifactError
}

operation_error! {
    /// Why [`Client::upload_artifact`] failed.
    pub enum UploadArtifactError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Get what is known of an artifact: [`Client::get_artifact`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetArtifact<'a, Mode = Asynchronous> {
    request: builder::GetArtifact<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetArtifact<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> Self {
        let mut input = Input::new("get_artifact", mode);
        let request = client.operations().get_artifact();
        let request = input
            .set(request, "artifact_id", artifact_id, builder::GetArtifact::artifact_id);
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
                builder::GetArtifact::if_none_match,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::Artifact>, GetArtifactError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    GetArtifact -> types::Artifact, GetArtifactError
}

operation_error! {
    /// Why [`Client::get_artifact`] failed.
    pub enum GetArtifactError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// Delete an artifact: [`Client::delete_artifact`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeleteArtifact<'a, Mode = Asynchronous> {
    request: builder::DeleteArtifact<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> DeleteArtifact<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> Self {
        let mut input = Input::new("delete_artifact", mode);
        let request = client.operations().delete_artifact();
        let request = input
            .set(
                request,
                "artifact_id",
                artifact_id,
                builder::DeleteArtifact::artifact_id,
            );
        Self { request, input }
    }
    async fn execute(self) -> Result<Answer<types::Artifact>, DeleteArtifactError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    DeleteArtifact -> types::Artifact, DeleteArtifactError
}

operation_error! {
    /// Why [`Client::delete_artifact`] failed.
    pub enum DeleteArtifactError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// Download an artifact: [`Client::download_artifact`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DownloadArtifact<'a, Mode = Asynchronous> {
    request: Call<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> DownloadArtifact<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> Self {
        let mut input = Input::new("download_artifact", mode);
        let request = Call::new(client, "/v1/artifacts/{artifact_id}/content");
        let request = input
            .set(
                request,
                "artifact_id",
                artifact_id,
                |request, value| request.path("artifact_id", value),
            );
        Self { request, input }
    }
    /// The part that is wanted, for example `bytes=0-1023`, `bytes=1024-` or `bytes=-512`.
    pub fn range(mut self, range: impl Parameter<types::ByteRange>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "Range",
                range,
                |request, value| request.header("Range", value),
            );
        self
    }
    /// Passes the range over unless the file has this entity tag.
    pub fn if_range(mut self, if_range: impl Parameter<types::ContentTags>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-Range",
                if_range,
                |request, value| request.header("If-Range", value),
            );
        self
    }
    /// Answers 304 when the file has one of these entity tags.
    pub fn if_none_match(
        mut self,
        if_none_match: impl Parameter<types::ContentTags>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-None-Match",
                if_none_match,
                |request, value| request.header("If-None-Match", value),
            );
        self
    }
    async fn execute(self) -> Result<Answer<crate::Download>, DownloadArtifactError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(request.download(operation).await?)
    }
}

sends! {
    DownloadArtifact -> crate::Download, DownloadArtifactError
}

operation_error! {
    /// Why [`Client::download_artifact`] failed.
    pub enum DownloadArtifactError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        RangeNotSatisfiable = 416 "The range begins behind the end.",
    }
}

/// Make another artifact of the same bytes: [`Client::link_artifact`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct LinkArtifact<'a, Mode = Asynchronous> {
    request: builder::LinkArtifact<'a>,
    body: Option<types::NewArtifactLink>,
    input: Input<Mode>,
}

impl<'a, Mode> LinkArtifact<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        artifact_id: impl Parameter<types::ArtifactId>,
    ) -> Self {
        let mut input = Input::new("link_artifact", mode);
        let request = client.operations().link_artifact();
        let request = input
            .set(
                request,
                "artifact_id",
                artifact_id,
                builder::LinkArtifact::artifact_id,
            );
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::NewArtifactLink::new());
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
                builder::LinkArtifact::idempotency_key,
            );
        self
    }
    /// A file's name, or a path of names.
    pub fn name(mut self, name: impl Parameter<types::ArtifactName>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("name", name),
        ) {
            self.body = Some(body.with_name(value));
        }
        self
    }
    /// What it is for, in a word, for example `diff`, `report` or `file`.
    pub fn kind(mut self, kind: impl Parameter<types::ArtifactKind>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("kind", kind),
        ) {
            self.body = Some(body.with_kind(value));
        }
        self
    }
    /// A media type (RFC 9110, section 8.3.1).
    pub fn media_type(mut self, media_type: impl Parameter<types::MediaType>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("media_type", media_type),
        ) {
            self.body = Some(body.with_media_type(value));
        }
        self
    }
    /// The mission that it is for.
    pub fn mission_id(mut self, mission_id: impl Parameter<types::MissionId>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("mission_id", mission_id),
        ) {
            self.body = Some(body.with_mission_id(value));
        }
        self
    }
    /// The work item that it is for; with `mission_id`.
    pub fn item_id(mut self, item_id: impl Parameter<types::ItemId>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("item_id", item_id),
        ) {
            self.body = Some(body.with_item_id(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Artifact>, LinkArtifactError> {
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
    LinkArtifact -> types::Artifact, LinkArtifactError
}

operation_error! {
    /// Why [`Client::link_artifact`] failed.
    pub enum LinkArtifactError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
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

/// List missions: [`Client::list_missions`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListMissions<'a, Mode = Asynchronous> {
    request: builder::ListMissions<'a>,
    label: Vec<types::Label>,
    input: Input<Mode>,
}

impl<'a, Mode> ListMissions<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("list_missions", mode);
        let request = client.operations().list_missions();
        Self {
            request,
            label: Vec::new(),
            input,
        }
    }
    /// Only missions in this state.
    pub fn status(mut self, status: impl Parameter<types::MissionStatus>) -> Self {
        self.request = self
            .input
            .set(self.request, "status", status, builder::ListMissions::status);
        self
    }
    /// Only missions that have all of these labels. May be given several times.
    pub fn label(mut self, label: impl Parameter<types::Label>) -> Self {
        self.label.extend(self.input.read("label", label));
        self
    }
    /// Only missions of this principal.
    pub fn created_by(mut self, created_by: impl Parameter<types::Principal>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "created_by",
                created_by,
                builder::ListMissions::created_by,
            );
        self
    }
    /// Only missions that were created after this.
    pub fn created_after(
        mut self,
        created_after: impl Parameter<types::Timestamp>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "created_after",
                created_after,
                builder::ListMissions::created_after,
            );
        self
    }
    /// Only missions that were created before this.
    pub fn created_before(
        mut self,
        created_before: impl Parameter<types::Timestamp>,
    ) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "created_before",
                created_before,
                builder::ListMissions::created_before,
            );
        self
    }
    /// Only missions whose title or objective has this text in it, whatever its case.
    pub fn text(mut self, text: impl Parameter<types::SearchText>) -> Self {
        self.request = self
            .input
            .set(self.request, "text", text, builder::ListMissions::text);
        self
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListMissions::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListMissions::limit);
        self
    }
    async fn execute(self) -> Result<Answer<types::MissionPage>, ListMissionsError> {
        let Self { request, label, input } = self;
        let operation = input.check().map_err(Error::from)?;
        let request = if label.is_empty() { request } else { request.label(label) };
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListMissions -> types::MissionPage, ListMissionsError
}

impl<Mode: Clone + Send> Paged for ListMissions<'_, Mode> {
    type Page = types::MissionPage;
    type Item = types::Mission;
    type Error = ListMissionsError;
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
    ListMissions -> types::MissionPage, types::Mission, ListMissionsError
}

operation_error! {
    /// Why [`Client::list_missions`] failed.
    pub enum ListMissionsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// Create a mission: [`Client::create_mission`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateMission<'a, Mode = Asynchronous> {
    request: builder::CreateMission<'a>,
    body: Option<types::MissionSpec>,
    input: Input<Mode>,
}

impl<'a, Mode> CreateMission<'a, Mode> {
    fn new(client: &'a Client, mode: Mode, title: impl Parameter<types::Title>) -> Self {
        let mut input = Input::new("create_mission", mode);
        let request = client.operations().create_mission();
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read("title", title).map(types::MissionSpec::new);
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
                builder::CreateMission::idempotency_key,
            );
        self
    }
    /// Text of any form, Markdown for example.
    pub fn objective(mut self, objective: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("objective", objective),
        ) {
            self.body = Some(body.with_objective(value));
        }
        self
    }
    /// How it is told that the objective is reached.
    pub fn success_criteria(
        mut self,
        success_criteria: impl IntoIterator<Item = impl Parameter<types::LongText>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("success_criteria", success_criteria),
        ) {
            self.body = Some(body.with_success_criteria(value));
        }
        self
    }
    /// Several labels.
    pub fn labels(
        mut self,
        labels: impl IntoIterator<Item = impl Parameter<types::Label>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("labels", labels),
        ) {
            self.body = Some(body.with_labels(value));
        }
        self
    }
    /// What a mission may use. A mission that reaches one pauses and says which; it goes on when that budget was raised and
    /// it is resumed. What is left out is not limited.
    pub fn budgets(mut self, budgets: impl Into<types::MissionBudgets>) -> Self {
        if let (Some(body), Some(value)) = (self.body.take(), Some(budgets.into())) {
            self.body = Some(body.with_budgets(value));
        }
        self
    }
    /// What every worker of this mission has to be able to do.
    pub fn required_capabilities(
        mut self,
        required_capabilities: impl IntoIterator<
            Item = impl Parameter<types::Capability>,
        >,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("required_capabilities", required_capabilities),
        ) {
            self.body = Some(body.with_required_capabilities(value));
        }
        self
    }
    /// `items` when it is left out.
    pub fn entrypoint(mut self, entrypoint: impl Parameter<types::Entrypoint>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("entrypoint", entrypoint),
        ) {
            self.body = Some(body.with_entrypoint(value));
        }
        self
    }
    /// 4 when it is left out.
    pub fn parallelism(
        mut self,
        parallelism: impl Parameter<types::Parallelism>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("parallelism", parallelism),
        ) {
            self.body = Some(body.with_parallelism(value));
        }
        self
    }
    /// The gates of items that do not say; `none` when it is left out. Sensitive items have both.
    pub fn default_gates(mut self, default_gates: impl Parameter<types::Gates>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("default_gates", default_gates),
        ) {
            self.body = Some(body.with_default_gates(value));
        }
        self
    }
    /// Which actions of its runs need an approval. It stays as it is for as long as the mission lives.
    pub fn approval_policy(
        mut self,
        approval_policy: impl Into<types::ApprovalPolicy>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            Some(approval_policy.into()),
        ) {
            self.body = Some(body.with_approval_policy(value));
        }
        self
    }
    /// More can be added later, up to 10,000 in all.
    pub fn items(
        mut self,
        items: impl IntoIterator<Item = types::WorkItemSpec>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            Some(items.into_iter().collect()),
        ) {
            self.body = Some(body.with_items(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Mission>, CreateMissionError> {
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
    CreateMission -> types::Mission, CreateMissionError
}

operation_error! {
    /// Why [`Client::create_mission`] failed.
    pub enum CreateMissionError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Get a mission: [`Client::get_mission`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetMission<'a, Mode = Asynchronous> {
    request: builder::GetMission<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetMission<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
    ) -> Self {
        let mut input = Input::new("get_mission", mode);
        let request = client.operations().get_mission();
        let request = input
            .set(request, "mission_id", mission_id, builder::GetMission::mission_id);
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
                builder::GetMission::if_none_match,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::Mission>, GetMissionError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    GetMission -> types::Mission, GetMissionError
}

operation_error! {
    /// Why [`Client::get_mission`] failed.
    pub enum GetMissionError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// Watch a mission: [`Client::watch_mission`].
#[derive(Debug)]
#[must_use = "a stream does nothing until it is opened with `stream`"]
pub struct WatchMission<'a, Mode = Asynchronous> {
    request: StreamRequest<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> WatchMission<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
    ) -> Self {
        let mut input = Input::new("watch_mission", mode);
        let request = StreamRequest::new(client, "/v1/missions/{mission_id}/events");
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                |request, value| request.path("mission_id", value),
            );
        Self { request, input }
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
    WatchMission
}

/// Apply an event to a mission: [`Client::apply_mission_event`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ApplyMissionEvent<'a, Mode = Asynchronous> {
    request: builder::ApplyMissionEvent<'a>,
    body: Option<types::MissionEvent>,
    input: Input<Mode>,
}

impl<'a, Mode> ApplyMissionEvent<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
        body: impl Parameter<types::MissionEvent>,
    ) -> Self {
        let mut input = Input::new("apply_mission_event", mode);
        let request = client.operations().apply_mission_event();
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                builder::ApplyMissionEvent::mission_id,
            );
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read("body", body);
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-Match",
                if_match,
                builder::ApplyMissionEvent::if_match,
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
                builder::ApplyMissionEvent::idempotency_key,
            );
        self
    }
    async fn execute(
        self,
    ) -> Result<Answer<types::MissionStep>, ApplyMissionEventError> {
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
    ApplyMissionEvent -> types::MissionStep, ApplyMissionEventError
}

operation_error! {
    /// Why [`Client::apply_mission_event`] failed.
    pub enum ApplyMissionEventError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// List what was applied to a mission: [`Client::list_mission_history`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListMissionHistory<'a, Mode = Asynchronous> {
    request: builder::ListMissionHistory<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> ListMissionHistory<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
    ) -> Self {
        let mut input = Input::new("list_mission_history", mode);
        let request = client.operations().list_mission_history();
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                builder::ListMissionHistory::mission_id,
            );
        Self { request, input }
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListMissionHistory::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListMissionHistory::limit);
        self
    }
    async fn execute(
        self,
    ) -> Result<Answer<types::MissionHistoryPage>, ListMissionHistoryError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListMissionHistory -> types::MissionHistoryPage, ListMissionHistoryError
}

impl<Mode: Clone + Send> Paged for ListMissionHistory<'_, Mode> {
    type Page = types::MissionHistoryPage;
    type Item = types::MissionHistoryEntry;
    type Error = ListMissionHistoryError;
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
    ListMissionHistory -> types::MissionHistoryPage, types::MissionHistoryEntry, ListMissionHistoryError
}

operation_error! {
    /// Why [`Client::list_mission_history`] failed.
    pub enum ListMissionHistoryError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// List the work items of a mission: [`Client::list_mission_items`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListMissionItems<'a, Mode = Asynchronous> {
    request: builder::ListMissionItems<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> ListMissionItems<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
    ) -> Self {
        let mut input = Input::new("list_mission_items", mode);
        let request = client.operations().list_mission_items();
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                builder::ListMissionItems::mission_id,
            );
        Self { request, input }
    }
    /// Only items in this state.
    pub fn status(mut self, status: impl Parameter<types::ItemStatus>) -> Self {
        self.request = self
            .input
            .set(self.request, "status", status, builder::ListMissionItems::status);
        self
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListMissionItems::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListMissionItems::limit);
        self
    }
    async fn execute(
        self,
    ) -> Result<Answer<types::WorkItemPage>, ListMissionItemsError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListMissionItems -> types::WorkItemPage, ListMissionItemsError
}

impl<Mode: Clone + Send> Paged for ListMissionItems<'_, Mode> {
    type Page = types::WorkItemPage;
    type Item = types::WorkItem;
    type Error = ListMissionItemsError;
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
    ListMissionItems -> types::WorkItemPage, types::WorkItem, ListMissionItemsError
}

operation_error! {
    /// Why [`Client::list_mission_items`] failed.
    pub enum ListMissionItemsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// Add work items: [`Client::add_mission_items`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddMissionItems<'a, Mode = Asynchronous> {
    request: builder::AddMissionItems<'a>,
    body: Option<types::NewWorkItems>,
    input: Input<Mode>,
}

impl<'a, Mode> AddMissionItems<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
        items: impl IntoIterator<Item = types::WorkItemSpec>,
    ) -> Self {
        let mut input = Input::new("add_mission_items", mode);
        let request = client.operations().add_mission_items();
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                builder::AddMissionItems::mission_id,
            );
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(items.into_iter().collect()).map(types::NewWorkItems::new);
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::AddMissionItems::if_match);
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
                builder::AddMissionItems::idempotency_key,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::MissionStep>, AddMissionItemsError> {
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
    AddMissionItems -> types::MissionStep, AddMissionItemsError
}

operation_error! {
    /// Why [`Client::add_mission_items`] failed.
    pub enum AddMissionItemsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Get a work item: [`Client::get_mission_item`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetMissionItem<'a, Mode = Asynchronous> {
    request: builder::GetMissionItem<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetMissionItem<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> Self {
        let mut input = Input::new("get_mission_item", mode);
        let request = client.operations().get_mission_item();
        let request = input
            .set(request, "mission_id", mission_id, builder::GetMissionItem::mission_id);
        let request = input
            .set(request, "item_id", item_id, builder::GetMissionItem::item_id);
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
                builder::GetMissionItem::if_none_match,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::WorkItem>, GetMissionItemError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    GetMissionItem -> types::WorkItem, GetMissionItemError
}

operation_error! {
    /// Why [`Client::get_mission_item`] failed.
    pub enum GetMissionItemError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// Change a work item: [`Client::update_mission_item`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateMissionItem<'a, Mode = Asynchronous> {
    request: builder::UpdateMissionItem<'a>,
    body: Option<types::WorkItemChange>,
    input: Input<Mode>,
}

impl<'a, Mode> UpdateMissionItem<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> Self {
        let mut input = Input::new("update_mission_item", mode);
        let request = client.operations().update_mission_item();
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                builder::UpdateMissionItem::mission_id,
            );
        let request = input
            .set(request, "item_id", item_id, builder::UpdateMissionItem::item_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::WorkItemChange::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-Match",
                if_match,
                builder::UpdateMissionItem::if_match,
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
                builder::UpdateMissionItem::idempotency_key,
            );
        self
    }
    /// A line of text.
    pub fn title(mut self, title: impl Parameter<types::Title>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("title", title),
        ) {
            self.body = Some(body.with_title(value));
        }
        self
    }
    /// Text of any form, Markdown for example.
    pub fn description(mut self, description: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("description", description),
        ) {
            self.body = Some(body.with_description(value));
        }
        self
    }
    /// The part that a run plays. `planner`, `reviewer` and `tester` mean something to the mission; any other word is a
    /// specialist's.
    pub fn role(mut self, role: impl Parameter<types::Role>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("role", role),
        ) {
            self.body = Some(body.with_role(value));
        }
        self
    }
    /// Several things that a worker can do.
    pub fn skills(
        mut self,
        skills: impl IntoIterator<Item = impl Parameter<types::Capability>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("skills", skills),
        ) {
            self.body = Some(body.with_skills(value));
        }
        self
    }
    /// Who judges what an item has come to before it counts as done.
    pub fn gates(mut self, gates: impl Parameter<types::Gates>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("gates", gates),
        ) {
            self.body = Some(body.with_gates(value));
        }
        self
    }
    /// Whether the mission is only complete with it.
    pub fn required(mut self, required: impl Parameter<bool>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("required", required),
        ) {
            self.body = Some(body.with_required(value));
        }
        self
    }
    /// Any JSON that its worker gets, at most 16 KiB.
    pub fn inputs(mut self, inputs: impl Serialize) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.json("inputs", inputs),
        ) {
            self.body = Some(body.with_inputs(value));
        }
        self
    }
    /// The kinds of artifacts without which it does not enter its gates.
    pub fn gate_artifacts(
        mut self,
        gate_artifacts: impl IntoIterator<Item = impl Parameter<types::ArtifactKind>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("gate_artifacts", gate_artifacts),
        ) {
            self.body = Some(body.with_gate_artifacts(value));
        }
        self
    }
    /// A length of time in milliseconds, at most ten years.
    pub fn time_limit_ms(
        mut self,
        time_limit_ms: impl Parameter<types::Milliseconds>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("time_limit_ms", time_limit_ms),
        ) {
            self.body = Some(body.with_time_limit_ms(value));
        }
        self
    }
    async fn execute(
        self,
    ) -> Result<Answer<types::MissionStep>, UpdateMissionItemError> {
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
    UpdateMissionItem -> types::MissionStep, UpdateMissionItemError
}

operation_error! {
    /// Why [`Client::update_mission_item`] failed.
    pub enum UpdateMissionItemError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Do an item after all: [`Client::retry_mission_item`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RetryMissionItem<'a, Mode = Asynchronous> {
    request: builder::RetryMissionItem<'a>,
    body: Option<types::ItemRetry>,
    input: Input<Mode>,
}

impl<'a, Mode> RetryMissionItem<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> Self {
        let mut input = Input::new("retry_mission_item", mode);
        let request = client.operations().retry_mission_item();
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                builder::RetryMissionItem::mission_id,
            );
        let request = input
            .set(request, "item_id", item_id, builder::RetryMissionItem::item_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::ItemRetry::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-Match",
                if_match,
                builder::RetryMissionItem::if_match,
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
                builder::RetryMissionItem::idempotency_key,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::MissionStep>, RetryMissionItemError> {
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
    RetryMissionItem -> types::MissionStep, RetryMissionItemError
}

operation_error! {
    /// Why [`Client::retry_mission_item`] failed.
    pub enum RetryMissionItemError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Cancel a work item: [`Client::cancel_mission_item`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CancelMissionItem<'a, Mode = Asynchronous> {
    request: builder::CancelMissionItem<'a>,
    body: Option<types::ItemCancellation>,
    input: Input<Mode>,
}

impl<'a, Mode> CancelMissionItem<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
        item_id: impl Parameter<types::ItemId>,
    ) -> Self {
        let mut input = Input::new("cancel_mission_item", mode);
        let request = client.operations().cancel_mission_item();
        let request = input
            .set(
                request,
                "mission_id",
                mission_id,
                builder::CancelMissionItem::mission_id,
            );
        let request = input
            .set(request, "item_id", item_id, builder::CancelMissionItem::item_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::ItemCancellation::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(
                self.request,
                "If-Match",
                if_match,
                builder::CancelMissionItem::if_match,
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
                builder::CancelMissionItem::idempotency_key,
            );
        self
    }
    /// Text of any form, Markdown for example.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("reason", reason),
        ) {
            self.body = Some(body.with_reason(value));
        }
        self
    }
    async fn execute(
        self,
    ) -> Result<Answer<types::MissionStep>, CancelMissionItemError> {
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
    CancelMissionItem -> types::MissionStep, CancelMissionItemError
}

operation_error! {
    /// Why [`Client::cancel_mission_item`] failed.
    pub enum CancelMissionItemError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Pause a mission: [`Client::pause_mission`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct PauseMission<'a, Mode = Asynchronous> {
    request: builder::PauseMission<'a>,
    body: Option<types::MissionPause>,
    input: Input<Mode>,
}

impl<'a, Mode> PauseMission<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
    ) -> Self {
        let mut input = Input::new("pause_mission", mode);
        let request = client.operations().pause_mission();
        let request = input
            .set(request, "mission_id", mission_id, builder::PauseMission::mission_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::MissionPause::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::PauseMission::if_match);
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
                builder::PauseMission::idempotency_key,
            );
        self
    }
    /// Text of any form, Markdown for example.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("reason", reason),
        ) {
            self.body = Some(body.with_reason(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::MissionStep>, PauseMissionError> {
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
    PauseMission -> types::MissionStep, PauseMissionError
}

operation_error! {
    /// Why [`Client::pause_mission`] failed.
    pub enum PauseMissionError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Resume a mission: [`Client::resume_mission`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ResumeMission<'a, Mode = Asynchronous> {
    request: builder::ResumeMission<'a>,
    body: Option<types::MissionResumption>,
    input: Input<Mode>,
}

impl<'a, Mode> ResumeMission<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
    ) -> Self {
        let mut input = Input::new("resume_mission", mode);
        let request = client.operations().resume_mission();
        let request = input
            .set(request, "mission_id", mission_id, builder::ResumeMission::mission_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::MissionResumption::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::ResumeMission::if_match);
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
                builder::ResumeMission::idempotency_key,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::MissionStep>, ResumeMissionError> {
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
    ResumeMission -> types::MissionStep, ResumeMissionError
}

operation_error! {
    /// Why [`Client::resume_mission`] failed.
    pub enum ResumeMissionError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Cancel a mission: [`Client::cancel_mission`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CancelMission<'a, Mode = Asynchronous> {
    request: builder::CancelMission<'a>,
    body: Option<types::MissionCancellation>,
    input: Input<Mode>,
}

impl<'a, Mode> CancelMission<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        mission_id: impl Parameter<types::MissionId>,
    ) -> Self {
        let mut input = Input::new("cancel_mission", mode);
        let request = client.operations().cancel_mission();
        let request = input
            .set(request, "mission_id", mission_id, builder::CancelMission::mission_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::MissionCancellation::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::CancelMission::if_match);
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
                builder::CancelMission::idempotency_key,
            );
        self
    }
    /// Text of any form, Markdown for example.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("reason", reason),
        ) {
            self.body = Some(body.with_reason(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::MissionStep>, CancelMissionError> {
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
    CancelMission -> types::MissionStep, CancelMissionError
}

operation_error! {
    /// Why [`Client::cancel_mission`] failed.
    pub enum CancelMissionError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
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
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
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
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
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
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
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

/// List runs: [`Client::list_runs`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListRuns<'a, Mode = Asynchronous> {
    request: builder::ListRuns<'a>,
    label: Vec<types::Label>,
    input: Input<Mode>,
}

impl<'a, Mode> ListRuns<'a, Mode> {
    fn new(client: &'a Client, mode: Mode) -> Self {
        let input = Input::new("list_runs", mode);
        let request = client.operations().list_runs();
        Self {
            request,
            label: Vec::new(),
            input,
        }
    }
    /// Only runs of this mission.
    pub fn mission_id(mut self, mission_id: impl Parameter<types::MissionId>) -> Self {
        self.request = self
            .input
            .set(self.request, "mission_id", mission_id, builder::ListRuns::mission_id);
        self
    }
    /// Only runs for work items of this name.
    pub fn item_id(mut self, item_id: impl Parameter<types::ItemId>) -> Self {
        self.request = self
            .input
            .set(self.request, "item_id", item_id, builder::ListRuns::item_id);
        self
    }
    /// Only runs in this state.
    pub fn status(mut self, status: impl Parameter<types::RunStatus>) -> Self {
        self.request = self
            .input
            .set(self.request, "status", status, builder::ListRuns::status);
        self
    }
    /// Only runs for this role.
    pub fn role(mut self, role: impl Parameter<types::Role>) -> Self {
        self.request = self
            .input
            .set(self.request, "role", role, builder::ListRuns::role);
        self
    }
    /// Only runs that have all of these labels. May be given several times.
    pub fn label(mut self, label: impl Parameter<types::Label>) -> Self {
        self.label.extend(self.input.read("label", label));
        self
    }
    /// Only runs that this principal has claimed last.
    pub fn worker(mut self, worker: impl Parameter<types::Principal>) -> Self {
        self.request = self
            .input
            .set(self.request, "worker", worker, builder::ListRuns::worker);
        self
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListRuns::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListRuns::limit);
        self
    }
    async fn execute(self) -> Result<Answer<types::RunPage>, ListRunsError> {
        let Self { request, label, input } = self;
        let operation = input.check().map_err(Error::from)?;
        let request = if label.is_empty() { request } else { request.label(label) };
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListRuns -> types::RunPage, ListRunsError
}

impl<Mode: Clone + Send> Paged for ListRuns<'_, Mode> {
    type Page = types::RunPage;
    type Item = types::Run;
    type Error = ListRunsError;
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
    ListRuns -> types::RunPage, types::Run, ListRunsError
}

operation_error! {
    /// Why [`Client::list_runs`] failed.
    pub enum ListRunsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// Queue a run of its own: [`Client::create_run`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateRun<'a, Mode = Asynchronous> {
    request: builder::CreateRun<'a>,
    body: Option<types::RunSpec>,
    input: Input<Mode>,
}

impl<'a, Mode> CreateRun<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        title: impl Parameter<types::Title>,
        role: impl Parameter<types::Role>,
    ) -> Self {
        let mut input = Input::new("create_run", mode);
        let request = client.operations().create_run();
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = match (input.read("title", title), input.read("role", role)) {
            (Some(title), Some(role)) => Some(types::RunSpec::new(title, role)),
            _ => None,
        };
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
                builder::CreateRun::idempotency_key,
            );
        self
    }
    /// Several things that a worker can do.
    pub fn skills(
        mut self,
        skills: impl IntoIterator<Item = impl Parameter<types::Capability>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("skills", skills),
        ) {
            self.body = Some(body.with_skills(value));
        }
        self
    }
    /// Several labels.
    pub fn labels(
        mut self,
        labels: impl IntoIterator<Item = impl Parameter<types::Label>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("labels", labels),
        ) {
            self.body = Some(body.with_labels(value));
        }
        self
    }
    /// Any JSON that its worker gets, at most 64 KiB.
    pub fn input(mut self, input: impl Serialize) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.json("input", input),
        ) {
            self.body = Some(body.with_input(value));
        }
        self
    }
    /// When it may be claimed; at once when it is left out.
    pub fn not_before(mut self, not_before: impl Parameter<types::Timestamp>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("not_before", not_before),
        ) {
            self.body = Some(body.with_not_before(value));
        }
        self
    }
    /// How often it may be tried; 3 when it is left out.
    pub fn max_attempts(
        mut self,
        max_attempts: impl Parameter<types::AttemptLimit>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("max_attempts", max_attempts),
        ) {
            self.body = Some(body.with_max_attempts(value));
        }
        self
    }
    /// How long an attempt may take; as long as its lease is kept when it is left out.
    pub fn time_limit_ms(
        mut self,
        time_limit_ms: impl Parameter<types::Milliseconds>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("time_limit_ms", time_limit_ms),
        ) {
            self.body = Some(body.with_time_limit_ms(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Run>, CreateRunError> {
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
    CreateRun -> types::Run, CreateRunError
}

operation_error! {
    /// Why [`Client::create_run`] failed.
    pub enum CreateRunError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Claim runs: [`Client::claim_runs`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ClaimRuns<'a, Mode = Asynchronous> {
    request: builder::ClaimRuns<'a>,
    body: Option<types::RunClaim>,
    input: Input<Mode>,
}

impl<'a, Mode> ClaimRuns<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        roles: impl IntoIterator<Item = impl Parameter<types::Role>>,
    ) -> Self {
        let mut input = Input::new("claim_runs", mode);
        let request = client.operations().claim_runs();
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read_all("roles", roles).map(types::RunClaim::new);
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
                builder::ClaimRuns::idempotency_key,
            );
        self
    }
    /// Several things that a worker can do.
    pub fn skills(
        mut self,
        skills: impl IntoIterator<Item = impl Parameter<types::Capability>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("skills", skills),
        ) {
            self.body = Some(body.with_skills(value));
        }
        self
    }
    /// 1 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::ClaimLimit>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("limit", limit),
        ) {
            self.body = Some(body.with_limit(value));
        }
        self
    }
    /// How long each lease lasts without a heartbeat; 30 seconds when it is left out.
    pub fn lease_ms(mut self, lease_ms: impl Parameter<types::LeaseLength>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("lease_ms", lease_ms),
        ) {
            self.body = Some(body.with_lease_ms(value));
        }
        self
    }
    /// How long to wait for a run; not at all when it is left out.
    pub fn wait_ms(mut self, wait_ms: impl Parameter<types::WaitLength>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("wait_ms", wait_ms),
        ) {
            self.body = Some(body.with_wait_ms(value));
        }
        self
    }
    /// Only runs of this mission.
    pub fn mission_id(mut self, mission_id: impl Parameter<types::MissionId>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("mission_id", mission_id),
        ) {
            self.body = Some(body.with_mission_id(value));
        }
        self
    }
    /// What a worker calls itself, for people.
    pub fn worker_name(
        mut self,
        worker_name: impl Parameter<types::WorkerName>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("worker_name", worker_name),
        ) {
            self.body = Some(body.with_worker_name(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::ClaimedRuns>, ClaimRunsError> {
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
    ClaimRuns -> types::ClaimedRuns, ClaimRunsError
}

operation_error! {
    /// Why [`Client::claim_runs`] failed.
    pub enum ClaimRunsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Get a run: [`Client::get_run`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetRun<'a, Mode = Asynchronous> {
    request: builder::GetRun<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> GetRun<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
    ) -> Self {
        let mut input = Input::new("get_run", mode);
        let request = client.operations().get_run();
        let request = input.set(request, "run_id", run_id, builder::GetRun::run_id);
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
                builder::GetRun::if_none_match,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::Run>, GetRunError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    GetRun -> types::Run, GetRunError
}

operation_error! {
    /// Why [`Client::get_run`] failed.
    pub enum GetRunError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
    }
}

/// Keep a run's lease: [`Client::heartbeat_run`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct HeartbeatRun<'a, Mode = Asynchronous> {
    request: builder::HeartbeatRun<'a>,
    body: Option<types::RunHeartbeat>,
    input: Input<Mode>,
}

impl<'a, Mode> HeartbeatRun<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
    ) -> Self {
        let mut input = Input::new("heartbeat_run", mode);
        let request = client.operations().heartbeat_run();
        let request = input
            .set(request, "run_id", run_id, builder::HeartbeatRun::run_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read("epoch", epoch).map(types::RunHeartbeat::new);
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
                builder::HeartbeatRun::idempotency_key,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::RunLease>, HeartbeatRunError> {
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
    HeartbeatRun -> types::RunLease, HeartbeatRunError
}

operation_error! {
    /// Why [`Client::heartbeat_run`] failed.
    pub enum HeartbeatRunError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Watch a run: [`Client::watch_run`].
#[derive(Debug)]
#[must_use = "a stream does nothing until it is opened with `stream`"]
pub struct WatchRun<'a, Mode = Asynchronous> {
    request: StreamRequest<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> WatchRun<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
    ) -> Self {
        let mut input = Input::new("watch_run", mode);
        let request = StreamRequest::new(client, "/v1/runs/{run_id}/events");
        let request = input
            .set(
                request,
                "run_id",
                run_id,
                |request, value| request.path("run_id", value),
            );
        Self { request, input }
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
    WatchRun
}

/// Report what a run does: [`Client::report_run_events`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReportRunEvents<'a, Mode = Asynchronous> {
    request: builder::ReportRunEvents<'a>,
    body: Option<types::RunReport>,
    input: Input<Mode>,
}

impl<'a, Mode> ReportRunEvents<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
        events: impl IntoIterator<Item = impl Parameter<types::RunEvent>>,
    ) -> Self {
        let mut input = Input::new("report_run_events", mode);
        let request = client.operations().report_run_events();
        let request = input
            .set(request, "run_id", run_id, builder::ReportRunEvents::run_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = match (input.read("epoch", epoch), input.read_all("events", events)) {
            (Some(epoch), Some(events)) => Some(types::RunReport::new(epoch, events)),
            _ => None,
        };
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
                builder::ReportRunEvents::idempotency_key,
            );
        self
    }
    async fn execute(self) -> Result<Answer<types::RunLease>, ReportRunEventsError> {
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
    ReportRunEvents -> types::RunLease, ReportRunEventsError
}

operation_error! {
    /// Why [`Client::report_run_events`] failed.
    pub enum ReportRunEventsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// List what a run has reported: [`Client::list_run_records`].
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListRunRecords<'a, Mode = Asynchronous> {
    request: builder::ListRunRecords<'a>,
    input: Input<Mode>,
}

impl<'a, Mode> ListRunRecords<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
    ) -> Self {
        let mut input = Input::new("list_run_records", mode);
        let request = client.operations().list_run_records();
        let request = input
            .set(request, "run_id", run_id, builder::ListRunRecords::run_id);
        Self { request, input }
    }
    /// The `next_cursor` of the page before. All pages together are one snapshot.
    pub fn cursor(mut self, cursor: impl Parameter<types::Cursor>) -> Self {
        self.request = self
            .input
            .set(self.request, "cursor", cursor, builder::ListRunRecords::cursor);
        self
    }
    /// The most items that the page may have; 100 when it is left out.
    pub fn limit(mut self, limit: impl Parameter<types::PageLimit>) -> Self {
        self.request = self
            .input
            .set(self.request, "limit", limit, builder::ListRunRecords::limit);
        self
    }
    async fn execute(self) -> Result<Answer<types::RunRecordPage>, ListRunRecordsError> {
        let Self { request, input } = self;
        let operation = input.check().map_err(Error::from)?;
        Ok(answer::read(operation, request.send().await)?)
    }
}

sends! {
    ListRunRecords -> types::RunRecordPage, ListRunRecordsError
}

impl<Mode: Clone + Send> Paged for ListRunRecords<'_, Mode> {
    type Page = types::RunRecordPage;
    type Item = types::RunRecord;
    type Error = ListRunRecordsError;
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
    ListRunRecords -> types::RunRecordPage, types::RunRecord, ListRunRecordsError
}

operation_error! {
    /// Why [`Client::list_run_records`] failed.
    pub enum ListRunRecordsError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Gone = 410 "The cursor is older than the log, ahead of the store, or of another store: fetch afresh. `oldest_revision` is the oldest revision that can still be gone on from.",
    }
}

/// Complete a run: [`Client::complete_run`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CompleteRun<'a, Mode = Asynchronous> {
    request: builder::CompleteRun<'a>,
    body: Option<types::RunCompletion>,
    input: Input<Mode>,
}

impl<'a, Mode> CompleteRun<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
    ) -> Self {
        let mut input = Input::new("complete_run", mode);
        let request = client.operations().complete_run();
        let request = input.set(request, "run_id", run_id, builder::CompleteRun::run_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = input.read("epoch", epoch).map(types::RunCompletion::new);
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
                builder::CompleteRun::idempotency_key,
            );
        self
    }
    /// Any JSON, at most 64 KiB.
    pub fn output(mut self, output: impl Serialize) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.json("output", output),
        ) {
            self.body = Some(body.with_output(value));
        }
        self
    }
    /// What it says at its gate; required there, and nowhere else allowed.
    pub fn verdict(mut self, verdict: impl Parameter<types::Verdict>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("verdict", verdict),
        ) {
            self.body = Some(body.with_verdict(value));
        }
        self
    }
    /// What is to be done better.
    pub fn feedback(mut self, feedback: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("feedback", feedback),
        ) {
            self.body = Some(body.with_feedback(value));
        }
        self
    }
    /// What it has made; artifacts that were uploaded for this run.
    pub fn artifacts(
        mut self,
        artifacts: impl IntoIterator<Item = impl Parameter<types::ArtifactId>>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read_all("artifacts", artifacts),
        ) {
            self.body = Some(body.with_artifacts(value));
        }
        self
    }
    /// Work that a run of the role `planner` adds to its mission.
    pub fn items(
        mut self,
        items: impl IntoIterator<Item = types::WorkItemSpec>,
    ) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            Some(items.into_iter().collect()),
        ) {
            self.body = Some(body.with_items(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Run>, CompleteRunError> {
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
    CompleteRun -> types::Run, CompleteRunError
}

operation_error! {
    /// Why [`Client::complete_run`] failed.
    pub enum CompleteRunError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Say that a run has failed: [`Client::fail_run`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FailRun<'a, Mode = Asynchronous> {
    request: builder::FailRun<'a>,
    body: Option<types::RunFailureReport>,
    input: Input<Mode>,
}

impl<'a, Mode> FailRun<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
        epoch: impl Parameter<types::Epoch>,
        class: impl Parameter<types::ReportedFailureClass>,
    ) -> Self {
        let mut input = Input::new("fail_run", mode);
        let request = client.operations().fail_run();
        let request = input.set(request, "run_id", run_id, builder::FailRun::run_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = match (input.read("epoch", epoch), input.read("class", class)) {
            (Some(epoch), Some(class)) => {
                Some(types::RunFailureReport::new(epoch, class))
            }
            _ => None,
        };
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
                builder::FailRun::idempotency_key,
            );
        self
    }
    /// How long to wait at least; for `rate_limited`.
    pub fn after_ms(mut self, after_ms: impl Parameter<types::Milliseconds>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("after_ms", after_ms),
        ) {
            self.body = Some(body.with_after_ms(value));
        }
        self
    }
    /// What is known of the failure.
    pub fn detail(mut self, detail: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("detail", detail),
        ) {
            self.body = Some(body.with_detail(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Run>, FailRunError> {
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
    FailRun -> types::Run, FailRunError
}

operation_error! {
    /// Why [`Client::fail_run`] failed.
    pub enum FailRunError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
}

/// Cancel a run: [`Client::cancel_run`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CancelRun<'a, Mode = Asynchronous> {
    request: builder::CancelRun<'a>,
    body: Option<types::RunCancellation>,
    input: Input<Mode>,
}

impl<'a, Mode> CancelRun<'a, Mode> {
    fn new(
        client: &'a Client,
        mode: Mode,
        run_id: impl Parameter<types::RunId>,
    ) -> Self {
        let mut input = Input::new("cancel_run", mode);
        let request = client.operations().cancel_run();
        let request = input.set(request, "run_id", run_id, builder::CancelRun::run_id);
        let request = match fresh_idempotency_key() {
            Some(key) => request.idempotency_key(key),
            None => request,
        };
        let body = Some(types::RunCancellation::new());
        Self { request, body, input }
    }
    /// Go on only when the document's revision is one of these; `*` when it exists at all.
    pub fn if_match(mut self, if_match: impl Parameter<types::EntityTags>) -> Self {
        self.request = self
            .input
            .set(self.request, "If-Match", if_match, builder::CancelRun::if_match);
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
                builder::CancelRun::idempotency_key,
            );
        self
    }
    /// Text of any form, Markdown for example.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        if let (Some(body), Some(value)) = (
            self.body.take(),
            self.input.read("reason", reason),
        ) {
            self.body = Some(body.with_reason(value));
        }
        self
    }
    async fn execute(self) -> Result<Answer<types::Run>, CancelRunError> {
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
    CancelRun -> types::Run, CancelRunError
}

operation_error! {
    /// Why [`Client::cancel_run`] failed.
    pub enum CancelRunError {
        BadRequest = 400 "Something in the request is not as the contract says; `errors` names each place.",
        Unauthorized = 401 "There is no token, or it is not good (any more).",
        Forbidden = 403 "The token does not give this right; `missing` names it.",
        NotFound = 404 "There is no such thing in the token's partition.",
        Conflict = 409 "The request cannot be carried out on what there is now (`patch-conflict`, `mission-conflict`, `run-conflict`, `approval-conflict`), the caller's lease of the run is over (`lease-lost`), or its `Idempotency-Key` was used for another request (`idempotency-conflict`).",
        PreconditionFailed = 412 "A precondition does not hold; `current_rev` or `conflicts` tell what there is now.",
        ContentTooLarge = 413 "The body is larger than the operation takes.",
        UnsupportedMediaType = 415 "The body's content type is not one that the operation takes.",
    }
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

/// What somebody decides.
///
/// Given where a request takes a [`types::ApprovalDecision`]; what is wrong with it is told when that is sent.
#[derive(Debug, Clone)]
#[must_use]
pub struct ApprovalDecision(Part<types::ApprovalDecision>);

impl ApprovalDecision {
    /// It may be done with exactly these arguments.
    pub fn approve(digest: impl Parameter<types::Sha256>) -> Self {
        Self(
            Part::new(
                "approve",
                |input| {
                    let part = input
                        .read("digest", digest)
                        .map(types::ApproveDecision::new);
                    part.map(types::ApprovalDecision::Approve)
                },
            ),
        )
    }
    /// It may be done with other arguments.
    pub fn edit(
        digest: impl Parameter<types::Sha256>,
        arguments: impl Serialize,
    ) -> Self {
        Self(
            Part::new(
                "edit",
                |input| {
                    let part = match (
                        input.read("digest", digest),
                        input.json("arguments", arguments),
                    ) {
                        (Some(digest), Some(arguments)) => {
                            Some(types::EditDecision::new(digest, arguments))
                        }
                        _ => None,
                    };
                    part.map(types::ApprovalDecision::Edit)
                },
            ),
        )
    }
    /// It may not be done.
    pub fn deny(digest: impl Parameter<types::Sha256>) -> Self {
        Self(
            Part::new(
                "deny",
                |input| {
                    let part = input
                        .read("digest", digest)
                        .map(types::DenyDecision::new);
                    part.map(types::ApprovalDecision::Deny)
                },
            ),
        )
    }
    /// It is not decided; the agent is told something instead, and may ask again.
    pub fn respond(
        digest: impl Parameter<types::Sha256>,
        text: impl Parameter<types::LongText>,
    ) -> Self {
        Self(
            Part::new(
                "respond",
                |input| {
                    let part = match (
                        input.read("digest", digest),
                        input.read("text", text),
                    ) {
                        (Some(digest), Some(text)) => {
                            Some(types::RespondDecision::new(digest, text))
                        }
                        _ => None,
                    };
                    part.map(types::ApprovalDecision::Respond)
                },
            ),
        )
    }
    /// Text of any form, Markdown for example. Only of `approve` and `edit`.
    pub fn comment(mut self, comment: impl Parameter<types::LongText>) -> Self {
        self.0
            .set(
                |input| input.read("comment", comment),
                |part, value, input| match part {
                    types::ApprovalDecision::Approve(part) => part.comment = Some(value),
                    types::ApprovalDecision::Edit(part) => part.comment = Some(value),
                    types::ApprovalDecision::Deny(_)
                    | types::ApprovalDecision::Respond(_) => {
                        input
                            .refuse(
                                "comment",
                                "is only of `approve` and `edit`".to_owned(),
                            )
                    }
                },
            );
        self
    }
    /// Text of any form, Markdown for example. Only of `deny`.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        self.0
            .set(
                |input| input.read("reason", reason),
                |part, value, input| match part {
                    types::ApprovalDecision::Deny(part) => part.reason = Some(value),
                    types::ApprovalDecision::Approve(_)
                    | types::ApprovalDecision::Edit(_)
                    | types::ApprovalDecision::Respond(_) => {
                        input.refuse("reason", "is only of `deny`".to_owned())
                    }
                },
            );
        self
    }
}

impl Parameter<types::ApprovalDecision> for ApprovalDecision {
    fn read(self) -> Result<types::ApprovalDecision, String> {
        self.0.read()
    }
}

/// Something that a person or a program has decided about a mission.
///
/// Given where a request takes a [`types::MissionEvent`]; what is wrong with it is told when that is sent.
#[derive(Debug, Clone)]
#[must_use]
pub struct MissionEvent(Part<types::MissionEvent>);

impl MissionEvent {
    /// Nothing new is begun; what is under way goes on.
    pub fn paused() -> Self {
        Self(
            Part::new(
                "paused",
                |_| {
                    let part = Some(types::MissionPaused::new());
                    part.map(types::MissionEvent::Paused)
                },
            ),
        )
    }
    /// The mission goes on. A budget that is used up has to be raised first.
    pub fn resumed() -> Self {
        Self(
            Part::new(
                "resumed",
                |_| {
                    let part = Some(types::MissionResumed::new());
                    part.map(types::MissionEvent::Resumed)
                },
            ),
        )
    }
    /// Nothing new is begun, and what is under way is told to stop; then the mission is cancelled.
    pub fn cancel_requested() -> Self {
        Self(
            Part::new(
                "cancel_requested",
                |_| {
                    let part = Some(types::MissionCancelRequested::new());
                    part.map(types::MissionEvent::CancelRequested)
                },
            ),
        )
    }
    /// The budgets from now on, all of them.
    pub fn budgets_changed(budgets: impl Into<types::MissionBudgets>) -> Self {
        Self(
            Part::new(
                "budgets_changed",
                |_| {
                    let part = Some(budgets.into())
                        .map(types::MissionBudgetsChanged::new);
                    part.map(types::MissionEvent::BudgetsChanged)
                },
            ),
        )
    }
    /// More work; a mission has at most 10,000 items. They may depend on each other and on those that there are.
    pub fn items_added(items: impl IntoIterator<Item = types::WorkItemSpec>) -> Self {
        Self(
            Part::new(
                "items_added",
                |_| {
                    let part = Some(items.into_iter().collect())
                        .map(types::MissionItemsAdded::new);
                    part.map(types::MissionEvent::ItemsAdded)
                },
            ),
        )
    }
    /// An item is to be done differently. Not while it is under way or judged, and not when it is done; a run that is queued
    /// for it takes the change.
    pub fn item_changed(
        item_id: impl Parameter<types::ItemId>,
        change: impl Into<types::WorkItemChange>,
    ) -> Self {
        Self(
            Part::new(
                "item_changed",
                |input| {
                    let part = match (
                        input.read("item_id", item_id),
                        Some(change.into()),
                    ) {
                        (Some(item_id), Some(change)) => {
                            Some(types::MissionItemChanged::new(item_id, change))
                        }
                        _ => None,
                    };
                    part.map(types::MissionEvent::ItemChanged)
                },
            ),
        )
    }
    /// An item is not to be done (any more). What depends on it is blocked.
    pub fn item_cancelled(item_id: impl Parameter<types::ItemId>) -> Self {
        Self(
            Part::new(
                "item_cancelled",
                |input| {
                    let part = input
                        .read("item_id", item_id)
                        .map(types::MissionItemCancelled::new);
                    part.map(types::MissionEvent::ItemCancelled)
                },
            ),
        )
    }
    /// An item that failed or was cancelled is to be done after all, with all its attempts.
    pub fn item_retried(item_id: impl Parameter<types::ItemId>) -> Self {
        Self(
            Part::new(
                "item_retried",
                |input| {
                    let part = input
                        .read("item_id", item_id)
                        .map(types::MissionItemRetried::new);
                    part.map(types::MissionEvent::ItemRetried)
                },
            ),
        )
    }
    /// Somebody has judged an item in place of a run. Nobody judges what they did themselves.
    pub fn gate_decided(
        item_id: impl Parameter<types::ItemId>,
        gate: impl Parameter<types::Gate>,
        verdict: impl Parameter<types::Verdict>,
    ) -> Self {
        Self(
            Part::new(
                "gate_decided",
                |input| {
                    let part = match (
                        input.read("item_id", item_id),
                        input.read("gate", gate),
                        input.read("verdict", verdict),
                    ) {
                        (Some(item_id), Some(gate), Some(verdict)) => {
                            Some(types::MissionGateDecided::new(item_id, gate, verdict))
                        }
                        _ => None,
                    };
                    part.map(types::MissionEvent::GateDecided)
                },
            ),
        )
    }
    /// Text of any form, Markdown for example. Only of `paused` and `cancel_requested` and `item_cancelled`.
    pub fn reason(mut self, reason: impl Parameter<types::LongText>) -> Self {
        self.0
            .set(
                |input| input.read("reason", reason),
                |part, value, input| match part {
                    types::MissionEvent::Paused(part) => part.reason = Some(value),
                    types::MissionEvent::CancelRequested(part) => {
                        part.reason = Some(value);
                    }
                    types::MissionEvent::ItemCancelled(part) => part.reason = Some(value),
                    types::MissionEvent::Resumed(_)
                    | types::MissionEvent::BudgetsChanged(_)
                    | types::MissionEvent::ItemsAdded(_)
                    | types::MissionEvent::ItemChanged(_)
                    | types::MissionEvent::ItemRetried(_)
                    | types::MissionEvent::GateDecided(_) => {
                        input
                            .refuse(
                                "reason",
                                "is only of `paused` and `cancel_requested` and `item_cancelled`"
                                    .to_owned(),
                            )
                    }
                },
            );
        self
    }
    /// What is to be done better. Only of `gate_decided`.
    pub fn feedback(mut self, feedback: impl Parameter<types::LongText>) -> Self {
        self.0
            .set(
                |input| input.read("feedback", feedback),
                |part, value, input| match part {
                    types::MissionEvent::GateDecided(part) => part.feedback = Some(value),
                    types::MissionEvent::Paused(_)
                    | types::MissionEvent::Resumed(_)
                    | types::MissionEvent::CancelRequested(_)
                    | types::MissionEvent::BudgetsChanged(_)
                    | types::MissionEvent::ItemsAdded(_)
                    | types::MissionEvent::ItemChanged(_)
                    | types::MissionEvent::ItemCancelled(_)
                    | types::MissionEvent::ItemRetried(_) => {
                        input.refuse("feedback", "is only of `gate_decided`".to_owned())
                    }
                },
            );
        self
    }
}

impl Parameter<types::MissionEvent> for MissionEvent {
    fn read(self) -> Result<types::MissionEvent, String> {
        self.0.read()
    }
}

/// Something that is done because of an event.
///
/// Given where a request takes a [`types::MissionCommand`]; what is wrong with it is told when that is sent.
#[derive(Debug, Clone)]
#[must_use]
pub struct MissionCommand(Part<types::MissionCommand>);

impl MissionCommand {
    /// A run is queued; for the first time, or again after an attempt.
    pub fn start_run(
        run_id: impl Parameter<types::RunId>,
        item_id: impl Parameter<types::ItemId>,
        role: impl Parameter<types::Role>,
        skills: impl IntoIterator<Item = impl Parameter<types::Capability>>,
    ) -> Self {
        Self(
            Part::new(
                "start_run",
                |input| {
                    let part = match (
                        input.read("run_id", run_id),
                        input.read("item_id", item_id),
                        input.read("role", role),
                        input.read_all("skills", skills),
                    ) {
                        (Some(run_id), Some(item_id), Some(role), Some(skills)) => {
                            Some(types::StartRun::new(run_id, item_id, role, skills))
                        }
                        _ => None,
                    };
                    part.map(types::MissionCommand::StartRun)
                },
            ),
        )
    }
    /// A run is told to stop, or taken from the queue.
    pub fn cancel_run(run_id: impl Parameter<types::RunId>) -> Self {
        Self(
            Part::new(
                "cancel_run",
                |input| {
                    let part = input.read("run_id", run_id).map(types::CancelRun::new);
                    part.map(types::MissionCommand::CancelRun)
                },
            ),
        )
    }
    /// The mission is looked at again at a time.
    pub fn schedule_timer(at: impl Parameter<types::Timestamp>) -> Self {
        Self(
            Part::new(
                "schedule_timer",
                |input| {
                    let part = input.read("at", at).map(types::ScheduleTimer::new);
                    part.map(types::MissionCommand::ScheduleTimer)
                },
            ),
        )
    }
    /// Something is kept as an artifact.
    pub fn persist_artifact(name: impl Into<String>) -> Self {
        Self(
            Part::new(
                "persist_artifact",
                |_| {
                    let part = Some(name.into()).map(types::PersistArtifact::new);
                    part.map(types::MissionCommand::PersistArtifact)
                },
            ),
        )
    }
    /// Somebody should know.
    pub fn emit_notice(text: impl Parameter<types::LongText>) -> Self {
        Self(
            Part::new(
                "emit_notice",
                |input| {
                    let part = input.read("text", text).map(types::EmitNotice::new);
                    part.map(types::MissionCommand::EmitNotice)
                },
            ),
        )
    }
    /// The gate that the run is to judge at; left out when it does the work. Only of `start_run`.
    pub fn gate(mut self, gate: impl Parameter<types::Gate>) -> Self {
        self.0
            .set(
                |input| input.read("gate", gate),
                |part, value, input| match part {
                    types::MissionCommand::StartRun(part) => part.gate = Some(value),
                    types::MissionCommand::CancelRun(_)
                    | types::MissionCommand::ScheduleTimer(_)
                    | types::MissionCommand::PersistArtifact(_)
                    | types::MissionCommand::EmitNotice(_) => {
                        input.refuse("gate", "is only of `start_run`".to_owned())
                    }
                },
            );
        self
    }
    /// When it may be claimed; at once when it is left out. Only of `start_run`.
    pub fn not_before(mut self, not_before: impl Parameter<types::Timestamp>) -> Self {
        self.0
            .set(
                |input| input.read("not_before", not_before),
                |part, value, input| match part {
                    types::MissionCommand::StartRun(part) => {
                        part.not_before = Some(value);
                    }
                    types::MissionCommand::CancelRun(_)
                    | types::MissionCommand::ScheduleTimer(_)
                    | types::MissionCommand::PersistArtifact(_)
                    | types::MissionCommand::EmitNotice(_) => {
                        input.refuse("not_before", "is only of `start_run`".to_owned())
                    }
                },
            );
        self
    }
}

impl Parameter<types::MissionCommand> for MissionCommand {
    fn read(self) -> Result<types::MissionCommand, String> {
        self.0.read()
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

/// Something that a run does.
///
/// Given where a request takes a [`types::RunEvent`]; what is wrong with it is told when that is sent.
#[derive(Debug, Clone)]
#[must_use]
pub struct RunEvent(Part<types::RunEvent>);

impl RunEvent {
    /// How far it has come.
    pub fn progress(step: impl Parameter<types::Title>) -> Self {
        Self(
            Part::new(
                "progress",
                |input| {
                    let part = input.read("step", step).map(types::RunProgress::new);
                    part.map(types::RunEvent::Progress)
                },
            ),
        )
    }
    /// A tool is being called.
    pub fn tool_started(
        tool: impl Parameter<types::ToolName>,
        call_id: impl Parameter<types::CallId>,
    ) -> Self {
        Self(
            Part::new(
                "tool_started",
                |input| {
                    let part = match (
                        input.read("tool", tool),
                        input.read("call_id", call_id),
                    ) {
                        (Some(tool), Some(call_id)) => {
                            Some(types::RunToolStarted::new(tool, call_id))
                        }
                        _ => None,
                    };
                    part.map(types::RunEvent::ToolStarted)
                },
            ),
        )
    }
    /// A tool has answered.
    pub fn tool_finished(
        tool: impl Parameter<types::ToolName>,
        call_id: impl Parameter<types::CallId>,
        succeeded: impl Parameter<bool>,
    ) -> Self {
        Self(
            Part::new(
                "tool_finished",
                |input| {
                    let part = match (
                        input.read("tool", tool),
                        input.read("call_id", call_id),
                        input.read("succeeded", succeeded),
                    ) {
                        (Some(tool), Some(call_id), Some(succeeded)) => {
                            Some(types::RunToolFinished::new(tool, call_id, succeeded))
                        }
                        _ => None,
                    };
                    part.map(types::RunEvent::ToolFinished)
                },
            ),
        )
    }
    /// Something to read.
    pub fn log(
        level: impl Parameter<types::LogLevel>,
        message: impl Parameter<types::LongText>,
    ) -> Self {
        Self(
            Part::new(
                "log",
                |input| {
                    let part = match (
                        input.read("level", level),
                        input.read("message", message),
                    ) {
                        (Some(level), Some(message)) => {
                            Some(types::RunLog::new(level, message))
                        }
                        _ => None,
                    };
                    part.map(types::RunEvent::Log)
                },
            ),
        )
    }
    /// What was used since the last report.
    pub fn usage() -> Self {
        Self(
            Part::new(
                "usage",
                |_| {
                    let part = Some(types::RunUsage::new());
                    part.map(types::RunEvent::Usage)
                },
            ),
        )
    }
    /// How much of it is done. Only of `progress`.
    pub fn percent(mut self, percent: impl Parameter<types::Percent>) -> Self {
        self.0
            .set(
                |input| input.read("percent", percent),
                |part, value, input| match part {
                    types::RunEvent::Progress(part) => part.percent = Some(value),
                    types::RunEvent::ToolStarted(_)
                    | types::RunEvent::ToolFinished(_)
                    | types::RunEvent::Log(_)
                    | types::RunEvent::Usage(_) => {
                        input.refuse("percent", "is only of `progress`".to_owned())
                    }
                },
            );
        self
    }
    /// What it is called with; any JSON, at most 64 KiB. Only of `tool_started`.
    pub fn arguments(mut self, arguments: impl Serialize) -> Self {
        self.0
            .set(
                |input| input.json("arguments", arguments),
                |part, value, input| match part {
                    types::RunEvent::ToolStarted(part) => part.arguments = Some(value),
                    types::RunEvent::Progress(_)
                    | types::RunEvent::ToolFinished(_)
                    | types::RunEvent::Log(_)
                    | types::RunEvent::Usage(_) => {
                        input.refuse("arguments", "is only of `tool_started`".to_owned())
                    }
                },
            );
        self
    }
    /// The approval that was used for this call: of the same action and arguments, and for no other call. Required when
    /// the mission's policy has a rule for the tool. Only of `tool_started`.
    pub fn approval_id(
        mut self,
        approval_id: impl Parameter<types::ApprovalId>,
    ) -> Self {
        self.0
            .set(
                |input| input.read("approval_id", approval_id),
                |part, value, input| match part {
                    types::RunEvent::ToolStarted(part) => part.approval_id = Some(value),
                    types::RunEvent::Progress(_)
                    | types::RunEvent::ToolFinished(_)
                    | types::RunEvent::Log(_)
                    | types::RunEvent::Usage(_) => {
                        input
                            .refuse(
                                "approval_id",
                                "is only of `tool_started`".to_owned(),
                            )
                    }
                },
            );
        self
    }
    /// What it answered; any JSON, at most 64 KiB. Only of `tool_finished`.
    pub fn result(mut self, result: impl Serialize) -> Self {
        self.0
            .set(
                |input| input.json("result", result),
                |part, value, input| match part {
                    types::RunEvent::ToolFinished(part) => part.result = Some(value),
                    types::RunEvent::Progress(_)
                    | types::RunEvent::ToolStarted(_)
                    | types::RunEvent::Log(_)
                    | types::RunEvent::Usage(_) => {
                        input.refuse("result", "is only of `tool_finished`".to_owned())
                    }
                },
            );
        self
    }
    /// Why it did not. Only of `tool_finished`.
    pub fn error(mut self, error: impl Parameter<types::LongText>) -> Self {
        self.0
            .set(
                |input| input.read("error", error),
                |part, value, input| match part {
                    types::RunEvent::ToolFinished(part) => part.error = Some(value),
                    types::RunEvent::Progress(_)
                    | types::RunEvent::ToolStarted(_)
                    | types::RunEvent::Log(_)
                    | types::RunEvent::Usage(_) => {
                        input.refuse("error", "is only of `tool_finished`".to_owned())
                    }
                },
            );
        self
    }
    /// How many tokens of language models. Only of `usage`.
    pub fn tokens(mut self, tokens: impl Parameter<types::Count>) -> Self {
        self.0
            .set(
                |input| input.read("tokens", tokens),
                |part, value, input| match part {
                    types::RunEvent::Usage(part) => part.tokens = Some(value),
                    types::RunEvent::Progress(_)
                    | types::RunEvent::ToolStarted(_)
                    | types::RunEvent::ToolFinished(_)
                    | types::RunEvent::Log(_) => {
                        input.refuse("tokens", "is only of `usage`".to_owned())
                    }
                },
            );
        self
    }
    /// Money, in millionths of whatever unit the workers report. Only of `usage`.
    pub fn cost_micros(mut self, cost_micros: impl Parameter<types::Count>) -> Self {
        self.0
            .set(
                |input| input.read("cost_micros", cost_micros),
                |part, value, input| match part {
                    types::RunEvent::Usage(part) => part.cost_micros = Some(value),
                    types::RunEvent::Progress(_)
                    | types::RunEvent::ToolStarted(_)
                    | types::RunEvent::ToolFinished(_)
                    | types::RunEvent::Log(_) => {
                        input.refuse("cost_micros", "is only of `usage`".to_owned())
                    }
                },
            );
        self
    }
}

impl Parameter<types::RunEvent> for RunEvent {
    fn read(self) -> Result<types::RunEvent, String> {
        self.0.read()
    }
}
