//! Read, change, write: the way to change a resource that others change as well.

use std::{convert::Infallible, time::Duration};

use charter_types::{EntityTags, JsonPatchOperation, JsonPatchVerb, JsonPointer, Resource, ResourceKey};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Answer, Client, Error, ResultExt, error::InvalidInput, parameter::Parameter, retry::RetryPolicy};

const OPERATION: &str = "update";
/// With full jitter the writers of one key pass one after another; so many rounds mean that something else is wrong.
const MOST_ROUNDS: u32 = 32;
const WAITS: RetryPolicy =
    RetryPolicy { retries: MOST_ROUNDS, base_delay: Duration::from_millis(10), longest_delay: Duration::from_secs(1) };

/// Why a resource was not updated. `E` is what the change itself may fail with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateError<E = Infallible> {
    /// The change refused; nothing was written.
    #[error("the change of {key} was given up")]
    Change {
        /// The resource.
        key: ResourceKey,
        /// What the change said.
        source: E,
    },
    /// The value that is there is not of the type that the change takes.
    #[error("the value of {key} is not what the change takes")]
    Value {
        /// The resource.
        key: ResourceKey,
        /// Why it could not be read.
        source: serde_json::Error,
    },
    /// Others wrote in between, every time.
    #[error("{key} was changed by others in each of {rounds} rounds")]
    Contended {
        /// The resource.
        key: ResourceKey,
        /// How often it was tried.
        rounds: u32,
    },
    /// A request failed.
    #[error(transparent)]
    Request(#[from] Error),
}

impl Client {
    /// Changes a resource's value so that no other writer's change is lost: reads it, lets `change` make the new
    /// value from it (`None` when there is no such resource), and writes that only if nobody wrote in between;
    /// otherwise it starts again. `change` may therefore run several times. An expiry stays as it is.
    ///
    /// ```no_run
    /// use serde::{Deserialize, Serialize};
    ///
    /// #[derive(Default, Serialize, Deserialize)]
    /// struct Progress {
    ///     done: u32,
    /// }
    ///
    /// # async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let written = client
    ///     .update("project/atlas/progress", |progress: Option<Progress>| {
    ///         let progress = progress.unwrap_or_default();
    ///         Progress { done: progress.done + 1 }
    ///     })
    ///     .await?;
    /// println!("now at revision {}", written.rev);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When a request fails, the value is no `T`, or others write in between each time.
    pub async fn update<T, F>(
        &self,
        key: impl Parameter<ResourceKey>,
        mut change: F,
    ) -> Result<Answer<Resource>, UpdateError>
    where
        T: Serialize + DeserializeOwned,
        F: FnMut(Option<T>) -> T,
    {
        self.try_update(key, |value| Ok(change(value))).await
    }

    /// Like [`update`](Self::update) with a change that may refuse: then nothing is written.
    ///
    /// # Errors
    /// What `change` refused with, and those of [`update`](Self::update).
    pub async fn try_update<T, F, E>(
        &self,
        key: impl Parameter<ResourceKey>,
        mut change: F,
    ) -> Result<Answer<Resource>, UpdateError<E>>
    where
        T: Serialize + DeserializeOwned,
        F: FnMut(Option<T>) -> Result<T, E>,
    {
        let key = key.read().map_err(|reason| invalid("key", reason))?;
        for round in 1..=MOST_ROUNDS {
            let present = self.get_resource(&key).await.found().map_err(Error::from)?;
            let value = match &present {
                Some(resource) => {
                    let value = resource.value_as();
                    Some(value.map_err(|source| UpdateError::Value { key: key.clone(), source })?)
                }
                None => None,
            };
            let changed = change(value).map_err(|source| UpdateError::Change { key: key.clone(), source })?;
            let changed = serde_json::to_value(changed).map_err(|error| invalid("value", error.to_string()))?;
            match self.write(&key, present.as_deref(), changed).await {
                Ok(written) => return Ok(written),
                // The resource was changed, or is gone, since it was read.
                Err(error) if error.is_precondition_failed() || error.is_not_found() => {}
                Err(error) => return Err(error.into()),
            }
            tokio::time::sleep(WAITS.delay(round)).await;
        }
        Err(UpdateError::Contended { key, rounds: MOST_ROUNDS })
    }

    /// A patch that replaces the whole value keeps the expiry, which a `PUT` would take away.
    async fn write(
        &self,
        key: &ResourceKey,
        present: Option<&Resource>,
        value: Value,
    ) -> Result<Answer<Resource>, Error> {
        let Some(present) = present else {
            return Ok(self.put_resource(key, value).if_none_match(EntityTags::Any).await?);
        };
        let root = JsonPointer::new("").map_err(|error| invalid("value", error.to_string()))?;
        let replace = JsonPatchOperation::new(JsonPatchVerb::Replace, root).with_value(value);
        Ok(self.patch_resource(key).json_patch([replace]).if_match(present.rev).await?)
    }
}

fn invalid(parameter: &'static str, reason: String) -> Error {
    InvalidInput { operation: OPERATION, parameter, reason }.into()
}
