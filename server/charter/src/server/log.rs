//! The log, on standard error: standard output is for what a command is asked for.
//!
//! A log that cannot be written is lost and nothing else: to tell of it on standard error, as tracing would, panics when
//! that is what is gone. Nor does the server wait for whoever should read it.

use std::io::{self, IsTerminal};

use anstream::{AutoStream, ColorChoice};
use tracing_subscriber::{EnvFilter, fmt};

use super::lossy::Lossy;
use crate::settings::{LogFormat, Settings};

/// Logs as the settings say.
pub fn log_for_server(settings: &Settings) {
    let log = fmt().with_env_filter(settings.log.to_filter()).with_writer(|| Lossy).log_internal_errors(false);
    match settings.log_format {
        LogFormat::Text => log.with_ansi(is_coloured()).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}

/// Logs what `CHARTER_LOG` asks for, otherwise what the user of a command should know.
pub fn log_for_client() {
    let asked = std::env::var("CHARTER_LOG").ok().and_then(|filter| EnvFilter::try_new(filter).ok());
    let filter = asked.unwrap_or_else(|| EnvFilter::new("warn"));
    let log = fmt().with_env_filter(filter).with_writer(io::stderr).log_internal_errors(false);
    log.with_ansi(is_coloured()).without_time().init();
}

/// The same rules as for everything else that is printed.
fn is_coloured() -> bool {
    let stderr = io::stderr();
    stderr.is_terminal() && AutoStream::choice(&stderr) != ColorChoice::Never
}
