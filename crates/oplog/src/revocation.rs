//! Revocations: from where on a node's commits no longer count.

use crate::canonical::{FormatError, Reader, Writer};
use crate::hash::{Domain, Hash};
use crate::ids::{Incarnation, Kind, NodeId};
use crate::limits::CUTS_MAX;
use crate::statement::{Statement, name, sealed};

const SERIAL: u64 = 1;
const ROOT: u64 = 2;
const NODE: u64 = 3;
const THROUGH: u64 = 4;
const CUTS: u64 = 5;
const REASON: u64 = 6;
const ISSUED: u64 = 7;

/// The last commit of one chain that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// Which chain of the revoked node.
    pub incarnation: Incarnation,
    /// The commit's sequence number.
    pub seq: u64,
    /// The commit's hash, which settles a fork: only what leads to this commit counts.
    pub hash: Hash,
}

/// The root key's statement that certificates of a node end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// From the same count as certificates.
    pub serial: u64,
    /// The root key that signs.
    pub root: NodeId,
    /// The node whose certificates end.
    pub node: NodeId,
    /// The last certificate serial that ends. A certificate with a higher one is untouched, so that a node's rights
    /// can be narrowed: a new certificate first, then a revocation of the old.
    pub through: u64,
    /// For each chain the last commit that counts, ascending. Of a chain that is not named, nothing counts.
    pub cuts: Vec<Cut>,
    /// Why, for people; at most 120 bytes, may be empty.
    pub reason: String,
    /// When it was signed, in milliseconds since 1970 (UTC). For people; the cuts decide.
    pub issued_ms: i64,
}

impl Statement for Revocation {
    const KIND: Kind = Kind::REVOCATION;

    fn root(&self) -> NodeId {
        self.root
    }
}

#[expect(private_interfaces, reason = "only this crate implements and calls it")]
impl sealed::Sealed for Revocation {
    const DOMAIN: Domain = Domain::Revocation;

    fn write(&self, w: &mut Writer) {
        w.map(7);
        w.uint(SERIAL).uint(self.serial);
        w.uint(ROOT).bytes(self.root.as_bytes());
        w.uint(NODE).bytes(self.node.as_bytes());
        w.uint(THROUGH).uint(self.through);
        w.uint(CUTS).array(self.cuts.len());
        for cut in &self.cuts {
            w.array(3).bytes(cut.incarnation.as_bytes()).uint(cut.seq).bytes(cut.hash.as_bytes());
        }
        w.uint(REASON).text(&self.reason);
        w.uint(ISSUED).int(self.issued_ms);
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, FormatError> {
        let mut fields = Fields::default();
        r.fields("revocation", |r, key| fields.read(r, key))?;
        fields.finish()
    }
}

/// A revocation while it is being read.
#[derive(Default)]
struct Fields {
    serial: Option<u64>,
    root: Option<NodeId>,
    node: Option<NodeId>,
    through: Option<u64>,
    cuts: Option<Vec<Cut>>,
    reason: Option<String>,
    issued_ms: Option<i64>,
}

impl Fields {
    fn read(&mut self, r: &mut Reader<'_>, key: u64) -> Result<bool, FormatError> {
        match key {
            SERIAL => self.serial = Some(r.uint("serial")?),
            ROOT => self.root = Some(NodeId(r.fixed("root")?)),
            NODE => self.node = Some(NodeId(r.fixed("node")?)),
            THROUGH => self.through = Some(r.uint("last serial")?),
            CUTS => self.cuts = Some(cuts(r)?),
            REASON => self.reason = Some(name(r, "reason")?),
            ISSUED => self.issued_ms = Some(r.int("instant of issue")?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(self) -> Result<Revocation, FormatError> {
        Ok(Revocation {
            serial: self.serial.ok_or(FormatError::Field("serial"))?,
            root: self.root.ok_or(FormatError::Field("root"))?,
            node: self.node.ok_or(FormatError::Field("node"))?,
            through: self.through.ok_or(FormatError::Field("last serial"))?,
            cuts: self.cuts.ok_or(FormatError::Field("cuts"))?,
            reason: self.reason.ok_or(FormatError::Field("reason"))?,
            issued_ms: self.issued_ms.ok_or(FormatError::Field("instant of issue"))?,
        })
    }
}

/// The cuts, one for each chain at most.
fn cuts(r: &mut Reader<'_>) -> Result<Vec<Cut>, FormatError> {
    let cuts = r.list("cuts", CUTS_MAX, |r| {
        if r.array("cut", 3)? != 3 {
            return Err(FormatError::Field("cut"));
        }
        let incarnation = Incarnation(r.fixed("incarnation")?);
        Ok(Cut { incarnation, seq: r.uint("sequence")?, hash: Hash(r.fixed("hash")?) })
    })?;
    let ascends = cuts.is_sorted_by(|a, b| a.incarnation < b.incarnation);
    if ascends { Ok(cuts) } else { Err(FormatError::Field("cuts")) }
}
