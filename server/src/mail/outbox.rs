//! What the post remembers of a district's out-box, and what becomes of a mail that is handed over.

use super::{Failure, Line};
use chrono::{DateTime, Utc};

/// How many rounds an out-box may go without a look, where other programs may have written: a minute.
const LONGEST: u32 = 30;

/// What is remembered of a district's out-box between two looks.
#[derive(Default)]
pub(super) struct Outbox {
    /// Mails that went out while that could not be noted, as when the disk became full meanwhile.
    pub(super) gone: Vec<String>,
    /// Mails that are being handed over.
    pub(super) going: usize,
    /// Whether the last look found as many mails as there was room for.
    pub(super) is_full: bool,
    /// Connections that are open and not used.
    pub(super) lines: Vec<Line>,
    /// What the store had committed at the last look.
    pub(super) seen: u64,
    /// Rounds since the last look; nothing before the first.
    pub(super) quiet: Option<u32>,
    /// Until when the mails of the morning need not be thought of.
    pub(super) rest_until: Option<DateTime<Utc>>,
}

impl Outbox {
    /// Whether it is time to look: something was written since the last look, or that is long ago. However many
    /// districts there are, those where nothing happens are looked at no more often than one in each round.
    pub(super) fn is_due(&mut self, store: &store::Store, all: usize) -> bool {
        let long = u32::try_from(all).unwrap_or(u32::MAX).min(LONGEST);
        let quiet = self.quiet.map_or(long, |rounds| rounds + 1);
        let commits = store.commits();
        let has_more = self.is_full || !self.gone.is_empty();
        let is_due = quiet >= long || commits != self.seen || has_more;
        self.seen = commits;
        self.quiet = Some(if is_due { 0 } else { quiet });
        is_due
    }
}

/// What became of a mail that was handed over.
pub(super) struct Done {
    /// The district, by its place.
    pub(super) place: usize,
    /// The mail.
    pub(super) id: String,
    /// Whether it went out, or else why not.
    pub(super) sent: Result<(), Failure>,
    /// The connection, when it can be used again.
    pub(super) line: Option<Line>,
}
