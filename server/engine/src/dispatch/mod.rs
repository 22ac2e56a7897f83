//! Which worker gets which run.
//!
//! What is queued is in the store; here is a copy of it, arranged for claims. It is told of every commit that queues a run,
//! takes one from the queue or changes what a mission may have under way, in whatever order these become known: what is
//! older than what is known is not heeded. Nothing depends on the copy being right: a claim's commit looks at the run
//! itself, and a run that turns out not to wait is dropped here.

mod lanes;

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use charter_types::{Partition, Revision, RunId, Timestamp};
use tokio::sync::{Notify, oneshot};

use self::lanes::Lanes;
pub(crate) use self::lanes::{Claimer, Class, Group, QueuedRun};

/// What a commit means to who waits for runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum QueueChange {
    /// A run waits.
    Queued(QueuedRun),
    /// A run does not wait any more.
    Left { run_id: RunId, rev: Revision },
    /// So many more runs of a group may be under way.
    Allowed { group: Group, places: u64, rev: Revision },
    /// A place that was taken is not used.
    NotUsed { group: Group, known_since: Revision },
}

/// Hands runs to workers. Clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dispatcher(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    queues: Mutex<Queues>,
    /// Rings when something is to be claimed earlier than was known.
    earlier: Notify,
}

#[derive(Debug, Default)]
struct Queues {
    partitions: HashMap<Partition, Queue>,
    /// What may not be claimed yet.
    delayed: BTreeMap<(Timestamp, RunId), (Partition, QueuedRun)>,
    delayed_until: HashMap<RunId, Timestamp>,
}

#[derive(Debug, Default)]
struct Queue {
    lanes: Lanes,
    waiting: VecDeque<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    claimer: Claimer,
    hand_over: oneshot::Sender<Reserved>,
}

/// A run that nobody else gets while it is held. Dropped, it waits again.
#[derive(Debug)]
pub(crate) struct Reserved {
    partition: Partition,
    /// `None` once it is settled.
    run: Option<QueuedRun>,
    group: Group,
    /// Since when the places of its group were known when it was taken.
    known_since: Revision,
    dispatcher: Dispatcher,
}

impl Reserved {
    pub(crate) fn run(&self) -> &QueuedRun {
        // It is taken out by those who consume the reservation only.
        self.run.as_ref().expect("the reservation is not settled")
    }

    /// The run was claimed, or does not wait: it is not given back. Its place is, if nothing was learned of its claim.
    pub(crate) fn settle(mut self) {
        self.run = None;
    }

    /// The run waits, but cannot be claimed before then.
    pub(crate) fn give_back(mut self, not_before: Timestamp) {
        if let Some(mut run) = self.run.take() {
            run.at = not_before;
            self.dispatcher.delay(self.partition.clone(), run);
        }
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        let place = QueueChange::NotUsed { group: self.group.clone(), known_since: self.known_since };
        let changes = [place].into_iter().chain(self.run.take().map(QueueChange::Queued)).collect();
        self.dispatcher.offer(&self.partition, changes);
    }
}

impl Dispatcher {
    /// Takes in what commits have changed at `now`.
    pub(crate) fn learn(&self, partition: &Partition, changes: Vec<QueueChange>, now: Timestamp) {
        let (later, at_once): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| matches!(change, QueueChange::Queued(run) if run.at > now));
        self.offer(partition, at_once);
        for change in later {
            if let QueueChange::Queued(run) = change {
                self.delay(partition.clone(), run);
            }
        }
    }

    /// The next run for a worker, if there is one.
    pub(crate) fn take(&self, partition: &Partition, claimer: &Claimer) -> Option<Reserved> {
        let taken = self.queues().partitions.get_mut(partition)?.lanes.take(claimer)?;
        Some(self.reserve(partition, taken))
    }

    /// The next run for a worker as soon as there is one.
    pub(crate) fn wait(&self, partition: &Partition, claimer: Claimer) -> oneshot::Receiver<Reserved> {
        let (hand_over, handed_over) = oneshot::channel();
        let mut queues = self.queues();
        let queue = queues.partitions.entry(partition.clone()).or_default();
        let found = queue.lanes.take(&claimer);
        if found.is_none() {
            queue.waiting.retain(|waiting| !waiting.hand_over.is_closed());
            queue.waiting.push_back(Waiting { claimer, hand_over });
            return handed_over;
        }
        drop(queues);
        if let Some(taken) = found {
            // Whoever does not listen gives the run back by that.
            let _ = hand_over.send(self.reserve(partition, taken));
        }
        handed_over
    }

    /// When the next run may be claimed that may not be yet.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.queues().delayed.first_key_value().map(|((at, _), _)| *at)
    }

    /// Ends when something is to be claimed earlier than was known.
    pub(crate) async fn earlier(&self) {
        self.0.earlier.notified().await;
    }

    /// Lets those be claimed whose time has come.
    pub(crate) fn release(&self, now: Timestamp) {
        let mut due = Vec::new();
        {
            let mut queues = self.queues();
            while let Some(entry) = queues.delayed.first_entry() {
                if entry.key().0 > now {
                    break;
                }
                let (partition, run) = entry.remove();
                queues.delayed_until.remove(&run.run_id);
                due.push((partition, run));
            }
        }
        for (partition, run) in due {
            self.offer(&partition, vec![QueueChange::Queued(run)]);
        }
    }

    fn delay(&self, partition: Partition, run: QueuedRun) {
        let mut queues = self.queues();
        if !queues.forget_delayed(&run.run_id, run.rev) {
            return;
        }
        queues.delayed_until.insert(run.run_id.clone(), run.at);
        let key = (run.at, run.run_id.clone());
        let is_first = queues.delayed.first_key_value().is_none_or(|(first, _)| key < *first);
        queues.delayed.insert(key, (partition, run));
        if is_first {
            self.0.earlier.notify_one();
        }
    }

    /// Takes in what may be claimed now, and hands over what workers wait for.
    fn offer(&self, partition: &Partition, changes: Vec<QueueChange>) {
        if changes.is_empty() {
            return;
        }
        let mut queues = self.queues();
        for change in &changes {
            if let QueueChange::Left { run_id, rev } = change {
                queues.forget_delayed(run_id, *rev);
            }
        }
        let queue = queues.partitions.entry(partition.clone()).or_default();
        let mut may_match = false;
        for change in changes {
            match change {
                QueueChange::Queued(run) => {
                    may_match = may_match || queue.waiting.iter().any(|waiting| waiting.claimer.suits(&run));
                    queue.lanes.insert(run);
                }
                QueueChange::Left { run_id, rev } => queue.lanes.remove(&run_id, rev),
                QueueChange::Allowed { group, places, rev } => may_match |= queue.lanes.allow(&group, places, rev),
                QueueChange::NotUsed { group, known_since } => {
                    may_match |= queue.lanes.return_place(&group, known_since);
                }
            }
        }
        let handed_over = if may_match { queue.match_waiting() } else { Vec::new() };
        if queue.lanes.is_empty() && queue.waiting.is_empty() {
            queues.partitions.remove(partition);
        }
        drop(queues);
        for (waiting, taken) in handed_over {
            // Whoever does not listen any more gives the run back by that, to the next.
            let _ = waiting.hand_over.send(self.reserve(partition, taken));
        }
    }

    fn reserve(&self, partition: &Partition, (run, known_since): (QueuedRun, Revision)) -> Reserved {
        let (group, dispatcher) = (run.group.clone(), self.clone());
        Reserved { partition: partition.clone(), run: Some(run), group, known_since, dispatcher }
    }

    fn queues(&self) -> MutexGuard<'_, Queues> {
        // No code that can panic runs while it is held, beside allocations.
        self.0.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queues {
    /// Forgets a delayed run that is known since before `rev`; answers whether none newer is known.
    fn forget_delayed(&mut self, run_id: &RunId, rev: Revision) -> bool {
        let Some(at) = self.delayed_until.get(run_id).copied() else { return true };
        let key = (at, run_id.clone());
        if self.delayed.get(&key).is_some_and(|(_, run)| run.rev > rev) {
            return false;
        }
        self.delayed.remove(&key);
        self.delayed_until.remove(run_id);
        true
    }
}

impl Queue {
    /// The workers that wait and get something now, those that wait longest first.
    fn match_waiting(&mut self) -> Vec<(Waiting, (QueuedRun, Revision))> {
        let mut matched = Vec::new();
        let mut unmatched = VecDeque::with_capacity(self.waiting.len());
        while let Some(waiting) = self.waiting.pop_front() {
            if waiting.hand_over.is_closed() {
                continue;
            }
            match self.lanes.take(&waiting.claimer) {
                Some(taken) => matched.push((waiting, taken)),
                None => unmatched.push_back(waiting),
            }
            if self.lanes.is_empty() {
                break;
            }
        }
        unmatched.append(&mut self.waiting);
        self.waiting = unmatched;
        matched
    }
}
