//! What a principal makes the server hold is bounded, and nobody else's.

mod support;

use std::{num::NonZeroUsize, time::Duration};

use charter_server::ServeOptions;
use reqwest::Response;
use serde_json::json;
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpSocket, TcpStream},
    time::{sleep, timeout},
};

use support::{Server, client, problem};

const VALUE_BYTES: usize = 250_000;
/// Longer than anything here takes, on a machine that is busy with something else.
const DEADLINE: Duration = Duration::from_secs(20);

async fn server(bytes: usize) -> Server {
    let principal_memory = NonZeroUsize::new(bytes).unwrap();
    let server = Server::start_with(ServeOptions { principal_memory, ..ServeOptions::default() }).await;
    for number in 0..20 {
        let url = server.url(&format!("/v1/resources/large/{number}"));
        let put = client().put(url).bearer_auth(&server.token).json(&json!({ "value": "x".repeat(VALUE_BYTES) }));
        assert_eq!(put.send().await.unwrap().status(), 201);
    }
    server
}

async fn list(server: &Server, token: &str) -> Response {
    client().get(server.url("/v1/resources?prefix=large/")).bearer_auth(token).send().await.unwrap()
}

/// Asks for a list and never reads the answer.
async fn never_read(server: &Server) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(server.address).await.unwrap();
    let head = "GET /v1/resources?prefix=large/ HTTP/1.1\r\nhost: a\r\nauthorization: Bearer";
    // Twice, because the buffers of both ends hold much of the first.
    for _ in 0..2 {
        stream.write_all(format!("{head} {}\r\n\r\n", server.token).as_bytes()).await.unwrap();
    }
    stream
}

#[tokio::test]
async fn answers_that_nobody_takes_count_until_they_are_gone() {
    let server = server(6 << 20).await;
    let other = server.token_of("agent:other", "local/default/default");
    let untaken = never_read(&server).await;
    let refused = async {
        while list(&server, &server.token).await.status() != 429 {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(DEADLINE, refused).await.expect("the principal has too much under way");
    let response = list(&server, &server.token).await;
    assert_eq!(response.headers()["retry-after"], "1");
    assert_eq!(problem(response).await["type"], "urn:charter:problem:rate-limited");
    assert_eq!(list(&server, &other).await.status(), 200, "others have their own");
    assert_eq!(server.get("/v1/resources/large/1").await.status(), 200, "what is smaller still fits");
    drop(untaken);
    let served = async {
        while list(&server, &server.token).await.status() != 200 {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(DEADLINE, served).await.expect("nothing is held for the principal any more");
    server.stop().await;
}

#[tokio::test]
async fn bodies_count_until_they_are_carried_out() {
    let server = server(24 << 20).await;
    let slow = |number: usize| {
        let target =
            format!("PUT /v1/resources/slow/{number} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n");
        format!("{target}authorization: Bearer {}\r\ncontent-length: 250000\r\n\r\n", server.token)
    };
    let mut streams = Vec::new();
    for number in 0..3 {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(slow(number).as_bytes()).await.unwrap();
        streams.push(stream);
    }
    let put = || {
        let put = client().put(server.url("/v1/resources/a")).bearer_auth(&server.token);
        put.json(&json!({ "value": "x".repeat(VALUE_BYTES) })).send()
    };
    let refused = async {
        while put().await.unwrap().status() != 429 {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(DEADLINE, refused).await.expect("the principal has too much under way");
    // What is small still fits.
    let small = client().put(server.url("/v1/resources/b")).bearer_auth(&server.token).json(&json!({ "value": 1 }));
    assert!(small.send().await.unwrap().status().is_success());
    drop(streams);
    let served = async {
        while !put().await.unwrap().status().is_success() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(DEADLINE, served).await.expect("nothing is held for the principal any more");
    server.stop().await;
}

#[tokio::test]
async fn one_request_may_always_be_and_many_in_a_row() {
    let server = server(1).await;
    for _ in 0..10 {
        let list = server.get("/v1/resources?prefix=large/").await;
        assert_eq!(list.status(), 200);
        assert!(list.bytes().await.unwrap().len() > VALUE_BYTES);
    }
    server.stop().await;
}
