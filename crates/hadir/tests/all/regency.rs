//! A whole regency made by the program's own commands, opened in this process: for tests that go through every route.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use axum::Router;
use hadir::app;
use hadir::node::{Node, Reach};
use hadir_org::RouteInfo;
use hadir_org::seed::{self, Seed};
use hadir_org::sign_in::password;
use hadir_testkit::http::{Browser, Page};
use tempfile::TempDir;

/// The password of everyone.
pub const PASSWORD: &str = "perahu biru laut tenang";

const UNITS: &str = include_str!("../../../../data/demo/nunukan/units.csv");
const STAFF: &str = include_str!("../../../../data/demo/nunukan/staff.csv");
const CATEGORIES: &str = include_str!("../../../../data/categories/categories.csv");

/// Runs the program and waits for its end.
pub fn hadir(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hadir")).args(arguments).output().expect("the program starts")
}

/// Runs the program, which must be content, and gives what it printed.
pub fn hadir_says(arguments: &[&str]) -> String {
    let output = hadir(arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "hadir {arguments:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// Makes a node's folder with `hadir init`.
pub fn init(folder: &TempDir) -> PathBuf {
    let data = folder.path().join("node");
    let password = folder.path().join("password");
    std::fs::write(&password, PASSWORD).unwrap();
    let arguments = [
        "init",
        "--name",
        "Kabupaten Nunukan",
        "--region",
        "65.03",
        "--zone",
        "Asia/Makassar",
        "--admin",
        "kepala",
        "--prefix",
        "NNK",
        "--data",
        path(&data),
        "--admin-password-file",
        path(&password),
    ];
    let output = hadir(&arguments);
    let beside = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{beside}");
    // Whatever follows the organisation ends before its database is closed.
    assert!(!beside.contains("WARN"), "{beside}");
    data
}

/// A path as an argument.
pub fn path(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// A regency that can be visited.
pub struct Regency {
    pub node: Node,
    pub inventory: Vec<RouteInfo>,
    router: Router,
    _folder: TempDir,
}

impl Regency {
    /// Nunukan with its offices and staff, and no cases yet.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = init(&folder);
        let node = Node::open(&data, None, Reach::default()).await.unwrap();
        let directory = node.platform.directory();
        let hash = password::hash(PASSWORD, &[7; 16]);
        let seed = Seed {
            units: seed::read_units(UNITS),
            staff: seed::read_staff(STAFF),
            categories: seed::read_categories(CATEGORIES),
            password: Some(hash),
            ..Seed::default()
        };
        let report = seed::install(directory, seed, |_| ()).await.unwrap();
        assert_eq!(report.bad, []);
        let (router, inventory) = app::router(&node);
        Self { node, inventory, router, _folder: folder }
    }

    /// Someone who is not signed in.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A member of staff, signed in.
    pub async fn staff(&self, username: &str) -> Browser {
        let mut browser = self.stranger();
        let page = browser.get("/masuk").await;
        let form = page.form("/masuk").fill("username", username).fill("password", PASSWORD);
        let answer: Page = browser.submit(&page, &form).await;
        assert!(answer.redirect().is_some(), "{username} could not sign in: {}", answer.words());
        browser
    }
}
