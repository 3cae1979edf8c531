//! Acts on many: one transaction for each application, a list of what was done, and the way back.

use super::world::{World, day, fails};
use crate::bulk::{Bulk, Deed, MOST, Outcome};
use crate::mail::NewMail;
use crate::member::Press;
use crate::{Asker, Error, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;

const WAITING: Outcome = Outcome::Waiting;

/// Begins an act on these applications.
async fn begin(world: &World, who: &Asker, deed: &Deed, ids: &[ApplicationId]) -> String {
    let key = fresh::id();
    let (store, at) = (&world.store, world.now());
    let id = store.begin_bulk(who, deed, ids, &key, at).await.unwrap();
    let again = store.begin_bulk(who, deed, ids, &key, at).await.unwrap();
    assert_eq!(id, again, "the same form begins the same act");
    id
}

async fn one(world: &World, who: &Asker, bulk: &str, id: &ApplicationId) -> Outcome {
    let mail = mail();
    let done = world
        .store
        .bulk_one(who, bulk, id, &mail, world.now())
        .await;
    done.unwrap()
}

async fn undo(world: &World, who: &Asker, bulk: &str, id: &ApplicationId) -> Outcome {
    let undone = world.store.undo_one(who, bulk, id, &[], world.now()).await;
    undone.unwrap()
}

fn mail() -> [NewMail; 1] {
    [NewMail {
        recipient: "ana@example.org".to_owned(),
        subject: "Reminder".to_owned(),
        body: "Go on".to_owned(),
        is_held: false,
    }]
}

fn outcomes(bulk: &Bulk) -> Vec<Outcome> {
    bulk.lines.iter().map(|line| line.outcome).collect()
}

#[tokio::test]
async fn what_stops_half_way_leaves_a_list_and_goes_on_once() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(world.submitted(&ana).await);
    }
    let bulk = begin(&world, &olga, &Deed::Assign(Some(olga.id.clone())), &ids).await;
    let state = async || world.store.bulk(&olga, &bulk).await.unwrap();
    assert_eq!(outcomes(&state().await), [WAITING; 3]);
    assert_eq!(one(&world, &olga, &bulk, &ids[0]).await, Outcome::Done);
    let past = world.store.bulks(&olga).await.unwrap();
    assert_eq!(past.len(), 1, "whoever lost the page finds it again");
    let found = (&past[0].id, past[0].count, past[0].done, past[0].waiting);
    assert_eq!(found, (&bulk, 3, 1, 2));
    assert_eq!(
        outcomes(&state().await),
        [Outcome::Done, WAITING, WAITING],
        "it stopped here"
    );
    for id in ids.iter().chain(&ids) {
        assert_eq!(one(&world, &olga, &bulk, id).await, Outcome::Done);
    }
    for id in &ids {
        let acts = world.acts(id).await;
        assert_eq!(acts.iter().filter(|act| *act == "assign").count(), 1);
        let found = world.store.application(&olga, id).await.unwrap();
        assert_eq!(found.assignee.unwrap().0, olga.id);
    }
    assert_eq!(state().await.to.as_deref(), Some("olga@example.org"));
    assert!(world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn an_act_is_taken_back_for_what_nobody_has_changed_since() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let ben = world.person("ben", &[Role::Office]).await;
    let ids = [world.submitted(&ana).await, world.submitted(&ana).await];
    let assigned = begin(&world, &olga, &Deed::Assign(Some(ben.id.clone())), &ids).await;
    let moved = begin(&world, &olga, &Deed::SetDue(day("2027-02-20")), &ids).await;
    let before = world.store.application(&olga, &ids[0]).await.unwrap();
    for id in &ids {
        assert_eq!(one(&world, &olga, &assigned, id).await, Outcome::Done);
        assert_eq!(one(&world, &olga, &moved, id).await, Outcome::Done);
    }
    let store = &world.store;
    store
        .assign(&olga, &ids[1], Some(&olga.id), world.now())
        .await
        .unwrap();
    for bulk in [&assigned, &moved] {
        assert_eq!(undo(&world, &olga, bulk, &ids[0]).await, Outcome::Undone);
        assert_eq!(undo(&world, &olga, bulk, &ids[0]).await, Outcome::Undone);
    }
    assert_eq!(undo(&world, &olga, &assigned, &ids[1]).await, Outcome::Kept);
    let after = store.application(&olga, &ids[0]).await.unwrap();
    assert_eq!(
        (after.assignee, after.due_on),
        (before.assignee, before.due_on)
    );
    let kept = store.application(&olga, &ids[1]).await.unwrap();
    assert_eq!(kept.assignee.unwrap().0, olga.id);
    assert!(store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn what_cannot_be_done_is_noted_and_changes_nothing() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let own = world.submitted(&olga).await;
    let draft = world.draft(&ana).await;
    let sent = world.submitted(&ana).await;
    let gone = world.submitted(&ana).await;
    let seen = world.seen(&gone).await;
    let act = world.act("gone", seen, &[]);
    world.store.withdraw(&ana, &gone, "", act).await.unwrap();
    let apart = world.submitted(&ana).await;
    let press = Press {
        key: "apart",
        at: world.now(),
        mails: &[],
    };
    let declared = world
        .store
        .declare_conflict(&olga, &apart, "My sister's", press);
    declared.await.unwrap();
    let ids = [own, draft.clone(), sent.clone(), gone, apart];
    let set = begin(&world, &olga, &Deed::SetDue(day("2027-02-20")), &ids).await;
    let give = begin(&world, &olga, &Deed::Assign(None), &ids).await;
    let remind = begin(&world, &olga, &Deed::Remind, &ids).await;
    let mut found = Vec::new();
    for id in &ids {
        for bulk in [&set, &give, &remind] {
            found.push(one(&world, &olga, bulk, id).await);
        }
    }
    use Outcome::{Done, Refused, Same};
    assert_eq!(
        found,
        [
            [Refused; 3],
            [Refused, Refused, Done],
            [Done, Same, Done],
            [Refused; 3],
            [Refused; 3]
        ]
        .concat()
    );
    let mails = "select count(*) from mail where act in ('remind', 'set-due')";
    assert_eq!(world.number(mails).await, 3);
    assert_eq!(world.acts(&draft).await, ["start", "remind"]);
    let store = &world.store;
    fails!(
        store
            .undo_one(&olga, &remind, &sent, &[], world.now())
            .await,
        Error::Refused
    );
    let none = store
        .bulk_one(&olga, &set, &sent, &[], world.now())
        .await
        .unwrap();
    assert_eq!(none, Done, "a second time nothing happens");
}

#[tokio::test]
async fn acts_on_many_are_for_the_office_and_belong_to_whoever_began_them() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let ben = world.person("ben", &[Role::Office]).await;
    let id = world.submitted(&ana).await;
    let ids = [id.clone()];
    let bulk = begin(&world, &olga, &Deed::Remind, &ids).await;
    let (store, at) = (&world.store, world.now());
    fails!(store.bulk(&ben, &bulk).await, Error::NotFound);
    fails!(
        store.bulk_one(&ben, &bulk, &id, &[], at).await,
        Error::NotFound
    );
    fails!(
        store.undo_one(&ben, &bulk, &id, &[], at).await,
        Error::NotFound
    );
    for other in world.outsiders().await.iter().chain([&ana]) {
        let begun = store
            .begin_bulk(other, &Deed::Remind, &ids, "key", at)
            .await;
        fails!(begun, Error::NotFound);
        fails!(store.bulk(other, &bulk).await, Error::NotFound);
        fails!(store.bulks(other).await, Error::NotFound);
    }
    assert_eq!(store.bulks(&ben).await.unwrap(), [], "each sees the own");
    let none = store
        .begin_bulk(&olga, &Deed::Remind, &[], "none", at)
        .await;
    fails!(none, Error::Refused);
    // Ids that nobody has: nothing is begun, and with one that is there beside them, that one is.
    let unknown = [ApplicationId::parse(&fresh::id()).unwrap()];
    let begun = store
        .begin_bulk(&olga, &Deed::Remind, &unknown, "unknown", at)
        .await;
    fails!(begun, Error::Refused);
    let count = "select count(*) from bulk";
    assert_eq!(world.number(count).await, 1, "only the first act is there");
    let some = [unknown[0].clone(), id.clone()];
    let some = begin(&world, &olga, &Deed::Remind, &some).await;
    let lines = store.bulk(&olga, &some).await.unwrap().lines;
    assert_eq!(lines.len(), 1, "{lines:?}");
    let many = vec![id; MOST + 1];
    let many = store
        .begin_bulk(&olga, &Deed::Remind, &many, "many", at)
        .await;
    fails!(many, Error::Refused);
}
