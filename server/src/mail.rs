//! Sending what waits in the out-box, and sweeping what has served its time.

mod message;
mod morning;
mod outbox;
mod relay;

pub use relay::{Failure, Line, Patience, Relay};

use self::outbox::{Done, Outbox};
use crate::Server;
use crate::config::Config;
use crate::district::District;
use anyhow::bail;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use lettre::Message;
use std::sync::Arc;
use std::time::Duration;

/// How often the out-box is looked at.
const PAUSE: Duration = Duration::from_secs(2);
/// How many rounds pass between two sweeps: an hour.
const SWEEP: usize = 1800;
/// How many mails of a district are handed over at once: one that the mail server is slow about keeps no other
/// waiting.
const LANES: usize = 4;
/// How many mails of all districts are handed over at once.
const MOST: usize = 32;

/// How often it is looked whether it is morning.
const MORNINGS: TimeDelta = TimeDelta::minutes(1);

/// How many rounds pass until the callers are forgotten who may ask again: a minute, as long as their limits look back.
const FORGET: usize = 30;

/// Sweeps what has served its time, and marks what was sent before there were marks. How old a file is, the
/// machine's own clock tells.
async fn sweep(store: &store::Store, now: DateTime<Utc>) -> store::Result<()> {
    store.sweep(now).await?;
    store.sweep_files(Utc::now()).await?;
    store.mark_unmarked().await?;
    Ok(())
}

/// The out-boxes of all districts, and the mails that are on their way.
pub struct Post {
    server: Server,
    /// Without one the mails stay in the out-box, where a development server shows them.
    relay: Option<Arc<Relay>>,
    boxes: Vec<Outbox>,
    going: FuturesUnordered<BoxFuture<'static, Done>>,
    round: usize,
}

/// Sends and sweeps for as long as the server runs: one loop for all districts.
pub async fn work(server: Server) {
    let relay = match Relay::of(&server.config.smtp, &server.config.smtp_ca) {
        Ok(relay) => relay,
        Err(error) => {
            tracing::error!("{error:#}");
            None
        }
    };
    let mut post = Post::new(server, relay);
    loop {
        post.look().await;
        post.wait(PAUSE).await;
    }
}

impl Post {
    /// The post of a server, with this mail server.
    #[must_use]
    pub fn new(server: Server, relay: Option<Relay>) -> Self {
        let all = server.districts.iter().len();
        Self {
            server,
            relay: relay.map(Arc::new),
            boxes: std::iter::repeat_with(Outbox::default).take(all).collect(),
            going: FuturesUnordered::new(),
            round: 0,
        }
    }

    /// One look at every out-box, and at what is to be swept.
    pub async fn look(&mut self) {
        let server = self.server.clone();
        let all = self.boxes.len();
        for (place, district) in server.districts.iter().enumerate() {
            let store = &district.site.store;
            // Told all the time, so that a clock that is set back is noticed at once.
            if let Err(error) = store.tell_time(server.clock.now()).await {
                tracing::warn!(%error, "that the clock was set back could not be noted");
            }
            // One after the other, so that not all are swept at once.
            if (self.round + place).is_multiple_of(SWEEP)
                && let Err(error) = sweep(store, server.clock.now()).await
            {
                tracing::warn!(%error, "sweeping failed");
            }
            let Some(outbox) = self.boxes.get_mut(place) else {
                continue;
            };
            let now = server.clock.now();
            // Neither the clock that is set back nor the one that is set on makes it forget a morning.
            let rests = |until: DateTime<Utc>| now < until && until - now < MORNINGS;
            if !outbox.rest_until.is_some_and(rests) {
                match morning::write(district, now).await {
                    Ok(()) => outbox.rest_until = Some(now + MORNINGS),
                    Err(error) => {
                        tracing::warn!(%error, "the mails of the morning could not be written")
                    }
                }
            }
            if outbox.is_due(store, all) {
                self.send(place, district).await;
            }
        }
        if self.round.is_multiple_of(FORGET) {
            server.limits.forget();
        }
        self.round = self.round.wrapping_add(1);
    }

    /// Hands mails over for as long as this; whenever one is done, the next one follows.
    pub async fn wait(&mut self, pause: Duration) {
        let pause = tokio::time::sleep(pause);
        tokio::pin!(pause);
        loop {
            tokio::select! {
                () = &mut pause => return,
                Some(done) = self.going.next(), if !self.going.is_empty() => self.done(done).await,
            }
        }
    }

    /// Looks at every out-box, and hands over until nothing is on its way any more.
    pub async fn run_dry(&mut self) {
        self.look().await;
        while let Some(done) = self.going.next().await {
            self.done(done).await;
        }
    }

    async fn done(&mut self, done: Done) {
        let server = self.server.clone();
        let (Some(outbox), Some(district)) = (
            self.boxes.get_mut(done.place),
            server.districts.iter().nth(done.place),
        ) else {
            return;
        };
        outbox.going = outbox.going.saturating_sub(1);
        outbox.lines.extend(done.line);
        if !note(
            &district.site.store,
            &done.id,
            &done.sent,
            server.clock.now(),
        )
        .await
        {
            outbox.gone.push(done.id);
        }
        if outbox.is_full {
            self.send(done.place, district).await;
        }
        if let Some(outbox) = self.boxes.get_mut(done.place)
            && outbox.going == 0
        {
            // Nothing to say for a while: the mail server need not keep a place for us.
            outbox.lines.drain(..).for_each(Relay::leave);
        }
    }

    /// Begins to hand over what is due, as far as there is room.
    async fn send(&mut self, place: usize, district: &Arc<District>) {
        let (Some(relay), Some(outbox)) = (&self.relay, self.boxes.get_mut(place)) else {
            return;
        };
        let (store, clock) = (&district.site.store, &self.server.clock);
        while let Some(id) = outbox.gone.last() {
            match store.mail_sent(id, clock.now()).await {
                Ok(()) => drop(outbox.gone.pop()),
                Err(error) => return tracing::warn!(%error, "the out-box cannot be written"),
            }
        }
        let room = (LANES.saturating_sub(outbox.going)).min(MOST.saturating_sub(self.going.len()));
        if room == 0 {
            outbox.is_full = true;
            return;
        }
        let limit = u32::try_from(room).unwrap_or_default();
        let mails = match store.take_mails(clock.now(), limit).await {
            Ok(mails) => mails,
            Err(error) => return tracing::warn!(%error, "the out-box cannot be written"),
        };
        outbox.is_full = mails.len() == room;
        for mail in mails {
            outbox.going += 1;
            let line = outbox.lines.pop();
            let office = district.site.profile.office.email.as_deref();
            let message = message::message(&district.mail_from, office, &mail);
            let (relay, id) = (relay.clone(), mail.id);
            // Nothing here touches the database: what holds a connection to it while nobody asks how it goes on
            // would keep everybody waiting.
            self.going.push(Box::pin(async move {
                let (sent, line) = hand_over(&relay, message, line).await;
                Done {
                    place,
                    id,
                    sent,
                    line,
                }
            }));
        }
    }
}

/// Hands over one mail, by the open connection when that still works.
async fn hand_over(
    relay: &Relay,
    message: anyhow::Result<Message>,
    mut line: Option<Line>,
) -> (Result<(), Failure>, Option<Line>) {
    let message = match message {
        Ok(message) => message,
        Err(error) => return (Err(Failure::of_writing(&error)), line),
    };
    if let Some(open) = &mut line
        && !relay.is_alive(open).await
    {
        line = None;
    }
    (relay.send(&mut line, &message).await, line)
}

/// Notes what became of a mail. False when it went out and that could not be noted.
async fn note(
    store: &store::Store,
    id: &str,
    sent: &Result<(), Failure>,
    now: DateTime<Utc>,
) -> bool {
    match sent {
        Ok(()) => noted(store.mail_sent(id, now).await),
        Err(failure) => {
            // What a mail server answers often names the address, which no log may hold.
            tracing::warn!(
                mail = id,
                reason = failure.reason,
                "a mail could not be sent"
            );
            noted(if failure.is_lasting {
                store.mail_given_up(id, &failure.error, now).await
            } else {
                store.mail_failed(id, &failure.error, now).await
            });
            true
        }
    }
}

/// Whether something could be noted in the out-box; the log says when not.
fn noted(result: store::Result<()>) -> bool {
    if let Err(error) = &result {
        tracing::warn!(%error, "the out-box cannot be written");
    }
    result.is_ok()
}

/// Whether mail can be sent with these settings, as far as that shows without sending: a production
/// server hands mail over encrypted, unless the mail server is on this very machine.
///
/// # Errors
/// One sentence that names the setting.
pub fn check(config: &Config) -> anyhow::Result<()> {
    config.check_mail()?;
    let relay = Relay::of(&config.smtp, &config.smtp_ca)?;
    for district in config.each() {
        if !district.mail_from.is_empty() {
            message::sender(&district.mail_from)?;
        }
    }
    if config.is_development() || relay.is_none_or(|relay| relay.is_private()) {
        return Ok(());
    }
    bail!(
        "TRELLIS_SMTP: sign-in codes would travel in the open; write smtps://… or smtp://…?tls=required"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn production(smtp: &str, mail_from: &str) -> Config {
        Config {
            smtp: smtp.to_owned(),
            mail_from: mail_from.to_owned(),
            ..Config::default()
        }
    }

    #[test]
    fn a_production_server_hands_mail_over_encrypted_or_to_itself() {
        let from = "Partnerships <partners@example.org>";
        for (smtp, fits) in [
            ("smtps://user:word@mail.example.org", true),
            ("smtp://user:word@mail.example.org:587?tls=required", true),
            ("smtp://127.0.0.1:2525", true),
            ("smtp://[::1]:2525", true),
            ("smtp://localhost", true),
            ("smtp://mail.example.org", false),
            ("smtp://mail.example.org?tls=opportunistic", false),
            (
                "smtp://mail.example.org?tls=opportunistic&tls=required",
                false,
            ),
            ("smtp://127.0.0.1.evil.example", false),
            ("smtp://localhost@mail.example.org", false),
            ("http://mail.example.org", false),
            ("mail.example.org", false),
        ] {
            let checked = check(&production(smtp, from));
            assert_eq!(checked.is_ok(), fits, "{smtp}: {checked:?}");
            if let Err(error) = checked {
                assert!(format!("{error:#}").contains("TRELLIS_SMTP"), "{error:#}");
            }
            let development = Config {
                mode: "development".to_owned(),
                ..production(smtp, "")
            };
            assert!(check(&development).is_ok() || !smtp.starts_with("smtp"));
        }
    }

    #[test]
    fn the_address_of_the_sender_is_checked_at_the_start() {
        for from in ["partners", "Partnerships <partners@>", "a@b.org, c@d.org"] {
            let error = check(&production("smtps://mail.example.org", from)).unwrap_err();
            assert!(error.to_string().contains("TRELLIS_MAIL_FROM"), "{error}");
        }
    }
}
