use std::{
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Standard error, as far as it takes what is written at once. What would have to wait for a reader is lost: a pipe that
/// nobody empties must not hold up who logs.
pub(super) struct Lossy;

/// What a pipe that says that it can be written to takes without waiting (POSIX, `PIPE_BUF`).
const AT_ONCE_BYTES: usize = 4096;

/// The end of a line was lost, so that the next one must begin afresh.
static IS_CUT: AtomicBool = AtomicBool::new(false);

impl Write for Lossy {
    /// Takes one line; never fails, because nobody could do anything about it.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // Held, so that nobody else takes the room that there is.
        let mut stderr = io::stderr().lock();
        let is_written =
            |stderr: &mut io::StderrLock<'_>, bytes: &[u8]| is_ready(stderr) && stderr.write_all(bytes).is_ok();
        if IS_CUT.load(Ordering::Relaxed) && is_written(&mut stderr, b"\n") {
            IS_CUT.store(false, Ordering::Relaxed);
        }
        for (index, bytes) in line.chunks(AT_ONCE_BYTES).enumerate() {
            if !is_written(&mut stderr, bytes) {
                IS_CUT.fetch_or(index > 0, Ordering::Relaxed);
                metrics::counter!("charter_log_lines_lost_total").increment(1);
                break;
            }
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn is_ready(stderr: &io::StderrLock<'_>) -> bool {
    const NOT_AT_ALL: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };
    let mut descriptors = [PollFd::new(stderr, PollFlags::OUT)];
    matches!(poll(&mut descriptors, Some(&NOT_AT_ALL)), Ok(1)) && descriptors[0].revents().contains(PollFlags::OUT)
}
