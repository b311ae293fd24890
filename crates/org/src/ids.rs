//! Under which identity each part of the organisation stands in the log.
//!
//! What has a code derives its identity from it, so that two offices that enter the same unit while they are cut off
//! from each other enter one unit, not two. People and programs have random identities, because a name says nothing lasting.

use hadir_oplog::{ActorId, AggregateId};

use crate::code::{CategoryCode, ServiceId, UnitCode};

/// The aggregate of a unit.
pub fn of_unit(code: &UnitCode) -> AggregateId {
    derived("hadir unit v1", code.as_str())
}

/// The aggregate of a service.
pub fn of_service(id: &ServiceId) -> AggregateId {
    derived("hadir service v1", id.as_str())
}

/// The aggregate of a category.
pub fn of_category(code: &CategoryCode) -> AggregateId {
    derived("hadir category v1", code.as_str())
}

/// The aggregate of a member of staff, who is the same person as the actor of operations.
pub fn of_staff(id: ActorId) -> AggregateId {
    AggregateId::from_bytes(*id.as_bytes())
}

/// The aggregate of a program of others, which is the same as the actor of operations.
pub fn of_program(id: ActorId) -> AggregateId {
    AggregateId::from_bytes(*id.as_bytes())
}

/// The one aggregate of calendar, rules and settings.
pub fn of_settings() -> AggregateId {
    derived("hadir settings v1", "")
}

fn derived(context: &str, text: &str) -> AggregateId {
    let hash = blake3::derive_key(context, text.as_bytes());
    let (id, _) = hash.split_first_chunk().expect("a hash has 32 bytes, of which the first 16 are the identity");
    AggregateId::from_bytes(*id)
}
