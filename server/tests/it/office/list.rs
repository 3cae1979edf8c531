//! The lists of applications and partnerships: filters, order and pages in the address.

use crate::harness::{Client, World};
use crate::story::OFFICE;

/// A district with many applications, and somebody of its office.
async fn full() -> (World, Client) {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 60, 7, world.now())
        .await
        .unwrap();
    let office = world.person(OFFICE, &[]).await;
    (world, office)
}

/// All rows of a list, through all its pages.
async fn all(client: &Client, address: &str) -> Vec<String> {
    let sign = if address.contains('?') { '&' } else { '?' };
    let mut rows = Vec::new();
    for page in 1.. {
        let next = client
            .get(&format!("{address}{sign}page={page}"))
            .await
            .rows();
        if next.is_empty() {
            return rows;
        }
        assert!(next.len() <= 25, "a page has 25 rows at most");
        rows.extend(next);
    }
    rows
}

#[tokio::test]
async fn the_pages_of_a_list_hold_each_row_once() {
    let (_, office) = full().await;
    for list in ["/office/applications", "/office/partnerships"] {
        let rows = all(&office, list).await;
        let first = office.get(list).await;
        first.says(&format!("Showing 25 of {}", rows.len()));
        assert!(
            first.links().contains(&format!("{list}?page=2")),
            "{:?}",
            first.links()
        );
        let mut once = rows.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), rows.len(), "{list}");
        for beyond in ["9", "999999999999", "18446744073709551615"] {
            let none = office.get(&format!("{list}?page={beyond}")).await;
            assert!(none.is(200).rows().is_empty(), "{list} {beyond}");
        }
        for wrong in ["0", "-1", "x", "1.5"] {
            assert_eq!(
                office.get(&format!("{list}?page={wrong}")).await.rows(),
                first.rows(),
                "{wrong}"
            );
        }
    }
}

#[tokio::test]
async fn a_filter_shows_exactly_what_it_names() {
    let (_, office) = full().await;
    let everything = all(&office, "/office/applications").await;
    for (stage, shown) in [
        ("submitted", "Submitted"),
        ("in-review", "In review"),
        ("changes-requested", "Changes requested"),
        ("approved", "Approved"),
        ("declined", "Declined"),
        ("redirected", "Sent to another process"),
        ("withdrawn", "Withdrawn"),
    ] {
        let filtered = all(&office, &format!("/office/applications?stage={stage}")).await;
        let expected = everything.iter().filter(|row| row.contains(shown)).count();
        assert_eq!(filtered.len(), expected, "{stage}");
        assert!(
            expected > 0 && filtered.iter().all(|row| row.contains(shown)),
            "{stage}: {filtered:?}"
        );
    }
    assert!(
        all(&office, "/office/applications?stage=draft").await.len() == everything.len(),
        "a draft is no filter"
    );
    let found = all(&office, "/office/applications?words=lantern").await;
    assert!(
        !found.is_empty() && found.iter().all(|row| row.contains("Lantern")),
        "{found:?}"
    );
    assert!(
        all(&office, "/office/applications?words=%25")
            .await
            .is_empty(),
        "a sign of the database is a sign like others"
    );
    let reference = all(&office, "/office/applications?words=DPS-").await;
    assert_eq!(reference.len(), everything.len());
    let none = office.get("/office/applications?words=nobody+knows").await;
    none.says("Nothing matches")
        .says("Organization, program or reference: nobody knows");
    assert!(
        none.links().contains(&"/office/applications".to_owned()),
        "the way to clear it"
    );
}

#[tokio::test]
async fn a_column_sorts_both_ways() {
    let (_, office) = full().await;
    let names = |rows: Vec<String>| -> Vec<String> {
        rows.into_iter()
            .map(|row| row.split(" DPS-").next().unwrap().to_lowercase())
            .collect()
    };
    let up = names(all(&office, "/office/applications?sort=organization").await);
    let mut sorted = up.clone();
    sorted.sort();
    assert_eq!(up, sorted);
    let down = names(all(&office, "/office/applications?sort=-organization").await);
    sorted.reverse();
    assert_eq!(down, sorted);
    let page = office.get("/office/applications?sort=organization").await;
    assert!(page.body.contains("aria-sort=\"ascending\""));
    assert!(
        page.links()
            .contains(&"/office/applications?sort=-organization".to_owned())
    );
    let odd = office.get("/office/applications?sort=id;drop&sort=-").await;
    assert_eq!(odd.rows(), office.get("/office/applications").await.rows());
}

#[tokio::test]
async fn partnerships_are_found_by_words_area_school_level_and_stage() {
    let (world, office) = full().await;
    let list = "/office/partnerships";
    let everything = all(&office, list).await;
    assert!(everything.len() > 25, "{}", everything.len());
    let mut by_stage = 0;
    for (stage, shown) in [
        ("agreement", "Making the agreement"),
        ("onboarding", "Onboarding"),
        ("active", "Active"),
        ("ended", "Ended"),
    ] {
        let rows = all(&office, &format!("{list}?stage={stage}")).await;
        assert!(
            rows.iter().all(|row| row.contains(shown)),
            "{stage}: {rows:?}"
        );
        by_stage += if stage == "ended" { 0 } else { rows.len() };
    }
    assert_eq!(
        by_stage,
        everything.len(),
        "without a stage the list holds all that have not ended"
    );
    let mut by_level = 0;
    for level in &world.profile.levels {
        by_level += all(&office, &format!("{list}?level={}", level.slug))
            .await
            .len();
    }
    assert_eq!(by_level, everything.len(), "each partnership has one level");
    for area in &world.profile.areas {
        let rows = all(&office, &format!("{list}?area={}", area.slug)).await;
        let name = area.name.get(partnership::text::Lang::En);
        assert_eq!(
            rows.len(),
            everything.iter().filter(|row| row.contains(name)).count(),
            "{name}"
        );
    }
    let school = &world.profile.schools[0];
    let mut by_slug = all(&office, &format!("{list}?school={}", school.slug)).await;
    let mut by_name = all(
        &office,
        &format!("{list}?words={}", app::url::encoded(&school.name)),
    )
    .await;
    // Words bring first what fits best.
    by_slug.sort();
    by_name.sort();
    assert_eq!(
        by_slug, by_name,
        "the name of a school finds what its filter finds"
    );
    for unknown in ["area=magic", "school=hogwarts", "level=high", "stage=draft"] {
        assert_eq!(
            all(&office, &format!("{list}?{unknown}")).await.len(),
            everything.len(),
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn every_number_of_the_dashboard_leads_to_its_list() {
    let (_, office) = full().await;
    let page = office.get("/office/dashboard").await;
    let mut checked = 0;
    for (href, row) in page.row_ways().into_iter().chain(page.ways()) {
        if !href.starts_with("/office/partnerships?") && !href.starts_with("/office/applications?")
        {
            continue;
        }
        let sheet = office.get(&href.replacen('?', ".csv?", 1)).await;
        let total = sheet.is(200).body.lines().count() - 1;
        if let Some(number) = row
            .rsplit(' ')
            .next()
            .and_then(|word| word.parse::<usize>().ok())
        {
            assert_eq!(number, total, "the number of {href}: {row}");
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked} numbers lead somewhere");
    page.says("Partnerships by support area")
        .says("Partnerships by school and department");
}
