//! Several changes that hold and happen together or not at all.

use std::collections::HashSet;

use charter_auth::Rights;
use charter_store::{CommitContext, Document, DocumentId, Effects};
use charter_types::{
    DeletionReason, FieldError, GuardConflict, ResourceKey, Revision, TimeToLive, Transaction, TransactionEffect,
    TransactionOperation, TransactionOutcome, TransactionResult,
};

use super::{RequestContext, Resources, author::Author, document_id, policy, value::StorableValue};
use crate::{
    EngineError,
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
};

const MOST_OPERATIONS: usize = 128;
/// As large as the request that brings them may be.
const MOST_BYTES: usize = 4 << 20;

/// An operation that is fit to be decided.
struct Step {
    id: DocumentId,
    key: ResourceKey,
    if_rev: Option<Revision>,
    action: Action,
}

enum Action {
    Put { value: StorableValue, ttl: Option<TimeToLive> },
    Delete,
    Check,
}

impl Resources {
    /// Carries out a transaction.
    ///
    /// # Errors
    /// [`EngineError::Invalid`], [`EngineError::Denied`], [`EngineError::EngineOwned`],
    /// [`EngineError::ValueTooLarge`], [`EngineError::IdempotencyConflict`], [`EngineError::GuardsFailed`] or
    /// [`EngineError::Store`].
    pub async fn transact(
        &self,
        rights: &Rights,
        request: RequestContext,
        transaction: Transaction,
    ) -> Result<Outcome<TransactionResult>, EngineError> {
        let operations = transaction.operations;
        for operation in &operations {
            check_rights(rights, operation)?;
        }
        check_form(&operations)?;
        let once = request
            .idempotency_key
            .map(|idempotency_key| Once::new(rights, &idempotency_key, fingerprint(&operations)));
        let steps = prepare(rights, operations)?;
        let author = Author::of_request(rights, request.request_id);
        let reads = steps.iter().map(|step| step.id.clone()).collect();
        let done = self.committer.commit_once(once, reads, move |context| {
            check_guards(context, &steps)?;
            decide(context, &steps, &author)
        });
        Ok(done.await?)
    }
}

fn parts(operation: &TransactionOperation) -> (&ResourceKey, Option<Revision>) {
    match operation {
        TransactionOperation::Put(put) => (&put.key, put.if_rev),
        TransactionOperation::Delete(delete) => (&delete.key, delete.if_rev),
        TransactionOperation::Check(check) => (&check.key, Some(check.if_rev)),
    }
}

fn check_rights(rights: &Rights, operation: &TransactionOperation) -> Result<(), EngineError> {
    match operation {
        TransactionOperation::Put(put) => policy::may_write(rights, &put.key),
        TransactionOperation::Delete(delete) => policy::may_write(rights, &delete.key),
        TransactionOperation::Check(check) => policy::may_guard(rights, &check.key),
    }
}

fn check_form(operations: &[TransactionOperation]) -> Result<(), EngineError> {
    if operations.is_empty() || operations.len() > MOST_OPERATIONS {
        return Err(EngineError::invalid("/operations", format!("must have 1 to {MOST_OPERATIONS} items")));
    }
    let mut keys = HashSet::new();
    let repeated = operations.iter().enumerate().filter(|(_, operation)| !keys.insert(parts(operation).0));
    let errors: Vec<_> = repeated
        .map(|(index, _)| {
            FieldError::new(format!("/operations/{index}/key"), "stands in another operation already".to_owned())
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(EngineError::Invalid { errors }) }
}

fn prepare(rights: &Rights, operations: Vec<TransactionOperation>) -> Result<Vec<Step>, EngineError> {
    let mut bytes = 0;
    let mut steps = Vec::with_capacity(operations.len());
    for (index, operation) in operations.into_iter().enumerate() {
        let (key, if_rev) = parts(&operation);
        let (key, id) = (key.clone(), document_id(rights, key));
        let action = match operation {
            TransactionOperation::Put(put) => {
                let value = StorableValue::new(&put.value, &format!("/operations/{index}/value"))?;
                bytes += value.bytes();
                Action::Put { value, ttl: put.ttl_ms }
            }
            TransactionOperation::Delete(_) => Action::Delete,
            TransactionOperation::Check(_) => Action::Check,
        };
        steps.push(Step { id, key, if_rev, action });
    }
    if bytes > MOST_BYTES {
        return Err(EngineError::ValueTooLarge { bytes, limit_bytes: MOST_BYTES });
    }
    Ok(steps)
}

/// All guards are looked at, so that a client learns of every one that failed.
fn check_guards(context: &CommitContext<'_>, steps: &[Step]) -> Result<(), EngineError> {
    let conflicts: Vec<_> = steps
        .iter()
        .filter_map(|step| {
            let expected = step.if_rev?;
            let current_rev = context.document(&step.id).map_or(Revision::ZERO, |document| document.rev);
            (current_rev != expected).then(|| GuardConflict::new(step.key.clone(), current_rev))
        })
        .collect();
    if conflicts.is_empty() { Ok(()) } else { Err(EngineError::GuardsFailed { conflicts }) }
}

fn decide(
    context: &CommitContext<'_>,
    steps: &[Step],
    author: &Author,
) -> Result<(Effects, TransactionResult), EngineError> {
    let mut effects = Effects::default();
    let results: Result<Vec<_>, _> = steps.iter().map(|step| step.carry_out(&mut effects, context, author)).collect();
    // Without effects the commit takes no revision: the guards held at the one before.
    let revision = if effects.is_empty() { before(context.revision()) } else { context.revision() };
    Ok((effects, TransactionResult::new(revision, results?)))
}

impl Step {
    fn carry_out(
        &self,
        effects: &mut Effects,
        context: &CommitContext<'_>,
        author: &Author,
    ) -> Result<TransactionOutcome, EngineError> {
        let current = context.document(&self.id);
        match (&self.action, current) {
            (Action::Put { value, ttl }, current) => {
                let expires_at = ttl.map(|ttl| context.time().plus_ms(ttl.get().cast_signed()));
                author.put(effects, context, (&self.key, current), value, expires_at)?;
                let effect = current.map_or(TransactionEffect::Created, |_| TransactionEffect::Replaced);
                Ok(self.outcome(effect, Some(context.revision())))
            }
            (Action::Delete, Some(document)) => {
                author.delete(effects, (&self.key, document), DeletionReason::Deleted)?;
                Ok(self.outcome(TransactionEffect::Deleted, None))
            }
            (Action::Delete, None) | (Action::Check, _) => {
                Ok(self.outcome(TransactionEffect::Unchanged, current.map(rev)))
            }
        }
    }

    fn outcome(&self, effect: TransactionEffect, rev: Option<Revision>) -> TransactionOutcome {
        let outcome = TransactionOutcome::new(self.key.clone(), effect);
        match rev {
            Some(rev) => outcome.with_rev(rev),
            None => outcome,
        }
    }
}

fn rev(document: &Document) -> Revision {
    document.rev
}

fn before(revision: Revision) -> Revision {
    Revision::new(revision.get().saturating_sub(1)).unwrap_or_default()
}

fn fingerprint(operations: &[TransactionOperation]) -> Fingerprint {
    operations.iter().fold(Fingerprint::of_operation("transactResources"), |request, operation| {
        let (key, if_rev) = parts(operation);
        let request = request.text(key).optional(if_rev);
        match operation {
            TransactionOperation::Put(put) => request.text("put").optional(put.ttl_ms).json(&put.value),
            TransactionOperation::Delete(_) => request.text("delete"),
            TransactionOperation::Check(_) => request.text("check"),
        }
    })
}
