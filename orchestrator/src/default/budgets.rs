//! What a mission may use, and whether it has used it.

use charter_types::{Mission, PauseReason, Timestamp};

/// How often an item may be tried when the mission does not say.
const DEFAULT_ATTEMPTS: u64 = 3;

/// A budget that pauses its mission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Budget {
    Runs,
    Tokens,
    Cost,
    WallTime,
    Deadline,
}

impl Budget {
    /// As the contract's `PauseReason` says it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::Tokens => "tokens",
            Self::Cost => "cost",
            Self::WallTime => "wall_time",
            Self::Deadline => "deadline",
        }
    }
}

impl From<Budget> for PauseReason {
    fn from(budget: Budget) -> Self {
        Self::from(budget.as_str())
    }
}

/// The first budget that is used up.
pub(super) fn reached(mission: &Mission, now: Timestamp) -> Option<Budget> {
    let (budgets, usage) = (&mission.budgets, &mission.usage);
    let used_up = [
        (Budget::Runs, budgets.runs.is_some_and(|most| usage.runs >= most)),
        (Budget::Tokens, budgets.tokens.is_some_and(|most| usage.tokens >= most)),
        (Budget::Cost, budgets.cost_micros.is_some_and(|most| usage.cost_micros >= most)),
        (Budget::WallTime, wall_end(mission).is_some_and(|end| now >= end)),
        (Budget::Deadline, budgets.deadline.is_some_and(|end| now >= end)),
    ];
    used_up.into_iter().find_map(|(budget, is_used_up)| is_used_up.then_some(budget))
}

/// When the mission's time is up.
pub(super) fn time_is_up(mission: &Mission) -> Option<Timestamp> {
    wall_end(mission).into_iter().chain(mission.budgets.deadline).min()
}

/// How often an item of the mission may be tried.
pub(super) fn attempts(mission: &Mission) -> u64 {
    mission.budgets.attempts_per_item.map_or(DEFAULT_ATTEMPTS, |limit| u64::from(limit.get()))
}

fn wall_end(mission: &Mission) -> Option<Timestamp> {
    let wall_ms = mission.budgets.wall_ms?.get();
    Some(mission.created_at.plus_ms(i64::try_from(wall_ms).unwrap_or(i64::MAX)))
}
