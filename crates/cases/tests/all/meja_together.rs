//! Two officers at once, and one officer who presses twice: nothing is lost, nothing is done twice.

use hadir_cases::Case;
use hadir_cases::commands::Report;
use hadir_cases::events::CaseEvent;
use hadir_cases::kinds::Visibility;
use hadir_oplog::Kind;
use hadir_store::Event;

use crate::meja_office::{act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

at_both_desks! {
    async fn two_officers_answer_at_once_and_both_are_told(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        let (seen_by_yusran, seen_by_hasnah) = (yusran.get(&path).await, hasnah.get(&path).await);
        let action = form_path(&filed, "jawab");
        let answer = |page: &hadir_testkit::http::Page, text: &str| page.form(&action).fill("text", text).fill("sebagai", "jawaban");
        let first = yusran.submit(&seen_by_yusran, &answer(&seen_by_yusran, "Papan kami ganti besok.")).await;
        assert_eq!(first.status, 303);
        let second = hasnah.submit(&seen_by_hasnah, &answer(&seen_by_hasnah, "Tali pembatas sudah dipasang.")).await;
        let page = hasnah.follow(second).await;
        assert!(page.says("Sementara itu Yusran Tahir: Jawaban terkirim"), "{}", page.words());
        assert!(page.says("Papan kami ganti besok.") && page.says("Tali pembatas sudah dipasang."), "{}", page.words());
    }

    async fn an_act_that_came_too_late_says_what_happened_meanwhile_and_keeps_the_text(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        let form_page = hasnah.get(&format!("{path}/tanya")).await;
        let form = form_page.form(&form_path(&filed, "tanya")).fill("pertanyaan", "Papan yang mana, Bu?");
        let told = [("kata", "phone"), ("alasan", "Ibu Siti: papannya sudah bagus.")];
        assert_eq!(act(&mut yusran, &filed.number, "selesai", &told).await.status, 303);
        let page = hasnah.submit(&form_page, &form).await;
        assert_eq!(page.status, 422);
        assert!(page.says("Laporan ini sudah selesai."), "{}", page.words());
        assert!(page.says("Sementara itu Yusran Tahir: Pelapor menyatakan selesai lewat telepon"), "{}", page.words());
        assert!(page.text().contains("Papan yang mana, Bu?"));
    }

    async fn what_only_a_later_version_understands_is_shown_to_nobody_outside_and_nothing_is_done_to_it(office) {
        let report = Report {
            category: Some("piers".parse().unwrap()),
            visibility: Some(Visibility::Public),
            text: PIER.into(),
            ..Report::default()
        };
        let filed = office.file(report).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga patah")]).await.status, 303);
        let public = format!("/laporan/{}", filed.number);
        let mut stranger = office.stranger();
        assert_eq!(stranger.get(&public).await.status, 200);
        // A step of a kind this version does not know, which says that it must be understood.
        let store = office.cases.platform().store();
        let unknown = || Event { must_understand: true, ..Event::new(Kind(1_099), Vec::new()) };
        let done = store.act::<Case, _, _>(filed.id, None, move |_, act| { act.record(unknown()); Ok::<_, ()>(()) });
        assert!(done.await.is_ok());
        assert_eq!(stranger.get(&public).await.status, 404);
        let own = stranger.get(&format!("/lacak/{}", filed.code)).await;
        assert_eq!(own.status, 409);
        assert!(own.says("Menunggu pembaruan program") && !own.says(PIER), "{}", own.words());
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("versi Hadir yang lebih baru") && page.says(PIER), "{}", page.words());
        assert!(!page.text().contains("/jawab\""));
        let refused = act(&mut yusran, &filed.number, "selesai", &[("kata", "phone"), ("alasan", "Sudah diganti.")]).await;
        assert_eq!(refused.status, 409, "{}", refused.words());
        assert!(refused.says("tidak ada yang diubah"), "{}", refused.words());
    }

    async fn pressing_twice_is_one_act(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&path).await;
        let form = page.form(&form_path(&filed, "jawab")).fill("text", "Baris satu.\r\nBaris dua.").fill("sebagai", "jawaban");
        let (first, again) = (yusran.submit(&page, &form).await, yusran.submit(&page, &form).await);
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (303, 303));
        let case = office.case(&filed.number).await;
        let answers = case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Said(..)));
        assert_eq!(answers.count(), 1);
        let page = yusran.get(&format!("{path}/selesai")).await;
        let form = page.form(&form_path(&filed, "selesai")).fill("kata", "kantor").fill("alasan", "Sudah diganti.");
        let (first, again) = (yusran.submit(&page, &form).await, yusran.submit(&page, &form).await);
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (303, 303), "{}", again.words());
        let page = yusran.follow(again).await;
        assert!(page.says("Dinyatakan selesai"), "{}", page.words());
    }
}
