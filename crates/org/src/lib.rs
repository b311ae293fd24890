//! The organisation: units, staff, services, categories, calendar, rules and settings; who may do what; signing in.
//!
//! It also is the platform that pillars stand on over HTTP: [`Routes`] declares a route together with who may use it,
//! [`Platform`] is what every handler gets, [`Staff`], [`Reader`] and [`Visitor`] are who asks, [`Problem`] is how a
//! handler says no.
//!
//! Read in this order: `code`, `unit`, `staff`, `settings` (what there is), `events`, `state`, `commands` (how it changes),
//! [`Organisation`] and [`Directory`] (how it is asked), [`access`] (who may do what), `sign_in`, then `pages`.
//!
//! Not here: cases and anything else a pillar owns.

pub mod absence;
pub mod access;
mod category;
mod code;
pub mod commands;
mod directory;
pub mod events;
pub mod ids;
pub mod links;
mod measure;
pub mod node_settings;
mod number_series;
mod organisation;
pub mod pages;
mod platform;
mod program;
pub mod regions;
pub mod seed;
mod service;
mod settings;
pub mod sign_in;
mod staff;
mod state;
mod unit;
pub mod web;

pub use access::{Actor, By, Grant, Power, Right, RightSet, Role};
pub use category::Category;
pub use code::{CategoryCode, CodeError, ServiceId, UnitCode, Username};
pub use directory::Directory;
pub use measure::Measure;
pub use number_series::NumberSeries;
pub use organisation::{Organisation, Parts};
pub use platform::{Platform, PlatformParts, Room};
pub use program::{GRANTABLE, Program, TokenHash};
pub use service::{Service, Standard, TimeLimit, TimeLimitUnit};
pub use settings::{Regency, Settings};
pub use staff::{Officer, PasswordHash};
pub use state::{CategoryRecord, ProgramRecord, ServiceRecord, SettingsRecord, StaffRecord, UnitRecord, families};
pub use unit::{Unit, UnitKind};
pub use web::{Access, Problem, Reader, RouteInfo, Routes, SameOrigin, Staff, TrustedProxies, Visitor};

use hadir_ui::lang::Source;

/// This crate's words.
pub fn sources() -> Vec<Source> {
    vec![
        Source::built_in("id", "org/org.ftl", include_str!("../lang/id/org.ftl")),
        Source::built_in("id", "org/kelola.ftl", include_str!("../lang/id/kelola.ftl")),
        Source::built_in("id", "org/aplikasi.ftl", include_str!("../lang/id/aplikasi.ftl")),
        Source::built_in("id", "org/simpul.ftl", include_str!("../lang/id/simpul.ftl")),
        Source::built_in("en", "org/org.ftl", include_str!("../lang/en/org.ftl")),
        Source::built_in("en", "org/kelola.ftl", include_str!("../lang/en/kelola.ftl")),
        Source::built_in("en", "org/aplikasi.ftl", include_str!("../lang/en/aplikasi.ftl")),
        Source::built_in("en", "org/simpul.ftl", include_str!("../lang/en/simpul.ftl")),
    ]
}
