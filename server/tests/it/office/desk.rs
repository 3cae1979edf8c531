//! Finding at the desk: misspelled names, several orders, chosen columns, saved views, files, and the way through a list.

use crate::harness::{Answer, Client, World};
use crate::html::Piece;
use crate::story::OFFICE;

const LIST: &str = "/office/applications";

/// A district with many applications, and somebody of its office.
async fn full() -> (World, Client) {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 60, 7, world.now())
        .await
        .unwrap();
    let office = world.person(OFFICE, &[]).await;
    (world, office)
}

/// The headings of the table of a page.
fn headings(page: &Answer) -> Vec<String> {
    let pieces = page.pieces();
    let is_heading =
        |piece: &Piece| matches!(piece, Piece::Open(tag) if tag.get("scope") == Some("col"));
    let starts = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| is_heading(piece));
    let found = starts.filter_map(|(at, _)| {
        let heading = crate::html::within(&pieces[at..], |tag| tag.name == "th")?;
        Some(crate::html::text(heading))
    });
    found.collect()
}

#[tokio::test]
async fn a_misspelled_name_is_found_and_the_page_says_so() {
    let world = World::new().await;
    world.sent().await;
    let office = world.office().await;
    let found = office.get(&format!("{LIST}?words=Quilfether")).await;
    found
        .says("Nothing holds “Quilfether”. Shown is what holds “quillfeather”.")
        .says("Quillfeather Guild");
    assert_eq!(found.rows().len(), 1);
    assert!(
        found
            .links()
            .contains(&format!("{LIST}.csv?words=quillfeather"))
    );
    office
        .get(&format!("{LIST}?words=xylophone"))
        .await
        .says("Nothing matches")
        .hides("Shown is what holds");
}

#[tokio::test]
async fn columns_and_rows_are_kept_for_each_person() {
    let (world, office) = full().await;
    let colleague = world.person("colleague@example.org", &[]).await;
    let usual = headings(&office.get(LIST).await);
    assert_eq!(
        usual,
        [
            "Organization",
            "Program",
            "Stage",
            "Sent",
            "Due",
            "Assigned to"
        ]
    );
    let page = office.get(&format!("{LIST}?stage=approved")).await;
    let form = page.form("/api/choose_columns");
    let mut fields = form.with(&[("size", "10")]);
    fields.retain(|(name, _)| name != "answers[columns][]");
    for column in ["due", "mail"] {
        fields.push(("answers[columns][]".to_owned(), column.to_owned()));
    }
    fields.push(("then".to_owned(), "up:mail".to_owned()));
    let done = office.post("/api/choose_columns", &fields).await.location();
    assert_eq!(done, format!("{LIST}?stage=approved&done=columns"));
    let page = office.get(&done).await;
    page.says("The columns are as you chose");
    assert_eq!(headings(&page), ["Organization", "Partner's e-mail", "Due"]);
    assert_eq!(page.rows().len(), 10);
    let sheet = office.get(&format!("{LIST}.csv?stage=approved")).await;
    let first = sheet.body.trim_start_matches('\u{feff}').lines().next();
    assert_eq!(
        first,
        Some("Reference,Organization,Partner's e-mail,Due,Overdue")
    );
    let one = office
        .get(&format!("{LIST}.csv?stage=approved&rows=page&page=2"))
        .await;
    let shown = office
        .get(&format!("{LIST}?stage=approved&page=2"))
        .await
        .rows();
    assert_eq!(one.body.lines().count() - 1, shown.len());
    assert_eq!(
        headings(&colleague.get(LIST).await),
        usual,
        "a colleague sees what they saw"
    );
    let reset = page.form("/api/choose_columns").with(&[("then", "reset")]);
    office.post("/api/choose_columns", &reset).await;
    assert_eq!(headings(&office.get(LIST).await), usual);
}

#[tokio::test]
async fn a_list_is_sorted_by_several_columns() {
    let (_, office) = full().await;
    let page = office
        .get(&format!("{LIST}?sort=stage&sort=-organization"))
        .await;
    assert_eq!(
        page.body.matches("aria-sort").count(),
        1,
        "the first column alone says so"
    );
    let sheet = office
        .get(&format!("{LIST}.csv?sort=stage&sort=-organization"))
        .await;
    assert!(page.links().contains(&format!("{LIST}?sort=-stage")));
    assert!(
        page.links()
            .contains(&format!("{LIST}?sort=stage&sort=-organization&page=2"))
    );
    assert!(sheet.is(200).body.lines().count() > 26);
}

#[tokio::test]
async fn a_view_is_saved_once_shared_and_pinned_with_its_count() {
    let (world, office) = full().await;
    let colleague = world.person("colleague@example.org", &[]).await;
    let list = format!("{LIST}?stage=approved&sort=organization");
    // The same filters, written otherwise.
    let other = format!("{LIST}?sort=organization&x=y&stage=approved&page=2&words=");
    let typed = [("name", "Approved"), ("shared", "yes"), ("pinned", "yes")];
    let saved = office
        .send(&list, "/api/save_view", &typed)
        .await
        .location();
    assert_eq!(saved, format!("{list}&done=save-view"));
    let page = office.get(&other).await;
    assert!(
        page.forms("/api/save_view").is_empty(),
        "it is saved already"
    );
    assert!(page.links().contains(&list));
    let form = office
        .get(&format!("{LIST}?stage=declined"))
        .await
        .form("/api/save_view");
    let again = form.with(&[("name", "Twice"), ("query", &other[LIST.len()..])]);
    let refused = office.post("/api/save_view", &again).await.location();
    office
        .get(&refused)
        .await
        .says("This very view is saved already");
    for client in [&office, &colleague] {
        let home = client.get("/office").await;
        let text = home.text();
        let count = text
            .split(" Approved ")
            .next()
            .unwrap()
            .rsplit(' ')
            .next()
            .unwrap();
        let sheet = client.get(&list.replacen('?', ".csv?", 1)).await;
        assert_eq!(count.parse(), Ok(sheet.body.lines().count() - 1), "{text}");
        assert!(home.links().contains(&list));
    }
    assert!(
        colleague
            .get(&list)
            .await
            .forms("/api/change_view")
            .is_empty()
    );
    for (then, here) in [("unshare", true), ("unpin", false), ("remove", false)] {
        let changed = office
            .send(&list, "/api/change_view", &[("then", then)])
            .await;
        office.get(&changed.location()).await.is(200);
        assert_eq!(
            office.get("/office").await.links().contains(&list),
            here,
            "{then}"
        );
        assert!(
            !colleague.get("/office").await.links().contains(&list),
            "{then}"
        );
    }
    let blank = office.send(&list, "/api/save_view", &[("name", " ")]).await;
    office
        .get(&blank.location())
        .await
        .says("Answer “Name of the view”");
}

#[tokio::test]
async fn a_record_knows_the_list_it_was_opened_from() {
    let (_, office) = full().await;
    let list = format!("{LIST}?queue=unassigned&sort=organization");
    let page = office.get(&list).await;
    let records: Vec<String> = page
        .links()
        .into_iter()
        .filter(|href| href.starts_with(&format!("{LIST}/")))
        .collect();
    assert!(records.len() > 3, "{records:?}");
    let second = office.get(&records[1]).await;
    assert!(second.links().contains(&list), "{:?}", second.links());
    for (way, near) in [("previous", &records[0]), ("next", &records[2])] {
        let link = format!("{}&way={way}", records[1]);
        assert!(
            second.links().contains(&link),
            "{link}: {:?}",
            second.links()
        );
        assert_eq!(&office.get(&link).await.is(302).location(), near);
    }
    let last = office.get(&format!("{list}&page=2")).await;
    assert!(last.rows().is_empty(), "the queue has one page");
    let end = format!("{}&way=next", records[records.len() - 1]);
    assert_eq!(
        office.get(&end).await.location(),
        list,
        "after the last comes the list"
    );
    let first = office.get(&records[0]).await;
    let leads = |page: &Answer, way: &str| page.body.contains(&format!("data-key=\"{way}\""));
    assert_eq!((leads(&first, "p"), leads(&first, "n")), (false, true));
    let plain = records[1].split('?').next().unwrap();
    let alone = office.get(plain).await;
    assert!(!leads(alone.is(200), "n"), "it was opened from nowhere");
    for odd in [
        "from=magic&place=1",
        "from=applications&place=0",
        "from=applications&place=x",
        "from=applications&place=99999",
    ] {
        office.get(&format!("{plain}?{odd}")).await.is(200);
    }
    // Whoever takes it out of the list goes on with the one that was next.
    let form = second.form("/api/assign_application");
    let head = office
        .posting("/api/assign_application", "text/html")
        .header("referer", format!("http://127.0.0.1:3000{}", records[1]));
    let body = crate::harness::encoded(&form.with(&[]));
    let done = office.ask(head, &body).await.location();
    let query = records[1].split_once('?').unwrap().1;
    assert_eq!(done, format!("{plain}?done=assign&{query}"));
    let next = records[2].split('?').next().unwrap();
    let gone = office.get(&format!("{done}&way=next")).await.location();
    assert!(gone.starts_with(next), "{gone}");
}

#[tokio::test]
async fn whoever_turns_single_keys_off_gets_none() {
    let (_, office) = full().await;
    let record = office.get(LIST).await.link(&format!("{LIST}/"));
    for turned in [false, true] {
        for path in [LIST, &record, "/office"] {
            let page = office.get(path).await;
            let help = page.is(200).at("desk-keys");
            assert_eq!(help.is_none(), turned, "{path}");
            if let Some(help) = help {
                assert!(help.contains("To what can be done with the chosen rows"));
            }
        }
        office.send("/account", "/api/set_keys", &[]).await;
    }
}

#[tokio::test]
async fn an_empty_list_says_the_way_on() {
    let (_, full) = full().await;
    let clear = |page: &Answer| {
        let ways = page.ways().into_iter();
        let ways = ways.filter(|(_, words)| words == "Clear all filters");
        ways.map(|(href, _)| href).collect::<Vec<String>>()
    };
    for list in [LIST, "/office/partnerships", "/office/organizations"] {
        let none = full.get(&format!("{list}?words=xylophone")).await;
        none.says("Nothing matches");
        assert_eq!(
            clear(&none),
            [list, list],
            "beside the filters, and in place"
        );
    }
    let world = World::new().await;
    let office = world.office().await;
    for (list, first) in [
        (LIST, "/office/begun"),
        ("/office/partnerships", LIST),
        ("/office/organizations", LIST),
    ] {
        let none = office.get(list).await;
        assert!(clear(&none).is_empty());
        let pieces = none.pieces();
        let empty = crate::html::within(&pieces, |tag| tag.has_class("empty")).unwrap();
        let leads =
            |piece: &Piece| matches!(piece, Piece::Open(tag) if tag.get("href") == Some(first));
        assert!(empty.iter().any(leads), "{list}");
    }
}

#[tokio::test]
async fn a_list_is_printed_and_becomes_a_workbook() {
    let (_, office) = full().await;
    for list in [LIST, "/office/partnerships"] {
        let page = office.get(list).await;
        let paper = office.get(&format!("{list}.html?rows=page")).await;
        assert_eq!(paper.is(200).rows().len(), page.rows().len(), "{list}");
        let all = office.get(&format!("{list}.html")).await;
        assert!(all.rows().len() > 25, "{list}");
        assert!(all.links().contains(&list.to_owned()));
        let book = office.get(&format!("{list}.xlsx")).await;
        let sheet = "xl/worksheets/sheet1.xml";
        assert!(book.is(200).body.contains(sheet), "{list}");
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        assert_eq!(book.header("content-type"), kind);
        assert!(book.header("content-disposition").starts_with("attachment"));
        office.get(&format!("{list}.pdf")).await.is(404);
    }
}
