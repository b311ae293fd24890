//! What travels: requests, replies, and the exchange inside them. Every length is limited before memory is taken.

use crate::canonical::{FormatError, Reader, Writer};
use crate::ids::NodeId;
use crate::limits::{BATCH_PACKED_BYTES_MAX, LimitError, STATEMENT_BYTES_MAX, at_most};
use crate::signature::SignatureBytes;
use crate::sync::handshake::{Hello, TicketId};
use crate::sync::position::{Epoch, Mark, Place, Position, Span};
use crate::sync::wished_body::{self, BodyAnswer, BodyWish};
use crate::sync::wished_file::{self, FilePiece, FileWish};

/// The version of the sync protocol, the first byte of every message.
const VERSION: u8 = 1;
/// Parcels in one exchange.
const PARCELS_MAX: usize = 64;
/// Bytes of a message.
pub(super) const MESSAGE_BYTES_MAX: usize = 32 * 1024 * 1024;
/// The budget of an exchange that names none; on a thin link that is a few minutes.
pub const BUDGET_USUAL: u64 = 512 * 1024;
/// Bytes of a text for people.
const TEXT_BYTES_MAX: usize = 200;

const GREET: u64 = 1;
const OPEN: u64 = 2;
const RESUME: u64 = 3;
const GREETING: u64 = 11;
const OPENED: u64 = 12;
const RESUMED: u64 = 13;
const REFUSED: u64 = 19;

/// Why a message cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Another version of the protocol.
    #[error("version {0} of the sync protocol is not known here")]
    UnknownVersion(u8),
    /// Not a message, or one that says what it may not.
    #[error("the message cannot be read")]
    Format(#[from] FormatError),
}

impl From<LimitError> for MessageError {
    fn from(error: LimitError) -> Self {
        MessageError::Format(error.into())
    }
}

/// A batch with what it completes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// With it, the receiver has everything of these arrivals of the sender that it is entitled to.
    pub completes: Span,
    /// A packed batch (`wire`); empty when none of these arrivals is for the receiver.
    pub batch: Vec<u8>,
}

/// What a node tells of itself, for the page that shows the fleet. Nothing is decided by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The program's version.
    pub version: String,
    /// Free bytes on its disk.
    pub disk_free: u64,
    /// All bytes of its disk.
    pub disk_total: u64,
}

/// One half of an exchange, the same in both directions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What the writer has of the reader; nothing on the first meeting.
    pub have: Option<Position>,
    /// Where the writer's own count stands. Always given.
    pub place: Option<Place>,
    /// The writer's clock, in milliseconds since 1970 (UTC).
    pub clock_ms: u64,
    /// Bytes of parcels and pieces that the writer is ready to take in the answer.
    pub budget: u64,
    /// Arrivals of the writer that the reader has not been offered yet, after these parcels.
    pub left: u64,
    /// New operations.
    pub parcels: Vec<Parcel>,
    /// Files the writer lacks.
    pub wishes: Vec<FileWish>,
    /// Pieces of files the reader wished for.
    pub pieces: Vec<FilePiece>,
    /// News of the writer itself, now and then.
    pub facts: Option<Facts>,
    /// The mark of the place of the writer that the reader's position had seen, as far as the writer knew of it when it
    /// packed the parcels.
    pub known: Option<Mark>,
    /// Bodies the writer lacks.
    pub body_wishes: Vec<BodyWish>,
    /// What the writer says to the bodies the reader wished for.
    pub bodies: Vec<BodyAnswer>,
}

/// What the node that calls says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// We have not met: who are you?
    Greet(Hello),
    /// This is me; let us begin. The signature is over both nonces and the binding.
    Open { node: NodeId, nonce: [u8; 16], certificate: Vec<u8>, signature: SignatureBytes, exchange: Exchange },
    /// We have met. `count` grows with every request, so that none can be sent twice.
    Resume { ticket: TicketId, count: u64, exchange: Exchange },
}

/// What the node that was called answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Who it is, with proof.
    Greeting { hello: Hello, signature: SignatureBytes },
    /// The first half exchange, and a ticket for all later ones.
    Opened { ticket: TicketId, secret: [u8; 32], exchange: Exchange },
    /// A further half exchange.
    Resumed(Exchange),
    /// It cannot be.
    Refused(Refusal),
}

/// Why a node does not sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The ticket is not known (any more): greet again.
    UnknownTicket,
    /// The proof does not hold.
    BadProof,
    /// No certificate of the regency names the caller.
    UnknownNode,
    /// The caller's certificates were revoked.
    Revoked,
    /// The caller's certificate begins later than the called node's clock.
    NotYetValid,
    /// The caller's certificate has expired.
    Expired,
    /// The called node is busy; come again later.
    Busy,
    /// Something else that the caller can do nothing about.
    Other,
}

/// 7 was kept for a caller whose disk was put back and never sent: the called node's position says so. It stays unused.
const REFUSALS: [(u64, Refusal); 8] = [
    (1, Refusal::UnknownTicket),
    (2, Refusal::BadProof),
    (3, Refusal::UnknownNode),
    (4, Refusal::Revoked),
    (5, Refusal::NotYetValid),
    (6, Refusal::Expired),
    (8, Refusal::Busy),
    (0, Refusal::Other),
];

impl Request {
    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        message(|w| match self {
            Request::Greet(hello) => {
                w.array(4).uint(GREET);
                hello.write(w);
            }
            Request::Open { node, nonce, certificate, signature, exchange } => {
                w.array(6).uint(OPEN).bytes(node.as_bytes()).bytes(nonce).bytes(certificate).bytes(signature);
                exchange.write(w);
            }
            Request::Resume { ticket, count, exchange } => {
                w.array(4).uint(RESUME).bytes(&ticket.0).uint(*count);
                exchange.write(w);
            }
        })
    }

    /// The ticket a request begins with, as soon as its first bytes are there; nothing of it is proven.
    pub fn ticket_in_front(bytes: &[u8]) -> Option<TicketId> {
        let (mut r, kind, items) = open(bytes).ok()?;
        let is_resume = (kind, items) == (RESUME, 4);
        is_resume.then(|| r.fixed("ticket").ok().map(TicketId)).flatten()
    }

    /// Reads a request. The bytes may be anybody's.
    ///
    /// # Errors
    /// [`MessageError`] when it is none.
    pub fn decode(bytes: &[u8]) -> Result<Self, MessageError> {
        let (mut r, kind, items) = open(bytes)?;
        let request = match (kind, items) {
            (GREET, 4) => Request::Greet(Hello::read(&mut r)?),
            (OPEN, 6) => Request::Open {
                node: NodeId::from_bytes(r.fixed("node")?),
                nonce: r.fixed("nonce")?,
                certificate: short(&mut r, "certificate", STATEMENT_BYTES_MAX + 128)?,
                signature: r.fixed("signature")?,
                exchange: Exchange::read(&mut r)?,
            },
            (RESUME, 4) => Request::Resume {
                ticket: TicketId(r.fixed("ticket")?),
                count: r.uint("count")?,
                exchange: Exchange::read(&mut r)?,
            },
            _ => return Err(FormatError::Field("kind of request").into()),
        };
        nothing_left(&r)?;
        Ok(request)
    }
}

impl Reply {
    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        message(|w| match self {
            Reply::Greeting { hello, signature } => {
                w.array(5).uint(GREETING);
                hello.write(w);
                w.bytes(signature);
            }
            Reply::Opened { ticket, secret, exchange } => {
                w.array(4).uint(OPENED).bytes(&ticket.0).bytes(secret);
                exchange.write(w);
            }
            Reply::Resumed(exchange) => {
                w.array(2).uint(RESUMED);
                exchange.write(w);
            }
            Reply::Refused(refusal) => {
                let number = REFUSALS.iter().find(|(_, known)| known == refusal).map_or(0, |(number, _)| *number);
                w.array(2).uint(REFUSED).uint(number);
            }
        })
    }

    /// Reads a reply. The bytes may be anybody's.
    ///
    /// # Errors
    /// [`MessageError`] when it is none.
    pub fn decode(bytes: &[u8]) -> Result<Self, MessageError> {
        let (mut r, kind, items) = open(bytes)?;
        let reply = match (kind, items) {
            (GREETING, 5) => Reply::Greeting { hello: Hello::read(&mut r)?, signature: r.fixed("signature")? },
            (OPENED, 4) => Reply::Opened {
                ticket: TicketId(r.fixed("ticket")?),
                secret: r.fixed("secret")?,
                exchange: Exchange::read(&mut r)?,
            },
            (RESUMED, 2) => Reply::Resumed(Exchange::read(&mut r)?),
            (REFUSED, 2) => {
                let number = r.uint("refusal")?;
                let known = REFUSALS.iter().find(|(known, _)| *known == number);
                Reply::Refused(known.map_or(Refusal::Other, |(_, refusal)| *refusal))
            }
            _ => return Err(FormatError::Field("kind of reply").into()),
        };
        nothing_left(&r)?;
        Ok(reply)
    }
}

fn message(write: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut w = Writer::new();
    write(&mut w);
    let mut bytes = vec![VERSION];
    bytes.extend(w.finish());
    bytes
}

fn open(bytes: &[u8]) -> Result<(Reader<'_>, u64, usize), MessageError> {
    at_most("message bytes", bytes.len(), MESSAGE_BYTES_MAX)?;
    let (&version, rest) = bytes.split_first().ok_or(FormatError::Field("message"))?;
    if version != VERSION {
        return Err(MessageError::UnknownVersion(version));
    }
    let mut r = Reader::lenient(rest);
    let items = r.array("message", 8)?;
    let kind = r.uint("kind of message")?;
    Ok((r, kind, items))
}

fn nothing_left(r: &Reader<'_>) -> Result<(), MessageError> {
    if r.rest().is_empty() { Ok(()) } else { Err(FormatError::Field("end of message").into()) }
}

/// A byte string of at most `max` bytes.
pub(super) fn short(r: &mut Reader<'_>, field: &'static str, max: usize) -> Result<Vec<u8>, FormatError> {
    let bytes = r.bytes(field)?;
    at_most(field, bytes.len(), max)?;
    Ok(bytes.to_vec())
}

// Fields of an exchange. What is empty is left out, and what a later version adds is passed over.
const HAVE: u64 = 1;
const PLACE: u64 = 2;
const CLOCK: u64 = 3;
const BUDGET: u64 = 4;
const LEFT: u64 = 5;
const PARCELS: u64 = 6;
const WISHES: u64 = 7;
const PIECES: u64 = 8;
const FACTS: u64 = 9;
const KNOWN: u64 = 10;
const BODY_WISHES: u64 = 11;
const BODIES: u64 = 12;

impl Default for Exchange {
    fn default() -> Self {
        Exchange {
            have: None,
            place: None,
            clock_ms: 0,
            budget: BUDGET_USUAL,
            left: 0,
            parcels: Vec::new(),
            wishes: Vec::new(),
            pieces: Vec::new(),
            facts: None,
            known: None,
            body_wishes: Vec::new(),
            bodies: Vec::new(),
        }
    }
}

impl Exchange {
    fn write(&self, w: &mut Writer) {
        let numbers = [(CLOCK, self.clock_ms), (LEFT, self.left)];
        let fields = usize::from(self.have.is_some())
            + usize::from(self.place.is_some())
            + numbers.iter().filter(|(_, number)| *number > 0).count()
            + usize::from(self.budget != BUDGET_USUAL)
            + usize::from(!self.parcels.is_empty())
            + usize::from(!self.wishes.is_empty())
            + usize::from(!self.pieces.is_empty())
            + usize::from(self.facts.is_some())
            + usize::from(self.known.is_some())
            + usize::from(!self.body_wishes.is_empty())
            + usize::from(!self.bodies.is_empty());
        w.map(fields);
        if let Some(have) = &self.have {
            have.write(w.uint(HAVE));
        }
        if let Some(place) = self.place {
            write_place(w.uint(PLACE), place);
        }
        if self.budget != BUDGET_USUAL {
            w.uint(BUDGET).uint(self.budget);
        }
        for (key, number) in numbers.into_iter().filter(|(_, number)| *number > 0) {
            w.uint(key).uint(number);
        }
        if !self.parcels.is_empty() {
            write_parcels(w.uint(PARCELS), &self.parcels);
        }
        self.write_files(w);
        if let Some(known) = self.known {
            w.uint(KNOWN).bytes(&known.0);
        }
        if !self.body_wishes.is_empty() {
            wished_body::write_wishes(w.uint(BODY_WISHES), &self.body_wishes);
        }
        if !self.bodies.is_empty() {
            wished_body::write_answers(w.uint(BODIES), &self.bodies);
        }
    }

    fn write_files(&self, w: &mut Writer) {
        if !self.wishes.is_empty() {
            wished_file::write_wishes(w.uint(WISHES), &self.wishes);
        }
        if !self.pieces.is_empty() {
            wished_file::write_pieces(w.uint(PIECES), &self.pieces);
        }
        if let Some(facts) = &self.facts {
            w.uint(FACTS).array(3).text(&facts.version).uint(facts.disk_free).uint(facts.disk_total);
        }
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        let mut exchange = Exchange::default();
        r.fields("exchange", |r, key| {
            match key {
                HAVE => exchange.have = Some(Position::read(r)?),
                PLACE => exchange.place = Some(place(r)?),
                CLOCK => exchange.clock_ms = r.uint("clock")?,
                BUDGET => exchange.budget = r.uint("budget")?,
                LEFT => exchange.left = r.uint("arrivals left")?,
                PARCELS => exchange.parcels = parcels(r)?,
                WISHES => exchange.wishes = wished_file::wishes(r)?,
                PIECES => exchange.pieces = wished_file::pieces(r)?,
                FACTS => exchange.facts = Some(facts(r)?),
                KNOWN => exchange.known = Some(Mark(r.fixed("mark")?)),
                BODY_WISHES => exchange.body_wishes = wished_body::wishes(r)?,
                BODIES => exchange.bodies = wished_body::answers(r)?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(exchange)
    }
}

/// Begins an array of exactly so many items.
pub(super) fn tuple(r: &mut Reader<'_>, field: &'static str, items: usize) -> Result<(), FormatError> {
    if r.array(field, items)? == items { Ok(()) } else { Err(FormatError::Field(field)) }
}

pub(super) fn write_place(w: &mut Writer, place: Place) {
    w.array(3).bytes(&place.epoch.0).uint(place.count).bytes(&place.mark.0);
}

pub(super) fn write_parcels(w: &mut Writer, parcels: &[Parcel]) {
    w.array(parcels.len());
    for Parcel { completes, batch } in parcels {
        w.array(3).uint(completes.after).uint(completes.through).bytes(batch);
    }
}

pub(super) fn parcels(r: &mut Reader<'_>) -> Result<Vec<Parcel>, FormatError> {
    r.list("parcels", PARCELS_MAX, parcel)
}

pub(super) fn place(r: &mut Reader<'_>) -> Result<Place, FormatError> {
    tuple(r, "place", 3)?;
    Ok(Place { epoch: Epoch(r.fixed("place")?), count: r.uint("place")?, mark: Mark(r.fixed("place")?) })
}

fn parcel(r: &mut Reader<'_>) -> Result<Parcel, FormatError> {
    tuple(r, "parcel", 3)?;
    let completes = Span { after: r.uint("parcel")?, through: r.uint("parcel")? };
    if completes.after >= completes.through {
        return Err(FormatError::Field("parcel"));
    }
    Ok(Parcel { completes, batch: short(r, "batch", BATCH_PACKED_BYTES_MAX)? })
}

fn facts(r: &mut Reader<'_>) -> Result<Facts, FormatError> {
    tuple(r, "facts", 3)?;
    let version = r.text("version")?;
    at_most("version", version.len(), TEXT_BYTES_MAX)?;
    Ok(Facts { version: version.to_owned(), disk_free: r.uint("disk")?, disk_total: r.uint("disk")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Hash;
    use crate::ids::{ChainId, Incarnation};

    fn full() -> Exchange {
        let epoch = Epoch([7; 8]);
        let mut have = Position::nothing(epoch);
        let place = Place { epoch, count: 300, mark: Mark([6; 4]) };
        have.add(Span { after: 0, through: 12 });
        have.see(place, None);
        let chain = ChainId { node: NodeId::from_bytes([1; 32]), incarnation: Incarnation::from_bytes([2; 8]) };
        Exchange {
            have: Some(have),
            place: Some(place),
            clock_ms: 1_795_000_000_000,
            budget: 1 << 19,
            left: 17,
            parcels: vec![Parcel { completes: Span { after: 12, through: 300 }, batch: b"batch".to_vec() }],
            wishes: vec![FileWish { hash: Hash::from_bytes([3; 32]), from: 5 }],
            pieces: vec![FilePiece { hash: Hash::from_bytes([4; 32]), from: 0, total: 9, bytes: vec![1, 2] }],
            facts: Some(Facts { version: "0.1.0".into(), disk_free: 1, disk_total: 2 }),
            known: Some(Mark([5; 4])),
            body_wishes: vec![BodyWish { number: 3, chain, seq: 7, place: 1, slot: 1 }],
            bodies: vec![BodyAnswer { number: 9, bytes: Some(vec![8; 20]) }, BodyAnswer { number: 10, bytes: None }],
        }
    }

    fn requests() -> Vec<Request> {
        let hello = Hello { node: NodeId::from_bytes([1; 32]), nonce: [2; 16], certificate: vec![3; 200] };
        let open = Request::Open {
            node: hello.node,
            nonce: hello.nonce,
            certificate: vec![9; 10],
            signature: [5; 64],
            exchange: full(),
        };
        let resume = Request::Resume { ticket: TicketId([8; 8]), count: 77, exchange: Exchange::default() };
        vec![Request::Greet(hello), open, resume]
    }

    #[test]
    fn messages_go_there_and_back() {
        for request in requests() {
            assert_eq!(Request::decode(&request.encode()), Ok(request));
        }
        let hello = Hello { node: NodeId::from_bytes([1; 32]), nonce: [2; 16], certificate: vec![] };
        let opened = Reply::Opened { ticket: TicketId([1; 8]), secret: [2; 32], exchange: full() };
        let greeting = Reply::Greeting { hello, signature: [4; 64] };
        let refused = REFUSALS.map(|(_, refusal)| Reply::Refused(refusal));
        for reply in [greeting, opened, Reply::Resumed(full())].into_iter().chain(refused) {
            assert_eq!(Reply::decode(&reply.encode()), Ok(reply));
        }
    }

    #[test]
    fn a_message_cut_anywhere_is_refused() {
        for request in requests() {
            let bytes = request.encode();
            for end in 0..bytes.len() {
                assert!(Request::decode(&bytes[..end]).is_err());
            }
        }
    }

    #[test]
    fn a_ticket_is_known_by_the_first_bytes() {
        for request in requests() {
            let bytes = request.encode();
            let expected = matches!(request, Request::Resume { .. }).then_some(TicketId([8; 8]));
            assert_eq!(Request::ticket_in_front(&bytes[..bytes.len().min(40)]), expected);
            assert_eq!(Request::ticket_in_front(&bytes[..5]), None);
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = requests()[0].encode();
        bytes[0] = 2;
        assert_eq!(Request::decode(&bytes), Err(MessageError::UnknownVersion(2)));
    }

    #[test]
    fn nothing_new_is_small() {
        let epoch = Epoch([7; 8]);
        let mut have = Position::nothing(epoch);
        have.add(Span { after: 0, through: 100_000 });
        let place = Place { epoch, count: 100_000, mark: Mark([6; 4]) };
        have.see(place, None);
        let exchange = Exchange {
            have: Some(have),
            place: Some(place),
            clock_ms: 1_795_000_000_000,
            budget: BUDGET_USUAL,
            ..Exchange::default()
        };
        let request = Request::Resume { ticket: TicketId([8; 8]), count: 1_000, exchange: exchange.clone() }.encode();
        let bytes = request.len() + Reply::Resumed(exchange).encode().len();
        assert!(bytes <= 140, "{bytes} bytes");
    }
}
