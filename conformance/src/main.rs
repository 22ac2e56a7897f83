//! `charter-conformance`: whether a server keeps every published promise.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    charter_conformance::cli::main().await
}
