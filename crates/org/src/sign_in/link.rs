//! One-time links with which someone chooses a new password.

use std::time::Duration;

use hadir_oplog::ActorId;
use hadir_store::{Fault, Store, params};

use super::secret::{Purpose, Secret};

/// How long a link counts.
pub const AGE_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// Makes a link for a person; those made before stop counting.
pub async fn make(store: &Store, staff: ActorId, made_by: ActorId) -> Result<Secret, Fault> {
    let (now, secret) = (store.clock().now(), Secret::new(store.chance()));
    let mut tx = store.node_tables().begin().await?;
    let sql = "delete from sign_in_links where staff = $1 and used_at is null or expires_at < $2";
    tx.run(sql, params![staff.as_bytes(), now]).await?;
    let sql = "insert into sign_in_links (id, staff, made_by, expires_at, used_at) values ($1, $2, $3, $4, null)";
    let params = params![secret.hash(Purpose::Link), staff.as_bytes(), made_by.as_bytes(), now + AGE_MAX];
    tx.run(sql, params).await?;
    tx.commit().await?;
    Ok(secret)
}

/// For whom a link is, while it counts.
pub async fn find(store: &Store, secret: &str) -> Result<Option<ActorId>, Fault> {
    let sql = "select staff from sign_in_links where id = $1 and used_at is null and expires_at > $2";
    let params = params![Secret::presented(secret).hash(Purpose::Link), store.clock().now()];
    let found: Option<(Vec<u8>,)> = store.reads().optional(sql, params).await?;
    Ok(found.and_then(|(staff,)| Some(ActorId::from_bytes(staff.try_into().ok()?))))
}

/// Uses a link up and says for whom it was; of two who use it at once, one succeeds.
pub async fn redeem(store: &Store, secret: &str) -> Result<Option<ActorId>, Fault> {
    let Some(staff) = find(store, secret).await? else { return Ok(None) };
    let sql = "update sign_in_links set used_at = $1 where id = $2 and used_at is null and expires_at > $3";
    let now = store.clock().now();
    let params = params![now, Secret::presented(secret).hash(Purpose::Link), now];
    let used = store.node_tables().run(sql, params).await?;
    Ok((used == 1).then_some(staff))
}
