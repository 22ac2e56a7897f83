//! The resources that the engine itself writes.

use charter_store::{CommitContext, Document, DocumentId, Effects};
use charter_types::{Partition, ResourceKey};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::to_raw_value;

use super::{RESOURCES, author::Author, value::StorableValue};
use crate::{EngineError, work::WorkAuthor};

/// The status of a run or a mission: `run/{id}/status`, `mission/{id}/status`.
pub(crate) fn status_of(partition: &Partition, kind: &str, id: &str) -> DocumentId {
    DocumentId::new(RESOURCES, partition.clone(), format!("{kind}/{id}/status"))
}

/// The value of a resource.
pub(crate) fn read_value<T: DeserializeOwned>(document: &Document) -> Result<T, EngineError> {
    #[derive(Deserialize)]
    struct Valued<T> {
        value: T,
    }
    let valued: Valued<T> =
        serde_json::from_slice(&document.body).map_err(|error| EngineError::corrupt("a status", &error))?;
    Ok(valued.value)
}

/// Creates or replaces a status, with its event.
pub(crate) fn put_status(
    effects: &mut Effects,
    context: &CommitContext<'_>,
    author: &WorkAuthor,
    (id, current): (DocumentId, Option<&Document>),
    status: &impl Serialize,
) -> Result<(), EngineError> {
    let corrupt = |error| EngineError::corrupt("a status", &error);
    let value = StorableValue::engine_owned(to_raw_value(status).map_err(corrupt)?);
    let key = ResourceKey::new(id.key).map_err(|error| EngineError::invalid("", error.reason()))?;
    let author = Author::of_work(author);
    author.put(effects, context, (&key, current), &value, None)?;
    Ok(())
}
