//! What every request meets, whatever its operation: names, problems, bounds, and the end of the server.

mod support;

use reqwest::StatusCode;
use serde_json::{Value, json};

use support::{Server, client, problem};

#[tokio::test]
async fn every_answer_has_its_requests_name() {
    let server = Server::start().await;
    let mine = client().get(server.url("/healthz")).header("X-Request-Id", "mine-1").send().await.unwrap();
    assert_eq!(mine.headers()["x-request-id"], "mine-1");
    let given = server.get("/nowhere").await;
    let name = given.headers()["x-request-id"].to_str().unwrap().to_owned();
    let problem = problem(given).await;
    assert_eq!(problem["request_id"], json!(name));
    assert_eq!(problem["instance"], json!(format!("urn:charter:request:{name}")));
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_a_problem() {
    let server = Server::start().await;
    for path in ["/", "/v1", "/v1/resources/", "/v2/resources", "/docs/no-such-file"] {
        let response = server.get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(problem(response).await["type"], "urn:charter:problem:not-found", "{path}");
    }
    let response = client().post(server.url("/v1/resources/a")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    let allow = response.headers()["allow"].to_str().unwrap().to_owned();
    assert!(["GET", "PUT", "PATCH", "DELETE"].iter().all(|method| allow.contains(method)), "{allow}");
    assert_eq!(problem(response).await["status"], 405);
    server.stop().await;
}

#[tokio::test]
async fn a_request_without_a_good_token_learns_how_to_authenticate() {
    let server = Server::start().await;
    for token in [None, Some("Bearer nonsense"), Some("Basic dXNlcjpwYXNz"), Some("Bearer"), Some("Bearer ")] {
        let mut request = client().get(server.url("/v1/resources/a%00?no=parameter"));
        if let Some(token) = token {
            request = request.header("Authorization", token);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{token:?}");
        assert!(response.headers().contains_key("www-authenticate"), "{token:?}");
        assert_eq!(problem(response).await["type"], "urn:charter:problem:unauthenticated", "{token:?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn heads_are_bounded() {
    let server = Server::start().await;
    for bytes in [70_000, 200_000] {
        let long = "x".repeat(bytes);
        let response = client().get(server.url("/healthz")).header("x-long", long).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        assert_eq!(problem(response).await["type"], "urn:charter:problem:headers-too-large");
    }
    let long = "x".repeat(400_000);
    let many: String = (0..101).map(|number| format!("x-{number}: 1\r\n")).collect();
    let beyond_hyper = [
        (format!("GET /healthz HTTP/1.1\r\nhost: a\r\nx-long: {long}\r\n\r\n"), 431, "headers-too-large"),
        (format!("GET /healthz HTTP/1.1\r\nhost: a\r\n{many}\r\n"), 431, "headers-too-large"),
        (format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", &long[..70_000]), 431, "headers-too-large"),
        ("GET /healthz HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n".to_owned(), 400, "invalid-request"),
        ("GET /healthz HTTP/9.9\r\nhost: a\r\n\r\n".to_owned(), 400, "invalid-request"),
    ];
    for (request, status, kind) in beyond_hyper {
        let answer = server.raw(request.as_bytes()).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status}")), "{head}");
        assert!(head.contains("content-type: application/problem+json"), "{head}");
        let problem: Value = serde_json::from_str(body).unwrap();
        assert_eq!(problem["type"], format!("urn:charter:problem:{kind}"), "{request:.100}");
        assert!(head.contains(&format!("x-request-id: {}", problem["request_id"].as_str().unwrap())), "{head}");
    }
    server.stop().await;
}

#[tokio::test]
async fn bodies_are_bounded_whether_they_announce_their_size_or_not() {
    let server = Server::start().await;
    let put = || client().put(server.url("/v1/resources/a")).bearer_auth(&server.token);
    let body = format!("{{\"value\":\"{}\"}}", "x".repeat(400_000));
    let announced = put().header("content-type", "application/json").body(body.clone()).send().await.unwrap();
    assert_eq!(announced.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let head = format!(
        "PUT /v1/resources/a HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
         transfer-encoding: chunked\r\nconnection: close\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        server.token,
        body.len()
    );
    let answer = server.raw(head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer:.100}");
    server.stop().await;
}

#[tokio::test]
async fn a_client_that_is_refused_early_still_gets_to_its_answer() {
    let server = Server::start().await;
    let body = "x".repeat(10_000_000);
    for token in [server.token.as_str(), "nonsense"] {
        let put = client().put(server.url("/v1/resources/a")).bearer_auth(token);
        let response = put.header("content-type", "application/json").body(body.clone()).send().await.unwrap();
        assert!(response.status().is_client_error());
        problem(response).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn the_public_pages_need_no_token_and_no_network() {
    let server = Server::start().await;
    let get = |path: &'static str| client().get(server.url(path)).send();
    for (path, media_type) in [
        ("/healthz", "application/json"),
        ("/readyz", "application/json"),
        ("/openapi.json", "application/json"),
        ("/openapi.yaml", "application/yaml"),
        ("/metrics", "text/plain; charset=utf-8"),
        ("/docs", "text/html; charset=utf-8"),
    ] {
        let response = get(path).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers()["content-type"], media_type, "{path}");
    }
    let page = get("/docs").await.unwrap().text().await.unwrap();
    let loaded: Vec<_> = page.split('"').filter(|text| text.starts_with("/docs/")).map(str::to_owned).collect();
    assert!(loaded.len() >= 3, "{page}");
    assert!(!page.contains("//"), "the page loads from elsewhere: {page}");
    for path in loaded {
        assert_eq!(server.get(&path).await.status(), StatusCode::OK, "{path}");
    }
    let metrics = get("/metrics").await.unwrap().text().await.unwrap();
    assert!(metrics.contains("charter_http_requests_total{operation=\"getHealth\",status=\"200\"}"), "{metrics}");
    server.stop().await;
}

#[tokio::test]
async fn a_stopping_server_ends_streams_with_a_frame_that_says_so() {
    let server = Server::start().await;
    let stream = server.get("/v1/events").await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    server.stop().await;
    let frames = stream.text().await.unwrap();
    assert!(frames.contains("event: closing\ndata: {\"reason\":\"shutting_down\""), "{frames}");
}
