//! Who is signed in.

use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::{Cookies, Problem};
use crate::access::{Actor, By, Right};
use crate::code::UnitCode;
use crate::organisation::Organisation;
use crate::platform::Platform;
use crate::sign_in::session;

/// A member of staff who is signed in, or behind [`Access::Program`] a program whose token counts. `Option<Staff>` is for
/// pages that strangers see as well.
///
/// [`Access::Program`]: super::Access::Program
#[derive(Clone, Debug)]
pub struct Staff(pub Actor);

impl Staff {
    /// The person as the asker of a command.
    pub fn by(&self) -> By {
        By::Officer(self.0.clone())
    }

    /// Refuses unless they may do this in a unit.
    pub fn check(&self, right: Right, unit: &UnitCode, org: &Organisation) -> Result<(), Problem> {
        if self.0.may(right, unit, org) { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// Whoever is signed in by the cookie of a request, as they are now; without renewing the sign-in. For what goes on after a
    /// request was let in: a sign-in may end meanwhile, and rights may be taken away.
    pub async fn now(platform: &Platform, headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let cookies = Cookies { is_secure: platform.is_served_by_tls() };
        let Some(secret) = cookies.session(headers) else { return Ok(None) };
        let found = session::find(platform.directory(), &secret).await?;
        Ok(found.map(|session| Self(session.officer.actor())))
    }
}

impl<S> FromRequestParts<S> for Staff
where
    Platform: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let staff = <Self as OptionalFromRequestParts<S>>::from_request_parts(parts, state).await?;
        staff.ok_or_else(Problem::not_signed_in)
    }
}

impl<S> OptionalFromRequestParts<S> for Staff
where
    Platform: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Problem> {
        // Routes that need a sign-in found out already.
        if let Some(staff) = parts.extensions.get::<Self>() {
            return Ok(Some(staff.clone()));
        }
        Self::now(&Platform::from_ref(state), &parts.headers).await
    }
}
