//! The fold: what the operations of this crate amount to. Pure and total; rows none, since all of it is held in memory.

mod category;
mod program;
mod service;
mod settings;
mod staff;
mod unit;

pub use category::CategoryRecord;
pub use program::ProgramRecord;
pub use service::ServiceRecord;
pub use settings::SettingsRecord;
pub use staff::StaffRecord;
pub use unit::UnitRecord;

use hadir_store::Family;

/// The families of this crate, for opening a store.
pub fn families() -> Vec<Family> {
    vec![
        Family::of::<UnitRecord>(),
        Family::of::<StaffRecord>(),
        Family::of::<ServiceRecord>(),
        Family::of::<CategoryRecord>(),
        Family::of::<ProgramRecord>(),
        Family::of::<SettingsRecord>(),
    ]
}
