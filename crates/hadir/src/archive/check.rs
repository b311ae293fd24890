//! Reading an archive only to see whether all of it is as it was written and signed.

use hadir_oplog::{Hash, NodeKey};
use hadir_store::snapshot::{Inspection, Part};

use super::ArchiveError;
use super::gather::Counts;
use super::walk::{NodeParts, Taker};
use crate::node::Failure;

/// Takes everything an archive holds and keeps nothing of it.
#[derive(Default)]
pub struct Check {
    inspection: Inspection,
    node: Option<NodeKey>,
    counts: Counts,
}

impl Check {
    /// What was found, once the archive was walked to its end.
    pub fn finish(self) -> Result<Counts, ArchiveError> {
        let contents = self.inspection.finish().map_err(ArchiveError::damaged)?;
        let node = self.node.map(|key| key.id());
        if !contents.heads.iter().any(|head| Some(head.chain.node) == node) {
            return Err(ArchiveError::damaged("its key is not one that signed its log"));
        }
        Ok(self.counts)
    }
}

impl Taker for Check {
    async fn node(&mut self, parts: NodeParts) -> Result<(), Failure> {
        self.node = Some(NodeKey::from_bytes(parts.node_key));
        Ok(())
    }

    async fn https(&mut self, _: &'static str, _: &[u8]) -> Result<(), Failure> {
        Ok(())
    }

    async fn language(&mut self, _: &str, _: &[u8]) -> Result<(), Failure> {
        Ok(())
    }

    async fn piece(&mut self, part: Part, piece: &[u8]) -> Result<(), Failure> {
        self.counts.operations += self.inspection.take(part, piece).map_err(ArchiveError::damaged)?;
        Ok(())
    }

    async fn database_done(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    async fn file(&mut self, _: Hash, _: Vec<u8>) -> Result<(), Failure> {
        self.counts.files += 1;
        Ok(())
    }
}
