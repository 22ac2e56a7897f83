use std::{collections::VecDeque, time::Duration};

use http::Response;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::Value;

use super::{Failure, Item, Outcome, SseFrame, SseParser};

/// How long a frame that is due may take.
const FRAME_TIMEOUT: Duration = Duration::from_secs(20);

/// A stream of events that is open. Dropping it hangs up.
#[derive(Debug)]
pub struct Watch {
    request: String,
    body: Incoming,
    parser: SseParser,
    ready: VecDeque<Item>,
    ended: bool,
    last_id: Option<u64>,
}

/// A frame with its data read.
#[derive(Debug, Clone)]
pub struct Event {
    /// The frame's name.
    pub name: String,
    /// The position it moves to.
    pub id: Option<u64>,
    /// Its data.
    pub data: Value,
}

impl Event {
    /// Whether it is an event of the log and no frame of the stream's own.
    pub fn is_logged(&self) -> bool {
        self.name.contains('.')
    }

    /// The revision in its data; 0 when there is none.
    pub fn revision(&self) -> u64 {
        self.data["revision"].as_u64().unwrap_or_default()
    }

    /// What it happened to.
    pub fn subject(&self) -> &str {
        self.data["subject"].as_str().unwrap_or_default()
    }
}

impl Watch {
    pub(super) fn new(request: String, answer: Response<Incoming>) -> Self {
        Self {
            request,
            body: answer.into_body(),
            parser: SseParser::default(),
            ready: VecDeque::new(),
            ended: false,
            last_id: None,
        }
    }

    /// The last `id` that came: where a reconnect goes on.
    pub fn last_id(&self) -> Option<u64> {
        self.last_id
    }

    /// The next thing that the stream says; `None` at its end, clean or not.
    ///
    /// # Errors
    /// When nothing comes in time.
    pub async fn next_item(&mut self, timeout: Duration) -> Outcome<Option<Item>> {
        let deadline = tokio::time::Instant::now() + timeout;
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            if self.ended {
                return Ok(None);
            }
            match tokio::time::timeout_at(deadline, self.body.frame()).await {
                Err(_) => {
                    let seconds = timeout.as_secs_f32();
                    return Err(Failure::new(format!("{}: nothing came for {seconds} seconds", self.request)));
                }
                Ok(Some(Ok(frame))) => {
                    if let Some(bytes) = frame.data_ref() {
                        self.ready.extend(self.parser.push(bytes));
                    }
                }
                Ok(Some(Err(_)) | None) => self.ended = true,
            }
        }
    }

    /// The next frame; `None` at the stream's end, clean or not.
    ///
    /// # Errors
    /// When none comes in time, or its data is not JSON.
    pub async fn next(&mut self) -> Outcome<Option<Event>> {
        let deadline = tokio::time::Instant::now() + FRAME_TIMEOUT;
        loop {
            let left = deadline.saturating_duration_since(tokio::time::Instant::now());
            match self.next_item(left).await? {
                Some(Item::Frame(frame)) => return self.read(frame).map(Some),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// The next event of the log; `None` at the stream's end, clean or not.
    ///
    /// # Errors
    /// When none comes in time.
    pub async fn next_logged(&mut self) -> Outcome<Option<Event>> {
        loop {
            match self.next().await? {
                Some(event) if event.is_logged() => return Ok(Some(event)),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// The next frame that `wanted` takes.
    ///
    /// # Errors
    /// When the stream ends or nothing comes in time.
    pub async fn until(&mut self, wanted: impl Fn(&Event) -> bool) -> Outcome<Event> {
        loop {
            match self.next().await? {
                Some(event) if wanted(&event) => return Ok(event),
                Some(_) => {}
                None => return Err(Failure::new(format!("{}: the stream ended too early", self.request))),
            }
        }
    }

    fn read(&mut self, frame: SseFrame) -> Outcome<Event> {
        let wrong = |what: &str| Failure::new(format!("{}: {what}: {frame:?}", self.request));
        let data = serde_json::from_str(&frame.data).map_err(|_| wrong("a frame's data is not JSON"))?;
        let id = match &frame.id {
            Some(text) => Some(text.parse().map_err(|_| wrong("a frame's id is not a revision"))?),
            None => None,
        };
        self.last_id = id.or(self.last_id);
        Ok(Event { name: frame.event.unwrap_or_default(), id, data })
    }
}
