//! What holds for every request, whatever it asks for.

use http::Method;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Duration, timeout},
};

use super::Context;
use crate::{
    contract::document,
    wire::{Failure, Outcome, ensure},
};

pub(super) const CHECKS: super::Checks = &[
    ("every-answer-has-a-request-id", |context| Box::pin(every_answer_has_a_request_id(context))),
    ("content-types-are-compared-without-parameters", |context| Box::pin(content_types_are_compared(context))),
    ("unknown-paths-and-methods-are-problems", |context| Box::pin(unknown_paths_and_methods(context))),
    ("public-operations-need-no-token", |context| Box::pin(public_operations_need_no_token(context))),
    ("the-served-contract-is-this-contract", |context| Box::pin(served_contract_is_this_contract(context))),
    ("a-broken-connection-harms-nobody", |context| Box::pin(a_broken_connection_harms_nobody(context))),
];

async fn every_answer_has_a_request_id(context: &Context) -> Outcome {
    let read = |id: Option<&str>| {
        let request = context.client.resource(Method::GET, &context.key("nothing"));
        match id {
            Some(id) => request.header("x-request-id", id),
            None => request,
        }
        .send()
    };
    let own = read(Some("atlas-42")).await?.expect(404)?;
    let shown = (own.header("x-request-id").map(str::to_owned), own.json()["request_id"].clone());
    ensure(shown.0.as_deref() == Some("atlas-42"), || format!("the request id atlas-42 came back as {shown:?}"))?;
    let ids = [read(None).await?, read(None).await?].map(|answer| answer.header("x-request-id").map(str::to_owned));
    ensure(ids[0].is_some() && ids[0] != ids[1], || format!("two requests have the ids {ids:?}"))?;
    // What is no id is replaced by one.
    let long = read(Some(&"i".repeat(200))).await?.expect_one_of(&[400, 404])?;
    let length = long.header("x-request-id").map_or(0, str::len);
    ensure((1..=128).contains(&length), || format!("the answer has a request id of {length} characters"))
}

async fn content_types_are_compared(context: &Context) -> Outcome {
    let key = context.key("a");
    for content_type in ["application/json; charset=utf-8", "Application/JSON", "application/json;charset=\"UTF-8\""] {
        let request = context.client.resource(Method::PUT, &key).body(content_type, "{\"value\": 1}");
        request.send().await?.expect_one_of(&[200, 201])?;
    }
    for content_type in ["application/jsonp", "text/json", "application/merge-patch+json", "json", "*/*"] {
        let request = context.client.resource(Method::PUT, &key).body(content_type, "{\"value\": 1}");
        request.deliberately_wrong().send().await?.expect(415)?;
    }
    Ok(())
}

async fn unknown_paths_and_methods(context: &Context) -> Outcome {
    for path in ["/", "/v1", "/v1/", "/v1/nothing", "/v1/resources/", "/v2/resources", "/healthz/", "//v1/store"] {
        context.client.request(Method::GET, path).deliberately_wrong().send().await?.expect(404)?;
    }
    let wrong = [(Method::POST, "/v1/store"), (Method::PUT, "/v1/resources/events"), (Method::DELETE, "/v1/resources")];
    for (method, path) in wrong {
        let answer = context.client.request(method, path).deliberately_wrong().send().await?.expect(405)?;
        let allowed = answer.header("allow").unwrap_or_default();
        ensure(!allowed.is_empty(), || format!("{} is refused without saying what is allowed", answer.request))?;
    }
    Ok(())
}

async fn public_operations_need_no_token(context: &Context) -> Outcome {
    let nobody = context.client.with_token(None);
    for path in ["/healthz", "/readyz", "/openapi.json", "/openapi.yaml", "/docs", "/metrics"] {
        nobody.request(Method::GET, path).send().await?.expect(200)?;
        // A token that is no good does not matter where none is needed.
        let with_any = context.client.with_token(Some("not-a-token"));
        with_any.request(Method::GET, path).send().await?.expect(200)?;
    }
    Ok(())
}

async fn served_contract_is_this_contract(context: &Context) -> Outcome {
    let served = context.client.request(Method::GET, "/openapi.json").send().await?.expect(200)?.json();
    let own = document().map_err(|error| Failure::new(error.to_string()))?;
    for part in ["info", "paths", "components"] {
        ensure(served[part] == own[part], || format!("`{part}` of the served contract is not that of this suite"))?;
    }
    Ok(())
}

/// Clients that vanish in the middle of a request, past the proxy and byte by byte.
async fn a_broken_connection_harms_nobody(context: &Context) -> Outcome {
    let key = context.key("half");
    let head = format!(
        "PUT /v1/resources/{key} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
         Content-Length: 1000\r\n\r\n{{\"value\": \"",
        context.server_authority, context.token
    );
    for cut in [4, 40, head.len() / 2, head.len()] {
        let mut connection = connect(context).await?;
        connection.write_all(&head.as_bytes()[..cut]).await.map_err(broken)?;
        drop(connection);
    }
    let nonsense: [&[u8]; 4] =
        [b"\0\0\0\0\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01"];
    for bytes in nonsense {
        let mut connection = connect(context).await?;
        connection.write_all(bytes).await.map_err(broken)?;
        connection.shutdown().await.map_err(broken)?;
        let mut answer = Vec::new();
        // Whether it answers or hangs up: it does so at once.
        let ended = timeout(Duration::from_secs(10), connection.read_to_end(&mut answer)).await;
        ensure(ended.is_ok(), || format!("the server holds on to a connection that began with {bytes:?}"))?;
        let text = String::from_utf8_lossy(&answer);
        ensure(answer.is_empty() || text.starts_with("HTTP/1.1 4"), || format!("{bytes:?} is answered {text:?}"))?;
    }
    context.client.get(&key).await?.expect(404)?;
    context.client.put(&key, &json!("whole")).await.map(|_| ())
}

async fn connect(context: &Context) -> Outcome<TcpStream> {
    TcpStream::connect(&context.server_authority).await.map_err(broken)
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err takes")]
fn broken(error: std::io::Error) -> Failure {
    Failure::new(format!("the connection failed: {error}"))
}
