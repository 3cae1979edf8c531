//! A demonstration: fictional organizations whose applications stand at every point of their life,
//! made by the same store methods that people's acts use.

mod answer;
mod chance;
mod colors;
mod file;
mod review;

pub use colors::look;

use crate::config::Config;
use answer::Name;
use anyhow::{Context, bail};
use chance::Chance;
use chrono::{DateTime, Days, TimeDelta, Utc};
use partnership::application::Stage;
use partnership::district::Profile;
use partnership::form::{Answers, Facts};
use partnership::id::ApplicationId;
use partnership::person::{Email, Role};
use partnership::proposal::Proposal;
use partnership::text::Lang;
use store::application::{Act, Sent, Start};
use store::draft::Save;
use store::{Asker, Store};

/// Who can sign in to a demonstration, and as what.
pub const PEOPLE: [(&str, &str); 6] = [
    (
        "office@example.org",
        "the partnership office: vets and decides",
    ),
    ("colleague@example.org", "a second person in the office"),
    (
        "administrator@example.org",
        "administrator: invites people, gives roles",
    ),
    ("analyst@example.org", "analyst: figures and lists"),
    ("signer@example.org", "signer: reads what is to be signed"),
    ("any address you like", "a partner: applies"),
];

/// The people of the demonstration: address, name, role.
const ROLES: [(&str, &str, Role); 5] = [
    ("office@example.org", "Demo Office", Role::Office),
    ("colleague@example.org", "Demo Colleague", Role::Office),
    (
        "administrator@example.org",
        "Demo Administrator",
        Role::Administrator,
    ),
    ("analyst@example.org", "Demo Analyst", Role::Analyst),
    ("signer@example.org", "Demo Signer", Role::Signer),
];

/// Whether the demonstration may go into this database: never on a production server, and never among
/// people who do not belong to it.
///
/// # Errors
/// One sentence that says what stands against it.
pub async fn may_fill(config: &Config, store: &Store) -> anyhow::Result<()> {
    if !config.is_development() {
        bail!(
            "The demonstration is for development: set TRELLIS_MODE=development and a TRELLIS_DATA of its own."
        );
    }
    if store.has_people().await? && !is_filled(store).await? {
        bail!(
            "The database of {} holds people who are not of the demonstration: give it a TRELLIS_DATA of its own.",
            config.data.display()
        );
    }
    Ok(())
}

async fn is_filled(store: &Store) -> anyhow::Result<bool> {
    let office = Email::parse(ROLES[0].0).context("the office's address")?;
    Ok(store.person_of(&office).await.is_ok())
}

/// Fills the database. A database that has the demonstration already is left as it is.
///
/// # Errors
/// When a store method fails.
pub async fn fill(
    profile: &Profile,
    store: &Store,
    organizations: u32,
    seed: u64,
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    if is_filled(store).await? {
        return Ok("The database has its demonstration already; nothing was changed.".to_owned());
    }
    let long_ago = now - TimeDelta::days(400);
    for (email, name, role) in ROLES {
        let email = Email::parse(email).context("a demonstration address")?;
        let person = store
            .grant(None, &email, role, &[], &store::fresh::id(), long_ago)
            .await?;
        store.rename(&person, name).await?;
    }
    let mut demo = Demo {
        profile,
        store,
        now,
        chance: Chance::new(seed),
        office: asker(store, ROLES[0].0).await?,
        colleague: asker(store, ROLES[1].0).await?,
    };
    for number in 0..organizations {
        demo.organization(number).await?;
    }
    Ok(format!(
        "{organizations} fictional organizations with their applications are in the database."
    ))
}

async fn asker(store: &Store, email: &str) -> anyhow::Result<Asker> {
    let email = Email::parse(email).context("a demonstration address")?;
    let person = store.person_of(&email).await?;
    Ok(Asker {
        id: person.id,
        roles: person.roles,
    })
}

struct Demo<'a> {
    profile: &'a Profile,
    store: &'a Store,
    now: DateTime<Utc>,
    chance: Chance,
    office: Asker,
    colleague: Asker,
}

impl Demo<'_> {
    /// One organization and its application, taken as far as its number says.
    async fn organization(&mut self, number: u32) -> anyhow::Result<()> {
        let name = Name::of(number, &mut self.chance);
        let email = Email::parse(&format!("partner-{number}@example.com"))
            .context("a partner's address")?;
        let id = self
            .store
            .grant(
                None,
                &email,
                Role::Partner,
                &[],
                &store::fresh::id(),
                self.now - TimeDelta::days(360),
            )
            .await?;
        let owner = Asker {
            id,
            roles: vec![Role::Partner],
        };
        let goal = self.goal(number);
        let days = match goal {
            Stage::Approved => 20 + self.chance.below(300),
            Stage::Draft | Stage::Submitted => self.chance.below(12),
            _ => 3 + self.chance.below(40),
        };
        let mut at = self.now
            - TimeDelta::days(days as i64 + 12)
            - TimeDelta::minutes(self.chance.below(600) as i64);
        let start = Start {
            profile_version: self.profile.version,
            short_name: &self.profile.short_name,
            lang: if number % 5 == 3 { Lang::Es } else { Lang::En },
            answers: &[],
        };
        let application = self
            .store
            .start(&owner, start, &store::fresh::id(), at)
            .await?;
        let facts = Facts {
            profile: self.profile,
            today: at.date_naive(),
        };
        let answers = answer::fill(&facts, &name, &mut self.chance);
        for step in self
            .profile
            .form
            .steps()
            .filter(|step| !step.is_signature())
        {
            // A draft stops somewhere in the middle.
            if goal == Stage::Draft && self.chance.below(3) == 0 {
                continue;
            }
            let typed = step.tidy(answers.clone());
            if !typed.is_empty() {
                let save = Save {
                    slug: &step.slug,
                    answers: &typed,
                    seen: 0,
                    tab: "demo",
                    open: false,
                };
                self.store.save_step(&owner, &application, save, at).await?;
            }
            let of = (&owner, &application);
            self.hand_in(number, of, step, &answers, at).await?;
        }
        if goal == Stage::Draft {
            return Ok(());
        }
        at += TimeDelta::days(1 + self.chance.below(3) as i64);
        self.submit(&owner, &application, &answers, &name, at)
            .await?;
        if goal == Stage::Withdrawn {
            let seen = self.version(&application, &owner).await?;
            let at = at + TimeDelta::hours(20);
            self.store
                .withdraw(
                    &owner,
                    &application,
                    "",
                    Act {
                        key: &store::fresh::id(),
                        seen,
                        at,
                        mails: &[],
                    },
                )
                .await?;
            return Ok(());
        }
        if goal == Stage::Submitted {
            return Ok(());
        }
        at += TimeDelta::hours(6 + self.chance.below(90) as i64);
        self.review(&application, goal, &answers, at).await
    }

    /// Where the application of this number ends up: most are approved, some stand at every other point.
    fn goal(&mut self, number: u32) -> Stage {
        match number % 20 {
            0 | 7 => Stage::Submitted,
            2 | 13 => Stage::InReview,
            4 => Stage::ChangesRequested,
            6 | 16 => Stage::Draft,
            9 => Stage::Declined,
            11 => Stage::Redirected,
            18 => Stage::Withdrawn,
            _ => Stage::Approved,
        }
    }

    async fn version(&self, application: &ApplicationId, asker: &Asker) -> anyhow::Result<i64> {
        Ok(self.store.application(asker, application).await?.version)
    }

    async fn submit(
        &self,
        owner: &Asker,
        application: &ApplicationId,
        answers: &Answers,
        name: &Name,
        at: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let found = self.store.application(owner, application).await?;
        let draft = self.store.draft(owner, &found).await?;
        let all = answers.clone().into_iter().chain(draft.answers()).collect();
        let frozen = self.profile.form.frozen(&all);
        let proposal = Proposal::read(self.profile, &frozen);
        let sent = Sent {
            answers: &frozen,
            proposal: &proposal,
            lang: Lang::En,
            signed_name: &name.person,
            statement: "",
            device: "demonstration",
            due_on: at.date_naive() + Days::new(u64::from(self.profile.setting.review_days)),
            draft: draft.version(),
        };
        let seen = found.version;
        let act = Act {
            key: &store::fresh::id(),
            seen,
            at,
            mails: &[],
        };
        Ok(self.store.submit(owner, application, sent, act).await?)
    }
}

/// Plausible answers to every question of the district's form, the same for the same seed.
#[must_use]
pub fn answers(facts: &Facts<'_>, seed: u64) -> Answers {
    let mut chance = Chance::new(seed);
    let name = Name::of(0, &mut chance);
    answer::fill(facts, &name, &mut chance)
}
