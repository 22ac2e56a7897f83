//! What a program leaves in its artifacts folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use charter_sdk::worker::RunContext;
use charter_types::{ArtifactId, LogLevel};

/// As many as a completion may name.
const MOST_FILES: usize = 100;

/// A file to be uploaded.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArtifactFile {
    /// The first folder of its path, else `file`.
    pub kind: String,
    /// Its path in the folder.
    pub name: String,
    pub path: PathBuf,
}

/// Uploads every file in the folder for the run, and tells of each that it does not.
///
/// # Errors
/// When the folder cannot be read.
pub async fn upload_folder(context: &RunContext, folder: &Path) -> io::Result<Vec<ArtifactId>> {
    let folder = folder.to_owned();
    let found = tokio::task::spawn_blocking(move || find(&folder)).await.map_err(io::Error::other)??;
    for name in &found.others {
        context.log(LogLevel::Warn, format!("{name} is not a file, and is not uploaded")).await;
    }
    for file in &found.files[found.files.len().min(MOST_FILES)..] {
        let message = format!("{} is not uploaded: a run has at most {MOST_FILES} artifacts", file.name);
        context.log(LogLevel::Warn, message).await;
    }
    let mut uploaded = Vec::new();
    for file in found.files.iter().take(MOST_FILES) {
        match upload_file(context, file).await {
            Ok(artifact_id) => uploaded.push(artifact_id),
            Err(reason) => {
                context.log(LogLevel::Warn, format!("the artifact {} was not uploaded: {reason}", file.name)).await;
            }
        }
    }
    Ok(uploaded)
}

/// # Errors
/// Why it was not.
async fn upload_file(_context: &RunContext, file: &ArtifactFile) -> Result<ArtifactId, String> {
    Err(format!("the server takes no artifacts yet (kind {}, {})", file.kind, file.path.display()))
}

#[derive(Debug, Default)]
struct Found {
    files: Vec<ArtifactFile>,
    /// Links, pipes and the like, which could lead anywhere.
    others: Vec<String>,
}

/// All files in the folder, in the order of their names.
fn find(folder: &Path) -> io::Result<Found> {
    let mut found = Found::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                let first = name.split_once('/').map_or("file", |(first, _)| first).to_owned();
                found.files.push(ArtifactFile { kind: first, name, path });
            } else {
                found.others.push(name);
            }
        }
    }
    found.files.sort();
    found.others.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_folder_is_the_kind() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("report/deep")).unwrap();
        for name in ["plain.txt", "report/a.md", "report/deep/b.md"] {
            fs::write(path(name), "x").unwrap();
        }
        std::os::unix::fs::symlink("/etc/passwd", path("link")).unwrap();
        let found = find(folder.path()).unwrap();
        let files: Vec<_> = found.files.iter().map(|file| (&*file.kind, &*file.name)).collect();
        assert_eq!(files, [("file", "plain.txt"), ("report", "report/a.md"), ("report", "report/deep/b.md")]);
        assert_eq!(found.others, ["link"]);
    }
}
