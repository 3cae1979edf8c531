//! A random walk: random people with changing roles do random acts to applications and partnerships, and the
//! store does exactly what the pure lives allow.

use crate::dice::Dice;
use crate::place::{rounds, say};
use chrono::{DateTime, TimeDelta, Utc};
use partnership::application::{Action, Side, Stage};
use partnership::change::Asked;
use partnership::form::Answers;
use partnership::id::{ApplicationId, DistrictId, PartnershipId};
use partnership::partnership as life;
use partnership::person::{Email, Right, Role, may};
use partnership::proposal::Proposal;
use partnership::text::Lang;
use std::collections::BTreeSet;
use store::application::{Act, Sent, Start};
use store::decision::Decision;
use store::partnership::Approval;
use store::{Asker, Error, Store};

/// Acts in one database; the next ones are in a fresh one.
const IN_ONE: usize = 5_000;

/// What an act led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Done,
    NotFound,
    Stale,
    Refused,
}

fn told<T: std::fmt::Debug>(result: Result<T, Error>) -> Told {
    match result {
        Ok(_) => Told::Done,
        Err(Error::NotFound) => Told::NotFound,
        Err(Error::Stale) => Told::Stale,
        Err(Error::Refused) => Told::Refused,
        Err(other) => panic!("{other:?}"),
    }
}

/// What the model knows of an application.
struct Known {
    id: ApplicationId,
    owner: usize,
    stage: Stage,
    version: i64,
    was_sent: bool,
    /// Whose it is to review.
    assignee: Option<usize>,
    moves: usize,
    partnership: Option<(PartnershipId, life::Stage, i64)>,
}

struct Walk {
    store: Store,
    dice: Dice,
    people: Vec<Asker>,
    emails: Vec<Email>,
    all: Vec<Known>,
    proposal: Proposal,
    answers: Answers,
    seconds: i64,
    lines: i64,
    done: usize,
    edges: BTreeSet<String>,
}

fn proposal() -> Proposal {
    Proposal {
        organization: "Readers".into(),
        organization_kind: "nonprofit".into(),
        web: None,
        ein: None,
        about: String::new(),
        title: "Reading".into(),
        summary: String::new(),
        services: vec![("academics".into(), "tutoring".into())],
        sites: vec!["cedar-ford".into()],
        sponsor: "cedar-ford".into(),
        students: Some(40),
        frequency: "ongoing".into(),
        listed: true,
    }
}

impl Walk {
    async fn new(seed: u64) -> Self {
        let store = Store::in_memory(DistrictId::parse("durham").unwrap())
            .await
            .unwrap();
        let mut walk = Self {
            store,
            dice: Dice(seed),
            people: Vec::new(),
            emails: Vec::new(),
            all: Vec::new(),
            proposal: proposal(),
            answers: Answers::default(),
            seconds: 0,
            lines: 0,
            done: 0,
            edges: BTreeSet::new(),
        };
        for (name, role) in [
            ("ana", Role::Partner),
            ("pia", Role::Partner),
            ("olga", Role::Office),
            ("omar", Role::Office),
            ("sam", Role::Signer),
            ("anton", Role::Analyst),
            ("ada", Role::Administrator),
        ] {
            let email = Email::parse(&format!("{name}@example.org")).unwrap();
            let at = walk.now();
            let id = walk
                .store
                .grant(None, &email, role, &[], &store::fresh::id(), at)
                .await
                .unwrap();
            walk.people.push(Asker {
                id,
                roles: vec![role],
            });
            walk.emails.push(email);
            walk.lines += 1;
        }
        walk
    }

    fn now(&mut self) -> DateTime<Utc> {
        self.seconds += 1;
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(self.seconds)
    }

    /// Begins applications, so that some are open.
    async fn begin(&mut self) {
        while self
            .all
            .iter()
            .filter(|known| !known.stage.is_final())
            .count()
            < 3
        {
            let owner = self.dice.below(self.people.len());
            let start = Start {
                profile_version: 1,
                short_name: "DPS",
                lang: Lang::En,
                answers: &[],
            };
            let at = self.now();
            let id = self
                .store
                .start(&self.people[owner], start, &store::fresh::id(), at)
                .await
                .unwrap();
            self.all.push(Known {
                id,
                owner,
                stage: Stage::Draft,
                version: 1,
                was_sent: false,
                assignee: None,
                moves: 1,
                partnership: None,
            });
            self.lines += 1;
        }
    }

    /// One of the last applications, so that lives go on; sometimes any, which may be over.
    fn some(&mut self, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        let any = self.dice.below(20) == 0;
        let from = if any {
            0
        } else {
            self.all.len().saturating_sub(12)
        };
        let found: Vec<usize> = (from..self.all.len())
            .filter(|at| fits(&self.all[*at]))
            .collect();
        (!found.is_empty()).then(|| self.dice.one_of(&found))
    }

    /// Somebody who may do it, half of the time; else anybody.
    fn somebody(&mut self, able: impl Fn(&Asker) -> bool) -> usize {
        let found: Vec<usize> = (0..self.people.len())
            .filter(|at| able(&self.people[*at]))
            .collect();
        if found.is_empty() || self.dice.below(2) == 0 {
            return self.dice.below(self.people.len());
        }
        self.dice.one_of(&found)
    }

    async fn act(&mut self, who: usize, at: usize, action: Action, seen: i64, key: &str) -> Told {
        let now = self.now();
        let (who, id) = (&self.people[who], &self.all[at].id);
        let act = Act {
            key,
            seen,
            at: now,
            mails: &[],
        };
        let asked = Asked {
            steps: vec!["about".to_owned()],
            ..Asked::default()
        };
        let day = now.date_naive();
        let decision = match action {
            Action::Submit => {
                let sent = Sent {
                    draft: 0,
                    answers: &self.answers,
                    proposal: &self.proposal,
                    lang: Lang::En,
                    signed_name: "Ana Gil",
                    statement: "",
                    device: "",
                    due_on: day,
                };
                return told(self.store.submit(who, id, sent, act).await);
            }
            Action::Withdraw => return told(self.store.withdraw(who, id, "", act).await),
            Action::StartReview => return told(self.store.start_review(who, id, act).await),
            Action::RequestChanges => Decision::RequestChanges {
                asked: &asked,
                body: "",
                due_on: day,
            },
            Action::Approve => Decision::Approve(Approval {
                proposed: "",
                why_level: "",
                why_agreement: "",
                level: "on-going",
                agreement: "moa",
                ends_on: None,
                conditions: "",
                proposal: &self.proposal,
                needs_agreement: at.is_multiple_of(2),
                criteria: &[],
                places: "",
                services: "",
            }),
            Action::Decline => Decision::Decline { reason: "" },
            Action::Redirect => Decision::Redirect {
                route: "",
                body: "",
            },
        };
        told(self.store.decide(who, id, decision, act).await)
    }

    /// What the pure life says of an act on an application.
    fn expected(&self, who: usize, at: usize, action: Action, seen: i64) -> Result<Stage, Told> {
        let (who, known) = (&self.people[who], &self.all[at]);
        let owns = self.people[known.owner].id == who.id;
        let side = Side::of(owns, &who.roles).ok_or(Told::NotFound)?;
        if side == Side::Office && !known.was_sent {
            return Err(Told::NotFound);
        }
        if seen != known.version {
            return Err(Told::Stale);
        }
        known.stage.after(action, side).map_err(|_| Told::Refused)
    }

    async fn step_application(&mut self) {
        let Some(at) = self.some(|known| !known.stage.is_final()) else {
            return;
        };
        let (stage, owner) = (
            self.all[at].stage,
            self.people[self.all[at].owner].id.clone(),
        );
        let mut action = self.dice.one_of(&Action::ALL);
        let mut side = None;
        // Nobody begins an application for a partner here.
        let moves = stage.moves().iter().copied();
        let moves: Vec<_> = moves.filter(|(_, by, _)| *by != Side::Starter).collect();
        if !moves.is_empty() && self.dice.below(3) > 0 {
            let (of, by, _) = self.dice.one_of(&moves);
            (action, side) = (of, Some(by));
        }
        let who = self.somebody(|who| Side::of(who.id == owner, &who.roles) == side);
        let seen = self.all[at].version - i64::from(self.dice.below(6) == 0);
        let key = store::fresh::id();
        let expected = self.expected(who, at, action, seen);
        let told = self.act(who, at, action, seen, &key).await;
        let what = format!("{action:?} at {stage:?} by {:?}", self.people[who].roles);
        assert_eq!(told, expected.err().unwrap_or(Told::Done), "{what}");
        if let Ok(next) = expected {
            self.edges.insert(format!("{stage:?} {action:?} {next:?}"));
            let known = &mut self.all[at];
            known.stage = next;
            known.version += 1;
            known.moves += 1;
            known.was_sent |= action == Action::Submit;
            if action == Action::StartReview {
                known.assignee.get_or_insert(who);
            }
            self.lines += 1;
            self.done += 1;
            if action == Action::Approve {
                self.lines += 1;
                let found = self.store.partnership_of(&self.all[at].id).await.unwrap();
                let first = life::Stage::first(at.is_multiple_of(2));
                assert_eq!((found.stage, found.version), (first, 1));
                self.all[at].partnership = Some((found.id, first, 1));
            }
            // The same form once more.
            if self.dice.below(10) == 0 {
                assert_eq!(
                    self.act(who, at, action, seen, &key).await,
                    Told::Done,
                    "once more: {what}"
                );
            }
        }
        let known = &self.all[at];
        let found = self
            .store
            .application(&self.people[known.owner], &known.id)
            .await
            .unwrap();
        assert_eq!(
            (found.stage, found.version),
            (known.stage, known.version),
            "{what}"
        );
    }

    async fn step_partnership(&mut self) {
        let Some(at) = self.some(|known| known.partnership.is_some()) else {
            return;
        };
        let (id, stage, version) = self.all[at].partnership.clone().unwrap();
        let owner = self.people[self.all[at].owner].id.clone();
        let action = self.dice.one_of(&life::Action::ALL);
        let who = self.somebody(|who| may(&who.roles, Right::Decide));
        let seen = version - i64::from(self.dice.below(6) == 0);
        let asker = self.people[who].clone();
        let expected = if !may(&asker.roles, Right::Decide) {
            Err(Told::NotFound)
        } else if seen != version {
            Err(Told::Stale)
        } else if asker.id == owner {
            Err(Told::Refused)
        } else {
            stage.after(action).map_err(|_| Told::Refused)
        };
        let (key, now) = (store::fresh::id(), self.now());
        let moved = self
            .store
            .move_partnership(&asker, &id, action, "", seen, &key, now)
            .await;
        let what = format!("{action:?} at {stage:?} by {:?}", asker.roles);
        assert_eq!(told(moved), expected.err().unwrap_or(Told::Done), "{what}");
        if let Ok(next) = expected {
            self.edges.insert(format!("{stage:?} {action:?} {next:?}"));
            self.all[at].partnership = Some((id.clone(), next, version + 1));
            self.lines += 1;
            self.done += 1;
        }
        let (_, stage, version) = self.all[at].partnership.as_ref().unwrap();
        let found = self.store.partnership_of(&self.all[at].id).await.unwrap();
        assert_eq!((found.stage, found.version), (*stage, *version), "{what}");
    }

    async fn step_role(&mut self) {
        let role = self.dice.one_of(&Role::ALL);
        let (by, whom) = (
            self.somebody(|who| may(&who.roles, Right::ManagePeople)),
            self.dice.below(self.people.len()),
        );
        let by = self.people[by].clone();
        let manages = may(&by.roles, Right::ManagePeople);
        let holds = self.people[whom].roles.contains(&role);
        let now = self.now();
        if self.dice.below(2) == 0 {
            let granted = self
                .store
                .grant(
                    Some(&by),
                    &self.emails[whom],
                    role,
                    &[],
                    &store::fresh::id(),
                    now,
                )
                .await;
            assert_eq!(
                told(granted),
                if manages { Told::Done } else { Told::NotFound }
            );
            if manages && !holds {
                self.people[whom].roles.push(role);
                self.lines += 1;
            }
            return;
        }
        let others = (0..self.people.len())
            .any(|at| at != whom && self.people[at].roles.contains(&Role::Administrator));
        let expected = match (manages, role) {
            (false, _) => Told::NotFound,
            (true, Role::Administrator) if !others => Told::Refused,
            (true, _) if !holds => Told::NotFound,
            _ => Told::Done,
        };
        let revoked = self
            .store
            .revoke(&by, &self.people[whom].id, role, now)
            .await;
        assert_eq!(told(revoked), expected, "{role:?}");
        if expected == Told::Done {
            self.people[whom].roles.retain(|held| *held != role);
            self.lines += 1;
            self.give_back(whom);
        }
    }

    /// Whoever can decide no longer has nothing to review any more.
    fn give_back(&mut self, whom: usize) {
        if may(&self.people[whom].roles, Right::Decide) {
            return;
        }
        for known in &mut self.all {
            let waits = matches!(
                known.stage,
                Stage::Submitted | Stage::InReview | Stage::ChangesRequested
            );
            if waits && known.assignee == Some(whom) {
                known.assignee = None;
                known.moves += 1;
                self.lines += 1;
            }
        }
    }

    /// Fails unless everything stands as the model says, and the history tells all of it.
    async fn end(&self) {
        for known in &self.all {
            let owner = &self.people[known.owner];
            let found = self.store.application(owner, &known.id).await.unwrap();
            assert_eq!((found.stage, found.version), (known.stage, known.version));
            let lines = self
                .store
                .history("application", known.id.as_str())
                .await
                .unwrap()
                .len();
            assert_eq!(lines, known.moves);
        }
        for (person, email) in self.people.iter().zip(&self.emails) {
            let mut found = self.store.person_of(email).await.unwrap().roles;
            let mut known = person.roles.clone();
            found.sort_unstable();
            known.sort_unstable();
            assert_eq!(found, known);
        }
        let report = self.store.verify().await.unwrap();
        assert!(report.is_sound(), "{report:?}");
        assert_eq!(
            report.history,
            Ok(self.lines),
            "each act is one line, and an approval two"
        );
    }
}

/// Every edge that the lives have.
fn edges() -> BTreeSet<String> {
    let mut edges = BTreeSet::new();
    for stage in Stage::ALL {
        edges.extend(
            stage
                .moves()
                .iter()
                .map(|(action, _, next)| format!("{stage:?} {action:?} {next:?}")),
        );
    }
    for stage in life::Stage::ALL {
        edges.extend(
            stage
                .moves()
                .iter()
                .map(|(action, next)| format!("{stage:?} {action:?} {next:?}")),
        );
    }
    edges
}

async fn walk(seed: u64, steps: usize) -> (usize, BTreeSet<String>) {
    let mut walk = Walk::new(seed).await;
    for _ in 0..steps {
        walk.begin().await;
        match walk.dice.below(20) {
            0 => walk.step_role().await,
            1..5 => walk.step_partnership().await,
            _ => walk.step_application().await,
        }
    }
    walk.end().await;
    (walk.done, walk.edges)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_store_goes_only_where_the_lives_lead() {
    let steps = rounds(10_000, 1_000_000);
    let (mut done, mut walked) = (0, BTreeSet::new());
    let mut seeds: Vec<u64> = (0..steps.div_ceil(IN_ONE))
        .map(|seed| u64::try_from(seed).unwrap())
        .collect();
    while !seeds.is_empty() {
        let two: Vec<_> = seeds
            .drain(..seeds.len().min(2))
            .map(|seed| {
                // A thread for each: the compiler cannot tell that this future may change threads.
                let runtime = tokio::runtime::Handle::current();
                tokio::task::spawn_blocking(move || runtime.block_on(walk(seed, IN_ONE)))
            })
            .collect();
        for one in two {
            let (more, edges) = one.await.unwrap();
            done += more;
            walked.extend(edges);
        }
    }
    assert_eq!(walked, edges(), "every edge is walked, and no other");
    say(&format!(
        "{steps} random acts, {done} of them allowed: the database is what the model says, {} edges, the chain is whole",
        walked.len()
    ));
}
