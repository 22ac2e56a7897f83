//! SQLite group commit, written bare.
//!
//! One thread writes: it takes whatever waits in a channel into one transaction, commits it, and answers. What is
//! written is one upsert of the request's body into a [table of keys and bodies](super::database), and nothing else: no
//! events, no versions, no revisions. There is no HTTP: producers in the same process, each a thread, hand bodies over
//! and wait for their commit, each with one at a time. Each writes another body each time: what is there already SQLite
//! would not write.

use std::{
    path::Path,
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow};
use futures::future::{FutureExt as _, LocalBoxFuture};
use rusqlite::{Connection, TransactionBehavior};

use super::database;
use crate::{
    load::{BodyTemplate, key},
    measure::{Latencies, Round, Side},
};

/// As in the server's store (`server/store/src/sqlite`).
const QUEUE_LENGTH: usize = 1024;
const MOST_WRITES: usize = 256;
/// Producers begin with any number below this, so that they hardly ever write the same.
const FIRST_COUNTS: u64 = 50_000_000;

/// What is written for a put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// One upsert.
    Body,
    /// What the server writes: also the version that is replaced, an event, and how far commits have come. What a
    /// server reaches that keeps its history in SQLite is less than this.
    WithHistory,
}

struct Write {
    key: String,
    body: Vec<u8>,
    done: SyncSender<Result<()>>,
}

/// The writer, and who gives it something to write.
#[derive(Debug)]
pub struct GroupCommit {
    queue: SyncSender<Write>,
    producers: usize,
    keys: u64,
    random: fastrand::Rng,
}

impl GroupCommit {
    /// Starts it with a new database in `folder`, in which all keys are there.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn start(folder: &Path, rows: Rows, producers: usize, keys: u64, seed: u64) -> Result<Self> {
        let mut database = database::open(folder)?;
        database::fill(&mut database, keys)?;
        let (queue, writes) = mpsc::sync_channel(QUEUE_LENGTH);
        // It ends when nobody can give it anything any more.
        thread::Builder::new().name("bare-writer".into()).spawn(move || write_all(&mut database, rows, &writes))?;
        Ok(Self { queue, producers, keys, random: fastrand::Rng::with_seed(seed) })
    }

    /// Lets all producers overwrite bodies at random for a time.
    fn run(&mut self, time: Duration) -> Result<Round> {
        let (keys, began) = (self.keys, Instant::now());
        let mut latencies = Latencies::default();
        thread::scope(|scope| {
            let start = |_| {
                let (queue, random) = (self.queue.clone(), self.random.fork());
                scope.spawn(move || produce(&queue, random, keys, time))
            };
            let threads: Vec<_> = (0..self.producers).map(start).collect();
            for thread in threads {
                latencies.append(thread.join().map_err(|_| anyhow!("a producer panicked"))??);
            }
            anyhow::Ok(())
        })?;
        Ok(Round { counted: latencies.len() as u64, elapsed: began.elapsed(), cpu: Duration::ZERO, latencies })
    }
}

impl Side for GroupCommit {
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>> {
        let outcome = self.run(time);
        async { outcome }.boxed_local()
    }
}

fn produce(queue: &SyncSender<Write>, mut random: fastrand::Rng, keys: u64, time: Duration) -> Result<Latencies> {
    let mut latencies = Latencies::default();
    let (mut body, mut count) = (BodyTemplate::new(), random.u64(..FIRST_COUNTS));
    let (done, committed) = mpsc::sync_channel(1);
    let began = Instant::now();
    let mut now = began;
    while now.duration_since(began) < time {
        count += 1;
        let write = Write { key: key(random.u64(..keys)), body: body.fill(count).to_vec(), done: done.clone() };
        queue.send(write).ok().context("the writer is gone")?;
        committed.recv().context("the writer is gone")??;
        let done = Instant::now();
        latencies.push(done.duration_since(now));
        now = done;
    }
    Ok(latencies)
}

fn write_all(database: &mut Connection, rows: Rows, writes: &Receiver<Write>) {
    while let Ok(first) = writes.recv() {
        let mut batch = vec![first];
        while batch.len() < MOST_WRITES
            && let Ok(next) = writes.try_recv()
        {
            batch.push(next);
        }
        let outcome = commit(database, rows, &batch);
        for write in batch {
            let outcome = outcome.as_ref().map(|&()| ()).map_err(|error| anyhow!("{error:#}"));
            // Who stopped waiting is not told.
            let _ = write.done.send(outcome);
        }
    }
}

fn commit(database: &mut Connection, rows: Rows, batch: &[Write]) -> Result<()> {
    let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for write in batch {
        match rows {
            Rows::Body => database::put(&transaction, &write.key, &write.body)?,
            Rows::WithHistory => database::put_with_history(&transaction, &write.key, &write.body)?,
        }
    }
    if rows == Rows::WithHistory {
        database::advance(&transaction)?;
    }
    transaction.commit().context("cannot commit")
}
