//! Query plans: no list of ten thousand rows is found by reading a whole table.

use super::world::{World, day};
use crate::list::{Filter, Part, Queue, Sort, Wanted};
use crate::search::Search;
use crate::term::Ends;
use crate::values::Values;
use ::partnership::partnership::Stage;
use ::partnership::person::Role;

/// The plan of a statement, one line each.
pub(super) async fn plan(world: &World, sql: String) -> Vec<String> {
    let rows: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("explain query plan {sql}")))
            .fetch_all(&mut *world.store.read().await.unwrap())
            .await
            .unwrap();
    rows.into_iter().map(|row| row.3).collect()
}

/// The statement of a list of applications.
fn list_sql(filter: &Filter) -> String {
    let asked = ("durham", "olga", day("2026-12-24").into());
    let (part, mut values) = (Part::page(0, 25), Values::default());
    crate::list::applications_sql(filter, asked, part, Wanted::Rows, &mut values)
}

/// The statement of a search for partnerships.
fn find_sql(search: &Search, public: bool) -> String {
    let (part, mut values) = (Part::page(0, 25), Values::default());
    let public = public.then(|| day("2026-12-24"));
    crate::search::find_sql(search, public, "durham", part, &mut values)
}

/// A world with ten thousand applications of every stage, and a partnership for every fifth.
async fn large() -> World {
    let world = World::new().await;
    world.ana().await;
    world.meddle(FILL).await.unwrap();
    world
}

const FILL: &str = "
with recursive n (i) as (select 1 union all select i + 1 from n where i < 10000)
insert into application (id, district_id, owner_id, number, reference, profile_version, stage, stage_at,
    organization, title, submitted_at, due_on, created_at, updated_at)
select 'a' || i, 'durham', (select id from person limit 1), i, 'DPS-' || i, 1,
    case i % 50 when 0 then 'submitted' when 1 then 'in-review' when 2 then 'changes-requested'
        when 3 then 'draft' else 'approved' end,
    i, 'Organization ' || i, 'Title ' || i, case when i % 50 = 3 then null else i end, '2026-12-20', i, i from n;
insert into organization (id, district_id, name, kind, created_at)
select 'o' || number, 'durham', organization, 'nonprofit', 0 from application where number % 5 = 4;
insert into partnership (id, district_id, application_id, organization_id, slug, title, summary, stage, stage_at,
    level, listed, approved_at)
select 'p' || number, 'durham', id, 'o' || number, 's' || number, title, 'Summary', 'active', 0,
    'school', number % 2, 0 from application where number % 5 = 4;
insert into site (partnership_id, school, district_id, is_sponsor) select id, 'hill', 'durham', 1 from partnership;
insert into partnership_service (partnership_id, area, service, district_id)
select id, 'academics', 'reading', 'durham' from partnership;
insert into partnership_search (rowid, partnership_id, organization, title, summary, places, services)
select search_id, id, title, title, summary, '', '' from partnership;
";

/// Fails when a table is read from one end to the other.
fn no_scan(plan: &[String], of: &str) {
    let mut scans: Vec<&str> = plan
        .iter()
        .map(String::as_str)
        .filter(|line| line.starts_with("SCAN "))
        .filter(|line| !line.contains("VIRTUAL TABLE INDEX") && !line.contains("(subquery"))
        // What was found: no table, and no more rows than that.
        .filter(|line| {
            let few = [
                "SCAN found",
                "SCAN matching",
                "SCAN own",
                "SCAN CONSTANT ROW",
            ];
            !few.contains(line)
        })
        .collect();
    // What was found stands once more under the short name of its table.
    if plan.iter().any(|line| line == "MATERIALIZE matching") {
        let own = scans
            .iter()
            .position(|line| matches!(*line, "SCAN a" | "SCAN p"));
        own.map(|at| scans.remove(at));
    }
    assert!(scans.is_empty(), "{of} reads a whole table: {plan:#?}");
}

fn uses(plan: &[String], index: &str, of: &str) {
    assert!(
        plan.iter().any(|line| line.contains(index)),
        "{of} does not use {index}: {plan:#?}"
    );
}

#[tokio::test]
async fn queues_are_counted_by_an_index() {
    let world = large().await;
    let asked = ("durham", "olga", day("2026-12-24").into());
    let counted = crate::list::queues_sql(asked, &mut Values::default());
    let counted = plan(&world, counted).await;
    no_scan(&counted, "the count of the queues");
    uses(
        &counted,
        "application_tally_key (district_id=? AND stage=?",
        "the count of the queues",
    );
    uses(
        &counted,
        "SEARCH d USING PRIMARY KEY (district_id=? AND day<?)",
        "the count of the queues",
    );
}

#[tokio::test]
async fn the_middle_of_all_spans_is_found_by_indexes_alone() {
    let world = large().await;
    let middle = plan(&world, crate::median::windows_sql(2)).await;
    no_scan(&middle, "the median");
    for index in ["application_span_closed", "application_span_open"] {
        uses(
            &middle,
            &format!("COVERING INDEX {index} (district_id=? AND stage=?"),
            "the median",
        );
    }
}

#[tokio::test]
async fn a_statement_is_not_planned_anew_for_other_values() {
    let world = World::new().await;
    let options: Vec<(String,)> = sqlx::query_as("pragma compile_options")
        .fetch_all(&mut *world.store.read().await.unwrap())
        .await
        .unwrap();
    for option in ["ENABLE_QPSG", "DEFAULT_MEMSTATUS=0"] {
        assert!(
            options.iter().any(|found| found.0 == option),
            "SQLite was built without {option}, which .cargo/config.toml asks for: {options:?}"
        );
    }
}

#[tokio::test]
async fn every_list_of_applications_is_found_by_an_index() {
    let world = large().await;
    let all = plan(&world, list_sql(&Filter::default())).await;
    no_scan(&all, "the list of all");
    uses(&all, "(district_id=?", "the list of all");
    // The others have indexes of their own.
    for queue in Queue::ALL.into_iter().filter(|queue| queue.is_summed()) {
        let filter = Filter {
            queue: Some(queue),
            ..Filter::default()
        };
        let found = plan(&world, list_sql(&filter)).await;
        no_scan(&found, queue.word());
        let index = if queue == Queue::Overdue {
            "due_tally_key (district_id=? AND due_on<?)"
        } else {
            "stage=?"
        };
        uses(&found, index, queue.word());
    }
}

#[tokio::test]
async fn a_queue_by_its_due_day_is_found_without_what_stands_in_others() {
    let world = large().await;
    let waiting = "application_waiting (district_id=? AND assignee_id=?";
    let stage = "application_stage_due (district_id=? AND stage=? AND due_on>?)";
    for (queue, index) in [
        (Queue::Mine, waiting),
        (Queue::Unassigned, waiting),
        (Queue::New, stage),
        (Queue::Partner, stage),
    ] {
        let filter = Filter {
            queue: Some(queue),
            order: vec![(Sort::Due, false)],
            ..Filter::default()
        };
        let found = plan(&world, list_sql(&filter)).await;
        uses(&found, index, queue.word());
        let sorts = found.iter().filter(|line| line.contains("TEMP B-TREE"));
        assert!(sorts.count() <= 1, "{} sorts all: {found:#?}", queue.word());
    }
}

#[tokio::test]
async fn what_names_one_person_is_found_by_its_id() {
    let world = large().await;
    for queue in [Queue::Finding, Queue::Notes] {
        let filter = Filter {
            queue: Some(queue),
            ..Filter::default()
        };
        let found = plan(&world, list_sql(&filter)).await;
        uses(
            &found,
            "SEARCH a USING INDEX sqlite_autoindex_application_1 (id=?)",
            queue.word(),
        );
    }
    let asked = ("durham", "olga", day("2026-12-24").into());
    let counted = crate::list::queues_sql(asked, &mut Values::default());
    let counted = plan(&world, counted).await;
    let by_id = |line: &&String| line.contains("sqlite_autoindex_application_1 (id=?)");
    assert_eq!(counted.iter().filter(by_id).count(), 2, "{counted:#?}");
}

#[tokio::test]
async fn every_order_of_the_list_comes_out_of_an_index() {
    let world = large().await;
    for sort in Sort::ALL {
        for descending in [false, true] {
            let filter = Filter {
                order: vec![(sort, descending)],
                ..Filter::default()
            };
            let found = plan(&world, list_sql(&filter)).await;
            no_scan(&found, "an order");
            // The rows of the one page may be sorted again; the ten thousand may not.
            let sorts = found.iter().filter(|line| line.contains("TEMP B-TREE"));
            assert!(
                sorts.count() <= 1,
                "{sort:?} {descending} sorts all: {found:#?}"
            );
            uses(&found, "(district_id=?", "an order");
        }
    }
}

#[tokio::test]
async fn a_second_column_sorts_only_what_the_first_leaves_together() {
    let world = large().await;
    for first in Sort::ALL {
        for second in Sort::ALL {
            for is_turned in [false, true] {
                if first == second {
                    continue;
                }
                let filter = Filter {
                    order: vec![(first, is_turned), (second, !is_turned)],
                    ..Filter::default()
                };
                let found = plan(&world, list_sql(&filter)).await;
                no_scan(&found, "two columns");
                // The rows of the page may be sorted again, of all others only those that are alike.
                let whole = found
                    .iter()
                    .filter(|line| *line == "USE TEMP B-TREE FOR ORDER BY");
                assert!(
                    whole.count() <= 1,
                    "{first:?}, {second:?} sorts all: {found:#?}"
                );
                let alike = |line: &String| line.starts_with("USE TEMP B-TREE FOR LAST");
                assert!(found.iter().any(alike), "{first:?}, {second:?}: {found:#?}");
                if first == Sort::Organization {
                    uses(&found, "application_named (district_id=?", "two columns");
                }
            }
        }
    }
}

#[tokio::test]
async fn every_order_of_the_organizations_comes_out_of_an_index() {
    use crate::organization::{Filter, Sort, organizations_sql};
    let world = large().await;
    for words in ["", "organization 999"] {
        for sort in Sort::ALL {
            let filter = Filter {
                words: words.to_owned(),
                order: vec![(sort, true)],
                ..Filter::default()
            };
            let (part, mut values) = (Part::page(0, 25), Values::default());
            let sql = organizations_sql(&filter, "durham", part, &mut values);
            let found = plan(&world, sql).await;
            no_scan(&found, "an order of organizations");
            // Without this, every row of the page reads every application.
            uses(
                &found,
                "application_named (district_id=? AND organization=?",
                "the count of an organization's applications",
            );
            let sorts = found.iter().filter(|line| line.contains("TEMP B-TREE"));
            assert!(
                sorts.count() <= 1 + usize::from(!words.is_empty()),
                "{found:#?}"
            );
        }
    }
}

#[tokio::test]
async fn stalled_drafts_come_out_of_an_index() {
    let world = large().await;
    let filter = Filter {
        queue: Some(Queue::Stalled),
        order: vec![(Sort::Updated, false)],
        ..Filter::default()
    };
    let found = plan(&world, list_sql(&filter)).await;
    no_scan(&found, "stalled drafts");
    uses(
        &found,
        "application_draft_touched (district_id=?",
        "stalled drafts",
    );
    uses(
        &found,
        "SEARCH d USING PRIMARY KEY (district_id=? AND day<?)",
        "the count of stalled drafts",
    );
    let whole = |line: &&String| line.contains("matching") || line.contains("FOR ORDER BY");
    assert_eq!(
        found.iter().filter(whole).count(),
        1,
        "only the rows of the page are sorted: {found:#?}"
    );
}

#[tokio::test]
async fn notes_for_somebody_are_found_by_an_index() {
    let world = large().await;
    let filter = Filter {
        queue: Some(Queue::Notes),
        ..Filter::default()
    };
    let found = plan(&world, list_sql(&filter)).await;
    no_scan(&found, "notes");
    uses(&found, "note_reader_person (person_id=?", "notes");
}

#[tokio::test]
async fn every_order_of_the_offices_partnerships_comes_out_of_an_index() {
    let world = large().await;
    for sort in crate::search::Sort::ALL {
        for is_turned in [false, true] {
            let search = Search {
                order: vec![(sort, is_turned)],
                ..Search::default()
            };
            let found = plan(&world, find_sql(&search, false)).await;
            no_scan(&found, "an order of partnerships");
            let sorts = found.iter().filter(|line| line.contains("TEMP B-TREE"));
            assert!(
                sorts.count() <= 1,
                "{sort:?} {is_turned} sorts all: {found:#?}"
            );
            if sort == crate::search::Sort::Ends {
                uses(
                    &found,
                    "partnership_ending (district_id=?",
                    "the list by the last day",
                );
            }
        }
    }
}

#[tokio::test]
async fn words_of_three_letters_and_more_are_found_by_an_index() {
    let world = large().await;
    let filter = Filter {
        words: "title 999".into(),
        ..Filter::default()
    };
    let found = plan(&world, list_sql(&filter)).await;
    no_scan(&found, "words");
    uses(
        &found,
        "COVERING INDEX application_found (search_id=?",
        "words",
    );
}

#[tokio::test]
async fn the_directory_is_found_by_an_index() {
    let world = large().await;
    let some = |text: &str| Some(text.to_owned());
    let all = Search::default();
    let searches = [
        all.clone(),
        Search {
            words: "title".into(),
            ..all.clone()
        },
        Search {
            area: some("academics"),
            ..all.clone()
        },
        Search {
            school: some("hill"),
            ..all.clone()
        },
        Search {
            level: some("school"),
            ..all.clone()
        },
        Search {
            stage: Some(Stage::Active),
            ..all.clone()
        },
        Search {
            area: some("academics"),
            school: some("hill"),
            ..all.clone()
        },
        Search {
            ends: Some(Ends::Soon(day("2026-12-24"), day("2027-02-22"))),
            ..all.clone()
        },
        Search {
            ends: Some(Ends::Over(day("2026-12-24"))),
            ..all.clone()
        },
    ];
    for search in &searches {
        for public in [false, true] {
            let found = plan(&world, find_sql(search, public)).await;
            no_scan(&found, &format!("{search:?}, for the public {public}"));
        }
    }
    let directory = plan(&world, find_sql(&all, true)).await;
    uses(
        &directory,
        "partnership_ending (district_id=? AND <expr>=? AND ends_on<?)",
        "how many are listed and past their last day",
    );
    uses(
        &directory,
        "partnership_public (district_id=? AND listed=?",
        "the directory",
    );
    let office = plan(&world, find_sql(&all, false)).await;
    uses(
        &office,
        "partnership_current (district_id=?",
        "the office's list",
    );
    for search in &searches[7..] {
        let ends = plan(&world, find_sql(search, false)).await;
        uses(
            &ends,
            "(district_id=? AND <expr>=? AND ends_on",
            "those that end",
        );
    }
    let words = plan(&world, find_sql(&searches[1], true)).await;
    uses(
        &words,
        "COVERING INDEX partnership_found (search_id=?",
        "words",
    );
}

#[tokio::test]
async fn ten_thousand_rows_are_listed_counted_and_searched() {
    let world = large().await;
    let olga = world.person("olga", &[Role::Office]).await;
    let counts = world.store.queues(&olga, day("2026-12-24")).await.unwrap();
    assert_eq!(
        counts.iter().map(|(_, count)| *count).collect::<Vec<_>>(),
        [0, 0, 0, 400, 200, 600, 200, 200]
    );
    let page = world
        .store
        .applications(&olga, &Filter::default(), Some(0), day("2026-12-24"))
        .await
        .unwrap();
    assert_eq!((page.rows.len(), page.total), (25, 9800));
    let all = world
        .store
        .directory(&Search::default(), day("2026-12-24"), 0)
        .await
        .unwrap();
    assert_eq!(all.total, 1000);
    let one = Search {
        words: "organization 999".into(),
        ..Search::default()
    };
    assert_eq!(
        world
            .store
            .directory(&one, day("2026-12-24"), 0)
            .await
            .unwrap()
            .total,
        0
    );
    let some = Search {
        words: "title 999".into(),
        ..Search::default()
    };
    assert_eq!(
        world
            .store
            .directory(&some, day("2026-12-24"), 0)
            .await
            .unwrap()
            .total,
        2,
        "999 and 9999; 9994 is not listed"
    );
}
