//! Browsers that are signed in: for how long, and who may sign them out.

use super::sign_in::{ask, ask_as, later, with_code};
use super::world::{World, email, fails, noon};
use crate::sign_in::{IDLE_MINUTES, LONGEST_HOURS};
use crate::{Asker, Error};
use ::partnership::person::Role;

#[tokio::test]
async fn a_sign_in_ends_after_half_an_hour_without_use() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    let token = with_code(&world, "r", "123456", noon())
        .await
        .unwrap()
        .token;
    assert!(
        world
            .store
            .signed_in(&token, later(IDLE_MINUTES - 1))
            .await
            .is_ok()
    );
    assert!(
        world
            .store
            .signed_in(&token, later(2 * IDLE_MINUTES - 2))
            .await
            .is_ok(),
        "use prolongs it"
    );
    fails!(
        world
            .store
            .signed_in(&token, later(3 * IDLE_MINUTES - 2))
            .await,
        Error::NotFound
    );
    fails!(
        world.store.signed_in("no token", noon()).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn a_sign_in_ends_after_eight_hours_however_much_it_is_used() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    let token = with_code(&world, "r", "123456", noon())
        .await
        .unwrap()
        .token;
    let last = LONGEST_HOURS * 60;
    for minute in (0..last).step_by(20) {
        assert!(
            world.store.signed_in(&token, later(minute)).await.is_ok(),
            "after {minute} minutes"
        );
    }
    fails!(
        world.store.signed_in(&token, later(last)).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn a_browser_is_seen_and_signed_out_by_its_person_only() {
    let world = World::new().await;
    let mut tokens = Vec::new();
    for (minute, (who, request)) in [
        ("ana@example.org", "1"),
        ("ana@example.org", "2"),
        ("eve@example.org", "3"),
    ]
    .into_iter()
    .enumerate()
    {
        let at = later(i64::try_from(minute).unwrap());
        ask_as(&world, who, request, at).await.unwrap();
        tokens.push(
            with_code(&world, request, "123456", at)
                .await
                .unwrap()
                .token,
        );
    }
    let ana = world.store.signed_in(&tokens[0], later(3)).await.unwrap();
    let eve = world.store.signed_in(&tokens[2], later(3)).await.unwrap();
    let devices = world.store.devices(&ana.person, later(3)).await.unwrap();
    assert_eq!(devices.len(), 2);
    assert_eq!(
        (devices[0].id.as_str(), devices[0].device.as_str()),
        (ana.id.as_str(), "Firefox")
    );
    assert_eq!(
        (devices[0].created_at, devices[0].seen_at),
        (noon(), later(3)),
        "the last used comes first"
    );
    fails!(
        world.store.sign_out(&eve.person, &ana.id, later(3)).await,
        Error::NotFound
    );
    assert!(world.store.signed_in(&tokens[0], later(3)).await.is_ok());
    world
        .store
        .sign_out(&ana.person, &ana.id, later(3))
        .await
        .unwrap();
    fails!(
        world.store.signed_in(&tokens[0], later(3)).await,
        Error::NotFound
    );
    assert!(world.store.signed_in(&tokens[1], later(3)).await.is_ok());
    assert_eq!(
        world
            .store
            .devices(&ana.person, later(3))
            .await
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        world
            .store
            .devices(&ana.person, later(3 + IDLE_MINUTES))
            .await
            .unwrap(),
        []
    );
}

#[tokio::test]
async fn whoever_gets_a_role_signs_in_anew() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    let token = with_code(&world, "r", "123456", noon())
        .await
        .unwrap()
        .token;
    let ana = email("ana@example.org");
    let grant = |role, key| world.store.grant(None, &ana, role, &[], key, later(1));
    grant(Role::Office, "first").await.unwrap();
    fails!(
        world.store.signed_in(&token, later(1)).await,
        Error::NotFound
    );
    ask(&world, "s", later(1)).await.unwrap();
    let token = with_code(&world, "s", "123456", later(1))
        .await
        .unwrap()
        .token;
    grant(Role::Office, "second").await.unwrap();
    assert!(
        world.store.signed_in(&token, later(1)).await.is_ok(),
        "a role that is held already changes nothing"
    );
}

#[tokio::test]
async fn somebody_whose_use_cannot_be_noted_stays_signed_in() {
    let world = World::new().await;
    ask(&world, "r", noon()).await.unwrap();
    let begun = with_code(&world, "r", "123456", noon()).await.unwrap();
    world
        .meddle(
            "create trigger full before update of seen_at on sign_in
             begin select raise(abort, 'the disk is full'); end",
        )
        .await
        .unwrap();
    let found = world.store.signed_in(&begun.token, later(5)).await;
    assert!(found.is_ok(), "{found:?}");
    world.meddle("drop trigger full").await.unwrap();
    for minutes in [29, 50] {
        let found = world.store.signed_in(&begun.token, later(minutes)).await;
        assert!(found.is_ok(), "after {minutes} minutes: {found:?}");
    }
}

#[tokio::test]
async fn all_browsers_of_a_person_are_signed_out_by_them_or_an_administrator() {
    let world = World::new().await;
    let (olga, ada) = (
        world.olga().await,
        world.person("ada", &[Role::Administrator]).await,
    );
    let mut tokens = Vec::new();
    for (request, who) in [("1", "ana"), ("2", "ana"), ("3", "ana"), ("4", "olga")] {
        let at = later(request.parse().unwrap());
        ask_as(&world, &format!("{who}@example.org"), request, at)
            .await
            .unwrap();
        let begun = with_code(&world, request, "123456", at).await.unwrap();
        tokens.push(begun.token);
    }
    let good = async || {
        let mut good = Vec::new();
        for token in &tokens {
            good.push(world.store.signed_in(token, later(5)).await.is_ok());
        }
        good
    };
    let this = world.store.signed_in(&tokens[1], later(5)).await.unwrap();
    world
        .store
        .sign_out_others(&this.person, &this.id, later(5))
        .await
        .unwrap();
    assert_eq!(good().await, [false, true, false, true]);
    let end = async |by: &Asker, who| world.store.end_sign_ins(by, &email(who), later(5)).await;
    fails!(end(&olga, "ana@example.org").await, Error::NotFound);
    fails!(end(&ada, "nobody@example.org").await, Error::NotFound);
    assert_eq!(good().await, [false, true, false, true]);
    for _ in 0..2 {
        end(&ada, "ana@example.org").await.unwrap();
    }
    assert_eq!(good().await, [false, false, false, true]);
    let history = world.store.history("person", this.person.as_str()).await;
    let ends = history.unwrap().into_iter();
    assert_eq!(ends.filter(|event| event.act == "end-sign-ins").count(), 2);
}
