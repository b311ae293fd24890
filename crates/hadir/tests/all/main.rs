//! The program as a whole: its commands as scripts run them, and every route of a regency.

mod backup;
mod commands;
mod https;
mod regency;
mod routes;
