//! Writing the generated files, or checking that they are as they would be written.

use std::{collections::BTreeMap, fs, path::Path};

use proc_macro2::TokenStream;

use crate::Error;

const BANNER: &str = "Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.";

/// Folders that hold generated files only: what is there and is not generated any more is removed.
const GENERATED_FOLDERS: [&str; 3] = ["openapi/dist", "server/api/src/generated", "sdk/client/src/generated"];

/// Files by their path below the root.
#[derive(Default)]
pub struct GeneratedFiles {
    files: BTreeMap<String, String>,
}

impl GeneratedFiles {
    /// Adds a file as it is.
    pub fn add(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text);
    }

    /// Adds a Rust file: `header` is written above the code as it is (inner docs and attributes).
    ///
    /// # Errors
    /// When the code is not Rust.
    pub fn add_rust(&mut self, path: &str, header: &str, code: &TokenStream) -> Result<(), Error> {
        let file = syn::parse2(code.clone()).map_err(|error| Error::Generator {
            generator: "rust",
            message: format!("{path}: {error}"),
        })?;
        let text = format!("// {BANNER}\n\n{header}\n{}", prettyplease::unparse(&file));
        self.add(path, text);
        Ok(())
    }

    /// The text of a file that was added.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Writes what differs and removes what is no longer generated.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, root: &Path) -> Result<String, Error> {
        let mut changed = 0_usize;
        for (path, text) in &self.files {
            let path = root.join(path);
            if fs::read_to_string(&path).is_ok_and(|present| present == *text) {
                continue;
            }
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|source| file_error("create", folder, source))?;
            }
            fs::write(&path, text).map_err(|source| file_error("write", &path, source))?;
            changed += 1;
        }
        let stale = self.stale(root)?;
        for path in &stale {
            let path = root.join(path);
            fs::remove_file(&path).map_err(|source| file_error("remove", &path, source))?;
        }
        Ok(format!("{} files, {changed} written, {} removed", self.files.len(), stale.len()))
    }

    /// # Errors
    /// [`Error::OutOfDate`] with the files that differ, are missing or are no longer generated.
    pub fn check(&self, root: &Path) -> Result<String, Error> {
        let mut wrong = Vec::new();
        for (path, text) in &self.files {
            match fs::read_to_string(root.join(path)) {
                Ok(present) if present == *text => {}
                Ok(_) => wrong.push(format!("{path} differs")),
                Err(_) => wrong.push(format!("{path} is missing")),
            }
        }
        wrong.extend(self.stale(root)?.into_iter().map(|path| format!("{path} is no longer generated")));
        if wrong.is_empty() {
            return Ok(format!("{} files are up to date", self.files.len()));
        }
        Err(Error::OutOfDate(wrong))
    }

    fn stale(&self, root: &Path) -> Result<Vec<String>, Error> {
        let mut stale = Vec::new();
        for folder in GENERATED_FOLDERS {
            collect_files(root, folder, &mut stale)?;
        }
        stale.retain(|path| !self.files.contains_key(path));
        Ok(stale)
    }
}

fn collect_files(root: &Path, folder: &str, into: &mut Vec<String>) -> Result<(), Error> {
    let path = root.join(folder);
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(&path).map_err(|source| file_error("list", &path, source))? {
        let entry = entry.map_err(|source| file_error("list", &path, source))?;
        let below = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect_files(root, &below, into)?;
        } else {
            into.push(below);
        }
    }
    Ok(())
}

fn file_error(operation: &'static str, path: &Path, source: std::io::Error) -> Error {
    Error::File { operation, path: path.to_owned(), source }
}
