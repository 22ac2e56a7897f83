//! What a program leaves in its artifacts folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use charter_sdk::{Upload, worker::RunContext};
use charter_types::{ArtifactId, ArtifactKind, ArtifactName, LogLevel, MediaType};

/// As many as a completion may name.
const MOST_FILES: usize = 100;

/// How often an upload is tried while the server cannot be reached.
const ATTEMPTS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(500);

/// A file to be uploaded.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArtifactFile {
    /// The first folder of its path, else `file`.
    pub kind: String,
    /// Its path in the folder.
    pub name: String,
    pub path: PathBuf,
}

/// Uploads every file in the folder for the run, and tells of each that it cannot.
///
/// # Errors
/// When the folder or a file cannot be read, or the server does not take one: what the run has made is not all there then.
pub async fn upload_folder(context: &RunContext, folder: &Path) -> io::Result<Vec<ArtifactId>> {
    let folder = folder.to_owned();
    let found = tokio::task::spawn_blocking(move || find(&folder)).await.map_err(io::Error::other)??;
    for name in &found.others {
        context.log(LogLevel::Warn, format!("{name} is not a file, and is not uploaded")).await;
    }
    let (files, too_many) = found.files.split_at(found.files.len().min(MOST_FILES));
    for file in too_many {
        let message = format!("{} is not uploaded: a run has at most {MOST_FILES} artifacts", file.name);
        context.log(LogLevel::Warn, message).await;
    }
    let mut uploaded = Vec::new();
    for file in files {
        let (Ok(name), Ok(kind)) = (file.name.parse(), file.kind.parse()) else {
            let message = format!("{} is not uploaded: it has no name that an artifact can have", file.name);
            context.log(LogLevel::Warn, message).await;
            continue;
        };
        uploaded.push(upload_file(context, file, &name, &kind).await?);
    }
    Ok(uploaded)
}

/// Bytes cannot be sent a second time by the SDK, which does not know where they come from; here they can.
async fn upload_file(
    context: &RunContext,
    file: &ArtifactFile,
    name: &ArtifactName,
    kind: &ArtifactKind,
) -> io::Result<ArtifactId> {
    let media_type = mime_guess::from_path(&file.path).first_or_octet_stream();
    let media_type: MediaType = media_type.essence_str().parse().map_err(io::Error::other)?;
    let mut attempt = 1;
    loop {
        let body = Upload::from_reader(tokio::fs::File::open(&file.path).await?);
        match context.upload(name, body).kind(kind).media_type(&media_type).await {
            Ok(artifact) => return Ok(artifact.artifact_id.clone()),
            Err(error) if attempt < ATTEMPTS && error.status().is_none_or(|status| status.is_server_error()) => {
                tokio::time::sleep(PAUSE * attempt).await;
                attempt += 1;
            }
            Err(error) => return Err(io::Error::other(format!("the artifact {name} was not uploaded: {error}"))),
        }
    }
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
