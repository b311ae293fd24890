//! Messages on their way out. A message's identity follows from what caused it, so nothing is ever sent twice.

use hadir_oplog::OpId;

use crate::db::{Pool, Tx};
use crate::{Fault, params};

/// A message that an event causes.
#[derive(Clone, Debug)]
pub struct Message {
    /// The way it goes: `email`, `sms`, `webhook`.
    pub channel: &'static str,
    /// The address on that channel; never logged.
    pub recipient: String,
    /// What is said, ready for the channel; never logged.
    pub content: String,
    /// When it may go, in milliseconds since 1970, UTC.
    pub due_at: i64,
}

/// A message handed to a sender for a while.
#[derive(Debug, sqlx::FromRow)]
pub struct Leased {
    /// The message's identity, for the receiver's own protection against repeats.
    pub id: Vec<u8>,
    /// The way it goes.
    pub channel: String,
    /// The address on that channel.
    pub recipient: String,
    /// What is said.
    pub content: String,
    /// How often sending was tried, this time included.
    pub attempts: i64,
}

/// How long a sender may hold a message before another may try, in milliseconds.
const LEASE_MS: i64 = 60_000;
/// After this many tries a message stays for a person to look at.
const ATTEMPTS_MAX: i64 = 12;
/// The wait before the second try, in milliseconds; it doubles with each further one.
const BACK_OFF_MS: i64 = 30_000;

impl Message {
    /// The identity: cause, recipient and channel.
    fn id(&self, cause: OpId) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_derive_key("hadir outbox message v1");
        for part in [cause.as_bytes().as_slice(), self.recipient.as_bytes(), self.channel.as_bytes()] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let mut id = [0; 16];
        hasher.finalize_xof().fill(&mut id);
        id
    }

    /// Queues the message in the transaction that records its cause.
    pub(crate) async fn queue(self, cause: OpId, tx: &mut Tx) -> sqlx::Result<()> {
        let id = self.id(cause);
        let sql = "insert into outbox (id, channel, recipient, content, due_at, lease_until, attempts, state) \
                   values ($1, $2, $3, $4, $5, 0, 0, 'waiting') on conflict (id) do nothing";
        tx.run(sql, params![id, self.channel, self.recipient, self.content, self.due_at]).await?;
        Ok(())
    }
}

/// Takes up to `limit` messages that are due; each is this sender's for a minute.
pub async fn lease(pool: &Pool, channel: &str, now_ms: i64, limit: i64) -> Result<Vec<Leased>, Fault> {
    let sql = "update outbox set lease_until = $1, attempts = attempts + 1 where id in (\
               select id from outbox where state = 'waiting' and due_at <= $2 and lease_until <= $2 and channel = $3 \
               order by due_at limit $4) and lease_until <= $2 returning id, channel, recipient, content, attempts";
    Ok(pool.all(sql, params![now_ms + LEASE_MS, now_ms, channel, limit]).await?)
}

/// Records that a message went out, and forgets what it said and to whom.
pub async fn sent(pool: &Pool, id: &[u8]) -> Result<(), Fault> {
    pool.run("update outbox set state = 'sent', content = '', recipient = '' where id = $1", params![id]).await?;
    Ok(())
}

/// Records that sending failed: tried again later, or kept for a person once it was tried often enough.
///
/// A sender whose minute is over says nothing any more: another may have sent the message since.
pub async fn failed(pool: &Pool, message: &Leased, now_ms: i64) -> Result<(), Fault> {
    let state = if message.attempts >= ATTEMPTS_MAX { "stuck" } else { "waiting" };
    let wait = BACK_OFF_MS << (message.attempts - 1).clamp(0, 10);
    let sql = "update outbox set state = $1, due_at = $2, lease_until = 0 \
               where id = $3 and attempts = $4 and state = 'waiting'";
    pool.run(sql, params![state, now_ms + wait, message.id.as_slice(), message.attempts]).await?;
    Ok(())
}
