use std::collections::{BTreeMap, BTreeSet};

use charter_store::DocumentId;
use charter_types::{ItemId, MissionId, Partition, RunId};

use crate::{mission, resource, run};

/// What a commit has to look at.
#[derive(Debug, Clone, Default)]
pub(crate) struct WorkReads {
    missions: BTreeMap<MissionId, BTreeSet<ItemId>>,
    runs: BTreeSet<RunId>,
    others: Vec<DocumentId>,
}

impl WorkReads {
    /// A mission and some of its items.
    pub(crate) fn mission(&mut self, mission_id: &MissionId, items: impl IntoIterator<Item = ItemId>) {
        self.missions.entry(mission_id.clone()).or_default().extend(items);
    }

    pub(crate) fn run(&mut self, run_id: &RunId) {
        self.runs.insert(run_id.clone());
    }

    pub(crate) fn other(&mut self, id: DocumentId) {
        self.others.push(id);
    }

    pub(super) fn items(&self, mission_id: &MissionId) -> impl Iterator<Item = &ItemId> {
        self.missions.get(mission_id).into_iter().flatten()
    }

    pub(super) fn has_item(&self, mission_id: &MissionId, item_id: &ItemId) -> bool {
        self.missions.get(mission_id).is_some_and(|items| items.contains(item_id))
    }

    pub(super) fn has_mission(&self, mission_id: &MissionId) -> bool {
        self.missions.contains_key(mission_id)
    }

    pub(super) fn has_run(&self, run_id: &RunId) -> bool {
        self.runs.contains(run_id)
    }

    pub(super) fn documents(&self, partition: &Partition) -> Vec<DocumentId> {
        let mut ids = self.others.clone();
        for (mission_id, items) in &self.missions {
            ids.push(mission::documents::mission(partition, mission_id));
            ids.push(resource::status_of(partition, "mission", mission_id));
            ids.extend(items.iter().map(|item_id| mission::documents::item(partition, mission_id, item_id)));
        }
        for run_id in &self.runs {
            ids.push(run::documents::run(partition, run_id));
            ids.push(run::documents::lease(partition, run_id));
            ids.push(resource::status_of(partition, "run", run_id));
        }
        ids
    }
}
