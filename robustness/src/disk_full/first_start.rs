//! First starts with too little room: a clear error, and a clean start when there is room.

use std::path::Path;

use anyhow::Context;
use fastrand::Rng;

use super::{crew::Crew, round::unclear, tally::Tally};
use crate::{
    load::{Account, Sizes, Survey, check},
    machine::{Machine, Room, Start, store_file},
};

const BLOCK_BYTES: u64 = 4096;
/// About half of the starts succeed when they have up to so many.
const MOST_BLOCKS: u64 = 160;

/// Starts new servers on so many disks, each with another number of blocks, from none on.
///
/// # Errors
/// When it cannot be done.
pub(super) async fn sweep(
    binary: &Path,
    starts: usize,
    mut random: Rng,
    tally: &mut Tally,
) -> anyhow::Result<Vec<String>> {
    let mut findings = Vec::new();
    for number in 0..starts as u64 {
        // One from each part of the scale.
        let part = number * MOST_BLOCKS / starts as u64..=((number + 1) * MOST_BLOCKS / starts as u64).max(1) - 1;
        let blocks = random.u64(part);
        let found = start(binary, blocks, &mut random, tally).await.with_context(|| format!("{blocks} blocks"))?;
        findings.extend(found.into_iter().map(|finding| format!("first start with {blocks} blocks: {finding}")));
    }
    Ok(findings)
}

async fn start(binary: &Path, blocks: u64, random: &mut Rng, tally: &mut Tally) -> anyhow::Result<Vec<String>> {
    const WRITES: usize = 2;
    let mut machine = Machine::new(binary, None)?;
    let capacity = Some(machine.disk().used_bytes() + blocks * BLOCK_BYTES);
    machine.disk().set_room(Room { capacity, none_for: None });
    let mut crew = Crew::new(Sizes::SMALL, random);
    let mut findings = Vec::new();
    match machine.start().await? {
        Start::Ready => {
            tally.first_starts_ready += 1;
            crew.insist(&machine.client()?, WRITES).await;
            machine.kill().await?;
        }
        Start::Ended(status) => {
            let log = machine.log_end();
            tally.first_starts_refused.add(&log);
            findings.extend(unclear(status, Some(&log)));
        }
        Start::PowerLost => anyhow::bail!("nobody took the power away"),
    }
    machine.disk().set_room(Room::default());
    if let Start::Ended(status) = machine.start().await? {
        findings.push(format!("with room, the second start ended with {status}: {}", machine.log_end()));
        return Ok(findings);
    }
    crew.write(&machine.client()?, WRITES).await;
    let survey = Survey::take(&machine.client()?).await?;
    findings.extend(crew.findings);
    findings.extend(check(&Account { attempts: crew.attempts }, &[], &survey));
    machine.kill().await?;
    findings.extend(store_file::read(&machine)?.damage);
    Ok(findings)
}
