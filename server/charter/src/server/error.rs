use std::{io, net::SocketAddr};

use charter_auth::KeyError;
use charter_engine::EngineError;
use charter_server::ServeError;
use charter_store::StoreError;

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address can be reached from other machines, and nobody said that it should.
    #[error("{address} can be reached from other machines, and tokens would travel to it in clear text")]
    Remote {
        /// The address.
        address: SocketAddr,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The store cannot be opened.
    #[error(transparent)]
    Store(StoreError),
    /// The root key or the operator's token cannot be opened.
    #[error(transparent)]
    Keys(KeyError),
    /// The engine cannot start on the store.
    #[error(transparent)]
    Engine(EngineError),
    /// Clients cannot be told where the server is.
    #[error("cannot write endpoint.json into the data directory")]
    Endpoint(#[source] io::Error),
    /// Signals cannot be listened to.
    #[error("cannot listen to the signals that stop the server")]
    Signals(#[source] io::Error),
    /// The server did not end well.
    #[error(transparent)]
    Serve(ServeError),
}

impl StartError {
    pub(super) fn bind(address: SocketAddr, source: io::Error) -> Self {
        Self::Bind { address, source }
    }

    /// What the user can do about it, when there is something.
    pub fn advice(&self) -> Option<String> {
        Some(match self {
            Self::Remote { .. } => {
                "put a proxy that speaks TLS in front of a server on 127.0.0.1, or say --allow-remote \
                 (allow_remote = true) if the network is trusted"
                    .to_owned()
            }
            Self::Bind { address, source } => match source.kind() {
                io::ErrorKind::AddrInUse => format!(
                    "another program listens on port {}: stop it, or choose another address with --listen (port 0 \
                     takes a free one)",
                    address.port()
                ),
                io::ErrorKind::PermissionDenied => "choose a port above 1023 with --listen".to_owned(),
                io::ErrorKind::AddrNotAvailable => "choose an address of this machine with --listen".to_owned(),
                _ => return None,
            },
            Self::Store(error) | Self::Engine(EngineError::Store(error)) => return store_advice(error),
            Self::Keys(KeyError::Io { source, .. }) | Self::Endpoint(source) if is_full(source) => MAKE_ROOM.to_owned(),
            _ => return None,
        })
    }
}

const MAKE_ROOM: &str = "make room on the disk of the data directory, or choose another with --data-dir";

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn store_advice(error: &StoreError) -> Option<String> {
    Some(match error {
        StoreError::InUse { holder_pid, .. } => {
            let stop = holder_pid.map_or_else(|| "stop it".to_owned(), |pid| format!("stop it (kill {pid})"));
            format!("a server is running on this data directory: use it, {stop}, or choose another with --data-dir")
        }
        StoreError::NewerFormat { .. } => {
            "run the version of charter that wrote it, or a later one, or choose another directory with --data-dir"
                .to_owned()
        }
        StoreError::Corrupt { .. } => "restore the data directory from a backup".to_owned(),
        StoreError::Full { .. } => MAKE_ROOM.to_owned(),
        _ => return None,
    })
}
