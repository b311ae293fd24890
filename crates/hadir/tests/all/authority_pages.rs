//! `/sertifikat`, its poster and its file: there where the regency has an authority, and nowhere else; over plain HTTP too.

use std::fs;

use hadir::app;
use hadir::https::fingerprint;
use hadir::node::{Node, Reach};
use hadir_testkit::http::Browser;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::authority::office_with_https;
use crate::regency::{PASSWORD, Regency, path};

const PAGES: [&str; 3] = ["/sertifikat", "/sertifikat/poster", "/sertifikat/hadir.crt"];

#[tokio::test(flavor = "multi_thread")]
async fn without_an_authority_there_is_no_page_and_no_link_to_it() {
    let regency = Regency::open().await;
    let mut stranger = regency.stranger();
    for page in PAGES {
        assert_eq!(stranger.get(page).await.status, 404, "{page}");
    }
    assert!(!stranger.get("/").await.text().contains("/sertifikat"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_the_certificate_finds_it_with_its_fingerprint_in_every_language() {
    let (_regency, office) = office_with_https(&["10.20.0.5", "hadir.sebatik.lan"]);
    let node = Node::open(&office, None, Reach::default()).await.unwrap();
    let mut stranger = Browser::new(app::router(&node).0);
    assert!(stranger.get("/").await.text().contains("href=\"/sertifikat\""), "a link leads there");
    let der = fs::read(office.join("keys/authority.crt")).unwrap();
    for lang in node.platform.languages().all() {
        for place in ["/sertifikat", "/sertifikat/poster"] {
            let page = stranger.get(&format!("{place}?bahasa={}", lang.tag())).await;
            assert_eq!(page.status, 200, "{place}");
            assert_eq!(hadir_testkit::html::elements(page.text(), "h1").len(), 1);
            assert!(page.says(&fingerprint(&der)), "{}", page.words());
        }
        assert!(lang.missing().is_empty(), "{:?}", lang.missing());
    }
    let poster = stranger.get("/sertifikat/poster?bahasa=id").await;
    assert!(poster.says("https://10.20.0.5/sertifikat"), "{}", poster.words());
    let file = stranger.get("/sertifikat/hadir.crt").await;
    assert_eq!(file.header("content-type"), Some("application/x-x509-ca-cert"));
    assert_eq!(file.body, der);
}

#[tokio::test(flavor = "multi_thread")]
async fn administrators_are_told_a_month_before_the_certificate_ends() {
    let (regency, _) = office_with_https(&["10.20.0.5"]);
    let passphrase = regency.place("password");
    let asked = ["node", "https", "--data", path(&regency.data), "--root-passphrase-file", path(&passphrase)];
    crate::regency::hadir_says(&[&asked[..], &["--address", "10.20.0.1"]].concat());
    for (days, is_told) in [(29, true), (31, false)] {
        let mut folder = hadir::folder::NodeFolder::open(&regency.data).unwrap();
        let now_ms = hadir_store::Clock::System.now_ms();
        folder
            .remember(|config| config.https.as_mut().unwrap().valid_until_ms = Some(now_ms + days * 86_400_000))
            .unwrap();
        drop(folder);
        let reach = Reach { is_by_authority: true, ..Reach::default() };
        let node = Node::open(&regency.data, None, reach).await.unwrap();
        let mut kepala = Browser::new(app::router(&node).0);
        let page = kepala.post("/masuk", &[("username", "kepala"), ("password", PASSWORD), ("ke", "")]).await;
        assert_eq!(page.status, 303, "{}", page.words());
        let page = kepala.get("/kelola").await;
        assert_eq!(page.says("Sertifikat HTTPS simpul ini berlaku sampai"), is_told, "{days}: {}", page.words());
        drop(kepala);
        node.close().await;
    }
}

/// What a phone gets that does not know the authority yet, over plain HTTP.
async fn plainly(at: &str, request: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_http_gives_the_certificate_and_leads_everyone_else_to_https() {
    let (_regency, office) = office_with_https(&["hadir.sebatik.lan", "10.20.0.5"]);
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_hadir"));
    let listen =
        ["serve", "--listen", "127.0.0.1:0", "--tls", "--listen-plain", "127.0.0.1:0", "--data", path(&office)];
    let mut child = program.args(listen).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    let https = lines.next().unwrap().unwrap();
    let plain = lines.next().unwrap().unwrap();
    let port = https.rsplit(':').next().unwrap();
    let at = plain.split("http://").nth(1).unwrap().trim_end_matches("/sertifikat").to_owned();

    let get = |path: &str, host: &str| format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let file = plainly(&at, &get("/sertifikat/hadir.crt", &at)).await;
    assert!(file.ends_with(&fs::read(office.join("keys/authority.crt")).unwrap()));
    let said =
        async |path: &str, host: &str| String::from_utf8_lossy(&plainly(&at, &get(path, host)).await).into_owned();
    assert!(said("/sertifikat", &at).await.starts_with("HTTP/1.1 200"));
    for (host, to) in [
        ("10.20.0.5:80", "10.20.0.5"),
        ("hadir.sebatik.lan", "hadir.sebatik.lan"),
        ("jahat.example", "hadir.sebatik.lan"),
    ] {
        let answer = said("/lapor?kind=question", host).await;
        assert!(answer.starts_with("HTTP/1.1 307"), "{answer}");
        assert!(answer.contains(&format!("location: https://{to}:{port}/lapor?kind=question\r\n")), "{answer}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
