use std::{fmt, sync::Arc};

use charter_store::{CommitContext, CommitError, DocumentId, Effects, Store, Write, commit};
use charter_types::Timestamp;

use crate::due_alarm::DueAlarm;

/// The one way in which the engine changes anything.
#[derive(Clone)]
pub(crate) struct Committer {
    store: Arc<dyn Store>,
    due_alarm: Arc<DueAlarm>,
}

impl Committer {
    pub(crate) fn new(store: Arc<dyn Store>, due_alarm: Arc<DueAlarm>) -> Self {
        Self { store, due_alarm }
    }

    /// [`charter_store::commit`], after which the expiry knows of what was made due.
    pub(crate) async fn commit<T, R>(
        &self,
        reads: Vec<DocumentId>,
        decide: impl FnOnce(&CommitContext<'_>) -> Result<(Effects, T), R> + Send + 'static,
    ) -> Result<T, CommitError<R>>
    where
        T: Send + 'static,
        R: fmt::Debug + Send + 'static,
    {
        let committed = commit(self.store.as_ref(), reads, |context| {
            let (effects, value) = decide(context)?;
            let due_at = earliest_due(&effects);
            Ok((effects, (value, due_at)))
        })
        .await?;
        let (value, due_at) = committed.value;
        if let Some(at) = due_at {
            self.due_alarm.set(at);
        }
        Ok(value)
    }
}

fn earliest_due(effects: &Effects) -> Option<Timestamp> {
    let due = effects.writes.iter().filter_map(|write| match write {
        Write::Put { due_at, .. } => *due_at,
        Write::Delete { .. } => None,
    });
    due.min()
}
