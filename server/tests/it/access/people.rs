//! Everybody there is, and one application and one partnership that they may or may not see.

use crate::harness::{Client, World, pairs};
use crate::story::APPROVAL;
use partnership::district::Profile;
use partnership::form::Answers;
use partnership::id::ApplicationId;
use partnership::person::{Email, Role};
use partnership::text::Lang;

/// Whoever asks: a column of the matrix.
pub const COLUMNS: [(&str, Option<Role>); 9] = [
    ("anonymous", None),
    ("owner", None),
    ("member", None),
    ("other partner", Some(Role::Partner)),
    ("liaison", Some(Role::Liaison)),
    ("analyst", Some(Role::Analyst)),
    ("signer", Some(Role::Signer)),
    ("office", Some(Role::Office)),
    ("administrator", Some(Role::Administrator)),
];

/// Who may reach a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody, signed in or not.
    Anyone,
    /// Everybody who is signed in.
    Signed,
    /// The person whose thing it is.
    Owner,
    /// Whoever works on the application, and whoever reads applications.
    Party,
    /// Whoever works on the application, its owner among them.
    Works,
    /// Whoever works on it and is not its owner.
    Member,
    /// Whoever reads partnerships and figures.
    Figures,
    /// Whoever reads applications.
    Applications,
    /// Whoever reviews and decides.
    Decide,
    /// Whoever may begin an application for a partner: they, and the schools' liaisons.
    Begins,
    /// Whoever gives roles, and sets how the district looks.
    People,
    /// Whoever another office's question went to, and whoever is named to see a platform: here the other partner, who
    /// has no right of the office.
    Asked,
}

impl Who {
    /// Whether a column may reach it.
    pub fn lets(self, column: &str) -> bool {
        match self {
            Self::Anyone => true,
            Self::Signed => column != "anonymous",
            Self::Owner => column == "owner",
            Self::Party => Self::Works.lets(column) || Self::Applications.lets(column),
            Self::Works => matches!(column, "owner" | "member"),
            Self::Member => column == "member",
            Self::Figures => matches!(
                column,
                "liaison" | "analyst" | "signer" | "office" | "administrator"
            ),
            Self::Applications => matches!(column, "signer" | "office" | "administrator"),
            Self::Decide => matches!(column, "office" | "administrator"),
            Self::Begins => matches!(column, "liaison" | "office" | "administrator"),
            Self::People => column == "administrator",
            Self::Asked => column == "other partner",
        }
    }
}

/// The name of the organization that must not leak.
pub const SECRET: &str = "Quillfeather Guild";

/// Gives the district a logo, and tells its address.
async fn logo(world: &World) -> String {
    let picture = b"a picture";
    let logo = store::look::Logo {
        hash: store::look::fingerprint(picture),
        kind: "image/png".to_owned(),
        width: 60,
        height: 20,
        text: Lang::ALL.map(|lang| (lang, String::new())),
    };
    let change = store::look::Change::Logo(&logo, picture);
    world
        .store
        .set_look(None, &change, 0, &store::fresh::id(), world.now())
        .await
        .unwrap();
    logo.hash
}

/// A district in which everybody of [`COLUMNS`] is signed in.
pub struct Crowd {
    /// The district.
    pub world: World,
    /// Column and browser.
    pub clients: Vec<(&'static str, Client)>,
    /// Words in addresses and fields, and the ids they stand for.
    pub ids: Vec<(&'static str, String)>,
    /// The references of the owner's applications.
    pub references: Vec<String>,
}

impl Crowd {
    /// The owner has one application in review, with a note and a message, and one that became a
    /// listed partnership.
    pub async fn gather() -> Self {
        Self::of(crate::decide::meeting::profile()).await
    }

    /// The same in a district of this profile: Durham, or what was made of it.
    pub async fn of(profile: Profile) -> Self {
        Self::within(World::of(profile).await).await
    }

    /// The same in a district in which others may be already.
    pub async fn within(world: World) -> Self {
        let answers = world.answers();
        Self::answering(world, &answers).await
    }

    /// The same with an owner who gives these answers.
    pub async fn answering(world: World, answers: &Answers) -> Self {
        let reviewer = world.person("reviewer@example.org", &[Role::Office]).await;
        let (owner, approved) = world.sent_by("owner@quillfeather.example", answers).await;
        reviewer.take_up(&approved).await;
        reviewer.judge(&world, &approved, "met").await;
        reviewer.decide(&approved, "approve", &APPROVAL).await;
        let application = owner.draft(&world, answers).await;
        let file = crate::upload::attach(&owner, &application, SECRET).await;
        owner.submit(&application).await;
        reviewer.take_up(&application).await;
        let record = format!("/office/applications/{application}");
        reviewer
            .send(
                &record,
                "/api/add_note",
                &[("note", "Only the office reads this note")],
            )
            .await;
        reviewer
            .send(
                &record,
                "/api/send_message",
                &[("message", "Only the partner reads this message")],
            )
            .await;
        let question = [
            ("answers[office][]", "legal"),
            ("answers[email][]", "other@elsewhere.example"),
            (
                "answers[question][]",
                "Only the one who is asked reads this question",
            ),
        ];
        reviewer
            .send(&format!("{record}/consult"), "/api/ask_consult", &question)
            .await
            .is(302);
        let asked = world.letters_to("other@elsewhere.example").await.remove(0);
        let platform = [
            ("link", "https://meet.example.org/"),
            ("password", "Only the named read this password"),
            ("named", "other@elsewhere.example"),
        ];
        reviewer
            .send(&format!("{record}/meeting"), "/api/set_platform", &platform)
            .await
            .is(302);
        let consult = asked.body.split_once("/consult/").unwrap().1;
        let consult = consult.split_whitespace().next().unwrap().to_owned();
        let member = world.person("member@quillfeather.example", &[]).await;
        for id in [&approved, &application] {
            member.join(&world, &owner, id).await;
        }
        let (other, others) = world
            .sent_by("other@elsewhere.example", &world.answers())
            .await;
        world
            .sign_in(&world.anonymous(), "owner@quillfeather.example")
            .await;
        let device = owner
            .get("/account")
            .await
            .form("/api/end_sign_in")
            .value("id")
            .unwrap()
            .to_owned();
        let record = reviewer
            .get(&format!("/office/applications/{approved}"))
            .await;
        let link = |start: &str, page: &crate::harness::Answer| {
            let found = page
                .links()
                .into_iter()
                .find_map(|href| href.strip_prefix(start).map(str::to_owned));
            found.unwrap_or_else(|| panic!("no link to {start}… on {}", page.asked))
        };
        let partnership = link("/office/partnerships/", &record);
        let listed = link("/directory/", &world.anonymous().get("/directory").await);
        world.grant("spare@example.org", Role::Analyst).await;
        let spare = world
            .store
            .person_of(&Email::parse("spare@example.org").unwrap())
            .await
            .unwrap()
            .id
            .to_string();
        let approved = ApplicationId::parse(&approved).unwrap();
        let made = world.store.partnership_of(&approved).await.unwrap();
        let organization = made.organization_id.to_string();
        let mut clients = vec![
            ("anonymous", world.anonymous()),
            ("owner", owner),
            ("member", member),
            ("other partner", other),
        ];
        for (column, role) in COLUMNS.into_iter().skip(4) {
            clients.push((
                column,
                world
                    .person(&format!("{column}@example.org"), &[role.unwrap()])
                    .await,
            ));
        }
        let office = clients.iter().find(|(name, _)| *name == "office").unwrap();
        let begun = office
            .1
            .send("/office/begun", "/api/start_for_partner", &[]);
        let begun = begun.await.location();
        let begun = begun.trim_start_matches("/applications/").to_owned();
        let letters = world.letters_to("owner@quillfeather.example").await;
        let mail = letters.first().unwrap().id.clone();
        let mut ids = super::things::made(&world, &clients, &application).await;
        ids.extend([
            ("OTHERS", others),
            ("MAIL", mail),
            ("BEGUN", begun),
            ("CONSULT", consult),
            ("APPLICATION", application),
            ("PARTNERSHIP", partnership),
            ("ORGANIZATION", organization),
            ("LISTED", listed),
            ("DEVICE", device),
            ("SPARE", spare),
            ("LOGO", logo(&world).await),
            ("FILE", file),
        ]);
        Self {
            world,
            clients,
            ids,
            references: vec!["DPS-2026-0001".to_owned(), "DPS-2026-0002".to_owned()],
        }
    }

    /// Text with the ids in place of their words.
    pub fn real(&self, text: &str) -> String {
        self.ids
            .iter()
            .fold(text.to_owned(), |text, (word, id)| text.replace(word, id))
    }

    /// Text with ids that nothing has in place of their words.
    pub fn made_up(&self, text: &str) -> String {
        self.ids.iter().fold(text.to_owned(), |text, (word, id)| {
            text.replace(word, &"z".repeat(id.len()))
        })
    }

    /// Fields with the ids in place of their words, and a token.
    pub fn fields(&self, fields: &[(&str, &str)], token: &str) -> Vec<(String, String)> {
        let mut real: Vec<(String, String)> = pairs(fields)
            .into_iter()
            .map(|(name, value)| (name, self.real(&value)))
            .collect();
        real.push(("token".to_owned(), token.to_owned()));
        real
    }

    /// The browser of a column.
    pub fn client(&self, column: &str) -> &Client {
        &self
            .clients
            .iter()
            .find(|(name, _)| *name == column)
            .unwrap()
            .1
    }
}
