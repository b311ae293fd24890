//! `/kelola/simpul/daftar` and `/kelola/simpul/sertifikat`: a request is checked, a certificate is shown, and neither
//! does anything.

use std::path::Path;

use hadir::app;
use hadir::enrolment::Request;
use hadir::folder::NodeFolder;
use hadir::node::{Node, Reach};
use hadir_calendar::Zone;
use hadir_oplog::NodeKey;
use hadir_testkit::http::Browser;
use hadir_ui::lang::scan::used_keys_under;
use hadir_ui::lang::{Languages, compare};

use crate::authority::office_with_https;
use crate::enrolment::{Regency as Offices, join};
use crate::regency::{PASSWORD, Regency, hadir, hadir_says, path};

const REQUEST: &str = "/kelola/simpul/daftar";
const CERTIFICATE: &str = "/kelola/simpul/sertifikat";

fn request(name: &str, prefix: Option<&str>) -> (NodeKey, String) {
    let key = NodeKey::from_bytes([4; 32]);
    let (name, prefix) = (name.to_owned(), prefix.map(str::to_owned));
    let request = Request { node: key.id(), name, zone: Zone::Wita, prefix, made_ms: 1_795_000_000_000, https: None };
    let line = request.line(&key);
    (key, line)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_checked_and_the_command_that_grants_it_is_written_down() {
    let regency = Regency::open().await;
    let mut kepala = regency.staff("kepala").await;
    let page = kepala.get(REQUEST).await;
    assert!(page.says("Kunci akar kabupaten tidak disimpan di server"), "{}", page.words());
    assert!(page.says("hadir node new --data"), "how a request is made: {}", page.words());

    let (key, line) = request("Kecamatan Sebatik Timur", Some("SBT"));
    let form = page.form(REQUEST).fill("permintaan", &format!(" {line}\r\n"));
    let form = form.fill("alamat", "https://hadir.nunukankab.go.id");
    let page = kepala.submit(&page, &form).await;
    assert_eq!(page.status, 200, "{}", page.words());
    let digits: String = key.id().to_string().chars().take(4).collect();
    let data = regency.node.folder.path().display().to_string();
    let unit = regency
        .node
        .platform
        .org()
        .units_by_name()
        .into_iter()
        .find(|unit| unit.name == "Kecamatan Sebatik Timur")
        .map(|unit| unit.code.to_string());
    let unit = unit.expect("Nunukan has this district");
    for words in [
        "Permintaan ini sah",
        "Kecamatan Sebatik Timur",
        "SBT",
        &digits,
        &format!(
            "hadir node enrol --data {data} --root-key KUNCI-AKAR --root-passphrase-file SANDI-AKAR --unit {unit} \
             --address https://hadir.nunukankab.go.id {line}"
        ),
    ] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(!page.says("belum bisa dikabulkan"), "{}", page.words());

    let (_, taken) = request("Kantor tanpa unit", Some("NNK"));
    let page = kepala.post(REQUEST, &[("permintaan", &taken)]).await;
    assert!(page.says("Awal nomor NNK sudah dipakai") && page.says("Pilih dulu unitnya"), "{}", page.words());

    for (field, wish, words) in [
        (&line[..line.len() - 3], "", "terpotong"),
        ("tolong daftarkan", "", "diawali hadir-request-1."),
        (&*line.replacen("-1.", "-3.", 1), "", "versi lain"),
        (&*line, "hadir.nunukankab.go.id", "Alamat diawali"),
    ] {
        let page = kepala.post(REQUEST, &[("permintaan", field), ("alamat", wish)]).await;
        assert_eq!(page.status, 422, "{field}");
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert_eq!(regency.staff("kamaruddin.dishub").await.get(REQUEST).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_shown_as_a_code_to_scan_with_what_to_type() {
    let offices = Offices::open();
    let (_, request) = offices.office("sebatik", &["--name", "Kecamatan Sebatik", "--prefix", "SBT"]);
    let certificate = offices.enrol(&request, &[]);
    let other = Regency::open().await;
    let page = other.staff("kepala").await.post(CERTIFICATE, &[("sertifikat", &certificate)]).await;
    assert!(page.status == 422 && page.says("dari kunci akar lain"), "{}", page.words());

    let (_node, mut kepala) = administrator(&offices).await;
    let page = kepala.post(CERTIFICATE, &[("sertifikat", &certificate)]).await;
    assert_eq!(page.status, 200, "{}", page.words());
    assert!(page.text().contains("Kode QR sertifikat untuk Kecamatan Sebatik"), "{}", page.text());
    for words in ["Sertifikat ini sah", "SBT", "Berlaku sampai"] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(page.says(&format!("hadir node join --data /var/lib/hadir/node {certificate}")), "{}", page.words());
    let page = kepala.post(CERTIFICATE, &[("sertifikat", &request)]).await;
    assert!(page.status == 422 && page.says("diawali hadir-certificate-1."), "{}", page.words());
}

/// The administrator of a regency that was made by the program's own commands.
async fn administrator(offices: &Offices) -> (Node, Browser) {
    let node = Node::open(&offices.data, None, Reach::default()).await.unwrap();
    let mut kepala = Browser::new(app::router(&node).0);
    let page = kepala.post("/masuk", &[("username", "kepala"), ("password", PASSWORD), ("ke", "")]).await;
    assert_eq!(page.status, 303, "{}", page.words());
    (node, kepala)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_the_name_of_a_member_is_a_new_key_or_another_computer() {
    let offices = Offices::open();
    let (office, request) = offices.office("sebatik", &["--name", "Kecamatan Sebatik", "--prefix", "SBT"]);
    assert!(join(&office, &offices.enrol(&request, &["--read", "kec-sebatik,pupr"])).status.success());
    let next = hadir_says(&["node", "new-key", "--data", path(&office)]);
    let (_, other) = offices.office("baru", &["--name", "Pos Lintas Batas", "--prefix", "SBT"]);
    let (_node, mut kepala) = administrator(&offices).await;
    for lang in ["en", "id"] {
        let page = kepala.post(&format!("{REQUEST}?bahasa={lang}"), &[("permintaan", &next)]).await;
        assert!(
            page.status == 200 && page.says("--unit kec-sebatik --replaces SBT hadir-request-"),
            "{}",
            page.words()
        );
        assert!(page.says("--unit kec-sebatik --prefix AWAL-LAIN hadir-request-"), "{}", page.words());
    }
    let page = kepala.post(REQUEST, &[("permintaan", &next)]).await;
    for words in [
        "Kunci baru untuk kantor yang sama",
        "Kunci lama Kecamatan Sebatik tidak berlaku lagi",
        "hadir sync sekali lagi",
        "juga menjangkau Dinas PUPR",
        "Komputer lain",
    ] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(!page.says("belum bisa dikabulkan") && !page.says("sudah dipakai"), "{}", page.words());

    // An office of another name has only hit upon the same letters; one that asks again replaces nothing.
    let page = kepala.post(REQUEST, &[("permintaan", &other), ("unit", "pupr")]).await;
    assert!(page.says("Awal nomor SBT sudah dipakai") && !page.says("--replaces"), "{}", page.words());
    let page = kepala.post(REQUEST, &[("permintaan", &request)]).await;
    assert!(!page.says("--replaces") && !page.says("belum bisa dikabulkan"), "{}", page.words());

    // What the page writes down is what the command takes.
    let replaced = offices.with_root("enrol", &["--unit", "kec-sebatik", "--replaces", "SBT", next.trim()]);
    assert!(replaced.status.success(), "{}", String::from_utf8_lossy(&replaced.stderr));
    let page = kepala.post(REQUEST, &[("permintaan", &next)]).await;
    assert!(!page.says("--replaces"), "it is in its place: {}", page.words());
}

#[tokio::test(flavor = "multi_thread")]
async fn where_several_members_have_the_name_none_is_to_be_replaced() {
    let offices = Offices::open();
    for (folder, prefix) in [("sebatik", "SBT"), ("seberang", "SBR")] {
        let (office, request) = offices.office(folder, &["--name", "Kecamatan Sebatik", "--prefix", prefix]);
        assert!(join(&office, &offices.enrol(&request, &[])).status.success());
    }
    let (_, line) = request("Kecamatan Sebatik", None);
    let (_node, mut kepala) = administrator(&offices).await;
    let page = kepala.post(REQUEST, &[("permintaan", &line), ("unit", "kec-sebatik")]).await;
    assert!(page.status == 200 && !page.says("--replaces"), "{}", page.words());
    assert!(page.says("Kecamatan Sebatik (SBT)") && page.says("Kecamatan Sebatik (SBR)"), "{}", page.words());
    assert!(page.says("--unit kec-sebatik --prefix AWAL-LAIN hadir-request-"), "{}", page.words());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_another_node_is_named_before_the_root_key_is_fetched() {
    let (offices, _) = office_with_https(&["hadir.sebatik.lan"]);
    let (_, request) =
        offices.office("krayan", &["--name", "Krayan", "--prefix", "KRY", "--address", "hadir.sebatik.lan"]);
    let (_, own) = offices.office("pos", &["--name", "Pos", "--prefix", "POS", "--address", "hadir.nunukankab.go.id"]);
    let (_node, mut kepala) = administrator(&offices).await;
    let page = kepala.post(REQUEST, &[("permintaan", &request)]).await;
    assert!(page.says("Alamat hadir.sebatik.lan sudah dipakai Kecamatan Sebatik"), "{}", page.words());
    let page = kepala.post(REQUEST, &[("permintaan", &own), ("alamat", "https://hadir.nunukankab.go.id")]).await;
    assert!(page.says("Alamat hadir.nunukankab.go.id milik kabupaten sendiri"), "{}", page.words());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_pages_and_the_nodes_speak_every_language() {
    let regency = Regency::open().await;
    let mut kepala = regency.staff("kepala").await;
    let (_, line) = request("Kecamatan Sebatik", None);
    for lang in regency.node.platform.languages().all() {
        for place in [REQUEST, CERTIFICATE, "/kelola/simpul"] {
            let page = kepala.get(&format!("{place}?bahasa={}", lang.tag())).await;
            assert_eq!(page.status, 200, "{place}");
            assert_eq!(hadir_testkit::html::elements(page.text(), "h1").len(), 1);
        }
        assert_eq!(kepala.post(REQUEST, &[("permintaan", &line)]).await.status, 200);
        assert!(lang.missing().is_empty(), "{:?}", lang.missing());
    }
    let page = kepala.get("/kelola/simpul?bahasa=id").await;
    assert!(page.says("Kabupaten Nunukan") && page.says("Daftarkan kantor baru"), "{}", page.words());
}

#[test]
fn a_line_is_shown_as_a_code_in_a_terminal_beside_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("node");
    let output = hadir(&["node", "new", "--data", path(&data), "--name", "Krayan", "--zone", "Asia/Makassar", "--qr"]);
    let (said, beside) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{beside}");
    assert!(said.starts_with("hadir-request-1.") && said.lines().count() == 1, "{said}");
    assert!(beside.contains("█") || beside.contains("▀"), "{beside}");
    assert!(NodeFolder::open(&data).is_ok());
}

#[test]
fn every_word_is_there_in_both_languages_and_asked_for() {
    let all = [hadir_ui::sources(), hadir_org::sources(), hadir_cases::sources(), hadir::page_sources()].concat();
    let known = Languages::load(all, Vec::new()).unwrap().words("id");
    let own = Languages::load(hadir::page_sources(), Vec::new()).unwrap();
    let (id, en) = (own.words("id"), own.words("en"));
    let gaps = compare::gaps(&id, &en);
    assert!(gaps.is_empty(), "{gaps:?}");
    let used = used_keys_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let missing: Vec<_> = used.iter().filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "not in the language files: {missing:?}");
    let unused: Vec<_> = id.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "asked for by nobody: {unused:?}");
}
