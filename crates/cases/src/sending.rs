//! Answers that wait for the office to open: the one thing that brings them to the reporter is their time.

use hadir_oplog::AggregateId;
use hadir_org::By;
use hadir_store::{Fault, params};

use crate::cases::{Cases, Failure};
use crate::commands::{Asking, send_due};
use crate::state::Case;

/// Cases looked at in one round; more wait for the next.
const ROUND: i64 = 500;

impl Cases {
    /// Sends, in its author's name, what was to wait until now, in the cases whose home is this node. Says how many answers
    /// those were. Doing it in two processes at once sends nothing twice.
    pub async fn send_due(&self) -> Result<u64, Fault> {
        let sql =
            "select id from cases where send_at is not null and send_at <= $1 order by send_at, place_in_time limit $2";
        let due: Vec<(Vec<u8>,)> = self.platform().store().reads().all(sql, params![self.now(), ROUND]).await?;
        let mut sent = 0;
        for id in due.into_iter().filter_map(|(id,)| <[u8; 16]>::try_from(id).ok().map(AggregateId::from_bytes)) {
            let found: Option<Case> = self.platform().store().state(id).await?;
            if let Some(case) = found.filter(|case| self.is_home_of(case)) {
                sent += u64::from(self.send_one(&case).await?);
            }
        }
        Ok(sent)
    }

    async fn send_one(&self, case: &Case) -> Result<bool, Fault> {
        let author = case.pending().and_then(|(_, moment)| moment.actor);
        let officer = author.and_then(|id| self.platform().org().staff(id).map(|officer| officer.actor()));
        let by = officer.map_or(By::Console, By::Officer);
        // It was decided when it was written: nobody's rights of today are asked.
        let send = |case: &Case, asking: &Asking<'_>| {
            send_due(case, &Asking { by: &By::Console, org: asking.org, now: asking.now })
        };
        match self.act(case.id, by, send).await {
            Ok(_) => Ok(true),
            // Done by somebody else meanwhile, or only a later version knows what became of it.
            Err(Failure::Refused(_) | Failure::Fault(Fault::Beyond | Fault::OutsideRights)) => Ok(false),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }
}
