//! Consults: asked, answered and taken back; and that the one who is asked sees nothing but what was allowed.

use super::world::{World, day, email, fails};
use crate::consult::NewConsult;
use crate::decision::Decision;
use crate::member::Press;
use crate::{Asker, Error, Result, fresh};
use ::partnership::consult::Scope;
use ::partnership::id::ApplicationId;
use ::partnership::person::Role;

/// An application in review, and who asks whom.
struct Case {
    world: World,
    ana: Asker,
    olga: Asker,
    lena: Asker,
    id: ApplicationId,
}

impl Case {
    async fn new() -> Self {
        let world = World::new().await;
        let (ana, olga) = (world.ana().await, world.olga().await);
        let id = world.in_review(&ana, &olga).await;
        Self {
            lena: world.person("lena", &[]).await,
            ana,
            olga,
            id,
            world,
        }
    }

    fn press<'a>(&self, key: &'a str) -> Press<'a> {
        Press {
            key,
            at: self.world.now(),
            mails: &[],
        }
    }

    async fn ask(&self, who: &Asker, of: &str, blocks: bool) -> Result<String> {
        let (consult, key) = (fresh::id(), fresh::id());
        let email = email(&format!("{of}@example.org"));
        let scope = Scope {
            sections: vec!["program".to_owned()],
            with_files: false,
        };
        let new = NewConsult {
            office: "legal",
            email: &email,
            question: "May they have the data?",
            scope: &scope,
            steps: &[],
            due_on: day("2026-12-20"),
            blocks,
        };
        let asked = (consult.as_str(), self.press(&key));
        let store = &self.world.store;
        store.ask_consult(who, &self.id, &new, asked).await?;
        Ok(consult)
    }

    async fn answer(&self, who: &Asker, consult: &str) -> Result<()> {
        let key = fresh::id();
        let press = self.press(&key);
        let store = &self.world.store;
        store
            .answer_consult(who, consult, "Yes, they may", press)
            .await
    }

    async fn end(&self, who: &Asker, consult: &str) -> Result<()> {
        let key = fresh::id();
        let press = self.press(&key);
        let store = &self.world.store;
        store.end_consult(who, &self.id, consult, press).await
    }
}

#[tokio::test]
async fn a_question_is_asked_answered_once_and_then_shows_nothing_more() {
    let case = Case::new().await;
    let store = &case.world.store;
    let consult = case.ask(&case.olga, "lena", false).await.unwrap();
    let asked = store.asked(&case.lena, &consult).await.unwrap();
    assert_eq!(asked.consult.question, "May they have the data?");
    assert!(!asked.sent.is_empty());
    case.answer(&case.lena, &consult).await.unwrap();
    fails!(case.answer(&case.lena, &consult).await, Error::Stale);
    let after = store.asked(&case.lena, &consult).await.unwrap();
    assert!(after.sent.is_empty(), "what was sent is shown no longer");
    assert_eq!(after.consult.answer, "Yes, they may");
    let application = store.application(&case.olga, &case.id).await.unwrap();
    let all = store.consults(&case.olga, &application).await.unwrap();
    assert_eq!((all.len(), all[0].is_open()), (1, false));
    assert_eq!(
        case.world.acts(&case.id).await[3..],
        ["ask-consult", "answer-consult"]
    );
}

#[tokio::test]
async fn the_one_who_is_asked_has_no_other_right_and_nobody_else_has_this_one() {
    let case = Case::new().await;
    let store = &case.world.store;
    let consult = case.ask(&case.olga, "lena", false).await.unwrap();
    let found = store.application(&case.olga, &case.id).await.unwrap();
    fails!(
        store.application(&case.lena, &case.id).await,
        Error::NotFound
    );
    fails!(store.judging(&case.lena, &found).await, Error::NotFound);
    fails!(store.desk(&case.lena, &found).await, Error::NotFound);
    fails!(store.consults(&case.lena, &found).await, Error::NotFound);
    fails!(case.ask(&case.lena, "paul", false).await, Error::NotFound);
    fails!(case.end(&case.lena, &consult).await, Error::NotFound);
    let mut others = case.world.outsiders().await;
    others.extend([
        case.ana.clone(),
        case.olga.clone(),
        case.world.person("ada", &[Role::Administrator]).await,
    ]);
    for other in &others {
        fails!(store.asked(other, &consult).await, Error::NotFound);
        fails!(case.answer(other, &consult).await, Error::NotFound);
    }
    fails!(store.asked(&case.lena, "none").await, Error::NotFound);
}

#[tokio::test]
async fn nobody_is_asked_about_what_they_work_on_or_have_a_conflict_in() {
    let case = Case::new().await;
    let store = &case.world.store;
    fails!(
        case.ask(&case.olga, "ana", false).await,
        Error::Taken("email")
    );
    let ben = case.world.person("ben", &[Role::Office]).await;
    let consult = case.ask(&case.olga, "ben", false).await.unwrap();
    let key = fresh::id();
    let press = case.press(&key);
    let declared = store.declare_conflict(&ben, &case.id, "My cousin", press);
    declared.await.unwrap();
    fails!(store.asked(&ben, &consult).await, Error::NotFound);
    fails!(case.answer(&ben, &consult).await, Error::NotFound);
    fails!(
        case.ask(&case.olga, "ben", false).await,
        Error::Taken("email")
    );
}

#[tokio::test]
async fn a_decision_waits_for_a_question_that_is_marked_so_and_for_no_other() {
    let case = Case::new().await;
    let decline = || Decision::Decline { reason: "No" };
    case.ask(&case.olga, "lena", false).await.unwrap();
    let consult = case.ask(&case.olga, "lena", true).await.unwrap();
    let waits = case.world.decide(&case.olga, &case.id, decline()).await;
    fails!(waits, Error::Stale);
    case.end(&case.olga, &consult).await.unwrap();
    case.end(&case.olga, &consult).await.unwrap();
    fails!(case.answer(&case.lena, &consult).await, Error::Stale);
    case.world
        .decide(&case.olga, &case.id, decline())
        .await
        .unwrap();
    fails!(case.ask(&case.olga, "lena", false).await, Error::Refused);
    assert_eq!(
        case.world.acts(&case.id).await[3..],
        ["ask-consult", "ask-consult", "end-consult", "decline"]
    );
}
