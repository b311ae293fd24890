//! A small HTTP/1.1 client: requests as bytes, answers as bytes, connections that stay open.
//!
//! It does as little as it can, because it shares the processors with the server it measures.

mod answer;
mod connection;
mod request;

pub use connection::Connection;
pub use request::{escaped, get, multipart, post, post_form};
