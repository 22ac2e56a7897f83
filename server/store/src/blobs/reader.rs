use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom},
    ops::Range,
    path::Path,
};

use bytes::Bytes;

use super::{PART_BYTES, blocking};
use crate::{StoreError, files};

/// The bytes of a blob, or a range of them, a part at a time.
#[derive(Debug)]
pub struct BlobReader {
    /// Not there while a part is being read, and after a failure.
    file: Option<File>,
    left: u64,
}

impl BlobReader {
    /// `None` when there is no such blob.
    pub(super) fn open(path: &Path, range: Range<u64>) -> Result<Option<Self>, StoreError> {
        let failed = files::failed("open a blob");
        let mut file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(failed)?,
        };
        let size = file.metadata().map_err(failed)?.len();
        let (start, end) = (range.start.min(size), range.end.min(size));
        file.seek(SeekFrom::Start(start)).map_err(failed)?;
        Ok(Some(Self { file: Some(file), left: end.saturating_sub(start) }))
    }

    /// How many bytes are left.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// [`StoreError::Backend`], or [`StoreError::Corrupt`] when the file has become shorter.
    pub async fn next(&mut self) -> Result<Option<Bytes>, StoreError> {
        if self.left == 0 {
            return Ok(None);
        }
        let mut file = self.file.take().ok_or(StoreError::Closed)?;
        let wanted = usize::try_from(self.left).unwrap_or(PART_BYTES).min(PART_BYTES);
        let (file, part) = blocking(move || {
            let mut part = vec![0; wanted];
            file.read_exact(&mut part).map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => {
                    StoreError::Corrupt { finding: "a blob's file has become shorter".to_owned() }
                }
                _ => StoreError::backend("read a blob", error),
            })?;
            Ok((file, part))
        })
        .await?;
        self.file = Some(file);
        self.left -= part.len() as u64;
        Ok(Some(part.into()))
    }
}
