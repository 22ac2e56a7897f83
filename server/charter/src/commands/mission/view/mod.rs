//! A mission on a terminal, drawn anew in its place whenever something happens.
//!
//! ```text
//! lists, then the stream ─► State ─► render ─► lines ─► Screen
//! ```

mod bar;
mod items;
mod render;
mod screen;
mod state;

use std::time::Duration;

use charter_sdk::{
    Client, Error,
    stream::{CommitItem, CommitStream, StreamError},
};
use charter_types::{Clock, MissionId, RunStatus, SystemClock};
use futures::TryStreamExt;
use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::failure::Failure;
pub use screen::Screen;
use state::State;

const PAGE_LIMIT: u16 = 1000;
/// As often as eyes can follow.
const SHORTEST_FRAME: Duration = Duration::from_millis(100);
/// Ages grow without an event.
const LONGEST_FRAME: Duration = Duration::from_secs(1);

/// Shows the mission until it has come to its end.
///
/// # Errors
/// When the server refuses, or the screen cannot be written.
pub async fn show(client: &Client, mission_id: &MissionId, screen: &mut Screen) -> Result<(), Failure> {
    loop {
        let (mut state, mut stream) = load(client, mission_id).await?;
        match follow(&mut state, &mut stream, screen).await {
            // What the stream would tell next is not known any more: what there is now is.
            Err(Failure::Stream(StreamError::Refetch { .. })) => {}
            outcome => return outcome,
        }
    }
}

/// What there is, and the stream of what follows.
async fn load(client: &Client, mission_id: &MissionId) -> Result<(State, CommitStream), Failure> {
    let mut items = Vec::new();
    let mut pages = client.list_mission_items(mission_id).limit(PAGE_LIMIT).pages();
    let mut listed = None;
    while let Some(page) = pages.try_next().await.map_err(Error::from)? {
        listed.get_or_insert(page.revision);
        items.extend(page.into_inner().items);
    }
    // What is read after the list may be newer; the stream tells it again, and older does not replace newer.
    let mission = client.get_mission(mission_id).await.map_err(Error::from)?.into_inner();
    let mut state = State::new(mission, items);
    for status in [RunStatus::Running, RunStatus::Cancelling, RunStatus::WaitingApproval] {
        let mut runs = client.list_runs().mission_id(mission_id).status(status).limit(PAGE_LIMIT).items();
        while let Some(run) = runs.try_next().await.map_err(Error::from)? {
            state.run(run);
        }
    }
    let request = client.watch_mission(mission_id);
    let request = match listed {
        Some(revision) => request.after(revision),
        None => request,
    };
    Ok((state, request.stream().commits()))
}

async fn follow(state: &mut State, stream: &mut CommitStream, screen: &mut Screen) -> Result<(), Failure> {
    let mut ticks = interval(SHORTEST_FRAME);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut drawn: Option<Instant> = None;
    let mut has_changed = true;
    loop {
        tokio::select! {
            // Never half of a commit: the last picture has to be the whole truth.
            item = stream.next_item() => {
                if let CommitItem::Commit { events, .. } = item? {
                    events.iter().for_each(|event| state.event(event));
                    has_changed = true;
                }
            }
            _ = ticks.tick() => {
                if has_changed || drawn.is_none_or(|then| then.elapsed() >= LONGEST_FRAME) {
                    let (width, height) = screen.size();
                    screen.draw(&render::render(state, SystemClock.now(), width, height)).map_err(Failure::Output)?;
                    if state.has_ended() {
                        return Ok(());
                    }
                    (drawn, has_changed) = (Some(Instant::now()), false);
                }
            }
        }
    }
}
