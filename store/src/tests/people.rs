//! The list of people: who is on it, how it is found, filtered and sorted, and that ten thousand cost no more.

use super::plan::plan;
use super::world::{World, day, fails};
use crate::count::Lists;
use crate::list::Part;
use crate::people::{Filter, Sort, people_sql};
use crate::values::Values;
use crate::{Asker, Error};
use ::partnership::person::{Email, Role};

/// The first parts of the addresses that a filter finds.
async fn found(world: &World, who: &Asker, filter: &Filter) -> Vec<String> {
    let found = world.store.people(who, filter, Part::ALL).await.unwrap();
    assert_eq!(found.page.total, found.page.rows.len(), "{filter:?}");
    let lists = Lists {
        people: vec![filter.clone()],
        ..Lists::default()
    };
    let counts = world.store.count(who, &lists, day("2026-12-24")).await;
    if found.page.instead.is_none() {
        assert_eq!(counts.unwrap().people, [found.page.total], "{filter:?}");
    }
    let rows = found.page.rows.into_iter();
    rows.map(|person| person.email.as_str().replace("@example.org", ""))
        .collect()
}

fn words(words: &str) -> Filter {
    Filter {
        words: words.to_owned(),
        ..Filter::default()
    }
}

/// An administrator, and five others of the district, three of them with names.
async fn six(world: &World) -> Asker {
    let ada = world.person("ada", &[Role::Administrator]).await;
    for (name, roles, shown) in [
        ("zoe", &[Role::Office, Role::Signer][..], "Zoë Quillfeather"),
        ("lia", &[Role::Liaison], "Lia Marigold"),
        ("bo", &[Role::Office], "bo marigold"),
        ("anton", &[Role::Analyst], ""),
        ("pia", &[Role::Partner], "Pia Marigold"),
    ] {
        let person = world.person(name, roles).await;
        world.store.rename(&person.id, shown).await.unwrap();
    }
    ada
}

#[tokio::test]
async fn everybody_who_works_for_the_district_is_listed_and_no_partner() {
    let world = World::new().await;
    let ada = six(&world).await;
    assert_eq!(
        found(&world, &ada, &Filter::default()).await,
        ["bo", "lia", "zoe", "ada", "anton"],
        "by name, and then those without one by address"
    );
    let page = world
        .store
        .people(&ada, &Filter::default(), Part::page(0, 2))
        .await;
    let page = page.unwrap();
    assert_eq!((page.page.rows.len(), page.page.total), (2, 5));
    assert_eq!(page.administrators, 1);
    let past = world
        .store
        .people(&ada, &Filter::default(), Part::page(9, 2))
        .await;
    let past = past.unwrap();
    assert_eq!((past.page.rows.len(), past.page.total), (0, 5));
    let zoe = world
        .store
        .people(&ada, &words("zoe"), Part::ALL)
        .await
        .unwrap();
    assert_eq!(zoe.page.rows[0].roles, [Role::Office, Role::Signer]);
    for (name, roles) in [
        ("olga", &[Role::Office][..]),
        ("sam", &[Role::Signer]),
        ("x", &[]),
    ] {
        let other = world.person(name, roles).await;
        let all = Filter::default();
        let refused = world.store.people(&other, &all, Part::ALL);
        fails!(refused.await, Error::NotFound);
        let lists = Lists {
            people: vec![Filter::default()],
            ..Lists::default()
        };
        let refused = world.store.count(&other, &lists, day("2026-12-24"));
        fails!(refused.await, Error::NotFound);
    }
}

#[tokio::test]
async fn people_are_found_by_parts_of_their_names_and_addresses_also_misspelled() {
    let world = World::new().await;
    let ada = six(&world).await;
    for (typed, expected) in [
        ("marigold", &["bo", "lia"][..]),
        ("MARI lia", &["lia"]),
        ("zo", &["zoe"]),
        ("bo mari", &["bo"]),
        ("anton@example", &["anton"]),
        ("nobody here", &[]),
        ("\" or 1=1 --", &[]),
        ("%", &[]),
        ("", &["bo", "lia", "zoe", "ada", "anton"]),
    ] {
        let mut names = found(&world, &ada, &words(typed)).await;
        if typed.is_empty() {
            assert_eq!(names, expected);
            continue;
        }
        names.sort();
        assert_eq!(names, expected, "{typed:?}");
    }
    for (typed, instead) in [("Marigolt", "marigold"), ("Quilfeather", "quillfeather")] {
        let found = world
            .store
            .people(&ada, &words(typed), Part::ALL)
            .await
            .unwrap();
        assert_eq!(found.page.instead.as_deref(), Some(instead));
        assert!(!found.page.rows.is_empty());
    }
    // A new name is found at once, and the old one no more.
    let lia = Email::parse("lia@example.org").unwrap();
    let lia = world.store.person_of(&lia).await.unwrap().id;
    world.store.rename(&lia, "Lia Thistledown").await.unwrap();
    assert_eq!(found(&world, &ada, &words("thistle")).await, ["lia"]);
    assert_eq!(found(&world, &ada, &words("marigold")).await, ["bo"]);
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn a_role_is_a_filter_and_whoever_loses_the_last_one_leaves_the_list() {
    let world = World::new().await;
    let ada = six(&world).await;
    let with = |role| Filter {
        role: Some(role),
        ..Filter::default()
    };
    assert_eq!(
        found(&world, &ada, &with(Role::Office)).await,
        ["bo", "zoe"]
    );
    assert_eq!(found(&world, &ada, &with(Role::Signer)).await, ["zoe"]);
    assert!(found(&world, &ada, &with(Role::Partner)).await.is_empty());
    let both = Filter {
        role: Some(Role::Office),
        ..words("marigold")
    };
    assert_eq!(found(&world, &ada, &both).await, ["bo"]);
    let bo = Email::parse("bo@example.org").unwrap();
    let id = world.store.person_of(&bo).await.unwrap().id;
    let at = world.now();
    world
        .store
        .revoke(&ada, &id, Role::Office, at)
        .await
        .unwrap();
    assert_eq!(found(&world, &ada, &with(Role::Office)).await, ["zoe"]);
    assert!(found(&world, &ada, &words("bo mari")).await.is_empty());
    let again = world
        .store
        .grant(Some(&ada), &bo, Role::Signer, &[], "again", at);
    again.await.unwrap();
    assert_eq!(found(&world, &ada, &words("bo mari")).await, ["bo"]);
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn people_are_sorted_by_name_address_and_the_day_they_became_known() {
    let world = World::new().await;
    let ada = six(&world).await;
    let sorted = async |order: Vec<(Sort, bool)>| {
        let filter = Filter {
            order,
            ..Filter::default()
        };
        found(&world, &ada, &filter).await
    };
    assert_eq!(
        sorted(vec![(Sort::Email, false)]).await,
        ["ada", "anton", "bo", "lia", "zoe"]
    );
    assert_eq!(
        sorted(vec![(Sort::Person, true)]).await,
        ["anton", "ada", "zoe", "lia", "bo"]
    );
    assert_eq!(sorted(vec![(Sort::Since, false)]).await.len(), 5);
    for sort in Sort::ALL {
        assert_eq!(Sort::from_word(sort.word()), Some(sort));
    }
}

const FILL: &str = "
with recursive n (i) as (select 1 union all select i + 1 from n where i < 10000)
insert into person (id, district_id, email, name, created_at)
select 'p' || i, 'durham', 'p' || i || '@example.org', case i % 3 when 0 then '' else 'Person ' || i end, i from n;
insert into person_role (id, district_id, person_id, role, granted_at)
select 'r' || id, 'durham', id, case when created_at % 10 = 0 then 'office' else 'liaison' end, 0 from person where id like 'p%' and length(id) < 10;
";

#[tokio::test]
async fn ten_thousand_people_are_listed_out_of_an_index_in_every_order() {
    let world = World::new().await;
    let ada = world.person("ada", &[Role::Administrator]).await;
    world.meddle(FILL).await.unwrap();
    let all = world
        .store
        .people(&ada, &Filter::default(), Part::page(0, 25))
        .await;
    let all = all.unwrap();
    assert_eq!((all.page.rows.len(), all.page.total), (25, 10_001));
    let office = Filter {
        role: Some(Role::Office),
        ..Filter::default()
    };
    let office = world
        .store
        .people(&ada, &office, Part::page(0, 25))
        .await
        .unwrap();
    assert_eq!(office.page.total, 1_000);
    for typed in ["", "person 999"] {
        for sort in Sort::ALL {
            for is_turned in [false, true] {
                let filter = Filter {
                    order: vec![(sort, is_turned)],
                    ..words(typed)
                };
                let mut values = Values::default();
                let sql = people_sql(&filter, "durham", Part::page(0, 25), &mut values);
                let found = plan(&world, sql).await;
                let bad = found.iter().find(|line| {
                    let is_scan = line.starts_with("SCAN ");
                    is_scan && !line.contains("VIRTUAL TABLE INDEX") && *line != "SCAN found"
                });
                assert!(bad.is_none(), "{sort:?} {typed:?}: {found:#?}");
                let sorts = found.iter().filter(|line| line.contains("TEMP B-TREE"));
                assert!(
                    sorts.count() <= 1 + usize::from(!typed.is_empty()),
                    "{sort:?} {is_turned} sorts all: {found:#?}"
                );
            }
        }
    }
}
