//! The lists of the tax office: replaced whole, looked into by number, and silent while none is loaded.

use super::world::{World, day};
use crate::irs::{Entry, Found, List};
use ::partnership::form::ein::Ein;

fn entry(number: u32, name: &str) -> Entry {
    Entry {
        ein: Ein::of_digits(&format!("{number:09}")).unwrap(),
        name: name.to_owned(),
        place: "DURHAM, NC".to_owned(),
        note: "03".to_owned(),
        reinstated: String::new(),
    }
}

#[tokio::test]
async fn a_list_is_replaced_whole_and_nothing_is_said_while_none_is_loaded() {
    let world = World::on_disk().await;
    let ein = |number: u32| Ein::of_digits(&format!("{number:09}")).unwrap();
    assert_eq!(world.store.in_lists(ein(1)).await.unwrap(), []);
    for (number, date) in [(1, "2026-10-01"), (2, "2026-11-01")] {
        let mut loading = world.store.begin_list(List::Exempt).await.unwrap();
        let all = [entry(number, "OLD"), entry(number, "NEW"), entry(9, "NINE")];
        loading.add(&all).await.unwrap();
        assert_eq!(loading.finish(day(date)).await.unwrap(), 2);
    }
    // One that is never finished replaces nothing.
    let mut stopped = world.store.begin_list(List::Exempt).await.unwrap();
    stopped.add(&[entry(7, "SEVEN")]).await.unwrap();
    drop(stopped);
    let found = |entry| {
        vec![Found {
            list: List::Exempt,
            day: day("2026-11-01"),
            entry,
        }]
    };
    assert_eq!(world.store.in_lists(ein(1)).await.unwrap(), found(None));
    assert_eq!(world.store.in_lists(ein(7)).await.unwrap(), found(None));
    let new = Some(entry(2, "NEW"));
    assert_eq!(world.store.in_lists(ein(2)).await.unwrap(), found(new));
    // Begun anew after it was stopped.
    let mut again = world.store.begin_list(List::Revoked).await.unwrap();
    again.add(&[entry(7, "SEVEN")]).await.unwrap();
    again.finish(day("2026-11-02")).await.unwrap();
    let lists: Vec<List> = world
        .store
        .in_lists(ein(7))
        .await
        .unwrap()
        .into_iter()
        .map(|found| found.list)
        .collect();
    assert_eq!(lists, [List::Exempt, List::Revoked]);
}
