//! From what was decided to what is stored and told.

use bytes::Bytes;
use charter_store::{Document, DocumentId, Effects, Write};
use charter_types::{ApprovalStatus, EventType, MissionId, RunEvent, RunId, RunStatus};
use serde::{Serialize, de::DeserializeOwned};

use super::{Work, approval_draft::ApprovalDraft, mission_draft::MissionDraft, run_draft::RunDraft};
use crate::{
    EngineError, approval,
    dispatch::{Class, Group, QueueChange, QueuedRun},
    mission, resource,
    run::{self, documents::QueueEntry},
    status::{StatusEvent, Statuses},
};

/// A commit in the making.
#[derive(Debug, Default)]
struct Finished {
    effects: Effects,
    queue: Vec<QueueChange>,
    statuses: Statuses,
}

impl Work<'_> {
    /// The effects, and what they mean to who waits for runs. The events of approvals come first, then those of runs, those
    /// of items, that of the mission, and the statuses last: whoever has seen a status has seen what it takes in.
    pub(super) fn finish(mut self) -> Result<(Effects, Vec<QueueChange>), EngineError> {
        let mut finished = Finished { statuses: self.read_statuses()?, ..Finished::default() };
        finished.effects.writes = std::mem::take(&mut self.writes);
        for draft in self.approvals.values().filter(|draft| draft.has_changed) {
            self.finish_approval(draft, &mut finished)?;
        }
        self.runs.values_mut().for_each(RunDraft::take_orphans);
        for draft in self.runs.values() {
            self.finish_run(draft, &mut finished)?;
        }
        for (mission_id, draft) in &self.missions {
            if !draft.entries.is_empty() {
                self.finish_mission(mission_id, draft, &mut finished)?;
            }
        }
        let Finished { mut effects, queue, statuses } = finished;
        for (run_id, status) in statuses.runs.iter().filter(|(_, status)| status.as_of == self.revision()) {
            self.write_status(&mut effects, "run", run_id, status)?;
        }
        for (mission_id, status) in statuses.missions.iter().filter(|(_, status)| status.as_of == self.revision()) {
            self.write_status(&mut effects, "mission", mission_id, status)?;
        }
        Ok((effects, queue))
    }

    /// The statuses of what may change, as they are.
    fn read_statuses(&self) -> Result<Statuses, EngineError> {
        let mut statuses = Statuses::default();
        for run_id in self.runs.keys().filter(|run_id| self.reads.has_run(run_id)) {
            if let Some(status) = self.read_status("run", run_id)? {
                statuses.runs.insert(run_id.clone(), status);
            }
        }
        let of_runs = self.runs.values().filter_map(|draft| draft.run.mission_id.as_ref());
        for mission_id in of_runs.chain(self.missions.keys()).filter(|id| self.reads.has_mission(id)) {
            if let Some(status) = self.read_status("mission", mission_id)? {
                statuses.missions.insert(mission_id.clone(), status);
            }
        }
        Ok(statuses)
    }

    fn read_status<T: DeserializeOwned>(&self, kind: &str, id: &str) -> Result<Option<T>, EngineError> {
        let document = self.commit.document(&resource::status_of(&self.author.partition, kind, id));
        document.map(resource::read_value).transpose()
    }

    fn write_status(
        &self,
        effects: &mut Effects,
        kind: &str,
        id: &str,
        status: &impl Serialize,
    ) -> Result<(), EngineError> {
        let document_id = resource::status_of(&self.author.partition, kind, id);
        // What is created in this commit has no status yet, and was not read.
        let is_read = match kind {
            "run" => id.parse::<RunId>().is_ok_and(|run_id| self.reads.has_run(&run_id)),
            _ => id.parse::<MissionId>().is_ok_and(|mission_id| self.reads.has_mission(&mission_id)),
        };
        let current: Option<&Document> = if is_read { self.commit.document(&document_id) } else { None };
        resource::put_status(effects, self.commit, self.author, (document_id, current), status)
    }

    fn finish_approval(&self, draft: &ApprovalDraft, finished: &mut Finished) -> Result<(), EngineError> {
        let (approval, partition) = (&draft.approval, &self.author.partition);
        let body = json(approval)?;
        let id = approval::documents::approval(partition, &approval.approval_id);
        let due_at = approval::documents::due_at(approval);
        let writes = &mut finished.effects.writes;
        writes.push(Write::Put { id, body: body.clone(), due_at });
        let pending = approval::documents::pending(partition, &approval.approval_id);
        if approval.status == ApprovalStatus::Pending {
            writes.push(put(pending, body.clone()));
        } else if draft.before == Some(ApprovalStatus::Pending) {
            writes.push(Write::Delete { id: pending });
        }
        let event_type = if draft.before.is_none() { EventType::ApprovalCreated } else { EventType::ApprovalUpdated };
        finished.effects.events.push(self.author.event("approval", &event_type, &approval.approval_id, body));
        Ok(())
    }

    fn finish_run(&self, draft: &RunDraft, finished: &mut Finished) -> Result<(), EngineError> {
        let (run, partition) = (&draft.run, &self.author.partition);
        if !draft.is_told && draft.records.is_empty() {
            return Ok(());
        }
        for record in &draft.records {
            let data = json(record)?;
            let id = run::documents::record(partition, &run.run_id, record.number.get());
            finished.effects.writes.push(put(id, data.clone()));
            let event = self.author.event("run", &event_type(&record.event), &run.run_id, data);
            finished.effects.events.push(event);
            finished.statuses.take_in(&StatusEvent::Record(record), self.revision());
        }
        if !draft.orphans.is_empty() {
            finished.effects.writes.push(approval::jobs::cancel(partition, &run.run_id, &draft.orphans, self.now())?);
        }
        let body = json(run)?;
        finished.effects.writes.push(put(run::documents::run(partition, &run.run_id), body.clone()));
        if !draft.is_told {
            return Ok(());
        }
        let event_type = if draft.before.is_none() { EventType::RunCreated } else { EventType::RunUpdated };
        finished.effects.events.push(self.author.event("run", &event_type, &run.run_id, body));
        finished.statuses.take_in(&StatusEvent::Run(run), self.revision());
        self.place(draft, finished)
    }

    /// Puts a run where it belongs by its state: into the queue, under its lease, among those that are parked, or nowhere.
    fn place(&self, draft: &RunDraft, finished: &mut Finished) -> Result<(), EngineError> {
        let (run, partition) = (&draft.run, &self.author.partition);
        let writes = &mut finished.effects.writes;
        let was_queued = draft.before == Some(RunStatus::Queued);
        let was_leased = matches!(draft.before, Some(RunStatus::Running | RunStatus::Cancelling));
        let is_leased = matches!(run.status, RunStatus::Running | RunStatus::Cancelling);
        if run.status == RunStatus::Queued {
            let queued = self.queued(draft);
            let QueuedRun { class, group, item_id, at, .. } = queued.clone();
            let body = json(&QueueEntry { class, group, item_id })?;
            writes.push(Write::Put { id: run::documents::queue(partition, &run.run_id), body, due_at: Some(at) });
            finished.queue.push(QueueChange::Queued(queued));
        } else if was_queued {
            writes.push(Write::Delete { id: run::documents::queue(partition, &run.run_id) });
            finished.queue.push(QueueChange::Left { run_id: run.run_id.clone(), rev: self.revision() });
        }
        let parked = run::documents::parked(partition, &run.run_id);
        if run.status == RunStatus::WaitingApproval {
            writes.push(put(parked, Bytes::from_static(b"{}")));
        } else if draft.before == Some(RunStatus::WaitingApproval) {
            writes.push(Write::Delete { id: parked });
        }
        let lease_id = run::documents::lease(partition, &run.run_id);
        if let Some((lease, expires_at)) = &draft.lease {
            writes.push(Write::Put { id: lease_id, body: json(lease)?, due_at: Some(*expires_at) });
        } else if was_leased && !is_leased {
            writes.push(Write::Delete { id: lease_id });
        }
        Ok(())
    }

    fn queued(&self, draft: &RunDraft) -> QueuedRun {
        let run = &draft.run;
        let mut skills = run.skills.clone();
        skills.sort_unstable();
        skills.dedup();
        let item = run
            .mission_id
            .as_ref()
            .zip(run.item_id.as_ref())
            .and_then(|(mission_id, item_id)| self.missions.get(mission_id)?.state.items.get(item_id));
        let not_by = item.filter(|_| run.gate.is_some()).and_then(|item| item.produced_by.clone());
        let group = match &run.mission_id {
            Some(mission_id) => Group::Mission(mission_id.clone()),
            None => Group::Creator(run.created_by.clone()),
        };
        QueuedRun {
            run_id: run.run_id.clone(),
            rev: self.revision(),
            class: Class { role: run.role.clone(), skills, not_by },
            group,
            item_id: run.item_id.clone(),
            at: run.not_before.unwrap_or(self.now()),
        }
    }

    fn finish_mission(
        &self,
        mission_id: &MissionId,
        draft: &MissionDraft,
        finished: &mut Finished,
    ) -> Result<(), EngineError> {
        let (partition, mission) = (&self.author.partition, &draft.state.mission);
        let effects = &mut finished.effects;
        for item in draft.changed.iter().filter_map(|item_id| draft.state.items.get(item_id)) {
            let body = json(item)?;
            let id = mission::documents::item(partition, mission_id, &item.item_id);
            effects.events.push(self.author.event("mission", &EventType::MissionItemUpdated, &id.key, body.clone()));
            effects.writes.push(put(id, body));
        }
        for notice in self.notices.iter().filter(|notice| notice.mission_id == *mission_id) {
            let event = self.author.event("mission", &EventType::MissionNotice, mission_id, json(notice)?);
            effects.events.push(event);
        }
        for entry in &draft.entries {
            let id = mission::documents::history(partition, mission_id, entry.step.get());
            effects.writes.push(put(id, json(entry)?));
        }
        let body = json(mission)?;
        let event_type = if draft.before.is_none() { EventType::MissionCreated } else { EventType::MissionUpdated };
        effects.events.push(self.author.event("mission", &event_type, mission_id, body.clone()));
        effects.writes.push(put(mission::documents::mission(partition, mission_id), body));
        finished.statuses.take_in(&StatusEvent::Mission(mission), self.revision());
        let group = Group::Mission(mission_id.clone());
        finished.queue.push(QueueChange::Allowed { group, places: draft.places(), rev: self.revision() });
        Ok(())
    }
}

fn event_type(event: &RunEvent) -> EventType {
    match event {
        RunEvent::Progress(_) => EventType::RunProgress,
        RunEvent::ToolStarted(_) => EventType::RunToolStarted,
        RunEvent::ToolFinished(_) => EventType::RunToolFinished,
        RunEvent::Usage(_) => EventType::RunUsage,
        _ => EventType::RunLog,
    }
}

fn put(id: DocumentId, body: Bytes) -> Write {
    Write::Put { id, body, due_at: None }
}

fn json(value: &impl Serialize) -> Result<Bytes, EngineError> {
    serde_json::to_vec(value).map(Bytes::from).map_err(|error| EngineError::corrupt("what work came to", &error))
}
