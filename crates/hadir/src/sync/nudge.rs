//! A connection whose last packet may be lost without a long wait.
//!
//! TCP learns that a packet was lost from what is acknowledged after it. After the last packet of a request nothing
//! comes, so that TCP waits for its own clock, and behind a thin line, where each packet waits for those before it, that
//! clock is slow: seven seconds at 40 kbit/s. So whoever waits for an answer sends something small now and then, whose
//! acknowledgement shows the gap: a renewal of the connection's keys (`KeyUpdate`, RFC 8446, section 4.6.3), which
//! changes nothing for who reads the connection, and which proxies understand.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};
use tokio_rustls::client::TlsStream;

/// How long to wait for an answer before the first, the second and the third small thing. A link over a satellite
/// answers within the first.
const WAITS: [Duration; 3] = [Duration::from_millis(1_200), Duration::from_millis(1_800), Duration::from_secs(4)];
/// How many a connection sends in all. Others take a peer that renews its keys without end for an attacker; rustls
/// breaks off after 32.
const NUDGES_MAX: usize = 24;

/// Whether a connection has sent all the small things it may.
pub type IsSpent = Arc<AtomicBool>;

/// A TLS connection that shows lost packets early.
pub struct Nudging<S> {
    stream: TlsStream<S>,
    waits: [Duration; 3],
    /// When the next one is due; nothing unless an answer is waited for.
    due: Option<Pin<Box<Sleep>>>,
    /// Whether something was written that is not all out of this program's hands.
    has_written: bool,
    /// How many were sent since the last request.
    since: usize,
    in_all: usize,
    is_spent: IsSpent,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Nudging<S> {
    /// Over a connection that is open.
    pub fn new(stream: TlsStream<S>) -> Self {
        Self { stream, waits: WAITS, due: None, has_written: false, since: 0, in_all: 0, is_spent: IsSpent::default() }
    }

    /// Becomes true when the connection has sent all it may.
    pub fn is_spent(&self) -> IsSpent {
        self.is_spent.clone()
    }

    /// Until the next one, if there is another.
    fn rest(&mut self) {
        let wait = self.waits.get(self.since).filter(|_| self.in_all < NUDGES_MAX);
        self.due = wait.map(|wait| Box::pin(sleep(*wait)));
    }

    /// Sends those that are due.
    fn nudge(&mut self, cx: &mut Context<'_>) {
        while let Some(due) = &mut self.due
            && due.as_mut().poll(cx).is_ready()
        {
            // Before TLS 1.3 there is nothing of the kind.
            if self.stream.get_mut().1.refresh_traffic_keys().is_err() {
                self.due = None;
                return;
            }
            // What does not go out now goes out with the next request; a broken connection is seen where it is read.
            let _ = Pin::new(&mut self.stream).poll_flush(cx);
            (self.since, self.in_all) = (self.since + 1, self.in_all + 1);
            self.is_spent.store(self.in_all == NUDGES_MAX, Ordering::Relaxed);
            self.rest();
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Nudging<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_read(cx, into);
        match polled {
            Poll::Ready(_) => self.due = None,
            Poll::Pending => self.nudge(cx),
        }
        polled
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Nudging<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        // Nothing is shown as long as something comes behind it.
        (self.due, self.has_written) = (None, true);
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        if std::mem::take(&mut self.has_written) {
            self.since = 0;
            self.rest();
        }
        // From here on whoever wrote is woken when one is due.
        self.nudge(cx);
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
    use rustls::{ClientConfig, RootCertStore, ServerConfig};
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::timeout;
    use tokio_rustls::{TlsAcceptor, TlsConnector, server};

    use super::*;

    const REQUEST: &[u8] = b"a hundred reports";
    /// What TLS 1.3 adds to a record: its head, the kind of what is in it, a tag.
    const RECORD: usize = 5 + 1 + 16;
    /// A renewal of keys.
    const KEY_UPDATE: usize = 5;

    /// An end that counts what comes to it, in bytes of TLS.
    struct End(DuplexStream, Arc<AtomicUsize>);

    impl AsyncRead for End {
        fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
            let before = into.filled().len();
            let polled = Pin::new(&mut self.0).poll_read(cx, into);
            self.1.fetch_add(into.filled().len() - before, Ordering::Relaxed);
            polled
        }
    }

    impl AsyncWrite for End {
        fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            Pin::new(&mut self.0).poll_write(cx, bytes)
        }

        fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.0).poll_flush(cx)
        }

        fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.0).poll_shutdown(cx)
        }
    }

    struct Pair {
        caller: Nudging<DuplexStream>,
        called: server::TlsStream<End>,
        came: Arc<AtomicUsize>,
    }

    impl Pair {
        async fn meet() -> Self {
            let made = rcgen::generate_simple_self_signed(["hadir.local".to_owned()]).unwrap();
            let certificate = CertificateDer::from(made.cert.der().to_vec());
            let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            let mut roots = RootCertStore::empty();
            roots.add(certificate.clone()).unwrap();
            let serves = ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
            let serves = serves.unwrap().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
            let calls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
            let calls = calls.with_root_certificates(roots).with_no_client_auth();
            let (near, far) = duplex(1 << 16);
            let came = Arc::new(AtomicUsize::new(0));
            let name = ServerName::try_from("hadir.local").unwrap();
            let (connector, acceptor) = (TlsConnector::from(Arc::new(calls)), TlsAcceptor::from(Arc::new(serves)));
            let (caller, called) = tokio::join!(connector.connect(name, near), acceptor.accept(End(far, came.clone())));
            let waits = [1, 2, 3].map(Duration::from_millis);
            let caller = Nudging { waits, ..Nudging::new(caller.unwrap()) };
            Self { caller, called: called.unwrap(), came }
        }

        async fn ask(&mut self) {
            self.caller.write_all(REQUEST).await.unwrap();
            self.caller.flush().await.unwrap();
            let mut request = [0; REQUEST.len()];
            self.called.read_exact(&mut request).await.unwrap();
            assert_eq!(request, REQUEST);
        }

        async fn answer(&mut self) {
            self.called.write_all(b"ok").await.unwrap();
            self.called.flush().await.unwrap();
            let mut answer = [0; 2];
            self.caller.read_exact(&mut answer).await.unwrap();
            assert_eq!(&answer, b"ok");
        }

        /// Both wait for something to read until the caller sends nothing more by itself; says how often it did.
        async fn wait(&mut self) -> usize {
            let before = self.came.load(Ordering::Relaxed);
            let (mut here, mut there) = ([0; 8], [0; 8]);
            while self.caller.due.is_some() {
                tokio::select! {
                    read = self.caller.read(&mut here) => panic!("nobody answered, yet {read:?} came"),
                    read = self.called.read(&mut there) => panic!("nothing was said, yet {read:?} came"),
                    () = sleep(Duration::from_millis(1)) => (),
                }
            }
            // All that was sent before this is read before it.
            self.caller.write_all(b"!").await.unwrap();
            self.caller.flush().await.unwrap();
            self.called.read_exact(&mut there[..1]).await.unwrap();
            (self.came.load(Ordering::Relaxed) - before - (RECORD + 1)) / (RECORD + KEY_UPDATE)
        }
    }

    #[tokio::test]
    async fn who_waits_long_for_an_answer_sends_something_small_three_times() {
        let mut pair = Pair::meet().await;
        pair.ask().await;
        assert_eq!(pair.wait().await, 3);
        pair.answer().await;
    }

    #[tokio::test]
    async fn what_is_still_being_written_is_not_waited_for() {
        let mut pair = Pair::meet().await;
        let request = vec![7; 1 << 18];
        let mut written = 0;
        // The line takes a part and no more, for longer than all waits together.
        while let Ok(done) = timeout(Duration::from_millis(10), pair.caller.write(&request[written..])).await {
            written += done.unwrap();
        }
        let mut nothing = [0; 1];
        assert!(timeout(Duration::from_millis(50), pair.caller.read(&mut nothing)).await.is_err());
        assert!(written < request.len());
        assert_eq!(pair.caller.in_all, 0);
    }

    #[tokio::test]
    async fn who_was_answered_is_silent() {
        let mut pair = Pair::meet().await;
        pair.caller.waits = WAITS;
        pair.ask().await;
        assert!(pair.caller.due.is_some());
        pair.answer().await;
        assert!(pair.caller.due.is_none());
        assert_eq!(pair.wait().await, 0);
    }

    #[tokio::test]
    async fn a_connection_ends_with_it_before_the_other_side_takes_it_for_an_attack() {
        let mut pair = Pair::meet().await;
        let is_spent = pair.caller.is_spent();
        let mut sent = 0;
        for _ in 0..12 {
            pair.ask().await;
            sent += pair.wait().await;
            pair.answer().await;
        }
        assert_eq!(sent, NUDGES_MAX);
        assert!(is_spent.load(Ordering::Relaxed));
    }
}
