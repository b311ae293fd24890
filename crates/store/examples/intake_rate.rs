//! How many commands a second the store takes in, beside a bare loop on the same engine, driver and durability.
//!
//! `cargo run --release -p hadir-store --example intake_rate [commands]`

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hadir_oplog::{Incarnation, NodeKey};
use hadir_store::{Chance, Clock, Family, Files, Identity, Location, Options, Store};
use hadir_testkit::scratch::Scratch;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use tokio::sync::{mpsc, oneshot};

#[path = "../tests/all/toy.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod toy;

/// Tasks that each wait for an answer before they ask again.
const ASKERS: usize = 64;
/// What each report says.
const WORDS: &str = "Papan dermaga di Desa Tanjung Karang lepas tiga lembar, anak sekolah hampir jatuh tadi pagi.";

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let commands = std::env::args().nth(1).map_or(Ok(40_000), |count| count.parse())?;
    let folder = Scratch::new("rate")?;
    for round in 1..=2 {
        say("bare loop", commands, bare(&folder.path().join(format!("bare-{round}.db")), commands).await?);
        let store = open(&folder, round).await?;
        say("store", commands, intake(&store, commands).await?);
        let (operations, took) = timed(store.rebuild(|_| ())).await;
        say("rebuild", operations?.operations as usize, took);
        let (verified, took) = timed(store.verify(|_| ())).await;
        say("verify", verified?.operations as usize, took);
        store.close().await;
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
fn say(what: &str, count: usize, took: Duration) {
    println!("{what:>10}: {:>8.0} a second ({count} in {took:.2?})", count as f64 / took.as_secs_f64());
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
async fn timed<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let start = Instant::now();
    let done = work.await;
    (done, start.elapsed())
}

async fn open(folder: &Scratch, round: u32) -> Result<Store, Failure> {
    let options = Options {
        location: Location::Sqlite(folder.path().join(format!("store-{round}.db"))),
        files: Files::in_folder(&folder.path().join("files"))?,
        identity: Identity { key: NodeKey::from_bytes([7; 32]), incarnation: Incarnation::from_bytes([1; 8]) },
        clock: Clock::System,
        chance: Chance::System,
        families: vec![Family::of::<toy::Ledger>()],
        vfs: None,
    };
    Ok(Store::open(options).await?)
}

/// Reports through the store: signed, projected, numbered, searchable, durable.
async fn intake(store: &Store, commands: usize) -> Result<Duration, Failure> {
    let store = store.clone();
    ask_in_turn(commands, move || {
        let store = store.clone();
        async move { Ok(toy::open_ledger(&store, toy::fresh_id(), WORDS).await.map(|_| ())?) }
    })
    .await
}

type Asked = (Vec<u8>, oneshot::Sender<()>);

/// The same group commit by hand: one table, nothing signed, nothing else.
async fn bare(path: &std::path::Path, commands: usize) -> Result<Duration, Failure> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    sqlx::query("create table reports (id blob primary key, words text not null) without rowid").execute(&pool).await?;
    let (send, receive) = mpsc::channel::<Asked>(4_096);
    let writer = tokio::spawn(write_bare(pool, receive));
    let took = ask_in_turn(commands, move || {
        let send = send.clone();
        async move {
            let (reply, answer) = oneshot::channel();
            send.send((toy::fresh_id().as_bytes().to_vec(), reply)).await?;
            Ok(answer.await?)
        }
    })
    .await?;
    writer.await??;
    Ok(took)
}

async fn write_bare(pool: sqlx::SqlitePool, mut queue: mpsc::Receiver<Asked>) -> Result<(), sqlx::Error> {
    let mut waiting = Vec::new();
    while queue.recv_many(&mut waiting, 256).await > 0 {
        let mut tx = pool.begin_with("BEGIN IMMEDIATE").await?;
        for (id, _) in &waiting {
            sqlx::query("insert into reports (id, words) values ($1, $2)")
                .bind(id)
                .bind(WORDS)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        for (_, reply) in waiting.drain(..) {
            // An asker that is gone needs no answer.
            let _ = reply.send(());
        }
    }
    Ok(())
}

/// Lets 64 tasks ask again and again until `commands` are answered, and says how long that took.
async fn ask_in_turn<F>(commands: usize, ask: impl Fn() -> F + Clone + Send + 'static) -> Result<Duration, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let left = Arc::new(AtomicUsize::new(commands));
    let asker = move || {
        let (ask, left) = (ask.clone(), left.clone());
        tokio::spawn(async move {
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                ask().await?;
            }
            Ok::<_, Failure>(())
        })
    };
    let (done, took) = timed(async move {
        let askers: Vec<_> = (0..ASKERS).map(|_| asker()).collect();
        drop(asker);
        for asker in askers {
            asker.await??;
        }
        Ok::<_, Failure>(())
    })
    .await;
    done.map(|()| took)
}
