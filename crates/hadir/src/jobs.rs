//! What a serving node does by itself, beside answering.

use std::time::Duration;

use hadir_cases::Cases;
use tokio::task::JoinHandle;

/// How often a node looks whether calendar or rules have changed.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Starts the jobs; whoever closes the store ends them first.
pub fn start(cases: Cases) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            match cases.redate_open().await {
                Ok(0) => {}
                Ok(moved) => tracing::info!(moved, "limits were counted again after the calendar or a rule changed"),
                Err(fault) => {
                    tracing::warn!(error = &fault as &dyn std::error::Error, "open cases could not be counted again");
                }
            }
            if let Err(fault) = cases.platform().store().refresh_standings().await {
                tracing::warn!(error = &fault as &dyn std::error::Error, "certificates could not be read again");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    })
}
