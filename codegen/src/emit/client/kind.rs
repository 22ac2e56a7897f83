//! How an operation is sent.

use crate::{
    Error,
    contract::{Answer, Body, Operation, Status},
};

/// The frames that the SDK's streams know; a stream with others needs hand-written code first.
const STREAM_FRAMES: [&str; 5] = ["snapshot", "synced", "bookmark", "must_refetch", "closing"];
const STREAM_EVENT: &str = "EngineEvent";

/// How an operation is sent.
pub(super) enum Kind<'a> {
    /// By progenitor's builder.
    Json(&'a str),
    /// Its body is bytes that are handed on as they come, its answer JSON.
    Upload(&'a str),
    /// Its answer is bytes that are handed on as they come.
    Download,
    /// Its answer is text.
    Text,
    /// Its answer is a file.
    Bytes,
    /// It is a stream.
    Stream,
}

impl<'a> Kind<'a> {
    /// # Errors
    /// When the SDK's runtime has nothing for it.
    pub(super) fn of(operation: &'a Operation) -> Result<Self, Error> {
        let Some(content) = success(operation).and_then(|answer| answer.content.as_ref()) else {
            return Err(refused(operation, "its success needs a body"));
        };
        let is_upload = operation.body.as_ref().is_some_and(Body::is_streamed);
        match (content.name.as_str(), &content.schema) {
            ("application/json", Some(schema)) if is_upload => Ok(Self::Upload(schema)),
            _ if is_upload => Err(refused(operation, "bytes are answered with JSON")),
            _ if content.streamed => Ok(Self::Download),
            ("application/json", Some(schema)) => Ok(Self::Json(schema)),
            ("text/event-stream", Some(schema)) => {
                let unknown = content.frames.iter().find(|(frame, _)| !STREAM_FRAMES.contains(&frame.as_str()));
                match unknown {
                    None if schema == STREAM_EVENT => Ok(Self::Stream),
                    None => Err(refused(operation, &format!("the SDK has no stream of {schema}"))),
                    Some((frame, _)) => Err(refused(operation, &format!("the SDK does not know the frame {frame}"))),
                }
            }
            (name, _) if name.starts_with("text/") || name == "application/yaml" => Ok(Self::Text),
            _ => Ok(Self::Bytes),
        }
    }
}

pub(super) fn success(operation: &Operation) -> Option<&Answer> {
    operation.answers.iter().find(|answer| matches!(answer.status, Status::Code(200..=299)))
}

pub(super) fn refused(operation: &Operation, reason: &str) -> Error {
    Error::Generator { generator: "client", message: format!("{}: {reason}", operation.id) }
}
