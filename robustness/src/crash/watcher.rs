//! Watchers: each follows a part of the keys, is cut off with the server and by itself, and resumes where it was.

use std::time::Duration;

use charter_conformance::wire::{Item, Watch};

use super::{archive::Archive, story::Story};
use crate::{
    target::{Clients, Up},
    workload::END,
};

/// The server promises a comment every 15 seconds.
const SILENCE: Duration = Duration::from_secs(20);
/// A watcher reads at most so many frames before it hangs up by itself.
const MOST_FRAMES: usize = 3000;

/// Follows a part of the keys from the very beginning to the run's last write.
#[derive(Debug)]
pub struct Watcher {
    clients: Clients,
    random: fastrand::Rng,
    archive: Archive,
    story: Story,
}

impl Watcher {
    /// A watcher of these prefixes and of the run's last write.
    pub fn new(mut prefixes: Vec<String>, clients: Clients, random: fastrand::Rng, archive: Archive) -> Self {
        prefixes.push(END.to_owned());
        let story = Story { prefixes, ..Story::default() };
        Self { clients, random, archive, story }
    }

    /// Goes on until it has seen the run's last write.
    ///
    /// # Errors
    /// When the server does not come back.
    pub async fn run(mut self) -> anyhow::Result<Story> {
        while !self.story.is_over {
            let up = self.clients.up().await?;
            let Some(watch) = self.open(&up).await else {
                self.clients.pause().await;
                continue;
            };
            self.read(watch).await;
            self.story.resumes += 1;
        }
        Ok(self.story)
    }

    async fn open(&mut self, up: &Up) -> Option<Watch> {
        let query = self.story.prefixes.iter().map(|prefix| ("prefix", prefix.as_str()));
        let request = up.client.watch(query).header("last-event-id", self.story.position.to_string());
        match request.open_or_answer().await {
            Ok(Ok(watch)) => Some(watch),
            Ok(Err(answer)) => {
                let position = self.story.position;
                self.story.find(format!("a resume from revision {position} was answered {}", answer.shown()));
                // What is refused once would be refused for ever.
                self.story.is_over = true;
                None
            }
            Err(_) => None,
        }
    }

    /// Reads until the stream ends, by whatever reason.
    async fn read(&mut self, mut watch: Watch) {
        let mut begun = Vec::new();
        for _ in 0..self.random.usize(1..MOST_FRAMES) {
            match watch.next_item(SILENCE).await {
                Ok(Some(Item::Frame(frame))) => self.story.take(frame, &mut begun, &self.archive),
                Ok(Some(Item::Comment | Item::Retry(_))) => {}
                Ok(Some(Item::Unknown(line))) => self.story.find(format!("a stream has the line {line:?}")),
                Ok(None) => return,
                Err(failure) => return self.story.find(failure.to_string()),
            }
            if self.story.is_over {
                return;
            }
        }
    }
}
