//! Certificates: what the root key lets a node do.

use std::ops::BitOr;

use crate::canonical::{FormatError, Reader, Writer, ascends};
use crate::hash::Domain;
use crate::header::scope;
use crate::ids::{Kind, NodeId, Scope};
use crate::limits::{CERTIFICATE_SCOPES_MAX, PREFIX_BYTES_MAX, SERIES_MARK_CHARS, at_most};
use crate::statement::{Statement, name, sealed};

const SERIAL: u64 = 1;
const ROOT: u64 = 2;
const NODE: u64 = 3;
const NAME: u64 = 4;
const PREFIX: u64 = 5;
const UNIT: u64 = 6;
const READS: u64 = 7;
const WRITES: u64 = 8;
const RIGHTS: u64 = 9;
const VALID_FROM: u64 = 10;
const VALID_UNTIL: u64 = 11;

/// Rights that are not about a scope, as a set of bits. Bits of later versions are kept and grant nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rights(pub u64);

impl Rights {
    /// No such rights.
    pub const NONE: Rights = Rights(0);
    /// May administer: units, staff, rules, certificates on behalf of the root, adoptions.
    pub const ADMINISTER: Rights = Rights(1);
    /// May carry every scope.
    pub const READ_ALL: Rights = Rights(2);
    /// May act in every scope.
    pub const WRITE_ALL: Rights = Rights(4);

    /// Whether all of `rights` are among these.
    pub const fn contains(self, rights: Rights) -> bool {
        self.0 & rights.0 == rights.0
    }
}

impl BitOr for Rights {
    type Output = Rights;

    fn bitor(self, other: Rights) -> Rights {
        Rights(self.0 | other.0)
    }
}

/// What an operation needs its node to be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand<'a> {
    /// Nothing beyond being enrolled.
    Enrolled,
    /// To act in at least one of these scopes: those the aggregate had before the operation or, for its first
    /// operation, those it begins with.
    Write(&'a [Scope]),
    /// To administer.
    Administer,
    /// What is demanded, and to give a public number of this series, see [`Certificate::may_number`].
    Numbered(&'a Demand<'a>, &'a str),
}

/// The root key's statement about one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Grows with each certificate the root signs; a revocation names the last serial it ends.
    pub serial: u64,
    /// The root key that signs.
    pub root: NodeId,
    /// The node it is about.
    pub node: NodeId,
    /// What people call the node, at most 120 bytes.
    pub name: String,
    /// What its case numbers begin with: 1 to 8 of `A` to `Z` and `0` to `9`, unique in the regency.
    pub prefix: String,
    /// The unit whose server it is.
    pub unit: Scope,
    /// Scopes it may carry, ascending.
    pub reads: Vec<Scope>,
    /// Scopes it may act in, ascending.
    pub writes: Vec<Scope>,
    /// Rights beyond scopes.
    pub rights: Rights,
    /// From when it may sync, in milliseconds since 1970 (UTC).
    pub valid_from_ms: i64,
    /// From when it may no longer sync, in milliseconds since 1970 (UTC). What was done before and after stays valid.
    pub valid_until_ms: i64,
}

impl Certificate {
    /// Whether the node may do what `demand` asks.
    pub fn may(&self, demand: Demand<'_>) -> bool {
        match demand {
            Demand::Enrolled => true,
            Demand::Write(scopes) => scopes.iter().any(|scope| self.may_write(scope)),
            Demand::Administer => self.rights.contains(Rights::ADMINISTER),
            Demand::Numbered(demand, series) => self.may(*demand) && self.may_number(series),
        }
    }

    /// Whether the node may give public numbers of a series, which is what they begin with: its prefix alone or, since its
    /// disk was put back, with a mark of [`SERIES_MARK_CHARS`] characters behind it. Who may act in every scope may give any.
    pub fn may_number(&self, series: &str) -> bool {
        let is_plain = |mark: &str| mark.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let is_mark = |mark: &str| mark.is_empty() || mark.len() == SERIES_MARK_CHARS && is_plain(mark);
        self.rights.contains(Rights::WRITE_ALL) || series.strip_prefix(self.prefix.as_str()).is_some_and(is_mark)
    }

    /// Whether the node may carry what belongs to `scope`.
    pub fn may_read(&self, scope: &Scope) -> bool {
        self.rights.contains(Rights::READ_ALL) || self.reads.contains(scope)
    }

    /// Whether the node may act in `scope`.
    pub fn may_write(&self, scope: &Scope) -> bool {
        self.rights.contains(Rights::WRITE_ALL) || self.writes.contains(scope)
    }

    /// Whether the node may sync at this instant, revocations aside.
    pub fn is_valid_at(&self, now_ms: i64) -> bool {
        (self.valid_from_ms..self.valid_until_ms).contains(&now_ms)
    }
}

impl Statement for Certificate {
    const KIND: Kind = Kind::CERTIFICATE;

    fn root(&self) -> NodeId {
        self.root
    }
}

#[expect(private_interfaces, reason = "only this crate implements and calls it")]
impl sealed::Sealed for Certificate {
    const DOMAIN: Domain = Domain::Certificate;

    fn write(&self, w: &mut Writer) {
        w.map(11);
        w.uint(SERIAL).uint(self.serial);
        w.uint(ROOT).bytes(self.root.as_bytes());
        w.uint(NODE).bytes(self.node.as_bytes());
        w.uint(NAME).text(&self.name);
        w.uint(PREFIX).text(&self.prefix);
        w.uint(UNIT).text(self.unit.as_str());
        for (key, scopes) in [(READS, &self.reads), (WRITES, &self.writes)] {
            w.uint(key).array(scopes.len());
            for scope in scopes {
                w.text(scope.as_str());
            }
        }
        w.uint(RIGHTS).uint(self.rights.0);
        w.uint(VALID_FROM).int(self.valid_from_ms);
        w.uint(VALID_UNTIL).int(self.valid_until_ms);
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        let mut fields = Fields::default();
        r.fields("certificate", |r, key| fields.read(r, key))?;
        fields.finish()
    }
}

/// A certificate while it is being read.
#[derive(Default)]
struct Fields {
    serial: Option<u64>,
    root: Option<NodeId>,
    node: Option<NodeId>,
    name: Option<String>,
    prefix: Option<String>,
    unit: Option<Scope>,
    reads: Option<Vec<Scope>>,
    writes: Option<Vec<Scope>>,
    rights: Option<Rights>,
    valid_from_ms: Option<i64>,
    valid_until_ms: Option<i64>,
}

impl Fields {
    fn read(&mut self, r: &mut Reader<'_>, key: u64) -> Result<bool, FormatError> {
        match key {
            SERIAL => self.serial = Some(r.uint("serial")?),
            ROOT => self.root = Some(NodeId(r.fixed("root")?)),
            NODE => self.node = Some(NodeId(r.fixed("node")?)),
            NAME => self.name = Some(name(r, "name")?),
            PREFIX => self.prefix = Some(prefix(r)?),
            UNIT => self.unit = Some(scope(r)?),
            READS => self.reads = Some(scopes(r, "scopes to carry")?),
            WRITES => self.writes = Some(scopes(r, "scopes to act in")?),
            RIGHTS => self.rights = Some(Rights(r.uint("rights")?)),
            VALID_FROM => self.valid_from_ms = Some(r.int("start of validity")?),
            VALID_UNTIL => self.valid_until_ms = Some(r.int("end of validity")?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(self) -> Result<Certificate, FormatError> {
        Ok(Certificate {
            serial: self.serial.ok_or(FormatError::Field("serial"))?,
            root: self.root.ok_or(FormatError::Field("root"))?,
            node: self.node.ok_or(FormatError::Field("node"))?,
            name: self.name.ok_or(FormatError::Field("name"))?,
            prefix: self.prefix.ok_or(FormatError::Field("prefix"))?,
            unit: self.unit.ok_or(FormatError::Field("unit"))?,
            reads: self.reads.ok_or(FormatError::Field("scopes to carry"))?,
            writes: self.writes.ok_or(FormatError::Field("scopes to act in"))?,
            rights: self.rights.ok_or(FormatError::Field("rights"))?,
            valid_from_ms: self.valid_from_ms.ok_or(FormatError::Field("start of validity"))?,
            valid_until_ms: self.valid_until_ms.ok_or(FormatError::Field("end of validity"))?,
        })
    }
}

fn prefix(r: &mut Reader<'_>) -> Result<String, FormatError> {
    let prefix = r.text("prefix")?;
    at_most("prefix bytes", prefix.len(), PREFIX_BYTES_MAX)?;
    let is_plain = !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if is_plain { Ok(prefix.to_owned()) } else { Err(FormatError::Field("prefix")) }
}

fn scopes(r: &mut Reader<'_>, field: &'static str) -> Result<Vec<Scope>, FormatError> {
    let scopes = r.list(field, CERTIFICATE_SCOPES_MAX, scope)?;
    if ascends(&scopes) { Ok(scopes) } else { Err(FormatError::Field(field)) }
}
