use std::{io, path::PathBuf};

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file that was asked for, or the one in the data directory, could not be read.
    #[error("cannot read the configuration file {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not TOML.
    #[error("{} is not TOML", path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: toml::de::Error,
    },
    /// The file has a key that is no setting.
    #[error("{key} in {} is not a setting; there are {known}", path.display())]
    UnknownKey {
        /// The key.
        key: String,
        /// The file.
        path: PathBuf,
        /// The settings that there are.
        known: String,
    },
    /// The file has a table, a list or the like where a value belongs.
    #[error("{key} in {} must be a text, a whole number, true or false", path.display())]
    NotAValue {
        /// The key.
        key: String,
        /// The file.
        path: PathBuf,
    },
    /// The file in the data directory says that the data directory is elsewhere.
    #[error(
        "data_dir cannot be set in {}, which is found through the data directory; use --data-dir or \
         CHARTER_DATA_DIR, or name the file with --config",
        path.display()
    )]
    CircularDataDirectory {
        /// The file.
        path: PathBuf,
    },
    /// A value does not fit its setting.
    #[error("{place}: \"{value}\" {reason}")]
    Invalid {
        /// Where it was said.
        place: String,
        /// What was said.
        value: String,
        /// What it should have been.
        reason: String,
    },
    /// Nothing says where the data is.
    #[error("there is no data directory: set --data-dir or CHARTER_DATA_DIR (neither XDG_DATA_HOME nor HOME is set)")]
    NoDataDirectory,
    /// The current directory, which a relative path starts from, is gone.
    #[error("cannot make {} an absolute path", path.display())]
    NotAbsolute {
        /// The relative path.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}
