//! People: roles given and taken away, names, and who may look at the list.

use super::world::{World, email, fails, mail_to, noon};
use crate::Error;
use crate::decision::Decision;
use crate::list::Part;
use crate::member::Press;
use crate::people::Filter;
use crate::sign_in::Proof;
use ::partnership::id::PersonId;
use ::partnership::person::{Right, Role};
use ::partnership::text::Lang;

#[tokio::test]
async fn a_role_is_given_to_a_person_who_is_made_when_unknown() {
    let world = World::new().await;
    let who = email("omar@example.org");
    fails!(world.store.person_of(&who).await, Error::NotFound);
    assert!(!world.store.has_people().await.unwrap());
    let mails = [mail_to("omar@example.org")];
    let id = world
        .store
        .grant(None, &who, Role::Signer, &mails, "k", noon())
        .await
        .unwrap();
    assert!(world.store.has_people().await.unwrap());
    let omar = world.store.person_of(&who).await.unwrap();
    assert_eq!(
        (&omar.id, omar.shown(), omar.created_at),
        (&id, "omar@example.org", noon())
    );
    assert_eq!(omar.roles, [Role::Signer]);
    world.store.rename(&id, "Omar Diaz").await.unwrap();
    assert_eq!(
        world.store.person_of(&who).await.unwrap().shown(),
        "Omar Diaz"
    );
    let event = &world.store.history("person", id.as_str()).await.unwrap()[0];
    assert_eq!(
        (event.act.as_str(), event.who.as_deref()),
        ("grant-role", None)
    );
    assert_eq!(world.store.mails(5).await.unwrap().len(), 1);
}

#[tokio::test]
async fn people_are_listed_and_managed_by_administrators_only() {
    let world = World::new().await;
    let ada = world.person("ada", &[Role::Administrator]).await;
    let olga = world.olga().await;
    let mut others = world.outsiders().await;
    others.extend([olga.clone(), world.person("sam", &[Role::Signer]).await]);
    for other in others {
        let all = Filter::default();
        let people = world.store.people(&other, &all, Part::ALL);
        fails!(people.await, Error::NotFound);
        let granted = world
            .store
            .grant(
                Some(&other),
                &email("x@y.org"),
                Role::Office,
                &[],
                "k",
                noon(),
            )
            .await;
        fails!(granted, Error::NotFound);
        fails!(
            world
                .store
                .revoke(&other, &olga.id, Role::Office, noon())
                .await,
            Error::NotFound
        );
        if !other.may(Right::Decide) {
            fails!(world.store.deciders(&other).await, Error::NotFound);
        }
    }
    fails!(
        world.store.person_of(&email("x@y.org")).await,
        Error::NotFound
    );
    let names = |people: Vec<crate::person::Person>| -> Vec<String> {
        people
            .into_iter()
            .map(|person| person.email.as_str().replace("@example.org", ""))
            .collect()
    };
    world.store.rename(&olga.id, "Olga").await.unwrap();
    let all = Filter::default();
    let staff = world.store.people(&ada, &all, Part::ALL);
    let staff = names(staff.await.unwrap().page.rows);
    assert_eq!(
        staff,
        ["olga", "ada", "anton", "lia", "sam"],
        "by name, then by address; partners are not staff"
    );
    assert_eq!(
        names(world.store.deciders(&olga).await.unwrap()),
        ["olga", "ada"]
    );
}

#[tokio::test]
async fn a_role_that_is_taken_away_ends_and_signs_the_person_out() {
    let world = World::new().await;
    let (ada, olga) = (
        world.person("ada", &[Role::Administrator]).await,
        world.olga().await,
    );
    let who = email("olga@example.org");
    let mail = mail_to("olga@example.org");
    world
        .store
        .ask_to_sign_in("r", &who, ("123456", "link"), "/", mail, noon())
        .await
        .unwrap();
    let begun = world
        .store
        .sign_in(Proof::Link("link"), "", Lang::En, noon())
        .await
        .unwrap();
    assert!(world.store.signed_in(&begun.token, noon()).await.is_ok());
    world
        .store
        .revoke(&ada, &olga.id, Role::Office, noon())
        .await
        .unwrap();
    fails!(
        world.store.signed_in(&begun.token, noon()).await,
        Error::NotFound
    );
    assert_eq!(world.store.person_of(&who).await.unwrap().roles, []);
    fails!(
        world
            .store
            .revoke(&ada, &olga.id, Role::Office, noon())
            .await,
        Error::NotFound
    );
    world
        .store
        .grant(Some(&ada), &who, Role::Office, &[], "again", noon())
        .await
        .unwrap();
    assert_eq!(
        world.store.person_of(&who).await.unwrap().roles,
        [Role::Office]
    );
    assert_eq!(
        world
            .number_of(
                "select count(*) from person_role where person_id = $1",
                olga.id.as_str()
            )
            .await,
        2
    );
}

#[tokio::test]
async fn the_last_administrator_keeps_the_role() {
    let world = World::new().await;
    let ada = world.person("ada", &[Role::Administrator]).await;
    fails!(
        world
            .store
            .revoke(&ada, &ada.id, Role::Administrator, noon())
            .await,
        Error::Refused
    );
    let abe = world
        .person("abe", &[Role::Administrator, Role::Office])
        .await;
    world
        .store
        .revoke(&ada, &ada.id, Role::Administrator, noon())
        .await
        .unwrap();
    fails!(
        world
            .store
            .revoke(&abe, &abe.id, Role::Administrator, noon())
            .await,
        Error::Refused
    );
    world
        .store
        .revoke(&abe, &abe.id, Role::Office, noon())
        .await
        .unwrap();
    let nobody = PersonId::parse("nobody").unwrap();
    fails!(
        world
            .store
            .revoke(&abe, &nobody, Role::Office, noon())
            .await,
        Error::NotFound
    );
}

#[tokio::test]
async fn one_address_is_one_person_in_a_district() {
    let world = World::new().await;
    let first = world
        .store
        .grant(
            None,
            &email("Omar@Example.org"),
            Role::Office,
            &[],
            "1",
            noon(),
        )
        .await;
    let second = world
        .store
        .grant(
            None,
            &email("omar@example.org"),
            Role::Signer,
            &[],
            "2",
            noon(),
        )
        .await;
    assert_eq!(first.unwrap(), second.unwrap());
    world.person("pia", &[]).await;
    assert_eq!(world.number("select count(*) from person").await, 2);
}

#[tokio::test]
async fn mails_about_an_application_go_to_whoever_vets_it_or_else_to_the_whole_office() {
    let world = World::new().await;
    let (olga, oscar) = (
        world.olga().await,
        world.person("oscar", &[Role::Office]).await,
    );
    let ada = world
        .person("ada", &[Role::Administrator, Role::Office])
        .await;
    world.outsiders().await;
    let id = world.submitted(&oscar).await;
    let addresses = || async {
        let application = world.store.application(&olga, &id).await.unwrap();
        world.store.addresses_for(&application).await.unwrap()
    };
    assert_eq!(
        addresses().await,
        ["ada@example.org", "olga@example.org"],
        "never to the owner"
    );
    world
        .store
        .assign(&olga, &id, Some(&olga.id), noon())
        .await
        .unwrap();
    assert_eq!(addresses().await, ["olga@example.org"]);
    // Behind the store's back, so that the assignment stays.
    world
        .meddle("update person_role set ended_at = 1 where role = 'office' and person_id = (select id from person where email = 'olga@example.org')")
        .await
        .unwrap();
    assert_eq!(addresses().await, ["ada@example.org"]);
    let press = Press {
        key: "c",
        at: world.now(),
        mails: &[],
    };
    world
        .store
        .declare_conflict(&ada, &id, "My sister's", press)
        .await
        .unwrap();
    assert!(addresses().await.is_empty(), "a conflict keeps away");
}

#[tokio::test]
async fn whoever_leaves_the_office_has_no_open_application_any_more() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let ada = world.person("ada", &[Role::Administrator]).await;
    world
        .store
        .grant(
            None,
            &email("olga@example.org"),
            Role::Signer,
            &[],
            "s",
            noon(),
        )
        .await
        .unwrap();
    let (open, closed) = (
        world.in_review(&ana, &olga).await,
        world.in_review(&ana, &olga).await,
    );
    world
        .decide(&olga, &closed, Decision::Decline { reason: "No" })
        .await
        .unwrap();
    let assignee = async |id| {
        let application = world.store.application(&ada, id).await.unwrap();
        application.assignee.map(|(id, _)| id)
    };
    let revoke = async |role| world.store.revoke(&ada, &olga.id, role, world.now()).await;
    revoke(Role::Signer).await.unwrap();
    assert_eq!(assignee(&open).await.as_ref(), Some(&olga.id));
    revoke(Role::Office).await.unwrap();
    assert_eq!(assignee(&open).await, None);
    assert_eq!(
        assignee(&closed).await.as_ref(),
        Some(&olga.id),
        "who had it stays written"
    );
    assert_eq!(world.acts(&open).await.last().unwrap(), "assign");
}
