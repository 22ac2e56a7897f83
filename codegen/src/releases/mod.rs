//! Released contracts in `openapi/released/`: they never change, and the contract keeps what they promise.
//!
//! A release is a folder named by its version, with the bundled document (schemas of events included), the published
//! examples and the list of behaviours. `sha256sums` beside the folders tells that a file is as it was released.

mod accepted;
mod freeze;
mod frozen;

use std::path::Path;

use jiff::civil::Date;
use semver::Version;
use serde_json::Value;

pub use freeze::freeze;

use crate::{
    Error, GeneratedFiles,
    compatibility::{self, Break},
};
use frozen::Release;

/// Checks the contract against the newest release.
///
/// # Errors
/// When a released file was changed, or something that is promised is broken.
pub fn check(root: &Path, files: &GeneratedFiles, today: Date) -> Result<String, Error> {
    let current = Current::read(root, files)?;
    let Some(newest) = frozen::newest(root, None)? else { return Ok("nothing is released yet".to_owned()) };
    if current.version == newest.version && current.document != newest.contract {
        return Err(Error::Release(vec![changed_after_release(&newest.version)]));
    }
    current.keeps(root, &newest, today)
}

fn changed_after_release(version: &Version) -> String {
    format!(
        "the contract is not the one that was frozen as {version}: raise `info.version` in openapi/charter.yaml, or, as \
         long as there is no tag v{version}, freeze it again (`generate --freeze --replace`)"
    )
}

/// What would be released now.
struct Current {
    version: Version,
    document: Value,
    behaviours: Value,
}

impl Current {
    fn read(root: &Path, files: &GeneratedFiles) -> Result<Self, Error> {
        let text = files.get("openapi/dist/openapi.json").unwrap_or_default();
        let invalid = |message: &str| Error::Release(vec![message.to_owned()]);
        let document = serde_json::from_str(text).map_err(|_| invalid("there is no bundled document"))?;
        let version = compatibility::version(&document);
        let version =
            version.ok_or_else(|| invalid("openapi/charter.yaml: `info.version` must be MAJOR.MINOR.PATCH"))?;
        Ok(Self { version, document, behaviours: frozen::json(&root.join("conformance/behaviours.json"))? })
    }

    /// Whether everything that a release promises still holds, or is broken knowingly in a new line of versions.
    fn keeps(&self, root: &Path, release: &Release, today: Date) -> Result<String, Error> {
        if self.version < release.version {
            let message = format!("the contract's version {} is older than {}", self.version, release.version);
            return Err(Error::Release(vec![message]));
        }
        let mut breaks = compatibility::breaks(&release.contract, &self.document, today);
        breaks.extend(self.unproven(release));
        let accepted = accepted::read(root)?;
        let same_line = line(&self.version) == line(&release.version);
        let wrong = accepted::judge(&breaks, &accepted, same_line);
        if !wrong.is_empty() {
            return Err(Error::Breaks { version: release.version.clone(), breaks: wrong });
        }
        Ok(match accepted.len() {
            0 => format!("{} keeps what {} promises", self.version, release.version),
            count => format!("{} breaks what {} promises in {count} accepted ways", self.version, release.version),
        })
    }

    /// Behaviours that were proven and are no longer, while their operations are still there.
    fn unproven(&self, release: &Release) -> Vec<Break> {
        let has = |list: &Value, id: &Value| list.as_array().into_iter().flatten().any(|entry| entry["id"] == *id);
        let items = self.document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
        let operations: Vec<&Value> = items
            .flat_map(|item| item.as_object().into_iter().flat_map(|item| item.values()))
            .map(|operation| &operation["operationId"])
            .collect();
        let promised = release.behaviours.as_array().into_iter().flatten();
        promised
            .filter(|behaviour| !has(&self.behaviours, &behaviour["id"]))
            .filter(|behaviour| {
                let mut verified = behaviour["operations"].as_array().into_iter().flatten();
                verified.any(|operation| operations.contains(&operation))
            })
            .map(|behaviour| Break {
                place: "conformance/behaviours.json".to_owned(),
                change: format!("`{}` is no longer proven", behaviour["id"].as_str().unwrap_or_default()),
            })
            .collect()
    }
}

/// Versions of one line keep each other's promises: those of one major version, and before 1.0 of one minor version.
fn line(version: &Version) -> (u64, u64) {
    if version.major == 0 { (0, version.minor) } else { (version.major, 0) }
}
