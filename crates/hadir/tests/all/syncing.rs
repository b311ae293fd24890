//! Offices that sync with the program itself: over HTTPS, over files, with a link that is gone for a while.

use std::path::{Path, PathBuf};

use hadir::app;
use hadir::node::{Node, Reach};
use hadir_cases::Case;
use hadir_oplog::Tombstone;
use hadir_testkit::http::Browser;
use serde_json::{Value, json};

use crate::enrolment::{Regency, join};
use crate::https::{Certificate, Serving, ask, certificate};
use crate::regency::{PASSWORD, hadir, hadir_says, path};

const ERASES: &str = "Perhatian: termasuk 1 penghapusan isi yang tidak dapat dibatalkan.";
pub const SET_ASIDE: &str = "/kelola/simpul/disisihkan";

/// A node that is served, with the certificate it shows.
pub struct Served {
    serving: Serving,
    certificate: Certificate,
    _files: tempfile::TempDir,
}

impl Served {
    pub fn start(data: &Path) -> Self {
        let files = tempfile::tempdir().unwrap();
        let certificate = certificate(&files);
        let tls = ["--tls-cert", path(&certificate.certificate), "--tls-key", path(&certificate.key)];
        let serving = Serving::start(&[&["--data", path(data)], tls.as_slice()].concat());
        Self { serving, certificate, _files: files }
    }

    fn url(&self) -> String {
        format!("https://{}", self.serving.1)
    }

    async fn ask(&self, request: &str) -> String {
        ask(&self.serving, &self.certificate.trusted, request).await
    }

    /// Reports something as a citizen's program would; gives number and code.
    pub async fn report(&self, text: &str, key: &str) -> (String, String) {
        let body = json!({ "kind": "complaint", "text": text }).to_string();
        let answer = self
            .ask(&format!(
                "POST /api/v1/cases HTTP/1.1\r\nHost: hadir.local\r\nConnection: close\r\nIdempotency-Key: {key}\r\n\
                 Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ))
            .await;
        let said = body_of(&answer);
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        (said["number"].as_str().unwrap().to_owned(), said["code"].as_str().unwrap().to_owned())
    }

    /// What the reporter sees, or nothing if the code is not known here.
    async fn my(&self, code: &str) -> Option<Value> {
        let request = format!("GET /api/v1/my/{code} HTTP/1.1\r\nHost: hadir.local\r\nConnection: close\r\n\r\n");
        let answer = self.ask(&request).await;
        answer.starts_with("HTTP/1.1 200").then(|| body_of(&answer))
    }
}

fn body_of(answer: &str) -> Value {
    let (_, body) = answer.split_once("\r\n\r\n").expect("an answer has a body");
    // A chunked body has its length on lines of its own.
    let json = &body[body.find('{').unwrap()..=body.rfind('}').unwrap()];
    serde_json::from_str(json).unwrap()
}

/// A regency whose sub-district has a node of its own.
pub fn regency_with_office() -> (Regency, PathBuf) {
    let regency = Regency::open();
    let (data, request) = regency.office("sebatik", &["--name", "Kecamatan Sebatik", "--prefix", "SBT"]);
    let certificate = regency.enrol(&request, &[]);
    assert!(join(&data, &certificate).status.success());
    (regency, data)
}

fn sync(data: &Path, url: &str) -> (bool, Value) {
    let output = hadir(&["sync", "--data", path(data), "--json", url]);
    let said = String::from_utf8_lossy(&output.stdout);
    let beside = String::from_utf8_lossy(&output.stderr);
    (output.status.success(), serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{beside}")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_and_the_root_agree_and_a_code_made_offline_works_at_the_root() {
    let (regency, office) = regency_with_office();
    let root = Served::start(&regency.data);

    let (is_complete, first) = sync(&office, &root.url());
    assert!(is_complete, "{first}");
    assert!(first["operations_received"].as_u64().unwrap() > 10, "the organisation comes first: {first}");

    // The link is gone; the office takes in a report all the same.
    let island = Served::start(&office);
    let (number, code) = island.report("Papan dermaga lepas, anak-anak bisa jatuh.", "satu-laporan-dari-pulau").await;
    assert!(number.starts_with("SBT-"), "{number}");
    assert!(root.my(&code).await.is_none(), "the root has not heard of it yet");
    drop(island);

    let (is_complete, second) = sync(&office, &root.url());
    assert!(is_complete, "{second}");
    let seen = root.my(&code).await.expect("the code opens the report at the root");
    assert_eq!(seen["number"], number);

    let (is_complete, nothing) = sync(&office, &root.url());
    assert!(is_complete && nothing["operations_sent"] == 0 && nothing["operations_received"] == 0, "{nothing}");
    let bytes = nothing["bytes_sent"].as_u64().unwrap() + nothing["bytes_received"].as_u64().unwrap();
    assert_eq!(nothing["round_trips"], 1, "{nothing}");
    assert!(bytes < 300, "nothing new costs {bytes} bytes");
    for data in [&regency.data, &office] {
        hadir_says(&["log", "verify", "--data", path(data)]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_not_of_the_regency_is_sent_away() {
    let (regency, office) = regency_with_office();
    let root = Served::start(&regency.data);
    let other = Regency::open();
    let (stranger, request) = other.office("pulau", &["--name", "Pulau Lain", "--prefix", "PLN"]);
    assert!(join(&stranger, &other.enrol(&request, &[])).status.success());
    let refused = hadir(&["sync", "--data", path(&stranger), &root.url()]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("no certificate of the regency names the caller"), "{said}");

    let revoked = regency.with_root("revoke", &["SBT"]);
    assert!(revoked.status.success(), "{}", String::from_utf8_lossy(&revoked.stderr));
    let refused = hadir(&["sync", "--data", path(&office), &root.url()]);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("revoked"), "{said}");
    // A message of 32 MB is read to its end only for a node with a ticket; a stranger is answered after the first part.
    let part = "a".repeat(300_000);
    let request = "POST /sync HTTP/1.1\r\nHost: hadir.local\r\nContent-Length: 33554432\r\n\r\n";
    let answer = root.ask(&format!("{request}{part}")).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\u{1}\u{fffd}\u{13}\0"), "{answer:?}");
    let nobody = hadir(&["sync", "--data", path(&office), "https://127.0.0.1:1"]);
    let said = String::from_utf8_lossy(&nobody.stderr);
    assert!(said.contains("cannot be reached"), "{said}");
    let open = hadir(&["sync", "--data", path(&office), "http://192.0.2.1:1"]);
    assert_eq!(open.status.code(), Some(1));
}

/// Carries a stick from one node to another, and answers all that taking it in said.
pub fn carry(from: &Path, to: &Path, receiver: &str) -> String {
    let stick = tempfile::tempdir().unwrap();
    let file = stick.path().join("stik");
    hadir_says(&["bundle", "export", "--data", path(from), "--for", receiver, path(&file)]);
    let said = hadir(&["bundle", "import", "--data", path(to), path(&file)]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr))
}

/// Copies a node's folder, as an image of its disk would.
fn image(data: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(data).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => image(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), to).unwrap()),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stick_tells_a_node_that_its_disk_was_put_back() {
    let (regency, office) = regency_with_office();
    let stick = tempfile::tempdir().unwrap();
    let forks = |said: &str| said.matches("signs two different pasts: its disk was copied or put back").count();
    carry(&regency.data, &office, "SBT");
    let copy = stick.path().join("image");
    image(&office, &copy);
    let report = async |text: &str, token: &str| {
        let served = Served::start(&office);
        served.report(text, token).await.1
    };
    let lost = report("Lampu jalan di depan balai desa padam.", "laporan-yang-hilang").await;
    carry(&office, &regency.data, "NNK");
    std::fs::remove_dir_all(&office).unwrap();
    image(&copy, &office);
    let other = report("Papan nama puskesmas roboh semalam.", "laporan-sesudahnya").await;
    assert!(carry(&regency.data, &office, "SBT").contains("this disk was put back to an earlier state"));
    // One way to say that it lives anew, and one way back with what it lost.
    for (from, to, receiver) in [(&office, &regency.data, "NNK"), (&regency.data, &office, "SBT")] {
        let said = carry(from, to, receiver);
        assert!(!said.contains("this disk was put back"), "{said}");
        // What it took in before it noticed is a second past of the log that the other knows.
        assert_eq!(forks(&said), 1, "{said}");
    }
    assert_eq!(forks(&carry(&office, &regency.data, "NNK")), 0, "it is told when it arrives");
    for data in [&office, &regency.data] {
        let served = Served::start(data);
        for code in [&lost, &other] {
            assert!(served.my(code).await.is_some(), "{code}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_goes_on_under_a_new_key_with_all_that_it_holds() {
    let (regency, office) = regency_with_office();
    let root = Served::start(&regency.data);
    let served = Served::start(&office);
    // Before it has met the regency an office knows no unit that could look after a report, and says so.
    let body = json!({ "kind": "complaint", "text": "Lampu jalan padam." }).to_string();
    let head =
        "POST /api/v1/cases HTTP/1.1\r\nHost: hadir.local\r\nConnection: close\r\nContent-Type: application/json";
    let answer = served.ask(&format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len())).await;
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("belum tersambung dengan kabupaten"), "{answer}");
    drop(served);
    assert!(sync(&office, &root.url()).0);
    let served = Served::start(&office);
    let (number, code) = served.report("Lampu jalan di depan balai desa padam.", "laporan-kunci-lama").await;
    drop(served);
    assert!(sync(&office, &root.url()).0);
    let before = hadir_says(&["node", "show", "--data", path(&office), "--json"]);
    let before: Value = serde_json::from_str(&before).unwrap();

    let request = hadir_says(&["node", "new-key", "--data", path(&office)]);
    assert!(sync(&office, &root.url()).0, "the old key serves until the answer is taken");
    let certificate = regency.enrol(request.trim(), &["--replaces", "SBT"]);
    let refused = hadir(&["sync", "--data", path(&office), &root.url()]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("revoked"));
    for _ in 0..2 {
        let joined = join(&office, &certificate);
        assert!(joined.status.success(), "{}", String::from_utf8_lossy(&joined.stderr));
    }
    let after = hadir_says(&["node", "show", "--data", path(&office), "--json"]);
    let after: Value = serde_json::from_str(&after).unwrap();
    assert_ne!(before["node"], after["node"]);
    assert_eq!((&after["certificate"]["prefix"], &after["state"]), (&json!("SBT"), &before["state"]), "{after}");

    let served = Served::start(&office);
    let (next, later) = served.report("Papan nama puskesmas roboh semalam.", "laporan-kunci-baru").await;
    assert!(served.my(&code).await.is_some(), "what the office took in under the old key is still there");
    assert!(next.starts_with("SBT") && !next.starts_with("SBT-"), "a series of its own: {number}, then {next}");
    drop(served);
    let (is_complete, said) = sync(&office, &root.url());
    assert!(is_complete, "{said}");
    for code in [&code, &later] {
        assert!(root.my(code).await.is_some(), "{code}");
    }
    drop(root);
    for data in [&regency.data, &office] {
        hadir_says(&["log", "verify", "--data", path(data)]);
    }
    assert!(
        hadir_says(&["bundle", "export", "--data", path(&regency.data), "--for", "SBT", path(&regency.place("stik"))])
            .contains("Kecamatan Sebatik"),
        "the prefix names the node in its place"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stick_carries_the_same_in_any_order_and_damage_is_named() {
    let (regency, office) = regency_with_office();
    let stick = tempfile::tempdir().unwrap();
    let to_office = stick.path().join("untuk-sebatik.hadir");
    let export = ["bundle", "export", "--data", path(&regency.data), "--for", "SBT", "--piece-bytes", "16384"];
    hadir_says(&[export.as_slice(), &[path(&to_office)]].concat());
    let to_root = stick.path().join("untuk-kabupaten.hadir");
    // The office knows of the root once it has read something of it.
    let mut pieces: Vec<_> = std::fs::read_dir(stick.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    pieces.sort();
    pieces.reverse();
    let import = |data: &Path, files: &[PathBuf]| {
        let mut asked = vec!["bundle", "import", "--data", path(data)];
        asked.extend(files.iter().map(|file| path(file)));
        hadir(&asked)
    };
    let damaged = stick.path().join("rusak");
    let bytes = std::fs::read(&pieces[0]).unwrap();
    std::fs::write(&damaged, &bytes[..bytes.len() / 2]).unwrap();
    let refused = import(&office, std::slice::from_ref(&damaged));
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("nothing of it was taken in"), "{said}");
    for _ in 0..2 {
        let taken = import(&office, &pieces);
        assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    }
    let island = Served::start(&office);
    let (_, code) = island.report("Lampu jalan di depan balai desa padam.", "laporan-untuk-stik").await;
    drop(island);
    hadir_says(&["bundle", "export", "--data", path(&office), "--for", "NNK", path(&to_root)]);
    assert!(!import(&office, std::slice::from_ref(&to_root)).status.success(), "it is for the root alone");
    assert!(import(&regency.data, std::slice::from_ref(&to_root)).status.success());
    let root = Served::start(&regency.data);
    assert!(root.my(&code).await.is_some(), "the report came by hand");
    let (is_complete, rest) = sync(&office, &root.url());
    assert!(is_complete, "{rest}");
    assert_eq!(rest["operations_sent"], 0, "what went by hand does not go again: {rest}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_revocation_set_aside_is_shown_and_an_administrator_lets_it_count() {
    let (regency, office) = regency_with_office();
    let (other, request) = regency.office("pulau", &["--name", "Pos Sebatik", "--prefix", "PSB"]);
    assert!(join(&other, &regency.enrol(&request, &[])).status.success());
    carry(&regency.data, &office, "SBT");
    carry(&regency.data, &other, "PSB");
    let served = Served::start(&office);
    let (number, code) = served.report("Lampu jalan di depan balai desa padam.", "laporan-sebelum-dicabut").await;
    drop(served);
    let island = Node::open(&office, None, Reach::default()).await.unwrap();
    let id = island.cases.at(&number).await.unwrap()[0].id;
    let received = island.platform.store().history(id).await.unwrap()[0].id();
    island.platform.store().erase::<Case>(id, None, Tombstone::of(received, [1])).await.unwrap();
    island.close().await;
    // The report reaches the post next door, and the office's node is revoked before the regency hears of it.
    carry(&office, &other, "PSB");
    let revoked = regency.with_root("revoke", &["SBT"]);
    assert!(revoked.status.success(), "{}", String::from_utf8_lossy(&revoked.stderr));
    carry(&other, &regency.data, "NNK");

    let node = Node::open(&regency.data, None, Reach::default()).await.unwrap();
    let mut citizen = Browser::new(app::router(&node).0);
    assert_eq!(citizen.get(&format!("/lacak/{code}")).await.status, 404);
    let mut kepala = Browser::new(app::router(&node).0);
    let page = kepala.post("/masuk", &[("username", "kepala"), ("password", PASSWORD), ("ke", "")]).await;
    assert_eq!(page.status, 303, "{}", page.words());
    assert!(kepala.get("/kelola/simpul").await.says("Lihat catatan yang disisihkan"));
    let page = kepala.get(SET_ASIDE).await;
    for words in ["Dari Kecamatan Sebatik", &format!("Laporan {number}"), "menurut jam simpul itu"] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(!page.says("Lampu jalan"), "who keeps the house reads no report");
    assert!(kepala.post(SET_ASIDE, &[]).await.says("Pilih dulu"));
    let (_, input) = page.text().split_once("name=\"berlaku\"").unwrap();
    let (_, value) = input.split_once("value=\"").unwrap();
    let chosen = value.split('"').next().unwrap().to_owned();
    let page = kepala.post(SET_ASIDE, &[("berlaku", &chosen)]).await;
    assert_eq!(page.status, 303, "{}", page.words());
    let page = kepala.get(&format!("{SET_ASIDE}?tersimpan=1")).await;
    assert!(page.says("1 hal kini berlaku") && page.says(ERASES), "{}", page.words());
    let page = citizen.get(&format!("/lacak/{code}")).await;
    assert!(page.status == 200 && page.says(&number), "{}", page.words());
    assert!(kepala.post(SET_ASIDE, &[("berlaku", &chosen)]).await.says("Pilih dulu"), "it is adopted once");
}
