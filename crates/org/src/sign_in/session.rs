//! Sign-ins: who holds which secret, since when, until when.
//!
//! A secret is replaced every quarter of an hour, so that one overheard soon opens nothing; the old one still counts for
//! a minute, because the answer that carries the new one may get lost on the way, and pages load side by side.

use std::sync::Arc;
use std::time::Duration;

use hadir_oplog::ActorId;
use hadir_store::{Fault, Store, params};
use jiff::Timestamp;

use super::secret::{Purpose, Secret};
use crate::directory::Directory;
use crate::staff::Officer;

/// A sign-in ends when nothing was asked for this long.
pub const IDLE_MAX: Duration = Duration::from_secs(8 * 60 * 60);
/// A sign-in ends after this long, whatever happens.
pub const AGE_MAX: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// A secret is replaced after this long.
pub const ROTATE_AFTER: Duration = Duration::from_secs(15 * 60);
/// A replaced secret still counts for this long.
pub const GRACE: Duration = Duration::from_secs(60);
/// How exactly the last use of a sign-in is kept: writing it at every request would be a waste.
const SEEN_EVERY: Duration = Duration::from_secs(60);
/// How much of the browser's name is kept.
const AGENT_LENGTH_MAX: usize = 120;

/// A sign-in that counts.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who is signed in.
    pub officer: Arc<Officer>,
    id: Vec<u8>,
    created_at: Timestamp,
    seen_at: Timestamp,
    expires_at: Timestamp,
    is_replaced: bool,
    agent: String,
}

/// Columns of a row: staff, created, seen and expires in milliseconds since 1970, the replacement, the browser.
type Row = (Vec<u8>, i64, i64, i64, Option<Vec<u8>>, String);

/// Signs someone in and gives the secret for their cookie.
pub async fn begin(store: &Store, staff: ActorId, agent: &str) -> Result<Secret, Fault> {
    let now = store.clock().now();
    // A good moment to sweep: it comes a few times a day for each person.
    store.node_tables().run("delete from sessions where expires_at < $1", params![now]).await?;
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(AGENT_LENGTH_MAX).collect();
    insert(store, staff, now, now + AGE_MAX, &agent).await
}

/// The sign-in a secret opens, if it still counts.
pub async fn find(directory: &Directory, secret: &str) -> Result<Option<Session>, Fault> {
    let store = directory.store();
    let id = Secret::presented(secret).hash(Purpose::Session);
    let sql = "select staff, created_at, seen_at, expires_at, rotated_to, agent from sessions where id = $1";
    let row: Option<Row> = store.reads().optional(sql, params![id.as_slice()]).await?;
    let session = row.and_then(|row| Session::of(id, row, directory));
    Ok(session.filter(|session| session.counts_at(store.clock().now())))
}

/// The same, and keeps the sign-in fresh: notes its use and replaces a secret that has served its time.
pub async fn find_and_renew(directory: &Directory, secret: &str) -> Result<Option<(Session, Option<String>)>, Fault> {
    let Some(session) = find(directory, secret).await? else { return Ok(None) };
    let (store, now) = (directory.store(), directory.store().clock().now());
    if session.created_at + ROTATE_AFTER <= now {
        let secret = replace(store, &session, now).await?;
        return Ok(Some((session, Some(secret.expose().to_owned()))));
    }
    if session.seen_at + SEEN_EVERY <= now {
        let sql = "update sessions set seen_at = $1 where id = $2 and rotated_to is null";
        store.node_tables().run(sql, params![now, session.id.as_slice()]).await?;
    }
    Ok(Some((session, None)))
}

/// Ends the sign-in a secret opens.
pub async fn end(store: &Store, secret: &str) -> Result<(), Fault> {
    let id = Secret::presented(secret).hash(Purpose::Session);
    // A page loaded beside this one may have replaced the secret a moment ago; its replacement ends as well.
    let sql = "delete from sessions where id = $1 or rotated_to = $1 \
               or id in (select rotated_to from sessions where id = $1 and rotated_to is not null)";
    store.node_tables().run(sql, params![id]).await?;
    Ok(())
}

/// Ends every sign-in of a person on this node. On other nodes those begun before the operation that says so end too.
pub async fn end_all(store: &Store, staff: ActorId) -> Result<(), Fault> {
    store.node_tables().run("delete from sessions where staff = $1", params![staff.as_bytes()]).await?;
    Ok(())
}

async fn replace(store: &Store, session: &Session, now: Timestamp) -> Result<Secret, Fault> {
    let secret = insert(store, session.officer.id, now, session.expires_at, &session.agent).await?;
    let sql = "update sessions set rotated_to = $1, seen_at = $2 where id = $3 and rotated_to is null";
    let params = params![secret.hash(Purpose::Session), now, session.id.as_slice()];
    store.node_tables().run(sql, params).await?;
    Ok(secret)
}

async fn insert(store: &Store, staff: ActorId, now: Timestamp, ends: Timestamp, agent: &str) -> Result<Secret, Fault> {
    let secret = Secret::new(store.chance());
    let sql = "insert into sessions (id, staff, created_at, seen_at, expires_at, rotated_to, agent) \
               values ($1, $2, $3, $4, $5, null, $6)";
    let params = params![secret.hash(Purpose::Session), staff.as_bytes(), now, now, ends, agent];
    store.node_tables().run(sql, params).await?;
    Ok(secret)
}

impl Session {
    /// None when the row cannot be read or the person is gone.
    fn of(id: Vec<u8>, row: Row, directory: &Directory) -> Option<Self> {
        let (staff, created_at, seen_at, expires_at, replaced_by, agent) = row;
        let staff = ActorId::from_bytes(staff.try_into().ok()?);
        let at = |ms| Timestamp::from_millisecond(ms).ok();
        Some(Self {
            officer: directory.current().staff(staff)?.clone(),
            id,
            created_at: at(created_at)?,
            seen_at: at(seen_at)?,
            expires_at: at(expires_at)?,
            is_replaced: replaced_by.is_some(),
            agent,
        })
    }

    fn counts_at(&self, now: Timestamp) -> bool {
        let idle_max = if self.is_replaced { GRACE } else { IDLE_MAX };
        let is_ended = self.officer.sessions_since.is_some_and(|since| self.created_at < since);
        now < self.expires_at && now <= self.seen_at + idle_max && !self.officer.is_suspended && !is_ended
    }
}
