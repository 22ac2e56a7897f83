//! When to stop: SIGTERM or SIGINT; a second one means at once.

use std::{io, process};

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that ask for an end, caught from the moment it is made.
#[derive(Debug)]
pub struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    /// # Errors
    /// When the operating system does not hand signals over.
    pub fn catch() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for the first signal; from then on, the next one ends the process at once.
    pub async fn first(mut self) {
        let first = self.next().await;
        tracing::info!(signal = first.name, "stopping; a second signal ends the process at once");
        tokio::spawn(async move {
            let second = self.next().await;
            // The exit status that shells give to a process that a signal ended.
            process::exit(128 + second.kind.as_raw_value());
        });
    }

    async fn next(&mut self) -> Caught {
        tokio::select! {
            _ = self.terminate.recv() => Caught { kind: SignalKind::terminate(), name: "SIGTERM" },
            _ = self.interrupt.recv() => Caught { kind: SignalKind::interrupt(), name: "SIGINT" },
        }
    }
}

struct Caught {
    kind: SignalKind,
    name: &'static str,
}
