//! Applications that staff began for a partner: the district's own paper until the partner takes it over.

use super::draft::{found, save_in};
use super::world::{World, answers, email, fails, proposal, sent, start};
use crate::application::Sent;
use crate::draft::Origin;
use crate::member::Press;
use crate::{Asker, Error, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::member::Part;
use ::partnership::person::Role;
use ::partnership::text::Lang;

fn press<'a>(world: &World, key: &'a str) -> Press<'a> {
    Press {
        key,
        at: world.now(),
        mails: &[],
    }
}

async fn begin(world: &World, who: &Asker) -> ApplicationId {
    let key = fresh::id();
    let now = world.now();
    let id = world
        .store
        .start_for_partner(who, start(), &key, now)
        .await
        .unwrap();
    save_in(world, who, &id, "program", "Chess at Hill", 0, "a")
        .await
        .unwrap();
    id
}

/// Offers it to somebody of this name. Gives the secret of the link.
async fn offer(world: &World, who: &Asker, id: &ApplicationId, name: &str) -> String {
    let (link, key) = (fresh::secret(), fresh::id());
    let address = email(&format!("{name}@example.org"));
    let press = press(world, &key);
    world
        .store
        .invite(who, id, (&address, &link), press)
        .await
        .unwrap();
    link
}

#[tokio::test]
async fn the_partner_takes_it_over_and_checks_what_was_typed() {
    let world = World::new().await;
    let (olga, ana) = (world.olga().await, world.ana().await);
    let id = begin(&world, &olga).await;
    assert_eq!(
        found(&world, &olga, &id).await.part(&olga.id),
        Some(Part::Starter)
    );
    fails!(world.store.application(&ana, &id).await, Error::NotFound);
    let link = offer(&world, &olga, &id, "ana").await;
    let begun = world.store.begun(&olga, world.now()).await.unwrap();
    assert_eq!(begun[0].offered.as_ref().unwrap().0, "ana@example.org");
    assert!(
        world
            .store
            .invitation(&link, world.now())
            .await
            .unwrap()
            .hands_over
    );
    for _ in 0..2 {
        let taken = world
            .store
            .accept(&ana, (&link, Lang::Es), press(&world, "t"))
            .await;
        assert_eq!(taken.unwrap(), id);
    }
    let application = found(&world, &ana, &id).await;
    assert_eq!(application.part(&ana.id), Some(Part::Owner));
    assert_eq!(
        (application.owner.clone(), application.lang),
        (ana.id.clone(), Lang::Es)
    );
    let draft = world.store.draft(&ana, &application).await.unwrap();
    let step = &draft.steps["program"];
    assert_eq!(step.answers, answers(&[("program.title", "Chess at Hill")]));
    assert_eq!(step.origin, Some(Origin::District(step.saved_at)));
    // The office sees it when it is sent, as ever.
    fails!(world.store.application(&olga, &id).await, Error::NotFound);
    fails!(
        save_in(&world, &olga, &id, "program", "late", 1, "a").await,
        Error::NotFound
    );
    assert_eq!(world.store.begun(&olga, world.now()).await.unwrap(), []);
    world.send(&ana, &id).await;
    assert_eq!(found(&world, &olga, &id).await.part(&olga.id), None);
    assert_eq!(
        world.acts(&id).await,
        ["begin-for", "invite-member", "take-over", "submit"]
    );
}

#[tokio::test]
async fn nobody_of_the_district_sends_it() {
    let world = World::new().await;
    let olga = world.olga().await;
    let id = begin(&world, &olga).await;
    let ada = world.person("ada", &[Role::Administrator]).await;
    for who in [&olga, &ada] {
        let (answers, proposal) = (answers(&[]), proposal("Readers"));
        let to_send = Sent {
            draft: world.draft_version(&id).await,
            ..sent(&answers, &proposal)
        };
        let act = world.act("send", 1, &[]);
        fails!(
            world.store.submit(who, &id, to_send, act).await,
            Error::Refused
        );
        let message = world
            .store
            .add_message(who, &id, "m", &[], "k", world.now());
        fails!(message.await, Error::Refused);
    }
    let key = fresh::id();
    let act = world.act(&key, 1, &[]);
    world
        .store
        .withdraw(&ada, &id, "a mistake", act)
        .await
        .unwrap();
    assert_eq!(world.store.begun(&olga, world.now()).await.unwrap(), []);
}

#[tokio::test]
async fn a_school_sees_what_it_began_and_the_office_sees_all() {
    let world = World::new().await;
    let (olga, lia) = (
        world.olga().await,
        world.person("lia", &[Role::Liaison]).await,
    );
    let leo = world.person("leo", &[Role::Liaison]).await;
    let (of_lia, of_olga) = (begin(&world, &lia).await, begin(&world, &olga).await);
    let ids = async |who: &Asker| -> Vec<ApplicationId> {
        let begun = world.store.begun(who, world.now()).await.unwrap();
        begun
            .into_iter()
            .map(|begun| begun.application.id)
            .collect()
    };
    assert_eq!(ids(&lia).await, std::slice::from_ref(&of_lia));
    assert_eq!(ids(&leo).await, []);
    assert_eq!(ids(&olga).await, [of_olga.clone(), of_lia.clone()]);
    fails!(
        world.store.application(&lia, &of_olga).await,
        Error::NotFound
    );
    fails!(
        world.store.application(&leo, &of_lia).await,
        Error::NotFound
    );
    fails!(
        save_in(&world, &leo, &of_lia, "program", "x", 1, "a").await,
        Error::NotFound
    );
    // The office goes on with what a school began, and offers it to a partner.
    for key in ["q", "q"] {
        world
            .store
            .ask_for_partner(&lia, &of_lia, press(&world, key))
            .await
            .unwrap();
    }
    save_in(&world, &olga, &of_lia, "sites", "more", 0, "b")
        .await
        .unwrap();
    let link = offer(&world, &olga, &of_lia, "paul").await;
    let paul = world.person("paul", &[]).await;
    world
        .store
        .accept(&paul, (&link, Lang::En), press(&world, "p"))
        .await
        .unwrap();
    fails!(
        world.store.application(&lia, &of_lia).await,
        Error::NotFound
    );
    assert_eq!(ids(&lia).await, []);
    for outsider in [paul.clone(), world.person("anton", &[Role::Analyst]).await] {
        let (key, now) = (fresh::id(), world.now());
        fails!(
            world
                .store
                .start_for_partner(&outsider, start(), &key, now)
                .await,
            Error::NotFound
        );
    }
    fails!(
        world
            .store
            .ask_for_partner(&paul, &of_lia, press(&world, "n"))
            .await,
        Error::NotFound
    );
}

#[tokio::test]
async fn it_is_offered_to_one_partner_at_a_time() {
    let world = World::new().await;
    let olga = world.olga().await;
    let (ana, paul) = (world.ana().await, world.person("paul", &[]).await);
    let id = begin(&world, &olga).await;
    let first = offer(&world, &olga, &id, "paul").await;
    let second = offer(&world, &olga, &id, "ana").await;
    fails!(
        world
            .store
            .accept(&paul, (&first, Lang::En), press(&world, "1"))
            .await,
        Error::NotFound
    );
    world
        .store
        .accept(&ana, (&second, Lang::En), press(&world, "2"))
        .await
        .unwrap();
    // The owner invites colleagues from now on, who do not become the owner by that.
    let third = offer(&world, &ana, &id, "paul").await;
    world
        .store
        .accept(&paul, (&third, Lang::En), press(&world, "3"))
        .await
        .unwrap();
    assert_eq!(
        found(&world, &paul, &id).await.part(&paul.id),
        Some(Part::Member)
    );
}
