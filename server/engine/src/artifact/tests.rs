//! What other parts of the engine do with artifacts.

use std::{collections::HashMap, sync::Arc};

use bytes::Bytes;
use charter_store::{CommitContext, Document, DocumentId, Effects, OpenOptions, SqliteStore, Store};
use charter_types::{
    Artifact, ArtifactId, Clock, ManualClock, MissionId, Partition, Principal, Revision, RunId, Timestamp,
};
use serde_json::json;

use super::{Artifacts, SweepOptions, documents, links_of_run, reads_of};
use crate::{EngineError, commit::Committer, due_alarm::DueAlarm, mission};

const RUN: &str = "0197a3c4-6f00-7000-8000-000000000031";

fn partition() -> Partition {
    "acme/web/shop".parse().unwrap()
}

fn id(number: u8) -> ArtifactId {
    format!("0197a3c4-6f00-7000-8000-0000000000{number:02x}").parse().unwrap()
}

fn artifact_of(number: u8, run_id: &str) -> (DocumentId, Option<Document>) {
    let body = json!({
        "artifact_id": id(number), "name": "a", "kind": "report", "media_type": "text/plain", "sha256": "0".repeat(64),
        "size": 5, "run_id": run_id, "rev": 1, "created_at": "2026-01-05T09:30:00.000Z", "created_by": "user:ada",
    });
    let now = Timestamp::from_unix_ms(0);
    let id = documents::artifact(&partition(), &id(number));
    let body = body.to_string().into();
    let document =
        Document { id: id.clone(), rev: Revision::ZERO, created_at: now, updated_at: now, due_at: None, body };
    (id, Some(document))
}

fn links(ids: &[ArtifactId]) -> Result<Vec<String>, EngineError> {
    let other = "0197a3c4-6f00-7000-8000-000000000032";
    let mut documents = HashMap::from([artifact_of(1, RUN), artifact_of(2, RUN), artifact_of(3, other)]);
    for id in reads_of(&partition(), ids) {
        documents.entry(id).or_insert(None);
    }
    let context = CommitContext::new(Revision::ZERO, Timestamp::from_unix_ms(0), &documents);
    let run_id: RunId = RUN.parse().unwrap();
    let links = links_of_run(&context, &partition(), &run_id, ids)?;
    Ok(links.into_iter().map(|link| format!("{} {} {}", link.artifact_id, link.kind, link.size)).collect())
}

#[test]
fn a_run_names_what_was_uploaded_for_it_each_once() {
    let linked = links(&[id(2), id(1), id(2)]).unwrap();
    assert_eq!(linked, [format!("{} report 5", id(2)), format!("{} report 5", id(1))]);
}

#[test]
fn what_is_anothers_or_not_there_is_named_by_its_place() {
    let EngineError::Invalid { errors } = links(&[id(1), id(3), id(9)]).unwrap_err() else { panic!("another error") };
    let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/artifacts/1", "/artifacts/2"]);
}

#[tokio::test]
async fn what_the_engine_keeps_of_a_mission_it_keeps_once() {
    let directory = tempfile::tempdir().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(Timestamp::from_unix_ms(0)));
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(OpenOptions::new(directory.path(), clock)).unwrap());
    let committer = Committer::new(Arc::clone(&store), Arc::new(DueAlarm::default()));
    let mission_id: MissionId = "0197a3c4-6f00-7000-8000-000000000011".parse().unwrap();
    let mission = mission::documents::mission(&partition(), &mission_id);
    committer.commit(vec![], |_| Ok::<_, EngineError>((Effects::put(mission, "{}"), ()))).await.unwrap();
    let store_id = "0197a3c4-6f00-7000-8000-000000000001".parse().unwrap();
    let artifacts = Artifacts::new(store, store_id, committer, &SweepOptions::default());
    let principal: Principal = "service:charter".parse().unwrap();
    let keep = async |mission_id: &MissionId, name: &str, bytes: &'static str| -> Result<Artifact, EngineError> {
        let (kind, media_type) = ("summary", "text/markdown");
        let (name, kind, media_type) = (name.parse().unwrap(), kind.parse().unwrap(), media_type.parse().unwrap());
        let bytes = Bytes::from_static(bytes.as_bytes());
        artifacts.keep(&partition(), &principal, mission_id, name, kind, media_type, bytes).await
    };
    let first = keep(&mission_id, "summary.md", "all done").await.unwrap();
    assert_eq!(first.mission_id.as_ref(), Some(&mission_id));
    assert_eq!(keep(&mission_id, "summary.md", "all done, told again").await.unwrap(), first);
    let other = keep(&mission_id, "more.md", "all done").await.unwrap();
    assert_ne!(other.artifact_id, first.artifact_id);
    assert_eq!(other.sha256, first.sha256);
    let none = "0197a3c4-6f00-7000-8000-000000000012".parse().unwrap();
    assert!(matches!(keep(&none, "summary.md", "nothing").await, Err(EngineError::Invalid { .. })));
}
