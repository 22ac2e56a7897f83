use charter_types::{MissionId, Revision};
use clap::Args;
use futures::TryStreamExt;
use serde_json::Value;

use super::view::{self, Screen};
use crate::{
    commands::connection::{Connection, WHICH_SERVER},
    failure::Failure,
    output::{Output, event_to_json},
};

/// Print what happens to a mission and its items, as it happens
///
/// On a terminal, a picture of the mission that is drawn anew as things happen, until the mission has come to its end;
/// otherwise, with --after or with --plain, a line for each event, until Ctrl-C. Goes on by itself after the server was
/// restarted or the network was away.
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Watch {
    /// The mission.
    mission: MissionId,
    /// Start with what happened after this revision; 0 is everything that is still known. Otherwise: from now on.
    #[arg(long, value_name = "REV")]
    after: Option<Revision>,
    /// A line for each event on a terminal too.
    #[arg(long)]
    plain: bool,
    /// Stop when the mission has come to its end.
    #[arg(long)]
    until_ended: bool,
    #[command(flatten)]
    connection: Connection,
}

impl Watch {
    pub async fn run(self) -> Result<(), Failure> {
        let client = self.connection.client()?;
        let wants_lines = self.plain || self.connection.json || self.after.is_some();
        if let Some(mut screen) = Screen::of_stdout().filter(|_| !wants_lines) {
            return view::show(&client, &self.mission, &mut screen).await;
        }
        let mut request = client.watch_mission(&self.mission);
        if let Some(after) = self.after {
            request = request.after(after);
        }
        let mut stream = request.stream();
        let mut output = Output::stdout();
        while let Some(item) = stream.try_next().await? {
            output.item(&item, self.connection.json)?;
            if self.until_ended && event_to_json(&item).iter().any(tells_an_end) {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Whether an event says that the mission has come to its end.
fn tells_an_end(event: &Value) -> bool {
    event["type"] == "mission.updated" && !event["data"]["ended_at"].is_null()
}
