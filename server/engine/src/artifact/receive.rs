use bytes::Bytes;
use charter_store::{ReceivedBlob, Store};
use futures::{Stream, StreamExt as _};

use crate::EngineError;

/// Why nothing was kept of what was sent.
#[derive(Debug, thiserror::Error)]
pub enum UploadError<E> {
    /// The bytes did not come to their end.
    #[error("the bytes did not come to their end")]
    Interrupted(E),
    /// The engine refused.
    #[error(transparent)]
    Engine(EngineError),
}

impl<E, T: Into<EngineError>> From<T> for UploadError<E> {
    fn from(error: T) -> Self {
        Self::Engine(error.into())
    }
}

/// Takes in all bytes, which are on the disk then. Nothing is left of them when this fails or is given up.
pub(super) async fn receive<E>(
    store: &dyn Store,
    bytes: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<ReceivedBlob, UploadError<E>> {
    let mut incoming = store.blobs().receive().await?;
    let mut bytes = std::pin::pin!(bytes);
    while let Some(part) = bytes.next().await {
        incoming.write(part.map_err(UploadError::Interrupted)?).await?;
    }
    Ok(incoming.finish().await?)
}
