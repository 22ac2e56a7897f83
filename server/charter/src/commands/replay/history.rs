//! Missions as a server has them.

use std::collections::BTreeMap;

use charter_orchestrator::replay::MissionLog;
use charter_sdk::{Client, Error};
use charter_types::{ItemId, MissionHistoryEntry, MissionId, Revision, WorkItem};
use futures::TryStreamExt;

use crate::failure::Failure;

const PAGE_LIMIT: u16 = 1000;

/// How often a mission is read that changes while it is read.
const ATTEMPTS: u32 = 10;

/// All missions that the token sees.
///
/// # Errors
/// When the server refuses or does not answer.
pub async fn all(client: &Client) -> Result<Vec<MissionId>, Failure> {
    let mut missions = Vec::new();
    let mut pages = client.list_missions().limit(PAGE_LIMIT).pages();
    while let Some(page) = pages.try_next().await.map_err(Error::from)? {
        missions.extend(page.into_inner().items.into_iter().map(|mission| mission.mission_id));
    }
    Ok(missions)
}

/// A mission with its items and everything that was applied to it, all of one revision.
///
/// # Errors
/// When the server refuses or does not answer, or the mission's history cannot be computed again.
pub async fn fetch(client: &Client, mission_id: &MissionId) -> Result<MissionLog, Failure> {
    let unusable = |reason: String| Failure::History { mission_id: mission_id.clone(), reason };
    for _ in 0..ATTEMPTS {
        let mission = client.get_mission(mission_id).await.map_err(Error::from)?.into_inner();
        let (items, revision) = items(client, mission_id).await?;
        let history = history(client, mission_id, revision).await?;
        // Every event changes the mission: when the last one before the items were read is the mission's, they belong together.
        if history.last().is_none_or(|entry| entry.revision == mission.rev) {
            return MissionLog::of_history(&mission, &items, history).map_err(|error| unusable(error.to_string()));
        }
    }
    Err(unusable("changes faster than it can be read; pause the mission".to_owned()))
}

async fn items(client: &Client, mission_id: &MissionId) -> Result<(BTreeMap<ItemId, WorkItem>, Revision), Failure> {
    let (mut items, mut revision) = (BTreeMap::new(), Revision::ZERO);
    let mut pages = client.list_mission_items(mission_id).limit(PAGE_LIMIT).pages();
    while let Some(page) = pages.try_next().await.map_err(Error::from)? {
        let page = page.into_inner();
        revision = page.revision;
        items.extend(page.items.into_iter().map(|item| (item.item_id.clone(), item)));
    }
    Ok((items, revision))
}

/// What was applied up to a revision.
async fn history(
    client: &Client,
    mission_id: &MissionId,
    revision: Revision,
) -> Result<Vec<MissionHistoryEntry>, Failure> {
    let mut history = Vec::new();
    let mut pages = client.list_mission_history(mission_id).limit(PAGE_LIMIT).pages();
    while let Some(page) = pages.try_next().await.map_err(Error::from)? {
        history.extend(page.into_inner().items.into_iter().filter(|entry| entry.revision <= revision));
    }
    Ok(history)
}
