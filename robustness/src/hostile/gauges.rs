//! What the server's process holds, as the kernel counts it.

use std::{
    fs, io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::Context;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{task::JoinSet, time::interval};

const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Looks at a process again and again, for as long as it is there.
pub(super) struct Gauges {
    pid: u32,
    peaks: Arc<Peaks>,
    _looking: JoinSet<()>,
}

#[derive(Debug, Default)]
struct Peaks {
    memory_bytes: AtomicUsize,
    files: AtomicUsize,
}

/// The most since the last time that it was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peak {
    pub memory_bytes: usize,
    pub files: usize,
}

impl Gauges {
    pub(super) fn start(pid: u32) -> Self {
        let peaks = Arc::new(Peaks::default());
        let mut looking = JoinSet::new();
        let seen = Arc::clone(&peaks);
        looking.spawn(async move {
            let mut looks = interval(LOOK_EVERY);
            loop {
                looks.tick().await;
                // The process may end while it is looked at.
                seen.memory_bytes.fetch_max(memory(pid, "VmRSS").unwrap_or_default(), Ordering::Relaxed);
                seen.files.fetch_max(files(pid).unwrap_or_default(), Ordering::Relaxed);
            }
        });
        Self { pid, peaks, _looking: looking }
    }

    /// The peaks since the last time, which begin anew.
    pub(super) fn take_peak(&self) -> Peak {
        Peak {
            memory_bytes: self.peaks.memory_bytes.swap(0, Ordering::Relaxed),
            files: self.peaks.files.swap(0, Ordering::Relaxed),
        }
    }

    /// What is in memory now.
    pub(super) fn memory_bytes(&self) -> anyhow::Result<usize> {
        memory(self.pid, "VmRSS")
    }

    /// The most that ever was in memory.
    pub(super) fn peak_bytes(&self) -> anyhow::Result<usize> {
        memory(self.pid, "VmHWM")
    }

    /// The open files, connections included.
    pub(super) fn files(&self) -> anyhow::Result<usize> {
        files(self.pid).context("the server's open files cannot be counted")
    }
}

fn files(pid: u32) -> io::Result<usize> {
    Ok(fs::read_dir(format!("/proc/{pid}/fd"))?.count())
}

fn memory(pid: u32, name: &str) -> anyhow::Result<usize> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).context("the server's memory cannot be read")?;
    kibibytes(&status, name).map(|kibibytes| kibibytes * 1024).context("the kernel tells no memory of the server")
}

fn kibibytes(status: &str, name: &str) -> Option<usize> {
    let value = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    value.split_whitespace().next()?.parse().ok()
}

/// This process needs a file for each of its connections too.
pub(super) fn raise_own_limit_of_files(connections: usize) -> anyhow::Result<()> {
    const OTHERS: usize = 2000;
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum })?;
    let files = limit.maximum.and_then(|files| usize::try_from(files).ok()).unwrap_or(usize::MAX);
    let enough = connections + OTHERS <= files;
    anyhow::ensure!(enough, "{connections} connections and others need more than the {files} files that may be open");
    Ok(())
}

pub(super) fn mebibytes(bytes: usize) -> String {
    format!("{} MiB", bytes >> 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_tells_kibibytes() {
        let status = "Name:\tcharter\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n";
        assert_eq!(kibibytes(status, "VmRSS"), Some(1024));
        assert_eq!(kibibytes(status, "VmHWM"), Some(2048));
        assert_eq!(kibibytes(status, "VmSwap"), None);
    }

    #[test]
    fn this_process_has_memory_and_files() {
        let own = std::process::id();
        assert!(memory(own, "VmRSS").unwrap() > 1 << 20);
        assert!(files(own).unwrap() >= 3);
    }
}
