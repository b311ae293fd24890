//! The store's promises, on SQLite and on PostgreSQL, kept by a toy aggregate.

mod acting;
mod backing_up;
mod bodies_return;
mod both;
mod contention;
mod entitling;
mod erasing;
mod families;
mod files;
mod fleet;
mod fleet_simulation;
mod killing;
mod numbers;
mod opening;
mod owned;
mod photos_travel;
mod place;
mod power;
mod projections;
mod search;
mod sending;
mod series;
mod settling;

mod syncing;
mod tampering;
mod toy;
mod two_at_once;
