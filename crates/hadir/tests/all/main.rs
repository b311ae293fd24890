//! The program as a whole: its commands as scripts run them, and every route of a regency.

mod authority;
mod authority_pages;
mod backup;
mod commands;
mod enrolment;
mod enrolment_pages;
mod foreign_bytes;
mod https;
mod office_address;
#[path = "../parse_lines/mod.rs"]
mod parse_lines;
mod regency;
mod root_key;
mod routes;
mod set_aside;
mod syncing;
