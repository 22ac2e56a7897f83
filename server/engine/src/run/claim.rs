use std::{sync::Arc, sync::Mutex, sync::PoisonError, time::Duration};

use charter_auth::Rights;
use charter_orchestrator::{Event, RunEvent as Observed};
use charter_types::{ClaimedRun, ClaimedRuns, ItemId, LeaseLength, MissionId, Partition, RunClaim, RunId, RunStatus};
use tokio::time::Instant;

use super::{Runs, policy};
use crate::{
    EngineError, RequestContext,
    dispatch::{Claimer, Group, Reserved},
    fingerprint::Fingerprint,
    idempotency::{Once, Outcome},
    work::{Attempt, NotDecided, Scope, Work, WorkAuthor, WorkReads},
};

const DEFAULT_LEASE_MS: u32 = 30_000;
/// What cannot be claimed although it waits is tried again after so long.
const NOT_YET_MS: i64 = 1000;

/// A run that a claim is to get.
#[derive(Debug, Clone)]
struct Pick {
    run_id: RunId,
    place: Option<(MissionId, ItemId)>,
}

/// What came of a [`Pick`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picked {
    Claimed,
    /// It does not wait (any more).
    Gone,
    /// It waits, but its mission does not let it begin.
    NotYet,
}

impl Runs {
    /// Gives a worker what waits for it, as soon as there is something and at the latest when its waiting time, or the
    /// longest that there may be, is over.
    ///
    /// # Errors
    /// [`EngineError::Denied`], [`EngineError::IdempotencyConflict`], [`EngineError::WorkContended`] or
    /// [`EngineError::Store`].
    pub async fn claim(
        &self,
        rights: &Rights,
        request: RequestContext,
        claim: RunClaim,
        longest_wait: Duration,
    ) -> Result<Outcome<ClaimedRuns>, EngineError> {
        policy::may_claim(rights, claim.mission_id.as_ref())?;
        let wait = Duration::from_millis(claim.wait_ms.map_or(0, |wait| u64::from(wait.get())));
        let deadline = Instant::now() + wait.min(longest_wait);
        let limit = claim.limit.map_or(1, |limit| usize::from(limit.get()));
        let once = match &request.idempotency_key {
            None => None,
            Some(key) => {
                let written = serde_json::to_value(&claim).map_err(|error| EngineError::corrupt("a claim", &error))?;
                Some(Once::new(rights, key, Fingerprint::of_operation("claimRuns").json(&written)))
            }
        };
        let author = WorkAuthor::of_request(rights, request.request_id);
        let attempt = Attempt {
            worker: author.principal.clone(),
            worker_name: claim.worker_name.clone(),
            lease_ms: claim.lease_ms.unwrap_or_else(default_lease),
        };
        let claimer = Claimer {
            principal: author.principal.clone(),
            roles: claim.roles,
            skills: claim.skills.unwrap_or_default(),
            mission_id: claim.mission_id,
        };
        loop {
            // What an equal request has got is not to be waited for: its answer may have been lost on the way.
            if let Some(once) = &once
                && let Some(before) = once.replay(self.store.as_ref(), self.clock.now()).await?
            {
                return Ok(before);
            }
            let reserved = self.reserve(rights.partition(), &claimer, limit, deadline).await;
            if reserved.is_empty() {
                if let Some(once) = &once
                    && let Some(meanwhile) = once.replay(self.store.as_ref(), self.clock.now()).await?
                {
                    return Ok(meanwhile);
                }
                return Ok(Outcome { value: ClaimedRuns::new(Vec::new()), replayed: false });
            }
            if let Some(claimed) = self.begin(&author, once.as_ref(), reserved, &attempt).await? {
                return Ok(claimed);
            }
        }
    }

    /// At most `limit` runs that nobody else gets; none when the time is over or the engine closes.
    async fn reserve(
        &self,
        partition: &Partition,
        claimer: &Claimer,
        limit: usize,
        deadline: Instant,
    ) -> Vec<Reserved> {
        let dispatcher = &self.workbench.dispatcher;
        let mut reserved = Vec::new();
        if let Some(first) = dispatcher.take(partition, claimer) {
            reserved.push(first);
        } else if Instant::now() < deadline {
            let handed_over = dispatcher.wait(partition, claimer.clone());
            tokio::select! {
                first = handed_over => reserved.extend(first),
                () = tokio::time::sleep_until(deadline) => {}
                () = self.closing.cancelled() => {}
            }
        }
        while !reserved.is_empty() && reserved.len() < limit {
            match dispatcher.take(partition, claimer) {
                Some(next) => reserved.push(next),
                None => break,
            }
        }
        reserved
    }

    /// Begins attempts at what is reserved; `None` when nothing of it could be begun.
    async fn begin(
        &self,
        author: &WorkAuthor,
        once: Option<&Once>,
        reserved: Vec<Reserved>,
        attempt: &Attempt,
    ) -> Result<Option<Outcome<ClaimedRuns>>, EngineError> {
        let picks: Vec<Pick> = reserved.iter().map(pick).collect();
        let told: Arc<Mutex<Vec<Picked>>> = Arc::default();
        let scope = Scope::Known(reads(&picks));
        let (attempt, tell) = (attempt.clone(), Arc::clone(&told));
        let decide = move |work: &mut Work<'_>| {
            let mut claimed = Vec::new();
            let mut picked = Vec::new();
            for pick in &picks {
                picked.push(match begin_one(work, pick, &attempt)? {
                    Ok(run) => {
                        claimed.push(run);
                        Picked::Claimed
                    }
                    Err(otherwise) => otherwise,
                });
            }
            *tell.lock().unwrap_or_else(PoisonError::into_inner) = picked;
            // The mission and its items as they are after all of it.
            claimed
                .into_iter()
                .map(|claimed| with_its_place(work, claimed))
                .collect::<Result<Vec<_>, _>>()
                .and_then(|runs| if runs.is_empty() { Err(NotDecided::Nothing) } else { Ok(ClaimedRuns::new(runs)) })
        };
        let outcome = self.workbench.try_commit(author, once, &scope, decide).await;
        let picked = std::mem::take(&mut *told.lock().unwrap_or_else(PoisonError::into_inner));
        let is_replayed = matches!(&outcome, Ok(Some(outcome)) if outcome.replayed);
        if outcome.is_ok() && !is_replayed {
            let not_before = self.clock.now().plus_ms(NOT_YET_MS);
            for (reserved, picked) in reserved.into_iter().zip(picked) {
                match picked {
                    Picked::Claimed | Picked::Gone => reserved.settle(),
                    Picked::NotYet => reserved.give_back(not_before),
                }
            }
        }
        outcome
    }
}

fn pick(reserved: &Reserved) -> Pick {
    let run = reserved.run();
    let place = match (&run.group, &run.item_id) {
        (Group::Mission(mission_id), Some(item_id)) => Some((mission_id.clone(), item_id.clone())),
        _ => None,
    };
    Pick { run_id: run.run_id.clone(), place }
}

fn reads(picks: &[Pick]) -> WorkReads {
    let mut reads = WorkReads::default();
    for Pick { run_id, place } in picks {
        reads.run(run_id);
        if let Some((mission_id, item_id)) = place {
            reads.mission(mission_id, [item_id.clone()]);
        }
    }
    reads
}

fn begin_one(work: &mut Work<'_>, pick: &Pick, attempt: &Attempt) -> Result<Result<ClaimedRun, Picked>, NotDecided> {
    let now = work.now();
    match work.run(&pick.run_id) {
        Ok(run) if run.status != RunStatus::Queued => return Ok(Err(Picked::Gone)),
        Ok(run) if run.not_before.is_some_and(|at| at > now) => return Ok(Err(Picked::NotYet)),
        Ok(_) => {}
        Err(NotDecided::Refused(_)) => return Ok(Err(Picked::Gone)),
        Err(other) => return Err(other),
    }
    if let Some((mission_id, item_id)) = &pick.place {
        let (item_id, run_id) = (item_id.clone(), pick.run_id.clone());
        match work.apply(mission_id, &Event::Observed(Observed::RunStarted { item_id, run_id })) {
            Ok(_) => {}
            Err(NotDecided::Refused(_)) => return Ok(Err(Picked::NotYet)),
            Err(other) => return Err(other),
        }
    }
    let lease = work.begin(&pick.run_id, attempt)?;
    Ok(Ok(ClaimedRun::new(work.run(&pick.run_id)?.clone(), lease)))
}

fn with_its_place(work: &mut Work<'_>, mut claimed: ClaimedRun) -> Result<ClaimedRun, NotDecided> {
    if let Some(mission_id) = claimed.run.mission_id.clone() {
        claimed.mission = Some(work.mission(&mission_id)?.clone());
        if let Some(item_id) = &claimed.run.item_id {
            claimed.item = work.item(&mission_id, item_id)?.cloned();
        }
    }
    Ok(claimed)
}

fn default_lease() -> LeaseLength {
    LeaseLength::new(DEFAULT_LEASE_MS).unwrap_or(LeaseLength::MIN)
}
