//! What was asked on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::measures;
use crate::syncing::Wanted;

/// What the program does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Measures what the program does in a second.
    Run(Run),
    /// Measures what syncing costs.
    Sync(Wanted),
    /// Serves the baseline.
    Bare {
        /// The database.
        data: PathBuf,
        /// Rows it has at least.
        rows: u64,
        /// Where to serve.
        listen: SocketAddr,
    },
}

/// How to measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Numbers of cases to measure at, the smallest first.
    pub cases: Vec<u64>,
    /// Names of what to measure; empty means everything.
    pub only: Vec<String>,
    /// Short rounds, for trying things out.
    pub is_quick: bool,
    /// Whether the figures become those that later runs are compared with.
    pub keep: bool,
    /// Whether to make the data anew although an earlier run left some.
    pub is_fresh: bool,
    /// Hadir's program.
    pub program: PathBuf,
    /// Where data and figures go.
    pub out: PathBuf,
    /// The figures that later runs are compared with.
    pub kept: PathBuf,
}

impl Default for Run {
    fn default() -> Run {
        Run {
            cases: vec![10_000, 1_000_000],
            only: Vec::new(),
            is_quick: false,
            keep: false,
            is_fresh: false,
            program: "target/release/hadir".into(),
            out: "target/bench".into(),
            kept: "bench/baseline.json".into(),
        }
    }
}

/// How the program is used.
pub const USAGE: &str = "\
Measures Hadir beside the bare stack, and its syncing beside PouchDB; usually run as `cargo xtask bench`

  hadir-bench run [--cases N,…] [--only NAME,…] [--quick] [--keep] [--fresh]
                  [--program FILE] [--out DIR] [--kept FILE]
  hadir-bench sync [--seeds N] [--beside N] [--first N,…] [--quick] [--keep]
                   [--program FILE] [--out DIR] [--kept FILE]
  hadir-bench bare --data FILE --rows N --listen ADDR

  --cases    numbers of cases to measure at (10000,1000000)
  --only     what to measure; the names are the first words of the table
  --quick    short rounds, for trying things out
  --keep     later runs show their change against this one
  --fresh    makes the data anew

  --seeds    how often a hundred reports are synced, each time with other words and other losses (20)
  --beside   how often PouchDB replicates them; 0 leaves it out (3)
  --first    cases of first syncs; 0 leaves them out (10000,150000)
";

impl Command {
    /// Reads the arguments; an error is a sentence for the reader.
    pub fn read(arguments: &[&str]) -> Result<Command, String> {
        match arguments {
            ["run", options @ ..] => Run::read(options).map(Command::Run),
            ["sync", options @ ..] => Wanted::read(options).map(Command::Sync),
            ["bare", "--data", data, "--rows", rows, "--listen", listen] => Ok(Command::Bare {
                data: data.into(),
                rows: rows.parse().map_err(|_| format!("`{rows}` is no number of rows."))?,
                listen: listen.parse().map_err(|_| format!("`{listen}` is no address."))?,
            }),
            _ => Err("Name a command and its options.".to_owned()),
        }
    }
}

impl Run {
    fn read(options: &[&str]) -> Result<Run, String> {
        let mut run = Run::default();
        let mut rest = options.iter();
        while let Some(&option) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("`{option}` needs a value."));
            match option {
                "--cases" => run.cases = numbers(value()?)?,
                "--only" => run.only = names(value()?)?,
                "--quick" => run.is_quick = true,
                "--keep" => run.keep = true,
                "--fresh" => run.is_fresh = true,
                "--program" => run.program = value()?.into(),
                "--out" => run.out = value()?.into(),
                "--kept" => run.kept = value()?.into(),
                _ => return Err(format!("`run` has no option `{option}`.")),
            }
        }
        Ok(run)
    }

    /// Whether something is to be measured.
    pub fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|wanted| wanted == name)
    }
}

fn numbers(list: &str) -> Result<Vec<u64>, String> {
    let number = |text: &str| text.trim().parse().map_err(|_| format!("`{text}` is no number of cases."));
    let mut numbers: Vec<u64> = list.split(',').map(number).collect::<Result<_, _>>()?;
    numbers.sort_unstable();
    Ok(numbers)
}

fn names(list: &str) -> Result<Vec<String>, String> {
    let known = |name: &&str| match measures::NAMES.contains(name) {
        true => Ok((*name).to_owned()),
        false => Err(format!("`{name}` is not measured; there are {}.", measures::NAMES.join(", "))),
    };
    list.split(',').collect::<Vec<_>>().iter().map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let read = Command::read(&["run", "--cases", "500,20", "--only", "inbox,start", "--quick"]).unwrap();
        let Command::Run(run) = read else { panic!("that is a run") };
        assert_eq!((run.cases.as_slice(), run.is_quick), ([20, 500].as_slice(), true));
        assert!(run.wants("start") && !run.wants("search"));
    }

    #[test]
    fn what_is_unknown_is_named() {
        assert!(Command::read(&["run", "--only", "inbx"]).unwrap_err().contains("`inbx`"));
        assert!(Command::read(&["run", "--fast"]).unwrap_err().contains("`--fast`"));
        assert!(Command::read(&["run", "--cases"]).unwrap_err().contains("needs"));
        assert!(Command::read(&[]).is_err());
    }
}
