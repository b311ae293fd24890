//! Operations: what an author drafts, and what it becomes once it is sealed: a header and bodies that match it.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroize;

use crate::canonical::FormatError;
use crate::hash::Domain;
use crate::header::{BodyEntry, Header};
use crate::ids::{ActorId, AggregateId, ChainId, Kind, OpId, Scope};
use crate::limits::{
    BODIES_MAX, BODY_BYTES_MAX, HEADER_BYTES_MAX, LimitError, OPERATION_BYTES_MAX, PARENTS_MAX, SCOPES_MAX, at_most,
};

/// Random bytes in front of every erasable body, erased with it: without them a kept hash would let anyone try names
/// and telephone numbers until one fits.
pub const SALT_BYTES: usize = 16;

/// A body as it is stored: its slot, and its bytes with the salt in front if it is erasable.
pub type StoredBody = (u8, Vec<u8>);

/// An operation before it is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What happened.
    pub kind: Kind,
    /// Whether a node that does not know the kind must stop taking commands on the aggregate.
    pub must_understand: bool,
    /// What it is about.
    pub aggregate: AggregateId,
    /// The member of staff who did it; none for a citizen or the program itself.
    pub actor: Option<ActorId>,
    /// Units newly entitled to the aggregate. Any order; duplicates collapse.
    pub scopes: Vec<Scope>,
    /// The latest operations of the aggregate that the author has seen. Any order; duplicates collapse.
    pub parents: Vec<OpId>,
    /// What there is to say, at most one body for each slot.
    pub bodies: Vec<DraftBody>,
}

/// One body before it is sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftBody {
    /// Which of the operation's bodies.
    pub slot: u8,
    /// Whether it may be erased one day: words, names, contacts. Facts for counting and deadlines are not.
    pub erasable: bool,
    /// What it says.
    pub bytes: Vec<u8>,
}

/// Bodies hold what citizens wrote, so their words stay out of every log.
impl fmt::Debug for DraftBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DraftBody {{ slot: {}, erasable: {}, {} bytes }}", self.slot, self.erasable, self.bytes.len())
    }
}

impl Draft {
    /// Turns the draft into an operation that `author` may commit. `salts` gives 16 random bytes at each call; it is
    /// asked once for each erasable body, in the order of their slots.
    ///
    /// # Errors
    /// [`LimitError`] when the draft does not fit into the format. A slot used twice counts as one slot too many.
    pub fn seal(mut self, author: &ChainId, salts: &mut dyn FnMut() -> [u8; 16]) -> Result<Operation, LimitError> {
        self.bodies.sort_by_key(|body| body.slot);
        self.scopes.sort();
        self.scopes.dedup();
        self.parents.sort();
        self.parents.dedup();
        self.check_counts()?;

        let bodies: Vec<Body> = self.bodies.into_iter().map(|draft| Body::from_draft(draft, salts)).collect();
        let header = Header {
            kind: self.kind,
            must_understand: self.must_understand,
            author: author.author(),
            aggregate: self.aggregate,
            actor: self.actor,
            scopes: self.scopes,
            parents: self.parents,
            bodies: bodies.iter().map(Body::entry).collect(),
        };
        let header_bytes = header.encode();
        check_sizes(&header_bytes, &bodies)?;
        Ok(Operation(Arc::new(Content { id: OpId::of_header(&header_bytes), header, header_bytes, bodies })))
    }

    fn check_counts(&self) -> Result<(), LimitError> {
        at_most("bodies", self.bodies.len(), BODIES_MAX)?;
        at_most("scopes", self.scopes.len(), SCOPES_MAX)?;
        at_most("parents", self.parents.len(), PARENTS_MAX)?;
        let twice = self.bodies.windows(2).filter(|pair| pair[0].slot == pair[1].slot).count();
        at_most("bodies in one slot", 1 + twice, 1)
    }
}

/// Refuses an operation whose parts are too long.
fn check_sizes(header_bytes: &[u8], bodies: &[Body]) -> Result<(), LimitError> {
    at_most("operation header bytes", header_bytes.len(), HEADER_BYTES_MAX)?;
    for body in bodies {
        at_most("body bytes", body.bytes.len(), BODY_BYTES_MAX)?;
    }
    let total = header_bytes.len() + bodies.iter().map(|body| body.bytes.len()).sum::<usize>();
    at_most("operation bytes", total, OPERATION_BYTES_MAX)
}

/// A body that is present.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    slot: u8,
    erasable: bool,
    bytes: Vec<u8>,
}

impl Body {
    fn from_draft(draft: DraftBody, salts: &mut dyn FnMut() -> [u8; 16]) -> Self {
        let bytes = if draft.erasable {
            let mut salted = salts().to_vec();
            salted.extend_from_slice(&draft.bytes);
            salted
        } else {
            draft.bytes
        };
        Body { slot: draft.slot, erasable: draft.erasable, bytes }
    }

    /// Which of the operation's bodies.
    pub fn slot(&self) -> u8 {
        self.slot
    }

    /// Whether it begins with a salt and may be erased.
    pub fn is_erasable(&self) -> bool {
        self.erasable
    }

    /// All bytes, the salt included: what is stored and hashed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it says, without the salt.
    pub fn content(&self) -> &[u8] {
        if self.erasable { self.bytes.get(SALT_BYTES..).unwrap_or_default() } else { &self.bytes }
    }

    fn entry(&self) -> BodyEntry {
        BodyEntry { slot: self.slot, erasable: self.erasable, hash: Domain::Body.hash(&self.bytes) }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body {{ slot: {}, erasable: {}, {} bytes }}", self.slot, self.erasable, self.bytes.len())
    }
}

/// Why bytes are not the operation they claim to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperationError {
    /// The header is not well formed.
    #[error("the operation header cannot be read")]
    Header(#[from] FormatError),
    /// A body is not the one the header names, or is there twice, or not named at all.
    #[error("the body in slot {slot} is not the one the header names")]
    WrongBody {
        /// The slot.
        slot: u8,
    },
    /// A body that stays is not there.
    #[error("the body in slot {slot} is missing and cannot have been erased")]
    MissingBody {
        /// The slot.
        slot: u8,
    },
    /// A part is too long.
    #[error(transparent)]
    Limit(#[from] LimitError),
}

/// A header and the bodies that match it. Erased bodies are absent; nothing else can be missing or altered.
///
/// A clone shares what is read only, so that histories can be handed around without copying them.
#[derive(Clone, PartialEq, Eq)]
pub struct Operation(Arc<Content>);

#[derive(PartialEq, Eq)]
struct Content {
    id: OpId,
    header: Header,
    header_bytes: Vec<u8>,
    bodies: Vec<Body>,
}

impl Operation {
    /// Puts an operation together from its parts, for example from columns of a database: the header bytes, and each
    /// body that is there. Bodies may come in any order; an erasable body that
    /// does not come counts as erased.
    ///
    /// # Errors
    /// [`OperationError`] unless the header is well formed and every body hashes to what the header says.
    pub fn decode(
        header_bytes: impl Into<Vec<u8>>,
        bodies: impl IntoIterator<Item = StoredBody>,
    ) -> Result<Self, OperationError> {
        let header_bytes = header_bytes.into();
        let header = Header::decode(&header_bytes)?;
        let bodies = bodies.into_iter().map(|stored| header.claim(stored)).collect::<Result<Vec<_>, _>>()?;
        Self::with_bodies(header_bytes, header, bodies)
    }

    /// An operation of which only bodies are known, and that they are the ones `header` names: whoever calls this has just
    /// hashed them to write the header.
    pub(crate) fn of_hashed(header: &Header, bodies: Vec<StoredBody>) -> Result<Self, OperationError> {
        let header_bytes = header.encode();
        let header = Header::decode(&header_bytes)?;
        let named = |(slot, bytes)| header.named((slot, bytes)).map(|(body, _)| body);
        let bodies = bodies.into_iter().map(named).collect::<Result<Vec<_>, _>>()?;
        Self::with_bodies(header_bytes, header, bodies)
    }

    fn with_bodies(header_bytes: Vec<u8>, header: Header, mut bodies: Vec<Body>) -> Result<Self, OperationError> {
        bodies.sort_by_key(Body::slot);
        check_sizes(&header_bytes, &bodies)?;

        if let Some(pair) = bodies.windows(2).find(|pair| pair[0].slot == pair[1].slot) {
            return Err(OperationError::WrongBody { slot: pair[0].slot });
        }
        let is_there = |entry: &&BodyEntry| bodies.iter().any(|body| body.slot == entry.slot);
        if let Some(entry) = header.bodies.iter().filter(|entry| !entry.erasable).find(|entry| !is_there(entry)) {
            return Err(OperationError::MissingBody { slot: entry.slot });
        }
        Ok(Operation(Arc::new(Content { id: OpId::of_header(&header_bytes), header, header_bytes, bodies })))
    }

    /// The operation's identity.
    pub fn id(&self) -> OpId {
        self.0.id
    }

    /// What it says about itself.
    pub fn header(&self) -> &Header {
        &self.0.header
    }

    /// The bytes its identity is the hash of, as they were received.
    pub fn header_bytes(&self) -> &[u8] {
        &self.0.header_bytes
    }

    /// The bodies that are present, ascending by slot.
    pub fn bodies(&self) -> &[Body] {
        &self.0.bodies
    }

    /// What the body in `slot` says, without its salt. `None` when it was erased or never was.
    pub fn body(&self, slot: u8) -> Option<&[u8]> {
        self.0.bodies.iter().find(|body| body.slot == slot).map(Body::content)
    }

    /// Whether the operation had a body in `slot` that is gone.
    pub fn is_erased(&self, slot: u8) -> bool {
        self.entry(slot).is_some() && self.body(slot).is_none()
    }

    /// Erases the body in `slot`, salt and all, and overwrites its memory unless a clone holds it too. Answers whether
    /// something was erased: `false` when it was gone already, never was, or may not be erased.
    pub fn erase(&mut self, slot: u8) -> bool {
        let Some(index) = self.0.bodies.iter().position(|body| body.slot == slot && body.erasable) else {
            return false;
        };
        match Arc::get_mut(&mut self.0) {
            Some(content) => content.bodies.remove(index).bytes.zeroize(),
            None => {
                let bodies = self.0.bodies.iter().filter(|body| body.slot != slot).cloned().collect();
                self.part_with(bodies);
            }
        }
        true
    }

    /// Shares nothing with its clones any more, and has these bodies.
    fn part_with(&mut self, bodies: Vec<Body>) {
        let Content { id, ref header, ref header_bytes, .. } = *self.0;
        self.0 = Arc::new(Content { id, header: header.clone(), header_bytes: header_bytes.clone(), bodies });
    }

    /// Puts a body that is absent back, its salt included. Answers whether something was put back: `false` when it is
    /// there already.
    ///
    /// # Errors
    /// [`OperationError`] unless it is the very body that the header names, and the operation stays within its limits.
    pub fn restore(&mut self, body: StoredBody) -> Result<bool, OperationError> {
        let body = self.0.header.claim(body)?;
        if self.0.bodies.iter().any(|present| present.slot == body.slot) {
            return Ok(false);
        }
        check_sizes(&self.0.header_bytes, std::slice::from_ref(&body))?;
        at_most("operation bytes", self.bytes() + body.bytes.len(), OPERATION_BYTES_MAX)?;
        let mut bodies = self.0.bodies.clone();
        bodies.insert(bodies.partition_point(|present| present.slot < body.slot), body);
        self.part_with(bodies);
        Ok(true)
    }

    /// Whether `chain` is the one that may commit this operation.
    pub fn is_by(&self, chain: &ChainId) -> bool {
        self.0.header.author == chain.author()
    }

    /// How many bytes its header and its bodies take.
    pub fn bytes(&self) -> usize {
        self.0.header_bytes.len() + self.0.bodies.iter().map(|body| body.bytes.len()).sum::<usize>()
    }

    fn entry(&self, slot: u8) -> Option<&BodyEntry> {
        self.0.header.bodies.iter().find(|entry| entry.slot == slot)
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Operation");
        shown.field("id", &self.0.id).field("kind", &self.0.header.kind).field("aggregate", &self.0.header.aggregate);
        shown.field("bodies", &self.0.bodies).finish_non_exhaustive()
    }
}

impl Header {
    /// Turns a stored body into one that is known to be the one this header names.
    fn claim(&self, stored: StoredBody) -> Result<Body, OperationError> {
        let (body, entry) = self.named(stored)?;
        if body.entry() == *entry { Ok(body) } else { Err(OperationError::WrongBody { slot: body.slot }) }
    }

    /// A stored body with what this header says about its slot.
    fn named(&self, (slot, bytes): StoredBody) -> Result<(Body, &BodyEntry), OperationError> {
        let entry = self.bodies.iter().find(|entry| entry.slot == slot).ok_or(OperationError::WrongBody { slot })?;
        let body = Body { slot, erasable: entry.erasable, bytes };
        // An erasable body without a salt could be guessed after its erasure, so it is refused.
        let is_salted = !body.erasable || body.bytes.len() >= SALT_BYTES;
        if is_salted { Ok((body, entry)) } else { Err(OperationError::WrongBody { slot }) }
    }
}
