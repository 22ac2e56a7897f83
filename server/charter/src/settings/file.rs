//! The configuration file: a flat list of settings.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

use super::{error::SettingsError, table::SETTINGS};

/// What a file says, each value as text.
#[derive(Debug)]
pub(super) struct SettingsFile {
    pub path: PathBuf,
    pub values: BTreeMap<&'static str, String>,
}

impl SettingsFile {
    /// The file that was asked for.
    pub(super) fn read(path: PathBuf) -> Result<Self, SettingsError> {
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(path, &text),
            Err(source) => Err(SettingsError::Unreadable { path, source }),
        }
    }

    /// The file in the data directory, when there is one.
    pub(super) fn find(data_dir: &Path) -> Result<Option<Self>, SettingsError> {
        let path = data_dir.join("charter.toml");
        match fs::read_to_string(&path) {
            Ok(text) => {
                let file = Self::parse(path, &text)?;
                if file.values.contains_key("data_dir") {
                    return Err(SettingsError::CircularDataDirectory { path: file.path });
                }
                Ok(Some(file))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(SettingsError::Unreadable { path, source }),
        }
    }

    fn parse(path: PathBuf, text: &str) -> Result<Self, SettingsError> {
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(source) => return Err(SettingsError::NotToml { path, source }),
        };
        let mut values = BTreeMap::new();
        for (key, value) in table {
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == key) else {
                let known = SETTINGS.iter().map(|setting| setting.name).collect::<Vec<_>>().join(", ");
                return Err(SettingsError::UnknownKey { key, path, known });
            };
            let Some(text) = to_text(&value) else { return Err(SettingsError::NotAValue { key, path }) };
            values.insert(setting.name, text);
        }
        make_data_dir_absolute(&path, &mut values);
        Ok(Self { path, values })
    }
}

fn to_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(truth.to_string()),
        Value::Float(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

/// A relative path in a file starts where the file is, not where the program happens to be started.
fn make_data_dir_absolute(file: &Path, values: &mut BTreeMap<&'static str, String>) {
    if let (Some(data_dir), Some(folder)) = (values.get_mut("data_dir"), file.parent())
        && !data_dir.is_empty()
    {
        *data_dir = folder.join(&*data_dir).to_string_lossy().into_owned();
    }
}
