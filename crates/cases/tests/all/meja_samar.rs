//! What is kept from the public: words that an officer takes out, and the reporter's own say, on every way out.

use crate::meja_office::act;
use crate::town::in_both_towns;

const TEXT: &str = "Got di depan rumah Pak Rudi nomor 12 mampet, airnya masuk dapur.";

in_both_towns! {
    async fn words_taken_out_are_read_nowhere_outside_and_stay_at_the_desk(town) {
        town.reported(&[("text", TEXT), ("category", "piers"), ("visibility", "anonymous")]).await;
        let mut yusran = town.office.signed_in("yusran").await;
        let form = yusran.get("/meja/SBT-26-0001/terbitkan").await;
        assert!(form.says("Begini umum akan membacanya") && form.says("Pak Rudi nomor 12"), "{}", form.words());
        assert_eq!(act(&mut yusran, "SBT-26-0001", "terbitkan", &[("judul", "Got Pak Rudi mampet")]).await.status, 303);
        act(&mut yusran, "SBT-26-0001", "jawab", &[("text", "Got Pak Rudi kami keruk besok."), ("sebagai", "jawaban"), ("pokok", "ya")]).await;

        let wish = [("bagian", "Pak Rudi\r\nnomor 12")];
        let looked = act(&mut yusran, "SBT-26-0001", "samarkan", &[wish[0], ("langkah", "lihat")]).await;
        assert!(looked.says("Got di depan rumah ••• ••• mampet"), "{}", looked.words());
        assert!(town.citizen().get("/laporan/SBT-26-0001").await.says("Pak Rudi"), "looking changes nothing");
        assert_eq!(act(&mut yusran, "SBT-26-0001", "samarkan", &wish).await.status, 303);
        let mut neighbour = town.citizen();
        for path in ["/laporan/SBT-26-0001", "/laporan", "/api/v1/cases/SBT-26-0001"] {
            let page = neighbour.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.text().contains("Rudi") && !page.text().contains("nomor 12"), "{path}: {}", page.text());
        }
        assert!(neighbour.get("/laporan/SBT-26-0001").await.says("Got ••• kami keruk besok."));
        let desk = yusran.get("/meja/SBT-26-0001").await;
        assert!(desk.says("rumah Pak Rudi nomor 12") && desk.says("2 bagian disamarkan untuk umum"), "{}", desk.words());
        let form = yusran.get("/meja/SBT-26-0001/samarkan").await;
        assert!(form.text().contains(">Pak Rudi\nnomor 12</textarea>"), "{}", form.text());
        let wrong = act(&mut yusran, "SBT-26-0001", "samarkan", &[("bagian", "Pak Rudi\nBu Ani")]).await;
        assert!(wrong.status == 422 && wrong.says("“Bu Ani” tidak ada di laporan ini"), "{}", wrong.words());
        assert!(wrong.text().contains(">Pak Rudi\nBu Ani</textarea>"), "what was typed stays");
    }

    async fn only_who_may_publish_takes_words_out(town) {
        town.reported(&[("text", TEXT), ("category", "piers")]).await;
        let path = "/meja/SBT-26-0001/samarkan";
        assert_eq!(town.office.stranger().get(path).await.redirect().as_deref(), Some("/masuk?ke=/meja/SBT-26-0001/samarkan"));
        for (name, status) in [("norma", 404), ("marthen", 403), ("rahmawati", 403)] {
            let mut browser = town.office.signed_in(name).await;
            assert_eq!(browser.get(path).await.status, status, "{name}");
            assert_eq!(browser.post(path, &[("at", "3"), ("bagian", "Pak Rudi")]).await.status, status, "{name}");
        }
    }

    async fn the_reporter_changes_who_may_see_the_report(town) {
        let mine = town.reported(&[("text", TEXT), ("category", "piers"), ("name", "Siti Aminah"), ("visibility", "public")]).await;
        let mut yusran = town.office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, "SBT-26-0001", "terbitkan", &[("judul", "Got mampet")]).await.status, 303);
        let (mut siti, mut neighbour) = (town.citizen(), town.citizen());
        assert!(neighbour.get("/laporan/SBT-26-0001").await.says("Siti Aminah melapor"));
        let say = format!("{mine}/terlihat");
        let sent = siti.post(&say, &[("visibility", "anonymous")]).await;
        let page = siti.follow(sent).await;
        assert!(page.says("Tersimpan. Yang boleh melihat: semua orang, tanpa nama"), "{}", page.words());
        assert!(!neighbour.get("/laporan/SBT-26-0001").await.text().contains("Siti"));

        assert_eq!(siti.post(&say, &[("visibility", "confidential")]).await.status, 303);
        for path in ["/laporan/SBT-26-0001", "/api/v1/cases/SBT-26-0001"] {
            assert_eq!(neighbour.get(path).await.status, 404, "{path}");
        }
        assert!(!neighbour.get("/laporan").await.says("Got mampet"));
        let desk = yusran.get("/meja/SBT-26-0001").await;
        assert!(desk.says("Pelapor mengubah yang boleh melihat: hanya kantor yang menangani"), "{}", desk.words());
        assert_eq!(act(&mut yusran, "SBT-26-0001", "terbitkan", &[("judul", "Got mampet")]).await.status, 422);

        // Open again, it waits for an officer.
        assert_eq!(siti.post(&say, &[("visibility", "anonymous")]).await.status, 303);
        assert_eq!(neighbour.get("/laporan/SBT-26-0001").await.status, 404);
        assert_eq!(act(&mut yusran, "SBT-26-0001", "terbitkan", &[("judul", "Got mampet")]).await.status, 303);
        assert_eq!(neighbour.get("/laporan/SBT-26-0001").await.status, 200);
        let before = town.office.case("SBT-26-0001").await.thread.len();
        assert_eq!(siti.post(&say, &[("visibility", "everybody")]).await.status, 303);
        assert_eq!(town.office.case("SBT-26-0001").await.thread.len(), before, "what is no choice changes nothing");
        assert_eq!(neighbour.post("/lacak/7K4M-Q2XW-9RTW/terlihat", &[("visibility", "public")]).await.status, 404);
    }
}
