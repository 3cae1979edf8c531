//! Several people on one application: how they come and go, and what each of them may do.

mod begun;
mod invite;
mod owner;
mod together;

use crate::harness::{Answer, Client, World};

impl World {
    /// The path of the newest invitation that an address got.
    pub async fn invitation(&self, email: &str) -> String {
        let mails = self.mails_to(email).await;
        let mut words = mails.iter().flat_map(|mail| mail.body.split_whitespace());
        let link = words
            .find(|word| word.contains("/invitation?"))
            .unwrap_or_else(|| panic!("{email} got no invitation: {mails:?}"));
        let at = link.find("/invitation?").unwrap();
        link[at..].to_owned()
    }

    /// The address that this browser signed in with.
    pub async fn address(&self, client: &Client) -> String {
        let page = client.get("/account").await;
        let text = page.text();
        let address = text.split_whitespace().find(|word| word.contains('@'));
        address.unwrap_or_else(|| panic!("{text}")).to_owned()
    }
}

impl Client {
    /// Invites an address to work on an application.
    pub async fn invite(&self, id: &str, email: &str) -> Answer {
        let page = format!("/applications/{id}/members");
        self.send(&page, "/api/invite_member", &[("email", email)])
            .await
    }

    /// Works on somebody's application from now on, by an invitation that this one accepts.
    pub async fn join(&self, world: &World, owner: &Self, id: &str) {
        let email = world.address(self).await;
        let page = format!("/applications/{id}/members");
        let invited = owner.invite(id, &email).await;
        assert_eq!(invited.location(), format!("{page}?done=invite"));
        let link = world.invitation(&email).await;
        let joined = self.send(&link, "/api/accept_invitation", &[]).await;
        assert_eq!(joined.location(), format!("/applications/{id}?done=join"));
    }
}
