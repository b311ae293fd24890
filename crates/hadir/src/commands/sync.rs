//! `hadir sync`: one sync with another node, both ways.

use std::time::Duration;

use hadir_store::{Fault, SyncFault, Synced};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::Answer;
use crate::cli::Sync;
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::say;
use crate::sync::{CallError, Called, PUT_BACK, Traffic, begin_anew, call, two_pasts};

/// Syncs.
pub async fn run(asked: Sync) -> Result<Answer, Failure> {
    let bar = ProgressBar::new_spinner();
    bar.set_style(ProgressStyle::with_template("{spinner} {wide_msg}").expect("the template is fixed"));
    bar.enable_steady_tick(Duration::from_millis(200));
    let called = sync(&asked, &bar).await;
    bar.finish_and_clear();
    let Called { node, synced, traffic } = called?;
    if asked.json {
        say::line(json!({
            "node": node.to_string(), "complete": synced.is_complete,
            "operations_sent": synced.sent, "operations_received": synced.received, "words_returned": synced.bodies,
            "bytes_sent": traffic.sent(), "bytes_received": traffic.received(), "round_trips": traffic.trips(),
            "left_here": synced.left_here, "left_there": synced.left_there,
            "forks": synced.forks.iter().map(|chain| chain.node.to_string()).collect::<Vec<_>>(),
        }));
    } else {
        report(&synced, (traffic.sent(), traffic.received())).into_iter().for_each(say::line);
    }
    Ok(if synced.is_complete { Answer::Yes } else { Answer::No })
}

async fn sync(asked: &Sync, bar: &ProgressBar) -> Result<Called, Failure> {
    let mut is_second = false;
    loop {
        let folder = NodeFolder::open(&asked.folder.data)?;
        let store = open_store(&folder, None).await?;
        let progress = |done: &Synced, traffic: &Traffic| bar.set_message(in_words(done, traffic));
        let called = call(&store, folder.path().to_owned(), &asked.url, progress).await;
        let is_put_back = matches!(called, Err(CallError::Sync(SyncFault::Ours(Fault::PutBack))));
        if is_put_back && !is_second {
            begin_anew(&folder, &store).await?;
            say::remark(PUT_BACK);
        }
        store.close().await;
        if !is_put_back || is_second {
            return Ok(called?.0);
        }
        is_second = true;
    }
}

fn in_words(done: &Synced, traffic: &Traffic) -> String {
    let Synced { sent, received, left_here, left_there, .. } = done;
    let (up, down) = (traffic.sent(), traffic.received());
    format!(
        "{sent} operations sent, {left_here} left here ({up} bytes); {received} received, {left_there} left there ({down} bytes)"
    )
}

/// What was done, line by line; with the bytes that were sent and received.
fn report(synced: &Synced, (up, down): (u64, u64)) -> Vec<String> {
    let mut lines = vec![
        format!("Sent       {:>8} operations  {up:>10} bytes", synced.sent),
        format!("Received   {:>8} operations  {down:>10} bytes", synced.received),
    ];
    if synced.bodies > 0 {
        lines.push(format!("Came back  {:>8} texts that were missing here", synced.bodies));
    }
    lines.extend(synced.forks.iter().map(|chain| two_pasts(chain.node)));
    lines.push(match synced.is_complete {
        true => "Both nodes have all that the other has for them.".to_owned(),
        false => format!(
            "Not finished: {} operations are left here and {} there. Run it again; it goes on where it stopped.",
            synced.left_here, synced.left_there
        ),
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_came_back_are_counted_and_nothing_is_said_where_none_did() {
        let synced = Synced { received: 3, bodies: 12, is_complete: true, ..Synced::default() };
        let lines = report(&synced, (80, 4_000));
        assert_eq!(lines[1], "Received          3 operations        4000 bytes");
        assert_eq!(lines[2], "Came back        12 texts that were missing here");
        assert_eq!(report(&Synced { bodies: 0, ..synced }, (80, 4_000)).len(), lines.len() - 1);
    }
}
