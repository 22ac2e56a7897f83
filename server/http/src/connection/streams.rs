use std::{sync::Arc, time::Duration};

use hyper::rt::Executor;

use super::{activity::Activity, progress::Progress};

tokio::task_local! {
    /// Of the HTTP/2 stream that the task is for.
    static PROGRESS: Arc<Progress>;
}

/// Runs the streams of one HTTP/2 connection, and ends those whose peer takes nothing of its answer. Ending one resets
/// it; the connection's others go on.
#[derive(Clone)]
pub(super) struct StreamTasks {
    activity: Arc<Activity>,
    patience: Duration,
}

impl StreamTasks {
    pub(super) fn new(activity: Arc<Activity>, patience: Duration) -> Self {
        Self { activity, patience }
    }
}

impl<F: Future<Output = ()> + Send + 'static> Executor<F> for StreamTasks {
    fn execute(&self, stream: F) {
        let is_open = self.activity.open();
        let patience = self.patience;
        tokio::spawn(async move {
            let progress = Arc::new(Progress::default());
            tokio::select! {
                biased;
                () = PROGRESS.scope(Arc::clone(&progress), stream) => {}
                () = progress.stalled(patience) => tracing::debug!("a peer takes nothing of a stream: it is reset"),
            }
            drop(is_open);
        });
    }
}

/// That of the HTTP/2 stream that is being answered.
pub(super) fn progress_of_stream() -> Option<Arc<Progress>> {
    PROGRESS.try_with(Arc::clone).ok()
}
