//! Closed means solved: on the reporter's word, or after an answer that the reporter could contradict.

use hadir_cases::kinds::Status;

use crate::meja_office::{act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

at_both_desks! {
    async fn one_handler_alone_closes_nothing_that_is_not_answered(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Catat: pelapor bilang selesai") && !page.says("Nyatakan selesai"), "{}", page.words());
        let page = yusran.get(&format!("/meja/{}/selesai", filed.number)).await;
        assert!(page.says("Pelapor datang dan mengatakannya") && !page.says("Kantor sendiri"), "{}", page.words());
        let page = act(&mut yusran, &filed.number, "selesai", &[("kata", "kantor"), ("alasan", "Sudah kami ganti.")]).await;
        assert!(page.status == 422 && page.says("Jawab dulu pokok laporannya."), "{}", page.words());
        assert!(page.text().contains("Sudah kami ganti."), "what was typed stays");
        let page = act(&mut yusran, &filed.number, "selesai", &[("alasan", "Sudah kami ganti.")]).await;
        assert!(page.status == 422 && page.says("Pilih dulu atas kata siapa."), "{}", page.words());
        let page = act(&mut yusran, &filed.number, "selesai", &[("kata", "phone"), ("alasan", " ")]).await;
        assert!(page.status == 422 && page.says("Tulis alasannya."), "{}", page.words());
        assert!(office.case(&filed.number).await.status.is_open());

        let answer = [("text", "Papan sudah kami ganti."), ("sebagai", "jawaban")];
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &answer).await.status, 303);
        let page = yusran.get(&format!("/meja/{}/selesai", filed.number)).await;
        let form = page.form(&form_path(&filed, "selesai")).fill("kata", "kantor");
        assert_eq!(yusran.submit(&page, &form).await.status, 303);
        assert_eq!(office.case(&filed.number).await.status, Status::Closed);
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Dinyatakan selesai") && !page.says("Catat: pelapor"), "{}", page.words());
    }

    async fn the_counter_takes_down_what_the_reporter_says_and_the_reporter_reads_it(office) {
        let filed = office.report("piers", PIER).await;
        let mut rahmawati = office.signed_in("rahmawati").await;
        let told = [("kata", "walk_in"), ("alasan", "Ibu Siti datang: papannya sudah bagus.")];
        assert_eq!(office.signed_in("norma").await.post(&form_path(&filed, "selesai"), &told).await.status, 404);
        assert_eq!(office.signed_in("andi").await.post(&form_path(&filed, "selesai"), &told).await.status, 403);
        let sent = act(&mut rahmawati, &filed.number, "selesai", &told).await;
        let page = rahmawati.follow(sent).await;
        assert!(page.says("Pelapor datang dan menyatakan selesai") && page.says("oleh Rahmawati"), "{}", page.words());
        let mut siti = office.stranger();
        let own = format!("/lacak/{}", filed.code);
        let page = siti.get(&own).await;
        assert!(page.says("Bapak/Ibu mengatakan sudah selesai; dicatat oleh Dinas Perhubungan"), "{}", page.words());
        assert!(page.says("Ibu Siti datang: papannya sudah bagus."), "{}", page.words());
        // Who never said so opens it again.
        let back = siti.post(&own, &[("solved", "no"), ("why", "Saya tidak pernah datang.")]).await;
        assert_eq!(back.status, 303, "{}", back.words());
        assert!(office.case(&filed.number).await.status.is_open());
        // After an answer, too, the counter writes down and does not decide.
        let answer = [("text", "Papan sudah kami ganti."), ("sebagai", "jawaban")];
        assert_eq!(act(&mut rahmawati, &filed.number, "jawab", &answer).await.status, 303);
        let page = rahmawati.get(&format!("/meja/{}/selesai", filed.number)).await;
        assert!(page.says("lewat telepon") && !page.says("Kantor sendiri"), "{}", page.words());
        assert_eq!(act(&mut rahmawati, &filed.number, "selesai", &[("kata", "kantor")]).await.status, 403);
    }
}
