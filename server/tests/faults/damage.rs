//! Damaged pages: a check finds them, and nobody is served what is on them.

use crate::answer::Answer;
use crate::dice::Dice;
use crate::district::{District, open};
use crate::harness::World;
use crate::person::Person;
use crate::place::{Folder, is_long, rounds, say};
use crate::program::{Program, run, said};
use partnership::person::Role;
use std::path::Path;
use std::time::{Duration, Instant};
use store::Store;

/// A kind of damage.
struct Damage {
    name: &'static str,
    /// What it does to a page.
    does: fn(&mut [u8], &mut Dice),
    /// Whether the head of the page is damaged, so that it shows as soon as the page is read. A page that is
    /// whole at its head and not at its end shows in a check only.
    at_once: bool,
}

/// To add a kind of damage, write it here.
const DAMAGES: [Damage; 3] = [
    Damage {
        name: "zeros",
        does: |page, _| page.fill(0),
        at_once: true,
    },
    Damage {
        name: "random bytes",
        does: |page, dice| {
            page.iter_mut()
                .for_each(|byte| *byte = dice.next().to_le_bytes()[0]);
        },
        at_once: true,
    },
    Damage {
        name: "a second half of zeros",
        does: |page, _| {
            let half = page.len() / 2;
            page[half..].fill(0);
        },
        at_once: false,
    },
];

/// Pages that read every table that pages show.
const PATHS: [&str; 9] = [
    "/directory",
    "/directory?q=reading",
    "/account",
    "/office",
    "/office/applications",
    "/office/applications.csv",
    "/office/partnerships",
    "/office/dashboard",
    "/office/people",
];

/// A sound database in one file, with a demonstration and somebody who is signed in.
struct Base {
    folder: Folder,
    bytes: Vec<u8>,
    page: usize,
    cookie: String,
    sound: Vec<String>,
}

impl Base {
    async fn new() -> Self {
        let folder = Folder::new();
        let profile = server::profile::load("durham").unwrap();
        let store = open(&folder, &profile).await;
        let world = World::on(store.clone(), World::config());
        server::demo::fill(&profile, &store, 25, 7, world.now())
            .await
            .unwrap();
        let roles = [Role::Administrator];
        let chief = Person::new(
            &store,
            world.anonymous(),
            "chief@example.org",
            &roles,
            world.now(),
        )
        .await;
        let copy = folder.beside("copy.db");
        store.backup(&copy).await.unwrap();
        store.close().await;
        let bytes = std::fs::read(&copy).unwrap();
        let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
        let mut base = Self {
            folder,
            bytes,
            page,
            cookie: chief.client.cookie("trellis"),
            sound: Vec::new(),
        };
        let store = base.store(&base.bytes.clone()).await.unwrap();
        base.sound = base.read(store).await.iter().map(shown).collect();
        assert!(
            base.sound.iter().all(|page| page.len() > 200),
            "{:?}",
            base.sound
        );
        base
    }

    /// Opens these bytes.
    async fn store(&self, bytes: &[u8]) -> store::Result<Store> {
        let file = self.folder.beside("damaged.db");
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
        std::fs::write(&file, bytes).unwrap();
        let profile = server::profile::load("durham").unwrap();
        Store::open(&file, profile.id).await
    }

    /// Asks for every page.
    async fn read(&self, store: Store) -> Vec<Answer> {
        let world = World::on(store.clone(), World::config());
        let client = world.anonymous();
        client.set_cookie("trellis", &self.cookie);
        let mut answers = Vec::new();
        for path in PATHS {
            answers.push(client.get(path).await);
        }
        store.close().await;
        answers
    }

    fn pages(&self) -> usize {
        self.bytes.len() / self.page
    }

    /// The bytes with one page damaged.
    fn damaged(&self, number: usize, damage: fn(&mut [u8], &mut Dice), dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let start = number * self.page;
        damage(&mut bytes[start..start + self.page], dice);
        bytes
    }
}

/// What people read in an answer.
fn shown(answer: &Answer) -> String {
    let main = answer.main();
    if main.is_empty() {
        answer.body.clone()
    } else {
        main
    }
}

/// Whether a check finds something wrong. One that cannot be done finds nothing.
async fn is_found(store: &Store) -> bool {
    !store.verify().await.unwrap().is_sound()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_page_is_found_and_never_served() {
    let base = Base::new().await;
    let mut dice = Dice(6);
    let mut cases: Vec<(usize, usize)> = Vec::new();
    for number in 0..base.pages() {
        cases.extend((0..DAMAGES.len()).map(|damage| (number, damage)));
    }
    if !is_long() {
        cases = (0..24)
            .map(|number| (dice.below(base.pages()), number % DAMAGES.len()))
            .collect();
    }
    let (mut unchanged, mut refused, mut errors, mut same, mut wrong) = (0, 0, 0, 0, 0);
    for (number, damage) in &cases {
        let damage = &DAMAGES[*damage];
        let what = format!("page {number} with {}", damage.name);
        let bytes = base.damaged(*number, damage.does, &mut dice);
        if bytes == base.bytes {
            unchanged += 1;
            continue;
        }
        let Ok(store) = base.store(&bytes).await else {
            refused += 1;
            continue;
        };
        assert!(is_found(&store).await, "{what}: a check finds nothing");
        for (answer, sound) in base.read(store).await.iter().zip(&base.sound) {
            if answer.status.as_u16() >= 500 {
                errors += 1;
            } else if shown(answer) == *sound {
                same += 1;
            } else {
                assert!(
                    !damage.at_once,
                    "{what}: {} answers {} with {}",
                    answer.asked,
                    answer.status,
                    answer.short()
                );
                wrong += 1;
            }
        }
    }
    say(&format!(
        "{} damaged pages: every one found by a check or at the start ({refused}); of the pages asked for before the check \
         {errors} gave the error page and {same} were as ever; {wrong} were wrong, all from pages of which only the end was damaged",
        cases.len() - unchanged
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_byte_is_found_where_the_file_can_tell() {
    let base = Base::new().await;
    let mut dice = Dice(66);
    // So many that some hit a line of the history or the head of a page, whatever ids the rows have this time.
    let flips = rounds(80, 1_000);
    let (mut found, mut silent) = (0, 0);
    for _ in 0..flips {
        let mut bytes = base.bytes.clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        match base.store(&bytes).await {
            Ok(store) => {
                let is_found = is_found(&store).await;
                found += usize::from(is_found);
                // In a text of a row, or in room that nothing uses.
                silent += usize::from(!is_found);
                store.close().await;
            }
            Err(_) => found += 1,
        }
    }
    say(&format!(
        "{flips} single flipped bits: {found} found by a check, {silent} in texts and unused room not"
    ));
    assert!(found > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_tells_of_damage() {
    let base = Base::new().await;
    let district = District::new(0).await;
    let file = district.folder.database();
    // Pages of tables and indexes. One that the start needs keeps the program from starting; another
    // one is found while it serves.
    let mut running = None;
    for page in 2..base.pages() {
        let bytes = base.damaged(page, DAMAGES[0].does, &mut Dice(0));
        std::fs::write(&file, bytes).unwrap();
        let checked = run(&district.folder, &["verify"]);
        assert!(!said(&checked).contains("panic"), "{}", said(&checked));
        if checked.status.success() {
            continue;
        }
        match Program::serve(&district.folder, district.address).await {
            Ok(program) => {
                running = Some(program);
                break;
            }
            Err(refused) => assert!(
                refused.contains("TRELLIS_DATA") && refused.contains("malformed"),
                "{refused}"
            ),
        }
    }
    let running = running.expect("a damaged page that the start does not need");
    let begun = Instant::now();
    loop {
        let ready = district.anonymous().get("/readyz").await;
        if ready.status.as_u16() == 503 {
            assert!(
                ready.body.contains("the database is damaged"),
                "{}",
                ready.body
            );
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "the damage is not told: {}",
            running.log()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // From then on nothing is served out of it.
    let page = district.anonymous().get("/directory").await;
    page.is(503)
        .says("the data has to be restored from a backup");
    district.anonymous().get("/healthz").await.is(200);
    running.kill();
    std::fs::write(&file, b"SQLite format 3\0 and nothing else").unwrap();
    let refused = Program::serve(&district.folder, district.address)
        .await
        .err()
        .unwrap();
    assert!(
        refused.contains("TRELLIS_DATA") && refused.trim().lines().count() == 1,
        "{refused}"
    );
    assert!(Path::new(&file).exists(), "what is damaged is left alone");
}
