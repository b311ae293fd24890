//! The regency's authority for HTTPS: what makes phones and computers in an office's network know the office's node.
//!
//! It is two X.509 certificates and one key. The **anchor** is what people install. Its key signs the other certificate,
//! the **issuer**, in the moment both are made, and is thrown away: nobody can ever use it again. The issuer's key lies
//! beside the root key, locked with the same passphrase, and signs the certificates of nodes. The issuer is *name
//! constrained* (RFC 5280, section 4.2.1.10): whatever it signs counts for addresses of private networks and for a few
//! domains alone. Programs need not heed constraints that stand in what was installed, but every one heeds those of a
//! certificate below it. That is what the second certificate is for: whoever steals the key cannot pass for a bank.
//!
//! `address` is what a node may be called, `make` makes an authority, `sign` signs with it, `file` keeps its key. What a
//! node keeps of all this is in [`crate::https`]. Nodes do not need it to know each other: they prove themselves with the
//! keys that the root certified ([`crate::sync`]).

mod address;
mod file;
mod make;
mod sign;

pub use address::{Address, AddressError, Domain, DomainError, Territory};
pub use file::{default_place, read, write};
pub use make::Authority;
pub use sign::{Grant, POINT_BYTES, SignError};

#[cfg(test)]
mod tests;
