mod disposition;
mod range;

use std::ops::Range;

use charter_api::{
    generated::artifact::{
        ArtifactApi, DeleteArtifactAnswer, DeleteArtifactRequest, DownloadArtifactAnswer, DownloadArtifactRequest,
        GetArtifactAnswer, GetArtifactRequest, LinkArtifactAnswer, LinkArtifactRequest, ListArtifactsAnswer,
        ListArtifactsRequest, UploadArtifactAnswer, UploadArtifactRequest,
    },
    runtime::{Asset, JsonBody, Refusal},
};
use charter_engine::{ArtifactContent, ArtifactFilter, ArtifactOwner, NewArtifact, UploadError};
use charter_types::{Artifact, ContentRange, ContentTag, ContentTags, Count, RangeUnit, Sniffing};
use futures::TryStreamExt as _;

use super::request_context;
use crate::{app::Services, caller::Caller, refuse::refuse};
use range::{Wanted, range_not_satisfiable};

impl ArtifactApi for Services {
    async fn list_artifacts(
        &self,
        caller: Caller,
        request: ListArtifactsRequest,
    ) -> Result<ListArtifactsAnswer, Refusal> {
        let ListArtifactsRequest { mission_id, item_id, run_id, kind, sha256, cursor, limit } = request;
        let _turn = self.holdings.turn(&caller.rights).await;
        let filter = ArtifactFilter { mission_id, item_id, run_id, kind, sha256 };
        let page = self.engine.artifacts().list(&caller.rights, &filter, cursor.as_ref(), limit).await;
        Ok(ListArtifactsAnswer::Ok { body: JsonBody::Written(page.map_err(refuse)?.json) })
    }

    async fn upload_artifact(
        &self,
        caller: Caller,
        request: UploadArtifactRequest,
    ) -> Result<UploadArtifactAnswer, Refusal> {
        let UploadArtifactRequest { name, kind, media_type, run_id, epoch, mission_id, item_id, sha256, .. } = request;
        let owner = ArtifactOwner::of_request("query", run_id, epoch, mission_id, item_id).map_err(refuse)?;
        let new = NewArtifact { name, kind, media_type, owner, sha256 };
        let context = request_context(&caller, request.idempotency_key);
        let uploaded = self.engine.artifacts().upload(&caller.rights, context, new, request.body).await;
        let outcome = uploaded.map_err(|error| match error {
            UploadError::Interrupted(broken) => Refusal::from(broken),
            UploadError::Engine(error) => refuse(error),
        })?;
        Ok(UploadArtifactAnswer::Created {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }

    async fn get_artifact(&self, caller: Caller, request: GetArtifactRequest) -> Result<GetArtifactAnswer, Refusal> {
        let artifact = self.engine.artifacts().get(&caller.rights, &request.artifact_id).await.map_err(refuse)?;
        let etag = artifact.rev.into();
        match request.if_none_match {
            Some(tags) if !tags.if_none_match_holds(Some(artifact.rev)) => Ok(GetArtifactAnswer::NotModified { etag }),
            _ => Ok(GetArtifactAnswer::Ok { etag, body: JsonBody::Written(artifact.json) }),
        }
    }

    async fn delete_artifact(
        &self,
        caller: Caller,
        request: DeleteArtifactRequest,
    ) -> Result<DeleteArtifactAnswer, Refusal> {
        let deleted = self.engine.artifacts().delete(&caller.rights, caller.request_id, &request.artifact_id).await;
        Ok(DeleteArtifactAnswer::Ok { body: deleted.map_err(refuse)?.into() })
    }

    async fn download_artifact(
        &self,
        caller: Caller,
        request: DownloadArtifactRequest,
    ) -> Result<DownloadArtifactAnswer, Refusal> {
        let artifacts = self.engine.artifacts();
        let content = artifacts.content(&caller.rights, &request.artifact_id).await.map_err(refuse)?;
        let etag = tag(&content.artifact);
        if request.if_none_match.is_some_and(|tags| names(&tags, &etag)) {
            return Ok(DownloadArtifactAnswer::NotModified { etag });
        }
        let size = content.artifact.size.get();
        // A range of what the client has no other part of is worth nothing to it.
        let is_of_these = request.if_range.is_none_or(|tag| tag.as_str() == etag.as_str());
        let wanted = request.range.filter(|_| is_of_these);
        match wanted.map_or(Wanted::All, |range| Wanted::read(&range, size)) {
            Wanted::All => {
                let body = self.asset(&caller, &content, 0..size).await?;
                Ok(DownloadArtifactAnswer::Ok {
                    accept_ranges: RangeUnit::Bytes,
                    content_disposition: disposition::attachment(&content.artifact.name),
                    content_length: content.artifact.size,
                    etag,
                    x_content_type_options: Sniffing::Nosniff,
                    body,
                })
            }
            Wanted::Part(range) => {
                let body = self.asset(&caller, &content, range.clone()).await?;
                Ok(DownloadArtifactAnswer::PartialContent {
                    accept_ranges: RangeUnit::Bytes,
                    content_disposition: disposition::attachment(&content.artifact.name),
                    content_length: Count::new(range.end - range.start).unwrap_or(content.artifact.size),
                    content_range: content_range(&range, size),
                    etag,
                    x_content_type_options: Sniffing::Nosniff,
                    body,
                })
            }
            Wanted::Nothing => Err(range_not_satisfiable(size)),
        }
    }

    async fn link_artifact(&self, caller: Caller, request: LinkArtifactRequest) -> Result<LinkArtifactAnswer, Refusal> {
        let context = request_context(&caller, request.idempotency_key);
        let linked = self.engine.artifacts().link(&caller.rights, context, &request.artifact_id, request.body).await;
        let outcome = linked.map_err(refuse)?;
        Ok(LinkArtifactAnswer::Created {
            etag: outcome.value.rev.into(),
            idempotency_replayed: outcome.replayed.then_some(true),
            body: outcome.value.into(),
        })
    }
}

impl Services {
    async fn asset(&self, caller: &Caller, content: &ArtifactContent, range: Range<u64>) -> Result<Asset, Refusal> {
        let bytes = self.engine.artifacts().bytes(&caller.rights, content, range).await.map_err(refuse)?;
        // The head of the answer is gone when this happens: its peer learns that not all of it came, and the log why.
        let told = bytes.inspect_err(|error| {
            tracing::error!(error = error as &dyn std::error::Error, "the bytes of an artifact cannot be read");
        });
        Ok(Asset::streamed(content.artifact.media_type.to_string(), told))
    }
}

fn tag(artifact: &Artifact) -> ContentTag {
    format!("\"{}\"", artifact.sha256).parse().expect("a digest in quotes is a tag of the contract")
}

/// Compared weakly (RFC 9110, section 13.1.2).
fn names(tags: &ContentTags, tag: &ContentTag) -> bool {
    tags.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag.as_str())
}

fn content_range(range: &Range<u64>, size: u64) -> ContentRange {
    let text = format!("bytes {}-{}/{size}", range.start, range.end - 1);
    text.parse().expect("a range of bytes that is not empty is one of the contract")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_among_others_is_found() {
        let tag: ContentTag = format!("\"{}\"", "a".repeat(64)).parse().unwrap();
        let tags = |text: String| text.parse::<ContentTags>().unwrap();
        assert!(names(&tags("*".to_owned()), &tag));
        assert!(names(&tags(format!("\"x\", W/{tag}")), &tag));
        assert!(!names(&tags("\"a\"".to_owned()), &tag));
    }
}
