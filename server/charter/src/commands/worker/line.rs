//! What a line that a program prints means.

use charter_types::{ReportedFailureClass, RunEvent, Verdict, WorkItemSpec};
use serde::Deserialize;
use serde_json::Value;

use super::lines::Line;

/// A line of standard output.
#[derive(Debug, PartialEq)]
pub enum Message {
    /// To be reported.
    Event(RunEvent),
    /// What the run has come to.
    Outcome(Outcome),
    /// Looks like a message and is none; why not.
    Wrong(String),
    /// Anything else.
    Text,
}

/// What the run has come to, as the program says it.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Result(Box<ResultLine>),
    Failure(FailureLine),
}

/// `{"kind": "result", …}`
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultLine {
    #[serde(rename = "kind")]
    _kind: String,
    pub verdict: Option<Verdict>,
    pub feedback: Option<String>,
    #[serde(default, deserialize_with = "whatever_is_there")]
    pub output: Option<Value>,
    pub items: Option<Vec<WorkItemSpec>>,
}

/// `{"kind": "failure", …}`
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailureLine {
    #[serde(rename = "kind")]
    _kind: String,
    pub class: ReportedFailureClass,
    #[serde(default)]
    pub detail: String,
    pub after_ms: Option<u64>,
}

/// `null` is an output too.
fn whatever_is_there<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads a line. One that was too long to be kept whole is no message.
pub fn read(line: &Line) -> Message {
    if line.left_out > 0 || !line.text.trim_start().starts_with('{') {
        return Message::Text;
    }
    let Ok(value) = serde_json::from_str::<Value>(&line.text) else { return Message::Text };
    let wrong = |error: serde_json::Error| Message::Wrong(error.to_string());
    match value.get("kind").and_then(Value::as_str) {
        Some("progress" | "tool_started" | "tool_finished" | "log" | "usage") => {
            serde_json::from_value(value).map_or_else(wrong, Message::Event)
        }
        Some("result") => serde_json::from_value(value)
            .map_or_else(wrong, |result| Message::Outcome(Outcome::Result(Box::new(result)))),
        Some("failure") => {
            serde_json::from_value(value).map_or_else(wrong, |failure| Message::Outcome(Outcome::Failure(failure)))
        }
        _ => Message::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Message {
        read(&Line { text: text.to_owned(), left_out: 0 })
    }

    #[test]
    fn every_kind_of_message_is_known() {
        for event in [
            r#"{"kind":"progress","step":"a","percent":4}"#,
            r#"{"kind":"tool_started","tool":"a","call_id":"b"}"#,
            r#"{"kind":"tool_finished","tool":"a","call_id":"b","succeeded":true}"#,
            r#" {"kind":"log","level":"info","message":""}"#,
            r#"{"kind":"usage","tokens":1}"#,
        ] {
            assert!(matches!(read_text(event), Message::Event(_)), "{event}");
        }
        let result = read_text(r#"{"kind":"result","verdict":"pass","output":null}"#);
        let Message::Outcome(Outcome::Result(result)) = result else { panic!("{result:?}") };
        assert_eq!((result.verdict, result.output), (Some(Verdict::Pass), Some(Value::Null)));
        let failure = read_text(r#"{"kind":"failure","class":"policy"}"#);
        assert!(matches!(failure, Message::Outcome(Outcome::Failure(_))), "{failure:?}");
    }

    #[test]
    fn what_is_no_message_is_text() {
        for text in ["", "hello", "{", r#"{"a":1}"#, r#"{"kind":"hello"}"#, r#""log""#, r#"[{"kind":"log"}]"#] {
            assert_eq!(read_text(text), Message::Text, "{text}");
        }
        let cut = Line { text: r#"{"kind":"usage"}"#.to_owned(), left_out: 1 };
        assert_eq!(read(&cut), Message::Text);
    }

    #[test]
    fn a_message_that_is_wrong_is_told() {
        for text in [r#"{"kind":"progress"}"#, r#"{"kind":"result","verdict":"good"}"#, r#"{"kind":"failure"}"#] {
            assert!(matches!(read_text(text), Message::Wrong(_)), "{text}");
        }
    }
}
