//! The look of the district: set by the administrator alone, once for one form, and seen in the history.

use super::world::{World, fails};
use crate::Error;
use crate::fresh;
use crate::look::{Change, Chosen, ChosenLogo, Logo, fingerprint};
use ::partnership::person::Role;
use ::partnership::text::Lang;

fn logo(bytes: &[u8]) -> Logo {
    Logo {
        hash: fingerprint(bytes),
        kind: "image/png".to_owned(),
        width: 120,
        height: 40,
        text: [(Lang::En, "A heron".to_owned()), (Lang::Es, String::new())],
    }
}

#[tokio::test]
async fn what_the_administrator_chooses_is_shown_until_it_is_taken_back() {
    let world = World::new().await;
    let chief = world.person("chief", &[Role::Administrator]).await;
    let store = &world.store;
    assert_eq!(store.look().await.unwrap(), Chosen::default());
    let (changes, looks) = (store.changes(), store.look_changes());
    let colors = Change::Colors("#7a1f3d", Some("#123456"));
    store
        .set_look(Some(&chief), &colors, 0, "a", world.now())
        .await
        .unwrap();
    assert!(store.changes() > changes, "public pages are drawn anew");
    assert_eq!(store.look_changes(), looks + 1);
    let own = logo(b"picture");
    store
        .set_look(
            Some(&chief),
            &Change::Logo(&own, b"picture"),
            1,
            "b",
            world.now(),
        )
        .await
        .unwrap();
    let chosen = store.look().await.unwrap();
    let both = Some(("#7a1f3d".to_owned(), Some("#123456".to_owned())));
    assert_eq!((chosen.version, &chosen.colors), (2, &both));
    assert_eq!(chosen.logo, ChosenLogo::Own(own.clone()));
    let picture = store.logo(&own.hash).await.unwrap();
    assert_eq!(picture, ("image/png".to_owned(), b"picture".to_vec()));
    fails!(store.logo("0123").await, Error::NotFound);
    let words = Change::LogoText(["A heron in reeds", "Una garza"]);
    store
        .set_look(Some(&chief), &words, 2, "c", world.now())
        .await
        .unwrap();
    let ChosenLogo::Own(told) = store.look().await.unwrap().logo else {
        panic!("the logo should still be there");
    };
    assert_eq!(
        (told.hash.as_str(), told.text[1].1.as_str()),
        (own.hash.as_str(), "Una garza")
    );
    store
        .set_look(Some(&chief), &Change::NoLogo, 3, "d", world.now())
        .await
        .unwrap();
    assert_eq!(store.look().await.unwrap().logo, ChosenLogo::None);
    fails!(store.logo(&own.hash).await, Error::NotFound);
    store
        .set_look(Some(&chief), &Change::Reset, 4, "e", world.now())
        .await
        .unwrap();
    let back = Chosen {
        version: 5,
        ..Chosen::default()
    };
    assert_eq!(store.look().await.unwrap(), back);
    let acts: Vec<String> = store
        .history("district", "durham")
        .await
        .unwrap()
        .into_iter()
        .map(|event| event.act)
        .collect();
    assert_eq!(
        acts,
        [
            "reset-look",
            "set-no-logo",
            "set-logo-text",
            "set-logo",
            "set-colors"
        ]
    );
    assert!(store.verify_history().await.unwrap().is_ok());
}

#[tokio::test]
async fn nobody_else_sets_the_look_and_nothing_is_written() {
    let world = World::new().await;
    let change = Change::Colors("#7a1f3d", None);
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Administrator)
    {
        let other = world.person(role.word(), &[role]).await;
        fails!(
            world
                .store
                .set_look(Some(&other), &change, 0, &fresh::id(), world.now())
                .await,
            Error::NotFound
        );
    }
    assert_eq!(world.store.look().await.unwrap(), Chosen::default());
    assert_eq!(world.store.look_changes(), 0);
}

#[tokio::test]
async fn a_form_counts_once_and_not_over_the_change_of_somebody_else() {
    let world = World::new().await;
    let chief = world.person("chief", &[Role::Administrator]).await;
    let set = |color: &'static str, seen: i64, key: &'static str| {
        let (store, at, chief) = (world.store.clone(), world.now(), chief.clone());
        async move {
            store
                .set_look(Some(&chief), &Change::Colors(color, None), seen, key, at)
                .await
        }
    };
    set("#111111", 0, "one").await.unwrap();
    set("#111111", 0, "one").await.unwrap();
    assert_eq!(world.store.look().await.unwrap().version, 1);
    fails!(set("#222222", 0, "two").await, Error::Stale);
    fails!(
        world
            .store
            .set_look(
                Some(&chief),
                &Change::LogoText(["a", "b"]),
                1,
                "three",
                world.now()
            )
            .await,
        Error::Refused
    );
    set("#222222", 1, "four").await.unwrap();
    let chosen = world.store.look().await.unwrap();
    assert_eq!(chosen.colors, Some(("#222222".to_owned(), None)));
}
