//! The two ways to build: quickly for work, carefully for use.

/// How much care a build takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build.
    Development,
    /// Small front end, fast server.
    Release,
}

impl Profile {
    /// The profile that a `--release` switch asks for.
    pub(crate) fn new(release: bool) -> Profile {
        if release {
            Profile::Release
        } else {
            Profile::Development
        }
    }

    /// What to add to `cargo build` for the front end.
    pub(crate) fn frontend_arguments(self) -> &'static [&'static str] {
        match self {
            Profile::Development => &[],
            // A profile of its own: the browser's program is built for size, the server for speed.
            Profile::Release => &["--profile", "wasm-release"],
        }
    }

    /// What to add to `cargo build` for the server.
    pub(crate) fn server_arguments(self) -> &'static [&'static str] {
        match self {
            Profile::Development => &[],
            Profile::Release => &["--release"],
        }
    }

    /// Cargo's name for the folder with the built front end.
    pub(crate) fn frontend_folder(self) -> &'static str {
        match self {
            Profile::Development => "debug",
            Profile::Release => "wasm-release",
        }
    }

    /// Cargo's name for the folder with the built server.
    pub(crate) fn server_folder(self) -> &'static str {
        match self {
            Profile::Development => "debug",
            Profile::Release => "release",
        }
    }
}
