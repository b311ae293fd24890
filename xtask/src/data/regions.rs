//! `cargo xtask data regions`: makes the files of `data/regions/` anew.
//!
//! The source is the npm package named in [`PACKAGE`], whose data carries the Open Database License. It is fetched by
//! the npm client into a folder of its own and thrown away afterwards. The same package always gives the same bytes:
//! rows are sorted by code and the compression has fixed settings. What the columns mean stands in
//! `data/regions/README.md`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod coordinate;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The exact version: a plain install on an older Node silently takes 3.1.2, whose codes differ.
const PACKAGE: &str = "idn-area-data@4.0.1";

/// File in the package and the number of rows that this version has; another number means another source.
const LEVELS: [(&str, usize); 4] = [("provinces", 38), ("regencies", 514), ("districts", 7_285), ("villages", 83_762)];
const ISLANDS: usize = 17_373;

/// Names in capitals that are abbreviations and stay as they are.
const ABBREVIATIONS: [&str; 4] = ["RD. PJKA", "OP", "MKCM", "WKO"];

/// High enough to be small, low enough that unpacking needs little memory on an old office computer.
const COMPRESSION: i32 = 19;

/// Fetches the package, checks it and writes `regions.csv.zst` and `islands.csv.zst`.
///
/// # Errors
/// When npm or tar is missing or fails, when a file of the package cannot be read, or when the counts are not those of
/// the version this was written for.
pub fn run() -> Result<(), Box<dyn Error>> {
    let scratch = Scratch::new()?;
    let source = fetch(&scratch.0)?;
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/regions");
    fs::create_dir_all(&target)?;
    write_packed(&target.join("regions.csv.zst"), &regions(&source)?)?;
    write_packed(&target.join("islands.csv.zst"), &islands(&source)?)
}

/// A folder that is removed when the work is over, also after an error.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Outcome<Self> {
        let path = std::env::temp_dir().join(format!("hadir-regions-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing can be done about a folder that will not go; the system clears its temporary folder itself.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Downloads and unpacks the package; the answer is the folder with its CSV files.
fn fetch(folder: &Path) -> Outcome<PathBuf> {
    succeed(Command::new("npm").args(["pack", "--silent", PACKAGE]).current_dir(folder))?;
    let archive = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "tgz"))
        .ok_or("npm pack left no archive")?;
    succeed(Command::new("tar").arg("xzf").arg(archive).current_dir(folder))?;
    Ok(folder.join("package/data"))
}

fn succeed(command: &mut Command) -> Outcome<()> {
    let status =
        command.stdout(Stdio::null()).status().map_err(|fault| format!("{command:?} cannot be started: {fault}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}").into()) }
}

/// `code,name` of every level in one table. The parent is the code up to its last full stop.
fn regions(source: &Path) -> Outcome<Vec<u8>> {
    let mut rows = Vec::new();
    for (level, expected) in LEVELS {
        let before = rows.len();
        for row in read(source, level)? {
            let row = row?;
            rows.push([field(&row, "code")?, cased(&field(&row, "name")?)]);
        }
        check_count(level, expected, rows.len() - before)?;
    }
    rows.sort();
    table(&["code", "name"], &rows)
}

/// `code,regency,name,lat,lon`; the regency is empty for islands that the decree counts to a province alone.
fn islands(source: &Path) -> Outcome<Vec<u8>> {
    let mut rows = Vec::new();
    for row in read(source, "islands")? {
        let row = row?;
        let written = field(&row, "coordinate")?;
        let (lat, lon) = coordinate::decimal(&written).ok_or_else(|| format!("not a coordinate: {written}"))?;
        rows.push([
            field(&row, "code")?,
            field(&row, "regency_code")?,
            cased(&field(&row, "name")?),
            format!("{lat:.6}"),
            format!("{lon:.6}"),
        ]);
    }
    check_count("islands", ISLANDS, rows.len())?;
    rows.sort();
    table(&["code", "regency", "name", "lat", "lon"], &rows)
}

type Row = std::collections::BTreeMap<String, String>;

fn read(source: &Path, level: &str) -> Outcome<impl Iterator<Item = Outcome<Row>>> {
    let path = source.join(format!("{level}.csv"));
    let mut reader = csv::Reader::from_path(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
    let heads: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    Ok(reader.into_records().map(move |record| {
        let record = record?;
        Ok(heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect())
    }))
}

fn field(row: &Row, name: &str) -> Outcome<String> {
    Ok(row.get(name).ok_or_else(|| format!("no column {name}"))?.trim().to_owned())
}

fn check_count(level: &str, expected: usize, found: usize) -> Outcome<()> {
    if expected == found {
        return Ok(());
    }
    Err(format!("{level}: {found} rows where {PACKAGE} has {expected}").into())
}

/// Names are kept as given; only one that shouts is written with capital initials.
fn cased(name: &str) -> String {
    let shouts = !name.chars().any(char::is_lowercase) && name.chars().any(char::is_alphabetic);
    if !shouts || ABBREVIATIONS.contains(&name) {
        return name.to_owned();
    }
    let mut begins = true;
    let cased = name.chars().map(|letter| {
        let written = if begins { letter } else { letter.to_lowercase().next().unwrap_or(letter) };
        // An apostrophe stands inside a word (Ki'e) and does not begin a new one.
        begins = !letter.is_alphanumeric() && letter != '\'';
        written
    });
    cased.collect()
}

fn table<const N: usize>(heads: &[&str; N], rows: &[[String; N]]) -> Outcome<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner()?)
}

fn write_packed(path: &Path, bytes: &[u8]) -> Outcome<()> {
    fs::write(path, zstd::bulk::compress(bytes, COMPRESSION)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::cased;

    #[test]
    fn only_shouted_names_change() {
        assert_eq!(cased("KI'E"), "Ki'e");
        assert_eq!(cased("Haar Ohoimur GPM"), "Haar Ohoimur GPM");
        assert_eq!(cased("RD. PJKA"), "RD. PJKA");
    }
}
