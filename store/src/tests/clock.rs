//! The clock is set back: nothing that was granted for a time lasts longer than that time.

use super::sign_in::{ask, later, with_code};
use super::world::{World, district, email, fails, mail_to, noon};
use crate::clock::TOLERANCE;
use crate::sign_in::{CODE_MINUTES, CODES_PER_HOUR};
use crate::{Error, Store};
use chrono::TimeDelta;

/// A token that was got at noon.
async fn token(world: &World) -> String {
    ask(world, "r", noon()).await.unwrap();
    let begun = with_code(world, "r", "123456", noon()).await.unwrap();
    begun.token
}

#[tokio::test]
async fn a_clock_that_is_set_back_ends_every_sign_in() {
    for minutes in [2, 20, 24 * 60, 400 * 24 * 60] {
        let world = World::new().await;
        let token = token(&world).await;
        assert!(world.store.signed_in(&token, later(3)).await.is_ok());
        let back = later(3 - minutes);
        fails!(world.store.signed_in(&token, back).await, Error::NotFound);
        fails!(
            world.store.signed_in(&token, later(4)).await,
            Error::NotFound
        );
        ask(&world, "again", back).await.unwrap();
        let begun = with_code(&world, "again", "123456", back).await.unwrap();
        assert!(
            world.store.signed_in(&begun.token, back).await.is_ok(),
            "whoever signs in afterwards stays signed in"
        );
    }
}

#[tokio::test]
async fn a_sign_in_that_was_over_does_not_come_back_with_the_clock() {
    let world = World::new().await;
    let token = token(&world).await;
    fails!(
        world.store.signed_in(&token, later(31)).await,
        Error::NotFound
    );
    fails!(
        world.store.signed_in(&token, later(10)).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn a_clock_that_is_corrected_by_moments_ends_nothing() {
    let world = World::new().await;
    let token = token(&world).await;
    for seconds in [0, 59, 1, 60, 0] {
        let at = noon() + TimeDelta::seconds(seconds);
        assert!(world.store.signed_in(&token, at).await.is_ok(), "{seconds}");
    }
    let at = noon() - TOLERANCE + TimeDelta::seconds(60);
    assert!(world.store.signed_in(&token, at).await.is_ok());
}

#[tokio::test]
async fn a_clock_that_was_ahead_for_a_while_leaves_no_sign_in_of_the_future() {
    let world = World::new().await;
    let day = 24 * 60;
    ask(&world, "r", later(day)).await.unwrap();
    let ahead = with_code(&world, "r", "123456", later(day)).await.unwrap();
    fails!(
        world.store.signed_in(&ahead.token, later(0)).await,
        Error::NotFound
    );
    fails!(
        world.store.signed_in(&ahead.token, later(day)).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn a_code_does_not_outlive_its_minutes_when_the_clock_is_set_back() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    // Somebody else's request shows how late it is.
    fails!(
        world.store.signed_in("none", later(CODE_MINUTES + 1)).await,
        Error::NotFound
    );
    fails!(
        with_code(&world, "r", "123456", later(5)).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn a_clock_that_is_told_ends_what_nobody_asks_for_meanwhile() {
    let world = World::new().await;
    let token = token(&world).await;
    for minutes in [10, 1] {
        world.store.tell_time(later(minutes)).await.unwrap();
    }
    fails!(
        world.store.signed_in(&token, later(10)).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn whoever_asked_for_codes_before_may_ask_again_after_the_clock_was_set_back() {
    let world = World::new().await;
    for number in 0..CODES_PER_HOUR {
        ask(&world, &number.to_string(), noon()).await.unwrap();
    }
    fails!(ask(&world, "more", noon()).await, Error::TooMany);
    let back = later(-24 * 60);
    ask(&world, "back", back).await.unwrap();
    let due = world.store.due_mails(back, 100).await.unwrap().len();
    let asked = usize::try_from(CODES_PER_HOUR).unwrap() + 1;
    assert_eq!(due, asked, "no mail waits for a day that was");
}

#[tokio::test]
async fn a_clock_that_is_set_back_while_the_program_does_not_run_is_noticed() {
    let world = World::on_disk().await;
    let token = token(&world).await;
    assert!(world.store.signed_in(&token, later(20)).await.is_ok());
    world.store.close().await;
    let again = Store::open(&world.path("trellis.db"), district("durham"))
        .await
        .unwrap();
    fails!(again.signed_in(&token, later(5)).await, Error::NotFound);
    assert!(again.person_of(&email("ana@example.org")).await.is_ok());
    let mail = mail_to("ana@example.org");
    let asked = again
        .ask_to_sign_in(
            "s",
            &email("ana@example.org"),
            ("1", "l"),
            "/",
            mail,
            later(5),
        )
        .await;
    assert!(asked.is_ok(), "{asked:?}");
    again.close().await;
}
