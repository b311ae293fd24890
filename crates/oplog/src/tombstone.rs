//! Tombstones: operations that erase bodies of other operations, and the memory that keeps them erased.

use std::collections::{BTreeMap, BTreeSet};

use crate::canonical::{FormatError, Reader, Writer};
use crate::header::set_of;
use crate::ids::{Kind, OpId};
use crate::limits::{BODIES_MAX, TARGETS_MAX};
use crate::operation::{DraftBody, Operation};
use crate::statement::{body_of, statement_of};

/// Which bodies of which operations are to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tombstone {
    targets: BTreeMap<OpId, BTreeSet<u8>>,
}

impl Tombstone {
    /// A tombstone for one or more slots of an operation; chain with [`Tombstone::and`].
    pub fn of(operation: OpId, slots: impl IntoIterator<Item = u8>) -> Self {
        Tombstone::default().and(operation, slots)
    }

    /// Adds slots of an operation.
    pub fn and(mut self, operation: OpId, slots: impl IntoIterator<Item = u8>) -> Self {
        self.targets.entry(operation).or_default().extend(slots);
        self
    }

    /// What is to be erased.
    pub fn targets(&self) -> impl Iterator<Item = (&OpId, &BTreeSet<u8>)> {
        self.targets.iter()
    }

    /// The body of an operation of kind [`Kind::TOMBSTONE`].
    pub fn body(&self) -> DraftBody {
        let mut w = Writer::new();
        w.array(self.targets.len());
        for (operation, slots) in &self.targets {
            w.array(2).bytes(operation.as_bytes()).array(slots.len());
            for slot in slots {
                w.uint((*slot).into());
            }
        }
        body_of(w.finish())
    }

    /// What a tombstone operation says.
    ///
    /// # Errors
    /// [`FormatError`] when it is of another kind or its body cannot be read.
    pub fn read(operation: &Operation) -> Result<Self, FormatError> {
        let bytes = statement_of(operation, Kind::TOMBSTONE, "tombstone")?;
        let targets = Reader::checked(bytes)?.list("tombstone", TARGETS_MAX, target)?;
        let operations: Vec<OpId> = targets.iter().map(|(operation, _)| *operation).collect();
        set_of(operations, "tombstone")?;
        Ok(Tombstone { targets: targets.into_iter().collect() })
    }
}

fn target(r: &mut Reader<'_>) -> Result<(OpId, BTreeSet<u8>), FormatError> {
    if r.array("target", 2)? != 2 {
        return Err(FormatError::Field("target"));
    }
    let operation = OpId::from_bytes(r.fixed("operation")?);
    let slots =
        r.list("slots", BODIES_MAX, |r| u8::try_from(r.uint("slot")?).map_err(|_| FormatError::Field("slot")))?;
    Ok((operation, set_of(slots, "slots")?.into_iter().collect()))
}

/// Everything that was ever to be erased. Order of arrival does not matter: a tombstone may come before what it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tombstones(BTreeMap<OpId, BTreeSet<u8>>);

impl Tombstones {
    /// Remembers a tombstone.
    pub fn bury(&mut self, tombstone: &Tombstone) {
        for (operation, slots) in &tombstone.targets {
            self.0.entry(*operation).or_default().extend(slots);
        }
    }

    /// Whether this body must not be kept.
    pub fn refuses(&self, operation: &OpId, slot: u8) -> bool {
        self.0.get(operation).is_some_and(|slots| slots.contains(&slot))
    }

    /// Lets an operation in, from a peer, a bundle or a backup, without the bodies that were erased. Answers the slots
    /// it came with and had to leave. A slot that may not be erased stays, whatever a tombstone says.
    pub fn admit(&self, operation: &mut Operation) -> Vec<u8> {
        let slots = self.0.get(&operation.id()).into_iter().flatten().copied();
        slots.filter(|&slot| operation.erase(slot)).collect()
    }
}

impl FromIterator<(OpId, u8)> for Tombstones {
    /// Takes rows of a table of erased bodies.
    fn from_iter<I: IntoIterator<Item = (OpId, u8)>>(rows: I) -> Self {
        let mut tombstones = Tombstones::default();
        for (operation, slot) in rows {
            tombstones.0.entry(operation).or_default().insert(slot);
        }
        tombstones
    }
}
