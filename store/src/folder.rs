//! The folder of a district's files: one file for each upload, named by its id, written once and never changed.

use crate::fresh;
use sha2::{Digest, Sha256};
use std::fs::Permissions;
use std::io::{self, ErrorKind};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tokio::fs::{self, DirBuilder, File, OpenOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The ending of a file that is still being written.
const PART: &str = ".part";

/// The folder. It is made when the first file comes.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// Whether it goes with the program: that of a database in memory.
    is_passing: bool,
}

/// A file that is being written. When it is dropped before it was kept, it goes.
#[derive(Debug)]
pub struct Part {
    /// Its id, which is its name when it is kept.
    pub id: String,
    path: PathBuf,
    file: File,
    size: u64,
    hash: Sha256,
    is_kept: bool,
}

impl Folder {
    /// The folder beside a database: `trellis.files` beside `trellis.db`.
    pub(crate) fn beside(database: &Path) -> Self {
        Self {
            path: database.with_extension("files"),
            is_passing: false,
        }
    }

    /// A folder that goes with the program.
    pub(crate) fn passing() -> Self {
        Self {
            path: std::env::temp_dir().join(format!("trellis-files-{}", fresh::id())),
            is_passing: true,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Begins a file under a new id.
    pub(crate) async fn begin(&self) -> io::Result<Part> {
        let mut folder = DirBuilder::new();
        folder.recursive(true).mode(0o700);
        folder.create(&self.path).await?;
        let id = fresh::id();
        let path = self.path.join(format!("{id}{PART}"));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .await?;
        Ok(Part {
            id,
            path,
            file,
            size: 0,
            hash: Sha256::new(),
            is_kept: false,
        })
    }

    /// Gives a file its name, for good: its bytes and its name are on the disk when this is done.
    pub(crate) async fn keep(&self, mut part: Part) -> io::Result<()> {
        part.file.flush().await?;
        part.file.sync_all().await?;
        fs::set_permissions(&part.path, Permissions::from_mode(0o400)).await?;
        fs::rename(&part.path, self.path.join(&part.id)).await?;
        part.is_kept = true;
        File::open(&self.path).await?.sync_all().await
    }

    /// Opens a file to read.
    pub(crate) async fn open(&self, id: &str) -> io::Result<File> {
        File::open(self.path.join(id)).await
    }

    /// Takes a file away. One that is not there is no error.
    pub(crate) async fn delete(&self, id: &str) -> io::Result<()> {
        match fs::remove_file(self.path.join(id)).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The names in the folder, with the time each was last written.
    pub(crate) async fn names(&self) -> io::Result<Vec<(String, SystemTime)>> {
        let mut entries = match fs::read_dir(&self.path).await {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            // One that went in the meantime is none.
            let Ok(about) = entry.metadata().await else {
                continue;
            };
            if about.is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                names.push((name, about.modified()?));
            }
        }
        Ok(names)
    }

    /// Size and SHA-256 of a file; `None` when it is not there.
    pub(crate) async fn weigh(&self, id: &str) -> io::Result<Option<(u64, String)>> {
        let mut file = match self.open(id).await {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let (mut hash, mut size, mut chunk) = (Sha256::new(), 0, vec![0; 256 * 1024]);
        loop {
            let read = file.read(&mut chunk).await?;
            let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
                return Ok(Some((size, hexadecimal(hash))));
            };
            size += read as u64;
            hash.update(bytes);
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_passing {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

impl Part {
    /// Adds bytes at its end.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await?;
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// Writes out what is still on its way, so that others can read it under [`Part::path`].
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub async fn flush(&mut self) -> io::Result<()> {
        self.file.flush().await
    }

    /// Where it stands until it is kept.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The SHA-256 of the bytes so far, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        hexadecimal(self.hash.clone())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
