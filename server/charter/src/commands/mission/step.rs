//! What an event made of a mission, told.

use charter_types::{MissionStep, Revision};
use clap::Args;

use super::list::standing;
use crate::{
    commands::{connection::Connection, input::read_existing_revision},
    failure::Failure,
    output::{
        Output,
        style::{FAINT, GOOD, NAME},
    },
};

/// What must be so for a change of a mission or of its items.
#[derive(Debug, Clone, Args)]
pub struct Guard {
    /// Only if it has this revision.
    #[arg(long, value_name = "REV", value_parser = read_existing_revision)]
    pub if_rev: Option<Revision>,
}

/// # Errors
/// When it cannot be printed.
pub fn tell(connection: &Connection, step: &MissionStep) -> Result<(), Failure> {
    let mut output = Output::stdout();
    if connection.json {
        return output.json(step);
    }
    let (mission, items) = (&step.mission, step.changed_items.len());
    output.line(format!(
        "{NAME}{}{NAME:#} is {GOOD}{}{GOOD:#} {FAINT}at revision {}; {items} items changed{FAINT:#}",
        mission.mission_id,
        standing(mission),
        mission.rev
    ))
}
