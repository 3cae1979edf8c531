//! Sheets: the rows of the page they belong to, and nothing that a spreadsheet would run.

use crate::harness::{Client, World};
use crate::html::{self, Piece, Tag};
use crate::story::{APPROVAL, OFFICE, PARTNER};
use chrono::TimeDelta;
use partnership::person::Role;
use std::io::{Cursor, Read};

/// The cells of a sheet, row by row.
fn cells(sheet: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = sheet.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.push(signs.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    assert!(
        !quoted && cell.is_empty() && row.is_empty(),
        "the sheet ends with a whole row"
    );
    rows
}

async fn sheet(client: &Client, path: &str) -> Vec<Vec<String>> {
    let answer = client.get(path).await;
    assert!(
        answer.is(200).body.starts_with('\u{feff}'),
        "the mark of UTF-8"
    );
    cells(&answer.body)
}

/// The tags of a piece of a workbook that have this name, each with its place.
fn tags<'a>(pieces: &'a [Piece], name: &str) -> Vec<(usize, &'a Tag)> {
    let found = pieces.iter().enumerate();
    let found = found.filter_map(|(at, piece)| match piece {
        Piece::Open(tag) if tag.name == name => Some((at, tag)),
        _ => None,
    });
    found.collect()
}

/// The texts of a workbook, each with whether it is marked as text. Fails at a formula, and at a text that does not
/// stand in the workbook's list of texts.
async fn workbook(client: &Client, path: &str) -> Vec<(String, bool)> {
    let book = client.get(path).await.is(200).bytes.clone();
    let mut folder = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = folder.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        html::pieces(&text)
    };
    let (sheet, texts, looks) = (
        part("xl/worksheets/sheet1.xml"),
        part("xl/sharedStrings.xml"),
        part("xl/styles.xml"),
    );
    assert!(tags(&sheet, "f").is_empty(), "{path} has a formula");
    let texts: Vec<String> = tags(&texts, "si")
        .iter()
        .map(|(at, _)| html::text(html::within(&texts[*at..], |tag| tag.name == "si").unwrap()))
        .collect();
    let looks = html::within(&looks, |tag| tag.name == "cellxfs").unwrap();
    let is_quoted: Vec<bool> = tags(looks, "xf")
        .iter()
        .map(|(_, look)| look.get("quoteprefix") == Some("1"))
        .collect();
    let cells = tags(&sheet, "c").into_iter();
    // A cell with neither is empty or a number.
    let written = cells.filter(|(_, cell)| cell.get("t").is_some());
    let read = written.map(|(at, cell)| {
        assert_eq!(cell.get("t"), Some("s"), "{path}: {cell:?}");
        let inside = html::within(&sheet[at..], |tag| tag.name == "c").unwrap();
        let text: usize = html::text(inside).parse().unwrap();
        let look: usize = cell.get("s").map_or(0, |look| look.parse().unwrap());
        (texts[text].clone(), is_quoted[look])
    });
    read.collect()
}

#[tokio::test]
async fn a_sheet_holds_the_rows_of_its_list_under_the_same_filters() {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 60, 7, world.now())
        .await
        .unwrap();
    let office = world.person(OFFICE, &[]).await;
    for list in [
        "/office/applications",
        "/office/applications?stage=approved",
        "/office/applications?words=lantern&sort=organization",
        "/office/applications?queue=overdue",
        "/office/partnerships",
        "/office/partnerships?stage=active&words=reading",
        "/office/partnerships?area=academics",
    ] {
        let page = office.get(list).await;
        let download = page.links().into_iter().find(|href| href.contains(".csv"));
        let Some(download) = download else {
            assert!(page.rows().is_empty(), "{list} has rows and no sheet");
            continue;
        };
        let sheet = sheet(&office, &download).await;
        let width = sheet[0].len();
        assert!(sheet.iter().all(|row| row.len() == width), "{list}");
        let column = sheet[0]
            .iter()
            .position(|name| name == "Organization")
            .unwrap();
        for (row, cells) in page.rows().iter().zip(&sheet[1..]) {
            assert!(
                row.starts_with(&cells[column]),
                "{list}: {row:?} and {cells:?}"
            );
        }
        let total = page
            .text()
            .split("Showing ")
            .nth(1)
            .and_then(|rest| rest.split(" of ").nth(1)?.split(' ').next()?.parse().ok());
        assert_eq!(total, Some(sheet.len() - 1), "{list}");
    }
}

#[tokio::test]
async fn no_cell_is_a_formula_whatever_a_partner_typed() {
    let world = World::new().await;
    let mut answers = world.answers();
    answers.set(
        "organization.name",
        vec!["=HYPERLINK(\"https://evil.example\",\"x\")".to_owned()],
    );
    answers.set("program.title", vec!["@SUM(A1)".to_owned()]);
    let (_, id) = world.sent_by(PARTNER, &answers).await;
    answers.set("organization.name", vec!["+1, \"two\"".to_owned()]);
    answers.set("program.title", vec!["-2+3".to_owned()]);
    world.sent_by("ben@example.org", &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    office.judge(&world, &id, "met").await;
    office.decide(&id, "approve", &APPROVAL).await;
    let mut seen = 0;
    for path in ["/office/applications.csv", "/office/partnerships.csv"] {
        for cell in sheet(&office, path).await.into_iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{path}: {cell:?}"
            );
            seen += usize::from(cell.starts_with('\''));
        }
    }
    assert_eq!(seen, 6, "each of the six cells has a mark before it");
    let mut marked = Vec::new();
    for list in ["applications", "partnerships", "organizations"] {
        for (text, is_quoted) in workbook(&office, &format!("/office/{list}.xlsx")).await {
            let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert_eq!(is_quoted, begins, "{list}: {text:?}");
            marked.extend(begins.then_some(text));
        }
    }
    marked.sort();
    let formula = "=HYPERLINK(\"https://evil.example\",\"x\")";
    let [plus, minus, at] = ["+1, \"two\"", "-2+3", "@SUM(A1)"];
    let typed = [plus, minus, formula, formula, formula, at, at];
    assert_eq!(marked, typed, "as it was typed, and marked as text");
}

#[tokio::test]
async fn a_printed_sheet_names_whose_applications_it_holds() {
    let world = World::new().await;
    let (_, _, id) = world.ready().await;
    let office = world.person("colleague@example.org", &[Role::Office]).await;
    let reader = world.person("signer@example.org", &[Role::Signer]).await;
    let holder = world.id_of(OFFICE).await;
    let record = format!("/office/applications/{id}");
    let to = [("to", holder.as_str())];
    office.send(&record, "/api/assign_application", &to).await;
    let sheet = format!("/office/applications.html?assignee={holder}");
    for client in [&office, &reader] {
        let paper = client.get(&sheet).await;
        paper.says(&format!("Assigned to: {OFFICE}"));
        paper.hides("Somebody");
    }
}

#[tokio::test]
async fn a_sheet_speaks_the_language_of_its_reader_and_writes_days_for_machines() {
    let world = World::new().await;
    world.sent().await;
    let office = world.office().await;
    let english = sheet(&office, "/office/applications.csv").await;
    assert_eq!(
        english[0],
        [
            "Reference",
            "Organization",
            "Program",
            "Stage",
            "Sent",
            "Due",
            "Overdue",
            "Assigned to"
        ]
    );
    assert_eq!(
        english[1],
        [
            "DPS-2026-0001",
            "Quillfeather Guild",
            "Saturday Math Studio",
            "Submitted",
            "2026-11-26",
            "2026-12-11",
            "No",
            "Nobody"
        ]
    );
    let spanish = sheet(&office, "/office/applications.csv?lang=es").await;
    assert_ne!(spanish[0], english[0]);
    assert_eq!(spanish[1][..3], english[1][..3]);
}

#[tokio::test]
async fn small_numbers_of_students_are_kept_back_in_pages_and_sheets() {
    let world = World::new().await;
    let mut answers = world.answers();
    answers.set("sites.students", vec!["7".to_owned()]);
    let (_, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.take_up(&id).await;
    office.judge(&world, &id, "met").await;
    office.decide(&id, "approve", &APPROVAL).await;
    let analyst = world.person("analyst@example.org", &[Role::Analyst]).await;
    let rows = analyst.get("/office/partnerships").await.rows();
    assert!(rows[0].contains("fewer than 10"), "{rows:?}");
    let sheet = sheet(&analyst, "/office/partnerships.csv").await;
    let at = sheet[0].iter().position(|name| name == "Students");
    assert_eq!(sheet[1][at.unwrap()], "fewer than 10");
}

#[tokio::test]
async fn the_figures_of_a_chart_are_those_of_its_table() {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 40, 7, world.now())
        .await
        .unwrap();
    let office = world.person(OFFICE, &[]).await;
    let page = office.get("/office/dashboard").await;
    for figure in [
        "areas",
        "schools",
        "levels",
        "stages",
        "applications",
        "days",
    ] {
        let address = format!("/office/dashboard/{figure}.csv");
        assert!(page.links().contains(&address), "{figure}");
        let sheet = sheet(&office, &address).await;
        let chart = page.at(figure).unwrap();
        assert!(sheet.len() > 1, "{figure}");
        for row in &sheet[1..] {
            assert_eq!(row.len(), 2);
            assert!(
                chart.contains(&row[0]),
                "{figure} shows no {:?}: {chart}",
                row[0]
            );
        }
    }
    for other in [
        "students.csv",
        "areas",
        "areas.csv.csv",
        "..%2Fpartnerships.csv",
    ] {
        office
            .get(&format!("/office/dashboard/{other}"))
            .await
            .is(404);
    }
}

#[tokio::test]
async fn a_list_is_downloaded_only_soon_after_signing_in() {
    let world = World::new().await;
    world.sent().await;
    let office = world.office().await;
    let address = "/office/applications.csv?stage=submitted";
    assert_eq!(sheet(&office, address).await.len(), 2);
    for _ in 0..3 {
        world.later(TimeDelta::minutes(5));
        office.get("/office").await.is(200);
    }
    let asked = office.get(address).await.is(303).location();
    let back = "/sign-in?go-on=%2Foffice%2Fapplications%3Fstage%3Dsubmitted&for=sheet";
    assert_eq!(asked, back);
    office
        .get(&asked)
        .await
        .says("Before you download a list, show once more that it is you");
    office.get("/office/partnerships.csv").await.is(303);
    // Whoever may not read it finds nothing, however long ago they signed in.
    let partner = world.person(PARTNER, &[]).await;
    world.later(TimeDelta::minutes(20));
    partner.get(address).await.is(404);
    // Figures name nobody.
    office.get("/office/dashboard/areas.csv").await.is(200);
    // Signing in again leads back to the list, and to the sheet.
    let code_page = office
        .send(&asked, "/api/ask_to_sign_in", &[("email", OFFICE)])
        .await
        .location();
    let code = [("code", &*world.code(OFFICE).await)];
    let done = office.send(&code_page, "/api/sign_in_with_code", &code);
    let list = done.await.location();
    assert_eq!(list, "/office/applications?stage=submitted");
    let again = office.get(&list).await.link("/office/applications.csv");
    assert_eq!(again, address);
    assert_eq!(sheet(&office, &again).await.len(), 2);
}
