use std::{future::Future, sync::Arc};

use charter_auth::ReceiptKeyring;
use charter_orchestrator::DefaultReducer;
use charter_store::Store;
use charter_types::{Clock, StoreId, StoreInfo, Versions};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    Approvals, Artifacts, EngineError, Events, Missions, Resources, RetentionOptions, Runs, StreamOptions,
    SweepOptions,
    approval::{ApprovalExpiry, OrphanedApprovals},
    artifact::Sweep,
    commit::Committer,
    dispatch::Dispatcher,
    due_alarm::DueAlarm,
    expiry::{EndingTogether, Expiry, RecordExpiry},
    mission::Chores,
    resource::ResourceExpiry,
    retention,
    run::{self, LeaseExpiry},
    work::Workbench,
};

/// How an engine behaves.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// The version of the contract that the server keeps, for [`Engine::info`].
    pub contract_version: String,
    /// How much history is kept.
    pub retention: RetentionOptions,
    /// How streams behave.
    pub streams: StreamOptions,
    /// When files go that no artifact has.
    pub sweep: SweepOptions,
    /// What receipts are signed with.
    pub receipt_keys: Arc<ReceiptKeyring>,
}

impl EngineOptions {
    /// The defaults, for a server that keeps this version of the contract and signs with these keys.
    pub fn new(contract_version: impl Into<String>, receipt_keys: ReceiptKeyring) -> Self {
        Self {
            contract_version: contract_version.into(),
            retention: RetentionOptions::default(),
            streams: StreamOptions::default(),
            sweep: SweepOptions::default(),
            receipt_keys: Arc::new(receipt_keys),
        }
    }
}

/// The domain, running on a store. Clones are the same engine.
#[derive(Clone)]
pub struct Engine {
    store: Arc<dyn Store>,
    store_id: StoreId,
    contract_version: Arc<str>,
    resources: Resources,
    missions: Missions,
    runs: Runs,
    artifacts: Artifacts,
    approvals: Approvals,
    events: Events,
    closing_streams: CancellationToken,
    stopping: CancellationToken,
    tasks: TaskTracker,
}

impl Engine {
    /// What runs beside the requests for as long as the engine does.
    const TASKS: usize = 5;

    /// Starts the engine's tasks on the current runtime. [`Engine::shutdown`] stops them.
    ///
    /// # Errors
    /// [`EngineError::Store`] when the store does not tell what it is.
    pub async fn start(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        options: EngineOptions,
    ) -> Result<Self, EngineError> {
        let store_id = contract_id(&store.status().await?.store_id);
        let due_alarm = Arc::new(DueAlarm::default());
        let committer = Committer::new(Arc::clone(&store), Arc::clone(&due_alarm));
        let closing_streams = CancellationToken::new();
        let workbench = Workbench {
            store: Arc::clone(&store),
            committer: committer.clone(),
            reducer: Arc::new(DefaultReducer),
            dispatcher: Dispatcher::default(),
        };
        run::load_queue(&workbench, clock.now()).await?;
        let runs = Runs::new(store_id.clone(), workbench.clone(), Arc::clone(&clock), closing_streams.clone());
        let approvals = Approvals::new(store_id.clone(), workbench.clone(), options.receipt_keys);
        let engine = Self {
            resources: Resources::new(Arc::clone(&store), store_id.clone(), committer.clone()),
            missions: Missions::new(store_id.clone(), workbench.clone()),
            runs: runs.clone(),
            approvals: approvals.clone(),
            artifacts: Artifacts::new(Arc::clone(&store), store_id.clone(), committer.clone(), &options.sweep),
            events: Events::new(
                Arc::clone(&store),
                store_id.clone(),
                Arc::clone(&clock),
                options.streams,
                closing_streams.clone(),
            ),
            store,
            store_id,
            contract_version: options.contract_version.into(),
            closing_streams,
            stopping: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        let store = Arc::clone(&engine.store);
        let expiry = Expiry {
            store: Arc::clone(&store),
            clock: Arc::clone(&clock),
            due_alarm,
            collections: vec![
                Arc::new(EndingTogether { committer: committer.clone(), expiring: Arc::new(ResourceExpiry) }),
                Arc::new(EndingTogether { committer, expiring: Arc::new(RecordExpiry) }),
                Arc::new(LeaseExpiry(runs)),
                Arc::new(ApprovalExpiry(approvals.clone())),
                Arc::new(OrphanedApprovals(approvals)),
                Arc::new(Chores { workbench: workbench.clone(), artifacts: engine.artifacts.clone() }),
            ],
        };
        let sweep =
            Sweep { artifacts: engine.artifacts.clone(), clock: Arc::clone(&clock), interval: options.sweep.interval };
        // As many as `TASKS`.
        engine.spawn(|stopping| sweep.run(stopping));
        engine.spawn(|stopping| expiry.run(stopping));
        engine.spawn(|stopping| run::run_queue(workbench.dispatcher, Arc::clone(&clock), stopping));
        engine.spawn(|stopping| engine.events.clone().run_hub(stopping));
        engine.spawn(|stopping| retention::run(store, clock, options.retention, stopping));
        Ok(engine)
    }

    fn spawn<F: Future<Output = ()> + Send + 'static>(&self, task: impl FnOnce(CancellationToken) -> F) {
        self.tasks.spawn(task(self.stopping.clone()));
    }

    /// The operations on resources.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// The operations on missions.
    pub fn missions(&self) -> &Missions {
        &self.missions
    }

    /// The operations on runs.
    pub fn runs(&self) -> &Runs {
        &self.runs
    }

    /// The operations on artifacts.
    pub fn artifacts(&self) -> &Artifacts {
        &self.artifacts
    }

    /// The operations on approvals.
    pub fn approvals(&self) -> &Approvals {
        &self.approvals
    }

    /// The streams of what happened.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// What the store is, how far it has come, and what is running.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn info(&self) -> Result<StoreInfo, EngineError> {
        let status = self.store.status().await?;
        let versions = Versions::new(
            self.contract_version.as_ref().to_owned(),
            env!("CARGO_PKG_VERSION").to_owned(),
            status.format_version,
        );
        Ok(StoreInfo::new(self.store_id.clone(), status.revision, status.oldest_revision, versions))
    }

    /// Whether the engine can work: its tasks run, and the store answers.
    ///
    /// # Errors
    /// [`EngineError::NotRunning`] or [`EngineError::Store`] when it cannot.
    pub async fn health(&self) -> Result<(), EngineError> {
        if self.tasks.len() < Self::TASKS {
            return Err(EngineError::NotRunning);
        }
        self.store.status().await?;
        Ok(())
    }

    /// Ends all streams with a `closing` frame, also those that begin later. Everything else goes on, so that what is
    /// in flight can be finished before [`Engine::shutdown`].
    pub fn close_streams(&self) {
        self.closing_streams.cancel();
    }

    /// Ends all streams, stops the tasks and closes the store. Commits that were begun are finished.
    ///
    /// # Errors
    /// [`EngineError::Store`] when the store could not be closed properly.
    pub async fn shutdown(&self) -> Result<(), EngineError> {
        self.close_streams();
        self.stopping.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        Ok(self.store.close().await?)
    }
}

fn contract_id(id: &charter_store::StoreId) -> StoreId {
    id.to_string().parse().expect("a UUID in its hyphenated form is a store id of the contract")
}
