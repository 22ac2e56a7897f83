//! A server that answers what its script says, and remembers what it was asked.

#![allow(dead_code, reason = "no test uses all of it")]

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    response::Response,
};
use charter_sdk::{Client, ClientBuilder, RetryPolicy};
use futures::{StreamExt, stream};
use http::{HeaderMap, Method};
use serde_json::{Value, json};

pub const STORE: &str = "0197a3c4-6f00-7000-8000-000000000001";

/// What the server was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: Method,
    /// Path and query as they were sent.
    pub target: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// What the server does with a request.
pub enum Reply {
    /// Answers.
    Answer(Response),
    /// Begins to answer, and cuts the connection.
    Cut,
    /// Never answers.
    Hang,
}

impl Reply {
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json", &body.to_string())
    }

    pub fn problem(status: u16, more: Value) -> Self {
        let mut problem = json!({ "type": "urn:charter:problem:x", "title": "No", "status": status });
        problem.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        Self::text(status, "application/problem+json", &problem.to_string())
    }

    pub fn text(status: u16, content_type: &str, body: &str) -> Self {
        let response = Response::builder().status(status).header("content-type", content_type);
        let response = response.header("x-request-id", "request-1");
        Self::Answer(response.body(Body::from(body.to_owned())).unwrap())
    }

    /// A stream of these frames that then stays open, or ends.
    pub fn stream(frames: Vec<String>, stays_open: bool) -> Self {
        let frames = stream::iter(frames.into_iter().map(Ok::<_, std::io::Error>));
        let body =
            if stays_open { Body::from_stream(frames.chain(stream::pending())) } else { Body::from_stream(frames) };
        Self::Answer(Response::builder().header("content-type", "text/event-stream").body(body).unwrap())
    }

    pub fn with(self, name: &'static str, value: &str) -> Self {
        let Self::Answer(mut response) = self else { return self };
        response.headers_mut().insert(name, value.parse().unwrap());
        Self::Answer(response)
    }
}

#[derive(Default)]
struct Script {
    replies: Mutex<VecDeque<Reply>>,
    asked: Mutex<Vec<Asked>>,
}

pub struct Server {
    script: Arc<Script>,
    pub url: String,
}

impl Server {
    pub async fn start(replies: Vec<Reply>) -> Self {
        let script = Arc::new(Script { replies: Mutex::new(replies.into()), ..Script::default() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { script, url }
    }

    /// A client that hardly waits before it tries again.
    pub fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub fn builder(&self) -> ClientBuilder {
        let shortest = Duration::from_millis(1);
        let retry = RetryPolicy::with_retries(2).base_delay(shortest).longest_delay(shortest);
        Client::builder().url(&self.url).token("secret").retry(retry)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.script.asked.lock().unwrap().clone()
    }
}

async fn answer(State(script): State<Arc<Script>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked {
        method: parts.method,
        target: parts.uri.to_string(),
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.unwrap(),
    };
    script.asked.lock().unwrap().push(asked);
    let reply = script.replies.lock().unwrap().pop_front();
    match reply {
        Some(Reply::Answer(response)) => response,
        Some(Reply::Cut) => {
            let cut = stream::iter([Ok(Bytes::from_static(b"{")), Err(std::io::Error::other("cut"))]);
            Response::builder().header("content-length", "100").body(Body::from_stream(cut)).unwrap()
        }
        Some(Reply::Hang) => std::future::pending().await,
        None => Response::builder().status(403).body(Body::from("the script is over")).unwrap(),
    }
}

pub fn resource(key: &str, rev: u64, value: &Value) -> Value {
    json!({
        "key": key,
        "value": value,
        "rev": rev,
        "created_at": "2026-01-05T09:30:00.000Z",
        "updated_at": "2026-01-05T09:30:00.000Z",
        "updated_by": "user:local",
    })
}

pub fn store_info(revision: u64) -> Reply {
    Reply::json(
        200,
        &json!({
            "store_id": STORE,
            "revision": revision,
            "oldest_revision": 1,
            "versions": { "contract": "0.1.0", "server": "0.1.0", "store_format": 1 },
        }),
    )
}

/// An event's frame; only the last of a commit has an `id:`.
pub fn event_frame(revision: u64, place: u64, ends_commit: bool) -> String {
    let event = json!({
        "specversion": "1.0",
        "id": format!("{revision}-{place}"),
        "source": format!("urn:charter:store:{STORE}"),
        "type": "resource.updated",
        "subject": "project/atlas",
        "time": "2026-01-05T09:30:00.000Z",
        "dataschema": "urn:charter:event:resource.updated:1",
        "revision": revision,
        "partition": "local/default/default",
        "actor": "user:local",
        "data": resource("project/atlas", revision, &json!(place)),
    });
    let id = if ends_commit { format!("id: {revision}\n") } else { String::new() };
    format!("event: resource.updated\n{id}data: {event}\n\n")
}
