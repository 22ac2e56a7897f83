use std::fmt::Write as _;

use charter_types::{ItemStatus, Mission, WorkItem};

/// What a mission has come to, for people, in Markdown.
#[derive(Debug)]
pub(super) struct Summary(String);

impl Summary {
    pub(super) fn of(mission: &Mission) -> Self {
        let mut text = format!("# {}\n\n", mission.title);
        if let Some(objective) = &mission.objective {
            line(&mut text, format_args!("{objective}\n"));
        }
        for criterion in mission.success_criteria.iter().flatten() {
            line(&mut text, format_args!("- {criterion}"));
        }
        if mission.success_criteria.as_ref().is_some_and(|criteria| !criteria.is_empty()) {
            text.push('\n');
        }
        let ended = mission.ended_at.map_or_else(String::new, |at| format!(" at {at}"));
        line(&mut text, format_args!("The mission `{}` is {}{ended}.", mission.mission_id, mission.status));
        let (items, usage) = (&mission.items, &mission.usage);
        line(
            &mut text,
            format_args!(
                "{} of {} items are done, {} failed, {} cancelled. {} runs, {} tokens, {} millionths of cost.\n",
                items.done, items.total, items.failed, items.cancelled, usage.runs, usage.tokens, usage.cost_micros,
            ),
        );
        line(&mut text, format_args!("## Items\n"));
        Self(text)
    }

    pub(super) fn add(&mut self, item: &WorkItem) {
        let text = &mut self.0;
        let by = item.produced_by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
        let attempts = match item.attempts.get() {
            1 => "1 attempt".to_owned(),
            attempts => format!("{attempts} attempts"),
        };
        line(text, format_args!("- `{}` {}: {}{by}, {attempts}", item.item_id, item.title, item.status));
        if let Some(reason) = item.reason.as_ref().filter(|_| item.status != ItemStatus::Done) {
            line(text, format_args!("  - {}", on_one_line(reason)));
        }
        for feedback in &item.feedback {
            let said = on_one_line(&feedback.feedback);
            line(text, format_args!("  - sent back at the gate {} by {}: {said}", feedback.gate, feedback.by));
        }
        for artifact in item.artifacts.iter().flatten() {
            let (name, kind, size, sha256) = (&artifact.name, &artifact.kind, artifact.size, &artifact.sha256);
            line(text, format_args!("  - {kind} `{name}`, {size} bytes, SHA-256 `{sha256}`"));
        }
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Writing to a string does not fail.
fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{line}");
}

/// What somebody has said, so that it cannot be taken for a part of the document.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
