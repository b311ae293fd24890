//! Every public page: its words in every language, one heading, no style of its own, and light enough for a first visit.

use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use hadir_testkit::http::Browser;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::meja_office::act;
use crate::meja_serah::{OFFER, op_of, says};
use crate::town::{PIER, Town};

/// What the first citizen page may weigh on the wire.
const FIRST_PAGE_BYTES_MAX: usize = 14_000;
/// What a proxy or browser adds to a page in headers, about.
const HEADER_BYTES: usize = 400;

#[tokio::test]
async fn every_public_page_has_its_words_in_every_language() {
    let town = Town::on_sqlite().await;
    let (fresh, answered, ended) = (
        town.reported(&[
            ("text", "Tolong, kebakaran di pasar, api besar!"),
            ("category", "roads"),
            ("contact", "siti@contoh.id"),
        ])
        .await,
        town.reported(&[
            ("text", PIER),
            ("category", "piers"),
            ("place", "65.03.10.2001"),
            ("sapa", "Ibu"),
            ("name", "Siti"),
        ])
        .await,
        town.reported(&[("text", PIER), ("category", "piers"), ("name", "Siti")]).await,
    );
    let (answered_number, ended_number) = (town.number(&answered).await, town.number(&ended).await);
    let mut yusran = town.office.signed_in("yusran").await;
    act(&mut yusran, &answered_number, "terbitkan", &[("judul", "Papan dermaga patah")]).await;
    act(&mut yusran, &answered_number, "tanya", &[("pertanyaan", "Yang mana?")]).await;
    let waiting = walk(&town, &[&answered]).await;
    assert!(waiting.contains("Yang mana?"));
    act(&mut yusran, &answered_number, "jawab", &[("text", "Besok diganti."), ("sebagai", "jawaban")]).await;
    act(&mut yusran, &ended_number, "serah", &OFFER).await;
    assert!(walk(&town, &[&ended]).await.contains("Yes, hand it over"));
    let op = op_of(&town.office, &ended).await;
    assert_eq!(says(&town.office, &ended, &op, "ya").await.status, 303);
    walk(&town, &[&ended]).await;
    let fields = [("op", op.as_str()), ("tanggal", "2026-03-12"), ("cara", "Surat 7.")];
    assert_eq!(act(&mut yusran, &ended_number, "serah/tercatat", &fields).await.status, 303);
    let public = format!("/laporan/{answered_number}");
    let pages = [
        "/",
        "/lapor",
        "/lapor/luring",
        "/lacak",
        "/lacak/KODE",
        "/laporan",
        "/laporan?status=lewat",
        "/terbuka",
        "/privasi",
    ];
    walk(&town, &[pages.as_slice(), &[&fresh, &answered, &ended, &public]].concat()).await;
    town.office.wait(24 * 60);
    walk(&town, &[pages.as_slice(), &[&fresh, &answered, &ended, &public]].concat()).await;
    let figures = town.citizen().get("/terbuka").await;
    assert!(
        figures.says("Dijawab tepat waktu, Maret 2026") && figures.says("Belum dijawab dan lewat batas"),
        "{}",
        figures.words()
    );
    assert!(town.citizen().get("/").await.says("Maret 2026: 3 laporan masuk."));
    let missing: Vec<_> = town.office.cases.platform().languages().first().missing().into_iter().collect();
    assert_eq!(missing, [""; 0]);
}

/// Reads pages in every language; gives the words of all of them.
async fn walk(town: &Town, addresses: &[&str]) -> String {
    let mut all = String::new();
    for lang in ["id", "en"] {
        for address in addresses {
            let joint = if address.contains('?') { '&' } else { '?' };
            let page = town.citizen().get(&format!("{address}{joint}bahasa={lang}")).await;
            assert_eq!(page.text().matches("<h1").count(), 1, "{address}");
            assert!(!page.text().contains(" style="), "{address}");
            assert!(page.text().contains(&format!("<html lang=\"{lang}\"")), "{address}");
            all.push_str(&page.words());
        }
    }
    all
}

#[test]
fn both_languages_hold_the_same_keys_and_every_key_that_is_asked_for() {
    let sources = [hadir_ui::sources(), hadir_org::sources(), hadir_cases::sources()].concat();
    let languages = hadir_ui::lang::Languages::load(sources, Vec::new()).unwrap();
    let keys = |tag: &str| languages.words(tag).into_keys().collect::<Vec<_>>();
    assert_eq!(keys("id"), keys("en"));
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let used = hadir_ui::lang::scan::used_keys_under(folder).unwrap();
    let known = keys("id");
    let unknown: Vec<_> = used.iter().filter(|key| !known.contains(key)).collect();
    assert_eq!(unknown, [""; 0], "asked for but never worded");
    let own = hadir_ui::lang::Languages::load(hadir_cases::sources(), Vec::new()).unwrap();
    // A problem is made from its key and says the attribute `help` by itself.
    let source = source_under(folder);
    let is_problem = |key: &str| source.contains(&format!("\"{}\"", key.trim_end_matches(".help")));
    let unused: Vec<_> = own.words("id").into_keys().filter(|key| !used.contains(key) && !is_problem(key)).collect();
    assert_eq!(unused, [""; 0], "worded but never asked for");
}

/// Every Rust file under a folder, as one text.
fn source_under(folder: &std::path::Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = |path: std::path::PathBuf| match path.is_dir() {
        true => source_under(&path),
        false => std::fs::read_to_string(path).unwrap(),
    };
    entries.map(text).collect()
}

#[tokio::test]
async fn the_first_page_and_the_form_of_240_villages_are_light() {
    let town = Town::on_sqlite().await;
    let platform = town.office.cases.platform();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/regions/regions.csv.zst");
    platform.store().node_tables().run("delete from regions", Vec::new()).await.unwrap();
    hadir_org::regions::load(platform.store(), &std::fs::read(path).unwrap(), |_| ()).await.unwrap();
    let packing = CompressionLayer::new().gzip(true).quality(CompressionLevel::Best);
    let router = town.office.router.clone().layer(packing);
    for address in ["/", "/lapor", "/lapor/luring", "/lacak", "/laporan", "/privasi"] {
        let page = Browser::new(router.clone()).with_header(ACCEPT_ENCODING, "gzip").get(address).await;
        assert_eq!(page.header(CONTENT_ENCODING.as_str()), Some("gzip"), "{address}");
        let weight = page.body.len() + HEADER_BYTES;
        assert!(weight <= FIRST_PAGE_BYTES_MAX, "{address} weighs {weight} bytes");
    }
    assert!(town.citizen().get("/lapor").await.text().matches("<option").count() > 240);
}

#[tokio::test]
async fn open_figures_can_be_taken_away_without_names_or_words() {
    let town = Town::on_sqlite().await;
    let mine = town
        .reported(&[("text", PIER), ("category", "piers"), ("name", "Siti Aminah"), ("visibility", "public")])
        .await;
    town.reported(&[("text", PIER), ("category", "piers"), ("visibility", "confidential")]).await;
    let number = town.number(&mine).await;
    let mut yusran = town.office.signed_in("yusran").await;
    act(&mut yusran, &number, "terbitkan", &[("judul", "Papan dermaga patah")]).await;
    let csv = town.citizen().get("/terbuka/laporan.csv").await;
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(
        csv.text().starts_with("month,unit,unit_name,received,")
            && csv.text().contains("2026-03,dishub,Dinas Perhubungan,2,"),
        "{}",
        csv.text()
    );
    let rows = town.citizen().get("/terbuka/laporan.jsonl").await;
    assert_eq!(rows.text().lines().count(), 1);
    let row: serde_json::Value = serde_json::from_str(rows.text().trim()).unwrap();
    assert_eq!(
        (row["number"].as_str(), row["received_at"].as_str()),
        (Some(number.as_str()), Some("2026-03-12T09:30:00+08:00"))
    );
    assert!(!rows.text().contains("Siti") && !rows.text().contains("nenek"));
    let head = town.office.cases.platform().store().heads().await.unwrap()[0].hash.to_string();
    assert!(town.citizen().get("/terbuka").await.says(&head));
}
