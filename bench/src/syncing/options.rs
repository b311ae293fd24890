//! What was asked of `bench sync`.

use std::path::PathBuf;

/// How to measure syncing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How often the delta is made, sent and timed, each time with other reports and other losses.
    pub seeds: u64,
    /// How often PouchDB replicates the same; it takes much longer. At most the seeds.
    pub beside: u64,
    /// Numbers of cases of first syncs, the smallest first.
    pub first: Vec<u64>,
    /// Whether the figures become those that later runs are compared with.
    pub keep: bool,
    /// Hadir's program.
    pub program: PathBuf,
    /// Where data and figures go.
    pub out: PathBuf,
    /// The figures that later runs are compared with.
    pub kept: PathBuf,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted {
            seeds: 20,
            beside: 3,
            first: vec![10_000, 150_000],
            keep: false,
            program: "target/release/hadir".into(),
            out: "target/bench".into(),
            kept: "bench/baseline-sync.json".into(),
        }
    }
}

impl Wanted {
    /// Reads the options; an error is a sentence for the reader.
    pub fn read(options: &[&str]) -> Result<Wanted, String> {
        let mut wanted = Wanted::default();
        let mut rest = options.iter();
        while let Some(&option) = rest.next() {
            let mut value = || rest.next().copied().ok_or_else(|| format!("`{option}` needs a value."));
            match option {
                "--seeds" => wanted.seeds = number(value()?)?,
                "--beside" => wanted.beside = number(value()?)?,
                "--first" => wanted.first = numbers(value()?)?,
                "--quick" => (wanted.seeds, wanted.beside, wanted.first) = (3, 1, vec![4_000]),
                "--keep" => wanted.keep = true,
                "--program" => wanted.program = value()?.into(),
                "--out" => wanted.out = value()?.into(),
                "--kept" => wanted.kept = value()?.into(),
                _ => return Err(format!("`sync` has no option `{option}`.")),
            }
        }
        wanted.beside = wanted.beside.min(wanted.seeds);
        Ok(wanted)
    }
}

fn number(text: &str) -> Result<u64, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is no number."))
}

/// Numbers with commas; `0` stands for none.
fn numbers(list: &str) -> Result<Vec<u64>, String> {
    let mut numbers: Vec<u64> = list.split(',').map(number).collect::<Result<_, _>>()?;
    numbers.retain(|number| *number > 0);
    numbers.sort_unstable();
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_what_is_unknown_is_named() {
        let wanted = Wanted::read(&["--seeds", "2", "--first", "500,20"]).unwrap();
        assert_eq!((wanted.seeds, wanted.beside, wanted.first.as_slice()), (2, 2, [20, 500].as_slice()));
        assert!(Wanted::read(&["--first", "0"]).unwrap().first.is_empty());
        assert!(Wanted::read(&["--sedes", "2"]).unwrap_err().contains("`--sedes`"));
        assert!(Wanted::read(&["--seeds"]).unwrap_err().contains("needs"));
        assert!(Wanted::read(&["--seeds", "two"]).unwrap_err().contains("`two`"));
    }
}
