//! The items, those first at which something happens.

use anstyle::Style;
use charter_types::{ItemStatus, RunStatus, Timestamp, WorkItem};

use super::state::{Running, State};
use crate::{
    commands::run::what,
    output::{
        age, fit, pad, printable,
        style::{BAD, FAINT, GOOD, NAME, PASSED, TITLE},
    },
};

const LONGEST_ID: usize = 24;
const STATUS: usize = 16;
const ROLE: usize = 12;
const TRIES: usize = 5;

/// At most `height` lines: a header, items, and how many there is no room for.
pub fn item_lines(state: &State, now: Timestamp, width: usize, height: usize) -> Vec<String> {
    let mut items: Vec<&WorkItem> = state.items.values().collect();
    items.sort_by_key(|item| rank(item.status.clone()));
    if items.is_empty() || height < 2 {
        return Vec::new();
    }
    let room = height - 1;
    let shown = if items.len() > room { room - 1 } else { items.len() };
    let widest = items[..shown].iter().map(|item| item.item_id.len()).max().unwrap_or(0);
    let id_width = widest.clamp("ITEM".len(), LONGEST_ID);
    let header = [pad("ITEM", id_width), pad("STATUS", STATUS), pad("ROLE", ROLE), pad("TRIES", TRIES)].join("  ");
    let mut lines = vec![format!("{TITLE}{}{TITLE:#}", fit(&format!("{header}  NOW"), width))];
    lines.extend(items[..shown].iter().map(|item| line(state, item, now, id_width, width)));
    if shown < items.len() {
        lines.push(format!("{FAINT}and {} more{FAINT:#}", items.len() - shown));
    }
    lines
}

fn line(state: &State, item: &WorkItem, now: Timestamp, id_width: usize, width: usize) -> String {
    let running = item.run_id.as_ref().and_then(|run_id| state.runs.get(run_id));
    let role = running.map_or(&item.role, |running| &running.run.role);
    let style = style(&item.status);
    let taken = id_width + STATUS + ROLE + TRIES + 4 * 2;
    let id = pad(&fit(&item.item_id, id_width), id_width);
    let status = pad(&fit(&item.status.to_string(), STATUS), STATUS);
    let role = pad(&fit(role, ROLE), ROLE);
    let tries = pad(&item.attempts.to_string(), TRIES);
    let happens = happens(item, running, now, width.saturating_sub(taken));
    format!("{NAME}{id}{NAME:#}  {style}{status}{style:#}  {role}  {FAINT}{tries}{FAINT:#}  {happens}")
}

/// What its run does or waits for, why it stands still, or what it is about.
fn happens(item: &WorkItem, running: Option<&Running>, now: Timestamp, width: usize) -> String {
    let Some(Running { run, doing }) = running else {
        let text = item.reason.as_deref().unwrap_or(&item.title);
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        return format!("{FAINT}{}{FAINT:#}", fit(&printable(&line), width));
    };
    if let Some(approval_id) = run.approval_id.as_ref().filter(|_| run.status == RunStatus::WaitingApproval) {
        return fit(&format!("charter approval show {approval_id}"), width);
    }
    let since = run.started_at.map(|then| age(now, then)).unwrap_or_default();
    let worker = run
        .worker_name
        .as_ref()
        .map_or_else(|| run.worker.as_ref().map(ToString::to_string).unwrap_or_default(), |name| printable(name));
    let by = format!("{since} {worker}");
    // Styles are taken off for the width's sake: the text may have to be cut.
    let doing = doing.as_ref().map_or_else(
        || printable(&item.title),
        |event| anstream::adapter::strip_str(&what(event)).to_string().trim().to_owned(),
    );
    let doing = fit(&doing, width.saturating_sub(by.chars().count() + 2));
    format!("{doing}  {FAINT}{}{FAINT:#}", fit(&by, width))
}

fn rank(status: ItemStatus) -> u8 {
    match status {
        ItemStatus::Running => 0,
        ItemStatus::InReview | ItemStatus::InTest => 1,
        ItemStatus::WaitingApproval => 2,
        ItemStatus::Rework => 3,
        ItemStatus::Failed | ItemStatus::Blocked => 4,
        ItemStatus::Ready => 5,
        ItemStatus::Pending => 6,
        ItemStatus::Cancelled => 7,
        ItemStatus::Done => 8,
        _ => 9,
    }
}

fn style(status: &ItemStatus) -> Style {
    match status {
        ItemStatus::Done => GOOD,
        ItemStatus::Running | ItemStatus::Ready => NAME,
        ItemStatus::Failed | ItemStatus::Blocked | ItemStatus::Cancelled => BAD,
        ItemStatus::Pending => FAINT,
        _ => PASSED,
    }
}
