//! An approval as whoever decides about it looks at it.

use charter_types::{Approval, ApprovalDecided, ApprovalStatus, ArgumentChange, Clock, SystemClock};
use serde_json::Value;

use crate::output::{
    age, printable,
    style::{BAD, FAINT, GOOD, NAME, TITLE},
    until,
};

/// The lines of the picture.
pub fn picture(approval: &Approval) -> Vec<String> {
    let mut lines = vec![format!("{TITLE}{}{TITLE:#}  {}", approval.action, risk(approval)), about(approval)];
    let text = |title: &str, text: &str| format!("{TITLE}{title}{TITLE:#}: {}", printable(text));
    lines.extend(approval.reason.iter().map(|reason| text("reason", reason)));
    lines.push(format!("{TITLE}arguments{TITLE:#} {FAINT}sha256 {}{FAINT:#}", approval.digest));
    lines.extend(written(&approval.arguments).map(|line| format!("  {line}")));
    lines.extend(changes(approval));
    if let Some(asked) = &approval.asked_arguments {
        lines.push(format!("{TITLE}asked for at first{TITLE:#}"));
        lines.extend(written(asked).map(|line| format!("  {FAINT}{line}{FAINT:#}")));
    }
    lines.extend(approval.decisions.iter().map(|made| decision(made, approval)));
    lines.extend(approval.cancel_reason.iter().map(|reason| text("cancelled because", reason)));
    if let Some(receipt) = &approval.receipt {
        lines.push(format!(
            "{TITLE}used{TITLE:#} by {NAME}{}{NAME:#} {FAINT}at {}, receipt signed by {}{FAINT:#}",
            receipt.consumed_by, receipt.consumed_at, receipt.key_id
        ));
    }
    lines
}

fn risk(approval: &Approval) -> String {
    let risk = approval.risk.to_string();
    match risk.as_str() {
        "high" | "critical" => format!("{BAD}{risk} risk{BAD:#}"),
        _ => format!("{risk} risk"),
    }
}

fn about(approval: &Approval) -> String {
    let now = SystemClock.now();
    let asked = age(now, approval.created_at);
    let mut about = format!("{NAME}{}{NAME:#}{FAINT}  {}", approval.approval_id, approval.status);
    match approval.status {
        ApprovalStatus::Pending => about.push_str(&format!(", to be decided {}", until(now, approval.deadline))),
        ApprovalStatus::Approved => {
            let end = approval.valid_until.map(|end| until(now, end)).unwrap_or_default();
            about.push_str(&format!(", to be used {end}"));
        }
        _ => {}
    }
    if approval.quorum.get() > 1 {
        about.push_str(&format!(", {} people have to approve", approval.quorum.get()));
    }
    if let Some(deciders) = &approval.deciders {
        let names: Vec<String> = deciders.iter().map(ToString::to_string).collect();
        about.push_str(&format!(", asked of {}", names.join(" and ")));
    }
    about.push_str(&format!(", asked {asked} ago by {}", approval.requested_by));
    if let Some(run_id) = &approval.run_id {
        let waits = if approval.parked { ", which waits" } else { "" };
        about.push_str(&format!(" for run {run_id}{waits}"));
    }
    about + &format!("{FAINT:#}")
}

/// JSON over several lines, with nothing in it that a terminal would obey.
fn written(value: &Value) -> impl Iterator<Item = String> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.lines().map(printable).collect::<Vec<_>>().into_iter()
}

/// What is different from the last time, as a diff.
fn changes(approval: &Approval) -> Vec<String> {
    let (Some(changes), Some(previous)) = (&approval.changes, &approval.previous_id) else {
        return vec![format!("{FAINT}This action was not done before.{FAINT:#}")];
    };
    if changes.is_empty() {
        return vec![format!("{FAINT}Nothing is different from the last time ({previous}).{FAINT:#}")];
    }
    let mut lines = vec![format!("{TITLE}different from the last time{TITLE:#} {FAINT}({previous}){FAINT:#}")];
    lines.extend(changes.iter().flat_map(change));
    lines
}

fn change(change: &ArgumentChange) -> Vec<String> {
    let place = if change.pointer.is_empty() { "all of it".to_owned() } else { printable(&change.pointer) };
    let side = |sign: char, value: &Option<Value>| {
        value.as_ref().map(|value| format!("{sign} {place}: {}", printable(&value.to_string())))
    };
    let before = side('-', &change.before).map(|line| format!("  {BAD}{line}{BAD:#}"));
    let after = side('+', &change.after).map(|line| format!("  {GOOD}{line}{GOOD:#}"));
    before.into_iter().chain(after).collect()
}

fn decision(made: &ApprovalDecided, approval: &Approval) -> String {
    let for_whom = made.on_behalf_of.as_ref().map(|user| format!(" for {user}")).unwrap_or_default();
    let said = made.text.as_ref().map(|text| format!(": {}", printable(text))).unwrap_or_default();
    // What was said of arguments that were edited since counts no more.
    let of_others = if made.digest == approval.digest { "" } else { ", of other arguments" };
    format!(
        "{TITLE}{}{TITLE:#} by {NAME}{}{NAME:#}{for_whom}{said} {FAINT}at {}{of_others}{FAINT:#}",
        made.kind, made.by, made.at
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plain(approval: &Value) -> String {
        let lines = picture(&serde_json::from_value(approval.clone()).unwrap());
        anstream::adapter::strip_str(&lines.join("\n")).to_string()
    }

    fn approval(with: Value) -> Value {
        let mut approval = json!({
            "approval_id": "0197a3c4-6f00-7000-8000-000000000031", "status": "pending", "action": "deploy.production",
            "arguments": { "service": "atlas", "note": "\u{1b}[2J" }, "digest": "ab".repeat(32), "risk": "high", "quorum": 1,
            "decisions": [], "deadline": "2026-01-06T09:30:00.000Z", "valid_ms": 3_600_000, "parked": false,
            "requested_by": "agent:deployer", "rev": 1, "created_at": "2026-01-05T09:30:00.000Z",
            "updated_at": "2026-01-05T09:30:00.000Z",
        });
        approval.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        approval
    }

    #[test]
    fn what_is_different_is_a_diff() {
        let text = plain(&approval(json!({
            "previous_id": "0197a3c4-6f00-7000-8000-000000000030",
            "changes": [{ "pointer": "/version", "before": "1.3", "after": "1.4" }, { "pointer": "/force", "after": true }],
        })));
        assert!(text.contains("  - /version: \"1.3\"\n  + /version: \"1.4\"\n  + /force: true"), "{text}");
        assert!(plain(&approval(json!({}))).contains("was not done before"));
        let same = json!({ "previous_id": "0197a3c4-6f00-7000-8000-000000000030", "changes": [] });
        assert!(plain(&approval(same)).contains("Nothing is different"));
    }

    #[test]
    fn nothing_in_it_commands_the_terminal() {
        let reason = json!({ "reason": "\u{1b}]0;title\u{7}", "changes": [{ "pointer": "/\u{1b}[31m", "after": "\u{1b}c" }],
            "previous_id": "0197a3c4-6f00-7000-8000-000000000030" });
        let lines = picture(&serde_json::from_value(approval(reason)).unwrap());
        let text = anstream::adapter::strip_str(&lines.join("\n")).to_string();
        assert!(text.contains("arguments") && !text.contains('\u{1b}') && !text.contains('\u{7}'), "{text:?}");
    }
}
