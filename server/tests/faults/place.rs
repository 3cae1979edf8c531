//! A folder of its own for each test, and whether a round is long.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Whether the long rounds run.
pub fn is_long() -> bool {
    std::env::var("TRELLIS_FAULTS").is_ok_and(|rounds| rounds == "long")
}

/// How many rounds: the short number or the long one, of which `TRELLIS_FAULTS_SHARE` takes so many percent.
pub fn rounds(short: usize, long: usize) -> usize {
    if !is_long() {
        return short;
    }
    let share = std::env::var("TRELLIS_FAULTS_SHARE").ok();
    let percent: usize = share.and_then(|share| share.parse().ok()).unwrap_or(100);
    (long * percent / 100).max(short)
}

/// Prints a line of figures, or why a test was left out.
pub fn say(line: &str) {
    println!("faults: {line}");
}

/// Whether this process may do everything on this machine.
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// A folder that is gone with the test.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    is_mounted: bool,
}

impl Folder {
    /// A new one.
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("trellis-faults-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(path.join("data")).unwrap();
        Self {
            path,
            is_mounted: false,
        }
    }

    /// One whose data has a disk of its own of so many MiB; `None` where that cannot be made.
    pub fn with_disk(size: u32) -> Option<Self> {
        let mut folder = Self::new();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}m"), "tmpfs"])
            .arg(folder.data())
            .output();
        folder.is_mounted = mounted.is_ok_and(|output| output.status.success());
        folder.is_mounted.then_some(folder)
    }

    /// Lets its disk be read only, or written again. Nobody may be writing to it.
    pub fn lock_disk(&self, is_locked: bool) {
        let how = if is_locked {
            "remount,ro"
        } else {
            "remount,rw"
        };
        let done = Command::new("mount")
            .args(["-o", how])
            .arg(self.data())
            .output();
        let done = done.unwrap();
        assert!(
            done.status.success(),
            "{how}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }

    /// Where the program keeps its data.
    pub fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.data().join("trellis.db")
    }

    /// A path beside the data.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_mounted {
            let _ = Command::new("umount").arg("-l").arg(self.data()).output();
        }
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
