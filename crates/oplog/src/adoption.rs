//! Adoptions: how an administrator lets operations count that a revocation had set aside.

use std::collections::BTreeSet;

use crate::canonical::{FormatError, Reader, Writer};
use crate::header::set_of;
use crate::ids::{Kind, OpId};
use crate::limits::{TARGETS_MAX, at_most};
use crate::operation::{DraftBody, Operation};
use crate::statement::{body_of, statement_of};

/// An administrator's word that operations count although a revocation set them aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The operations, ascending.
    pub operations: BTreeSet<OpId>,
}

impl Adoption {
    /// The body of an operation of kind [`Kind::ADOPTION`].
    ///
    /// # Errors
    /// [`FormatError`] when there are none or too many.
    pub fn body(&self) -> Result<DraftBody, FormatError> {
        at_most("adopted operations", self.operations.len(), TARGETS_MAX)?;
        let mut w = Writer::new();
        w.array(self.operations.len());
        for operation in &self.operations {
            w.bytes(operation.as_bytes());
        }
        Ok(body_of(w.finish()))
    }

    /// What an adoption operation says.
    ///
    /// # Errors
    /// [`FormatError`] when it is of another kind or its body cannot be read.
    pub fn read(operation: &Operation) -> Result<Self, FormatError> {
        let bytes = statement_of(operation, Kind::ADOPTION, "adoption")?;
        let operations =
            Reader::checked(bytes)?.list("adoption", TARGETS_MAX, |r| Ok(OpId::from_bytes(r.fixed("operation")?)))?;
        Ok(Adoption { operations: set_of(operations, "adoption")?.into_iter().collect() })
    }
}
