//! Reports and cases: taking in, handling, answering, showing the public, counting.
//!
//! The rooms, in the order a report passes them: [`kinds`], [`code`], [`number`] and [`address`] are its vocabulary; [`commands`] decide
//! on its [`state`]; [`events`] is what happened; [`project`] the rows that [`queries`] read; [`kit`] is what units keep
//! ready for that work; `company` what lies beside a case, drafts and who has it open; [`surge`] what is more than usual; [`Cases`] puts them together for the doors: `pages` for browsers, `api` for programs, [`import`] for
//! files.

pub mod address;
mod allotting;
mod api;
pub mod attachments;
mod cases;
pub mod code;
pub mod commands;
mod company;
pub mod draft;
pub mod due;
pub mod events;
pub mod export;
pub mod grounds;
mod guesses;
pub mod import;
pub mod kinds;
pub mod kit;
pub mod likeness;
pub mod lineage;
mod live;
pub mod masking;
pub mod number;

mod erasing;
mod pages;
pub mod photos;
pub mod places;
pub mod project;
pub mod queries;
mod redate;
mod reminders;
mod routes;
mod senders;
mod sending;

pub mod state;
pub mod surge;
mod token;
mod uploads;

pub use allotting::Allotting;
pub use cases::{CaseSettings, Cases, Failure, Filed};
pub use reminders::Reminders;

pub use kit::Kit;
pub use routes::{assets, nav, rooms, routes, sources};
pub use state::Case;
pub use token::Token;
