use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, Result, ensure};
use memchr::memmem::{Finder, find};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::Semaphore,
    task::JoinSet,
    time::timeout,
};

use super::connection::{Connection, parse_headers};
use crate::servers::{Canned, Target};

/// What every event begins with, and nothing else has.
const EVENT: &[u8] = b"event: resource.updated\n";
const BUFFER_BYTES: usize = 16 * 1024;
/// How long the last events may take to everybody.
const PATIENCE: Duration = Duration::from_secs(30);

/// Counts the events in a stream, wherever it is cut.
#[derive(Debug)]
pub struct EventCounter {
    finder: Finder<'static>,
    /// What was read last, and before it the end of what was read before: an event may begin there.
    buffer: Vec<u8>,
    kept: usize,
}

impl EventCounter {
    pub fn new() -> Self {
        Self { finder: Finder::new(EVENT), buffer: vec![0; BUFFER_BYTES], kept: 0 }
    }

    /// Where to read to.
    fn space(&mut self) -> &mut [u8] {
        &mut self.buffer[self.kept..]
    }

    /// How many events begin in the bytes that were read into the space.
    fn read(&mut self, bytes: usize) -> usize {
        let filled = self.kept + bytes;
        let events = self.finder.find_iter(&self.buffer[..filled]).count();
        self.kept = filled.min(EVENT.len() - 1);
        self.buffer.copy_within(filled - self.kept..filled, 0);
        events
    }

    /// How many events begin in a chunk.
    pub fn count(&mut self, chunk: &[u8]) -> usize {
        let mut events = 0;
        for piece in chunk.chunks(BUFFER_BYTES - EVENT.len()) {
            self.space()[..piece.len()].copy_from_slice(piece);
            events += self.read(piece.len());
        }
        events
    }
}

/// A stream that is being read.
#[derive(Debug)]
pub struct EventReader {
    stream: TcpStream,
    counter: EventCounter,
    /// Events that came together with the stream's beginning.
    first_events: usize,
}

impl EventReader {
    /// Asks for a stream; the answer is read up to its `retry:`, which comes before everything else.
    ///
    /// # Errors
    /// When it is not given.
    pub async fn open(connection: Connection, request: &[u8]) -> Result<Self> {
        let mut stream = connection.stream;
        stream.write_all(request).await.context("cannot ask for a stream")?;
        let mut beginning = Vec::with_capacity(BUFFER_BYTES);
        while find(&beginning, b"\nretry: ").is_none() {
            let read = stream.read_buf(&mut beginning).await.context("cannot read a stream")?;
            ensure!(read > 0, "no stream was given: {}", String::from_utf8_lossy(&beginning));
        }
        let mut counter = EventCounter::new();
        let first_events = counter.count(&beginning);
        Ok(Self { stream, counter, first_events })
    }

    /// Waits for more, and tells how many events began in it.
    ///
    /// # Errors
    /// When the stream ends.
    pub async fn next(&mut self) -> Result<usize> {
        if self.first_events > 0 {
            return Ok(std::mem::take(&mut self.first_events));
        }
        let read = self.stream.read(self.counter.space()).await.context("cannot read a stream")?;
        ensure!(read > 0, "a stream ended");
        Ok(self.counter.read(read))
    }

    /// Reads until as many events have begun; answers how many have.
    ///
    /// # Errors
    /// When the stream ends before.
    pub async fn read(&mut self, events: usize) -> Result<usize> {
        let mut come = 0;
        while come < events {
            come += self.next().await?;
        }
        Ok(come)
    }
}

/// How a real stream begins.
#[derive(Debug)]
pub struct FirstEvent {
    /// Its head, and its first frame, which is no event.
    pub stream: Canned,
    /// The frame of its first event.
    pub frame: String,
}

/// Reads a stream up to its first event.
///
/// # Errors
/// When it ends before.
pub async fn first_event(connection: Connection, request: &[u8]) -> Result<FirstEvent> {
    let mut stream = connection.stream;
    stream.write_all(request).await.context("cannot ask for a stream")?;
    let mut text = Vec::new();
    let frame = loop {
        ensure!(stream.read_buf(&mut text).await? > 0, "a stream ended before its first event");
        let event = find(&text, EVENT).map(|at| &text[at..]);
        if let Some((event, end)) = event.and_then(|event| Some((event, find(event, b"\n\n")?))) {
            break String::from_utf8(event[..end + 2].to_vec())?;
        }
    };
    let stream = Canned::from_parts(200, parse_headers(&text)?, "retry: 1000\n\n");
    Ok(FirstEvent { stream, frame })
}

/// Many subscribers, each with a connection, who count what comes.
///
/// Writers may only be a number of events ahead of them: a permit of the window is one delivery to one subscriber. It is
/// taken before the event is written, and given back when it has come.
#[derive(Debug)]
pub struct Subscribers {
    window: Arc<Semaphore>,
    number: u32,
    window_events: u32,
    tasks: JoinSet<Result<()>>,
}

impl Subscribers {
    /// # Errors
    /// When a stream is not given.
    pub async fn open(target: &Target, request: &[u8], number: u32, window_events: u32) -> Result<Self> {
        let window = Arc::new(Semaphore::new(number as usize * window_events as usize));
        let mut tasks = JoinSet::new();
        for _ in 0..number {
            let mut reader = EventReader::open(Connection::open(target.address).await?, request).await?;
            let window = Arc::clone(&window);
            tasks.spawn(async move {
                let failure = loop {
                    match reader.next().await {
                        Ok(events) => window.add_permits(events),
                        Err(failure) => break failure,
                    }
                };
                // Nobody has to wait for this one any more.
                window.close();
                Err(failure)
            });
        }
        Ok(Self { window, number, window_events, tasks })
    }

    /// How many there are.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Where writers wait until everybody has come far enough.
    pub fn gate(&self) -> Gate {
        Gate { window: Arc::clone(&self.window), deliveries: self.number }
    }

    /// Waits until everybody has got everything that was written, and nothing more.
    ///
    /// # Errors
    /// When a stream ends, or something is missing or comes twice.
    pub async fn drain(&mut self) -> Result<()> {
        let all = self.number * self.window_events;
        let drained = timeout(PATIENCE, self.window.acquire_many(all)).await;
        if drained.context("some subscribers did not get everything")?.is_err() {
            let ended = self.tasks.join_next().await.context("the window is closed")?;
            return ended.context("a subscriber's task failed").flatten();
        }
        let given_back = self.window.available_permits();
        ensure!(given_back == all as usize, "subscribers got {given_back} deliveries of {all}");
        Ok(())
    }
}

/// Lets an event through when everybody has got those that came long enough before it.
#[derive(Debug, Clone)]
pub struct Gate {
    window: Arc<Semaphore>,
    deliveries: u32,
}

impl Gate {
    /// At once, when a stream has ended: [`Subscribers::drain`] tells why.
    pub async fn pass(&self) {
        if let Ok(permits) = self.window.acquire_many(self.deliveries).await {
            permits.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_counted_once_wherever_the_stream_is_cut() {
        let stream = "retry: 1000\n\nevent: resource.updated\ndata: {}\nid: 1\n\n".repeat(3);
        for piece_bytes in 1..=stream.len() {
            let mut counter = EventCounter::new();
            let events: usize = stream.as_bytes().chunks(piece_bytes).map(|piece| counter.count(piece)).sum();
            assert_eq!(events, 3, "in pieces of {piece_bytes} bytes");
        }
    }
}
