//! Drafts: what is typed is saved, right or wrong, and two tabs that differ are both kept.

use super::world::{World, answers, fails, proposal, sent};
use crate::application::{Application, Sent};
use crate::draft::{Choice, Item, Save, Saved};
use crate::{Asker, Error, Result};
use ::partnership::application::Stage;
use ::partnership::form::Answers;
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;

/// Saves a text for the step `program`.
pub(super) async fn save(
    world: &World,
    who: &Asker,
    id: &ApplicationId,
    text: &str,
    seen: i64,
    tab: &str,
) -> Result<Saved> {
    save_in(world, who, id, "program", text, seen, tab).await
}

pub(super) async fn save_in(
    world: &World,
    who: &Asker,
    id: &ApplicationId,
    slug: &str,
    text: &str,
    seen: i64,
    tab: &str,
) -> Result<Saved> {
    let answers = answers(&[("program.title", text)]);
    world
        .store
        .save_step(
            who,
            id,
            Save {
                slug,
                answers: &answers,
                seen,
                tab,
                open: false,
            },
            world.now(),
        )
        .await
}

pub(super) async fn found(world: &World, who: &Asker, id: &ApplicationId) -> Application {
    world.store.application(who, id).await.unwrap()
}

/// Chooses between the texts of a step that wait for it now: the stored one, or the first of the others.
pub(super) async fn choose(
    world: &World,
    who: &Asker,
    id: &ApplicationId,
    (slug, open): (&str, bool),
    take_other: bool,
) -> Result<()> {
    let (mut seen, mut shown) = (0, Vec::new());
    if let Ok(application) = world.store.application(who, id).await
        && let Ok(draft) = world.store.draft(who, &application).await
        && let Some(step) = draft.steps.get(slug)
    {
        seen = step.version;
        shown = step.others.iter().map(|other| other.id.clone()).collect();
    }
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let choice = Choice {
        slug,
        open,
        take: shown.first().copied().filter(|_| take_other),
        seen,
        shown: &shown,
    };
    world.store.choose(who, id, choice, world.now()).await
}

/// The stored text of the step `program`, and the first of the others.
async fn texts(world: &World, who: &Asker, id: &ApplicationId) -> (String, Option<String>) {
    let draft = world
        .store
        .draft(who, &found(world, who, id).await)
        .await
        .unwrap();
    let step = &draft.steps["program"];
    let text = |answers: &Answers| answers.text("program.title").to_owned();
    (
        text(&step.answers),
        step.others.first().map(|other| text(&other.answers)),
    )
}

#[tokio::test]
async fn what_is_typed_is_stored_and_shown_in_the_list() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    assert_eq!(
        save(&world, &ana, &id, "Chess", 0, "a").await.unwrap(),
        Saved::Done(1)
    );
    assert_eq!(
        save(&world, &ana, &id, "Chess", 1, "a").await.unwrap(),
        Saved::Done(1),
        "the same again"
    );
    assert_eq!(
        save(&world, &ana, &id, "Go", 1, "a").await.unwrap(),
        Saved::Done(2)
    );
    let application = found(&world, &ana, &id).await;
    assert_eq!((application.title.as_str(), application.version), ("Go", 1));
    let draft = world.store.draft(&ana, &application).await.unwrap();
    assert_eq!(draft.answers(), answers(&[("program.title", "Go")]));
    assert!(draft.asked.is_none() && draft.is_open(Stage::Draft, "anything"));
    assert_eq!(draft.steps["program"].saved_at, application.updated_at);
}

#[tokio::test]
async fn two_tabs_that_differ_are_both_kept() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "old", 0, "a").await.unwrap();
    assert_eq!(
        save(&world, &ana, &id, "mine", 1, "a").await.unwrap(),
        Saved::Done(2)
    );
    assert_eq!(
        save(&world, &ana, &id, "theirs", 1, "b").await.unwrap(),
        Saved::Differs
    );
    assert_eq!(
        texts(&world, &ana, &id).await,
        ("mine".into(), Some("theirs".into()))
    );
    assert_eq!(
        save(&world, &ana, &id, "mine", 1, "b").await.unwrap(),
        Saved::Done(2),
        "no difference"
    );
}

#[tokio::test]
async fn either_of_two_texts_can_be_chosen_once() {
    for (take_other, expected) in [(false, "mine"), (true, "theirs")] {
        let world = World::new().await;
        let ana = world.ana().await;
        let id = world.draft(&ana).await;
        save(&world, &ana, &id, "mine", 0, "a").await.unwrap();
        save(&world, &ana, &id, "theirs", 0, "b").await.unwrap();
        choose(&world, &ana, &id, ("program", false), take_other)
            .await
            .unwrap();
        assert_eq!(texts(&world, &ana, &id).await, (expected.into(), None));
        assert_eq!(found(&world, &ana, &id).await.title, expected);
        fails!(
            choose(&world, &ana, &id, ("program", false), take_other).await,
            Error::Stale
        );
        fails!(
            choose(&world, &ana, &id, ("organization", false), true).await,
            Error::Stale
        );
    }
}

#[tokio::test]
async fn an_open_tab_does_not_overwrite_the_text_that_was_chosen() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "mine", 0, "a").await.unwrap();
    save(&world, &ana, &id, "theirs", 0, "b").await.unwrap();
    choose(&world, &ana, &id, ("program", false), true)
        .await
        .unwrap();
    assert_eq!(
        save(&world, &ana, &id, "late", 1, "a").await.unwrap(),
        Saved::Differs
    );
    assert_eq!(
        texts(&world, &ana, &id).await,
        ("theirs".into(), Some("late".into()))
    );
}

#[tokio::test]
async fn a_tab_is_never_at_odds_with_itself() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    for (number, text) in ["a", "ab", "abc", "ab"].into_iter().enumerate() {
        let expected = Saved::Done(i64::try_from(number).unwrap() + 1);
        assert_eq!(
            save(&world, &ana, &id, text, 0, "tab").await.unwrap(),
            expected
        );
    }
    assert_eq!(texts(&world, &ana, &id).await, ("ab".into(), None));
}

#[tokio::test]
async fn pages_without_a_name_are_not_taken_for_one_page() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "mine", 0, "").await.unwrap();
    assert_eq!(
        save(&world, &ana, &id, "theirs", 0, "").await.unwrap(),
        Saved::Differs
    );
    assert_eq!(
        texts(&world, &ana, &id).await,
        ("mine".into(), Some("theirs".into()))
    );
}

#[tokio::test]
async fn answers_that_were_closed_go_when_the_owner_agrees() {
    let world = World::new().await;
    let (ana, ben) = (world.ana().await, world.person("ben", &[]).await);
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "a title", 0, "a").await.unwrap();
    let fields = ["program.title".to_owned(), "program.none".to_owned()];
    let gone: [(&str, &[String]); 2] = [("program", &fields), ("never-saved", &fields)];
    fails!(
        world
            .store
            .drop_answers(&ben, &id, &gone, world.now())
            .await,
        Error::NotFound
    );
    world
        .store
        .drop_answers(&ana, &id, &gone, world.now())
        .await
        .unwrap();
    let application = found(&world, &ana, &id).await;
    let draft = world.store.draft(&ana, &application).await.unwrap();
    assert!(draft.answers().is_empty(), "{:?}", draft.answers());
    assert_eq!(
        draft.steps["program"].version, 2,
        "a tab that shows the old text is told"
    );
    assert!(!draft.steps.contains_key("never-saved"));
}

#[tokio::test]
async fn a_draft_is_read_saved_and_chosen_by_its_owner_only() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.returned(&ana, &olga).await;
    save(&world, &ana, &id, "secret", 0, "a").await.unwrap();
    save(&world, &ana, &id, "secret too", 0, "b").await.unwrap();
    let application = found(&world, &ana, &id).await;
    let mut others = world.outsiders().await;
    others.extend([olga, world.person("ada", &[Role::Administrator]).await]);
    for other in others {
        fails!(
            world.store.draft(&other, &application).await,
            Error::NotFound
        );
        fails!(
            save(&world, &other, &id, "forged", 1, "a").await,
            Error::NotFound
        );
        fails!(
            choose(&world, &other, &id, ("program", false), true).await,
            Error::NotFound
        );
    }
    assert_eq!(
        texts(&world, &ana, &id).await,
        ("secret".into(), Some("secret too".into()))
    );
}

#[tokio::test]
async fn two_texts_of_a_step_that_is_open_because_it_is_needed_can_be_settled() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.returned(&ana, &olga).await;
    for (text, tab) in [("mine", "a"), ("theirs", "b")] {
        let typed = answers(&[("organization.about", text)]);
        let save = Save {
            slug: "about",
            answers: &typed,
            seen: 0,
            tab,
            open: true,
        };
        let now = world.now();
        world.store.save_step(&ana, &id, save, now).await.unwrap();
    }
    let settle = async |open| choose(&world, &ana, &id, ("about", open), true).await;
    fails!(settle(false).await, Error::Refused);
    settle(true).await.unwrap();
    let application = found(&world, &ana, &id).await;
    let draft = world.store.draft(&ana, &application).await.unwrap();
    assert_eq!(draft.answers().text("organization.about"), "theirs");
    assert_eq!(draft.steps["about"].others, []);
}

#[tokio::test]
async fn what_was_saved_after_the_answers_were_read_is_not_sent_unseen() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    save(&world, &ana, &id, "read", 0, "a").await.unwrap();
    let application = found(&world, &ana, &id).await;
    let read = world.store.draft(&ana, &application).await.unwrap();
    save(&world, &ana, &id, "saved meanwhile", 1, "a")
        .await
        .unwrap();
    let (answers, proposal) = (read.answers(), proposal("Readers"));
    let submit = async |draft| {
        let sent = Sent {
            draft,
            ..sent(&answers, &proposal)
        };
        let act = world.act("k", 1, &[]);
        world.store.submit(&ana, &id, sent, act).await
    };
    fails!(submit(read.version()).await, Error::Stale);
    submit(read.version() + 1).await.unwrap();
}

#[tokio::test]
async fn lists_cut_a_name_that_is_far_too_long_and_the_answer_stays_whole() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let long = "ñ".repeat(100_000);
    save(&world, &ana, &id, &long, 0, "a").await.unwrap();
    let application = found(&world, &ana, &id).await;
    assert_eq!(application.title, "ñ".repeat(200));
    assert_eq!(texts(&world, &ana, &id).await.0, long);
}

#[tokio::test]
async fn what_stands_behind_an_item_that_goes_moves_up() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let gone = Item {
        group: "people".into(),
        number: 2,
    };
    let mut moved = Vec::new();
    for name in [
        "people.1.name",
        "people.2.name",
        "people.3.name",
        "people.items",
        "other",
    ] {
        let mut field = name.to_owned();
        if gone.move_up(&mut field) {
            moved.push(field);
        }
    }
    assert_eq!(
        moved,
        ["people.1.name", "people.2.name", "people.items", "other"]
    );
    let answers = answers(&[("people.1.name", "Ana")]);
    let save = Save {
        slug: "people",
        answers: &answers,
        seen: 0,
        tab: "a",
        open: false,
    };
    let at = world.now();
    let saved = world
        .store
        .save_step_without(&ana, &id, save, Some(&gone), at)
        .await;
    assert_eq!(saved.unwrap(), Saved::Done(1));
}
