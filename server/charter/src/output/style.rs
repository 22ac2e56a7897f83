//! The colours, by meaning.

use anstyle::{AnsiColor, Style};

/// What a section is about.
pub const TITLE: Style = Style::new().bold();
/// What is there to be skipped.
pub const FAINT: Style = Style::new().dimmed();
/// What a thing is called.
pub const NAME: Style = AnsiColor::Cyan.on_default();
/// What the user can type.
pub const COMMAND: Style = AnsiColor::Yellow.on_default();
/// What went well, or came to be.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What was refused, or went away.
pub const BAD: Style = AnsiColor::Red.on_default();
/// What went away by itself.
pub const PASSED: Style = AnsiColor::Magenta.on_default();

/// The colours of the help.
pub const HELP: clap::builder::Styles = clap::builder::Styles::styled()
    .header(TITLE)
    .usage(TITLE)
    .literal(NAME)
    .placeholder(FAINT)
    .valid(GOOD)
    .invalid(BAD)
    .error(BAD.bold());
