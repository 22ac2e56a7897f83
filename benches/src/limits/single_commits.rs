//! SQLite, one commit after the other: one thread, one [upsert](super::database) a transaction, and nothing else.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;
use futures::future::{FutureExt as _, LocalBoxFuture};
use rusqlite::Connection;

use super::database;
use crate::{
    load::{BodyTemplate, key},
    measure::{Round, Side},
};

/// No body from the preparation has it.
const FIRST_COUNT: u64 = 1000;

/// A database, and who writes to it.
#[derive(Debug)]
pub struct SingleCommits {
    database: Connection,
    keys: u64,
    random: fastrand::Rng,
    written: u64,
}

impl SingleCommits {
    /// With a new database in `folder`, in which all keys are there.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn new(folder: &Path, keys: u64, seed: u64) -> Result<Self> {
        let mut database = database::open(folder)?;
        database::fill(&mut database, keys)?;
        Ok(Self { database, keys, random: fastrand::Rng::with_seed(seed), written: FIRST_COUNT })
    }

    /// Overwrites bodies at random for a time.
    fn run(&mut self, time: Duration) -> Result<Round> {
        let (mut body, began, mut commits) = (BodyTemplate::new(), Instant::now(), 0_u64);
        while began.elapsed() < time {
            commits += 1;
            // SQLite would not write a body that is there already.
            self.written += 1;
            // Outside a transaction every statement is one.
            database::put(&self.database, &key(self.random.u64(..self.keys)), body.fill(self.written))?;
        }
        Ok(Round { counted: commits, elapsed: began.elapsed(), ..Round::default() })
    }
}

impl Side for SingleCommits {
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>> {
        let outcome = self.run(time);
        async { outcome }.boxed_local()
    }
}
