//! Benchmarks: builds the program and its measuring companion in release, and lets the companion measure.

use std::env;
use std::error::Error;
use std::path::PathBuf;

use crate::process::{self, cargo, root};

/// Where data and figures go, under the target folder.
const OUT: &str = "bench";

/// The figures that later runs are compared with, relative to the root.
const KEPT: &str = "bench/baseline.json";

/// Builds and measures; the options are the companion's own.
pub fn run(options: &[&str]) -> Result<(), Box<dyn Error>> {
    // One build for both, so that they share every dependency.
    let mut build = cargo(&["build", "--release", "--package", "hadir", "--package", "hadir-bench"]);
    process::run(&mut build, "The program does not compile in release, see above.")?;
    let target = target_folder();
    let mut bench = process::command(target.join("release/hadir-bench"));
    bench.arg("run").args(options);
    bench.arg("--program").arg(target.join("release/hadir"));
    bench.arg("--out").arg(target.join(OUT));
    bench.arg("--kept").arg(root().join(KEPT));
    process::run(&mut bench, "Something was not measured, or a budget within the run is missed; see the table.")
}

fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
