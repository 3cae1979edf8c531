//! Roles over time: each with its beginning and end, and who gave and took it.

use super::world::{World, email, fails};
use crate::held::{Asked, Held};
use crate::{Asker, Error, fresh};
use ::partnership::person::Role;

async fn held(world: &World, chief: &Asker, asked: &Asked) -> Vec<Held> {
    let (held, all) = world.store.roles_held(chief, asked, Some(0)).await.unwrap();
    assert_eq!(held.len(), all);
    held
}

#[tokio::test]
async fn a_role_that_was_taken_and_given_again_stands_there_twice() {
    let world = World::new().await;
    let chief = world.person("chief", &[Role::Administrator]).await;
    world.store.rename(&chief.id, "Chief").await.unwrap();
    let address = email("olga@example.org");
    let mut begun = Vec::new();
    for _ in 0..2 {
        let (key, at) = (fresh::id(), world.now());
        begun.push(at);
        let granted = world
            .store
            .grant(Some(&chief), &address, Role::Office, &[], &key, at);
        let olga = granted.await.unwrap();
        if begun.len() == 1 {
            let revoked = world.store.revoke(&chief, &olga, Role::Office, world.now());
            revoked.await.unwrap();
        }
    }
    let all = held(&world, &chief, &Asked::default()).await;
    let told: Vec<_> = all
        .iter()
        .map(|held| {
            (
                held.email.as_str(),
                held.role,
                held.given_by.as_deref(),
                held.until.is_some(),
                held.taken_by.as_deref(),
            )
        })
        .collect();
    let (olga, chief_is) = ("olga@example.org", Some("Chief"));
    assert_eq!(
        told,
        [
            (olga, Role::Office, chief_is, false, None),
            (olga, Role::Office, chief_is, true, chief_is),
            ("chief@example.org", Role::Administrator, None, false, None),
        ]
    );
    assert_eq!(all[0].from, begun[1]);
    for (asked, count) in [
        (
            Asked {
                words: " OLGA".into(),
                ..Asked::default()
            },
            2,
        ),
        (
            Asked {
                words: "chie".into(),
                ..Asked::default()
            },
            1,
        ),
        (
            Asked {
                role: Some(Role::Office),
                is_held: Some(true),
                ..Asked::default()
            },
            1,
        ),
        (
            Asked {
                is_held: Some(false),
                ..Asked::default()
            },
            1,
        ),
        (
            Asked {
                words: "%".into(),
                ..Asked::default()
            },
            0,
        ),
    ] {
        assert_eq!(held(&world, &chief, &asked).await.len(), count, "{asked:?}");
    }
}

#[tokio::test]
async fn only_who_manages_people_reads_roles() {
    let world = World::new().await;
    let olga = world.olga().await;
    let asked = Asked::default();
    fails!(
        world.store.roles_held(&olga, &asked, None).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn that_somebody_is_a_partner_is_told_where_an_administrator_said_so() {
    let world = World::new().await;
    let chief = world.person("chief", &[Role::Administrator]).await;
    world.person("olga", &[Role::Partner]).await;
    let (named, key) = (email("named@example.org"), fresh::id());
    let granted = world
        .store
        .grant(Some(&chief), &named, Role::Partner, &[], &key, world.now());
    granted.await.unwrap();
    let partners = Asked {
        role: Some(Role::Partner),
        ..Asked::default()
    };
    let told = held(&world, &chief, &partners).await;
    let told: Vec<&str> = told.iter().map(|held| held.email.as_str()).collect();
    assert_eq!(told, ["named@example.org"]);
}
