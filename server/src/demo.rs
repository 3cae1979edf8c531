//! A demonstration: fictional organizations whose applications stand at every point of their life,
//! made by the same store methods that people's acts use.

mod answer;
mod chance;

use anyhow::Context;
use answer::Name;
use chance::Chance;
use chrono::{DateTime, Days, TimeDelta, Utc};
use partnership::application::Stage;
use partnership::district::Profile;
use partnership::form::{Answers, Facts};
use partnership::id::ApplicationId;
use partnership::person::{Email, Role};
use partnership::proposal::Proposal;
use partnership::review::Finding;
use partnership::text::Lang;
use store::application::{Act, Sent, Start};
use store::draft::Save;
use store::partnership::Approval;
use store::decision::Decision;
use store::{Asker, Store};

/// Who can sign in to a demonstration, and as what.
pub const PEOPLE: [(&str, &str); 6] = [
    ("office@example.org", "the partnership office: vets and decides"),
    ("colleague@example.org", "a second person in the office"),
    ("administrator@example.org", "administrator: invites people, gives roles"),
    ("analyst@example.org", "analyst: figures and lists"),
    ("signer@example.org", "signer: reads what is to be signed"),
    ("any address you like", "a partner: applies"),
];

/// The people of the demonstration: address, name, role.
const ROLES: [(&str, &str, Role); 5] = [
    ("office@example.org", "Demo Office", Role::Office),
    ("colleague@example.org", "Demo Colleague", Role::Office),
    ("administrator@example.org", "Demo Administrator", Role::Administrator),
    ("analyst@example.org", "Demo Analyst", Role::Analyst),
    ("signer@example.org", "Demo Signer", Role::Signer),
];

/// Fills the database. A database that has people already is left as it is.
///
/// # Errors
/// When a store method fails.
pub async fn fill(profile: &Profile, store: &Store, organizations: u32, seed: u64, now: DateTime<Utc>) -> anyhow::Result<String> {
    let office = Email::parse(ROLES[0].0).context("the office's address")?;
    if store.person_of(&office).await.is_ok() {
        return Ok("The database has its demonstration already; nothing was changed.".to_owned());
    }
    let long_ago = now - TimeDelta::days(400);
    for (email, name, role) in ROLES {
        let email = Email::parse(email).context("a demonstration address")?;
        let person = store.grant(None, &email, role, &[], &store::fresh::id(), long_ago).await?;
        store.rename(&person, name).await?;
    }
    let mut demo = Demo { profile, store, now, chance: Chance::new(seed), office: asker(store, ROLES[0].0).await?, colleague: asker(store, ROLES[1].0).await? };
    for number in 0..organizations {
        demo.organization(number).await?;
    }
    Ok(format!("{organizations} fictional organizations with their applications are in the database."))
}

async fn asker(store: &Store, email: &str) -> anyhow::Result<Asker> {
    let email = Email::parse(email).context("a demonstration address")?;
    let person = store.person_of(&email).await?;
    Ok(Asker { id: person.id, roles: person.roles })
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
        let email = Email::parse(&format!("partner-{number}@example.com")).context("a partner's address")?;
        let id = self.store.grant(None, &email, Role::Partner, &[], &store::fresh::id(), self.now - TimeDelta::days(360)).await?;
        let owner = Asker { id, roles: vec![Role::Partner] };
        let goal = self.goal(number);
        let days = match goal {
            Stage::Approved => 20 + self.chance.below(300),
            Stage::Draft | Stage::Submitted => self.chance.below(12),
            _ => 3 + self.chance.below(40),
        };
        let mut at = self.now - TimeDelta::days(days as i64 + 12) - TimeDelta::minutes(self.chance.below(600) as i64);
        let start = Start {
            profile_version: self.profile.version,
            short_name: &self.profile.short_name,
            lang: if number % 5 == 3 { Lang::Es } else { Lang::En },
            answers: &[],
        };
        let application = self.store.start(&owner, start, &store::fresh::id(), at).await?;
        let facts = Facts { profile: self.profile, today: at.date_naive() };
        let answers = answer::fill(&facts, &name, &mut self.chance);
        for step in self.profile.form.steps().filter(|step| !step.is_signature()) {
            // A draft stops somewhere in the middle.
            if goal == Stage::Draft && self.chance.below(3) == 0 {
                continue;
            }
            let typed = step.tidy(answers.clone());
            if !typed.is_empty() {
                let save = Save { slug: &step.slug, answers: &typed, seen: 0, tab: "demo" };
                self.store.save_step(&owner, &application, save, at).await?;
            }
        }
        if goal == Stage::Draft {
            return Ok(());
        }
        at += TimeDelta::days(1 + self.chance.below(3) as i64);
        self.submit(&owner, &application, &answers, &name, at).await?;
        if goal == Stage::Withdrawn {
            let seen = self.version(&application, &owner).await?;
            let at = at + TimeDelta::hours(20);
            self.store.withdraw(&owner, &application, "", Act { key: &store::fresh::id(), seen, at, mails: &[] }).await?;
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

    async fn submit(&self, owner: &Asker, application: &ApplicationId, answers: &Answers, name: &Name, at: DateTime<Utc>) -> anyhow::Result<()> {
        let frozen = self.profile.form.frozen(answers);
        let proposal = Proposal::read(self.profile, &frozen);
        let sent = Sent {
            answers: &frozen,
            proposal: &proposal,
            lang: Lang::En,
            signed_name: &name.person,
            statement: "",
            device: "demonstration",
            due_on: at.date_naive() + Days::new(u64::from(self.profile.setting.review_days)),
        };
        let seen = self.version(application, owner).await?;
        let act = Act { key: &store::fresh::id(), seen, at, mails: &[] };
        Ok(self.store.submit(owner, application, sent, act).await?)
    }

    async fn review(&mut self, application: &ApplicationId, goal: Stage, answers: &Answers, at: DateTime<Utc>) -> anyhow::Result<()> {
        let reviewer = if self.chance.below(3) == 0 { self.colleague.clone() } else { self.office.clone() };
        let seen = self.version(application, &reviewer).await?;
        self.store.start_review(&reviewer, application, Act { key: &store::fresh::id(), seen, at, mails: &[] }).await?;
        let judged = if goal == Stage::InReview { self.profile.criteria.len() / 2 } else { self.profile.criteria.len() };
        let findings: Vec<(String, Finding, String, i64)> = self
            .profile
            .criteria
            .iter()
            .take(judged)
            .enumerate()
            .map(|(at, criterion)| {
                let finding = if goal != Stage::Approved && at == 1 { Finding::NeedsMore } else { Finding::Met };
                (criterion.slug.clone(), finding, String::new(), 0)
            })
            .collect();
        self.store.judge(&reviewer, application, &findings, at + TimeDelta::hours(1)).await?;
        if goal == Stage::InReview {
            return Ok(());
        }
        let at = at + TimeDelta::hours(30 + self.chance.below(200) as i64);
        let at = at.min(self.now - TimeDelta::minutes(5));
        let proposal = Proposal::read(self.profile, &self.profile.form.frozen(answers));
        let level = self.level(&proposal);
        let agreement = self.profile.agreements.first().map(|choice| choice.value.clone()).unwrap_or_default();
        let needs_agreement = self.profile.needs_agreement(&level);
        let (places, services) = (self.places(&proposal), self.services(&proposal));
        let steps: Vec<String> = self.profile.form.steps().take(2).map(|step| step.slug.clone()).collect();
        let route = self.profile.routes.iter().find(|route| !route.application).map(|route| route.slug.clone()).unwrap_or_default();
        let decision = match goal {
            Stage::ChangesRequested => Decision::RequestChanges {
                steps: &steps,
                body: "Tell us more about these two points, so that we can go on.",
                due_on: at.date_naive() + Days::new(u64::from(self.profile.setting.change_days)),
            },
            Stage::Declined => Decision::Decline { reason: "The proposal does not link to one of the district's support areas." },
            Stage::Redirected => Decision::Redirect { route: &route, body: "Another of the district's processes fits this proposal better." },
            _ => Decision::Approve(Approval {
                level: &level,
                agreement: if needs_agreement { &agreement } else { "" },
                conditions: "",
                proposal: &proposal,
                needs_agreement,
                places: &places,
                services: &services,
            }),
        };
        let seen = self.version(application, &reviewer).await?;
        self.store.decide(&reviewer, application, decision, Act { key: &store::fresh::id(), seen, at, mails: &[] }).await?;
        if goal == Stage::Approved {
            self.live(application, &reviewer, at).await?;
        }
        Ok(())
    }

    /// Takes a partnership on: agreement, on-boarding, work, and for a few an end.
    async fn live(&mut self, application: &ApplicationId, reviewer: &Asker, mut at: DateTime<Utc>) -> anyhow::Result<()> {
        for _ in 0..self.chance.below(4) {
            let partnership = self.store.partnership_of(application).await?;
            at += TimeDelta::days(4 + self.chance.below(20) as i64);
            let Some((action, _)) = partnership.stage.moves().first() else { break };
            let is_end = *action == partnership::partnership::Action::End;
            if at >= self.now || (is_end && self.chance.below(5) != 0) {
                break;
            }
            let reason = if is_end { "The program ran its course." } else { "" };
            self.store.move_partnership(reviewer, &partnership.id, *action, reason, partnership.version, &store::fresh::id(), at).await?;
        }
        Ok(())
    }

    /// The level the applicant's own word proposes: the first for once, else the last.
    fn level(&self, proposal: &Proposal) -> String {
        let levels = &self.profile.levels;
        let level = if proposal.frequency == "once" { levels.first() } else { levels.last() };
        level.map(|level| level.slug.clone()).unwrap_or_default()
    }

    fn places(&self, proposal: &Proposal) -> String {
        let names = proposal.sites.iter().filter_map(|slug| self.profile.school(slug)).map(|school| school.name.as_str());
        names.collect::<Vec<_>>().join(" ")
    }

    fn services(&self, proposal: &Proposal) -> String {
        let mut words = Vec::new();
        for (area, service) in &proposal.services {
            if let Some((area, service)) = self.profile.service(&format!("{area}/{service}")) {
                for lang in Lang::ALL {
                    words.push(area.name.get(lang));
                    words.push(service.label.get(lang));
                }
            }
        }
        words.join(" ")
    }
}

/// Plausible answers to every question of the district's form, the same for the same seed.
#[must_use]
pub fn answers(facts: &Facts<'_>, seed: u64) -> Answers {
    let mut chance = Chance::new(seed);
    let name = Name::of(0, &mut chance);
    answer::fill(facts, &name, &mut chance)
}
