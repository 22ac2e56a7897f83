use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use futures::future::{FutureExt as _, LocalBoxFuture};
use tokio::{task::JoinSet, time::timeout};

use super::{Connection, Work};
use crate::{
    measure::{Latencies, Meter, Round, Side},
    servers::Target,
};

/// How long the last answers of a round may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a number of requests may take.
const PREPARATION: Duration = Duration::from_secs(240);

/// When a round is over.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// Nothing is asked after this time.
    Time(Duration),
    /// Each connection has asked as often.
    Requests(u64),
}

/// Connections that each send one request after the other. They stay open from round to round.
#[derive(Debug)]
pub struct Crew<W> {
    pid: u32,
    members: Vec<Member<W>>,
}

#[derive(Debug)]
struct Member<W> {
    connection: Connection,
    work: W,
}

impl<W: Work> Crew<W> {
    /// A connection for each work.
    ///
    /// # Errors
    /// When the server does not take them.
    pub async fn connect(target: &Target, works: Vec<W>) -> Result<Self> {
        let mut members = Vec::with_capacity(works.len());
        for work in works {
            members.push(Member { connection: Connection::open(target.address).await?, work });
        }
        Ok(Self { pid: target.pid, members })
    }

    /// # Errors
    /// When a connection breaks, an answer is wrong or does not come.
    pub async fn run(&mut self, until: Until) -> Result<Round> {
        let mut tasks = JoinSet::new();
        let meter = Meter::start(self.pid)?;
        for member in self.members.drain(..) {
            tasks.spawn(member.run(until));
        }
        let longest = match until {
            Until::Time(time) => time + PATIENCE,
            Until::Requests(_) => PREPARATION,
        };
        let collected = timeout(longest, self.collect(tasks)).await;
        let (counted, latencies) = collected.context("some requests were not sent or not answered")??;
        let (elapsed, cpu) = meter.stop()?;
        Ok(Round { counted, elapsed, cpu, latencies })
    }

    async fn collect(&mut self, mut tasks: JoinSet<Result<(Member<W>, u64, Latencies)>>) -> Result<(u64, Latencies)> {
        let (mut counted, mut latencies) = (0, Latencies::default());
        while let Some(outcome) = tasks.join_next().await {
            let (member, its_counted, its_latencies) = outcome.context("a connection's task failed")??;
            self.members.push(member);
            counted += its_counted;
            latencies.append(its_latencies);
        }
        Ok((counted, latencies))
    }
}

impl<W: Work> Side for Crew<W> {
    fn measure(&mut self, time: Duration) -> LocalBoxFuture<'_, Result<Round>> {
        self.run(Until::Time(time)).boxed_local()
    }
}

impl<W: Work> Member<W> {
    async fn run(mut self, until: Until) -> Result<(Self, u64, Latencies)> {
        let (mut asked, mut counted, mut latencies) = (0, 0, Latencies::default());
        let began = Instant::now();
        let mut now = began;
        let goes_on = |asked, now: Instant| match until {
            Until::Time(time) => now.duration_since(began) < time,
            Until::Requests(requests) => asked < requests,
        };
        while goes_on(asked, now) {
            self.work.ready().await;
            let answer = self.connection.exchange(self.work.request()).await?;
            counted += u64::from(self.work.answered(&answer)?);
            asked += 1;
            let answered = Instant::now();
            latencies.push(answered.duration_since(now));
            now = answered;
        }
        Ok((self, counted, latencies))
    }
}
