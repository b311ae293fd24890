//! A whole regency from one seed: offices that act, meet over links that break, are killed, put back from copies, revoked
//! and enrolled, with clocks that are years off. When all of them have met at last, they agree.
//!
//! A failure names its seed and the command that replays it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hadir_oplog::sync::Bundle;
use hadir_oplog::{AggregateId, NodeId, OpId, Rights, Tombstone};
use hadir_store::{ActError, EraseRefusal, Erased, Event, Fault, Packing, SyncFault};
use hadir_testkit::random::{Seeded, seeds, seeds_wanted};

use crate::fleet::{certificate, enrolled, revoked, scope, state, try_state};
use crate::place::Place;
use crate::toy::*;

mod check;
mod line;
mod malicious;
mod misfortune;
mod node;
mod thief;

use line::{Line, Met};
use node::{Node, Role};

/// How long the simulation runs among the other tests. The gate asks for thousands of seeds, in a build made for it.
const TIME: Duration = Duration::from_secs(10);
/// More than any machine runs in that time.
const SEEDS_MAX: u64 = 10_000;
const UNITS: [&str; 3] = ["sebatik", "nunukan", "krayan"];
/// Whole rounds of meetings after which everybody has to have everything.
const ROUNDS_MAX: usize = 12;
/// Exchanges of one meeting.
const TRIPS_MAX: usize = 300;
/// From one round of meetings to the next: until what nobody had is asked for again.
const ROUND: Duration = Duration::from_hours(25);
const MINUTE: i64 = 60_000;
const YEAR: i64 = 365 * 24 * 60 * MINUTE;

#[test]
#[expect(clippy::disallowed_methods, reason = "how long the test itself may take is no part of what it replays")]
#[expect(clippy::print_stdout, reason = "`--nocapture` shows how many seeds ran")]
fn offices_that_met_at_last_agree_whatever_happened() {
    let started = Instant::now();
    let wanted = seeds_wanted();
    let seeds = seeds(wanted.unwrap_or(SEEDS_MAX));
    let (next, bodies) = (AtomicUsize::new(0), AtomicU64::new(0));
    // A seed is one thread's alone, so that it goes the same way whoever runs beside it.
    let lives = || {
        while wanted.is_some() || started.elapsed() < TIME {
            let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            bodies.fetch_add(runtime.block_on(one_life(*seed)), Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        (0..std::thread::available_parallelism().map_or(1, usize::from)).for_each(|_| drop(scope.spawn(lives)));
    });
    let (seeds, bodies) = (next.into_inner().min(seeds.len()), bodies.into_inner());
    println!("{seeds} seeds in {:?}; {bodies} bodies came back", started.elapsed());
    assert!(seeds < 200 || bodies > 0, "in {seeds} lives no thief had anything erased that came back");
}

/// Answers how many bodies that were missing somewhere came back.
async fn one_life(seed: u64) -> u64 {
    let mut regency = Regency::new(seed).await;
    let steps = 30 + regency.chance.index(60);
    for _ in 0..steps {
        regency.step().await;
    }
    regency.all_meet().await;
    regency.check().await;
    for node in &mut regency.nodes {
        node.close().await;
    }
    regency.bodies
}

/// What was acknowledged, by the header of its operation: who did it.
type Acknowledged = BTreeMap<Vec<u8>, usize>;

struct Regency {
    seed: u64,
    chance: Seeded,
    nodes: Vec<Node>,
    ledgers: Vec<AggregateId>,
    /// Pieces of bundles under way, each with the node it is for.
    sticks: Vec<(usize, Bundle)>,
    acknowledged: Acknowledged,
    /// What malicious members signed and may not.
    forged: BTreeSet<OpId>,
    /// Ledgers that a malicious member gave to others who are not entitled: its own unit's, which nobody can keep it from.
    given_away: BTreeSet<AggregateId>,
    /// What was erased by whoever may.
    erased: BTreeSet<OpId>,
    /// Nodes that the root revoked at any time.
    revoked: BTreeSet<NodeId>,
    number: i64,
    serial: u64,
    opened: u64,
    /// Bodies that came back.
    bodies: u64,
    story: Vec<String>,
}

/// Says how to see a failure again.
impl Drop for Regency {
    #[expect(clippy::print_stderr, reason = "a failed test says what led to it")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            for line in &self.story {
                eprintln!("  {line}");
            }
            let seed = self.seed;
            eprintln!("seed {seed}: HADIR_SEED={seed} cargo test -p hadir-store --test all fleet_simulation");
        }
    }
}

impl Regency {
    async fn new(seed: u64) -> Self {
        let mut chance = Seeded::new(seed);
        let offices = if chance.chance(1, 40) { 6 + chance.index(24) } else { 2 + chance.index(4) };
        let mut regency = Self {
            seed,
            chance,
            nodes: Vec::new(),
            ledgers: Vec::new(),
            sticks: Vec::new(),
            acknowledged: Acknowledged::new(),
            forged: BTreeSet::new(),
            given_away: BTreeSet::new(),
            erased: BTreeSet::new(),
            revoked: BTreeSet::new(),
            number: 0,
            serial: 100,
            opened: 0,
            bodies: 0,
            story: Vec::new(),
        };
        regency.found(Role::Root, "regency").await;
        for _ in 0..offices {
            match regency.chance.below(12) {
                0 => regency.found(Role::Stranger, UNITS[0]).await,
                1 => {
                    let unit = *regency.chance.pick(&UNITS);
                    regency.found(Role::Malicious, unit).await;
                }
                2 | 3 => regency.found(Role::Relay, "boat").await,
                _ => {
                    let unit = *regency.chance.pick(&UNITS);
                    regency.found(Role::Office, unit).await;
                }
            }
        }
        regency
    }

    async fn found(&mut self, role: Role, unit: &'static str) {
        let seed = self.nodes.len() as u8 + 1;
        let rights = match role {
            Role::Root => Rights::ADMINISTER | Rights::READ_ALL | Rights::WRITE_ALL,
            Role::Relay => Rights::READ_ALL,
            Role::Office | Role::Malicious | Role::Stranger => Rights::NONE,
        };
        let certificate = certificate(u64::from(seed), seed, unit, rights);
        let (place, store) = (Place::in_memory(), None);
        let is_old = role != Role::Root && self.chance.chance(1, 8);
        let node = Node {
            seed,
            role,
            unit,
            place,
            store,
            certificate,
            incarnation: 1,
            image: None,
            is_put_back: false,
            is_revoked: false,
            is_old,
            was_old: is_old,
            has_bad_disk: self.chance.chance(1, 3),
            disk: None,
        };
        let enrolment = enrolled(&node.certificate);
        self.nodes.push(node);
        let at = self.nodes.len() - 1;
        self.open(at).await;
        self.story.push(format!("{at} is {role:?} of {unit}"));
        if role != Role::Stranger {
            state(self.nodes[at].store(), enrolment.clone()).await;
            if self.chance.chance(2, 3) {
                state(self.nodes[0].store(), enrolment).await;
            }
        }
    }

    fn tell(&mut self, what: String) {
        self.story.push(what);
    }

    async fn step(&mut self) {
        for node in &self.nodes {
            node.place.clock.advance(Duration::from_secs(60 + self.number.unsigned_abs()));
        }
        let at = self.chance.index(self.nodes.len());
        match self.chance.below(100) {
            0..32 => self.act(at).await,
            32..35 => self.steal(at).await,
            35..66 => self.meet_somebody(at).await,
            66..72 => self.pack_stick(at).await,
            72..78 => self.bring_stick().await,
            78..81 => self.wear_disk(at),
            81..84 => self.aim_at(at),
            84..88 => self.turn_clock(at),
            88..91 => self.kill(at).await,
            91..93 => self.copy(at).await,
            93..95 => self.put_back(at).await,
            95..97 => self.revoke(at).await,
            97..99 => self.enrol(at).await,
            _ => self.busy_minute(at).await,
        }
        if self.chance.chance(1, 6) {
            self.misbehave().await;
        }
        self.mend_disks().await;
    }

    async fn act(&mut self, at: usize) {
        if self.nodes[at].is_old {
            return;
        }
        let Some(&id) = self.some_ledger_of(at).await.as_ref() else { return self.open_ledger(at).await };
        match self.chance.below(12) {
            0..3 => self.open_ledger(at).await,
            3..6 => {
                let amount = self.chance.below(100) as i64;
                self.record(at, id, vec![added(amount)]).await;
            }
            6..9 => self.record(at, id, vec![noted("nama dan alamat")]).await,
            9 => {
                let unit = *self.chance.pick(&UNITS);
                self.record(at, id, vec![added(0).entitling(scope(unit))]).await;
            }
            10 => self.record(at, id, vec![closed()]).await,
            _ => self.erase(at, id).await,
        }
    }

    async fn some_ledger_of(&mut self, at: usize) -> Option<AggregateId> {
        let mut here: Vec<_> = self.nodes[at].store().states::<Ledger>().await.unwrap();
        here.sort_by_key(|(id, _)| *id);
        (!here.is_empty()).then(|| self.chance.pick(&here).0)
    }

    fn new_ledger(&mut self, at: usize) -> (AggregateId, Vec<Event>) {
        let mut id = [0; 16];
        self.chance.fill(&mut id);
        let id = AggregateId::from_bytes(id);
        self.ledgers.push(id);
        self.number += 1;
        let unit = match self.nodes[at].role {
            Role::Root => *self.chance.pick(&UNITS),
            _ => self.nodes[at].unit,
        };
        (id, vec![opened(self.number).entitling(scope(unit)), added(self.number)])
    }

    async fn open_ledger(&mut self, at: usize) {
        let (id, events) = self.new_ledger(at);
        self.record(at, id, events).await;
    }

    /// Several people act at once, so that a commit holds things of several units.
    async fn busy_minute(&mut self, at: usize) {
        if self.nodes[at].is_old {
            return;
        }
        let [one, two, three] = [self.new_ledger(at), self.new_ledger(at), self.new_ledger(at)];
        self.tell(format!("{at} has a busy minute"));
        let store = self.nodes[at].store().clone();
        let (ids, [a, b, c]) = ([one.0, two.0, three.0], [one, two, three]);
        let done = tokio::join!(record(&store, a.0, a.1), record(&store, b.0, b.1), record(&store, c.0, c.1));
        for (id, done) in ids.into_iter().zip([done.0, done.1, done.2]) {
            self.note(at, id, done.map_err(fault_of)).await;
        }
    }

    async fn record(&mut self, at: usize, id: AggregateId, events: Vec<Event>) {
        self.tell(format!("{at} records {:?} on {id}", events.iter().map(|event| event.kind).collect::<Vec<_>>()));
        let done = record(self.nodes[at].store(), id, events).await.map_err(fault_of);
        self.note(at, id, done).await;
    }

    async fn erase(&mut self, at: usize, id: AggregateId) {
        let history = self.nodes[at].store().history(id).await.unwrap();
        let Some(noted) = history.iter().find(|entry| entry.body(1).is_some()) else { return };
        self.tell(format!("{at} erases words of {id}"));
        self.erased.insert(noted.id());
        let done = self.nodes[at].store().erase::<Ledger>(id, None, Tombstone::of(noted.id(), [1])).await;
        self.note_erased(at, id, done).await;
    }

    async fn note_erased(&mut self, at: usize, id: AggregateId, done: Result<Erased, ActError<EraseRefusal>>) {
        let done = done.map(drop).map_err(|error| match error {
            ActError::Fault(fault) => fault,
            ActError::Refused(refusal) => panic!("{refusal}"),
        });
        self.note(at, id, done).await;
    }

    /// Remembers what was acknowledged.
    async fn note(&mut self, at: usize, id: AggregateId, done: Result<(), Fault>) {
        match done {
            Ok(()) => {}
            Err(Fault::OutsideRights) => return,
            Err(_) if self.nodes[at].is_failing() => return,
            Err(fault) => panic!("{at} could not act: {fault:?}"),
        }
        self.power_up(at).await;
        let node = &self.nodes[at];
        for entry in node.store().history(id).await.unwrap() {
            if entry.chain == node.store().identity().chain() {
                self.acknowledged.entry(entry.operation.header_bytes().to_vec()).or_insert(at);
            }
        }
    }

    /// The headers of all operations that somebody has who may speak with others.
    async fn kept(&self) -> BTreeSet<Vec<u8>> {
        let mut kept = BTreeSet::new();
        for at in (0..self.nodes.len()).filter(|at| self.is_trusted(*at)) {
            kept.extend(self.nodes[at].headers().await);
        }
        kept
    }

    /// What whoever runs a node does when it says that its disk was put back.
    async fn heal(&mut self, at: usize) {
        self.tell(format!("{at} begins anew"));
        assert!(self.nodes[at].is_put_back, "{at} was never put back");
        self.well(at).await;
        self.nodes[at].store().begin_epoch().await.unwrap();
        self.nodes[at].close().await;
        self.nodes[at].incarnation += 1;
        self.nodes[at].is_put_back = false;
        self.nodes[at].image = None;
        self.open(at).await;
    }

    async fn revoke(&mut self, at: usize) {
        if at == 0 || self.nodes[at].is_revoked || self.chance.chance(1, 2) {
            return;
        }
        self.revoke_now(at).await;
    }

    async fn revoke_now(&mut self, at: usize) {
        self.tell(format!("{at} is revoked"));
        self.serial += 1;
        let serials = (self.serial, self.nodes[at].certificate.statement().serial);
        let event = revoked(self.nodes[0].store(), self.nodes[at].id(), serials).await;
        self.state(event).await;
        self.nodes[at].is_revoked = true;
        self.revoked.insert(self.nodes[at].id());
        // What another node lost when its disk was put back, and only this one has, nobody will ask it for any more.
        let (kept, here) = (self.kept().await, self.nodes[at].headers().await);
        self.acknowledged.retain(|header, by| *by == at || kept.contains(header) || !here.contains(header));
    }

    /// The root certifies a node, again if it was revoked.
    async fn enrol(&mut self, at: usize) {
        self.tell(format!("{at} is enrolled"));
        let node = &mut self.nodes[at];
        if node.is_revoked {
            self.serial += 1;
            let rights = node.certificate.statement().rights;
            node.certificate = certificate(self.serial, node.seed, node.unit, rights);
            node.is_revoked = false;
        }
        let event = enrolled(&self.nodes[at].certificate);
        self.state(event).await;
    }

    /// The root states something, again if its disk failed it.
    async fn state(&mut self, event: Event) {
        while try_state(self.nodes[0].store(), event.clone()).await.is_err() {
            assert!(self.nodes[0].is_failing(), "the root cannot state anything");
            self.well(0).await;
        }
        self.power_up(0).await;
    }

    /// A bundle for another node is packed on sticks.
    async fn pack_stick(&mut self, at: usize) {
        let to = self.chance.index(self.nodes.len());
        if to == at || self.nodes[at].refuses(&self.nodes[to]) {
            return;
        }
        self.tell(format!("{at} packs sticks for {to}"));
        let (bytes, with_all) = (*self.chance.pick(&[1 << 20, 2_000]), self.chance.chance(1, 6));
        match self.packed(at, to, bytes, with_all).await {
            Ok(pieces) => self.sticks.extend(pieces.into_iter().map(|piece| (to, piece))),
            Err(fault) => assert!(self.nodes[at].is_failing(), "{at} cannot pack: {fault:?}"),
        }
    }

    async fn packed(&self, at: usize, to: usize, bytes: u64, with_all: bool) -> Result<Vec<Bundle>, Fault> {
        let store = self.nodes[at].store();
        let mut packing = Packing::begin(store, self.nodes[to].certificate.statement(), with_all).await?;
        let mut pieces = Vec::new();
        while let Some(piece) = packing.next(store, &[], bytes).await? {
            pieces.push(piece);
        }
        Ok(pieces)
    }

    /// One of the sticks arrives, whichever; it may arrive once more.
    async fn bring_stick(&mut self) {
        if self.sticks.is_empty() {
            return;
        }
        let at = self.chance.index(self.sticks.len());
        self.bring(at).await;
    }

    async fn bring(&mut self, at: usize) {
        let (to, piece) = match self.chance.chance(1, 4) {
            true => self.sticks[at].clone(),
            false => self.sticks.swap_remove(at),
        };
        let from = self.nodes.iter().position(|node| node.id() == piece.from).expect("a node packed it");
        if self.nodes[to].refuses(&self.nodes[from]) {
            return;
        }
        self.tell(format!("{to} gets stick {} of {from}", piece.number));
        let mut new = 0;
        match self.nodes[to].store().take_in_bundle(piece, &mut new).await {
            Ok(()) => {}
            Err(SyncFault::Ours(Fault::PutBack)) => self.heal(to).await,
            Err(fault) if self.is_told_apart(from, &fault) => {}
            Err(fault) => assert!(self.nodes[to].is_failing(), "{to} cannot read a stick: {fault:?}"),
        }
    }

    /// Every program is brought to the present release.
    async fn upgrade(&mut self, at: usize) {
        if std::mem::take(&mut self.nodes[at].is_old) {
            self.tell(format!("{at} is upgraded"));
            self.nodes[at].close().await;
            self.open(at).await;
        }
    }

    async fn meet_somebody(&mut self, at: usize) {
        let other = self.chance.index(self.nodes.len());
        if other == at || self.nodes[other].refuses(&self.nodes[at]) || self.nodes[at].refuses(&self.nodes[other]) {
            return;
        }
        let cut_after = if self.chance.chance(1, 3) { self.chance.index(4) } else { TRIPS_MAX };
        self.meet(at, other, cut_after).await;
    }

    /// Lets two nodes sync; what is noticed on the way is healed. Answers how many operations and bodies were new to either,
    /// and whether they call themselves complete.
    async fn meet(&mut self, calls: usize, called: usize, cut_after: usize) -> (u64, bool) {
        let budget = *self.chance.pick(&[1 << 20, 1 << 20, 3_000]);
        self.tell(format!("{calls} calls {called}, cut after {cut_after}"));
        let line = Line { calls: &self.nodes[calls], called: &self.nodes[called], budget };
        let met = line.sync(&mut self.chance, cut_after).await;
        let (mut forks, outcome) = match met {
            Ok(Met { received, bodies, is_complete, forks }) => {
                self.bodies += bodies;
                (forks, (received + bodies, is_complete))
            }
            Err((is_caller, SyncFault::Ours(Fault::PutBack))) => {
                self.heal(if is_caller { calls } else { called }).await;
                (Vec::new(), (1, false))
            }
            Err((is_caller, fault)) => {
                let at = if is_caller { calls } else { called };
                assert!(self.nodes[at].is_failing(), "{calls} and {called} could not sync ({is_caller}): {fault:?}");
                (Vec::new(), (1, false))
            }
        };
        forks.dedup();
        for fork in forks {
            let at = self.nodes.iter().position(|node| node.id() == fork).expect("nobody else signs");
            self.tell(format!("{at} signs two pasts"));
            if self.nodes[at].is_put_back {
                self.heal(at).await;
            }
        }
        self.tell(format!("  {outcome:?}"));
        outcome
    }

    /// Everybody who may meets everybody, until nobody has anything new.
    async fn all_meet(&mut self) {
        self.tell("all meet".to_owned());
        for at in 0..self.nodes.len() {
            self.well(at).await;
            self.upgrade(at).await;
            if self.nodes[at].is_put_back {
                self.heal(at).await;
            }
        }
        while !self.sticks.is_empty() {
            self.bring_stick().await;
        }
        let still: Vec<usize> = (0..self.nodes.len()).filter(|at| self.is_trusted(*at)).collect();
        for _ in 0..ROUNDS_MAX {
            self.nodes.iter().for_each(|node| node.place.clock.advance(ROUND));
            let (mut received, mut are_complete) = (0, true);
            for (place, &calls) in still.iter().enumerate() {
                // In a large regency everybody meets the root, as in life.
                let others = if still.len() > 8 && place > 0 { &[] } else { &still[place + 1..] };
                for &called in others {
                    let (calls, called) = if self.chance.chance(1, 2) { (calls, called) } else { (called, calls) };
                    let outcome = self.meet(calls, called, TRIPS_MAX).await;
                    received += outcome.0;
                    are_complete &= outcome.1;
                }
            }
            if received == 0 && are_complete {
                return;
            }
        }
        panic!("after {ROUNDS_MAX} rounds somebody still has something new");
    }

    fn is_trusted(&self, at: usize) -> bool {
        !self.nodes[at].is_revoked && self.nodes[at].role != Role::Stranger
    }
}

fn fault_of(error: ActError<No>) -> Fault {
    match error {
        ActError::Fault(fault) => fault,
        ActError::Refused(no) => panic!("{no:?}"),
    }
}
