//! Killed while files come: every row has its bytes, whole, and what has no row is swept.

use crate::answer::Answer;
use crate::client::{Client, pairs};
use crate::dice::Dice;
use crate::district::open;
use crate::person::Person;
use crate::place::{Folder, rounds, say};
use crate::program::{PROGRAM, Program, command, free_port, said};
use crate::wire;
use axum::http::{HeaderValue, header};
use chrono::{TimeDelta, Utc};
use partnership::district::Profile;
use partnership::form::file::Handed;
use partnership::id::ApplicationId;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};
use store::Store;

/// A district that asks for files, the page that does, and the question.
pub const DISTRICT: &str = "charlotte-mecklenburg";
const STEP: &str = "clearance";
const FIELD: &str = "planning.permission-form";
const BASE: &str = "http://127.0.0.1:3000";
const BOUNDARY: &str = "parts";
/// Partners who send at once.
const PARTNERS: usize = 3;

/// A partner, their application, and what was acknowledged: the number of each file.
pub struct Sender {
    /// The partner.
    pub person: Person,
    id: String,
    sent: u64,
    /// Files whose sending was answered: name and bytes.
    pub acknowledged: BTreeMap<String, Vec<u8>>,
}

/// The name of the document of a number.
fn name(number: u64) -> String {
    format!("file-{number}.pdf")
}

/// The document of a number: of some size, and different from all others.
fn document(number: u64) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.4\n% {number}\n").into_bytes();
    let mut dice = Dice(number.wrapping_add(1));
    let size = dice.below(300_000);
    bytes.extend((0..size).map(|_| u8::try_from(dice.below(256)).unwrap()));
    bytes.extend(b"\n%%EOF\n");
    bytes
}

impl Sender {
    fn parts(&self, then: &str, key: &str, file: Option<(&str, &[u8])>) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in [
            ("key", key),
            ("token", self.person.token.as_str()),
            ("id", self.id.as_str()),
            ("step", STEP),
            ("then", then),
            ("answers[planning.clearance][]", "yes"),
        ] {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(head.into_bytes());
        }
        if let Some((name, bytes)) = file {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files[{FIELD}]\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        body
    }

    /// Sends a form.
    async fn send(&self, body: Vec<u8>) -> Answer {
        let mut request = self
            .person
            .client
            .posting(server::upload::PATH, "text/html");
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = request.headers_mut().unwrap();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&kind).unwrap());
        self.person.client.ask_with(request, body.into()).await
    }

    /// Sends a form. `false` when no answer came.
    async fn post(&self, body: Vec<u8>) -> bool {
        let answer = self.send(body).await;
        let came = wire::came(&answer);
        assert!(
            !came || answer.status.is_redirection(),
            "{} {}",
            answer.status,
            answer.short()
        );
        came
    }

    /// Sends a file. `false` when no answer came.
    pub async fn upload(&mut self) -> bool {
        self.sent += 1;
        let (name, bytes) = (name(self.sent), document(self.sent));
        let body = self.parts("upload:x", &store::fresh::id(), Some((&name, &bytes)));
        let came = self.post(body).await;
        if came {
            self.acknowledged.insert(name, bytes);
        }
        came
    }

    /// Sends a file that cannot be taken.
    pub async fn upload_refused(&self) -> Answer {
        let bytes = document(self.sent + 1);
        let key = store::fresh::id();
        self.send(self.parts("upload:x", &key, Some(("no.pdf", &bytes))))
            .await
    }

    /// Answers what the step is asked for; without that its page leads elsewhere.
    pub async fn open_step(&self) {
        let fields = [
            ("id", self.id.as_str()),
            ("step", "involves"),
            ("tab", "a"),
            ("answers[program.involves][]", "contact"),
        ];
        let saved = self.person.act("/api/autosave_step", &pairs(&fields)).await;
        saved.is(200);
    }

    /// Saves the step without a file. `false` when that was not taken.
    pub async fn save(&self) -> bool {
        let answer = self.send(self.parts("", &store::fresh::id(), None)).await;
        let leads = answer.header("location");
        answer.status.is_redirection() && !leads.contains("again=") && !leads.contains("failed=")
    }

    /// Sends files and removes them again until it is told to stop, or no answer comes any more.
    pub async fn go_on(&mut self, store: &Store, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            if self.acknowledged.len() >= 2 {
                let name = self.acknowledged.keys().next().unwrap().clone();
                let found = self.in_draft(store).await;
                if let Some(handed) = found.iter().find(|handed| handed.name == name) {
                    // From here on nobody knows whether it is still there, unless an answer comes.
                    self.acknowledged.remove(&name);
                    let then = format!("remove-file:{}", handed.id);
                    if !self
                        .post(self.parts(&then, &store::fresh::id(), None))
                        .await
                    {
                        return;
                    }
                }
            }
            if !self.upload().await {
                return;
            }
        }
    }

    /// The files of the draft.
    pub async fn in_draft(&self, store: &Store) -> Vec<Handed> {
        let id = ApplicationId::parse(&self.id).unwrap();
        let asker = &self.person.asker;
        let found = store.application(asker, &id).await.unwrap();
        let answers = store.draft(asker, &found).await.unwrap().answers();
        let values = answers.all(FIELD).iter();
        values.map(|value| Handed::read(value).unwrap()).collect()
    }

    /// Fails unless every acknowledged file is there with its bytes. Gives how many files there are.
    async fn check(&mut self, store: &Store, folder: &Folder) -> usize {
        let found = self.in_draft(store).await;
        for (name, bytes) in &self.acknowledged {
            let Some(handed) = found.iter().find(|handed| handed.name == *name) else {
                panic!("{name} was acknowledged and is lost: {found:?}");
            };
            let path = folder.data().join("trellis.files").join(&handed.id);
            assert!(std::fs::read(path).unwrap() == *bytes, "{name} is torn");
        }
        // What was written without an answer counts from now on as if it had come.
        for handed in &found {
            let path = folder.data().join("trellis.files").join(&handed.id);
            let bytes = std::fs::read(path).unwrap();
            self.acknowledged.insert(handed.name.clone(), bytes);
        }
        found.len()
    }
}

/// How many files the drafts hold, each of which has the bytes of its name.
pub async fn whole(senders: &[Sender], store: &Store, folder: &Folder) -> usize {
    let mut count = 0;
    for sender in senders {
        for handed in sender.in_draft(store).await {
            let path = folder.data().join("trellis.files").join(&handed.id);
            let bytes = std::fs::read(path).unwrap();
            let number = (1..=sender.sent).find(|number| name(*number) == handed.name);
            assert!(bytes == document(number.unwrap()), "{handed:?}");
            count += 1;
        }
    }
    count
}

/// Partners who have just begun, and whose server is to listen at this address.
pub async fn senders(store: &Store, profile: &Profile, address: SocketAddr) -> Vec<Sender> {
    let at = Utc::now() - TimeDelta::minutes(5);
    let mut senders = Vec::new();
    for number in 0..PARTNERS {
        let browser = Client::new(wire::router(address), BASE);
        let email = format!("partner-{number}@example.com");
        let person = Person::new(store, browser, &email, &[], at).await;
        let start = store::application::Start {
            profile_version: profile.version,
            short_name: &profile.short_name,
            lang: partnership::text::Lang::En,
            answers: &[],
        };
        let key = store::fresh::id();
        let id = store.start(&person.asker, start, &key, at).await.unwrap();
        senders.push(Sender {
            person,
            id: id.to_string(),
            sent: 0,
            acknowledged: BTreeMap::new(),
        });
    }
    senders
}

/// Serves that district.
pub async fn serve(folder: &Folder, address: SocketAddr) -> Program {
    let made = || {
        let mut command = command(Path::new(PROGRAM), folder);
        command.env("TRELLIS_PROFILE", DISTRICT);
        command
    };
    let started = Program::serve_with(made, folder, address).await;
    started.unwrap_or_else(|said| panic!("the server does not start: {said}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_every_kill_there_are_as_many_files_as_rows_and_each_is_whole() {
    let kills = rounds(12, 200);
    let folder = Folder::new();
    let profile = server::profile::load(DISTRICT).unwrap();
    let address = free_port();
    let store = open(&folder, &profile).await;
    let mut senders = senders(&store, &profile, address).await;
    store.close().await;
    let mut dice = Dice(20_261_128);
    let (mut swept, mut most) = (0, 0);
    let never = AtomicBool::new(false);
    for kill in 0..kills {
        let running = serve(&folder, address).await;
        let store = open(&folder, &profile).await;
        let end = Duration::from_millis(u64::try_from(dice.between(50, 400)).unwrap());
        let killing = tokio::spawn(async move {
            tokio::time::sleep(end).await;
            running.kill();
        });
        let mut writers = Vec::new();
        for sender in &mut senders {
            writers.push(sender.go_on(&store, &never));
        }
        crate::kill::all(writers).await;
        killing.await.unwrap();
        let mut rows = 0;
        for sender in &mut senders {
            rows += sender.check(&store, &folder).await;
        }
        let later = chrono::DateTime::<Utc>::from(SystemTime::now()) + TimeDelta::hours(2);
        swept += store.sweep_files(later).await.unwrap();
        let report = store.verify_files().await.unwrap();
        assert!(
            report.is_sound() && report.strays == 0,
            "kill {kill}: {report:?}"
        );
        assert_eq!(report.count, rows as u64, "kill {kill}");
        let there = std::fs::read_dir(folder.data().join("trellis.files"));
        assert_eq!(there.map_or(0, Iterator::count), rows, "kill {kill}");
        most = most.max(rows);
        store.close().await;
    }
    let mut verify = command(Path::new(PROGRAM), &folder);
    let output = verify
        .env("TRELLIS_PROFILE", DISTRICT)
        .arg("verify")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let sent: u64 = senders.iter().map(|sender| sender.sent).sum();
    say(&format!(
        "{kills} kills while {sent} files came: 0 acknowledged lost, 0 torn, files = rows each time, \
         {swept} without a row swept; at most {most} at once"
    ));
    assert!(sent > kills as u64, "only {sent} files in {kills} kills");
}
