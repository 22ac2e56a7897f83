//! The server that is put to the test: a process of the suite's own, or one that runs elsewhere.

mod clock;
mod server;

use std::{
    io,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tempfile::TempDir;

pub use clock::SettableClock;
pub use server::{Endpoint, Server, ServerError};

use crate::{
    token::Minter,
    wire::{Client, TransportError},
};

/// Why there is no server to test.
#[derive(Debug, thiserror::Error)]
pub enum DeploymentError {
    /// The server's binary is nowhere.
    #[error("there is no server binary: build it, or set CHARTER_BIN, or give --base-url and --token-file")]
    NoBinary,
    /// The token cannot be read.
    #[error("the token file {} cannot be read", path.display())]
    Token {
        /// The file.
        path: PathBuf,
        /// What happened.
        #[source]
        source: io::Error,
    },
    /// The root key cannot be used.
    #[error("the root key {} cannot be used with the token", path.display())]
    RootKey {
        /// The file.
        path: PathBuf,
        /// What happened.
        #[source]
        source: io::Error,
    },
    /// There is no room for a store.
    #[error("a folder for the store cannot be made")]
    Folder(#[source] io::Error),
    /// The server does not start.
    #[error(transparent)]
    Server(#[from] ServerError),
}

/// A server that is put to the test.
#[derive(Debug)]
pub struct Deployment {
    /// Where it is.
    pub url: String,
    /// The file that its token is in.
    pub token_file: PathBuf,
    /// Its token.
    pub token: String,
    /// Makes tokens of other principals, when the root key is known.
    pub minter: Option<Minter>,
    /// The binary, when the suite may start servers of its own.
    pub binary: Option<PathBuf>,
    _own: Option<(Server, TempDir)>,
}

impl Deployment {
    /// A server that runs elsewhere.
    ///
    /// # Errors
    /// When the token or the root key cannot be read.
    pub fn elsewhere(url: &str, token_file: &Path, root_key: Option<&Path>) -> Result<Self, DeploymentError> {
        let token = read_token(token_file)?;
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            token_file: token_file.to_owned(),
            minter: root_key.map(|root_key| minter(root_key, &token)).transpose()?,
            token,
            binary: None,
            _own: None,
        })
    }

    /// A fresh process of the suite's own, on a free port, with a temporary store.
    ///
    /// # Errors
    /// When there is no binary or it does not start.
    pub async fn own() -> Result<Self, DeploymentError> {
        let binary = find_binary().ok_or(DeploymentError::NoBinary)?;
        let folder = TempDir::with_prefix("charter-conformance-").map_err(DeploymentError::Folder)?;
        let server = Server::start(&binary, folder.path(), None).await?;
        let Endpoint { url, token_file, .. } = server.endpoint.clone();
        let token = read_token(&token_file)?;
        let minter = Some(minter(&folder.path().join("root.key"), &token)?);
        Ok(Self { url, token_file, token, minter, binary: Some(binary), _own: Some((server, folder)) })
    }

    /// A client that talks to it without a proxy between.
    ///
    /// # Errors
    /// When its URL is not one that the suite can talk to.
    pub fn client(&self) -> Result<Client, TransportError> {
        Client::new(&self.url, Some(&self.token))
    }

    /// What the server says of its versions; null when it does not.
    ///
    /// # Errors
    /// When its URL is not one that the suite can talk to.
    pub async fn versions(&self) -> Result<Value, TransportError> {
        let answer = self.client()?.request(http::Method::GET, "/v1/store").send().await;
        Ok(answer.map(|answer| answer.json()["versions"].clone()).unwrap_or_default())
    }
}

/// # Errors
/// When the file cannot be read.
pub fn read_token(path: &Path) -> Result<String, DeploymentError> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|source| DeploymentError::Token { path: path.to_owned(), source })?;
    Ok(text.trim().to_owned())
}

fn minter(root_key: &Path, token: &str) -> Result<Minter, DeploymentError> {
    Minter::open(root_key, token).map_err(|source| DeploymentError::RootKey { path: root_key.to_owned(), source })
}

fn find_binary() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("CHARTER_BIN") {
        return Some(given.into());
    }
    let own = std::env::current_exe().ok()?;
    // Test binaries lie one folder deeper than the others.
    own.ancestors().skip(1).take(2).map(|folder| folder.join("charter")).find(|path| path.is_file())
}
