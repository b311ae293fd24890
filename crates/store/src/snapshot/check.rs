//! Checking a snapshot piece by piece, without a database and in flat memory.

use std::collections::BTreeSet;

use hadir_oplog::{ChainId, Commit, Head, OpId, Operation, PartialCommit, RunFault, verify_links};

use super::Part;
use super::piece::{Partial, Record, read_records, read_rows};
use crate::value::Value;
use crate::{Fault, held, log};

/// Commits verified at once.
const RUN: usize = 256;

/// Something in a snapshot is not what was signed, or not in the form the program writes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Damage(pub String);

/// What a whole snapshot held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The heads of all chains.
    pub heads: Vec<Head>,
    /// Commits in the log.
    pub commits: u64,
    /// Operations in the log.
    pub operations: u64,
}

/// Checks pieces in the order in which they were written: every hash, link and signature of the log, and the form of
/// every row.
#[derive(Default)]
pub struct Inspection {
    chain: Option<OpenChain>,
    contents: Contents,
}

/// A record of the log, understood.
pub(super) enum Understood {
    Chain { head: Head, branch: i64 },
    Commit { commit: Box<Commit>, withheld: Option<Vec<u8>> },
    Operation { operation: Operation, place: i64 },
}

/// The chain whose commits are being read.
struct OpenChain {
    head: Head,
    partial: Option<Partial>,
    commits: i64,
    commit: Option<OpenCommit>,
    /// Commits that follow each other. The first may be verified already; it stays for the link from it to the next.
    stretch: Vec<Commit>,
}

/// The commit whose operations are being read.
struct OpenCommit {
    commit: Commit,
    withheld: Option<Vec<u8>>,
    /// Where in the commit the operations stand that are here, unless all are.
    places: Vec<usize>,
    operations: Vec<OpId>,
}

impl Inspection {
    /// Takes the next piece of a part and says how many operations were in it.
    pub fn take(&mut self, part: Part, piece: &[u8]) -> Result<u64, Damage> {
        let before = self.contents.operations;
        match part.table() {
            Some(_) => drop(self.rows(part, piece)?),
            None => drop(self.records(piece)?),
        }
        Ok(self.contents.operations - before)
    }

    /// Says what the whole snapshot held, once every piece was taken.
    pub fn finish(mut self) -> Result<Contents, Damage> {
        self.close_chain()?;
        Ok(self.contents)
    }

    /// The rows of a piece of a table.
    pub(super) fn rows(&mut self, part: Part, piece: &[u8]) -> Result<Vec<Vec<Value>>, Damage> {
        let table = part.table().ok_or_else(|| Damage("the log is not a table".into()))?;
        read_rows(table, piece)
    }

    /// The records of a piece of the log, each checked as far as it can be by itself.
    pub(super) fn records(&mut self, piece: &[u8]) -> Result<Vec<Understood>, Damage> {
        read_records(piece)?.into_iter().map(|record| self.record(record)).collect()
    }

    fn record(&mut self, record: Record) -> Result<Understood, Damage> {
        match record {
            Record::Chain { node, incarnation, commits, head, partial } => {
                self.close_chain()?;
                let head = log::head_of((node, incarnation, commits, head)).map_err(damage)?;
                let branch = partial.map_or(0, |partial| partial.branch);
                let branches = self.contents.heads.iter().filter(|known| known.chain == head.chain).count();
                if branch != branches as i64 {
                    return Err(Damage(format!("branch {branch} of chain {} is out of order", name(&head.chain))));
                }
                self.chain = Some(OpenChain { head, partial, commits: 0, commit: None, stretch: Vec::new() });
                Ok(Understood::Chain { head, branch })
            }
            Record::Commit { bytes, withheld } => {
                let commit = Commit::decode(&bytes).map_err(|error| Damage(error.to_string()))?;
                if commit.encode() != bytes {
                    return Err(Damage("a commit is not in the form the program writes".into()));
                }
                self.open()?.take(OpenCommit::new(commit.clone(), withheld.clone())?)?;
                self.contents.commits += 1;
                Ok(Understood::Commit { commit: Box::new(commit), withheld })
            }
            Record::Operation { header, bodies } => {
                let operation = log::operation(header, &bodies).map_err(damage)?;
                if log::encode_bodies(&operation) != bodies {
                    return Err(Damage("the bodies of an operation are not in the form the program writes".into()));
                }
                let commit = self.open()?.commit.as_mut();
                let place = commit.ok_or_else(|| Damage("an operation without a commit".into()))?.take(&operation)?;
                self.contents.operations += 1;
                Ok(Understood::Operation { operation, place })
            }
        }
    }

    fn open(&mut self) -> Result<&mut OpenChain, Damage> {
        self.chain.as_mut().ok_or_else(|| Damage("a commit without a chain".into()))
    }

    fn close_chain(&mut self) -> Result<(), Damage> {
        if let Some(chain) = self.chain.take() {
            self.contents.heads.push(chain.close()?);
        }
        Ok(())
    }
}

impl OpenChain {
    fn take(&mut self, next: OpenCommit) -> Result<(), Damage> {
        self.close_commit()?;
        let seq = next.commit.seq();
        if next.commit.chain() != self.head.chain {
            return Err(self.bad(seq, RunFault::OtherChain));
        }
        let last = self.stretch.last();
        let follows = last.map_or(seq == 0, |last| last.seq().checked_add(1) == Some(seq));
        if self.partial.is_none() {
            if next.withheld.is_some() {
                return Err(self.bad(seq, "an operation is missing"));
            }
            if last.is_none() && !follows {
                return Err(self.bad(seq, "the chain does not begin with its first commit"));
            }
        } else if !follows {
            // What lies between is not here.
            if last.is_some_and(|last| last.seq() >= seq) {
                return Err(self.bad(seq, RunFault::DoesNotFollow));
            }
            self.verify()?;
            self.stretch.clear();
        }
        self.commit = Some(next);
        Ok(())
    }

    /// Checks that the commit read last has the operations it was made over, and adds it to its stretch.
    fn close_commit(&mut self) -> Result<(), Damage> {
        let Some(open) = self.commit.take() else { return Ok(()) };
        let seq = open.commit.seq();
        let commit = open.close().ok_or_else(|| self.bad(seq, RunFault::WrongOperations))?;
        // A run has to end with a signature, which proves the commits before it that travelled without theirs.
        if self.stretch.len() >= RUN && self.stretch.last().is_some_and(|commit| commit.signature().is_some()) {
            self.verify()?;
            self.stretch.drain(..self.stretch.len() - 1);
        }
        self.stretch.push(commit);
        self.commits += 1;
        Ok(())
    }

    fn verify(&self) -> Result<(), Damage> {
        if self.partial.is_some() && self.stretch.is_empty() {
            return Ok(());
        }
        verify_links(&self.stretch.iter().collect::<Vec<_>>()).map_err(|error| {
            let seq = self.stretch.get(error.index).map_or(0, Commit::seq);
            self.bad(seq, error.fault)
        })
    }

    fn close(mut self) -> Result<Head, Damage> {
        self.close_commit()?;
        self.verify()?;
        if self.partial.is_some_and(|partial| partial.held != self.commits) {
            return Err(self.bad(self.head.seq, "the chain has another number of commits"));
        }
        let end = self.stretch.last().map(Commit::head);
        if end.as_ref() == Some(&self.head) {
            Ok(self.head)
        } else {
            Err(self.bad(self.head.seq, "the chain ends elsewhere"))
        }
    }

    fn bad(&self, seq: u64, reason: impl std::fmt::Display) -> Damage {
        Damage(format!("commit {seq} of chain {}: {reason}", name(&self.head.chain)))
    }
}

impl OpenCommit {
    fn new(commit: Commit, withheld: Option<Vec<u8>>) -> Result<Self, Damage> {
        let places = withheld.as_deref().map(held::places).transpose().map_err(damage)?.unwrap_or_default();
        Ok(Self { commit, withheld, places, operations: Vec::new() })
    }

    /// Takes the next operation and says where in the commit it stands.
    fn take(&mut self, operation: &Operation) -> Result<i64, Damage> {
        let next = self.operations.len();
        self.operations.push(operation.id());
        let place = if self.withheld.is_some() { self.places.get(next).copied() } else { Some(next) };
        place.map(|place| place as i64).ok_or_else(|| Damage("an operation that its commit withholds".into()))
    }

    /// The commit, if these are its operations.
    fn close(self) -> Option<Commit> {
        let Self { commit, withheld, operations, .. } = self;
        let Some(withheld) = withheld else { return commit.verify_operations(&operations).is_ok().then_some(commit) };
        let (parts, is_as_written) = held::stand_ins(&withheld, &operations).ok()?;
        let partial = PartialCommit { commit, parts };
        let are_distinct = operations.iter().collect::<BTreeSet<_>>().len() == operations.len();
        (is_as_written && are_distinct && partial.verify_parts().is_ok()).then_some(partial.commit)
    }
}

fn name(chain: &ChainId) -> String {
    format!("{}:{}", chain.node, chain.incarnation)
}

fn damage(fault: Fault) -> Damage {
    Damage(fault.to_string())
}

#[cfg(test)]
mod tests {
    use hadir_oplog::{AggregateId, Draft, DraftBody, HybridClock, Incarnation, Kind, NodeKey};

    use super::*;

    /// One chain of three commits with two operations each, as the pieces of the log part hold it.
    fn log_piece() -> Vec<u8> {
        let (key, incarnation) = (NodeKey::from_bytes([7; 32]), Incarnation::from_bytes([1; 8]));
        let chain = ChainId { node: key.id(), incarnation };
        let mut clock = HybridClock::new(None);
        let mut records = Vec::new();
        let mut head: Option<Head> = None;
        for seq in 0..3 {
            let operations: Vec<_> = (0..2).map(|n| operation(&chain, [seq, n])).collect();
            let ids: Vec<_> = operations.iter().map(Operation::id).collect();
            let (prev, stamp) = (head.map(|head| head.hash), clock.tick(1_773_282_600_000));
            let commit = Commit::sign(&key, incarnation, u64::from(seq), prev, stamp, &ids, Vec::new()).unwrap();
            head = Some(commit.head());
            records.push(Record::Commit { bytes: commit.encode(), withheld: None });
            records.extend(operations.iter().map(|operation| Record::Operation {
                header: operation.header_bytes().to_vec(),
                bodies: log::encode_bodies(operation),
            }));
        }
        let hash = head.unwrap().hash.as_bytes().to_vec();
        let (node, incarnation) = (key.id().as_bytes().to_vec(), incarnation.as_bytes().to_vec());
        records.insert(0, Record::Chain { node, incarnation, commits: 3, head: hash, partial: None });
        let mut piece = Vec::new();
        records.iter().for_each(|record| record.write(&mut piece));
        piece
    }

    fn operation(chain: &ChainId, [seq, n]: [u8; 2]) -> Operation {
        let facts = DraftBody { slot: 0, erasable: false, bytes: b"kind=complaint".to_vec() };
        let words = DraftBody { slot: 1, erasable: true, bytes: b"Papan dermaga lepas".to_vec() };
        let draft = Draft {
            kind: Kind(200),
            must_understand: false,
            aggregate: AggregateId::from_bytes([seq; 16]),
            actor: None,
            scopes: Vec::new(),
            parents: Vec::new(),
            bodies: vec![facts, words],
        };
        draft.seal(chain, &mut || [n; 16]).unwrap()
    }

    /// The same chain without its first commit, and without the second operation of the last.
    fn partial_log_piece() -> Vec<u8> {
        let mut records = read_records(&log_piece()).unwrap();
        records.drain(1..4);
        let Record::Chain { partial, .. } = &mut records[0] else { panic!("a log begins with a chain") };
        *partial = Some(Partial { branch: 0, held: 2 });
        let Some(Record::Operation { header, bodies }) = records.pop() else { panic!("it ends with an operation") };
        let left_out = log::operation(header, &bodies).unwrap();
        let Record::Operation { header, bodies } = &records[5] else { panic!("the other one stands before it") };
        let here = log::operation(header.clone(), bodies).unwrap();
        let Record::Commit { bytes, withheld } = &mut records[4] else { panic!("and their commit before both") };
        let whole = PartialCommit::whole(Commit::decode(bytes).unwrap(), [here, left_out.clone()]);
        *withheld = held::encode(&whole.only(|operation| operation.id() != left_out.id()));
        let mut piece = Vec::new();
        records.iter().for_each(|record| record.write(&mut piece));
        piece
    }

    fn inspect(piece: &[u8]) -> Result<Contents, Damage> {
        let mut inspection = Inspection::default();
        inspection.take(Part::Log, piece)?;
        inspection.finish()
    }

    #[test]
    fn a_log_is_what_was_signed() {
        let contents = inspect(&log_piece()).unwrap();
        assert_eq!((contents.heads.len(), contents.commits, contents.operations), (1, 3, 6));
    }

    #[test]
    fn part_of_a_log_is_what_was_signed() {
        let contents = inspect(&partial_log_piece()).unwrap();
        assert_eq!((contents.heads.len(), contents.commits, contents.operations), (1, 2, 3));
    }

    #[test]
    fn every_altered_byte_of_a_log_is_noticed() {
        for piece in [log_piece(), partial_log_piece()] {
            for at in 0..piece.len() {
                let mut altered = piece.clone();
                altered[at] ^= 1;
                assert!(inspect(&altered).is_err(), "byte {at}");
            }
        }
    }

    #[test]
    fn a_log_that_ends_early_is_noticed() {
        for piece in [log_piece(), partial_log_piece()] {
            for cut in 1..piece.len() {
                assert!(inspect(&piece[..cut]).is_err(), "cut after {cut} bytes");
            }
        }
    }
}
