//! The way through a list: all pages of a record lead back to the very list it was opened from.

use crate::harness::{Answer, Client, World, encoded};
use crate::story::OFFICE;
use axum::http::header;

const HERE: &str = "http://127.0.0.1:3000";

/// A district with many applications, and somebody of its office.
async fn full() -> (World, Client) {
    let world = World::new().await;
    server::demo::fill(&world.profile, &world.store, 60, 7, world.now())
        .await
        .unwrap();
    let office = world.person(OFFICE, &[]).await;
    (world, office)
}

/// Fills in a form and sends it as a browser does, which names the page it stands on. Gives where that leads.
async fn press(client: &Client, page: &str, action: &str, typed: &[(&str, &str)]) -> String {
    let form = client.get(page).await.form(action);
    let head = client.posting(action, "text/html");
    let head = head.header(header::REFERER, format!("{HERE}{page}"));
    client
        .ask(head, &encoded(&form.with(typed)))
        .await
        .location()
}

/// The records that a list leads to.
async fn records(client: &Client, list: &str) -> Vec<String> {
    let path = list.split('?').next().unwrap();
    let mut links = client.get(list).await.links();
    links.retain(|href| href.starts_with(&format!("{path}/")));
    assert!(links.len() > 3, "{list}: {links:?}");
    links
}

/// The ways to the neighbours that a page has: to the one before, and to the next.
fn ways(page: &Answer) -> [bool; 2] {
    ["p", "n"].map(|way| page.body.contains(&format!("data-key=\"{way}\"")))
}

/// Fails unless a page leads here.
fn leads(page: &Answer, to: &str) {
    let links = page.is(200).links();
    assert!(links.iter().any(|href| href == to), "{to}: {links:?}");
}

#[tokio::test]
async fn a_decision_leads_back_to_the_record_with_its_list() {
    let (_, office) = full().await;
    let list = "/office/applications?stage=in-review&sort=organization";
    let records = records(&office, list).await;
    let (record, carried) = records[1].split_once('?').unwrap();
    let page = office.get(&records[1]).await;
    let deciding = page.link(&format!("{record}/decide/decline"));
    assert_eq!(deciding, format!("{record}/decide/decline?{carried}"));
    leads(&office.get(&deciding).await, &records[1]);
    let write = async |reason: &str| {
        let typed = [("answers[reason][]", reason)];
        press(&office, &deciding, "/api/save_decision", &typed).await
    };
    let wrong = write("").await;
    assert_eq!(wrong, format!("{record}/decide/decline?check=1&{carried}"));
    leads(&office.get(&wrong).await, &records[1]);
    let preview = write("No school takes part.").await;
    assert_eq!(
        preview,
        format!("{record}/decide/decline/preview?{carried}")
    );
    leads(&office.get(&preview).await, &deciding);
    let done = press(&office, &preview, "/api/decide", &[]).await;
    assert_eq!(done, format!("{record}?done=decline&{carried}"));
    let decided = office.get(&done).await;
    decided.says("Declined, and the partner was told");
    leads(&decided, list);
    assert_eq!(ways(&decided), [true, true]);
    // It has left the list: next is the one that was next before.
    let next = office.get(&format!("{done}&way=next")).await.location();
    let after = records[2].split('?').next().unwrap();
    assert!(next.starts_with(&format!("{after}?")), "{next}");
    leads(&office.get(&next).await, list);
}

#[tokio::test]
async fn the_other_pages_of_a_record_lead_back_to_it_with_its_list() {
    let (_, office) = full().await;
    let list = "/office/applications?stage=in-review&sort=organization";
    let records = records(&office, list).await;
    let (record, carried) = records[1].split_once('?').unwrap();
    let page = office.get(&records[1]).await;
    let history = page.link(&format!("{record}/history"));
    assert_eq!(history, format!("{record}/history?{carried}"));
    let lines = office.get(&history).await;
    leads(&lines, &records[1]);
    leads(&lines, &format!("{record}/history?kind=stage&{carried}"));
    let moment = lines.link(&format!("{record}/history?at="));
    assert!(moment.ends_with(&format!("&{carried}")), "{moment}");
    let moment = office.get(&moment).await;
    moment.says("This is the past");
    leads(&moment, &history);
    leads(&moment, &records[1]);
    let consult = page.link(&format!("{record}/consult"));
    leads(&office.get(&consult).await, &records[1]);
    let refused = press(&office, &consult, "/api/ask_consult", &[]).await;
    assert!(refused.ends_with(&format!("&{carried}")), "{refused}");
    leads(&office.get(&refused).await, &records[1]);
    // The choice of another process is a form that asks for the page anew.
    let redirect = page.link(&format!("{record}/decide/redirect"));
    let choice = office.get(&redirect).await;
    let form = choice.form(&format!("{record}/decide/redirect"));
    let asked = encoded(&form.with(&[("route", "vendor")]));
    let chosen = office
        .get(&format!("{record}/decide/redirect?{asked}"))
        .await;
    leads(&chosen, &records[1]);
    // Without a list, nothing is carried.
    let alone = office.get(record).await;
    leads(&alone, &format!("{record}/history"));
    assert_eq!(ways(&alone), [false, false]);
}

#[tokio::test]
async fn an_organization_knows_the_list_it_was_opened_from() {
    let (_, office) = full().await;
    let list = "/office/organizations?sort=-organization";
    let records = records(&office, list).await;
    let second = office.get(&records[1]).await;
    leads(&second, list);
    assert_eq!(ways(&second), [true, true]);
    for (way, near) in [("previous", &records[0]), ("next", &records[2])] {
        let link = format!("{}&way={way}", records[1]);
        leads(&second, &link);
        assert_eq!(&office.get(&link).await.is(302).location(), near);
    }
    assert_eq!(ways(&office.get(&records[0]).await), [false, true]);
    let plain = records[1].split('?').next().unwrap();
    let alone = office.get(plain).await;
    leads(&alone, "/office/organizations");
    assert_eq!(ways(&alone), [false, false]);
    for odd in [
        "from=organizations&place=99999&way=next",
        "from=applications&place=1&way=next",
        "from=organizations%3Fkind%3Dmagic&place=0",
    ] {
        let page = office.get(&format!("{plain}?{odd}")).await;
        assert!([200, 302].contains(&page.status.as_u16()), "{odd}");
    }
}

#[tokio::test]
async fn a_mail_leads_back_to_the_list_it_was_opened_from() {
    let world = World::new().await;
    world.sent().await;
    let office = world.office().await;
    let list = "/office/mails?words=guild&state=waiting";
    let mail = office.get(list).await.link("/office/mails/");
    leads(&office.get(&mail).await, list);
    let (plain, _) = mail.split_once('?').unwrap();
    for from in [
        "",
        "?from=",
        "?from=state%3Dlost",
        "?from=%2F%2Felsewhere.example",
    ] {
        leads(
            &office.get(&format!("{plain}{from}")).await,
            "/office/mails",
        );
    }
    let whole = office.get("/office/mails").await;
    assert!(
        whole.links().contains(&plain.to_owned()),
        "{:?}",
        whole.links()
    );
}

#[tokio::test]
async fn an_act_on_a_mail_leads_back_to_the_list_it_was_opened_from() {
    let world = World::new().await;
    world.sent().await;
    let office = world.office().await;
    let list = "/office/mails?words=guild&state=waiting";
    let mail = office.get(list).await.link("/office/mails/");
    let held = press(&office, &mail, "/api/handle_mail", &[("deed", "hold")]).await;
    assert!(held.contains("done=hold"), "{held}");
    leads(&office.get(&held).await, list);
    let text = [("subject", "Received"), ("body", "A better text.")];
    let edited = press(&office, &held, "/api/edit_mail", &text).await;
    leads(&office.get(&edited).await, list);
    let text = [("subject", "Received"), ("body", "")];
    let refused = press(&office, &mail, "/api/edit_mail", &text).await;
    leads(&office.get(&refused).await, list);
    press(&office, &edited, "/api/handle_mail", &[("deed", "release")]).await;
    world.later(chrono::TimeDelta::minutes(5));
    for gone in world.store.take_mails(world.now(), 50).await.unwrap() {
        world.store.mail_sent(&gone.id, world.now()).await.unwrap();
    }
    // What is sent once more is another mail, and from there it leads to the same list.
    let resent = press(&office, &mail, "/api/handle_mail", &[("deed", "resend")]).await;
    assert!(
        !resent.starts_with(mail.split('?').next().unwrap()),
        "{resent}"
    );
    let page = office.get(&resent).await;
    let before = page.link(mail.split('?').next().unwrap());
    leads(&office.get(&before).await, list);
    leads(&page, list);
}

#[tokio::test]
async fn where_no_mail_matches_the_filters_are_taken_off() {
    let world = World::new().await;
    let office = world.office().await;
    for filter in ["words=nobody", "state=given-up"] {
        let none = office.get(&format!("/office/mails?{filter}")).await;
        none.says("Nothing matches");
        let ways = none.ways();
        let clear = ways
            .iter()
            .filter(|way| **way == ("/office/mails".to_owned(), "Clear all filters".to_owned()));
        assert_eq!(
            clear.count(),
            2,
            "beside the filters and in the list: {ways:?}"
        );
    }
}
