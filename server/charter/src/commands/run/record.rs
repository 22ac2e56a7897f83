//! What a run has reported, in a line for people.

use charter_types::{LogLevel, RunEvent, RunRecord};

use crate::output::{
    printable,
    style::{BAD, FAINT, GOOD, NAME, PASSED, TITLE},
};

/// When, which attempt, and what.
pub fn record_line(record: &RunRecord) -> String {
    let (attempt, at) = (record.attempt, record.at);
    format!("{FAINT}{at} {attempt:>2}{FAINT:#}  {}", what(&record.event))
}

/// What a run does, in words.
pub fn what(event: &RunEvent) -> String {
    match event {
        RunEvent::Log(log) => {
            let style = match log.level {
                LogLevel::Debug => FAINT,
                LogLevel::Warn => PASSED,
                LogLevel::Error => BAD,
                LogLevel::Info => anstyle::Style::new(),
            };
            format!("{style}{}{style:#}", printable(&log.message))
        }
        RunEvent::Progress(progress) => {
            let percent = progress.percent.map(|percent| format!("{:>3} % ", percent.get())).unwrap_or_default();
            format!("{GOOD}{percent}{GOOD:#}{TITLE}{}{TITLE:#}", printable(&progress.step))
        }
        RunEvent::ToolStarted(call) => {
            let arguments = call.arguments.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{NAME}{}{NAME:#} {FAINT}{}{FAINT:#}", printable(&call.tool), printable(&arguments))
        }
        RunEvent::ToolFinished(call) => {
            let outcome = match (&call.error, &call.result) {
                (Some(error), _) => printable(error),
                (None, Some(result)) => printable(&result.to_string()),
                (None, None) => String::new(),
            };
            let (style, word) = if call.succeeded { (GOOD, "answered") } else { (BAD, "failed") };
            format!("{NAME}{}{NAME:#} {style}{word}{style:#} {FAINT}{outcome}{FAINT:#}", printable(&call.tool))
        }
        RunEvent::Usage(usage) => {
            let tokens = usage.tokens.map_or(0, |count| count.get());
            let cost = usage.cost_micros.map_or(0, |count| count.get());
            format!("{FAINT}used {tokens} tokens, {cost} millionths{FAINT:#}")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn plain(event: Value) -> String {
        let record = json!({ "run_id": "0197a3c4-6f00-7000-8000-000000000011.00000001", "number": 1,
            "at": "2026-01-05T09:30:00.000Z", "by": "agent:a", "attempt": 2, "event": event });
        anstream::adapter::strip_str(&record_line(&serde_json::from_value(record).unwrap())).to_string()
    }

    #[test]
    fn each_kind_is_told_in_words() {
        let table = [
            (json!({ "kind": "log", "level": "info", "message": "a\u{1b}[2J" }), r"a\u{1b}[2J"),
            (json!({ "kind": "progress", "step": "Coastlines", "percent": 40 }), " 40 % Coastlines"),
            (json!({ "kind": "tool_started", "tool": "plotter", "call_id": "c", "arguments": 3 }), "plotter 3"),
            (
                json!({ "kind": "tool_finished", "tool": "plotter", "call_id": "c", "succeeded": false, "error": "no ink" }),
                "plotter failed no ink",
            ),
            (json!({ "kind": "usage", "tokens": 5 }), "used 5 tokens, 0 millionths"),
        ];
        for (event, expected) in table {
            assert_eq!(plain(event), format!("2026-01-05T09:30:00.000Z  2  {expected}"));
        }
    }
}
