//! Statements: at most six a page, and as many with sixty organizations as with three.

use crate::harness::{Client, World};
use crate::story::{OFFICE, PARTNER};
use std::fmt::Display;
use std::sync::{Mutex, Once};
use std::thread::ThreadId;
use store::Store;
use tracing::field::{Field, Visit};
use tracing::{Event, Instrument, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// What databases ran, by the thread of each. Only threads that [`Watch`] has found are noted.
static RUN: Mutex<Vec<(ThreadId, Vec<String>)>> = Mutex::new(Vec::new());

/// Notes statements.
struct Statements;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Statements {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        matches!(metadata.target(), "sqlx::query" | "budget")
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let own = std::thread::current().id();
        let mut run = RUN.lock().unwrap();
        if let Some((_, statements)) = run.iter_mut().find(|(thread, _)| *thread == own) {
            let mut summary = Summary(String::new());
            event.record(&mut summary);
            statements.push(summary.0);
        } else if context.lookup_current().is_some() {
            run.push((own, Vec::new()));
        }
    }
}

/// Watches the one connection of a database, which works in a thread of its own.
pub struct Watch {
    store: Store,
    thread: ThreadId,
}

impl Watch {
    /// Watches this database.
    pub async fn of(store: Store) -> Self {
        static ONCE: Once = Once::new();
        let notes = tracing_subscriber::registry().with(Statements);
        ONCE.call_once(|| tracing::subscriber::set_global_default(notes).unwrap());
        // A span comes along into the thread, which is how the thread is found.
        let span = tracing::info_span!(target: "budget", "find");
        store.ping().instrument(span).await.unwrap();
        store.ping().await.unwrap();
        let thread = RUN.lock().unwrap().last().unwrap().0;
        Self { store, thread }
    }

    /// The statements of one page.
    pub async fn page(&self, client: &Client, path: &str) -> Vec<String> {
        let (answer, run) = self.during(client.get(path)).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.short());
        run
    }

    /// What this work gives, and the statements it ran.
    pub async fn during<T>(&self, work: impl Future<Output = T>) -> (T, Vec<String>) {
        self.take();
        let done = work.await;
        // A statement is noted when it is over, which may be after its rows have come. The connection
        // takes this one only then.
        self.store.ping().await.unwrap();
        let mut run = self.take();
        // Public pages are drawn again when the history has grown: asked for once a second at most, by any page.
        let newest: Vec<&str> = store::event::NEWEST.split(' ').take(2).collect();
        let newest = newest.join(" ");
        run.retain(|statement| statement != store::upkeep::PING && !statement.starts_with(&newest));
        (done, run)
    }

    fn take(&self) -> Vec<String> {
        let mut run = RUN.lock().unwrap();
        let own = run.iter_mut().find(|(thread, _)| *thread == self.thread);
        std::mem::take(&mut own.unwrap().1)
    }
}

/// The first words of a statement.
struct Summary(String);

impl Visit for Summary {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "summary" {
            self.0 = value.to_owned();
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "summary" {
            self.0 = format!("{value:?}");
        }
    }
}

/// A district of so many organizations, with everybody and every page they open.
async fn pages(organizations: u32) -> (Store, Vec<(&'static str, Client, String)>) {
    let world = World::new().await;
    let demo = server::demo::fill(&world.profile, &world.store, organizations, 7, world.now());
    demo.await.unwrap();
    let anonymous = world.anonymous();
    let office = world.person(OFFICE, &[]).await;
    let chief = world.person("administrator@example.org", &[]).await;
    let partner = world.person(PARTNER, &[]).await;
    let draft = partner.draft(&world, &world.answers()).await;
    let returned = partner.draft(&world, &world.answers()).await;
    partner.submit(&returned).await;
    office.take_up(&returned).await;
    let note = [("note", "A note")];
    office
        .send(
            &format!("/office/applications/{returned}"),
            "/api/add_note",
            &note,
        )
        .await;
    let asked = [("steps", "about"), ("body", "Tell us more.")];
    office.decide(&returned, "request-changes", &asked).await;
    let sent = partner.draft(&world, &world.answers()).await;
    partner.submit(&sent).await;
    office.take_up(&sent).await;
    office.judge(&world, &sent, "met").await;
    office.write(&sent, "decline", &[("reason", "No")]).await;
    let approved = partner.draft(&world, &world.answers()).await;
    partner.submit(&approved).await;
    office.take_up(&approved).await;
    office.judge(&world, &approved, "met").await;
    office
        .decide(&approved, "approve", &crate::story::APPROVAL)
        .await;
    let listed = anonymous.get("/directory").await.link("/directory/");
    let record = office
        .get(&format!("/office/applications/{approved}"))
        .await;
    let partnership = record.link("/office/partnerships/");
    let plain = |path: &str| path.to_owned();
    let mail = world.letters_to(PARTNER).await[0].id.clone();
    let pages = vec![
        ("first page", anonymous.clone(), plain("/")),
        ("process", anonymous.clone(), plain("/process")),
        ("advisor", anonymous.clone(), plain("/start")),
        (
            // Not asked for before: a page that is kept runs no statement.
            "directory",
            anonymous.clone(),
            plain("/directory?page=1"),
        ),
        (
            "directory search",
            anonymous.clone(),
            plain("/directory?q=tutoring&area=academics"),
        ),
        ("listed", anonymous.clone(), listed),
        ("sign-in", anonymous.clone(), plain("/sign-in")),
        ("code", anonymous.clone(), plain("/sign-in/code?request=x")),
        ("link", anonymous.clone(), plain("/sign-in/link?secret=x")),
        ("mail box", anonymous, plain("/dev/mail")),
        ("account", partner.clone(), plain("/account")),
        ("applications", partner.clone(), plain("/applications")),
        (
            "task list",
            partner.clone(),
            format!("/applications/{draft}"),
        ),
        (
            "step",
            partner.clone(),
            format!("/applications/{draft}/outcomes?check=1"),
        ),
        (
            "members",
            partner.clone(),
            format!("/applications/{draft}/members"),
        ),
        ("invitation", partner.clone(), plain("/invitation?secret=x")),
        ("begun", office.clone(), plain("/office/begun")),
        ("claims", office.clone(), plain("/office/claims")),
        (
            "check",
            partner.clone(),
            format!("/applications/{draft}/check"),
        ),
        (
            "sign",
            partner.clone(),
            format!("/applications/{draft}/sign"),
        ),
        (
            "withdraw",
            partner.clone(),
            format!("/applications/{draft}/withdraw"),
        ),
        (
            "returned task list",
            partner.clone(),
            format!("/applications/{returned}"),
        ),
        (
            "returned step",
            partner.clone(),
            format!("/applications/{returned}/about"),
        ),
        (
            "returned check",
            partner.clone(),
            format!("/applications/{returned}/check"),
        ),
        (
            "returned status",
            partner.clone(),
            format!("/applications/{returned}/status"),
        ),
        (
            "status",
            partner.clone(),
            format!("/applications/{sent}/status"),
        ),
        (
            "approved status",
            partner.clone(),
            format!("/applications/{approved}/status"),
        ),
        ("copy", partner, format!("/applications/{sent}/copy")),
        ("office", office.clone(), plain("/office")),
        (
            "office applications",
            office.clone(),
            plain("/office/applications"),
        ),
        (
            "office applications misspelled",
            office.clone(),
            plain("/office/applications?words=Quilfether"),
        ),
        (
            "queue of drafts",
            office.clone(),
            plain("/office/applications?queue=stalled"),
        ),
        (
            "record in its list",
            office.clone(),
            format!("/office/applications/{sent}?from=applications&place=2"),
        ),
        (
            "several at once",
            office.clone(),
            format!("/office/bulk?act=assign&only={sent}"),
        ),
        (
            "what was done to several",
            office.clone(),
            plain("/office/bulk"),
        ),
        (
            "organizations",
            office.clone(),
            plain("/office/organizations"),
        ),
        (
            "office applications to print",
            office.clone(),
            plain("/office/applications.html"),
        ),
        (
            "office applications sheet",
            office.clone(),
            plain("/office/applications.csv"),
        ),
        (
            "record",
            office.clone(),
            format!("/office/applications/{sent}"),
        ),
        (
            "returned record",
            office.clone(),
            format!("/office/applications/{returned}"),
        ),
        (
            "decide",
            office.clone(),
            format!("/office/applications/{sent}/decide/approve"),
        ),
        (
            "preview",
            office.clone(),
            format!("/office/applications/{sent}/decide/decline/preview"),
        ),
        (
            "partnerships",
            office.clone(),
            plain("/office/partnerships"),
        ),
        (
            "partnerships that end",
            office.clone(),
            plain("/office/partnerships?ends=soon"),
        ),
        (
            "queue of findings",
            office.clone(),
            plain("/office/applications?queue=finding"),
        ),
        (
            "partnerships sheet",
            office.clone(),
            plain("/office/partnerships.csv"),
        ),
        (
            "history",
            office.clone(),
            format!("/office/applications/{returned}/history"),
        ),
        (
            "history sheet",
            office.clone(),
            format!("/office/applications/{returned}/history.csv"),
        ),
        (
            "moment",
            office.clone(),
            office
                .get(&format!("/office/applications/{returned}/history"))
                .await
                .link(&format!("/office/applications/{returned}/history?at=")),
        ),
        (
            "partnership history",
            office.clone(),
            format!("{partnership}/history"),
        ),
        ("partnership", office.clone(), partnership),
        ("dashboard", office.clone(), plain("/office/dashboard")),
        (
            "dashboard sheet",
            office,
            plain("/office/dashboard/schools.csv"),
        ),
        ("out-box", chief.clone(), plain("/office/mails")),
        (
            "out-box search",
            chief.clone(),
            plain("/office/mails?words=example&state=sent"),
        ),
        (
            "out-box of an application",
            chief.clone(),
            format!("/office/mails?application={sent}"),
        ),
        ("mail", chief.clone(), format!("/office/mails/{mail}")),
        (
            "texts of mails",
            chief.clone(),
            format!("/office/mail-texts?application={sent}"),
        ),
        ("profile", chief.clone(), plain("/office/profile")),
        ("form use", chief.clone(), plain("/office/form-use")),
        ("people", chief.clone(), plain("/office/people")),
        (
            "people misspelled",
            chief.clone(),
            plain("/office/people?words=offise&holds=office"),
        ),
        ("roles", chief, plain("/office/people/roles")),
    ];
    (world.store, pages)
}

/// The most statements that a page may run.
const MOST: usize = 6;

/// Opens each page in a district with few rows and in one with many. Fails when one runs more than [`MOST`] statements,
/// or not as many in both. Gives how many statements were counted.
pub async fn compared<Name: Display>(
    (few_store, few): (Store, Vec<(Name, Client, String)>),
    (many_store, many): (Store, Vec<(Name, Client, String)>),
    open: impl AsyncFn(&Watch, &Client, &str) -> Vec<String>,
) -> usize {
    let (few_watch, many_watch) = (Watch::of(few_store).await, Watch::of(many_store).await);
    let names = |pages: &[(Name, Client, String)]| -> Vec<String> {
        pages.iter().map(|(name, ..)| name.to_string()).collect()
    };
    assert_eq!(
        names(&few),
        names(&many),
        "both districts have the same pages"
    );
    let mut faults = Vec::new();
    let mut total = 0;
    for ((name, few_client, few_path), (_, many_client, many_path)) in few.iter().zip(&many) {
        let few = open(&few_watch, few_client, few_path).await;
        let many = open(&many_watch, many_client, many_path).await;
        total += many.len();
        if many.len() > MOST {
            faults.push(format!("{name} runs {} statements: {many:#?}", many.len()));
        }
        if few.len() != many.len() {
            faults.push(format!(
                "{name} runs {} statements at 3 organizations and {} at 60: {few:#?} {many:#?}",
                few.len(),
                many.len()
            ));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    total
}

#[tokio::test]
async fn every_page_runs_at_most_six_statements_however_many_rows_there_are() {
    let total = compared(pages(3).await, pages(60).await, Watch::page).await;
    assert!(total > 60, "the statements are counted at all: {total}");
}
