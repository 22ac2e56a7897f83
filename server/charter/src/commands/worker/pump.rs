//! From what a program prints to what its run reports.

use charter_sdk::worker::{RunContext, StopToken};
use charter_types::LogLevel;
use tokio::io::AsyncRead;

use super::{
    ending::Said,
    line::{self, Message},
    lines::{LONGEST_LINE, Line, Lines},
};

/// A line of standard error is text, whatever it looks like; more of it than a log event takes is not kept.
const LONGEST_TEXT: usize = 128 * 1024;
/// How many lines of standard error a failure tells.
const LAST_WORDS: usize = 10;
const LONGEST_LAST_WORD: usize = 400;

/// Reports what comes on standard output, until its end.
pub async fn pump_output(pipe: impl AsyncRead + Unpin, context: &RunContext, ended: StopToken, said: &mut Said) {
    let mut lines = Lines::new(pipe, LONGEST_LINE, ended);
    while let Ok(Some(line)) = lines.next().await {
        match line::read(&line) {
            Message::Event(event) => context.report(event).await,
            Message::Outcome(outcome) => said.outcome(outcome),
            Message::Wrong(reason) => {
                said.wrong(&line.text, &reason);
                let message = format!("not as the contract says ({reason}): {}", line.text);
                context.log(LogLevel::Warn, message).await;
            }
            Message::Text => context.log(LogLevel::Info, marked(line)).await,
        }
    }
}

/// Reports what comes on standard error, until its end; gives the last lines.
pub async fn pump_errors(pipe: impl AsyncRead + Unpin, context: &RunContext, ended: StopToken) -> Vec<String> {
    let mut lines = Lines::new(pipe, LONGEST_TEXT, ended);
    let mut last_words = std::collections::VecDeque::new();
    while let Ok(Some(line)) = lines.next().await {
        last_words.push_back(line.text.chars().take(LONGEST_LAST_WORD).collect());
        if last_words.len() > LAST_WORDS {
            last_words.pop_front();
        }
        context.log(LogLevel::Warn, marked(line)).await;
    }
    last_words.into()
}

/// The text, with a mark when it is not all.
fn marked(line: Line) -> String {
    if line.left_out == 0 {
        return line.text;
    }
    // The event takes less than what was kept: the mark has to be at the beginning.
    let bytes = line.text.len() + line.left_out;
    format!("[the beginning of a line of {bytes} bytes] {}", line.text)
}
