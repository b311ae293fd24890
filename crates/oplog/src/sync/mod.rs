//! Syncing without IO: what two nodes say to each other, and when they may call themselves in agreement.
//!
//! Every node numbers what arrives in its log, its own commits included. A receiver remembers for each sender up to
//! which numbers it has everything it is entitled to ([`Position`]); that is all a sender needs to know what is
//! missing. Messages go in pairs, a request and its answer, so that any carrier of pairs will do: HTTPS, a simulated
//! network, a file. `docs/sync-format.md` gives the bytes.
//!
//! `position` counts, `message`, `wished_body` and `wished_file` write and read, `handshake` proves who is who, `session` decides what comes next.

mod bundle;
mod handshake;
mod message;
mod position;
mod session;
mod wished_body;
mod wished_file;

pub use bundle::Bundle;
pub use handshake::{Binding, HandshakeError, Hello, Met, Ticket, TicketId, Waiting};
pub use message::{BUDGET_USUAL, Exchange, Facts, MessageError, Parcel, Refusal, Reply, Request};
pub use position::{Completed, Epoch, Mark, Place, Position, Span};
pub use session::{Action, Offer, Outcome, Session, Side};
pub use wished_body::{BODIES_MAX, BodyAnswer, BodyWish};
pub use wished_file::{FilePiece, FileWish};
