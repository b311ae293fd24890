//! Drafts of answers and who else has a report open: seen by those who may see the report, gone when sent.

use std::time::Duration;

use axum::http::Method;
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const BEGUN: &str = "Papan kami ganti hari Senin, dan sampai";

/// Keeps a draft as the script does.
async fn put(browser: &mut Browser, number: &str, text: &str) -> Page {
    let path = format!("/meja/{number}/draf");
    browser.send(Method::PUT, &path, Some("text/plain; charset=utf-8"), text.as_bytes().to_vec()).await
}

/// Opens a report until its page says something, for what is written down by and by.
async fn soon_says(browser: &mut Browser, path: &str, words: &str) -> bool {
    for _ in 0..100 {
        if browser.get(path).await.says(words) {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

async fn draft_in_box(office: &Office, username: &str, path: &str) -> bool {
    office.signed_in(username).await.get(path).await.text().contains(&format!(">{BEGUN}</textarea>"))
}

at_both_desks! {
    async fn a_draft_outlives_the_session_a_colleague_goes_on_with_it_and_sending_ends_it(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&path).await;
        let form = page.form(&form_path(&filed, "jawab")).fill("text", BEGUN).fill("sebagai", "draf");
        let kept = yusran.submit(&page, &form).await;
        assert_eq!(kept.redirect().as_deref(), Some(format!("{path}#text").as_str()), "{}", kept.words());
        assert!(draft_in_box(&office, "yusran", &path).await, "it is there on another computer");
        assert_eq!(office.case(&filed.number).await.thread.len(), 1, "nothing happened to the report");

        let mut hasnah = office.signed_in("hasnah").await;
        let page = hasnah.get(&path).await;
        assert!(page.says("Draf Yusran Tahir, disimpan pukul 09.30 WITA"), "{}", page.words());
        assert!(!page.text().contains(&format!(">{BEGUN}</textarea>")), "her box is her own");
        let name = office.officer("yusran").rsplit('/').next().unwrap().to_owned();
        let form = page.form(&form_path(&filed, "jawab")).fill("text", "Ibu,").fill("draf", &name);
        let page = hasnah.submit(&page, &form).await;
        assert!(page.text().contains(&format!("Ibu,\n\n{BEGUN}</textarea>")), "{}", page.words());

        let sent = act(&mut yusran, &filed.number, "jawab", &[("text", &format!("{BEGUN} itu ada perahu.")), ("sebagai", "jawaban")]).await;
        assert_eq!(sent.status, 303);
        assert!(!draft_in_box(&office, "yusran", &path).await);
        assert!(!hasnah.get(&path).await.says("Draf Yusran"));
        // A last write of the script was still on its way.
        assert_eq!(put(&mut yusran, &filed.number, BEGUN).await.status, 200);
        assert!(!draft_in_box(&office, "yusran", &path).await);
        assert!(!hasnah.get(&path).await.says("Draf Yusran"));
    }

    async fn the_script_keeps_drafts_of_those_alone_who_may_see_the_report(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let mut yusran = office.signed_in("yusran").await;
        let kept = put(&mut yusran, &filed.number, BEGUN).await;
        assert_eq!((kept.status.as_u16(), kept.text()), (200, "Draf Anda tersimpan pukul 09.30 WITA. Rekan yang boleh melihat laporan ini dapat membacanya."));
        assert_eq!(put(&mut yusran, &filed.number, &"a".repeat(20_001)).await.status, 422);
        let mut norma = office.signed_in("norma").await;
        assert_eq!(put(&mut norma, &filed.number, "Bukan urusan kami.").await.status, 404);
        assert_eq!(norma.get(&path).await.status, 404);
        assert!(office.signed_in("darius").await.get(&path).await.says("Draf Yusran Tahir"));
        // It goes to another unit, where its author sees nothing any more; nor do they there see what he began.
        let office_of_norma = office.officer("norma");
        let to = [("kepada", office_of_norma.as_str()), ("alasan", "Jalan masuk dermaga.")];
        assert_eq!(act(&mut yusran, &filed.number, "teruskan", &to).await.status, 303);
        let page = norma.get(&path).await;
        assert!(page.status == 200 && !page.says("Draf Yusran") && !page.says("Yusran Tahir juga"), "{}", page.words());
        // What no keyboard writes does not stop what one does.
        assert_eq!(put(&mut norma, &filed.number, "Kami\u{0} cek.").await.status, 200);
        assert!(norma.get(&path).await.says("Kami cek."));
        // Who clears the box has no draft.
        let mut norma = office.signed_in("norma").await;
        assert_eq!(put(&mut norma, &filed.number, BEGUN).await.status, 200);
        assert!(draft_in_box(&office, "norma", &path).await);
        assert_eq!(put(&mut norma, &filed.number, " \n").await.status, 200);
        assert!(!draft_in_box(&office, "norma", &path).await);
    }

    async fn a_draft_in_a_closed_circle_stays_in_it(office) {
        let filed = office.report("levy", "Petugas minta uang pelicin di loket.").await;
        let path = format!("/meja/{}", filed.number);
        let mut marthen = office.signed_in("marthen").await;
        assert_eq!(put(&mut marthen, &filed.number, BEGUN).await.status, 200);
        for outside in ["andi", "sitti", "darius"] {
            let mut browser = office.signed_in(outside).await;
            assert_eq!(browser.get(&path).await.status, 404, "{outside}");
            assert_eq!(put(&mut browser, &filed.number, "x").await.status, 404, "{outside}");
        }
        let to = office.officer("sitti");
        assert_eq!(act(&mut marthen, &filed.number, "teruskan", &[("kepada", to.as_str())]).await.status, 303);
        assert!(office.signed_in("sitti").await.get(&path).await.says("Draf Marthen Balang"));
    }

    async fn colleagues_read_who_else_has_a_report_open(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        // The inspectorate looks without anybody knowing, and what is begun there is nobody's here.
        let mut marthen = office.signed_in("marthen").await;
        assert_eq!(put(&mut marthen, &filed.number, BEGUN).await.status, 200);
        assert_eq!(marthen.get(&path).await.status, 200);
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        assert!(!hasnah.get(&path).await.says("juga membuka"), "nobody else is here, and she is no other");
        assert!(soon_says(&mut yusran, &path, "Hasnah Daud juga membuka laporan ini sejak pukul 09.30 WITA.").await);
        assert!(!yusran.get(&path).await.says("Marthen"));
        // It is said as long as she comes back, since she came first, and no longer than a quarter of an hour after.
        office.clock.advance(Duration::from_secs(10 * 60));
        assert!(soon_says(&mut hasnah, &path, "Yusran Tahir juga membuka").await);
        office.clock.advance(Duration::from_secs(10 * 60));
        assert!(soon_says(&mut yusran, &path, "Hasnah Daud juga membuka laporan ini sejak pukul 09.30 WITA.").await);
        office.clock.advance(Duration::from_secs(16 * 60));
        assert!(!yusran.get(&path).await.says("juga membuka"));
    }

    async fn a_draft_that_nobody_sent_is_forgotten_after_ninety_days(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(put(&mut yusran, &filed.number, BEGUN).await.status, 200);
        office.wait(90 * 24);
        assert_eq!(office.cases.sweep_company().await.unwrap(), 0);
        office.wait(1);
        assert_eq!(office.cases.sweep_company().await.unwrap(), 1);
    }
}
