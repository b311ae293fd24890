//! Files that travel behind the operations that name them: wished for by hash, sent in pieces, whole again once the last
//! piece is here.

use hadir_oplog::Hash;
use hadir_oplog::sync::{FilePiece, FileWish};
use sqlx::AssertSqlSafe;

use crate::append::placeholders;
use crate::db::Tx;
use crate::named_file::NamedFile;
use crate::value::Value;
use crate::{Fault, Files, Store, log, params};

/// Files wished for at once.
const WISHES_MAX: i64 = 16;
/// How often a file is asked for in vain before it waits behind all others.
const ASKED_MAX: i64 = 8;
/// Pieces given at once.
const PIECES_MAX: usize = 32;
/// Bytes of one piece.
const PIECE_BYTES: usize = 64 * 1024;
/// Bytes of a file that is taken at all.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

impl Store {
    /// The files to wish for next: previews before all else; of either, one that has begun to come, then the latest named.
    /// What was asked for in vain again and again, as nobody may have it any more, waits behind all that, and takes turns.
    pub(crate) async fn file_wishes(&self) -> Result<Vec<FileWish>, Fault> {
        let sql = "select hash, had from files_wanted \
                   order by case when asked < $1 then 0 else asked end, rank, had = 0, named_at desc, hash limit $2";
        let rows: Vec<(Vec<u8>, i64)> = self.reads().all(sql, params![ASKED_MAX, WISHES_MAX]).await?;
        let wish = |(hash, had): (Vec<u8>, i64)| {
            Ok(FileWish { hash: Hash::from_bytes(log::exact(&hash)?), from: had.cast_unsigned() })
        };
        rows.into_iter().map(wish).collect()
    }

    /// Counts what was wished for in vain, before the pieces that came in answer are kept. The other goes through the
    /// wishes in their order: those before the last that brought something are not there; those behind it were not
    /// reached, and begin anew.
    pub(crate) async fn were_answered(&self, pieces: &[FilePiece]) -> Result<(), Fault> {
        let wishes: Vec<Hash> = self.file_wishes().await?.into_iter().map(|wish| wish.hash).collect();
        let came = |wish: &Hash| pieces.iter().any(|piece| piece.hash == *wish);
        let tried = wishes.iter().rposition(came).unwrap_or(wishes.len());
        let (tried, untried) = wishes.split_at(tried);
        let in_vain: Vec<Hash> = tried.iter().copied().filter(|wish| !came(wish)).collect();
        self.count_asked("asked + 1", &in_vain).await?;
        self.count_asked("0", untried).await
    }

    async fn count_asked(&self, times: &str, wishes: &[Hash]) -> Result<(), Fault> {
        if wishes.is_empty() {
            return Ok(());
        }
        let list = placeholders(1, wishes.len());
        let sql = AssertSqlSafe(format!("update files_wanted set asked = {times} where hash in ({list})"));
        let hashes = wishes.iter().map(|hash| Value::from(*hash.as_bytes())).collect();
        self.node_tables().run(sql, hashes).await?;
        Ok(())
    }

    /// How many files are still to come.
    pub async fn files_to_come(&self) -> Result<u64, Fault> {
        let sql = "select cast(count(*) as bigint) from files_wanted";
        let (count,): (i64,) = self.reads().one(sql, Vec::new()).await?;
        Ok(count.cast_unsigned())
    }

    /// Pieces of the files another node wishes for, about `budget` bytes. Whoever knows the hash of a file has read it
    /// in an operation that it was entitled to.
    pub(crate) async fn file_pieces(&self, wishes: &[FileWish], mut budget: usize) -> Result<Vec<FilePiece>, Fault> {
        let mut pieces = Vec::new();
        for wish in wishes {
            if budget == 0 || pieces.len() >= PIECES_MAX {
                break;
            }
            let Ok(Some(bytes)) = self.files().get(wish.hash).await else { continue };
            let (total, mut from) = (bytes.len() as u64, wish.from as usize);
            while from < bytes.len() && budget > 0 && pieces.len() < PIECES_MAX {
                let until = (from + PIECE_BYTES.min(budget)).min(bytes.len());
                pieces.push(FilePiece {
                    hash: wish.hash,
                    from: from as u64,
                    total,
                    bytes: bytes[from..until].to_vec(),
                });
                budget -= until - from;
                from = until;
            }
        }
        Ok(pieces)
    }

    /// Keeps pieces of files that are wanted here; one that is whole joins the others, wanted or not. Says how many were
    /// wanted.
    pub async fn take_pieces(&self, pieces: Vec<FilePiece>) -> Result<u64, Fault> {
        let mut wanted = 0;
        for piece in pieces {
            wanted += u64::from(self.take_piece(piece).await?);
        }
        Ok(wanted)
    }

    async fn take_piece(&self, piece: FilePiece) -> Result<bool, Fault> {
        let hash = *piece.hash.as_bytes();
        let end = piece.from.saturating_add(piece.bytes.len() as u64);
        if end > piece.total || piece.total > FILE_BYTES_MAX || piece.bytes.is_empty() {
            return Ok(false);
        }
        let mut tx = self.node_tables().begin().await?;
        if piece.from == 0 && end == piece.total && Files::name(&piece.bytes) == piece.hash {
            self.files().put(piece.bytes).await.map_err(|fault| Fault::Invariant(fault.to_string()))?;
            let wanted = tx.run("delete from files_wanted where hash = $1", params![hash]).await?;
            tx.commit().await?;
            return Ok(wanted > 0);
        }
        let sql = "update files_wanted set had = $1 where hash = $2 and had = $3";
        // Only the next piece is of use; any other comes again.
        if tx.run(sql, params![end.cast_signed(), hash, piece.from.cast_signed()]).await? != 1 {
            tx.rollback().await?;
            return Ok(false);
        }
        let sql =
            "insert into file_pieces (hash, start, content) values ($1, $2, $3) on conflict (hash, start) do nothing";
        tx.run(sql, params![hash, piece.from.cast_signed(), piece.bytes]).await?;
        tx.commit().await?;
        if end == piece.total {
            self.put_together(piece.hash).await?;
        }
        Ok(true)
    }

    async fn put_together(&self, hash: Hash) -> Result<(), Fault> {
        let sql = "select content from file_pieces where hash = $1 order by start";
        let pieces: Vec<(Vec<u8>,)> = self.node_tables().all(sql, params![*hash.as_bytes()]).await?;
        let bytes: Vec<u8> = pieces.into_iter().flat_map(|(piece,)| piece).collect();
        let is_whole = Files::name(&bytes) == hash;
        if is_whole {
            self.files().put(bytes).await.map_err(|fault| Fault::Invariant(fault.to_string()))?;
        }
        let mut tx = self.node_tables().begin().await?;
        tx.run("delete from file_pieces where hash = $1", params![*hash.as_bytes()]).await?;
        // Pieces that do not make the file are asked for again from the beginning.
        let sql = if is_whole {
            "delete from files_wanted where hash = $1"
        } else {
            "update files_wanted set had = 0 where hash = $1"
        };
        tx.run(sql, params![*hash.as_bytes()]).await?;
        Ok(tx.commit().await?)
    }
}

/// Wants files that are not here.
pub(crate) async fn want(tx: &mut Tx, files: &Files, named: &[NamedFile]) -> Result<(), Fault> {
    for &NamedFile { rank, at_ms, hash } in named {
        if files.has(hash).await.map_err(|fault| Fault::Invariant(fault.to_string()))? {
            continue;
        }
        let sql = "insert into files_wanted (hash, rank, named_at, had, asked) values ($1, $2, $3, 0, 0) \
                   on conflict (hash) do nothing";
        tx.run(sql, params![*hash.as_bytes(), rank as i64, at_ms]).await?;
    }
    Ok(())
}
