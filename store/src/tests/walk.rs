//! A random walk: random people do random acts, and the store goes only where the table of moves leads.

use super::world::{World, answers, approval, asked, day, proposal, sent};
use crate::decision::Decision;
use crate::{Asker, Error, Result, fresh};
use ::partnership::application::{Action, Side, Stage};
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;

const STEPS: u64 = 2_000;

/// Random numbers that are the same in every run: SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).unwrap()).unwrap()
    }

    fn one_of<T: Clone>(&mut self, things: &[T]) -> T {
        things[self.roll(things.len())].clone()
    }
}

/// What the model knows of an application.
#[derive(Clone)]
struct Known {
    id: ApplicationId,
    owner: Asker,
    stage: Stage,
    version: i64,
    was_sent: bool,
    path: Vec<Stage>,
}

/// What the model expects of an act: the next stage, or the kind of error.
fn expected(
    known: &Known,
    who: &Asker,
    action: Action,
    seen: i64,
) -> std::result::Result<Stage, &'static str> {
    let side = Side::of(known.owner.id == who.id, &who.roles).ok_or("NotFound")?;
    if side == Side::Office && !known.was_sent {
        return Err("NotFound");
    }
    if seen != known.version {
        return Err("Stale");
    }
    let mut moves = known.stage.moves().iter();
    moves
        .find(|(a, s, _)| *a == action && *s == side)
        .map(|(_, _, next)| *next)
        .ok_or("Refused")
}

async fn act(
    world: &World,
    who: &Asker,
    id: &ApplicationId,
    action: Action,
    seen: i64,
    key: &str,
) -> Result<()> {
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let steps = ["program".to_owned()];
    let act = world.act(key, seen, &[]);
    let decision = match action {
        Action::Submit => {
            return world
                .store
                .submit(who, id, sent(&answers, &proposal), act)
                .await;
        }
        Action::Withdraw => return world.store.withdraw(who, id, "", act).await,
        Action::StartReview => return world.store.start_review(who, id, act).await,
        Action::RequestChanges => Decision::RequestChanges {
            asked: &asked(&steps),
            body: "",
            due_on: day("2026-12-20"),
        },
        Action::Approve => Decision::Approve(approval(&proposal)),
        Action::Decline => Decision::Decline { reason: "" },
        Action::Redirect => Decision::Redirect {
            route: "",
            body: "",
        },
    };
    world.store.decide(who, id, decision, act).await
}

async fn stage(world: &World, id: &ApplicationId) -> Stage {
    let word: String = sqlx::query_scalar("select stage from application where id = $1")
        .bind(id.as_str())
        .fetch_one(&mut *world.store.read().await.unwrap())
        .await
        .unwrap();
    Stage::from_word(&word).unwrap()
}

async fn spans(world: &World, id: &ApplicationId) -> Vec<(Stage, bool)> {
    let rows: Vec<(String, bool)> = sqlx::query_as(
        "select stage, to_at is null from application_span where application_id = $1 order by from_at",
    )
    .bind(id.as_str())
    .fetch_all(&mut *world.store.read().await.unwrap())
    .await
    .unwrap();
    rows.into_iter()
        .map(|(word, open)| (Stage::from_word(&word).unwrap(), open))
        .collect()
}

#[tokio::test]
async fn the_store_goes_only_where_the_table_of_moves_leads() {
    let world = World::new().await;
    let mut people = vec![world.ana().await, world.olga().await];
    for (name, role) in [
        ("pia", Role::Partner),
        ("sam", Role::Signer),
        ("anton", Role::Analyst),
        ("ada", Role::Administrator),
    ] {
        people.push(world.person(name, &[role]).await);
    }
    let mut dice = Dice(20_261_126);
    let mut all: Vec<Known> = Vec::new();
    let (mut done, mut last) = (0_i64, None);
    for step in 0..STEPS {
        let open = all.iter().filter(|known| !known.stage.is_final()).count();
        if open < 3 {
            let owner = dice.one_of(&people);
            let id = world.draft(&owner).await;
            let (stage, path) = (Stage::Draft, vec![Stage::Draft]);
            all.push(Known {
                id,
                owner,
                stage,
                version: 1,
                was_sent: false,
                path,
            });
            done += 1;
        }
        // Mostly one that is open, so that lives go on; sometimes one that may be over.
        let any = dice.roll(10) == 0;
        let some: Vec<usize> = (0..all.len())
            .filter(|at| any || !all[*at].stage.is_final())
            .collect();
        let at = dice.one_of(&some);
        let (mut who, mut action) = (dice.one_of(&people), dice.one_of(&Action::ALL));
        // Half of the time something that may be done, by somebody who may.
        // Nobody begins an application for a partner here.
        let moves = all[at].stage.moves().iter().copied();
        let moves: Vec<_> = moves
            .filter(|(_, side, _)| *side != Side::Starter)
            .collect();
        if !moves.is_empty() && dice.roll(2) == 0 {
            let (of, side, _) = dice.one_of(&moves);
            action = of;
            let stands =
                |who: &&Asker| Side::of(all[at].owner.id == who.id, &who.roles) == Some(side);
            let able: Vec<Asker> = people.iter().filter(stands).cloned().collect();
            who = dice.one_of(&able);
        }
        let seen = all[at].version - i64::from(dice.roll(5) == 0);
        let key = fresh::id();
        let known = &mut all[at];
        let expected = expected(known, &who, action, seen);
        let result = act(&world, &who, &known.id, action, seen, &key).await;
        let told = match &result {
            Ok(()) => Ok(stage(&world, &known.id).await),
            Err(Error::NotFound) => Err("NotFound"),
            Err(Error::Stale) => Err("Stale"),
            Err(Error::Refused) => Err("Refused"),
            Err(other) => panic!("step {step}: {other:?}"),
        };
        assert_eq!(
            told, expected,
            "step {step}: {action:?} at {:?} by {:?}",
            known.stage, who.roles
        );
        if let Ok(next) = told {
            known.version += 1;
            known.was_sent |= action == Action::Submit;
            known.stage = next;
            known.path.push(next);
            done += 1 + i64::from(action == Action::Approve);
            last = Some((who, known.id.clone(), action, seen, key));
        } else {
            assert_eq!(
                stage(&world, &known.id).await,
                known.stage,
                "step {step}: an act that failed moved it"
            );
        }
        // A form that arrives once more is answered alike and changes nothing.
        if let Some((who, id, action, seen, key)) = &last {
            act(&world, who, id, *action, *seen, key).await.unwrap();
        }
    }
    for known in &all {
        let expected: Vec<(Stage, bool)> = known
            .path
            .iter()
            .enumerate()
            .filter(|(_, stage)| !stage.is_final())
            .map(|(at, stage)| (*stage, at + 1 == known.path.len()))
            .collect();
        assert_eq!(spans(&world, &known.id).await, expected);
        assert_eq!(world.seen(&known.id).await, known.version);
        assert_eq!(world.acts(&known.id).await.len(), known.path.len());
    }
    for end in Stage::ALL {
        assert!(
            all.iter().any(|known| known.path.contains(&end)),
            "the walk never came to {end:?}"
        );
    }
    assert!(done > 500, "only {done} acts were done");
    let lines = "select count(*) from event where act <> 'grant-role'";
    assert_eq!(world.number(lines).await, done);
    let report = world.store.verify().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}
