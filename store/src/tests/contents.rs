//! Contents: a copy has the same, and whatever is changed shows.

use super::world::{World, district, proposal};
use crate::Store;
use crate::contents::fingerprint;

#[tokio::test]
async fn a_copy_has_the_same_contents_and_every_change_shows() {
    let world = World::on_disk().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    world.partnership(&ana, &olga, &proposal("Readers")).await;
    let first = world.store.contents().await.unwrap();
    let rows = |table: &str| {
        first
            .iter()
            .find(|found| found.table == table)
            .unwrap()
            .rows
    };
    assert_eq!(
        (
            rows("person"),
            rows("partnership"),
            rows("partnership_search")
        ),
        (2, 1, 1)
    );
    assert!(
        first.iter().all(|found| !found.table.ends_with("_content")),
        "what the search keeps for itself is left out"
    );
    let file = world.path("copy.db");
    world.store.backup(&file).await.unwrap();
    let copy = Store::open(&file, district("durham")).await.unwrap();
    assert_eq!(copy.contents().await.unwrap(), first);
    copy.close().await;
    let mut seen = vec![fingerprint(&first)];
    for change in [
        "update person set name = 'Ana' where email = 'ana@example.org'",
        "update person set name = 'ana' where email = 'ana@example.org'",
        "update partnership set students = null",
        "update partnership_search set title = 'other'",
        "delete from site where school = 'hill-elementary'",
    ] {
        world.meddle(change).await.unwrap();
        let now = fingerprint(&world.store.contents().await.unwrap());
        assert!(!seen.contains(&now), "{change} does not show");
        seen.push(now);
    }
}
