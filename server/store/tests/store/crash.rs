use std::{
    convert::Infallible,
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use charter_store::{Effects, SqliteStore, Store, commit};
use charter_types::{Clock, Revision, SystemClock, Timestamp};

use crate::support::{after, id, options, put_with_event, revision};

const DIRECTORY: &str = "CHARTER_STORE_CRASH_TEST_DIRECTORY";

/// Not a test by itself: the process that is killed. It says aloud what was acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "run by `killing_the_process_loses_nothing_that_was_acknowledged`"]
async fn write_until_killed() {
    let directory = env::var(DIRECTORY).expect("the parent sets it");
    let store = Arc::new(SqliteStore::open(options(Path::new(&directory), SystemClock)).unwrap());
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for round in 0.. {
                    let key = format!("{writer}-{round}");
                    let written = put_with_event(store.as_ref(), &key).await;
                    writeln!(std::io::stdout(), "acknowledged {written} {key}").unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
}

#[tokio::test]
async fn killing_the_process_loses_nothing_that_was_acknowledged() {
    const ROUNDS: u64 = 3;
    let directory = tempfile::tempdir().unwrap();
    for round in 1..=ROUNDS {
        let acknowledged = write_and_kill(directory.path(), round * 50);
        let store = SqliteStore::open(options(directory.path(), SystemClock)).unwrap();
        for (written, key) in &acknowledged {
            let document = store.get(&id(key)).await.unwrap().expect("it was acknowledged");
            assert_eq!(document.rev.get(), *written);
        }
        let log = store.read_log(charter_store::LogQuery { limit_commits: usize::MAX, ..after(Revision::ZERO) }).await;
        let log = log.unwrap();
        let revisions: Vec<_> = log.events.iter().map(|event| event.revision.get()).collect();
        assert_eq!(revisions, (1..=log.head.get()).collect::<Vec<_>>(), "no gap and no half commit");
        assert!(acknowledged.iter().all(|(written, _)| revision(*written) <= log.head));
        // The next round overwrites the keys of this one, so that revisions go on across the kill.
        store.close().await.unwrap();
    }
}

/// The machine's clock, until it is broken: then the writer panics outside of any decision.
struct BreakableClock(Arc<AtomicBool>);

impl Clock for BreakableClock {
    fn now(&self) -> Timestamp {
        assert!(!self.0.load(Ordering::SeqCst), "the clock is broken");
        SystemClock.now()
    }
}

/// Not a test by itself: the process whose writer panics.
#[tokio::test]
#[ignore = "run by `a_defect_of_the_writer_takes_the_process_down`"]
async fn panic_in_the_writer() {
    let directory = env::var(DIRECTORY).expect("the parent sets it");
    let is_broken = Arc::new(AtomicBool::new(false));
    let clock = BreakableClock(Arc::clone(&is_broken));
    let store = SqliteStore::open(options(Path::new(&directory), clock)).unwrap();
    put_with_event(&store, "kept").await;
    is_broken.store(true, Ordering::SeqCst);
    // Without the abort this would be answered as closed, and the process would end in good order.
    let _ = commit(&store, vec![], |_| Ok::<_, Infallible>((Effects::put(id("lost"), "1"), ()))).await;
    // The answer may be faster than the abort, so the process stays until it is taken down or the writer has ended.
    let _ = store.close().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_defect_of_the_writer_takes_the_process_down() {
    use std::os::unix::process::ExitStatusExt;

    const ABORTED: i32 = 6;
    let directory = tempfile::tempdir().unwrap();
    let status =
        child("crash::panic_in_the_writer", directory.path()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert_eq!(status.unwrap().signal(), Some(ABORTED));
    let store = SqliteStore::open(options(directory.path(), SystemClock)).unwrap();
    assert!(store.get(&id("kept")).await.unwrap().is_some(), "it was acknowledged");
    assert_eq!(store.get(&id("lost")).await.unwrap(), None);
}

/// This test binary once more, for one of the tests that are no tests by themselves.
fn child(test: &str, directory: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]).env(DIRECTORY, directory);
    command
}

/// Lets a child write until it has acknowledged `count` commits, and kills it in the midst of the next.
fn write_and_kill(directory: &Path, count: u64) -> Vec<(u64, String)> {
    let mut child = child("crash::write_until_killed", directory).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    while (acknowledged.len() as u64) < count {
        acknowledged.extend(parse(&lines.next().expect("the child goes on").unwrap()));
    }
    child.kill().unwrap();
    // What was said before the kill counts too; the last line may be torn.
    acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| parse(&line)));
    child.wait().unwrap();
    acknowledged
}

fn parse(line: &str) -> Option<(u64, String)> {
    let (_, said) = line.split_once("acknowledged ")?;
    let (written, key) = said.split_once(' ')?;
    Some((written.parse().ok()?, key.to_owned()))
}
