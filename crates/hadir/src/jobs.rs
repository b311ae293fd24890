//! What a serving node does by itself, beside answering.

use std::time::Duration;

use hadir_cases::{Allotting, Cases, Reminders};
use hadir_store::Fault;
use tokio::task::JoinHandle;

/// How often a node looks whether calendar or rules have changed.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How often it looks whether anybody has to hear of a limit.
const REMIND_EVERY: Duration = Duration::from_secs(20);
/// So many of those times make an hour. Every hour it forgets drafts that nobody sent, and merges what the search index
/// gathered; that for the first time after a minute, when whoever waited for the start has been served.
const HOUR: u32 = 720;
const TEND_AT: u32 = 12;

/// How often it looks whether words were kept long enough, and in which hours of the regency's night: erasing many tidies up the
/// search index, for which others wait.
const RETAIN_EVERY: Duration = Duration::from_secs(1_200);
const NIGHT: std::ops::Range<i8> = 1..4;

/// Starts the jobs; whoever closes the store ends them first.
pub fn start(cases: Cases) -> JoinHandle<()> {
    tokio::spawn(async move {
        tokio::join!(retain(cases.clone()), remind(cases.clone()), look(cases));
    })
}

/// Erases by night what was kept long enough.
async fn retain(cases: Cases) {
    loop {
        let zone = cases.platform().org().regency().zone.time_zone();
        if NIGHT.contains(&cases.now().to_zoned(zone).hour()) {
            match cases.retain_due().await {
                Ok(0) => {}
                Ok(erased) => tracing::info!(erased, "reports were erased that had been kept long enough"),
                Err(fault) => warn(&fault, "what was kept long enough could not be erased"),
            }
        }
        tokio::time::sleep(RETAIN_EVERY).await;
    }
}

/// Tells of limits. By itself, because the first time after a start it looks at every open case, which takes its time.
async fn remind(cases: Cases) {
    let mut reminders = Reminders::default();
    loop {
        if let Err(fault) = cases.remind(&mut reminders).await {
            warn(&fault, "nobody could be told of limits");
        }
        tokio::time::sleep(REMIND_EVERY).await;
    }
}

/// Does all else, every few seconds.
async fn look(cases: Cases) {
    let mut allotting = Allotting::default();
    for round in (0..HOUR).cycle() {
        match cases.redate_open().await {
            Ok(0) => {}
            Ok(moved) => tracing::info!(moved, "limits were counted again after the calendar or a rule changed"),
            Err(fault) => warn(&fault, "open cases could not be counted again"),
        }
        if let Err(fault) = cases.send_due().await {
            warn(&fault, "answers that were to wait until now could not be sent");
        }
        if let Err(fault) = cases.lapse_due().await {
            warn(&fault, "offers to another authority that nobody answered could not be let go");
        }
        if let Err(fault) = cases.erase_due().await {
            warn(&fault, "what is to be erased could not be");
        }
        if let Err(fault) = cases.allot(&mut allotting).await {
            warn(&fault, "reports that nobody has could not be given to anybody");
        }
        if round == 0
            && let Err(fault) = cases.sweep_company().await
        {
            warn(&fault, "old drafts could not be forgotten");
        }
        if let Err(fault) = cases.platform().store().refresh_standings().await {
            warn(&fault, "certificates could not be read again");
        }
        if round == TEND_AT
            && let Err(fault) = cases.platform().store().tend_search().await
        {
            warn(&fault, "the search index could not be tended");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

fn warn(fault: &Fault, what: &'static str) {
    tracing::warn!(error = fault as &dyn std::error::Error, "{what}");
}
