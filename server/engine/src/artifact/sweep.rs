//! Removes blobs that no artifact has.
//!
//! A blob is removed in three steps, with its [place](super::places::Places) taken: a commit sees that nothing links it
//! and that it is due, and deletes the document that counts its links; the commit becomes durable; the file goes. No
//! linked blob can be hit by that:
//!
//! - What links a blob for the first time is an upload. It has the place from before its file gets its name until the
//!   outcome of its commit is known. So it is over before the sweep looks, which then sees the link; or it begins after the
//!   file is gone, and brings its own.
//! - What links a blob once more (`linkArtifact`) does so in a commit that sees an artifact with it. That artifact is among
//!   those that the document counts: commits run one after another, so none sees both an artifact and no links.
//! - After a commit that failed a crash may still let it appear, but none that comes before a commit that was acknowledged.
//!   The sweep's commit is: what appears after a crash is what the sweep has seen.
//! - A crash between the commit and the file's end leaves a file without a document. So does one between a file's getting
//!   its name and its first link. Such files are looked for once, after the start, and get a document without links: they
//!   are due later, and go the same way. When one is linked meanwhile, it has a document that counts.

use std::{sync::Arc, time::Duration};

use charter_store::{BlobId, CommitContext, Document, Effects, Write};
use charter_types::Clock;
use tokio_util::sync::CancellationToken;

use super::{
    Artifacts, BLOBS,
    documents::{self, BlobLinks},
    writer,
};
use crate::EngineError;

/// When blobs go that no artifact has.
#[derive(Debug, Clone)]
pub struct SweepOptions {
    /// How long they stay: who was about to download one, still can.
    pub grace: Duration,
    /// How often it is looked for them.
    pub interval: Duration,
}

impl Default for SweepOptions {
    fn default() -> Self {
        Self { grace: Duration::from_secs(60 * 60), interval: Duration::from_secs(30) }
    }
}

/// Blobs that are looked at at once.
const MOST_AT_ONCE: usize = 64;

/// The task that removes blobs.
pub(crate) struct Sweep {
    pub(crate) artifacts: Artifacts,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) interval: Duration,
}

impl Sweep {
    /// Runs until it is cancelled.
    pub(crate) async fn run(self, cancelled: CancellationToken) {
        tokio::select! {
            () = cancelled.cancelled() => return,
            noted = self.note_unknown() => {
                if let Err(error) = noted {
                    tracing::warn!(error = &error as &dyn std::error::Error, "blobs without links could not be looked for");
                }
            }
        }
        loop {
            if let Err(error) = self.remove_due(&cancelled).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "blobs without links could not be removed");
            }
            tokio::select! {
                () = cancelled.cancelled() => return,
                () = tokio::time::sleep(self.interval) => {}
            }
        }
    }

    /// Gives each file that no document knows one without links.
    async fn note_unknown(&self) -> Result<(), EngineError> {
        let artifacts = &self.artifacts;
        for shard in artifacts.store.blobs().shards().await? {
            for id in artifacts.store.blobs().in_shard(&shard).await? {
                if artifacts.store.get(&documents::blob(&id)).await?.is_none() {
                    artifacts.note_if_unknown(id).await?;
                }
            }
        }
        Ok(())
    }

    async fn remove_due(&self, cancelled: &CancellationToken) -> Result<(), EngineError> {
        loop {
            let due = self.artifacts.store.due(BLOBS, self.clock.now(), MOST_AT_ONCE).await?;
            let is_last = due.len() < MOST_AT_ONCE;
            for id in due.iter().filter_map(|document| documents::blob_of(&document.id)) {
                if cancelled.is_cancelled() {
                    return Ok(());
                }
                self.artifacts.remove_unlinked(id).await?;
            }
            if is_last {
                return Ok(());
            }
        }
    }
}

impl Artifacts {
    /// Removes a blob if it is due and nothing links it. Whoever wants to place an equal one waits meanwhile.
    async fn remove_unlinked(&self, id: BlobId) -> Result<(), EngineError> {
        let _place = self.places.take(id.clone()).await;
        let document = documents::blob(&id);
        let reads = vec![document.clone()];
        let forgotten = self.committer.commit(reads, move |context| {
            let may_go = context.document(&document).map(|document| may_go(context, document)).transpose()?;
            match may_go {
                Some(true) => Ok::<_, EngineError>((Effects::delete(document), true)),
                _ => Ok((Effects::default(), false)),
            }
        });
        if forgotten.await? {
            self.store.blobs().remove(&id).await?;
        }
        Ok(())
    }

    /// Makes sure that a blob whose link did not come about goes; what fails here is found after the next start.
    pub(super) async fn note_unlinked(&self, id: &BlobId) {
        if let Err(error) = self.note_if_unknown(id.clone()).await {
            tracing::debug!(error = &error as &dyn std::error::Error, "a blob without links is not noted");
        }
    }

    async fn note_if_unknown(&self, id: BlobId) -> Result<(), EngineError> {
        let document = documents::blob(&id);
        let grace_ms = self.grace_ms;
        let noted = self.committer.commit(vec![document.clone()], move |context| {
            if context.document(&document).is_some() {
                return Ok((Effects::default(), ()));
            }
            let due_at = Some(context.time().plus_ms(grace_ms));
            let body = writer::json(&BlobLinks { links: 0 })?;
            let writes = vec![Write::Put { id: document, body, due_at }];
            Ok::<_, EngineError>((Effects { writes, events: Vec::new() }, ()))
        });
        Ok(noted.await?)
    }
}

fn may_go(context: &CommitContext<'_>, document: &Document) -> Result<bool, EngineError> {
    let is_due = document.due_at.is_some_and(|due_at| due_at <= context.time());
    Ok(is_due && documents::read_links(Some(document))?.links == 0)
}
