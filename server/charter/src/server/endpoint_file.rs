//! `endpoint.json` in the data directory: how clients on the same machine find the server.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

const NAME: &str = "endpoint.json";

/// Where a server is and who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointFile {
    /// The server's base URL.
    pub url: String,
    /// The file with the operator's token.
    pub token_file: PathBuf,
    /// The server's process.
    pub pid: u32,
}

impl EndpointFile {
    /// Writes the file for its owner only, and whole: whoever reads sees the old one or the new one. That of a server
    /// that was killed is replaced.
    pub fn write(&self, data_dir: &Path) -> io::Result<()> {
        // A temporary file is its owner's only from the beginning.
        let mut file = NamedTempFile::new_in(data_dir)?;
        serde_json::to_writer(&mut file, self)?;
        writeln!(file)?;
        file.persist(data_dir.join(NAME))?;
        Ok(())
    }

    /// Takes the file away; a failure costs a clean stop nothing but this.
    pub fn remove(&self, data_dir: &Path) {
        if let Err(error) = fs::remove_file(data_dir.join(NAME)) {
            tracing::warn!(%error, "cannot remove {NAME}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_file_is_its_owners_only_and_replaces_that_of_a_killed_server() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(NAME), "half a fi").unwrap();
        let endpoint =
            EndpointFile { url: "http://127.0.0.1:1".into(), token_file: "/data/operator.token".into(), pid: 7 };
        endpoint.write(directory.path()).unwrap();
        let written = fs::read(directory.path().join(NAME)).unwrap();
        assert_eq!(serde_json::from_slice::<EndpointFile>(&written).unwrap(), endpoint);
        let mode = fs::metadata(directory.path().join(NAME)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing temporary is left behind");
        endpoint.remove(directory.path());
        assert!(!directory.path().join(NAME).exists());
    }
}
