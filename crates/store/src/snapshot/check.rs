//! Checking a snapshot piece by piece, without a database and in flat memory.

use std::mem;

use hadir_oplog::{ChainId, Commit, Head, OpId, Operation, verify_run};

use super::Part;
use super::piece::{Record, read_records, read_rows};
use crate::value::Value;
use crate::{Fault, log};

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
    Chain(Head),
    Commit(Commit),
    Operation(Operation),
}

/// The chain whose commits are being read.
struct OpenChain {
    head: Head,
    run: Vec<(Commit, Vec<OpId>)>,
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
            Record::Chain { node, incarnation, commits, head } => {
                self.close_chain()?;
                let head = log::head_of((node, incarnation, commits, head)).map_err(damage)?;
                self.chain = Some(OpenChain { head, run: Vec::new() });
                Ok(Understood::Chain(head))
            }
            Record::Commit(bytes) => {
                let commit = Commit::decode(&bytes).map_err(|error| Damage(error.to_string()))?;
                if commit.encode() != bytes {
                    return Err(Damage("a commit is not in the form the program writes".into()));
                }
                self.open()?.take(commit.clone())?;
                self.contents.commits += 1;
                Ok(Understood::Commit(commit))
            }
            Record::Operation { header, bodies } => {
                let operation = log::operation(header, &bodies).map_err(damage)?;
                if log::encode_bodies(&operation) != bodies {
                    return Err(Damage("the bodies of an operation are not in the form the program writes".into()));
                }
                let last = self.open()?.run.last_mut().ok_or_else(|| Damage("an operation without a commit".into()))?;
                last.1.push(operation.id());
                self.contents.operations += 1;
                Ok(Understood::Operation(operation))
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
    fn take(&mut self, commit: Commit) -> Result<(), Damage> {
        if self.run.is_empty() && (commit.seq() != 0 || commit.chain() != self.head.chain) {
            return Err(self.bad(commit.seq(), "the chain does not begin with its first commit"));
        }
        // A run has to end with a signature, which proves the commits before it that travelled without theirs.
        if self.run.len() >= RUN && self.run.last().is_some_and(|(commit, _)| commit.signature().is_some()) {
            self.verify()?;
            // The last commit stays, so that the link from one run to the next is checked too.
            let last = self.run.pop();
            self.run = last.into_iter().collect();
        }
        self.run.push((commit, Vec::new()));
        Ok(())
    }

    fn verify(&self) -> Result<(), Damage> {
        verify_run(&self.run).map_err(|error| {
            let seq = self.run.get(error.index).map_or(0, |(commit, _)| commit.seq());
            self.bad(seq, error.fault)
        })
    }

    fn close(mut self) -> Result<Head, Damage> {
        self.verify()?;
        let run = mem::take(&mut self.run);
        let end = run.last().map(|(commit, _)| commit.head());
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
            records.push(Record::Commit(commit.encode()));
            records.extend(operations.iter().map(|operation| Record::Operation {
                header: operation.header_bytes().to_vec(),
                bodies: log::encode_bodies(operation),
            }));
        }
        let hash = head.unwrap().hash.as_bytes().to_vec();
        let (node, incarnation) = (key.id().as_bytes().to_vec(), incarnation.as_bytes().to_vec());
        records.insert(0, Record::Chain { node, incarnation, commits: 3, head: hash });
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
    fn every_altered_byte_of_a_log_is_noticed() {
        let piece = log_piece();
        for at in 0..piece.len() {
            let mut altered = piece.clone();
            altered[at] ^= 1;
            assert!(inspect(&altered).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_log_that_ends_early_is_noticed() {
        let piece = log_piece();
        for cut in 1..piece.len() {
            assert!(inspect(&piece[..cut]).is_err(), "cut after {cut} bytes");
        }
    }
}
