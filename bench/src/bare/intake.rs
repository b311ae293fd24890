//! Taking reports in: a queue, one transaction for all that wait, answers once it is on disk.

use hadir_testkit::random::Seeded;
use serde::Deserialize;
use tokio::sync::{mpsc, oneshot};

use super::database::{Database, number};
use crate::Failure;
use crate::clock::now;

/// Reports in a transaction at most, as in Hadir.
const BATCH_MAX: usize = 256;
const QUEUE_MAX: usize = 4_096;
/// Fourteen days: the limit of every report here.
const LIMIT_MS: i64 = 14 * 86_400_000;

/// A report as a form or a program sends it; unknown fields are passed over.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Incoming {
    pub kind: String,
    pub category: String,
    pub place: String,
    pub spot: String,
    pub text: String,
    pub name: String,
    pub contact: String,
}

/// A report that is on disk.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub number: String,
    pub code: String,
    pub due_at: i64,
}

struct Ask {
    report: Incoming,
    answer: oneshot::Sender<Accepted>,
}

/// The sending end of the queue.
#[derive(Clone, Debug)]
pub struct Intake(mpsc::Sender<Ask>);

impl std::fmt::Debug for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.report.fmt(f)
    }
}

impl Intake {
    /// Starts the writer.
    pub async fn start(database: Database) -> Result<Intake, Failure> {
        let (send, mut queue) = mpsc::channel(QUEUE_MAX);
        let mut last_id = database.last_id().await?;
        tokio::spawn(async move {
            let mut waiting = Vec::new();
            while queue.recv_many(&mut waiting, BATCH_MAX).await > 0 {
                // Without an answer the askers learn that it failed.
                if let Ok(accepted) = commit(&database, &waiting, &mut last_id).await {
                    for (ask, accepted) in waiting.drain(..).zip(accepted) {
                        let _ = ask.answer.send(accepted);
                    }
                }
                waiting.clear();
            }
        });
        Ok(Intake(send))
    }

    /// Takes a report in; nothing if it could not be kept.
    pub async fn accept(&self, report: Incoming) -> Option<Accepted> {
        let (answer, accepted) = oneshot::channel();
        self.0.send(Ask { report, answer }).await.ok()?;
        accepted.await.ok()
    }
}

async fn commit(database: &Database, waiting: &[Ask], last_id: &mut i64) -> sqlx::Result<Vec<Accepted>> {
    let received_at = now().as_millisecond();
    let mut tx = database.writes.begin_with("BEGIN IMMEDIATE").await?;
    let mut all = Vec::with_capacity(waiting.len());
    let mut id = *last_id;
    for Ask { report, .. } in waiting {
        id += 1;
        let code = format!("{:016x}", Seeded::new(id.cast_unsigned()).next_u64());
        let accepted = Accepted { number: number(id), code, due_at: received_at + LIMIT_MS };
        sqlx::query("insert into reports values ($1, $2, $3, $4, $5, $6, $7, 'pupr', $8, $9, $10, '', true, $11, $12)")
            .bind(id)
            .bind(accepted.number.clone())
            .bind(accepted.code.clone())
            .bind(report.kind.clone())
            .bind(report.category.clone())
            .bind(report.place.clone())
            .bind(report.spot.clone())
            .bind(report.text.clone())
            .bind(report.name.clone())
            .bind(report.contact.clone())
            .bind(received_at)
            .bind(accepted.due_at)
            .execute(&mut *tx)
            .await?;
        all.push(accepted);
    }
    tx.commit().await?;
    *last_id = id;
    Ok(all)
}
