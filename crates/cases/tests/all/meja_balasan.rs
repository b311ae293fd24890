//! What the citizen writes after the office has spoken comes back to the desk, until somebody takes it up.

use hadir_cases::commands::{Assign, assign, reply};
use hadir_cases::queries::{self, Asked, DeskPlace, Reach, View};
use hadir_cases::{Case, Filed};
use hadir_org::By;
use hadir_testkit::http::Browser;

use crate::meja_office::{Office, act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const LIST: &str = "/meja?lihat=balasan";

/// The citizen writes again.
async fn writes(office: &Office, filed: &Filed, text: &'static str) {
    let more = move |case: &Case, org: &_, now| reply(case, text, org, now);
    office.cases.as_reporter(&filed.code, more).await.unwrap();
}

/// An officer answers the matter, or only keeps the citizen posted.
async fn answers(browser: &mut Browser, filed: &Filed, what: &str) {
    let fields = [("text", "Selamat pagi, Ibu. Papan kami ganti Jumat."), ("pokok", what), ("sebagai", "jawaban")];
    assert_eq!(act(browser, &filed.number, "jawab", &fields).await.status, 303);
}

/// Whether an officer finds the report among those that the citizen has written to.
async fn waits(browser: &mut Browser, filed: &Filed) -> bool {
    let page = browser.get(LIST).await;
    assert_eq!(page.status, 200);
    page.says(&filed.number)
}

at_both_desks! {
    async fn a_reply_to_an_answer_comes_back_until_the_office_speaks(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        writes(&office, &filed, "Sebelah kiri.").await;
        assert!(!waits(&mut yusran, &filed).await, "what is added to an unread report is read with it");
        answers(&mut yusran, &filed, "ya").await;
        assert!(yusran.get(LIST).await.says("Semua balasan warga sudah ditanggapi"));

        office.wait(2);
        writes(&office, &filed, "Papannya patah lagi.").await;
        office.wait(24);
        let (mut yusran, mut norma) = (office.signed_in("yusran").await, office.signed_in("norma").await);
        let page = yusran.get(LIST).await;
        assert!(page.says("Pelapor membalas 12 Mar. ") && page.says("1 laporan"), "{}", page.words());
        assert!(!yusran.get("/meja").await.says(&filed.number), "it is not open");
        assert!(!waits(&mut norma, &filed).await && waits(&mut office.signed_in("hasnah").await, &filed).await);

        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Pelapor membalas Kamis, 12 Mar, 11.30 WITA dan belum ditanggapi"), "{}", page.words());
        answers(&mut yusran, &filed, "kabar").await;
        assert!(!waits(&mut yusran, &filed).await);
        assert!(!yusran.get(&format!("/meja/{}", filed.number)).await.says("belum ditanggapi"));
    }

    async fn a_reply_after_silence_has_closed_the_case_is_marked_as_read(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        answers(&mut yusran, &filed, "ya").await;
        office.wait(24 * 40);
        writes(&office, &filed, "Terima kasih, Pak.").await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(LIST).await;
        assert!(page.says(&filed.number) && page.says("Selesai, "), "{}", page.words());
        let note = [("text", "Warga berterima kasih."), ("sebagai", "catatan")];
        assert_eq!(act(&mut yusran, &filed.number, "catatan", &note).await.status, 303);
        assert!(waits(&mut yusran, &filed).await, "a note among colleagues takes nothing up");

        let path = form_path(&filed, "dibaca");
        assert_eq!(office.signed_in("andi").await.post(&path, &[]).await.status, 403);
        assert_eq!(office.signed_in("norma").await.post(&path, &[]).await.status, 404);
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Laporan ini sudah selesai. Buka kembali bila masih ada"), "{}", page.words());
        let button = page.form(&path);
        let sent = yusran.submit(&page, &button).await;
        let after = yusran.follow(sent).await;
        assert!(after.says("Balasan pelapor sudah dibaca, pukul"), "{}", after.words());
        let again = yusran.submit(&page, &button).await;
        assert_eq!(again.status, 303);
        assert!(!waits(&mut yusran, &filed).await);
        let case = office.case(&filed.number).await;
        let marks = case.thread.iter().filter(|moment| matches!(&moment.event, hadir_cases::events::CaseEvent::Noted(fact, _) if fact.marks_read()));
        assert_eq!(marks.count(), 1);
        // The citizen is told nothing of it.
        let page = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(page.status == 200 && !page.says("sudah dibaca"), "{}", page.words());

        writes(&office, &filed, "Oh ya, lampunya juga mati.").await;
        assert!(waits(&mut yusran, &filed).await, "what comes later has not been read");
    }

    async fn a_reply_in_a_closed_circle_comes_back_to_the_circle_alone(office) {
        let filed = office.report("levy", "Petugas di loket minta uang tanpa karcis, itu pungli.").await;
        let org = office.cases.platform().org();
        let sitti = org.staff_by_username(&"sitti".parse().unwrap()).unwrap().id;
        let to = Assign { unit: "inspektorat".parse().unwrap(), staff: Some(sitti), why: String::new() };
        office.cases.as_officer(filed.id, By::Console, move |case, asking| assign(case, &to, asking)).await.unwrap();
        let (mut marthen, mut sitti) = (office.signed_in("marthen").await, office.signed_in("sitti").await);
        answers(&mut sitti, &filed, "ya").await;
        assert!(!marthen.get("/meja?lihat=tertutup").await.says(&filed.number));
        writes(&office, &filed, "Orang itu datang lagi.").await;
        for (browser, view) in [(&mut marthen, "tertutup"), (&mut sitti, "saya")] {
            let page = browser.get(&format!("/meja?lihat={view}")).await;
            assert!(page.says("Balasan warga: 1") && page.says(&filed.number), "{view}: {}", page.words());
        }
        for name in ["marthen", "sitti", "andi", "yusran"] {
            assert!(!waits(&mut office.signed_in(name).await, &filed).await, "{name}");
        }
    }

    async fn the_longest_waiting_stands_first_on_every_page(office) {
        let mut filed = Vec::new();
        let mut yusran = office.signed_in("yusran").await;
        for _ in 0..4 {
            filed.push(office.report("piers", PIER).await);
            answers(&mut yusran, filed.last().unwrap(), "ya").await;
        }
        for one in [2, 0, 3, 1] {
            office.wait(1);
            writes(&office, &filed[one], "Masih rusak.").await;
        }
        let staff = office.cases.platform().org().staff_by_name()[0].id;
        for reach in [Reach::All, Reach::Units(vec!["dishub".parse().unwrap(), "pupr".parse().unwrap()])] {
            let asked = Asked { reach: &reach, staff, stands_in_for: &[], now: office.cases.now() };
            let pool = office.cases.platform().store().reads();
            let (mut seen, mut after) = (Vec::new(), None);
            while let Some(row) = queries::list(pool, View::Wrote, &asked, after, 1).await.unwrap().pop() {
                after = Some(DeskPlace::of(&row, View::Wrote));
                seen.push(row.number);
            }
            assert_eq!(seen, [2, 0, 3, 1].map(|one: usize| filed[one].number.clone()));
            assert_eq!(queries::counts(pool, &asked, None).await.unwrap().wrote, 4);
        }
    }

    async fn what_was_brought_before_a_superior_says_so_in_the_list(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        assert!(!yusran.get("/meja").await.says("Atasan diminta"));
        let why = [("alasan", "Perlu keputusan anggaran.")];
        assert_eq!(act(&mut yusran, &filed.number, "atasan", &why).await.status, 303);
        let page = yusran.get("/meja").await;
        assert!(page.says("Atasan diminta memeriksa 12 Mar. "), "{}", page.words());
        answers(&mut yusran, &filed, "ya").await;
        assert!(!yusran.get("/meja?lihat=selesai").await.says("Atasan diminta"));
    }
}
