use charter_conformance::wire::{Client, Watch};
use tokio::{sync::watch, task::JoinHandle};

use super::Logged;

/// A live stream that somebody looks at in the background.
#[derive(Debug)]
pub struct Viewer {
    task: JoinHandle<Vec<Logged>>,
    reached: watch::Receiver<u64>,
}

/// How far a stream has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewing {
    /// It has shown everything up to the revision asked for.
    Reached,
    /// It has ended before.
    Ended,
}

impl Viewer {
    /// Opens the stream of everything after a revision.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn open(client: &Client, after: u64) -> anyhow::Result<Self> {
        let request = client.watch([]).header("last-event-id", after.to_string());
        let stream = request.open().await.map_err(|failure| anyhow::anyhow!("{failure}"))?;
        let (publish, reached) = watch::channel(after);
        Ok(Self { task: tokio::spawn(view(stream, publish)), reached })
    }

    /// Waits until the stream has come to a revision.
    pub async fn reach(&mut self, revision: u64) -> Viewing {
        match self.reached.wait_for(|reached| *reached >= revision).await {
            Ok(_) => Viewing::Reached,
            Err(_) => Viewing::Ended,
        }
    }

    /// What the stream has shown. It must have ended, or it is hung up on.
    pub async fn into_shown(self) -> Vec<Logged> {
        // Dropping the receiver ends the task with the next frame at the latest; a dead server ends it at once.
        let Self { task, reached } = self;
        drop(reached);
        task.await.unwrap_or_default()
    }
}

/// Looks until the stream ends or nobody asks any more.
async fn view(mut stream: Watch, publish: watch::Sender<u64>) -> Vec<Logged> {
    let mut shown = Vec::new();
    loop {
        tokio::select! {
            () = publish.closed() => return shown,
            event = stream.next() => match event {
                Ok(Some(event)) => {
                    shown.extend(Logged::read(&event));
                    if let Some(id) = stream.last_id() {
                        publish.send_replace(id);
                    }
                }
                Ok(None) | Err(_) => return shown,
            },
        }
    }
}
