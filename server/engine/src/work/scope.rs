use std::collections::BTreeMap;

use charter_orchestrator::Event;
use charter_store::DocumentId;
use charter_types::{ItemId, MissionId, Partition, Run, RunId, WorkItem};

use super::{WorkReads, Workbench};
use crate::{EngineError, mission, run};

/// What a commit is about. What it has to read follows from that and from what is stored, so that it is found out anew
/// for each attempt.
#[derive(Debug, Clone)]
pub(crate) enum Scope {
    /// Just these.
    Known(WorkReads),
    /// A mission that events are applied to.
    Mission(MissionId, Vec<Event>),
    /// A run and its item, its mission, that events are applied to, and other documents.
    Run(RunId, Vec<Event>, Vec<DocumentId>),
}

impl Workbench {
    /// A run as it is stored.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] or [`EngineError::Store`].
    pub(crate) async fn read_run(&self, partition: &Partition, run_id: &RunId) -> Result<Run, EngineError> {
        let document = self.store.get(&run::documents::run(partition, run_id)).await?;
        run::documents::read(&document.ok_or_else(|| run::refusals::no_run(run_id))?, "a run")
    }

    /// What has to be read, as far as it can be told before the commit.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] or [`EngineError::Store`].
    pub(super) async fn reads(&self, partition: &Partition, scope: &Scope) -> Result<WorkReads, EngineError> {
        let mut reads = WorkReads::default();
        match scope {
            Scope::Known(known) => return Ok(known.clone()),
            Scope::Mission(mission_id, events) => self.add_mission(partition, mission_id, events, &mut reads).await?,
            Scope::Run(run_id, events, others) => {
                others.iter().for_each(|id| reads.other(id.clone()));
                let run = self.read_run(partition, run_id).await?;
                reads.run(run_id);
                if let Some(mission_id) = run.mission_id {
                    reads.mission(&mission_id, run.item_id);
                    self.add_mission(partition, &mission_id, events, &mut reads).await?;
                }
            }
        }
        Ok(reads)
    }

    async fn add_mission(
        &self,
        partition: &Partition,
        mission_id: &MissionId,
        events: &[Event],
        reads: &mut WorkReads,
    ) -> Result<(), EngineError> {
        let mut items = BTreeMap::new();
        reads.mission(mission_id, None);
        for event in events {
            let mut involved = self.reducer.involved(event);
            self.read_items(partition, mission_id, &involved, &mut items).await?;
            let neighbours = self.reducer.neighbours(event, &items);
            self.read_items(partition, mission_id, &neighbours, &mut items).await?;
            involved.extend(neighbours);
            reads.mission(mission_id, involved);
        }
        items.values().filter_map(|item| item.run_id.as_ref()).for_each(|run_id| reads.run(run_id));
        Ok(())
    }

    async fn read_items(
        &self,
        partition: &Partition,
        mission_id: &MissionId,
        ids: &[ItemId],
        items: &mut BTreeMap<ItemId, WorkItem>,
    ) -> Result<(), EngineError> {
        for item_id in ids {
            if items.contains_key(item_id) {
                continue;
            }
            let id = mission::documents::item(partition, mission_id, item_id);
            if let Some(document) = self.store.get(&id).await? {
                items.insert(item_id.clone(), mission::documents::read(&document, "a work item")?);
            }
        }
        Ok(())
    }
}
