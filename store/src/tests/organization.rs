//! Organizations: found by name, also misspelled, with what is theirs; and what people switch for themselves.

use super::world::{World, fails, proposal};
use crate::count::Lists;
use crate::list::Part;
use crate::organization::{Filter, Sort};
use crate::{Asker, Error};
use ::partnership::proposal::Proposal;

async fn names(world: &World, who: &Asker, filter: &Filter) -> Vec<String> {
    let page = world
        .store
        .organizations(who, filter, Part::ALL)
        .await
        .unwrap();
    let lists = Lists {
        organizations: vec![filter.clone()],
        ..Lists::default()
    };
    let today = super::world::day("2026-12-24");
    let count = world.store.count(who, &lists, today).await.unwrap();
    let count = count.organizations;
    assert_eq!(page.total, page.rows.len());
    if page.instead.is_none() {
        assert_eq!(count, [page.total], "{filter:?}");
    }
    page.rows.into_iter().map(|row| row.name).collect()
}

fn words(words: &str) -> Filter {
    Filter {
        words: words.to_owned(),
        ..Filter::default()
    }
}

#[tokio::test]
async fn organizations_are_found_by_name_kind_and_words_also_misspelled() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for name in ["Quillfeather Guild", "lost lantern", "Marigold House"] {
        world.partnership(&ana, &olga, &proposal(name)).await;
    }
    let all = ["lost lantern", "Marigold House", "Quillfeather Guild"];
    assert_eq!(names(&world, &olga, &Filter::default()).await, all);
    let turned = Filter {
        order: vec![(Sort::Since, true)],
        ..Filter::default()
    };
    let newest = ["Marigold House", "lost lantern", "Quillfeather Guild"];
    assert_eq!(names(&world, &olga, &turned).await, newest);
    for (typed, found) in [
        ("LANTERN", vec!["lost lantern"]),
        ("quill guild", vec!["Quillfeather Guild"]),
        ("Quilfether", vec!["Quillfeather Guild"]),
        ("ho", vec!["Marigold House"]),
        ("\"'%", vec![]),
        ("zebra", vec![]),
    ] {
        assert_eq!(names(&world, &olga, &words(typed)).await, found, "{typed}");
    }
    let other = Filter {
        kind: Some("magic".to_owned()),
        ..Filter::default()
    };
    assert_eq!(names(&world, &olga, &other).await, [""; 0]);
    let past = Part::page(9, 25);
    let page = world
        .store
        .organizations(&olga, &turned, past)
        .await
        .unwrap();
    assert_eq!((page.rows.len(), page.total), (0, 3));
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn an_organization_has_its_partnerships_and_applications() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let readers = proposal("Readers");
    let band = Proposal {
        title: "Band".into(),
        ..proposal("readers")
    };
    for each in [&readers, &band] {
        world.partnership(&ana, &olga, each).await;
    }
    let store = &world.store;
    let found = store
        .organizations(&olga, &Filter::default(), Part::ALL)
        .await;
    let [one] = found.unwrap().rows.try_into().expect("one organization");
    assert_eq!((one.partnerships, one.applications), (2, Some(2)));
    assert_eq!(
        store.organization_record(&olga, &one.id).await.unwrap(),
        one
    );
    let titles = store.partnerships_of(&one).await.unwrap();
    assert_eq!(titles.len(), 2);
    let sent = store.applications_of(&olga, &one).await.unwrap();
    assert_eq!(sent.len(), 2);
    let anton = world
        .person("anton", &[::partnership::person::Role::Analyst])
        .await;
    let seen = store.organization_record(&anton, &one.id).await.unwrap();
    assert_eq!(
        seen.applications, None,
        "who reads figures counts no applications"
    );
    fails!(store.applications_of(&anton, &one).await, Error::NotFound);
    fails!(
        store.organization_record(&ana, &one.id).await,
        Error::NotFound
    );
    fails!(
        store
            .organizations(&ana, &Filter::default(), Part::ALL)
            .await,
        Error::NotFound
    );
    let today = super::world::day("2026-12-24");
    fails!(
        store.count(&ana, &Lists::default(), today).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn single_keys_are_on_until_somebody_turns_them_off() {
    let world = World::new().await;
    let olga = world.olga().await;
    let off = "select count(*) from person where keys_off = 1";
    assert_eq!(world.number(off).await, 0);
    world.store.set_keys(&olga.id, false).await.unwrap();
    assert_eq!(world.number(off).await, 1);
    world.store.set_keys(&olga.id, true).await.unwrap();
    assert_eq!(world.number(off).await, 0);
    assert_eq!(world.store.profile_versions().await.unwrap(), []);
}
