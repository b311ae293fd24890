//! The way of one report as its reporter goes it, without JavaScript and without an account.

use crate::meja_office::act;
use crate::town::{PIER, in_both_towns};

in_both_towns! {
    async fn a_report_is_sent_answered_contradicted_and_solved(town) {
        let mut siti = town.citizen();
        let home = siti.get("/").await;
        assert!(home.says("Ada yang bisa kami bantu") && !home.says("Apakah kami menepati janji"), "{}", home.words());
        let fields = [("kind", "complaint"), ("text", PIER), ("category", "piers"), ("place", "65.03.10.2001"), ("spot", "Dermaga lama"),
            ("sapa", "Ibu"), ("name", "Siti Aminah"), ("contact", "0812-3456-7890")];
        let sent = town.send(&mut siti, &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let mine = sent.redirect().unwrap();
        let page = siti.get(&mine).await;
        assert_eq!((page.status.as_u16(), page.header("referrer-policy"), page.header("cache-control")), (200, Some("no-referrer"), Some("no-store")));
        let code = mine.strip_prefix("/lacak/").unwrap();
        assert!(page.says(code) && page.says("SBT-26-0001") && page.text().contains("<svg class=\"qr\""), "{}", page.words());
        assert!(page.says("Terima kasih, Ibu Siti Aminah."), "{}", page.words());
        assert!(page.says("Dinas Perhubungan menjawab paling lambat") && page.says("Dasarnya: pengaduan tidak berkadar pengawasan, 14 hari kerja."), "{}", page.words());
        assert!(page.says("Dermaga lama, Sungai Nyamuk, Sebatik Timur") && page.says("Nomor berakhiran 890"), "{}", page.words());

        let mut yusran = town.office.signed_in("yusran").await;
        act(&mut yusran, "SBT-26-0001", "jawab", &[("text", "Selamat pagi, Ibu. Papan baru dipasang Jumat, 20 Maret."), ("sebagai", "jawaban")]).await;
        let page = siti.get(&mine).await;
        assert!(page.says("Sudah dijawab") && page.says("Papan baru dipasang Jumat") && page.says("Tanpa kabar, laporan dianggap selesai"), "{}", page.words());
        assert!(!page.says("Yusran Tahir"), "officers' names are not public here");

        let back = siti.post(&mine, &[("solved", "no"), ("why", "Papannya patah lagi.")]).await;
        assert_eq!(back.status, 303, "{}", back.words());
        let page = siti.follow(back).await;
        assert!(page.says("Laporan dibuka kembali") && page.says("Papannya patah lagi."), "{}", page.words());
        assert!(page.says("Dinas Perhubungan menjawab paling lambat"), "{}", page.words());

        let page = siti.post(&mine, &[("text", "Sebelah kiri dekat ujung.")]).await;
        let page = siti.follow(page).await;
        assert!(page.says("Balasan sudah kami terima") && page.says("Sebelah kiri dekat ujung."), "{}", page.words());

        let page = siti.post(&mine, &[("solved", "yes")]).await;
        let page = siti.follow(page).await;
        assert!(page.says("Terima kasih. Laporan ini selesai") && !page.says("menjawab paling lambat"), "{}", page.words());
    }

    async fn what_the_office_waits_for_comes_and_the_clock_runs_again(town) {
        let mine = town.reported(&[("text", PIER), ("category", "piers")]).await;
        let mut yusran = town.office.signed_in("yusran").await;
        act(&mut yusran, "SBT-26-0001", "tanya", &[("pertanyaan", "Papan yang sebelah mana?")]).await;
        let mut siti = town.citizen();
        let page = siti.get(&mine).await;
        assert!(page.says("menunggu keterangan dari Bapak/Ibu sejak") && page.says("Papan yang sebelah mana?"), "{}", page.words());
        let page = siti.post(&mine, &[("text", "Yang kiri.")]).await;
        let page = siti.follow(page).await;
        assert!(page.says("Dikerjakan lagi; batas barunya") && page.says("menjawab paling lambat"), "{}", page.words());
    }

    async fn a_late_office_says_sorry_and_claims_nothing_that_did_not_happen(town) {
        let mine = town.reported(&[("text", PIER), ("category", "piers")]).await;
        town.office.wait(60 * 24);
        let mut siti = town.citizen();
        let mut yusran = town.office.signed_in("yusran").await;
        act(&mut yusran, "SBT-26-0001", "catatan", &[("text", "Rahasia kantor.")]).await;
        let page = siti.get(&mine).await;
        assert!(page.says("seharusnya menjawab paling lambat") && page.says("Kami minta maaf"), "{}", page.words());
        assert!(!page.says("diberi tahu") && !page.says("Atasan diminta") && !page.says("Rahasia kantor"), "{}", page.words());
        let page = siti.post(&format!("{mine}/atasan"), &[]).await;
        let page = siti.follow(page).await;
        assert!(page.says("Atasan diminta memeriksa pada") && page.says("Pemerintah Kabupaten Nunukan"), "{}", page.words());
    }

    async fn a_report_taken_back_stays_back(town) {
        let mine = town.reported(&[("text", PIER)]).await;
        let mut siti = town.citizen();
        let page = siti.post(&format!("{mine}/tarik"), &[]).await;
        let page = siti.follow(page).await;
        assert!(page.says("Laporan sudah ditarik") && page.says("Ditarik pelapor"), "{}", page.words());
        let page = siti.post(&mine, &[("text", "Halo?")]).await;
        assert_eq!(page.status, 422);
        let page = siti.post(&mine, &[("solved", "no")]).await;
        assert_eq!(page.status, 422);
    }

    async fn an_empty_or_endless_reply_is_explained_and_kept(town) {
        let mine = town.reported(&[("text", PIER)]).await;
        let mut siti = town.citizen();
        let page = siti.post(&mine, &[("text", "  ")]).await;
        assert!(page.status == 422 && page.says("Tulis dulu pesannya."), "{}", page.words());
        let long = "a".repeat(20_001);
        let page = siti.post(&mine, &[("text", &long)]).await;
        assert!(page.status == 422 && page.says("Paling panjang 20.000 huruf") && page.text().contains(&long));
        let page = siti.post(&mine, &[("solved", "no"), ("why", "masih rusak")]).await;
        assert!(page.status == 422 && page.says("masih dikerjakan"), "{}", page.words());
    }
}
