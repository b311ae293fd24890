//! An office's way into its regency and out of it, with the program itself, and what is refused on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use hadir::enrolment::{self, Answer};
use hadir::fleet::{self, Fleet};
use hadir::folder::NodeFolder;
use hadir::node::open_store_by;
use hadir_oplog::Stamp;
use hadir_store::Clock;
use serde_json::Value;
use tempfile::TempDir;

use crate::regency::{PASSWORD, hadir, hadir_says, init, path};

const UNITS: &str = "code,name,parent,zone,kind,region,hours\n\
    kec-sebatik,Kecamatan Sebatik,kab-65-03,,district,,\n\
    desa-tanjung-karang,Desa Tanjung Karang,kec-sebatik,,village,,\n\
    pupr,Dinas PUPR,kab-65-03,,agency,,\n";

/// A regency with a few units, and room for offices.
pub struct Regency {
    folder: TempDir,
    pub data: PathBuf,
}

impl Regency {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = init(&folder);
        let units = folder.path().join("units.csv");
        fs::write(&units, UNITS).unwrap();
        hadir_says(&["import", "units", "--data", path(&data), path(&units)]);
        Self { folder, data }
    }

    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes an office's node; gives its folder and its request.
    pub fn office(&self, folder: &str, more: &[&str]) -> (PathBuf, String) {
        let data = self.place(folder);
        let mut asked = vec!["node", "new", "--data", path(&data), "--zone", "Asia/Makassar"];
        asked.extend(more);
        let said = hadir_says(&asked);
        assert_eq!(said.lines().count(), 1, "{said}");
        (data, said.trim().to_owned())
    }

    /// Runs a command that needs the root key.
    pub fn with_root(&self, command: &str, more: &[&str]) -> Output {
        // The passphrase was the administrator's password, as nobody said otherwise.
        let passphrase = self.place("password");
        let mut asked = vec!["node", command, "--data", path(&self.data), "--root-passphrase-file", path(&passphrase)];
        asked.extend(more);
        hadir(&asked)
    }

    pub fn enrol(&self, request: &str, more: &[&str]) -> String {
        let asked = [&["--unit", "kec-sebatik"], more, &[request]].concat();
        let output = self.with_root("enrol", &asked);
        let (said, beside) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{said}{beside}");
        assert_eq!(said.lines().count(), 1, "{said}");
        said.trim().to_owned()
    }
}

fn shown(data: &Path) -> Value {
    serde_json::from_str(&hadir_says(&["node", "show", "--data", path(data), "--json"])).unwrap()
}

pub fn join(data: &Path, line: &str) -> Output {
    hadir(&["node", "join", "--data", path(data), line])
}

/// That the program said no in one sentence that holds `because`.
fn assert_refused(output: &Output, because: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.lines().last().is_some_and(|line| line.starts_with("hadir: ") && line.contains(because)), "{said}");
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const SEBATIK: [&str; 4] = ["--name", "Kecamatan Sebatik", "--prefix", "sbt"];

#[test]
fn an_office_asks_is_enrolled_joins_and_is_revoked() {
    let regency = Regency::open();
    let (office, request) = regency.office("sebatik", &SEBATIK);
    assert_eq!(shown(&office)["state"], "new");
    assert!(!office.join("keys/regency.key").exists());
    for command in
        [vec!["serve", "--listen", "127.0.0.1:0"], vec!["log", "verify"], vec!["export", "services", "--format", "csv"]]
    {
        let refused = hadir(&[&command[..], &["--data", path(&office)]].concat());
        assert_refused(&refused, "is not enrolled yet");
    }

    let line = regency.enrol(&request, &["--until", "2030-12-31", "--address", "https://hadir.example.go.id"]);
    let joined = said(&join(&office, &line));
    for part in [
        "Kecamatan Sebatik belongs to Kabupaten Nunukan",
        "SBT",
        "kec-sebatik",
        "2030-12-31",
        "hadir serve",
        "https://hadir.example.go.id",
    ] {
        assert!(joined.contains(part), "{part}: {joined}");
    }
    let key = |data: &Path| fs::read(data.join("keys/regency.key")).unwrap();
    assert_eq!(key(&office), key(&regency.data));
    let now = shown(&office);
    assert_eq!(now["state"], "enrolled");
    let certificate = &now["certificate"];
    assert_eq!(certificate["reads"], serde_json::json!(["desa-tanjung-karang", "kec-sebatik"]));
    assert_eq!(certificate["writes"], certificate["reads"]);
    assert_eq!((&certificate["prefix"], &certificate["valid_until"]), (&"SBT".into(), &"2030-12-31".into()));
    assert!(hadir_says(&["log", "verify", "--data", path(&office)]).starts_with("Good: 1 operations"));
    assert!(said(&join(&office, &line)).contains("here already"), "joining twice changes nothing");
    assert!(hadir_says(&["log", "verify", "--data", path(&office)]).starts_with("Good: 1 operations"));

    let revoked = said(&regency.with_root("revoke", &["--reason", "laptop hilang", "sbt"]));
    assert!(revoked.contains("Revoked: Kecamatan Sebatik") && revoked.contains("set aside"), "{revoked}");
    assert_refused(&regency.with_root("revoke", &["SBT"]), "revoked already");
    let again = [&["--unit", "kec-sebatik"][..], &[&request]].concat();
    assert_refused(&regency.with_root("enrol", &again), "make a new node at the office");
    assert!(hadir_says(&["log", "verify", "--data", path(&regency.data)]).starts_with("Good:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_root_recorded_is_what_the_fleet_says() {
    let regency = Regency::open();
    let (_, request) = regency.office("sebatik", &SEBATIK);
    regency.enrol(&request, &[]);
    let (_, request) = regency.office("pupr", &["--name", "Dinas PUPR"]);
    regency.enrol(&request, &["--read", "pupr,kec-sebatik", "--write", "pupr", "--prefix", "PUP"]);
    said(&regency.with_root("revoke", &["Dinas PUPR"]));
    let folder = NodeFolder::open(&regency.data).unwrap();
    let store = open_store_by(&folder, None, Clock::System).await.unwrap();
    let fleet = Fleet::of(&store).await.unwrap();
    let root = fleet::root(&folder, &fleet, store.node()).unwrap();
    assert_eq!(fleet.root_of(store.node()), Some(root));
    let members = fleet.members(root);
    let told: Vec<_> = members.iter().map(|member| (member.certificate.prefix.as_str(), member.is_revoked())).collect();
    assert_eq!(told, [("PUP", true), ("NNK", false), ("SBT", false)]);
    let reads: Vec<_> = members[0].certificate.reads.iter().map(|scope| scope.as_str()).collect();
    assert_eq!(reads, ["desa-tanjung-karang", "kec-sebatik", "pupr"]);
    let trust = fleet.trust(root);
    let may_sync = |at: usize| trust.may_sync(&members[at].certificate.node, store.clock().now_ms()).is_ok();
    assert_eq!([may_sync(0), may_sync(1), may_sync(2)], [false, true, true]);
    assert_eq!(fleet.next_serial(root), 5);
    store.close().await;
}

#[test]
fn bad_requests_and_impossible_wishes_are_refused_in_words() {
    let regency = Regency::open();
    let (_, request) = regency.office("sebatik", &SEBATIK);
    let refuse = |unit: &str, more: &[&str], request: &str, because: &str| {
        assert_refused(&regency.with_root("enrol", &[&["--unit", unit][..], more, &[request]].concat()), because);
    };
    let (half, middle) = (&request[..request.len() / 2], request.len() / 2);
    let flipped = if request.as_bytes()[middle] == b'A' { "B" } else { "A" };
    refuse("kec-sebatik", &[], half, "cut off or altered");
    refuse("kec-sebatik", &[], &format!("{half}{flipped}{}", &request[middle + 1..]), "cut off or altered");
    refuse("kec-sebatik", &[], &request.replacen("-1.", "-3.", 1), "version 3");
    refuse("kec-sebatik", &[], "tolong daftarkan kami", "not a request");
    refuse("kec-nowhere", &[], &request, "there is no unit kec-nowhere");
    refuse("kec-sebatik", &["--read", "pupr,dinas-x"], &request, "there is no unit dinas-x");
    refuse("kec-sebatik", &["--read", "kec-sebatik", "--write", "pupr"], &request, "add it to --read");
    refuse("kec-sebatik", &["--until", "2020-01-01"], &request, "is over");
    refuse("kec-sebatik", &["--until", "2199-01-01"], &request, "too far away");
    refuse("kec-sebatik", &["--prefix", "NNK"], &request, "is that of Kabupaten Nunukan");
    refuse("kec-sebatik", &["--address", "hadir"], &request, "an address begins with");
    assert_eq!(
        regency.with_root("enrol", &["--unit", "kec-sebatik", "--until", "besok", &request]).status.code(),
        Some(2)
    );

    let nothing = regency.place("nothing.age");
    refuse("kec-sebatik", &["--root-key", path(&nothing)], &request, "there is no root key at");
    let ours = regency.place("node-root.age");
    fs::write(regency.place("password"), "perahu merah laut tenang").unwrap();
    refuse("kec-sebatik", &[], &request, "the passphrase does not open the root key");
    fs::write(regency.place("password"), PASSWORD).unwrap();
    refuse("kec-sebatik", &["--root-key", path(&regency.place("units.csv"))], &request, "is not a root key");
    assert!(ours.is_file());
    assert_eq!(shown(&regency.data)["chains"].as_array().unwrap().len(), 1, "nothing was recorded");

    regency.enrol(&request, &[]);
    let (_, twin) = regency.office("twin", &["--name", "Sebatik Kedua", "--prefix", "SBT"]);
    refuse("kec-sebatik", &[], &twin, "the prefix SBT is that of Kecamatan Sebatik");
    let (_, short) = regency.office("short", &["--name", "Desa Au"]);
    refuse("kec-sebatik", &[], &short, "choose two to four letters with --prefix");
    assert_refused(&regency.with_root("revoke", &["NNK"]), "cannot revoke itself");
    assert_refused(&regency.with_root("revoke", &["KRY"]), "no node here is called");
}

#[test]
fn another_nodes_certificate_an_older_one_and_another_regencys_are_not_taken() {
    let regency = Regency::open();
    let (office, request) = regency.office("sebatik", &SEBATIK);
    let (other, other_request) = regency.office("pupr", &["--name", "Dinas PUPR", "--prefix", "PUP"]);
    let first = regency.enrol(&request, &[]);
    assert_refused(&join(&other, &first), "is for the node Kecamatan Sebatik");
    assert_refused(&join(&regency.data, &first), "founded its regency");
    assert_refused(&join(&office, &first[..200]), "cut off or altered");
    assert_refused(&join(&office, &request), "not a certificate");
    assert_eq!(shown(&office)["state"], "new", "nothing of it was taken");

    // A second certificate for the same node keeps its prefix, and the first one is old from then on.
    let second = regency.enrol(&request, &["--until", "2031-06-30"]);
    said(&join(&office, &second));
    let now = shown(&office);
    assert_eq!((&now["certificate"]["serial"], &now["certificate"]["prefix"]), (&3.into(), &"SBT".into()));
    assert_refused(&join(&office, &first), "older than the one this node has");

    // Another regency may not take the node over, nor enrol it with its key here.
    let elsewhere = Regency::open();
    let theirs = elsewhere.enrol(&request, &[]);
    assert_refused(&join(&office, &theirs), "this node belongs to the regency of the root");
    let root = elsewhere.place("node-root.age");
    assert_refused(
        &regency.with_root("enrol", &["--unit", "pupr", "--root-key", path(&root), &other_request]),
        "this root key is another regency's",
    );
    let passphrase = regency.place("password");
    let at_office = [
        "node",
        "enrol",
        "--data",
        path(&office),
        "--root-key",
        path(&root),
        "--root-passphrase-file",
        path(&passphrase),
        "--unit",
        "pupr",
        &other_request,
    ];
    assert_refused(&hadir(&at_office), "is an office's node");
}

#[test]
fn a_certificate_that_allows_less_ends_those_that_allowed_more() {
    let regency = Regency::open();
    let (_, request) = regency.office("sebatik", &SEBATIK);
    regency.enrol(&request, &[]);
    let output = regency.with_root("enrol", &["--unit", "kec-sebatik", "--write", "desa-tanjung-karang", &request]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("Earlier certificates of this node allowed more"));
    let output = regency.with_root("enrol", &["--unit", "kec-sebatik", &request]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("allowed more"), "wider again: nothing ends");
    assert!(output.status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_raises_a_clock_that_is_years_behind_the_certificate() {
    let regency = Regency::open();
    let (office, request) = regency.office("sebatik", &SEBATIK);
    let line = regency.enrol(&request, &[]);
    let valid_from_ms = Answer::read(&line).unwrap().certificate.statement().valid_from_ms;
    let clock = Clock::frozen("2001-01-01T00:00:00Z".parse().unwrap());
    let mut folder = NodeFolder::open(&office).unwrap();
    enrolment::join(&mut folder, &line, clock.clone()).await.unwrap();
    assert!(clock.now_ms() < valid_from_ms, "only the log's clock is raised");

    let store = open_store_by(&folder, None, clock).await.unwrap();
    let again = enrolment::Answer::read(&line).unwrap().certificate;
    let recorded = store.act::<Fleet, (), ()>(Fleet::ID, None, move |_, act| {
        act.record(Fleet::enrolled(&again));
        Ok(())
    });
    recorded.await.unwrap();
    let stamps: Vec<_> = store.history(Fleet::ID).await.unwrap().iter().map(|entry| entry.stamp).collect();
    assert!(stamps.len() == 2 && stamps.iter().all(|stamp| *stamp >= Stamp::at_ms(valid_from_ms)), "{stamps:?}");
    store.close().await;
}

#[test]
fn an_office_goes_on_after_a_backup_and_restore() {
    let regency = Regency::open();
    let (office, request) = regency.office("sebatik", &SEBATIK);
    said(&join(&office, &regency.enrol(&request, &[])));
    let (passphrase, backup, restored) = (regency.place("phrase"), regency.place("b.hadir"), regency.place("restored"));
    fs::write(&passphrase, "angin barat daya").unwrap();
    said(&hadir(&["backup", "--data", path(&office), "--passphrase-file", path(&passphrase), path(&backup)]));
    said(&hadir(&["restore", "--data", path(&restored), "--passphrase-file", path(&passphrase), path(&backup)]));
    assert_eq!(shown(&restored)["certificate"], shown(&office)["certificate"]);
}
