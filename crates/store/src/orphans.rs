//! Files that were named by words which were erased. Noted in the transaction that erases the words, on every node that does;
//! whoever knows what names files says which of them may go.

use hadir_oplog::Hash;

use crate::db::Tx;
use crate::{Fault, Store, log, params};

/// Notes files that words named which go.
pub(crate) async fn note(tx: &mut Tx, files: &[Hash]) -> Result<(), Fault> {
    for hash in files {
        let sql = "insert into files_orphaned (hash) values ($1) on conflict (hash) do nothing";
        tx.run(sql, params![*hash.as_bytes()]).await?;
    }
    Ok(())
}

impl Store {
    /// So many of the files that erased words named and of which nobody has said yet whether anything else names them.
    pub async fn orphaned_files(&self, most: i64) -> Result<Vec<Hash>, Fault> {
        let sql = "select hash from files_orphaned order by hash limit $1";
        let rows: Vec<(Vec<u8>,)> = self.reads().all(sql, params![most]).await?;
        rows.into_iter().map(|(hash,)| Ok(Hash::from_bytes(log::exact(&hash)?))).collect()
    }

    /// Deletes such a file for good, with the pieces of it that came from elsewhere; nobody is asked for it any more.
    pub async fn delete_orphan(&self, hash: Hash) -> Result<(), Fault> {
        let mut tx = self.node_tables().begin().await?;
        tx.run("delete from files_wanted where hash = $1", params![*hash.as_bytes()]).await?;
        tx.run("delete from file_pieces where hash = $1", params![*hash.as_bytes()]).await?;
        tx.commit().await?;
        self.files().erase(hash).await.map_err(|fault| Fault::Invariant(fault.to_string()))?;
        self.spare_orphan(hash).await
    }

    /// Keeps such a file, because something else names it.
    pub async fn spare_orphan(&self, hash: Hash) -> Result<(), Fault> {
        self.node_tables().run("delete from files_orphaned where hash = $1", params![*hash.as_bytes()]).await?;
        Ok(())
    }
}
