//! Money moves between two accounts: both change or neither does, and nobody ever sees it half done.

use std::collections::BTreeMap;

use anyhow::{Context, bail, ensure};
use charter_sdk::{
    Client, ResultExt,
    requests::TransactResourcesError,
    stream::StreamItem,
    types::{EventPayload, Revision, TransactionCheck, TransactionOperation, TransactionPut},
};
use futures::TryStreamExt;
use serde_json::json;

const ADA: &str = "example/transaction/account/ada";
const BEN: &str = "example/transaction/account/ben";
const FREEZE: &str = "example/transaction/freeze";
const TOTAL: i64 = 200;
const TRANSFERS: usize = 10;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    client.delete_resource(FREEZE).await.found()?;

    // Both accounts are opened at one revision.
    let opening = [put(ADA, 100, None)?, put(BEN, 100, None)?];
    let opened = client.transact_resources(opening).await?;
    println!("opened two accounts at revision {}; together they have {TOTAL}", opened.revision);

    // Two clerks move money in opposite directions at the same time, and an auditor watches.
    let (first, second, audited) = tokio::try_join!(
        clerk(client.clone(), ADA, BEN, 7),
        clerk(client.clone(), BEN, ADA, 4),
        audit(client.clone(), opened.revision),
    )?;
    println!("made {} transfers; {} had to start again", 2 * TRANSFERS, first + second);
    println!("the auditor saw {audited} commits, each with both accounts and the sum of {TOTAL}");

    let (ada, ben) = (client.get_resource(ADA).await?, client.get_resource(BEN).await?);
    println!("ada has {}, ben has {}", ada.value["balance"], ben.value["balance"]);
    ensure!(ada.value["balance"] == 70 && ben.value["balance"] == 130, "a transfer was lost or done twice");

    // A guard may be on a document that the transaction does not write.
    client.put_resource(FREEZE, "closing time").await?;
    match transfer(&client, ADA, BEN, 1).await? {
        Transfer::Frozen => println!("after closing time a transfer is refused, and nothing changes"),
        _ => bail!("a transfer went through a freeze"),
    }
    ensure!(client.get_resource(ADA).await?.rev == ada.rev, "a refused transfer changed an account");
    Ok(())
}

enum Transfer {
    Done,
    /// Somebody else changed an account meanwhile: look at the balances again.
    Outrun,
    Frozen,
}

async fn transfer(client: &Client, from: &str, to: &str, amount: i64) -> anyhow::Result<Transfer> {
    let (giver, taker) = (client.get_resource(from).await?, client.get_resource(to).await?);
    let balance = |value: &serde_json::Value| value["balance"].as_i64().context("an account has a balance");
    let left = balance(&giver.value)? - amount;
    ensure!(left >= 0, "{from} has not enough");

    // The new balances are right only for the revisions that were read: they are the guards.
    let outcome = client
        .transact_resources([
            put(from, left, Some(giver.rev))?,
            put(to, balance(&taker.value)? + amount, Some(taker.rev))?,
            // Revision 0: it must not exist.
            TransactionOperation::Check(TransactionCheck::new(FREEZE.parse()?, Revision::ZERO)),
        ])
        .await;
    match outcome {
        Ok(_) => Ok(Transfer::Done),
        Err(TransactResourcesError::PreconditionFailed(problem)) => {
            let mut conflicts = problem.conflicts.iter().flatten();
            let is_frozen = conflicts.any(|conflict| conflict.key.as_str() == FREEZE);
            Ok(if is_frozen { Transfer::Frozen } else { Transfer::Outrun })
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns how often a transfer had to start again.
async fn clerk(client: Client, from: &str, to: &str, amount: i64) -> anyhow::Result<usize> {
    let (mut done, mut outrun) = (0, 0);
    while done < TRANSFERS {
        match transfer(&client, from, to, amount).await? {
            Transfer::Done => done += 1,
            Transfer::Outrun => outrun += 1,
            Transfer::Frozen => bail!("somebody froze the accounts"),
        }
    }
    Ok(outrun)
}

/// Adds up after every commit.
async fn audit(client: Client, after: Revision) -> anyhow::Result<usize> {
    let mut balances = BTreeMap::from([(ADA.to_owned(), 100), (BEN.to_owned(), 100)]);
    let mut stream = client.watch_resources().prefix("example/transaction/account/").after(after).stream();
    let (mut commits, mut accounts) = (0, 0);
    while commits < 2 * TRANSFERS {
        let item = stream.try_next().await?.context("a watch has no end of its own")?;
        let StreamItem::Event(event) = item else { continue };
        let EventPayload::ResourceUpdated(account) = event.payload() else { bail!("an account was closed") };
        balances.insert(event.subject, account.value["balance"].as_i64().context("an account has a balance")?);
        accounts += 1;
        // The cursor moves to a revision with the last event of its commit.
        if stream.cursor().is_some_and(|cursor| cursor.revision == event.revision) {
            ensure!(accounts == 2, "half a transfer was delivered at revision {}", event.revision);
            ensure!(balances.values().sum::<i64>() == TOTAL, "money was made or lost at revision {}", event.revision);
            (commits, accounts) = (commits + 1, 0);
        }
    }
    Ok(commits)
}

fn put(key: &str, balance: i64, if_rev: Option<Revision>) -> anyhow::Result<TransactionOperation> {
    let put = TransactionPut::new(key.parse()?, json!({ "balance": balance }));
    Ok(TransactionOperation::Put(match if_rev {
        Some(rev) => put.with_if_rev(rev),
        None => put,
    }))
}
