//! Signing in with name and password.

use hadir_store::Fault;

use super::password_rules::LENGTH_MAX;
use super::secret::Secret;
use super::session;
use super::throttle::{self, Subject};
use crate::access::Actor;
use crate::code::Username;
use crate::platform::Platform;
use crate::web::Visitor;

/// Why someone is not let in. Whether the name or the password was wrong is not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnterRefusal {
    /// Name and password do not go together.
    Wrong,
    /// There were too many tries; the next counts after this many seconds.
    Wait {
        /// How many.
        seconds: u64,
    },
    /// Too many others sign in right now.
    Busy,
}

/// Someone who was let in.
pub struct Entered {
    /// Who they are, and what they may do.
    pub actor: Actor,
    /// The secret for their cookie.
    pub secret: Secret,
}

/// Lets someone in who knows name and password.
pub async fn enter(
    platform: &Platform,
    visitor: Visitor,
    agent: &str,
    username: &str,
    password: &str,
) -> Result<Result<Entered, EnterRefusal>, Fault> {
    let store = platform.store();
    let (name, neighbourhood) = (username.trim().to_lowercase(), visitor.neighbourhood());
    let (by_name, by_address) = (Subject::Username(&name), Subject::Address(&neighbourhood));
    if let Err(seconds) = throttle::count(store, by_address).await? {
        return Ok(Err(EnterRefusal::Wait { seconds }));
    }
    if let Err(seconds) = throttle::count(store, by_name).await? {
        throttle::forgive_one(store, by_address).await?;
        return Ok(Err(EnterRefusal::Wait { seconds }));
    }
    let org = platform.org();
    let known = Username::try_new(&name).ok().and_then(|name| org.staff_by_username(&name));
    let officer = known.filter(|officer| !officer.is_suspended);
    // No password is longer than the rules allow, and hashing one of a megabyte would keep others waiting.
    let password = if password.chars().count() > LENGTH_MAX { "" } else { password };
    let hash = officer.and_then(|officer| officer.password.as_ref());
    let checked = platform.passwords().verify(hash, password).await;
    let Ok(is_right) = checked else {
        throttle::forgive_one(store, by_name).await?;
        throttle::forgive_one(store, by_address).await?;
        return Ok(Err(EnterRefusal::Busy));
    };
    match officer.filter(|_| is_right) {
        None => Ok(Err(EnterRefusal::Wrong)),
        Some(officer) => {
            throttle::forgive(store, by_name).await?;
            throttle::forgive_one(store, by_address).await?;
            let secret = session::begin(store, officer.id, agent).await?;
            Ok(Ok(Entered { actor: officer.actor(), secret }))
        }
    }
}
