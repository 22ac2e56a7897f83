//! Making a release of the contract.

use std::{fs, path::Path, process::Command};

use jiff::civil::Date;
use semver::Version;

use super::{
    Current,
    frozen::{self, FOLDER, SUMS, sha256},
};
use crate::{Error, GeneratedFiles};

/// Freezes the contract as its version says. What was frozen before stays as it is, other than with `replace`: that
/// writes this version anew, as long as there is no tag of it.
///
/// # Errors
/// When generated files are out of date, a promise of an earlier release is broken, or this version is frozen already
/// and was something else.
pub fn freeze(root: &Path, files: &GeneratedFiles, today: Date, replace: bool) -> Result<String, Error> {
    files.check(root)?;
    let current = Current::read(root, files)?;
    let version = &current.version;
    if let Some(before) = frozen::newest(root, Some(version))? {
        current.keeps(root, &before, today)?;
    }
    let mut sums = frozen::sums(root)?;
    if replace {
        refuse_tagged(root, version)?;
        sums.retain(|path, _| !path.starts_with(&format!("{version}/")));
    }
    let mut written = 0_usize;
    for (name, text) in contents(root, files)? {
        let path = format!("{version}/{name}");
        let sum = sha256(text.as_bytes());
        match sums.get(&path) {
            Some(frozen) if *frozen == sum => continue,
            Some(_) => return Err(Error::Release(vec![super::changed_after_release(version)])),
            None => write(root, &format!("{FOLDER}/{path}"), &text)?,
        }
        sums.insert(path, sum);
        written += 1;
    }
    let list: String = sums.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect();
    write(root, SUMS, &list)?;
    Ok(format!("{version}: {written} files frozen"))
}

fn contents(root: &Path, files: &GeneratedFiles) -> Result<[(&'static str, String); 3], Error> {
    let generated = |path: &str| files.get(path).unwrap_or_default().to_owned();
    let behaviours = frozen::json(&root.join("conformance/behaviours.json"))?;
    Ok([
        ("contract.json", generated("openapi/dist/openapi.json")),
        ("examples.json", generated("openapi/dist/examples.json")),
        ("behaviours.json", format!("{behaviours:#}\n")),
    ])
}

/// What has a tag is published.
fn refuse_tagged(root: &Path, version: &Version) -> Result<(), Error> {
    let tag = format!("v{version}");
    let output = Command::new("git").arg("-C").arg(root).args(["tag", "--list", &tag]).output();
    match output {
        Ok(output) if output.status.success() && output.stdout.is_empty() => Ok(()),
        Ok(output) if output.status.success() => Err(Error::Release(vec![format!("{tag} is released: it stays")])),
        _ => Err(Error::Release(vec![format!("cannot tell whether there is a tag {tag}")])),
    }
}

fn write(root: &Path, path: &str, text: &str) -> Result<(), Error> {
    let path = root.join(path);
    let failed = |source| Error::File { operation: "write", path: path.clone(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(&path, text).map_err(failed)
}
