//! What tests of every floor share: a private PostgreSQL server, folders that clean up after
//! themselves, seeded randomness, a browser over a router without a socket, a family for the root's statements, and an honest skip.
//!
//! Development only: product crates name this crate under `[dev-dependencies]`, and a tidy rule
//! watches it. The frozen clock is not here; it lives beside the real one in `hadir-store`.

#[cfg(feature = "http")]
pub mod html;
#[cfg(feature = "http")]
pub mod http;
pub mod postgres;
pub mod random;
#[cfg(feature = "roll")]
pub mod roll;
pub mod scratch;
pub mod skip;
