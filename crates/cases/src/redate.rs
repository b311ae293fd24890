//! After the calendar, the hours or a rule changed: every open case is counted again, each as an operation of its own.

use hadir_org::node_settings;
use hadir_store::{Fault, params};

use crate::cases::{Cases, Failure};
use crate::commands::redate;

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
            let sql = "select place_in_time, number from cases where is_open and place_in_time > $1 order by place_in_time limit $2";
            let chunk: Vec<(i64, String)> = store.reads().all(sql, params![after, CHUNK]).await?;
            let Some((last, _)) = chunk.last() else { break };
            after = *last;
            for (_, number) in &chunk {
                moved += u64::from(self.redate_one(number).await?);
            }
        }
        node_settings::set(store, COUNTED_FOR, &edition).await?;
        Ok(moved)
    }

    async fn redate_one(&self, number: &str) -> Result<bool, Fault> {
        let Some(before) = self.by_number(number).await? else { return Ok(false) };
        let by = hadir_org::By::Console;
        match self.as_officer(number, by, |case, asking| redate(case, asking.org, asking.now)).await {
            Ok(after) => Ok(after.due_at() != before.due_at()),
            // Closed or gone in the meantime: nothing is owed any more.
            Err(Failure::Refused(_)) => Ok(false),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }

    /// Names the calendar, the rules, and the hours and zones of all units.
    fn edition(&self) -> String {
        let org = self.platform().org();
        let units: Vec<_> = org.all_units().map(|unit| (unit.code.as_str(), unit.zone, &unit.hours)).collect();
        let settings = serde_json::to_vec(&(org.calendar().data(), org.rules().data(), org.usual_hours(), units));
        let settings = settings.expect("settings are plain data");
        blake3::hash(&settings).to_hex()[..16].to_owned()
    }
}
