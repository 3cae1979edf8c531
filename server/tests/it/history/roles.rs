//! Who held which role when: a page for the administrator, and a sheet.

use crate::harness::World;
use partnership::person::Role;

#[tokio::test]
async fn roles_stay_in_sight_when_they_were_taken_away() {
    let world = World::new().await;
    let chief = world
        .person("chief@example.org", &[Role::Administrator])
        .await;
    let invited = [("email", "olga@example.org"), ("role", "office")];
    chief
        .send("/office/people", "/api/grant_role", &invited)
        .await;
    let people = chief.get("/office/people").await;
    assert!(people.links().contains(&"/office/people/roles".to_owned()));
    let forms = people.forms("/api/revoke_role").into_iter();
    let revoke = forms
        .filter(|form| form.value("role") == Some("office"))
        .map(|form| form.with(&[]));
    for fields in revoke {
        chief.post("/api/revoke_role", &fields).await;
    }
    let page = chief.get("/office/people/roles").await;
    let rows = page.is(200).rows();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows[0].contains("olga@example.org Partnership office")
            && rows[0].matches("chief@example.org").count() == 2,
        "{rows:?}"
    );
    assert!(
        rows[1].contains("The operator, at the command line") && rows[1].contains("Held now"),
        "{rows:?}"
    );
    let ended = chief.get("/office/people/roles?held=ended").await;
    assert_eq!(ended.rows().len(), 1);
    let csv = ended.link("/office/people/roles.csv");
    let sheet = chief.get(&csv).await;
    assert_eq!(sheet.is(200).body.lines().count(), 2, "{}", sheet.body);
    assert!(sheet.body.contains("olga@example.org,Partnership office,2026-11-26 10:00,chief@example.org,2026-11-26 10:00,chief@example.org"), "{}", sheet.body);
    chief
        .get("/office/people/roles?words=nobody")
        .await
        .is(200)
        .says("Nothing matches");
    let spanish = chief.get("/office/people/roles?lang=es").await;
    spanish.says("Funciones a lo largo del tiempo");
}
