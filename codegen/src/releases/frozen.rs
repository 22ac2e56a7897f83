//! The frozen files, and the list of what they hold.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use semver::Version;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{Error, output::collect_files};

/// Where releases lie below the root.
pub(super) const FOLDER: &str = "openapi/released";
/// The list of all frozen files with their hashes, as `sha256sum --check` reads it.
pub(super) const SUMS: &str = "openapi/released/sha256sums";

/// A released contract.
pub(super) struct Release {
    pub(super) version: Version,
    pub(super) contract: Value,
    pub(super) behaviours: Value,
}

/// The newest release, other than that of `skipped`, whose files are not looked at.
///
/// # Errors
/// When a file is not as it was frozen.
pub(super) fn newest(root: &Path, skipped: Option<&Version>) -> Result<Option<Release>, Error> {
    verify(root, skipped)?;
    let Some(version) = versions(root)?.into_iter().rfind(|version| Some(version) != skipped) else { return Ok(None) };
    let folder = root.join(FOLDER).join(version.to_string());
    let (contract, behaviours) = (json(&folder.join("contract.json"))?, json(&folder.join("behaviours.json"))?);
    Ok(Some(Release { version, contract, behaviours }))
}

/// The versions in the list, the newest last.
fn versions(root: &Path) -> Result<Vec<Version>, Error> {
    let paths = sums(root)?.into_keys();
    let folders = paths.filter_map(|path| path.split_once('/').map(|(folder, _)| folder.to_owned()));
    let mut versions = Vec::new();
    for folder in folders {
        let version = folder.parse::<Version>();
        versions.push(version.map_err(|_| Error::Release(vec![format!("{SUMS}: {folder} is no version")]))?);
    }
    versions.sort();
    versions.dedup();
    Ok(versions)
}

/// Every frozen file is in the list, and as the list says.
fn verify(root: &Path, skipped: Option<&Version>) -> Result<(), Error> {
    let is_skipped = |path: &str| skipped.is_some_and(|version| path.starts_with(&format!("{version}/")));
    let mut listed = sums(root)?;
    listed.retain(|path, _| !is_skipped(path));
    let mut present = Vec::new();
    collect_files(root, FOLDER, &mut present)?;
    let mut wrong: Vec<String> = Vec::new();
    for (path, sum) in &listed {
        match fs::read(root.join(FOLDER).join(path)) {
            Ok(bytes) if sha256(&bytes) == *sum => {}
            Ok(_) => wrong.push(format!("{FOLDER}/{path} was changed after it was frozen")),
            Err(_) => wrong.push(format!("{FOLDER}/{path} is missing")),
        }
    }
    // Folders are releases; what lies beside them explains.
    let frozen = present.iter().filter_map(|path| path.strip_prefix(FOLDER)?.strip_prefix('/'));
    for path in frozen.filter(|path| path.contains('/') && !is_skipped(path) && !listed.contains_key(*path)) {
        wrong.push(format!("{FOLDER}/{path} is not in {SUMS}"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Release(wrong)) }
}

/// The list: hashes by path below the folder.
pub(super) fn sums(root: &Path) -> Result<BTreeMap<String, String>, Error> {
    let path = root.join(SUMS);
    if !path.is_file() {
        return Ok(BTreeMap::new());
    }
    let text = fs::read_to_string(&path).map_err(|source| Error::File { operation: "read", path, source })?;
    text.lines()
        .map(|line| {
            let entry = line.split_once("  ").map(|(sum, path)| (path.to_owned(), sum.to_owned()));
            entry.ok_or_else(|| Error::Release(vec![format!("{SUMS}: `{line}` is not `HASH  PATH`")]))
        })
        .collect()
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn json(path: &Path) -> Result<Value, Error> {
    let path: PathBuf = path.to_owned();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(source) => return Err(Error::File { operation: "read", path, source }),
    };
    serde_json::from_str(&text).map_err(|error| Error::Release(vec![format!("{}: {error}", path.display())]))
}
