//! Statements of every page of the access matrix: no page is forgotten, whoever adds one.

use super::statement::{Watch, compared};
use crate::access::pages::{PAGES, Page};
use crate::access::people::{Crowd, Who};
use crate::harness::{Client, World};
use store::Store;

/// Pages that run none of the district's statements or are no pages: files of the front end, and how the process is.
const ASIDE: [&str; 8] = [
    "/pkg/{*file}",
    "/favicon.svg",
    "/favicon.ico",
    "/healthz",
    "/readyz",
    "/theme.css",
    "/.well-known/security.txt",
    "/logo/{hash}",
];

/// Who opens a page here: of those who may, the one who sees most.
fn reader(page: &Page) -> &'static str {
    let columns = ["administrator", "owner", "member", "other partner"];
    let may = columns.into_iter().find(|column| page.who.lets(column));
    may.unwrap_or_else(|| panic!("nobody opens {}", page.route))
}

/// A page, who opens it, and where it stands.
type Opened = (String, Client, String);

/// A district of so many organizations, with everybody and every page they open: those of the access matrix, and the
/// states of the office's pages that show most.
async fn pages(organizations: u32) -> (Store, Vec<Opened>) {
    let world = World::of(crate::decide::meeting::profile()).await;
    let demo = server::demo::fill(&world.profile, &world.store, organizations, 7, world.now());
    demo.await.unwrap();
    let crowd = Crowd::within(world).await;
    let office = crowd.client("administrator");
    let application = crowd.real("APPLICATION");
    let record = format!("/office/applications/{application}");
    // A decision that is written has a preview; of a review by several the record tells who found what.
    let reviewer = crowd.client("office");
    // Where several review the lead decides: the administrator, who writes the decision, leads.
    let form = office.get(&record).await.form("/api/assign_application");
    let lead = office
        .post("/api/assign_application", &form.with(&[]))
        .await
        .location();
    assert!(lead.contains("done=assign"), "{lead}");
    office
        .put_on(&crowd.world, &application, "office@example.org")
        .await;
    let blank = reviewer.judge(&crowd.world, &application, "met").await;
    assert_eq!(blank.status.as_u16(), 302);
    office
        .write(&application, "decline", &[("reason", "No")])
        .await;
    let mut pages: Vec<Opened> = PAGES
        .iter()
        .filter(|page| !ASIDE.contains(&page.route))
        .map(|page| {
            let (column, path) = (reader(page), crowd.real(page.path));
            (page.route.to_owned(), crowd.client(column).clone(), path)
        })
        .collect();
    let decide = office.get(&format!("{record}/decide/approve")).await;
    let merge = decide
        .links()
        .into_iter()
        .find(|href| href.contains("/merge?into="));
    let bulk = format!("/office/bulk?act=assign&only={application}");
    let form = office.get(&bulk).await.form("/api/start_bulk");
    let to = crowd.world.id_of("office@example.org").await;
    let done = office
        .post("/api/start_bulk", &form.with(&[("to", &to)]))
        .await
        .location();
    let moment = office.get(&format!("{record}/history")).await;
    let moment = moment.link(&format!("{record}/history?at="));
    let more = [
        Some(("the record, as a reviewer", reviewer, record.clone())),
        merge.map(|href| {
            (
                "two organizations before they are put together",
                office,
                href,
            )
        }),
        Some(("several at once, before", office, bulk)),
        Some(("several at once, after", office, done)),
        Some(("a moment of the past", office, moment)),
        Some((
            "declining, where somebody else leads",
            reviewer,
            format!("{record}/decide/decline"),
        )),
        Some((
            "a list that is searched",
            office,
            "/office/applications?words=Quilfether".to_owned(),
        )),
        Some((
            "asking for changes",
            office,
            format!("{record}/decide/request-changes"),
        )),
        Some(("approving", office, format!("{record}/decide/approve"))),
        Some((
            "sending to another process",
            office,
            format!("{record}/decide/redirect?route=vendor"),
        )),
    ];
    let more = more.into_iter().flatten();
    pages.extend(more.map(|(name, client, path)| (name.to_owned(), client.clone(), path)));
    (crowd.world.store.clone(), pages)
}

/// The statements of a page, and of the one it leads to.
async fn run(watch: &Watch, client: &Client, path: &str) -> Vec<String> {
    let (answer, mut run) = watch.during(client.get(path)).await;
    if answer.status.is_redirection() {
        let next = answer.location();
        if path.starts_with("/office") {
            panic!("{path} is not drawn, it leads to {next}");
        }
        run = watch.page(client, &next).await;
    } else {
        assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.short());
    }
    // What is new on a page is marked as read beside the answer, which does not wait for that.
    if run.iter().any(|line| line.contains("read_mark")) {
        run.retain(|line| {
            !line.starts_with("begin") && !line.contains("read_mark") && line != "commit"
        });
    }
    run
}

#[tokio::test]
async fn every_page_of_the_access_matrix_runs_at_most_six_statements_however_many_rows_there_are() {
    let total = compared(pages(3).await, pages(60).await, run).await;
    assert!(total > 150, "the statements are counted at all: {total}");
}

#[test]
fn every_office_page_is_opened_by_somebody() {
    let office = PAGES
        .iter()
        .filter(|page| page.route.starts_with("/office"));
    let set_aside: Vec<&str> = office
        .filter(|page| ASIDE.contains(&page.route) || page.who == Who::Anyone)
        .map(|page| page.route)
        .collect();
    assert!(set_aside.is_empty(), "{set_aside:?}");
}
