//! Mentioning colleagues in a note: they find the report until they have seen it, and nobody else learns of it.

use hadir_testkit::http::Page;

use crate::meja_office::{Office, act, at_both_desks};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const LIST: &str = "/meja?lihat=disebut";

async fn notes(office: &Office, username: &str, number: &str, text: &str) -> Page {
    let mut browser = office.signed_in(username).await;
    act(&mut browser, number, "catatan", &[("text", text)]).await
}

async fn lists(office: &Office, username: &str, number: &str) -> bool {
    let page = office.signed_in(username).await.get(LIST).await;
    assert_eq!(page.status, 200);
    page.says(number)
}

at_both_desks! {
    async fn who_is_mentioned_finds_the_report_until_they_have_seen_it(office) {
        let number = office.report("piers", PIER).await.number;
        let text = "@hasnah dan @Darius, tolong cek papan cadangan (surel: gudang@contoh.id).";
        let page = notes(&office, "yusran", &number, text).await;
        assert_eq!(page.status, 303, "{}", page.words());
        for name in ["hasnah", "darius"] {
            assert!(lists(&office, name, &number).await, "{name}");
        }
        for name in ["yusran", "rahmawati", "andi"] {
            assert!(!lists(&office, name, &number).await, "{name}");
        }
        let mut hasnah = office.signed_in("hasnah").await;
        let inbox = hasnah.get("/meja").await;
        assert!(inbox.says("Disebut rekan1"), "the list is counted: {}", inbox.words());
        let page = hasnah.get(&format!("/meja/{number}")).await;
        assert!(page.says("Yusran Tahir menyebut Anda"), "{}", page.words());
        assert!(page.says("Menyebut Hasnah Daud, Darius Belawan") || page.says("Menyebut Darius Belawan, Hasnah Daud"), "{}", page.words());
        assert_eq!(act(&mut hasnah, &number, "disebut", &[]).await.status, 303);
        assert!(!lists(&office, "hasnah", &number).await);
        let page = hasnah.get(&format!("/meja/{number}")).await;
        assert!(!page.says("menyebut Anda") && page.says("Sudah membaca catatan yang menyebutnya"), "{}", page.words());
        // Whoever does something there has seen it.
        assert_eq!(notes(&office, "darius", &number, "Papan ada di gudang.").await.status, 303);
        assert!(!lists(&office, "darius", &number).await);
        let own = office.stranger().get("/laporan").await;
        assert!(!own.says("papan cadangan"), "a note stays inside");
    }

    async fn who_cannot_open_the_report_cannot_be_mentioned_and_the_note_is_kept(office) {
        let number = office.report("piers", PIER).await.number;
        for name in ["norma", "tidak-ada", "rizky"] {
            let text = format!("Tolong @{name}, cek papan ini.");
            let page = notes(&office, "yusran", &number, &text).await;
            assert_eq!(page.status, 422, "{name}");
            assert!(page.says(&format!("Tidak ada rekan bernama masuk “{name}”")), "{}", page.words());
            assert!(page.text().contains(&text), "what was typed stays");
        }
        assert_eq!(office.case(&number).await.thread.len(), 1);
        let page = office.signed_in("yusran").await.get(&format!("/meja/{number}")).await;
        assert!(page.says("@hasnah Hasnah Daud") && !page.says("@norma") && !page.says("@yusran"), "{}", page.words());
    }

    async fn in_a_closed_circle_nobody_is_mentioned_and_what_was_closed_since_lies_on_no_list(office) {
        let number = office.report("piers", PIER).await.number;
        assert_eq!(notes(&office, "yusran", &number, "@hasnah tolong lihat.").await.status, 303);
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &number, "golongkan", &[("kategori", "levy"), ("lingkaran", "levy")]).await.status, 303);
        assert!(!lists(&office, "hasnah", &number).await);
        let page = notes(&office, "sitti", &number, "@marthen tolong lihat.").await;
        let page = if page.status == 404 { notes(&office, "marthen", &number, "@sitti tolong lihat.").await } else { page };
        assert_eq!(page.status, 422, "{}", page.words());
        assert!(page.says("Di laporan tertutup rekan tidak bisa disebut."), "{}", page.words());
    }

    async fn the_button_is_for_who_was_mentioned(office) {
        let number = office.report("piers", PIER).await.number;
        notes(&office, "yusran", &number, "@hasnah tolong lihat.").await;
        let path = format!("/meja/{number}/disebut");
        assert_eq!(office.stranger().post(&path, &[]).await.redirect().as_deref(), Some("/masuk"));
        assert_eq!(office.signed_in("norma").await.post(&path, &[]).await.status, 404);
        let mut yusran = office.signed_in("yusran").await;
        let before = office.case(&number).await.thread.len();
        act(&mut yusran, &number, "disebut", &[]).await;
        assert_eq!(office.case(&number).await.thread.len(), before, "who was not mentioned records nothing");
        assert!(lists(&office, "hasnah", &number).await);
    }
}
