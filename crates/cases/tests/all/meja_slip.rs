//! Writing down what someone came to say; slips and new codes, each shown once.

use hadir_cases::code::SecretCode;

use crate::meja_office::{act, at_both_desks, form_path};

at_both_desks! {
    async fn a_spoken_report_gives_a_slip_once_and_one_report_however_often_it_is_sent(office) {
        let mut rahmawati = office.signed_in("rahmawati").await;
        let page = rahmawati.get("/meja/catat").await;
        let form = page
            .form("/meja/catat")
            .fill("text", "Sudah tiga hari perahu penyeberangan tidak jalan.")
            .fill("channel", "phone")
            .fill("sapa", "Ibu")
            .fill("name", "Tina")
            .fill("category", "piers");
        let sent = rahmawati.submit(&page, &form).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        assert!(!sent.redirect().unwrap().contains("lacak"));
        let again = rahmawati.submit(&page, &form).await;
        assert_eq!(sent.redirect(), again.redirect(), "the same report");
        let slip = rahmawati.follow(again).await;
        assert!(slip.says("Tanda terima laporan") && slip.says("Dinas Perhubungan menjawab paling lambat"), "{}", slip.words());
        assert_eq!(slip.header("referrer-policy"), Some("no-referrer"));
        let number = sent.redirect().unwrap().split('/').nth(2).unwrap().to_owned();
        let case = office.case(&number).await;
        assert_eq!(case.words.unwrap().sapa.as_deref(), Some("Ibu"));
        let later = rahmawati.get(&sent.redirect().unwrap()).await;
        assert!(later.says("Kode sudah pernah ditampilkan") && !later.text().contains("class=\"secret"), "{}", later.words());
        let mut norma = office.signed_in("norma").await;
        assert_eq!(norma.get(&sent.redirect().unwrap()).await.status, 404);
    }

    async fn a_slip_is_handed_out_even_where_the_case_went_to_another_office(office) {
        let mut rahmawati = office.signed_in("rahmawati").await;
        let page = rahmawati.get("/meja/catat").await;
        let form = page.form("/meja/catat").fill("text", "Jalan ke desa kami berlubang besar.").fill("unit", "pupr");
        let sent = rahmawati.submit(&page, &form).await;
        let path = sent.redirect().unwrap();
        let slip = rahmawati.follow(sent).await;
        assert!(slip.status == 200 && slip.says("Dinas Pekerjaan Umum menjawab"), "{}", slip.words());
        assert!(!slip.says("Buka laporan"));

        let code = slip.words().split_whitespace().find_map(|word| word.parse::<SecretCode>().ok()).unwrap();
        let later = rahmawati.get(&path).await;
        let (number, _) = path.split('/').nth(2).unwrap().split_once('~').unwrap();
        assert!(later.status == 200 && later.says(&format!("Laporan {number} sudah tersimpan")), "{}", later.words());
        assert!(!later.text().contains(&code.to_string()) && !later.says("berlubang") && !later.says("Pekerjaan Umum"));
        for stranger in ["hasnah", "darius", "sitti"] {
            assert_eq!(office.signed_in(stranger).await.get(&path).await.status, 404, "{stranger}");
        }
        let mut norma = office.signed_in("norma").await;
        assert!(norma.get(&path).await.says("Kode sudah pernah ditampilkan"));

        // Nobody outside the circle learns from the page that there is one.
        assert_eq!(act(&mut norma, number, "golongkan", &[("lingkaran", "misconduct")]).await.status, 303);
        assert_eq!(rahmawati.get(&path).await.words(), later.words());
        assert_eq!(norma.get(&path).await.status, 404);
    }

    async fn mistakes_are_explained_at_their_field_and_the_token_stays(office) {
        let mut rahmawati = office.signed_in("rahmawati").await;
        let page = rahmawati.get("/meja/catat").await;
        let form = page.form("/meja/catat").fill("text", "Air.").fill("contact", "08120000");
        let refused = rahmawati.submit(&page, &form).await;
        assert_eq!(refused.status, 422);
        let shown = refused.form("/meja/catat");
        assert_eq!((shown.value("text"), shown.value("contact")), (Some("Air."), Some("08120000")));
        assert_eq!(shown.value("token"), form.value("token"));
    }

    async fn a_new_code_needs_a_checked_identity_and_kills_the_old_one(office) {
        let filed = office.report("piers", "Papan dermaga patah dua di dekat ujung.").await;
        let mut rahmawati = office.signed_in("rahmawati").await;
        let page = rahmawati.get(&format!("/meja/{}/kode", filed.number)).await;
        let form = page.form(&form_path(&filed, "kode"));
        let refused = rahmawati.submit(&page, &form).await;
        assert!(refused.status == 422 && refused.says("Periksa dulu siapa orangnya"), "{}", refused.words());
        assert!(office.cases.by_code(&filed.code).await.unwrap().is_some());
        let sent = rahmawati.submit(&page, &form.fill("diperiksa", "ya")).await;
        let slip = rahmawati.follow(sent).await;
        assert!(slip.says("Kode rahasia"), "{}", slip.words());
        assert!(office.cases.by_code(&filed.code).await.unwrap().is_none(), "the old code is dead");
        let words = slip.words();
        let code = words.split_whitespace().find_map(|word| word.parse::<SecretCode>().ok()).unwrap();
        assert_eq!(office.cases.by_code(&code).await.unwrap().unwrap().number(), filed.number);
        let page = act(&mut rahmawati, &filed.number, "kode", &[("diperiksa", "ya"), ("token", "pendek")]).await;
        assert_eq!(page.status, 422);
    }
}
