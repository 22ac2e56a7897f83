use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::{Target, process::ServerProcess};
use crate::report::note;

/// The real server, as operators run it; only a limit on how much one principal may do is off.
#[derive(Debug)]
pub struct CharterServer {
    pub target: Target,
    _process: ServerProcess,
}

#[derive(Deserialize)]
struct EndpointFile {
    token_file: PathBuf,
}

impl CharterServer {
    /// Starts it on a free port with the store in `folder`.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let mut command = Command::new(binary);
        // Only the defaults and what stands here are measured, whatever this shell has set.
        for (name, _) in env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"CHARTER_")) {
            command.env_remove(name);
        }
        let log = File::create(folder.join("server.log")).context("cannot make the server's log")?;
        command.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(folder);
        command.stderr(log);
        if has_rate_limit(binary)? {
            command.args(["--rate-limit", "0"]);
        }
        let (process, address) = ServerProcess::start(&mut command, None)
            .with_context(|| fs::read_to_string(folder.join("server.log")).unwrap_or_default())?;
        let file =
            fs::read_to_string(folder.join("endpoint.json")).context("cannot read the server's endpoint.json")?;
        let file: EndpointFile = serde_json::from_str(&file).context("the server's endpoint.json is not as it was")?;
        let token = fs::read_to_string(&file.token_file).context("cannot read the operator's token")?;
        let target = Target { address, pid: process.id(), token: token.trim().to_owned() };
        note(format_args!("charter: process {}, http://{}", target.pid, target.address));
        Ok(Self { target, _process: process })
    }
}

fn has_rate_limit(binary: &Path) -> Result<bool> {
    let help =
        Command::new(binary).args(["serve", "--help"]).output().context("cannot ask the server for its flags")?;
    Ok(String::from_utf8_lossy(&help.stdout).contains("--rate-limit"))
}
