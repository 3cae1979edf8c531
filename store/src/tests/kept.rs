//! What was typed into a form that could not be taken: kept for an hour under a name nobody can guess.

use super::world::{World, fails, noon};
use crate::Error;
use chrono::TimeDelta;
use std::collections::BTreeMap;

#[tokio::test]
async fn what_was_typed_is_kept_for_an_hour() {
    let world = World::new().await;
    let fields = BTreeMap::from([("body".to_owned(), "Niños %_\"'".to_owned())]);
    let name = world.store.keep(&fields, "stale", noon()).await.unwrap();
    assert_eq!(name.len(), 52);
    for minutes in [0, 60] {
        let at = noon() + TimeDelta::minutes(minutes);
        assert_eq!(
            world.store.kept(&name, at).await.unwrap(),
            (fields.clone(), "stale".to_owned())
        );
    }
    fails!(
        world
            .store
            .kept(&name, noon() + TimeDelta::minutes(61))
            .await,
        Error::NotFound
    );
    fails!(world.store.kept("other", noon()).await, Error::NotFound);
    fails!(world.store.kept(&name[..51], noon()).await, Error::NotFound);
}

#[tokio::test]
async fn keeping_something_new_throws_away_what_is_old() {
    let world = World::new().await;
    let fields = BTreeMap::new();
    world.store.keep(&fields, "", noon()).await.unwrap();
    world
        .store
        .keep(&fields, "", noon() + TimeDelta::minutes(30))
        .await
        .unwrap();
    assert_eq!(world.number("select count(*) from kept").await, 2);
    world
        .store
        .keep(&fields, "", noon() + TimeDelta::minutes(61))
        .await
        .unwrap();
    assert_eq!(world.number("select count(*) from kept").await, 2);
}
