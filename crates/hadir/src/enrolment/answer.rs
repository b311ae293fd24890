//! What the regency answers to a request: one line that holds the certificate and what else a node needs to begin,
//! signed with the root key as a whole, because a certificate alone does not vouch for what stands beside it.

use axum::http::Uri;
use hadir_calendar::Zone;
use hadir_oplog::{Certificate, NodeKey, Signed};
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use super::line::{Form, LineError};
use crate::authority::Grant;
use crate::sealed;

const FORM: Form = Form {
    name: "a certificate",
    mark: "hadir-certificate-",
    version: "1",
    context: "hadir certificate line 1",
    // A certificate that names 256 units twice has 18 kB; the rest below has about three.
    chars_max: 32 * 1024,
};
/// Longest name of a regency, in bytes.
const NAME_BYTES_MAX: usize = 400;
/// Longest code of a region, in bytes.
const REGION_BYTES_MAX: usize = 13;
/// Longest address, in bytes.
const ADDRESS_BYTES_MAX: usize = 300;
/// A key of 32 bytes is sealed in about 230.
const SEALED_BYTES_MAX: usize = 1_024;
/// A certificate for HTTPS has about 600 bytes, and one with eight long addresses or domains not 2,000.
const X509_BYTES_MAX: usize = 3_000;

/// A certificate and what a node needs beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The certificate.
    pub certificate: Signed<Certificate>,
    /// The regency's name.
    pub regency: String,
    /// Its Kemendagri code.
    pub region: String,
    /// Its zone.
    pub zone: Zone,
    /// The regency's key for secret codes, sealed to the node.
    pub sealed_key: Vec<u8>,
    /// Where the root can be reached.
    pub address: Option<String>,
    /// What the node serves HTTPS with, if it asked for that and the regency has an authority.
    pub https: Option<Grant>,
}

/// Why a certificate line is refused.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The line cannot be read, or the root did not sign it.
    #[error(transparent)]
    Line(#[from] LineError),
    /// The regency's key does not open.
    #[error("the regency's key in the certificate does not open; have the node enrolled again")]
    Key(#[from] sealed::OpenError),
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Wire {
    #[cbor(n(1), with = "minicbor::bytes")]
    certificate: Vec<u8>,
    #[n(2)]
    regency: String,
    #[n(3)]
    region: String,
    #[n(4)]
    zone: String,
    #[cbor(n(5), with = "minicbor::bytes")]
    sealed_key: Vec<u8>,
    #[n(6)]
    address: Option<String>,
    /// None as well in lines from before 2026-11, and older programs read lines without it.
    #[n(7)]
    https: Option<WireGrant>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WireGrant {
    #[cbor(n(1), with = "minicbor::bytes")]
    anchor: Vec<u8>,
    #[cbor(n(2), with = "minicbor::bytes")]
    issuer: Vec<u8>,
    #[cbor(n(3), with = "minicbor::bytes")]
    leaf: Vec<u8>,
    #[n(4)]
    valid_until_ms: i64,
}

impl From<Grant> for WireGrant {
    fn from(Grant { anchor, issuer, leaf, valid_until_ms }: Grant) -> Self {
        Self { anchor, issuer, leaf, valid_until_ms }
    }
}

impl WireGrant {
    fn is_within(&self) -> bool {
        [&self.anchor, &self.issuer, &self.leaf].iter().all(|der| der.len() <= X509_BYTES_MAX)
    }

    fn grant(self) -> Grant {
        let Self { anchor, issuer, leaf, valid_until_ms } = self;
        Grant { anchor, issuer, leaf, valid_until_ms }
    }
}

impl Answer {
    /// The answer as a line, signed with the root key.
    pub fn line(&self, root: &NodeKey) -> String {
        let wire = Wire {
            certificate: self.certificate.encode(),
            regency: self.regency.clone(),
            region: self.region.clone(),
            zone: self.zone.iana_name().to_owned(),
            sealed_key: self.sealed_key.clone(),
            address: self.address.clone(),
            https: self.https.clone().map(WireGrant::from),
        };
        FORM.write(root, &minicbor::to_vec(wire).expect("writing to memory does not fail"))
    }

    /// Reads a line that [`Answer::line`] wrote, and checks that the certificate's root signed both it and the line.
    /// Whether that root is one to trust is for people to say, or for the certificate before this one.
    pub fn read(line: &str) -> Result<Self, AnswerError> {
        let signed = FORM.read(line)?;
        let wire: Wire = minicbor::decode(&signed.bytes).map_err(|_| FORM.damaged())?;
        let is_canonical = minicbor::to_vec(&wire).is_ok_and(|bytes| bytes == signed.bytes);
        let certificate = Signed::<Certificate>::decode(&wire.certificate).map_err(|_| FORM.damaged())?;
        signed.is_by(&certificate.statement().root)?;
        let zone: Zone = wire.zone.parse().map_err(|_| FORM.damaged())?;
        let is_within = wire.regency.len() <= NAME_BYTES_MAX
            && wire.region.len() <= REGION_BYTES_MAX
            && wire.sealed_key.len() <= SEALED_BYTES_MAX
            && wire.https.as_ref().is_none_or(WireGrant::is_within)
            && wire.address.as_deref().is_none_or(|address| is_address(address).is_ok());
        if !is_canonical || !is_within || zone.iana_name() != wire.zone {
            return Err(FORM.damaged().into());
        }
        Ok(Answer {
            certificate,
            regency: wire.regency,
            region: wire.region,
            zone,
            sealed_key: wire.sealed_key,
            address: wire.address,
            https: wire.https.map(WireGrant::grant),
        })
    }

    /// The regency's key for secret codes, opened with the node's key.
    pub fn regency_key(&self, key: &NodeKey) -> Result<Zeroizing<[u8; 32]>, AnswerError> {
        let opened = Zeroizing::new(sealed::open(key, &self.sealed_key)?);
        let bytes = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| sealed::OpenError::Closed)?;
        Ok(Zeroizing::new(bytes))
    }
}

/// Whether a text is the address of a node: `http` or `https` and a host.
pub fn is_address(text: &str) -> Result<(), &'static str> {
    let why = "an address begins with https:// or http:// and names a host, such as https://hadir.nunukankab.go.id";
    let uri: Uri = text.parse().map_err(|_| why)?;
    let fits = matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(|host| !host.is_empty());
    if fits && text.len() <= ADDRESS_BYTES_MAX { Ok(()) } else { Err(why) }
}

#[cfg(test)]
mod tests {
    use hadir_oplog::{Rights, Scope};

    use super::*;

    fn answer(root: &NodeKey, node: &NodeKey) -> Answer {
        let unit = Scope::try_new("kec-sebatik-timur").unwrap();
        let certificate = Certificate {
            serial: 2,
            root: root.id(),
            node: node.id(),
            name: "Kecamatan Sebatik Timur".into(),
            prefix: "SBT".into(),
            unit: unit.clone(),
            reads: vec![unit.clone()],
            writes: vec![unit],
            rights: Rights::NONE,
            valid_from_ms: 1_795_000_000_000,
            valid_until_ms: 1_858_000_000_000,
        };
        Answer {
            certificate: Signed::sign(root, certificate).unwrap(),
            regency: "Kabupaten Nunukan".into(),
            region: "65.03".into(),
            zone: Zone::Wita,
            sealed_key: sealed::seal(&node.id(), &[6; 32]).unwrap(),
            address: Some("https://hadir.nunukankab.go.id".into()),
            https: None,
        }
    }

    #[test]
    fn an_answer_is_read_back_as_it_was_made_and_its_key_opens_for_the_node_alone() {
        let (root, node) = (NodeKey::from_bytes([1; 32]), NodeKey::from_bytes([2; 32]));
        let answer = answer(&root, &node);
        let line = answer.line(&root);
        assert!(line.starts_with("hadir-certificate-1.") && !line.contains(char::is_whitespace), "{line}");
        let read = Answer::read(&line).unwrap();
        assert_eq!(read, answer);
        assert_eq!(*read.regency_key(&node).unwrap(), [6; 32]);
        assert!(read.regency_key(&root).is_err());
    }

    #[test]
    fn what_stands_beside_the_certificate_is_signed_too() {
        let (root, node) = (NodeKey::from_bytes([1; 32]), NodeKey::from_bytes([2; 32]));
        let mut bent = answer(&root, &node);
        bent.address = Some("https://hadir.example".into());
        assert!(Answer::read(&bent.line(&node)).is_err(), "signed by another than the root");
        let line = answer(&root, &node).line(&root);
        for at in (0..line.len()).step_by(3) {
            let other = if line.as_bytes()[at] == b'Q' { "R" } else { "Q" };
            let altered = format!("{}{other}{}", &line[..at], &line[at + 1..]);
            assert!(Answer::read(&altered).is_err(), "{altered}");
            assert!(Answer::read(&line[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_addresses() {
        assert!(is_address("http://10.1.2.3:8080").is_ok());
        for bad in ["", "hadir.nunukankab.go.id", "ftp://x", "https://", "/a", &format!("https://{}", "a".repeat(400))]
        {
            assert!(is_address(bad).is_err(), "{bad}");
        }
    }
}
