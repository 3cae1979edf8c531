//! Two people decide on one application from the same version: one wins, the other is told, nothing is lost.

use crate::dice::Dice;
use crate::district::open;
use crate::harness::World;
use crate::person::Person;
use crate::place::{Folder, rounds, say};
use chrono::Days;
use partnership::application::Action;
use partnership::id::ApplicationId;
use partnership::person::Role;
use partnership::proposal::Proposal;
use partnership::text::Lang;
use std::collections::BTreeMap;
use store::Store;
use store::application::{Act, Sent, Start};

type Fields = &'static [(&'static str, &'static str)];

/// A race: what is written before, and what the two send. The second of them is the partner's, or a colleague's.
struct Race {
    name: &'static str,
    /// Whether the review is taken up before.
    in_review: bool,
    writes: [Fields; 2],
    path: [&'static str; 2],
    sends: [Fields; 2],
    is_partner: bool,
    /// The lines of history of which exactly one is written.
    lines: &'static [&'static str],
    /// Mails that the winner causes, whoever it is.
    mails: usize,
}

const DECLINE: Fields = &[("action", "decline"), ("answers[reason][]", "No room")];
const CHANGES: Fields = &[
    ("action", "request-changes"),
    ("answers[steps][]", "about"),
    ("answers[body][]", "Tell us more"),
    ("answers[due.month][]", "12"),
    ("answers[due.day][]", "20"),
    ("answers[due.year][]", "2026"),
];
const DECIDE_DECLINE: Fields = &[
    ("action", "decline"),
    ("subject", "No"),
    ("body", "No"),
    ("seen", "3"),
];
const DECIDE_CHANGES: Fields = &[
    ("action", "request-changes"),
    ("subject", "More"),
    ("body", "More"),
    ("seen", "3"),
];
const MET: Fields = &[
    ("answers[finding.formal-agreement][]", "met"),
    ("answers[seen.formal-agreement][]", "0"),
];
const NOT_MET: Fields = &[
    ("answers[finding.formal-agreement][]", "not-met"),
    ("answers[seen.formal-agreement][]", "0"),
];

/// To add a race, write it here.
#[rustfmt::skip]
const RACES: &[Race] = &[
    Race { name: "decline / request changes", in_review: true, writes: [DECLINE, CHANGES], path: ["/api/decide"; 2],
        sends: [DECIDE_DECLINE, DECIDE_CHANGES], is_partner: false, lines: &["decline", "request-changes"], mails: 1 },
    Race { name: "decline / withdraw", in_review: true, writes: [DECLINE, &[]], path: ["/api/decide", "/api/withdraw_application"],
        sends: [DECIDE_DECLINE, &[("seen", "3")]], is_partner: true, lines: &["decline", "withdraw"], mails: 1 },
    Race { name: "met / not met", in_review: true, writes: [&[], &[]], path: ["/api/judge_application"; 2],
        sends: [MET, NOT_MET], is_partner: false, lines: &["judge"], mails: 0 },
    Race { name: "take up / take up", in_review: false, writes: [&[], &[]], path: ["/api/start_review"; 2],
        sends: [&[("seen", "2")], &[("seen", "2")]], is_partner: false, lines: &["start-review"], mails: 0 },
];

/// The answers that tell somebody that the thing was changed meanwhile.
const LOST: [&str; 2] = ["\"stale\"", "\"refused\""];

fn fields(id: &ApplicationId, key: &str, fields: Fields) -> Vec<(String, String)> {
    let mut all = crate::client::pairs(fields);
    all.extend(crate::client::pairs(&[("id", id.as_str()), ("key", key)]));
    all
}

/// An application that was sent, and perhaps is in review.
async fn prepared(
    world: &World,
    store: &Store,
    partner: &Person,
    office: &Person,
    in_review: bool,
) -> ApplicationId {
    let (profile, now) = (&world.profile, world.now());
    let start = Start {
        profile_version: profile.version,
        short_name: &profile.short_name,
        lang: Lang::En,
        answers: &[],
    };
    let id = store
        .start(&partner.asker, start, &store::fresh::id(), now)
        .await
        .unwrap();
    let frozen = profile.form.frozen(&world.answers());
    let proposal = Proposal::read(profile, &frozen);
    let sent = Sent {
        draft: 0,
        answers: &frozen,
        proposal: &proposal,
        lang: Lang::En,
        signed_name: "Ana Gil",
        statement: "",
        device: "",
        due_on: now.date_naive() + Days::new(20),
    };
    let key = store::fresh::id();
    let act = |seen| Act {
        key: &key,
        seen,
        at: now,
        mails: &[],
    };
    store
        .submit(&partner.asker, &id, sent, act(1))
        .await
        .unwrap();
    if in_review {
        let key = store::fresh::id();
        let act = Act {
            key: &key,
            seen: 2,
            at: now,
            mails: &[],
        };
        store.start_review(&office.asker, &id, act).await.unwrap();
    }
    id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_act_on_one_version_one_wins_and_the_other_is_told() {
    let races = rounds(200, 10_000);
    let folder = Folder::new();
    let profile = server::profile::load("durham").unwrap();
    let store = open(&folder, &profile).await;
    let world = World::on(store.clone(), World::config());
    let now = world.now();
    let (office, browser) = ([Role::Office], || world.anonymous());
    let olga = Person::new(&store, browser(), "olga@example.org", &office, now).await;
    let ben = Person::new(&store, browser(), "ben@example.org", &office, now).await;
    let ana = Person::new(&store, browser(), "ana@example.com", &[], now).await;
    let mut dice = Dice(3);
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let (mut mails, mut first) = (0, 0);
    let before = store.mails(1_000_000).await.unwrap().len();
    for number in 0..races {
        let race = &RACES[number % RACES.len()];
        let id = prepared(&world, &store, &ana, &olga, race.in_review).await;
        let people = [&olga, if race.is_partner { &ana } else { &ben }];
        for (person, written) in people.iter().zip(race.writes) {
            if !written.is_empty() {
                let answer = person
                    .act("/api/save_decision", &fields(&id, "", written))
                    .await;
                answer.is(200);
            }
        }
        let mut sides = [0, 1];
        sides.rotate_left(dice.below(2));
        let mut posts = Vec::new();
        for side in sides {
            let (person, path) = (people[side].clone(), race.path[side]);
            let fields = fields(&id, &store::fresh::id(), race.sends[side]);
            posts.push(tokio::spawn(async move {
                (side, person.act(path, &fields).await)
            }));
        }
        let mut won = Vec::new();
        for post in posts {
            let (side, answer) = post.await.unwrap();
            if answer.status.as_u16() == 200 {
                won.push(side);
            } else {
                assert!(
                    LOST.contains(&answer.body.as_str()),
                    "{}: {} {}",
                    race.name,
                    answer.status,
                    answer.body
                );
                *told.entry(answer.body).or_default() += 1;
            }
        }
        assert_eq!(won.len(), 1, "{}: one wins", race.name);
        first += usize::from(won[0] == sides[0]);
        let history = store.history("application", id.as_str()).await.unwrap();
        let lines: Vec<&str> = history
            .iter()
            .map(|event| event.act.as_str())
            .filter(|act| race.lines.contains(act))
            .collect();
        assert_eq!(lines.len(), 1, "{}: {lines:?}", race.name);
        if race.lines.len() > 1 {
            assert_eq!(
                lines[0], race.lines[won[0]],
                "{}: who was told so won",
                race.name
            );
        }
        mails += race.mails;
        let loser = 1 - won[0];
        if let Some((_, action)) = race.writes[loser].first() {
            let action = Action::from_word(action).unwrap();
            let draft = store
                .decision(&people[loser].asker, &id, action)
                .await
                .unwrap();
            assert!(
                !draft.is_empty(),
                "{}: what the other wrote is kept",
                race.name
            );
        }
    }
    let written = store.mails(1_000_000).await.unwrap().len() - before;
    assert_eq!(written, mails, "one mail for each decision");
    assert!(store.verify().await.unwrap().is_sound());
    say(&format!(
        "{races} races of {} kinds: {races} winners, one line of history each, {written} mails; losers told {told:?}; \
         who was sent first won {first} times",
        RACES.len()
    ));
}
