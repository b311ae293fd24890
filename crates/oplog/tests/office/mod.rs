//! An office that writes a log, with keys, salts and instants that follow from a seed.

#![allow(dead_code, reason = "each test file uses its own part of the office")]

use hadir_oplog::*;

/// 12 March 2026, 09.30 in Nunukan.
pub const MORNING_MS: i64 = 1_773_279_000_000;

pub struct Office {
    pub key: NodeKey,
    pub chain: ChainId,
    pub clock: HybridClock,
    pub head: Option<Head>,
    now_ms: i64,
    salts: u64,
}

impl Office {
    pub fn new(seed: u8) -> Self {
        let key = NodeKey::from_bytes([seed; 32]);
        let chain = ChainId { node: key.id(), incarnation: Incarnation::from_bytes([seed; 8]) };
        Office {
            key,
            chain,
            clock: HybridClock::new(None),
            head: None,
            now_ms: MORNING_MS,
            salts: u64::from(seed) << 32,
        }
    }

    /// Sixteen bytes that look random and never repeat.
    pub fn random(&mut self) -> [u8; 16] {
        self.salts += 1;
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&blake3::hash(&self.salts.to_le_bytes()).as_bytes()[..16]);
        bytes
    }

    pub fn aggregate(&mut self) -> AggregateId {
        AggregateId::from_bytes(self.random())
    }

    pub fn seal(&mut self, draft: Draft) -> Operation {
        let chain = self.chain;
        draft.seal(&chain, &mut || self.random()).unwrap()
    }

    pub fn wait_ms(&mut self, ms: i64) {
        self.now_ms += ms;
    }

    pub fn commit(&mut self, operations: &[Operation]) -> Commit {
        let ids: Vec<OpId> = operations.iter().map(Operation::id).collect();
        self.commit_ids(&ids)
    }

    pub fn commit_ids(&mut self, ids: &[OpId]) -> Commit {
        let stamp = self.clock.tick(self.now_ms);
        let (seq, prev) = self.head.map_or((0, None), |head| (head.seq + 1, Some(head.hash)));
        let commit = Commit::sign(&self.key, self.chain.incarnation, seq, prev, stamp, ids, vec![]).unwrap();
        self.head = Some(commit.head());
        commit
    }

    /// One report in a commit of its own.
    pub fn report(&mut self, text: &str) -> PartialCommit {
        self.wait_ms(61_234);
        let aggregate = self.aggregate();
        let operation = self.seal(report(aggregate, text));
        let commit = self.commit(std::slice::from_ref(&operation));
        PartialCommit::whole(commit, [operation])
    }
}

pub fn scope(code: &str) -> Scope {
    Scope::try_new(code).unwrap()
}

/// A report as the case desk writes one: facts that stay, words and contact that can be erased.
pub fn report(aggregate: AggregateId, text: &str) -> Draft {
    Draft {
        kind: Kind(100),
        must_understand: false,
        aggregate,
        actor: None,
        scopes: vec![scope("dishub"), scope("kec-sebatik")],
        parents: vec![],
        bodies: vec![
            DraftBody { slot: 0, erasable: false, bytes: vec![0xa2, 0x01, 0x05, 0x02, 0x19, 0x02, 0x10] },
            DraftBody { slot: 1, erasable: true, bytes: text.as_bytes().to_vec() },
            DraftBody { slot: 2, erasable: true, bytes: b"0812-0000-1101".to_vec() },
        ],
    }
}

/// A reply by an officer to what came before.
pub fn reply(aggregate: AggregateId, parents: Vec<OpId>, text: &str) -> Draft {
    Draft {
        kind: Kind(101),
        must_understand: false,
        aggregate,
        actor: Some(ActorId::from_bytes([0xac; 16])),
        scopes: vec![],
        parents,
        bodies: vec![DraftBody { slot: 1, erasable: true, bytes: text.as_bytes().to_vec() }],
    }
}

/// The bodies of an operation as a database keeps them.
pub fn stored(operation: &Operation) -> Vec<StoredBody> {
    operation.bodies().iter().map(|body| (body.slot(), body.bytes().to_vec())).collect()
}

/// A certificate for a node that may act in one scope.
pub fn certificate(root: &NodeKey, node: NodeId, serial: u64, unit: &str) -> Certificate {
    Certificate {
        serial,
        root: root.id(),
        node,
        name: "Kantor Camat Sebatik".into(),
        prefix: "SBT".into(),
        unit: scope(unit),
        reads: vec![scope(unit)],
        writes: vec![scope(unit)],
        rights: Rights::NONE,
        valid_from_ms: MORNING_MS,
        valid_until_ms: MORNING_MS + 365 * 86_400_000,
    }
}
