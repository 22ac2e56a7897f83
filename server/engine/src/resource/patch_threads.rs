use std::{num::NonZeroUsize, panic::resume_unwind, sync::Arc, thread::available_parallelism};

use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::EngineError;

/// Where patches are carried out, the one thing here that can be much work: away from the threads that answer requests,
/// and no more at once than there are processors.
#[derive(Debug, Clone)]
pub(super) struct PatchThreads {
    permits: Arc<Semaphore>,
}

impl PatchThreads {
    pub(super) fn one_per_processor() -> Self {
        Self::new(available_parallelism().map_or(1, NonZeroUsize::get))
    }

    fn new(most_at_once: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(most_at_once)) }
    }

    /// Carries out `work`. Once begun it is finished, and holds its place until then, even if nobody waits any more.
    ///
    /// # Errors
    /// Those of `work`, or [`EngineError::NotRunning`] when the runtime is being shut down.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.expect("the semaphore is never closed");
        let working = spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        match working.await {
            Ok(result) => result,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => resume_unwind(panic),
                Err(_) => Err(EngineError::NotRunning),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use futures::{FutureExt as _, poll};
    use tokio::{runtime, time::timeout};

    use super::*;

    /// Nothing here takes nearly as long.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// Runs a test where there are this many threads for work that blocks.
    fn with_blocking_threads(count: usize, test: impl Future<Output = ()>) {
        let runtime = runtime::Builder::new_current_thread().enable_time().max_blocking_threads(count).build();
        runtime.unwrap().block_on(async { timeout(PATIENCE, test).await }).expect("the test ends in time");
    }

    #[test]
    fn work_is_not_done_where_requests_are_answered() {
        with_blocking_threads(1, async {
            let (release, released) = mpsc::channel::<()>();
            let other = spawn_blocking(move || released.recv());
            let threads = PatchThreads::new(1);
            let mut working = Box::pin(threads.run(|| Ok(())));
            assert!(poll!(&mut working).is_pending(), "the only thread for it is taken");
            release.send(()).unwrap();
            other.await.unwrap().unwrap();
            working.await.unwrap();
        });
    }

    #[test]
    fn no_more_is_done_at_once_than_there_are_permits() {
        with_blocking_threads(2, async {
            let (release, released) = mpsc::channel::<()>();
            let threads = PatchThreads::new(1);
            let mut first = Box::pin(threads.run(move || {
                let _ = released.recv();
                Ok(())
            }));
            assert!(poll!(&mut first).is_pending());
            let (let_second_end, second_released) = mpsc::channel::<()>();
            let mut second = Box::pin(threads.run(move || {
                let _ = second_released.recv();
                Ok(())
            }));
            assert!(poll!(&mut second).is_pending());
            // Ends only if a thread is left for it.
            spawn_blocking(|| ()).await.unwrap();
            release.send(()).unwrap();
            first.await.unwrap();
            let_second_end.send(()).unwrap();
            second.await.unwrap();
        });
    }

    #[test]
    fn work_that_nobody_waits_for_keeps_its_place() {
        with_blocking_threads(1, async {
            let (release, released) = mpsc::channel::<()>();
            let threads = PatchThreads::new(1);
            let mut abandoned = Box::pin(threads.run(move || {
                let _ = released.recv();
                Ok(())
            }));
            assert!(poll!(&mut abandoned).is_pending());
            drop(abandoned);
            assert!(threads.run(|| Ok(())).now_or_never().is_none());
            assert_eq!(threads.permits.available_permits(), 0);
            release.send(()).unwrap();
            threads.run(|| Ok(())).await.unwrap();
        });
    }
}
