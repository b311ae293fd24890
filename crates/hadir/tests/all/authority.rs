//! The regency's authority, with the program itself: an office is enrolled, gets its certificate, and is believed at an
//! address that is not loopback by whoever trusts the authority, and by nobody at any other.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::enrolment::{Regency, join};
use crate::https::Serving;
use crate::office_address::OfficeAddress;
use crate::regency::{hadir, hadir_says, path};

const NAME: &str = "hadir.sebatik.lan";

/// Makes the authority of a regency; gives what was said.
pub fn make_authority(regency: &Regency, more: &[&str]) -> Output {
    let passphrase = regency.place("password");
    let asked = ["root", "authority", "--data", path(&regency.data), "--root-passphrase-file", path(&passphrase)];
    hadir(&[&asked[..], more].concat())
}

/// A regency with an authority, and an office that is enrolled with these addresses.
pub fn office_with_https(addresses: &[&str]) -> (Regency, PathBuf) {
    let regency = Regency::open();
    let made = make_authority(&regency, &[]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut more = vec!["--name", "Kecamatan Sebatik", "--prefix", "SBT"];
    addresses.iter().for_each(|address| more.extend(["--address", address]));
    let (office, request) = regency.office("sebatik", &more);
    let joined = join(&office, &regency.enrol(&request, &[]));
    let said = String::from_utf8_lossy(&joined.stdout).into_owned();
    assert!(joined.status.success() && said.contains("HTTPS        to the end of"), "{said}");
    (regency, office)
}

fn anchor(data: &Path) -> Vec<u8> {
    fs::read(data.join("keys/authority.crt")).unwrap()
}

/// A clock that is so far ahead.
#[derive(Debug)]
struct Ahead(Duration);

impl TimeProvider for Ahead {
    fn current_time(&self) -> Option<UnixTime> {
        let now = SystemTime::UNIX_EPOCH.elapsed().ok()?;
        Some(UnixTime::since_unix_epoch(now + self.0))
    }
}

/// Asks for `/` as a phone that trusts one authority alone, under a name, by a clock that is so many days ahead.
async fn ask(serving: SocketAddr, anchor: &[u8], name: &str, days_ahead: u64) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(anchor.to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let clock = Arc::new(Ahead(Duration::from_secs(days_ahead * 86_400)));
    let config = ClientConfig::builder_with_details(provider, clock).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let stream = TcpStream::connect(serving).await.map_err(|error| error.to_string())?;
    let server = ServerName::try_from(name.to_owned()).unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    let mut stream = connector.connect(server, stream).await.map_err(|error| error.to_string())?;
    let request = format!("GET /sertifikat HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_is_believed_at_its_own_address_by_whoever_trusts_the_authority() {
    let Some(address) = OfficeAddress::find() else { return };
    assert!(!address.ip.is_loopback());
    let ip = address.ip.to_string();
    let (regency, office) = office_with_https(&[&ip, NAME]);
    for secret in ["keys/https.key", "keys/https.pem"] {
        let mode = fs::metadata(office.join(secret)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{secret}");
    }
    assert_eq!(anchor(&office), anchor(&regency.data), "both hand out the same certificate");
    let listen = format!("{}:0", address.host());
    let serving = Serving::start_at(&listen, &["--data", path(&office), "--tls"]);
    assert_eq!(serving.1.ip(), address.ip);
    let trusted = anchor(&office);
    for name in [&*ip, NAME] {
        let page = ask(serving.1, &trusted, name, 0).await.unwrap();
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("hadir.crt"), "{name}: {page}");
    }

    let refused = ask(serving.1, &trusted, "hadir.krayan.lan", 0).await.unwrap_err();
    assert!(refused.contains("not valid for name"), "another name: {refused}");
    let refused = ask(serving.1, &trusted, &ip, 800).await.unwrap_err();
    assert!(refused.contains("expired"), "after its end: {refused}");
    let elsewhere = Regency::open();
    assert!(make_authority(&elsewhere, &[]).status.success());
    let refused = ask(serving.1, &anchor(&elsewhere.data), &ip, 0).await.unwrap_err();
    assert!(refused.contains("UnknownIssuer") || refused.contains("BadSignature"), "another regency: {refused}");
}

#[test]
fn a_certificate_is_renewed_with_the_same_key_by_the_same_two_lines() {
    let (regency, office) = office_with_https(&["10.20.0.5"]);
    let key = fs::read(office.join("keys/https.key")).unwrap();
    let chain = fs::read(office.join("keys/https.pem")).unwrap();
    let shown: serde_json::Value =
        serde_json::from_str(&hadir_says(&["node", "show", "--data", path(&office), "--json"])).unwrap();
    let request = shown["request"].as_str().unwrap();
    assert!(join(&office, &regency.enrol(request, &[])).status.success());
    assert_eq!(fs::read(office.join("keys/https.key")).unwrap(), key);
    assert_ne!(fs::read(office.join("keys/https.pem")).unwrap(), chain);

    // Another address: the line says it, and the old certificate serves until the new one is there.
    let said = hadir_says(&["node", "https", "--data", path(&office), "--address", "10.20.0.6,hadir.sebatik.lan"]);
    assert!(said.starts_with("hadir-request-2.") && said.lines().count() == 1, "{said}");
    assert!(join(&office, &regency.enrol(said.trim(), &[])).status.success());
    let shown = hadir_says(&["node", "show", "--data", path(&office)]);
    assert!(shown.contains("HTTPS        10.20.0.6, hadir.sebatik.lan, to the end of"), "{shown}");

    let (phrase, backup, restored) = (regency.place("phrase"), regency.place("b.hadir"), regency.place("restored"));
    fs::write(&phrase, "angin barat daya").unwrap();
    hadir_says(&["backup", "--data", path(&office), "--passphrase-file", path(&phrase), path(&backup)]);
    hadir_says(&["restore", "--data", path(&restored), "--passphrase-file", path(&phrase), path(&backup)]);
    for file in ["keys/https.key", "keys/https.pem", "keys/authority.crt"] {
        assert_eq!(fs::read(restored.join(file)).unwrap(), fs::read(office.join(file)).unwrap(), "{file}");
    }
}

#[test]
fn the_regencys_own_node_gets_its_certificate_at_once() {
    let regency = Regency::open();
    let made = make_authority(&regency, &["--domain", "nunukankab.go.id"]);
    let said = String::from_utf8_lossy(&made.stdout).into_owned();
    assert!(said.contains(".nunukankab.go.id") && said.contains("Fingerprint  "), "{said}");
    let passphrase = regency.place("password");
    let asked = ["node", "https", "--data", path(&regency.data), "--root-passphrase-file", path(&passphrase)];
    let said = hadir_says(&[&asked[..], &["--address", "hadir.nunukankab.go.id"]].concat());
    assert!(said.contains("https://hadir.nunukankab.go.id") && said.contains("--tls"), "{said}");
    assert!(regency.data.join("keys/https.pem").is_file());
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let regency = Regency::open();
    let refused = |output: Output, because: &str| {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(because), "{because}: {said}");
    };
    let (office, request) =
        regency.office("sebatik", &["--name", "Sebatik", "--prefix", "SBT", "--address", "8.8.8.8"]);
    refused(hadir(&["serve", "--data", path(&office), "--listen", "127.0.0.1:0", "--tls"]), "has no certificate");
    let without = regency.with_root("enrol", &["--unit", "kec-sebatik", &request]);
    let beside = String::from_utf8_lossy(&without.stderr).into_owned();
    assert!(without.status.success() && beside.contains("the authority's key is not beside"), "{beside}");

    assert!(make_authority(&regency, &[]).status.success());
    refused(make_authority(&regency, &[]), "exists already");
    refused(make_authority(&regency, &["--domain", "go.id"]), "is no domain of a regency");
    refused(regency.with_root("enrol", &["--unit", "kec-sebatik", &request]), "does not vouch for 8.8.8.8");
    let nothing = regency.place("nothing.age");
    let asked = ["--unit", "kec-sebatik", "--authority-key", path(&nothing), &request];
    refused(regency.with_root("enrol", &asked), "there is no key of an authority at");
    refused(
        hadir(&["node", "https", "--data", path(&office), "--address", "https://hadir.lan"]),
        "is no address of a node",
    );
    let passphrase = regency.place("password");
    let root = regency.place("node-root.age");
    let at_office = ["root", "authority", "--data", path(&office), "--root-key", path(&root)];
    refused(hadir(&[&at_office[..], &["--root-passphrase-file", path(&passphrase)]].concat()), "is not enrolled yet");

    // A line for a key that the office has no longer, as after a disk was lost: nothing is taken over a working one.
    let (office, request) = regency.office("krayan", &["--name", "Krayan", "--prefix", "KRY", "--address", "10.0.0.1"]);
    let line = regency.enrol(&request, &[]);
    fs::remove_file(office.join("keys/https.key")).unwrap();
    hadir_says(&["node", "https", "--data", path(&office)]);
    refused(join(&office, &line), "is for another key than this node's");
    assert!(!office.join("keys/https.pem").exists());
}

/// That the program said no in one sentence that holds each of these.
fn assert_refused(output: &Output, because: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        because.iter().all(|because| said.lines().last().unwrap_or_default().contains(because)),
        "{because:?}: {said}"
    );
}

#[test]
fn an_office_gets_none_of_the_regencys_own_addresses_unless_they_are_said_once_more() {
    let regency = Regency::open();
    assert!(make_authority(&regency, &["--domain", "nunukankab.go.id"]).status.success());
    let passphrase = regency.place("password");
    let own = ["node", "https", "--data", path(&regency.data), "--root-passphrase-file", path(&passphrase)];
    hadir_says(&[&own[..], &["--address", "hadir.nunukankab.go.id,10.7.0.1"]].concat());
    let asks = |folder: &str, address: &str| regency.office(folder, &["--name", folder, "--address", address]).1;
    let enrol = |request: &str, more: &[&str]| {
        regency.with_root("enrol", &[&["--unit", "kec-sebatik", "--prefix", "SBT"], more, &[request]].concat())
    };
    for (at, address) in ["hadir.nunukankab.go.id", "nunukankab.go.id", "10.7.0.1"].into_iter().enumerate() {
        let request = asks(&format!("kantor-{at}"), &format!("192.168.1.10,{address}"));
        assert_refused(&enrol(&request, &[]), &[address, "the regency's own address", "--allow-address"]);
        let other = enrol(&request, &["--allow-address", "192.168.1.10"]);
        assert_refused(&other, &["the regency's own address"]);
    }
    let request = asks("tamu", "pusat.nunukankab.go.id");
    let regencys = ["--address", "https://pusat.nunukankab.go.id:8443"];
    assert_refused(&enrol(&request, &regencys), &["pusat.nunukankab.go.id is the regency's own"]);
    // Where the regency is reached is remembered from one enrolment to the next.
    assert!(enrol(&asks("lain", "lain.lan"), &regencys).status.success());
    let plain = ["--unit", "pupr", "--prefix", "KRY", &request];
    assert_refused(&regency.with_root("enrol", &plain), &["the regency's own"]);
    let again = [&["--allow-address", "PUSAT.nunukankab.go.id"], &plain[..]].concat();
    assert!(regency.with_root("enrol", &again).status.success());
}

#[test]
fn a_name_that_another_office_has_is_refused_until_that_one_is_gone() {
    let (regency, _) = office_with_https(&["192.168.1.10", NAME]);
    let asks = |folder: &str, address: &str| regency.office(folder, &["--name", folder, "--address", address]).1;
    let enrol = |request: &str, prefix: &str, more: &[&str]| {
        regency.with_root("enrol", &[&["--unit", "pupr", "--prefix", prefix], more, &[request]].concat())
    };
    let same_router = asks("lumbis", "192.168.1.10,hadir.lumbis.lan");
    assert!(enrol(&same_router, "LMB", &[]).status.success(), "behind another router the same address is another");
    let request = asks("krayan", NAME);
    let refused = enrol(&request, "KRY", &[]);
    assert_refused(&refused, &[NAME, "is an address of Kecamatan Sebatik already", "--allow-address"]);

    // Nor does the regency's own node take it by the way.
    let passphrase = regency.place("password");
    let own = ["node", "https", "--data", path(&regency.data), "--root-passphrase-file", path(&passphrase)];
    let own = [&own[..], &["--address", NAME]].concat();
    assert_refused(&hadir(&own), &["is an address of Kecamatan Sebatik already"]);
    assert!(hadir_says(&["node", "show", "--data", path(&regency.data)]).contains("Kabupaten Nunukan"));
    assert!(!hadir_says(&["node", "show", "--data", path(&regency.data)]).contains(NAME), "nothing was remembered");

    // A new key for the same office keeps its names, and so does a renewal.
    let office = regency.place("sebatik");
    let next = hadir_says(&["node", "new-key", "--data", path(&office)]);
    let replaced = regency.with_root("enrol", &["--unit", "kec-sebatik", "--replaces", "SBT", next.trim()]);
    assert!(replaced.status.success(), "{}", String::from_utf8_lossy(&replaced.stderr));
    assert_refused(&enrol(&request, "KRY", &[]), &["is an address of Kecamatan Sebatik already"]);
    let renewed = regency.with_root("enrol", &["--unit", "kec-sebatik", next.trim()]);
    assert!(renewed.status.success(), "{}", String::from_utf8_lossy(&renewed.stderr));

    assert!(enrol(&request, "KRY", &["--allow-address", NAME]).status.success());
    for gone in ["SBT", "KRY"] {
        assert!(regency.with_root("revoke", &[gone]).status.success());
    }
    assert!(enrol(&asks("sebatik-baru", NAME), "SBB", &[]).status.success(), "who had it has it no longer");
}
