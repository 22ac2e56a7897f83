//! The contract's files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::Error;

/// The contract's files, parsed, in the order of their names.
pub struct Sources {
    /// `charter.yaml`.
    pub root: Value,
    /// What families share.
    pub shared: Vec<(String, Value)>,
    /// One file a family.
    pub families: Vec<(String, Value)>,
    /// One JSON Schema an event type.
    pub events: Vec<(String, Value)>,
    /// The published examples of all families.
    pub examples: Vec<Value>,
}

/// A behaviour that the conformance suite proves.
pub struct Behaviour {
    /// Its name in the suite's report.
    pub id: String,
    /// The operations that it verifies.
    pub operations: Vec<String>,
}

/// # Errors
/// When a file cannot be read or is not YAML.
pub fn load(folder: &Path) -> Result<Sources, Error> {
    let mut examples = Vec::new();
    for (name, file) in folder_of(&folder.join("examples"))? {
        let Some(list) = file.get("examples").and_then(Value::as_array) else {
            return Err(Error::Profile(vec![format!("examples/{name}.yaml: needs a list under `examples`")]));
        };
        examples.extend(list.iter().cloned());
    }
    Ok(Sources {
        root: yaml(&folder.join("charter.yaml"))?,
        shared: folder_of(&folder.join("shared"))?,
        families: folder_of(&folder.join("families"))?,
        events: folder_of(&folder.join("events"))?,
        examples,
    })
}

/// The behaviours that the conformance suite lists.
///
/// # Errors
/// When the list is there and cannot be read.
pub fn behaviours(root: &Path) -> Result<Vec<Behaviour>, Error> {
    let path = root.join("conformance/behaviours.json");
    let list = yaml(&path)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(list
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| Behaviour {
            id: text(&entry["id"]),
            operations: entry["operations"].as_array().into_iter().flatten().map(text).collect(),
        })
        .collect())
}

fn folder_of(folder: &Path) -> Result<Vec<(String, Value)>, Error> {
    let unreadable = |source| Error::File { operation: "list", path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(unreadable))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            Ok((name, yaml(path)?))
        })
        .collect()
}

/// # Errors
/// When the file cannot be read or is not YAML.
pub(crate) fn yaml(path: &Path) -> Result<Value, Error> {
    let text =
        fs::read_to_string(path).map_err(|source| Error::File { operation: "read", path: path.to_owned(), source })?;
    serde_saphyr::from_str(&text).map_err(|error| Error::Yaml { path: path.to_owned(), message: error.to_string() })
}
