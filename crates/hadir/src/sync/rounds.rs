//! Syncing by itself: a serving node calls those it knows an address of, soon after something new happened here and
//! every so often in any case.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use hadir_oplog::{Certificate, Rights};
use hadir_store::{Fault, Meeting, Store, SyncFault};
use tokio::sync::Notify;

use super::call::{CallError, Called, call, call_over};
use super::line::Line;

/// How long the node waits after something new, so that what happens together travels together.
const SOON: Duration = Duration::from_secs(2);
/// How often it calls although nothing happened here. With nothing new on either side that is 300 bytes, as long as the
/// line stays open.
const EVERY: Duration = Duration::from_secs(60);
/// The longest pause after calls that failed.
const PAUSE_MAX: Duration = Duration::from_secs(600);

/// Calls other nodes as long as the program runs. `put_back` is told when one shows that this node's disk was put back.
pub async fn run(store: Store, folder: PathBuf, first_address: Option<String>, put_back: std::sync::Arc<Notify>) {
    let mut changes = store.changes();
    let mut failures: HashMap<String, u32> = HashMap::new();
    let mut rests: HashMap<String, tokio::time::Instant> = HashMap::new();
    let mut lines: HashMap<String, Line> = HashMap::new();
    loop {
        for address in addresses(&store, first_address.as_ref()).await {
            let now = tokio::time::Instant::now();
            if rests.get(&address).is_some_and(|until| now < *until) {
                continue;
            }
            match over_a_line(&store, &folder, &address, &mut lines).await {
                Ok(called) => {
                    failures.remove(&address);
                    rests.remove(&address);
                    let (sent, received) = (called.synced.sent, called.synced.received);
                    if sent + received > 0 {
                        tracing::info!(node = %called.node, sent, received, "synced");
                    }
                }
                Err(CallError::Sync(SyncFault::Ours(Fault::PutBack))) if is_believed(&store, &address).await => {
                    put_back.notify_one();
                }
                Err(error) => {
                    let failed = failures.entry(address.clone()).or_default();
                    *failed += 1;
                    rests.insert(address.clone(), now + (EVERY * (1 << (*failed).min(4))).min(PAUSE_MAX) / 2);
                    note(&store, &address, &error).await;
                }
            }
        }
        // What a sync itself brought is no reason to call again at once.
        changes.borrow_and_update();
        let _ = tokio::time::timeout(EVERY, changes.changed()).await;
        tokio::time::sleep(SOON).await;
    }
}

/// Calls over the line that is open, or over a new one: a line that lay idle may be dead without knowing it.
async fn over_a_line(
    store: &Store,
    folder: &Path,
    address: &str,
    lines: &mut HashMap<String, Line>,
) -> Result<Called, CallError> {
    if let Some(mut line) = lines.remove(address) {
        match call_over(store, folder.to_owned(), address, &mut line, |_, _| ()).await {
            Err(CallError::Line(_)) => {}
            done => return Ok(keep(lines, address, done?, line)),
        }
    }
    let (called, line) = call(store, folder.to_owned(), address, |_, _| ()).await?;
    Ok(keep(lines, address, called, line))
}

fn keep(lines: &mut HashMap<String, Line>, address: &str, called: Called, line: Line) -> Called {
    if !line.is_spent() {
        lines.insert(address.to_owned(), line);
    }
    called
}

async fn addresses(store: &Store, first: Option<&String>) -> Vec<String> {
    let known = match store.peers().await {
        Ok(peers) => peers.into_iter().filter_map(|peer| peer.address).collect(),
        Err(fault) => {
            tracing::warn!(error = &fault as &dyn std::error::Error, "the known nodes could not be read");
            Vec::new()
        }
    };
    let mut addresses: Vec<String> = known;
    addresses.extend(first.cloned());
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}

/// Whether the node at an address is the regency's own, which is believed when it says that this disk was put back.
async fn is_believed(store: &Store, address: &str) -> bool {
    let peers = store.peers().await.unwrap_or_default();
    let peer = peers.into_iter().find(|peer| peer.address.as_deref() == Some(address));
    let standings = store.standings();
    let certificates = peer.zip(standings.trust()).map(|(peer, trust)| trust.certificates(&peer.node).any(reads_all));
    certificates.unwrap_or(false)
}

fn reads_all(certificate: &Certificate) -> bool {
    certificate.rights.contains(Rights::READ_ALL)
}

/// Remembers why a call failed, for the page that shows the fleet; a link that is down is no news in the log.
async fn note(store: &Store, address: &str, error: &CallError) {
    tracing::debug!(error = error as &dyn std::error::Error, "a node could not be called");
    let Ok(peers) = store.peers().await else { return };
    let Some(peer) = peers.into_iter().find(|peer| peer.address.as_deref() == Some(address)) else { return };
    let tried = Some((store.clock().now_ms(), Some(error.to_string())));
    let _ = store.remember_meeting(peer.node, Meeting { tried, ..Meeting::default() }).await;
}
