use charter_auth::Rights;
use charter_store::{Collection, ListQuery, ListedDocuments};
use charter_types::{
    Cursor, ItemStatus, Label, Mission, MissionId, MissionStatus, PageLimit, Principal, Revision, SearchText, WorkItem,
};
use serde::de::DeserializeOwned;

use super::{HISTORY, ITEMS, MISSIONS, Missions, documents, policy};
use crate::{EngineError, StoredPage, fingerprint::Fingerprint, history, list_cursor::ListCursor};

const DEFAULT_LIMIT: u16 = 100;
/// So many documents are looked at for a page, whether they are in it or not: then it ends, and the next goes on.
const MOST_LOOKED_AT: usize = 2000;
const LOOKED_AT_ONCE: usize = 250;
const MOST_PAGE_BYTES: usize = 4 << 20;

/// Which missions to list.
#[derive(Debug, Clone, Default)]
pub struct MissionFilter {
    /// Only those in this state.
    pub status: Option<MissionStatus>,
    /// Only those with all of these.
    pub labels: Vec<Label>,
    /// Only those of this principal.
    pub created_by: Option<Principal>,
    /// Only those that have this in their title or objective, whatever its case.
    pub text: Option<SearchText>,
}

impl MissionFilter {
    fn is_empty(&self) -> bool {
        self.status.is_none() && self.labels.is_empty() && self.created_by.is_none() && self.text.is_none()
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
            && self.text.as_ref().is_none_or(has_text)
    }

    /// What the list is of: a cursor goes on with the same filter only.
    fn name(&self) -> String {
        let status = self.status.as_ref().map(MissionStatus::as_str);
        let labels = self.labels.iter().fold(Fingerprint::of_operation("listMissions"), |all, label| all.text(label));
        labels.optional(status).optional(self.created_by.as_ref()).optional(self.text.as_deref()).finish()
    }
}

/// A list, whatever it is of.
struct Listing<'a> {
    collection: Collection,
    /// What the keys begin with; ascending, none the beginning of another.
    prefixes: Vec<String>,
    /// What the list is of, for its cursors.
    name: String,
    cursor: Option<&'a Cursor>,
    limit: Option<PageLimit>,
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
        let listing = Listing { collection: MISSIONS, prefixes, name: filter.name(), cursor, limit };
        self.page(rights, listing, |body| Ok(filter.is_empty() || filter.lets_through(&read(body)?))).await
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
        let listing = Listing { collection: ITEMS, prefixes: vec![prefix], name, cursor, limit };
        let keep = |body: &[u8]| match status {
            None => Ok(true),
            Some(status) => Ok(read::<WorkItem>(body)?.status == *status),
        };
        self.page(rights, listing, keep).await
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
        self.page(rights, Listing { collection: HISTORY, prefixes: vec![prefix], name, cursor, limit }, |_| Ok(true))
            .await
    }

    async fn page(
        &self,
        rights: &Rights,
        listing: Listing<'_>,
        keep: impl Fn(&[u8]) -> Result<bool, EngineError>,
    ) -> Result<StoredPage, EngineError> {
        let cursor = match listing.cursor {
            None => None,
            Some(cursor) => Some(ListCursor::check(cursor, self.store.as_ref(), &self.store_id, &listing.name).await?),
        };
        let limit = usize::from(listing.limit.map_or(DEFAULT_LIMIT, PageLimit::get));
        let mut page = ListedDocuments::new(StoredPage::FRAME, limit, MOST_PAGE_BYTES);
        let mut revision = cursor.as_ref().map(|cursor| cursor.revision);
        let mut after = cursor.map(|cursor| cursor.after);
        let (mut looked_at, mut prefixes) = (0, listing.prefixes.iter());
        let mut prefix = prefixes.next();
        while let Some(current) = prefix {
            if after.as_ref().is_some_and(|after| after > current && !after.starts_with(current.as_str())) {
                prefix = prefixes.next();
                continue;
            }
            if looked_at >= MOST_LOOKED_AT {
                return self.finish(page, &listing.name, revision, after);
            }
            let query = ListQuery {
                collection: listing.collection,
                partition: rights.partition().clone(),
                prefix: current.clone(),
                after_key: after.clone(),
                limit: LOOKED_AT_ONCE,
                max_bytes: MOST_PAGE_BYTES,
                at: revision,
                frame: charter_store::Frame::default(),
            };
            let part = match self.store.list(query).await {
                Ok(part) => part,
                Err(error) => return Err(history::expired(self.store.as_ref(), error).await),
            };
            revision = Some(part.revision);
            looked_at += part.documents.len();
            for document in part.documents.iter() {
                if !keep(document.body)? {
                    after = Some(document.key.to_owned());
                    continue;
                }
                let is_full = page.len() >= limit
                    || (!page.is_empty() && page.content_bytes() + document.body.len() > MOST_PAGE_BYTES);
                if is_full {
                    return self.finish(page, &listing.name, revision, after);
                }
                after = Some(document.key.to_owned());
                page.push(document);
            }
            if !part.more {
                prefix = prefixes.next();
            }
        }
        self.finish(page, &listing.name, revision, None)
    }

    /// `after` is where the next page begins, when there may be one.
    fn finish(
        &self,
        page: ListedDocuments,
        name: &str,
        revision: Option<Revision>,
        after: Option<String>,
    ) -> Result<StoredPage, EngineError> {
        let revision = revision.unwrap_or_default();
        let cursor = after.map(|after| {
            ListCursor { store: self.store_id.clone(), revision, prefix: name.to_owned(), after }.encode()
        });
        Ok(StoredPage::new(page, revision, cursor.transpose()?.as_ref()))
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, EngineError> {
    serde_json::from_slice(body).map_err(|error| EngineError::corrupt("a document of a mission", &error))
}
