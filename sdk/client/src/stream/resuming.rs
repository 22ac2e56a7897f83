use std::time::Duration;

use charter_types::Revision;
use tokio::time::{Instant, sleep};
use tracing::debug;

use super::{
    StreamError, StreamOptions,
    assembly::{Assembly, Connection, Delivery},
    frame::Frame,
    silence::Silence,
    source::{Incoming, OpenError, Source, Wanted},
};
use crate::Error;

/// Where a stream starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// With what happens from now on.
    Now,
    /// With what happened after this revision.
    After(Revision),
    /// With the documents as they are.
    Snapshot,
}

/// Connects, and connects again, until something is final.
pub(crate) struct Resuming<S: Source> {
    source: S,
    start: Start,
    options: StreamOptions,
    /// How often the first connection is tried again.
    first_retries: u32,
    assembly: Assembly,
    frames: Option<S::Frames>,
    silence: Silence,
    is_located: bool,
    was_connected: bool,
    failed_attempts: u32,
    cut_off_since: Option<Instant>,
    ended: bool,
}

impl<S: Source> Resuming<S> {
    pub(crate) fn new(source: S, start: Start, options: StreamOptions, first_retries: u32, assembly: Assembly) -> Self {
        Self {
            source,
            start,
            options,
            first_retries,
            assembly,
            frames: None,
            silence: Silence::default(),
            is_located: false,
            was_connected: false,
            failed_attempts: 0,
            cut_off_since: None,
            ended: false,
        }
    }

    pub(crate) fn assembly(&self) -> &Assembly {
        &self.assembly
    }

    /// The next item; `None` after an error.
    pub(crate) async fn next(&mut self) -> Option<Result<Delivery, StreamError>> {
        while !self.ended {
            if let Some(delivery) = self.assembly.next() {
                return Some(Ok(delivery));
            }
            let step = match self.frames.take() {
                Some(frames) => self.receive(frames).await,
                None => self.connect().await,
            };
            if let Err(error) = step {
                self.ended = true;
                return Some(Err(error));
            }
        }
        None
    }

    async fn receive(&mut self, mut frames: S::Frames) -> Result<(), StreamError> {
        let Some(incoming) = self.silence.bound(self.options.idle_time_out, &mut frames).await else {
            debug!(position = ?self.assembly.position(), "the stream was cut off");
            self.cut_off();
            return Ok(());
        };
        self.failed_attempts = 0;
        self.cut_off_since = None;
        match incoming {
            Incoming::Comment => {}
            Incoming::Retry(retry) => {
                self.options.reconnect.base_delay = retry.min(self.options.reconnect.longest_delay);
            }
            Incoming::Frame(frame) => {
                if self.assembly.accept(Frame::read(&frame)?)? == Connection::Ends {
                    self.cut_off();
                    return Ok(());
                }
            }
        }
        self.frames = Some(frames);
        Ok(())
    }

    /// The next connection waits at least a little, so that a server which ends every stream is not hammered.
    fn cut_off(&mut self) {
        self.failed_attempts += 1;
        self.cut_off_since.get_or_insert_with(Instant::now);
    }

    async fn connect(&mut self) -> Result<(), StreamError> {
        if self.failed_attempts > 0 {
            sleep(self.options.reconnect.delay(self.failed_attempts)).await;
        }
        self.locate().await?;
        self.assembly.connected();
        let wanted = Wanted { position: self.assembly.position(), store: self.assembly.store() };
        match self.source.open(wanted).await {
            Ok(frames) => {
                self.frames = Some(frames);
                self.was_connected = true;
                Ok(())
            }
            Err(OpenError::Final(error)) => Err(error),
            Err(OpenError::Transient { error, retry_after }) => {
                debug!(%error, "the stream could not be opened");
                self.give_up_if_due(error)?;
                sleep(retry_after.unwrap_or_default()).await;
                Ok(())
            }
        }
    }

    /// Learns before the first connection where the store is, so that a stream that starts now and is cut off before
    /// anything came does not lose what happens meanwhile.
    async fn locate(&mut self) -> Result<(), StreamError> {
        if self.is_located || self.assembly.store().is_some() {
            return Ok(());
        }
        if let Some(here) = self.source.locate().await?
            && let Some(store) = here.store
        {
            self.assembly.locate(store, (self.start == Start::Now).then_some(here.revision));
        }
        self.is_located = true;
        Ok(())
    }

    fn give_up_if_due(&mut self, error: Error) -> Result<(), StreamError> {
        self.failed_attempts += 1;
        if !self.was_connected {
            return if self.failed_attempts > self.first_retries { Err(error.into()) } else { Ok(()) };
        }
        let cut_off = self.cut_off_since.map_or(Duration::ZERO, |since| since.elapsed());
        match self.options.give_up_after {
            Some(longest) if cut_off >= longest => Err(StreamError::CutOff { cut_off, source: Some(error) }),
            _ => Ok(()),
        }
    }
}
