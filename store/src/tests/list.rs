//! Lists of applications: queues, filters, orders, pages, and signs that mean nothing special.

use super::world::{World, answers, day, fails, proposal, sent};
use crate::application::Application;
use crate::list::{Filter, PAGE, Part, Queue, Sort};
use crate::{Asker, Error, fresh};
use ::partnership::application::Stage;
use ::partnership::id::ApplicationId;
use ::partnership::proposal::Proposal;

const TODAY: &str = "2026-12-24";

/// A sent application of an organization.
async fn sent_by(world: &World, owner: &Asker, organization: &str, due: &str) -> ApplicationId {
    let id = world.draft(owner).await;
    let (answers, proposal) = (
        answers(&[]),
        Proposal {
            title: format!("{organization} at work"),
            ..proposal(organization)
        },
    );
    let what = crate::application::Sent {
        due_on: day(due),
        ..sent(&answers, &proposal)
    };
    world
        .store
        .submit(owner, &id, what, world.act(&fresh::id(), 1, &[]))
        .await
        .unwrap();
    id
}

async fn names(world: &World, who: &Asker, filter: &Filter) -> Vec<String> {
    let page = world
        .store
        .applications(who, filter, None, day(TODAY))
        .await
        .unwrap();
    assert_eq!(page.total, page.rows.len());
    page.rows
        .into_iter()
        .map(|row: Application| row.organization)
        .collect()
}

/// Applications in every queue: Adler is new and overdue, Bruno is Olga's, Cora's is nobody's,
/// Dora has to change something, Emil withdrew.
async fn five(world: &World, ana: &Asker, olga: &Asker) {
    sent_by(world, ana, "Adler", "2026-12-23").await;
    for (name, assigned) in [("Bruno", true), ("Cora", false), ("Dora", true)] {
        let id = sent_by(world, ana, name, TODAY).await;
        world
            .store
            .start_review(olga, &id, world.act(&fresh::id(), 2, &[]))
            .await
            .unwrap();
        if !assigned {
            world
                .store
                .assign(olga, &id, None, world.now())
                .await
                .unwrap();
        }
        if name == "Dora" {
            world.ask_for_changes(olga, &id, &["program".into()]).await;
        }
    }
    let id = sent_by(world, ana, "Emil", "2026-12-23").await;
    world
        .store
        .withdraw(ana, &id, "", world.act(&fresh::id(), 2, &[]))
        .await
        .unwrap();
    world.draft(ana).await;
}

#[tokio::test]
async fn every_queue_holds_what_its_name_says_and_counts_it() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    five(&world, &ana, &olga).await;
    let counts = world.store.queues(&olga, day(TODAY)).await.unwrap();
    for ((queue, count), (expected, held)) in counts.into_iter().zip([
        (Queue::Mine, vec!["Bruno"]),
        (Queue::Notes, vec![]),
        (Queue::Finding, vec![]),
        (Queue::Unassigned, vec!["Adler", "Cora"]),
        (Queue::New, vec!["Adler"]),
        (Queue::Overdue, vec!["Adler", "Dora"]),
        (Queue::Partner, vec!["Dora"]),
        // A draft without a name.
        (Queue::Stalled, vec![""]),
    ]) {
        assert_eq!(queue, expected);
        assert_eq!(Queue::from_word(queue.word()), Some(queue));
        let filter = Filter {
            queue: Some(queue),
            ..Filter::default()
        };
        assert_eq!(names(&world, &olga, &filter).await, held, "{queue:?}");
        assert_eq!(count, held.len(), "{queue:?}");
    }
    let all = ["Adler", "Bruno", "Cora", "Dora", "Emil"];
    assert_eq!(
        names(&world, &olga, &Filter::default()).await,
        all,
        "a draft is never listed"
    );
}

#[tokio::test]
async fn an_empty_district_has_empty_queues() {
    let world = World::new().await;
    let olga = world.olga().await;
    let counts = world.store.queues(&olga, day(TODAY)).await.unwrap();
    assert_eq!(counts, Queue::ALL.map(|queue| (queue, 0)));
}

#[tokio::test]
async fn lists_and_queues_are_for_those_who_read_applications() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    five(&world, &ana, &olga).await;
    for other in world.outsiders().await.iter().chain([&ana]) {
        let list = world
            .store
            .applications(other, &Filter::default(), None, day(TODAY))
            .await;
        fails!(list, Error::NotFound);
        fails!(world.store.queues(other, day(TODAY)).await, Error::NotFound);
    }
}

#[tokio::test]
async fn filters_by_stage_and_assignee_go_together() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    five(&world, &ana, &olga).await;
    let in_review = Filter {
        stage: Some(Stage::InReview),
        ..Filter::default()
    };
    assert_eq!(names(&world, &olga, &in_review).await, ["Bruno", "Cora"]);
    let hers = Filter {
        assignee: Some(olga.id.clone()),
        ..in_review
    };
    assert_eq!(names(&world, &olga, &hers).await, ["Bruno"]);
    let hers = Filter {
        assignee: Some(olga.id.clone()),
        ..Filter::default()
    };
    assert_eq!(names(&world, &olga, &hers).await, ["Bruno", "Dora"]);
}

#[tokio::test]
async fn every_order_can_be_turned_round_and_what_is_never_due_stays_last() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    five(&world, &ana, &olga).await;
    // Dora has until the 20th, Emil has no day any more.
    for (sort, up, down) in [
        (
            Sort::Sent,
            ["Adler", "Bruno", "Cora", "Dora", "Emil"],
            ["Emil", "Dora", "Cora", "Bruno", "Adler"],
        ),
        (
            Sort::Organization,
            ["Adler", "Bruno", "Cora", "Dora", "Emil"],
            ["Emil", "Dora", "Cora", "Bruno", "Adler"],
        ),
        (
            Sort::Due,
            ["Dora", "Adler", "Bruno", "Cora", "Emil"],
            ["Cora", "Bruno", "Adler", "Dora", "Emil"],
        ),
        (
            Sort::Updated,
            ["Adler", "Bruno", "Cora", "Dora", "Emil"],
            ["Emil", "Dora", "Cora", "Bruno", "Adler"],
        ),
        (
            Sort::Stage,
            ["Dora", "Bruno", "Cora", "Adler", "Emil"],
            ["Emil", "Adler", "Cora", "Bruno", "Dora"],
        ),
    ] {
        assert_eq!(Sort::from_word(sort.word()), Some(sort));
        for (descending, expected) in [(false, up), (true, down)] {
            let filter = Filter {
                order: vec![(sort, descending)],
                ..Filter::default()
            };
            assert_eq!(
                names(&world, &olga, &filter).await,
                expected,
                "{sort:?} descending: {descending}"
            );
        }
    }
}

#[tokio::test]
async fn words_are_found_in_organization_program_and_reference() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    five(&world, &ana, &olga).await;
    for (words, expected) in [
        ("adl", vec!["Adler"]),
        (" CORA AT ", vec!["Cora"]),
        ("2026-0002", vec!["Bruno"]),
        ("nobody", vec![]),
        ("\0\u{a1}0", vec![]),
        ("Ad\0ler", vec!["Adler"]),
        ("work adler", vec!["Adler"]),
        ("work adl at", vec!["Adler"]),
        ("adler cora", vec![]),
        ("\"\"\"", vec![]),
        ("  ", vec!["Adler", "Bruno", "Cora", "Dora", "Emil"]),
    ] {
        let filter = Filter {
            words: words.into(),
            ..Filter::default()
        };
        assert_eq!(names(&world, &olga, &filter).await, expected, "{words:?}");
    }
}

#[tokio::test]
async fn signs_of_a_pattern_are_taken_literally() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let odd = ["100% Kids", "a_b", "c\\d", "axb", "it's"];
    for name in odd {
        sent_by(&world, &ana, name, TODAY).await;
    }
    for (words, expected) in [
        ("%", vec!["100% Kids"]),
        ("_", vec!["a_b"]),
        ("a_b", vec!["a_b"]),
        ("\\", vec!["c\\d"]),
        ("0% K", vec!["100% Kids"]),
        ("%%", vec![]),
        ("'", vec!["it's"]),
        ("' or 1=1 --", vec![]),
    ] {
        let filter = Filter {
            words: words.into(),
            ..Filter::default()
        };
        assert_eq!(names(&world, &olga, &filter).await, expected, "{words:?}");
    }
}

#[tokio::test]
async fn pages_part_the_list_without_gap_and_know_the_total() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for number in 0..=PAGE {
        sent_by(&world, &ana, &format!("No {number:02}"), TODAY).await;
    }
    let page = async |page| {
        world
            .store
            .applications(&olga, &Filter::default(), Some(page), day(TODAY))
            .await
            .unwrap()
    };
    let (first, second, third) = (page(0).await, page(1).await, page(2).await);
    assert_eq!((first.rows.len(), first.total), (PAGE, PAGE + 1));
    assert_eq!((second.rows.len(), second.total), (1, PAGE + 1));
    assert_eq!(second.rows[0].organization, format!("No {PAGE:02}"));
    assert_eq!(
        (third.rows.len(), third.total),
        (0, PAGE + 1),
        "past the end the total stays"
    );
    assert_eq!(page(usize::MAX).await.rows, []);
}

#[tokio::test]
async fn a_list_is_sorted_by_several_columns_one_after_the_other() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for (name, due) in [
        ("Cora", "2026-12-28"),
        ("Adler", "2026-12-28"),
        ("Bruno", "2026-12-26"),
        ("Dora", "2026-12-28"),
    ] {
        sent_by(&world, &ana, name, due).await;
    }
    let filter = Filter {
        order: vec![(Sort::Due, true), (Sort::Organization, false)],
        ..Filter::default()
    };
    let sorted = names(&world, &olga, &filter).await;
    assert_eq!(sorted, ["Adler", "Cora", "Dora", "Bruno"]);
    let ids = async |part| {
        let bounds = day(TODAY).into();
        world
            .store
            .application_ids(&olga, &filter, part, bounds)
            .await
            .unwrap()
    };
    let (all, two) = (
        ids(Part::ALL).await,
        ids(Part {
            limit: 2,
            offset: 1,
        })
        .await,
    );
    assert_eq!((all.len(), &all[1..3]), (4, &two[..]));
    let only = Filter {
        only: two.clone(),
        ..filter.clone()
    };
    assert_eq!(names(&world, &olga, &only).await, ["Cora", "Dora"]);
}

#[tokio::test]
async fn what_has_no_due_day_follows_what_has_one_on_every_page_of_two_columns() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for (name, due) in [
        ("Cora", "2026-12-28"),
        ("Emil", ""),
        ("Bruno", "2026-12-26"),
        ("Fanny", ""),
        ("Adler", "2026-12-28"),
        ("Dora", ""),
    ] {
        let until = if due.is_empty() { "2026-12-01" } else { due };
        sent_by(&world, &ana, name, until).await;
    }
    let meddling = "update application set due_on = null where due_on = '2026-12-01'";
    world.meddle(meddling).await.unwrap();
    for (is_turned, expected) in [
        (false, ["Bruno", "Adler", "Cora", "Dora", "Emil", "Fanny"]),
        (true, ["Bruno", "Cora", "Adler", "Fanny", "Emil", "Dora"]),
    ] {
        let filter = Filter {
            order: vec![(Sort::Due, false), (Sort::Organization, is_turned)],
            ..Filter::default()
        };
        for offset in 0..8 {
            for limit in 1..8 {
                let part = Part { limit, offset };
                let page = world.store.applications(&olga, &filter, part, day(TODAY));
                let page = page.await.unwrap();
                let found: Vec<&str> = page.rows.iter().map(|row| &*row.organization).collect();
                let expected: Vec<&str> =
                    expected.iter().copied().skip(offset).take(limit).collect();
                assert_eq!((found, page.total), (expected, 6), "{part:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_fits_the_words_best_comes_first() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    for name in [
        "Lantern",
        "Other house",
        "The large Lantern of the hill",
        "Adler 0002",
        "Árbol Ünder",
    ] {
        sent_by(&world, &ana, name, TODAY).await;
    }
    world
        .meddle(
            "update application set title = iif(organization = 'Other house', 'With the Lantern people, árbol', 'Chess')",
        )
        .await
        .unwrap();
    let find = async |words: &str| {
        let filter = Filter {
            words: words.into(),
            ..Filter::default()
        };
        names(&world, &olga, &filter).await
    };
    // Names before programs, and of each the newest.
    assert_eq!(
        find("lantern").await,
        ["The large Lantern of the hill", "Lantern", "Other house"]
    );
    // All words have to stand in the name, for it to count as one.
    assert_eq!(
        find("lantern people").await,
        ["Other house"],
        "every word is found"
    );
    assert_eq!(
        find("lantern the").await,
        ["The large Lantern of the hill", "Other house"]
    );
    assert_eq!(find("ÁRBOL").await, ["Árbol Ünder", "Other house"]);
    // A reference before both: the second application is the other house's.
    assert_eq!(find("0002").await, ["Other house", "Adler 0002"]);
}

#[tokio::test]
async fn a_misspelled_name_is_found_by_the_nearest() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    sent_by(&world, &ana, "Quillfeather Guild", TODAY).await;
    sent_by(&world, &ana, "Lost Lantern", TODAY).await;
    let find = async |words: &str| {
        let filter = Filter {
            words: words.to_owned(),
            ..Filter::default()
        };
        let (store, today) = (&world.store, day(TODAY));
        let page = store
            .applications(&olga, &filter, None, today)
            .await
            .unwrap();
        let names: Vec<String> = page.rows.into_iter().map(|row| row.organization).collect();
        let ids = store
            .application_ids(&olga, &filter, Part::ALL, today.into())
            .await
            .unwrap();
        assert_eq!(ids.len(), names.len(), "{words}");
        (names, page.instead)
    };
    let quill = || vec!["Quillfeather Guild".to_owned()];
    assert_eq!(
        find("Quilfether").await,
        (quill(), Some("quillfeather".to_owned()))
    );
    assert_eq!(find("quill guild").await, (quill(), None));
    assert_eq!(find("zebra").await, (vec![], None));
    // What is renamed is found by its new name, too.
    world
        .meddle("update application set organization = 'Marigold House' where organization = 'Lost Lantern'")
        .await
        .unwrap();
    let (names, instead) = find("Marygold").await;
    assert_eq!(names, ["Marigold House"]);
    assert_eq!(instead.as_deref(), Some("marigold"));
}

#[tokio::test]
async fn every_count_is_that_of_its_list() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    five(&world, &ana, &olga).await;
    let filters: Vec<Filter> = [
        Filter::default(),
        Filter {
            queue: Some(Queue::Overdue),
            ..Filter::default()
        },
        Filter {
            queue: Some(Queue::Stalled),
            ..Filter::default()
        },
        Filter {
            queue: Some(Queue::Stalled),
            assignee: Some(olga.id.clone()),
            ..Filter::default()
        },
        Filter {
            stage: Some(Stage::InReview),
            assignee: Some(olga.id.clone()),
            ..Filter::default()
        },
        Filter {
            words: "or at".into(),
            ..Filter::default()
        },
        Filter {
            words: "adler".into(),
            queue: Some(Queue::New),
            ..Filter::default()
        },
    ]
    .into();
    let today = day(TODAY);
    let lists = crate::count::Lists {
        applications: filters.to_vec(),
        ..Default::default()
    };
    let counts = world
        .store
        .count(&olga, &lists, today)
        .await
        .unwrap()
        .applications;
    for (filter, count) in filters.iter().zip(&counts) {
        assert_eq!(
            names(&world, &olga, filter).await.len(),
            *count,
            "{filter:?}"
        );
    }
    assert_eq!(counts, [5, 2, 1, 0, 1, 5, 1]);
    fails!(
        world.store.count(&ana, &lists, today).await,
        Error::NotFound
    );
}
