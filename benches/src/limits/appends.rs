//! The least that a durable change costs: one thread appends a record of 300 bytes to a file and waits until the disk
//! has it (`fdatasync`), over and over.

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use futures::future::{FutureExt as _, LocalBoxFuture};

use crate::measure::{Round, Side};

const RECORD: [u8; 300] = [b'x'; 300];

/// A file that grows.
#[derive(Debug)]
pub struct Appends(File);

impl Appends {
    /// # Errors
    /// When the file cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        Ok(Self(File::create(folder.join("appends")).context("cannot make a file")?))
    }

    /// Appends for a time.
    fn run(&mut self, time: Duration) -> Result<Round> {
        let (began, mut records) = (Instant::now(), 0_u64);
        while began.elapsed() < time {
            self.0.write_all(&RECORD).context("cannot append to a file")?;
            self.0.sync_data().context("cannot synchronise a file")?;
            records += 1;
        }
        Ok(Round { counted: records, elapsed: began.elapsed(), ..Round::default() })
    }
}

impl Side for Appends {
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>> {
        let outcome = self.run(time);
        async { outcome }.boxed_local()
    }
}
