//! After the calendar, the hours or a rule changed: every open case is counted again, each as an operation of its own.

use hadir_oplog::AggregateId;
use hadir_org::{By, node_settings};
use hadir_store::{Fault, params};
use tokio::task::JoinSet;

use crate::cases::{Cases, Failure};
use crate::commands::redate;
use crate::state::Case;

/// Where a node remembers for which calendar and rules its open cases were counted.
const COUNTED_FOR: &str = "counted_for";
/// Cases looked at between two readings of the list.
const CHUNK: i64 = 200;

impl Cases {
    /// Counts open cases again if calendar, hours or rules have changed since this was done last. Says how many limits
    /// moved. Doing it twice, or in two processes at once, moves nothing twice.
    pub async fn redate_open(&self) -> Result<u64, Fault> {
        let store = self.platform().store();
        let edition = self.edition();
        if node_settings::get(store, COUNTED_FOR).await?.as_deref() == Some(edition.as_str()) {
            return Ok(0);
        }
        let (mut moved, mut after) = (0, i64::MIN);
        loop {
            let sql = "select place_in_time, id from cases where is_open and place_in_time > $1 order by place_in_time limit $2";
            let chunk: Vec<(i64, Vec<u8>)> = store.reads().all(sql, params![after, CHUNK]).await?;
            let Some((last, _)) = chunk.last() else { break };
            after = *last;
            moved += self.redate_chunk(chunk.into_iter().map(|(_, id)| id)).await?;
        }
        node_settings::set(store, COUNTED_FOR, &edition).await?;
        Ok(moved)
    }

    /// Counts some cases again, those that move all at once, so that they share the syncs of the disk.
    async fn redate_chunk(&self, ids: impl Iterator<Item = Vec<u8>>) -> Result<u64, Fault> {
        let mut moving = JoinSet::new();
        for id in ids.filter_map(|id| <[u8; 16]>::try_from(id).ok().map(AggregateId::from_bytes)) {
            let Some(case): Option<Case> = self.platform().store().state(id).await? else { continue };
            // Each case is counted again by the node that gave it its number, and comes to the others as an operation.
            if !self.is_home_of(&case) {
                continue;
            }
            // Most limits stay where they are, and what changes nothing needs no writer.
            if redate(&case, &self.platform().org(), self.now()).is_ok_and(|events| !events.is_empty()) {
                let cases = self.clone();
                moving.spawn(async move { cases.redate_one(id).await });
            }
        }
        let mut moved = 0;
        while let Some(done) = moving.join_next().await {
            moved += u64::from(done.map_err(|_| Fault::Broken)??);
        }
        Ok(moved)
    }

    async fn redate_one(&self, id: AggregateId) -> Result<bool, Fault> {
        match self.act(id, By::Console, move |case, asking| redate(case, asking.org, asking.now)).await {
            Ok(_) => Ok(true),
            // Closed or gone in the meantime: nothing is owed any more.
            Err(Failure::Refused(_)) => Ok(false),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }

    /// Whether this node gave the case its number, and so alone does what follows from time.
    pub(crate) fn is_home_of(&self, case: &Case) -> bool {
        self.is_home_of_number(case.number())
    }

    /// The same of a case of this number.
    pub(crate) fn is_home_of_number(&self, number: &str) -> bool {
        self.platform().is_home_of(number.split('-').next().unwrap_or_default())
    }

    /// Names the calendar, the rules, and the hours and zones of all units.
    pub(crate) fn edition(&self) -> String {
        let org = self.platform().org();
        let units: Vec<_> = org.all_units().map(|unit| (unit.code.as_str(), unit.zone, &unit.hours)).collect();
        let settings = serde_json::to_vec(&(org.calendar().data(), org.rules().data(), org.usual_hours(), units));
        let settings = settings.expect("settings are plain data");
        blake3::hash(&settings).to_hex()[..16].to_owned()
    }
}
