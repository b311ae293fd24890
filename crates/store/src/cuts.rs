//! Where a node's chains end here, as a revocation names it.

use std::collections::BTreeMap;

use hadir_oplog::limits::CUTS_MAX;
use hadir_oplog::{Cut, Hash, Incarnation, NodeId};

use crate::{Fault, Store, log, params};

type ChainRow = (i64, Vec<u8>, i64, i64, Vec<u8>);

impl Store {
    /// The last commit of each of a node's chains that a revocation should keep: the latest here or, of a chain that
    /// forked, the last before the fork, because nobody can say which of the two pasts is the office's own. A revocation
    /// names 256 chains at most; of a node that has more, those with most commits.
    pub async fn cuts(&self, node: NodeId) -> Result<Vec<Cut>, Fault> {
        let sql = "select id, incarnation, branch, commits, head_hash from chains where node = $1 and commits > 0 \
                   order by incarnation, branch";
        let rows: Vec<ChainRow> = self.reads().all(sql, params![*node.as_bytes()]).await?;
        let mut chains: BTreeMap<Vec<u8>, Vec<ChainRow>> = BTreeMap::new();
        for row in rows {
            chains.entry(row.1.clone()).or_default().push(row);
        }
        let mut cuts = Vec::new();
        for (incarnation, branches) in chains {
            let incarnation = Incarnation::from_bytes(log::exact(&incarnation)?);
            if let Some((seq, hash)) = self.last_undisputed(&branches).await? {
                cuts.push(Cut { incarnation, seq, hash });
            }
        }
        cuts.sort_by_key(|cut| std::cmp::Reverse(cut.seq));
        cuts.truncate(CUTS_MAX);
        cuts.sort();
        Ok(cuts)
    }

    async fn last_undisputed(&self, branches: &[ChainRow]) -> Result<Option<(u64, Hash)>, Fault> {
        let hash = |bytes: &[u8]| Ok::<_, Fault>(Hash::from_bytes(log::exact(bytes)?));
        if let [(_, _, _, commits, head)] = branches {
            return Ok(Some(((commits - 1).cast_unsigned(), hash(head)?)));
        }
        let mut forked_at = i64::MAX;
        for (id, _, branch, ..) in branches {
            let sql = "select min(seq) from commits where chain = $1";
            let (first,): (Option<i64>,) = self.reads().one(sql, params![*id]).await?;
            if *branch > 0 {
                forked_at = forked_at.min(first.unwrap_or(i64::MAX));
            }
        }
        let Some((trunk, ..)) = branches.first() else { return Ok(None) };
        let sql = "select seq, hash from commits where chain = $1 and seq < $2 order by seq desc limit 1";
        let last: Option<(i64, Vec<u8>)> = self.reads().optional(sql, params![*trunk, forked_at]).await?;
        last.map(|(seq, bytes)| Ok((seq.cast_unsigned(), hash(&bytes)?))).transpose()
    }
}
