//! HTTPS by the node itself, for an office without a reverse proxy: phones give position, service worker and encryption
//! to a page only over HTTPS.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use hadir_oplog::sync::Binding;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::sync::binding_of;

/// Handshakes under way at once; further connections wait at the door.
const HANDSHAKES_MAX: usize = 256;
/// A handshake that takes longer is given up; on the slowest links it takes a few seconds.
const HANDSHAKE_MAX: Duration = Duration::from_secs(20);
/// A pause after the system had no room for another connection.
const NO_ROOM_PAUSE: Duration = Duration::from_millis(200);

/// Why the certificate or its key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file is missing, or holds nothing of the kind.
    #[error("{file} holds no {what} in PEM form ({reason}); name the files that the certificate's issuer gave you")]
    File {
        /// The file.
        file: String,
        /// What it should hold.
        what: &'static str,
        /// The library's words.
        reason: String,
    },
    /// The key does not belong to the certificate, or is of a kind nobody uses.
    #[error("the key does not fit the certificate: {0}")]
    Unfit(#[from] rustls::Error),
}

/// Reads a certificate with those of its issuers, and its key.
/// Also says what ties a handshake of nodes to connections that show this certificate.
pub fn acceptor(certificate: &Path, key: &Path) -> Result<(TlsAcceptor, Binding), TlsError> {
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = chain.map_err(|error| unreadable(certificate, "certificate", error.to_string()))?;
    if chain.is_empty() {
        return Err(unreadable(certificate, "certificate", "it is empty".to_owned()));
    }
    let binding = binding_of(&chain[0]);
    Ok((TlsAcceptor::from(Arc::new(config(chain, key)?)), binding))
}

/// How to serve with a certificate, behind which stand those of its issuers, and the key in a file.
pub fn config(chain: Vec<CertificateDer<'static>>, key: &Path) -> Result<ServerConfig, TlsError> {
    let key = PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, "private key", error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = config.with_no_client_auth().with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn unreadable(file: &Path, what: &'static str, reason: String) -> TlsError {
    TlsError::File { file: file.display().to_string(), what, reason }
}

/// Connections whose handshake is done.
pub struct TlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl TlsListener {
    /// Shakes hands with whoever connects, each beside the others, so that a slow one holds up nobody.
    pub fn new(listener: TcpListener, acceptor: TlsAcceptor) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (send, ready) = mpsc::channel(HANDSHAKES_MAX);
        let places = Arc::new(Semaphore::new(HANDSHAKES_MAX));
        tokio::spawn(async move {
            loop {
                let Ok(place) = places.clone().acquire_owned().await else { return };
                let (stream, peer) = tokio::select! {
                    () = send.closed() => return,
                    accepted = listener.accept() => match accepted {
                        Ok(accepted) => accepted,
                        Err(error) => {
                            tracing::debug!(%error, "a connection could not be taken");
                            tokio::time::sleep(NO_ROOM_PAUSE).await;
                            continue;
                        }
                    },
                };
                // Else a short answer waits for a whole round trip until the end of the handshake is acknowledged.
                let _ = stream.set_nodelay(true);
                let (acceptor, send) = (acceptor.clone(), send.clone());
                tokio::spawn(async move {
                    // A peer that speaks no TLS, or breaks off, is nobody's concern.
                    if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE_MAX, acceptor.accept(stream)).await {
                        let _ = send.send((stream, peer)).await;
                    }
                    drop(place);
                });
            }
        });
        Ok(Self { address, ready })
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            // The door is closed; whoever waits here is about to be stopped.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}
