//! Backup and restore as an administrator does them, with the program itself: what comes back, and what is refused.

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hadir::node::{Node, Reach};
use hadir_cases::Case;
use hadir_cases::commands::Report;
use hadir_cases::events::{At, CaseEvent, Photo, Words};
use hadir_oplog::Commit;
use hadir_store::Files;
use hadir_testkit::postgres::Postgres;
use hadir_testkit::skip;
use tempfile::TempDir;

use crate::regency::{PASSWORD, hadir, hadir_says, init, path};

const PIER: &str = "Papan dermaga Sungai Nyamuk lepas tiga lembar";
const LAMP: &str = "Lampu jalan di Binusan mati sejak Senin";
const WATER: &str = "Air PDAM di Sedadap keruh sudah dua hari";
const PHRASE: &str = "angin barat daya bertiup pelan";

/// A folder with a node, a passphrase, and room for backups.
struct Office {
    folder: TempDir,
    data: PathBuf,
}

impl Office {
    /// A node with two cases, a photo and a language of its own.
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = init(&folder);
        let office = Self { folder, data };
        fs::write(office.place("passphrase"), PHRASE).unwrap();
        fs::create_dir(office.data.join("lang")).unwrap();
        fs::write(office.data.join("lang/bugis.ftl"), "home-title = Hadir\n").unwrap();
        Files::in_folder(&office.data.join("files"))
            .unwrap()
            .put(b"a photo of three missing planks".to_vec())
            .await
            .unwrap();
        office.take_over(&office.data, &[PIER, LAMP]);
        office
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Takes cases over into a node.
    fn take_over(&self, data: &Path, texts: &[&str]) {
        let row = |text: &&str| {
            format!("{}\n", serde_json::json!({ "text": text, "received_at": "2026-03-12T09:30:00+08:00" }))
        };
        let rows = self.place("cases.jsonl");
        fs::write(&rows, texts.iter().map(row).collect::<String>()).unwrap();
        hadir_says(&["import", "cases", "--data", path(data), path(&rows)]);
    }

    fn backup(&self, data: &Path, out: &Path) -> Output {
        hadir(&["backup", "--data", path(data), "--passphrase-file", path(&self.place("passphrase")), path(out)])
    }

    fn restore(&self, data: &Path, backup: &Path) -> Output {
        hadir(&["restore", "--data", path(data), "--passphrase-file", path(&self.place("passphrase")), path(backup)])
    }
}

fn assert_good(output: &Output) {
    let (said, failed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.starts_with("Good:"), "{said}{failed}");
}

/// That the program said no in one sentence that holds `because`.
fn assert_refused(output: &Output, because: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.lines().last().is_some_and(|line| line.starts_with("hadir: ") && line.contains(because)), "{said}");
}

fn heads(data: &Path) -> Vec<String> {
    hadir_says(&["log", "head", "--data", path(data)]).lines().map(str::to_owned).collect()
}

fn cases(data: &Path) -> Vec<String> {
    let exported = hadir_says(&["export", "cases", "--data", path(data), "--format", "csv"]);
    let mut lines: Vec<_> = exported.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

async fn node(data: &Path) -> Node {
    Node::open(data, None, Reach::default()).await.unwrap()
}

/// The numbers of all cases, smallest first.
async fn numbers(data: &Path) -> Vec<String> {
    let node = node(data).await;
    let sql = "select number from cases order by number";
    let found: Vec<(String,)> = node.platform.store().reads().all(sql, Vec::new()).await.unwrap();
    node.close().await;
    found.into_iter().map(|(number,)| number).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_node_is_what_it_was_and_goes_on_in_a_new_chain_and_a_new_series() {
    let office = Office::open().await;
    let (backup, restored) = (office.place("senin.hadir"), office.place("restored"));
    assert_good(&office.backup(&office.data, &backup));
    let (heads_then, cases_then) = (heads(&office.data), cases(&office.data));
    office.take_over(&office.data, &[WATER]);
    let lost = numbers(&office.data).await;

    assert_good(&office.restore(&restored, &backup));
    assert_eq!(heads(&restored), heads_then, "the log is the one that was backed up");
    assert_eq!(cases(&restored), cases_then);
    assert!(hadir_says(&["log", "verify", "--data", path(&restored)]).starts_with("Good:"));
    assert!(hadir_says(&["log", "rebuild", "--data", path(&restored)]).contains("cases: 2 rows, as before"));
    for kept in ["keys/node.key", "keys/regency.key", "hadir.json", "lang/bugis.ftl"] {
        assert_eq!(fs::read(restored.join(kept)).unwrap(), fs::read(office.data.join(kept)).unwrap(), "{kept}");
    }
    let photo = Files::name(b"a photo of three missing planks");
    assert!(Files::in_folder(&restored.join("files")).unwrap().get(photo).await.unwrap().is_some());
    let incarnation = |data: &Path| fs::read(data.join("keys/incarnation")).unwrap();
    assert_ne!(incarnation(&restored), incarnation(&office.data));

    office.take_over(&restored, &["Pasar Inhutani banjir setiap hujan"]);
    assert_eq!(heads(&restored).len(), heads_then.len() + 1);
    let given = numbers(&restored).await;
    let new: Vec<_> = given.iter().filter(|number| !lost.contains(number)).collect();
    assert_eq!(
        (given.len(), new.len()),
        (3, 1),
        "the new case has no number that the lost days gave: {given:?}, {lost:?}"
    );
    let node = node(&restored).await;
    let cases = node.cases.at(new[0]).await.unwrap();
    assert_eq!(cases.len(), 1, "a number of the new series opens its case");
    let sql = "select bytes from commits where seq = 0 order by chain desc limit 1";
    let (first,): (Vec<u8>,) = node.platform.store().reads().one(sql, Vec::new()).await.unwrap();
    let knows: Vec<_> = Commit::decode(&first).unwrap().knows().iter().map(|head| head.hash.to_string()).collect();
    assert!(heads_then.iter().all(|head| knows.iter().any(|hash| head.ends_with(hash))), "{knows:?} of {heads_then:?}");
    node.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_was_cut_altered_or_locked_otherwise_is_refused_and_leaves_nothing_behind() {
    let office = Office::open().await;
    let (backup, bad, restored) = (office.place("senin.hadir"), office.place("bad.hadir"), office.place("restored"));
    assert_good(&office.backup(&office.data, &backup));
    let bytes = fs::read(&backup).unwrap();

    fs::write(office.place("passphrase"), "angin barat laut").unwrap();
    assert_refused(&office.restore(&restored, &backup), "the passphrase does not open");
    fs::write(office.place("passphrase"), PHRASE).unwrap();
    for cut in [0, 10, 300, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&bad, &bytes[..cut]).unwrap();
        assert_refused(&office.restore(&restored, &bad), "");
    }
    // The first 200 bytes are the header; what follows is the sealed stream, in chunks of 64 KiB.
    for at in [3, 40, 70, 190, 70_000, bytes.len() / 2, bytes.len() - 1] {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        fs::write(&bad, altered).unwrap();
        assert_refused(&office.restore(&restored, &bad), "altered");
    }
    fs::write(&bad, [bytes.as_slice(), b"more"].concat()).unwrap();
    assert_refused(&office.restore(&restored, &bad), "altered");
    assert!(!restored.exists() && !office.place("restored.part").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_over_and_nothing_can_be_read_without_the_passphrase() {
    let office = Office::open().await;
    let backup = office.place("senin.hadir");
    assert_good(&office.backup(&office.data, &backup));
    let bytes = fs::read(&backup).unwrap();
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let key = fs::read_to_string(office.data.join("keys/node.key")).unwrap();
    let raw_key: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&key[2 * at..2 * at + 2], 16).unwrap()).collect();
    for secret in
        [key.as_bytes(), &raw_key, PIER.as_bytes(), b"dermaga", b"Nunukan", b"operations", PASSWORD.as_bytes()]
    {
        assert!(!holds(secret), "{}", String::from_utf8_lossy(secret));
    }

    assert_refused(&office.backup(&office.data, &backup), "exists already");
    assert_eq!(fs::read(&backup).unwrap(), bytes);
    fs::write(office.place("selasa.hadir.part"), "half").unwrap();
    assert_refused(&office.backup(&office.data, &office.place("selasa.hadir")), "cut off");
    assert_refused(&office.restore(&office.data, &backup), "exists already");
    let other = office.place("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("note"), "mine").unwrap();
    assert_refused(&office.restore(&other, &backup), "exists already");
    assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
    let empty = office.place("empty");
    fs::create_dir(&empty).unwrap();
    assert_good(&office.restore(&empty, &backup));
    assert_refused(&office.backup(&office.place("nowhere"), &office.place("rabu.hadir")), "not the folder of a node");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_reports_come_in_is_whole() {
    let office = Office::open().await;
    let node = node(&office.data).await;
    let (cases, is_over) = (node.cases.clone(), Arc::new(AtomicBool::new(false)));
    let over = is_over.clone();
    let before = cases.file(Report { text: WATER.into(), ..Report::default() }, &cases.new_token()).await.unwrap();
    let reporters = tokio::spawn(async move {
        let mut filed = 0;
        while !over.load(Ordering::SeqCst) {
            let report = Report { text: format!("{LAMP}, tiang nomor {filed}"), ..Report::default() };
            cases.file(report, &cases.new_token()).await.unwrap();
            filed += 1;
        }
        filed
    });
    let (backup, restored) = (office.place("senin.hadir"), office.place("restored"));
    assert_good(&office.backup(&office.data, &backup));
    is_over.store(true, Ordering::SeqCst);
    assert!(reporters.await.unwrap() > 0, "reports came in meanwhile");
    node.close().await;

    assert_good(&office.restore(&restored, &backup));
    assert!(hadir_says(&["log", "rebuild", "--data", path(&restored)]).contains("as before"));
    assert!(numbers(&restored).await.contains(&before.number), "what was acknowledged before the backup is in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_either_engine_restores_into_the_other() {
    let Some(postgres) = Postgres::shared() else { skip!("PostgreSQL is not installed here") };
    let office = Office::open().await;
    let database = postgres.fresh_database();
    let (first, second) = (office.place("first.hadir"), office.place("second.hadir"));
    let (on_postgres, on_sqlite) = (office.place("on-postgres"), office.place("on-sqlite"));
    assert_good(&office.backup(&office.data, &first));

    let to_postgres = |place: &Path| {
        let phrase = office.place("passphrase");
        let phrase = path(&phrase);
        hadir(&[
            "restore",
            "--data",
            path(place),
            "--passphrase-file",
            phrase,
            "--database",
            database.url(),
            path(&first),
        ])
    };
    assert_good(&to_postgres(&on_postgres));
    assert_refused(&to_postgres(&office.place("again")), "holds a node already");
    assert_eq!(cases(&on_postgres), cases(&office.data));
    office.take_over(&on_postgres, &[WATER]);
    assert_good(&office.backup(&on_postgres, &second));
    assert_good(&office.restore(&on_sqlite, &second));
    assert!(on_sqlite.join("hadir.db").is_file());
    assert_eq!(heads(&on_sqlite), heads(&on_postgres));
    assert_eq!(cases(&on_sqlite), cases(&on_postgres));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_were_on_their_way_are_asked_for_again_after_a_restore() {
    let office = Office::open().await;
    let first = numbers(&office.data).await.remove(0);
    let before = node(&office.data).await;
    let id = before.cases.at(&first).await.unwrap()[0].id;
    // A photo that another office took and that has not come here yet.
    let hash = *Files::name(b"a photo of the first plank").as_bytes();
    let photo = Photo { hash, width: 800, height: 600, bytes: 90_000, preview: None };
    let words = Words { photos: vec![photo], ..Words::default() };
    let event = CaseEvent::Photographed(At { at: 1_773_286_200_000 }, Some(words)).into_event();
    let recorded = before.platform.store().act::<Case, (), Infallible>(id, None, move |_, act| {
        act.record(event.clone());
        Ok(())
    });
    recorded.await.unwrap();
    before.close().await;

    let (backup, restored) = (office.place("senin.hadir"), office.place("restored"));
    assert_good(&office.backup(&office.data, &backup));
    assert_good(&office.restore(&restored, &backup));
    let after = node(&restored).await;
    assert_eq!(after.platform.store().files_to_come().await.unwrap(), 1);
    after.close().await;
}
