//! What a delta says, and so what it may cost: the bodies of its operations, compressed.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::Failure;

/// How hard zstd tries, as for a parcel on a thin link.
const LEVEL: i32 = 19;
/// Times the compressed bodies, and bytes for one signature and the talk around it.
const TIMES_MAX: f64 = 1.2;
const BYTES_MORE: f64 = 300.0;

/// How many commits each chain of a database has, by the number it has there.
pub type Heads = BTreeMap<i64, i64>;

/// Where the chains of a database end now.
pub async fn heads(database: &Path) -> Result<Heads, Failure> {
    let pool = open(database).await?;
    let heads: Vec<(i64, i64)> = sqlx::query_as("select id, commits from chains").fetch_all(&pool).await?;
    pool.close().await;
    Ok(heads.into_iter().collect())
}

/// The bodies of every operation that stands behind these heads, in their order.
pub async fn since(database: &Path, heads: &Heads) -> Result<Vec<Vec<u8>>, Failure> {
    let pool = open(database).await?;
    let sql = "select chain, seq, bodies from operations order by chain, seq, place";
    let rows: Vec<(i64, i64, Vec<u8>)> = sqlx::query_as(sql).fetch_all(&pool).await?;
    pool.close().await;
    let new = rows.into_iter().filter(|(chain, seq, _)| *seq >= heads.get(chain).copied().unwrap_or(0));
    new.map(|(_, _, bodies)| contents(&bodies)).collect()
}

/// What a delta with these bodies may cost: 1.2 times all of them compressed as one, their salts included, and 300 bytes.
/// No dictionary helps, and neither heads nor hashes, numbers or names of operations count.
pub fn limit(bodies: &[Vec<u8>]) -> Result<f64, Failure> {
    let compressed = zstd::bulk::compress(&bodies.concat(), LEVEL)?.len();
    Ok(TIMES_MAX * compressed as f64 + BYTES_MORE)
}

/// The bytes of all bodies of an operation as its column holds them: each a slot and its bytes.
fn contents(column: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut decoder = minicbor::Decoder::new(column);
    let mut contents = Vec::new();
    for _ in 0..decoder.array()?.unwrap_or(0) / 2 {
        decoder.u8()?;
        contents.extend_from_slice(decoder.bytes()?);
    }
    Ok(contents)
}

async fn open(database: &Path) -> Result<SqlitePool, Failure> {
    let options = SqliteConnectOptions::new().filename(database).read_only(true);
    Ok(SqlitePoolOptions::new().max_connections(1).connect_with(options).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_gives_its_bodies_without_their_slots() {
        // [0, h'0102', 1, h'03']
        assert_eq!(contents(&[0x84, 0, 0x42, 1, 2, 1, 0x41, 3]).unwrap(), [1, 2, 3]);
        assert!(contents(&[0x84, 0, 0x42, 1]).is_err());
    }

    #[test]
    fn the_limit_counts_what_is_said_twice_once_and_chance_in_full() {
        let said = vec![b"Lampu jalan di depan balai desa padam.".to_vec()];
        let often = vec![said[0].clone(); 100];
        assert!(limit(&often).unwrap() < limit(&said).unwrap() + 30.0);
        let mut chance = vec![0; 1_000];
        hadir_testkit::random::Seeded::new(1).fill(&mut chance);
        let limit = limit(&[chance]).unwrap();
        assert!((1_500.0..1_520.0).contains(&limit), "{limit}");
    }
}
