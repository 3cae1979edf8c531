//! The server program itself, as a process that can be killed.

use crate::place::Folder;
use crate::wire;
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output};
use std::time::{Duration, Instant};

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_server");

/// How long the program may take to start, or to end when it is told to. It promises to end within 20
/// seconds; the rest is slack for a slow machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// A port that nobody has.
pub fn free_port() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// The program on the data of this folder.
pub fn command(program: &Path, folder: &Folder) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars() {
        if name.starts_with("TRELLIS_") {
            command.env_remove(name);
        }
    }
    command
        .current_dir(folder.path())
        .env("TRELLIS_DATA", folder.data())
        .env("TRELLIS_MODE", "development")
        .env("TRELLIS_LOG", "warn,sqlx=off")
        .env("TRELLIS_ACTS_PER_MINUTE", "1000000")
        .env("TRELLIS_REQUESTS", "1024")
        .env("TRELLIS_SIGN_INS_PER_MINUTE", "1000000");
    command
}

/// Runs a command of the program to its end.
pub fn run(folder: &Folder, arguments: &[&str]) -> Output {
    command(Path::new(PROGRAM), folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// What a command said.
pub fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// A server that runs.
pub struct Program {
    child: Child,
    log: PathBuf,
    /// How long it took until it answered.
    pub took: Duration,
}

impl Program {
    /// Starts serving at this address, and waits until it answers.
    ///
    /// # Errors
    /// What it said, when it ended instead.
    pub async fn serve(folder: &Folder, address: SocketAddr) -> Result<Self, String> {
        Self::serve_with(|| command(Path::new(PROGRAM), folder), folder, address).await
    }

    /// The same with a command that is made otherwise.
    ///
    /// # Errors
    /// What it said, when it ended instead.
    pub async fn serve_with(
        command: impl Fn() -> Command,
        folder: &Folder,
        address: SocketAddr,
    ) -> Result<Self, String> {
        let log = folder.beside("log");
        let begun = Instant::now();
        loop {
            let file = File::options().create(true).append(true).open(&log);
            let file = file.unwrap();
            let was = file.metadata().unwrap().len();
            let child = command()
                .arg("serve")
                .env("TRELLIS_LISTEN", address.to_string())
                .stdout(file.try_clone().unwrap())
                .stderr(file)
                .spawn()
                .unwrap();
            let mut program = Self {
                child,
                log: log.clone(),
                took: Duration::ZERO,
            };
            let began = Instant::now();
            loop {
                if wire::get(address, "/healthz").await.is_ok() {
                    program.took = began.elapsed();
                    return Ok(program);
                }
                if program.child.try_wait().unwrap().is_some() {
                    break;
                }
                assert!(
                    begun.elapsed() < PATIENCE,
                    "the server does not answer: {}",
                    program.log()
                );
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
            let said = program.log().split_off(usize::try_from(was).unwrap());
            // The port may have gone to somebody else while the server was down.
            if !said.contains("TRELLIS_LISTEN") || begun.elapsed() > PATIENCE {
                return Err(said);
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, without asking.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.calm();
    }

    /// Tells it to end, and waits until it has.
    pub async fn end(self) -> ExitStatus {
        self.end_by("TERM").await
    }

    /// Tells it by a signal to end, and waits until it has.
    pub async fn end_by(mut self, signal: &str) -> ExitStatus {
        let told = Command::new("kill")
            .args([&format!("-{signal}"), &self.id().to_string()])
            .status();
        assert!(told.unwrap().success());
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.calm();
                return status;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "the server does not end: {}",
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// Everything it wrote.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// Fails when it panicked.
    pub fn calm(&self) {
        let log = self.log();
        assert!(!log.contains("panic"), "the server panicked: {log}");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
