//! The planning meeting, and the platform whose password only named people see.

use crate::harness::World;
use crate::story::OFFICE;
use partnership::district::judging::Planning;
use partnership::form::Choice;

const LENA: &str = "lena@example.org";
const PASSWORD: &str = "Sesame-77";
const LINK: &str = "https://meet.example.org/room";

/// Durham with offices to ask, and with planning meetings.
pub fn profile() -> partnership::district::Profile {
    let mut profile = super::consult::profile();
    let commitments = ["permission", "platform"].map(|value| Choice {
        value: value.to_owned(),
        label: format!("The {value}").as_str().into(),
        hint: "".into(),
    });
    profile.planning = Some(Planning {
        commitments: commitments.to_vec(),
        with_platform: true,
    });
    profile
}

#[tokio::test]
async fn a_meeting_is_planned_in_the_districts_time_and_its_commitments_are_kept() {
    let world = World::of(profile()).await;
    let (_, id) = world.sent().await;
    let office = world.office().await;
    let record = format!("/office/applications/{id}");
    let page = format!("{record}/meeting");
    let bare = [("answers[time][]", "noonish")];
    let refused = office.send(&page, "/api/plan_meeting", &bare).await;
    let fields: Vec<String> = office
        .get(&refused.location())
        .await
        .mistakes()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["held.month", "time", "people"]);
    let typed = [
        ("answers[held.month][]", "1"),
        ("answers[held.day][]", "12"),
        ("answers[held.year][]", "2027"),
        ("answers[time][]", "3:30 pm"),
        ("answers[people][]", "Ana Gil and Ben"),
        ("answers[agreed][]", "permission"),
    ];
    let done = office.send(&page, "/api/plan_meeting", &typed).await;
    assert_eq!(
        done.location(),
        format!("{record}?done=plan-meeting#meeting")
    );
    office
        .get(&done.location())
        .await
        .says("The meeting is kept")
        .says("January 12, 2027, 3:30 p.m.")
        .says("Ana Gil and Ben")
        .says("The permission Agreed")
        .says("The platform Open")
        .says("Wrote down the planning meeting");
    let form = office.get(&page).await.form("/api/plan_meeting");
    assert_eq!(form.value("answers[held.day][]"), Some("12"));
    assert_eq!(form.value("answers[time][]"), Some("3:30 PM"));
    let plain = World::new().await;
    let (_, id) = plain.sent().await;
    let office = plain.office().await;
    office
        .get(&format!("/office/applications/{id}/meeting"))
        .await
        .is(404);
}

#[tokio::test]
async fn link_and_password_are_shown_to_the_named_on_one_page_and_nowhere_else() {
    let world = World::of(profile()).await;
    let (partner, id) = world.sent().await;
    let office = world.office().await;
    let record = format!("/office/applications/{id}");
    let page = format!("{record}/meeting");
    let wrong = [
        ("link", LINK),
        ("password", PASSWORD),
        ("named", "no address"),
    ];
    let refused = office.send(&page, "/api/set_platform", &wrong).await;
    let again = office.get(&refused.location()).await;
    assert_eq!(again.mistakes()[0].0, "named");
    assert!(!again.body.contains(PASSWORD), "a refused form keeps none");
    let right = [("link", LINK), ("password", PASSWORD), ("named", LENA)];
    let done = office.send(&page, "/api/set_platform", &right).await;
    assert_eq!(
        done.location(),
        format!("{page}?done=set-platform#platform")
    );
    let lena = world.person(LENA, &[]).await;
    let shown = format!("/platform/{id}");
    lena.get(&shown).await.says(PASSWORD).says(LINK);
    world.anonymous().get(&shown).await.is(302);
    for (client, path) in [
        (&office, record.clone()),
        (&office, page.clone()),
        (&office, format!("{record}/decide/decline")),
        (&office, "/office/applications".to_owned()),
        (&office, "/office/applications.csv".to_owned()),
        (&office, "/office".to_owned()),
        (&partner, format!("/applications/{id}/status")),
        (&lena, "/account".to_owned()),
    ] {
        let body = client.get(&path).await.body;
        assert!(!body.contains(PASSWORD), "{path} shows the password");
        assert!(!body.contains("meet.example.org"), "{path} shows the link");
    }
    office.get(&shown).await.is(404);
    partner.get(&shown).await.is(404);
    for mail in world.store.mails(1000).await.unwrap() {
        assert!(!mail.body.contains(PASSWORD) && !mail.body.contains(LINK));
    }
    assert!(world.letters_to(LENA).await[0].body.contains(&shown));
    assert!(
        world
            .letters_to(OFFICE)
            .await
            .iter()
            .all(|mail| !mail.body.contains(&shown))
    );
    office
        .get(&record)
        .await
        .says("to be seen by lena@example.org")
        .says("Stored a platform's link and password for lena@example.org");
    let form = office.get(&page).await.forms("/api/set_platform");
    let remove = form.iter().find(|form| form.value("remove") == Some("yes"));
    let removed = office
        .post("/api/set_platform", &remove.unwrap().with(&[]))
        .await;
    assert_eq!(
        removed.location(),
        format!("{page}?done=set-platform#platform")
    );
    lena.get(&shown).await.is(404);
}
