//! Money moves between two accounts: both change or neither does, and nobody ever sees it half done.

use std::collections::BTreeMap;

use anyhow::{bail, ensure};
use charter_sdk::{
    Client, ResultExt,
    requests::{TransactResourcesError, TransactionOperation},
    stream::CommitItem,
    types::{EventPayload, Revision},
};
use serde::{Deserialize, Serialize};

const ADA: &str = "example/transaction/account/ada";
const BEN: &str = "example/transaction/account/ben";
const FREEZE: &str = "example/transaction/freeze";
const TOTAL: i64 = 200;
const TRANSFERS: usize = 10;

#[derive(Serialize, Deserialize)]
struct Account {
    balance: i64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;
    client.delete_resource(FREEZE).await.found()?;

    // Both accounts are opened at one revision.
    let account = Account { balance: TOTAL / 2 };
    let opening = [TransactionOperation::put(ADA, &account), TransactionOperation::put(BEN, &account)];
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
    let (ada_has, ben_has) = (ada.value_as::<Account>()?.balance, ben.value_as::<Account>()?.balance);
    println!("ada has {ada_has}, ben has {ben_has}");
    ensure!(ada_has == 70 && ben_has == 130, "a transfer was lost or done twice");

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
    let left = Account { balance: giver.value_as::<Account>()?.balance - amount };
    let more = Account { balance: taker.value_as::<Account>()?.balance + amount };
    ensure!(left.balance >= 0, "{from} has not enough");

    // The new balances are right only for the revisions that were read: they are the guards.
    let outcome = client
        .transact_resources([
            TransactionOperation::put(from, left).if_rev(giver.rev),
            TransactionOperation::put(to, more).if_rev(taker.rev),
            // Revision 0: it must not exist.
            TransactionOperation::check(FREEZE, 0),
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
    let mut balances = BTreeMap::from([(ADA.to_owned(), TOTAL / 2), (BEN.to_owned(), TOTAL / 2)]);
    let accounts = client.watch_resources().prefix("example/transaction/account/").after(after);
    let mut commits = accounts.stream().commits();
    let mut seen = 0;
    while seen < 2 * TRANSFERS {
        let CommitItem::Commit { revision, events } = commits.next_item().await? else { continue };
        ensure!(events.len() == 2, "half a transfer was delivered at revision {revision}");
        for event in events {
            let EventPayload::ResourceUpdated(account) = event.payload() else { bail!("an account was closed") };
            balances.insert(event.subject, account.value_as::<Account>()?.balance);
        }
        ensure!(balances.values().sum::<i64>() == TOTAL, "money was made or lost at revision {revision}");
        seen += 1;
    }
    Ok(seen)
}
