//! What time alone brings about: answers that wait for the office to open are sent, and an offer to another authority that
//! nobody answered stands no longer.

use hadir_oplog::AggregateId;
use hadir_org::By;
use hadir_store::{Fault, params};

use crate::cases::{Cases, Failure};
use crate::commands::{Asking, give_back_due, lapse, send_due};
use crate::queries;
use crate::state::Case;

/// Rows that are read at once.
const CHUNK: i64 = 500;
/// What was to wait until now, the longest waiting first.
const DUE: &str = "select send_at, place_in_time, id, number from cases where send_at is not null and send_at <= $1 \
                   and (send_at, place_in_time) > ($2, $3) order by send_at, place_in_time limit $4";

impl Cases {
    /// Ends, or lets go on, the cases whose home is this node and whose reporter did not answer an offer to hand them over in
    /// time: nothing is handed over. Says how many. Doing it in two processes at once does nothing twice.
    pub async fn lapse_due(&self) -> Result<u64, Fault> {
        let (now, mut lapsed, mut after) = (self.now().as_millisecond(), 0, None);
        loop {
            let due = queries::lapsed(self.platform().store().reads(), now, after).await?;
            let Some(last) = due.last() else { return Ok(lapsed) };
            after = Some(last.place);
            for case in due.into_iter().filter(|case| self.is_home_of_number(&case.number)) {
                let Ok(id) = <[u8; 16]>::try_from(case.id) else { continue };
                match self.done(self.act(AggregateId::from_bytes(id), By::Console, lapse).await) {
                    Ok(is_done) => lapsed += u64::from(is_done),
                    // One case that cannot be read holds up no other.
                    Err(fault) => {
                        tracing::warn!(
                            error = &fault as &dyn std::error::Error,
                            "an offer to another authority could not be let go"
                        );
                    }
                }
            }
        }
    }

    /// Sends, in its author's name, what was to wait until now, in the cases whose home is this node. Says how many answers
    /// those were. Doing it in two processes at once sends nothing twice.
    pub async fn send_due(&self) -> Result<u64, Fault> {
        let (now, mut sent, mut after) = (self.now(), 0, (i64::MIN, i64::MIN));
        loop {
            let due: Vec<(i64, i64, Vec<u8>, String)> =
                self.platform().store().reads().all(DUE, params![now, after.0, after.1, CHUNK]).await?;
            let Some((send_at, place, ..)) = due.last() else { return Ok(sent) };
            after = (*send_at, *place);
            // What is at home elsewhere is that node's to send, and holds up nothing here.
            for (_, _, id, _) in due.into_iter().filter(|(.., number)| self.is_home_of_number(number)) {
                let Ok(id) = <[u8; 16]>::try_from(id) else { continue };
                match self.send_in(AggregateId::from_bytes(id)).await {
                    Ok(is_sent) => sent += u64::from(is_sent),
                    // Nor does one case that cannot be read.
                    Err(fault) => {
                        tracing::warn!(
                            error = &fault as &dyn std::error::Error,
                            "an answer that waited could not be sent"
                        );
                    }
                }
            }
        }
    }

    async fn send_in(&self, id: AggregateId) -> Result<bool, Fault> {
        let found: Option<Case> = self.platform().store().state(id).await?;
        match found {
            Some(case) => self.send_one(&case).await,
            None => Ok(false),
        }
    }

    async fn send_one(&self, case: &Case) -> Result<bool, Fault> {
        let author = case.pending().and_then(|(_, moment)| moment.actor);
        let org = self.platform().org();
        let officer = author.and_then(|id| org.staff(id));
        if officer.is_some_and(|officer| officer.is_suspended) {
            self.done(self.act(case.id, By::Console, give_back_due).await)?;
            return Ok(false);
        }
        let by = officer.map_or(By::Console, |officer| By::Officer(officer.actor()));
        // It was decided when it was written: but for who was suspended since, nobody's rights of today are asked.
        let send = |case: &Case, asking: &Asking<'_>| {
            send_due(case, &Asking { by: &By::Console, org: asking.org, now: asking.now })
        };
        self.done(self.act(case.id, by, send).await)
    }

    /// Whether it was done; what stands in the way for good is no fault.
    fn done<T>(&self, acted: Result<T, Failure>) -> Result<bool, Fault> {
        match acted {
            Ok(_) => Ok(true),
            // Done by somebody else meanwhile, or only a later version knows what became of it.
            Err(Failure::Refused(_) | Failure::Fault(Fault::Beyond | Fault::OutsideRights)) => Ok(false),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }
}
