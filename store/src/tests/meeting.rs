//! The planning meeting: kept with its commitments; and a platform whose password only named people get.

use super::world::{World, email, fails, noon};
use crate::decision::Decision;
use crate::meeting::{Meeting, Platform};
use crate::member::Press;
use crate::{Error, fresh};
use ::partnership::person::Role;

fn press(key: &str) -> Press<'_> {
    Press {
        key,
        at: noon(),
        mails: &[],
    }
}

fn meeting(version: i64) -> Meeting {
    Meeting {
        held_at: noon(),
        people: "Olga, and Ana of the partner".to_owned(),
        department: "arts".to_owned(),
        agreed: vec!["permission".to_owned()],
        version,
        ..Meeting::default()
    }
}

#[tokio::test]
async fn a_meeting_is_kept_with_what_was_agreed_and_changed_by_one_at_a_time() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.in_review(&ana, &olga).await;
    let store = &world.store;
    let key = fresh::id();
    for _ in 0..2 {
        let of = meeting(0);
        let kept = store.plan_meeting(&olga, &id, &of, press(&key));
        kept.await.unwrap();
    }
    let of = meeting(0);
    let stale = store.plan_meeting(&olga, &id, &of, press("other"));
    fails!(stale.await, Error::Stale);
    let of = meeting(1);
    let again = store.plan_meeting(&olga, &id, &of, press("again"));
    again.await.unwrap();
    let application = store.application(&olga, &id).await.unwrap();
    let planned = store.planned(&olga, &application).await.unwrap();
    assert_eq!(planned.meeting, Some(meeting(2)));
    assert_eq!(world.acts(&id).await[3..], ["plan-meeting", "plan-meeting"]);
    for other in world.outsiders().await.iter().chain([&ana]) {
        fails!(store.planned(other, &application).await, Error::NotFound);
        let of = meeting(2);
        let kept = store.plan_meeting(other, &id, &of, press("no"));
        fails!(kept.await, Error::NotFound);
    }
    let declined = Decision::Decline { reason: "No" };
    world.decide(&olga, &id, declined).await.unwrap();
    let of = meeting(2);
    let late = store.plan_meeting(&olga, &id, &of, press("late"));
    fails!(late.await, Error::Refused);
}

#[tokio::test]
async fn link_and_password_are_for_the_named_and_stand_nowhere_else() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let lena = world.person("lena", &[]).await;
    let chief = world.person("ada", &[Role::Administrator]).await;
    let id = world.in_review(&ana, &olga).await;
    let store = &world.store;
    let platform = Platform {
        link: "https://meet.example.org/room".to_owned(),
        password: "Sesame-77".to_owned(),
    };
    assert!(
        !format!("{platform:?}").contains("Sesame"),
        "not even in a log"
    );
    let named = [email("lena@example.org")];
    let set = store.set_platform(&olga, &id, (&platform, &named), press("set"));
    set.await.unwrap();
    assert_eq!(store.platform(&lena, &id).await.unwrap().platform, platform);
    for other in world.outsiders().await.iter().chain([&ana, &olga, &chief]) {
        fails!(store.platform(other, &id).await, Error::NotFound);
    }
    let application = store.application(&olga, &id).await.unwrap();
    let planned = store.planned(&olga, &application).await.unwrap();
    assert_eq!(planned.named, ["lena@example.org"]);
    let history = store.history("application", id.as_str()).await.unwrap();
    for event in &history {
        assert!(!event.detail.to_string().contains("Sesame"), "{event:?}");
        assert!(
            !event.detail.to_string().contains("meet.example"),
            "{event:?}"
        );
    }
    for other in [&ana, &lena] {
        let set = store.set_platform(other, &id, (&platform, &named), press("no"));
        fails!(set.await, Error::NotFound);
    }
    let gone = store.set_platform(&olga, &id, (&platform, &[]), press("gone"));
    gone.await.unwrap();
    fails!(store.platform(&lena, &id).await, Error::NotFound);
    assert_eq!(world.number("select count(*) from platform").await, 0);
}
