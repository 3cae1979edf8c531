//! Somebody who is signed in, without having asked the server: the database is told directly.

use crate::answer::Answer;
use crate::client::{Client, pairs};
use chrono::{DateTime, Utc};
use partnership::person::{Email, Role};
use partnership::text::Lang;
use store::mail::NewMail;
use store::sign_in::Proof;
use store::{Asker, Store};

/// Somebody with a browser.
#[derive(Clone)]
pub struct Person {
    /// The browser.
    pub client: Client,
    /// The token of their forms.
    pub token: String,
    /// Who they are.
    pub asker: Asker,
}

impl Person {
    /// Signs somebody in at this moment.
    pub async fn new(
        store: &Store,
        client: Client,
        email: &str,
        roles: &[Role],
        at: DateTime<Utc>,
    ) -> Self {
        let address = Email::parse(email).unwrap();
        for role in roles {
            store
                .grant(None, &address, *role, &[], &store::fresh::id(), at)
                .await
                .unwrap();
        }
        let (request, link) = (store::fresh::id(), store::fresh::secret());
        let letter = NewMail {
            recipient: email.to_owned(),
            subject: String::new(),
            body: String::new(),
            is_held: false,
        };
        store
            .ask_to_sign_in(&request, &address, ("000000", &link), "", letter, at)
            .await
            .unwrap();
        let begun = store
            .sign_in(Proof::Link(&link), "test", Lang::En, at)
            .await
            .unwrap();
        let found = store.signed_in(&begun.token, at).await.unwrap();
        client.set_cookie("trellis", &begun.token);
        Self {
            client,
            token: found.form_token,
            asker: Asker {
                id: found.person,
                roles: found.roles,
            },
        }
    }

    /// Does an act as the browser program does, with the token of the forms.
    pub async fn act(&self, path: &str, fields: &[(String, String)]) -> Answer {
        self.client.call(path, &self.with_token(fields)).await
    }

    /// Does an act as a plain form does.
    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Answer {
        self.client.post(path, &self.with_token(fields)).await
    }

    fn with_token(&self, fields: &[(String, String)]) -> Vec<(String, String)> {
        let mut fields = fields.to_vec();
        fields.extend(pairs(&[("token", &self.token)]));
        fields
    }
}
