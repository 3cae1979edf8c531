//! Timelines: whole, in order, page by page, by kind, and flat however long they are.

use super::review::judge;
use super::world::{World, fails, proposal};
use crate::mail::Reminding;
use crate::member::Press;
use crate::timeline::{INTERNAL, Kind, Place, Timeline, Veil, Wanted, sql};
use crate::{Asker, Error, fresh};
use ::partnership::id::ApplicationId;
use ::partnership::person::{Right, Role};
use ::partnership::review::Finding;

/// An approved application with notes, messages and findings.
async fn lived() -> (World, Asker, ApplicationId) {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let paul = world.person("paul", &[Role::Office]).await;
    let id = world.in_review(&ana, &olga).await;
    let store = &world.store;
    for (finding, seen) in [(Finding::NotMet, 0), (Finding::Met, 1)] {
        let findings = [("safe", finding, "", seen)];
        judge(&world, &olga, &id, &findings).await.unwrap();
    }
    for to in [Some(&paul.id), None] {
        store.assign(&olga, &id, to, world.now()).await.unwrap();
    }
    let key = fresh::id();
    let note = store.add_note(&olga, &id, "Hm", &key, world.now());
    note.await.unwrap();
    let message = store.add_message(&ana, &id, "Hello", &[], &key, world.now());
    message.await.unwrap();
    let proposal = proposal("Readers");
    let approved = crate::decision::Decision::Approve(super::world::approval(&proposal));
    world.decide(&olga, &id, approved).await.unwrap();
    (world, olga, id)
}

async fn read(world: &World, asker: &Asker, id: &ApplicationId, wanted: Wanted) -> Timeline {
    let application = world.store.application(asker, id).await.unwrap();
    let judging = world.store.judging(asker, &application).await.unwrap();
    let veil = Veil::of(asker, &application, &judging);
    let timeline = world
        .store
        .application_timeline(&application, &veil, wanted)
        .await;
    timeline.unwrap()
}

fn acts(timeline: &Timeline) -> Vec<&str> {
    let lines = timeline.lines.iter();
    lines.map(|line| line.event.act.as_str()).collect()
}

#[tokio::test]
async fn the_timeline_of_an_application_goes_on_into_that_of_its_partnership() {
    let (world, olga, id) = lived().await;
    let whole = read(&world, &olga, &id, Wanted::default()).await;
    let told = [
        "begin",
        "approve",
        "message",
        "note",
        "assign",
        "assign",
        "judge",
        "judge",
        "start-review",
        "submit",
        "start",
    ];
    assert_eq!(acts(&whole), told);
    assert!(whole.lines.is_sorted_by(|a, b| a.seq > b.seq));
    assert!(whole.lines[0].is_partnership && !whole.lines[1].is_partnership);
    assert!(!whole.has_newer && !whole.has_older && whole.since.is_none());
    let partnership = world.store.partnership_of(&id).await.unwrap();
    let own = world
        .store
        .partnership_timeline(&partnership, Wanted::default());
    assert_eq!(acts(&own.await.unwrap()), ["begin"]);
    let latest = {
        let application = world.store.application(&olga, &id).await.unwrap();
        let veil = Veil::default();
        world.store.latest(&application, &veil, 3).await.unwrap()
    };
    assert_eq!(
        latest.iter().map(|e| e.act.as_str()).collect::<Vec<_>>(),
        told[..3]
    );
}

#[tokio::test]
async fn lines_tell_what_was_before() {
    let (world, olga, id) = lived().await;
    let whole = read(&world, &olga, &id, Wanted::default()).await;
    let told = |act: &str, name: &str| -> Vec<String> {
        let lines = whole.lines.iter().filter(|line| line.event.act == act);
        lines
            .map(|line| line.event.detail[name].to_string())
            .collect()
    };
    assert_eq!(told("judge", "was"), ["\"not-met\"", "null"]);
    assert_eq!(
        told("assign", "was"),
        ["\"paul@example.org\"", "\"olga@example.org\""]
    );
    assert_eq!(told("assign", "to"), ["null", "\"paul@example.org\""]);
    assert_eq!(told("start-review", "to"), ["\"olga@example.org\""]);
    assert_eq!(told("approve", "was_stage"), ["\"in-review\""]);
    assert_eq!(told("approve", "stage"), ["\"approved\""]);
    let seals = told("note", "seal");
    assert_eq!(seals.len(), 1);
    // A digest of the text with its row's id: 64 digits, and nobody finds the text by trying.
    assert_eq!(seals[0].len(), 66, "{seals:?}");
    assert!(!seals[0].contains(&fresh::hash("Hm")), "{seals:?}");
}

#[tokio::test]
async fn pages_hold_every_line_once_there_and_back() {
    let (world, olga, id) = lived().await;
    let whole = read(&world, &olga, &id, Wanted::default()).await;
    let all: Vec<i64> = whole.lines.iter().map(|line| line.seq).collect();
    let limit = Some(4);
    let page = |place| Wanted {
        kind: None,
        place,
        limit,
    };
    let (mut place, mut seen, mut pages) = (Place::Newest, Vec::new(), 0);
    loop {
        let page = read(&world, &olga, &id, page(place)).await;
        assert_eq!(page.has_newer, pages > 0);
        seen.extend(page.lines.iter().map(|line| line.seq));
        pages += 1;
        if !page.has_older {
            break;
        }
        place = Place::Before(*seen.last().unwrap());
    }
    assert_eq!((&seen, pages), (&all, 3));
    let back = read(&world, &olga, &id, page(Place::After(all[8]))).await;
    let back: Vec<i64> = back.lines.iter().map(|line| line.seq).collect();
    assert_eq!(back, all[4..8]);
}

#[tokio::test]
async fn every_kind_holds_its_acts_and_every_act_has_one_kind() {
    let (world, olga, id) = lived().await;
    let whole = read(&world, &olga, &id, Wanted::default()).await;
    let mut count = 0;
    for kind in Kind::ALL {
        let wanted = Wanted {
            kind: Some(kind),
            ..Wanted::default()
        };
        let of_kind = read(&world, &olga, &id, wanted).await;
        let expected: Vec<&str> = acts(&whole)
            .into_iter()
            .filter(|act| Kind::of(act) == Some(kind))
            .collect();
        assert_eq!(acts(&of_kind), expected, "{kind:?}");
        assert_eq!(Kind::from_word(kind.word()), Some(kind));
        count += expected.len();
    }
    assert_eq!(count, whole.lines.len());
    let mut every: Vec<&str> = Kind::ALL
        .iter()
        .flat_map(|kind| kind.acts())
        .copied()
        .collect();
    let all = every.len();
    every.sort_unstable();
    every.dedup();
    assert_eq!(every.len(), all, "an act has two kinds");
    // What the program does of itself is found by a kind, too.
    for act in Reminding::ALL.map(Reminding::word) {
        assert_eq!(Kind::of(act), Kind::of("remind"), "{act}");
    }
}

#[tokio::test]
async fn nobody_reads_how_their_own_application_was_judged() {
    let (world, _, id) = lived().await;
    let ana = world.person("ana", &[Role::Office]).await;
    assert!(ana.may(Right::Decide));
    let own = read(&world, &ana, &id, Wanted::default()).await;
    assert_eq!(
        acts(&own),
        [
            "begin",
            "approve",
            "message",
            "start-review",
            "submit",
            "start"
        ]
    );
    for kind in [Kind::Review, Kind::Assignment, Kind::Talk] {
        let wanted = Wanted {
            kind: Some(kind),
            ..Wanted::default()
        };
        let own = read(&world, &ana, &id, wanted).await;
        let hidden = acts(&own).iter().any(|act| INTERNAL.contains(act));
        assert!(!hidden, "{kind:?}: {:?}", acts(&own));
    }
}

#[tokio::test]
async fn nobody_reads_what_another_reviewer_found_before_they_found_something_themselves() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let paul = world.person("paul", &[Role::Office]).await;
    let id = world.in_review(&ana, &olga).await;
    let press = Press {
        key: "p",
        at: world.now(),
        mails: &[],
    };
    let added = world.store.add_reviewer(&olga, &id, &paul.id, press);
    added.await.unwrap();
    let found = [("safe", Finding::NotMet, "Secret", 0)];
    judge(&world, &olga, &id, &found).await.unwrap();
    let line = world.store.history_end().await.unwrap();
    let review = Wanted {
        kind: Some(Kind::Review),
        ..Wanted::default()
    };
    let moment = async || {
        let application = world.store.application(&paul, &id).await.unwrap();
        let judging = world.store.judging(&paul, &application).await.unwrap();
        let veil = Veil::of(&paul, &application, &judging);
        world.store.moment(&application, &veil, line).await
    };
    assert_eq!(acts(&read(&world, &paul, &id, review).await), [""; 0]);
    let whole = read(&world, &paul, &id, Wanted::default()).await;
    assert!(!format!("{whole:?}").contains("Secret"));
    fails!(moment().await, Error::NotFound);
    assert_eq!(acts(&read(&world, &olga, &id, review).await), ["judge"]);
    let own = [("safe", Finding::Met, "", 0)];
    judge(&world, &paul, &id, &own).await.unwrap();
    let both = acts(&read(&world, &paul, &id, review).await).len();
    assert_eq!(both, 2, "now each reads what the other found");
    assert_eq!(moment().await.unwrap().findings[0].note, "Secret");
}

/// A hundred thousand lines of one application, as the store would have written them, but for their hashes.
const MANY: &str = "
with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000)
insert into event (seq, district_id, at, person_id, subject, subject_id, act, detail, hash)
select (select max(seq) from event) + i, 'durham', i, null, 'application', (select id from application limit 1),
    case i % 10 when 0 then 'judge' when 1 then 'message' else 'assign' end,
    '{\"to\":\"Ana\",\"criterion\":\"c' || i % 7 || '\",\"finding\":\"met\",\"note\":\"\"}', '' from n;";

/// The plan of a statement.
pub(super) async fn plan(world: &World, sql: &str) -> Vec<String> {
    let rows: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("explain query plan {sql}")))
            .fetch_all(&mut *world.store.read().await.unwrap())
            .await
            .unwrap();
    rows.into_iter().map(|row| row.3).collect()
}

/// Fails when lines are found otherwise than by the thing and the number of a line.
pub(super) fn is_flat(plan: &[String], of: &str) {
    let reads = plan.iter().filter(|line| line.contains(" event"));
    for line in reads {
        let by_number = line.contains("event_subject (subject=? AND subject_id=?")
            || line.contains("event_act (subject=? AND subject_id=? AND act=?")
            || line.contains("INTEGER PRIMARY KEY (rowid=?)");
        assert!(by_number, "{of}: {line} in {plan:#?}");
    }
    // What was found comes out of the index in its order: only the few that are shown are sorted.
    let sorts = plan
        .windows(2)
        .any(|two| two[0].contains(" event ") && two[1].contains("TEMP B-TREE"));
    assert!(!sorts, "{of} sorts what it does not show: {plan:#?}");
}

#[tokio::test]
async fn a_page_of_a_hundred_thousand_lines_reads_no_more_than_it_shows() {
    let (world, olga, id) = lived().await;
    world.meddle(MANY).await.unwrap();
    let of = [
        "subject = 'application' and subject_id = $1",
        "subject = 'partnership' and subject_id = (select p.id from partnership p where p.application_id = $1)",
    ];
    for kind in Kind::ALL.map(Some).into_iter().chain([None]) {
        for place in [Place::Newest, Place::Before(500), Place::After(500)] {
            let wanted = Wanted {
                kind,
                place,
                limit: Some(50),
            };
            let plan = plan(&world, &sql(&of, &Veil::default(), wanted)).await;
            is_flat(&plan, &format!("{wanted:?}"));
            let page = read(&world, &olga, &id, wanted).await;
            assert!(page.lines.len() <= 50);
        }
    }
    let newest = Wanted {
        limit: Some(50),
        ..Wanted::default()
    };
    let page = read(&world, &olga, &id, newest).await;
    assert_eq!(page.lines.len(), 50);
    assert!(page.has_older);
}
