//! All processes that descend from this one.

use std::{io, time::Duration};

use rustix::{
    io::Errno,
    process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, wait},
};
use tokio::time::{Instant, sleep};

/// How often it is looked whether processes that are told to end have ended.
const ROUND: Duration = Duration::from_millis(10);
/// SIGKILL needs no help, but a process in the kernel's hands may take a while.
const LONGEST_KILL: Duration = Duration::from_secs(10);
/// As shells say it.
const SIGNAL_BASE: i32 = 128;

/// The processes below this one, and how the first of them has ended.
#[derive(Debug)]
pub struct Tree {
    program: Option<Pid>,
    status: Option<i32>,
}

impl Tree {
    /// From now on, descendants whose parent has ended are children of this process.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn adopt() -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
        Ok(Self { program: None, status: None })
    }

    /// The program whose exit status counts.
    pub fn expect(&mut self, program: Pid) {
        self.program = Some(program);
    }

    /// Takes note of all children that have ended; tells the program's exit status once it has.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn reap(&mut self) -> io::Result<Option<i32>> {
        loop {
            match wait(WaitOptions::NOHANG) {
                Ok(Some((pid, status))) if Some(pid) == self.program => self.status = Some(code(status)),
                Ok(Some(_)) | Err(Errno::INTR) => {}
                Ok(None) | Err(Errno::CHILD) => return Ok(self.status),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Ends all of them: SIGTERM, the grace, SIGKILL. Gives the program's exit status.
    ///
    /// # Errors
    /// When the system does not tell what there is.
    pub async fn end(mut self, grace: Duration) -> io::Result<i32> {
        self.signal_all(Signal::TERM)?;
        // A process that is stopped hears SIGTERM only when it goes on.
        self.signal_all(Signal::CONT)?;
        let deadline = Instant::now() + grace;
        while !self.has_ended()? && Instant::now() < deadline {
            sleep(ROUND.min(deadline.saturating_duration_since(Instant::now()))).await;
        }
        let deadline = Instant::now() + LONGEST_KILL;
        while !self.has_ended()? && Instant::now() < deadline {
            // Again and again: one may have been started between the look and the signal.
            self.signal_all(Signal::KILL)?;
            sleep(ROUND).await;
        }
        Ok(self.status.unwrap_or(SIGNAL_BASE + Signal::KILL.as_raw()))
    }

    fn has_ended(&mut self) -> io::Result<bool> {
        self.reap()?;
        Ok(self.members()?.is_empty())
    }

    fn signal_all(&self, signal: Signal) -> io::Result<()> {
        for pid in self.members()? {
            // It may have ended since; one of another user is beyond reach.
            let _ = kill_process(pid, signal);
        }
        Ok(())
    }

    #[cfg(target_os = "linux")]
    fn members(&self) -> io::Result<Vec<Pid>> {
        linux::descendants(rustix::process::getpid())
    }

    /// Where descendants cannot be adopted, the program's process group has to do.
    #[cfg(not(target_os = "linux"))]
    fn members(&self) -> io::Result<Vec<Pid>> {
        Ok(self.program.filter(|_| self.status.is_none()).into_iter().collect())
    }
}

fn code(status: WaitStatus) -> i32 {
    let by_signal = status.terminating_signal().map(|signal| SIGNAL_BASE + signal);
    status.exit_status().or(by_signal).unwrap_or(SIGNAL_BASE)
}

#[cfg(target_os = "linux")]
mod linux {
    use std::{collections::HashMap, fs, io};

    use rustix::process::Pid;

    /// Everything below `root` that has not ended.
    pub fn descendants(root: Pid) -> io::Result<Vec<Pid>> {
        let mut children: HashMap<i32, Vec<i32>> = HashMap::new();
        for entry in fs::read_dir("/proc")? {
            let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
            // It may have ended since.
            let Ok(status) = fs::read(format!("/proc/{pid}/stat")) else { continue };
            if let Some(parent) = parent_of(&String::from_utf8_lossy(&status)) {
                children.entry(parent).or_default().push(pid);
            }
        }
        let mut found = Vec::new();
        let mut parents = vec![root.as_raw_nonzero().get()];
        while let Some(parent) = parents.pop() {
            let below = children.remove(&parent).unwrap_or_default();
            found.extend(below.iter().filter_map(|pid| Pid::from_raw(*pid)));
            parents.extend(below);
        }
        Ok(found)
    }

    /// The parent of a process that has not ended, from `/proc/PID/stat`: `pid (name) state parent …`, where the name
    /// may have anything in it.
    fn parent_of(status: &str) -> Option<i32> {
        let mut fields = status.rsplit_once(')')?.1.split_whitespace();
        let state = fields.next()?;
        let parent = fields.next()?.parse().ok()?;
        (!matches!(state, "Z" | "X")).then_some(parent)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_name_may_have_anything_in_it() {
            assert_eq!(parent_of("12 (a) R 1 (b)) S 7 12 12 0"), Some(7));
            assert_eq!(parent_of("12 (sh) Z 7 12 12 0"), None);
        }
    }
}
