//! The program as a process: how soon it answers, how much memory it holds, how fast it folds its log anew.

use std::time::Duration;

use super::rounds::middle;
use super::stage::Stage;
use crate::Failure;
use crate::clock::{instant, rest};
use crate::figure::{Budget, Figure, Unit};
use crate::node::Node;
use crate::server::Server;
use crate::wire::{Connection, get};

const STARTS: usize = 5;
/// Milliseconds to the first answer.
const START_MAX: f64 = 300.0;
const IDLE_MAX: f64 = 40e6;
const LOADED_MAX: f64 = 250e6;
const REBUILD_MIN: f64 = 50_000.0;
/// After this a server that was just started has come to rest.
const SETTLING: Duration = Duration::from_secs(2);

/// From the moment the program is started to its first answers; the middle of a few starts.
pub async fn start(stage: &Stage) -> Result<Vec<Figure>, Failure> {
    let (mut ready, mut page, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let started = instant();
        let server = Server::start(stage.node.serve()).await?;
        ready.push(millis(server.ready_after));
        let mut connection = Connection::open(server.address).await?;
        let status = connection.exchange(&get("/", &[])).await?.status;
        page.push(millis(started.elapsed()));
        server.stop().await?;
        if status != 200 {
            return Err(format!("/ answered {status}").into());
        }
        let server = Server::start(stage.serve_bare()?).await?;
        bare.push(millis(server.ready_after));
        server.stop().await?;
    }
    let note = "the middle of five; its files are in the system's cache";
    let ready = Figure::new("start to ready", stage.cases, Unit::Milliseconds, middle(ready));
    let page = Figure::new("start to first page", stage.cases, Unit::Milliseconds, middle(page));
    let limit = Budget::AtMost(START_MAX);
    Ok(vec![ready.beside(middle(bare)).within(limit), page.within(limit).note(note)])
}

/// Memory of a server that was started and asked one thing.
pub async fn memory_idle(stage: &Stage) -> Result<Vec<Figure>, Failure> {
    rest(SETTLING).await;
    let open = stage.servers()?;
    let idle = Figure::new("memory idle", stage.cases, Unit::Memory, open.hadir.memory()?);
    Ok(vec![idle.beside(open.bare.memory()?).within(Budget::AtMost(IDLE_MAX))])
}

/// The most memory that was used by all that was asked before.
pub fn memory_under_load(stage: &Stage) -> Result<Vec<Figure>, Failure> {
    let open = stage.servers()?;
    let peak = Figure::new("memory under load", stage.cases, Unit::Memory, open.hadir.memory_peak()?);
    let note = "the peak over sign-in, pages and intake";
    Ok(vec![peak.beside(open.bare.memory_peak()?).within(Budget::AtMost(LOADED_MAX)).note(note)])
}

/// Folding the whole log into its tables, the comparison with what was there included.
pub async fn rebuild(node: &Node, cases: u64) -> Result<Vec<Figure>, Failure> {
    let operations = node.operations().await?;
    let started = instant();
    node.log("rebuild").await?;
    let rate = operations / started.elapsed().as_secs_f64();
    let rebuild = Figure::new("rebuild", cases, Unit::PerSecond, rate).within(Budget::AtLeast(REBUILD_MIN));
    Ok(vec![rebuild.note(format!("of {} operations", crate::figure::grouped(operations)))])
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
