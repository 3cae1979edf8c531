//! Too many at once: whoever finds room is answered, the others are asked to come back, and none waits.

use crate::harness::{Client, World, pairs};
use crate::story::PARTNER;
use server::config::Config;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::task::JoinSet;

async fn small(requests: usize) -> World {
    World::with(Config {
        requests,
        ..World::config()
    })
    .await
}

/// How many of `count` equal requests at once got each status.
async fn at_once(client: &Client, path: &'static str, count: usize) -> (usize, usize) {
    let mut all = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        all.spawn(async move { client.get(path).await });
    }
    let answers = all.join_all().await;
    for answer in &answers {
        match answer.status.as_u16() {
            200 => {}
            503 => assert_eq!(answer.header("retry-after"), "2"),
            other => panic!("{other}: {}", answer.short()),
        }
    }
    let good = answers.iter().filter(|answer| answer.status.is_success());
    let good = good.count();
    (good, count - good)
}

#[tokio::test]
async fn what_finds_no_room_is_refused_at_once_and_the_rest_is_served() {
    let world = small(4).await;
    let client = world.anonymous();
    for _ in 0..3 {
        // A page that is drawn for each: the public ones are drawn once for all.
        let (good, refused) = at_once(&client, "/sign-in", 50).await;
        assert_eq!((good, refused), (4, 46));
        assert_eq!(world.server.room.available_permits(), 4);
    }
    assert_eq!(at_once(&client, "/sign-in", 4).await, (4, 0));
    client.get("/directory").await.is(200);
    let (good, refused) = at_once(&client, "/directory", 50).await;
    assert_eq!(
        (good, refused),
        (50, 0),
        "what is drawn already needs no room"
    );
}

#[tokio::test]
async fn files_and_checks_of_health_need_no_room() {
    let world = small(1).await;
    let client = world.anonymous();
    let _all = world.server.room.clone().try_acquire_owned().unwrap();
    client.get("/directory").await.is(503);
    client.get("/healthz").await.is(200);
    for file in ["/favicon.svg", "/pkg/trellis.css"] {
        let status = client.get(file).await.status.as_u16();
        assert!([200, 404].contains(&status), "{file}: {status}");
    }
}

#[tokio::test]
async fn an_act_that_is_refused_for_want_of_room_is_not_done() {
    let world = small(1).await;
    let client = world.anonymous();
    let room = world.server.room.clone().try_acquire_owned().unwrap();
    let fields = pairs(&[("email", PARTNER)]);
    client.post("/api/ask_to_sign_in", &fields).await.is(503);
    assert!(world.mails_to(PARTNER).await.is_empty());
    drop(room);
    client.post("/api/ask_to_sign_in", &fields).await.is(302);
    assert_eq!(world.mails_to(PARTNER).await.len(), 1);
}

/// A request that its caller gives up after some steps.
struct GivenUp<F> {
    work: Pin<Box<F>>,
    steps: usize,
}

impl<F: Future> Future for GivenUp<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.steps == 0 {
            return Poll::Ready(None);
        }
        self.steps -= 1;
        self.work.as_mut().poll(context).map(Some)
    }
}

#[tokio::test]
async fn a_request_that_is_given_up_at_any_step_leaves_nothing_behind() {
    // On a file: a database in memory is lost with the one connection that a cancelled request may close.
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("given-up-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let config = Config {
        requests: 2,
        ..World::config()
    };
    let world = World::on_disk(config, &folder).await;
    let client = world.person(PARTNER, &[]).await;
    let token = client.token().await;
    let page = client.get("/applications").await;
    let form = page.form("/api/start_application");
    let mut given_up = 0;
    for steps in 0.. {
        let before = world.events().await;
        let key = store::fresh::id();
        let fields = form.with(&[("key", &key)]);
        let work = Box::pin(client.post("/api/start_application", &fields));
        let done = GivenUp { work, steps }.await;
        given_up += usize::from(done.is_none());
        let free = async {
            client.get("/account").await.is(200);
            world.events().await
        };
        let after = tokio::time::timeout(Duration::from_secs(20), free)
            .await
            .unwrap_or_else(|_| panic!("after {steps} steps the database never came free"));
        assert!(after - before <= 1, "half an act after {steps} steps");
        assert_eq!(
            world.server.room.available_permits(),
            2,
            "room after {steps} steps"
        );
        // The form that was given up is sent again, and is done once in all.
        let again = client.post("/api/start_application", &fields).await;
        assert!(again.location().starts_with("/applications/"));
        assert_eq!(
            world.events().await - before,
            1,
            "done once, after {steps} steps"
        );
        if done.is_some() || steps > 60 {
            break;
        }
    }
    assert!(given_up > 0, "no request was given up");
    assert!(world.store.verify().await.unwrap().is_sound());
    for _ in 0..3 {
        let fields = pairs(&[("name", "Ana"), ("token", &token)]);
        client.call("/api/rename", &fields).await.is(200);
    }
    world.store.close().await;
    std::fs::remove_dir_all(&folder).unwrap();
}
