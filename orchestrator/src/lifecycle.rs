//! The lifecycles of missions and work items: every move there is. Nothing moves but along these tables.

use charter_types::{ItemStatus, MissionStatus};

/// Defines the triggers of a lifecycle: how the tables write them, and what becomes of whatever they move.
macro_rules! triggers {
    ($(#[$meta:meta])* pub enum $name:ident { $($variant:ident = $word:literal, $what:literal, $doc:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = $doc] $variant,)*
        }

        impl $name {
            /// As the table writes it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// What it makes of what it moves, in a word or two: "it cannot be …".
            pub const fn what(self) -> &'static str {
                match self {
                    $(Self::$variant => $what,)*
                }
            }

            const fn doc(self) -> &'static str {
                match self {
                    $(Self::$variant => $doc,)*
                }
            }
        }
    };
}

/// Reads `From --(Trigger)--> To;` as rows.
macro_rules! table {
    ($state:ident, $trigger:ident: $($from:ident --($by:ident)--> $to:ident;)*) => {
        &[$(($state::$from, $trigger::$by, $state::$to),)*]
    };
}

triggers! {
    /// What moves a work item.
    pub enum ItemTrigger {
        DependenciesDone = "dependencies_done", "begun", "All that it depends on is done.";
        DependencyFailed = "dependency_failed", "blocked", "Something that it depends on failed or was cancelled.";
        DependencyRevived = "dependency_revived", "unblocked", "Nothing that it depends on is failed or cancelled any more.";
        RunStarted = "run_started", "started", "A worker has claimed its run.";
        Succeeded = "succeeded", "finished", "Its run has succeeded: on to its first gate, or done without one.";
        Failed = "failed", "failed", "Its run has failed for good.";
        Requeued = "requeued", "queued again", "Its run has failed or was stopped, and there is another attempt.";
        Passed = "passed", "passed", "It has passed the gate: on to the next, or done.";
        SentBack = "sent_back", "sent back", "It has not passed the gate, and there is another attempt.";
        AttemptsUsedUp = "attempts_used_up", "sent back", "It has not passed the gate, and that was the last attempt.";
        Parked = "parked", "parked", "Its worker waits for an approval.";
        Decided = "decided", "decided", "The approval was decided.";
        Cancelled = "cancelled", "cancelled", "It is not to be done any more.";
        Retried = "retried", "retried", "It is to be done after all.";
    }
}

triggers! {
    /// What moves a mission.
    pub enum MissionTrigger {
        Paused = "paused", "paused", "Somebody wished it.";
        BudgetReached = "budget_reached", "paused", "A budget is used up.";
        Stuck = "stuck", "paused", "No item is left that could go on.";
        Resumed = "resumed", "resumed", "Somebody wished it, and no budget is used up.";
        CancelRequested = "cancel_requested", "cancelled", "Somebody wished it: at once when no run is under way.";
        LastRunEnded = "last_run_ended", "cancelled", "No run is under way any more.";
        AllRequiredDone = "all_required_done", "completed", "Every required item is done.";
    }
}

impl ItemTrigger {
    /// Whether the item's run goes on with it.
    pub(crate) const fn keeps_run(self) -> bool {
        matches!(self, Self::RunStarted | Self::Requeued | Self::Parked | Self::Decided)
    }
}

/// A row of the items' table: from, by, to.
pub type ItemMove = (ItemStatus, ItemTrigger, ItemStatus);

/// A row of the missions' table: from, by, to.
pub type MissionMove = (MissionStatus, MissionTrigger, MissionStatus);

/// Every move of a work item. An item begins as `pending`.
pub static ITEM_MOVES: &[ItemMove] = table! { ItemStatus, ItemTrigger:
    Pending         --(DependenciesDone)-->  Ready;
    Pending         --(DependencyFailed)-->  Blocked;
    Blocked         --(DependencyRevived)--> Pending;
    Ready           --(RunStarted)-->        Running;
    Rework          --(RunStarted)-->        Running;
    Running         --(Succeeded)-->         InReview;
    Running         --(Succeeded)-->         InTest;
    Running         --(Succeeded)-->         Done;
    Running         --(Failed)-->            Failed;
    Running         --(Requeued)-->          Ready;
    InReview        --(Passed)-->            InTest;
    InReview        --(Passed)-->            Done;
    InReview        --(SentBack)-->          Rework;
    InReview        --(AttemptsUsedUp)-->    Failed;
    InReview        --(Failed)-->            Failed;
    InTest          --(Passed)-->            Done;
    InTest          --(SentBack)-->          Rework;
    InTest          --(AttemptsUsedUp)-->    Failed;
    InTest          --(Failed)-->            Failed;
    Running         --(Parked)-->            WaitingApproval;
    WaitingApproval --(Decided)-->           Ready;
    Pending         --(Cancelled)-->         Cancelled;
    Ready           --(Cancelled)-->         Cancelled;
    Running         --(Cancelled)-->         Cancelled;
    InReview        --(Cancelled)-->         Cancelled;
    InTest          --(Cancelled)-->         Cancelled;
    Rework          --(Cancelled)-->         Cancelled;
    WaitingApproval --(Cancelled)-->         Cancelled;
    Blocked         --(Cancelled)-->         Cancelled;
    Failed          --(Retried)-->           Pending;
    Failed          --(Retried)-->           Ready;
    Cancelled       --(Retried)-->           Pending;
    Cancelled       --(Retried)-->           Ready;
};

/// Every move of a mission. A mission begins as `running`.
pub static MISSION_MOVES: &[MissionMove] = table! { MissionStatus, MissionTrigger:
    Running    --(Paused)-->          Paused;
    Running    --(BudgetReached)-->   Paused;
    Running    --(Stuck)-->           Paused;
    Paused     --(Resumed)-->         Running;
    Running    --(CancelRequested)--> Cancelling;
    Running    --(CancelRequested)--> Cancelled;
    Paused     --(CancelRequested)--> Cancelling;
    Paused     --(CancelRequested)--> Cancelled;
    Cancelling --(LastRunEnded)-->    Cancelled;
    Running    --(AllRequiredDone)--> Completed;
    Paused     --(AllRequiredDone)--> Completed;
};

/// Whether an item may move so.
pub fn item_may(from: &ItemStatus, by: ItemTrigger, to: &ItemStatus) -> bool {
    ITEM_MOVES.iter().any(|(state, trigger, next)| state == from && *trigger == by && next == to)
}

/// Whether a mission may move so.
pub fn mission_may(from: &MissionStatus, by: MissionTrigger, to: &MissionStatus) -> bool {
    MISSION_MOVES.iter().any(|(state, trigger, next)| state == from && *trigger == by && next == to)
}

/// Both tables as a page of Markdown.
pub fn markdown() -> String {
    let items = ITEM_MOVES.iter().map(|(from, by, to)| row(from.as_str(), by.as_str(), to.as_str(), by.doc()));
    let missions = MISSION_MOVES.iter().map(|(from, by, to)| row(from.as_str(), by.as_str(), to.as_str(), by.doc()));
    let mut page = String::from("# Lifecycles\n\nEvery move there is, from `orchestrator/src/lifecycle.rs`.\n");
    section(&mut page, "Missions", "A mission begins as `running`; `completed` and `cancelled` are final.", missions);
    section(&mut page, "Work items", "An item begins as `pending`; `done` is final.", items);
    page
}

fn section(page: &mut String, title: &str, about: &str, rows: impl Iterator<Item = String>) {
    page.push_str(&format!("\n## {title}\n\n{about}\n\n| from | by | to | |\n| --- | --- | --- | --- |\n"));
    page.extend(rows);
}

fn row(from: &str, by: &str, to: &str, doc: &str) -> String {
    format!("| `{from}` | {by} | `{to}` | {doc} |\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_tables_are_those_of_the_source() {
        let published =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/LIFECYCLE.md")).unwrap_or_default();
        let expected = markdown();
        assert!(published == expected, "LIFECYCLE.md has to be:\n{expected}");
    }

    #[test]
    fn no_row_is_there_twice() {
        for (index, row) in ITEM_MOVES.iter().enumerate() {
            assert!(!ITEM_MOVES[..index].contains(row), "{row:?}");
        }
        for (index, row) in MISSION_MOVES.iter().enumerate() {
            assert!(!MISSION_MOVES[..index].contains(row), "{row:?}");
        }
    }

    #[test]
    fn what_is_final_is_never_left() {
        assert!(ITEM_MOVES.iter().all(|(from, ..)| *from != ItemStatus::Done));
        let is_final = |status: &MissionStatus| matches!(status, MissionStatus::Completed | MissionStatus::Cancelled);
        assert!(MISSION_MOVES.iter().all(|(from, ..)| !is_final(from)));
    }

    #[test]
    fn every_state_is_reached_from_the_first() {
        let mut items = vec![ItemStatus::Pending];
        let mut missions = vec![MissionStatus::Running];
        for _ in 0..ITEM_MOVES.len() {
            for (from, _, to) in ITEM_MOVES {
                if items.contains(from) && !items.contains(to) {
                    items.push(to.clone());
                }
            }
            for (from, _, to) in MISSION_MOVES {
                if missions.contains(from) && !missions.contains(to) {
                    missions.push(to.clone());
                }
            }
        }
        assert_eq!((items.len(), missions.len()), (11, 5));
    }
}
