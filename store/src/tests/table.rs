//! What people choose of a list: columns and rows of their own, and views that are not saved twice.

use super::world::{World, fails};
use crate::count::{Counts, Lists};
use crate::list::Filter;
use crate::search::Search;
use crate::table::{Change, Choice, NewView};
use crate::{Asker, Error, fresh};
use ::partnership::person::Role;

const LIST: &str = "applications";

fn view<'a>(name: &'a str, query: &'a str, is_shared: bool) -> NewView<'a> {
    NewView {
        list: LIST,
        name,
        query,
        is_shared,
        is_pinned: false,
    }
}

async fn names(world: &World, who: &Asker) -> Vec<String> {
    let (_, views) = world.store.table(who, LIST).await.unwrap();
    views.into_iter().map(|view| view.name).collect()
}

#[tokio::test]
async fn everybody_has_columns_of_their_own() {
    let world = World::new().await;
    let (olga, ben) = (
        world.olga().await,
        world.person("ben", &[Role::Office]).await,
    );
    let choice = |columns: &[&str], size| Choice {
        columns: columns.iter().map(|word| (*word).to_owned()).collect(),
        size,
    };
    for chosen in [choice(&["due", "stage"], 50), choice(&["stage"], 100)] {
        world
            .store
            .choose_columns(&olga, LIST, Some(&chosen), world.now())
            .await
            .unwrap();
        let (found, _) = world.store.table(&olga, LIST).await.unwrap();
        assert_eq!(found, Some(chosen));
    }
    let rows = "select count(*) from list_choice";
    assert_eq!(
        world.number(rows).await,
        1,
        "one row for a person and a list"
    );
    assert_eq!(world.store.table(&ben, LIST).await.unwrap().0, None);
    assert_eq!(world.store.table(&olga, "other").await.unwrap().0, None);
    world
        .store
        .choose_columns(&olga, LIST, None, world.now())
        .await
        .unwrap();
    assert_eq!(world.store.table(&olga, LIST).await.unwrap().0, None);
}

#[tokio::test]
async fn a_view_is_saved_once_and_seen_by_those_it_is_for() {
    let world = World::new().await;
    let (olga, ben) = (
        world.olga().await,
        world.person("ben", &[Role::Office]).await,
    );
    let save = async |who: &Asker, new| {
        let key = fresh::id();
        world.store.save_view(who, new, &key, world.now()).await
    };
    save(&olga, view("Mine", "?queue=mine", false))
        .await
        .unwrap();
    save(&olga, view("All late", "?queue=overdue", true))
        .await
        .unwrap();
    fails!(
        save(&olga, view("Again", "?queue=mine", false)).await,
        Error::Taken("name")
    );
    fails!(
        save(&ben, view("Late", "?queue=overdue", false)).await,
        Error::Taken("name")
    );
    save(&ben, view("Own", "?queue=mine", false)).await.unwrap();
    assert_eq!(names(&world, &olga).await, ["All late", "Mine"]);
    assert_eq!(names(&world, &ben).await, ["All late", "Own"]);
}

#[tokio::test]
async fn a_view_is_changed_by_its_owner_and_a_shared_one_by_administrators() {
    let world = World::new().await;
    let olga = world.olga().await;
    let ben = world.person("ben", &[Role::Office]).await;
    let chief = world.person("chief", &[Role::Administrator]).await;
    let key = fresh::id();
    for _ in 0..2 {
        let new = view("Late", "?queue=overdue", false);
        world
            .store
            .save_view(&olga, new, &key, world.now())
            .await
            .unwrap();
    }
    let id = world.store.table(&olga, LIST).await.unwrap().1[0]
        .id
        .clone();
    let change = async |who: &Asker, change| world.store.change_view(who, &id, change).await;
    for other in [&ben, &chief] {
        fails!(change(other, Change::Pin(true)).await, Error::NotFound);
    }
    change(&olga, Change::Pin(true)).await.unwrap();
    let pinned = async |who: &Asker| world.store.pinned_views(who).await.unwrap().len();
    assert_eq!((pinned(&olga).await, pinned(&ben).await), (1, 0));
    change(&olga, Change::Share(true)).await.unwrap();
    assert_eq!((pinned(&olga).await, pinned(&ben).await), (1, 1));
    fails!(change(&ben, Change::Remove).await, Error::NotFound);
    change(&chief, Change::Remove).await.unwrap();
    fails!(change(&olga, Change::Remove).await, Error::NotFound);
    assert_eq!(names(&world, &olga).await, [""; 0]);
}

#[tokio::test]
async fn who_reads_no_lists_chooses_nothing() {
    let world = World::new().await;
    let ana = world.ana().await;
    let (store, key) = (&world.store, fresh::id());
    fails!(store.table(&ana, LIST).await, Error::NotFound);
    fails!(
        store.choose_columns(&ana, LIST, None, world.now()).await,
        Error::NotFound
    );
    let new = view("x", "?x=y", false);
    fails!(
        store.save_view(&ana, new, &key, world.now()).await,
        Error::NotFound
    );
    fails!(
        store.change_view(&ana, "x", Change::Remove).await,
        Error::NotFound
    );
    fails!(store.pinned_views(&ana).await, Error::NotFound);
    let today = super::world::day("2026-12-24");
    let of_figures = Lists {
        partnerships: vec![Search::default()],
        ..Lists::default()
    };
    fails!(store.count(&ana, &of_figures, today).await, Error::NotFound);
    let all = Lists {
        applications: vec![Filter::default()],
        ..of_figures.clone()
    };
    let olga = world.olga().await;
    let none = store.count(&olga, &all, today).await.unwrap();
    assert_eq!((none.applications, none.partnerships), (vec![0], vec![0]));
    let anton = world.person("anton", &[Role::Analyst]).await;
    fails!(store.count(&anton, &all, today).await, Error::NotFound);
    let none = store.count(&anton, &of_figures, today).await.unwrap();
    assert_eq!(none.partnerships, [0]);
    let none = store.count(&anton, &Lists::default(), today).await.unwrap();
    assert_eq!(none, Counts::default());
}
