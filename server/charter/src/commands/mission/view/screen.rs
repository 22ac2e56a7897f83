//! Lines that are drawn over those that were drawn before.

use std::io::{self, IsTerminal, Stdout, Write};

use anstream::{AutoStream, ColorChoice, adapter::strip_str};

/// To the beginning of the line, so many lines up.
const UP: &str = "F";
const CLEAR_REST_OF_LINE: &str = "\x1b[K";
const CLEAR_BELOW: &str = "\x1b[J";
const CLEAR_ALL: &str = "\x1b[2J\x1b[H";
/// The terminal shows what lies between all at once, if it can.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// A part of the terminal: from where the cursor was, downwards.
#[derive(Debug)]
pub struct Screen {
    stdout: Stdout,
    is_coloured: bool,
    drawn: usize,
    size: (usize, usize),
}

impl Screen {
    /// `None` when standard output is no terminal that can do this.
    pub fn of_stdout() -> Option<Self> {
        let stdout = io::stdout();
        let is_dumb = std::env::var_os("TERM").is_none_or(|name| name.is_empty() || name == "dumb");
        let is_coloured = AutoStream::choice(&stdout) != ColorChoice::Never;
        let mut screen =
            (stdout.is_terminal() && !is_dumb).then_some(Self { stdout, is_coloured, drawn: 0, size: (0, 0) })?;
        screen.size = screen.size();
        Some(screen)
    }

    /// Columns and lines that can be drawn.
    pub fn size(&self) -> (usize, usize) {
        // The last line is the cursor's.
        terminal_size::terminal_size()
            .map_or((80, 23), |(width, height)| (width.0.into(), usize::from(height.0).saturating_sub(1)))
    }

    /// Draws lines that fit the size, in place of those that are there.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn draw(&mut self, lines: &[String]) -> io::Result<()> {
        let size = self.size();
        let frame = frame(lines, self.drawn, size != self.size, self.is_coloured);
        (self.drawn, self.size) = (lines.len(), size);
        self.stdout.write_all(frame.as_bytes())?;
        self.stdout.flush()
    }
}

/// What draws `lines` over the `drawn` lines above the cursor.
fn frame(lines: &[String], drawn: usize, has_other_size: bool, is_coloured: bool) -> String {
    let mut frame = String::from(BEGIN);
    if drawn > 0 && has_other_size {
        // The terminal has wrapped the old lines anew: nobody knows where they are.
        frame.push_str(CLEAR_ALL);
    } else if drawn > 0 {
        frame.push_str(&format!("\x1b[{drawn}{UP}"));
    }
    for line in lines {
        if is_coloured {
            frame.push_str(line)
        } else {
            frame.push_str(&strip_str(line).to_string())
        }
        frame.push_str(CLEAR_REST_OF_LINE);
        frame.push('\n');
    }
    frame.push_str(CLEAR_BELOW);
    frame.push_str(END);
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_drawn_over_the_one_before() {
        let lines = ["\x1b[1ma\x1b[0m".to_owned(), "b".to_owned()];
        assert_eq!(frame(&lines, 0, false, false), "\x1b[?2026ha\x1b[K\nb\x1b[K\n\x1b[J\x1b[?2026l");
        assert_eq!(frame(&lines[1..], 2, false, true), "\x1b[?2026h\x1b[2Fb\x1b[K\n\x1b[J\x1b[?2026l");
        assert!(frame(&lines, 2, true, true).starts_with("\x1b[?2026h\x1b[2J\x1b[H\x1b[1ma"));
    }
}
