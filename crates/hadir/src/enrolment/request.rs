//! What an office's node asks for: one line, signed with the key it is about, which proves that the asker holds it.

use hadir_calendar::Zone;
use hadir_oplog::limits::NAME_BYTES_MAX;
use hadir_oplog::{NodeId, NodeKey};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::line::{Form, LineError};
use crate::authority::{Address, POINT_BYTES};
use crate::https::{ADDRESSES_MAX, HttpsWish};
use crate::prefix;

const FORM: Form = Form {
    name: "a request",
    mark: "hadir-request-",
    version: "1",
    context: "hadir request 1",
    // The name has 120 bytes at most, everything else is shorter; a third more in base64.
    chars_max: 600,
};

/// The same with a wish for HTTPS. A program that does not know the wish says so, instead of leaving it out.
const FORM_WITH_HTTPS: Form = Form {
    version: "2",
    context: "hadir request 2",
    // Eight addresses of 100 bytes and a key more.
    chars_max: 2_400,
    ..FORM
};

/// An office's wish to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The key of its node.
    pub node: NodeId,
    /// What people call the node.
    pub name: String,
    /// The zone of the office.
    pub zone: Zone,
    /// What its public numbers should begin with, if it has a wish.
    pub prefix: Option<String>,
    /// When the request was made by the clock of the office's machine, in milliseconds since 1970 (UTC).
    pub made_ms: i64,
    /// What it asks the regency's authority for, to serve HTTPS in its network.
    pub https: Option<HttpsWish>,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The line cannot be read, or the key it is about did not sign it.
    #[error(transparent)]
    Line(#[from] LineError),
    /// The name does not fit.
    #[error(transparent)]
    Name(#[from] NameError),
}

/// A text that cannot be the name of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 120 bytes, no control characters, and no blanks around it")]
pub struct NameError;

/// Whether a text can be the name of a node, as certificates carry it.
pub fn name_fits(name: &str) -> Result<(), NameError> {
    let fits = (1..=NAME_BYTES_MAX).contains(&name.len()) && !name.contains(char::is_control) && name.trim() == name;
    if fits { Ok(()) } else { Err(NameError) }
}

/// The signed bytes: canonical CBOR, because nothing else passes when it is read.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Wire {
    #[cbor(n(1), with = "minicbor::bytes")]
    node: [u8; 32],
    #[n(2)]
    name: String,
    #[n(3)]
    zone: String,
    #[n(4)]
    prefix: Option<String>,
    #[n(5)]
    made_ms: i64,
    #[n(6)]
    point: Option<ByteVec>,
    #[n(7)]
    addresses: Option<Vec<String>>,
}

impl Request {
    /// The request as a line, signed with the key it is about.
    pub fn line(&self, key: &NodeKey) -> String {
        let wire = Wire {
            node: *self.node.as_bytes(),
            name: self.name.clone(),
            zone: self.zone.iana_name().to_owned(),
            prefix: self.prefix.clone(),
            made_ms: self.made_ms,
            point: self.https.as_ref().map(|https| https.point.to_vec().into()),
            addresses: self.https.as_ref().map(|https| https.addresses.iter().map(Address::to_string).collect()),
        };
        let form = if self.https.is_some() { FORM_WITH_HTTPS } else { FORM };
        form.write(key, &minicbor::to_vec(wire).expect("writing to memory does not fail"))
    }

    /// Reads a line that [`Request::line`] wrote, and checks that the key it is about signed it.
    pub fn read(line: &str) -> Result<Self, RequestError> {
        let form = FORM_WITH_HTTPS.if_begun(line).unwrap_or(FORM);
        let signed = form.read(line)?;
        let wire: Wire = minicbor::decode(&signed.bytes).map_err(|_| FORM.damaged())?;
        let is_canonical = minicbor::to_vec(&wire).is_ok_and(|bytes| bytes == signed.bytes);
        let zone: Zone = wire.zone.parse().map_err(|_| FORM.damaged())?;
        let is_prefix = wire.prefix.as_deref().is_none_or(|given| prefix::read(given).as_deref() == Ok(given));
        let https = https(wire.point, wire.addresses)?;
        let is_form = https.is_some() == (form.version == FORM_WITH_HTTPS.version);
        if !is_canonical || !is_prefix || !is_form || zone.iana_name() != wire.zone {
            return Err(FORM.damaged().into());
        }
        let node = NodeId::from_bytes(wire.node);
        signed.is_by(&node)?;
        name_fits(&wire.name)?;
        Ok(Request { node, name: wire.name, zone, prefix: wire.prefix, made_ms: wire.made_ms, https })
    }
}

/// A wish as it was sent: both parts or neither, and the addresses as this program writes them.
fn https(point: Option<ByteVec>, addresses: Option<Vec<String>>) -> Result<Option<HttpsWish>, LineError> {
    let (point, addresses) = match (point, addresses) {
        (None, None) => return Ok(None),
        (Some(point), Some(addresses)) => (point, addresses),
        _ => return Err(FORM.damaged()),
    };
    let point: [u8; POINT_BYTES] = Vec::from(point).try_into().map_err(|_| FORM.damaged())?;
    let read = addresses.iter().map(|text| text.parse().ok().filter(|address: &Address| address.to_string() == *text));
    let read: Vec<Address> = read.collect::<Option<_>>().ok_or_else(|| FORM.damaged())?;
    let fits = (1..=ADDRESSES_MAX).contains(&read.len());
    if fits { Ok(Some(HttpsWish { point, addresses: read })) } else { Err(FORM.damaged()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(key: &NodeKey) -> Request {
        let name = "Kecamatan Sebatik Timur".to_owned();
        Request {
            node: key.id(),
            name,
            zone: Zone::Wita,
            prefix: Some("SBT".into()),
            made_ms: 1_795_000_000_000,
            https: None,
        }
    }

    #[test]
    fn a_request_is_read_back_as_it_was_made() {
        let key = NodeKey::from_bytes([4; 32]);
        let plain = Request { prefix: None, made_ms: -1, ..request(&key) };
        let longest =
            Request { name: "é".repeat(60), prefix: Some("ABCD".into()), made_ms: i64::MIN, ..plain.clone() };
        for request in [request(&key), plain, longest] {
            let line = request.line(&key);
            assert!(line.starts_with("hadir-request-1.") && !line.contains(char::is_whitespace), "{line}");
            assert_eq!(Request::read(&format!(" {line}\r\n")), Ok(request));
        }
    }

    #[test]
    fn a_wish_for_https_travels_in_a_line_of_its_own_version() {
        let key = NodeKey::from_bytes([4; 32]);
        let wish = |addresses: &[&str]| {
            let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
            Request { https: Some(HttpsWish { point: [4; POINT_BYTES], addresses }), ..request(&key) }
        };
        let asked = wish(&["192.168.1.10", "fd00::2", "hadir.sebatik.lan"]);
        let line = asked.line(&key);
        assert!(line.starts_with("hadir-request-2."), "{line}");
        assert_eq!(Request::read(&line).as_ref(), Ok(&asked));
        let longest = format!("{}.lan", "abcdefgh.".repeat(10).trim_end_matches('.'));
        let longest = wish(&[longest.as_str(); ADDRESSES_MAX]);
        assert_eq!(Request::read(&longest.line(&key)), Ok(longest));
        assert!(Request::read(&wish(&[]).line(&key)).is_err(), "a wish for no address");
        assert!(Request::read(&wish(&["10.0.0.1"; ADDRESSES_MAX + 1]).line(&key)).is_err(), "too many");
        for at in 0..line.len() {
            assert!(Request::read(&line[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn no_character_of_it_can_be_changed_left_out_or_added() {
        let key = NodeKey::from_bytes([4; 32]);
        let line = request(&key).line(&key);
        for at in 0..line.len() {
            for other in ["A", "b", "_", "", "AA", "."] {
                let altered = format!("{}{other}{}", &line[..at], &line[at + 1..]);
                assert!(altered == line || Request::read(&altered).is_err(), "{altered}");
            }
            assert!(Request::read(&line[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn another_key_cannot_ask_for_a_node() {
        let (key, thief) = (NodeKey::from_bytes([4; 32]), NodeKey::from_bytes([5; 32]));
        assert_eq!(Request::read(&request(&key).line(&thief)), Err(FORM.damaged().into()));
    }

    #[test]
    fn another_version_and_another_text_are_told_apart() {
        let key = NodeKey::from_bytes([4; 32]);
        let line = request(&key).line(&key);
        let said = |line: &str| Request::read(line).unwrap_err().to_string();
        assert!(said(&line.replacen("-1.", "-3.", 1)).contains("version 3"));
        assert!(said("minta didaftarkan").contains("begins with `hadir-request-1.`"));
        assert!(said(&line.replacen("request", "certificate", 1)).contains("not a request"));
    }

    #[test]
    fn what_does_not_fit_into_a_certificate_is_refused() {
        let key = NodeKey::from_bytes([4; 32]);
        for name in ["", " Krayan", "Krayan\n", "a\u{7}b", &"x".repeat(121)] {
            let asked = Request { name: name.to_owned(), ..request(&key) };
            assert_eq!(Request::read(&asked.line(&key)), Err(NameError.into()), "{name:?}");
        }
        let asked = Request { prefix: Some("sbt".into()), ..request(&key) };
        assert!(Request::read(&asked.line(&key)).is_err());
    }
}
