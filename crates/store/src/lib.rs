//! Operations and projections in one database, changed in one transaction, on SQLite or PostgreSQL.
//!
//! The way of a change: a pillar asks [`Store::act`]; the single writer loads the aggregate, lets the pillar decide on
//! its state, seals what happened into operations, signs them in one commit, appends them, moves the rows of the
//! projections on, and answers when all of it is durable. Pages read through [`Store::reads`] and never wait for it.
//!
//! Not here: what operations mean (the pillars), their bytes (`hadir-oplog`), who may ask (`hadir-org`).

mod aggregate;
mod ahead;
mod append;
mod arrivals;
mod batch;
mod bulk;
mod bundle;
mod clock;
mod cuts;
mod db;
mod erase;
mod family;
mod fault;
mod files;
mod held;
mod log;
mod named_file;
mod offer;
mod open;
mod orphans;
pub mod outbox;
mod pair;
mod peers;
mod projection;
mod readers;
mod receive;
mod refold;
mod set_aside;
pub mod snapshot;
mod standing;
mod store;
mod sync;
pub mod table;
mod tally;
mod tending;
mod travelling_files;
mod value;
mod verify;
mod wished_bodies;
mod writer;

pub use aggregate::{Aggregate, Entry, Event, Family, fold_all, is_beyond};
pub use arrivals::Source;
pub use batch::Act;
pub use bundle::Packing;
pub use clock::{Chance, Clock};
pub use db::{Engine, Pool, Record, Tx};
pub use erase::{EraseRefusal, Erased};
pub use fault::Fault;
pub use files::{FileFault, Files};
pub use named_file::{FileRank, NamedFile};
pub use offer::{Offered, Receiver};
pub use open::{Location, Options};
pub use pair::{Pair, Two};
pub use peers::{Meeting, Peer};
pub use projection::{Difference, Rebuilt};
pub use receive::{Delivery, TakenIn};
pub use set_aside::{Misnumbered, SetAside};
pub use standing::{Needs, Standings};
pub use store::Store;
pub use sync::{Step, SyncFault, Synced, Syncing};
pub use table::{Column, Form, Row, Rows, Table};
pub use value::{Type, Value};
pub use verify::{FirstBad, Verified};
pub use writer::{ActError, Identity};
