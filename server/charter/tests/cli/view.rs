//! What people see on a terminal.

use std::{
    fs::{File, OpenOptions},
    io::Read,
    process::{Child, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use serde_json::json;

use crate::support::{DEADLINE, Server, wait_for};

/// A command on a terminal of its own.
struct Terminal {
    child: Child,
    shown: Receiver<Vec<u8>>,
    text: String,
}

impl Terminal {
    fn of(command: &mut std::process::Command) -> Self {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let path = ptsname(&ours, Vec::new()).unwrap().into_string().unwrap();
        let theirs = OpenOptions::new().read(true).write(true).open(path).unwrap();
        let child = command.env("TERM", "xterm").stdin(Stdio::null()).stdout(theirs).spawn().unwrap();
        let (sender, shown) = channel();
        thread::spawn(move || {
            let mut ours = File::from(ours);
            let mut buffer = [0; 65_536];
            // Reading fails when the last process has left the terminal.
            while let Ok(length @ 1..) = ours.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { child, shown, text: String::new() }
    }

    #[track_caller]
    fn until(&mut self, text: &str) {
        while !self.text.contains(text) {
            let Ok(bytes) = self.shown.recv_timeout(DEADLINE) else { panic!("no {text:?} in {:?}", self.text) };
            self.text.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_mission_is_drawn_until_its_end_with_what_its_runs_do() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start(directory.path());
    let spec = json!({ "title": "Print the atlas", "items": [{ "item_id": "draw", "title": "Draw" }] }).to_string();
    let mission = server.run(&["mission", "create", &spec, "--json"]).json();
    let mission_id = mission["mission_id"].as_str().unwrap();
    let mut watch = server.command(&["mission", "watch", mission_id]);
    let mut coloured = Terminal::of(watch.env_remove("NO_COLOR"));
    let mut plain = Terminal::of(server.command(&["mission", "watch", mission_id]).env("NO_COLOR", "1"));
    for terminal in [&mut coloured, &mut plain] {
        terminal.until("ready");
    }
    let finish = directory.path().join("finish");
    let script =
        r#"echo '{"kind":"progress","step":"Coastlines","percent":40}'; until [ -e "$FINISH" ]; do sleep 0.05; done"#;
    let mut command = server.command(&["worker", "--once", "--exec", script]);
    let mut worker = command.env("FINISH", &finish).stdout(Stdio::null()).spawn().unwrap();
    for terminal in [&mut coloured, &mut plain] {
        terminal.until("40 % Coastlines");
    }
    std::fs::write(&finish, "").unwrap();
    assert!(wait_for("the worker's end", || worker.try_wait().unwrap()).success());
    for terminal in [&mut coloured, &mut plain] {
        terminal.until("completed");
        terminal.until(" done");
        assert!(wait_for("the end of the watch", || terminal.child.try_wait().unwrap()).success());
    }
    assert!(coloured.text.contains("\u{1b}[1m") && !plain.text.contains("\u{1b}[1m"), "{:?}", plain.text);
}
