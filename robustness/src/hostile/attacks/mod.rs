//! What hostile clients do. An attack is what one connection does; it runs on many of them.

mod floods;
mod http2;
mod idle;
mod readers;
mod senders;

use std::time::Duration;

use futures::future::BoxFuture;

use super::{enemy::Enemy, phase::Phase, scene::PRINCIPAL_BYTES};

/// What one hostile connection does, until the server has ended it.
pub(super) type Run = fn(Enemy) -> BoxFuture<'static, anyhow::Result<()>>;

/// A sort of hostile connection.
#[derive(Clone)]
pub(super) struct Attack {
    pub name: &'static str,
    /// How many there are of it at once; all of one principal.
    pub connections: usize,
    /// The most that one of them can make the server hold, besides what counts on its principal.
    pub bytes_each: usize,
    /// The most that counts on its principal.
    pub principal_bytes: usize,
    pub run: Run,
}

impl Attack {
    /// So many connections are begun in a second.
    const BEGUN_PER_SECOND: usize = 5_000;

    const fn new(name: &'static str, connections: usize, bytes_each: usize, run: Run) -> Self {
        Self { name, connections, bytes_each, principal_bytes: 0, run }
    }

    /// One that comes with a good token.
    const fn with_token(name: &'static str, connections: usize, bytes_each: usize, run: Run) -> Self {
        Self { name, connections, bytes_each, principal_bytes: PRINCIPAL_BYTES, run }
    }

    /// The most that all of them together can make the server hold.
    pub(super) fn most_bytes(&self) -> usize {
        self.connections * self.bytes_each + self.principal_bytes
    }

    /// When the connection of this number begins.
    pub(super) fn delay(&self, connection: usize) -> Duration {
        Duration::from_micros((connection * 1_000_000 / Self::BEGUN_PER_SECOND) as u64)
    }
}

/// What the server lets a connection hold; `docs/limits.md` has the same table.
mod held {
    /// A connection on which nothing is under way: its state and its buffers.
    pub const IDLE: usize = 16 << 10;
    /// One with a head that is being read, of up to 80 KiB in a buffer that grows by doubling; or with an answer that is
    /// being handed over.
    pub const BUSY: usize = IDLE + (160 << 10);
    /// A stream that nobody takes: a page of the log, its largest event, and what has been handed over.
    pub const STREAM: usize = 768 << 10;
}

/// How many connections each attack has.
pub(super) struct Mix {
    pub idle: usize,
}

impl Mix {
    /// Each sort by itself, then all together.
    pub(super) fn phases(&self) -> Vec<Phase> {
        let sorts =
            [("idle", self.idle()), ("slow senders", senders()), ("slow readers", readers()), ("floods", floods())];
        let together = sorts.iter().flat_map(|(_, attacks)| attacks.iter().cloned()).collect();
        let mut phases: Vec<_> = sorts.into_iter().map(|(name, attacks)| Phase { name, attacks }).collect();
        phases.push(Phase { name: "together", attacks: together });
        phases
    }

    fn idle(&self) -> Vec<Attack> {
        vec![
            Attack::new("says nothing", self.idle, held::IDLE, idle::silent),
            Attack::new("half a head", 300, held::IDLE, idle::half_a_head),
            Attack::new("idle after an answer", 200, held::IDLE, idle::after_an_answer),
            Attack::new("idle HTTP/2", 200, held::IDLE, http2::idle),
        ]
    }
}

fn senders() -> Vec<Attack> {
    vec![
        Attack::new("head byte by byte", 200, held::BUSY, senders::head_byte_by_byte),
        Attack::new("large half head", 200, held::BUSY, senders::large_half_head),
        Attack::with_token("body byte by byte", 30, held::BUSY, senders::body_byte_by_byte),
        Attack::new("body without a token", 100, held::BUSY, senders::body_without_token),
        Attack::with_token("body cut short", 20, held::BUSY, senders::body_cut_short),
    ]
}

fn readers() -> Vec<Attack> {
    let streams = held::BUSY + http2::STREAMS * held::STREAM;
    vec![
        Attack::with_token("list never read", 30, held::BUSY, readers::list_never_read),
        Attack::with_token("list read byte by byte", 30, held::BUSY, readers::list_byte_by_byte),
        Attack::with_token("stream never read", 30, held::BUSY + held::STREAM, readers::stream_never_read),
        Attack::with_token("HTTP/2 lists without a window", 4, held::BUSY, http2::lists_without_window),
        Attack::with_token("HTTP/2 streams without a window", 4, streams, http2::streams_without_window),
    ]
}

fn floods() -> Vec<Attack> {
    let each = |name, run| Attack::with_token(name, 3, held::BUSY, run);
    vec![
        each("large heads", floods::large_heads),
        each("many headers", floods::many_headers),
        each("large bodies", floods::large_bodies),
        each("chunks without an end", floods::endless_chunks),
        each("pipelined requests", floods::pipelined),
        each("nonsense", floods::nonsense),
        Attack::with_token("bodies that grow", 20, held::BUSY, floods::growing_bodies),
        each("forged tokens", floods::forged_tokens),
        each("more than the rate", floods::more_than_the_rate),
        each("large lists", floods::large_lists),
        each("HTTP/2 rapid reset", http2::rapid_reset),
        each("HTTP/2 heads without an end", http2::endless_head),
    ]
}
