//! A regency of several offices, each with a database of its own, that meet over nothing but function calls.

use hadir_oplog::sync::Side;
use hadir_oplog::{
    Adoption, AggregateId, Certificate, Incarnation, Kind, NodeId, NodeKey, OpId, Revocation, Rights, Scope, Signed,
};
use hadir_store::{
    ActError, Chance, Event, Family, Files, Identity, Options, Peer, Step, Store, SyncFault, Synced, Syncing,
};
use hadir_testkit::roll::Roll;

use crate::place::Place;
use crate::toy::Ledger;

pub async fn state(store: &Store, event: Event) {
    try_state(store, event).await.unwrap();
}

pub async fn try_state(store: &Store, event: Event) -> Result<(), ActError<()>> {
    let recorded = store.act::<Roll, (), ()>(Roll::ID, None, move |_, act| {
        act.record(event.clone());
        Ok(())
    });
    recorded.await
}

/// Where certificates stand.
pub fn root_key() -> NodeKey {
    NodeKey::from_bytes([99; 32])
}

pub fn scope(unit: &str) -> Scope {
    Scope::try_new(unit).unwrap()
}

/// An office whose node is not running.
pub struct Away {
    certificate: Signed<Certificate>,
    seed: u8,
}

impl Away {
    /// The office with the database at a place, in another life.
    pub async fn come_back(self, place: Place, incarnation: u8) -> Office {
        let Away { certificate, seed } = self;
        let store = Store::open(options(&place, seed, incarnation)).await.unwrap();
        Office { place, store, certificate, seed }
    }
}

/// An office with its node.
pub struct Office {
    pub place: Place,
    pub store: Store,
    pub certificate: Signed<Certificate>,
    seed: u8,
}

pub fn options(place: &Place, seed: u8, incarnation: u8) -> Options {
    let identity =
        Identity { key: NodeKey::from_bytes([seed; 32]), incarnation: Incarnation::from_bytes([incarnation; 8]) };
    Options {
        location: place.location(),
        files: Files::in_folder(&place.file().with_file_name("files")).unwrap(),
        identity,
        clock: place.clock.clone(),
        chance: Chance::System,
        families: vec![Family::of::<Ledger>(), Family::of::<Roll>()],
        vfs: None,
    }
}

pub fn certificate(serial: u64, seed: u8, unit: &str, rights: Rights) -> Signed<Certificate> {
    let root = root_key();
    let certificate = Certificate {
        serial,
        root: root.id(),
        node: NodeKey::from_bytes([seed; 32]).id(),
        name: unit.to_owned(),
        prefix: format!("N{seed}"),
        unit: scope(unit),
        reads: vec![scope(unit)],
        writes: vec![scope(unit)],
        rights,
        valid_from_ms: 0,
        valid_until_ms: i64::MAX,
    };
    Signed::sign(&root, certificate).unwrap()
}

pub fn enrolled(certificate: &Signed<Certificate>) -> Event {
    Event { kind: Kind::CERTIFICATE, must_understand: false, scopes: vec![], bodies: vec![certificate.body()] }
}

/// The root's statement that a node's certificates end, up to a serial; what is known of it here still counts.
pub async fn revoked(store: &Store, node: NodeId, (serial, through): (u64, u64)) -> Event {
    let root = root_key();
    let cuts = store.cuts(node).await.unwrap();
    let (reason, root_id) = (String::new(), root.id());
    let revocation = Revocation { serial, root: root_id, node, through, cuts, reason, issued_ms: 0 };
    let signed = Signed::sign(&root, revocation).unwrap();
    Event { kind: Kind::REVOCATION, must_understand: false, scopes: vec![], bodies: vec![signed.body()] }
}

/// An administrator's word that operations count.
pub fn adopted(operations: impl Iterator<Item = OpId>) -> Event {
    let body = Adoption { operations: operations.collect() }.body().unwrap();
    Event { kind: Kind::ADOPTION, must_understand: false, scopes: vec![], bodies: vec![body] }
}

impl Office {
    /// The root of the regency, which may do everything.
    pub async fn root(place: Place) -> Office {
        Self::open(place, 1, "regency", Rights::ADMINISTER | Rights::READ_ALL | Rights::WRITE_ALL).await
    }

    /// An office with one unit.
    pub async fn unit(place: Place, seed: u8, unit: &str) -> Office {
        Self::open(place, seed, unit, Rights::NONE).await
    }

    /// A node that nobody enrolled, and whose program asks nobody.
    pub async fn stranger(place: Place, seed: u8, unit: &str) -> Office {
        let store = Store::open(options(&place, seed, 1)).await.unwrap();
        let certificate = certificate(u64::from(seed), seed, unit, Rights::NONE);
        Office { place, store, certificate, seed }
    }

    async fn open(place: Place, seed: u8, unit: &str, rights: Rights) -> Office {
        let store = Store::open(options(&place, seed, 1)).await.unwrap();
        let certificate = certificate(u64::from(seed), seed, unit, rights);
        state(&store, enrolled(&certificate)).await;
        Office { place, store, certificate, seed }
    }

    /// The office with a database that was opened elsewhere.
    pub fn again(place: Place, store: Store, certificate: Signed<Certificate>, seed: u8) -> Office {
        Office { place, store, certificate, seed }
    }

    pub fn node(&self) -> NodeId {
        self.store.node()
    }

    /// The same database in another life: as after a restore.
    pub async fn reopen(self, incarnation: u8) -> Office {
        let Office { place, store, certificate, seed } = self;
        store.close().await;
        let store = Store::open(options(&place, seed, incarnation)).await.unwrap();
        Office { place, store, certificate, seed }
    }

    /// The same database under a program that knows these families besides the roll.
    pub async fn with_families(self, mut families: Vec<Family>) -> Office {
        let Office { place, store, certificate, seed } = self;
        store.close().await;
        families.push(Family::of::<Roll>());
        let store = Store::open(Options { families, ..options(&place, seed, 1) }).await.unwrap();
        Office { place, store, certificate, seed }
    }

    /// Stops the node for good; its database is lost.
    pub async fn leave(self) -> Away {
        self.store.close().await;
        Away { certificate: self.certificate, seed: self.seed }
    }

    /// Does something with the database's file while nobody has it open.
    pub async fn with_closed(self, work: impl FnOnce(&std::path::Path)) -> Office {
        let Office { place, store, certificate, seed } = self;
        store.close().await;
        work(&place.file());
        let store = Store::open(options(&place, seed, 1)).await.unwrap();
        Office { place, store, certificate, seed }
    }

    /// Lets the root say that it knows an office.
    pub async fn enrol(&self, office: &Office) {
        state(&self.store, enrolled(&office.certificate)).await;
    }

    /// Lets the root revoke an office, keeping what is here of it.
    pub async fn revoke(&self, office: &Office) {
        let event = revoked(&self.store, office.node(), (100, 99)).await;
        state(&self.store, event).await;
    }

    pub async fn ledger(&self, id: AggregateId) -> Option<Ledger> {
        self.store.state(id).await.unwrap()
    }
}

pub async fn peer(of: &Office, other: &Office) -> Peer {
    of.store.peer(other.node()).await.unwrap().unwrap_or_else(|| Peer::unmet(other.node()))
}

/// Lets one office call another. Answers what the caller did and how often it was on the line.
pub async fn try_sync(calls: &Office, called: &Office, cut_after: usize) -> Result<(Synced, usize), SyncFault> {
    sync_with_budget(calls, called, cut_after, 1 << 20).await
}

/// The same with about so many bytes in an exchange.
pub async fn sync_with_budget(
    calls: &Office,
    called: &Office,
    cut_after: usize,
    budget: u64,
) -> Result<(Synced, usize), SyncFault> {
    let other = called.certificate.statement().clone();
    let peer_of_caller = peer(calls, called).await;
    let mut calling = Syncing::begin(&calls.store, Side::Calls, &peer_of_caller, other, budget, None).await?;
    for trips in 0.. {
        let Step::Send(exchange) = calling.next().await? else { return Ok((calling.done().clone(), trips)) };
        if trips >= cut_after {
            return Ok((calling.done().clone(), trips));
        }
        let certificate = calls.certificate.statement().clone();
        let peer_of_called = peer(called, calls).await;
        let mut answering =
            Syncing::begin(&called.store, Side::Called, &peer_of_called, certificate, budget, None).await?;
        answering.heard(*exchange).await?;
        let Step::Send(reply) = answering.next().await? else { panic!("who is called answers") };
        calling.heard(*reply).await?;
    }
    unreachable!("a sync ends")
}

pub async fn sync(calls: &Office, called: &Office) -> Synced {
    try_sync(calls, called, usize::MAX).await.unwrap().0
}
