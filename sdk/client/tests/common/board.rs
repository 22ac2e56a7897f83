//! A board of runs as the server has one: claims, leases that run out, reports, ends. It remembers what it was asked,
//! and fails when it is told to.

#![allow(dead_code, reason = "no test uses all of it")]

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::Response,
};
use serde_json::{Value, json};
use tokio::sync::Notify;

/// What the board was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The run, or `claim`.
    pub run: String,
    /// The last segment of the path: `claim`, `heartbeat`, `events`, `complete`, `fail`.
    pub what: String,
    pub key: String,
    pub body: Value,
    pub status: u16,
}

struct Held {
    document: Value,
    epoch: u64,
    lease: Duration,
    expires: Instant,
    cancel: bool,
    is_lost: bool,
    ended: Option<String>,
}

#[derive(Default)]
struct Inner {
    queue: VecDeque<Value>,
    held: BTreeMap<String, Held>,
    asked: Vec<Asked>,
    /// How often what is asked next is answered with 503; by its last segment.
    broken: BTreeMap<String, u32>,
    answers: BTreeMap<String, Value>,
    cancel_at_claim: bool,
}

#[derive(Clone, Default)]
pub struct Board {
    inner: Arc<Mutex<Inner>>,
    changed: Arc<Notify>,
}

impl Board {
    /// A server on a free port.
    pub async fn start() -> (Self, String) {
        let board = Self::default();
        let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(board.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (board, url)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    /// Queues a run and tells its id.
    pub fn queue(&self, more: Value) -> String {
        let mut inner = self.inner();
        let number = inner.queue.len() + inner.held.len() + 1;
        let run_id = format!("0197a3c4-6f00-7000-8000-{number:012}");
        let mut run = json!({
            "run_id": run_id, "title": "Draw the maps", "role": "specialist", "skills": [], "status": "running",
            "attempt": 1, "epoch": 1, "failures": 0, "usage": { "tokens": 0, "cost_micros": 0 }, "records": 0, "rev": 7,
            "created_at": "2026-01-05T09:30:00.000Z", "created_by": "user:local",
            "updated_at": "2026-01-05T09:30:00.000Z",
        });
        run.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        inner.queue.push_back(run);
        drop(inner);
        self.changed.notify_waiters();
        run_id
    }

    /// The run is to stop: the next answer tells it.
    pub fn cancel(&self, run_id: &str) {
        self.inner().held.get_mut(run_id).unwrap().cancel = true;
    }

    pub fn cancel_at_claim(&self) {
        self.inner().cancel_at_claim = true;
    }

    /// The lease passes on to somebody else.
    pub fn take_away(&self, run_id: &str) {
        self.inner().held.get_mut(run_id).unwrap().is_lost = true;
    }

    /// The next so many requests of a sort happen, but their answers do not come.
    pub fn break_next(&self, what: &str, times: u32) {
        self.inner().broken.insert(what.to_owned(), times);
    }

    /// Everything of a sort is refused with this problem.
    pub fn refuse(&self, what: &str, problem: Value) {
        self.inner().answers.insert(what.to_owned(), problem);
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.inner().asked.clone()
    }

    pub fn asked_for(&self, run_id: &str, what: &str) -> Vec<Asked> {
        self.asked().into_iter().filter(|asked| asked.run == run_id && asked.what == what).collect()
    }

    /// All events that were taken, in their order.
    pub fn events(&self, run_id: &str) -> Vec<Value> {
        let reports = self.asked_for(run_id, "events").into_iter().filter(|asked| asked.status == 200);
        reports.flat_map(|asked| asked.body["events"].as_array().cloned().unwrap()).collect()
    }

    /// `complete` or `fail`, once there is one.
    pub fn ended(&self, run_id: &str) -> Option<String> {
        self.inner().held.get(run_id)?.ended.clone()
    }

    pub fn is_claimed(&self, run_id: &str) -> bool {
        self.inner().held.contains_key(run_id)
    }

    async fn claim(&self, body: &Value) -> Value {
        let limit = body["limit"].as_u64().unwrap_or(1);
        let deadline = tokio::time::Instant::now() + Duration::from_millis(body["wait_ms"].as_u64().unwrap_or(0));
        loop {
            let changed = self.changed.notified();
            let claimed = self.claim_now(limit, body["lease_ms"].as_u64().unwrap_or(30_000));
            if !claimed.is_empty() || tokio::time::timeout_at(deadline, changed).await.is_err() {
                return json!({ "runs": claimed });
            }
        }
    }

    fn claim_now(&self, limit: u64, lease_ms: u64) -> Vec<Value> {
        let mut inner = self.inner();
        let mut claimed = Vec::new();
        for _ in 0..limit {
            let Some(run) = inner.queue.pop_front() else { break };
            let run_id = run["run_id"].as_str().unwrap().to_owned();
            let lease = Duration::from_millis(lease_ms);
            let held = Held {
                document: run.clone(),
                epoch: 1,
                lease,
                expires: Instant::now() + lease,
                cancel: inner.cancel_at_claim,
                is_lost: false,
                ended: None,
            };
            claimed.push(json!({ "run": run, "lease": held.lease_document(&run_id) }));
            inner.held.insert(run_id, held);
        }
        claimed
    }

    /// What the server would say about a run's lease.
    fn about_run(&self, run_id: &str, what: &str, body: &Value) -> (u16, Value) {
        let mut inner = self.inner();
        if let Some(problem) = inner.answers.get(what) {
            return (u16::try_from(problem["status"].as_u64().unwrap()).unwrap(), problem.clone());
        }
        let Some(held) = inner.held.get_mut(run_id) else { return (404, problem("not-found", 404)) };
        let is_over = held.is_lost || held.ended.is_some() || Instant::now() >= held.expires;
        if is_over || body["epoch"] != held.epoch {
            return (409, problem("lease-lost", 409));
        }
        match what {
            "heartbeat" => held.expires = Instant::now() + held.lease,
            "complete" | "fail" => {
                held.ended = Some(what.to_owned());
                return (200, held.document.clone());
            }
            _ => {}
        }
        (200, held.lease_document(run_id))
    }
}

impl Held {
    fn lease_document(&self, run_id: &str) -> Value {
        json!({
            "run_id": run_id, "epoch": self.epoch, "expires_at": "2026-01-05T09:30:00.000Z",
            "lease_ms": u64::try_from(self.lease.as_millis()).unwrap(), "cancel_requested": self.cancel,
        })
    }
}

fn problem(kind: &str, status: u16) -> Value {
    json!({ "type": format!("urn:charter:problem:{kind}"), "title": "No", "status": status })
}

async fn answer(State(board): State<Board>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body: Value = serde_json::from_slice(&to_bytes(body, usize::MAX).await.unwrap()).unwrap_or_default();
    let mut segments = parts.uri.path().rsplit('/');
    let (what, run) = (segments.next().unwrap().to_owned(), segments.next().unwrap().to_owned());
    let run = if what == "claim" { what.clone() } else { run };
    let key = parts.headers.get("idempotency-key").map_or("", |key| key.to_str().unwrap()).to_owned();
    // What happened before under this key is told again, as the server does.
    let is_same = |asked: &Asked| asked.key == key && asked.status == 503 && asked.what != "claim";
    let earlier = board.inner().asked.iter().rev().take(100).any(is_same);
    let (mut status, mut document) = match what.as_str() {
        "claim" => (200, board.claim(&body).await),
        _ if earlier && board.ended(&run).is_some() => (200, board.inner().held[&run].document.clone()),
        _ => board.about_run(&run, &what, &body),
    };
    let mut inner = board.inner();
    if let Some(times) = inner.broken.get_mut(&what).filter(|times| **times > 0) {
        *times -= 1;
        (status, document) = (503, problem("unavailable", 503));
    }
    inner.asked.push(Asked { run, what, key, body, status });
    drop(inner);
    let kind = if status < 400 { "application/json" } else { "application/problem+json" };
    let response = Response::builder().status(status).header("content-type", kind);
    response.body(Body::from(document.to_string())).unwrap()
}
