use charter_auth::Rights;
use charter_types::{Cursor, ItemId, Label, MissionId, PageLimit, Principal, Role, Run, RunId, RunStatus};

use super::{Runs, documents, documents::RECORDS, policy};
use crate::{
    EngineError, StoredPage,
    fingerprint::Fingerprint,
    listing::{Listing, read},
};

/// Which runs to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunFilter {
    /// Only those of this mission.
    pub mission_id: Option<MissionId>,
    /// Only those for items of this name.
    pub item_id: Option<ItemId>,
    /// Only those in this state.
    pub status: Option<RunStatus>,
    /// Only those for this role.
    pub role: Option<Role>,
    /// Only those with all of these.
    pub labels: Vec<Label>,
    /// Only those that this principal has claimed last.
    pub worker: Option<Principal>,
}

impl RunFilter {
    fn lets_through(&self, run: &Run) -> bool {
        let labels = run.labels.as_deref().unwrap_or_default();
        self.item_id.as_ref().is_none_or(|item_id| run.item_id.as_ref() == Some(item_id))
            && self.status.as_ref().is_none_or(|status| run.status == *status)
            && self.role.as_ref().is_none_or(|role| run.role == *role)
            && self.worker.as_ref().is_none_or(|worker| run.worker.as_ref() == Some(worker))
            && self.labels.iter().all(|label| labels.contains(label))
    }

    /// What the list is of: a cursor goes on with the same filter only.
    fn name(&self) -> String {
        let labels = self.labels.iter().fold(Fingerprint::of_operation("listRuns"), |all, label| all.text(label));
        let place = labels.optional(self.mission_id.as_deref()).optional(self.item_id.as_deref());
        let status = self.status.as_ref().map(RunStatus::as_str);
        place.optional(status).optional(self.role.as_deref()).optional(self.worker.as_ref()).finish()
    }
}

impl Runs {
    /// A page of the runs that may be read, in the order of their ids.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::CursorExpired`], [`EngineError::Invalid`] when the cursor is of another
    /// list, or [`EngineError::Store`].
    pub async fn list(
        &self,
        rights: &Rights,
        filter: &RunFilter,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        // The id of a mission's run begins with that of the mission and a dot.
        let prefix = filter.mission_id.as_ref().map(|mission_id| format!("{}.", mission_id.as_str()));
        let listing = Listing {
            store: &self.store,
            store_id: &self.store_id,
            partition: rights.partition(),
            collection: documents::RUNS,
            prefixes: policy::readable_runs(rights, &prefix.unwrap_or_default())?,
            name: filter.name(),
            cursor,
            limit,
        };
        let only_mission = RunFilter { mission_id: filter.mission_id.clone(), ..RunFilter::default() };
        let takes_all = *filter == only_mission;
        listing.page(|body| Ok(takes_all || filter.lets_through(&read(body, "a run")?))).await
    }

    /// A page of what a run has reported, oldest first.
    ///
    /// # Errors
    /// As [`Runs::list`], and [`EngineError::NotFound`].
    pub async fn records(
        &self,
        rights: &Rights,
        run_id: &RunId,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        self.get(rights, run_id).await?;
        let prefix = documents::records_of(run_id);
        let listing = Listing {
            store: &self.store,
            store_id: &self.store_id,
            partition: rights.partition(),
            collection: RECORDS,
            name: format!("records of {prefix}"),
            prefixes: vec![prefix],
            cursor,
            limit,
        };
        listing.page(|_| Ok(true)).await
    }
}
