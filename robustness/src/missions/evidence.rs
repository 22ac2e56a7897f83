//! Everything that is there at the end, read from a server that has just been killed and started once more.

use std::collections::BTreeMap;

use anyhow::anyhow;
use charter_conformance::wire::{Client, Event, Failure, encode_query};
use http::Method;
use serde_json::Value;

use super::{
    deed::Account,
    director::{Followed, read},
};

/// A mission with everything that belongs to it.
#[derive(Debug)]
pub(super) struct Mission {
    pub(super) mission: Value,
    pub(super) items: Vec<Value>,
    pub(super) history: Vec<Value>,
    /// Its stream, as its director saw it over all restarts.
    pub(super) followed: Vec<Event>,
    /// The same, read at once at the end.
    pub(super) reread: Vec<Event>,
}

/// A run with its records.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) run: Value,
    pub(super) records: Vec<Value>,
}

/// An artifact with its bytes.
#[derive(Debug)]
pub(super) struct Artifact {
    pub(super) artifact: Value,
    pub(super) content: Vec<u8>,
}

#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub(super) missions: Vec<Mission>,
    pub(super) runs: BTreeMap<String, Run>,
    pub(super) artifacts: Vec<Artifact>,
    pub(super) account: Account,
}

impl Evidence {
    /// The runs of a mission's item in the order in which they were queued.
    pub(super) fn runs_of(&self, mission_id: &str, item_id: &str) -> Vec<&Value> {
        let runs = self.runs.values().map(|run| &run.run);
        runs.filter(|run| run["mission_id"] == mission_id && run["item_id"] == item_id).collect()
    }
}

/// Reads everything.
///
/// # Errors
/// When the server, which is not killed meanwhile, does not answer everything.
pub(super) async fn gather(client: &Client, mut account: Account) -> anyhow::Result<Evidence> {
    let mut evidence = Evidence::default();
    let mut followed: BTreeMap<String, Followed> =
        account.followed.drain(..).map(|followed| (followed.mission_id.clone(), followed)).collect();
    for mission in list(client, "/v1/missions").await? {
        let id = text(&mission["mission_id"]);
        let followed = followed.remove(&id);
        let after = followed.as_ref().map_or(0, |followed| followed.after);
        evidence.missions.push(Mission {
            items: list(client, &format!("/v1/missions/{id}/items")).await?,
            history: list(client, &format!("/v1/missions/{id}/history")).await?,
            followed: followed.map_or_else(Vec::new, |followed| followed.events),
            reread: reread(client, &id, after).await?,
            mission,
        });
    }
    for run in list(client, "/v1/runs").await? {
        let id = text(&run["run_id"]);
        let records = list(client, &format!("/v1/runs/{id}/records")).await?;
        evidence.runs.insert(id, Run { run, records });
    }
    for artifact in list(client, "/v1/artifacts").await? {
        let target = format!("/v1/artifacts/{}/content", text(&artifact["artifact_id"]));
        let answer = client.request(Method::GET, target).send().await;
        let content = answer.and_then(|answer| answer.expect(200)).map_err(failed)?.body.to_vec();
        evidence.artifacts.push(Artifact { artifact, content });
    }
    evidence.account = account;
    Ok(evidence)
}

/// All pages of a list.
///
/// # Errors
/// When an answer is no page.
pub(super) async fn list(client: &Client, path: &str) -> anyhow::Result<Vec<Value>> {
    let mut items = Vec::new();
    let mut cursor = None::<String>;
    loop {
        let target = format!("{path}{}", encode_query(cursor.as_deref().map(|cursor| ("cursor", cursor))));
        let answer = client.request(Method::GET, target).send().await.and_then(|answer| answer.expect(200));
        let mut page = answer.map_err(failed)?.json();
        items.append(page["items"].as_array_mut().unwrap_or(&mut Vec::new()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => return Ok(items),
        }
    }
}

async fn reread(client: &Client, mission_id: &str, after: u64) -> anyhow::Result<Vec<Event>> {
    let target = format!("/v1/missions/{mission_id}/events");
    let request = client.request(Method::GET, target).header("last-event-id", after.to_string());
    let mut watch = request.open().await.map_err(failed)?;
    let (mut position, mut events) = (after, Vec::new());
    let is_whole = read(&mut watch, usize::MAX, &mut position, &mut events).await;
    anyhow::ensure!(is_whole, "the stream of {mission_id}, read once more, ends at {position} without its completion");
    Ok(events)
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn failed(failure: Failure) -> anyhow::Error {
    anyhow!("{failure}")
}
