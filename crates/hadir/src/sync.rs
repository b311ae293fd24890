//! Syncing with other nodes over HTTPS: who calls whom, who is let in, and what people hear of it.
//!
//! `line` is a connection (`nudge` keeps it quick where packets are lost), `call` the side that calls, `answer` the side
//! that is called, `meeting` what both check of each other; `rounds` calls by itself, `by_hand` does the same over files,
//! `life` begins anew after a disk was put back.
//! What is exchanged, and when two nodes agree, is decided in `hadir-oplog` and `hadir-store`.

mod answer;
mod by_hand;
mod call;
mod life;
mod line;
mod meeting;
mod nudge;
mod rounds;

pub use answer::{Desk, routes};
pub use by_hand::{BundleError, export_piece, import};
pub use call::{CallError, Called, call};
pub use life::{PUT_BACK, begin_anew, two_pasts};
pub use line::{Traffic, binding_of};
pub use rounds::run as call_others;

/// Where nodes are called.
pub const PATH: &str = "/sync";
