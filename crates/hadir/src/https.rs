//! What a node keeps to serve HTTPS with a certificate of the regency's authority: its own key, which never leaves it, the
//! certificate, and the authority's, for people to install.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rcgen::{KeyPair, PublicKeyData};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest, Sha256};

use crate::authority::{Address, Grant, POINT_BYTES};
use crate::folder::{FolderError, Https, NodeFolder, io, replace_private, write_secret};
use crate::node::Failure;
use crate::tls;

const KEY: &str = "keys/https.key";
const CHAIN: &str = "keys/https.pem";
const ANCHOR: &str = "keys/authority.crt";
/// The files, by their places in the node's folder: what a backup holds of all this.
pub const FILES: [&str; 3] = [KEY, CHAIN, ANCHOR];
/// How many addresses a node may have.
pub const ADDRESSES_MAX: usize = 8;

/// What a node asks the authority for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpsWish {
    /// Its public key.
    pub point: [u8; POINT_BYTES],
    /// What it is called in its network.
    pub addresses: Vec<Address>,
}

/// Why a certificate for HTTPS was not taken, or is not there.
#[derive(Debug, thiserror::Error)]
pub enum HttpsError {
    /// Too many addresses.
    #[error("a node has one to {ADDRESSES_MAX} addresses")]
    Addresses,
    /// No certificate.
    #[error(
        "the node in {0} has no certificate of the regency's authority yet; ask for one with `hadir node https`, or give \
         another with --tls-cert and --tls-key"
    )]
    None(String),
    /// The certificate does not hold for this node.
    #[error(
        "the certificate for HTTPS does not hold for {0}; ask the regency for it again with the request of `hadir node show`"
    )]
    Unfit(String),
    /// It was made for another key.
    #[error(
        "the certificate for HTTPS is for another key than this node's; ask for it again with the request of `hadir node show`"
    )]
    OtherKey,
}

/// Settles what the node is called in its network, and makes its key unless it has one.
pub fn begin(folder: &mut NodeFolder, addresses: &[Address]) -> Result<(), Failure> {
    if !(1..=ADDRESSES_MAX).contains(&addresses.len()) {
        return Err(HttpsError::Addresses.into());
    }
    let place = folder.path().join(KEY);
    if !place.is_file() {
        write_secret(&place, &zeroize::Zeroizing::new(KeyPair::generate()?.serialize_pem()))?;
    }
    folder.remember(|config| {
        let valid_until_ms = config.https.as_ref().and_then(|https| https.valid_until_ms);
        config.https = Some(Https { addresses: addresses.to_vec(), valid_until_ms });
    })?;
    Ok(())
}

/// What the node asks for, once it has addresses.
pub fn wish(folder: &NodeFolder) -> Result<Option<HttpsWish>, FolderError> {
    let Some(https) = &folder.config().https else { return Ok(None) };
    let place = folder.path().join(KEY);
    let text = zeroize::Zeroizing::new(fs::read_to_string(&place).map_err(io(&place))?);
    let what = "the key of a node for HTTPS";
    let key = KeyPair::from_pem(&text).map_err(|_| FolderError::Content { path: place.clone(), what })?;
    let point = key.der_bytes().try_into().map_err(|_| FolderError::Content { path: place, what })?;
    Ok(Some(HttpsWish { point, addresses: https.addresses.clone() }))
}

/// Takes a certificate, after looking whether phones that know the authority will take it for this node.
/// `now_ms` is the clock's, in milliseconds since 1970 (UTC).
pub fn take(folder: &mut NodeFolder, grant: &Grant, now_ms: i64) -> Result<(), Failure> {
    let key = folder.path().join(KEY);
    let chain = [&grant.leaf, &grant.issuer].map(|der| CertificateDer::from(der.clone()));
    let addresses = folder.config().https.as_ref().map(|https| https.addresses.clone()).unwrap_or_default();
    if tls::config(chain.to_vec(), &key).is_err() {
        return Err(HttpsError::OtherKey.into());
    }
    holds(grant, &addresses, now_ms)?;
    let pem: String = chain.iter().map(|der| pem(der)).collect();
    replace_private(&folder.path().join(CHAIN), pem.as_bytes())?;
    keep_anchor(folder, &grant.anchor)?;
    folder.remember(|config| config.https = Some(Https { addresses, valid_until_ms: Some(grant.valid_until_ms) }))?;
    Ok(())
}

/// Keeps the authority's certificate for people to install.
pub fn keep_anchor(folder: &NodeFolder, anchor: &[u8]) -> Result<(), FolderError> {
    replace_private(&folder.path().join(ANCHOR), anchor)
}

/// That whoever trusts the authority believes the certificate at each of these addresses.
fn holds(grant: &Grant, addresses: &[Address], now_ms: i64) -> Result<(), Failure> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(grant.anchor.clone()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build()?;
    let (leaf, issuer) = (CertificateDer::from(&*grant.leaf), CertificateDer::from(&*grant.issuer));
    let now = UnixTime::since_unix_epoch(Duration::from_millis(now_ms.unsigned_abs()));
    for address in addresses {
        let name = ServerName::try_from(address.to_string())?;
        let verified = verifier.verify_server_cert(&leaf, std::slice::from_ref(&issuer), &name, &[], now);
        verified.map_err(|_| HttpsError::Unfit(address.to_string()))?;
    }
    Ok(())
}

/// The files to serve with: certificate and key.
pub fn files(folder: &NodeFolder) -> Result<(PathBuf, PathBuf), HttpsError> {
    let (chain, key) = (folder.path().join(CHAIN), folder.path().join(KEY));
    if chain.is_file() && key.is_file() {
        Ok((chain, key))
    } else {
        Err(HttpsError::None(folder.path().display().to_string()))
    }
}

/// The authority's certificate, in DER, if the node has it.
pub fn anchor(folder: &Path) -> Option<Vec<u8>> {
    fs::read(folder.join(ANCHOR)).ok()
}

/// The fingerprint that phones show of a certificate: SHA-256 of its DER, in pairs of hexadecimal digits.
pub fn fingerprint(der: &[u8]) -> String {
    let pairs: Vec<_> = Sha256::digest(der).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(" ")
}

fn pem(der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    let lines = text.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line)).collect::<Vec<_>>();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}
