//! What has to go on while the disk is full.

use std::time::Duration;

use charter_conformance::wire::{Client, Outcome, ensure};
use http::Method;
use serde_json::Value;
use tokio::time::timeout;

use crate::load::{Attempt, Outcome as WriteOutcome, Viewer, Viewing};

const PATIENCE: Duration = Duration::from_secs(10);

/// Health, metrics and reads of what was acknowledged; streams have their own checks.
pub(super) async fn reads(client: &Client, attempts: &[Attempt]) -> Vec<String> {
    let checks = async {
        for path in ["/healthz", "/readyz", "/metrics", "/v1/store"] {
            client.request(Method::GET, path).send().await?.expect(200)?;
        }
        if let Some((key, value)) = last_acknowledged(attempts) {
            let read = client.get(key).await?.expect(200)?.json();
            ensure(read["value"] == value, || format!("{key} should have the value of its last write: {read}"))?;
            let page = client.page([("prefix", key)]).await?;
            let is_listed = page["items"].as_array().is_some_and(|items| items.iter().any(|item| item["key"] == key));
            ensure(is_listed, || format!("{key} should be listed: {page}"))?;
        }
        Outcome::Ok(())
    };
    match timeout(PATIENCE, checks).await {
        Ok(Ok(())) => Vec::new(),
        Ok(Err(failure)) => vec![format!("on the full disk, {failure}")],
        Err(_) => vec![format!("on the full disk, reads are not answered in {PATIENCE:?}")],
    }
}

/// A live stream, and one that is resumed from the beginning, show everything that was acknowledged.
pub(super) async fn streams(client: &Client, live: &mut Viewer, attempts: &[Attempt]) -> Vec<String> {
    let newest = newest_revision(attempts);
    let mut findings = Vec::new();
    if !reaches(live, newest).await {
        findings.push(format!("on the full disk, the live stream does not come to revision {newest}"));
    }
    match Viewer::open(client, 0).await {
        Ok(mut resumed) => {
            if !reaches(&mut resumed, newest).await {
                findings.push(format!("on the full disk, a resumed stream does not come to revision {newest}"));
            }
        }
        Err(error) => findings.push(format!("on the full disk, a stream is not opened: {error:#}")),
    }
    findings
}

/// Whether a stream comes to a revision in time.
pub(super) async fn reaches(viewer: &mut Viewer, revision: u64) -> bool {
    matches!(timeout(PATIENCE, viewer.reach(revision)).await, Ok(Viewing::Reached))
}

/// The newest revision that was acknowledged.
pub(super) fn newest_revision(attempts: &[Attempt]) -> u64 {
    let revisions = attempts.iter().filter_map(|attempt| match attempt.outcome {
        WriteOutcome::Acknowledged(revision) => Some(revision),
        _ => None,
    });
    revisions.max().unwrap_or_default()
}

/// A key that lasts, with the value of its last acknowledged write. Each key has one writer.
fn last_acknowledged(attempts: &[Attempt]) -> Option<(&str, Value)> {
    let mut lasting = attempts.iter().rev().filter(|attempt| attempt.write.ttl_ms.is_none());
    let last = lasting.find(|attempt| matches!(attempt.outcome, WriteOutcome::Acknowledged(_)))?;
    Some((last.write.keys.first()?, last.write.value()))
}
