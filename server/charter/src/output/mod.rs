//! What is printed: lines for people on a terminal, plain lines and JSON for programs.

mod event;
mod failure;
mod list;
pub mod style;
mod table;
mod text;

use std::{
    fmt::Display,
    io::{self, IsTerminal, Stdout, Write},
};

use anstream::AutoStream;
use charter_sdk::stream::{EventStream, StreamItem};
use futures::TryStreamExt;
use serde::Serialize;

use crate::failure::Failure;

pub use event::{event_line, event_to_json};
pub use failure::write_failure;
pub use list::ResourceList;
pub use table::Table;
pub use text::{age, fit, pad, printable, until};

/// Standard output. Colours reach terminals only, and none when `NO_COLOR` is set.
#[derive(Debug)]
pub struct Output {
    stream: AutoStream<Stdout>,
    width: Option<usize>,
}

impl Output {
    /// This process's.
    pub fn stdout() -> Self {
        let width =
            io::stdout().is_terminal().then(|| terminal_size::terminal_size().map_or(100, |(width, _)| width.0.into()));
        Self { stream: anstream::stdout(), width }
    }

    /// How many columns a line may have; `None` when the reader is a program.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Prints a line.
    ///
    /// # Errors
    /// When standard output is closed or full.
    pub fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        writeln!(self.stream, "{line}").and_then(|()| self.stream.flush()).map_err(Failure::Output)
    }

    /// Prints what a stream tells, until it ends.
    ///
    /// # Errors
    /// When it ends with one, or standard output is closed or full.
    pub async fn stream(&mut self, mut stream: EventStream, as_json: bool) -> Result<(), Failure> {
        while let Some(item) = stream.try_next().await? {
            self.item(&item, as_json)?;
        }
        Ok(())
    }

    /// Prints an item of a stream, if there is anything to say of it.
    ///
    /// # Errors
    /// When standard output is closed or full.
    pub fn item(&mut self, item: &StreamItem, as_json: bool) -> Result<(), Failure> {
        if as_json {
            return event_to_json(item).iter().try_for_each(|object| self.json(object));
        }
        event_line(item, self.width).iter().try_for_each(|line| self.line(line))
    }

    /// Prints a value as one line of JSON.
    ///
    /// # Errors
    /// When standard output is closed or full.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let line = serde_json::to_string(value).map_err(|error| Failure::Output(error.into()))?;
        self.line(line)
    }
}
