//! The server as an operator meets it: started as a program, watched, ended by a signal, and deployed.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to start or end before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The file of a server's folder that it logs into.
const LOG: &str = "log";

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// A server that runs, and is ended when the test is over. It logs into a file: a pipe that nobody
/// empties would stop it once 64 KiB were written.
struct Running {
    program: Child,
    address: SocketAddr,
    folder: PathBuf,
}

impl Running {
    fn start(name: &str, variables: &[(&str, &str)]) -> Self {
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let address = free();
        let program = Command::new(env!("CARGO_BIN_EXE_server"))
            .arg("serve")
            .env("TRELLIS_DATA", &folder)
            .env("TRELLIS_MODE", "development")
            .env("TRELLIS_LISTEN", address.to_string())
            .env("TRELLIS_BASE_URL", format!("http://{address}"))
            .envs(variables.iter().copied())
            .stdout(Stdio::null())
            .stderr(File::create(folder.join(LOG)).unwrap())
            .spawn()
            .unwrap();
        let mut running = Self {
            program,
            address,
            folder,
        };
        let start = Instant::now();
        while running.ask("/healthz").is_none() {
            assert!(
                running.program.try_wait().unwrap().is_none(),
                "it ended at once"
            );
            assert!(start.elapsed() < PATIENCE, "it did not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        running
    }

    fn ask(&self, path: &str) -> Option<String> {
        ask(self.address, path)
    }

    /// Asks the program to end as the system does. Gives what it logged.
    fn end(mut self) -> String {
        let number = self.program.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &number])
                .status()
                .unwrap()
                .success()
        );
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it did not end");
            std::thread::sleep(Duration::from_millis(50));
        };
        let log = std::fs::read_to_string(self.folder.join(LOG)).unwrap();
        assert!(status.success(), "{status}: {log}");
        log
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A connection that gives up when nothing comes.
fn connect(address: SocketAddr) -> Option<TcpStream> {
    let line = TcpStream::connect(address).ok()?;
    // Asking a port where nobody listens yet, a socket now and then gets that very port and meets itself.
    if line.local_addr().ok()? == address {
        return None;
    }
    line.set_read_timeout(Some(PATIENCE)).ok()?;
    Some(line)
}

fn ask(address: SocketAddr, path: &str) -> Option<String> {
    let mut line = connect(address)?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    line.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    line.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn a_server_that_the_system_ends_answers_first_and_logs_in_json() {
    let metrics = free().to_string();
    let server = Running::start(
        "ended",
        &[
            ("TRELLIS_METRICS", &metrics),
            ("TRELLIS_LOG", "debug"),
            ("TRELLIS_LOG_FORMAT", "json"),
        ],
    );
    assert!(
        server
            .ask("/directory")
            .unwrap()
            .starts_with("HTTP/1.1 200")
    );
    let figures = ask(metrics.parse().unwrap(), "/metrics").unwrap();
    assert!(figures.contains("trellis_requests_total"), "{figures}");
    // A form is half sent when the signal comes, and still gets its answer.
    let mut half = connect(server.address).unwrap();
    let body = "email=ana%40quillfeather.example";
    let head = format!(
        "POST /api/ask_to_sign_in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
        body.len(),
        &body[..10]
    );
    half.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let rest = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(700));
        half.write_all(&body.as_bytes()[10..]).unwrap();
        let mut answer = String::new();
        half.read_to_string(&mut answer).unwrap();
        answer
    });
    let log = server.end();
    let answer = rest.join().unwrap();
    assert!(answer.starts_with("HTTP/1.1 302"), "{answer}");
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
        .collect();
    let page = lines
        .iter()
        .find(|line| line["route"] == "/directory")
        .unwrap();
    assert_eq!(page["status"], 200);
    assert_eq!(page["span"]["id"].as_str().map(str::len), Some(20));
    assert!(
        lines
            .iter()
            .any(|line| line["route"] == "/api/ask_to_sign_in")
    );
    assert!(!log.contains("quillfeather"), "{log}");
}

/// The files that districts deploy with, and the guide for whoever does.
const DEPLOY: [(&str, &str); 5] = [
    ("trellis.service", include_str!("../deploy/trellis.service")),
    ("Containerfile", include_str!("../deploy/Containerfile")),
    ("nginx.conf", include_str!("../deploy/nginx.conf")),
    ("Caddyfile", include_str!("../deploy/Caddyfile")),
    ("operate.md", GUIDE),
];

const GUIDE: &str = include_str!("../../docs/operate.md");

#[test]
fn the_files_for_deployment_name_only_settings_there_are() {
    let known: Vec<&str> = server::config::SETTINGS
        .iter()
        .map(|(name, _)| *name)
        .collect();
    let mut seen = 0;
    for (file, text) in DEPLOY {
        let names = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
        for name in names.filter(|name| name.starts_with("TRELLIS_")) {
            let is_only_a_variable = matches!(name, "TRELLIS_LOG_FORMAT" | "TRELLIS_CONFIG");
            assert!(
                known.contains(&name) || is_only_a_variable,
                "{file}: {name} is no setting"
            );
            seen += 1;
        }
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn the_unit_locks_the_program_in() {
    let unit = DEPLOY[0].1;
    for line in [
        "DynamicUser=yes",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
        "MemoryDenyWriteExecute=yes",
        "SystemCallFilter=@system-service",
        "Restart=always",
        "ExecReload=/bin/kill -HUP $MAINPID",
    ] {
        assert!(unit.lines().any(|own| own == line), "{line} is missing");
    }
    // systemd's own checks, where there is a systemd; the program need not be installed for them.
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("unit-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("trellis.service");
    let program = "/usr/local/bin/trellis-server";
    assert!(unit.contains(program), "{program} is not what is started");
    std::fs::write(&file, unit.replace(program, "/bin/true")).unwrap();
    let checks: [&[&str]; 2] = [
        &["verify", "--man=no", "--recursive-errors=no"],
        &["security", "--offline=true", "--threshold=20"],
    ];
    for check in checks {
        let Ok(checked) = Command::new("systemd-analyze")
            .args(check)
            .arg("--no-pager")
            .arg(&file)
            .output()
        else {
            break;
        };
        let [said, warned] = [checked.stdout, checked.stderr]
            .map(|said| String::from_utf8_lossy(&said).into_owned());
        assert!(checked.status.success(), "{check:?}: {said}{warned}");
        // Of this unit alone: the machine's own may have their faults.
        let own = warned
            .lines()
            .filter(|line| line.contains("trellis.service"));
        assert_eq!(own.count(), 0, "{check:?} warns: {warned}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// All sources of a folder.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &sources(&path);
        } else if path.extension().is_some_and(|end| end == "rs") {
            all += &std::fs::read_to_string(path).unwrap();
        }
    }
    all
}

#[test]
fn the_guide_names_messages_and_figures_there_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let sources: String = ["server/src", "app/src"]
        .iter()
        .map(|folder| sources(&root.join(folder)))
        .collect();
    let table = GUIDE.split("| Message |").nth(1).unwrap();
    let messages: Vec<&str> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.split('`').nth(1).unwrap())
        .collect();
    assert!(messages.len() > 8, "{messages:?}");
    for message in messages {
        assert!(
            sources.contains(&format!("\"{message}")),
            "no line of the log begins with {message:?}"
        );
    }
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let figures = GUIDE.split(|c| !is_name(c));
    let figures: Vec<&str> = figures
        .filter_map(|word| word.strip_prefix("trellis_"))
        .collect();
    assert!(figures.len() > 3, "{figures:?}");
    for figure in figures {
        let name = figure.strip_suffix("_total").unwrap_or(figure);
        assert!(
            sources.contains(&format!("\"{name}\"")),
            "trellis_{figure} is no figure"
        );
    }
}
