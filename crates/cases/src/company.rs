//! Who else is at a case, and what they have begun to write. It lies beside the case in tables of the node and is no part
//! of it: no operation tells of it, nothing is synced, and losing it loses nothing that was sent.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hadir_oplog::{ActorId, AggregateId};
use hadir_store::{Fault, Pool, Value, params};
use jiff::{SignedDuration, Timestamp};
use sqlx::AssertSqlSafe;

use crate::Cases;
use crate::events::{CaseEvent, Proposal};
use crate::state::Case;

/// For how long someone who opened a case counts as being at it.
const HERE: SignedDuration = SignedDuration::from_mins(15);
/// How often it is written down that someone has a case open.
const WRITTEN_EVERY_MS: i64 = 60_000;
/// The pause between two writes of who has what open; what comes meanwhile goes together.
const PAUSE: Duration = Duration::from_secs(1);
/// Rows written by one statement.
const ROWS_MAX: usize = 100;
/// Pairs of case and person that are remembered as written, and that wait to be written; more go unnoticed.
const PAIRS_MAX: usize = 20_000;
/// How long a draft is kept that nobody sent.
const DRAFT_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How much earlier than its draft words may have been sent that are the same: the draft was still on its way.
const ON_ITS_WAY_MS: i64 = 60_000;

/// What someone has begun to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who.
    pub staff: ActorId,
    /// The text so far.
    pub text: String,
    /// When it was kept, in milliseconds since 1970, UTC.
    pub saved_at: i64,
}

impl Draft {
    /// Whether its author has said in the thread meanwhile what it holds.
    fn is_sent(&self, case: &Case) -> bool {
        let own = case.thread.iter().filter(|moment| moment.actor == Some(self.staff));
        let is_word = |event: &CaseEvent| {
            let is_proposed = matches!(event, CaseEvent::Proposal(Proposal::Proposed(..)));
            is_proposed || matches!(event, CaseEvent::Said(..) | CaseEvent::Noted(..))
        };
        let mut said = own.filter(|moment| is_word(&moment.event));
        said.any(|moment| {
            let text = moment.event.words().map_or("", |words| words.text.as_str());
            moment.at >= self.saved_at - ON_ITS_WAY_MS && text.starts_with(self.text.trim())
        })
    }
}

/// Someone who has a case open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub staff: ActorId,
    /// Since when, in milliseconds since 1970, UTC.
    pub since: i64,
}

/// Everyone who is at a case, and everything begun there, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// What was begun and not sent.
    pub drafts: Vec<Draft>,
    /// Who opened the case a short while ago.
    pub readers: Vec<Reader>,
}

/// Who has which case open, as far as it is written down or waits for it.
#[derive(Debug, Default)]
pub(crate) struct Presence(Mutex<Seen>);

type Pair = (AggregateId, ActorId);

#[derive(Debug, Default)]
struct Seen {
    /// When each pair was last put down, in milliseconds since 1970, UTC.
    put_down: HashMap<Pair, i64>,
    waiting: Vec<(Pair, i64)>,
    is_writing: bool,
}

impl Seen {
    /// Puts a pair down to be written unless that was done within the last minute; says whether someone has to write.
    fn put_down(&mut self, pair: Pair, now_ms: i64) -> bool {
        let is_fresh = |at: i64| (0..WRITTEN_EVERY_MS).contains(&(now_ms - at));
        if self.put_down.get(&pair).is_some_and(|at| is_fresh(*at)) {
            return false;
        }
        if self.put_down.len() >= PAIRS_MAX {
            self.put_down.retain(|_, at| is_fresh(*at));
        }
        if self.put_down.len() >= PAIRS_MAX || self.waiting.len() >= PAIRS_MAX {
            return false;
        }
        self.put_down.insert(pair, now_ms);
        self.waiting.push((pair, now_ms));
        !std::mem::replace(&mut self.is_writing, true)
    }

    /// What waits to be written; where nothing does, nobody is writing any more.
    fn take(&mut self) -> Vec<(Pair, i64)> {
        let waiting = std::mem::take(&mut self.waiting);
        self.is_writing = !waiting.is_empty();
        waiting
    }
}

impl Cases {
    /// Who is at a case and what was begun there, in one look. What its author has sent meanwhile is no draft.
    pub(crate) async fn company(&self, case: &Case) -> Result<Company, Fault> {
        let sql = "select staff, text, saved_at as at from drafts where case_id = $1 \
                   union all select staff, cast(null as text), since from readers where case_id = $1 and seen_at >= $2 \
                   order by at desc";
        let since = earlier(self.now(), HERE);
        let id = params![*case.id.as_bytes(), since];
        let rows: Vec<(Vec<u8>, Option<String>, i64)> = self.platform().store().reads().all(sql, id).await?;
        let mut company = Company::default();
        for (staff, text, at) in rows {
            let Ok(staff) = staff.try_into().map(ActorId::from_bytes) else { continue };
            match text {
                Some(text) => company.drafts.push(Draft { staff, text, saved_at: at }),
                None => company.readers.push(Reader { staff, since: at }),
            }
        }
        company.drafts.retain(|draft| !draft.is_sent(case));
        Ok(company)
    }

    /// Keeps what someone has begun to write, as durably as what was sent; a blank text is forgotten. Gives when it was kept,
    /// in milliseconds since 1970, UTC.
    pub(crate) async fn keep_draft(&self, id: AggregateId, staff: ActorId, text: &str) -> Result<i64, Fault> {
        let now = self.now().as_millisecond();
        if text.trim().is_empty() {
            self.forget_draft(id, staff).await?;
            return Ok(now);
        }
        let sql = "insert into drafts (case_id, staff, text, saved_at) values ($1, $2, $3, $4) \
                   on conflict (case_id, staff) do update set text = excluded.text, saved_at = excluded.saved_at";
        let row = params![*id.as_bytes(), *staff.as_bytes(), text, now];
        self.platform().store().node_tables().run(sql, row).await?;
        Ok(now)
    }

    /// Forgets what someone had begun to write.
    pub(crate) async fn forget_draft(&self, id: AggregateId, staff: ActorId) -> Result<(), Fault> {
        let sql = "delete from drafts where case_id = $1 and staff = $2";
        self.platform().store().node_tables().run(sql, params![*id.as_bytes(), *staff.as_bytes()]).await?;
        Ok(())
    }

    /// Takes note that someone has a case open. It is written down by and by; nobody waits for it.
    pub(crate) fn note_reader(&self, id: AggregateId, staff: ActorId) {
        let presence = self.presence().clone();
        if lock(&presence).put_down((id, staff), self.now().as_millisecond()) {
            let pool = self.platform().store().node_tables().clone();
            tokio::spawn(async move { write_down(&presence, &pool).await });
        }
    }

    /// Forgets drafts that nobody sent within 90 days, who had which case open a day ago, and what was done to several cases
    /// at once so long ago. Says how many drafts those were.
    pub async fn sweep_company(&self) -> Result<u64, Fault> {
        let (pool, now) = (self.platform().store().node_tables(), self.now());
        let day_ago = earlier(now, SignedDuration::from_hours(24));
        pool.run("delete from readers where seen_at < $1", params![day_ago]).await?;
        self.sweep_bulk().await?;
        Ok(pool.run("delete from drafts where saved_at < $1", params![earlier(now, DRAFT_KEPT)]).await?)
    }
}

fn earlier(now: Timestamp, by: SignedDuration) -> i64 {
    now.saturating_sub(by).map_or(i64::MIN, Timestamp::as_millisecond)
}

fn lock(presence: &Presence) -> std::sync::MutexGuard<'_, Seen> {
    // Nothing is left half done by whoever panicked.
    presence.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes what waits until nothing does.
async fn write_down(presence: &Arc<Presence>, pool: &Pool) {
    loop {
        let waiting = lock(presence).take();
        if waiting.is_empty() {
            return;
        }
        for rows in waiting.chunks(ROWS_MAX) {
            if let Err(fault) = write(pool, rows).await {
                tracing::warn!(error = &fault as &dyn std::error::Error, "nobody learns who has which case open");
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn write(pool: &Pool, rows: &[(Pair, i64)]) -> Result<(), Fault> {
    // Of one pair that waits twice, only the latest may stand in one statement; and all write in one order.
    let rows: BTreeMap<Pair, i64> = rows.iter().copied().collect();
    let places: Vec<_> = (0..rows.len()).map(|row| row * 4).collect();
    let places = places.iter().map(|at| format!("(${}, ${}, ${}, ${})", at + 1, at + 2, at + 3, at + 4));
    let gone = rows.len() * 4 + 1;
    // Each is measured by its own moment: what is written together need not have been seen together.
    let sql = format!(
        "insert into readers (case_id, staff, since, seen_at) values {} on conflict (case_id, staff) do update set \
         since = case when readers.seen_at < excluded.seen_at - ${gone} then excluded.since else readers.since end, \
         seen_at = excluded.seen_at",
        places.collect::<Vec<_>>().join(", ")
    );
    let mut values: Vec<Value> = Vec::with_capacity(gone);
    for ((id, staff), at) in rows {
        values.extend(params![*id.as_bytes(), *staff.as_bytes(), at, at]);
    }
    values.push(Value::Int(HERE.as_millis() as i64));
    pool.run(AssertSqlSafe(sql), values).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
