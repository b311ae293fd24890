//! Benchmarks: builds the program and its measuring companion in release, and lets the companion measure.

use std::env;
use std::error::Error;
use std::path::PathBuf;

use crate::process::{self, cargo, root};

/// Where data and figures go, under the target folder.
const OUT: &str = "bench";

/// The figures that later runs are compared with, relative to the root.
const KEPT: &str = "bench/baseline.json";
const KEPT_OF_SYNC: &str = "bench/baseline-sync.json";

/// Builds and measures; the options are the companion's own.
pub fn run(options: &[&str]) -> Result<(), Box<dyn Error>> {
    let (command, options, kept) = match options {
        ["sync", options @ ..] => ("sync", options, KEPT_OF_SYNC),
        options => ("run", options, KEPT),
    };
    // The program by itself, so that it is the one people get: built together, features of the companion's
    // dependencies would be the program's too.
    for package in ["hadir", "hadir-bench"] {
        let mut build = cargo(&["build", "--release", "--package", package]);
        process::run(&mut build, "The program does not compile in release, see above.")?;
    }
    let target = target_folder();
    let mut bench = process::command(target.join("release/hadir-bench"));
    bench.arg(command).args(options);
    bench.arg("--program").arg(target.join("release/hadir"));
    bench.arg("--out").arg(target.join(OUT));
    bench.arg("--kept").arg(root().join(kept));
    process::run(&mut bench, "Something was not measured, or a budget within the run is missed; see the table.")
}

fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
