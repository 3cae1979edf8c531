//! Who works on an application: people come by invitation, and leave; one of them is the owner.

use super::draft::{found, save};
use super::world::{World, answers, email, fails, proposal, sent};
use crate::application::Sent;
use crate::draft::Saved;
use crate::mail::NewMail;
use crate::member::{Members, PER_DAY, Press};
use crate::{Asker, Error, Result, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::member::{INVITATION_DAYS, MOST, Part};
use ::partnership::person::Role;
use ::partnership::text::Lang;
use chrono::TimeDelta;

fn press<'a>(world: &World, key: &'a str) -> Press<'a> {
    Press {
        key,
        at: world.now(),
        mails: &[],
    }
}

/// Invites somebody of this name. Gives the secret of the link.
async fn invite(world: &World, owner: &Asker, id: &ApplicationId, name: &str) -> Result<String> {
    let link = fresh::secret();
    let address = email(&format!("{name}@example.org"));
    let key = fresh::id();
    world
        .store
        .invite(owner, id, (&address, &link), press(world, &key))
        .await?;
    Ok(link)
}

async fn accept(world: &World, who: &Asker, link: &str) -> Result<ApplicationId> {
    let key = fresh::id();
    world
        .store
        .accept(who, (link, Lang::En), press(world, &key))
        .await
}

/// Makes somebody a member, by an invitation.
pub(super) async fn join(world: &World, owner: &Asker, id: &ApplicationId, name: &str) -> Asker {
    let who = world.person(name, &[]).await;
    let link = invite(world, owner, id, name).await.unwrap();
    accept(world, &who, &link).await.unwrap();
    who
}

async fn members(world: &World, who: &Asker, id: &ApplicationId) -> Members {
    let application = found(world, who, id).await;
    let now = world.now();
    world.store.members(who, &application, now).await.unwrap()
}

/// Who works on it, as name and part.
async fn people(world: &World, who: &Asker, id: &ApplicationId) -> Vec<(String, Part)> {
    let people = members(world, who, id).await.people;
    let name = |email: &str| email.split('@').next().unwrap().to_owned();
    people.iter().map(|m| (name(&m.email), m.part)).collect()
}

fn named(people: &[(&str, Part)]) -> Vec<(String, Part)> {
    people.iter().map(|(n, p)| ((*n).to_owned(), *p)).collect()
}

#[tokio::test]
async fn whoever_is_invited_fills_it_in_together_with_the_owner() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let ben = join(&world, &ana, &id, "ben").await;
    assert_eq!(
        people(&world, &ben, &id).await,
        named(&[("ana", Part::Owner), ("ben", Part::Member)])
    );
    save(&world, &ben, &id, "by Ben", 0, "b").await.unwrap();
    assert_eq!(found(&world, &ana, &id).await.title, "by Ben");
    assert_eq!(
        save(&world, &ana, &id, "by Ana", 1, "a").await.unwrap(),
        Saved::Done(2)
    );
    let own = world.store.own_applications(&ben).await.unwrap();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].part(&ben.id), Some(Part::Member));
    assert_eq!(world.acts(&id).await, ["start", "invite-member", "join"]);
}

#[tokio::test]
async fn a_member_neither_sends_nor_withdraws_nor_says_who_works_on_it() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let (ben, eva) = (
        join(&world, &ana, &id, "ben").await,
        join(&world, &ana, &id, "eva").await,
    );
    let (answers, proposal) = (answers(&[]), proposal("Readers"));
    let act = world.act("send", 1, &[]);
    let to_send = Sent {
        draft: 0,
        ..sent(&answers, &proposal)
    };
    fails!(
        world.store.submit(&ben, &id, to_send, act).await,
        Error::Refused
    );
    let act = world.act("back", 1, &[]);
    fails!(
        world.store.withdraw(&ben, &id, "", act).await,
        Error::Refused
    );
    fails!(invite(&world, &ben, &id, "max").await, Error::NotFound);
    let store = &world.store;
    fails!(
        store
            .remove_member(&ben, &id, &eva.id, press(&world, "r"))
            .await,
        Error::NotFound
    );
    fails!(
        store
            .hand_over(&ben, &id, &ben.id, press(&world, "h"))
            .await,
        Error::NotFound
    );
    fails!(
        store
            .end_invitation(&ben, &id, "any", press(&world, "e"))
            .await,
        Error::NotFound
    );
    fails!(
        store.leave(&ana, &id, press(&world, "l")).await,
        Error::NotFound
    );
    fails!(
        store.claim(&ana, &id, "why", press(&world, "c")).await,
        Error::NotFound
    );
    assert_eq!(people(&world, &ana, &id).await.len(), 3);
}

#[tokio::test]
async fn a_link_works_once_and_for_its_address_only() {
    let world = World::new().await;
    let (ana, ben, paul) = (
        world.ana().await,
        world.person("ben", &[]).await,
        world.person("paul", &[]).await,
    );
    let id = world.draft(&ana).await;
    let link = invite(&world, &ana, &id, "ben").await.unwrap();
    assert_eq!(
        world
            .number("select count(*) from invitation where length(link_hash) = 64")
            .await,
        1
    );
    fails!(accept(&world, &paul, &link).await, Error::Refused);
    fails!(accept(&world, &ben, "made-up").await, Error::NotFound);
    let shown = world.store.invitation(&link, world.now()).await.unwrap();
    assert_eq!(
        (
            shown.email.as_str(),
            shown.by.as_str(),
            shown.owner.0.as_str()
        ),
        ("ben@example.org", "ana@example.org", "ana@example.org")
    );
    assert_eq!(accept(&world, &ben, &link).await.unwrap(), id);
    fails!(accept(&world, &ben, &link).await, Error::NotFound);
    fails!(
        world.store.invitation(&link, world.now()).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn an_invitation_ends_by_a_newer_one_by_being_taken_back_and_by_its_age() {
    let world = World::new().await;
    let (ana, ben) = (world.ana().await, world.person("ben", &[]).await);
    let id = world.draft(&ana).await;
    let first = invite(&world, &ana, &id, "ben").await.unwrap();
    let second = invite(&world, &ana, &id, "ben").await.unwrap();
    fails!(accept(&world, &ben, &first).await, Error::NotFound);
    let invited = members(&world, &ana, &id).await.invited;
    assert_eq!(invited.len(), 1, "{invited:?}");
    for key in ["one", "two"] {
        let press = press(&world, key);
        let store = &world.store;
        store
            .end_invitation(&ana, &id, &invited[0].id, press)
            .await
            .unwrap();
    }
    fails!(accept(&world, &ben, &second).await, Error::NotFound);
    assert_eq!(
        world.acts(&id).await,
        ["start", "invite-member", "invite-member", "end-invitation"]
    );
    let third = invite(&world, &ana, &id, "ben").await.unwrap();
    let late = Press {
        key: "late",
        at: world.now() + TimeDelta::days(INVITATION_DAYS),
        mails: &[],
    };
    fails!(
        world.store.accept(&ben, (&third, Lang::En), late).await,
        Error::NotFound
    );
    world.store.sweep(late.at).await.unwrap();
    assert_eq!(world.number("select count(*) from invitation").await, 3);
    world
        .store
        .sweep(late.at + TimeDelta::days(20))
        .await
        .unwrap();
    assert_eq!(world.number("select count(*) from invitation").await, 0);
    fails!(
        world.store.invitation(&third, late.at).await,
        Error::NotFound
    );
}

#[tokio::test]
async fn an_act_is_done_once_for_its_form_with_its_mails() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let mails = [NewMail {
        recipient: "ben@example.org".into(),
        subject: "s".into(),
        body: "b".into(),
        is_held: false,
    }];
    let (address, link) = (email("ben@example.org"), fresh::secret());
    for _ in 0..2 {
        let press = Press {
            key: "k",
            at: world.now(),
            mails: &mails,
        };
        world
            .store
            .invite(&ana, &id, (&address, &link), press)
            .await
            .unwrap();
    }
    assert_eq!(world.number("select count(*) from invitation").await, 1);
    let mail = world.store.mails(10).await.unwrap();
    assert_eq!(mail.len(), 1);
    // When it was sent, the link stands in the mail that was sent and nowhere else.
    world
        .store
        .mail_sent(&mail[0].id, world.now())
        .await
        .unwrap();
    assert_eq!(world.store.mails(10).await.unwrap()[0].body, "");
    let ben = world.person("ben", &[]).await;
    for _ in 0..2 {
        let press = press(&world, "j");
        assert_eq!(
            world
                .store
                .accept(&ben, (&link, Lang::En), press)
                .await
                .unwrap(),
            id
        );
    }
    for _ in 0..2 {
        world
            .store
            .leave(&ben, &id, press(&world, "l"))
            .await
            .unwrap();
    }
    assert_eq!(
        world.acts(&id).await,
        ["start", "invite-member", "join", "leave"]
    );
}

#[tokio::test]
async fn whoever_was_taken_away_or_left_sees_nothing_any_more() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let approval = proposal("Readers");
    let partnership = world.partnership(&ana, &olga, &approval).await;
    let id = partnership.application.clone();
    let draft = world.draft(&ana).await;
    let (ben, eva) = (
        join(&world, &ana, &draft, "ben").await,
        join(&world, &ana, &draft, "eva").await,
    );
    for who in ["ben", "eva"] {
        join(&world, &ana, &id, who).await;
    }
    let shown = world
        .store
        .partnership(&ben, &partnership.id)
        .await
        .unwrap();
    assert_eq!(shown.conditions, partnership.conditions);
    let before = found(&world, &ben, &draft).await;
    for of in [&draft, &id] {
        let (store, key) = (&world.store, fresh::id());
        store
            .remove_member(&ana, of, &ben.id, press(&world, &key))
            .await
            .unwrap();
        let key = fresh::id();
        store.leave(&eva, of, press(&world, &key)).await.unwrap();
    }
    for gone in [&ben, &eva] {
        let store = &world.store;
        for of in [&draft, &id] {
            fails!(store.application(gone, of).await, Error::NotFound);
            fails!(
                save(&world, gone, of, "forged", 0, "x").await,
                Error::NotFound
            );
            let now = world.now();
            fails!(
                store.add_message(gone, of, "m", &[], "k", now).await,
                Error::NotFound
            );
        }
        fails!(
            store.partnership(gone, &partnership.id).await,
            Error::NotFound
        );
        assert_eq!(store.own_applications(gone).await.unwrap(), []);
    }
    // What was found for one person shows nothing to another.
    let now = world.now();
    fails!(
        world.store.members(&eva, &before, now).await,
        Error::NotFound
    );
    fails!(world.store.draft(&eva, &before).await, Error::NotFound);
    let key = fresh::id();
    let press = press(&world, &key);
    world
        .store
        .remove_member(&ana, &draft, &ben.id, press)
        .await
        .unwrap();
    assert_eq!(
        people(&world, &ana, &draft).await,
        named(&[("ana", Part::Owner)])
    );
}

#[tokio::test]
async fn the_owner_hands_over_to_a_member_and_stays_as_one() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    let ben = join(&world, &ana, &id, "ben").await;
    let eva = join(&world, &ana, &id, "eva").await;
    world
        .store
        .claim(&eva, &id, "me", press(&world, "c"))
        .await
        .unwrap();
    let paul = world.person("paul", &[]).await;
    fails!(
        world
            .store
            .hand_over(&ana, &id, &paul.id, press(&world, "p"))
            .await,
        Error::Stale
    );
    for _ in 0..2 {
        world
            .store
            .hand_over(&ana, &id, &ben.id, press(&world, "h"))
            .await
            .unwrap();
    }
    let parts = people(&world, &ana, &id).await;
    assert_eq!(parts[0], ("ben".to_owned(), Part::Owner));
    assert!(
        parts.contains(&("ana".to_owned(), Part::Member)),
        "{parts:?}"
    );
    let olga = world.olga().await;
    assert_eq!(
        world.store.claims(&olga).await.unwrap(),
        [],
        "nobody asks any more"
    );
    fails!(
        world
            .store
            .hand_over(&ana, &id, &eva.id, press(&world, "again"))
            .await,
        Error::NotFound
    );
    world.send(&ben, &id).await;
}

#[tokio::test]
async fn the_office_hands_over_to_a_member_who_asked_and_says_why() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.draft(&ana).await;
    let ben = join(&world, &ana, &id, "ben").await;
    for (key, reason) in [("c", "Ana left"), ("d", "Ana left in May")] {
        world
            .store
            .claim(&ben, &id, reason, press(&world, key))
            .await
            .unwrap();
    }
    for outsider in world.outsiders().await {
        fails!(world.store.claims(&outsider).await, Error::NotFound);
        fails!(
            world
                .store
                .settle_claim(&outsider, "any", (true, ""), press(&world, "o"))
                .await,
            Error::NotFound
        );
    }
    let claims = world.store.claims(&olga).await.unwrap();
    assert_eq!(claims.len(), 1);
    let claim = &claims[0];
    assert_eq!(
        (
            claim.reason.as_str(),
            claim.by.2.as_str(),
            claim.owner.1.as_str()
        ),
        ("Ana left in May", "ben@example.org", "ana@example.org")
    );
    // The office does not see the draft itself.
    fails!(world.store.application(&olga, &id).await, Error::NotFound);
    let refuse = (false, "Ana is here");
    world
        .store
        .settle_claim(&olga, &claim.id, refuse, press(&world, "n"))
        .await
        .unwrap();
    assert_eq!(people(&world, &ana, &id).await[0].0, "ana");
    fails!(
        world
            .store
            .settle_claim(&olga, &claim.id, (true, "late"), press(&world, "l"))
            .await,
        Error::Stale
    );
    world
        .store
        .claim(&ben, &id, "Really", press(&world, "e"))
        .await
        .unwrap();
    let claim = world.store.claims(&olga).await.unwrap().remove(0);
    for _ in 0..2 {
        let give = (true, "The organization confirmed it");
        world
            .store
            .settle_claim(&olga, &claim.id, give, press(&world, "y"))
            .await
            .unwrap();
    }
    assert_eq!(people(&world, &ben, &id).await[0].0, "ben");
    let events = world
        .store
        .history("application", id.as_str())
        .await
        .unwrap();
    assert_eq!(events[0].act, "settle-claim");
    assert_eq!(events[0].text("reason"), "The organization confirmed it");
    assert_eq!(events[0].text("to"), "ben@example.org");
}

#[tokio::test]
async fn somebody_of_the_office_who_works_on_an_application_is_not_its_office() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let omar = world.person("omar", &[Role::Office]).await;
    let id = world.in_review(&ana, &olga).await;
    assert_eq!(found(&world, &ana, &id).await.assignee.unwrap().0, olga.id);
    world
        .store
        .add_note(&omar, &id, "internal", "n", world.now())
        .await
        .unwrap();
    let link = invite(&world, &ana, &id, "olga").await.unwrap();
    accept(&world, &olga, &link).await.unwrap();
    let shared = found(&world, &olga, &id).await;
    assert_eq!(shared.assignee, None, "a member does not vet it");
    let now = world.now();
    fails!(
        world.store.add_note(&olga, &id, "x", "m", now).await,
        Error::NotFound
    );
    fails!(
        world.store.assign(&omar, &id, Some(&olga.id), now).await,
        Error::NotFound
    );
    let desk = world.store.desk(&olga, &shared).await.unwrap();
    assert!(
        desk.entries.is_empty() && desk.deciders.is_empty(),
        "{desk:?}"
    );
    assert_eq!(world.store.entries(&olga, &shared).await.unwrap(), []);
    assert_eq!(
        world.store.addresses_for(&shared).await.unwrap(),
        ["omar@example.org"]
    );
    let desk = found(&world, &omar, &id).await;
    let desk = world.store.desk(&omar, &desk).await.unwrap();
    assert_eq!(desk.members, ["olga@example.org"]);
    assert!(desk.deciders.iter().all(|(who, _)| *who != olga.id));
    world
        .store
        .claim(&olga, &id, "me", press(&world, "c"))
        .await
        .unwrap();
    assert_eq!(
        world.store.claims(&olga).await.unwrap(),
        [],
        "not one's own"
    );
    let claim = world.store.claims(&omar).await.unwrap().remove(0);
    fails!(
        world
            .store
            .settle_claim(&olga, &claim.id, (true, "me"), press(&world, "s"))
            .await,
        Error::Refused
    );
}

#[tokio::test]
async fn so_many_people_and_invitations_and_no_more() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    for number in 1..MOST {
        invite(&world, &ana, &id, &format!("guest{number}"))
            .await
            .unwrap();
    }
    fails!(invite(&world, &ana, &id, "one-more").await, Error::TooMany);
    let other = world.draft(&ana).await;
    let left = usize::try_from(PER_DAY).unwrap() - (MOST - 1);
    for number in 0..left {
        invite(&world, &ana, &other, &format!("friend{number}"))
            .await
            .unwrap();
    }
    fails!(
        invite(&world, &ana, &other, "too-many").await,
        Error::TooMany
    );
    let link = fresh::secret();
    let tomorrow = Press {
        key: "tomorrow",
        at: world.now() + TimeDelta::days(1),
        mails: &[],
    };
    let address = email("friend@example.org");
    world
        .store
        .invite(&ana, &other, (&address, &link), tomorrow)
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_works_on_it_already_gets_no_second_invitation() {
    let world = World::new().await;
    let ana = world.ana().await;
    let id = world.draft(&ana).await;
    join(&world, &ana, &id, "ben").await;
    for name in ["ana", "ben"] {
        invite(&world, &ana, &id, name).await.unwrap();
    }
    assert_eq!(members(&world, &ana, &id).await.invited, []);
    assert_eq!(world.number("select count(*) from invitation").await, 1);
}
