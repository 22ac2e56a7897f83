//! A server that gives one answer, whatever it is asked.

#![expect(dead_code, reason = "each test binary uses a part of it")]

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, header::CONTENT_TYPE},
};
use charter_conformance::{
    contract::Contract,
    proxy::{Proxy, Record, Upstream},
    wire::Client,
};
use serde_json::Value;
use tokio::net::TcpListener;

/// The one answer.
#[derive(Clone)]
pub struct Scripted {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
    echo: Option<String>,
    hang_up: bool,
}

impl Scripted {
    pub fn json(status: u16, body: &Value) -> Self {
        let status = StatusCode::from_u16(status).unwrap();
        let answer = Self { status, headers: HeaderMap::new(), body: body.to_string(), echo: None, hang_up: false };
        answer.header("content-type", "application/json").header("x-request-id", "r-1")
    }

    /// A stream of these frames that ends behind them.
    pub fn stream(frames: &str) -> Self {
        Self::json(200, &Value::Null).header("content-type", "text/event-stream").body(frames)
    }

    /// The text of a request's header.
    pub fn echo(name: &str) -> Self {
        Self { echo: Some(name.to_owned()), ..Self::json(200, &Value::Null) }
    }

    /// No answer: the connection ends.
    pub fn hang_up() -> Self {
        Self { hang_up: true, ..Self::json(200, &Value::Null) }
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    pub fn body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    fn answer(&self, request: &Request<Body>) -> Response<Body> {
        let header = self.echo.as_ref().map(|name| request.headers().get(name).map(|value| value.to_str().unwrap()));
        let body = header.map_or_else(|| self.body.clone(), |header| Value::from(header).to_string());
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        if self.headers.get(CONTENT_TYPE).is_none() {
            response.headers_mut().remove(CONTENT_TYPE);
        }
        response
    }

    /// Starts it, and gives its URL.
    pub async fn serve(self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        if self.hang_up {
            tokio::spawn(async move {
                while let Ok((connection, _)) = listener.accept().await {
                    drop(connection)
                }
            });
            return url;
        }
        let service = Router::new().fallback(async move |request: Request<Body>| self.answer(&request));
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        url
    }
}

/// Lets a client talk to a server with one answer through a checking proxy, and gives what the proxy has found.
pub async fn exchange(answer: Scripted, talk: impl AsyncFnOnce(Client)) -> Record {
    exchange_under(Contract::embedded().unwrap(), answer, talk).await
}

/// The same with another contract.
pub async fn exchange_under(contract: Contract, answer: Scripted, talk: impl AsyncFnOnce(Client)) -> Record {
    let url = answer.serve().await;
    let contract = Arc::new(contract);
    let proxy = Proxy::start(contract, Upstream::new(&url).unwrap()).await.unwrap();
    talk(Client::new(&proxy.url(), Some("a-token")).unwrap()).await;
    proxy.finish().await
}
