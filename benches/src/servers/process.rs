use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result};

/// A server's process. It is killed when this is dropped.
#[derive(Debug)]
pub struct ServerProcess(Child);

impl ServerProcess {
    /// Starts a process, tells it something if there is something to tell, and waits for the line that says where it
    /// listens.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(command: &mut Command, input: Option<&[u8]>) -> Result<(Self, SocketAddr)> {
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let child = command.stdout(Stdio::piped()).spawn();
        let mut process = Self(child.with_context(|| format!("cannot start {:?}", command.get_program()))?);
        if let (Some(stdin), Some(input)) = (&mut process.0.stdin, input) {
            stdin.write_all(input).context("a server does not listen to what it is told")?;
        }
        let output = process.0.stdout.take().context("a server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).context("cannot read a server's output")?;
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.context("a server ended before it was ready: its error output says why")?;
        let address = address.parse().with_context(|| format!("a server is nowhere: {address}"))?;
        Ok((process, address))
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
