//! The facts of a unit.

use minicbor::{Decode, Encode};

use crate::code::UnitCode;
use crate::unit::{Unit, UnitKind};

/// Everything a unit says about itself; each description replaces the one before.
#[derive(Encode, Decode)]
#[cbor(map)]
pub struct UnitDescribed {
    /// Its code, from which the aggregate's identity follows.
    #[n(0)]
    pub code: UnitCode,
    /// Its name.
    #[n(1)]
    pub name: String,
    /// The unit above.
    #[n(2)]
    pub parent: Option<UnitCode>,
    /// IANA name of its zone; without one, that of the unit above.
    #[n(3)]
    pub zone: Option<String>,
    /// What kind of office it is, see [`UnitKind`].
    #[n(4)]
    pub kind: String,
    /// The region it is responsible for.
    #[n(5)]
    pub region: Option<String>,
    /// Its hours as the calendar's own JSON; without them, those of the unit above.
    #[n(6)]
    pub hours: Option<String>,
    /// A telephone number for the public.
    #[n(7)]
    pub phone: Option<String>,
    /// Where to find it.
    #[n(8)]
    pub address: Option<String>,
    /// Set when its head agrees to every answer.
    #[n(9)]
    pub answers_need_approval: Option<bool>,
    /// Set when a second officer agrees to closing.
    #[n(10)]
    pub closing_needs_second: Option<bool>,
}

impl From<&Unit> for UnitDescribed {
    fn from(unit: &Unit) -> Self {
        let hours = unit.hours.map(|hours| serde_json::to_string(&hours).expect("hours are plain data"));
        Self {
            code: unit.code.clone(),
            name: unit.name.clone(),
            parent: unit.parent.clone(),
            zone: unit.zone.map(|zone| zone.iana_name().to_owned()),
            kind: unit.kind.as_str().to_owned(),
            region: unit.region.clone(),
            hours,
            phone: unit.phone.clone(),
            address: unit.address.clone(),
            answers_need_approval: unit.answers_need_approval.then_some(true),
            closing_needs_second: unit.closing_needs_second.then_some(true),
        }
    }
}

impl From<UnitDescribed> for Unit {
    /// Hours and zones that only a later version understands count as not given: the unit then keeps those above it.
    fn from(facts: UnitDescribed) -> Self {
        Self {
            code: facts.code,
            name: facts.name,
            parent: facts.parent,
            zone: facts.zone.and_then(|zone| zone.parse().ok()),
            kind: UnitKind::of(&facts.kind),
            region: facts.region,
            hours: facts.hours.and_then(|hours| serde_json::from_str(&hours).ok()),
            phone: facts.phone,
            address: facts.address,
            answers_need_approval: facts.answers_need_approval == Some(true),
            closing_needs_second: facts.closing_needs_second == Some(true),
            is_retired: false,
        }
    }
}
