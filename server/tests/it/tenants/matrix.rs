//! The whole access matrix with the ids of another district: nothing is there, whatever roles somebody has here.

use super::{PLACES, named};
use crate::access::acts::ACTS;
use crate::access::pages::PAGES;
use crate::access::people::{Crowd, SECRET};
use crate::harness::{Answer, Client, World, pairs};
use partnership::person::Role;

/// A district in which everything has happened, and somebody in another one who has every role there: once as the
/// very person whom the other district knows.
async fn apart(places: [&str; 2]) -> (Crowd, World, Vec<Client>) {
    let [durham, wake] = places;
    let profiles = vec![
        (crate::decide::meeting::profile(), durham),
        (named("wake", "Wakeshire"), wake),
    ];
    let [durham, wake] = World::several(profiles).await.try_into().ok().unwrap();
    let crowd = Crowd::within(durham).await;
    let roles = [Role::Office, Role::Administrator];
    let clients = vec![
        wake.person("owner@quillfeather.example", &[]).await,
        wake.person("other@elsewhere.example", &[]).await,
        wake.person("office@example.org", &roles).await,
    ];
    (crowd, wake, clients)
}

/// What an answer says and where it leads, but for the ids that were asked for.
fn told(answer: &Answer, ids: &[String]) -> String {
    let text = format!(
        "{} {} {}",
        answer.status,
        answer.header("location"),
        if answer.main().is_empty() {
            answer.body.clone()
        } else {
            answer.main()
        }
    );
    ids.iter().fold(text, |text, id| text.replace(id, "ID"))
}

#[tokio::test]
async fn no_page_and_no_act_tells_an_id_of_another_district_from_one_that_nothing_has() {
    for places in PLACES {
        let (crowd, _wake, clients) = apart(places).await;
        let mut real: Vec<String> = crowd.ids.iter().map(|(_, id)| id.clone()).collect();
        real.sort_by_key(|id| std::cmp::Reverse(id.len()));
        let made_up: Vec<String> = real.iter().map(|id| "z".repeat(id.len())).collect();
        let before = crowd.world.fingerprint().await;
        let mut faults = Vec::new();
        let mut asked = 0;
        for client in &clients {
            let token = client.token().await;
            for page in PAGES
                .iter()
                .filter(|page| page.path != crowd.made_up(page.path))
            {
                let there = client.get(&crowd.real(page.path)).await;
                let nowhere = client.get(&crowd.made_up(page.path)).await;
                if there.body.contains(SECRET) || told(&there, &real) != told(&nowhere, &made_up) {
                    faults.push(format!("{}: {}", page.route, there.short()));
                }
                asked += 1;
            }
            let has_id = |value: &str| value != crowd.made_up(value);
            for act in ACTS
                .iter()
                .filter(|act| act.fields.iter().any(|(_, value)| has_id(value)))
            {
                let mut fields = crowd.fields(act.fields, &token);
                let there = client.call(act.path, &fields).await;
                fields = pairs(act.fields);
                for (_, value) in &mut fields {
                    *value = crowd.made_up(value);
                }
                fields.push(("token".to_owned(), token.clone()));
                let nowhere = client.call(act.path, &fields).await;
                if told(&there, &real) != told(&nowhere, &made_up) {
                    faults.push(format!("{}: {} {}", act.path, there.body, nowhere.body));
                }
                asked += 1;
            }
        }
        assert!(faults.is_empty(), "{places:?}\n{}", faults.join("\n"));
        assert!(asked > 150, "only {asked} were asked");
        assert!(
            before == crowd.world.fingerprint().await,
            "{places:?}: something was written"
        );
    }
}
