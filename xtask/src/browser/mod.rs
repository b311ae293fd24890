//! The browser tests: starts demos of its own and runs the scenarios in `tests-browser` against them.

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

/// Demos that scenarios run against side by side. A scenario waits more than it works, and most machines have two cores.
const DEMOS: usize = 2;

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
    let program = program::build()?;
    // The pictures of the handbook, and a scenario or two, are not worth a second demo.
    let count = if options.pictures || !options.scenarios.is_empty() { 1 } else { DEMOS };
    let scratches = (0..count).map(|_| Scratch::new("demo")).collect::<Result<Vec<_>, _>>()?;
    let demos = start(&program, &scratches)?;
    let urls = demos.iter().map(Demo::url).collect::<Vec<_>>().join(" ");
    println!("Demos run at {urls}.");
    let ran = scenarios(&urls, Some(&program), options);
    // How a demo stops counts too, but the scenarios' verdict is the more telling one.
    demos.into_iter().map(Demo::stop).fold(ran, Result::and)
}

/// A demo in each folder, made side by side.
fn start(program: &Path, folders: &[Scratch]) -> Result<Vec<Demo>, Box<dyn Error>> {
    std::thread::scope(|scope| {
        let start = |folder: &Scratch| Demo::start(program, folder.path()).map_err(|error| error.to_string());
        let starting: Vec<_> = folders.iter().map(|folder| scope.spawn(move || start(folder))).collect();
        let started = starting.into_iter().map(|one| one.join().expect("starting a demo does not panic"));
        started.map(|demo| demo.map_err(Box::from)).collect()
    })
}

/// Where Chromium is.
pub fn find_chromium() -> Option<PathBuf> {
    CHROMIUM_NAMES.into_iter().find_map(process::find)
}

/// `urls` are the addresses of the programs, with spaces between them; `program` is for scenarios that start one of their
/// own; without it they are skipped.
fn scenarios(urls: &str, program: Option<&Path>, options: &Options) -> Result<(), Box<dyn Error>> {
    let pictures = process::root().join(PICTURES);
    let mut node = process::command("node");
    node.current_dir(process::root().join(FOLDER)).arg("run.mjs").env("BASE_URL", urls).env("OUT", &pictures);
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
