//! The form of `/lapor`: sent twice it is one report, mistakes are explained and nothing typed is lost.

use axum::http::header::{ACCEPT, HeaderName};
use hadir_testkit::http::Browser;

use crate::town::{PIER, in_both_towns};

in_both_towns! {
    async fn sending_again_gives_the_same_number_and_code(town) {
        let mut siti = town.citizen();
        let page = siti.get("/lapor").await;
        let form = page.form("/lapor").fill("text", PIER);
        let first = siti.submit(&page, &form).await.redirect().unwrap();
        town.office.wait(24 * 40);
        let again = siti.submit(&page, &form.clone().fill("text", "Papan dermaga patah, dengan kata-kata lain.")).await;
        assert_eq!(again.redirect().unwrap(), first);
        assert_eq!(town.number(&first).await, "SBT-26-0001");
        let another = town.reported(&[("text", PIER)]).await;
        assert_ne!(another, first);
        assert_eq!(town.number(&another).await, "SBT-26-0002");
    }

    async fn every_mistake_stands_at_its_field_and_everything_typed_stays(town) {
        let fields = [("kind", "question"), ("text", "rusak"), ("place", "81.02.01"), ("spot", "depan <masjid>"), ("name", "Siti"),
            ("contact", "081200000"), ("visibility", "confidential"), ("category", "piers")];
        let page = town.send(&mut town.citizen(), &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.says("Belum terkirim: ada 3 hal yang perlu dilengkapi") && page.says("Semua yang sudah ditulis masih ada."), "{}", page.words());
        for sentence in ["Satu kalimat lagi sudah cukup.", "Tempat ini tidak kami kenal", "Nomor ini baru 9 angka."] {
            assert_eq!(page.words().matches(sentence).count(), 2, "{sentence}");
        }
        let form = page.form("/lapor");
        for (name, value) in fields.iter().filter(|(name, _)| *name != "place") {
            assert_eq!(form.value(name), Some(*value), "{name}");
        }
        for id in ["text", "place", "contact"] {
            assert!(page.text().contains(&format!("href=\"#{id}\"")) && page.text().contains(&format!("id=\"{id}-e\"")), "{id}");
        }
        let mended = form.fill("text", PIER).fill("contact", "").fill("place", "65.03.10.2001");
        let mut siti = town.citizen();
        assert_eq!(siti.submit(&page, &mended).await.status, 303);
    }

    async fn words_of_danger_put_the_emergency_number_first(town) {
        let fire = "Tolong, kebakaran di kios depan pelabuhan, api sudah besar!";
        let mine = town.reported(&[("text", fire)]).await;
        let page = town.citizen().get(&mine).await;
        let text = page.text();
        let (note, thanks) = (text.find("tel:112").unwrap(), text.find("<h1").unwrap());
        assert!(note < thanks && page.says("Ada yang terancam? Telepon 112 sekarang"), "{}", page.words());
        let page = town.send(&mut town.citizen(), &[("text", fire), ("contact", "1")]).await;
        assert!(page.status == 422 && page.text().find("tel:112").unwrap() < page.text().find("<h1").unwrap());
        let mine = town.reported(&[("text", PIER)]).await;
        assert!(!town.citizen().get(&mine).await.says("Ada yang terancam"));
    }

    async fn a_sender_who_files_too_many_waits_and_keeps_what_was_written(town) {
        let phone = |name: &str| town.citizen().with_header(HeaderName::from_static("user-agent"), name);
        let mut busy = phone("busy");
        let first = busy.get("/lapor").await;
        let form = first.form("/lapor").fill("text", PIER);
        assert_eq!(busy.submit(&first, &form).await.status, 303);
        for _ in 0..4 {
            assert_eq!(town.send(&mut busy, &[("text", PIER)]).await.status, 303);
        }
        let page = town.send(&mut busy, &[("text", PIER), ("spot", "ujung kiri")]).await;
        assert_eq!(page.status, 429);
        assert!(page.says("Terlalu banyak laporan dalam satu jam.") && page.header("retry-after").is_some(), "{}", page.words());
        assert_eq!(page.form("/lapor").value("spot"), Some("ujung kiri"));
        assert_eq!(busy.submit(&first, &form).await.status, 303, "what is here already may always be sent again");
        assert_eq!(town.send(&mut phone("neighbour"), &[("text", PIER)]).await.status, 303);
    }

    async fn a_script_learns_where_the_report_is_and_what_is_wrong(town) {
        let mut phone = town.citizen().with_header(ACCEPT, "application/json");
        let token = town.citizen().get("/lapor").await.hidden("token").unwrap();
        let page = phone.post("/lapor", &[("token", &token), ("text", "x")]).await;
        assert_eq!(page.status, 422);
        let answer: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        assert_eq!(answer["mistakes"][0]["field"], "text");
        let page = phone.post("/lapor", &[("token", &token), ("text", PIER)]).await;
        assert_eq!(page.status, 201);
        let answer: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        let mine = answer["url"].as_str().unwrap();
        assert_eq!(answer["photos"], format!("/lapor/foto/{token}"));
        assert_eq!(answer["number"], "SBT-26-0001");
        assert_eq!(mine, format!("/lacak/{}", answer["code"].as_str().unwrap()));
        assert!(town.citizen().get(mine).await.says("SBT-26-0001"));
    }

    async fn a_script_is_told_why_it_has_to_wait(town) {
        let mut phone = town.citizen().with_header(ACCEPT, "application/json");
        let token = |n: u32| format!("0199{n:028x}");
        for n in 0..5 {
            assert_eq!(phone.post("/lapor", &[("token", &token(n)), ("text", PIER)]).await.status, 201);
        }
        let page = phone.post("/lapor", &[("token", &token(5)), ("text", PIER)]).await;
        assert_eq!(page.status, 429);
        assert!(page.header("retry-after").is_some());
        let answer: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
        let why = answer["mistakes"][0]["words"].as_str().unwrap();
        assert!(why.starts_with("Terlalu banyak laporan dalam satu jam."), "{why}");
    }

    async fn the_form_a_phone_keeps_holds_no_token_so_no_two_reports_share_one(town) {
        let kept = town.citizen().get("/lapor/luring").await;
        assert!(kept.says("Tidak ada sambungan.") && kept.says("disimpan di ponsel ini dan dikirim begitu ada sinyal."));
        let form = kept.form("/lapor");
        assert_eq!(form.value("token"), Some(""));
        let first = town.citizen().submit(&kept, &form.clone().fill("text", PIER)).await.redirect().unwrap();
        let second = town.citizen().submit(&kept, &form.fill("text", PIER)).await.redirect().unwrap();
        assert_ne!(first, second);
    }

    async fn a_token_that_a_phone_made_names_one_report(town) {
        let phone = || town.citizen().with_header(ACCEPT, "application/json");
        let fields = [("token", "019a3f2b7c100a0b0c0d0e0f10111213"), ("text", PIER)];
        let first = phone().post("/lapor", &fields).await;
        town.office.wait(24 * 40);
        let again = phone().post("/lapor", &fields).await;
        assert_eq!((first.status, again.status), (201.try_into().unwrap(), 201.try_into().unwrap()));
        assert_eq!(first.body, again.body, "the same number and code");
    }

    async fn a_form_from_another_site_is_refused(town) {
        let mut lured = town.citizen().with_header(HeaderName::from_static("sec-fetch-site"), "cross-site");
        assert_eq!(lured.post("/lapor", &[("text", PIER)]).await.status, 403);
    }

    async fn a_link_can_choose_but_never_put_words_into_a_mouth(town) {
        let page = town.citizen().get("/lapor?kind=complaint&category=levy&visibility=confidential&text=halo&name=Budi").await;
        let form = page.form("/lapor");
        assert_eq!((form.value("category"), form.value("visibility")), (Some("levy"), Some("confidential")));
        assert_eq!((form.value("text"), form.value("name")), (Some(""), Some("")));
    }
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_answered_in_words() {
    let town = crate::town::Town::on_sqlite().await;
    let mut browser: Browser = town.citizen();
    let kind = Some("multipart/form-data; boundary=x");
    let page = browser.send(axum::http::Method::POST, "/lapor", kind, b"--x\r\nnonsense".to_vec()).await;
    assert!(page.status.is_client_error() && page.text().contains("<h1"), "{} {}", page.status, page.words());
}

#[tokio::test]
async fn the_worker_is_served_for_all_pages_and_asked_for_cheaply() {
    let town = crate::town::Town::on_sqlite().await;
    let worker = town.citizen().get("/sw.js").await;
    assert_eq!(worker.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(worker.header("cache-control"), Some("no-cache"));
    assert!(worker.text().starts_with("const VERSION = '") && worker.text().contains("addEventListener('fetch'"));
    let tag = worker.header("etag").unwrap().to_owned();
    let again = town.citizen().with_header(axum::http::header::IF_NONE_MATCH, &tag).get("/sw.js").await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    // The page names the same script for itself and for the form that imports it.
    let form = town.citizen().get("/lapor").await;
    let script = town.office.cases.platform().assets().url("warga.js").map(str::to_owned).unwrap();
    assert_eq!(form.text().matches(&script).count(), 2);
    assert!(town.citizen().get("/").await.text().contains(&script));
}
