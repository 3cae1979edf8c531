//! What stood around an application at a moment: due day, reviewers, questions, meeting and messages; before they were
//! there, after, and when they changed; and nothing of the office's work for those from whom it is kept.

use super::{at, last};
use crate::bulk::Deed;
use crate::consult::NewConsult;
use crate::decision::Decision;
use crate::meeting::Meeting;
use crate::member::Press;
use crate::moment::{ConsultThen, DueThen, Moment, PanelThen, StateThen};
use crate::tests::member::join;
use crate::tests::world::{World, approval, day, email, noon, proposal};
use crate::{Asker, fresh};
use ::partnership::consult::Scope;
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;
use chrono::TimeDelta;

/// A world with the application of Ana that Olga reviews.
struct Case {
    world: World,
    ana: Asker,
    olga: Asker,
    id: ApplicationId,
}

impl Case {
    async fn new() -> Self {
        let world = World::new().await;
        let (ana, olga) = (world.ana().await, world.olga().await);
        let id = world.in_review(&ana, &olga).await;
        Self {
            world,
            ana,
            olga,
            id,
        }
    }

    fn press<'a>(&self, key: &'a str) -> Press<'a> {
        Press {
            key,
            at: self.world.now(),
            mails: &[],
        }
    }

    /// The application as it stands after the last line, for Olga.
    async fn now(&self) -> Moment {
        self.then(last(&self.world).await).await
    }

    /// The application as it stood after this line, for Olga.
    async fn then(&self, seq: i64) -> Moment {
        at(&self.world, &self.olga, &self.id, seq).await.unwrap()
    }

    async fn line(&self) -> i64 {
        last(&self.world).await
    }

    async fn set_due(&self, to: &str) {
        let (store, key) = (&self.world.store, fresh::id());
        let (deed, ids) = (Deed::SetDue(day(to)), std::slice::from_ref(&self.id));
        let begun = store.begin_bulk(&self.olga, &deed, ids, &key, self.world.now());
        let bulk = begun.await.unwrap();
        let done = store.bulk_one(&self.olga, &bulk, &self.id, &[], self.world.now());
        done.await.unwrap();
    }

    async fn add(&self, person: &Asker) {
        let key = fresh::id();
        let press = self.press(&key);
        let store = &self.world.store;
        let added = store.add_reviewer(&self.olga, &self.id, &person.id, press);
        added.await.unwrap();
    }

    async fn remove(&self, person: &Asker) {
        let key = fresh::id();
        let press = self.press(&key);
        let store = &self.world.store;
        let removed = store.remove_reviewer(&self.olga, &self.id, &person.id, press);
        removed.await.unwrap();
    }

    /// Asks the legal office, and gives the id of the question.
    async fn ask(&self, question: &str, blocks: bool) -> String {
        let (consult, key) = (fresh::id(), fresh::id());
        let email = email("lena@example.org");
        let new = NewConsult {
            office: "legal",
            email: &email,
            question,
            scope: &Scope::default(),
            steps: &[],
            due_on: day("2026-12-20"),
            blocks,
        };
        let asked = (consult.as_str(), self.press(&key));
        let store = &self.world.store;
        let asked = store.ask_consult(&self.olga, &self.id, &new, asked);
        asked.await.unwrap();
        consult
    }

    async fn plan(&self, version: i64, days: i64, agreed: &str) {
        let key = fresh::id();
        let meeting = Meeting {
            held_at: noon() + TimeDelta::days(days),
            place: "Room 4, code 7788".to_owned(),
            people: "Olga and Ana".to_owned(),
            department: "arts".to_owned(),
            agreed: vec![agreed.to_owned()],
            notes: "Notes".to_owned(),
            version,
        };
        let press = self.press(&key);
        let store = &self.world.store;
        let planned = store.plan_meeting(&self.olga, &self.id, &meeting, press);
        planned.await.unwrap();
    }

    async fn write(&self, who: &Asker) {
        let key = fresh::id();
        let store = &self.world.store;
        let sent = store.add_message(who, &self.id, "Hello", &[], &key, self.world.now());
        sent.await.unwrap();
    }

    /// The lines that an older program wrote: acts and details, each by nobody.
    async fn older(&self, lines: &[(&str, &str)]) {
        for (act, detail) in lines {
            let mut tx = self.world.store.write().await.unwrap();
            let new = crate::event::New {
                at: self.world.now(),
                person: None,
                subject: "application",
                subject_id: self.id.as_str(),
                act,
                detail: serde_json::from_str(detail).unwrap(),
            };
            let added = crate::event::append(&mut tx, "durham", new);
            added.await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}

/// Names of people of the office, as lines note them.
fn named(names: &[&str]) -> Vec<String> {
    let names = names.iter();
    names.map(|name| format!("{name}@example.org")).collect()
}

#[tokio::test]
async fn the_due_day_is_the_one_that_held_then_and_none_before_and_after() {
    let world = World::new().await;
    let (ana, olga) = (world.ana().await, world.olga().await);
    let id = world.draft(&ana).await;
    let mut lines = vec![last(&world).await];
    world.send(&ana, &id).await;
    let case = Case {
        world,
        ana,
        olga,
        id,
    };
    let found = case.world.store.application(&case.olga, &case.id).await;
    let sent = found.unwrap().due_on.unwrap();
    lines.push(case.line().await);
    case.world.take_up(&case.olga, &case.id).await;
    lines.push(case.line().await);
    for to in ["2027-01-04", "2027-02-05"] {
        case.set_due(to).await;
        lines.push(case.line().await);
    }
    let steps = ["program".into()];
    case.world
        .ask_for_changes(&case.olga, &case.id, &steps)
        .await;
    lines.push(case.line().await);
    case.set_due("2027-03-06").await;
    lines.push(case.line().await);
    case.world.send(&case.ana, &case.id).await;
    lines.push(case.line().await);
    case.world.take_up(&case.olga, &case.id).await;
    let proposal = proposal("Readers");
    let approved = Decision::Approve(approval(&proposal));
    let decided = case.world.decide(&case.olga, &case.id, approved);
    decided.await.unwrap();
    // The partnership's first line comes after.
    lines.push(case.line().await - 1);
    let on = |to: &str| DueThen::On(day(to));
    let expected = [
        DueThen::Nothing,
        DueThen::On(sent),
        DueThen::On(sent),
        on("2027-01-04"),
        on("2027-02-05"),
        on("2026-12-20"),
        on("2027-03-06"),
        DueThen::On(sent),
        DueThen::Nothing,
    ];
    for (seq, expected) in lines.iter().zip(expected) {
        assert_eq!(case.then(*seq).await.due, expected, "line {seq}");
    }
}

#[tokio::test]
async fn reviewers_are_those_who_were_on_it_then_beside_whoever_had_it() {
    let case = Case::new().await;
    let mut expected = vec![(case.line().await, "olga", named(&[]))];
    let ben = case.world.person("ben", &[Role::Office]).await;
    let eva = case.world.person("eva", &[Role::Office]).await;
    let store = &case.world.store;
    case.add(&ben).await;
    expected.push((case.line().await, "olga", named(&["ben"])));
    case.add(&eva).await;
    expected.push((case.line().await, "olga", named(&["ben", "eva"])));
    // A name that somebody takes in between does not part the line that put them on from the one that takes them off.
    let renamed = "update person set name = 'Benedict' where email = 'ben@example.org'";
    case.world.meddle(renamed).await.unwrap();
    case.remove(&ben).await;
    expected.push((case.line().await, "olga", named(&["eva"])));
    let renamed = "update person set name = '' where email = 'ben@example.org'";
    case.world.meddle(renamed).await.unwrap();
    case.add(&ben).await;
    expected.push((case.line().await, "olga", named(&["eva", "ben"])));
    // Whoever leads is no reviewer beside the lead.
    let given = store.assign(&case.olga, &case.id, Some(&eva.id), case.world.now());
    given.await.unwrap();
    expected.push((case.line().await, "eva", named(&["ben"])));
    let given = store.assign(&case.olga, &case.id, Some(&case.olga.id), case.world.now());
    given.await.unwrap();
    expected.push((case.line().await, "olga", named(&["eva", "ben"])));
    let declared = store.declare_conflict(&eva, &case.id, "A cousin", case.press("conflict"));
    declared.await.unwrap();
    expected.push((case.line().await, "olga", named(&["ben"])));
    join(&case.world, &case.ana, &case.id, "ben").await;
    expected.push((case.line().await, "olga", named(&[])));
    for (seq, lead, names) in expected {
        let then = case.then(seq).await;
        let whole = PanelThen {
            names,
            is_whole: true,
        };
        assert_eq!(then.panel, whole, "line {seq}");
        let lead = format!("{lead}@example.org");
        assert_eq!(then.assignee, Some(lead), "line {seq}");
    }
    assert!(case.world.store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn older_lines_that_name_reviewers_only_are_said_not_to_tell_all() {
    let case = Case::new().await;
    let lines = [
        ("add-reviewer", r#"{"name":"Ben"}"#),
        ("add-reviewer", r#"{"name":"Eva"}"#),
        ("remove-reviewer", r#"{"name":"Ben"}"#),
    ];
    case.older(&lines).await;
    let expected = PanelThen {
        names: vec!["Eva".to_owned()],
        is_whole: false,
    };
    assert_eq!(case.now().await.panel, expected);
}

#[tokio::test]
async fn questions_to_other_offices_stand_as_they_stood_then() {
    let case = Case::new().await;
    let lena = case.world.person("lena", &[]).await;
    let store = &case.world.store;
    assert_eq!(case.now().await.consults, []);
    let first = case.ask("May they have the data?", true).await;
    let one = case.line().await;
    let second = case.ask("And the bus?", false).await;
    let two = case.line().await;
    let answer = "Yes, they may";
    let answered = store.answer_consult(&lena, &second, answer, case.press("answer"));
    answered.await.unwrap();
    let three = case.line().await;
    let ended = store.end_consult(&case.olga, &case.id, &first, case.press("end"));
    ended.await.unwrap();
    let four = case.line().await;

    let then = case.then(one).await.consults;
    let (asked, due) = (then[0].question.as_str(), then[0].due_on);
    assert_eq!(
        (then.len(), asked, due, then[0].blocks),
        (
            1,
            "May they have the data?",
            Some(day("2026-12-20")),
            Some(true)
        )
    );
    assert_eq!(
        (then[0].office.as_str(), then[0].email.as_str()),
        ("legal", "lena@example.org")
    );
    let state = |all: &[ConsultThen]| -> Vec<&'static str> {
        let word = |one: &ConsultThen| match &one.state {
            StateThen::Open => "open",
            StateThen::Answered { answer: said, .. } if said == answer => "answered",
            StateThen::Answered { .. } => "answered otherwise",
            StateThen::TakenBack { .. } => "taken back",
            StateThen::Untold => "untold",
        };
        all.iter().map(word).collect()
    };
    for (seq, expected) in [
        (two, ["open", "open"]),
        (three, ["open", "answered"]),
        (four, ["taken back", "answered"]),
    ] {
        let then = case.then(seq).await.consults;
        assert_eq!(state(&then), expected, "line {seq}");
        assert_eq!(then[1].blocks, Some(false), "line {seq}");
    }
}

#[tokio::test]
async fn older_questions_do_not_tell_whether_they_blocked() {
    let case = Case::new().await;
    let asked =
        r#"{"office":"legal","email":"lena@example.org","body":"May they?","due":"2026-12-20"}"#;
    case.older(&[("ask-consult", asked)]).await;
    let answered = r#"{"office":"legal","body":"Yes"}"#;
    let before = case.now().await.consults;
    case.older(&[("answer-consult", answered)]).await;
    let after = case.now().await.consults;
    assert_eq!(
        (before[0].blocks, &before[0].state),
        (None, &StateThen::Open)
    );
    let said = matches!(&after[0].state, StateThen::Answered { answer, .. } if answer == "Yes");
    assert!(said, "an answer was expected in {after:?}");
    let lines = [
        ("submit", r#"{"signed":"Ana"}"#),
        ("set-due", r#"{"due":"soon"}"#),
    ];
    for line in lines {
        case.older(&[line]).await;
        assert_eq!(case.now().await.due, DueThen::Untold, "{line:?}");
    }
}

#[tokio::test]
async fn the_planning_meeting_is_the_one_that_was_written_down_then() {
    let case = Case::new().await;
    let before = case.line().await;
    case.plan(0, 3, "permission").await;
    let first = case.line().await;
    case.plan(1, 9, "bus").await;
    let second = case.line().await;
    case.write(&case.olga).await;
    assert_eq!(case.then(before).await.meeting, None);
    let told = async |seq: i64| {
        let then = case.then(seq).await;
        assert!(
            !format!("{then:?}").contains("7788"),
            "the place is in no line: {then:?}"
        );
        let meeting = then.meeting.unwrap();
        let days = (meeting.held_at.unwrap() - noon()).num_days();
        (days, meeting.agreed.join(" "), meeting.department)
    };
    let arts = || "arts".to_owned();
    assert_eq!(told(first).await, (3, "permission".to_owned(), arts()));
    for seq in [second, case.line().await] {
        assert_eq!(told(seq).await, (9, "bus".to_owned(), arts()));
    }
}

#[tokio::test]
async fn messages_are_counted_up_to_the_line_with_the_day_of_the_last() {
    let case = Case::new().await;
    let talk = case.now().await.talk;
    assert_eq!((talk.count, talk.last_at, talk.since), (0, None, None));
    let mut lines = Vec::new();
    for who in [&case.olga, &case.ana, &case.ana] {
        case.write(who).await;
        lines.push(case.line().await);
    }
    case.set_due("2027-01-04").await;
    for (count, seq) in (1..).zip(&lines) {
        let then = case.then(*seq).await;
        let expected = (count, Some(then.event.at), None);
        let talk = then.talk;
        assert_eq!((talk.count, talk.last_at, talk.since), expected);
    }
    assert_eq!(case.now().await.talk.count, 3);
    // Where messages had no lines once, that is said of applications that are older.
    case.world
        .meddle("insert into history_detail (district_id, since_at) select 'durham', max(at) from event")
        .await
        .unwrap();
    let talk = case.now().await.talk;
    assert!(talk.since.is_some() && talk.count == 3, "{talk:?}");
    case.world
        .meddle("update history_detail set since_at = (select min(at) from event where subject = 'application')")
        .await
        .unwrap();
    assert_eq!(case.now().await.talk.since, None);
}

#[tokio::test]
async fn those_from_whom_the_work_is_kept_get_due_day_and_messages_and_nothing_else() {
    let case = Case::new().await;
    let ben = case.world.person("ben", &[Role::Office]).await;
    case.add(&ben).await;
    case.ask("May they have the data?", true).await;
    case.plan(0, 3, "permission").await;
    case.write(&case.olga).await;
    let seq = case.line().await;
    let ana = case.world.person("ana", &[Role::Office]).await;
    let eva = case.world.person("eva", &[Role::Office]).await;
    let all = case.then(seq).await;
    assert_eq!((all.panel.names.len(), all.consults.len()), (1, 1));
    let store = &case.world.store;
    let declared = store.declare_conflict(&eva, &case.id, "A cousin", case.press("conflict"));
    declared.await.unwrap();
    for kept in [&ana, &eva] {
        let then = at(&case.world, kept, &case.id, seq).await.unwrap();
        assert_eq!(then.due, all.due);
        assert_eq!(then.talk.count, 1);
        assert_eq!((then.panel.names, then.consults), (vec![], vec![]));
        assert_eq!((then.meeting, then.assignee), (None, None));
    }
}
