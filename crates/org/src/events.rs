//! What happened, as numbered operations: the numbers, and how facts and words become bytes.
//!
//! Numbers 100 to 999 belong to this crate and are never used again for something else. Facts (slot 0) stay for ever;
//! words (slot 1: names of people, sign-in names, password hashes) can be erased.

pub mod category;
pub mod program;
pub mod service;
pub mod settings;
pub mod staff;
pub mod unit;

use hadir_oplog::Kind;
use hadir_store::{Entry, Event};
use minicbor::{Decode, Encode};

/// The numbers of this crate's operations.
#[expect(missing_docs, reason = "each name says what happened; the module of the subject says what it carries")]
pub mod kind {
    use hadir_oplog::Kind;

    pub const UNIT_DESCRIBED: Kind = Kind(100);
    pub const UNIT_RETIRED: Kind = Kind(101);
    pub const UNIT_RESTORED: Kind = Kind(102);

    pub const STAFF_ADDED: Kind = Kind(120);
    pub const STAFF_NAMED: Kind = Kind(121);
    pub const STAFF_PLACED: Kind = Kind(122);
    pub const PASSWORD_SET: Kind = Kind(123);
    pub const STAFF_SUSPENDED: Kind = Kind(124);
    pub const STAFF_RESTORED: Kind = Kind(125);
    pub const SIGNED_OUT_EVERYWHERE: Kind = Kind(126);
    pub const LINK_MADE: Kind = Kind(127);
    pub const STAFF_AWAY: Kind = Kind(128);
    pub const STAFF_BACK: Kind = Kind(129);

    pub const PROGRAM_DESCRIBED: Kind = Kind(130);
    pub const PROGRAM_TOKEN_MADE: Kind = Kind(131);
    pub const PROGRAM_STOPPED: Kind = Kind(132);

    pub const SERVICE_DESCRIBED: Kind = Kind(140);
    pub const SERVICE_WITHDRAWN: Kind = Kind(141);

    pub const CATEGORY_DESCRIBED: Kind = Kind(150);
    pub const CATEGORY_WITHDRAWN: Kind = Kind(151);

    pub const RULE_SET: Kind = Kind(160);
    pub const RULE_WITHDRAWN: Kind = Kind(161);
    pub const HOLIDAY_SET: Kind = Kind(162);
    pub const HOLIDAY_REMOVED: Kind = Kind(163);
    pub const YEAR_KNOWN: Kind = Kind(164);
    pub const RAMADAN_SET: Kind = Kind(165);
    pub const RAMADAN_REMOVED: Kind = Kind(166);
    pub const REGENCY_CHANGED: Kind = Kind(167);
    pub const OFFICE_HOURS_SET: Kind = Kind(168);
}

/// An event whose facts stay.
pub(crate) fn event<F: Encode<()>>(kind: Kind, facts: &F) -> Event {
    Event::new(kind, bytes(facts))
}

/// The facts of an entry; nothing when they are of a form this program does not know.
pub(crate) fn facts<'b, F: Decode<'b, ()>>(entry: &'b Entry) -> Option<F> {
    minicbor::decode(entry.body(0)?).ok()
}

/// The words of an entry; nothing when they were erased.
pub(crate) fn words<'b, W: Decode<'b, ()>>(entry: &'b Entry) -> Option<W> {
    minicbor::decode(entry.body(1)?).ok()
}

/// A value as the bytes of a body.
pub(crate) fn bytes<T: Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).expect("writing to memory does not fail")
}

/// The facts of an event that says all by its kind.
#[derive(Encode, Decode)]
#[cbor(map)]
pub(crate) struct Nothing {}
