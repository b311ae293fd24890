//! Pages of the organisation: signing in, the service catalogue, administration.

pub mod desk;
mod form;
mod hours;
pub mod links;
mod manage;
mod refusals;
mod services;
mod sign_in;
pub mod words;

pub use manage::{administration, said};

use crate::platform::Platform;
use crate::web::Routes;

/// Every route of this crate.
pub fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform)
        .merge(sign_in::routes(platform))
        .merge(services::routes(platform))
        .merge(manage::routes(platform))
}
