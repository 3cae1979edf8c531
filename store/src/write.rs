//! Writing: one transaction after the other, and one commit for those that wait for each other anyway.
//!
//! A commit waits for the disk, and that takes longer than the statements of an act. So when an act is done and
//! another one is waiting, it leaves the transaction open, and the next act writes on in it, behind a
//! savepoint of its own: it can fail without touching what stood there before. Whoever finds nobody waiting
//! commits for all, and only then every one of them learns that its act is done. Should the commit fail,
//! every one of them learns that, and nothing was written.
//!
//! The savepoint of an act that is done ends with the statement that begins the next one, or with the commit.

mod turn;

use crate::line::{Line, Lines};
use crate::{Error, Result};
use sqlx::SqliteConnection;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;
use turn::Turn;

/// How many acts go into one commit at most.
const MOST: usize = 64;

/// What became of a commit, for each of those who are in it.
type Fate = std::result::Result<(), (bool, String)>;

/// The one connection that writes.
#[derive(Debug)]
pub(crate) struct Writer {
    lines: Lines,
    /// Whether acts may share a commit.
    groups: bool,
    /// How many acts wait for the connection.
    waiting: AtomicUsize,
    /// What is open on the connection; only whoever has the connection looks at it.
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// What an act that was given up has left open.
    act: Act,
    /// The savepoint of an act that is done, which nobody has ended yet.
    done: Option<Turn>,
    /// Those whose acts are done and not yet committed.
    members: Vec<oneshot::Sender<Fate>>,
    /// Counts the commits.
    round: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Nothing.
    #[default]
    None,
    /// A transaction of its own.
    First,
    /// A savepoint in the transaction of others: which of the two names it has.
    Joined(Turn),
}

/// A transaction that writes. Dropped without [`Write::commit`], it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Write {
    // Given back first, so that what follows can take it up.
    line: Line,
    given_up: GivenUp,
}

/// Takes back what an act has written when that is given up.
#[derive(Debug)]
struct GivenUp(Option<Arc<Writer>>);

impl Drop for GivenUp {
    fn drop(&mut self) {
        // Without a runtime the program is ending; whoever opens the file finds nothing of the act.
        if let (Some(writer), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current())
        {
            let round = writer.state().round;
            runtime.spawn(async move { writer.finish_later(round).await });
        }
    }
}

/// Counts an act among those that wait, as long as it does.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Writer {
    pub(crate) fn new(lines: Lines, groups: bool) -> Arc<Self> {
        Arc::new(Self {
            lines,
            groups,
            waiting: AtomicUsize::new(0),
            state: Mutex::default(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection, with nothing on it that was given up.
    pub(crate) async fn lend(&self) -> Result<Line> {
        let mut line = self.lines.lend().await?;
        self.tidy(&mut line).await;
        Ok(line)
    }

    /// Begins a transaction.
    pub(crate) async fn begin(self: &Arc<Self>) -> Result<Write> {
        let waiting = Waiting::new(&self.waiting);
        let line = self.lend().await?;
        drop(waiting);
        let mut write = Write {
            line,
            given_up: GivenUp(Some(self.clone())),
        };
        let begin = {
            let mut state = self.state();
            let done = state.done.take();
            let turn = done.map_or(Turn::Even, Turn::other);
            let (act, begin) = match (state.members.is_empty(), done) {
                (true, _) => (Act::First, "begin immediate"),
                (false, None) => (Act::Joined(turn), turn.begin()),
                (false, Some(_)) => (Act::Joined(turn), turn.follow()),
            };
            state.act = act;
            begin
        };
        run(&mut write.line, begin).await?;
        Ok(write)
    }

    /// Takes back what was given up, and leaves what others have done.
    async fn tidy(&self, line: &mut Line) {
        let act = self.state().act;
        match act {
            Act::None => return,
            // Without a transaction there is nothing to take back.
            Act::First => drop(run(line, "rollback").await),
            Act::Joined(turn) => {
                if let Err(error) = run(line, turn.take_back()).await {
                    self.fail(line, &error).await;
                }
            }
        }
        self.state().act = Act::None;
    }

    /// Ends an act: leaves the commit to whoever waits, or commits for all.
    async fn end(self: Arc<Self>, mut line: Line, tell: oneshot::Sender<Fate>) {
        let (members, round) = {
            let mut state = self.state();
            state.done = match std::mem::take(&mut state.act) {
                Act::Joined(turn) => Some(turn),
                Act::First | Act::None => None,
            };
            state.members.push(tell);
            (state.members.len(), state.round)
        };
        if self.groups && members < MOST && self.waiting.load(Ordering::SeqCst) > 0 {
            drop(line);
            // Those who wait come before. The first of a group looks after them, should they all give up.
            if members == 1 {
                self.finish_later(round).await;
            }
        } else {
            self.commit(&mut line).await;
        }
    }

    /// Waits for the connection, and commits what is still open of this round.
    async fn finish_later(&self, round: u64) {
        if let Ok(mut line) = self.lend().await {
            let is_open = {
                let state = self.state();
                state.round == round && !state.members.is_empty()
            };
            if is_open {
                self.commit(&mut line).await;
            }
        }
    }

    async fn commit(&self, line: &mut Line) {
        match run(line, "commit").await {
            Ok(()) => self.tell(&Ok(())),
            Err(error) => self.fail(line, &error).await,
        }
    }

    /// Takes everything back, and tells all members so.
    async fn fail(&self, line: &mut Line, error: &sqlx::Error) {
        drop(run(line, "rollback").await);
        self.state().act = Act::None;
        self.tell(&Err((
            crate::error::is_unwritable(error),
            error.to_string(),
        )));
    }

    fn tell(&self, fate: &Fate) {
        let members = {
            let mut state = self.state();
            state.round += 1;
            state.done = None;
            std::mem::take(&mut state.members)
        };
        for member in members {
            // Whoever does not listen any more has given up waiting for the answer.
            let _ = member.send(fate.clone());
        }
    }

    pub(crate) fn connections(&self) -> (u32, usize) {
        self.lines.count()
    }

    /// How many commits there were, tried or done.
    pub(crate) fn commits(&self) -> u64 {
        self.state().round
    }

    /// Waits for those who came before, commits what they left open, and closes the connection.
    pub(crate) async fn close(&self) {
        let line = self.lend().await;
        if let Ok(mut line) = line {
            if !self.state().members.is_empty() {
                self.commit(&mut line).await;
            }
            self.lines.shut();
        }
        self.lines.close().await;
    }
}

#[cfg(test)]
impl Writer {
    /// How many acts wait for the connection.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }
}

async fn run(line: &mut Line, sql: &'static str) -> std::result::Result<(), sqlx::Error> {
    sqlx::query(sql).execute(&mut **line).await.map(drop)
}

impl Write {
    /// Commits. What was written is safe on the disk when this gives `Ok`. Once begun, it goes on even when
    /// nobody waits for it any more.
    ///
    /// # Errors
    /// [`Error::Unwritten`] when the disk failed; then nothing was written.
    pub(crate) async fn commit(self) -> Result<()> {
        let Self { line, mut given_up } = self;
        let Some(writer) = given_up.0.take() else {
            return Ok(());
        };
        let (tell, told) = oneshot::channel();
        tokio::spawn(writer.end(line, tell));
        match told.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err((unwritable, reason))) => Err(Error::Unwritten { unwritable, reason }),
            Err(_) => Err(Error::Db(sqlx::Error::WorkerCrashed)),
        }
    }
}

impl Deref for Write {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.line
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.line
    }
}
