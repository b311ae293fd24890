//! Floors import downwards only, and the ground floor knows no disk, network, clock or chance.
//!
//! Read from the manifests, so a wrong import is refused before any code uses it.

use toml::Table;

use super::Finding;
use super::tree::{File, Tree};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Floor {
    Ground,
    Platform,
    Pillar,
    Roof,
}

/// Where each crate of `crates/` stands. A new crate takes its place here first.
const FLOORS: &[(&str, Floor)] = &[
    ("calendar", Floor::Ground),
    ("language", Floor::Ground),
    ("oplog", Floor::Ground),
    ("store", Floor::Platform),
    ("org", Floor::Platform),
    ("ui", Floor::Platform),
    ("cases", Floor::Pillar),
    ("presence", Floor::Pillar),
    ("integrity", Floor::Pillar),
    ("survey", Floor::Pillar),
    ("growth", Floor::Pillar),
    ("direction", Floor::Pillar),
    ("channels", Floor::Pillar),
    ("print", Floor::Pillar),
    ("hadir", Floor::Roof),
];

/// Imports within the platform: the organisation is kept in the store and shown with the components.
const PLATFORM_STAIRS: &[(&str, &str)] = &[("org", "store"), ("org", "ui")];

/// What would bring disk, network, clock, chance or an async runtime to the ground floor.
const NOT_ON_THE_GROUND: &[&str] = &[
    "async-std",
    "axum",
    "axum-extra",
    "chrono",
    "fastrand",
    "futures",
    "getrandom",
    "hyper",
    "instant",
    "object_store",
    "quanta",
    "rand",
    "rand_core",
    "reqwest",
    "rusqlite",
    "smol",
    "sqlx",
    "tempfile",
    "time",
    "tokio",
    "tower",
    "tower-http",
    "tracing",
    "ureq",
    "uuid",
    "web-time",
];

/// Tables of a manifest that bring a crate into the product.
const PRODUCT_TABLES: [&str; 2] = ["dependencies", "build-dependencies"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let is_crate = |file: &&File| {
        file.path.starts_with("crates/") && file.path.ends_with("/Cargo.toml") && file.path.matches('/').count() == 2
    };
    tree.files.iter().filter(is_crate).flat_map(check_manifest).collect()
}

fn check_manifest(file: &File) -> Vec<Finding> {
    let finding = |why: String| Finding::new(&file.path, 0, why);
    let manifest: Table = match file.text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![finding(format!("this is not TOML: {error}"))],
    };
    let name = file.path.split('/').nth(1).unwrap_or_default();
    let Some(floor) = floor_of(name) else {
        let advice = "give it a floor in xtask/src/tidy/floors.rs";
        return vec![finding(format!("the crate {name} stands on no floor; {advice}"))];
    };
    let mut findings = Vec::new();
    for (used, in_product) in dependencies(&manifest) {
        let refusal = match used.strip_prefix("hadir-") {
            Some("testkit" | "powercut") if !in_product => None,
            Some(kit @ ("testkit" | "powercut")) => Some(format!("hadir-{kit} belongs under [dev-dependencies]")),
            Some("bench") => Some("hadir-bench measures the program from outside: nothing uses it".to_owned()),
            Some(house) => refuse_stair(name, floor, house),
            None if in_product => refuse_foreign(floor, &used),
            None => None,
        };
        findings.extend(refusal.map(finding));
    }
    findings
}

fn floor_of(name: &str) -> Option<Floor> {
    let found = FLOORS.iter().find(|(listed, _)| *listed == name);
    found.map(|(_, floor)| *floor)
}

fn refuse_stair(name: &str, floor: Floor, used: &str) -> Option<String> {
    let is_allowed = match (floor, floor_of(used)) {
        (Floor::Ground, Some(Floor::Ground)) => true,
        (Floor::Platform, Some(Floor::Ground)) => true,
        (Floor::Platform, Some(Floor::Platform)) => PLATFORM_STAIRS.contains(&(name, used)),
        (Floor::Pillar, Some(Floor::Ground | Floor::Platform)) => true,
        (Floor::Roof, Some(_)) => true,
        _ => false,
    };
    (!is_allowed).then(|| format!("{name} must not use hadir-{used}: floors import downwards only"))
}

fn refuse_foreign(floor: Floor, used: &str) -> Option<String> {
    let refused = floor == Floor::Ground && NOT_ON_THE_GROUND.contains(&used);
    refused.then(|| format!("the ground floor is pure, {used} is not: take time, chance and bytes as arguments"))
}

/// Names of the crates used, and whether each goes into the product; those for single platforms included.
fn dependencies(manifest: &Table) -> Vec<(String, bool)> {
    let per_target = manifest.get("target").and_then(|target| target.as_table());
    let per_target = per_target.into_iter().flat_map(|target| target.values());
    let tables = per_target.filter_map(|target| target.as_table());
    let tables = std::iter::once(manifest).chain(tables);
    tables
        .flat_map(|table| {
            let product = PRODUCT_TABLES.iter().map(|&key| (key, true));
            let all = product.chain([("dev-dependencies", false)]);
            all.flat_map(|(key, in_product)| crates_in(table.get(key)).into_iter().map(move |name| (name, in_product)))
        })
        .collect()
}

fn crates_in(dependencies: Option<&toml::Value>) -> Vec<String> {
    let table = dependencies.and_then(|value| value.as_table());
    let entries = table.into_iter().flatten();
    entries
        .map(|(key, value)| {
            // A renamed dependency is known by its real name.
            let renamed = value.get("package").and_then(|name| name.as_str());
            renamed.unwrap_or(key).to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(path: &str, manifest: &str) -> Vec<String> {
        let tree = Tree::of(&[(path, manifest)]);
        check(&tree).into_iter().map(|finding| finding.why).collect()
    }

    #[test]
    fn the_ground_floor_refuses_disk_network_clock_and_chance() {
        for name in ["tokio", "sqlx", "axum", "object_store", "reqwest", "getrandom", "rand", "chrono"] {
            let found = why("crates/oplog/Cargo.toml", &format!("[dependencies]\n{name}.workspace = true"));
            assert_eq!(found.len(), 1, "{name}");
        }
        assert!(why("crates/oplog/Cargo.toml", "[dev-dependencies]\nrand = \"1\"").is_empty());
        assert!(why("crates/store/Cargo.toml", "[dependencies]\ntokio = \"1\"").is_empty());
    }

    #[test]
    fn a_renamed_or_platform_bound_dependency_does_not_hide() {
        let manifest = "[dependencies]\nchance = { package = \"rand\", version = \"1\" }\n\
                        [target.'cfg(unix)'.dependencies]\ntokio = \"1\"";
        assert_eq!(why("crates/calendar/Cargo.toml", manifest).len(), 2);
    }

    #[test]
    fn floors_import_downwards_only() {
        let refused = [
            ("oplog", "store"),
            ("oplog", "cases"),
            ("store", "org"),
            ("store", "ui"),
            ("ui", "store"),
            ("store", "cases"),
            ("cases", "survey"),
            ("cases", "hadir"),
            ("cases", "nowhere"),
        ];
        for (name, used) in refused {
            let manifest = format!("[dependencies]\nhadir-{used}.workspace = true");
            assert_eq!(why(&format!("crates/{name}/Cargo.toml"), &manifest).len(), 1, "{name} {used}");
        }
        for (name, used) in [("oplog", "calendar"), ("org", "ui"), ("cases", "org"), ("hadir", "cases")] {
            let manifest = format!("[dependencies]\nhadir-{used}.workspace = true");
            assert!(why(&format!("crates/{name}/Cargo.toml"), &manifest).is_empty(), "{name} {used}");
        }
    }

    #[test]
    fn the_testkit_stays_out_of_the_product() {
        assert_eq!(why("crates/cases/Cargo.toml", "[dependencies]\nhadir-testkit = {}").len(), 1);
        assert!(why("crates/cases/Cargo.toml", "[dev-dependencies]\nhadir-testkit = {}").is_empty());
    }

    #[test]
    fn nothing_uses_the_benchmarks() {
        assert_eq!(why("crates/cases/Cargo.toml", "[dependencies]\nhadir-bench = {}").len(), 1);
        assert_eq!(why("crates/hadir/Cargo.toml", "[dev-dependencies]\nhadir-bench = {}").len(), 1);
    }

    #[test]
    fn a_crate_needs_a_floor() {
        assert!(why("crates/attic/Cargo.toml", "")[0].contains("stands on no floor"));
    }
}
