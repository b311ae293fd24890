//! A thin link: two network namespaces, a tun device in each, and a relay of packets between them.
//!
//! Real TCP runs over it. Handshakes, acknowledgements, slow start and retransmissions are the kernel's own; what is
//! thin is the lane in each direction. A relay of byte streams would hide all of that.

mod lane;
mod relay;
mod spaces;

pub use lane::Shape;
pub use relay::Link;
pub use spaces::End;
