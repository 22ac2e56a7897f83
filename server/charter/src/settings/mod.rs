//! What the server can be told, from flags, environment and a file.
//!
//! `table` lists every setting once; the flags, the environment's variables, the file's keys, the help and
//! `charter config` come from it.

mod error;
mod file;
mod flags;
mod resolve;
mod table;
mod value;

pub use error::SettingsError;
pub use flags::{DataDirectoryFlags, SettingFlags};
pub use resolve::{Entry, Origin, Sources};
pub use table::Settings;
pub use value::{LogFormat, SettingValue};
