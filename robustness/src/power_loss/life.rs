use std::{path::Path, process::ExitStatus, time::Duration};

use anyhow::Context;
use fastrand::Rng;
use tokio::time::timeout;

use super::{load::Load, scene::Scene, tally::Tally};
use crate::{
    load::{Account, Logged, Survey, Viewer, check},
    machine::{Machine, Moment, Sabotage, Start, store_file},
    seed,
};

/// How long to wait for a moment that is counted in operations of the disk. When it does not come, the power goes.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a server without a disk may go on, to see whether it acknowledges what it cannot have written.
const WITHOUT_DISK: Duration = Duration::from_millis(100);

/// One disk, everything that was written to it, and everything that was promised.
#[derive(Debug)]
pub(super) struct Life {
    machine: Machine,
    is_sabotaged: bool,
    random: Rng,
    account: Account,
    shown: Vec<Logged>,
    token: Option<String>,
    store_id: Option<String>,
    /// The revision of the last survey.
    revision: u64,
    /// How many scenes were played, to name the writers.
    scenes: usize,
}

impl Life {
    pub(super) fn begin(binary: &Path, seed: u64, sabotage: Option<Sabotage>) -> anyhow::Result<Self> {
        Ok(Self {
            machine: Machine::new(binary, sabotage)?,
            is_sabotaged: sabotage.is_some(),
            random: seed::random(seed, 2),
            account: Account::default(),
            shown: Vec::new(),
            token: None,
            store_id: None,
            revision: 0,
            scenes: 0,
        })
    }

    /// Lets the disk break a promise, as soon as there is something to lose by it.
    ///
    /// # Errors
    /// When the server does not start on it.
    pub(super) async fn sabotage(&mut self, sabotage: Sabotage) -> anyhow::Result<()> {
        if sabotage == Sabotage::IgnoreFsync {
            // Without its key the server would not even start after a cut.
            self.machine.start_ready().await?;
        }
        self.machine.disk().sabotage(sabotage);
        self.is_sabotaged = true;
        if sabotage == Sabotage::IgnoreDirectorySync {
            self.machine.start_ready().await?;
        }
        Ok(())
    }

    pub(super) fn account(&self) -> &Account {
        &self.account
    }

    /// Plays a scene up to its power cut, and looks at what is there afterwards. The server runs then.
    ///
    /// # Errors
    /// When it cannot be played.
    pub(super) async fn play(&mut self, scene: Scene, tally: &mut Tally) -> anyhow::Result<Vec<String>> {
        self.scenes += 1;
        let moment = scene.moment(&mut self.random);
        let mut findings = match scene {
            Scene::FirstStart | Scene::Restart => self.start_until(moment, scene).await?,
            Scene::Load | Scene::Checkpoint => self.load_until(moment, scene).await?,
            Scene::Stop => self.stop_until(moment, scene).await?,
            Scene::AfterCrash => {
                let mut findings = self.load_until(moment, scene).await?;
                self.machine.crash().await?;
                findings.extend(self.look(tally).await?);
                findings
            }
        };
        if findings.is_empty() {
            tally.cut(scene, &self.machine);
            let unsynced = scene.unsynced(&mut self.random);
            self.machine.lose_power(unsynced, self.random.fork()).await?;
            let left = self.machine.copy_data()?;
            findings.extend(self.look(tally).await?);
            if !findings.is_empty() && !self.is_sabotaged {
                findings.insert(0, format!("what the power cut left is kept in {}", left.keep().display()));
            }
        }
        Ok(findings.into_iter().map(|finding| format!("{moment:?}: {finding}")).collect())
    }

    /// Stops the server in good order.
    ///
    /// # Errors
    /// When it cannot be stopped.
    pub(super) async fn end(mut self) -> anyhow::Result<Vec<String>> {
        let stopped = self.machine.stop().await?.context("the power went in the last stop")?;
        let failed = (!stopped.success()).then(|| format!("the last stop ended with {stopped}"));
        Ok(failed.into_iter().chain(store_file::read(&self.machine)?.damage).collect())
    }

    /// The power goes in a start, or in the first writes after it.
    async fn start_until(&mut self, moment: Moment, scene: Scene) -> anyhow::Result<Vec<String>> {
        self.machine.kill().await?;
        self.machine.disk().cut_power_at(moment);
        match self.machine.start().await? {
            Start::Ready => self.load(scene).await,
            Start::PowerLost => Ok(Vec::new()),
            Start::Ended(status) => Ok(vec![self.ended(status)]),
        }
    }

    async fn load_until(&mut self, moment: Moment, scene: Scene) -> anyhow::Result<Vec<String>> {
        self.machine.disk().cut_power_at(moment);
        self.load(scene).await
    }

    async fn stop_until(&mut self, moment: Moment, scene: Scene) -> anyhow::Result<Vec<String>> {
        const WRITES_BEFORE: usize = 20;
        let mut load = self.begin_load(scene)?;
        load.acknowledges(WRITES_BEFORE).await?;
        load.server_may_stop();
        self.machine.disk().cut_power_at(moment);
        let stopped = self.machine.stop().await?;
        self.machine.disk().cut_power();
        self.machine.kill().await?;
        let written = load.into_written().await;
        self.account.attempts.extend(written.attempts);
        let failed = stopped.filter(|status| !status.success());
        let failed = failed.map(|status| format!("the server stopped with {status}: {}", self.machine.log_end()));
        Ok(written.findings.into_iter().chain(failed).collect())
    }

    /// Writes until the power goes, and looks at a live stream meanwhile.
    async fn load(&mut self, scene: Scene) -> anyhow::Result<Vec<String>> {
        // The power can go at the very first request.
        let viewer = Viewer::open(&self.machine.client()?, self.revision).await.ok();
        let mut load = self.begin_load(scene)?;
        let mut power_is_off = self.machine.disk().power_is_off();
        // Otherwise it goes now.
        let _ = timeout(PATIENCE, power_is_off.wait_for(|is_off| *is_off)).await;
        self.machine.disk().cut_power();
        load.end_within(WITHOUT_DISK).await;
        self.machine.kill().await?;
        let written = load.into_written().await;
        self.account.attempts.extend(written.attempts);
        if let Some(viewer) = viewer {
            self.shown.extend(viewer.into_shown().await);
        }
        Ok(written.findings)
    }

    fn begin_load(&mut self, scene: Scene) -> anyhow::Result<Load> {
        let name = format!("{}-{}", scene.name().replace(' ', "-"), self.scenes);
        let power_is_off = self.machine.disk().power_is_off();
        Ok(Load::begin(&self.machine.client()?, &name, scene.sizes(), &mut self.random, &power_is_off))
    }

    /// Starts the server, and compares what it has with everything that was promised.
    async fn look(&mut self, tally: &mut Tally) -> anyhow::Result<Vec<String>> {
        let file = store_file::read(&self.machine)?;
        if let Start::Ended(status) = self.machine.start().await? {
            return Ok(file.damage.into_iter().chain([self.ended(status)]).collect());
        }
        let token = self.machine.token()?;
        let survey = match Survey::take(&self.machine.client()?).await {
            Ok(survey) => survey,
            Err(error) => return Ok(vec![format!("the server does not tell what it has: {error:#}")]),
        };
        let mut findings: Vec<String> = file.damage.into_iter().collect();
        if file.revision.unwrap_or_default() != survey.revision.cast_signed() {
            let (stored, shown) = (file.revision, survey.revision);
            findings.push(format!("the files have revision {stored:?}, and the server shows {shown}"));
        }
        if self.token.as_ref().is_some_and(|before| *before != token) {
            findings.push("the operator's token is another than before".to_owned());
        }
        if self.store_id.as_ref().is_some_and(|before| *before != survey.store_id) {
            findings.push("the store's id is another than before".to_owned());
        }
        if survey.revision < self.revision {
            findings.push(format!("the store was at revision {}, and is at {}", self.revision, survey.revision));
        }
        findings.extend(check(&self.account, &self.shown, &survey));
        tally.looked(&self.account, &survey, self.shown.len());
        self.account.resolve(&survey);
        self.shown.clear();
        (self.token, self.store_id, self.revision) = (Some(token), Some(survey.store_id), survey.revision);
        Ok(findings)
    }

    fn ended(&self, status: ExitStatus) -> String {
        format!("the server does not start any more: {status}: {}", self.machine.log_end())
    }
}
