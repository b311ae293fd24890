//! The procedure: the fact that an officer set right what a report asks for, and with it which rule counts.

use minicbor::{Decode, Encode};

use super::Limits;
use crate::kinds::Procedure;

/// A report was recognised for what it is: the rule of that procedure counts from receipt on, or from its reopening.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Regarded {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The procedure's name. One that only a later version knows changes nothing but the limits.
    #[n(1)]
    procedure: String,
    /// The service that is asked for, whose own promise counts where it is earlier.
    #[n(2)]
    pub service: Option<String>,
    /// The limits from now on.
    #[n(3)]
    pub limits: Limits,
}

impl Regarded {
    /// A report is regarded as this from an instant in milliseconds since 1970, UTC, on.
    pub fn new(at: i64, procedure: Procedure, service: Option<String>, limits: Limits) -> Self {
        Self { at, procedure: procedure.as_str().to_owned(), service, limits }
    }

    /// The procedure; nothing where only a later version knows it.
    pub fn procedure(&self) -> Option<Procedure> {
        Procedure::from_name(&self.procedure)
    }
}
