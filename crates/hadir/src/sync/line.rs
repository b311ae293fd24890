//! A connection to another node: HTTP/1.1 over TLS, one request at a time, every byte above TLS counted.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::Uri;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::PATH;
use super::nudge::{IsSpent, Nudging};
use hadir_oplog::sync::Binding;

/// How long a node may take to be reached; a satellite link takes seconds.
const CONNECT_MAX: Duration = Duration::from_secs(60);
/// How long an answer may take: a full budget over the thinnest link.
const ANSWER_MAX: Duration = Duration::from_secs(300);
/// Bytes of an answer.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;

/// Why a node cannot be reached.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The address is none.
    #[error("{0} is not an address such as https://hadir.nunukankab.go.id")]
    Address(String),
    /// Without TLS people's words would travel in the open.
    #[error("{0} is not encrypted; only a node on this very machine may be called by http")]
    InTheOpen(String),
    /// Nobody answers there.
    #[error("{host} cannot be reached")]
    Unreachable {
        /// The host.
        host: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The connection broke.
    #[error("the connection broke")]
    Broken(#[from] hyper::Error),
    /// It took too long.
    #[error("the other node took too long")]
    TooLong,
    /// There is a server, but no node of ours.
    #[error("the server there answers {0} and not as a node does")]
    NoNode(u16),
    /// The answer is longer than any answer may be.
    #[error("the answer cannot be read")]
    Answer,
    /// TLS could not be set up on this machine.
    #[error("TLS could not be set up")]
    Tls(#[from] rustls::Error),
}

/// Bytes above TLS, and round trips.
#[derive(Clone, Debug, Default)]
pub struct Traffic(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    sent: AtomicU64,
    received: AtomicU64,
    trips: AtomicU64,
}

impl Traffic {
    /// Bytes sent.
    pub fn sent(&self) -> u64 {
        self.0.sent.load(Ordering::Relaxed)
    }

    /// Bytes received.
    pub fn received(&self) -> u64 {
        self.0.received.load(Ordering::Relaxed)
    }

    /// Requests that were answered.
    pub fn trips(&self) -> u64 {
        self.0.trips.load(Ordering::Relaxed)
    }
}

/// An open connection.
pub struct Line {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    traffic: Traffic,
    /// The hash of the certificate that was shown; nothing without TLS.
    shown: Option<Binding>,
    /// Whether the connection leads where its address says: by a certificate this machine trusts, or within it.
    is_vouched: bool,
    is_spent: IsSpent,
}

impl Line {
    /// Connects to a node by its address.
    pub async fn open(address: &str, traffic: Traffic) -> Result<Self, LineError> {
        tokio::time::timeout(CONNECT_MAX, connect(address, traffic)).await.map_err(|_| LineError::TooLong)?
    }

    /// What the called node may have bound its proof to, the connection's certificate first.
    pub fn bindings(&self) -> Vec<Binding> {
        let unbound = self.is_vouched.then(Binding::default);
        self.shown.into_iter().chain(unbound).collect()
    }

    /// Whether it no longer shows lost packets early; another line would.
    pub fn is_spent(&self) -> bool {
        self.is_spent.load(Ordering::Relaxed)
    }

    /// Bytes so far.
    pub fn traffic(&self) -> &Traffic {
        &self.traffic
    }

    /// Sends a message and waits for the answer.
    pub async fn ask(&mut self, message: Vec<u8>) -> Result<Vec<u8>, LineError> {
        tokio::time::timeout(ANSWER_MAX, self.exchange(message)).await.map_err(|_| LineError::TooLong)?
    }

    async fn exchange(&mut self, message: Vec<u8>) -> Result<Vec<u8>, LineError> {
        self.sender.ready().await?;
        let request = hyper::Request::post(PATH).header("host", &self.host).body(Full::new(Bytes::from(message)));
        let request = request.map_err(|_| LineError::Address(self.host.clone()))?;
        let response = self.sender.send_request(request).await?;
        if !response.status().is_success() {
            return Err(LineError::NoNode(response.status().as_u16()));
        }
        let body =
            Limited::new(response.into_body(), ANSWER_BYTES_MAX).collect().await.map_err(|_| LineError::Answer)?;
        self.traffic.0.trips.fetch_add(1, Ordering::Relaxed);
        Ok(body.to_bytes().to_vec())
    }
}

async fn connect(address: &str, traffic: Traffic) -> Result<Line, LineError> {
    let bad = || LineError::Address(address.to_owned());
    let uri: Uri = address.trim_end_matches('/').parse().map_err(|_| bad())?;
    let host = uri.host().ok_or_else(bad)?.trim_matches(['[', ']']).to_owned();
    let is_tls = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        _ => return Err(bad()),
    };
    let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let unreachable = |source| LineError::Unreachable { host: host.clone(), source };
    let stream = TcpStream::connect((host.as_str(), port)).await.map_err(unreachable)?;
    let is_here = stream.peer_addr().is_ok_and(|peer| peer.ip().is_loopback());
    let _ = stream.set_nodelay(true);
    let name = uri.authority().map_or_else(|| host.clone(), ToString::to_string);
    if !is_tls {
        if !is_here {
            return Err(LineError::InTheOpen(address.to_owned()));
        }
        let sender = speak(stream, &traffic).await?;
        return Ok(Line { sender, host: name, traffic, shown: None, is_vouched: true, is_spent: IsSpent::default() });
    }
    let seen = Arc::new(Seen::default());
    let config = client(seen.clone())?;
    let server = match host.parse::<IpAddr>() {
        Ok(ip) => ServerName::from(ip),
        Err(_) => ServerName::try_from(host.clone()).map_err(|_| bad())?,
    };
    let stream = TlsConnector::from(Arc::new(config)).connect(server, stream).await.map_err(unreachable)?;
    let stream = Nudging::new(stream);
    let is_spent = stream.is_spent();
    let sender = speak(stream, &traffic).await?;
    let (shown, is_vouched) = seen.what();
    Ok(Line { sender, host: name, traffic, shown, is_vouched, is_spent })
}

async fn speak<S>(stream: S, traffic: &Traffic) -> Result<SendRequest<Full<Bytes>>, LineError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let counted = Counted { stream, counts: traffic.0.clone() };
    let (sender, connection) = handshake(TokioIo::new(counted)).await?;
    // It ends with the sender, or with the other side; either way the next request hears of it.
    tokio::spawn(connection);
    Ok(sender)
}

/// TLS that takes any certificate and remembers it: who the other is, its node proves over this very certificate.
fn client(seen: Arc<Seen>) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let usual = match roots.is_empty() {
        true => None,
        false => WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build().ok(),
    };
    let verifier = Arc::new(Remembering { seen, usual, provider: provider.clone() });
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The certificate a connection showed, and whether this machine trusts it.
#[derive(Debug, Default)]
struct Seen(Mutex<(Option<Binding>, bool)>);

impl Seen {
    fn what(&self) -> (Option<Binding>, bool) {
        *self.0.lock().expect("no holder of what was seen panics")
    }
}

#[derive(Debug)]
struct Remembering {
    seen: Arc<Seen>,
    usual: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Remembering {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        issuers: &[CertificateDer<'_>],
        server: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let usual = self.usual.as_ref();
        let is_vouched =
            usual.is_some_and(|usual| usual.verify_server_cert(certificate, issuers, server, ocsp, now).is_ok());
        *self.seen.0.lock().expect("no holder of what was seen panics") = (Some(binding_of(certificate)), is_vouched);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// What ties a handshake to connections that show this certificate.
pub fn binding_of(certificate: &CertificateDer<'_>) -> Binding {
    Binding(*blake3::hash(certificate.as_ref()).as_bytes())
}

/// A stream that counts.
struct Counted<S> {
    stream: S,
    counts: Arc<Counts>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, into);
        self.counts.received.fetch_add((into.filled().len() - before) as u64, Ordering::Relaxed);
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if let Poll::Ready(Ok(written)) = polled {
            self.counts.sent.fetch_add(written as u64, Ordering::Relaxed);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
