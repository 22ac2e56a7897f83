//! One commit's change of runs and missions.
//!
//! A run that is claimed or ends changes its mission, and what the mission makes of that queues and stops runs: all of it
//! is one commit. A [`Work`] reads what the commit looks at, lets the orchestrator decide, carries its commands out, and
//! becomes the commit's effects: the documents, the events, the statuses, and what changes for who waits for runs.

mod approval_draft;
mod author;
mod commands;
mod commit;
mod finish;
mod mission_draft;
mod reads;
mod run_draft;
mod scope;

use std::collections::BTreeMap;

use charter_orchestrator::{Context, Event, MissionReducer};
use charter_store::{CommitContext, Document, DocumentId, Write};
use charter_types::{
    Approval, ApprovalId, ArtifactId, ArtifactLink, ItemId, LongText, Mission, MissionId, MissionNotice, MissionSpec,
    MissionStep, Revision, Run, RunId, RunLease, RunRecord, Timestamp, WorkItem,
};
use serde_json::Value;

use self::{approval_draft::ApprovalDraft, mission_draft::MissionDraft, run_draft::RunDraft};
use crate::{EngineError, approval, artifact, mission, run};

pub(crate) use author::WorkAuthor;
pub(crate) use commit::Workbench;
pub(crate) use reads::WorkReads;
pub(crate) use run_draft::{Attempt, told as told_lease};
pub(crate) use scope::Scope;

/// Why a decision was not made.
#[derive(Debug)]
pub(crate) enum NotDecided {
    Refused(EngineError),
    /// It is about documents that were not read.
    MoreToRead,
    /// There is nothing to decide (any more).
    Nothing,
}

impl From<EngineError> for NotDecided {
    fn from(error: EngineError) -> Self {
        Self::Refused(error)
    }
}

/// What a commit changes of runs and missions.
pub(crate) struct Work<'c> {
    commit: &'c CommitContext<'c>,
    author: &'c WorkAuthor,
    reducer: &'c dyn MissionReducer,
    reads: &'c WorkReads,
    missions: BTreeMap<MissionId, MissionDraft>,
    runs: BTreeMap<RunId, RunDraft>,
    approvals: BTreeMap<ApprovalId, ApprovalDraft>,
    notices: Vec<MissionNotice>,
    /// Changes of documents that are no runs and no missions.
    writes: Vec<Write>,
}

impl<'c> Work<'c> {
    fn new(
        commit: &'c CommitContext<'c>,
        author: &'c WorkAuthor,
        reducer: &'c dyn MissionReducer,
        reads: &'c WorkReads,
    ) -> Self {
        let (missions, runs, approvals) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { commit, author, reducer, reads, missions, runs, approvals, notices: Vec::new(), writes: Vec::new() }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.commit.time()
    }

    pub(crate) fn revision(&self) -> Revision {
        self.commit.revision()
    }

    /// A document that the commit reads beside runs and missions.
    pub(crate) fn document(&self, id: &DocumentId) -> Option<&'c Document> {
        self.commit.document(id)
    }

    /// The lease of a run that was read.
    pub(crate) fn lease(&self, run_id: &RunId) -> Option<&'c Document> {
        self.commit.document(&run::documents::lease(&self.author.partition, run_id))
    }

    /// What a run says that it has made, which was read too.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] with each place at which there is none of this run.
    pub(crate) fn artifacts_of(&self, run_id: &RunId, ids: &[ArtifactId]) -> Result<Vec<ArtifactLink>, EngineError> {
        artifact::links_of_run(self.commit, &self.author.partition, run_id, ids)
    }

    /// A change of a document that is no run and no mission.
    pub(crate) fn write(&mut self, write: Write) {
        self.writes.push(write);
    }

    /// An approval as it is by now; it was read.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub(crate) fn approval(&mut self, approval_id: &ApprovalId) -> Result<&Approval, NotDecided> {
        Ok(&self.draft_of_approval(approval_id)?.approval)
    }

    /// Somebody asks for an approval.
    pub(crate) fn create_approval(&mut self, approval: Approval) {
        self.approvals.insert(approval.approval_id.clone(), ApprovalDraft::created(approval));
    }

    /// Changes an approval.
    ///
    /// # Errors
    /// As [`Work::approval`].
    pub(crate) fn edit_approval(
        &mut self,
        approval_id: &ApprovalId,
        edit: impl FnOnce(&mut Approval),
    ) -> Result<&Approval, NotDecided> {
        let at = self.at();
        let draft = self.draft_of_approval(approval_id)?;
        edit(draft.edit(at));
        Ok(&draft.approval)
    }

    /// A run as it is by now.
    ///
    /// # Errors
    /// [`EngineError::NotFound`], or that it was not read.
    pub(crate) fn run(&mut self, run_id: &RunId) -> Result<&Run, NotDecided> {
        Ok(&self.draft_of_run(run_id)?.run)
    }

    /// A mission as it is by now.
    ///
    /// # Errors
    /// [`EngineError::NotFound`], or that it was not read.
    pub(crate) fn mission(&mut self, mission_id: &MissionId) -> Result<&Mission, NotDecided> {
        Ok(&self.draft_of_mission(mission_id)?.state.mission)
    }

    /// A mission's item as it is by now, if there is one and it was read.
    ///
    /// # Errors
    /// As [`Work::mission`].
    pub(crate) fn item(&mut self, mission_id: &MissionId, item_id: &ItemId) -> Result<Option<&WorkItem>, NotDecided> {
        Ok(self.draft_of_mission(mission_id)?.state.items.get(item_id))
    }

    /// A mission begins.
    pub(crate) fn create_mission(
        &mut self,
        mission_id: &MissionId,
        spec: &MissionSpec,
        written: Value,
    ) -> Result<MissionStep, NotDecided> {
        let context = self.context();
        let begun = self.reducer.init(mission_id.clone(), spec, &context);
        let step = begun.map_err(|rejection| mission::refusals::rejected(&rejection, "/items"))?;
        let (draft, commands) = MissionDraft::created(step, written, &context);
        let answer = draft.step();
        self.missions.insert(mission_id.clone(), draft);
        self.carry_out(mission_id, commands)?;
        Ok(answer)
    }

    /// Applies an event to a mission and does what comes of it. Nothing has changed when it is refused.
    ///
    /// # Errors
    /// [`EngineError::NotFound`], [`EngineError::Invalid`], [`EngineError::MissionConflict`], or that more has to be
    /// read.
    pub(crate) fn apply(&mut self, mission_id: &MissionId, event: &Event) -> Result<MissionStep, NotDecided> {
        let (reducer, context) = (self.reducer, self.context());
        let written = serde_json::to_value(event).map_err(|error| EngineError::corrupt("an event", &error))?;
        self.draft_of_mission(mission_id)?;
        self.check_neighbours(mission_id, event)?;
        let draft = self.draft_of_mission(mission_id)?;
        let commands = draft
            .apply(reducer, event, written, &context)
            .map_err(|rejection| mission::refusals::rejected(&rejection, "/items"))?;
        let answer = draft.step();
        self.carry_out(mission_id, commands)?;
        Ok(answer)
    }

    /// Queues a run of its own.
    pub(crate) fn create_run(&mut self, run: Run) {
        self.runs.insert(run.run_id.clone(), RunDraft::created(run));
    }

    /// A worker begins an attempt.
    ///
    /// # Errors
    /// As [`Work::run`].
    pub(crate) fn begin(&mut self, run_id: &RunId, attempt: &Attempt) -> Result<RunLease, NotDecided> {
        let at = self.at();
        Ok(self.draft_of_run(run_id)?.begin(attempt, at))
    }

    /// Changes a run otherwise; `edit` gets the draft and the commit's revision and time.
    ///
    /// # Errors
    /// As [`Work::run`].
    pub(crate) fn edit_run(
        &mut self,
        run_id: &RunId,
        edit: impl FnOnce(&mut RunChange<'_>),
    ) -> Result<&Run, NotDecided> {
        let at = self.at();
        let draft = self.draft_of_run(run_id)?;
        edit(&mut RunChange { draft, at });
        Ok(&draft.run)
    }

    fn at(&self) -> (Revision, Timestamp) {
        (self.commit.revision(), self.commit.time())
    }

    fn context(&self) -> Context<'c> {
        Context { now: self.commit.time(), actor: &self.author.principal, revision: self.commit.revision() }
    }

    fn draft_of_run(&mut self, run_id: &RunId) -> Result<&mut RunDraft, NotDecided> {
        if !self.runs.contains_key(run_id) {
            if !self.reads.has_run(run_id) {
                return Err(NotDecided::MoreToRead);
            }
            let id = run::documents::run(&self.author.partition, run_id);
            let run = run::documents::read_run(self.commit, &id)?.ok_or_else(|| run::refusals::no_run(run_id))?;
            self.runs.insert(run_id.clone(), RunDraft::new(run));
        }
        self.runs.get_mut(run_id).ok_or(NotDecided::MoreToRead)
    }

    fn draft_of_approval(&mut self, approval_id: &ApprovalId) -> Result<&mut ApprovalDraft, NotDecided> {
        if !self.approvals.contains_key(approval_id) {
            let id = approval::documents::approval(&self.author.partition, approval_id);
            let document = self.commit.document(&id).ok_or_else(|| approval::refusals::no_approval(approval_id))?;
            let approval = approval::documents::read(document, "an approval")?;
            self.approvals.insert(approval_id.clone(), ApprovalDraft::new(approval));
        }
        self.approvals.get_mut(approval_id).ok_or(NotDecided::MoreToRead)
    }

    fn draft_of_mission(&mut self, mission_id: &MissionId) -> Result<&mut MissionDraft, NotDecided> {
        if !self.missions.contains_key(mission_id) {
            let draft = self.read_mission(mission_id)?;
            self.missions.insert(mission_id.clone(), draft);
        }
        self.missions.get_mut(mission_id).ok_or(NotDecided::MoreToRead)
    }

    /// # Errors
    /// [`NotDecided::MoreToRead`] when an item has another run than it had when it was looked.
    fn read_mission(&self, mission_id: &MissionId) -> Result<MissionDraft, NotDecided> {
        if !self.reads.has_mission(mission_id) {
            return Err(NotDecided::MoreToRead);
        }
        let partition = &self.author.partition;
        let document = self.commit.document(&mission::documents::mission(partition, mission_id));
        let document = document.ok_or_else(|| mission::refusals::no_mission(mission_id))?;
        let mission = mission::documents::read_mission(document)?;
        let mut items = BTreeMap::new();
        for item_id in self.reads.items(mission_id) {
            let id = mission::documents::item(partition, mission_id, item_id);
            let Some(item) = mission::documents::read_item(self.commit, &id)? else { continue };
            if item.run_id.as_ref().is_some_and(|run_id| !self.reads.has_run(run_id)) {
                return Err(NotDecided::MoreToRead);
            }
            items.insert(item_id.clone(), item);
        }
        Ok(MissionDraft::new(mission, items))
    }

    /// # Errors
    /// [`NotDecided::MoreToRead`] when items have come to depend on these since it was looked.
    fn check_neighbours(&mut self, mission_id: &MissionId, event: &Event) -> Result<(), NotDecided> {
        let (reducer, reads) = (self.reducer, self.reads);
        let items = &self.draft_of_mission(mission_id)?.state.items;
        let neighbours = reducer.neighbours(event, items);
        let needed = neighbours
            .iter()
            .chain(reducer.involved(event).iter())
            .all(|item_id| items.contains_key(item_id) || reads.has_item(mission_id, item_id));
        if needed { Ok(()) } else { Err(NotDecided::MoreToRead) }
    }

    fn notice(&mut self, mission_id: &MissionId, text: LongText) {
        self.notices.push(MissionNotice::new(mission_id.clone(), text, self.commit.time()));
    }
}

/// A run in a commit, to be changed.
pub(crate) struct RunChange<'a> {
    draft: &'a mut RunDraft,
    at: (Revision, Timestamp),
}

impl RunChange<'_> {
    /// The run is to stop: at once when nobody is at it.
    pub(crate) fn stop(&mut self, reason: Option<LongText>) {
        self.draft.stop(reason, self.at);
    }

    /// The run waits for a worker, again.
    pub(crate) fn queue(&mut self, not_before: Option<Timestamp>) {
        self.draft.queue(not_before, self.at);
    }

    /// The run has asked for an approval.
    pub(crate) fn ask(&mut self, approval_id: &ApprovalId) {
        self.draft.ask(approval_id, self.at);
    }

    /// An approval that the run has asked for has come to its end.
    pub(crate) fn close(&mut self, approval_id: &ApprovalId) {
        self.draft.close(approval_id, self.at);
    }

    /// The run gives its lease up until an approval is decided.
    pub(crate) fn park(&mut self, approval_id: &ApprovalId) {
        self.draft.park(approval_id, self.at);
    }

    /// The run has come to its end; what it has come to can be added.
    pub(crate) fn end(&mut self, status: charter_types::RunStatus) -> &mut Run {
        self.draft.end(status, self.at)
    }

    /// An attempt has failed. What comes of the run is to be decided.
    pub(crate) fn fail(&mut self, class: charter_types::RunFailureClass, detail: Option<LongText>) {
        self.draft.fail(class, detail, self.at);
    }

    /// The run reports something.
    pub(crate) fn report(&mut self, by: &charter_types::Principal, event: charter_types::RunEvent) {
        let run = self.draft.edit(self.at);
        run.records = run_draft::next(run.records);
        if let charter_types::RunEvent::Usage(usage) = &event {
            run.usage = crate::status::with_usage(&run.usage, usage.tokens, usage.cost_micros);
        }
        let record = RunRecord::new(run.run_id.clone(), run.records, self.at.1, by.clone(), run.attempt, event);
        self.draft.records.push(record);
    }
}
