//! What hostile clients do. An attack is what one connection does; it runs on many of them.

mod floods;
mod http2;
mod idle;
mod readers;
mod senders;

use std::time::Duration;

use futures::future::BoxFuture;

use super::{enemy::Enemy, phase::Phase};

/// What one hostile connection does, until the server has ended it.
pub(super) type Run = fn(Enemy) -> BoxFuture<'static, anyhow::Result<()>>;

/// A sort of hostile connection.
#[derive(Clone)]
pub(super) struct Attack {
    pub name: &'static str,
    /// How many there are of it at once.
    pub connections: usize,
    /// The most that one of them can make the server hold.
    pub bytes_each: usize,
    pub run: Run,
}

impl Attack {
    /// So many connections are begun in a second.
    const BEGUN_PER_SECOND: usize = 8_000;

    /// The most that all of them together can make the server hold.
    pub(super) fn most_bytes(&self) -> usize {
        self.connections * self.bytes_each
    }

    /// When the connection of this number begins.
    pub(super) fn delay(&self, connection: usize) -> Duration {
        Duration::from_micros((connection * 1_000_000 / Self::BEGUN_PER_SECOND) as u64)
    }
}

/// What the server lets a connection hold; `docs/limits.md` has the same table.
mod held {
    /// A connection that has said nothing, or little: its state and its buffers.
    pub const IDLE: usize = 32 << 10;
    /// A head that is being read: up to 128 KiB, in a buffer that grows by doubling.
    pub const HEAD: usize = IDLE + (256 << 10);
    /// A body that is being read: the operation's bound, and a buffer.
    pub const BODY: usize = HEAD + (264 << 10);
    /// An answer that nobody takes: the largest page of a list, and what has been handed over of it.
    pub const ANSWER: usize = HEAD + (4 << 20) + (128 << 10);
    /// A stream that nobody takes: a page of the log, its largest event, and what has been handed over.
    pub const STREAM: usize = HEAD + (512 << 10) + (128 << 10);
}

/// How many connections each attack has.
pub(super) struct Mix {
    pub idle: usize,
}

impl Mix {
    /// Each sort by itself, then all together.
    pub(super) fn phases(&self) -> Vec<Phase> {
        let sorts = [
            ("idle connections", self.idle()),
            ("slow senders", senders()),
            ("slow readers", readers()),
            ("floods", floods()),
        ];
        let together = sorts.iter().flat_map(|(_, attacks)| attacks.iter().cloned()).collect();
        let mut phases: Vec<_> = sorts.into_iter().map(|(name, attacks)| Phase { name, attacks }).collect();
        phases.push(Phase { name: "all together", attacks: together });
        phases
    }

    fn idle(&self) -> Vec<Attack> {
        vec![
            Attack { name: "says nothing", connections: self.idle, bytes_each: held::IDLE, run: idle::silent },
            Attack { name: "half a head", connections: 300, bytes_each: held::IDLE, run: idle::half_a_head },
            Attack {
                name: "idle after an answer",
                connections: 200,
                bytes_each: held::IDLE,
                run: idle::after_an_answer,
            },
            Attack { name: "idle HTTP/2", connections: 200, bytes_each: held::IDLE, run: http2::idle },
        ]
    }
}

fn senders() -> Vec<Attack> {
    vec![
        Attack { name: "head byte by byte", connections: 200, bytes_each: held::HEAD, run: senders::head_byte_by_byte },
        Attack { name: "large half head", connections: 100, bytes_each: held::HEAD, run: senders::large_half_head },
        Attack { name: "body byte by byte", connections: 100, bytes_each: held::BODY, run: senders::body_byte_by_byte },
        Attack {
            name: "body without a token",
            connections: 100,
            bytes_each: held::HEAD,
            run: senders::body_without_token,
        },
        Attack { name: "body cut short", connections: 20, bytes_each: held::BODY, run: senders::body_cut_short },
    ]
}

fn readers() -> Vec<Attack> {
    // Each asks for several answers at once.
    let http_2 = |bytes| held::HEAD + http2::STREAMS * bytes;
    vec![
        Attack { name: "list never read", connections: 30, bytes_each: held::ANSWER, run: readers::list_never_read },
        Attack {
            name: "list read byte by byte",
            connections: 30,
            bytes_each: held::ANSWER,
            run: readers::list_byte_by_byte,
        },
        Attack {
            name: "stream never read",
            connections: 30,
            bytes_each: held::STREAM,
            run: readers::stream_never_read,
        },
        Attack {
            name: "HTTP/2 lists without a window",
            connections: 4,
            bytes_each: http_2(held::ANSWER),
            run: http2::lists_without_window,
        },
        Attack {
            name: "HTTP/2 streams without a window",
            connections: 4,
            bytes_each: http_2(held::STREAM),
            run: http2::streams_without_window,
        },
    ]
}

fn floods() -> Vec<Attack> {
    let each = |name, run| Attack { name, connections: 3, bytes_each: held::BODY, run };
    vec![
        each("large heads", floods::large_heads),
        each("many headers", floods::many_headers),
        each("large bodies", floods::large_bodies),
        each("chunks without an end", floods::endless_chunks),
        each("pipelined requests", floods::pipelined),
        each("nonsense", floods::nonsense),
        each("forged tokens", floods::forged_tokens),
        each("more than the rate", floods::more_than_the_rate),
        each("HTTP/2 rapid reset", http2::rapid_reset),
        each("HTTP/2 heads without an end", http2::endless_head),
    ]
}
