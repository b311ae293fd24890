//! A member of the regency that means ill: a real certificate, and a program that signs what it may not. Whatever it
//! makes, in whatever order that arrives and whoever passes it on, others refuse it or set it aside.

use hadir_oplog::sync::{Bundle, FilePiece, Parcel, Span};
use hadir_oplog::wire::{Dictionary, Effort, Packing, Run, Signatures, pack};
use hadir_oplog::{
    AggregateId, Certificate, ChainId, Commit, Draft, Hash, Incarnation, Kind, NodeKey, OpId, Operation, PartialCommit,
    Revocation, Rights, Signed, Stamp, Tombstone,
};
use hadir_store::{Entry, Event, Fault, SyncFault};
use hadir_testkit::roll::Roll;

use super::node::{Node, Role};
use super::{Regency, YEAR};
use crate::fleet::{adopted, certificate, enrolled, scope};
use crate::toy::{added, closed, noted};

/// No honest amount comes near it.
pub const FORGED_AMOUNT: i64 = 1 << 40;
pub const FORGED_WORDS: &str = "palsu";

/// Operations that it puts into one commit.
struct Forgery {
    chain: ChainId,
    operations: Vec<Operation>,
}

impl Forgery {
    fn add(&mut self, aggregate: AggregateId, parents: Vec<OpId>, event: Event) -> OpId {
        let author = self.chain;
        self.add_as(&author, aggregate, parents, event)
    }

    fn add_as(&mut self, author: &ChainId, aggregate: AggregateId, parents: Vec<OpId>, event: Event) -> OpId {
        let Event { kind, must_understand, scopes, bodies } = event;
        let draft = Draft { kind, must_understand, aggregate, actor: None, scopes, parents, bodies };
        let operation = draft.seal(author, &mut || [7; 16]).unwrap();
        let id = operation.id();
        self.operations.push(operation);
        id
    }
}

impl Regency {
    /// A malicious member makes something up and gives it to somebody, or lets it lie about.
    pub async fn misbehave(&mut self) {
        let members: Vec<usize> = (0..self.nodes.len()).filter(|at| self.nodes[*at].role == Role::Malicious).collect();
        let Some(&at) = (!members.is_empty()).then(|| self.chance.pick(&members)) else { return };
        self.well(at).await;
        match self.chance.below(12) {
            0 => self.fork(at).await,
            1 => self.send_damaged(at).await,
            2 => self.send_other_bytes(at).await,
            3 => self.sign_for_another(at).await,
            _ => {
                let (what, forgery) = self.forgery(at).await;
                self.tell(format!("{at} {what}"));
                self.forged.extend(forgery.operations.iter().map(Operation::id));
                let batch = self.commit_of(at, &forgery);
                self.spread(at, batch).await;
            }
        }
    }

    /// Something it may not do.
    async fn forgery(&mut self, at: usize) -> (&'static str, Forgery) {
        let mut forgery = Forgery { chain: self.new_chain(at), operations: Vec::new() };
        let (id, history) = self.foreign_ledger(at).await;
        let parents = self.some_parents(&history);
        let roll = Roll::ID;
        let what = match self.chance.below(9) {
            0 => {
                forgery.add(id, parents, added(FORGED_AMOUNT));
                "adds to another unit's ledger"
            }
            1 => {
                let entitling = added(FORGED_AMOUNT).entitling(scope(self.nodes[at].unit));
                let before = forgery.add(id, parents, entitling);
                forgery.add(id, vec![before], added(FORGED_AMOUNT));
                "entitles itself to another unit's ledger"
            }
            2 => {
                forgery.add(id, parents, noted(FORGED_WORDS));
                forgery.add(id, Vec::new(), closed());
                "notes words in another unit's ledger and closes it"
            }
            3 => {
                let words = history.iter().find(|entry| entry.operation.header().bodies.iter().any(|b| b.slot == 1));
                let target = words.map_or(OpId::from_bytes([3; 32]), Entry::id);
                let bodies = vec![Tombstone::of(target, [1]).body()];
                let event = Event { bodies, ..Event::new(Kind::TOMBSTONE, Vec::new()) };
                forgery.add(id, parents, event);
                "erases another unit's words"
            }
            4 => {
                forgery.add(roll, Vec::new(), enrolled(&self.own_certificate(at)));
                "enrols itself with a root of its own"
            }
            5 => {
                let mut event = enrolled(&certificate(7_000, self.nodes[at].seed, "regency", Rights::WRITE_ALL));
                self.bend(&mut event);
                forgery.add(roll, Vec::new(), event);
                "bends a certificate"
            }
            6 => {
                forgery.add(roll, Vec::new(), self.own_revocation(at));
                "revokes others with a root of its own"
            }
            7 => {
                forgery.add(roll, Vec::new(), adopted(self.acknowledged.keys().map(|header| OpId::of_header(header))));
                "lets count what is set aside"
            }
            _ => {
                let other = self.chance.index(self.nodes.len());
                let author = self.nodes[other].store().identity().chain();
                forgery.add_as(&author, id, parents, added(FORGED_AMOUNT));
                "acts in another's name"
            }
        };
        (what, forgery)
    }

    fn new_chain(&mut self, at: usize) -> ChainId {
        let mut incarnation = [0; 8];
        self.chance.fill(&mut incarnation);
        ChainId { node: self.nodes[at].id(), incarnation: Incarnation::from_bytes(incarnation) }
    }

    /// A ledger that its unit was never entitled to, as far as the history shows that it builds on.
    async fn foreign_ledger(&mut self, at: usize) -> (AggregateId, Vec<Entry>) {
        let unit = scope(self.nodes[at].unit);
        let mut fill = [0; 16];
        self.chance.fill(&mut fill);
        if !self.ledgers.is_empty() {
            let id = *self.chance.pick(&self.ledgers);
            let history = self.nodes[0].store().history(id).await.unwrap();
            if !history.iter().any(|entry| entry.operation.header().scopes.contains(&unit)) {
                return (id, history);
            }
        }
        (AggregateId::from_bytes(fill), Vec::new())
    }

    fn some_parents(&mut self, history: &[Entry]) -> Vec<OpId> {
        let ids = history.iter().map(Entry::id).filter(|_| self.chance.chance(2, 3)).take(8);
        ids.collect()
    }

    fn own_certificate(&self, at: usize) -> Signed<Certificate> {
        let key = self.nodes[at].key();
        let real = self.nodes[at].certificate.statement().clone();
        let rights = Rights::ADMINISTER | Rights::WRITE_ALL | Rights::READ_ALL;
        Signed::sign(&key, Certificate { root: key.id(), rights, serial: 9_000, ..real }).unwrap()
    }

    fn own_revocation(&mut self, at: usize) -> Event {
        let key = self.nodes[at].key();
        let node = self.chance.pick(&self.nodes).id();
        let revocation = Revocation {
            serial: 9_001,
            root: key.id(),
            node,
            through: 9_999,
            cuts: vec![],
            reason: String::new(),
            issued_ms: 0,
        };
        let bodies = vec![Signed::sign(&key, revocation).unwrap().body()];
        Event { bodies, ..Event::new(Kind::REVOCATION, Vec::new()) }
    }

    /// The root never signed these bytes.
    fn bend(&mut self, event: &mut Event) {
        let bytes = &mut event.bodies[0].bytes;
        let place = self.chance.index(bytes.len());
        bytes[place] ^= 1 << self.chance.index(8);
    }

    /// One commit with a forgery, at whatever instant, as a batch.
    fn commit_of(&mut self, at: usize, forgery: &Forgery) -> Vec<u8> {
        let now = self.nodes[at].place.clock.now_ms();
        let stamp = *self.chance.pick(&[0, 1, now, now + 50 * YEAR, i64::MAX >> 20]);
        let ids: Vec<OpId> = forgery.operations.iter().map(Operation::id).collect();
        let key = self.nodes[at].key();
        let commit = Commit::sign(&key, forgery.chain.incarnation, 0, None, Stamp::at_ms(stamp), &ids, vec![]).unwrap();
        batch(PartialCommit::whole(commit, forgery.operations.iter().cloned()))
    }

    /// Its own program may hold it for real, and passes it on; or it goes to somebody at once, or on a stick.
    async fn spread(&mut self, at: usize, bytes: Vec<u8>) {
        let to = match self.chance.below(3) {
            0 => at,
            _ => self.chance.index(self.nodes.len()),
        };
        let bundle = self.bundle(at, to, bytes).await;
        self.hand_over(to, bundle).await;
    }

    async fn bundle(&self, at: usize, to: usize, batch: Vec<u8>) -> Bundle {
        let place = self.nodes[at].store().place().await.unwrap();
        let completes = Span { after: 0, through: 0 };
        let (from, to) = (self.nodes[at].id(), self.nodes[to].id());
        let (parcels, files) = (vec![Parcel { completes, batch }], Vec::new());
        Bundle {
            from,
            certificate: vec![],
            to,
            place,
            have: None,
            known: None,
            number: 1,
            parcels,
            files,
            wishes: vec![],
        }
    }

    async fn hand_over(&mut self, to: usize, bundle: Bundle) {
        self.sticks.push((to, bundle));
        if self.chance.chance(1, 2) {
            self.bring(self.sticks.len() - 1).await;
        }
    }

    /// Two pasts for two others: in its own unit, where it may act, so that both count.
    async fn fork(&mut self, at: usize) {
        self.tell(format!("{at} shows two pasts"));
        let chain = self.new_chain(at);
        for _ in 0..2 {
            let (id, events) = self.new_ledger(at);
            self.given_away.insert(id);
            let mut forgery = Forgery { chain, operations: Vec::new() };
            let mut parents = Vec::new();
            for event in events {
                parents = vec![forgery.add(id, parents, event)];
            }
            let batch = self.commit_of(at, &forgery);
            self.spread(at, batch).await;
        }
    }

    /// A batch with some bytes changed, cut off or added, or one that says it is huge.
    async fn send_damaged(&mut self, at: usize) {
        self.tell(format!("{at} sends damaged bytes"));
        let (_, forgery) = self.forgery(at).await;
        self.forged.extend(forgery.operations.iter().map(Operation::id));
        let mut bytes = self.commit_of(at, &forgery);
        if self.chance.chance(1, 3) {
            bytes[6..10].copy_from_slice(&u32::MAX.to_le_bytes());
        }
        let bytes = self.chance.damaged(&bytes, 3, 0xff);
        self.spread(at, bytes).await;
    }

    /// Bytes under the name of others.
    async fn send_other_bytes(&mut self, at: usize) {
        self.tell(format!("{at} gives files other bytes"));
        let to = self.chance.index(self.nodes.len());
        let mut bundle = self.bundle(at, to, Vec::new()).await;
        let sql = "select hash from files_wanted";
        let wanted: Vec<(Vec<u8>,)> = self.nodes[to].store().reads().all(sql, vec![]).await.unwrap();
        for (hash,) in wanted {
            let hash = Hash::from_bytes(hash.try_into().unwrap());
            let (bytes, total) = (vec![self.chance.below(256) as u8; 9], *self.chance.pick(&[9, 10_000, u64::MAX]));
            bundle.files.push(FilePiece { hash, from: 0, total, bytes });
        }
        self.hand_over(to, bundle).await;
    }

    /// The commit stands in another's chain, and it signs it with its own key.
    async fn sign_for_another(&mut self, at: usize) {
        self.tell(format!("{at} signs a commit of another"));
        let other = self.chance.index(self.nodes.len());
        let (id, history) = self.foreign_ledger(at).await;
        let parents = self.some_parents(&history);
        let mut forgery = Forgery { chain: self.new_chain(other), operations: Vec::new() };
        forgery.add(id, parents, added(FORGED_AMOUNT));
        self.forged.extend(forgery.operations.iter().map(Operation::id));
        let ids: Vec<OpId> = forgery.operations.iter().map(Operation::id).collect();
        let incarnation = forgery.chain.incarnation;
        let sign = |key: NodeKey| Commit::sign(&key, incarnation, 0, None, Stamp::at_ms(0), &ids, vec![]).unwrap();
        let (own, foreign) = (sign(self.nodes[at].key()), sign(self.nodes[other].key()));
        let is_bent = other != at;
        let signature = if is_bent { own.signature() } else { None };
        let commit = Commit::from_parts(foreign.header_bytes(), signature.copied()).unwrap();
        if is_bent {
            let bytes = batch(PartialCommit::whole(commit, forgery.operations));
            self.spread(at, bytes).await;
        }
    }

    /// Whether this is what a stick of a malicious maker may come to.
    pub fn is_told_apart(&self, from: usize, fault: &SyncFault) -> bool {
        let is_theirs = matches!(fault, SyncFault::Theirs(_) | SyncFault::Ours(Fault::OutsideRights));
        is_theirs && self.nodes[from].role == Role::Malicious
    }
}

fn batch(partial: PartialCommit) -> Vec<u8> {
    let packing = Packing {
        dictionary: Dictionary::REPORTS,
        effort: Effort::Fast,
        signatures: Signatures::All,
        receiver_has: &|_| None,
    };
    pack(&[Run { commits: vec![partial] }], &packing).unwrap()
}

impl Node {
    fn key(&self) -> NodeKey {
        NodeKey::from_bytes([self.seed; 32])
    }
}

/// What a ledger must not show anywhere.
pub fn is_marked(amount: i64, notes: &[Option<String>]) -> bool {
    let is_forged = |words: &Option<String>| words.as_deref().is_some_and(|words| words.contains(FORGED_WORDS));
    amount >= FORGED_AMOUNT || notes.iter().any(is_forged)
}
