//! A person's own data in a report: what is kept, a copy of it, and having it erased, on the disk too.

use axum::http::Method;
use hadir_cases::commands::Report;
use hadir_cases::kinds::{Ending, Status};
use hadir_cases::photos::take_in;
use hadir_cases::{Case, Filed, queries};
use hadir_oplog::{Hash, Rights};
use hadir_org::commands::settings::change_regency;
use hadir_org::{By, Regency, SettingsRecord, ids};
use hadir_store::{Aggregate, params};
use hadir_testkit::http::Page;
use jiff::civil::Date;

use crate::fleet::{EVERYTHING, certificate, record, sync};
use crate::meja_office::{Office, act, at_both_desks};
use crate::warga_photos::photo;

const WORDS: &str = "Papan dermaga kapuas lepas di depan gudang kopra milik keluarga saya.";

async fn reported(office: &Office) -> Filed {
    let store = office.cases.platform().store();
    let photo = take_in(store.files(), photo(90), 10_000_000).await.unwrap();
    let (category, contact) = (Some("piers".parse().unwrap()), Some("081234567890".to_owned()));
    let name = Some("Siti Aminah".to_owned());
    office.file(Report { category, contact, name, text: WORDS.into(), photos: vec![photo], ..Report::default() }).await
}

async fn asks(office: &Office, filed: &Filed, why: &str) -> Page {
    office.stranger().post(&format!("/lacak/{}/data", filed.code), &[("alasan", why)]).await
}

/// Answers the wish as somebody.
async fn says(office: &Office, by: &str, number: &str, word: &str, why: &str) -> Page {
    let mut browser = office.signed_in(by).await;
    let op = browser.get(&format!("/meja/{number}/hapus-data")).await.hidden("op").unwrap_or_default();
    act(&mut browser, number, "hapus-data", &[("op", &op), ("jawaban", word), ("alasan", why)]).await
}

/// Erases by itself from a day on.
async fn retain_from(office: &Office, day: Date) {
    let (platform, by) = (office.cases.platform(), By::Console);
    let org = platform.org();
    let wish = Regency { retention_on: Some(day), ..org.regency().clone() };
    let decide = move |known: &SettingsRecord, act: &mut hadir_store::Act<'_>| {
        let events = change_regency(&known.settings(), &wish, &By::Console, &org);
        events.map(|event| event.into_iter().for_each(|event| act.record(event)))
    };
    platform.directory().change(ids::of_settings(), &by, decide).await.unwrap();
}

async fn files_of(office: &Office, case: &Case) -> Vec<bool> {
    let mut here = Vec::new();
    for file in case.files() {
        here.push(office.cases.platform().store().files().has(file.hash).await.unwrap());
    }
    here
}

async fn has_words(office: &Office, filed: &Filed) -> bool {
    let history = office.cases.platform().store().history(filed.id).await.unwrap();
    history.iter().any(|entry| entry.body(1).is_some())
}

at_both_desks! {
    async fn the_reporter_sees_what_is_kept_and_takes_a_copy(office) {
        let filed = reported(&office).await;
        let mine = format!("/lacak/{}", filed.code);
        assert!(office.stranger().get(&mine).await.text().contains(&format!("href=\"{mine}/data\"")));
        let page = office.stranger().get(&format!("{mine}/data")).await;
        for words in ["Siti Aminah", "890", "Dinas Perhubungan", "Selain itu tidak ada", "Unduh salinan", "hilang untuk selamanya"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.says("081234567890"), "whoever finds the code does not learn the number");
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        office.stranger().post(&mine, &[("text", "Sebelah kiri.")]).await;
        let copy = office.stranger().get(&format!("{mine}/salinan")).await;
        assert_eq!(copy.header("content-disposition"), Some(format!("attachment; filename=\"{}.json\"", filed.number).as_str()));
        assert_eq!((copy.header("cache-control"), copy.header("referrer-policy")), (Some("no-store"), Some("no-referrer")));
        let copy: serde_json::Value = serde_json::from_slice(&copy.body).unwrap();
        assert_eq!((&copy["text"], &copy["name"], &copy["messages"][0]["text"]), (&WORDS.into(), &"Siti Aminah".into(), &"Sebelah kiri.".into()));
        assert_eq!(copy["photos"][0]["url"], format!("{mine}/foto/1"));
        assert!(!copy.to_string().contains("081234567890"));
        for address in ["/lacak/0000-0000-0000/data", "/lacak/0000-0000-0000/salinan"] {
            assert_eq!(office.stranger().get(address).await.status, 404, "{address}");
        }
    }

    async fn what_is_asked_for_and_granted_is_gone_from_pages_rows_log_and_disk(office) {
        let filed = reported(&office).await;
        let (mine, number) = (format!("/lacak/{}", filed.code), filed.number.as_str());
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, number, "terbitkan", &[("judul", "Papan dermaga lepas")]).await;
        act(&mut yusran, number, "foto-umum/1", &[("tahu", "0"), ("k0-0", "on")]).await;
        assert_eq!(office.stranger().get(&format!("/laporan/{number}/foto/1")).await.status, 200);
        act(&mut yusran, number, "catatan", &[("text", "Keluarga Aminah pemilik gudang.")]).await;
        let draft = b"Yth. Ibu Siti Aminah,".to_vec();
        yusran.send(Method::PUT, &format!("/meja/{number}/draf"), Some("text/plain"), draft).await;
        let before = office.case(number).await;
        assert_eq!(files_of(&office, &before).await, [true, true], "the photo, and what everyone sees of it");
        let store = office.cases.platform().store();
        let drafts = "select cast(count(*) as bigint) from drafts";
        assert_eq!(store.node_tables().one::<(i64,)>(drafts, params![]).await.unwrap(), (1,));

        assert_eq!(asks(&office, &filed, "Saya takut dikenali.").await.redirect(), Some(format!("{mine}?sudah")));
        let page = office.stranger().get(&format!("{mine}?sudah")).await;
        assert!(page.says("Permintaan sudah kami terima") && page.says("Saya takut dikenali."), "{}", page.words());
        let page = office.stranger().get(&format!("{mine}/data")).await;
        assert!(page.says("paling lambat Minggu, 15 Maret 2026"), "{}", page.words());
        assert_eq!(asks(&office, &filed, "Sekali lagi.").await.status, 303);
        assert!(office.signed_in("darius").await.get("/meja?lihat=balasan").await.says(number), "it is not overlooked");
        let page = office.signed_in("darius").await.get(&format!("/meja/{number}")).await;
        assert!(page.says("Pelapor minta datanya dihapus") && page.says("Jawab permintaan"), "{}", page.words());
        assert!(!page.says("belum ditanggapi"), "once is enough: {}", page.words());
        assert!(!yusran.get(&format!("/meja/{number}")).await.says("Jawab permintaan"), "that is the head's to say");

        let page = says(&office, "darius", number, "", "Tidak tahu.").await;
        assert!(page.status == 422 && page.says("Pilih hapus atau tolak") && page.says("Tidak tahu."), "{}", page.words());
        assert_eq!(says(&office, "darius", number, "hapus", "").await.status, 303);
        let case = office.case(number).await;
        assert_eq!((case.status, case.ending, case.is_erased()), (Status::Ended, Some(Ending::Withdrawn), true));
        assert!(case.still_worded().is_empty() && !has_words(&office, &filed).await);
        assert_eq!(files_of(&office, &before).await, [false, false]);
        assert_eq!(store.orphaned_files(10).await.unwrap(), []);
        assert_eq!(store.node_tables().one::<(i64,)>(drafts, params![]).await.unwrap(), (0,));
        let found = yusran.get("/meja?q=kapuas").await;
        assert!(!found.says(number), "{}", found.words());
        for address in [format!("/laporan/{number}"), format!("/laporan/{number}/foto/1"), format!("{mine}/foto/1")] {
            assert_eq!(office.stranger().get(&address).await.status, 404, "{address}");
        }
        for address in [mine.clone(), format!("{mine}/data"), format!("{mine}/salinan")] {
            let page = office.stranger().get(&address).await;
            for secret in ["Siti", "kapuas", "takut", "890"] {
                assert!(!page.text().contains(secret), "{address}: {secret}");
            }
        }
        let page = office.stranger().get(&mine).await;
        assert!(page.says("sudah dihapus pada Kamis, 12 Maret 2026") && page.says("Ombudsman"), "{}", page.words());
        assert!(!page.text().contains("name=\"text\""), "there is nothing to reply to");
        let page = yusran.get(&format!("/meja/{number}")).await;
        assert!(page.says("Isi laporan ini sudah dihapus") && !page.text().contains("Kirim jawaban"), "{}", page.words());
        assert_eq!(store.verify(|_| {}).await.unwrap().first_bad, None, "the chain still verifies");
        // The figures go on counting it.
        let count = "select cast(count(*) as bigint) from cases";
        assert_eq!(store.reads().one::<(i64,)>(count, params![]).await.unwrap(), (1,));
    }

    async fn nothing_is_added_to_what_is_erased(office) {
        let filed = reported(&office).await;
        let (mine, number) = (format!("/lacak/{}", filed.code), filed.number.as_str());
        asks(&office, &filed, "").await;
        let mut darius = office.signed_in("darius").await;
        let op = darius.get(&format!("/meja/{number}/hapus-data")).await.hidden("op").unwrap();
        for _ in 0..2 {
            // Pressed twice.
            let page = act(&mut darius, number, "hapus-data", &[("op", &op), ("jawaban", "hapus")]).await;
            assert_eq!(page.status, 303);
        }
        let page = office.stranger().post(&mine, &[("text", "Masih rusak.")]).await;
        assert!(page.status == 422 && page.says("sudah dihapus"), "{}", page.words());
        let mut yusran = office.signed_in("yusran").await;
        for (what, fields) in [("catatan", [("text", "Tambahan.")]), ("jawab", [("text", "Tambahan.")])] {
            let page = act(&mut yusran, number, what, &fields).await;
            assert!(page.status == 422 && page.says("sudah dihapus"), "{what}: {} {}", page.status, page.words());
        }
        let page = asks(&office, &filed, "").await;
        assert!(page.status == 422 && page.says("sudah dihapus"), "{}", page.words());
        assert!(!has_words(&office, &filed).await);
    }

    async fn a_refusal_is_read_with_its_reason_and_may_be_asked_again(office) {
        let filed = reported(&office).await;
        let (mine, number) = (format!("/lacak/{}", filed.code), filed.number.as_str());
        asks(&office, &filed, "").await;
        let page = says(&office, "darius", number, "simpan", " ").await;
        assert_eq!(page.status, 422, "{}", page.words());
        assert_eq!(says(&office, "darius", number, "simpan", "Masih diperiksa Inspektorat.").await.status, 303);
        let page = office.stranger().get(&mine).await;
        assert!(page.says("Dinas Perhubungan tidak menghapus data ini") && page.says("Masih diperiksa Inspektorat."), "{}", page.words());
        let page = office.stranger().get(&format!("{mine}/data")).await;
        assert!(page.says("Permintaan yang lalu ditolak") && page.says("Minta dihapus"), "{}", page.words());
        assert!(has_words(&office, &filed).await);
        assert!(!office.signed_in("darius").await.get("/meja?lihat=balasan").await.says(number));
    }

    async fn who_may_not_decide_cannot_and_who_may_not_see_learns_nothing(office) {
        let filed = reported(&office).await;
        let number = filed.number.as_str();
        asks(&office, &filed, "Saya takut dikenali.").await;
        let op = office.signed_in("darius").await.get(&format!("/meja/{number}/hapus-data")).await.hidden("op").unwrap();
        for method in [Method::GET, Method::POST] {
            for (username, expected) in [("yusran", 403), ("rahmawati", 403), ("norma", 404), ("rizky", 403), ("sitti", 404)] {
                let mut browser = office.signed_in(username).await;
                let page = match method {
                    Method::GET => browser.get(&format!("/meja/{number}/hapus-data")).await,
                    _ => act(&mut browser, number, "hapus-data", &[("op", &op), ("jawaban", "hapus")]).await,
                };
                assert_eq!(page.status, expected, "{method} by {username}");
            }
        }
        let page = office.stranger().get(&format!("/meja/{number}/hapus-data")).await;
        assert!(page.redirect().is_some_and(|to| to.starts_with("/masuk")));
        assert!(has_words(&office, &filed).await);

        let levy = office.report("levy", "Diminta uang Rp50.000 supaya cepat.").await;
        asks(&office, &levy, "").await;
        assert_eq!(office.signed_in("darius").await.get(&format!("/meja/{}/hapus-data", levy.number)).await.status, 404);
        assert_eq!(says(&office, "marthen", &levy.number, "hapus", "").await.status, 303);
        assert!(!has_words(&office, &levy).await);
    }

    async fn a_photo_that_another_report_names_too_stays_for_that_one(office) {
        let (first, second) = (reported(&office).await, reported(&office).await);
        let hash = Hash::from_bytes(office.case(&first.number).await.photos()[0].hash);
        let files = office.cases.platform().store().files();
        asks(&office, &first, "").await;
        assert_eq!(says(&office, "darius", &first.number, "hapus", "").await.status, 303);
        assert!(files.has(hash).await.unwrap());
        assert_eq!(office.stranger().get(&format!("/lacak/{}/foto/1", second.code)).await.status, 200);
        asks(&office, &second, "").await;
        assert_eq!(says(&office, "darius", &second.number, "hapus", "").await.status, 303);
        assert!(!files.has(hash).await.unwrap());
    }

    async fn what_a_cut_power_left_undone_is_gone_on_with(office) {
        let filed = reported(&office).await;
        asks(&office, &filed, "").await;
        let op = office.case(&filed.number).await.open_erasure_wish().unwrap().op.unwrap();
        let erased = office.cases.as_officer(filed.id, By::Console, move |case, asking| {
            hadir_cases::commands::erase(case, op, asking)
        });
        erased.await.unwrap();
        assert!(has_words(&office, &filed).await, "the power was cut here");
        assert_eq!(office.cases.erase_due().await.unwrap(), 1);
        assert!(!has_words(&office, &filed).await);
        assert_eq!(office.cases.erase_due().await.unwrap(), 0);
    }

    async fn what_was_kept_long_enough_goes_once_the_regency_says_so(office) {
        let (filed, open) = (reported(&office).await, reported(&office).await);
        let (mine, number) = (format!("/lacak/{}", filed.code), filed.number.as_str());
        office.stranger().post(&mine, &[("solved", "yes")]).await;
        for (username, expected) in [("rizky", 200), ("darius", 403), ("yusran", 403), ("andi", 403), ("marthen", 403)] {
            assert_eq!(office.signed_in(username).await.get("/meja/masa-simpan").await.status, expected, "{username}");
        }
        assert!(office.stranger().get("/meja/masa-simpan").await.redirect().is_some());
        let page = office.signed_in("rizky").await.get("/meja/masa-simpan").await;
        for words in ["Masa simpan pengaduan", "5 tahun", "10 tahun", "2 tahun", "Belum ada yang dihapus sendiri", "tidak ada laporan"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(office.signed_in("rizky").await.get("/meja/ringkasan").await.text().contains("/meja/masa-simpan"));
        assert!(!office.stranger().get(&format!("{mine}/data")).await.says("Disimpan paling lama"));
        office.wait(24 * 1_830);
        let page = office.signed_in("rizky").await.get("/meja/masa-simpan").await;
        assert!(page.says("Saat ini 1 laporan sudah lewat"), "{}", page.words());
        assert_eq!(office.cases.retain_due().await.unwrap(), 0, "nobody has switched it on");

        let tomorrow = office.cases.now().to_zoned(hadir_calendar::Zone::Wita.time_zone()).date().tomorrow().unwrap();
        retain_from(&office, tomorrow).await;
        let day = tomorrow.strftime("%-d Maret %Y").to_string();
        let page = office.stranger().get(&format!("{mine}/data")).await;
        assert!(page.says("Disimpan paling lama sampai") && page.says(&day), "{day}: {}", page.words());
        assert_eq!(office.cases.retain_due().await.unwrap(), 0, "from tomorrow on");
        office.wait(24);
        assert_eq!(office.cases.retain_due().await.unwrap(), 1);
        assert_eq!(office.cases.retain_due().await.unwrap(), 0);
        assert!(!has_words(&office, &filed).await && has_words(&office, &open).await);
        let page = office.stranger().get(&mine).await;
        assert!(page.says("karena masa simpannya sudah lewat"), "{}", page.words());
        let page = office.signed_in("yusran").await.get(&format!("/meja/{number}")).await;
        assert!(page.says("Isi laporan ini sudah dihapus") && page.says("masa simpannya sudah lewat"), "{}", page.words());
    }

    async fn a_merged_report_goes_with_the_one_that_goes_on(office) {
        let (one, other) = (reported(&office).await, reported(&office).await);
        let mut yusran = office.signed_in("yusran").await;
        let fields = [("ke", other.number.as_str()), ("lanjut", "itu"), ("alasan", "Sama.")];
        assert_eq!(act(&mut yusran, &one.number, "gabung", &fields).await.status, 303);
        retain_from(&office, "2026-01-01".parse().unwrap()).await;
        office.wait(24 * 1_830);
        assert_eq!(office.cases.retain_due().await.unwrap(), 0, "the other is still worked on");
        office.stranger().post(&format!("/lacak/{}", other.code), &[("solved", "yes")]).await;
        office.wait(24 * 1_830);
        // In the same round where the other is done with before it is looked at.
        let (first, second) = (office.cases.retain_due().await.unwrap(), office.cases.retain_due().await.unwrap());
        assert_eq!(first + second, 2);
        assert!(!has_words(&office, &one).await && !has_words(&office, &other).await);
    }

    async fn an_office_that_carries_the_report_loses_words_and_photo_too(office) {
        let island = office.another_node(2, "DSH").await;
        let here = certificate(&office, "Kabupaten Nunukan", &["kab-nunukan"], EVERYTHING);
        let there = certificate(&island, "Dinas Perhubungan", &["dishub"], Rights::NONE);
        record(&office, &here).await;
        record(&office, &there).await;
        record(&island, &there).await;
        let filed = reported(&office).await;
        sync((&island, &there), (&office, &here)).await;
        let before = island.case(&filed.number).await;
        assert_eq!(files_of(&island, &before).await, [true]);
        // Nobody on the island knows yet what was asked for and granted.
        let mut hasnah = island.signed_in("hasnah").await;
        act(&mut hasnah, &filed.number, "catatan", &[("text", "Ibu Siti menelepon lagi.")]).await;
        asks(&office, &filed, "").await;
        assert_eq!(says(&office, "darius", &filed.number, "hapus", "").await.status, 303);
        sync((&island, &there), (&office, &here)).await;
        assert!(has_words(&office, &filed).await, "the note came after it");
        assert_eq!(office.cases.erase_due().await.unwrap(), 1, "and goes as well");
        sync((&island, &there), (&office, &here)).await;
        assert_eq!(island.cases.erase_due().await.unwrap(), 0, "the regency did it");
        for at in [&office, &island] {
            assert!(!has_words(at, &filed).await);
            assert_eq!(files_of(at, &before).await, [false]);
            assert!(at.case(&filed.number).await.is_erased());
        }
    }

}

#[tokio::test]
async fn what_is_left_to_erase_is_read_from_indexes_of_that_alone() {
    let office = Office::on_sqlite().await;
    let plans = queries::erasure_plans(office.cases.platform().store().reads()).await.unwrap();
    assert_eq!(plans[0], ["SEARCH case_erasures USING INDEX case_erasures_half (id>?)"]);
    assert_eq!(plans[1], ["SEARCH case_files USING PRIMARY KEY (hash=?)"]);
    assert!(
        plans[2].len() == 1 && plans[2][0].starts_with("SEARCH case_rests USING PRIMARY KEY (rule=? AND"),
        "{plans:#?}"
    );
}
