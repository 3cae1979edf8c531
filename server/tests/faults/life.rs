//! The life of one application: the acts of its people in their order, and what each of them does, once.
//!
//! To add an act, write a line into the table: its address, who does it, what is sent, what it changes.
//! Words in capitals stand for what is known only then:
//! `APPLICATION`, `PARTNERSHIP`, `CHIEF` (ids), `SEEN` and `MOVED` (the versions of the application and of the
//! partnership), `KEY` (the key of the form), `TEXT` (a text that nothing else holds), `STEP` (the step);
//! and as names `ANSWERS` (all answers of a step), `CRITERIA` (all criteria), `DUE` (a day to come).

use crate::answer::Answer;
use crate::person::Person;
use crate::story::typed;
use crate::wire;
use chrono::{Datelike, Days, Utc};
use partnership::application::Action;
use partnership::district::Profile;
use partnership::form::Answers;
use partnership::id::ApplicationId;
use std::collections::BTreeSet;
use store::mail::Mail;
use store::{Error, Store};

/// Who does an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The partner whose application it is.
    Partner,
    /// The office.
    Office,
}

/// An act.
#[derive(Clone, Copy)]
pub struct Act {
    /// Its address.
    pub path: &'static str,
    /// Who does it.
    pub who: Who,
    /// What is sent.
    pub fields: &'static [(&'static str, &'static str)],
    /// What it changes.
    pub does: fn(&mut State, &Given<'_>),
}

type Does = fn(&mut State, &Given<'_>);

const fn act(
    path: &'static str,
    who: Who,
    fields: &'static [(&'static str, &'static str)],
    does: Does,
) -> Act {
    Act {
        path,
        who,
        fields,
        does,
    }
}

use Who::{Office, Partner};

const ID: (&str, &str) = ("id", "APPLICATION");
const KEY: (&str, &str) = ("key", "KEY");
const SEEN: (&str, &str) = ("seen", "SEEN");

/// The beginning of every life. What the life before it sent is not offered again.
const START: Act = act(
    "/api/start_application",
    Partner,
    &[KEY, ("like", "none")],
    |s, _| {
        *s = State {
            stage: "draft".into(),
            version: 1,
            history: vec!["start".into()],
            ..State::default()
        };
    },
);

/// Done for every step of the form.
const SAVE: Act = act(
    "/api/autosave_step",
    Partner,
    &[ID, ("step", "STEP"), ("tab", "a"), ("ANSWERS", "STEP")],
    |s, given| {
        s.steps += 1;
        if given.step == "about" {
            s.about = given.about.into();
        }
    },
);

/// What follows in every life.
#[rustfmt::skip]
const MIDDLE: &[Act] = &[
    // Another tab, which has not seen what was saved: both texts are kept, until the partner chooses.
    act("/api/autosave_step", Partner, &[ID, ("step", "about"), ("tab", "b"), ("answers[organization.about][]", "TEXT")],
        |s, given| s.other = given.text.into()),
    act("/api/choose_text", Partner, &[ID, ("step", "about"), ("take", "OTHER"), ("seen", "STORED"), ("shown", "OTHER")], |s, _| s.about = std::mem::take(&mut s.other)),
    act("/api/save_step", Partner, &[ID, ("step", "about"), ("tab", "c"), ("seen", "2"), ("ANSWERS", "about"), ("answers[organization.about][]", "TEXT")],
        |s, given| s.about = given.text.into()),
    act("/api/submit_application", Partner, &[ID, SEEN, KEY, ("answers[signature.name][]", "Ana Gil"), ("answers[signature.consent][]", "yes")],
        |s, _| { s.go("submitted", "submit"); s.sent += 1; s.mails += 3; }),
    act("/api/send_message_to_office", Partner, &[ID, KEY, ("body", "TEXT")], |s, _| { s.history.push("message".into()); s.messages += 1; s.mails += 2; }),
    act("/api/start_review", Office, &[ID, SEEN, KEY], |s, _| { s.go("in-review", "start-review"); s.assignee = "office@example.org".into(); }),
    act("/api/judge_application", Office, &[ID, ("CRITERIA", "met")],
        |s, given| { s.findings += given.criteria; s.history.extend(vec!["judge".to_owned(); given.criteria]); }),
    // With a second reviewer nothing counts until it is settled; alone again, everything does.
    act("/api/add_reviewer", Office, &[ID, KEY, ("person", "CHIEF")], |s, _| { s.history.push("add-reviewer".into()); s.mails += 1; s.findings = 0; }),
    act("/api/settle_findings", Office, &[ID, ("answers[settled.formal-agreement][]", "met"), ("answers[state.formal-agreement][]", "1")],
        |s, _| { s.history.push("settle".into()); s.findings = 1; }),
    act("/api/remove_reviewer", Office, &[ID, KEY, ("person", "CHIEF")], |s, given| { s.history.push("remove-reviewer".into()); s.findings = given.criteria; }),
    act("/api/assign_application", Office, &[ID, ("to", "CHIEF")], |s, _| { s.history.push("assign".into()); s.assignee = "chief@example.org".into(); }),
    act("/api/add_note", Office, &[ID, KEY, ("note", "TEXT")], |s, _| { s.history.push("note".into()); s.notes += 1; }),
    act("/api/send_message", Office, &[ID, KEY, ("message", "TEXT")], |s, _| { s.history.push("message".into()); s.messages += 1; s.mails += 1; }),
    act("/api/save_decision", Office, &[ID, ("action", "request-changes"), ("answers[steps][]", "about"), ("answers[body][]", "TEXT"), ("DUE", "")],
        |s, _| s.writing = true),
    act("/api/decide", Office, &[ID, SEEN, KEY, ("action", "request-changes"), ("subject", "TEXT"), ("body", "TEXT")],
        |s, _| { s.go("changes-requested", "request-changes"); s.writing = false; s.mails += 1; }),
    act("/api/save_step", Partner, &[ID, ("step", "about"), ("tab", "c"), ("seen", "3"), ("ANSWERS", "about"), ("answers[organization.about][]", "TEXT")],
        |s, given| s.about = given.text.into()),
    act("/api/submit_application", Partner, &[ID, SEEN, KEY, ("answers[signature.name][]", "Ana Gil"), ("answers[signature.consent][]", "yes")],
        |s, _| { s.go("submitted", "submit"); s.sent += 1; s.mails += 2; }),
    act("/api/start_review", Office, &[ID, SEEN, KEY], |s, _| s.go("in-review", "start-review")),
];

/// How lives end, one after the other.
#[rustfmt::skip]
const ENDS: &[&[Act]] = &[
    &[
        act("/api/save_decision", Office, &[ID, ("action", "approve"), ("answers[level][]", "on-going"), ("answers[agreement][]", "moa")], |s, _| s.writing = true),
        act("/api/decide", Office, &[ID, SEEN, KEY, ("action", "approve"), ("subject", "TEXT"), ("body", "TEXT")],
            |s, _| { s.go("approved", "approve"); s.writing = false; s.mails += 1; s.begin(); }),
        act("/api/move_partnership", Office, &[("id", "PARTNERSHIP"), ("action", "record-agreement"), ("seen", "MOVED"), KEY], |s, _| s.go_on("onboarding", "record-agreement")),
        act("/api/move_partnership", Office, &[("id", "PARTNERSHIP"), ("action", "record-onboarding"), ("seen", "MOVED"), KEY], |s, _| s.go_on("active", "record-onboarding")),
        act("/api/set_partnership_end", Office, &[("id", "PARTNERSHIP"), ("ends_month", "5"), ("ends_day", "28"), ("ends_year", "2199"), ("why", "TEXT"), ("seen", "MOVED"), KEY], |s, _| s.go_on("active", "set-end")),
        act("/api/move_partnership", Office, &[("id", "PARTNERSHIP"), ("action", "end"), ("reason", "TEXT"), ("seen", "MOVED"), KEY], |s, _| s.go_on("ended", "end")),
    ],
    &[
        act("/api/declare_conflict", Office, &[ID, KEY, ("conflict", "TEXT")],
            |s, _| { s.history.push("declare-conflict".into()); s.mails += 1; s.findings = 0; }),
        act("/api/withdraw_application", Partner, &[ID, SEEN, KEY, ("reason", "TEXT")], |s, _| { s.go("withdrawn", "withdraw"); s.mails += 1; }),
    ],
    &[
        act("/api/save_decision", Office, &[ID, ("action", "decline"), ("answers[reason][]", "TEXT")], |s, _| s.writing = true),
        act("/api/decide", Office, &[ID, SEEN, KEY, ("action", "decline"), ("subject", "TEXT"), ("body", "TEXT")],
            |s, _| { s.go("declined", "decline"); s.writing = false; s.mails += 1; }),
    ],
    &[
        act("/api/save_decision", Office, &[ID, ("action", "redirect"), ("answers[route][]", "conversation"), ("answers[body][]", "TEXT")], |s, _| s.writing = true),
        act("/api/decide", Office, &[ID, SEEN, KEY, ("action", "redirect"), ("subject", "TEXT"), ("body", "TEXT")],
            |s, _| { s.go("redirected", "redirect"); s.writing = false; s.mails += 1; }),
    ],
];

/// How many ways of ending there are.
pub const ENDINGS: usize = ENDS.len();

/// The addresses of all acts of the table.
pub fn paths() -> BTreeSet<&'static str> {
    let all = [START, SAVE].into_iter().chain(MIDDLE.iter().copied());
    all.chain(ENDS.iter().flat_map(|end| end.iter().copied()))
        .map(|act| act.path)
        .collect()
}

/// What an act was given.
pub struct Given<'a> {
    /// Its own text.
    text: &'a str,
    /// Its step.
    step: &'a str,
    /// What the partner says about the organization at first.
    about: &'a str,
    /// How many criteria the district has.
    criteria: usize,
}

/// Everything that an application's acts change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    stage: String,
    version: i64,
    history: Vec<String>,
    steps: usize,
    about: String,
    other: String,
    sent: usize,
    messages: usize,
    notes: usize,
    mails: usize,
    findings: usize,
    assignee: String,
    writing: bool,
    partnership: Option<(String, i64)>,
    later: Vec<String>,
}

impl State {
    fn go(&mut self, stage: &str, act: &str) {
        self.stage = stage.into();
        self.version += 1;
        self.history.push(act.into());
    }

    fn begin(&mut self) {
        self.partnership = Some(("agreement".into(), 1));
        self.later.push("begin".into());
    }

    fn go_on(&mut self, stage: &str, act: &str) {
        let version = self.partnership.as_ref().map_or(0, |(_, version)| *version);
        self.partnership = Some((stage.into(), version + 1));
        self.later.push(act.into());
    }

    /// What the database holds of a life.
    pub async fn read(store: &Store, life: &Life, mails: &[Mail]) -> Self {
        let Some(id) = &life.id else {
            return Self::default();
        };
        let (owner, office) = (&life.case.partner.asker, &life.case.office.asker);
        let application = store.application(owner, id).await.unwrap();
        let draft = store.draft(owner, &application).await.unwrap();
        let about = draft.steps.get("about");
        let text = |answers: &Answers| answers.text("organization.about").to_owned();
        let acts = async |subject: &str, id: &str| -> Vec<String> {
            let mut events = store.history(subject, id).await.unwrap();
            events.reverse();
            events.into_iter().map(|event| event.act).collect()
        };
        let entries = store.entries(office, &application).await.unwrap();
        let mut writing = false;
        for action in Action::ALL {
            writing |= !store.decision(office, id, action).await.unwrap().is_empty();
        }
        let (mut partnership, mut later) = (None, Vec::new());
        match store.partnership_of(id).await {
            Ok(found) => {
                later = acts("partnership", found.id.as_str()).await;
                partnership = Some((found.stage.word().to_owned(), found.version));
            }
            Err(Error::NotFound) => {}
            Err(error) => panic!("{error:?}"),
        }
        let reference = &application.reference;
        Self {
            history: acts("application", id.as_str()).await,
            steps: draft.steps.len(),
            about: about.map(|step| text(&step.answers)).unwrap_or_default(),
            other: about
                .and_then(|step| step.others.first())
                .map(|other| text(&other.answers))
                .unwrap_or_default(),
            sent: store.submissions(&application).await.unwrap().len(),
            messages: entries.iter().filter(|entry| entry.is_message).count(),
            notes: entries.iter().filter(|entry| !entry.is_message).count(),
            mails: mails
                .iter()
                .filter(|mail| {
                    mail.subject.contains(reference)
                        || mail.body.contains(reference)
                        || mail.body.contains(&life.mark())
                })
                .count(),
            findings: store.findings(office, &application).await.unwrap().len(),
            assignee: application
                .assignee
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            stage: application.stage.word().to_owned(),
            version: application.version,
            writing,
            partnership,
            later,
        }
    }
}

/// Who is in a life, and what they type.
#[derive(Clone)]
pub struct Case {
    /// The partner.
    pub partner: Person,
    /// Somebody of the office.
    pub office: Person,
    /// The id of an administrator.
    pub chief: String,
    /// The district.
    pub profile: Profile,
    /// What the partner answers.
    pub answers: Answers,
}

/// A life as far as it has come.
pub struct Life {
    case: Case,
    acts: Vec<(Act, String)>,
    shared: usize,
    keys: Vec<String>,
    /// The application, when its id is known.
    pub id: Option<ApplicationId>,
    partnership: Option<String>,
    /// The name of the other text, and the version of the stored one.
    choice: Option<(String, String)>,
    /// How many acts were acknowledged.
    pub at: usize,
    /// Whether the next act was sent, and no answer came.
    pub is_pending: bool,
    known: BTreeSet<String>,
}

impl Life {
    /// A life that is about to begin. It ends in the way of this number.
    pub fn new(case: Case, ending: usize) -> Self {
        let steps = case.profile.form.path(&case.answers);
        let saves = steps
            .filter(|step| !step.is_signature())
            .map(|step| (SAVE, step.slug.clone()));
        let end = ENDS[ending % ENDS.len()];
        let rest = MIDDLE.iter().chain(end);
        let acts: Vec<_> = std::iter::once((START, String::new()))
            .chain(saves)
            .chain(rest.map(|act| (*act, String::new())))
            .collect();
        Self {
            keys: acts.iter().map(|_| store::fresh::id()).collect(),
            case,
            shared: acts.len() - end.len(),
            acts,
            id: None,
            partnership: None,
            choice: None,
            at: 0,
            is_pending: false,
            known: BTreeSet::new(),
        }
    }

    /// How many acts it has.
    pub fn length(&self) -> usize {
        self.acts.len()
    }

    /// Whether nothing is left to do.
    pub fn is_over(&self) -> bool {
        self.at == self.acts.len()
    }

    /// The next act.
    pub fn next(&self) -> Act {
        self.acts[self.at].0
    }

    /// Whether the next act saves a step, as most do.
    pub fn saves(&self) -> bool {
        self.next().path == SAVE.path && self.at > 1 && !self.acts[self.at].1.is_empty()
    }

    /// The last act that was acknowledged, for messages of failing tests.
    pub fn told(&self) -> String {
        let path = |at: usize| self.acts.get(at).map_or("nothing", |(act, _)| act.path);
        let last = self.at.checked_sub(1).map_or("nothing", path);
        format!(
            "{last} (next {}, pending: {})",
            path(self.at),
            self.is_pending
        )
    }

    /// What every text of this life holds, and nothing else.
    fn mark(&self) -> String {
        format!("text-of-{}", self.keys[0])
    }

    fn text(&self, at: usize) -> String {
        format!("{}-{at}", self.mark())
    }

    /// What the database has to hold after so many acts.
    pub fn expected(&self, acts: usize) -> State {
        let mut state = State::default();
        for (at, (act, step)) in self.acts.iter().take(acts).enumerate() {
            let given = Given {
                text: &self.text(at),
                step,
                about: self.case.answers.text("organization.about"),
                criteria: self.case.profile.criteria.len(),
            };
            (act.does)(&mut state, &given);
        }
        state
    }

    /// The fields of the next act.
    pub fn fields(&self) -> Vec<(String, String)> {
        self.fields_at(self.at)
    }

    fn fields_at(&self, at: usize) -> Vec<(String, String)> {
        let (act, step) = &self.acts[at];
        let state = self.expected(at);
        let value = |word: &str| match word {
            "APPLICATION" => self
                .id
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            "PARTNERSHIP" => self.partnership.clone().unwrap_or_default(),
            "OTHER" => self.choice.clone().unwrap_or_default().0,
            "STORED" => self.choice.clone().unwrap_or_default().1,
            "CHIEF" => self.case.chief.clone(),
            "SEEN" => state.version.to_string(),
            "MOVED" => state
                .partnership
                .as_ref()
                .map_or(0, |(_, version)| *version)
                .to_string(),
            "KEY" => self.keys[at].clone(),
            "TEXT" => self.text(at),
            "STEP" => step.clone(),
            plain => plain.to_owned(),
        };
        let mut fields: Vec<(String, String)> = Vec::new();
        for (name, word) in act.fields {
            let value = value(word);
            let more: Vec<(String, String)> = match *name {
                "ANSWERS" => {
                    let step = self.case.profile.form.step(&value).unwrap();
                    typed(step, &self.case.answers)
                }
                "CRITERIA" => {
                    let criteria = self.case.profile.criteria.iter();
                    criteria
                        .map(|criterion| {
                            (
                                format!("answers[finding.{}][]", criterion.slug),
                                value.clone(),
                            )
                        })
                        .collect()
                }
                "DUE" => {
                    let day = Utc::now().date_naive() + Days::new(20);
                    [
                        ("month", day.month()),
                        ("day", day.day()),
                        ("year", day.year().unsigned_abs()),
                    ]
                    .map(|(part, number)| (format!("answers[due.{part}][]"), number.to_string()))
                    .into()
                }
                name => {
                    fields.retain(|(other, _)| other != name);
                    vec![(name.to_owned(), value)]
                }
            };
            fields.extend(more);
        }
        fields
    }

    /// Whoever does the next act.
    pub fn person(&self) -> &Person {
        self.by(self.next().who)
    }

    fn by(&self, who: Who) -> &Person {
        match who {
            Who::Partner => &self.case.partner,
            Who::Office => &self.case.office,
        }
    }

    /// Asks for the id of the partnership, or for the texts to choose from, when the next act needs them. Gives
    /// whether an answer came.
    pub async fn know_partnership(&mut self) -> bool {
        if self.choice.is_none() && self.next().path == "/api/choose_text" {
            let step = format!("/applications/{}/about", self.id.as_ref().unwrap());
            let page = self.case.partner.client.get(&step).await;
            let forms = if wire::came(&page) {
                page.forms("/api/choose_text")
            } else {
                Vec::new()
            };
            let value = |name: &str| forms.first().and_then(|form| form.value(name));
            // A choice that was made already, before an answer was lost, has no form any more.
            self.choice = value("shown")
                .zip(value("seen"))
                .map(|(shown, seen)| (shown.to_owned(), seen.to_owned()));
            return wire::came(&page);
        }
        if self.partnership.is_some() || !self.next().fields.contains(&("id", "PARTNERSHIP")) {
            return true;
        }
        let record = format!("/office/applications/{}", self.id.as_ref().unwrap());
        let page = self.case.office.client.get(&record).await;
        if wire::came(&page) {
            let link = page.link("/office/partnerships/");
            self.partnership = link.rsplit('/').next().map(str::to_owned);
        }
        wire::came(&page)
    }

    /// Whether the next act is one that every life has.
    pub fn is_shared(&self) -> bool {
        self.at < self.shared
    }

    /// Does the next act. Gives whether an answer came; without one the act is pending.
    pub async fn go_on(&mut self) -> bool {
        if !self.know_partnership().await {
            return false;
        }
        let answer = self.person().act(self.next().path, &self.fields()).await;
        self.is_pending = !wire::came(&answer);
        if self.is_pending {
            return false;
        }
        self.done(&answer);
        true
    }

    /// Sends the form of the last act that was acknowledged once more, which has to change nothing.
    pub async fn once_more(&self) {
        if let Some(at) = self.at.checked_sub(1) {
            let act = self.acts[at].0;
            let person = self.by(act.who);
            let answer = person.act(act.path, &self.fields_at(at)).await;
            assert!(wire::came(&answer), "no answer came to {}", act.path);
        }
    }

    /// Notes that the next act was acknowledged by this answer.
    pub fn done(&mut self, answer: &Answer) {
        // A choice that was made already finds nothing to choose.
        let is_made = self.next().path == "/api/choose_text" && answer.body == "\"stale\"";
        assert!(
            matches!(answer.status.as_u16(), 200 | 302) || is_made,
            "{} ({:?}) was answered with {}: {}",
            self.next().path,
            self.fields(),
            answer.status,
            answer.short()
        );
        if self.at == 0 {
            let leads = answer.location();
            let id = leads
                .strip_prefix("/applications/")
                .unwrap_or_else(|| panic!("{leads}"));
            let id = ApplicationId::parse(id).unwrap();
            assert!(
                self.id.as_ref().is_none_or(|known| *known == id),
                "started twice"
            );
            self.id = Some(id);
        }
        self.at += 1;
        self.is_pending = false;
    }

    /// Goes back to where it stood after so many acts.
    pub fn back_to(&mut self, acts: usize) {
        self.at = acts;
        self.is_pending = false;
        self.partnership = None;
        self.choice = None;
    }

    /// Looks for an application that was begun when no answer came.
    pub async fn find(&mut self, store: &Store) {
        let own = store
            .own_applications(&self.case.partner.asker)
            .await
            .unwrap();
        let new: Vec<_> = own
            .into_iter()
            .filter(|application| !self.known.contains(application.id.as_str()))
            .collect();
        assert!(
            new.len() <= 1,
            "one form started {} applications",
            new.len()
        );
        if let Some(application) = new.into_iter().next() {
            assert!(
                self.at > 0 || self.is_pending,
                "nobody started {}",
                application.id
            );
            self.id = Some(application.id);
        }
    }

    /// The life that follows this one: of the same partner, with another end.
    pub fn another(&self, ending: usize) -> Self {
        let mut known = self.known.clone();
        known.extend(self.id.as_ref().map(ToString::to_string));
        let mut life = Self::new(self.case.clone(), ending);
        life.known = known;
        life
    }
}
