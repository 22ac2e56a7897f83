//! Concurrent clients of a few keys, while the server is killed and connections break: for each key there is an order
//! of all requests that explains everything that anybody was told.

mod check;
mod client;
mod history;
mod register;

use std::{
    collections::BTreeMap,
    thread,
    time::{Duration, Instant},
};

use clap::Args;
use tokio::{sync::oneshot, task::JoinSet, time::timeout};

use crate::{
    cli::Common,
    report::Report,
    seed,
    target::{Target, kill_repeatedly},
    workload::Progress,
};
use check::check;
use client::{Account, Client};
use history::{Call, Operation, Told};

const KILLER_STREAM: u64 = 1;
const CLIENT_STREAMS: u64 = 100;
/// How long the check of one key may take.
const MOST_PER_KEY: Duration = Duration::from_secs(60);

/// Kill the server under concurrent clients, and check that each key is linearizable.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// How often to kill it.
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    kills: usize,
    /// How many clients there are at once.
    #[arg(long, value_name = "COUNT", default_value_t = 16)]
    clients: usize,
    /// Prove that this can fail: before every start, cut off the end of what the server has written. The exit code is
    /// then 0 when that is found.
    #[arg(long)]
    forgetful_disk: bool,
}

/// Kills and checks.
///
/// # Errors
/// When there is no server to kill.
pub async fn run(arguments: Arguments) -> anyhow::Result<Report> {
    let (seed, binary) = (arguments.common.seed(), arguments.common.binary()?);
    let mut report = Report::begin("linearizability", seed);
    let mut target = Target::fresh(&binary, "/v1/store").await?;
    if arguments.forgetful_disk {
        report.must_fail();
        target.let_the_disk_forget();
    }
    let limit = Duration::from_secs(120) + Duration::from_secs(10) * u32::try_from(arguments.kills)?;
    let account = match timeout(limit, load_and_kill(&arguments, seed, &mut target)).await {
        Ok(Ok(account)) => account,
        Ok(Err(error)) => {
            report.violation(format!("{error:#}"));
            return Ok(report);
        }
        Err(_) => {
            report.violation(format!("the run did not end within {} seconds", limit.as_secs()));
            return Ok(report);
        }
    };
    account.findings.iter().for_each(|finding| report.violation(finding));
    report.figure("kills", arguments.kills);
    show(&mut report, &account.operations);
    check_all(&mut report, account.operations).await?;
    Ok(report)
}

async fn check_all(report: &mut Report, keys: BTreeMap<String, Vec<Operation>>) -> anyhow::Result<()> {
    let (begun, mut longest) = (Instant::now(), Duration::ZERO);
    for (key, operations) in keys {
        let begun = Instant::now();
        let (answer, checked) = oneshot::channel();
        let name = key.clone();
        // A thread that nobody waits for at the end: in the worst case the search is exponential.
        thread::Builder::new().spawn(move || answer.send(check(&key, &operations)))?;
        match timeout(MOST_PER_KEY, checked).await {
            Ok(Ok(Some(finding))) => report.violation(finding),
            Ok(Ok(None)) => {}
            Ok(Err(_)) => report.violation(format!("the check of {name} panicked")),
            Err(_) => report.violation(format!("{name} was not decided within {} seconds", MOST_PER_KEY.as_secs())),
        }
        longest = longest.max(begun.elapsed());
    }
    let (all, longest) = (begun.elapsed().as_millis(), longest.as_millis());
    report.figure("checked in", format!("{all} ms, {longest} ms for the key that took longest"));
    Ok(())
}

async fn load_and_kill(arguments: &Arguments, seed: u64, target: &mut Target) -> anyhow::Result<Account> {
    let progress = Progress::default();
    let client = |number: usize| {
        let random = seed::random(seed, CLIENT_STREAMS + number as u64);
        Client::new(number, random, target.clients(), progress.clone())
    };
    let mut clients: JoinSet<anyhow::Result<Account>> =
        (0..arguments.clients).map(|number| client(number).run()).collect();
    let killer = seed::random(seed, KILLER_STREAM);
    let killed = kill_repeatedly(target, arguments.kills, killer, progress.acknowledged()).await;
    progress.end();
    killed?;
    let mut account = Account::default();
    while let Some(client) = clients.join_next().await {
        let part = client??;
        account.findings.extend(part.findings);
        for (key, operations) in part.operations {
            account.operations.entry(key).or_default().extend(operations);
        }
    }
    target.stop().await?;
    account.findings.extend(target.complaints()?);
    Ok(account)
}

fn show(report: &mut Report, keys: &BTreeMap<String, Vec<Operation>>) {
    let (mut reads, mut done, mut refused, mut unknown) = (0, 0, 0, 0);
    for operation in keys.values().flatten() {
        match operation.call {
            Call::Get(_) => reads += 1,
            Call::Write(_, _, Told::Done(_)) => done += 1,
            Call::Write(_, _, Told::Refused(_)) => refused += 1,
            Call::Write(_, _, Told::Nothing) => unknown += 1,
        }
    }
    let longest = keys.values().map(Vec::len).max().unwrap_or_default();
    report.figure("keys", format!("{}, with at most {longest} operations each", keys.len()));
    report.figure("reads", reads);
    report.figure("writes that happened", done);
    report.figure("writes that were refused", refused);
    report.figure("writes without an answer", unknown);
}
