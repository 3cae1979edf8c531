//! A full disk: reading goes on, writing is answered with 503, and goes on as soon as there is room.

use crate::answer::Answer;
use crate::client::pairs;
use crate::district::District;
use crate::life::Life;
use crate::person::Person;
use crate::place::{Folder, is_long, rounds, say};
use crate::program::{PROGRAM, Program, command};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Who does something small, its address, and what is sent.
type Small<'a> = (&'a Person, &'a str, Vec<(&'a str, &'a str)>);

/// How often each mail came, by its Message-ID.
type Mails = Arc<Mutex<BTreeMap<String, usize>>>;

/// A mail server that takes everything.
async fn mail_server() -> (SocketAddr, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, mails) = (listener.local_addr().unwrap(), Mails::default());
    let taken = mails.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take(stream, taken.clone()));
        }
    });
    (address, mails)
}

async fn take(stream: TcpStream, mails: Mails) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 ready\r\n").await.ok()?;
    let mut in_mail = false;
    while let Some(line) = lines.next_line().await.ok()? {
        let answer = match line.split(' ').next().unwrap_or_default() {
            "." if in_mail => {
                in_mail = false;
                "250 taken\r\n"
            }
            _ if in_mail => {
                if let Some(id) = line.strip_prefix("Message-ID: ") {
                    *mails.lock().unwrap().entry(id.to_owned()).or_default() += 1;
                }
                continue;
            }
            "DATA" => {
                in_mail = true;
                "354 go on\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 well\r\n",
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}

/// How often each mail came.
fn often(mails: &Mails) -> BTreeMap<String, usize> {
    mails.lock().unwrap().clone()
}

/// Takes all room that is left.
fn fill(folder: &Folder) {
    let mut file = File::options()
        .create(true)
        .append(true)
        .open(folder.data().join("filler"))
        .unwrap();
    for size in [65_536, 4_096, 512, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {}
    }
}

/// The scene: a server on a small disk, with one application that has been sent and one partnership.
struct Scene {
    district: District,
    life: Life,
    mail: SocketAddr,
    /// The messages that were acknowledged.
    taken: Vec<String>,
    sent: usize,
}

impl Scene {
    fn partner(&self) -> &Person {
        &self.district.partners[0]
    }

    fn id(&self) -> String {
        self.life.id.as_ref().unwrap().to_string()
    }

    async fn start(&self) -> Result<Program, String> {
        let make = || {
            let mut command = command(Path::new(PROGRAM), &self.district.folder);
            command
                .env("TRELLIS_SMTP", format!("smtp://{}", self.mail))
                .env("TRELLIS_MAIL_FROM", "office@example.org");
            command
        };
        Program::serve_with(make, &self.district.folder, self.district.address).await
    }

    /// Sends a long message. Gives whether it was taken; if not, it was answered as it should be.
    async fn message(&mut self) -> bool {
        self.sent += 1;
        let text = format!("message {} {}", self.sent, "x".repeat(4_000));
        let fields = pairs(&[
            ("id", &self.id()),
            ("key", &store::fresh::id()),
            ("message", &text),
        ]);
        let answer = self.district.office.act("/api/send_message", &fields).await;
        if answer.status.as_u16() == 200 {
            self.taken.push(format!("message {} ", self.sent));
            return true;
        }
        refused(&answer);
        false
    }

    /// Fills the disk until nothing can be written any more.
    async fn fill(&mut self) {
        for _ in 0..2_000 {
            fill(&self.district.folder);
            if !self.message().await && !self.small().await {
                return;
            }
        }
        panic!("the disk does not get full");
    }

    /// Whether anything small could be written. Each is answered as it should be.
    async fn small(&self) -> bool {
        let id = self.id();
        let (partner, office) = (self.partner(), &self.district.office);
        let key = store::fresh::id();
        let acts: [Small<'_>; 4] = [
            (partner, "/api/rename", vec![("name", &key)]),
            (
                partner,
                "/api/ask_to_sign_in",
                vec![("email", "new@example.org"), ("key", &key)],
            ),
            (
                office,
                "/api/add_note",
                vec![("id", &id), ("note", "short"), ("key", &key)],
            ),
            (office, "/api/start_application", vec![("key", &key)]),
        ];
        let mut any = false;
        for (person, path, fields) in acts {
            let answer = person.act(path, &pairs(&fields)).await;
            // Too many drafts or codes is an answer, too.
            if answer.status.as_u16() != 503 {
                assert!(
                    !answer.body.contains("internal"),
                    "{path}: {} {}",
                    answer.status,
                    answer.body
                );
                any |= answer.status.as_u16() == 200;
                continue;
            }
            refused(&answer);
            let plain = person.post(path, &pairs(&fields)).await;
            if plain.location().contains("failed=") {
                let page = person.client.get(&plain.location()).await;
                page.is(503).says(
                    "Nothing can be saved right now. What is stored is safe and can be read.",
                );
            } else {
                any = true;
            }
        }
        any
    }

    /// Reads every kind of page.
    async fn read(&self) -> usize {
        let anonymous = self.district.anonymous();
        let (partner, office) = (&self.partner().client, &self.district.office.client);
        // Who has not been seen for minutes, so that every request would like to note that.
        let quiet = &self.district.partners[1].client;
        let (status, record) = (
            format!("/applications/{}/status", self.id()),
            format!("/office/applications/{}", self.id()),
        );
        let pages = [
            (&anonymous, "/"),
            (&anonymous, "/start"),
            (&anonymous, "/directory"),
            (&anonymous, "/sign-in"),
            (&anonymous, "/healthz"),
            (quiet, "/applications"),
            (quiet, "/account"),
            (partner, "/applications"),
            (partner, &status),
            (office, "/office"),
            (office, "/office/applications"),
            (office, "/office/applications.csv"),
            (office, "/office/dashboard"),
            (office, "/office/partnerships"),
            (office, &record),
        ];
        for (client, path) in pages {
            client.get(path).await.is(200);
        }
        pages.len()
    }

    /// Waits until a message is taken; gives how long that took.
    async fn until_taken(&mut self) -> Duration {
        let begun = Instant::now();
        while !self.message().await {
            // Within a second is the promise; in the short round the rest is slack for a slow machine.
            assert!(
                begun.elapsed() < Duration::from_secs(if is_long() { 1 } else { 30 }),
                "nothing is taken although there is room"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let took = begun.elapsed();
        // What was found out about writing holds for half a second.
        tokio::time::sleep(Duration::from_millis(600)).await;
        self.district.anonymous().get("/readyz").await.is(200);
        took
    }
}

/// Fails unless the answer says that nothing can be written.
fn refused(answer: &Answer) {
    let found = (
        answer.status.as_u16(),
        answer.body.as_str(),
        answer.header("retry-after"),
    );
    assert_eq!(
        found,
        (503, "\"full\"", "60".to_owned()),
        "{}",
        answer.asked
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_stops_writing_and_nothing_else_and_passes() {
    let Some(folder) = Folder::with_disk(64) else {
        return say("a full disk: left out, because only root can make a small disk to fill");
    };
    let district = District::in_folder(folder, 2).await;
    let (mail, mails) = mail_server().await;
    let life = Life::new(district.case(0), 0);
    let mut scene = Scene {
        district,
        life,
        mail,
        taken: Vec::new(),
        sent: 0,
    };
    let mut running = scene.start().await.unwrap();
    for _ in 1..scene.life.length() {
        assert!(scene.life.go_on().await);
    }
    let (mut reads, mut rooms, mut ballasts, mut restarts) =
        (0, Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds(1, 10) {
        for _ in 0..20 {
            assert!(scene.message().await, "there is room");
        }
        scene.fill().await;
        for _ in 0..3 {
            reads += scene.read().await;
        }
        let ready = scene.district.anonymous().get("/readyz").await;
        assert!(
            ready
                .is(503)
                .body
                .starts_with("degraded: nothing can be written"),
            "{}",
            ready.body
        );
        if round == 0 {
            // Long enough for the out-box to be looked at several times.
            tokio::time::sleep(Duration::from_secs(7)).await;
            let often = often(&mails);
            assert!(
                often.values().all(|times| *times == 1),
                "mails that came more than once: {often:?}"
            );
        }
        // Without the filler.
        std::fs::remove_file(scene.district.folder.data().join("filler")).unwrap();
        rooms.push(scene.until_taken().await);
        // Without the ballast, which is what operators have.
        scene.fill().await;
        std::fs::remove_file(scene.district.folder.data().join("ballast")).unwrap();
        ballasts.push(scene.until_taken().await);
        // Killed on a full disk, and started again on it.
        scene.fill().await;
        running.kill();
        restarts.push(match scene.start().await {
            Ok(again) => {
                reads += scene.read().await;
                running = again;
                "served"
            }
            Err(said) => {
                let said = said.trim();
                assert!(
                    said.contains("TRELLIS_DATA") && !said.contains('\n'),
                    "one sentence: {said}"
                );
                std::fs::remove_file(scene.district.folder.data().join("filler")).unwrap();
                running = scene.start().await.unwrap();
                "refused in one sentence"
            }
        });
        let _ = std::fs::remove_file(scene.district.folder.data().join("filler"));
        scene.until_taken().await;
        running.kill();
        // The ballast is made anew.
        running = scene.start().await.unwrap();
        let begun = Instant::now();
        while !scene.district.folder.data().join("ballast").exists() {
            assert!(begun.elapsed() < Duration::from_secs(30), "no ballast");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    assert!(running.end().await.success());
    let store = scene.district.open().await;
    let report = store.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
    let application = store
        .application(&scene.partner().asker, scene.life.id.as_ref().unwrap())
        .await
        .unwrap();
    let entries = store
        .entries(&scene.partner().asker, &application)
        .await
        .unwrap();
    let mut stored: Vec<&str> = entries
        .iter()
        .map(|entry| entry.body.trim_end_matches('x'))
        .collect();
    stored.retain(|text| text.starts_with("message "));
    // A page shows five hundred at most.
    let shown = stored.len();
    let taken: Vec<&str> = scene
        .taken
        .iter()
        .map(|text| text.trim_end())
        .take(shown)
        .collect();
    let stored: Vec<&str> = stored.iter().map(|text| text.trim_end()).collect();
    assert_eq!(stored, taken, "every message that was acknowledged, once");
    store.close().await;
    // A mail that was on its way when the program was killed may come once more, and only once.
    let mails = often(&mails);
    assert!(
        !mails.is_empty() && mails.values().all(|times| *times <= 2),
        "{mails:?}"
    );
    let twice = mails.values().filter(|times| **times == 2).count();
    let most = |times: &[Duration]| times.iter().max().unwrap().as_millis();
    say(&format!(
        "a full disk: {reads} pages read with 200, {} of {} messages taken and all there once, the others answered with 503; \
         written again {} ms after room was made, {} ms after the ballast was deleted; \
         started on the full disk: {restarts:?}; {} mails, {twice} of them twice after a kill",
        scene.taken.len(),
        scene.sent,
        most(&rooms),
        most(&ballasts),
        mails.len()
    ));
}
