//! Signing in: passwords, sessions, waiting after failed tries, one-time links.
//!
//! Sessions, waits and links are this node's own tables, not operations. Password hashes are operations, so that they
//! follow a person to every node and can be erased with them (decision record 3).

pub mod enter;
pub mod link;
pub mod password;
pub mod password_rules;
pub mod secret;
pub mod session;
pub mod throttle;
pub mod token;
