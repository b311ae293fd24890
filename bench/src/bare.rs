//! The baseline: what the same stack does without Hadir. axum, sqlx on SQLite with the same durability, one table with
//! the indexes its pages need, a group commit, maud pages of similar size.
//!
//! It signs nothing, remembers no history, checks no rights, knows one language. What it accepts is not searchable: its
//! search table is filled with the data, so that intake is measured against the least work that still keeps a report.

mod database;
mod fill;
mod intake;
mod pages;
mod server;

pub use server::serve;
