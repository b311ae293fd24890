//! How requests reach handlers: routes with their access, who asks, and how a handler says no.

mod cookie;
mod guard;
mod local_path;
mod origin;
mod problem;
mod proxies;
mod reader;
mod routes;
mod staff;
mod visitor;

pub use local_path::LocalPath;
pub use origin::SameOrigin;
pub use problem::Problem;
pub use proxies::{Network, NetworkError, TrustedProxies};
pub use reader::Reader;
pub use routes::{Access, RouteInfo, Routes, not_found};
pub use staff::Staff;
pub use visitor::Visitor;

pub(crate) use cookie::Cookies;
