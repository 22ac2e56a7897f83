//! Who sends too much is told so, and nobody else notices.

mod support;

use std::num::NonZeroU32;

use charter_auth::{Narrowing, attenuate};
use charter_server::{RateLimit, ServeOptions};
use reqwest::{Client, Response, StatusCode};

use support::{Server, client, problem};

/// One a second is as good as none during a test; the bursts are what is counted.
async fn server(burst: u32) -> Server {
    let number = |number| NonZeroU32::new(number).unwrap();
    let rate_limit = Some(RateLimit { per_second: number(1), burst: number(burst) });
    Server::start_with(ServeOptions { rate_limit, ..ServeOptions::default() }).await
}

async fn read(client: &Client, server: &Server, token: &str) -> Response {
    client.get(server.url("/v1/store")).bearer_auth(token).send().await.unwrap()
}

/// How many of so many requests were answered with this status.
async fn answered(client: &Client, server: &Server, token: &str, requests: usize, status: u16) -> usize {
    let mut answered = 0;
    for _ in 0..requests {
        answered += usize::from(read(client, server, token).await.status() == status);
    }
    answered
}

#[tokio::test]
async fn who_sends_too_much_is_told_when_to_go_on() {
    let server = server(20).await;
    let client = client();
    let limited = answered(&client, &server, &server.token, 60, 429).await;
    assert!((30..=40).contains(&limited), "{limited} of 60 were refused");
    let response = read(&client, &server, &server.token).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()["retry-after"], "1");
    assert!(response.headers().contains_key("x-request-id"));
    let problem = problem(response).await;
    assert_eq!(problem["type"], "urn:charter:problem:rate-limited");
    assert_eq!(problem["status"], 429);
    server.stop().await;
}

#[tokio::test]
async fn other_principals_and_the_same_name_elsewhere_are_not_limited() {
    let server = server(20).await;
    let client = client();
    // They are known, before the address is used up.
    let others = [server.token_of("agent:planner", "local/default/default"), server.token_of("user:local", "acme/a/b")];
    assert!(answered(&client, &server, &server.token, 40, 429).await > 0);
    for other in &others {
        assert_eq!(answered(&client, &server, other, 15, 200).await, 15);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_narrower_token_is_the_same_principal() {
    let server = server(20).await;
    let client = client();
    let narrowing = Narrowing { read_prefixes: Some(vec!["run/".parse().unwrap()]), ..Narrowing::default() };
    let narrower = attenuate(&server.token, &narrowing).unwrap();
    assert!(answered(&client, &server, &server.token, 40, 429).await > 0);
    assert!(answered(&client, &server, narrower.as_str(), 15, 429).await >= 10);
    server.stop().await;
}

#[tokio::test]
async fn forged_tokens_are_limited_and_block_nobody_whose_token_is_good() {
    let server = server(20).await;
    let client = client();
    assert_eq!(read(&client, &server, &server.token).await.status(), 200);
    let forged: String = server.token.chars().rev().collect();
    assert!(answered(&client, &server, &forged, 60, 429).await >= 30);
    // From the same address.
    assert_eq!(answered(&client, &server, &server.token, 15, 200).await, 15);
    server.stop().await;
}

#[tokio::test]
async fn public_pages_are_limited_and_health_is_always_told() {
    let server = server(20).await;
    let client = client();
    // A good token makes no difference where it is not looked at.
    let page = || client.get(server.url("/docs")).bearer_auth(&server.token).send();
    let mut limited = 0;
    for _ in 0..40 {
        limited += usize::from(page().await.unwrap().status() == 429);
    }
    assert!(limited >= 15, "{limited} of 40 were refused");
    for path in ["/healthz", "/readyz"] {
        for _ in 0..30 {
            assert_eq!(client.get(server.url(path)).send().await.unwrap().status(), 200);
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn without_a_limit_nobody_is_refused() {
    let server = Server::start_with(ServeOptions { rate_limit: None, ..ServeOptions::default() }).await;
    assert_eq!(answered(&client(), &server, &server.token, 100, 200).await, 100);
    server.stop().await;
}

#[tokio::test]
async fn what_is_refused_is_counted() {
    let server = server(1).await;
    let client = client();
    answered(&client, &server, &server.token, 5, 429).await;
    answered(&client, &server, "nonsense", 5, 429).await;
    // The page itself is of the same address.
    let metrics = || async { client.get(server.url("/metrics")).send().await.unwrap() };
    let mut page = metrics().await;
    while page.status() != 200 {
        page = metrics().await;
    }
    let text = page.text().await.unwrap();
    for whose in ["principal", "address"] {
        let name = format!("charter_http_rate_limited_total{{whose=\"{whose}\"}}");
        assert!(text.lines().any(|line| line.starts_with(&name)), "{text}");
    }
    server.stop().await;
}
