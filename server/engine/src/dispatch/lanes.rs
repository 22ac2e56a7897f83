use std::collections::{BTreeMap, BTreeSet, HashMap};

use charter_types::{Capability, ItemId, MissionId, Principal, Revision, Role, RunId, Timestamp};
use serde::{Deserialize, Serialize};

/// What a worker has to be to get a run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Class {
    /// What it claims.
    pub(crate) role: Role,
    /// What it can do; ascending.
    pub(crate) skills: Vec<Capability>,
    /// Who it must not be, because the run judges their work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_by: Option<Principal>,
}

/// Who takes turns with others: a mission, or somebody who queues runs without one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Group {
    Mission(MissionId),
    Creator(Principal),
}

/// A run that waits for a worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueuedRun {
    pub(crate) run_id: RunId,
    /// The revision that queued it.
    pub(crate) rev: Revision,
    pub(crate) class: Class,
    pub(crate) group: Group,
    /// The work item that it is for.
    pub(crate) item_id: Option<ItemId>,
    /// From when on it may be claimed; also its place in the queue.
    pub(crate) at: Timestamp,
}

/// Who claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claimer {
    pub(crate) principal: Principal,
    pub(crate) roles: Vec<Role>,
    pub(crate) skills: Vec<Capability>,
    pub(crate) mission_id: Option<MissionId>,
}

impl Claimer {
    /// Whether the run would suit the worker, were there a place for it.
    pub(super) fn suits(&self, run: &QueuedRun) -> bool {
        self.wants(&run.group) && self.fits(&run.class)
    }

    fn fits(&self, class: &Class) -> bool {
        self.roles.contains(&class.role)
            && class.skills.iter().all(|skill| self.skills.contains(skill))
            && class.not_by.as_ref() != Some(&self.principal)
    }

    fn wants(&self, group: &Group) -> bool {
        self.mission_id.as_ref().is_none_or(|wanted| matches!(group, Group::Mission(id) if id == wanted))
    }
}

/// The runs of one partition that wait, so arranged that the next for a worker is found without looking at the others.
///
/// A lane holds the runs of one class and one group in the order in which they may be claimed. Of the lanes that fit, the
/// one comes next whose group was served longest ago.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    classes: BTreeMap<Class, ClassLanes>,
    groups: HashMap<Group, GroupState>,
    runs: HashMap<RunId, QueuedRun>,
    turns: u64,
}

#[derive(Debug, Default)]
struct ClassLanes {
    /// The groups that may be served, the one that was served longest ago first.
    turns: BTreeSet<(u64, Group)>,
    lanes: HashMap<Group, BTreeSet<(Timestamp, RunId)>>,
}

#[derive(Debug)]
struct GroupState {
    /// The revision of what is known of it.
    rev: Revision,
    /// How many more runs of it may be under way.
    places: u64,
    /// When it was served last, in turns.
    served: u64,
    /// The classes that it has lanes in.
    classes: BTreeSet<Class>,
}

impl Lanes {
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// A run waits; what was known of it before counts no more, unless it is newer.
    pub(super) fn insert(&mut self, run: QueuedRun) {
        if self.runs.get(&run.run_id).is_some_and(|known| known.rev >= run.rev) {
            return;
        }
        self.take_out(&run.run_id.clone());
        // A group that is new gets its turn now, not before all others: it could come back empty again and again.
        let turns = self.turns;
        let group = self.groups.entry(run.group.clone()).or_insert_with(|| GroupState {
            rev: Revision::ZERO,
            places: u64::MAX,
            served: turns,
            classes: BTreeSet::new(),
        });
        group.classes.insert(run.class.clone());
        let lanes = self.classes.entry(run.class.clone()).or_default();
        if group.places > 0 {
            lanes.turns.insert((group.served, run.group.clone()));
        }
        lanes.lanes.entry(run.group.clone()).or_default().insert((run.at, run.run_id.clone()));
        self.runs.insert(run.run_id.clone(), run);
    }

    /// A run does not wait any more since this revision.
    pub(super) fn remove(&mut self, run_id: &RunId, rev: Revision) {
        if self.runs.get(run_id).is_some_and(|known| known.rev <= rev) {
            self.take_out(run_id);
        }
    }

    /// So many more runs of a group may be under way; answers whether there were none and now are. What waits for nothing
    /// is not remembered.
    pub(super) fn allow(&mut self, group: &Group, places: u64, rev: Revision) -> bool {
        let Some(known) = self.groups.get(group).filter(|known| known.rev < rev) else { return false };
        let opens = known.places == 0 && places > 0;
        self.edit_group(group, |state| {
            state.rev = rev;
            state.places = places;
        });
        opens
    }

    /// Takes the next run for a worker out, and a place of its group; tells since when the places of the group are known.
    pub(super) fn take(&mut self, claimer: &Claimer) -> Option<(QueuedRun, Revision)> {
        let run_id = match &claimer.mission_id {
            None => self.next_in_turn(claimer)?,
            Some(mission_id) => self.next_of(claimer, &Group::Mission(mission_id.clone()))?,
        };
        let known_since = self.groups.get(&self.runs.get(&run_id)?.group)?.rev;
        let run = self.take_out(&run_id)?;
        self.turns += 1;
        let served = self.turns;
        self.edit_group(&run.group, |state| {
            state.served = served;
            state.places = state.places.saturating_sub(1);
        });
        Some((run, known_since))
    }

    /// A place that was taken is not used; answers whether there was none and now is. What has become known of the group
    /// since then tells of its places as they are, this one included.
    pub(super) fn return_place(&mut self, group: &Group, known_since: Revision) -> bool {
        let Some(known) = self.groups.get(group).filter(|known| known.rev == known_since) else { return false };
        let opens = known.places == 0;
        self.edit_group(group, |state| state.places = state.places.saturating_add(1));
        opens
    }

    fn next_in_turn(&self, claimer: &Claimer) -> Option<RunId> {
        let fitting = self.classes.iter().filter(|(class, _)| claimer.fits(class));
        let next = fitting.filter_map(|(_, lanes)| Some((lanes.turns.first()?, lanes)));
        let ((_, group), lanes) = next.min_by_key(|(turn, _)| *turn)?;
        lanes.first_of(group)
    }

    fn next_of(&self, claimer: &Claimer, group: &Group) -> Option<RunId> {
        let state = self.groups.get(group).filter(|state| state.places > 0)?;
        let fitting = state.classes.iter().filter(|class| claimer.fits(class));
        fitting.filter_map(|class| self.classes.get(class)?.first_of(group)).next()
    }

    fn take_out(&mut self, run_id: &RunId) -> Option<QueuedRun> {
        let run = self.runs.remove(run_id)?;
        let lanes = self.classes.get_mut(&run.class)?;
        let lane = lanes.lanes.get_mut(&run.group)?;
        lane.remove(&(run.at, run_id.clone()));
        if lane.is_empty() {
            lanes.lanes.remove(&run.group);
            if let Some(group) = self.groups.get_mut(&run.group) {
                lanes.turns.remove(&(group.served, run.group.clone()));
                group.classes.remove(&run.class);
                if group.classes.is_empty() {
                    self.groups.remove(&run.group);
                }
            }
            if lanes.lanes.is_empty() {
                self.classes.remove(&run.class);
            }
        }
        Some(run)
    }

    /// Changes what is known of a group, and its turns with it.
    fn edit_group(&mut self, group: &Group, edit: impl FnOnce(&mut GroupState)) {
        let Some(state) = self.groups.get_mut(group) else { return };
        let before = (state.served, group.clone());
        edit(state);
        let after = (state.served, group.clone());
        for class in &state.classes {
            let Some(lanes) = self.classes.get_mut(class) else { continue };
            lanes.turns.remove(&before);
            if state.places > 0 {
                lanes.turns.insert(after.clone());
            }
        }
    }
}

impl ClassLanes {
    fn first_of(&self, group: &Group) -> Option<RunId> {
        self.lanes.get(group)?.first().map(|(_, run_id)| run_id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSIONS: [&str; 2] = ["0197f3f0-0000-7000-8000-000000000001", "0197f3f0-0000-7000-8000-000000000002"];

    fn revision(number: u64) -> Revision {
        Revision::new(number).unwrap()
    }

    fn group(mission: usize) -> Group {
        Group::Mission(MissionId::new(MISSIONS[mission]).unwrap())
    }

    fn run(mission: usize, number: u64, role: &str) -> QueuedRun {
        QueuedRun {
            run_id: RunId::new(format!("{}.{number:08}", MISSIONS[mission])).unwrap(),
            rev: revision(1),
            class: Class { role: role.parse().unwrap(), skills: Vec::new(), not_by: None },
            group: group(mission),
            item_id: None,
            at: Timestamp::from_unix_ms(i64::try_from(number).unwrap()),
        }
    }

    fn claimer(roles: &[&str]) -> Claimer {
        Claimer {
            principal: "agent:ada".parse().unwrap(),
            roles: roles.iter().map(|role| role.parse().unwrap()).collect(),
            skills: Vec::new(),
            mission_id: None,
        }
    }

    fn taken(lanes: &mut Lanes, claimer: &Claimer) -> Option<(usize, u64)> {
        let (run, _) = lanes.take(claimer)?;
        let mission = usize::from(run.group == group(1));
        Some((mission, u64::try_from(run.at.unix_ms()).unwrap()))
    }

    #[test]
    fn missions_take_turns_however_much_each_has() {
        let mut lanes = Lanes::default();
        for number in 1..=4 {
            lanes.insert(run(0, number, "specialist"));
        }
        lanes.insert(run(1, 1, "specialist"));
        lanes.insert(run(1, 2, "tester"));
        let worker = claimer(&["specialist", "tester"]);
        let order: Vec<_> = std::iter::from_fn(|| taken(&mut lanes, &worker)).collect();
        assert_eq!(order, [(0, 1), (1, 1), (0, 2), (1, 2), (0, 3), (0, 4)]);
        assert!(lanes.is_empty() && lanes.classes.is_empty() && lanes.groups.is_empty());
    }

    #[test]
    fn a_mission_has_no_more_under_way_than_it_may() {
        let mut lanes = Lanes::default();
        for number in 1..=3 {
            lanes.insert(run(0, number, "specialist"));
        }
        lanes.allow(&group(0), 1, revision(2));
        let worker = claimer(&["specialist"]);
        assert_eq!(taken(&mut lanes, &worker), Some((0, 1)));
        assert_eq!(taken(&mut lanes, &worker), None);
        lanes.allow(&group(0), 5, revision(1));
        assert_eq!(taken(&mut lanes, &worker), None, "what is older is not heeded");
        lanes.allow(&group(0), 1, revision(3));
        assert_eq!(taken(&mut lanes, &worker), Some((0, 2)));
    }

    #[test]
    fn a_place_that_is_not_used_is_there_for_the_next() {
        let mut lanes = Lanes::default();
        for number in 1..=3 {
            lanes.insert(run(0, number, "specialist"));
        }
        lanes.allow(&group(0), 1, revision(2));
        let worker = claimer(&["specialist"]);
        let (taken_out, known_since) = lanes.take(&worker).unwrap();
        assert!(lanes.take(&worker).is_none());
        assert!(lanes.return_place(&group(0), known_since));
        lanes.insert(taken_out);
        let (_, known_since) = lanes.take(&worker).unwrap();
        // What has become known since then counts the place already.
        lanes.allow(&group(0), 1, revision(3));
        assert!(!lanes.return_place(&group(0), known_since));
        assert!(lanes.take(&worker).is_some() && lanes.take(&worker).is_none());
    }

    #[test]
    fn a_worker_gets_what_it_can_do_and_did_not_do_itself() {
        let mut lanes = Lanes::default();
        let mut skilled = run(0, 1, "specialist");
        skilled.class.skills = vec!["rust".parse().unwrap()];
        let mut judged = run(0, 2, "reviewer");
        judged.class.not_by = Some("agent:ada".parse().unwrap());
        lanes.insert(skilled);
        lanes.insert(judged);
        let mut worker = claimer(&["specialist", "reviewer"]);
        assert_eq!(taken(&mut lanes, &worker), None);
        worker.skills.push("rust".parse().unwrap());
        assert_eq!(taken(&mut lanes, &worker), Some((0, 1)));
        worker.principal = "agent:bob".parse().unwrap();
        worker.mission_id = Some(MissionId::new(MISSIONS[1]).unwrap());
        assert_eq!(taken(&mut lanes, &worker), None);
        worker.mission_id = Some(MissionId::new(MISSIONS[0]).unwrap());
        assert_eq!(taken(&mut lanes, &worker), Some((0, 2)));
    }

    #[test]
    fn what_is_learned_late_changes_nothing_newer() {
        let mut lanes = Lanes::default();
        let mut again = run(0, 1, "specialist");
        again.rev = revision(12);
        lanes.insert(again.clone());
        lanes.remove(&again.run_id, revision(11));
        lanes.insert(run(0, 1, "tester"));
        assert_eq!(lanes.take(&claimer(&["specialist"])).map(|(run, _)| run.rev), Some(revision(12)));
        lanes.insert(again.clone());
        lanes.remove(&again.run_id, revision(13));
        assert!(lanes.is_empty());
    }
}
