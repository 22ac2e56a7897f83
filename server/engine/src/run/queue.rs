use std::{collections::BTreeSet, sync::Arc, time::Duration};

use charter_store::{Document, StoreError};
use charter_types::{Clock, Mission, MissionId, MissionStatus, Partition, RunId, Timestamp};
use tokio_util::sync::CancellationToken;

use super::documents::{self, QUEUE, QueueEntry};
use crate::{
    EngineError,
    dispatch::{Dispatcher, Group, QueueChange, QueuedRun},
    mission,
    work::Workbench,
};

/// How late a delayed run can be, beside the time that its claim takes, when the clock is moved.
const TICK: Duration = Duration::from_millis(500);

/// More runs than this are not expected to wait in one store at once; those beyond it are found at a later start.
const MOST_WAITING: usize = 1_000_000;

/// Has the dispatcher know what waits, as the store has it.
///
/// # Errors
/// [`EngineError::Store`].
pub(crate) async fn load(workbench: &Workbench, now: Timestamp) -> Result<(), EngineError> {
    let waiting = workbench.store.due(QUEUE, Timestamp::from_unix_ms(i64::MAX), MOST_WAITING).await?;
    let mut missions = BTreeSet::new();
    for document in &waiting {
        let run = queued(document)?;
        if let Group::Mission(mission_id) = &run.group {
            missions.insert((document.id.partition.clone(), mission_id.clone()));
        }
        workbench.dispatcher.learn(&document.id.partition, vec![QueueChange::Queued(run)], now);
    }
    for (partition, mission_id) in missions {
        let allowed = places(workbench, &partition, &mission_id).await?;
        workbench.dispatcher.learn(&partition, allowed.into_iter().collect(), now);
    }
    Ok(())
}

/// Lets delayed runs be claimed when their time has come, until it is cancelled.
pub(crate) async fn run_queue(dispatcher: Dispatcher, clock: Arc<dyn Clock>, cancelled: CancellationToken) {
    loop {
        let now = clock.now();
        dispatcher.release(now);
        let until_next = dispatcher.next_at().map(|at| at.unix_ms().saturating_sub(now.unix_ms()));
        let wait = until_next.map(|ms| TICK.min(Duration::from_millis(u64::try_from(ms).unwrap_or(0))));
        tokio::select! {
            () = cancelled.cancelled() => return,
            () = dispatcher.earlier() => {}
            () = tokio::time::sleep(wait.unwrap_or(TICK)), if wait.is_some() => {}
        }
    }
}

fn queued(document: &Document) -> Result<QueuedRun, EngineError> {
    let entry: QueueEntry = documents::read(document, "an entry of the queue")?;
    let run_id = RunId::new(document.id.key.as_str())
        .map_err(|error| StoreError::Corrupt { finding: format!("a waiting run: {error}") })?;
    let QueueEntry { class, group, item_id } = entry;
    Ok(QueuedRun {
        run_id,
        rev: document.rev,
        class,
        group,
        item_id,
        at: document.due_at.unwrap_or(document.updated_at),
    })
}

async fn places(
    workbench: &Workbench,
    partition: &Partition,
    mission_id: &MissionId,
) -> Result<Option<QueueChange>, EngineError> {
    let Some(document) = workbench.store.get(&mission::documents::mission(partition, mission_id)).await? else {
        return Ok(None);
    };
    let mission: Mission = mission::documents::read_mission(&document)?;
    let places = match mission.status {
        MissionStatus::Running => u64::from(mission.parallelism.get()).saturating_sub(mission.active_runs.get()),
        _ => 0,
    };
    Ok(Some(QueueChange::Allowed { group: Group::Mission(mission_id.clone()), places, rev: document.rev }))
}
