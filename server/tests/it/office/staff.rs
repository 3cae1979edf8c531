//! The list of people: found by name, by role, in an order, on pages and in files, as the other lists are.

use crate::harness::World;
use partnership::person::Role;

const LIST: &str = "/office/people";

#[tokio::test]
async fn people_are_found_by_words_and_role_with_filters_that_go_away_again() {
    let world = World::new().await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    for (email, role, name) in [
        ("zoe@example.org", Role::Office, "Zoë Quillfeather"),
        ("lia@example.org", Role::Liaison, "Lia Marigold"),
        ("bo@example.org", Role::Office, "Bo Marigold"),
    ] {
        let person = world.person(email, &[role]).await;
        person
            .send("/account", "/api/rename", &[("name", name)])
            .await;
    }
    let page = chief.get(LIST).await;
    assert_eq!(page.rows().len(), 4, "{:?}", page.rows());
    let found = chief
        .get("/office/people?words=marigold&holds=office")
        .await;
    found
        .says("Bo Marigold")
        .hides("Lia Marigold")
        .says("Name or address: marigold")
        .says("Role: Partnership office");
    for without in [
        "/office/people?holds=office",
        "/office/people?words=marigold",
    ] {
        assert!(
            found.links().contains(&without.to_owned()),
            "{:?}",
            found.links()
        );
    }
    // Misspelled, the nearest name is found.
    chief
        .get("/office/people?words=Quilfeather")
        .await
        .says("Zoë Quillfeather")
        .says("Nothing holds “Quilfeather”");
    let sorted = chief.get("/office/people?sort=-email").await;
    let rows = sorted.rows();
    assert!(rows[0].contains("zoe@example.org"), "{rows:?}");
    chief
        .get("/office/people?words=nobody-has-this")
        .await
        .says("No");
    chief
        .get("/office/people?page=9")
        .await
        .is(200)
        .hides("zoe@example.org");
    for odd in [
        "?words=%22%20or%201%3D1%20--",
        "?words=%25",
        "?holds=king",
        "?page=0",
        "?sort=x",
    ] {
        chief.get(&format!("{LIST}{odd}")).await.is(200);
    }
}

#[tokio::test]
async fn the_list_of_people_is_taken_along_and_its_columns_are_chosen() {
    let world = World::new().await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    world.grant("lia@example.org", Role::Liaison).await;
    let sheet = chief.get("/office/people.csv?holds=liaison").await;
    let lines: Vec<&str> = sheet.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "Person,E-mail address,Roles",
            "lia@example.org,lia@example.org,School liaison"
        ]
    );
    chief
        .get("/office/people.html")
        .await
        .says("lia@example.org")
        .says("As of November 26, 2026");
    assert!(
        chief
            .get("/office/people.xlsx")
            .await
            .is(200)
            .body
            .contains("xl/worksheets/sheet1.xml")
    );
    let columns = [("answers[columns][]", "since"), ("size", "10")];
    let chosen = chief.send(LIST, "/api/choose_columns", &columns).await;
    assert_eq!(chosen.location(), "/office/people?done=columns");
    let page = chief.get(&chosen.location()).await;
    page.says("The columns are as you chose")
        .says("Known since");
    let view = [("name", "Liaisons"), ("pinned", "on"), ("shared", "on")];
    let listed = "/office/people?holds=liaison";
    chief.send(listed, "/api/save_view", &view).await;
    let home = chief.get("/office").await;
    home.says("1 Liaisons");
    assert!(
        home.links().contains(&listed.to_owned()),
        "{:?}",
        home.links()
    );
    // It is shared, but who does not manage people has no such list.
    let olga = world.person("olga@example.org", &[Role::Office]).await;
    olga.get("/office").await.hides("Liaisons");
    let token = olga.token().await;
    let forged = crate::harness::pairs(&[
        ("list", "people"),
        ("query", "?holds=office"),
        ("name", "Mine"),
        ("token", token.as_str()),
    ]);
    assert_eq!(
        olga.call("/api/save_view", &forged).await.body,
        "\"not-found\""
    );
}
