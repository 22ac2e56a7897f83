//! The whole run: every case behind a proxy of its own, one after the other or a few at a time.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use futures::StreamExt;
use serde_json::Value;

use crate::{
    behaviours::{self, Behaviour, Context, OwnServer},
    cases::{Case, CaseResult, Kind},
    contract::Contract,
    coverage::Coverage,
    deployment::{Deployment, SettableClock},
    examples::{self, DEMO_PREFIX, Example},
    known_failures::{self, KnownFailure},
    programs::{self, Program, Surroundings},
    proxy::{Proxy, Record, Upstream},
    release::Release,
    wire::{Client, Failure, TransportError},
};

/// How long one case may take.
const PATIENCE: Duration = Duration::from_secs(180);
/// How many behaviours run at the same time. They wait most of the time, and disturb one another as tenants would.
const BEHAVIOURS_AT_ONCE: usize = 4;

const NEEDS_ROOT_KEY: &str = "it acts as other principals, for which it needs --root-key-file";

/// Why the suite cannot run.
#[derive(Debug, thiserror::Error)]
pub enum SuiteError {
    /// A list that the suite was built with is broken.
    #[error("the embedded list of {what} does not have its format")]
    Embedded {
        /// What it lists.
        what: &'static str,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// A proxy cannot be started.
    #[error("the checking proxy cannot be started")]
    Proxy(#[source] io::Error),
    /// The server cannot be talked to.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The folder with the programs cannot be read.
    #[error("the example programs in {} cannot be read", folder.display())]
    Programs {
        /// The folder.
        folder: PathBuf,
        /// What happened.
        #[source]
        source: io::Error,
    },
}

/// What to run.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The families; all when it is empty.
    pub families: BTreeSet<String>,
    /// The cases by their names; all when it is empty. Then coverage is not asked for.
    pub only: BTreeSet<String>,
    /// The folder with the example programs; `None` leaves them out.
    pub programs: Option<PathBuf>,
    /// The folder with the built programs; that of the suite itself when it is left out.
    pub built_programs: Option<PathBuf>,
    /// Where random choices start.
    pub seed: u64,
}

/// What a run has shown.
#[derive(Debug)]
pub struct Report {
    /// Every case, in the order of the run.
    pub results: Vec<CaseResult>,
    /// What was exercised.
    pub coverage: Coverage,
    /// The families that were asked for.
    pub families: BTreeSet<String>,
    /// Whether everything that is stable has to be exercised.
    pub coverage_required: bool,
    /// What the server says of its versions.
    pub server_versions: Value,
    /// Where random choices started.
    pub seed: u64,
}

/// One run of the suite against one server.
pub struct Suite<'a> {
    contract: Arc<Contract>,
    examples: Vec<Example>,
    /// Behaviours belong to this suite's own contract.
    with_behaviours: bool,
    deployment: &'a Deployment,
    selection: Selection,
    known: Vec<KnownFailure>,
    run_id: String,
}

impl<'a> Suite<'a> {
    /// Everything that this suite was built with.
    ///
    /// # Errors
    /// When an embedded list is broken.
    pub fn new(contract: Contract, deployment: &'a Deployment, selection: Selection) -> Result<Self, SuiteError> {
        let examples = examples::published();
        let examples = examples.map_err(|source| SuiteError::Embedded { what: "examples", source })?;
        let known = known_failures::listed();
        let known = known.map_err(|source| SuiteError::Embedded { what: "known failures", source })?;
        let run_id = uuid::Uuid::now_v7().simple().to_string();
        Ok(Self { contract: Arc::new(contract), examples, with_behaviours: true, deployment, selection, known, run_id })
    }

    /// What a release has published: its examples and programs, with its contract.
    ///
    /// # Errors
    /// When an embedded list is broken.
    pub fn of_release(release: Release, deployment: &'a Deployment, selection: Selection) -> Result<Self, SuiteError> {
        let suite = Self::new(release.contract, deployment, selection)?;
        Ok(Self { examples: release.examples, with_behaviours: false, ..suite })
    }

    /// The contract that is checked.
    pub fn contract(&self) -> &Contract {
        &self.contract
    }

    /// Runs everything that was selected; tells each result as soon as it is there.
    ///
    /// # Errors
    /// When the suite itself cannot run. What the server does wrong is in the report.
    pub async fn run(&self, mut tell: impl FnMut(&CaseResult)) -> Result<Report, SuiteError> {
        let mut report = Report {
            results: Vec::new(),
            coverage: Coverage::default(),
            families: self.families(),
            // A later server may take what an example shows to be refused.
            coverage_required: self.selection.only.is_empty() && !self.contract.may_have_grown(),
            server_versions: self.deployment.versions().await?,
            seed: self.selection.seed,
        };
        self.run_examples(&mut report, &mut tell).await?;
        if self.with_behaviours {
            self.run_behaviours(&mut report, &mut tell).await?;
        }
        self.run_programs(&mut report, &mut tell).await?;
        Ok(report)
    }

    fn families(&self) -> BTreeSet<String> {
        if !self.selection.families.is_empty() {
            return self.selection.families.clone();
        }
        self.contract.families().into_iter().map(str::to_owned).collect()
    }

    fn selects(&self, family: &str, id: &str) -> bool {
        let (families, only) = (&self.selection.families, &self.selection.only);
        (families.is_empty() || families.contains(family)) && (only.is_empty() || only.contains(id))
    }

    async fn run_examples(&self, report: &mut Report, tell: &mut impl FnMut(&CaseResult)) -> Result<(), SuiteError> {
        let all: BTreeMap<&str, &Example> =
            self.examples.iter().map(|example| (example.id.as_str(), example)).collect();
        let housekeeping = self.proxy(Upstream::new(&self.deployment.url)?).await?;
        let housekeeper = Client::new(&housekeeping.url(), Some(&self.deployment.token))?;
        for example in &self.examples {
            let operation = self.contract.operation(&example.operation);
            let family = operation.map_or_else(String::new, |operation| operation.family.clone());
            if self.selects(&family, &example.id) {
                let case = Case::new(Kind::Example, &example.id, &family, &example.sentence);
                let plan = examples::plan(&all, example).map_err(Failure::new);
                let is_others = plan.as_ref().is_ok_and(examples::Plan::needs_other_principals);
                if is_others && self.deployment.minter.is_none() {
                    self.close((case.skipped(NEEDS_ROOT_KEY), Record::default()), report, tell);
                    continue;
                }
                let proxy = self.proxy(Upstream::new(&self.deployment.url)?).await?;
                let outcome = match plan {
                    Ok(plan) => self.run_example(&plan, &housekeeper, &proxy).await,
                    Err(failure) => Err(failure),
                };
                self.close(case.end(outcome, proxy.finish().await), report, tell);
            }
        }
        if self.selection.only.is_empty() {
            let sentence = "What the suite itself does between the examples is as the contract says.";
            let case = Case::new(Kind::Example, "housekeeping", "suite", sentence);
            let outcome = housekeeper.delete_below(DEMO_PREFIX).await;
            // It shows nothing that was published, so it does not count as coverage.
            let (result, _) = case.end(outcome, housekeeping.finish().await);
            self.close((result, Record::default()), report, tell);
        }
        Ok(())
    }

    async fn run_example(&self, plan: &examples::Plan<'_>, housekeeper: &Client, proxy: &Proxy) -> Result<(), Failure> {
        let run = async {
            housekeeper.delete_below(DEMO_PREFIX).await.map_err(|failure| failure.during("cleaning up before"))?;
            let client = Client::new(&proxy.url(), None)?;
            let run_id = uuid::Uuid::now_v7().simple().to_string();
            let sender = examples::Sender {
                contract: &self.contract,
                client: &client,
                own_token: &self.deployment.token,
                minter: self.deployment.minter.as_ref(),
                run_id: &run_id,
            };
            examples::run(&sender, plan).await
        };
        within_patience(run).await
    }

    async fn run_behaviours(&self, report: &mut Report, tell: &mut impl FnMut(&CaseResult)) -> Result<(), SuiteError> {
        let registry = behaviours::registry();
        let registry = registry.map_err(|source| SuiteError::Embedded { what: "behaviours", source })?;
        let mut selected: Vec<Behaviour> =
            registry.into_iter().filter(|behaviour| self.selects(&behaviour.family, &behaviour.id)).collect();
        selected.sort_by(|a, b| a.family.cmp(&b.family));
        let runs = futures::stream::iter(&selected).map(|behaviour| self.run_behaviour(behaviour));
        let mut runs = std::pin::pin!(runs.buffered(BEHAVIOURS_AT_ONCE));
        while let Some(ended) = runs.next().await {
            self.close(ended?, report, tell);
        }
        Ok(())
    }

    async fn run_behaviour(&self, behaviour: &Behaviour) -> Result<(CaseResult, Record), SuiteError> {
        let case = Case::new(Kind::Behaviour, &behaviour.id, &behaviour.family, &behaviour.sentence);
        let own_server = match (behaviour.own_server, &self.deployment.binary) {
            (false, _) if behaviour.other_principals && self.deployment.minter.is_none() => {
                return Ok((case.skipped(NEEDS_ROOT_KEY), Record::default()));
            }
            (false, _) => None,
            (true, None) => return Ok((case.skipped("it needs a server that the suite may kill"), Record::default())),
            (true, _) if behaviour.own_clock && !SettableClock::is_there() => {
                return Ok((
                    case.skipped("it sets a server's clock, for which it needs libfaketime"),
                    Record::default(),
                ));
            }
            (true, Some(binary)) => match OwnServer::start(binary.clone(), behaviour.own_clock).await {
                Ok(server) => Some(server),
                Err(failure) => return Ok(case.end(Err(failure), Record::default())),
            },
        };
        let upstream = match &own_server {
            Some(server) => server.upstream(),
            None => Upstream::new(&self.deployment.url)?,
        };
        let proxy = self.proxy(upstream).await?;
        let token = own_server.as_ref().map_or(&self.deployment.token, |server| &server.token).clone();
        let url = own_server.as_ref().map_or(&self.deployment.url, |server| &server.url);
        let context = Context {
            client: Client::new(&proxy.url(), Some(&token))?,
            server_authority: Client::new(url, None)?.authority().to_owned(),
            prefix: format!("conformance-{}/{}/", self.run_id, behaviour.id),
            token,
            minter: self.deployment.minter.clone().filter(|_| behaviour.other_principals),
            seed: self.selection.seed,
            own_server,
        };
        let outcome = match behaviours::check(&behaviour.id) {
            Some(check) => within_patience(check(&context)).await,
            None => Err(Failure::new("the suite has no check of this name")),
        };
        let ended = case.end(outcome, proxy.finish().await);
        if context.own_server.is_none() {
            // What stays behind would only be in the way of a person; the case has its outcome already.
            let _ = self.deployment.client()?.delete_below(&context.prefix).await;
        }
        Ok(ended)
    }

    async fn run_programs(&self, report: &mut Report, tell: &mut impl FnMut(&CaseResult)) -> Result<(), SuiteError> {
        let Some(folder) = &self.selection.programs else { return Ok(()) };
        let programs = programs::find(folder);
        let programs = programs.map_err(|source| SuiteError::Programs { folder: folder.clone(), source })?;
        // A program uses many families, so that it belongs to none.
        let wanted = |program: &&Program| self.selection.families.is_empty() && self.selects("", &program.id);
        for program in programs.iter().filter(wanted) {
            let case = Case::new(Kind::Program, &program.id, "all", &program.sentence);
            let proxy = self.proxy(Upstream::new(&self.deployment.url)?).await?;
            let (url, token_file) = (proxy.url(), self.deployment.token_file.as_path());
            let (server, programs) = (self.deployment.binary.as_deref(), self.selection.built_programs.as_deref());
            let surroundings = Surroundings { url: &url, token_file, server, programs };
            let outcome = program.run(&surroundings).await;
            self.close(case.end(outcome, proxy.finish().await), report, tell);
        }
        Ok(())
    }

    async fn proxy(&self, upstream: Upstream) -> Result<Proxy, SuiteError> {
        Proxy::start(Arc::clone(&self.contract), upstream).await.map_err(SuiteError::Proxy)
    }

    fn close(&self, ended: (CaseResult, Record), report: &mut Report, tell: &mut impl FnMut(&CaseResult)) {
        let (mut result, record) = ended;
        known_failures::apply(&self.known, &mut result);
        report.coverage.add(result.kind, &record);
        tell(&result);
        report.results.push(result);
    }
}

async fn within_patience(run: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let timeout = |_| Failure::new(format!("it was not done after {} seconds", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, run).await.unwrap_or_else(|elapsed| Err(timeout(elapsed)))
}
