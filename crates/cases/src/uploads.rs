//! Photos that follow a report in pieces, so that a cut connection loses a piece and not a photo.
//!
//! Pieces lie in a table of the node until the last one is here; then the photo is taken in like any other and the pieces
//! go. Whoever sends them proves it with the form token the report was filed with.

use hadir_store::{Fault, Pool, Store, params};

use crate::token::Token;

/// Largest piece, in bytes.
pub(crate) const PIECE_BYTES_MAX: usize = 64 * 1024;
/// Pieces nobody came back for are thrown away after this long, in milliseconds: a week.
const KEPT_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// One photo on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UploadId([u8; 16]);

impl UploadId {
    /// The `n`th photo of the report that a token stands for.
    pub fn new(token: &Token, n: u32) -> Self {
        let hash = blake3::derive_key("hadir upload v1", &[&n.to_le_bytes(), token.as_bytes()].concat());
        Self(*hash.first_chunk().expect("a hash is longer than 16 bytes"))
    }
}

/// Which pieces are here already, ascending.
pub(crate) async fn pieces(pool: &Pool, id: UploadId) -> Result<Vec<i64>, Fault> {
    let rows: Vec<(i64,)> = pool.all("select piece from uploads where id = $1 order by piece", params![id.0]).await?;
    Ok(rows.into_iter().map(|(piece,)| piece).collect())
}

/// Keeps a piece. The same piece again changes nothing.
pub(crate) async fn keep(store: &Store, id: UploadId, piece: i64, content: Vec<u8>) -> Result<(), Fault> {
    let sql = "insert into uploads (id, piece, content, received_at) values ($1, $2, $3, $4) on conflict (id, piece) do nothing";
    store.node_tables().run(sql, params![id.0, piece, content, store.clock().now()]).await?;
    Ok(())
}

/// The whole photo, if pieces `0..count` are all here.
pub(crate) async fn assemble(pool: &Pool, id: UploadId, count: i64) -> Result<Option<Vec<u8>>, Fault> {
    let sql = "select piece, content from uploads where id = $1 and piece < $2 order by piece";
    let rows: Vec<(i64, Vec<u8>)> = pool.all(sql, params![id.0, count]).await?;
    let is_whole = count > 0 && rows.iter().map(|(piece, _)| *piece).eq(0..count);
    Ok(is_whole.then(|| rows.into_iter().flat_map(|(_, content)| content).collect()))
}

/// Throws the pieces of a photo away, and those of others that were left lying.
pub(crate) async fn clear(store: &Store, id: UploadId) -> Result<(), Fault> {
    let long_ago = store.clock().now_ms() - KEPT_MS;
    let sql = "delete from uploads where id = $1 or received_at < $2";
    store.node_tables().run(sql, params![id.0, long_ago]).await?;
    Ok(())
}
