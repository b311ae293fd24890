//! The organisation through HTTP, on SQLite and on PostgreSQL, with a clock that stands still.

mod access;
mod directory;
mod engines;
mod languages;
mod manage_calendar;
mod manage_catalogue;
mod manage_staff;
mod manage_units;
mod nodes;
mod office;
mod programs;
mod regions;
mod seeding;
mod services;
mod sign_in;
