//! From what is known of a mission to lines of a terminal. Nothing here knows a clock or a terminal.

use charter_types::{Mission, MissionStatus, Timestamp};

use super::{
    bar::{bar, legend},
    items::item_lines,
    state::State,
};
use crate::{
    commands::mission::standing,
    output::{
        age, fit, printable,
        style::{BAD, FAINT, GOOD, NAME, PASSED, TITLE},
    },
};

/// Columns that the bar takes.
const BAR: u64 = 30;

/// At most `height` lines of at most `width` columns.
pub fn render(state: &State, now: Timestamp, width: usize, height: usize) -> Vec<String> {
    let mission = &state.mission;
    let mut lines = vec![title(mission, width), about(mission, now, width), String::new()];
    lines.push(format!("{} {}", bar(&mission.items, BAR), legend(&mission.items)));
    lines.push(used(mission, now));
    lines.push(String::new());
    let notices = notice_lines(state, width);
    let room = height.saturating_sub(lines.len() + notices.len());
    lines.extend(item_lines(state, now, width, room));
    lines.extend(notices);
    lines.truncate(height);
    lines.into_iter().map(|line| cut(line, width)).collect()
}

fn title(mission: &Mission, width: usize) -> String {
    let standing = standing(mission);
    let style = match mission.status {
        MissionStatus::Completed => GOOD,
        MissionStatus::Running => NAME,
        MissionStatus::Paused => PASSED,
        _ => BAD,
    };
    let title = fit(&printable(&mission.title), width.saturating_sub(standing.len() + 2));
    format!("{TITLE}{title}{TITLE:#}  {style}{standing}{style:#}")
}

fn about(mission: &Mission, now: Timestamp, width: usize) -> String {
    let created = age(now, mission.created_at);
    let text = format!("{}  created {created} ago by {}", mission.mission_id, mission.created_by);
    format!("{FAINT}{}{FAINT:#}", fit(&text, width))
}

/// What was used, of what may be.
fn used(mission: &Mission, now: Timestamp) -> String {
    let (usage, budgets) = (&mission.usage, &mission.budgets);
    let mut parts = vec![
        part("runs", usage.runs.get(), budgets.runs.map(|count| count.get())),
        part("tokens", usage.tokens.get(), budgets.tokens.map(|count| count.get())),
        part("cost", usage.cost_micros.get(), budgets.cost_micros.map(|count| count.get())),
    ];
    if let Some(limit) = budgets.wall_ms {
        let (now, begun) = (now.unix_ms(), mission.created_at.unix_ms());
        let seconds = u64::try_from((now - begun).max(0) / 1000).unwrap_or(0);
        parts.push(part("seconds", seconds, Some(limit.get() / 1000)));
    }
    if let Some(deadline) = budgets.deadline {
        parts.push(format!("until {deadline}"));
    }
    parts.push(format!("{} of {} places taken", mission.active_runs, mission.parallelism));
    parts.join(" · ")
}

fn part(word: &str, used: u64, limit: Option<u64>) -> String {
    match limit {
        Some(limit) if used >= limit => format!("{BAD}{used}/{limit}{BAD:#} {word}"),
        Some(limit) => format!("{used}/{limit} {word}"),
        None => format!("{used} {word}"),
    }
}

fn notice_lines(state: &State, width: usize) -> Vec<String> {
    let line = |notice: &charter_types::MissionNotice| {
        let text = format!("{}  {}", notice.at, printable(&notice.text));
        format!("{PASSED}{}{PASSED:#}", fit(&text, width))
    };
    let lines: Vec<_> = state.notices.iter().map(line).collect();
    if lines.is_empty() { lines } else { [vec![String::new()], lines].concat() }
}

/// A line that is too long after all loses its styles and its end.
fn cut(line: String, width: usize) -> String {
    let plain = anstream::adapter::strip_str(&line).to_string();
    let fitting = fit(&plain, width);
    if fitting == plain { line } else { fitting }
}

#[cfg(test)]
mod tests;
