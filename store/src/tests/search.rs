//! Finding partnerships: words with and without accents, filters, pages, and what the public never sees.

use super::world::{World, approval, day, fails, noon, proposal};
use crate::decision::Decision;
use crate::list::PAGE;
use crate::partnership::{Approval, Partnership};
use crate::search::Search;
use crate::{Asker, Error};
use ::partnership::partnership::{Action, Stage};
use ::partnership::proposal::Proposal;

const TODAY: &str = "2026-12-24";

async fn directory(world: &World, search: &Search) -> Vec<String> {
    let page = world.store.directory(search, day(TODAY), 0).await.unwrap();
    assert_eq!(page.total, page.rows.len());
    page.rows.into_iter().map(|row| row.organization).collect()
}

fn words(words: &str) -> Search {
    Search {
        words: words.into(),
        ..Search::default()
    }
}

async fn end(world: &World, olga: &Asker, made: &Partnership) {
    let (action, at) = (Action::End, noon());
    world
        .store
        .move_partnership(olga, &made.id, action, "Over", made.version, "end", at)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_directory_never_shows_what_is_not_listed_or_has_ended() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.partnership(&ana, &olga, &proposal("Open")).await;
    let hidden = Proposal {
        listed: false,
        ..proposal("Hidden")
    };
    let hidden = world.partnership(&ana, &olga, &hidden).await;
    let over = world.partnership(&ana, &olga, &proposal("Over")).await;
    assert!(world.store.listed("over", day(TODAY)).await.is_ok());
    end(&world, &olga, &over).await;
    let (area, school) = (Some("academics".to_owned()), Some("lake-middle".to_owned()));
    for search in [
        Search::default(),
        words("reading"),
        words("hidden over open"),
        Search {
            area,
            ..Search::default()
        },
        Search {
            school,
            ..Search::default()
        },
        Search {
            level: Some("school".into()),
            ..Search::default()
        },
        Search {
            stage: Some(Stage::Ended),
            ..Search::default()
        },
        Search {
            stage: Some(Stage::Agreement),
            ..Search::default()
        },
    ] {
        let found = directory(&world, &search).await;
        assert!(
            found.iter().all(|name| name == "Open"),
            "{search:?} found {found:?}"
        );
    }
    assert_eq!(directory(&world, &Search::default()).await, ["Open"]);
    assert_eq!(
        world
            .store
            .listed("open", day(TODAY))
            .await
            .unwrap()
            .organization,
        "Open"
    );
    for slug in ["hidden", "over", "nothing", "", "open' or 1=1 --"] {
        fails!(world.store.listed(slug, day(TODAY)).await, Error::NotFound);
    }
    assert!(
        world.store.partnership(&olga, &hidden.id).await.is_ok(),
        "the office sees it"
    );
}

#[tokio::test]
async fn words_are_found_without_accents_and_by_their_beginnings() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let ninos = Proposal {
        summary: "Tutoría de lectura".into(),
        ..proposal("Niños y Niñas")
    };
    let math = Proposal {
        title: "Math-Lab \"Pi\"".into(),
        summary: "Sums".into(),
        ..proposal("Zeta")
    };
    world.partnership(&ana, &olga, &ninos).await;
    world.partnership(&ana, &olga, &math).await;
    for (search, expected) in [
        ("nino", vec!["Niños y Niñas"]),
        ("NIÑOS", vec!["Niños y Niñas"]),
        ("nin\u{303}os", vec!["Niños y Niñas"]),
        ("tutoria lect", vec!["Niños y Niñas"]),
        ("inos", vec![]),
        ("ma", vec!["Zeta"]),
        ("math-lab", vec!["Zeta"]),
        ("\"pi\" OR nino*", vec![]),
        ("hill lake", vec!["Niños y Niñas", "Zeta"]),
        ("academics", vec!["Niños y Niñas", "Zeta"]),
        ("zeta NOT math", vec![]),
        ("", vec!["Niños y Niñas", "Zeta"]),
        ("nothing", vec![]),
    ] {
        assert_eq!(
            directory(&world, &words(search)).await,
            expected,
            "{search:?}"
        );
    }
}

#[tokio::test]
async fn filters_by_area_school_level_and_stage_go_together() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let arts = Proposal {
        services: vec![("arts".into(), "music".into())],
        sites: vec!["hill-elementary".into()],
        ..proposal("Band")
    };
    let id = world.in_review(&ana, &olga).await;
    let approval = Approval {
        level: "district",
        needs_agreement: false,
        ..approval(&arts)
    };
    world
        .decide(&olga, &id, Decision::Approve(approval))
        .await
        .unwrap();
    world.partnership(&ana, &olga, &proposal("Readers")).await;
    let some = |text: &str| Some(text.to_owned());
    let found = async |search: Search| {
        let page = world
            .store
            .partnerships(&olga, &search, None)
            .await
            .unwrap();
        page.rows
            .into_iter()
            .map(|row| row.organization)
            .collect::<Vec<_>>()
    };
    let none = Search::default;
    assert_eq!(found(none()).await, ["Band", "Readers"]);
    assert_eq!(
        found(Search {
            area: some("arts"),
            ..none()
        })
        .await,
        ["Band"]
    );
    assert_eq!(
        found(Search {
            school: some("hill-elementary"),
            ..none()
        })
        .await,
        ["Band", "Readers"]
    );
    assert_eq!(
        found(Search {
            school: some("lake-middle"),
            ..none()
        })
        .await,
        ["Readers"]
    );
    assert_eq!(
        found(Search {
            level: some("district"),
            ..none()
        })
        .await,
        ["Band"]
    );
    assert_eq!(
        found(Search {
            stage: Some(Stage::Agreement),
            ..none()
        })
        .await,
        ["Readers"]
    );
    assert_eq!(
        found(Search {
            area: some("arts"),
            school: some("lake-middle"),
            ..none()
        })
        .await,
        [""; 0]
    );
    assert_eq!(
        found(Search {
            area: some("arts"),
            ..words("band")
        })
        .await,
        ["Band"]
    );
}

#[tokio::test]
async fn the_offices_list_holds_unlisted_partnerships_and_ended_ones_when_asked_for() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let hidden = Proposal {
        listed: false,
        ..proposal("Hidden")
    };
    let made = world.partnership(&ana, &olga, &hidden).await;
    let count = |stage| {
        let (store, olga) = (&world.store, &olga);
        async move {
            let search = Search {
                stage,
                ..Search::default()
            };
            store
                .partnerships(olga, &search, Some(0))
                .await
                .unwrap()
                .total
        }
    };
    assert_eq!(count(None).await, 1, "unlisted, and not ended");
    end(&world, &olga, &made).await;
    assert_eq!(count(None).await, 0, "ended ones only when asked for");
    assert_eq!(count(Some(Stage::Ended)).await, 1);
    fails!(
        world
            .store
            .partnerships(&ana, &Search::default(), Some(0))
            .await,
        Error::NotFound
    );
}

#[tokio::test]
async fn pages_of_the_directory_know_the_total() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for number in 0..=PAGE {
        world
            .partnership(&ana, &olga, &proposal(&format!("No {number:02}")))
            .await;
    }
    for (page, rows) in [(0, PAGE), (1, 1), (2, 0), (usize::MAX, 0)] {
        let found = world
            .store
            .directory(&Search::default(), day(TODAY), page)
            .await
            .unwrap();
        assert_eq!(
            (found.rows.len(), found.total),
            (rows, PAGE + 1),
            "page {page}"
        );
    }
}
