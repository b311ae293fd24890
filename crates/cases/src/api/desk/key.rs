//! Keys under which a program sends the same request again, when the answer was lost on the way: nothing is done twice.
//!
//! A key remembers how much of the case's thread there was when it came first. What the program did since is found there,
//! so that a node which stopped between doing something and saying so is none the wiser, and the same is not done again.

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use hadir_oplog::{ActorId, AggregateId};
use hadir_org::Problem;
use hadir_store::{Fault, params};

use crate::Cases;

/// The header it stands in.
const HEADER: &str = "idempotency-key";
/// Longest key, in bytes.
const BYTES_MAX: usize = 255;
/// For how long a key is remembered.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A key and what was sent under it, both hashed.
pub(super) struct Key {
    key: [u8; 16],
    print: [u8; 16],
}

/// What is remembered of a key.
pub(super) struct Remembered {
    /// The case that was acted on.
    pub case: AggregateId,
    /// How many moments its thread had.
    pub seen: usize,
}

impl Key {
    /// The key of a request; nothing where there is none.
    pub fn of(headers: &HeaderMap, path: &str, body: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(key) = headers.get(HEADER) else { return Ok(None) };
        if !(1..=BYTES_MAX).contains(&key.len()) {
            return Err(Problem::new(StatusCode::BAD_REQUEST, "problem-bad-key"));
        }
        let mut print = blake3::Hasher::new_derive_key("hadir api request v1");
        print.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes()).update(body);
        Ok(Some(Self {
            key: half(blake3::derive_key("hadir api key v1", key.as_bytes())),
            print: half(print.finalize().into()),
        }))
    }

    /// What is remembered of it.
    ///
    /// # Errors
    /// If something else was sent under it.
    pub async fn recall(&self, cases: &Cases, program: ActorId) -> Result<Option<Remembered>, Problem> {
        let store = cases.platform().store();
        let sql = "select print, aggregate, seen from api_keys where program = $1 and key = $2 and at >= $3";
        let since = store.clock().now() - KEPT;
        let params = params![program.as_bytes(), self.key, since];
        let found: Option<(Vec<u8>, Vec<u8>, i64)> = store.reads().optional(sql, params).await.map_err(Fault::from)?;
        let Some((print, case, seen)) = found else { return Ok(None) };
        if print != self.print {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "problem-key-reused"));
        }
        let case = <[u8; 16]>::try_from(case).map_err(|_| Problem::conflict())?;
        Ok(Some(Remembered { case: AggregateId::from_bytes(case), seen: usize::try_from(seen).unwrap_or(usize::MAX) }))
    }

    /// Remembers it, unless it is remembered already; gives what is remembered then. Keys older than a month are forgotten.
    pub async fn keep(&self, cases: &Cases, program: ActorId, first: Remembered) -> Result<Remembered, Problem> {
        let store = cases.platform().store();
        let now = store.clock().now();
        let mut tx = store.node_tables().begin().await.map_err(Fault::from)?;
        tx.run("delete from api_keys where at < $1", params![now - KEPT]).await.map_err(Fault::from)?;
        let sql = "insert into api_keys (program, key, print, aggregate, seen, at) values ($1, $2, $3, $4, $5, $6) \
                   on conflict (program, key) do nothing";
        let seen = i64::try_from(first.seen).unwrap_or(i64::MAX);
        let params = params![program.as_bytes(), self.key, self.print, first.case.as_bytes(), seen, now];
        tx.run(sql, params).await.map_err(Fault::from)?;
        tx.commit().await.map_err(Fault::from)?;
        Ok(self.recall(cases, program).await?.unwrap_or(first))
    }
}

fn half(hash: [u8; 32]) -> [u8; 16] {
    *hash.first_chunk().expect("a hash is longer than 16 bytes")
}
