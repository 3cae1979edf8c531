//! Handing over: each mail once where the protocol allows it, and never one lost.

use super::postman::{Manner, Postman};
use crate::harness::World;
use chrono::TimeDelta;
use partnership::mail::State;
use partnership::person::{Email, Role};
use server::config::Config;
use server::mail::{Patience, Post, Relay};
use std::time::Duration;
use store::Asker;
use store::mail::{Filter, NewMail, Posted};

/// A district that hands its mails over.
pub struct Scene {
    world: World,
    office: Asker,
}

impl Scene {
    /// One with mails to these addresses in its out-box.
    pub async fn with(addresses: &[&str]) -> Self {
        let world = World::with(Config {
            mail_from: "Partnerships <partners@example.org>".to_owned(),
            ..World::config()
        })
        .await;
        world.grant("office@example.org", Role::Office).await;
        let email = Email::parse("office@example.org").unwrap();
        let person = world.store.person_of(&email).await.unwrap();
        let office = Asker {
            id: person.id,
            roles: person.roles,
        };
        let scene = Self { world, office };
        scene.write(addresses).await;
        scene
    }

    /// Writes mails to these addresses into the out-box.
    async fn write(&self, addresses: &[&str]) {
        for address in addresses {
            let mail = NewMail {
                recipient: (*address).to_owned(),
                subject: format!("To {address}"),
                body: "Buenos días.\n.\nA dot alone ends nothing.\n".to_owned(),
                is_held: false,
            };
            let email = Email::parse(&format!("{}@example.org", store::fresh::id())).unwrap();
            let key = store::fresh::id();
            let (store, now) = (&self.world.store, self.world.now());
            store
                .grant(None, &email, Role::Analyst, &[mail], &key, now)
                .await
                .unwrap();
        }
    }

    /// The post, with the mail server of these settings, which is given a second for everything.
    fn post(&self, smtp: &str) -> Post {
        let second = Patience {
            connect: Duration::from_secs(1),
            mail: Duration::from_secs(1),
        };
        self.post_by(smtp, "", second)
    }

    /// The post, with the mail server of these settings and its authority.
    pub fn post_by(&self, smtp: &str, authority: &str, patience: Patience) -> Post {
        let relay = Relay::of(smtp, authority).unwrap();
        let relay = relay.map(|relay| relay.waiting(patience));
        Post::new(self.world.server.clone(), relay)
    }

    async fn mails(&self) -> Vec<Posted> {
        let all = Filter::default();
        let (store, now) = (&self.world.store, self.world.now());
        store.outbox(&self.office, &all, 0, now).await.unwrap().rows
    }

    /// Where the mail to an address stands.
    async fn state(&self, address: &str) -> State {
        self.mail(address).await.state
    }

    pub async fn mail(&self, address: &str) -> Posted {
        let mails = self.mails().await;
        let found = mails.into_iter().find(|mail| mail.recipient == address);
        found.unwrap_or_else(|| panic!("no mail to {address}"))
    }
}

#[tokio::test]
async fn each_mail_goes_out_once() {
    let addresses: Vec<String> = (10..22).map(|number| format!("a{number}@x.org")).collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let (postman, scene) = (Postman::new().await, Scene::with(&addresses).await);
    let mut post = scene.post(&postman.url());
    post.run_dry().await;
    scene.world.later(TimeDelta::days(2));
    post.run_dry().await;
    assert_eq!(postman.addressees(), addresses);
    for mail in scene.mails().await {
        assert_eq!(
            (mail.state, mail.attempts),
            (State::Sent, 1),
            "{}",
            mail.recipient
        );
    }
    let got = postman.got();
    assert!(
        got[0].text.contains("\n.\nA dot alone ends nothing."),
        "{}",
        got[0].text
    );
    assert!(postman.heard("EHLO") <= 4, "connections are used again");
}

#[tokio::test]
async fn two_servers_on_one_out_box_send_each_mail_once() {
    let addresses: Vec<String> = (10..40).map(|number| format!("a{number}@x.org")).collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let (postman, scene) = (Postman::new().await, Scene::with(&addresses).await);
    let (mut one, mut other) = (scene.post(&postman.url()), scene.post(&postman.url()));
    tokio::join!(one.run_dry(), other.run_dry());
    assert_eq!(postman.addressees(), addresses);
}

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_later_under_the_same_name() {
    let (postman, scene) = (Postman::new().await, Scene::with(&["a@x.org"]).await);
    postman.treat("a@x.org", Manner::Busy);
    let mut post = scene.post(&postman.url());
    post.run_dry().await;
    post.run_dry().await;
    assert_eq!(postman.heard("RCPT"), 1, "not at once");
    let mail = scene.mail("a@x.org").await;
    assert_eq!(mail.state, State::Failed);
    assert!(mail.error.unwrap().contains("come back later"));
    for minutes in [1, 2, 4] {
        scene.world.later(TimeDelta::minutes(minutes));
        post.run_dry().await;
    }
    assert_eq!(postman.heard("RCPT"), 4);
    postman.be_kind();
    scene.world.later(TimeDelta::minutes(8));
    post.run_dry().await;
    let got = postman.got();
    assert_eq!((got.len(), scene.state("a@x.org").await), (1, State::Sent));
    assert_eq!(got[0].id, format!("<{}@example.org>", mail.id));
}

#[tokio::test]
async fn what_fails_for_days_is_given_up_and_kept_and_can_go_out_after_all() {
    let (postman, scene) = (Postman::new().await, Scene::with(&["a@x.org"]).await);
    postman.treat("a@x.org", Manner::Busy);
    let mut post = scene.post(&postman.url());
    for _ in 0..20 {
        post.run_dry().await;
        scene.world.later(TimeDelta::days(1));
    }
    let mail = scene.mail("a@x.org").await;
    assert_eq!(
        (mail.state, mail.attempts),
        (State::GivenUp, store::mail::MOST_TRIES)
    );
    assert!(
        mail.error.unwrap().contains("come back later"),
        "why is kept"
    );
    postman.be_kind();
    let act = store::mail::Handled {
        id: &mail.id,
        seen: mail.version,
        key: "k",
        at: scene.world.now(),
    };
    let deed = partnership::mail::Deed::Resend;
    let store = &scene.world.store;
    store.handle_mail(&scene.office, deed, act).await.unwrap();
    post.run_dry().await;
    assert_eq!(postman.got()[0].id, format!("<{}@example.org>", mail.id));
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up_at_once_and_holds_up_nobody() {
    let (postman, scene) = (
        Postman::new().await,
        Scene::with(&["gone@x.org", "b@x.org"]).await,
    );
    postman.treat("gone@x.org", Manner::Unknown);
    let mut post = scene.post(&postman.url());
    post.run_dry().await;
    assert_eq!(postman.addressees(), ["b@x.org"]);
    let mail = scene.mail("gone@x.org").await;
    assert_eq!(mail.state, State::GivenUp);
    assert!(mail.error.unwrap().contains("nobody here is called so"));
    scene.world.later(TimeDelta::days(9));
    post.run_dry().await;
    assert_eq!(postman.heard("RCPT TO:<gone@x.org>"), 1);
}

#[tokio::test]
async fn an_address_that_hangs_holds_up_nobody() {
    let others: Vec<String> = (10..20).map(|number| format!("b{number}@x.org")).collect();
    let mut addresses = vec!["dead@x.org"];
    addresses.extend(others.iter().map(String::as_str));
    let (postman, scene) = (Postman::new().await, Scene::with(&addresses).await);
    postman.treat("dead@x.org", Manner::Silent);
    let mut post = scene.post(&postman.url());
    // While the first one hangs, all others go.
    tokio::select! {
        () = post.run_dry() => {}
        () = async {
            // Until it is noted, and not only received: what is broken off before that goes a second time.
            for other in &others {
                while scene.state(other).await != State::Sent {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
        } => {}
    }
    assert_eq!(postman.addressees(), others);
    drop(post);
    let mut post = scene.post(&postman.url());
    scene.world.later(TimeDelta::minutes(1));
    post.run_dry().await;
    let mail = scene.mail("dead@x.org").await;
    assert_eq!(mail.state, State::Failed);
    assert!(mail.error.unwrap().contains("did not answer in time"));
    postman.be_kind();
    scene.world.later(TimeDelta::days(1));
    post.run_dry().await;
    assert_eq!(scene.state("dead@x.org").await, State::Sent);
    assert_eq!(postman.addressees().len(), addresses.len());
}

#[tokio::test]
async fn a_mail_server_that_hangs_up_after_a_mail_gets_it_twice_under_one_name() {
    for manner in [Manner::HangUp, Manner::TakeInSilence] {
        let (postman, scene) = (
            Postman::new().await,
            Scene::with(&["a@x.org", "b@x.org"]).await,
        );
        postman.treat("a@x.org", manner);
        let mut post = scene.post(&postman.url());
        post.run_dry().await;
        assert_eq!(scene.state("a@x.org").await, State::Failed, "{manner:?}");
        postman.be_kind();
        scene.world.later(TimeDelta::days(1));
        post.run_dry().await;
        scene.world.later(TimeDelta::days(1));
        post.run_dry().await;
        assert_eq!(
            postman.addressees(),
            ["a@x.org", "a@x.org", "b@x.org"],
            "{manner:?}"
        );
        let ids: std::collections::BTreeSet<String> =
            postman.got().into_iter().map(|got| got.id).collect();
        assert_eq!(
            ids.len(),
            2,
            "a mail has one name, however often it goes: {manner:?}"
        );
    }
}

#[tokio::test]
async fn a_server_that_is_killed_between_sending_and_noting_sends_twice_under_one_name() {
    let (postman, scene) = (Postman::new().await, Scene::with(&["a@x.org"]).await);
    postman.treat("a@x.org", Manner::TakeInSilence);
    let mut post = scene.post(&postman.url());
    tokio::select! {
        () = post.run_dry() => panic!("the mail server says nothing"),
        () = async {
            while postman.got().is_empty() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        } => {}
    }
    // Nothing that is under way outlives this, and nothing of it is noted.
    drop(post);
    assert_eq!(scene.state("a@x.org").await, State::Waiting);
    postman.be_kind();
    let mut post = scene.post(&postman.url());
    post.run_dry().await;
    assert_eq!(postman.got().len(), 1, "it may be on its way: not at once");
    scene.world.later(TimeDelta::minutes(1));
    post.run_dry().await;
    scene.world.later(TimeDelta::days(1));
    post.run_dry().await;
    let got = postman.got();
    assert_eq!(got.len(), 2);
    assert_eq!(got[0].id, got[1].id);
    assert_eq!(scene.state("a@x.org").await, State::Sent);
}

#[tokio::test]
async fn nothing_is_handed_over_in_the_open_where_encryption_is_demanded() {
    let (postman, scene) = (Postman::new().await, Scene::with(&["a@x.org"]).await);
    let smtp = format!("smtp://me:secret@127.0.0.1:{}?tls=required", postman.port);
    let mut post = scene.post(&smtp);
    post.run_dry().await;
    assert!(postman.heard("EHLO") > 0, "it was asked");
    for word in ["AUTH", "MAIL", "RCPT", "DATA"] {
        assert_eq!(postman.heard(word), 0, "{word}");
    }
    let mail = scene.mail("a@x.org").await;
    assert_eq!(mail.state, State::Failed);
    assert!(mail.error.unwrap().contains("STARTTLS"), "why is kept");
}

#[tokio::test]
async fn an_account_is_given_where_the_settings_have_one() {
    let (postman, scene) = (Postman::new().await, Scene::with(&["a@x.org"]).await);
    postman.ask_for_account("trellis@x.org", "se&cret");
    let with = |password: &str| {
        format!(
            "smtp://trellis%40x.org:{password}@127.0.0.1:{}",
            postman.port
        )
    };
    for smtp in [postman.url(), with("wrong")] {
        scene.post(&smtp).run_dry().await;
        // What is wrong is the setting and not the mail.
        assert_eq!(scene.state("a@x.org").await, State::Failed, "{smtp}");
        scene.world.later(TimeDelta::days(1));
    }
    scene.post(&with("se%26cret")).run_dry().await;
    assert_eq!(postman.addressees(), ["a@x.org"]);
}

#[tokio::test]
async fn while_the_mail_server_is_down_nothing_is_lost() {
    let port = {
        let postman = Postman::new().await;
        postman.port
    };
    let scene = Scene::with(&["a@x.org", "b@x.org"]).await;
    let mut post = scene.post(&format!("smtp://127.0.0.1:{port}"));
    for minutes in [1, 2, 4, 8, 16, 29] {
        post.run_dry().await;
        scene.world.later(TimeDelta::minutes(minutes));
    }
    scene.write(&["c@x.org"]).await;
    let postman = Postman::new().await;
    let mut post = scene.post(&postman.url());
    post.run_dry().await;
    scene.world.later(TimeDelta::hours(1));
    post.run_dry().await;
    assert_eq!(postman.addressees(), ["a@x.org", "b@x.org", "c@x.org"]);
}
