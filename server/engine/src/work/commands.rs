//! What a mission wants done, done.

use charter_store::Write;
use charter_types::{Count, MissionCommand, MissionId, Run, RunStatus, RunTotals, StartRun};

use super::{NotDecided, Work, run_draft::RunDraft};
use crate::mission::jobs::{self, Job};

impl Work<'_> {
    pub(super) fn carry_out(
        &mut self,
        mission_id: &MissionId,
        commands: Vec<MissionCommand>,
    ) -> Result<(), NotDecided> {
        for command in commands {
            match command {
                MissionCommand::StartRun(start) => self.start_run(mission_id, start)?,
                MissionCommand::CancelRun(cancel) => {
                    let at = self.at();
                    self.draft_of_run(&cancel.run_id)?.stop(None, at);
                }
                MissionCommand::ScheduleTimer(timer) => self.put_job(mission_id, Job::Look, timer.at)?,
                MissionCommand::PersistArtifact(_) => self.put_job(mission_id, Job::Summary, self.now())?,
                MissionCommand::EmitNotice(notice) => self.notice(mission_id, notice.text),
            }
        }
        if self.draft_of_mission(mission_id)?.has_come_to_its_end() {
            self.put_job(mission_id, Job::StopRuns, self.now())?;
        }
        Ok(())
    }

    pub(super) fn put_job(
        &mut self,
        mission_id: &MissionId,
        job: Job,
        at: charter_types::Timestamp,
    ) -> Result<(), NotDecided> {
        let id = jobs::document(&self.author.partition, mission_id, job, at);
        self.writes.push(Write::Put { id, body: jobs::body(job)?, due_at: Some(at) });
        Ok(())
    }

    /// Queues a run: a new one, or one of which an attempt has ended.
    fn start_run(&mut self, mission_id: &MissionId, start: StartRun) -> Result<(), NotDecided> {
        let at = self.at();
        if self.runs.contains_key(&start.run_id) || self.reads.has_run(&start.run_id) {
            let draft = self.draft_of_run(&start.run_id)?;
            draft.run.role = start.role;
            draft.run.skills = start.skills;
            draft.queue(start.not_before, at);
            return Ok(());
        }
        let creator = self.author.principal.clone();
        let mission = self.draft_of_mission(mission_id)?;
        let item = mission.state.items.get(&start.item_id).ok_or(NotDecided::MoreToRead)?;
        let none = Count::MIN;
        let mut run = Run::new(
            start.run_id,
            item.title.clone(),
            start.role,
            start.skills,
            RunStatus::Queued,
            none,
            none,
            none,
            RunTotals::new(none, none),
            none,
            at.0,
            at.1,
            creator,
            at.1,
        );
        run.mission_id = Some(mission_id.clone());
        run.item_id = Some(start.item_id);
        run.gate = start.gate;
        run.labels = mission.state.mission.labels.clone();
        run.not_before = start.not_before;
        run.time_limit_ms = item.time_limit_ms;
        self.runs.insert(run.run_id.clone(), RunDraft::created(run));
        Ok(())
    }
}
