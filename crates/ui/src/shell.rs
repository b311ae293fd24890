//! The frame around every page: head, navigation, foot, and what a regency says about itself.
//!
//! [`citizen`] is the frame of public pages, [`desk`] that of staff, [`bare`] has no navigation (wall screens,
//! slips to print).

mod bare;
mod citizen;
mod desk;
mod document;
mod nav;

pub use bare::{BarePage, bare};
pub use citizen::{Layout, Page, citizen};
pub use desk::{DeskPage, DeskUser, RailLink, desk};
pub use nav::{Here, NavLink};

/// What a regency says about itself, the same on all its pages. Made from its settings at start.
#[derive(Debug, Clone)]
pub struct Site {
    /// The regency's name, "Kabupaten Nunukan".
    pub name: String,
    /// The number to call in an emergency, where one is live.
    pub emergency: Option<String>,
    /// Short name of the zone most offices are in, "WITA".
    pub zone: String,
    /// Whether answers show who wrote them.
    pub officer_names: OfficerNames,
    /// Links of the citizen navigation in their order; each pillar adds those of its pages.
    pub nav: Vec<NavLink>,
}

/// Whether the public sees the names of officers. A setting of the regency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficerNames {
    /// "Yusran Tahir, Dinas Perhubungan".
    Public,
    /// "Dinas Perhubungan".
    Hidden,
}

#[cfg(test)]
mod tests;
