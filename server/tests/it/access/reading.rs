//! Every page, opened by everybody: who sees it, and that nothing leaks to the others.

use super::pages::{PAGES, Page};
use super::people::{Crowd, SECRET, Who};
use crate::harness::{Answer, Client};

#[tokio::test]
async fn every_page_is_seen_by_those_who_may_and_by_nobody_else() {
    let crowd = Crowd::gather().await;
    let before = but_marks(&crowd).await;
    let mut faults = Vec::new();
    for page in PAGES {
        for (column, client) in &crowd.clients {
            let path = crowd.real(page.path);
            let answer = client.get(&path).await;
            let head = axum::http::Request::head(&path).header("accept", "text/html");
            let head = client.ask(head, "").await;
            if head.status != answer.status || !head.body.is_empty() {
                let (route, status) = (page.route, answer.status);
                faults.push(format!(
                    "HEAD {route} as {column}: {} for {status}",
                    head.status
                ));
            }
            let fault = if page.who.lets(column) {
                seen(page, &answer)
            } else {
                denied(&crowd, page, column, client, &answer).await
            };
            faults.extend(fault.map(|fault| format!("{} as {column}: {fault}", page.route)));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(
        before == but_marks(&crowd).await,
        "opening pages wrote something into the database"
    );
}

/// What all tables hold, but for what each reader has read: that is the one thing that opening a page writes.
async fn but_marks(crowd: &Crowd) -> Vec<store::contents::Contents> {
    let mut all = crowd.world.store.contents().await.unwrap();
    all.retain(|table| table.table != "read_mark");
    all
}

/// What is wrong with the answer to somebody who may see the page.
fn seen(page: &Page, answer: &Answer) -> Option<String> {
    let status = answer.status.as_u16();
    // The files of the front end are there only once they were built.
    let may_be_missing = page.route.starts_with("/pkg") || page.route.starts_with("/favicon");
    match status {
        200 => None,
        302 if !answer.location().starts_with("/sign-in") => None,
        404 if may_be_missing => None,
        _ => Some(format!(
            "should be seen, but {status} came: {}",
            answer.short()
        )),
    }
}

/// What is wrong with the answer to somebody who may not see the page.
async fn denied(
    crowd: &Crowd,
    page: &Page,
    column: &str,
    client: &Client,
    answer: &Answer,
) -> Option<String> {
    let leaks: Vec<&str> = [
        SECRET,
        page.secret,
        "Only the office reads this note",
        "Only the partner reads this message",
    ]
    .into_iter()
    .chain(crowd.references.iter().map(String::as_str))
    .chain((!matches!(column, "owner" | "member")).then_some("owner@quillfeather.example"))
    .filter(|secret| answer.body.contains(secret))
    .collect();
    if !leaks.is_empty() {
        return Some(format!("{} came, with {leaks:?} in it", answer.status));
    }
    if column == "anonymous" {
        let leads = answer
            .headers
            .get("location")
            .map(|to| to.to_str().unwrap_or_default().to_owned())
            .unwrap_or_default();
        let expected = format!("/sign-in?go-on={}", encoded(&crowd.real(page.path)));
        return (leads != expected).then(|| {
            format!(
                "should redirect to {expected}, but {} {leads:?} came",
                answer.status
            )
        });
    }
    if answer.status.as_u16() != 404 {
        return Some(format!(
            "should not be found, but {} came: {}",
            answer.status,
            answer.short()
        ));
    }
    let nowhere = match page.path {
        path if path.contains(|c: char| c.is_ascii_uppercase()) => crowd.made_up(path),
        path if path.starts_with("/office") => "/office/no-such-page".to_owned(),
        _ => "/no-such-page".to_owned(),
    };
    let other = client.get(&nowhere).await;
    let (here, there) = (same(answer, &crowd.real(page.path)), same(&other, &nowhere));
    (here != there || other.status != answer.status).then(|| {
        format!(
            "is told apart from a page that does not exist ({}): {}",
            other.status,
            apart(&here, &there)
        )
    })
}

/// Where two texts begin to differ.
pub fn apart(one: &str, other: &str) -> String {
    let at = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |text: &str| {
        text.chars()
            .skip(at.saturating_sub(40))
            .take(200)
            .collect::<String>()
    };
    format!("\n    {:?}\n    {:?}", part(one), part(other))
}

/// An answer without what differs from request to request.
fn same(answer: &Answer, path: &str) -> String {
    let nonce = answer
        .body
        .split("nonce=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap_or("none");
    let body = answer.body.replace(path, "PATH").replace(nonce, "NONCE");
    let names: Vec<&str> = answer
        .headers
        .keys()
        .map(|name| name.as_str())
        .filter(|name| *name != "content-length")
        .collect();
    format!("{names:?} {body}")
}

fn encoded(value: &str) -> String {
    app::url::encoded(value)
}

#[tokio::test]
async fn each_page_that_is_denied_to_somebody_has_something_that_could_leak() {
    let crowd = Crowd::gather().await;
    for page in PAGES.iter().filter(|page| page.who != Who::Anyone) {
        let columns = ["owner", "administrator", "other partner"];
        let column = columns.into_iter().find(|column| page.who.lets(column));
        let column = column.unwrap();
        let client = crowd.client(column);
        let mut answer = client.get(&crowd.real(page.path)).await;
        if answer.status.is_redirection() {
            answer = client.get(&answer.location()).await;
        }
        assert!(
            !page.secret.is_empty() && answer.body.contains(page.secret),
            "{} should show {:?}: {}",
            page.route,
            page.secret,
            answer.short()
        );
    }
}
