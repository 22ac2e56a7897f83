use std::{convert::Infallible, sync::Arc};

use anyhow::Result;
use axum::{Router, body::Body, extract::State, response::Response, routing::get};
use bytes::Bytes;
use futures::{StreamExt as _, stream};
use tokio::sync::broadcast::{self, error::RecvError};

use super::{BarePlan, Canned};
use crate::servers::answer::Ready;

/// As many as the real server keeps for subscribers to catch up.
const KEPT_FRAMES: usize = 4096;

struct Answers {
    put: Ready,
    get: Ready,
    list: Ready,
    stream: Ready,
    frame: Option<Bytes>,
    frames: broadcast::Sender<Bytes>,
}

/// # Errors
/// When the plan has answers that cannot be given.
pub fn app(plan: &BarePlan) -> Result<Router> {
    let ready = |canned: &Option<Canned>| canned.as_ref().map_or_else(|| Ok(Ready::default()), Ready::new);
    let answers = Answers {
        put: ready(&plan.put)?,
        get: ready(&plan.get)?,
        list: ready(&plan.list)?,
        stream: ready(&plan.stream)?,
        frame: plan.frame.clone().map(Bytes::from),
        frames: broadcast::Sender::new(KEPT_FRAMES),
    };
    Ok(Router::new()
        .route("/v1/resources", get(async |State(answers): State<Arc<Answers>>| answers.list.to_response()))
        .route("/v1/resources/events", get(watch))
        .route(
            "/v1/resources/{*key}",
            get(async |State(answers): State<Arc<Answers>>| answers.get.to_response()).put(put),
        )
        .with_state(Arc::new(answers)))
}

async fn put(State(answers): State<Arc<Answers>>, _body: Bytes) -> Response {
    if let Some(frame) = &answers.frame {
        // That nobody listens is no error.
        let _ = answers.frames.send(frame.clone());
    }
    answers.put.to_response()
}

/// Ends when the subscriber has fallen behind.
async fn watch(State(answers): State<Arc<Answers>>) -> Response {
    let beginning = stream::iter([Ok::<_, Infallible>(answers.stream.body())]);
    let frames = stream::unfold(answers.frames.subscribe(), async |mut frames| match frames.recv().await {
        Ok(frame) => Some((Ok(frame), frames)),
        Err(RecvError::Lagged(_) | RecvError::Closed) => None,
    });
    answers.stream.with_body(Body::from_stream(beginning.chain(frames)))
}
