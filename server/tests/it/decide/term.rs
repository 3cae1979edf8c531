//! The last day of a partnership: asked at the approval, changed with a reason, found when it is near or has passed.

use crate::harness::{Client, World};
use crate::html::Form;
use crate::story::{OFFICE, PARTNER};
use chrono::TimeDelta;
use partnership::person::Role;

const ACT: &str = "/api/set_partnership_end";

/// A partner, the office, and an application that is ready, whose program runs from January to May.
async fn ready(world: &World, frequency: &str) -> (Client, Client, String) {
    let mut answers = world.answers();
    answers.set("program.frequency", vec![frequency.to_owned()]);
    for (field, [month, day]) in [
        ("schedule.start", ["1", "11"]),
        ("schedule.end", ["5", "28"]),
    ] {
        for (part, value) in [("month", month), ("day", day), ("year", "2027")] {
            answers.set(&format!("{field}.{part}"), vec![value.to_owned()]);
        }
    }
    let (partner, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    office.judge(world, &id, "met").await;
    (partner, office, id)
}

/// The approval of an on-going program with a last day.
const fn approval([month, day, year]: [&str; 3]) -> [(&str, &str); 5] {
    [
        ("level", "on-going"),
        ("agreement", "moa"),
        ("ends.month", month),
        ("ends.day", day),
        ("ends.year", year),
    ]
}

/// The record of the partnership that an approval with this last day made.
async fn approved(office: &Client, id: &str, day: [&str; 3]) -> String {
    office.decide(id, "approve", &approval(day)).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    record.link("/office/partnerships/")
}

fn typed(form: &Form, [month, day, year]: [&str; 3], why: &str) -> Vec<(String, String)> {
    form.with(&[
        ("ends_month", month),
        ("ends_day", day),
        ("ends_year", year),
        ("why", why),
    ])
}

#[tokio::test]
async fn the_approval_proposes_the_last_day_that_the_partner_answered() {
    let world = World::new().await;
    let (partner, office, id) = ready(&world, "ongoing").await;
    let page = format!("/office/applications/{id}/decide/approve");
    let form = office.get(&page).await.form("/api/save_decision");
    for (part, value) in [("month", "5"), ("day", "28"), ("year", "2027")] {
        assert_eq!(form.value(&format!("answers[ends.{part}][]")), Some(value));
    }
    for (day, field, sentence) in [
        (
            ["2", "30", "2027"],
            "ends.day",
            "Enter a day of the calendar in “Last day of the partnership”, with a year of four digits, like 5 3 2027",
        ),
        (
            ["5", "", "2027"],
            "ends.day",
            "Enter month, day and year in “Last day of the partnership”",
        ),
        (
            ["11", "25", "2026"],
            "ends.month",
            "Enter January 11, 2027 or a later day in “Last day of the partnership”: it begins then",
        ),
        (
            ["5", "28", "99999"],
            "ends.year",
            "Enter a day of the calendar in “Last day of the partnership”, with a year of four digits, like 5 3 2027",
        ),
    ] {
        let again = office.write(&id, "approve", &approval(day)).await;
        let refused = office.get(&again).await;
        assert_eq!(
            refused.mistakes(),
            [(field.to_owned(), sentence.to_owned())]
        );
        let kept = refused.form("/api/save_decision");
        assert_eq!(
            kept.value("answers[ends.year][]"),
            Some(day[2]),
            "nothing typed is lost"
        );
    }
    let written = office
        .write(&id, "approve", &approval(["6", "11", "2027"]))
        .await;
    office
        .get(&written)
        .await
        .says("It runs until June 11, 2027.");
    let partnership = approved(&office, &id, ["6", "11", "2027"]).await;
    office
        .get(&partnership)
        .await
        .says("Last day June 11, 2027")
        .says("Last day: June 11, 2027");
    let status = partner.get(&format!("/applications/{id}/status")).await;
    status.says("The last day of your partnership is June 11, 2027.");
    let letter = &world.letters_to(PARTNER).await[0];
    assert!(
        letter.body.contains("Last day: June 11, 2027"),
        "{}",
        letter.body
    );
}

#[tokio::test]
async fn what_takes_place_once_ends_with_its_day_and_a_blank_day_is_no_end() {
    let world = World::new().await;
    let (_, office, id) = ready(&world, "once").await;
    let page = format!("/office/applications/{id}/decide/approve");
    let form = office.get(&page).await.form("/api/save_decision");
    assert_eq!(form.value("answers[ends.month][]"), Some("1"));
    assert_eq!(form.value("answers[ends.day][]"), Some("11"));
    let once = [
        ("level", "one-time"),
        ("agreement", "none"),
        ("ends.month", ""),
        ("ends.day", ""),
        ("ends.year", ""),
    ];
    let written = office.write(&id, "approve", &once).await;
    office.get(&written).await.says("It has no end day.");
    office.decide(&id, "approve", &once).await;
    let record = office.get(&format!("/office/applications/{id}")).await;
    let partnership = record.link("/office/partnerships/");
    office.get(&partnership).await.says("Last day No end day");
}

#[tokio::test]
async fn the_office_gives_another_last_day_and_the_history_tells_why() {
    let world = World::new().await;
    let (_, office, id) = ready(&world, "ongoing").await;
    let page = approved(&office, &id, ["5", "28", "2027"]).await;
    let form = office.get(&page).await.form(ACT);
    assert_eq!(form.value("ends_month"), Some("5"), "as it is now");
    for (day, why, mistakes) in [
        (["", "", ""], "", &["why"][..]),
        (["11", "25", "2026"], "Earlier", &["ends_month"]),
        (["2", "30", "2027"], "", &["ends_day", "why"]),
        (["x", "1", "2027"], "Later", &["ends_month"]),
    ] {
        let refused = office.post(ACT, &typed(&form, day, why)).await;
        let again = office.get(&refused.location()).await;
        let fields: Vec<String> = again
            .mistakes()
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        assert_eq!(fields, mistakes, "{day:?} {why:?}");
        let kept = again.form(ACT);
        assert_eq!(
            kept.value("ends_day"),
            Some(day[1]),
            "nothing typed is lost"
        );
    }
    let longer = typed(&form, ["5", "26", "2028"], "The grant goes on.");
    for _ in 0..2 {
        let set = office.post(ACT, &longer).await;
        assert_eq!(set.location(), format!("{page}?done=set-end"));
    }
    let record = office.get(&format!("{page}?done=set-end")).await;
    record
        .says("The last day is recorded")
        .says("Set the last day to May 26, 2028")
        .says("Before: May 28, 2027")
        .says("The grant goes on.");
    // Another tab, which has not seen that.
    let stale = typed(&form, ["6", "1", "2029"], "Even longer.");
    let stale: Vec<(String, String)> = stale
        .into_iter()
        .map(|(name, value)| {
            if name == "key" {
                (name, "another".to_owned())
            } else {
                (name, value)
            }
        })
        .collect();
    let late = office.post(ACT, &stale).await;
    office
        .get(&late.location())
        .await
        .says("Somebody changed this while you were reading it.");
    let form = office.get(&page).await.form(ACT);
    assert_eq!(form.value("ends_year"), Some("2028"));
    let open = typed(&form, ["", "", ""], "It is renewed each year by itself.");
    office.post(ACT, &open).await;
    office
        .get(&page)
        .await
        .says("Last day No end day")
        .says("Took the last day away");
}

#[tokio::test]
async fn near_and_passed_last_days_have_queues_that_lead_to_their_rows() {
    let world = World::new().await;
    let (partner, office, id) = ready(&world, "ongoing").await;
    let page = approved(&office, &id, ["1", "26", "2027"]).await;
    let list = |word: &str| format!("/office/partnerships?ends={word}");
    let counted = async |office: &Client| -> Vec<(usize, usize)> {
        let home = office.get("/office").await;
        let mut all = Vec::new();
        for (word, label) in [("soon", "Ending soon"), ("over", "Past their last day")] {
            assert!(home.links().contains(&list(word)), "{:?}", home.links());
            let text = home.text();
            let before = text.split(&format!(" {label}")).next().unwrap();
            let count = before.rsplit(' ').next().unwrap().parse().unwrap();
            all.push((count, office.get(&list(word)).await.rows().len()));
        }
        all
    };
    assert_eq!(
        counted(&office).await,
        [(0, 0), (0, 0)],
        "61 days are not near"
    );
    world.later(TimeDelta::days(1));
    world.sign_in(&office, OFFICE).await;
    assert_eq!(counted(&office).await, [(1, 1), (0, 0)]);
    office
        .get(&list("soon"))
        .await
        .says("Last day: Ends soon")
        .says("January 26, 2027")
        .hides(">Soon</span>");
    office
        .get("/office/partnerships")
        .await
        .says("January 26, 2027 Soon");
    office
        .get(&page)
        .await
        .says("Its last day is January 26, 2027.");
    let anonymous = world.anonymous();
    anonymous.get("/directory").await.says("Quillfeather Guild");
    world.later(TimeDelta::days(60));
    world.sign_in(&office, OFFICE).await;
    anonymous.get("/directory").await.says("Quillfeather Guild");
    world.later(TimeDelta::days(1));
    world.sign_in(&office, OFFICE).await;
    assert_eq!(counted(&office).await, [(0, 0), (1, 1)]);
    for path in [
        "/directory",
        "/directory?q=quillfeather",
        "/directory?school=cedar-ford",
    ] {
        anonymous.get(path).await.hides("Quillfeather Guild");
    }
    anonymous.get("/directory/quillfeather-guild").await.is(404);
    office
        .get(&page)
        .await
        .says("Its last day was January 26, 2027")
        .says("Not listed: its last day has passed");
    let sheet = office.get("/office/partnerships.csv?ends=over").await;
    assert!(sheet.body.contains("2027-01-26"), "{}", sheet.body);
    world.sign_in(&partner, PARTNER).await;
    partner
        .get(&format!("/applications/{id}/status"))
        .await
        .says("The last day of your partnership was January 26, 2027.");
    // It goes on: the directory lists it again.
    let form = office.get(&page).await.form(ACT);
    office
        .post(ACT, &typed(&form, ["6", "30", "2027"], "Renewed."))
        .await;
    anonymous.get("/directory").await.says("Quillfeather Guild");
    assert_eq!(counted(&office).await, [(0, 0), (0, 0)]);
}

#[tokio::test]
async fn whoever_only_reads_sees_the_last_day_and_no_way_to_change_it() {
    let world = World::new().await;
    let (_, office, id) = ready(&world, "ongoing").await;
    let page = approved(&office, &id, ["5", "28", "2027"]).await;
    let form = office.get(&page).await.form(ACT);
    for role in [Role::Signer, Role::Analyst, Role::Liaison] {
        let reader = world
            .person(&format!("{}@example.org", role.word()), &[role])
            .await;
        let seen = reader.get(&page).await;
        seen.says("Last day May 28, 2027");
        assert!(seen.forms(ACT).is_empty(), "{role:?}");
        let token = reader.token().await;
        let mut forged = typed(&form, ["6", "1", "2030"], "Mine");
        forged.retain(|(name, _)| name != "token");
        forged.push(("token".to_owned(), token));
        reader.post(ACT, &forged).await;
    }
    office
        .get(&page)
        .await
        .says("Last day May 28, 2027")
        .hides("2030");
}
