use bytes::Bytes;
use charter_auth::Rights;
use charter_store::{BlobId, CommitContext, DocumentId, Effects, ReceivedBlob};
use charter_types::{
    Artifact, ArtifactId, ArtifactKind, ArtifactName, Count, MediaType, MissionId, Partition, Principal, Sha256,
};
use futures::Stream;
use uuid::Uuid;

use super::{
    Artifacts, UploadError, documents, owner::ArtifactOwner, policy, receive::receive, writer::ArtifactWriter,
};
use crate::{
    EngineError, RequestContext,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
};

/// What is said of a file that is uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArtifact {
    /// What to call it.
    pub name: ArtifactName,
    /// What it is for; `file` when it is not said.
    pub kind: Option<ArtifactKind>,
    /// What sort of file it is; any bytes when it is not said.
    pub media_type: Option<MediaType>,
    /// Whom it is for.
    pub owner: ArtifactOwner,
    /// The digest that its bytes have to have.
    pub sha256: Option<Sha256>,
}

impl Artifacts {
    /// Takes in a file, and makes an artifact of it when all of it is there.
    ///
    /// # Errors
    /// [`UploadError::Interrupted`] when the bytes break off; [`EngineError::Denied`], [`EngineError::Invalid`] (also when
    /// the digest is another), [`EngineError::LeaseLost`], [`EngineError::IdempotencyConflict`] or [`EngineError::Store`].
    /// In each case there is no artifact, and the bytes go.
    pub async fn upload<E>(
        &self,
        rights: &Rights,
        request: RequestContext,
        new: NewArtifact,
        bytes: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Outcome<Artifact>, UploadError<E>> {
        policy::may_create(rights).map_err(EngineError::from)?;
        // A retry is answered as it was before, also when the lease is over by now; which one it is, its bytes tell.
        let is_retry = match &request.idempotency_key {
            Some(key) => Once::is_known(self.store.as_ref(), rights, key).await?,
            None => false,
        };
        if !is_retry {
            new.owner.check(self.store.as_ref(), rights.partition(), rights.principal()).await?;
        }
        let received = receive(self.store.as_ref(), bytes).await?;
        if new.sha256.as_ref().is_some_and(|expected| expected != received.sha256()) {
            let message = format!("the bytes have the digest {}", received.sha256());
            return Err(EngineError::invalid("query/sha256", message).into());
        }
        let once = request.idempotency_key.map(|key| Once::new(rights, &key, new.fingerprint(&received)));
        let writer = ArtifactWriter::of_request(rights, request.request_id);
        Ok(self.place(once, writer, new, received).await?)
    }

    /// Keeps what the engine itself has to say of a mission. Asked for the same name again within a day, as after a
    /// crash, it gives the same artifact.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] when there is no such mission, or [`EngineError::Store`].
    #[allow(clippy::too_many_arguments, reason = "each is another part of an artifact")]
    pub(crate) async fn keep(
        &self,
        partition: &Partition,
        principal: &Principal,
        mission_id: &MissionId,
        name: ArtifactName,
        kind: ArtifactKind,
        media_type: MediaType,
        bytes: Bytes,
    ) -> Result<Artifact, EngineError> {
        let mut incoming = self.store.blobs().receive().await?;
        incoming.write(bytes).await?;
        let received = incoming.finish().await?;
        let owner = ArtifactOwner::Mission { mission_id: mission_id.clone(), item_id: None };
        let new = NewArtifact { name, kind: Some(kind), media_type: Some(media_type), owner, sha256: None };
        let writer = ArtifactWriter { partition: partition.clone(), principal: principal.clone(), request_id: None };
        // Said again after a crash, it is still said once.
        let once = Once::of_engine(partition, &format!("keep {} of {mission_id}", new.name));
        Ok(self.place(Some(once), writer, new, received).await?.value)
    }

    /// Gives the file its place and links it. A caller that stops waiting does not stop that: nobody else may have the
    /// place before it is known whether the link is there.
    async fn place(
        &self,
        once: Option<Once>,
        writer: ArtifactWriter,
        new: NewArtifact,
        received: ReceivedBlob,
    ) -> Result<Outcome<Artifact>, EngineError> {
        let artifacts = self.clone();
        let placed = tokio::spawn(async move {
            let id = BlobId { partition: writer.partition.clone(), sha256: received.sha256().clone() };
            let _place = artifacts.places.take(id.clone()).await;
            let size = received.size();
            let linked = match artifacts.store.blobs().keep(&id.partition, received).await {
                Ok(()) => artifacts.link_placed(once, writer, new, &id, size).await,
                Err(error) => Err(error.into()),
            };
            // Of an answer that was given before nothing is linked now.
            if linked.as_ref().map_or(true, |outcome| outcome.replayed) {
                artifacts.note_unlinked(&id).await;
            }
            linked
        });
        match placed.await {
            Ok(outcome) => outcome,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(EngineError::NotRunning),
            },
        }
    }

    async fn link_placed(
        &self,
        once: Option<Once>,
        writer: ArtifactWriter,
        new: NewArtifact,
        id: &BlobId,
        size: u64,
    ) -> Result<Outcome<Artifact>, EngineError> {
        let artifact_id = new_id();
        let mut reads = new.owner.reads(&writer.partition);
        reads.push(documents::blob(id));
        let sha256 = id.sha256.clone();
        let linked = self.committer.commit_once(once, reads, move |context| {
            let mut artifact = new.artifact(context, &writer, artifact_id, sha256, size)?;
            new.owner.own(context, &writer, "query", &mut artifact)?;
            let effects: Effects = writer.create(context, &artifact)?;
            Ok::<_, EngineError>((effects, artifact))
        });
        Ok(linked.await?)
    }
}

impl NewArtifact {
    fn artifact(
        &self,
        context: &CommitContext<'_>,
        writer: &ArtifactWriter,
        artifact_id: ArtifactId,
        sha256: Sha256,
        size: u64,
    ) -> Result<Artifact, EngineError> {
        let size = Count::new(size).map_err(|error| EngineError::invalid("", error.to_string()))?;
        let kind = self.kind.clone().unwrap_or_else(default_kind);
        let media_type = self.media_type.clone().unwrap_or_else(default_media_type);
        let (rev, now, by) = (context.revision(), context.time(), writer.principal.clone());
        Ok(Artifact::new(artifact_id, self.name.clone(), kind, media_type, sha256, size, rev, now, by))
    }

    fn fingerprint(&self, received: &ReceivedBlob) -> Fingerprint {
        let request = Fingerprint::of_operation("uploadArtifact").text(&self.name).optional(self.kind.as_deref());
        let request = request.optional(self.media_type.as_deref()).optional(self.sha256.as_deref());
        self.owner.fingerprint(request).text(received.sha256())
    }
}

pub(super) fn new_id() -> ArtifactId {
    Uuid::now_v7().to_string().parse().expect("a UUID in its hyphenated form is an artifact's id")
}

fn default_kind() -> ArtifactKind {
    "file".parse().expect("it fits the pattern of kinds")
}

fn default_media_type() -> MediaType {
    "application/octet-stream".parse().expect("it fits the pattern of media types")
}

/// The documents that a link of an artifact's blob reads.
pub(super) fn reads_of_link(owner: &ArtifactOwner, partition: &Partition, blob: &BlobId) -> Vec<DocumentId> {
    owner.reads(partition).into_iter().chain([documents::blob(blob)]).collect()
}
