//! The mails about an application: a list of their own in the out-box, and each kind by its name.

use super::record;
use crate::harness::World;
use partnership::person::Role;

#[tokio::test]
async fn a_record_leads_to_exactly_the_mails_about_it() {
    let world = World::new().await;
    let (_, office, id) = world.ready().await;
    let (_, second) = world.sent_by("bea@example.com", &world.answers()).await;
    let mails = office.get(&record(&id)).await.link("/office/mails");
    assert_eq!(mails, format!("/office/mails?application={id}"));
    let page = office.get(&mails).await;
    page.says("DPS-2026-0001").hides("DPS-2026-0002");
    page.says("Application: Quillfeather Guild (DPS-2026-0001)");
    assert!(page.links().contains(&record(&id)), "and back again");
    assert_eq!(page.rows().len(), 1, "{:?}", page.rows());
    let all = office.get("/office/mails").await;
    assert!(all.rows().len() > page.rows().len());
    // A search stays within it, and the states lead out of it.
    let found = office.get(&format!("{mails}&words=nobody")).await;
    found.says("Nothing matches");
    assert_eq!(
        found.form("/office/mails").value("application"),
        Some(id.as_str())
    );
    // Whoever works on an application sees none of its mails, whatever they ask.
    let other = world.person("bea@example.com", &[Role::Office]).await;
    let own = other
        .get(&format!("/office/mails?application={second}"))
        .await;
    own.says("Nothing matches");
    assert_eq!(own.rows().len(), 0);
    let signer = world.person("signer@example.org", &[Role::Signer]).await;
    signer.get(&mails).await.is(404);
    let none = office.get("/office/mails?application=abc").await;
    none.says("Nothing matches").says("Application: not found");
}
