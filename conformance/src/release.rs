//! A released contract with its published examples, as `openapi/released/` has them.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    contract::{Contract, ContractError},
    examples::Example,
};

/// Why a release cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What happened.
        #[source]
        source: io::Error,
    },
    /// A file does not have its format.
    #[error("{} does not have its format", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// The contract cannot be used.
    #[error(transparent)]
    Contract(#[from] ContractError),
}

/// What a version of the contract has promised.
pub struct Release {
    /// The contract.
    pub contract: Contract,
    /// Its published examples.
    pub examples: Vec<Example>,
    document: Value,
}

impl Release {
    /// Reads `contract.json` and `examples.json` of a folder.
    ///
    /// # Errors
    /// When a file cannot be read or does not have its format.
    pub fn read(folder: &Path) -> Result<Self, ReleaseError> {
        let document = read(&folder.join("contract.json"))?;
        Ok(Self { contract: Contract::read(&document)?, examples: read(&folder.join("examples.json"))?, document })
    }

    /// The same, for a server that keeps `version`: one of a later version may answer more than was promised.
    ///
    /// # Errors
    /// When the contract cannot be used.
    pub fn kept_by(mut self, version: Option<&str>) -> Result<Self, ReleaseError> {
        if version != Some(self.contract.version.as_str()) {
            self.contract = self.contract.kept_by_later_servers(&self.document)?;
        }
        Ok(self)
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, ReleaseError> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|source| ReleaseError::Unreadable { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|source| ReleaseError::Format { path: path.to_owned(), source })
}
