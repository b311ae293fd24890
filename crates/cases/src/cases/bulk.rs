//! Acting on several cases at once: each is a command of its own, all of them wait for the writer together and so share its
//! commits. What was done is kept for a day, so that it can be taken back.

use hadir_oplog::{ActorId, AggregateId, OpId};
use hadir_org::By;
use hadir_store::{Fault, params};
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use super::{Cases, Failure};
use crate::commands::{self, Asking, Bulk, Refusal};
use crate::state::Case;

/// How long what was done stays known, in milliseconds.
const KEPT_MS: i64 = 24 * 60 * 60 * 1_000;

/// One press of a button, as its form names it.
pub(crate) type BulkId = [u8; 16];

/// One of the cases that an officer chose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen {
    pub id: AggregateId,
    /// How many moments of its thread they had seen.
    pub seen: usize,
}

/// What became of one of them.
#[derive(Debug)]
pub(crate) enum Carried {
    /// It was done, by this operation.
    Done(OpId),
    /// It was so already.
    Already,
    /// The command refused.
    Refused(Refusal),
    /// A newer program did something to the case that this one must not pass over.
    Beyond,
    /// The database did not go along; whether it was done, the case says.
    Failed,
}

/// What was done with one press, as it is kept. Which of it still stands, the cases say.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeptBulk {
    /// The act, as addresses name it.
    pub act: String,
    /// To which cases it was done.
    pub done: Vec<Mark>,
    /// To which it was not, and why.
    pub left: Vec<Left>,
}

/// A case and the operation that the act was to it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Mark {
    case: String,
    op: String,
    /// Its public number.
    pub number: String,
}

/// A case that the act left alone.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Left {
    /// Its public number.
    pub number: String,
    /// Why, in the officer's language.
    pub why: String,
}

impl Mark {
    /// An act on a case.
    pub fn new(case: AggregateId, op: OpId, number: String) -> Self {
        Self { case: hex::encode(case.as_bytes()), op: op.to_string(), number }
    }

    /// The case and the operation.
    pub fn ids(&self) -> Option<(AggregateId, OpId)> {
        let mut case = [0; 16];
        hex::decode_to_slice(&self.case, &mut case).ok()?;
        Some((AggregateId::from_bytes(case), self.op.parse().ok()?))
    }
}

impl KeptBulk {
    /// Adds what was done before with the same press; nothing of it is among what was left alone.
    fn add(&mut self, before: Self) {
        self.left.retain(|left| before.done.iter().all(|mark| mark.number != left.number));
        let is_new = |mark: &Mark| self.done.iter().all(|known| known.op != mark.op);
        let missing: Vec<_> = before.done.into_iter().filter(is_new).collect();
        self.done.extend(missing);
    }
}

impl Cases {
    /// Does the same to each of several cases; gives what became of each, in their order. What the same person did already
    /// since they had seen the case is not done again. One that fails hides nothing of what was done to the others.
    pub(crate) async fn act_on_many(&self, chosen: &[Chosen], by: &By, act: &Bulk) -> Vec<Carried> {
        let mut running = JoinSet::new();
        for (place, chosen) in chosen.iter().copied().enumerate() {
            let (cases, by, act) = (self.clone(), by.clone(), act.clone());
            running.spawn(async move { (place, cases.carry_out(chosen, by, act).await) });
        }
        let mut carried = running.join_all().await;
        carried.sort_by_key(|(place, _)| *place);
        let or_failed = |carried: Result<Carried, Fault>| {
            carried.unwrap_or_else(|fault| {
                tracing::warn!(error = &fault as &dyn std::error::Error, "an act on several cases failed on one");
                Carried::Failed
            })
        };
        carried.into_iter().map(|(_, carried)| or_failed(carried)).collect()
    }

    async fn carry_out(&self, chosen: Chosen, by: By, act: Bulk) -> Result<Carried, Fault> {
        let Chosen { id, seen } = chosen;
        let wish = act.clone();
        let decide = move |case: &Case, asking: &Asking<'_>| {
            if wish.done(case, seen, asking).is_some() { Ok(Vec::new()) } else { wish.decide(case, asking) }
        };
        match self.as_officer(id, by.clone(), decide).await {
            Ok(_) => {}
            Err(Failure::Refused(refusal)) => return Ok(Carried::Refused(refusal)),
            Err(Failure::Fault(Fault::Beyond)) => return Ok(Carried::Beyond),
            Err(Failure::Fault(fault)) => return Err(fault),
        }
        // Which operation it became is known once it is in the log.
        let case: Option<Case> = self.platform().store().state(id).await?;
        let (org, now) = (self.platform().org(), self.now());
        let asking = Asking { by: &by, org: &org, now };
        let done = case.as_ref().and_then(|case| act.done(case, seen, &asking));
        Ok(done.map_or(Carried::Already, |moment| Carried::Done(moment.id)))
    }

    /// Takes back an act on several cases, on each that nobody has moved since. Which these are, the cases say afterwards,
    /// also where one of them failed.
    pub(crate) async fn undo_many(&self, kept: &KeptBulk, by: &By) {
        let mut running = JoinSet::new();
        for (id, op) in kept.done.iter().filter_map(Mark::ids) {
            let (cases, by) = (self.clone(), by.clone());
            running.spawn(async move {
                let undone = cases.as_officer(id, by, move |case, asking| commands::undo(case, op, asking)).await;
                match undone {
                    Ok(_) | Err(Failure::Refused(_) | Failure::Fault(Fault::Beyond)) => {}
                    Err(Failure::Fault(fault)) => {
                        tracing::warn!(error = &fault as &dyn std::error::Error, "one of several acts stays as it is");
                    }
                }
            });
        }
        running.join_all().await;
    }

    /// Keeps what was done with one press. The same press once more adds what it did, and takes nothing of the first away.
    pub(crate) async fn keep_bulk(&self, id: BulkId, staff: ActorId, mut kept: KeptBulk) -> Result<(), Fault> {
        let (tables, now) = (self.platform().store().node_tables(), self.now().as_millisecond());
        if let Some(before) = self.kept_bulk(id, staff).await? {
            kept.add(before);
        }
        let content = serde_json::to_string(&kept).expect("texts can be written");
        let sql = "insert into bulk_acts (id, staff, at, content) values ($1, $2, $3, $4) \
                   on conflict (id) do update set content = excluded.content where bulk_acts.staff = excluded.staff";
        tables.run(sql, params![id, *staff.as_bytes(), now, content]).await?;
        Ok(())
    }

    /// Forgets what was done with presses of more than a day ago.
    pub(crate) async fn sweep_bulk(&self) -> Result<(), Fault> {
        let before = self.now().as_millisecond() - KEPT_MS;
        self.platform().store().node_tables().run("delete from bulk_acts where at < $1", params![before]).await?;
        Ok(())
    }

    /// What this person did with one press, while it is known.
    pub(crate) async fn kept_bulk(&self, id: BulkId, staff: ActorId) -> Result<Option<KeptBulk>, Fault> {
        let sql = "select content from bulk_acts where id = $1 and staff = $2 and at >= $3";
        let since = self.now().as_millisecond() - KEPT_MS;
        let found: Option<(String,)> =
            self.platform().store().node_tables().optional(sql, params![id, *staff.as_bytes(), since]).await?;
        Ok(found.and_then(|(content,)| serde_json::from_str(&content).ok()))
    }
}
