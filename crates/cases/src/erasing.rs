//! What follows on the disk when the words of a report are erased: tombstones, photos, drafts. Whatever a cut power left undone
//! is gone on with.

use std::collections::BTreeMap;

use hadir_calendar::{Rule, TimeUnit};
use hadir_oplog::{AggregateId, OpId, Tombstone};
use hadir_org::{By, Organisation};
use hadir_store::{ActError, Fault, params};
use jiff::{SignedDuration, Timestamp};
use sqlx::AssertSqlSafe;
use tokio::task::JoinSet;

use crate::cases::{Cases, Failure};
use crate::commands::expire;
use crate::queries;
use crate::state::Case;

/// Operations that one tombstone names.
const TARGETS_MAX: usize = hadir_oplog::limits::TARGETS_MAX;
/// Reports that are erased together: with each such group search tidies up once, for which others wait, the longer the more
/// there is to search.
const TOGETHER: usize = 500;
/// Reports that are erased before whoever asks looks again whether it is still a good time.
const EXPIRED_MAX: u64 = 5_000;
/// How the names of the rules begin that say how long words are kept.
const RETAIN: &str = "retain_";
/// Photos that are looked at in one go.
const FILES: i64 = 500;

impl Cases {
    /// Erases what is still here of a report whose words are erased: the bodies of its operations, its photos, and what
    /// officers had begun to write about it on this node.
    pub(crate) async fn erase_words(&self, id: AggregateId) -> Result<(), Fault> {
        let store = self.platform().store();
        let found: Option<Case> = store.state(id).await?;
        let Some(case) = found.filter(Case::is_erased) else { return Ok(()) };
        let mut by_operation: BTreeMap<OpId, Vec<u8>> = BTreeMap::new();
        for (operation, slot) in case.still_worded() {
            by_operation.entry(*operation).or_default().push(*slot);
        }
        let targets: Vec<_> = by_operation.into_iter().collect();
        for some in targets.chunks(TARGETS_MAX) {
            let tombstone =
                some.iter().fold(Tombstone::default(), |all, (op, slots)| all.and(*op, slots.iter().copied()));
            match store.erase::<Case>(id, None, tombstone).await {
                Ok(_) => {}
                Err(ActError::Fault(fault)) => return Err(fault),
                Err(ActError::Refused(refusal)) => return Err(Fault::Invariant(refusal.to_string())),
            }
        }
        self.forget_drafts_of_erased().await?;
        self.delete_orphans().await
    }

    /// Goes on with what was begun: the words of reports that are erased and whose home is this node, and on every node the
    /// photos and drafts of what is erased. Says how many reports those were.
    pub async fn erase_due(&self) -> Result<u64, Fault> {
        let (mut erased, mut after) = (0, None);
        loop {
            let half = queries::half_erased(self.platform().store().reads(), after).await?;
            let Some((last, _)) = half.last() else { break };
            after = Some(*last);
            for (id, _) in half.into_iter().filter(|(_, number)| self.is_home_of_number(number)) {
                match self.erase_words(id).await {
                    Ok(()) => erased += 1,
                    // One that cannot be read holds up no other.
                    Err(fault) => {
                        tracing::warn!(error = &fault as &dyn std::error::Error, "words could not be erased");
                    }
                }
            }
        }
        self.forget_drafts_of_erased().await?;
        self.delete_orphans().await?;
        Ok(erased)
    }

    /// Erases the words of reports whose home is this node and that were kept long enough, if the regency has switched that on.
    /// Says how many those were; where there are very many, the rest comes with the next call. Doing it in two processes at once
    /// erases nothing twice.
    pub async fn retain_due(&self) -> Result<u64, Fault> {
        let (org, now) = (self.platform().org(), self.now());
        let is_on = org.regency().retention_on.is_some_and(|on| on <= org.regency().zone.date_at(now));
        let mut erased = 0;
        for rule in retention_rules(&org, now).into_iter().filter(|_| is_on) {
            let mut after = None;
            loop {
                let resting = queries::resting(
                    self.platform().store().reads(),
                    rule.id.as_str(),
                    rested_before(&rule, now),
                    after,
                )
                .await?;
                let Some((at, id, _)) = resting.last() else { break };
                after = Some((*at, *id));
                let home =
                    resting.into_iter().filter(|(.., number)| self.is_home_of_number(number)).map(|(_, id, _)| id);
                for some in home.collect::<Vec<_>>().chunks(TOGETHER) {
                    erased += self.expire_some(some).await?;
                }
                if erased >= EXPIRED_MAX {
                    return Ok(erased);
                }
            }
        }
        Ok(erased)
    }

    /// Erases some reports at once: first that it is so, then the words, so that they share the syncs of the disk and what search
    /// has to tidy up.
    async fn expire_some(&self, ids: &[AggregateId]) -> Result<u64, Fault> {
        let mut expiring = JoinSet::new();
        for id in ids.iter().copied() {
            let cases = self.clone();
            expiring.spawn(async move { Ok(cases.expire_one(id).await?.then_some(id)) });
        }
        let expired: Vec<_> = all_done(expiring).await?.into_iter().flatten().collect();
        let mut erasing = JoinSet::new();
        for id in expired {
            let cases = self.clone();
            erasing.spawn(async move { cases.erase_words(id).await });
        }
        Ok(all_done(erasing).await?.len() as u64)
    }

    /// Says that a report was kept long enough, if it was.
    async fn expire_one(&self, id: AggregateId) -> Result<bool, Fault> {
        let found: Option<Case> = self.platform().store().state(id).await?;
        let Some(case) = found else { return Ok(false) };
        if let Some(other) = case.goes_on_in {
            let other: Option<Case> = self.platform().store().state(other).await?;
            // Also where it has not come here yet: somebody may still work on it.
            if !other.is_some_and(|other| other.is_erased()) {
                return Ok(false);
            }
        }
        match self.act(id, By::Console, |case, asking| expire(case, asking.org, asking.now)).await {
            Ok(_) => Ok(true),
            // Something was said there meanwhile, or it rests for fewer days than the list takes it for.
            Err(Failure::Refused(_) | Failure::Fault(Fault::Beyond | Fault::OutsideRights)) => Ok(false),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }

    /// Forgets what officers of this node had begun to write about reports whose words are erased. Mostly there is nothing, which
    /// is read and keeps nobody waiting who writes.
    async fn forget_drafts_of_erased(&self) -> Result<(), Fault> {
        let of_erased = "from drafts where exists \
             (select 1 from case_erasures where case_erasures.id = drafts.case_id and case_erasures.erased_at is not null)";
        let store = self.platform().store();
        let any = format!("select cast(1 as bigint) {of_erased} limit 1");
        let any: Option<(i64,)> = store.reads().optional(AssertSqlSafe(any), params![]).await?;
        if any.is_some() {
            store.node_tables().run(AssertSqlSafe(format!("delete {of_erased}")), params![]).await?;
        }
        Ok(())
    }

    /// Deletes the photos that only erased words named.
    async fn delete_orphans(&self) -> Result<(), Fault> {
        let store = self.platform().store();
        loop {
            let orphans = store.orphaned_files(FILES).await?;
            for hash in &orphans {
                if queries::is_named(store.reads(), *hash).await? {
                    store.spare_orphan(*hash).await?;
                } else {
                    store.delete_orphan(*hash).await?;
                }
            }
            if orphans.len() < FILES as usize {
                return Ok(());
            }
        }
    }
}

/// What those answer that did not fail: one that cannot be read holds up no other.
async fn all_done<T: 'static>(mut under_way: JoinSet<Result<T, Fault>>) -> Result<Vec<T>, Fault> {
    let mut answers = Vec::new();
    while let Some(done) = under_way.join_next().await {
        match done.map_err(|_| Fault::Broken)? {
            Ok(answer) => answers.push(answer),
            Err(fault) => {
                tracing::warn!(error = &fault as &dyn std::error::Error, "a report could not be erased");
            }
        }
    }
    Ok(answers)
}

/// The rules in force that say how long words are kept, in the order of their names.
pub(crate) fn retention_rules(org: &Organisation, now: Timestamp) -> Vec<Rule> {
    let today = org.regency().zone.date_at(now);
    let all = org.rules().rules().iter();
    all.filter(|rule| rule.id.as_str().starts_with(RETAIN) && rule.applies_on(today)).cloned().collect()
}

/// Since before when something must have rested to have rested long enough by a rule, in milliseconds since 1970, UTC: never too
/// late an instant, because a working day takes a day at least.
pub(crate) fn rested_before(rule: &Rule, now: Timestamp) -> i64 {
    let amount = i64::from(rule.amount);
    let hours = if rule.unit == TimeUnit::Hours { amount } else { 24 * (amount - 1).max(0) };
    now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN).as_millisecond()
}
