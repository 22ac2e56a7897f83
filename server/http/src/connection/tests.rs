//! Peers that are slow or take nothing, on a clock that runs only when nobody has anything to do.

use std::convert::Infallible;

use axum::{body::Body, routing::get};
use bytes::Bytes;
use h2::{
    Reason, RecvStream,
    client::{Builder, SendRequest},
};
use http::Request;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex},
    task::JoinHandle,
    time::{Instant, sleep},
};

use super::{paced::PART_BYTES, *};

const HEAD: Duration = Duration::from_secs(10);
const WRITE: Duration = Duration::from_secs(30);
const SMALL: &str = "a small answer";
const LARGE_BYTES: usize = 1_000_000;

/// What should come soon. The clock runs on while nobody has anything to do, so that a server that does not keep its word
/// costs no time.
async fn soon<T>(future: impl Future<Output = T>) -> T {
    timeout(WRITE * 10, future).await.expect("it comes in time")
}

impl Reset for DuplexStream {
    fn reset_when_dropped(&self) {}
}

/// The other end of a connection that is served, and the serving.
fn serve() -> (DuplexStream, JoinHandle<()>) {
    let chunks = || futures::stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(b"an event\n")));
    let app = Router::new()
        .route("/small", get(|| async { SMALL }))
        .route("/large", get(|| async { vec![b'x'; LARGE_BYTES] }))
        .route("/endless", get(move || async move { Body::from_stream(chunks()) }))
        .route("/silent", get(|| async { Body::from_stream(futures::stream::pending::<Result<Bytes, Infallible>>()) }));
    let (peer, stream) = duplex(64 * 1024);
    let (stopping, is_stopping) = watch::channel(false);
    let connections = Connections { app, patience: Patience { head: HEAD, write: WRITE }, stopping: is_stopping };
    let serving = tokio::spawn(async move {
        connections.serve(stream, [127, 0, 0, 1].into()).await;
        drop(stopping);
    });
    (peer, serving)
}

#[tokio::test(start_paused = true)]
async fn who_sends_nothing_or_half_a_head_is_let_go() {
    for opening in ["", "GET /small HT", "GET /small HTTP/1.1\r\nhost: a\r\nx-slow"] {
        let (mut peer, serving) = serve();
        let begun = Instant::now();
        peer.write_all(opening.as_bytes()).await.unwrap();
        soon(serving).await.unwrap();
        assert!(begun.elapsed() >= HEAD && begun.elapsed() < HEAD * 2, "{opening:?}: {:?}", begun.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn who_sends_a_head_byte_by_byte_is_let_go() {
    let (mut peer, serving) = serve();
    let begun = Instant::now();
    while peer.write_all(b"x").await.is_ok() && begun.elapsed() < WRITE * 10 {
        sleep(Duration::from_secs(1)).await;
    }
    soon(serving).await.unwrap();
    assert!(begun.elapsed() < HEAD * 2, "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn who_takes_nothing_over_http_1_is_let_go() {
    for path in ["/large", "/endless"] {
        let (mut peer, serving) = serve();
        let begun = Instant::now();
        peer.write_all(format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n").as_bytes()).await.unwrap();
        soon(serving).await.unwrap();
        assert!(begun.elapsed() >= WRITE && begun.elapsed() < WRITE * 2, "{path}: {:?}", begun.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn who_takes_a_byte_now_and_then_over_http_1_is_let_go() {
    let (mut peer, serving) = serve();
    let begun = Instant::now();
    peer.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    while peer.read_u8().await.is_ok() && begun.elapsed() < WRITE * 10 {
        sleep(WRITE / 2).await;
    }
    // What the buffers held is still read after it.
    assert!(serving.is_finished());
}

/// Reads an answer at this pace, and says how many bytes it had.
async fn read_slowly(mut peer: DuplexStream, pause: Duration) -> usize {
    let (mut read, mut buffer) = (0, vec![0; PART_BYTES]);
    loop {
        match soon(peer.read(&mut buffer)).await.unwrap() {
            0 => return read,
            bytes => read += bytes,
        }
        sleep(pause).await;
    }
}

#[tokio::test(start_paused = true)]
async fn who_takes_an_answer_slowly_gets_it_whole() {
    let (mut peer, _serving) = serve();
    peer.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
    let begun = Instant::now();
    assert!(read_slowly(peer, WRITE / 2).await > LARGE_BYTES);
    assert!(begun.elapsed() > WRITE * 3);

    let (peer, _serving) = serve();
    let (send, _connection) = connect(peer, 65_535).await;
    let (_send, mut body) = ask(send, "/large").await;
    let (begun, mut read) = (Instant::now(), 0);
    while let Some(data) = soon(body.data()).await {
        let bytes = data.unwrap_or_else(|error| panic!("{error} after {read} bytes and {:?}", begun.elapsed())).len();
        read += bytes;
        // A part of an answer in a quarter of the time that it may take.
        sleep(WRITE.mul_f64(bytes as f64 / PART_BYTES as f64 / 4.0)).await;
        body.flow_control().release_capacity(bytes).unwrap();
    }
    assert!(begun.elapsed() > WRITE * 3);
    assert_eq!(read, LARGE_BYTES);
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_lives_on() {
    let (mut peer, http_1) = serve();
    peer.write_all(b"GET /silent HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    let (other_peer, http_2) = serve();
    let (send, _connection) = connect(other_peer, 65_535).await;
    let (_send, _body) = ask(send, "/silent").await;
    sleep(WRITE * 100).await;
    assert!(!http_1.is_finished() && !http_2.is_finished());
}

async fn connect(peer: DuplexStream, window: u32) -> (SendRequest<Bytes>, JoinHandle<Result<(), h2::Error>>) {
    let (send, connection) = Builder::new().initial_window_size(window).handshake(peer).await.unwrap();
    (send, tokio::spawn(connection))
}

async fn ask(send: SendRequest<Bytes>, path: &str) -> (SendRequest<Bytes>, RecvStream) {
    let mut send = soon(send.ready()).await.unwrap();
    let request = Request::get(format!("http://a{path}")).body(()).unwrap();
    let (response, _) = send.send_request(request, true).unwrap();
    (send, soon(response).await.unwrap().into_body())
}

#[tokio::test(start_paused = true)]
async fn an_http_2_stream_without_room_is_reset_and_the_others_go_on() {
    for path in ["/small", "/large", "/endless"] {
        // No room at all, a little, and all but the last byte of the small answer.
        for window in [0, 1, SMALL.len() - 1] {
            let (peer, serving) = serve();
            let (send, _connection) = connect(peer, window as u32).await;
            let (send, mut body) = ask(send, path).await;
            let begun = Instant::now();
            let mut read = 0;
            // Read, and never given back as room for more.
            let reason = loop {
                match soon(body.data()).await {
                    Some(Ok(data)) => read += data.len(),
                    Some(Err(error)) => break error.reason(),
                    None => break None,
                }
            };
            assert_eq!(reason, Some(Reason::CANCEL), "{path} with {window}");
            assert!(read <= window, "{path} with {window}: {read}");
            assert_eq!(begun.elapsed().as_secs(), WRITE.as_secs(), "{path} with {window}");
            let (_send, _body) = ask(send, "/small").await;
            assert!(!serving.is_finished());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_idle_http_2_connection_is_closed_in_good_order() {
    for requests in 0..2 {
        let (peer, serving) = serve();
        let (mut send, connection) = connect(peer, 65_535).await;
        for _ in 0..requests {
            send = ask(send, "/small").await.0;
        }
        let begun = Instant::now();
        soon(serving).await.unwrap();
        assert_eq!(begun.elapsed().as_secs(), HEAD.as_secs());
        assert!(connection.await.unwrap().is_ok());
        drop(send);
    }
}

#[tokio::test(start_paused = true)]
async fn an_http_2_peer_that_does_not_answer_a_ping_is_let_go() {
    let (mut peer, serving) = serve();
    // Its preface, empty settings, and a request for a stream; nothing that comes is answered.
    peer.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
    let headers = [&[0x82, 0x86, 0x41, 1, b'a', 0x44, 7][..], b"/silent"].concat();
    let frame = [&[0, 0, headers.len() as u8, 1, 5, 0, 0, 0, 1][..], &headers].concat();
    peer.write_all(&frame).await.unwrap();
    let begun = Instant::now();
    soon(serving).await.unwrap();
    assert!(begun.elapsed() >= PING_INTERVAL && begun.elapsed() < (PING_INTERVAL + WRITE) * 2, "{:?}", begun.elapsed());
}
