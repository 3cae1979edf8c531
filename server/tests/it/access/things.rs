//! Things that belong to one person, who is not the only one with a right to such things.

use crate::harness::{Client, World};
use chrono::Days;
use partnership::id::ApplicationId;
use partnership::person::{Email, Role};
use store::Asker;
use store::bulk::Deed;

/// The list whose views are saved.
const LIST: &str = "/office/partnerships";

/// Makes them, and gives their words and ids: `BULK` has yet to be gone on with, `FINISHED` could be taken back;
/// `VIEW` is the office's own, `SHARED` is seen by all; `LINK` is the secret of `INVITATION`, which nobody has used.
pub async fn made(
    world: &World,
    clients: &[(&'static str, Client)],
    application: &str,
) -> Vec<(&'static str, String)> {
    let client = |name| {
        &clients
            .iter()
            .find(|(column, _)| *column == name)
            .unwrap()
            .1
    };
    let (owner, member, office) = (client("owner"), client("member"), client("office"));
    let (bulk, finished) = bulks(world, application).await;
    let view = view(office, &format!("{LIST}?words=Quill"), &[("name", "Own")]).await;
    let everybody = [("name", "For all"), ("shared", "yes")];
    let shared = self::view(office, &format!("{LIST}?words=Guild"), &everybody).await;
    let page = format!("/applications/{application}/members");
    let reason = [("reason", "She has left us")];
    let claimed = member.send(&page, "/api/claim_ownership", &reason).await;
    assert!(claimed.location().ends_with("done=claim"));
    let claims = office.get("/office/claims").await;
    let claim = claims
        .form("/api/settle_claim")
        .value("claim")
        .unwrap()
        .to_owned();
    owner.invite(application, "invited@elsewhere.example").await;
    let link = world.invitation("invited@elsewhere.example").await;
    let (_, link) = link.split_once("secret=").unwrap();
    let invited = owner.get(&page).await.form("/api/end_invitation");
    vec![
        ("BULK", bulk),
        ("FINISHED", finished),
        ("VIEW", view),
        ("SHARED", shared),
        ("CLAIM", claim),
        ("LINK", link.to_owned()),
        (
            "INVITATION",
            invited.value("invitation").unwrap().to_owned(),
        ),
        ("MEMBER", world.id_of("member@quillfeather.example").await),
    ]
}

/// Two acts of the office on several applications at once: one that stopped before it did anything, and one that is
/// done.
async fn bulks(world: &World, application: &str) -> (String, String) {
    let (store, now) = (&world.store, world.now());
    let office = Email::parse("office@example.org").unwrap();
    let office = Asker {
        id: store.person_of(&office).await.unwrap().id,
        roles: vec![Role::Office],
    };
    let application = ApplicationId::parse(application).unwrap();
    let due = Deed::SetDue(now.date_naive() + Days::new(40));
    let mut made = Vec::new();
    for deed in [Deed::Assign(None), due] {
        let (key, ids) = (store::fresh::id(), [application.clone()]);
        made.push(
            store
                .begin_bulk(&office, &deed, &ids, &key, now)
                .await
                .unwrap(),
        );
    }
    let (finished, bulk) = (made.pop().unwrap(), made.pop().unwrap());
    let done = store.bulk_one(&office, &finished, &application, &[], now);
    done.await.unwrap();
    (bulk, finished)
}

/// Saves a list as a view, and gives its id.
async fn view(client: &Client, list: &str, typed: &[(&str, &str)]) -> String {
    client.send(list, "/api/save_view", typed).await.is(302);
    let page = client.get(list).await;
    page.form("/api/change_view")
        .value("id")
        .unwrap()
        .to_owned()
}
