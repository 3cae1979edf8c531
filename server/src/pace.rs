//! Readers who do not read: an answer that is not taken at a least pace ends its connection.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// How many bytes somebody must take within the time: 16 KiB.
const LEAST: usize = 16 * 1024;

/// A connection whose other side must read. From when it can take nothing more for the moment, it has to
/// take 16 KiB, or all there is, within `time`.
#[derive(Debug)]
pub struct Paced<S> {
    inner: S,
    time: Duration,
    blocked: Option<Blocked>,
}

#[derive(Debug)]
struct Blocked {
    over: Pin<Box<Sleep>>,
    taken: usize,
}

impl<S> Paced<S> {
    /// Watches this connection.
    pub const fn new(inner: S, time: Duration) -> Self {
        Self {
            inner,
            time,
            blocked: None,
        }
    }

    fn watch(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(bytes)) => {
                if let Some(blocked) = &mut self.blocked {
                    blocked.taken += bytes;
                    if blocked.taken >= LEAST {
                        self.blocked = None;
                    }
                }
            }
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                let blocked = self.blocked.get_or_insert_with(|| Blocked {
                    over: Box::pin(sleep(self.time)),
                    taken: 0,
                });
                ready!(blocked.over.as_mut().poll(context));
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
        }
        written
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.watch(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(context, parts);
        self.watch(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    /// Comes when everything is written: whoever read it all has kept the pace.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.blocked = None;
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test(start_paused = true)]
    async fn whoever_takes_nothing_or_a_trickle_is_cut_off_and_whoever_reads_is_not() {
        for (each, pause, ends) in [(0, 1, true), (100, 1, true), (8192, 2, false)] {
            let (mut reader, writer) = tokio::io::duplex(4096);
            let mut writer = Paced::new(writer, Duration::from_secs(10));
            let reading = tokio::spawn(async move {
                let mut buffer = vec![0; each];
                loop {
                    tokio::time::sleep(Duration::from_secs(pause)).await;
                    if each > 0 && reader.read(&mut buffer).await.unwrap_or(0) == 0 {
                        break;
                    }
                }
            });
            let written = writer.write_all(&[1; 200_000]).await;
            assert_eq!(written.is_err(), ends, "{each} bytes every {pause} s");
            reading.abort();
        }
    }
}
