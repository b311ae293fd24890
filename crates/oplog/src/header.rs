//! An operation's header: the small part that is hashed, signed through its commit and kept for ever.

use crate::canonical::{FormatError, Reader, Writer, ascends};
use crate::hash::Hash;
use crate::ids::{ActorId, AggregateId, Author, Kind, OpId, Scope};
use crate::limits::{BODIES_MAX, HEADER_BYTES_MAX, PARENTS_MAX, SCOPES_MAX, at_most};

const KIND: u64 = 1;
const MUST_UNDERSTAND: u64 = 2;
const AUTHOR: u64 = 3;
const AGGREGATE: u64 = 4;
const ACTOR: u64 = 5;
const SCOPES: u64 = 6;
const PARENTS: u64 = 7;
const BODIES: u64 = 8;

/// What an operation says about itself. Fields this version does not know are in the header bytes and stay there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What happened.
    pub kind: Kind,
    /// Whether a node that does not know the kind must stop taking commands on the aggregate.
    pub must_understand: bool,
    /// The chain that may commit this operation.
    pub author: Author,
    /// What it is about.
    pub aggregate: AggregateId,
    /// The member of staff who did it; none for a citizen or the program itself.
    pub actor: Option<ActorId>,
    /// Units newly entitled to the aggregate, ascending.
    pub scopes: Vec<Scope>,
    /// The latest operations of the aggregate that the author had seen, ascending.
    pub parents: Vec<OpId>,
    /// What its bodies hash to, ascending by slot.
    pub bodies: Vec<BodyEntry>,
}

/// One body, as the header knows it. Its length is left out on purpose: after erasure it would still tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyEntry {
    /// Which of the operation's bodies.
    pub slot: u8,
    /// Whether it may be erased and therefore begins with a salt.
    pub erasable: bool,
    /// The hash of its bytes, the salt included.
    pub hash: Hash,
}

impl Header {
    /// Writes the header. Sets must be ascending already.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let optional = [
            self.must_understand,
            self.actor.is_some(),
            !self.scopes.is_empty(),
            !self.parents.is_empty(),
            !self.bodies.is_empty(),
        ];
        let mut w = Writer::new();
        w.map(3 + optional.iter().filter(|&&present| present).count());
        w.uint(KIND).uint(self.kind.0.into());
        if self.must_understand {
            w.uint(MUST_UNDERSTAND).bool(true);
        }
        w.uint(AUTHOR).bytes(self.author.as_bytes());
        w.uint(AGGREGATE).bytes(self.aggregate.as_bytes());
        if let Some(actor) = &self.actor {
            w.uint(ACTOR).bytes(actor.as_bytes());
        }
        if !self.scopes.is_empty() {
            w.uint(SCOPES).array(self.scopes.len());
            for scope in &self.scopes {
                w.text(scope.as_str());
            }
        }
        if !self.parents.is_empty() {
            w.uint(PARENTS).array(self.parents.len());
            for parent in &self.parents {
                w.bytes(parent.as_bytes());
            }
        }
        if !self.bodies.is_empty() {
            w.uint(BODIES).array(self.bodies.len());
            for body in &self.bodies {
                w.array(3).uint(body.slot.into()).bool(body.erasable).bytes(body.hash.as_bytes());
            }
        }
        w.finish()
    }

    /// Reads a header; fields it does not know are checked for form and passed over.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, FormatError> {
        at_most("operation header bytes", bytes.len(), HEADER_BYTES_MAX)?;
        let mut fields = Fields::default();
        let mut reader = Reader::checked(bytes)?;
        reader.fields("operation header", |r, key| fields.read(r, key))?;
        fields.finish()
    }
}

/// A header while it is being read.
#[derive(Default)]
struct Fields {
    kind: Option<Kind>,
    must_understand: bool,
    author: Option<Author>,
    aggregate: Option<AggregateId>,
    actor: Option<ActorId>,
    scopes: Vec<Scope>,
    parents: Vec<OpId>,
    bodies: Vec<BodyEntry>,
}

impl Fields {
    fn read(&mut self, r: &mut Reader<'_>, key: u64) -> Result<bool, FormatError> {
        match key {
            KIND => self.kind = Some(Kind(u32::try_from(r.uint("kind")?).map_err(|_| FormatError::Field("kind"))?)),
            MUST_UNDERSTAND => self.must_understand = set(r.bool("must understand")?, "must understand")?,
            AUTHOR => self.author = Some(Author(r.fixed("author")?)),
            AGGREGATE => self.aggregate = Some(AggregateId(r.fixed("aggregate")?)),
            ACTOR => self.actor = Some(ActorId(r.fixed("actor")?)),
            SCOPES => self.scopes = set_of(r.list("scopes", SCOPES_MAX, scope)?, "scopes")?,
            PARENTS => {
                let parents = r.list("parents", PARENTS_MAX, |r| Ok(OpId(Hash(r.fixed("parent")?))))?;
                self.parents = set_of(parents, "parents")?;
            }
            BODIES => self.bodies = bodies(r)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(self) -> Result<Header, FormatError> {
        Ok(Header {
            kind: self.kind.ok_or(FormatError::Field("kind"))?,
            must_understand: self.must_understand,
            author: self.author.ok_or(FormatError::Field("author"))?,
            aggregate: self.aggregate.ok_or(FormatError::Field("aggregate"))?,
            actor: self.actor,
            scopes: self.scopes,
            parents: self.parents,
            bodies: self.bodies,
        })
    }
}

/// A flag that is left out when it is not set, so that there is one way to write it.
fn set(claim: bool, field: &'static str) -> Result<bool, FormatError> {
    if claim { Ok(true) } else { Err(FormatError::Field(field)) }
}

/// A set, which is left out when it is empty and ascends otherwise.
pub(crate) fn set_of<T: PartialOrd>(items: Vec<T>, field: &'static str) -> Result<Vec<T>, FormatError> {
    if !items.is_empty() && ascends(&items) { Ok(items) } else { Err(FormatError::Field(field)) }
}

pub(crate) fn scope(r: &mut Reader<'_>) -> Result<Scope, FormatError> {
    Scope::try_new(r.text("scope")?).map_err(|_| FormatError::Field("scope"))
}

fn bodies(r: &mut Reader<'_>) -> Result<Vec<BodyEntry>, FormatError> {
    let bodies = r.list("bodies", BODIES_MAX, |r| {
        let length = r.array("body", BODIES_MAX)?;
        if length < 3 {
            return Err(FormatError::Field("body"));
        }
        let slot = u8::try_from(r.uint("slot")?).map_err(|_| FormatError::Field("slot"))?;
        let entry = BodyEntry { slot, erasable: r.bool("erasable")?, hash: Hash(r.fixed("body hash")?) };
        // A later version may say more about a body; what it says is kept in the header bytes.
        (3..length).try_for_each(|_| r.skip("body"))?;
        Ok(entry)
    })?;
    let slots: Vec<u8> = bodies.iter().map(|body| body.slot).collect();
    set_of(slots, "bodies")?;
    Ok(bodies)
}
