use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use futures::{Stream, StreamExt};
use tokio::time::{Instant, Sleep, sleep_until};

/// Notices that nothing comes for too long.
///
/// Mostly something is there already, or comes soon. So the clock is read only when there is something to wait for,
/// and the timer is left as it was: when it goes off, it may turn out that it has to go on.
#[derive(Debug, Default)]
pub(super) struct Silence {
    timer: Option<Pin<Box<Sleep>>>,
}

impl Silence {
    /// The next item; `None` when the stream has ended, or does not bring one for `time_out`.
    pub(super) async fn bound<S: Stream + Unpin>(&mut self, time_out: Duration, stream: &mut S) -> Option<S::Item> {
        let mut deadline = None;
        poll_fn(|context| {
            if let Poll::Ready(item) = stream.poll_next_unpin(context) {
                return Poll::Ready(item);
            }
            let deadline = *deadline.get_or_insert_with(|| Instant::now() + time_out);
            self.poll_until(deadline, context).map(|()| None)
        })
        .await
    }

    fn poll_until(&mut self, deadline: Instant, context: &mut Context<'_>) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        while timer.as_mut().poll(context).is_ready() {
            if timer.deadline() >= deadline {
                self.timer = None;
                return Poll::Ready(());
            }
            timer.as_mut().reset(deadline);
        }
        Poll::Pending
    }
}
