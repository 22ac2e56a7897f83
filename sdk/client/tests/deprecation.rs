//! The SDK warns of operations that a server will stop offering: once each, for each client.

mod common;

use std::{
    io,
    sync::{Arc, Mutex},
};

use common::{Reply, Server, event_frame, resource, store_info};
use futures::StreamExt;
use serde_json::{Value, json};
use tracing::{Level, subscriber::DefaultGuard};
use tracing_subscriber::fmt::MakeWriter;

const SINCE: &str = "@1688083200";
const UNTIL: &str = "Tue, 31 Dec 2024 00:00:00 GMT";
const LINK: &str = "<https://a.example/notes>; rel=\"deprecation\"; type=\"text/html\"";

/// What is logged, one JSON object a line.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    /// Takes what this test logs from here on.
    fn capture() -> (Self, DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt().json().with_max_level(Level::WARN).with_writer(log.clone()).finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    /// The fields of each warning.
    fn warnings(&self) -> Vec<Value> {
        let bytes = self.0.lock().unwrap().clone();
        let lines = String::from_utf8(bytes).unwrap();
        lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["fields"].clone()).collect()
    }

    fn operations(&self) -> Vec<String> {
        self.warnings().iter().map(|fields| fields["operation"].as_str().unwrap().to_owned()).collect()
    }
}

fn atlas() -> Reply {
    Reply::json(200, &resource("project/atlas", 1, &json!(1)))
}

fn deprecated(reply: Reply) -> Reply {
    reply.with("deprecation", SINCE).with("sunset", UNTIL)
}

#[tokio::test]
async fn a_warning_tells_which_operation_since_when_until_when_and_where_to_read_more() {
    let (log, _guard) = Log::capture();
    let server = Server::start(vec![deprecated(atlas()).with("link", LINK)]).await;
    server.client().get_resource("project/atlas").await.unwrap();
    let expected = json!({
        "message": "the server will stop offering this operation",
        "operation": "get_resource", "deprecation": SINCE, "sunset": UNTIL, "link": LINK,
    });
    assert_eq!(log.warnings(), [expected]);
}

#[tokio::test]
async fn each_operation_is_told_once_a_client() {
    let (log, _guard) = Log::capture();
    let server = Server::start((0..5).map(|_| deprecated(atlas())).collect()).await;
    let client = server.client();
    client.get_resource("project/atlas").await.unwrap();
    client.get_resource("project/other").await.unwrap();
    client.clone().get_resource("project/atlas").await.unwrap();
    assert_eq!(log.operations(), ["get_resource"], "clones are one client");
    client.put_resource("project/atlas", 1).await.unwrap();
    assert_eq!(log.operations(), ["get_resource", "put_resource"]);
    server.client().get_resource("project/atlas").await.unwrap();
    assert_eq!(
        log.operations(),
        ["get_resource", "put_resource", "get_resource"],
        "another client tells its own program"
    );
}

#[tokio::test]
async fn refusals_and_answers_that_are_tried_again_tell_it_too() {
    let (log, _guard) = Log::capture();
    let busy = || deprecated(Reply::problem(503, json!({})).with("retry-after", "0"));
    let server = Server::start(vec![busy(), busy(), deprecated(Reply::problem(404, json!({})))]).await;
    server.client().get_resource("project/atlas").await.unwrap_err();
    assert_eq!(server.asked().len(), 3);
    assert_eq!(log.operations(), ["get_resource"]);
}

#[tokio::test]
async fn streams_tell_it() {
    let (log, _guard) = Log::capture();
    let stream = deprecated(Reply::stream(vec![event_frame(11, 0, true)], true));
    let server = Server::start(vec![store_info(10), stream]).await;
    let client = server.client();
    let mut stream = client.watch_resources().stream();
    stream.next().await.unwrap().unwrap();
    assert_eq!(log.operations(), ["watch_resources"]);
}

#[tokio::test]
async fn either_header_is_enough_and_neither_is_none() {
    let (log, _guard) = Log::capture();
    let replies = vec![atlas(), atlas().with("link", "</next>; rel=\"next\""), atlas().with("sunset", UNTIL)];
    let server = Server::start(replies).await;
    let client = server.client();
    client.get_resource("project/atlas").await.unwrap();
    client.get_resource("project/atlas").await.unwrap();
    assert_eq!(log.warnings(), Vec::<Value>::new());
    client.get_resource("project/atlas").await.unwrap();
    let fields = &log.warnings()[0];
    assert_eq!(
        (&fields["sunset"], &fields["deprecation"], &fields["link"]),
        (&json!(UNTIL), &Value::Null, &Value::Null)
    );
}
