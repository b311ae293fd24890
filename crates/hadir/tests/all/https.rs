//! A node that serves HTTPS by itself, as a browser meets it that trusts the regency's certificate.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::regency::{hadir, init, path};

/// A certificate for this machine, as files.
pub struct Certificate {
    pub certificate: PathBuf,
    pub key: PathBuf,
    pub trusted: CertificateDer<'static>,
}

pub fn certificate(folder: &TempDir) -> Certificate {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["hadir.local".to_owned()]).unwrap();
    let (certificate, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&certificate, cert.pem()).unwrap();
    std::fs::write(&key, signing_key.serialize_pem()).unwrap();
    Certificate { certificate, key, trusted: cert.der().clone() }
}

/// A server that is killed with the test.
pub struct Serving(Child, pub SocketAddr);

impl Serving {
    pub fn start(arguments: &[&str]) -> Self {
        Self::start_at("127.0.0.1:0", arguments)
    }

    pub fn start_at(listen: &str, arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hadir"));
        program.arg("serve").args(["--listen", listen]).args(arguments).stdout(Stdio::piped());
        let mut child = program.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().expect("it says where it serves").unwrap();
        let address = line.split_once("https://").unwrap_or_else(|| panic!("{line}")).1.parse().unwrap();
        Self(child, address)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub async fn ask(serving: &Serving, trusted: &CertificateDer<'static>, request: &str) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let stream = TcpStream::connect(serving.1).await.unwrap();
    let name = ServerName::try_from("hadir.local").unwrap();
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap();
    // The server may answer, and stop reading, before it has the whole request.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    // The server may end the connection without saying goodbye.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_serves_https_by_itself_and_its_cookies_travel_by_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (data, Certificate { certificate, key, trusted }) = (init(&folder), certificate(&folder));
    let serving = Serving::start(&["--data", path(&data), "--tls-cert", path(&certificate), "--tls-key", path(&key)]);
    // Someone who connects and says nothing, and someone who speaks plain HTTP, hold up nobody.
    let _silent = TcpStream::connect(serving.1).await.unwrap();
    let mut plain = TcpStream::connect(serving.1).await.unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nHost: hadir.local\r\n\r\n").await.unwrap();

    let page = ask(&serving, &trusted, "GET / HTTP/1.1\r\nHost: hadir.local\r\nConnection: close\r\n\r\n").await;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("/lapor"), "{page}");
    let body = format!("username=kepala&password={}&ke=", crate::regency::PASSWORD.replace(' ', "+"));
    let sign_in = format!(
        "POST /masuk HTTP/1.1\r\nHost: hadir.local\r\nOrigin: https://hadir.local\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = ask(&serving, &trusted, &sign_in).await;
    let cookie = answer.lines().find(|line| line.to_ascii_lowercase().starts_with("set-cookie:"));
    assert!(cookie.is_some_and(|cookie| cookie.contains("Secure") && cookie.contains("HttpOnly")), "{answer}");
}

#[test]
fn a_certificate_that_cannot_be_used_is_named_before_anything_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let (data, good) = (init(&folder), certificate(&folder));
    let other = tempfile::tempdir().unwrap();
    let foreign = certificate(&other);
    let serve = |certificate: &PathBuf, key: &PathBuf| {
        let files = ["--tls-cert", path(certificate), "--tls-key", path(key)];
        hadir(&[&["serve", "--listen", "127.0.0.1:0", "--data", path(&data)], files.as_slice()].concat())
    };
    for (refused, because) in [
        (serve(&good.key, &good.key), "holds no certificate"),
        (serve(&good.certificate, &good.certificate), "holds no private key"),
        (serve(&good.certificate, &foreign.key), "does not fit"),
    ] {
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{said}");
        assert!(said.contains(because), "{said}");
    }
    let alone = ["serve", "--listen", "127.0.0.1:0", "--data", path(&data), "--tls-cert", path(&good.certificate)];
    assert_eq!(hadir(&alone).status.code(), Some(2));
}
