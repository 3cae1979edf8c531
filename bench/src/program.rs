//! Programs that are measured: started on their core, waited for, and ended by their process id.

use crate::machine;
use anyhow::{Context, Result, bail, ensure};
use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that serves.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    /// Starts the product on a database folder.
    ///
    /// # Errors
    /// When it does not answer within a minute.
    pub fn product(server: &Path, data: &Path) -> Result<Self> {
        Self::with(server, data, &[])
    }

    /// Starts the product with further settings.
    ///
    /// # Errors
    /// When it does not answer within a minute.
    pub fn with(server: &Path, data: &Path, settings: &[(&str, &str)]) -> Result<Self> {
        let port = free_port()?;
        let mut command = machine::on_measured_core(server);
        command
            .arg("serve")
            .env("TRELLIS_DATA", data)
            .env("TRELLIS_LISTEN", format!("127.0.0.1:{port}"))
            .env("TRELLIS_BASE_URL", format!("http://127.0.0.1:{port}"))
            .env("TRELLIS_MODE", "development")
            .env("TRELLIS_PROFILE", "durham")
            .env("TRELLIS_ACTS_PER_MINUTE", "1000000000")
            .env("TRELLIS_SIGN_INS_PER_MINUTE", "1000000")
            .envs(settings.iter().copied())
            .stderr(log_beside(data)?);
        Self::start(command, port)
    }

    /// Waits until the program has nothing to do: the product checks the whole database when it has started, beside
    /// the first requests.
    ///
    /// # Errors
    /// When it is busy for more than a minute.
    pub async fn at_rest(&self) -> Result<()> {
        let begin = Instant::now();
        let mut before = machine::cpu_micros(self.process())?;
        loop {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let now = machine::cpu_micros(self.process())?;
            if now == before {
                return Ok(());
            }
            ensure!(
                begin.elapsed() < Duration::from_secs(60),
                "the server is busy by itself"
            );
            before = now;
        }
    }

    /// Starts the product with a settings file, which lists its districts.
    ///
    /// # Errors
    /// When it does not answer within a minute.
    pub fn of_settings(server: &Path, settings: &Path) -> Result<Self> {
        let port = free_port()?;
        let mut command = machine::on_measured_core(server);
        command
            .arg("--config")
            .arg(settings)
            .arg("serve")
            .env("TRELLIS_LISTEN", format!("127.0.0.1:{port}"))
            .stderr(log_beside(settings)?);
        Self::start(command, port)
    }

    /// Starts a baseline of this very program: `bench serve-… PORT FOLDER`.
    ///
    /// # Errors
    /// When it does not answer within a minute.
    pub fn baseline(name: &str, folder: &Path) -> Result<Self> {
        let port = free_port()?;
        let mut command = machine::on_measured_core(&std::env::current_exe()?);
        command.arg(name).arg(port.to_string()).arg(folder);
        Self::start(command, port)
    }

    fn start(mut command: Command, port: u16) -> Result<Self> {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{:?} cannot be started", command.get_program()))?;
        let mut program = Self { child, address };
        let patience = Instant::now() + Duration::from_secs(60);
        while !answers(address) {
            if let Some(status) = program.child.try_wait()? {
                bail!("{command:?} ended at once: {status}");
            }
            if Instant::now() > patience {
                bail!("{command:?} does not answer");
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        Ok(program)
    }

    /// Its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        // `taskset` becomes the program, so that the two have one process.
        self.child.id()
    }

    /// Where browsers would say they are.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// The log of a program, beside its data: it writes what it writes for an operator, and that takes its time, too.
fn log_beside(data: &Path) -> Result<File> {
    let path = data.with_extension("log");
    File::create(&path).with_context(|| format!("{} cannot be written", path.display()))
}

/// A port that nobody has now.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Whether `/healthz` answers 200.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.starts_with("HTTP/1.1 200"))
    };
    ask().unwrap_or(false)
}
