//! `charter worker-supervisor`: a process between the worker and a run's program, which ends whatever the program has
//! started.
//!
//! It is the reaper of all that descends from it, so that no process gets away from it by a session or a parent of its
//! own. It ends them when the worker says so by closing the control pipe, when the worker dies (which closes the pipe
//! too), when the lease passes without the worker having said that it goes on, and when the program has ended.

mod tree;

use std::{
    ffi::OsString,
    fs::File,
    io,
    os::{fd::AsFd, unix::process::CommandExt},
    path::{Path, PathBuf},
    process,
    time::Duration,
};

use clap::Args;
use rustix::process::Pid;
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    net::unix::pipe,
    process::Command,
    signal::unix::{SignalKind, signal},
    time::{Instant, sleep_until},
};

use self::tree::Tree;
use crate::failure::Failure;

/// What the program leaves behind gets less time than a program that is told to stop.
const LEFTOVER_GRACE: Duration = Duration::from_millis(500);
/// As shells say it.
const CANNOT_START: i32 = 127;

/// A command line that begins a supervisor; the program is still to be added to it.
///
/// # Errors
/// When this program does not know where it is.
pub fn command(grace: Duration, lease: Duration, document: &Path) -> io::Result<Command> {
    // The file may have been replaced by a newer version; what runs is still there.
    let itself = if cfg!(target_os = "linux") { PathBuf::from("/proc/self/exe") } else { std::env::current_exe()? };
    let mut command = Command::new(itself);
    command.arg("worker-supervisor");
    command.args(["--grace-ms", &grace.as_millis().to_string(), "--lease-ms", &lease.as_millis().to_string()]);
    command.arg("--document").arg(document).arg("--");
    Ok(command)
}

/// What tells a supervisor through its control pipe that the lease goes on for so long.
pub fn extension(remaining: Duration) -> [u8; 4] {
    u32::try_from(remaining.as_millis()).unwrap_or(u32::MAX).to_be_bytes()
}

/// Run a program and end all that it starts; `charter worker` does this
#[derive(Debug, Args)]
pub struct Supervisor {
    #[arg(long)]
    grace_ms: u64,
    #[arg(long)]
    lease_ms: u64,
    #[arg(long)]
    document: PathBuf,
    #[arg(last = true, required = true)]
    program: Vec<OsString>,
}

impl Supervisor {
    pub async fn run(self) -> Result<(), Failure> {
        let code = self.supervise().await.map_err(Failure::io("supervise a program"))?;
        process::exit(code)
    }

    async fn supervise(self) -> io::Result<i32> {
        let mut ended = signal(SignalKind::child())?;
        let mut tree = Tree::adopt()?;
        let stop = stop_signal()?;
        let control = pipe::Receiver::from_owned_fd(io::stdin().as_fd().try_clone_to_owned()?)?;
        let program = match self.spawn() {
            Ok(program) => program,
            Err(error) => {
                let name = self.program[0].to_string_lossy();
                anstream::eprintln!("cannot start {name}: {error}");
                return Ok(CANNOT_START);
            }
        };
        tree.expect(program);
        let stop = async {
            tokio::select! {
                () = stop => {}
                () = worker_gives_up(control, Duration::from_millis(self.lease_ms)) => {}
            }
        };
        let mut stop = std::pin::pin!(stop);
        let grace = loop {
            if tree.reap()?.is_some() {
                break LEFTOVER_GRACE;
            }
            tokio::select! {
                _ = ended.recv() => {}
                () = &mut stop => break Duration::from_millis(self.grace_ms),
            }
        };
        tree.end(grace).await
    }

    fn spawn(&self) -> io::Result<Pid> {
        let mut command = process::Command::new(&self.program[0]);
        command.args(&self.program[1..]).stdin(File::open(&self.document)?).process_group(0);
        Ok(Pid::from_child(&command.spawn()?))
    }
}

/// Waits for a signal that asks for an end.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hangup = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hangup.recv() => {}
        }
    })
}

/// Waits until the worker closes the pipe, or has said for a whole lease nothing of a further one.
async fn worker_gives_up(mut control: impl AsyncRead + Unpin, lease: Duration) {
    let mut ends = Instant::now() + lease;
    let mut extension = [0; 4];
    loop {
        tokio::select! {
            // A part of an extension that is read and dropped was followed by the end of the lease: nothing is lost.
            read = control.read_exact(&mut extension) => match read {
                Ok(_) => ends = Instant::now() + Duration::from_millis(u32::from_be_bytes(extension).into()),
                Err(_) => return,
            },
            () = sleep_until(ends) => return,
        }
    }
}
