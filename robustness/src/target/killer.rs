use std::time::Duration;

use anyhow::Context;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use super::{Moment, Target};

/// How long to wait for acknowledgements that decide the moment of a kill.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a server was killed, by the kind of moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kills {
    /// Some time after it was ready.
    pub after_time: usize,
    /// Right after acknowledgements.
    pub after_acknowledgements: usize,
    /// While it started.
    pub in_start_up: usize,
}

impl Kills {
    /// Altogether.
    pub fn total(&self) -> usize {
        self.after_time + self.after_acknowledgements + self.in_start_up
    }

    /// These and others.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            after_time: self.after_time + other.after_time,
            after_acknowledgements: self.after_acknowledgements + other.after_acknowledgements,
            in_start_up: self.in_start_up + other.in_start_up,
        }
    }
}

/// Kills the server `kills` times and starts it again each time at once. `acknowledged` counts the acknowledged writes
/// of the load that goes on meanwhile. The server runs before and after.
///
/// # Errors
/// When it does not start again, or acknowledges nothing.
pub async fn kill_repeatedly(
    target: &mut Target,
    kills: usize,
    mut random: fastrand::Rng,
    mut acknowledged: watch::Receiver<u64>,
) -> anyhow::Result<Kills> {
    let mut done = Kills::default();
    while done.total() < kills {
        match Moment::choose(&mut random) {
            Moment::AfterTime(time) => {
                sleep(time).await;
                done.after_time += 1;
            }
            Moment::AfterAcknowledgements(count) => {
                let enough = *acknowledged.borrow_and_update() + count;
                let waited = timeout(PATIENCE, acknowledged.wait_for(|so_far| *so_far >= enough)).await;
                waited.context("a server that is up acknowledges nothing")?.context("the writers are gone")?;
                done.after_acknowledgements += 1;
            }
            Moment::InStartUp(time) => {
                // The one that runs has to go first, and that is a kill too.
                target.kill().await?;
                done.after_time += 1;
                if done.total() < kills {
                    target.start_and_kill(time).await?;
                    done.in_start_up += 1;
                }
                target.start().await?;
                continue;
            }
        }
        target.kill().await?;
        target.start().await?;
    }
    Ok(done)
}
