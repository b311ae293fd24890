//! `/kelola/simpul`, the alarm about silent offices, and how fresh an office's node is: with nodes that never were.

use std::time::Duration;

use hadir_oplog::sync::{Facts, Position, Span};
use hadir_oplog::{Certificate, NodeId, NodeKey, Revocation, Rights, Scope, Signed, Statement};
use hadir_store::{Event, Meeting, Store};
use hadir_testkit::http::Page;
use hadir_testkit::roll::Roll;

use crate::engines::on_both_engines;
use crate::office::Office;

/// The node of these tests, and the others.
const OWN: u8 = 1;
const KRAYAN: u8 = 11;
const SEBATIK: u8 = 12;
const LUMBIS: u8 = 13;
const NEVER: u8 = 14;
const LOST: u8 = 15;
const REGENCY: u8 = 16;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

fn key(byte: u8) -> NodeKey {
    NodeKey::from_bytes([byte; 32])
}

fn node(byte: u8) -> NodeId {
    key(byte).id()
}

async fn state<T: Statement>(store: &Store, statement: T) {
    let signed = Signed::sign(&key(99), statement).unwrap();
    let event = Event { kind: T::KIND, must_understand: false, scopes: vec![], bodies: vec![signed.body()] };
    let recorded = store.act::<Roll, (), ()>(Roll::ID, None, move |_, act| {
        act.record(event.clone());
        Ok(())
    });
    recorded.await.unwrap();
    store.refresh_standings().await.unwrap();
}

async fn enrol(store: &Store, byte: u8, name: &str, prefix: &str, rights: Rights, valid_days: i64) {
    let unit = Scope::try_new("pupr").unwrap();
    let certificate = Certificate {
        serial: u64::from(byte),
        root: node(99),
        node: node(byte),
        name: name.to_owned(),
        prefix: prefix.to_owned(),
        unit: unit.clone(),
        reads: vec![unit.clone()],
        writes: vec![unit],
        rights,
        valid_from_ms: 0,
        valid_until_ms: store.clock().now_ms() + valid_days * 24 * HOUR_MS,
    };
    state(store, certificate).await;
}

const ALL: Rights = Rights(1 | 2 | 4);

fn facts(disk_free: u64) -> Option<Facts> {
    Some(Facts { version: "0.1.0".into(), disk_free, disk_total: 120_000_000_000 })
}

/// A regency with five offices: in good order, silent, in trouble, never met, revoked.
async fn fleet(office: &Office) {
    let store = office.platform.store();
    enrol(store, OWN, "Kabupaten Nunukan", "NNK", ALL, 700).await;
    enrol(store, SEBATIK, "Kecamatan Sebatik", "SBT", Rights::NONE, 700).await;
    enrol(store, KRAYAN, "Kecamatan Krayan", "KRY", Rights::NONE, 700).await;
    enrol(store, LUMBIS, "Kecamatan Lumbis", "LMB", Rights::NONE, 10).await;
    enrol(store, NEVER, "Kecamatan Seimanggaris", "SMG", Rights::NONE, 700).await;
    enrol(store, LOST, "Kecamatan Tulin Onsoi", "TLN", Rights::NONE, 700).await;
    let revocation = Revocation {
        serial: 200,
        root: node(99),
        node: node(LOST),
        through: 199,
        cuts: vec![],
        reason: "Laptop dicuri".into(),
        issued_ms: store.clock().now_ms(),
    };
    state(store, revocation).await;
    let now = store.clock().now_ms();
    let place = store.place().await.unwrap();
    let mut all = Position::nothing(place.epoch);
    all.add(Span { after: 0, through: place.count });
    let meeting = |ago_ms: i64| Meeting { theirs: Some(all.clone()), met_at: Some(now - ago_ms), ..Meeting::default() };
    let met = [
        (SEBATIK, Meeting { facts: facts(41_000_000_000), ..meeting(5 * MINUTE_MS) }),
        (KRAYAN, Meeting { waiting_there: Some(7), clock_ahead_ms: Some(MINUTE_MS), ..meeting(49 * HOUR_MS) }),
        (
            LUMBIS,
            Meeting {
                facts: facts(400_000_000),
                clock_ahead_ms: Some(-3 * HOUR_MS),
                theirs: None,
                tried: Some((now, Some("connection refused".into()))),
                ..meeting(HOUR_MS)
            },
        ),
        (LOST, meeting(400 * HOUR_MS)),
    ];
    for (byte, meeting) in met {
        store.remember_meeting(node(byte), meeting).await.unwrap();
    }
}

/// The words of the row of a node.
fn row(page: &Page, name: &str) -> String {
    let (_, table) = page.text().split_once("<tbody").expect("the page has a table");
    table.split("<tr").map(hadir_testkit::html::words).find(|row| row.contains(name)).unwrap_or_default()
}

on_both_engines! {
    async fn the_fleet_is_said_in_words_the_troubled_first(office) {
        fleet(&office).await;
        let mut rizky = office.signed_in("rizky").await;
        let page = rizky.get("/kelola/simpul").await;
        assert_eq!(page.status, 200);
        let order = ["Krayan", "Lumbis", "Kabupaten Nunukan", "Sebatik", "Seimanggaris", "Tulin Onsoi"];
        let (_, table) = page.text().split_once("<tbody").unwrap();
        let places: Vec<_> = order.iter().map(|name| table.find(name)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        assert!(page.says("1 kantor tanpa kabar lebih dari 24 jam"), "{}", page.words());
        assert!(page.says("Kecamatan Krayan: terakhir tersambung Selasa, 10 Maret 2026, pukul 08.30 WITA."), "{}", page.words());
        for (name, said) in [
            ("Krayan", vec!["Telepon kantornya", "Dari kantor itu: 7 catatan", "nomor KRY", "Dinas Pekerjaan Umum"]),
            ("Lumbis", vec!["Disknya hampir penuh", "Jamnya 3 jam terlalu lambat", "Sertifikatnya segera habis", "Panggilan terakhir gagal", "Ke kantor itu: paling banyak"]),
            ("Sebatik", vec!["Tidak ada masalah", "Semua sudah sampai", "pukul 09.25 WITA", "Sisa disk 41 GB dari 120 GB", "Hadir 0.1.0"]),
            ("Seimanggaris", vec!["belum pernah"]),
            ("Tulin Onsoi", vec!["Dicabut pada 12 Maret 2026", "Laptop dicuri"]),
            ("Kabupaten Nunukan", vec!["Simpul ini", "di sini"]),
        ] {
            let row = row(&page, name);
            for words in said {
                assert!(row.contains(words), "{name}: {words}: {row}");
            }
        }
        assert!(!row(&page, "Krayan").contains("Jamnya"), "a minute is not worth a word");
        assert!(rizky.get("/kelola").await.says("1 kantor tanpa kabar"), "the start of the administration tells as well");
        for lang in office.platform.languages().all() {
            let page = rizky.get(&format!("/kelola/simpul?bahasa={}", lang.tag())).await;
            assert_eq!(page.status, 200);
            assert!(lang.missing().is_empty(), "{:?}", lang.missing());
        }
    }

    async fn how_long_an_office_may_be_silent_is_a_setting(office) {
        fleet(&office).await;
        let mut rizky = office.signed_in("rizky").await;
        for (hours, says) in [("72", false), ("47", true), ("0", false)] {
            let page = rizky.get("/kelola/pengaturan").await;
            let form = page.form("/kelola/pengaturan").fill("silent_hours", hours);
            let page = rizky.submit(&page, &form).await;
            assert!(rizky.follow(page).await.says("Pengaturan diubah"));
            office.wait(Duration::from_secs(10));
            let page = rizky.get("/kelola/simpul").await;
            assert_eq!(page.says("1 kantor tanpa kabar lebih dari"), says, "{hours}: {}", page.words());
        }
    }

    async fn who_does_not_keep_the_settings_is_not_told(office) {
        fleet(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(yusran.get("/kelola/simpul").await.status, 403);
        assert!(!yusran.get("/kelola").await.says("tanpa kabar"));
        assert_eq!(office.stranger().get("/kelola/simpul").await.status, 303);
    }

    async fn an_office_sees_itself_and_how_fresh_it_is(office) {
        let store = office.platform.store();
        enrol(store, OWN, "Kecamatan Sebatik", "SBT", Rights::NONE, 700).await;
        assert!(office.platform.is_office());
        let never = office.platform.freshness().await.unwrap().unwrap();
        assert!(never.met_at.is_none() && never.unsent > 0, "{never:?}");
        enrol(store, REGENCY, "Kabupaten Nunukan", "NNK", ALL, 700).await;
        let (now, place) = (store.clock().now_ms(), store.place().await.unwrap());
        let mut theirs = Position::nothing(place.epoch);
        theirs.add(Span { after: 0, through: place.count });
        let address = Some("https://hadir.nunukankab.example".to_owned());
        let meeting = Meeting { theirs: Some(theirs), met_at: Some(now), address, ..Meeting::default() };
        store.remember_meeting(node(REGENCY), meeting).await.unwrap();
        office.wait(Duration::from_secs(10));
        assert_eq!(office.platform.freshness().await.unwrap(), None, "met a moment ago, and all is sent");
        office.wait(Duration::from_secs(2 * 60 * 60));
        let mut rizky = office.signed_in("rizky").await;
        for lang in office.platform.languages().all() {
            let page = rizky.get(&format!("/kelola/simpul?bahasa={}", lang.tag())).await;
            assert_eq!(page.status, 200);
            assert!(lang.missing().is_empty(), "{:?}", lang.missing());
        }
        let page = rizky.get("/kelola/simpul?bahasa=id").await;
        for words in [
            "Terakhir tersambung dengan kabupaten Kamis, 12 Maret, pukul 09.30 WITA; semua sudah terkirim.",
            "Kecamatan Sebatik", "Awal nomor", "https://hadir.nunukankab.example", "sampai ",
        ] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.says("tanpa kabar"), "an office cannot tell of others");
    }
}
