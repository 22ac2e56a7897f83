//! The folders that blobs lie in, and back from their names to what they stand for.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use charter_types::Partition;

use super::BlobId;
use crate::{StoreError, files};

/// So many of a digest's digits name its folder.
pub(super) const DIGITS: usize = 2;

/// A folder with blobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    partition: Partition,
    name: String,
}

/// No part of a partition's name has a dot in it: no two partitions have one folder, and none has that of what is received.
pub(super) fn partition_folder(partition: &Partition) -> String {
    partition.to_string().replace('/', ".")
}

pub(super) fn all(folder: &Path) -> Result<Vec<Shard>, StoreError> {
    let mut shards = Vec::new();
    for name in names_in(folder)? {
        let Ok(partition) = name.replace('.', "/").parse::<Partition>() else { continue };
        let names = names_in(&folder.join(&name))?;
        shards.extend(names.into_iter().map(|name| Shard { partition: partition.clone(), name }));
    }
    Ok(shards)
}

pub(super) fn blobs_in(folder: &Path, shard: &Shard) -> Result<Vec<BlobId>, StoreError> {
    let path: PathBuf = folder.join(partition_folder(&shard.partition)).join(&shard.name);
    // What is no digest was not put there by the store: it stays.
    let digests = names_in(&path)?.into_iter().filter_map(|rest| format!("{}{rest}", shard.name).parse().ok());
    Ok(digests.map(|sha256| BlobId { partition: shard.partition.clone(), sha256 }).collect())
}

fn names_in(folder: &Path) -> Result<Vec<String>, StoreError> {
    let failed = files::failed("look for blobs");
    let entries = match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        entries => entries.map_err(failed)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry.map_err(failed)?.file_name().into_string().ok());
    }
    names.sort_unstable();
    Ok(names)
}
