//! Leaving a test out, honestly: said in words on a developer's machine, a failure in CI.

use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// Names the file that collects the reasons of a whole run; `xtask test` prints them at the end.
pub const LIST_VARIABLE: &str = "HADIR_SKIPPED_LIST";

/// Leaves the calling test with a reason: `skip!("PostgreSQL is not installed here")`.
///
/// With `CI=true` the test fails instead, because nobody reads the output of a green run.
#[macro_export]
macro_rules! skip {
    ($($reason:tt)+) => {{
        $crate::skip::say(::core::module_path!(), ::core::format_args!($($reason)+));
        return;
    }};
}

/// Prints and records why a test in `place` was left out. Panics with `CI=true`.
#[expect(clippy::print_stderr, reason = "a developer reads it in the test's output")]
pub fn say(place: &str, reason: impl Display) {
    assert!(!in_ci(std::env::var("CI").ok().as_deref()), "in CI nothing may be skipped: {reason}");
    eprintln!("skipped: {place}: {reason}");
    if let Ok(list) = std::env::var(LIST_VARIABLE) {
        record(Path::new(&list), &format!("{place}: {reason}\n")).expect("the list of skipped tests can be written");
    }
}

/// Adds a line in one write, because several test processes append to the same file.
fn record(list: &Path, line: &str) -> io::Result<()> {
    OpenOptions::new().create(true).append(true).open(list)?.write_all(line.as_bytes())
}

/// Whether a run with this value of `CI` must not skip anything.
fn in_ci(value: Option<&str>) -> bool {
    value == Some("true")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn only_true_means_ci() {
        assert!(in_ci(Some("true")));
        assert!(!in_ci(Some("false")));
        assert!(!in_ci(Some("")));
        assert!(!in_ci(None));
    }

    #[test]
    fn reasons_gather_in_one_list() {
        let scratch = Scratch::new("skip").unwrap();
        let list = scratch.path().join("skipped");
        record(&list, "store: no PostgreSQL\n").unwrap();
        record(&list, "org: no PostgreSQL\n").unwrap();
        let written = std::fs::read_to_string(&list).unwrap();
        assert_eq!(written, "store: no PostgreSQL\norg: no PostgreSQL\n");
    }
}
