//! What was typed into a form that could not be taken: kept for an hour under a name nobody can guess, for
//! the person and the page it was typed on.

use super::sign_in::{ask, with_code};
use super::world::{World, fails, noon};
use crate::kept::Place;
use crate::{Asker, Error, Store};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

const PAGE: &str = "/account";

fn of(asker: &Asker) -> Place<'_> {
    Place {
        person: Some(&asker.id),
        page: PAGE,
    }
}

pub(super) const NOBODY: Place<'_> = Place {
    person: None,
    page: "/sign-in",
};

fn typed(bytes: usize) -> BTreeMap<String, String> {
    BTreeMap::from([("body".to_owned(), "x".repeat(bytes - 4))])
}

async fn keep(store: &Store, place: Place<'_>, bytes: usize, at: DateTime<Utc>) -> String {
    store.keep(place, &typed(bytes), "", at).await.unwrap()
}

#[tokio::test]
async fn what_was_typed_is_kept_for_an_hour() {
    let world = World::new().await;
    let ana = world.ana().await;
    let fields = BTreeMap::from([("body".to_owned(), "Niños %_\"'".to_owned())]);
    for place in [of(&ana), NOBODY] {
        let name = world
            .store
            .keep(place, &fields, "stale", noon())
            .await
            .unwrap();
        assert_eq!(name.len(), 52);
        let kept = async |name: &str, minutes| {
            let at = noon() + TimeDelta::minutes(minutes);
            world.store.kept(name, place, at).await
        };
        for minutes in [0, 60] {
            assert_eq!(
                kept(&name, minutes).await.unwrap(),
                (fields.clone(), "stale".to_owned())
            );
        }
        fails!(kept(&name, 61).await, Error::NotFound);
        fails!(kept("other", 0).await, Error::NotFound);
        fails!(kept(&name[..51], 0).await, Error::NotFound);
    }
}

#[tokio::test]
async fn it_is_shown_to_its_person_and_on_its_page_only() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let name = keep(&world.store, of(&ana), 10, noon()).await;
    assert!(world.store.kept(&name, of(&ana), noon()).await.is_ok());
    let elsewhere = Place {
        page: "/office/people",
        ..of(&ana)
    };
    let nobody = Place {
        person: None,
        page: PAGE,
    };
    for place in [of(&olga), elsewhere, nobody] {
        fails!(
            world.store.kept(&name, place, noon()).await,
            Error::NotFound
        );
    }
    let name = keep(&world.store, NOBODY, 10, noon()).await;
    let signed_in = Place {
        person: Some(&olga.id),
        ..NOBODY
    };
    fails!(
        world.store.kept(&name, signed_in, noon()).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn keeping_something_new_throws_away_what_is_old() {
    let world = World::new().await;
    let ana = world.ana().await;
    for (minutes, left) in [(0, 1), (30, 2), (61, 2)] {
        let at = noon() + TimeDelta::minutes(minutes);
        keep(&world.store, of(&ana), 10, at).await;
        let kept = world.number("select count(*) from kept").await;
        assert_eq!(kept, left, "after {minutes} minutes");
    }
}

#[tokio::test]
async fn a_form_is_kept_up_to_a_size() {
    let world = World::new().await;
    let ana = world.ana().await;
    for (place, most) in [(of(&ana), 512 * 1024), (NOBODY, 64 * 1024)] {
        keep(&world.store, place, most, noon()).await;
        fails!(
            world.store.keep(place, &typed(most + 1), "", noon()).await,
            Error::Refused
        );
    }
}

#[tokio::test]
async fn without_room_the_oldest_goes_and_strangers_crowd_out_nobody() {
    let world = World::new().await;
    let ana = world.ana().await;
    let anas = keep(&world.store, of(&ana), 10, noon()).await;
    let mut names = Vec::new();
    for second in 1..=70 {
        let at = noon() + TimeDelta::seconds(second);
        names.push(keep(&world.store, NOBODY, 64 * 1024, at).await);
    }
    let bytes = world
        .number("select sum(length(fields)) from kept where person_id is null")
        .await;
    assert!(bytes <= 4 * 1024 * 1024, "{bytes} bytes of strangers");
    let at = noon() + TimeDelta::seconds(71);
    fails!(
        world.store.kept(&names[0], NOBODY, at).await,
        Error::NotFound
    );
    let newest = names.last().unwrap();
    assert!(world.store.kept(newest, NOBODY, at).await.is_ok());
    assert!(world.store.kept(&anas, of(&ana), at).await.is_ok());
}

#[tokio::test]
async fn the_person_of_a_form_is_known_after_the_sign_in_ended() {
    let world = World::new().await;
    assert_eq!(world.store.person_of_form("").await.unwrap(), None);
    let ana = world.ana().await;
    ask(&world, "r", noon()).await.unwrap();
    let begun = with_code(&world, "r", "123456", noon()).await.unwrap();
    let sign_in = world.store.signed_in(&begun.token, noon()).await.unwrap();
    let known = async || {
        world
            .store
            .person_of_form(&sign_in.form_token)
            .await
            .unwrap()
    };
    assert_eq!(known().await.as_ref(), Some(&ana.id));
    world
        .store
        .sign_out(&ana.id, &sign_in.id, noon())
        .await
        .unwrap();
    assert_eq!(known().await, Some(ana.id));
}
