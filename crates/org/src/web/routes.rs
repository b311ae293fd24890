//! Declaring routes: each once, with its method, its path, who may use it, and its handler.
//!
//! From one declaration follow the router, the guard in front of the handler, and the inventory that tests walk as a
//! stranger, as an officer of another unit and as the unit's own head.

use std::convert::Infallible;

use axum::Router;
use axum::extract::{FromRef, Request, State};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};

use super::Problem;
use super::guard::{Guard, guard};
use crate::access::Right;
use crate::platform::Platform;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone.
    Public,
    /// Whoever holds the secret code in the path; the handler checks it.
    Reporter,
    /// Every member of staff who is signed in.
    SignedIn,
    /// Members of staff who hold the right in some unit; the handler checks in which.
    Needs(Right),
    /// Programs of others whose token holds the right in some unit; the handler checks in which.
    Program(Right),
}

/// A route as it was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// Its method; GET answers HEAD as well.
    pub method: Method,
    /// Its path, with parameters in braces.
    pub path: String,
    /// Who may use it.
    pub access: Access,
}

/// Routes of a pillar whose handlers take the state `S`.
pub struct Routes<S> {
    platform: Platform,
    router: Router<S>,
    inventory: Vec<RouteInfo>,
}

impl<S> Routes<S>
where
    S: Clone + Send + Sync + 'static,
    Platform: FromRef<S>,
{
    /// No routes yet.
    pub fn new(platform: &Platform) -> Self {
        Self { platform: platform.clone(), router: Router::new(), inventory: Vec::new() }
    }

    /// Declares a page or another thing to read.
    #[must_use]
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &str, access: Access, handler: H) -> Self {
        self.route(Method::GET, path, access, on(MethodFilter::GET, handler))
    }

    /// Declares a form or another thing to send.
    #[must_use]
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &str, access: Access, handler: H) -> Self {
        self.route(Method::POST, path, access, on(MethodFilter::POST, handler))
    }

    /// Declares a thing to put in a place, such as a piece of a file.
    #[must_use]
    pub fn put<H: Handler<T, S>, T: 'static>(self, path: &str, access: Access, handler: H) -> Self {
        self.route(Method::PUT, path, access, on(MethodFilter::PUT, handler))
    }

    /// Takes in the routes of another part.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.inventory.extend(other.inventory);
        self
    }

    /// The router and the inventory of what it answers.
    pub fn finish(self) -> (Router<S>, Vec<RouteInfo>) {
        (self.router, self.inventory)
    }

    fn route(mut self, method: Method, path: &str, access: Access, handler: MethodRouter<S, Infallible>) -> Self {
        let state = Guard { platform: self.platform.clone(), access };
        self.router = self.router.route(path, handler.route_layer(from_fn_with_state(state, guard)));
        self.inventory.push(RouteInfo { method, path: path.to_owned(), access });
        self
    }
}

/// The handler of the whole program's fallback: says in the reader's language that there is no such page.
pub async fn not_found(State(platform): State<Platform>, request: Request) -> Response {
    super::guard::render(&platform, &super::guard::Asked::of(&platform, &request), &Problem::not_found())
}
