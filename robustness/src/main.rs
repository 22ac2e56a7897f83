//! `charter-robustness`: whether a server keeps its promises when everything around it fails.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    charter_robustness::cli::main().await
}
