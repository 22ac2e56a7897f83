use charter_store::{CommitContext, Document, DocumentId, Store};
use charter_types::{Artifact, Epoch, ItemId, MissionId, Partition, Principal, Run, RunId, Timestamp};

use super::{documents::read, writer::ArtifactWriter};
use crate::{
    EngineError,
    fingerprint::Fingerprint,
    mission,
    run::{self, Holder},
};

/// Whom an artifact is made for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ArtifactOwner {
    /// Nobody but who makes it.
    #[default]
    Nobody,
    /// A mission, or one of its work items.
    Mission {
        /// Which mission.
        mission_id: MissionId,
        /// Which of its work items.
        item_id: Option<ItemId>,
    },
    /// A run, by who has its lease.
    Run {
        /// Which run.
        run_id: RunId,
        /// By which claim.
        epoch: Epoch,
    },
}

impl ArtifactOwner {
    /// The owner that a request names.
    ///
    /// # Errors
    /// [`EngineError::Invalid`], with `place` in front of the member's name, when what it names does not go together.
    pub fn of_request(
        place: &str,
        run: Option<RunId>,
        epoch: Option<Epoch>,
        mission_id: Option<MissionId>,
        item_id: Option<ItemId>,
    ) -> Result<Self, EngineError> {
        let refused = |member: &str, message: &str| Err(EngineError::invalid(format!("{place}/{member}"), message));
        match (run, epoch, mission_id, item_id) {
            (Some(run_id), Some(epoch), None, None) => Ok(Self::Run { run_id, epoch }),
            (Some(_), None, ..) => refused("epoch", "is required with `run_id`"),
            (None, Some(_), ..) => refused("run_id", "is required with `epoch`"),
            (Some(_), Some(_), Some(_), _) => refused("mission_id", "is that of the run: leave it out"),
            (Some(_), Some(_), None, Some(_)) => refused("item_id", "is that of the run: leave it out"),
            (None, None, None, Some(_)) => refused("mission_id", "is required with `item_id`"),
            (None, None, None, None) => Ok(Self::Nobody),
            (None, None, Some(mission_id), item_id) => Ok(Self::Mission { mission_id, item_id }),
        }
    }

    /// The documents that tell whether there is the owner.
    pub(super) fn reads(&self, partition: &Partition) -> Vec<DocumentId> {
        match self {
            Self::Nobody => Vec::new(),
            Self::Mission { mission_id, item_id } => {
                let item = item_id.as_ref().map(|item_id| mission::documents::item(partition, mission_id, item_id));
                [mission::documents::mission(partition, mission_id)].into_iter().chain(item).collect()
            }
            Self::Run { run_id, .. } => {
                vec![run::documents::run(partition, run_id), run::documents::lease(partition, run_id)]
            }
        }
    }

    /// Refuses early what [`own`](Self::own) would refuse when all bytes are there.
    ///
    /// # Errors
    /// [`EngineError::LeaseLost`] or [`EngineError::Store`].
    pub(super) async fn check(
        &self,
        store: &dyn Store,
        partition: &Partition,
        principal: &Principal,
    ) -> Result<(), EngineError> {
        let Self::Run { run_id, epoch } = self else { return Ok(()) };
        let run = store.get(&run::documents::run(partition, run_id)).await?;
        let lease = store.get(&run::documents::lease(partition, run_id)).await?;
        let holder = Holder { run_id: run_id.clone(), epoch: *epoch, principal: principal.clone() };
        // Whether its time is over is looked at when the bytes are there.
        let heard_at = lease.as_ref().map(|lease| lease.updated_at);
        held_run(&holder, (run.as_ref(), lease.as_ref()), heard_at).map(drop)
    }

    /// Makes the owner known to an artifact.
    ///
    /// # Errors
    /// [`EngineError::LeaseLost`], or [`EngineError::Invalid`], with `place` in front of the member's name, when there is
    /// no such owner.
    pub(super) fn own(
        &self,
        context: &CommitContext<'_>,
        writer: &ArtifactWriter,
        place: &str,
        artifact: &mut Artifact,
    ) -> Result<(), EngineError> {
        let ArtifactWriter { partition, principal, .. } = writer;
        match self {
            Self::Nobody => {}
            Self::Mission { mission_id, item_id } => {
                let is_there = |id: &DocumentId| context.document(id).is_some();
                if !is_there(&mission::documents::mission(partition, mission_id)) {
                    return Err(EngineError::invalid(format!("{place}/mission_id"), "there is no such mission"));
                }
                let item = item_id.as_ref().map(|item_id| mission::documents::item(partition, mission_id, item_id));
                if !item.as_ref().is_none_or(is_there) {
                    return Err(EngineError::invalid(format!("{place}/item_id"), "the mission has no such work item"));
                }
                artifact.mission_id = Some(mission_id.clone());
                artifact.item_id = item_id.clone();
            }
            Self::Run { run_id, epoch } => {
                let run = context.document(&run::documents::run(partition, run_id));
                let lease = context.document(&run::documents::lease(partition, run_id));
                let holder = Holder { run_id: run_id.clone(), epoch: *epoch, principal: principal.clone() };
                let run = held_run(&holder, (run, lease), Some(context.time()))?;
                artifact.run_id = Some(run.run_id);
                artifact.epoch = Some(*epoch);
                artifact.mission_id = run.mission_id;
                artifact.item_id = run.item_id;
            }
        }
        Ok(())
    }

    /// What equal requests have in common.
    pub(super) fn fingerprint(&self, request: Fingerprint) -> Fingerprint {
        match self {
            Self::Nobody => request.text("nobody"),
            Self::Mission { mission_id, item_id } => {
                request.text("mission").text(mission_id).optional(item_id.as_deref())
            }
            Self::Run { run_id, epoch } => request.text("run").text(run_id).text(&epoch.get().to_string()),
        }
    }
}

/// The run, if the holder has it at that time.
///
/// # Errors
/// [`EngineError::LeaseLost`], also when there is no such run.
fn held_run(
    holder: &Holder,
    (run, lease): (Option<&Document>, Option<&Document>),
    now: Option<Timestamp>,
) -> Result<Run, EngineError> {
    let lost = || EngineError::LeaseLost { run_id: holder.run_id.clone(), epoch: holder.epoch };
    let (run, lease, now) = (run.ok_or_else(lost)?, lease.ok_or_else(lost)?, now.ok_or_else(lost)?);
    let run: Run = read(run, "a run")?;
    if holder.has(&run, lease, now) { Ok(run) } else { Err(lost()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_go_together_is_refused_with_its_place() {
        let (run, mission) = ("0197a3c4-6f00-7000-8000-000000000011", "0197a3c4-6f00-7000-8000-000000000012");
        let run: Option<RunId> = Some(run.parse().unwrap());
        let mission: Option<MissionId> = Some(mission.parse().unwrap());
        let epoch = Some(Epoch::MIN);
        let item: Option<ItemId> = Some("draw".parse().unwrap());
        let refused = |owner: Result<ArtifactOwner, EngineError>| owner.unwrap_err().to_string();
        let of = |run, epoch, mission, item| ArtifactOwner::of_request("query", run, epoch, mission, item);
        assert!(refused(of(run.clone(), None, None, None)).contains("query/epoch"));
        assert!(refused(of(None, epoch, None, None)).contains("query/run_id"));
        assert!(refused(of(run.clone(), epoch, mission.clone(), None)).contains("query/mission_id"));
        assert!(refused(of(run.clone(), epoch, None, item.clone())).contains("query/item_id"));
        assert!(refused(of(None, None, None, item.clone())).contains("query/mission_id"));
        assert!(of(run, epoch, None, None).is_ok() && of(None, None, mission, item).is_ok());
    }
}
