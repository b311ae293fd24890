//! Taking back what was done at the desk: the case stands as before, everyone reads that, and nobody's later act is lost.

use hadir_cases::Filed;
use hadir_cases::events::CaseEvent;
use hadir_cases::kinds::Status;
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

/// Does something and reads the page that comes back.
async fn does(browser: &mut Browser, number: &str, what: &str, fields: &[(&str, &str)]) -> Page {
    let answer = act(browser, number, what, fields).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    browser.follow(answer).await
}

/// Presses the button that a page offers for taking back.
async fn takes_back(browser: &mut Browser, page: &Page, filed: &Filed) -> Page {
    browser.submit(page, &page.form(&form_path(filed, "batal"))).await
}

fn offers(page: &Page, filed: &Filed) -> bool {
    page.text().contains(&form_path(filed, "batal"))
}

async fn undoings(office: &Office, filed: &Filed) -> usize {
    let case = office.case(&filed.number).await;
    case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Undone(_))).count()
}

at_both_desks! {
    async fn a_report_handed_on_by_mistake_comes_back_with_its_limit(office) {
        let filed = office.report("piers", PIER).await;
        let before = office.case(&filed.number).await;
        let mut yusran = office.signed_in("yusran").await;
        let fields = [("kepada", "pupr"), ("alasan", "Tiang dermaga urusan mereka.")];
        let page = does(&mut yusran, &filed.number, "teruskan", &fields).await;
        assert!(page.says("Diteruskan ke Dinas Pekerjaan Umum") && page.says("di luar daftar Anda"), "{}", page.words());
        assert!(office.signed_in("norma").await.get("/meja").await.says(&filed.number));

        office.wait(1);
        let back = takes_back(&mut yusran, &page, &filed).await;
        assert_eq!(back.status, 303, "{}", back.words());
        let case = yusran.follow(back).await;
        let said = "Langkah “Diteruskan ke Dinas Pekerjaan Umum” dibatalkan, pukul 10.30 WITA";
        assert!(case.says(said) && case.says("(dibatalkan)"), "{}", case.words());
        assert!(!offers(&case, &filed), "undoing is not undone");
        let now = office.case(&filed.number).await;
        assert_eq!((&now.unit, now.staff, now.status, &now.limits), (&before.unit, before.staff, Status::New, &before.limits));
        assert!(yusran.get("/meja").await.says(&filed.number));
        let mut norma = office.signed_in("norma").await;
        assert!(!norma.get("/meja").await.says(&filed.number));
        assert_eq!(norma.get(&format!("/meja/{}", filed.number)).await.status, 404);

        // The reporter reads that it went away and came back, and who answers.
        let own = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(own.says("Diteruskan ke Dinas Pekerjaan Umum (dibatalkan Kamis, 12 Maret, pukul 10.30 WITA)"), "{}", own.words());
        assert!(own.says("Berikutnya: jawaban Dinas Perhubungan") && !own.says("Tiang dermaga urusan mereka."), "{}", own.words());
    }

    async fn pressing_twice_undoes_once(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = does(&mut yusran, &filed.number, "tanya", &[("pertanyaan", "Papan yang mana, Bu?")]).await;
        assert!(office.case(&filed.number).await.is_waiting());
        let (first, again) = (takes_back(&mut yusran, &page, &filed).await, takes_back(&mut yusran, &page, &filed).await);
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (303, 303), "{}", again.words());
        assert_eq!(undoings(&office, &filed).await, 1);
        assert!(yusran.follow(again).await.says("dibatalkan, pukul 09.30 WITA"));
        assert!(!office.case(&filed.number).await.is_waiting());
        let own = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(!own.says("Papan yang mana, Bu?") && !own.says("Berikutnya: keterangan"), "{}", own.words());
        let api = office.stranger().get(&format!("/api/v1/my/{}", filed.code)).await;
        assert!(api.status == 200 && !api.text().contains("Papan yang mana"), "{}", api.text());
    }

    async fn what_was_shown_is_taken_back_and_what_was_taken_back_is_shown(office) {
        let filed = office.file(shown_to_all()).await;
        let (mut yusran, mut stranger) = (office.signed_in("yusran").await, office.stranger());
        let public = format!("/laporan/{}", filed.number);
        let page = does(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga patah")]).await;
        assert_eq!(stranger.get(&public).await.status, 200);
        assert_eq!(takes_back(&mut yusran, &page, &filed).await.status, 303);
        assert_eq!(stranger.get(&public).await.status, 404);

        office.wait(1);
        does(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga patah dua")]).await;
        office.wait(1);
        let page = does(&mut yusran, &filed.number, "tarik", &[("alasan", "Judulnya keliru.")]).await;
        assert_eq!(stranger.get(&public).await.status, 404);
        assert_eq!(takes_back(&mut yusran, &page, &filed).await.status, 303);
        let shown = stranger.get(&public).await;
        assert!(shown.status == 200 && shown.says("Papan dermaga patah dua"), "{}", shown.words());
    }

    async fn nobody_undoes_beneath_what_a_colleague_did_since(office) {
        let filed = office.report("piers", PIER).await;
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        let page = does(&mut yusran, &filed.number, "tanya", &[("pertanyaan", "Papan yang mana, Bu?")]).await;
        office.wait(1);
        does(&mut hasnah, &filed.number, "ambil", &[]).await;
        let late = takes_back(&mut yusran, &page, &filed).await;
        assert_eq!(late.status, 409);
        assert!(late.says("tidak bisa dibatalkan lagi; sudah ada langkah lain sesudahnya"), "{}", late.words());
        assert!(late.says("Sementara itu Hasnah Daud: Ditangani Hasnah Daud"), "{}", late.words());
        assert_eq!(undoings(&office, &filed).await, 0);
        assert!(office.case(&filed.number).await.is_waiting());

        // Handed on to another unit, which went on with it: out of sight, and told in so many words.
        let page = does(&mut hasnah, &filed.number, "teruskan", &[("kepada", "pupr"), ("alasan", "Bagian mereka.")]).await;
        office.wait(1);
        let mut norma = office.signed_in("norma").await;
        does(&mut norma, &filed.number, "ambil", &[]).await;
        let late = takes_back(&mut hasnah, &page, &filed).await;
        assert_eq!(late.status, 409);
        assert!(late.says("Langkah ini tidak bisa dibatalkan lagi") && late.says("Hubungi unit"), "{}", late.words());
        let inbox = hasnah.get(&format!("/meja?dari={}", filed.number)).await;
        assert!(inbox.says("Diteruskan ke Dinas Pekerjaan Umum") && !offers(&inbox, &filed), "{}", inbox.words());
        assert_eq!(office.case(&filed.number).await.unit, "pupr");
    }

    async fn undoing_needs_the_right_and_an_act(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = does(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga patah")]).await;
        let op = page.hidden("op").unwrap();
        let path = format!("/meja/{}/batal", filed.number);
        let mut rahmawati = office.signed_in("rahmawati").await;
        assert_eq!(rahmawati.post(&path, &[("op", &op)]).await.status, 403);
        let mut norma = office.signed_in("norma").await;
        assert_eq!(norma.post(&path, &[("op", &op)]).await.status, 404);
        for forged in ["", "papan", &op[2..]] {
            assert_eq!(yusran.post(&path, &[("op", forged)]).await.status, 403, "{forged}");
            assert_eq!(norma.post(&path, &[("op", forged)]).await.status, 404, "{forged}");
        }
        let receipt = office.case(&filed.number).await.thread[0].id.to_string();
        assert_eq!(yusran.post(&path, &[("op", &receipt)]).await.status, 403);
        assert_eq!(undoings(&office, &filed).await, 0);
        // The head undoes what an officer of the unit did.
        let mut darius = office.signed_in("darius").await;
        assert_eq!(darius.post(&path, &[("op", &op)]).await.status, 303);
        assert_eq!(undoings(&office, &filed).await, 1);
    }

    async fn what_was_put_into_a_closed_circle_is_out_of_reach(office) {
        let filed = office.report("piers", PIER).await;
        let mut darius = office.signed_in("darius").await;
        let page = does(&mut darius, &filed.number, "golongkan", &[("kategori", "levy"), ("lingkaran", "levy")]).await;
        let case = office.case(&filed.number).await;
        assert!(case.sensitivity.is_some() && case.unit == "inspektorat", "{}", page.words());
        assert!(!offers(&page, &filed), "{}", page.words());
        let op = case.thread.last().unwrap().id.to_string();
        assert_eq!(darius.post(&form_path(&filed, "batal"), &[("op", &op)]).await.status, 404);
        assert_eq!(undoings(&office, &filed).await, 0);
    }
}

fn shown_to_all() -> hadir_cases::commands::Report {
    hadir_cases::commands::Report {
        category: Some("piers".parse().unwrap()),
        visibility: Some(hadir_cases::kinds::Visibility::Public),
        text: PIER.to_owned(),
        ..Default::default()
    }
}
