//! The least pace at which a client takes its answer. Whoever takes a few bytes now and then makes progress for ever and
//! holds a place that others wait for, so a time-out of a single write is not enough.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// What a client is granted for one answer: a time to begin with, and more for every byte that it has taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub start: Duration,
    pub bytes_a_second: u32,
}

impl Pace {
    /// How long an answer may have taken of which so many bytes are gone.
    pub(super) fn granted(self, taken: u64) -> Duration {
        self.start + Duration::from_millis(taken.saturating_mul(1_000) / u64::from(self.bytes_a_second.max(1)))
    }
}

/// The answer on its way: since when, and how much of it is gone. Whoever makes answers shares it with the stream.
#[derive(Clone)]
pub(super) struct Answering(Arc<Mutex<(Instant, u64)>>);

impl Answering {
    pub(super) fn now() -> Self {
        Self(Arc::new(Mutex::new((Instant::now(), 0))))
    }

    /// Another answer begins. Only a request that was handled comes here, so bytes that a client sends buy it no time.
    pub(super) fn begin(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (Instant::now(), 0);
    }

    fn took(&self, bytes: usize) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.1 = held.1.saturating_add(bytes as u64);
    }

    fn ends_at(&self, pace: Pace) -> Instant {
        let (since, taken) = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        since + pace.granted(taken)
    }
}

/// A stream that ends with `TimedOut` when its client takes an answer more slowly than the pace.
pub(super) struct Paced<S> {
    stream: S,
    pace: Pace,
    answering: Answering,
    /// Runs while a write waits for the client.
    late: Pin<Box<Sleep>>,
}

impl<S> Paced<S> {
    pub(super) fn new(stream: S, pace: Pace, answering: Answering) -> Self {
        Self { stream, pace, answering, late: Box::pin(tokio::time::sleep(Duration::ZERO)) }
    }

    /// Counts what was taken; a write that waits ends when the time that is granted is over.
    fn judge(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match &written {
            Poll::Ready(Ok(bytes)) => self.answering.took(*bytes),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                self.late.as_mut().reset(self.answering.ends_at(self.pace));
                if self.late.as_mut().poll(context).is_ready() {
                    return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the answer is taken too slowly")));
                }
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
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.judge(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::{Answering, Pace, Paced};

    #[test]
    fn an_answer_may_take_its_beginning_and_a_second_for_each_eight_kibibytes() {
        let pace = Pace { start: Duration::from_secs(30), bytes_a_second: 8 * 1024 };
        for (taken, seconds) in [(0, 30), (8 * 1024, 31), (64 * 1024, 38), (10 * 1024 * 1024, 30 + 1_280)] {
            assert_eq!(pace.granted(taken), Duration::from_secs(seconds), "{taken}");
        }
        // A few bytes every 29 seconds buy nothing that matters.
        assert_eq!(pace.granted(40), Duration::from_millis(30_004));
    }

    #[tokio::test]
    async fn whoever_takes_a_few_bytes_now_and_then_is_cut_off_and_whoever_keeps_the_pace_is_not() {
        let pace = Pace { start: Duration::from_millis(200), bytes_a_second: 1024 * 1024 };
        let (ours, mut theirs) = tokio::io::duplex(1_024);
        let mut stream = Paced::new(ours, pace, Answering::now());
        // It makes progress all the time, one byte after the other.
        let trickling = tokio::spawn(async move {
            while theirs.read_u8().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        let cut = stream.write_all(&vec![b'x'; 64 * 1024]).await.expect_err("it is cut off");
        assert_eq!(cut.kind(), ErrorKind::TimedOut);
        trickling.abort();

        let (ours, mut theirs) = tokio::io::duplex(1_024);
        let mut stream = Paced::new(ours, Pace { start: Duration::from_secs(30), ..pace }, Answering::now());
        let reading = tokio::spawn(async move {
            let mut all = Vec::new();
            theirs.read_to_end(&mut all).await.expect("read");
            all.len()
        });
        stream.write_all(&vec![b'x'; 64 * 1024]).await.expect("the control");
        drop(stream);
        assert_eq!(reading.await.expect("no panic"), 64 * 1024);
    }

    #[tokio::test]
    async fn another_answer_begins_with_the_whole_time() {
        let pace = Pace { start: Duration::ZERO, bytes_a_second: 1 };
        let answering = Answering::now();
        let before = answering.ends_at(pace);
        answering.took(3);
        assert_eq!(answering.ends_at(pace) - before, Duration::from_secs(3));
        answering.begin();
        assert!(answering.ends_at(pace) - before < Duration::from_secs(3), "what was taken counts for its own answer");
    }
}
