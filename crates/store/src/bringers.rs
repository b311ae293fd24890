//! Who brought commits to this database.

use std::collections::{BTreeMap, BTreeSet};

use hadir_oplog::NodeId;
use hadir_oplog::sync::Epoch;

use crate::arrivals::{Arrival, Source};
use crate::db::Tx;
use crate::{Fault, log, params};

/// Commits of a chain by who brought them, so that listing them again does not offer them to that very node. What was
/// made here, or came from several, is nobody's.
pub(crate) async fn of(tx: &mut Tx, chain: i64, seqs: BTreeSet<i64>) -> Result<Vec<(Option<Source>, Vec<i64>)>, Fault> {
    let sql = "select n, chain, first, until, operations, source from arrivals where chain = $1 order by n";
    let mut sources: BTreeMap<i64, Option<Vec<u8>>> = BTreeMap::new();
    for row in tx.all::<Arrival>(sql, params![chain]).await? {
        for seq in seqs.range(row.first..row.until) {
            let source = sources.entry(*seq).or_insert_with(|| row.source.clone());
            if *source != row.source {
                *source = None;
            }
        }
    }
    let mut listed: BTreeMap<Option<Vec<u8>>, Vec<i64>> = BTreeMap::new();
    for seq in seqs {
        listed.entry(sources.remove(&seq).flatten()).or_default().push(seq);
    }
    listed.into_iter().map(|(source, seqs)| Ok((source.as_deref().map(source_of).transpose()?, seqs))).collect()
}

/// A source as an arrival has it: the node, then the life of its database.
fn source_of(bytes: &[u8]) -> Result<Source, Fault> {
    let (node, epoch) = bytes.split_at_checked(NodeId::LEN).ok_or(Fault::corrupt("who brought a commit"))?;
    Ok(Source { node: NodeId::from_bytes(log::exact(node)?), epoch: Epoch(log::exact(epoch)?) })
}
