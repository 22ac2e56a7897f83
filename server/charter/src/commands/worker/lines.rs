//! Lines of any length from a program of any manners, in bounded memory.

use std::{io, time::Duration};

use charter_sdk::worker::StopToken;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader},
    time::sleep,
};

/// As much as the completion of a run may have: what is longer is no message of the contract.
pub const LONGEST_LINE: usize = 4 * 1024 * 1024;
/// How long a pipe may be silent after everything that should hold it has ended.
const LONGEST_SILENCE: Duration = Duration::from_secs(2);

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// As text; what is not UTF-8 is replaced.
    pub text: String,
    /// How many bytes were left out at its end.
    pub left_out: usize,
}

/// Reads lines from a pipe.
#[derive(Debug)]
pub struct Lines<R> {
    reader: BufReader<R>,
    longest: usize,
    /// Cancelled when everything that should hold the other end has ended.
    ended: StopToken,
}

impl<R: AsyncRead + Unpin> Lines<R> {
    pub fn new(reader: R, longest: usize, ended: StopToken) -> Self {
        Self { reader: BufReader::with_capacity(64 * 1024, reader), longest, ended }
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    /// When the pipe cannot be read.
    pub async fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let mut left_out = 0;
        loop {
            let Some(chunk) = fill(&mut self.reader, &self.ended).await? else {
                let is_end = bytes.is_empty() && left_out == 0;
                return Ok((!is_end).then(|| line(&bytes, left_out)));
            };
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            let taken = part.len().min(self.longest - bytes.len());
            bytes.extend_from_slice(&part[..taken]);
            left_out += part.len() - taken;
            let consumed = part.len() + usize::from(end.is_some());
            self.reader.consume(consumed);
            if end.is_some() {
                return Ok(Some(line(&bytes, left_out)));
            }
        }
    }
}

/// What can be read; `None` at the end, or when nobody is left that should write.
async fn fill<'a, R: AsyncRead + Unpin>(
    reader: &'a mut BufReader<R>,
    ended: &StopToken,
) -> io::Result<Option<&'a [u8]>> {
    if reader.buffer().is_empty() {
        let silence = async {
            ended.cancelled().await;
            sleep(LONGEST_SILENCE).await;
        };
        let filled = tokio::select! {
            biased;
            chunk = reader.fill_buf() => !chunk?.is_empty(),
            () = silence => false,
        };
        if !filled {
            return Ok(None);
        }
    }
    Ok(Some(reader.buffer()))
}

fn line(bytes: &[u8], left_out: usize) -> Line {
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    Line { text: String::from_utf8_lossy(bytes).into_owned(), left_out }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(bytes: &[u8], longest: usize) -> Vec<(String, usize)> {
        let mut lines = Lines::new(bytes, longest, StopToken::new());
        let mut read = Vec::new();
        while let Some(line) = lines.next().await.unwrap() {
            read.push((line.text, line.left_out));
        }
        read
    }

    #[tokio::test]
    async fn lines_end_with_a_newline_or_with_everything() {
        let lines = read(b"one\ntwo\r\n\nthree", 100).await;
        assert_eq!(lines, [("one".into(), 0), ("two".into(), 0), (String::new(), 0), ("three".into(), 0)]);
    }

    #[tokio::test]
    async fn a_line_without_end_takes_no_more_memory_than_it_may() {
        let mut bytes = vec![b'x'; 300_000];
        bytes.extend(b"\nnext\n");
        let lines = read(&bytes, 100_000).await;
        assert_eq!(lines, [("x".repeat(100_000), 200_000), ("next".into(), 0)]);
    }

    #[tokio::test]
    async fn what_is_not_text_is_replaced() {
        assert_eq!(read(b"a\xffb\xc3\n", 100).await, [("a\u{fffd}b\u{fffd}".into(), 0)]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pipe_that_somebody_forgot_to_close_ends_all_the_same() {
        let (_open, reader) = tokio::io::duplex(64);
        let ended = StopToken::new();
        ended.cancel();
        assert_eq!(Lines::new(reader, 100, ended).next().await.unwrap(), None);
    }
}
