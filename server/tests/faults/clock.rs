//! Time: nothing that was granted for a time outlives it when the clock jumps, and a day ends at midnight of
//! the district, in summer, in winter, and in leap years.

use crate::dice::Dice;
use crate::harness::World;
use crate::person::Person;
use crate::place::{rounds, say};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};
use partnership::id::DistrictId;
use partnership::person::{Email, Role};
use partnership::proposal::Proposal;
use partnership::text::Lang;
use server::time::today;
use store::application::{Act, Sent, Start};
use store::list::Queue;
use store::mail::NewMail;
use store::sign_in::{CODE_MINUTES, IDLE_MINUTES, LONGEST_HOURS, Proof};
use store::{Asker, Store};

fn district() -> DistrictId {
    DistrictId::parse("durham").unwrap()
}

/// A code or a sign-in, with the true times of its beginning and its last use.
struct Granted {
    secret: String,
    begun: TimeDelta,
    used: TimeDelta,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_outlives_its_time_when_the_clock_jumps() {
    let steps = rounds(2_000, 50_000);
    let store = Store::in_memory(district()).await.unwrap();
    let mut dice = Dice(8);
    let start: DateTime<Utc> = "2026-11-26T15:00:00Z".parse().unwrap();
    let (mut truth, mut clock) = (TimeDelta::zero(), start);
    let (mut tokens, mut codes): (Vec<Granted>, Vec<Granted>) = (Vec::new(), Vec::new());
    let (mut jumps, mut accepted, mut longest) = (0, 0, TimeDelta::zero());
    // What the clock may be corrected by without anybody noticing.
    let slack = TimeDelta::seconds(60);
    for step in 0..steps {
        // True time goes on, and so does the clock.
        let by = TimeDelta::seconds(dice.between(1, 900));
        truth += by;
        clock += by;
        // The out-box is looked at every two seconds, and tells the store the time.
        store.tell_time(clock).await.unwrap();
        // Seldom enough for a sign-in to grow as old as it may.
        if dice.below(80) == 0 {
            jumps += 1;
            let seconds = match dice.below(4) {
                0 => dice.between(-30, 30),
                1 => dice.between(-7_200, 7_200),
                2 => 86_400,
                _ => -86_400,
            };
            clock += TimeDelta::seconds(seconds);
            store.tell_time(clock).await.unwrap();
        }
        let email = Email::parse(&format!("person-{step}@example.org")).unwrap();
        let (request, link) = (store::fresh::id(), store::fresh::secret());
        let letter = NewMail {
            recipient: email.as_str().into(),
            subject: String::new(),
            body: String::new(),
            is_held: false,
        };
        store
            .ask_to_sign_in(&request, &email, ("000000", &link), "", letter, clock)
            .await
            .unwrap();
        if dice.below(8) == 0 {
            let begun = store
                .sign_in(Proof::Link(&link), "", Lang::En, clock)
                .await
                .unwrap();
            tokens.push(Granted {
                secret: begun.token,
                begun: truth,
                used: truth,
            });
        } else {
            codes.push(Granted {
                secret: link,
                begun: truth,
                used: truth,
            });
        }
        for token in &mut tokens {
            if dice.below(3) > 0 && store.signed_in(&token.secret, clock).await.is_ok() {
                accepted += 1;
                longest = longest.max(truth - token.begun);
                assert!(
                    truth - token.begun <= TimeDelta::hours(LONGEST_HOURS) + slack,
                    "older than eight hours"
                );
                assert!(
                    truth - token.used <= TimeDelta::minutes(IDLE_MINUTES) + slack,
                    "unused for half an hour"
                );
                token.used = truth;
            }
        }
        if dice.below(2) == 0 && !codes.is_empty() {
            let code = codes.swap_remove(dice.below(codes.len()));
            if store
                .sign_in(Proof::Link(&code.secret), "", Lang::En, clock)
                .await
                .is_ok()
            {
                let age = truth - code.begun;
                assert!(
                    age <= TimeDelta::minutes(CODE_MINUTES) + slack,
                    "a code of {age}"
                );
            }
        }
        tokens.retain(|token| truth - token.begun < TimeDelta::hours(14));
        codes.retain(|code| truth - code.begun < TimeDelta::hours(2));
    }
    say(&format!(
        "{jumps} jumps of the clock in {steps} steps: {accepted} requests of signed-in people, the longest sign-in lasted {} min \
         (limit {} min)",
        longest.num_minutes(),
        LONGEST_HOURS * 60
    ));
    assert!(accepted > 100 && longest > TimeDelta::hours(7));
}

#[tokio::test]
async fn whoever_is_signed_in_signs_in_anew_after_the_clock_was_set_back() {
    let world = World::new().await;
    let client = world.person("ana@example.com", &[]).await;
    client.get("/account").await.is(200);
    world.later(TimeDelta::days(-1));
    assert!(
        client
            .get("/account")
            .await
            .location()
            .starts_with("/sign-in")
    );
    world.later(TimeDelta::days(1));
    assert!(
        client
            .get("/account")
            .await
            .location()
            .starts_with("/sign-in")
    );
    let again = world.person("ana@example.com", &[]).await;
    again.get("/account").await.is(200);
}

/// The day of a moment in the eastern United States, by their rule and without any table of time zones: from
/// the second Sunday of March to the first Sunday of November, at two in the morning, clocks are an hour ahead.
fn eastern(now: DateTime<Utc>) -> NaiveDate {
    let sunday = |month, number| {
        let first =
            NaiveDate::from_weekday_of_month_opt(now.year(), month, Weekday::Sun, number).unwrap();
        first.and_hms_opt(0, 0, 0).unwrap().and_utc()
    };
    let begins = sunday(3, 2) + TimeDelta::hours(7);
    let ends = sunday(11, 1) + TimeDelta::hours(6);
    let behind = if (begins..ends).contains(&now) { 4 } else { 5 };
    (now - TimeDelta::hours(behind)).date_naive()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadline_holds_until_the_last_minute_of_its_day_in_the_district() {
    let moments = rounds(10_000, 100_000);
    let profile = server::profile::load("durham").unwrap();
    let zone: chrono_tz::Tz = profile.time_zone.parse().unwrap();
    let store = Store::in_memory(district()).await.unwrap();
    let start: DateTime<Utc> = "2026-01-01T12:00:00Z".parse().unwrap();
    let email = |name: &str| Email::parse(&format!("{name}@example.org")).unwrap();
    let mut people = Vec::new();
    for (name, role) in [("ana", Role::Partner), ("olga", Role::Office)] {
        let id = store
            .grant(None, &email(name), role, &[], &store::fresh::id(), start)
            .await
            .unwrap();
        people.push(Asker {
            id,
            roles: vec![role],
        });
    }
    // Days on which clocks change, leap days, ends of years, and the days beside them.
    let days: Vec<NaiveDate> = [
        "2027-03-13",
        "2027-03-14",
        "2027-03-15",
        "2027-11-06",
        "2027-11-07",
        "2027-11-08",
        "2027-12-31",
        "2028-01-01",
        "2028-02-28",
        "2028-02-29",
        "2028-03-01",
        "2028-03-12",
        "2028-11-05",
        "2028-12-31",
        "2032-02-29",
        "2027-07-04",
    ]
    .map(|day| day.parse().unwrap())
    .into();
    let proposal = Proposal {
        organization: "Readers".into(),
        organization_kind: String::new(),
        web: None,
        ein: None,
        about: String::new(),
        title: String::new(),
        summary: String::new(),
        services: Vec::new(),
        sites: Vec::new(),
        sponsor: String::new(),
        students: None,
        frequency: String::new(),
        listed: false,
    };
    for day in &days {
        let begin = Start {
            profile_version: 1,
            short_name: "DPS",
            lang: Lang::En,
            answers: &[],
        };
        let id = store
            .start(&people[0], begin, &store::fresh::id(), start)
            .await
            .unwrap();
        let sent = Sent {
            draft: 0,
            answers: &Default::default(),
            proposal: &proposal,
            lang: Lang::En,
            signed_name: "",
            statement: "",
            device: "",
            due_on: *day,
        };
        let key = store::fresh::id();
        let act = Act {
            key: &key,
            seen: 1,
            at: start,
            mails: &[],
        };
        store.submit(&people[0], &id, sent, act).await.unwrap();
    }
    let mut dice = Dice(2359);
    let mut decided = 0;
    for _ in 0..moments {
        // Around the midnights that end such a day, to the second.
        let day = dice.one_of(&days) + Days::new(1);
        let midnight = day.and_hms_opt(4, 30, 0).unwrap().and_utc();
        let now = midnight + TimeDelta::seconds(dice.between(-7_200, 7_200));
        assert_eq!(today(now, zone), eastern(now), "{now}");
        let queues = store.queues(&people[1], today(now, zone)).await.unwrap();
        let overdue = queues
            .iter()
            .find(|(queue, _)| *queue == Queue::Overdue)
            .unwrap()
            .1;
        let expected = days.iter().filter(|due| eastern(now) > **due).count();
        assert_eq!(overdue, expected, "{now}");
        decided += days.len();
    }
    say(&format!(
        "{moments} moments around midnight: {decided} deadlines decided as by the rule of the calendar"
    ));
    // The last second of a day, and the first of the next, on the days around a change of clocks.
    for (last, day) in [
        ("2027-03-14T04:59:59Z", "2027-03-13"),
        ("2027-03-15T03:59:59Z", "2027-03-14"),
        ("2027-11-07T03:59:59Z", "2027-11-06"),
        ("2027-11-08T04:59:59Z", "2027-11-07"),
        ("2028-03-01T04:59:59Z", "2028-02-29"),
    ] {
        let last: DateTime<Utc> = last.parse().unwrap();
        let day: NaiveDate = day.parse().unwrap();
        assert_eq!(today(last, zone), day, "{last}");
        assert_eq!(
            today(last + TimeDelta::seconds(1), zone),
            day + Days::new(1),
            "{last}"
        );
    }
}

#[tokio::test]
async fn a_page_calls_a_deadline_overdue_when_its_day_is_over_in_the_district() {
    let world = World::new().await;
    let office = Person::new(
        &world.store,
        world.anonymous(),
        "olga@example.org",
        &[Role::Office],
        world.now(),
    )
    .await;
    let (_, id) = world.sent().await;
    let application = partnership::id::ApplicationId::parse(&id).unwrap();
    let due = world
        .store
        .application(&office.asker, &application)
        .await
        .unwrap()
        .due_on
        .unwrap();
    // In winter, the day ends at five in the morning UTC.
    let end = (due + Days::new(1)).and_hms_opt(5, 0, 0).unwrap().and_utc();
    for (at, is_overdue) in [(end - TimeDelta::seconds(1), false), (end, true)] {
        world.later(at - world.now());
        let office = Person::new(
            &world.store,
            world.anonymous(),
            "olga@example.org",
            &[],
            world.now(),
        )
        .await;
        let list = office
            .client
            .get("/office/applications?queue=overdue")
            .await;
        assert_eq!(
            list.rows().len(),
            usize::from(is_overdue),
            "{at}: {}",
            list.short()
        );
    }
}
