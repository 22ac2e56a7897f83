//! Files on their way: what is sent again and what is not, and what is not taken for all of a file.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use charter_sdk::{Client, RetryPolicy, Upload};
use futures::{TryStreamExt, stream};
use serde_json::json;

const ID: &str = "0197a3c4-6f00-7000-8000-000000000021";

/// A server whose first answer to an upload is a 503; it counts them.
#[derive(Clone, Default)]
struct Uploads(Arc<AtomicUsize>);

async fn upload(State(uploads): State<Uploads>, headers: HeaderMap, body: Bytes) -> Response {
    assert_eq!(headers[header::CONTENT_TYPE], "application/octet-stream");
    assert!(headers.contains_key("idempotency-key"));
    if uploads.0.fetch_add(1, Ordering::SeqCst) == 0 {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let artifact = json!({
        "artifact_id": ID, "name": "a", "kind": "file", "media_type": "text/plain", "sha256": "0".repeat(64),
        "size": body.len(), "rev": 1, "created_at": "2026-01-05T09:30:00.000Z", "created_by": "user:ada",
    });
    (StatusCode::CREATED, axum::Json(artifact)).into_response()
}

async fn download(headers: HeaderMap) -> Response {
    let range = headers.get(header::RANGE).map(|range| range.to_str().unwrap().to_owned());
    match range.as_deref() {
        Some("bytes=1-2") => (StatusCode::PARTIAL_CONTENT, "bc").into_response(),
        Some("bytes=9-") => (StatusCode::RANGE_NOT_SATISFIABLE, "").into_response(),
        // The connection breaks in the middle.
        Some(_) => {
            let parts = stream::iter([Ok(Bytes::from_static(b"abc")), Err(std::io::Error::other("gone"))]);
            ([(header::CONTENT_LENGTH, "6")], Body::from_stream(parts)).into_response()
        }
        None => Body::from_stream(stream::iter((0..500).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![7; 1000])))))
            .into_response(),
    }
}

async fn server() -> (Client, Uploads) {
    let uploads = Uploads::default();
    let router = Router::new()
        .route("/v1/artifacts", post(upload))
        .route("/v1/artifacts/{id}/content", get(download))
        .with_state(uploads.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let retry = RetryPolicy::with_retries(2).base_delay(std::time::Duration::from_millis(1));
    (Client::builder().url(url).token("t").retry(retry).build().unwrap(), uploads)
}

#[tokio::test]
async fn bytes_in_memory_are_sent_again() {
    let (client, uploads) = server().await;
    let artifact = client.upload_artifact("a", "Mind the gap").await.unwrap();
    assert_eq!((artifact.size.get(), uploads.0.load(Ordering::SeqCst)), (12, 2));
}

#[tokio::test]
async fn what_is_there_once_is_sent_once() {
    let (client, uploads) = server().await;
    let refused = client.upload_artifact("a", Upload::from_reader(&b"Mind the gap"[..])).await;
    assert!(refused.is_err());
    assert_eq!(uploads.0.load(Ordering::SeqCst), 1);
    let artifact = client.upload_artifact("a", Upload::from_reader(&b"Mind the gap"[..])).await.unwrap();
    assert_eq!(artifact.size.get(), 12);
}

#[tokio::test]
async fn an_upload_whose_source_fails_fails() {
    let (client, _) = server().await;
    let parts = stream::iter([Ok(Bytes::from_static(b"abc")), Err("gone")]);
    assert!(client.upload_artifact("a", Upload::from_stream(parts)).await.is_err());
}

#[tokio::test]
async fn a_download_comes_in_parts() {
    let (client, _) = server().await;
    let whole = client.download_artifact(ID).await.unwrap().into_inner();
    let bytes = whole.try_fold(0, |sum, part: Bytes| async move { Ok(sum + part.len()) }).await.unwrap();
    assert_eq!(bytes, 500_000);
    let part = client.download_artifact(ID).range(1..3).await.unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(part.into_inner().bytes().await.unwrap(), "bc");
    let beyond = client.download_artifact(ID).range(9..).await.unwrap_err();
    assert!(matches!(beyond, charter_sdk::requests::DownloadArtifactError::RangeNotSatisfiable(_)), "{beyond:?}");
}

#[tokio::test]
async fn a_download_that_breaks_off_is_not_all_of_it() {
    let (client, _) = server().await;
    // The break may come before the client has seen the answer's head.
    let broken = match client.download_artifact(ID).range("bytes=0-5").await {
        Ok(download) => download.into_inner().bytes().await.map_err(drop),
        Err(_) => Err(()),
    };
    assert!(broken.is_err(), "{broken:?}");
}
