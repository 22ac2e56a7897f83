use charter_auth::Rights;
use charter_store::Collection;
use charter_types::{
    Cursor, ItemStatus, Label, Mission, MissionId, MissionStatus, PageLimit, Principal, SearchText, Timestamp, WorkItem,
};

use super::{HISTORY, ITEMS, MISSIONS, Missions, documents, policy};
use crate::{
    EngineError, StoredPage,
    fingerprint::Fingerprint,
    listing::{Listing, read},
};

/// Which missions to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissionFilter {
    /// Only those in this state.
    pub status: Option<MissionStatus>,
    /// Only those with all of these.
    pub labels: Vec<Label>,
    /// Only those of this principal.
    pub created_by: Option<Principal>,
    /// Only those that were created after this.
    pub created_after: Option<Timestamp>,
    /// Only those that were created before this.
    pub created_before: Option<Timestamp>,
    /// Only those that have this in their title or objective, whatever its case.
    pub text: Option<SearchText>,
}

impl MissionFilter {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn lets_through(&self, mission: &Mission) -> bool {
        let labels = mission.labels.as_deref().unwrap_or_default();
        let has_text = |text: &SearchText| {
            let text = text.as_str().to_lowercase();
            let objective = mission.objective.as_ref().map(|objective| objective.as_str()).unwrap_or_default();
            mission.title.as_str().to_lowercase().contains(&text) || objective.to_lowercase().contains(&text)
        };
        self.status.as_ref().is_none_or(|status| mission.status == *status)
            && self.labels.iter().all(|label| labels.contains(label))
            && self.created_by.as_ref().is_none_or(|creator| mission.created_by == *creator)
            && self.created_after.is_none_or(|after| mission.created_at > after)
            && self.created_before.is_none_or(|before| mission.created_at < before)
            && self.text.as_ref().is_none_or(has_text)
    }

    /// What the list is of: a cursor goes on with the same filter only.
    fn name(&self) -> String {
        let status = self.status.as_ref().map(MissionStatus::as_str);
        let labels = self.labels.iter().fold(Fingerprint::of_operation("listMissions"), |all, label| all.text(label));
        let by = labels.optional(status).optional(self.created_by.as_ref());
        by.optional(self.created_after).optional(self.created_before).optional(self.text.as_deref()).finish()
    }
}

impl Missions {
    /// A page of the missions that may be read, in the order of their creation.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::CursorExpired`], [`EngineError::Invalid`] when the cursor is of another
    /// list, or [`EngineError::Store`].
    pub async fn list(
        &self,
        rights: &Rights,
        filter: &MissionFilter,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        let prefixes = policy::readable_missions(rights, "")?;
        let listing = self.listing(rights, MISSIONS, prefixes, filter.name(), (cursor, limit));
        listing.page(|body| Ok(filter.is_empty() || filter.lets_through(&read(body, "a mission")?))).await
    }

    /// A page of the items of a mission, in the order of their ids.
    ///
    /// # Errors
    /// As [`Missions::list`], and [`EngineError::NotFound`].
    pub async fn items(
        &self,
        rights: &Rights,
        mission_id: &MissionId,
        status: Option<&ItemStatus>,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        self.get(rights, mission_id).await?;
        let prefix = documents::all_of(mission_id);
        let name = format!("{prefix}{}", status.map(ItemStatus::as_str).unwrap_or_default());
        let listing = self.listing(rights, ITEMS, vec![prefix], name, (cursor, limit));
        let keep = |body: &[u8]| match status {
            None => Ok(true),
            Some(status) => Ok(read::<WorkItem>(body, "a work item")?.status == *status),
        };
        listing.page(keep).await
    }

    /// A page of what was applied to a mission, oldest first.
    ///
    /// # Errors
    /// As [`Missions::list`], and [`EngineError::NotFound`].
    pub async fn history(
        &self,
        rights: &Rights,
        mission_id: &MissionId,
        cursor: Option<&Cursor>,
        limit: Option<PageLimit>,
    ) -> Result<StoredPage, EngineError> {
        self.get(rights, mission_id).await?;
        let prefix = documents::all_of(mission_id);
        let name = format!("history of {prefix}");
        self.listing(rights, HISTORY, vec![prefix], name, (cursor, limit)).page(|_| Ok(true)).await
    }

    fn listing<'a>(
        &'a self,
        rights: &'a Rights,
        collection: Collection,
        prefixes: Vec<String>,
        name: String,
        (cursor, limit): (Option<&'a Cursor>, Option<PageLimit>),
    ) -> Listing<'a> {
        let (store, store_id, partition) = (&self.store, &self.store_id, rights.partition());
        Listing { store, store_id, partition, collection, prefixes, name, cursor, limit }
    }
}
