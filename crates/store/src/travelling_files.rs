//! Files that travel behind the operations that name them: wished for by hash, sent in pieces, whole again once the last
//! piece is here.

use std::collections::BTreeMap;

use hadir_oplog::sync::{FilePiece, FileWish};
use hadir_oplog::{AggregateId, Hash};
use sqlx::AssertSqlSafe;

use crate::append::placeholders;
use crate::db::Tx;
use crate::family::family_of;
use crate::named_file::{FileRank, NamedFile};
use crate::value::Value;
use crate::{Fault, Files, Store, log, params};

/// Files wished for at once over a line.
pub(crate) const FILE_WISHES_MAX: i64 = 16;
/// How often a file is asked for in vain before it waits behind all others.
const ASKED_MAX: i64 = 8;
/// When a file was named of which a piece came before the operation that names it.
const UNNAMED: i64 = i64::MIN;
/// Histories looked through at once.
const AGGREGATES_AT_ONCE: i64 = 256;
/// Pieces given at once.
const PIECES_MAX: usize = 32;
/// Bytes of one piece.
const PIECE_BYTES: usize = 64 * 1024;
/// Stretches of one file that are kept before it is whole: at most these, and no finer than this on average. Nobody cuts a
/// file so small who means to give it.
const STRETCHES_MAX: u64 = 4_096;
const STRETCH_BYTES_MIN: u64 = 4_096;
/// Files that nothing here names yet and that are kept in part all the same.
const UNNAMED_MAX: i64 = 1_000;
/// Bytes of a file that is taken at all.
pub(crate) const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

impl Store {
    /// So many files to wish for next: previews before all else; of either, one that has begun to come, then the latest named.
    /// What was asked for in vain again and again, as nobody may have it any more, waits behind all that, and takes turns.
    pub(crate) async fn file_wishes(&self, most: i64) -> Result<Vec<FileWish>, Fault> {
        let sql = "select hash, had from files_wanted \
                   order by case when asked < $1 then 0 else asked end, rank, had = 0, named_at desc, hash limit $2";
        let rows: Vec<(Vec<u8>, i64)> = self.reads().all(sql, params![ASKED_MAX, most]).await?;
        let wish = |(hash, had): (Vec<u8>, i64)| {
            Ok(FileWish { hash: Hash::from_bytes(log::exact(&hash)?), from: had.cast_unsigned() })
        };
        rows.into_iter().map(wish).collect()
    }

    /// Counts what was wished for in vain, before the pieces that came in answer are kept. The other goes through the
    /// wishes in their order: those before the last that brought something are not there; those behind it were not
    /// reached, and begin anew.
    pub(crate) async fn were_answered(&self, pieces: &[FilePiece]) -> Result<(), Fault> {
        let wishes: Vec<Hash> = self.file_wishes(FILE_WISHES_MAX).await?.into_iter().map(|wish| wish.hash).collect();
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
            tx.run("delete from file_pieces where hash = $1", params![hash]).await?;
            tx.commit().await?;
            return Ok(wanted > 0);
        }
        let sql = "select had from files_wanted where hash = $1";
        let Some((had,)) = tx.optional::<(i64,)>(sql, params![hash]).await? else {
            tx.rollback().await?;
            return Ok(false);
        };
        // Pieces come in any order and cut anyhow: over a line, from several sticks. Only what is not here yet is kept.
        let mut here = held_ranges(&mut tx, &hash).await?;
        let new = here.add(piece.from, end);
        if here.count > (64 + piece.total / STRETCH_BYTES_MIN).min(STRETCHES_MAX) {
            tx.run("delete from file_pieces where hash = $1", params![hash]).await?;
            tx.run("update files_wanted set had = 0 where hash = $1", params![hash]).await?;
            tx.commit().await?;
            return Ok(false);
        }
        for (from, until) in &new {
            let (start, bytes) =
                (from - piece.from, &piece.bytes[(from - piece.from) as usize..(until - piece.from) as usize]);
            let sql = "insert into file_pieces (hash, start, content) values ($1, $2, $3)";
            tx.run(sql, params![hash, (piece.from + start).cast_signed(), bytes.to_vec()]).await?;
        }
        let now = here.unbroken().cast_signed();
        let sql = "update files_wanted set had = $1 where hash = $2 and had = $3";
        if new.is_empty() || tx.run(sql, params![now, hash, had]).await? != 1 {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.commit().await?;
        if now.cast_unsigned() >= piece.total {
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

impl Store {
    /// Wants files of which a bundle brings only a piece and that nothing here names yet: pieces of a bundle come in any
    /// order, and the operations that name them may come last. Until then they wait behind all others.
    pub(crate) async fn want_begun(&self, pieces: &[FilePiece]) -> Result<(), Fault> {
        let is_part = |piece: &&FilePiece| !piece.bytes.is_empty() && (piece.bytes.len() as u64) < piece.total;
        for piece in pieces.iter().filter(is_part).filter(|piece| piece.total <= FILE_BYTES_MAX) {
            let sql = "select cast(count(*) as bigint) from files_wanted where named_at = $1";
            let (unnamed,): (i64,) = self.node_tables().one(sql, params![UNNAMED]).await?;
            if unnamed >= UNNAMED_MAX {
                return Ok(());
            }
            if self.files().has(piece.hash).await.map_err(|fault| Fault::Invariant(fault.to_string()))? {
                continue;
            }
            let sql = "insert into files_wanted (hash, rank, named_at, had, asked) values ($1, $2, $3, 0, $4) \
                       on conflict (hash) do nothing";
            let rank = FileRank::Whole as i64;
            self.node_tables().run(sql, params![*piece.hash.as_bytes(), rank, UNNAMED, ASKED_MAX]).await?;
        }
        Ok(())
    }

    /// Wants every file that anything here names and that is not here: after a restore, which knows nothing of what the
    /// database it was made of had asked for.
    pub async fn want_named_files(&self) -> Result<(), Fault> {
        let mut after: Vec<u8> = Vec::new();
        loop {
            let sql = "select id from aggregates where id > $1 order by id limit $2";
            let rows: Vec<(Vec<u8>,)> = self.reads().all(sql, params![after, AGGREGATES_AT_ONCE]).await?;
            let Some((last,)) = rows.last() else { return Ok(()) };
            after = last.clone();
            let ids = rows.iter().map(|(id,)| Ok(AggregateId::from_bytes(log::exact(id)?)));
            let mut tx = self.node_tables().begin().await?;
            for (id, entries) in log::histories(&mut tx, &ids.collect::<Result<Vec<_>, Fault>>()?).await? {
                let Some(family) = family_of(&self.0.families, &entries, &self.standings()) else { continue };
                want(&mut tx, self.files(), &(family.fold)(id, &entries, &self.standings()).files()).await?;
            }
            tx.commit().await?;
        }
    }
}

/// Stretches of a file that are here, none of which touches another.
#[derive(Default)]
struct Ranges {
    by_start: BTreeMap<u64, u64>,
    /// How many stretches were added.
    count: u64,
}

impl Ranges {
    /// Adds a stretch. Gives what of it was not there.
    fn add(&mut self, from: u64, until: u64) -> Vec<(u64, u64)> {
        self.count += 1;
        let mut new = Vec::new();
        let (mut at, mut joined) = (from, (from, until));
        let touched: Vec<(u64, u64)> =
            self.by_start.range(..=until).filter(|(_, end)| **end >= from).map(|(start, end)| (*start, *end)).collect();
        for (start, end) in touched {
            if at < start {
                new.push((at, start));
            }
            at = at.max(end);
            joined = (joined.0.min(start), joined.1.max(end));
            self.by_start.remove(&start);
        }
        if at < until {
            new.push((at, until));
        }
        self.by_start.insert(joined.0, joined.1);
        new
    }

    /// How far it is here from its beginning on.
    fn unbroken(&self) -> u64 {
        self.by_start.get(&0).copied().unwrap_or(0)
    }
}

/// What is here of a file that has begun to come.
async fn held_ranges(tx: &mut Tx, hash: &[u8; 32]) -> Result<Ranges, Fault> {
    let sql = "select start, cast(length(content) as bigint) from file_pieces where hash = $1 order by start";
    let mut ranges = Ranges::default();
    for (start, length) in tx.all::<(i64, i64)>(sql, params![*hash]).await? {
        ranges.add(start.cast_unsigned(), start.saturating_add(length).cast_unsigned());
    }
    Ok(ranges)
}

/// Wants files that are not here.
pub(crate) async fn want(tx: &mut Tx, files: &Files, named: &[NamedFile]) -> Result<(), Fault> {
    for &NamedFile { rank, at_ms, hash } in named {
        if files.has(hash).await.map_err(|fault| Fault::Invariant(fault.to_string()))? {
            continue;
        }
        let sql = "insert into files_wanted (hash, rank, named_at, had, asked) values ($1, $2, $3, 0, 0) \
                   on conflict (hash) do update \
                   set rank = excluded.rank, named_at = excluded.named_at, asked = 0 where files_wanted.named_at = $4";
        tx.run(sql, params![*hash.as_bytes(), rank as i64, at_ms, UNNAMED]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_pieces_that_overlap_only_what_is_new_is_kept() {
        let mut here = Ranges::default();
        assert_eq!(here.add(10, 20), [(10, 20)]);
        assert_eq!(here.add(30, 40), [(30, 40)]);
        assert_eq!(here.add(12, 18), []);
        assert_eq!(here.add(5, 35), [(5, 10), (20, 30)]);
        assert_eq!((here.unbroken(), here.by_start.len()), (0, 1));
        assert_eq!(here.add(0, 50), [(0, 5), (40, 50)]);
        assert_eq!(here.unbroken(), 50);
        assert_eq!(here.add(50, 60), [(50, 60)]);
        assert_eq!(here.unbroken(), 60);
    }
}
