//! The regions of all Indonesia: provinces, regencies, districts, villages, by their Kemendagri codes.
//!
//! Reference data in the node's own tables, not operations: every installation has the same, from
//! `data/regions/regions.csv.zst`. The region above follows from the code: `65.03.01` is above `65.03.01.2001`.

use std::io::Read;

use hadir_store::{Fault, Store, Tx, Value, params};

/// Regions written with one statement: three values each, below the 32,766 values SQLite takes.
const ROWS_AT_ONCE: usize = 500;
/// The node's note of which file it loaded last.
const LOADED: &str = "regions_loaded";

/// One region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// How deep a region lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Provinsi, `65`.
    Province,
    /// Kabupaten or kota, `65.03`.
    Regency,
    /// Kecamatan, `65.03.01`.
    District,
    /// Desa or kelurahan, `65.03.01.2001`.
    Village,
}

/// Why regions could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum RegionsError {
    /// The file is not zstd.
    #[error("the file of regions cannot be unpacked")]
    Packing(#[from] std::io::Error),
    /// A row is not `code,name` with a Kemendagri code.
    #[error("line {line} of the file of regions is not a code and a name")]
    Row {
        /// The line, counted from 1.
        line: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] Fault),
}

impl Level {
    /// The level of a code; none when it is not one.
    pub fn of(code: &str) -> Option<Self> {
        let lengths: Vec<_> = code.split('.').map(str::len).collect();
        let is_digits = code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        match (is_digits, lengths.as_slice()) {
            (true, [2]) => Some(Self::Province),
            (true, [2, 2]) => Some(Self::Regency),
            (true, [2, 2, 2]) => Some(Self::District),
            (true, [2, 2, 2, 4]) => Some(Self::Village),
            _ => None,
        }
    }
}

/// What a file compressed with zstd begins with.
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Most bytes of text that are read; all of Indonesia has about three million.
const TEXT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The code of the region above; empty above a province.
pub fn parent(code: &str) -> &str {
    code.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// Loads regions, `code,name` as CSV, plain or compressed with zstd, unless the node holds exactly these already. Says how many it loaded; `progress` hears how
/// many are written so far.
pub async fn load(store: &Store, packed: &[u8], mut progress: impl FnMut(usize)) -> Result<usize, RegionsError> {
    let mark = blake3::hash(packed).to_hex().to_string();
    if crate::node_settings::get(store, LOADED).await? == Some(mark.clone()) {
        return Ok(0);
    }
    let regions = unpack(packed)?;
    let mut tx = store.node_tables().begin().await.map_err(Fault::from)?;
    tx.run("delete from regions", Vec::new()).await.map_err(Fault::from)?;
    let mut written = 0;
    for rows in regions.chunks(ROWS_AT_ONCE) {
        insert(&mut tx, rows).await?;
        written += rows.len();
        progress(written);
    }
    let sql =
        "insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    tx.run(sql, params![LOADED, mark]).await.map_err(Fault::from)?;
    tx.commit().await.map_err(Fault::from)?;
    Ok(written)
}

fn unpack(packed: &[u8]) -> Result<Vec<Region>, RegionsError> {
    let mut text = String::new();
    let source: Box<dyn Read> =
        if packed.starts_with(&ZSTD_MAGIC) { Box::new(zstd::Decoder::new(packed)?) } else { Box::new(packed) };
    source.take(TEXT_BYTES_MAX).read_to_string(&mut text)?;
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let mut regions = Vec::new();
    for row in rows.records() {
        let row = row.map_err(|error| RegionsError::Row { line: error.position().map_or(0, csv::Position::line) })?;
        let line = row.position().map_or(0, csv::Position::line);
        let (Some(code), Some(name)) = (row.get(0), row.get(1)) else { return Err(RegionsError::Row { line }) };
        if Level::of(code).is_none() {
            return Err(RegionsError::Row { line });
        }
        regions.push(Region { code: code.to_owned(), name: name.to_owned() });
    }
    Ok(regions)
}

async fn insert(tx: &mut Tx, regions: &[Region]) -> Result<(), Fault> {
    let places: Vec<_> =
        (0..regions.len()).map(|row| format!("(${}, ${}, ${})", row * 3 + 1, row * 3 + 2, row * 3 + 3)).collect();
    let sql = format!("insert into regions (code, parent, name) values {}", places.join(", "));
    let values = regions.iter().flat_map(|region| -> [Value; 3] {
        [Value::from(&region.code), Value::from(parent(&region.code)), Value::from(&region.name)]
    });
    tx.run(sqlx::AssertSqlSafe(sql), values.collect()).await?;
    Ok(())
}

/// The regions directly below one, by name; below the empty code the provinces.
pub async fn children(store: &Store, code: &str) -> Result<Vec<Region>, Fault> {
    let sql = "select code, name from regions where parent = $1 order by name, code";
    let rows: Vec<(String, String)> = store.reads().all(sql, params![code]).await?;
    Ok(rows.into_iter().map(|(code, name)| Region { code, name }).collect())
}

/// The name of a region.
pub async fn name(store: &Store, code: &str) -> Result<Option<String>, Fault> {
    let found: Option<(String,)> =
        store.reads().optional("select name from regions where code = $1", params![code]).await?;
    Ok(found.map(|(name,)| name))
}

/// The region with all above it down to its regency, as people say it: "Sungai Nyamuk, Sebatik Timur". The regency
/// and the province go without saying, unless they are the region itself.
pub async fn place(store: &Store, code: &str) -> Result<Option<String>, Fault> {
    let Some(level) = Level::of(code) else { return Ok(None) };
    let Some(own) = name(store, code).await? else { return Ok(None) };
    if level < Level::Village {
        return Ok(Some(own));
    }
    let district = name(store, parent(code)).await?;
    Ok(Some(district.map_or(own.clone(), |district| format!("{own}, {district}"))))
}

/// Every district of a regency with its villages, both by name.
pub async fn villages(store: &Store, regency: &str) -> Result<Vec<(Region, Vec<Region>)>, Fault> {
    let sql = "select d.code, d.name, v.code, v.name from regions d join regions v on v.parent = d.code \
               where d.parent = $1 order by d.name, d.code, v.name, v.code";
    let rows: Vec<(String, String, String, String)> = store.reads().all(sql, params![regency]).await?;
    let mut districts: Vec<(Region, Vec<Region>)> = Vec::new();
    for (code, name, village, village_name) in rows {
        let village = Region { code: village, name: village_name };
        match districts.last_mut() {
            Some((district, villages)) if district.code == code => villages.push(village),
            _ => districts.push((Region { code, name }, vec![village])),
        }
    }
    Ok(districts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_how_deep_it_lies_and_what_is_above() {
        assert_eq!(Level::of("65"), Some(Level::Province));
        assert_eq!(Level::of("65.03.01.2001"), Some(Level::Village));
        for bad in ["", "6", "65.3", "65.03.01.2001.1", "65.0a"] {
            assert_eq!(Level::of(bad), None, "{bad}");
        }
        assert_eq!(parent("65.03.01.2001"), "65.03.01");
        assert_eq!(parent("65"), "");
    }
}
