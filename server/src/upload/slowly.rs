//! The body of a form with files, given to its reader piece by piece.

use axum::body::BodyDataStream;
use futures_util::Stream;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

/// The most bytes between two fields.
const BETWEEN: usize = 256 * 1024;

/// The body, one piece at a time: who reads it would else take in all that has come. Between two fields it
/// gives no more than [`BETWEEN`].
pub(super) struct Slowly {
    body: BodyDataStream,
    /// Bytes given since the last field; `usize::MAX` within one.
    given: Arc<AtomicUsize>,
    is_turn: bool,
}

impl Slowly {
    /// Gives a body in this way; what was given is counted here, and set to 0 at each field.
    pub(super) fn new(body: BodyDataStream, given: Arc<AtomicUsize>) -> Self {
        Self {
            body,
            given,
            is_turn: true,
        }
    }
}

impl Stream for Slowly {
    type Item = Result<axum::body::Bytes, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.is_turn {
            self.is_turn = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = Pin::new(&mut self.body).poll_next(context);
        let Poll::Ready(Some(Ok(bytes))) = &next else {
            return next.map(|next| next.map(|bytes| bytes.map_err(Into::into)));
        };
        self.is_turn = false;
        let given = self.given.load(Ordering::Relaxed);
        if given != usize::MAX {
            if given > BETWEEN {
                return Poll::Ready(Some(Err("no field for too long".into())));
            }
            self.given.store(given + bytes.len(), Ordering::Relaxed);
        }
        next.map(|next| next.map(|bytes| bytes.map_err(Into::into)))
    }
}
