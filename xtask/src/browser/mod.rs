//! The browser tests: starts a demo of its own and runs the scenarios in `tests-browser` against it.

mod options;
mod program;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use hadir_testkit::scratch::Scratch;

pub use options::Options;
use program::Demo;

use crate::gate::Outcome;
use crate::process;

/// The folder of the scenarios, relative to the root.
pub const FOLDER: &str = "tests-browser";

/// Where pictures go, relative to the root.
const PICTURES: &str = "target/browser";

/// Where the pictures of the handbook are, relative to the root.
const HANDBOOK_PICTURES: &str = "docs/pictures";

/// The scenarios that make them.
const HANDBOOK_SCENARIOS: &str = "pictures";

/// What the pinned browser driver needs.
const NODE_MAJOR_MIN: u32 = 20;

/// The names Chromium goes by; the scenarios look for the same.
const CHROMIUM_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The step of the gate: all scenarios, or why they cannot run here.
pub fn step() -> Result<Outcome, Box<dyn Error>> {
    if let Some(missing) = missing() {
        return Ok(Outcome::Skipped(missing));
    }
    run(&Options::default())?;
    Ok(Outcome::Passed)
}

/// Runs the wanted scenarios.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    if let Some(url) = &options.url {
        return scenarios(url, None, options);
    }
    let scratch = Scratch::new("demo")?;
    let program = program::build()?;
    let demo = Demo::start(&program, scratch.path())?;
    println!("The demo runs at {}.", demo.url());
    let ran = scenarios(demo.url(), Some(&program), options);
    // How the demo stops counts too, but the scenarios' verdict is the more telling one.
    ran.and(demo.stop())
}

/// Where Chromium is.
pub fn find_chromium() -> Option<PathBuf> {
    CHROMIUM_NAMES.into_iter().find_map(process::find)
}

/// `program` is for scenarios that start one of their own; without it they are skipped.
fn scenarios(url: &str, program: Option<&Path>, options: &Options) -> Result<(), Box<dyn Error>> {
    let pictures = process::root().join(PICTURES);
    let mut node = process::command("node");
    node.current_dir(process::root().join(FOLDER)).arg("run.mjs").env("BASE_URL", url).env("OUT", &pictures);
    if let Some(program) = program {
        node.env("HADIR", program);
    }
    if options.pictures {
        node.arg(HANDBOOK_SCENARIOS).env("PICTURES", process::root().join(HANDBOOK_PICTURES));
    } else {
        node.args(&options.scenarios);
    }
    process::run(&mut node, &format!("Some scenarios failed; pictures are in {PICTURES}."))
}

/// Why the scenarios cannot run here, as a sentence.
fn missing() -> Option<String> {
    if find_chromium().is_none() {
        return Some("Chromium is not installed.".to_owned());
    }
    match node_major() {
        None => return Some("Node is not installed.".to_owned()),
        Some(major) if major < NODE_MAJOR_MIN => {
            return Some(format!("Node {major} is too old, {NODE_MAJOR_MIN} is needed."));
        }
        Some(_) => {}
    }
    let packages = process::root().join(FOLDER).join("node_modules");
    (!packages.exists()).then(|| "The browser tests' packages are not installed: run the step `prepare`.".to_owned())
}

fn node_major() -> Option<u32> {
    let output = Command::new("node").arg("--version").output().ok()?;
    major_of(&String::from_utf8(output.stdout).ok()?)
}

/// The major number of a version printed as `v20.20.2`.
fn major_of(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major_of("v20.20.2\n"), Some(20));
        assert_eq!(major_of("unknown"), None);
    }
}
