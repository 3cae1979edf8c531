//! Sending a step with files as a browser does.

use crate::harness::{Answer, Client, World};
use crate::story::PARTNER;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use partnership::form::Question;
use partnership::invalid::{FileFault, Invalid, Problem};
use server::profile;

/// The step of the tests.
pub const STEP: &str = "about";
/// Where it is sent.
pub const ACT: &str = server::upload::PATH;
/// What parts the fields.
pub const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A question for up to three files of at most 2 MiB, which may stay blank.
pub fn question() -> Question {
    toml::from_str(
        "key = \"papers\"\nlabel = \"Papers\"\nkind = \"file\"\noptional = true\nmax = 3\nmegabytes = 2",
    )
    .unwrap()
}

/// Durham with that question on the page about the organization.
pub async fn world() -> World {
    World::of(with_question()).await
}

/// The profile of it.
pub fn with_question() -> partnership::district::Profile {
    let mut profile = profile::load("durham").unwrap();
    let mut steps = profile.form.sections.iter_mut().flat_map(|s| &mut s.steps);
    let step = steps.find(|step| step.slug == STEP).unwrap();
    step.questions.push(question());
    profile
}

/// A file to send.
#[derive(Clone)]
pub struct Sent {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file for the question of the tests.
pub fn file(name: &str, bytes: Vec<u8>) -> Sent {
    Sent {
        field: "files[papers]".to_owned(),
        name: name.to_owned(),
        bytes,
    }
}

/// A form as browsers write it.
pub fn body(fields: &[(String, String)], files: &[Sent]) -> Vec<u8> {
    let mut body = Vec::new();
    let fields = fields
        .iter()
        .filter(|(name, _)| !name.starts_with("files["));
    for (name, value) in fields {
        let head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend(head.as_bytes());
        body.extend(value.as_bytes());
        body.extend(b"\r\n");
    }
    for file in files {
        let name = file.name.replace('"', "%22");
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n",
            file.field
        );
        body.extend(head.as_bytes());
        body.extend(&file.bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// Posts bytes as a form of many parts.
pub async fn post_bytes(client: &Client, kind: &str, bytes: impl Into<Body>) -> Answer {
    let mut request = client.posting(ACT, "text/html");
    let headers = request.headers_mut().unwrap();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
    client.ask_with(request, bytes.into()).await
}

/// The content type of such a form.
pub fn kind() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

/// Uploads a document of this text. Gives its id.
pub async fn attach(client: &Client, id: &str, text: &str) -> String {
    let partner = Partner {
        client: client.clone(),
        id: id.to_owned(),
    };
    partner
        .upload(&[file("paper.pdf", super::made::pdf(text))])
        .await;
    let (_, href) = partner.files().await.remove(0);
    href.trim_start_matches("/files/").to_owned()
}

/// A partner with an application just begun.
pub struct Partner {
    pub client: Client,
    pub id: String,
}

impl Partner {
    pub async fn new(world: &World) -> Self {
        let client = world.person(PARTNER, &[]).await;
        let id = client.start().await;
        Self { client, id }
    }

    pub fn page(&self) -> String {
        format!("/applications/{}/{STEP}", self.id)
    }

    /// The fields of the page with these typed.
    pub async fn fields(&self, typed: &[(&str, &str)]) -> Vec<(String, String)> {
        self.client.get(&self.page()).await.form(ACT).with(typed)
    }

    /// Fills in the page with these files and presses Upload.
    pub async fn upload(&self, files: &[Sent]) -> Answer {
        self.press("upload:papers", files).await
    }

    /// The same with another button.
    pub async fn press(&self, then: &str, files: &[Sent]) -> Answer {
        let fields = self.fields(&[("then", then)]).await;
        post_bytes(&self.client, &kind(), body(&fields, files)).await
    }

    /// The names of the files on the page, with their addresses.
    pub async fn files(&self) -> Vec<(String, String)> {
        let page = self.client.get(&self.page()).await;
        let links = page.ways();
        links
            .into_iter()
            .filter(|(href, _)| href.starts_with("/files/"))
            .map(|(href, name)| (name, href))
            .collect()
    }

    /// What the page says is wrong after a form was sent.
    pub async fn mistakes(&self, sent: &Answer) -> Vec<(String, String)> {
        self.client.get(&sent.location()).await.mistakes()
    }
}

/// How many files stand in the folder.
pub fn in_folder(world: &World) -> usize {
    std::fs::read_dir(world.store.files_path()).map_or(0, Iterator::count)
}

/// The sentence for a file that cannot be taken.
pub fn sentence(name: &str, fault: FileFault) -> (String, String) {
    let mut invalid = Invalid::default();
    let problem = Problem::Files(vec![(name.to_owned(), fault)]);
    invalid.add("papers", problem.clone());
    let lang = partnership::text::Lang::En;
    let said = app::ui::problem::sentence(&problem, "Papers", lang);
    ("papers".to_owned(), said)
}
