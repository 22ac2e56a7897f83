//! Items of a stream.

use std::borrow::Cow;

use charter_sdk::stream::StreamItem;
use charter_types::{Approval, ApprovalStatus, DeletionReason, EngineEvent, EventPayload};
use serde_json::{Value, json};

use super::{
    style::{BAD, FAINT, GOOD, NAME, PASSED},
    text::{fit, printable},
};

/// What happened, in one line of at most `width` columns; `None` when it is nothing that people wait for.
pub fn event_line(item: &StreamItem, width: Option<usize>) -> Option<String> {
    match item {
        StreamItem::Snapshot(document) => {
            let value = document.data.get("value").unwrap_or(&document.data);
            let columns =
                Columns { revision: document.revision.get(), style: FAINT, what: "is", subject: &document.subject };
            Some(columns.line(&value.to_string(), width))
        }
        StreamItem::Synced(revision) => {
            Some(format!("{FAINT}that is all as of revision {revision}; what follows is live{FAINT:#}"))
        }
        StreamItem::Event(event) => Some(line_of_event(event, width)),
        _ => None,
    }
}

fn line_of_event(event: &EngineEvent, width: Option<usize>) -> String {
    let revision = event.revision.get();
    let (style, what, detail): (_, Cow<'_, str>, _) = match event.payload() {
        EventPayload::ResourceUpdated(resource) => (GOOD, "updated".into(), resource.value.to_string()),
        EventPayload::ResourceDeleted(gone) if gone.reason == DeletionReason::Expired => {
            (PASSED, "expired".into(), String::new())
        }
        EventPayload::ResourceDeleted(_) => (BAD, "deleted".into(), String::new()),
        EventPayload::ApprovalCreated(approval) => (NAME, "asked".into(), told_of(&approval)),
        EventPayload::ApprovalUpdated(approval) => {
            (style_of(&approval), approval.status.to_string().into(), told_of(&approval))
        }
        _ => (NAME, event.kind.as_str().into(), event.data.to_string()),
    };
    Columns { revision, style, what: &what, subject: &event.subject }.line(&detail, width)
}

fn style_of(approval: &Approval) -> anstyle::Style {
    match approval.status {
        ApprovalStatus::Approved | ApprovalStatus::Consumed => GOOD,
        ApprovalStatus::Denied | ApprovalStatus::Cancelled => BAD,
        ApprovalStatus::Expired => PASSED,
        _ => NAME,
    }
}

/// What it is about, and what was said of it last.
fn told_of(approval: &Approval) -> String {
    let Approval { action, arguments, risk, requested_by, .. } = approval;
    let last = approval.decisions.last().map(|made| format!(", {} by {}", made.kind, made.by)).unwrap_or_default();
    format!("{action} {arguments}, {risk} risk, asked by {requested_by}{last}")
}

/// The beginning of a line.
struct Columns<'a> {
    revision: u64,
    style: anstyle::Style,
    what: &'a str,
    subject: &'a str,
}

impl Columns<'_> {
    fn line(&self, detail: &str, width: Option<usize>) -> String {
        let Self { revision, style, what, subject } = self;
        let (what, subject, detail) = (printable(what), printable(subject), printable(detail));
        let revision = revision.to_string();
        let taken = "rev ".len() + revision.len().max(4) + 2 + what.len().max(7) + 2 + subject.len() + 2;
        let detail = width.map_or(detail.clone(), |width| fit(&detail, width.saturating_sub(taken)));
        let line =
            format!("{FAINT}rev{FAINT:#} {revision:<4}  {style}{what:<7}{style:#}  {NAME}{subject}{NAME:#}  {detail}");
        line.trim_end().to_owned()
    }
}

/// The same for programs: events as they came, and an object with a `type` for the rest, as the stream's frames have.
pub fn event_to_json(item: &StreamItem) -> Option<Value> {
    match item {
        StreamItem::Event(event) => serde_json::to_value(event).ok(),
        StreamItem::Snapshot(document) => {
            let mut object = json!({ "type": "snapshot" });
            if let (Value::Object(object), Ok(Value::Object(members))) = (&mut object, serde_json::to_value(document)) {
                object.extend(members);
            }
            Some(object)
        }
        StreamItem::Synced(revision) => Some(json!({ "type": "synced", "revision": revision })),
        StreamItem::Bookmark(revision) => Some(json!({ "type": "bookmark", "revision": revision })),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use charter_types::{EventFamily, Revision, SnapshotItem};

    use super::*;

    fn snapshot(subject: &str, value: Value) -> StreamItem {
        let revision = Revision::new(42).unwrap();
        StreamItem::Snapshot(SnapshotItem::new(
            EventFamily::Resource,
            subject.to_owned(),
            revision,
            json!({ "value": value }),
        ))
    }

    fn plain(item: &StreamItem, width: usize) -> String {
        anstream::adapter::strip_str(&event_line(item, Some(width)).unwrap()).to_string()
    }

    #[test]
    fn a_line_is_no_wider_than_the_terminal() {
        let item = snapshot("project/atlas/readme", json!({ "title": "A title that is too long for the line" }));
        assert_eq!(plain(&item, 60), "rev 42    is       project/atlas/readme  {\"title\":\"A title …");
        assert!(plain(&item, 200).ends_with("for the line\"}"));
    }

    #[test]
    fn what_others_wrote_is_only_read() {
        let item = snapshot("project/x", json!("\u{9b}2J"));
        assert!(plain(&item, 80).contains("\\u{9b}2J"));
    }

    #[test]
    fn programs_get_the_type_of_each_item() {
        assert_eq!(event_to_json(&snapshot("a", json!(1))).unwrap()["type"], "snapshot");
        let synced = StreamItem::Synced(Revision::new(7).unwrap());
        assert_eq!(event_to_json(&synced).unwrap(), json!({ "type": "synced", "revision": 7 }));
    }
}
