//! Starting the binary, and waiting for what it does.

use std::{
    env, fs,
    io::{self, BufRead, BufReader, PipeReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

/// Longer than anything here takes, on a machine that is busy with something else.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// The binary, with nothing of the tester's environment that it would hear.
pub fn charter(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_charter"));
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CHARTER_")) {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null());
    command
}

/// What a command printed and how it ended.
pub struct Outcome {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    #[track_caller]
    pub fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Self {
            status: status.code().expect("no signal ended the command"),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    /// What it printed, when it did what it was asked for.
    #[track_caller]
    pub fn success(self) -> String {
        assert_eq!(self.status, 0, "{}", self.stderr);
        self.stdout
    }

    #[track_caller]
    pub fn json(self) -> Value {
        serde_json::from_str(&self.success()).unwrap()
    }

    /// What it said on standard error, when it failed as it should.
    #[track_caller]
    pub fn failure(self, status: i32) -> String {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains('\u{1b}'), "colours are for terminals: {}", self.stderr);
        self.stderr
    }
}

#[track_caller]
pub fn run(arguments: &[&str]) -> Outcome {
    Outcome::of(&mut charter(arguments))
}

/// Asks again and again until there is something.
#[track_caller]
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// A running `charter serve`; killed when it is dropped.
pub struct Server {
    child: Child,
    data_dir: PathBuf,
    pub url: String,
}

impl Server {
    /// On a free port.
    pub fn start(data_dir: &Path) -> Self {
        Self::start_with(data_dir, &["--listen", "127.0.0.1:0"])
    }

    /// Waits until the server has told where it is.
    pub fn start_with(data_dir: &Path, flags: &[&str]) -> Self {
        Self::spawn(charter(&["serve", "--log", "warn"]).args(flags), data_dir)
    }

    /// Logs everything to a pipe that nobody reads.
    pub fn start_unread(data_dir: &Path) -> Self {
        let (reader, unread) = io::pipe().unwrap();
        drop(reader);
        Self::spawn(charter(&["serve", "--log", "debug", "--listen", "127.0.0.1:0"]).stderr(unread), data_dir)
    }

    /// Logs everything to a pipe that somebody holds open and never reads.
    pub fn start_unemptied(data_dir: &Path) -> (Self, PipeReader) {
        let (reader, writer) = io::pipe().unwrap();
        let mut command = charter(&["serve", "--log", "debug", "--listen", "127.0.0.1:0"]);
        (Self::spawn(command.stderr(writer), data_dir), reader)
    }

    /// With this many open files at once, at first and after the limit is raised.
    pub fn start_with_files(data_dir: &Path, soft: u32, hard: u32) -> (Self, PipeReader) {
        let (reader, writer) = io::pipe().unwrap();
        let mut command = Command::new("sh");
        let script = format!("ulimit -Sn {soft} && ulimit -Hn {hard} && exec \"$0\" \"$@\"");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_charter"), "serve", "--listen", "127.0.0.1:0"]);
        (Self::spawn(command.stderr(writer), data_dir), reader)
    }

    /// Without room for a file of more than 8 MiB, and for one of 4 MiB on some systems.
    pub fn start_without_room(data_dir: &Path) -> Self {
        let mut command = Command::new("sh");
        // Who goes on is told instead of being ended.
        let script = "trap '' XFSZ && ulimit -f 8192 && exec \"$0\" \"$@\"";
        command.args(["-c", script, env!("CARGO_BIN_EXE_charter"), "serve", "--listen", "127.0.0.1:0"]);
        Self::spawn(&mut command, data_dir)
    }

    fn spawn(command: &mut Command, data_dir: &Path) -> Self {
        let child = command.arg("--data-dir").arg(data_dir).stdout(Stdio::null()).spawn().unwrap();
        let mut server = Self { child, data_dir: data_dir.to_owned(), url: String::new() };
        let pid = server.child.id();
        server.url = wait_for("endpoint.json", || {
            assert_eq!(server.child.try_wait().unwrap(), None, "the server ended");
            // That of an earlier server may still be there.
            let endpoint = server.endpoint().filter(|endpoint| endpoint["pid"] == pid)?;
            Some(endpoint["url"].as_str()?.to_owned())
        });
        server
    }

    pub fn endpoint(&self) -> Option<Value> {
        let text = fs::read(self.data_dir.join("endpoint.json")).ok()?;
        Some(serde_json::from_slice(&text).expect("endpoint.json is whole whenever it is there"))
    }

    pub fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    /// Sends requests with the operator's token over one connection, one after the other, and tells each answer's status.
    #[track_caller]
    pub fn ask(&self, target: &str, times: usize) -> Vec<u16> {
        let token = fs::read_to_string(self.data_dir.join("operator.token")).unwrap();
        let mut connection = TcpStream::connect(self.address()).unwrap();
        connection.set_read_timeout(Some(DEADLINE)).unwrap();
        let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n\r\n", token.trim());
        let mut answers = BufReader::new(connection.try_clone().unwrap());
        let mut statuses = Vec::new();
        for _ in 0..times {
            connection.write_all(request.as_bytes()).unwrap();
            let head: Vec<String> =
                answers.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
            let length =
                head.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            io::copy(&mut answers.by_ref().take(length.unwrap()), &mut io::sink()).unwrap();
            statuses.push(head[0][9..12].parse().unwrap());
        }
        statuses
    }

    /// Runs a command that talks to this server.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(&mut self.command(arguments))
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = charter(arguments);
        command.env("CHARTER_DATA_DIR", &self.data_dir);
        command
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    pub fn ended(&mut self) -> ExitStatus {
        wait_for("the server's end", || self.child.try_wait().unwrap())
    }

    /// As an operator does.
    pub fn stop(mut self) -> ExitStatus {
        self.signal(Signal::TERM);
        self.ended()
    }

    /// As a power cut does.
    pub fn kill(mut self) {
        self.signal(Signal::KILL);
        self.ended();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command that prints lines until it is dropped.
pub struct Lines {
    child: Child,
    lines: Receiver<String>,
}

impl Lines {
    pub fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    #[track_caller]
    pub fn next(&self) -> String {
        self.lines.recv_timeout(DEADLINE).expect("a line in time")
    }

    /// Reads on until a line contains `text`.
    #[track_caller]
    pub fn until(&self, text: &str) -> String {
        let mut seen = Vec::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(DEADLINE) else { panic!("no {text:?} in {seen:#?}") };
            if line.contains(text) {
                return line;
            }
            seen.push(line);
        }
    }

    /// Waits until it ends by itself.
    pub fn ended(mut self) -> ExitStatus {
        wait_for("the command's end", || self.child.try_wait().unwrap())
    }

    pub fn stop(mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
        wait_for("the command's end", || self.child.try_wait().unwrap())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
