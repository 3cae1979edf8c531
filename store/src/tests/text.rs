//! Several texts for one step: whoever typed them, all are kept until somebody has chosen.

use super::draft::{choose, found, save};
use super::member::join;
use super::world::{World, answers, fails};
use crate::draft::{Choice, MOST_OTHERS, Saved, SavedStep};
use crate::{Asker, Error, Result};
use ::partnership::id::ApplicationId;

async fn step(world: &World, who: &Asker, id: &ApplicationId) -> SavedStep {
    let application = found(world, who, id).await;
    let draft = world.store.draft(who, &application).await.unwrap();
    draft.steps["program"].clone()
}

/// The text and who typed it, of the stored text and of the others.
async fn texts(world: &World, who: &Asker, id: &ApplicationId) -> Vec<(String, String)> {
    let step = step(world, who, id).await;
    let name = |name: &str| name.split('@').next().unwrap().to_owned();
    let text = |answers: &::partnership::form::Answers| answers.text("program.title").to_owned();
    let stored = (text(&step.answers), name(&step.saved_by.unwrap().1));
    let others = step
        .others
        .iter()
        .map(|other| (text(&other.answers), name(&other.by.1)));
    std::iter::once(stored).chain(others).collect()
}

fn pairs(texts: &[(&str, &str)]) -> Vec<(String, String)> {
    texts
        .iter()
        .map(|(t, n)| ((*t).to_owned(), (*n).to_owned()))
        .collect()
}

#[tokio::test]
async fn the_texts_of_three_tabs_are_all_kept_each_with_who_typed_it() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let ben = join(&world, &ana, &id, "ben").await;
    save(&world, &ana, &id, "first", 0, "a").await.unwrap();
    for (who, text, tab) in [(&ben, "second", "b"), (&ana, "third", "c")] {
        assert_eq!(
            save(&world, who, &id, text, 0, tab).await.unwrap(),
            Saved::Differs
        );
    }
    let all = [("first", "ana"), ("second", "ben"), ("third", "ana")];
    assert_eq!(texts(&world, &ben, &id).await, pairs(&all));
    // A tab that types on has one text, its newest; and the same text is kept once.
    save(&world, &ben, &id, "second, longer", 0, "b")
        .await
        .unwrap();
    save(&world, &ana, &id, "second, longer", 0, "d")
        .await
        .unwrap();
    let all = [
        ("first", "ana"),
        ("third", "ana"),
        ("second, longer", "ben"),
    ];
    assert_eq!(texts(&world, &ana, &id).await, pairs(&all));
    // A tab that takes back what it typed has no other text.
    assert_eq!(
        save(&world, &ben, &id, "first", 0, "b").await.unwrap(),
        Saved::Done(1)
    );
    assert_eq!(
        texts(&world, &ana, &id).await,
        pairs(&[("first", "ana"), ("third", "ana")])
    );
}

#[tokio::test]
async fn one_of_many_is_chosen_by_anybody_who_works_on_it() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let ben = join(&world, &ana, &id, "ben").await;
    for (who, text, tab) in [
        (&ana, "first", "a"),
        (&ben, "second", "b"),
        (&ben, "third", "c"),
    ] {
        save(&world, who, &id, text, 0, tab).await.unwrap();
    }
    choose(&world, &ana, &id, ("program", false), true)
        .await
        .unwrap();
    assert_eq!(texts(&world, &ben, &id).await, pairs(&[("second", "ana")]));
    assert_eq!(found(&world, &ben, &id).await.title, "second");
}

#[tokio::test]
async fn nothing_goes_that_was_not_shown() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let ben = join(&world, &ana, &id, "ben").await;
    for (who, text, tab) in [(&ana, "first", "a"), (&ben, "second", "b")] {
        save(&world, who, &id, text, 0, tab).await.unwrap();
    }
    let before = step(&world, &ana, &id).await;
    let shown = [before.others[0].id.as_str()];
    let choose = async |take: Option<&str>, seen, shown: &[&str]| -> Result<()> {
        let choice = Choice {
            slug: "program",
            open: false,
            take,
            seen,
            shown,
        };
        world.store.choose(&ana, &id, choice, world.now()).await
    };
    // Ben types on: what Ana would choose from is not what there is.
    save(&world, &ben, &id, "second, longer", 0, "b")
        .await
        .unwrap();
    fails!(choose(Some(shown[0]), 1, &shown).await, Error::Stale);
    fails!(choose(None, 1, &shown).await, Error::Stale);
    save(&world, &ben, &id, "third", 0, "c").await.unwrap();
    let now = step(&world, &ana, &id).await;
    let first = [now.others[0].id.as_str()];
    fails!(choose(None, 7, &first).await, Error::Stale);
    fails!(choose(Some("made-up"), 1, &first).await, Error::Stale);
    assert_eq!(texts(&world, &ana, &id).await.len(), 3, "nothing went");
    choose(None, 1, &first).await.unwrap();
    assert_eq!(
        texts(&world, &ana, &id).await,
        pairs(&[("first", "ana"), ("third", "ben")]),
        "the one that was not shown waits for a choice of its own"
    );
}

#[tokio::test]
async fn another_text_that_came_after_the_answers_were_read_is_not_left_behind() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "first", 0, "a").await.unwrap();
    let application = found(&world, &ana, &id).await;
    let read = world.store.draft(&ana, &application).await.unwrap();
    save(&world, &ana, &id, "second", 0, "b").await.unwrap();
    let (answers, proposal) = (answers(&[]), super::world::proposal("Readers"));
    let sent = crate::application::Sent {
        draft: read.version(),
        ..super::world::sent(&answers, &proposal)
    };
    let act = world.act("k", 1, &[]);
    fails!(world.store.submit(&ana, &id, sent, act).await, Error::Stale);
}

#[tokio::test]
async fn so_many_texts_wait_and_no_more() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "stored", 0, "stored")
        .await
        .unwrap();
    for number in 0..MOST_OTHERS {
        let (text, tab) = (format!("text {number}"), format!("t{number}"));
        save(&world, &ana, &id, &text, 0, &tab).await.unwrap();
    }
    fails!(
        save(&world, &ana, &id, "too many", 0, "more").await,
        Error::TooMany
    );
    assert_eq!(
        save(&world, &ana, &id, "an open tab types on", 0, "t3")
            .await
            .unwrap(),
        Saved::Differs
    );
}
