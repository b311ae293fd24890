//! Filling an organisation from files: what `init`, `demo` and `import` do.
//!
//! Only what differs is recorded, so doing it again changes nothing. Bad rows are listed with line and reason, good rows
//! land.

mod categories;
mod install;
mod services;
mod settle;
mod staff;
mod units;

pub use categories::read_categories;
pub use install::{Progress, Report, Seed, install, national_settings};
pub use services::read_services;
pub use staff::{StaffRow, read_staff};
pub use units::read_units;

use std::fmt::Display;

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line in the file, counted from 1; 0 where the row has none.
    pub line: u64,
    /// What is wrong with it, for whoever prepared the file.
    pub reason: String,
}

/// What a file holds: rows with their lines, and those that could not be read.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// The rows that could be read.
    pub rows: Vec<(u64, T)>,
    /// Those that could not.
    pub bad: Vec<BadRow>,
}

impl<T> Default for Read<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), bad: Vec::new() }
    }
}

impl<T> Read<T> {
    /// Takes in one row, or why it is none.
    fn take<E: Display>(&mut self, line: u64, row: Result<T, E>) {
        match row {
            Ok(row) => self.rows.push((line, row)),
            Err(error) => self.bad.push(BadRow { line, reason: error.to_string() }),
        }
    }
}

/// Reads a CSV file with a head, row by row.
fn read_csv<R: serde::de::DeserializeOwned, T>(text: &str, of: impl Fn(R) -> Result<T, String>) -> Read<T> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut read = Read::default();
    let head = reader.headers().cloned().unwrap_or_default();
    for record in reader.records() {
        match record {
            Err(error) => read.take(error.position().map_or(0, csv::Position::line), Err(error)),
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let row = record.deserialize::<R>(Some(&head)).map_err(|error| error.to_string());
                read.take(line, row.and_then(&of));
            }
        }
    }
    read
}
