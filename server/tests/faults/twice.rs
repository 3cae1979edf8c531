//! The same form a hundred times at once: one effect, whatever the act.

use crate::client::Client;
use crate::dice::Dice;
use crate::district::open;
use crate::harness::World;
use crate::life::{Case, ENDINGS, Life, State, paths};
use crate::person::Person;
use crate::place::{Folder, rounds, say};
use chrono::Days;
use partnership::form::Answers;
use partnership::id::{ApplicationId, OrganizationId};
use partnership::mail;
use partnership::person::{Email, Role};
use partnership::proposal::Proposal;
use partnership::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use store::Store;
use store::application::{Act, Sent, Start};
use store::bulk::{Deed, Outcome};
use store::decision::Decision;
use store::mail::{Handled, NewMail};
use store::member::Press;
use store::partnership::Approval;
use store::table::NewView;
use tokio::task::JoinSet;

/// How many at once.
const TIMES: usize = 100;

/// An act outside of the life of an application, and the rows that one of it adds.
struct Other {
    path: &'static str,
    who: Whose,
    fields: &'static [(&'static str, &'static str)],
    adds: &'static str,
}

/// Who does it.
#[derive(Debug, Clone, Copy)]
enum Whose {
    Nobody,
    Own,
    Member,
    Guest,
    Chief,
}

const fn other(
    path: &'static str,
    who: Whose,
    fields: &'static [(&'static str, &'static str)],
    adds: &'static str,
) -> Other {
    Other {
        path,
        who,
        fields,
        adds,
    }
}

/// Words in capitals are filled in: what a mail brought, the name of another sign-in, the id of a person.
#[rustfmt::skip]
const OTHERS: &[Other] = &[
    other("/api/ask_to_sign_in", Whose::Nobody, &[("email", "new@example.org"), ("key", "KEY")], "mail+1 sign_in_code+1"),
    other("/api/sign_in_with_code", Whose::Nobody, &[("request", "REQUEST"), ("code", "CODE")], "event+1 person+1 sign_in+1"),
    other("/api/sign_in_with_link", Whose::Nobody, &[("secret", "SECRET")], "event+1 person+1 sign_in+1"),
    other("/api/stay_signed_in", Whose::Own, &[], ""),
    other("/api/rename", Whose::Own, &[("name", "Ana Gil")], ""),
    other("/api/choose_mails", Whose::Own, &[("message", "daily"), ("lang", "en"), ("key", "KEY")], "event+1 mail_preference+1 once+1"),
    other("/api/set_keys", Whose::Own, &[("on", "")], ""),
    other("/api/end_other_sign_ins", Whose::Own, &[], "event+1"),
    other("/api/end_sign_ins", Whose::Chief, &[("of", "OTHER")], "event+1"),
    other("/api/end_sign_in", Whose::Own, &[("id", "DEVICE")], ""),
    other("/api/grant_role", Whose::Chief, &[("email", "more@example.org"), ("role", "office"), ("key", "KEY")],
        "event+2 mail+1 once+1 person+1 person_role+1"),
    other("/api/revoke_role", Whose::Chief, &[("person", "SPARE"), ("role", "analyst")], "event+1"),
    other("/api/invite_member", Whose::Own, &[("id", "APPLICATION"), ("email", "more@example.com"), ("key", "KEY")],
        "event+1 invitation+1 mail+1 once+1"),
    other("/api/end_invitation", Whose::Own, &[("id", "APPLICATION"), ("invitation", "INVITATION"), ("key", "KEY")], "event+1 once+1"),
    other("/api/accept_invitation", Whose::Guest, &[("secret", "LINK"), ("key", "KEY")], "application_member+1 event+2 mail+1 once+1"),
    other("/api/remove_member", Whose::Own, &[("id", "APPLICATION"), ("person", "MEMBER"), ("key", "KEY")],
        "application_member-1 event+2 mail+1 once+1"),
    other("/api/leave_application", Whose::Member, &[("id", "APPLICATION"), ("key", "KEY")], "application_member-1 event+2 mail+1 once+1"),
    other("/api/hand_over", Whose::Own, &[("id", "APPLICATION"), ("person", "MEMBER"), ("key", "KEY")], "event+2 mail+1 once+1"),
    // The member has asked before, and now says why otherwise. The owner and three of the office read it.
    other("/api/claim_ownership", Whose::Member, &[("id", "APPLICATION"), ("reason", "Really"), ("key", "KEY")], "event+5 mail+4 once+1"),
    other("/api/settle_claim", Whose::Chief, &[("claim", "CLAIM"), ("give", "yes"), ("answers[reason.CLAIM][]", "So it is"), ("key", "KEY")],
        "event+3 mail+2 once+1"),
    other("/api/start_for_partner", Whose::Chief, &[("key", "KEY")], "application+1 application_span+1 event+1 once+1"),
    // The chief is not told; the other two of the office are.
    other("/api/ask_for_partner", Whose::Chief, &[("id", "BEGUN"), ("key", "KEY")], "event+3 mail+2 once+1"),
    // Lines of history: of both organizations, and of the partnership that moves.
    other("/api/merge_organizations", Whose::Chief, &[("from", "ORGANIZATION"), ("into", "TWIN"), ("key", "KEY")], "event+4 merger+1 once+1"),
    other("/api/undo_merge", Whose::Chief, &[("from", "ORGANIZATION"), ("key", "KEY")], "event+4 once+1"),
    other("/api/set_colors", Whose::Chief, &[("color", "#7a1f3d"), ("seen", "0"), ("key", "KEY")], "event+1 look+1 once+1"),
    other("/api/set_logo", Whose::Chief, &[("logo", LOGO), ("text_en", "Oaks"), ("seen", "1"), ("key", "KEY")], "event+1 once+1"),
    other("/api/hide_logo", Whose::Chief, &[("seen", "2"), ("key", "KEY")], "event+1 once+1"),
    other("/api/reset_look", Whose::Chief, &[("seen", "3"), ("key", "KEY")], "event+1 once+1"),
    other("/api/handle_mail", Whose::Chief, &[("id", "MAIL"), ("deed", "hold"), ("seen", "1"), ("key", "KEY")], "event+1 once+1"),
    other("/api/edit_mail", Whose::Chief, &[("id", "HELD"), ("subject", "New"), ("body", "New"), ("seen", "2"), ("key", "KEY")],
        "event+1 once+1"),
    other("/api/start_bulk", Whose::Chief, &[("act", "set-due"), ("due_month", "1"), ("due_day", "15"), ("due_year", "2027"), ("answers[ids][]", "SENT"), ("key", "KEY")],
        "bulk+1 bulk_row+1 event+1 once+1"),
    other("/api/go_on_bulk", Whose::Chief, &[("id", "BULK")], "event+1"),
    other("/api/undo_bulk", Whose::Chief, &[("id", "FINISHED")], "event+1"),
    other("/api/choose_columns", Whose::Chief, &[("list", "applications"), ("size", "50"), ("answers[columns][]", "due")], "list_choice+1"),
    other("/api/save_view", Whose::Chief, &[("list", "applications"), ("query", "?queue=mine"), ("name", "Mine"), ("key", "KEY")],
        "list_view+1 once+1"),
    other("/api/change_view", Whose::Chief, &[("id", "VIEW"), ("list", "applications"), ("then", "remove")], "list_view-1"),
    // A form that brings no file after all; a message with files is sent twice elsewhere.
    other(server::upload::PATH, Whose::Own,
        &[("id", "APPLICATION"), ("step", "about"), ("tab", "a"), ("answers[organization.about][]", "We teach"), ("key", "KEY")],
        "application_step+1"),
    other("/api/sign_out", Whose::Own, &[], ""),
];

/// A PNG of one colour, 64 by 32, in base64.
const LOGO: &str = "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAgCAIAAAAt_-nTAAAAUElEQVRYw-3PQQ3AIADAQEADthCBfxMTweOypFVwnfue8eeWBjSgAQ1oQAMa0IAGNKABDWhAAxrQgAY0oAENaEADGtCABjSgAQ1oQAMa8NoHY94BAkwfZGEAAAAASUVORK5CYII";

/// A district in a file, asked in this very process, with its people.
struct Scene {
    world: World,
    store: Store,
    case: Case,
    chief: Person,
    // Gone last.
    _folder: Folder,
}

impl Scene {
    async fn new() -> Self {
        let folder = Folder::new();
        let profile = server::profile::load("durham").unwrap();
        let store = open(&folder, &profile).await;
        let world = World::on(store.clone(), World::config());
        let now = world.now();
        let chief = Person::new(
            &store,
            world.anonymous(),
            "chief@example.org",
            &[Role::Administrator],
            now,
        );
        let chief = chief.await;
        let office = Person::new(
            &store,
            world.anonymous(),
            "office@example.org",
            &[Role::Office],
            now,
        );
        let partner = Person::new(&store, world.anonymous(), "ana@example.com", &[], now);
        let case = Case {
            partner: partner.await,
            office: office.await,
            chief: chief.asker.id.to_string(),
            answers: world.answers(),
            profile,
        };
        Self {
            world,
            store,
            case,
            chief,
            _folder: folder,
        }
    }

    async fn state(&self, life: &Life) -> State {
        let mails = self.store.mails(1_000_000).await.unwrap();
        State::read(&self.store, life, &mails).await
    }
}

/// Sends the same form many times at once, half of them as plain forms.
pub async fn crowd(
    client: &Client,
    path: &'static str,
    fields: &[(String, String)],
) -> Vec<crate::answer::Answer> {
    let mut posts = JoinSet::new();
    for number in 0..TIMES {
        let (client, fields) = (client.clone(), fields.to_vec());
        posts.spawn(async move {
            if number % 2 == 0 {
                client.call(path, &fields).await
            } else {
                client.post(path, &fields).await
            }
        });
    }
    posts.join_all().await
}

pub fn with_token(person: &Person, mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    fields.push(("token".to_owned(), person.token.clone()));
    fields
}

/// Whether an answer is one that people can do something with: the server's faults are none.
fn is_calm(answer: &crate::answer::Answer) -> bool {
    let fault = answer.body.contains("internal") || answer.header("location").contains("failed=");
    !fault && answer.status.as_u16() != 503
}

/// Whether an answer says that it is done.
pub fn is_taken(answer: &crate::answer::Answer) -> bool {
    let leads = answer.header("location");
    match answer.status.as_u16() {
        200 => true,
        302 | 303 => !leads.contains("again=") && !leads.contains("failed="),
        _ => false,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_identical_forms_at_once_have_one_effect() {
    let mut acts = 0;
    for round in 0..rounds(1, 10) {
        let scene = Scene::new().await;
        for ending in 0..ENDINGS {
            let mut life = Life::new(scene.case.clone(), ending);
            while !life.is_over() {
                // The way to the end is the same for all lives, and all steps are saved alike.
                if (life.saves() && round == 0) || (ending > 0 && life.is_shared()) {
                    assert!(life.go_on().await);
                    continue;
                }
                acts += 1;
                life.know_partnership().await;
                let (act, person) = (life.next(), life.person().clone());
                let fields = with_token(&person, life.fields());
                let answers = crowd(&person.client, act.path, &fields).await;
                let odd = answers.iter().find(|answer| !is_calm(answer));
                assert!(odd.is_none(), "{}: {odd:?}", act.path);
                let taken = answers.iter().find(|answer| is_taken(answer));
                let taken = taken.unwrap_or_else(|| {
                    panic!(
                        "{}: nobody was told that it is done: {:?}",
                        act.path, answers[0]
                    )
                });
                life.done(taken);
                let expected = life.expected(life.at);
                assert_eq!(scene.state(&life).await, expected, "{}", act.path);
                let before = scene.store.contents().await.unwrap();
                person.client.call(act.path, &fields).await;
                let after = scene.store.contents().await.unwrap();
                assert_eq!(before, after, "{}: one more changed something", act.path);
            }
        }
        assert!(scene.store.verify().await.unwrap().is_sound());
    }
    say(&format!(
        "{acts} acts of lives, each {TIMES} times at once: one effect each"
    ));
}

/// An application that somebody works on with a member, who asks to become its owner; and a guest is invited.
struct Shared {
    application: ApplicationId,
    /// What the chief began for a partner.
    begun: ApplicationId,
    member: Person,
    guest: Person,
    invitation: String,
    link: String,
    claim: String,
}

impl Shared {
    async fn of(scene: &Scene, own: &Person, number: usize, is_begun: bool) -> Self {
        let (store, now) = (&scene.store, scene.world.now());
        let start = Start {
            profile_version: 1,
            short_name: "DPS",
            lang: Lang::En,
            answers: &[],
        };
        let key = store::fresh::id();
        let application = store
            .start(&own.asker, start.clone(), &key, now)
            .await
            .unwrap();
        let chief = &scene.chief.asker;
        // Nobody has more than twenty drafts: it is begun where it is needed.
        let begun = if is_begun {
            store.start_for_partner(chief, start, &key, now).await
        } else {
            Ok(application.clone())
        };
        let mut people = Vec::new();
        let mut link = String::new();
        for name in ["member", "guest"] {
            let email = format!("{name}-{number}@example.com");
            let person = Person::new(store, scene.world.anonymous(), &email, &[], now).await;
            link = store::fresh::secret();
            let key = store::fresh::id();
            let press = Press {
                key: &key,
                at: now,
                mails: &[],
            };
            let address = Email::parse(&email).unwrap();
            let invited = store.invite(&own.asker, &application, (&address, &link), press);
            invited.await.unwrap();
            if name == "member" {
                store
                    .accept(&person.asker, (&link, Lang::En), press)
                    .await
                    .unwrap();
                let claimed = store.claim(&person.asker, &application, "Me", press);
                claimed.await.unwrap();
            }
            people.push(person);
        }
        let found = store.application(&own.asker, &application).await.unwrap();
        let members = store.members(&own.asker, &found, now).await.unwrap();
        let claims = store.claims(&scene.chief.asker).await.unwrap();
        let claim = claims.iter().find(|claim| claim.application == application);
        let (guest, member) = (people.pop().unwrap(), people.pop().unwrap());
        Self {
            claim: claim.unwrap().id.clone(),
            invitation: members.invited[0].id.clone(),
            application,
            begun: begun.unwrap(),
            member,
            guest,
            link,
        }
    }
}

/// A mail that waits in the out-box, or is held there.
async fn a_mail(scene: &Scene, is_held: bool) -> String {
    let (store, now) = (&scene.store, scene.world.now());
    let letter = NewMail {
        recipient: "somebody@example.org".to_owned(),
        subject: "Old".to_owned(),
        body: "Old".to_owned(),
        is_held: false,
    };
    let email = Email::parse(&format!("{}@example.org", store::fresh::id())).unwrap();
    let key = store::fresh::id();
    let letters = [letter];
    let granted = store.grant(None, &email, Role::Analyst, &letters, &key, now);
    granted.await.unwrap();
    let mails = store.mails(10).await.unwrap();
    let mail = mails.iter().find(|mail| mail.subject == "Old").unwrap();
    if is_held {
        let act = Handled {
            id: &mail.id,
            seen: 1,
            key: &key,
            at: now,
        };
        let held = store.handle_mail(&scene.chief.asker, mail::Deed::Hold, act);
        held.await.unwrap();
    }
    mail.id.clone()
}

/// An application that was just sent.
async fn sent(scene: &Scene, own: &Person, proposal: &Proposal) -> ApplicationId {
    let (store, now) = (&scene.store, scene.world.now());
    let start = Start {
        profile_version: 1,
        short_name: "DPS",
        lang: Lang::En,
        answers: &[],
    };
    let key = store::fresh::id();
    let id = store.start(&own.asker, start, &key, now).await.unwrap();
    let sent = Sent {
        answers: &Answers::default(),
        proposal,
        lang: Lang::En,
        signed_name: "Ana Gil",
        statement: "Yes",
        device: "",
        due_on: now.date_naive(),
        draft: 0,
    };
    let act = Act {
        key: &key,
        seen: 1,
        at: now,
        mails: &[],
    };
    store.submit(&own.asker, &id, sent, act).await.unwrap();
    id
}

/// An organization as an approval makes it.
async fn organization(scene: &Scene, own: &Person, name: &str) -> OrganizationId {
    let (store, chief, now) = (&scene.store, &scene.chief.asker, scene.world.now());
    let proposal = Proposal {
        organization: name.to_owned(),
        ..Proposal::default()
    };
    let id = sent(scene, own, &proposal).await;
    let approval = Approval {
        proposed: "",
        why_level: "",
        why_agreement: "",
        level: "school",
        agreement: "",
        ends_on: None,
        conditions: "",
        proposal: &proposal,
        needs_agreement: false,
        criteria: &[],
        places: "",
        services: "",
    };
    let keys = [(); 2].map(|()| store::fresh::id());
    let act = |seen: i64| Act {
        key: &keys[usize::try_from(seen - 2).unwrap()],
        seen,
        at: now,
        mails: &[],
    };
    store.start_review(chief, &id, act(2)).await.unwrap();
    let approve = Decision::Approve(approval);
    store.decide(chief, &id, approve, act(3)).await.unwrap();
    store.partnership_of(&id).await.unwrap().organization_id
}

/// An act of the chief that gives an application another due day: it has yet to be gone on with, or is done.
async fn bulk(scene: &Scene, own: &Person, is_done: bool) -> String {
    let (store, chief, now) = (&scene.store, &scene.chief.asker, scene.world.now());
    let ids = [sent(scene, own, &Proposal::default()).await];
    let due = Deed::SetDue(now.date_naive() + Days::new(40));
    let key = store::fresh::id();
    let id = store.begin_bulk(chief, &due, &ids, &key, now).await;
    let id = id.unwrap();
    if is_done {
        let done = store.bulk_one(chief, &id, &ids[0], &[], now).await;
        assert_eq!(done.unwrap(), Outcome::Done);
    }
    id
}

/// A list that the chief saved under a name.
async fn view(scene: &Scene) -> String {
    let (store, chief, now) = (&scene.store, &scene.chief.asker, scene.world.now());
    let new = NewView {
        list: "applications",
        name: "Late",
        query: "?queue=late",
        is_shared: false,
        is_pinned: false,
    };
    let key = store::fresh::id();
    store.save_view(chief, new, &key, now).await.unwrap();
    let (_, views) = store.table(chief, new.list).await.unwrap();
    let saved = views.into_iter().find(|view| view.query == new.query);
    saved.unwrap().id
}

/// Rows by table.
async fn rows(store: &Store) -> BTreeMap<String, u64> {
    let contents = store.contents().await.unwrap();
    // What was typed into forms that could not be taken is kept for each of them.
    let counted = contents.into_iter().filter(|found| {
        // Nor do the summaries of applications, of the out-box and of people say more than their rows.
        ![
            "kept",
            "application_tally",
            "due_tally",
            "mail_tally",
            "mail_search",
            "person_tally",
            "person_search",
            "person_name",
            "person_word",
        ]
        .contains(&found.table.as_str())
    });
    counted.map(|found| (found.table, found.rows)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_and_out_and_giving_roles_a_hundred_times_at_once_have_one_effect() {
    let scene = Scene::new().await;
    let (store, now) = (&scene.store, scene.world.now());
    let mut dice = Dice(9);
    for (number, case) in OTHERS.iter().enumerate() {
        let email = format!("somebody-{number}@example.com");
        let own_email = format!("own-{number}@example.com");
        let spare_email = format!("spare-{number}@example.org");
        let asked = scene.world.anonymous();
        let page = asked
            .send("/sign-in", "/api/ask_to_sign_in", &[("email", &email)])
            .await
            .location();
        let link = scene.world.link(&email).await;
        let own = Person::new(store, scene.world.anonymous(), &own_email, &[], now).await;
        let second = Person::new(store, scene.world.anonymous(), &own_email, &[], now).await;
        let devices = store.devices(&own.asker.id, now).await.unwrap();
        let spare = Person::new(
            store,
            scene.world.anonymous(),
            &spare_email,
            &[Role::Analyst],
            now,
        )
        .await;
        drop(second);
        let (nobody, chief) = (scene.world.anonymous(), scene.chief.clone());
        let is_begun = case.fields.iter().any(|(_, word)| *word == "BEGUN");
        let shared = Shared::of(&scene, &own, number, is_begun).await;
        let mut pair = None;
        if case.fields.iter().any(|(_, word)| *word == "ORGANIZATION") {
            let one = organization(&scene, &own, &format!("One {number}")).await;
            let twin = organization(&scene, &own, &format!("Twin {number}")).await;
            if case.path == "/api/undo_merge" {
                let (chief, key) = (&scene.chief.asker, store::fresh::id());
                store.merge(chief, &one, &twin, &key, now).await.unwrap();
            }
            pair = Some((one, twin));
        }
        let code = scene.world.code(&email).await;
        let key = store::fresh::id();
        let has = |wanted| case.fields.iter().any(|(_, word)| *word == wanted);
        let mail = if has("MAIL") || has("HELD") {
            a_mail(&scene, has("HELD")).await
        } else {
            String::new()
        };
        let thing = if has("BULK") || has("FINISHED") {
            bulk(&scene, &own, has("FINISHED")).await
        } else if has("VIEW") {
            view(&scene).await
        } else if has("SENT") {
            let id = sent(&scene, &own, &Proposal::default()).await;
            id.to_string()
        } else {
            String::new()
        };
        let device = &dice.one_of(&devices).id;
        let fields: Vec<(String, String)> = case
            .fields
            .iter()
            .map(|(name, word)| {
                let value = match *word {
                    "KEY" => key.as_str(),
                    "REQUEST" => page.rsplit('=').next().unwrap(),
                    "CODE" => &code,
                    "SECRET" => link.rsplit('=').next().unwrap(),
                    "DEVICE" => device,
                    "SPARE" => spare.asker.id.as_str(),
                    "OTHER" => &own_email,
                    "APPLICATION" => shared.application.as_str(),
                    "BEGUN" => shared.begun.as_str(),
                    "INVITATION" => &shared.invitation,
                    "LINK" => &shared.link,
                    "MEMBER" => shared.member.asker.id.as_str(),
                    "CLAIM" => &shared.claim,
                    "MAIL" | "HELD" => &mail,
                    "BULK" | "FINISHED" | "VIEW" | "SENT" => &thing,
                    "ORGANIZATION" => pair.as_ref().unwrap().0.as_str(),
                    "TWIN" => pair.as_ref().unwrap().1.as_str(),
                    plain => plain,
                };
                (name.replace("CLAIM", &shared.claim), value.to_owned())
            })
            .collect();
        let (client, fields) = match case.who {
            Whose::Nobody => (nobody, fields),
            Whose::Own => (own.client.clone(), with_token(&own, fields)),
            Whose::Member => {
                let member = &shared.member;
                (member.client.clone(), with_token(member, fields))
            }
            Whose::Guest => {
                let guest = &shared.guest;
                (guest.client.clone(), with_token(guest, fields))
            }
            Whose::Chief => (chief.client.clone(), with_token(&chief, fields)),
        };
        let before = rows(store).await;
        // Signing out takes the cookie away, so that it goes with a copy.
        let answers = crowd(&client.copy(), case.path, &fields).await;
        // Of forms that may bring files only some are received at once; the others are told to wait.
        let is_busy = |answer: &crate::answer::Answer| {
            case.path == server::upload::PATH && answer.status.as_u16() == 503
        };
        let odd = answers.iter().find(|it| !is_calm(it) && !is_busy(it));
        assert!(odd.is_none(), "{}: {odd:?}", case.path);
        assert!(
            answers.iter().any(is_taken),
            "{}: {:?}",
            case.path,
            answers[0]
        );
        let after = rows(store).await;
        let added: Vec<String> = after
            .iter()
            .filter(|(table, rows)| **rows != before[*table])
            .map(|(table, rows)| {
                format!("{table}{:+}", i128::from(*rows) - i128::from(before[table]))
            })
            .collect();
        assert_eq!(added.join(" "), case.adds, "{}", case.path);
        let before = store.contents().await.unwrap();
        client.copy().call(case.path, &fields).await;
        assert_eq!(
            before,
            store.contents().await.unwrap(),
            "{}: one more changed something",
            case.path
        );
    }
    assert!(store.verify().await.unwrap().is_sound());
    say(&format!(
        "{} other acts, each {TIMES} times at once: one effect each",
        OTHERS.len()
    ));
}

#[tokio::test]
async fn every_act_of_the_server_is_sent_a_hundred_times() {
    World::new().await;
    let mut acts: BTreeSet<&str> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    acts.extend(app::talk::Kind::ALL.map(app::talk::Kind::path));
    acts.insert(server::upload::PATH);
    let mut tables = paths();
    tables.extend(OTHERS.iter().map(|other| other.path));
    tables.extend(crate::consult::PATHS);
    assert_eq!(
        tables, acts,
        "write what is missing into the tables of life.rs or twice.rs"
    );
}
