//! Several commits in one transaction.

use std::{
    any::Any,
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use charter_types::{Clock, Revision};
use rusqlite::Connection;

use super::{
    apply::{Application, check_size, content_bytes},
    cache::DocumentCache,
    known::Known,
    state::State,
    write_transaction::WriteTransaction,
};
use crate::{CommitContext, Decision, Document, DocumentId, Effects, Proposal, StoreError};

/// What a commit is answered with.
pub(super) type Outcome = Result<Option<Revision>, StoreError>;

const MOST_COMMITS: usize = 256;
const MOST_BYTES: usize = 4 << 20;

/// Commits that become durable together. Each sees those before it; a decision that refuses or panics has not touched
/// the transaction, since effects are written only after it has returned them.
pub(super) struct Batch<'a> {
    transaction: WriteTransaction<'a>,
    clock: &'a dyn Clock,
    cache: &'a DocumentCache,
    state: State,
    known: Known,
    outcomes: Vec<Outcome>,
    bytes: usize,
}

impl<'a> Batch<'a> {
    /// `state` is what the last batch left, when that is known: nobody else changes it.
    pub(super) fn begin(
        connection: &'a mut Connection,
        clock: &'a dyn Clock,
        cache: &'a DocumentCache,
        state: Option<State>,
    ) -> Result<Self, StoreError> {
        let transaction = WriteTransaction::begin(connection)?;
        let state = state.map_or_else(|| State::read(transaction.connection()), Ok)?;
        Ok(Self { transaction, clock, cache, state, known: Known::default(), outcomes: Vec::new(), bytes: 0 })
    }

    pub(super) fn has_room(&self) -> bool {
        self.outcomes.len() < MOST_COMMITS && self.bytes < MOST_BYTES
    }

    /// Decides one commit and writes its effects.
    ///
    /// # Errors
    /// When the database failed: then no commit of the batch has happened. What is wrong with the commit alone is its
    /// outcome.
    pub(super) fn run(&mut self, proposal: Proposal) -> Result<(), StoreError> {
        let documents = self.read(proposal.reads)?;
        let revision = self.state.revision.next();
        let time = self.clock.now().max(self.state.last_commit_at);
        let context = CommitContext::new(revision, time, &documents);
        let outcome = match decide(proposal.decide, &context) {
            Ok(effects) if effects.is_empty() => Ok(None),
            Ok(effects) => {
                let application = Application {
                    connection: self.transaction.connection(),
                    cache: self.cache,
                    revision,
                    time,
                    events_appended: self.state.events_appended,
                };
                self.state.events_appended = application.apply(&effects, &mut self.known)?;
                self.state.revision = revision;
                self.state.last_commit_at = time;
                self.bytes += content_bytes(&effects);
                Ok(Some(revision))
            }
            Err(error) => Err(error),
        };
        self.outcomes.push(outcome);
        Ok(())
    }

    /// Makes the batch durable; answers with how far it came and the outcomes in the order of the commits.
    pub(super) fn finish(self) -> Result<(State, Vec<Outcome>), StoreError> {
        if self.outcomes.iter().any(|outcome| matches!(outcome, Ok(Some(_)))) {
            self.state.advance(self.transaction.connection())?;
        }
        let changing = self.cache.change(self.known.changed());
        self.transaction.commit()?;
        changing.done(self.known.into_changed());
        Ok((self.state, self.outcomes))
    }

    fn read(&mut self, ids: Vec<DocumentId>) -> Result<HashMap<DocumentId, Option<Document>>, StoreError> {
        ids.into_iter()
            .map(|id| {
                let current = self.known.read(self.transaction.connection(), self.cache, &id)?;
                let document = current.map(|current| current.document(id.clone()));
                Ok((id, document))
            })
            .collect()
    }
}

/// Runs a decision; a refusal is no effects.
fn decide(
    decide: Box<dyn FnOnce(&CommitContext<'_>) -> Decision + Send>,
    context: &CommitContext<'_>,
) -> Result<Effects, StoreError> {
    // Whatever the decision leaves half done is its own and is gone with it; the context cannot be changed.
    match catch_unwind(AssertUnwindSafe(|| decide(context))) {
        Ok(Decision::Refuse) => Ok(Effects::default()),
        Ok(Decision::Apply(effects)) => check_size(&effects).map(|()| effects),
        Err(panic) => Err(StoreError::DecisionPanicked { message: panic_message(panic.as_ref()) }),
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}
