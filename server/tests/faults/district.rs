//! A district in a file, with partners and an office, whose server can be started, killed and started again.

use crate::client::Client;
use crate::harness::careful;
use crate::life::{Case, Life, State};
use crate::person::Person;
use crate::place::Folder;
use crate::program::{Program, free_port};
use crate::wire;
use chrono::{TimeDelta, Utc};
use partnership::district::Profile;
use partnership::form::{Answers, Facts};
use partnership::person::Role;
use std::net::SocketAddr;
use store::Store;

/// Where browsers believe to be.
const BASE: &str = "http://127.0.0.1:3000";

/// A district.
pub struct District {
    /// Its folder.
    pub folder: Folder,
    /// Its profile.
    pub profile: Profile,
    /// Where its server listens.
    pub address: SocketAddr,
    /// Partners.
    pub partners: Vec<Person>,
    /// Somebody of the office.
    pub office: Person,
    /// An administrator.
    pub chief: Person,
    /// What partners answer.
    pub answers: Answers,
}

impl District {
    /// A district with so many partners, in a folder of its own.
    pub async fn new(partners: usize) -> Self {
        Self::in_folder(Folder::new(), partners).await
    }

    /// The same in this folder.
    pub async fn in_folder(folder: Folder, partners: usize) -> Self {
        let profile = server::profile::load("durham").unwrap();
        let address = free_port();
        let store = open(&folder, &profile).await;
        // A while ago, so that whoever asks for the first time is noted to have been seen.
        let now = Utc::now() - TimeDelta::minutes(5);
        let browser = || Client::new(wire::router(address), BASE);
        let office = Person::new(
            &store,
            browser(),
            "office@example.org",
            &[Role::Office],
            now,
        );
        let office = office.await;
        let chief = Person::new(
            &store,
            browser(),
            "chief@example.org",
            &[Role::Administrator],
            now,
        );
        let chief = chief.await;
        let mut all = Vec::new();
        for number in 0..partners {
            let email = format!("partner-{number}@example.com");
            all.push(Person::new(&store, browser(), &email, &[], now).await);
        }
        store.close().await;
        let answers = careful(&Facts {
            profile: &profile,
            today: now.date_naive(),
        });
        Self {
            folder,
            profile,
            address,
            partners: all,
            office,
            chief,
            answers,
        }
    }

    /// Starts the server.
    pub async fn start(&self) -> Program {
        let started = Program::serve(&self.folder, self.address).await;
        started.unwrap_or_else(|said| panic!("the server does not start: {said}"))
    }

    /// Opens the database beside the server, or without it.
    pub async fn open(&self) -> Store {
        open(&self.folder, &self.profile).await
    }

    /// A browser of somebody who has not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(wire::router(self.address), BASE)
    }

    /// The case of a partner: who is in it, and what they type.
    pub fn case(&self, partner: usize) -> Case {
        Case {
            partner: self.partners[partner].clone(),
            office: self.office.clone(),
            chief: self.chief.asker.id.to_string(),
            profile: self.profile.clone(),
            answers: self.answers.clone(),
        }
    }

    /// Fails unless the database is sound, and every life stands where its acknowledged acts have brought
    /// it, or one act further when that one was sent and no answer came.
    pub async fn check(&self, store: &Store, lives: &mut [Life]) -> usize {
        let report = store.verify().await.unwrap();
        assert!(report.is_sound(), "{report:?}");
        let mails = store.mails(1_000_000).await.unwrap();
        let mut further = 0;
        for life in lives {
            life.find(store).await;
            let found = State::read(store, life, &mails).await;
            let expected = life.expected(life.at);
            if found == expected {
                continue;
            }
            assert!(
                life.is_pending,
                "lost or torn after {}: {}",
                life.told(),
                apart(&found, &expected)
            );
            let expected = life.expected(life.at + 1);
            assert!(
                found == expected,
                "torn after {}: {}",
                life.told(),
                apart(&found, &expected)
            );
            further += 1;
        }
        further
    }
}

fn apart(found: &State, expected: &State) -> String {
    format!("found\n{found:#?}\nexpected\n{expected:#?}")
}

/// Opens a database.
pub async fn open(folder: &Folder, profile: &Profile) -> Store {
    Store::open(&folder.database(), profile.id.clone())
        .await
        .unwrap()
}
