//! A disk for SQLite whose power can be cut: it knows which bytes were synchronised, and loses the others.
//!
//! Mount a [`Disk`], open a database with its [`Disk::vfs`], let it work, cut the power at any write, and lay out with
//! [`Disk::lay_out`] what a real disk could hold afterwards: everything that was synchronised, and of the rest each
//! write kept, dropped or torn, as chance has it. With [`Disk::kill_after`] it is the program that ends there, and all that
//! it wrote stays. A disk can also be told to lie about synchronising, which shows that
//! a test would notice.
//!
//! Development only; no product crate depends on it.

mod disk;
mod platter;
#[expect(unsafe_code, reason = "SQLite's interface for file systems is a table of C functions")]
mod vfs;

pub use disk::Disk;
