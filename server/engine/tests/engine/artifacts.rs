//! Files: stored once for equal bytes, as long as an artifact has them and not much longer.

use std::{collections::BTreeSet, convert::Infallible, path::PathBuf, sync::Arc, time::Duration};

use bytes::Bytes;
use charter_auth::Rights;
use charter_engine::{
    ArtifactFilter, ArtifactOwner, EngineError, NewArtifact, Outcome, RequestContext, SweepOptions, UploadError,
};
use charter_store::{Collection, DocumentId, Store};
use charter_types::{Artifact, ArtifactId, Epoch, NewArtifactLink, RunId};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use serde_json::json;

use crate::support::{Fixture, once};

const GRACE: Duration = Duration::from_secs(60);

async fn fixture() -> Fixture {
    Fixture::with(|options| options.sweep = SweepOptions { grace: GRACE, interval: Duration::from_millis(2) }).await
}

fn named(name: &str) -> NewArtifact {
    let name = name.parse().unwrap();
    NewArtifact { name, kind: None, media_type: None, owner: ArtifactOwner::Nobody, sha256: None }
}

fn of_run(run_id: &RunId, epoch: u64) -> NewArtifact {
    let owner = ArtifactOwner::Run { run_id: run_id.clone(), epoch: Epoch::new(epoch).unwrap() };
    NewArtifact { owner, ..named("report.txt") }
}

type Uploaded = Result<Outcome<Artifact>, UploadError<Infallible>>;

impl Fixture {
    async fn upload_as(&self, rights: &Rights, request: RequestContext, new: NewArtifact, bytes: &[u8]) -> Uploaded {
        let parts: Vec<_> = bytes.chunks(1000).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
        self.engine.artifacts().upload(rights, request, new, stream::iter(parts)).await
    }

    async fn upload(&self, new: NewArtifact, bytes: &[u8]) -> Result<Artifact, EngineError> {
        match self.upload_as(&self.everything(), RequestContext::default(), new, bytes).await {
            Ok(outcome) => Ok(outcome.value),
            Err(UploadError::Engine(error)) => Err(error),
            Err(UploadError::Interrupted(_)) => panic!("nothing interrupts it"),
        }
    }

    async fn bytes_of(&self, artifact_id: &ArtifactId) -> Result<Vec<u8>, EngineError> {
        let (rights, artifacts) = (self.everything(), self.engine.artifacts());
        let content = artifacts.content(&rights, artifact_id).await?;
        let range = 0..content.artifact.size.get();
        let parts = artifacts.bytes(&rights, &content, range).await?;
        let bytes: Vec<Bytes> = parts.try_collect().await?;
        Ok(bytes.concat())
    }

    async fn delete_artifact(&self, artifact: &Artifact) {
        let deleted = self.engine.artifacts().delete(&self.everything(), None, &artifact.artifact_id).await;
        deleted.unwrap();
    }

    /// The files of blobs, and of what is being received.
    fn files(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.directory.path().join("store/blobs")];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files
    }

    async fn until_files_are(&self, count: usize) {
        let all_there = async {
            while self.files().len() != count {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(20), all_there).await;
        waited.unwrap_or_else(|_| panic!("there should be {count} files, and are {:?}", self.files()));
    }

    fn let_pass(&self, time: Duration) {
        self.clock.advance_ms(i64::try_from(time.as_millis()).unwrap());
    }
}

#[tokio::test]
async fn equal_bytes_are_one_file_for_as_long_as_one_artifact_has_them() {
    let fixture = fixture().await;
    let (first, second) = (
        fixture.upload(named("a.txt"), b"equal").await.unwrap(),
        fixture.upload(named("b/c.txt"), b"equal").await.unwrap(),
    );
    let link = NewArtifactLink::new().with_name("d.txt".parse().unwrap());
    let rights = fixture.everything();
    let linked = fixture.engine.artifacts().link(&rights, RequestContext::default(), &first.artifact_id, link).await;
    let third = linked.unwrap().value;
    assert_eq!((&third.sha256, third.size, third.name.as_str()), (&first.sha256, first.size, "d.txt"));
    assert_eq!(fixture.files().len(), 1);
    for artifact in [&first, &third] {
        fixture.delete_artifact(artifact).await;
    }
    fixture.let_pass(2 * GRACE);
    fixture.upload(named("other"), b"other").await.unwrap();
    fixture.until_files_are(2).await;
    assert_eq!(fixture.bytes_of(&second.artifact_id).await.unwrap(), b"equal");
    fixture.delete_artifact(&second).await;
    fixture.let_pass(2 * GRACE);
    fixture.until_files_are(1).await;
    assert!(matches!(fixture.bytes_of(&second.artifact_id).await, Err(EngineError::NotFound { .. })));
}

#[tokio::test]
async fn other_bytes_than_were_announced_are_refused_and_go() {
    let fixture = fixture().await;
    let new = NewArtifact { sha256: Some("0".repeat(64).parse().unwrap()), ..named("a.txt") };
    let refused = fixture.upload(new, b"something else").await.unwrap_err();
    assert!(matches!(&refused, EngineError::Invalid { errors } if errors[0].pointer == "query/sha256"), "{refused:?}");
    assert!(fixture.files().is_empty());
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let fixture = fixture().await;
    let parts = stream::iter([Ok(Bytes::from(vec![7; 1 << 20])), Err("gone")]);
    let rights = fixture.everything();
    let uploaded = fixture.engine.artifacts().upload(&rights, RequestContext::default(), named("a"), parts).await;
    assert!(matches!(uploaded, Err(UploadError::Interrupted("gone"))));
    assert!(fixture.files().is_empty());
}

#[tokio::test]
async fn an_equal_request_is_answered_with_the_same_artifact() {
    let fixture = fixture().await;
    let rights = fixture.everything();
    let upload = |name, bytes| fixture.upload_as(&rights, once("k"), named(name), bytes);
    let (first, again) = (upload("a", b"x").await.unwrap(), upload("a", b"x").await.unwrap());
    assert_eq!((first.replayed, again.replayed), (false, true));
    assert_eq!(first.value, again.value);
    for (name, bytes) in [("b", b"x"), ("a", b"y")] {
        let other = upload(name, bytes).await.unwrap_err();
        assert!(matches!(other, UploadError::Engine(EngineError::IdempotencyConflict)), "{other:?}");
    }
    fixture.let_pass(2 * GRACE);
    fixture.until_files_are(1).await;
    assert_eq!(fixture.bytes_of(&first.value.artifact_id).await.unwrap(), b"x");
}

#[tokio::test]
async fn what_a_run_uploads_takes_its_lease() {
    let fixture = fixture().await;
    let rights = fixture.everything();
    let lost = |outcome| matches!(outcome, Err(EngineError::LeaseLost { .. }));
    let items = json!([{ "item_id": "draw", "title": "Draw" }]);
    let mission = fixture.create_mission(json!({ "title": "Atlas", "items": items })).await;
    let run_id: RunId = format!("{}.00000001", mission.mission_id.as_str()).parse().unwrap();
    assert!(lost(fixture.upload(of_run(&run_id, 1), b"report").await), "nobody has claimed it");
    let claimed = fixture.claim_one(&rights, "specialist").await;
    assert!(lost(fixture.upload(of_run(&run_id, 2), b"report").await), "that claim is another");
    let artifact = fixture.upload(of_run(&run_id, 1), b"report").await.unwrap();
    assert_eq!(artifact.run_id.as_ref(), Some(&run_id));
    assert_eq!(artifact.mission_id.as_ref(), Some(&mission.mission_id));
    assert_eq!(artifact.item_id.as_deref(), Some("draw"));
    fixture.cancel_run(&run_id).await.unwrap();
    assert!(fixture.upload(of_run(&run_id, 1), b"what there is").await.is_ok());
    fixture.clock.advance_ms(10_000);
    assert!(lost(fixture.upload(of_run(&run_id, 1), b"too late").await), "the lease of {:?} is over", claimed.lease);
    fixture.let_pass(2 * GRACE);
    fixture.until_files_are(2).await;
}

#[tokio::test]
async fn a_mission_that_there_is_not_has_no_artifacts() {
    let fixture = fixture().await;
    let mission_id = "0197a3c4-6f00-7000-8000-000000000011".parse().unwrap();
    let new = NewArtifact { owner: ArtifactOwner::Mission { mission_id, item_id: None }, ..named("a") };
    let refused = fixture.upload(new, b"x").await.unwrap_err();
    assert!(
        matches!(&refused, EngineError::Invalid { errors } if errors[0].pointer == "query/mission_id"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn partitions_know_nothing_of_each_other() {
    let fixture = fixture().await;
    let there = fixture.rights(|grant| grant.partition = "acme/web/other".parse().unwrap());
    let theirs = fixture.upload_as(&there, RequestContext::default(), named("a"), b"x").await.unwrap().value;
    let here = fixture.everything();
    let artifacts = fixture.engine.artifacts();
    assert!(matches!(artifacts.get(&here, &theirs.artifact_id).await, Err(EngineError::NotFound { .. })));
    assert!(matches!(artifacts.delete(&here, None, &theirs.artifact_id).await, Err(EngineError::NotFound { .. })));
    let link = artifacts.link(&here, RequestContext::default(), &theirs.artifact_id, NewArtifactLink::new()).await;
    assert!(matches!(link, Err(EngineError::NotFound { .. })));
    let filter = ArtifactFilter { sha256: Some(theirs.sha256), ..ArtifactFilter::default() };
    let page = artifacts.list(&here, &filter, None, None).await.unwrap();
    let page: serde_json::Value = serde_json::from_slice(&page.json).unwrap();
    assert_eq!(page["items"], json!([]));
}

#[tokio::test]
async fn a_token_can_be_narrowed_to_an_artifact() {
    let fixture = fixture().await;
    let (mine, other) = (
        fixture.upload(named("a"), b"x").await.unwrap().artifact_id,
        fixture.upload(named("b"), b"y").await.unwrap().artifact_id,
    );
    let narrow = fixture.reads_under(&[&format!("artifact/{mine}")]);
    let artifacts = fixture.engine.artifacts();
    assert!(artifacts.content(&narrow, &mine).await.is_ok());
    assert!(matches!(artifacts.content(&narrow, &other).await, Err(EngineError::Denied(_))));
}

#[tokio::test]
async fn files_that_no_document_knows_go_after_a_start() {
    let mut fixture = fixture().await;
    let kept = fixture.upload(named("a"), b"kept").await.unwrap();
    // As a crash between a file's name and its link leaves it.
    let known = fixture.files().pop().unwrap();
    let stray = known.parent().unwrap().join("f".repeat(62));
    std::fs::write(&stray, "never linked").unwrap();
    let incoming = fixture.directory.path().join("store/blobs/incoming");
    std::fs::create_dir_all(&incoming).unwrap();
    std::fs::write(incoming.join("half"), "never received").unwrap();
    fixture.restart().await;
    assert!(!incoming.join("half").exists());
    let noted = async {
        let id = DocumentId::new(
            Collection::plain("blob"),
            "acme/web/shop".parse().unwrap(),
            format!("{}{}", &kept.sha256.as_str()[..2], "f".repeat(62)),
        );
        while fixture.store.get(&id).await.unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), noted).await.expect("it is noted after the start");
    assert!(stray.exists(), "not before its time");
    fixture.let_pass(2 * GRACE);
    fixture.until_files_are(1).await;
    assert_eq!(fixture.bytes_of(&kept.artifact_id).await.unwrap(), b"kept");
}

/// Uploads, links and deletions of a few contents race a sweep that waits for nothing: what has an artifact can be read
/// at every moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_sweep_never_takes_what_is_linked() {
    const WORKERS: u64 = 8;
    const ROUNDS: usize = 60;
    let seed = std::env::var("CHARTER_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
    let options = SweepOptions { grace: Duration::ZERO, interval: Duration::from_millis(1) };
    let fixture = Arc::new(Fixture::with(|engine| engine.sweep = options).await);
    let workers = (0..WORKERS).map(|worker| {
        let fixture = Arc::clone(&fixture);
        tokio::spawn(async move {
            let mut random = fastrand::Rng::with_seed(seed + worker);
            let mut swept = BTreeSet::new();
            for round in 0..ROUNDS {
                let content = format!("content {}", random.u8(0..3));
                let artifact = fixture.upload(named("a"), content.as_bytes()).await.unwrap();
                assert_eq!(
                    fixture.bytes_of(&artifact.artifact_id).await.unwrap(),
                    content.as_bytes(),
                    "CHARTER_TEST_SEED={seed}, round {round}"
                );
                if random.bool() {
                    let (rights, link) = (fixture.everything(), NewArtifactLink::new());
                    let artifacts = fixture.engine.artifacts();
                    let linked = artifacts.link(&rights, RequestContext::default(), &artifact.artifact_id, link).await;
                    let linked = linked.unwrap().value;
                    fixture.delete_artifact(&artifact).await;
                    assert_eq!(
                        fixture.bytes_of(&linked.artifact_id).await.unwrap(),
                        content.as_bytes(),
                        "CHARTER_TEST_SEED={seed}, round {round}"
                    );
                    fixture.delete_artifact(&linked).await;
                } else {
                    fixture.delete_artifact(&artifact).await;
                }
                swept.insert(content);
                if random.u8(0..4) == 0 {
                    tokio::time::sleep(Duration::from_millis(3)).await;
                }
            }
        })
    });
    let ended: Vec<_> = workers.collect();
    for worker in ended {
        worker.await.unwrap_or_else(|error| panic!("CHARTER_TEST_SEED={seed}: {error}"));
    }
    fixture.until_files_are(0).await;
}

#[tokio::test]
async fn bytes_are_given_in_parts() {
    let fixture = fixture().await;
    let parts = stream::iter(0..64_u8).map(|number| Ok::<_, Infallible>(Bytes::from(vec![number; 1 << 18])));
    let rights = fixture.everything();
    let uploaded = fixture.engine.artifacts().upload(&rights, RequestContext::default(), named("a"), parts).await;
    let artifact = uploaded.unwrap().value;
    let content = fixture.engine.artifacts().content(&rights, &artifact.artifact_id).await.unwrap();
    let bytes = fixture.engine.artifacts().bytes(&rights, &content, 100..(1 << 24)).await.unwrap();
    let largest = bytes
        .try_fold((0, 0), |(sum, largest), part: Bytes| async move { Ok((sum + part.len(), largest.max(part.len()))) });
    let (sum, largest) = largest.await.unwrap();
    assert_eq!(sum, (1 << 24) - 100);
    assert!(largest <= 1 << 18, "{largest}");
}
