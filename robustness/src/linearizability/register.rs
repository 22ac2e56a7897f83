//! The sequential specification of one key: a register that counts its revisions.

use todc_utils::Specification;

use super::history::ValueId;

/// One key, as if requests came one after the other.
pub(super) enum Register {}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Held {
    pub(super) value: ValueId,
    /// Whether any client has ever seen which revision it is.
    pub(super) is_known: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct State {
    held: Option<Held>,
    /// The newest revision so far that is known.
    revision: u64,
    /// Whether everything that returned is behind.
    is_over: bool,
}

/// What a key must hold when a request is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    Any,
    Nothing,
    Something,
    Value(ValueId),
    /// Some value whose revision nobody has seen.
    Unknown,
}

/// A request with everything that is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It found this and changed nothing: a read, or a refusal with what it was refused for.
    Look(Condition),
    /// It found this and changed it. Its revision is known, and so is the one before it that is known: what has a
    /// revision happens in the order of the revisions.
    Write { condition: Condition, held: Option<Held>, after: u64, revision: u64 },
    /// It was sent, and nobody knows what came of it: it has happened once, or not at all.
    Attempt { condition: Condition, held: Option<Held> },
    /// Everything that returned is behind. What was not carried out until now has not happened.
    End,
}

impl Condition {
    fn holds(self, held: Option<Held>) -> bool {
        match self {
            Self::Any => true,
            Self::Nothing => held.is_none(),
            Self::Something => held.is_some(),
            Self::Value(value) => held.is_some_and(|held| held.value == value),
            Self::Unknown => held.is_some_and(|held| !held.is_known),
        }
    }
}

impl Specification for Register {
    type State = State;
    type Operation = Step;

    fn init() -> State {
        State::default()
    }

    fn apply(step: &Step, state: &State) -> (bool, State) {
        match *step {
            Step::Look(condition) => (condition.holds(state.held), *state),
            Step::Write { condition, held, after, revision } => {
                let is_valid = condition.holds(state.held) && state.revision == after;
                (is_valid, if is_valid { State { held, revision, ..*state } } else { *state })
            }
            Step::Attempt { .. } if state.is_over => (true, *state),
            // That it had no effect need not be tried anywhere else.
            Step::Attempt { condition, held } if condition.holds(state.held) => (true, State { held, ..*state }),
            Step::Attempt { .. } => (false, *state),
            Step::End => (true, State { is_over: true, ..*state }),
        }
    }
}
