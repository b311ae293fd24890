//! How an office's node becomes one of the regency's, and stops being one.
//!
//! The office makes a folder with a key and prints a **request**: one line, signed by the key. The regency answers, with
//! its root key, with a **certificate line**, which the office's node takes. Both lines can travel by any way that
//! carries text; neither holds anything that a stranger who reads it could use. A revocation ends it.
//!
//! `line` is the form that both lines share; `request` and `answer` are what they say. `enrol` and `revoke` are done at
//! the root, `join` at the office; what they record is kept by [`crate::fleet`]. `reach` says which units a node carries
//! and acts in, `validity` until when, `addresses` under which
//! names it may serve HTTPS. Nothing here prints: that is for `commands/node`.

mod addresses;
mod answer;
mod enrol;
mod join;
mod line;
mod reach;
mod request;
mod revoke;
mod validity;

pub use addresses::AddressTaken;
pub(crate) use addresses::Addresses;
pub(crate) use answer::is_address;
pub use answer::{Answer, AnswerError};
pub(crate) use enrol::is_root;
pub use enrol::{EnrolError, Enrolled, Https, Wish, enrol};
pub use join::{JoinError, Joined, join};
pub use line::LineError;
pub use reach::ReachError;
pub use request::{NameError, Request, RequestError, name_fits};
pub use revoke::{Revoked, revoke};
pub use validity::{UntilError, day, end, last_day};
