//! Two reports of one matter become one at the desk, and are parted again: what officers of either side see and may.

use hadir_cases::commands::{Report, reply, unsolved};
use hadir_cases::events::{Bond, CaseEvent};
use hadir_cases::kinds::{Ending, Status};
use hadir_cases::{Case, Filed};
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const HOLE: &str = "Dermaga bolong di dekat tangga, anak saya Budi Santoso terperosok. HP 081234567890.";

/// Two reports of the same pier, an hour apart.
async fn two(office: &Office) -> [Filed; 2] {
    let older = office.report("piers", PIER).await;
    office.wait(1);
    let report = Report {
        category: Some("piers".parse().unwrap()),
        name: Some("Siti Aminah".to_owned()),
        text: HOLE.to_owned(),
        ..Report::default()
    };
    [older, office.file(report).await]
}

/// The page that compares a report with another.
async fn compares(browser: &mut Browser, filed: &Filed, with: &str) -> Page {
    browser.get(&format!("/meja/{}/gabung?ke={with}", filed.number)).await
}

/// Merges from the page of `filed`, the proposed one going on.
async fn merges(browser: &mut Browser, filed: &Filed, with: &Filed) -> Page {
    let page = compares(browser, filed, &with.number).await;
    assert_eq!(page.status, 200, "{}", page.words());
    browser.submit(&page, &page.form(&form_path(filed, "gabung"))).await
}

async fn done(browser: &mut Browser, filed: &Filed, with: &Filed) -> Page {
    let answer = merges(browser, filed, with).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    browser.follow(answer).await
}

async fn ties(office: &Office, filed: &Filed) -> usize {
    let is_tie = |event: &CaseEvent| matches!(event, CaseEvent::Bond(Bond::Merged(..) | Bond::Joined(_)));
    office.case(&filed.number).await.thread.iter().filter(|moment| is_tie(&moment.event)).count()
}

at_both_desks! {
    async fn the_younger_report_goes_on_in_the_older_one_and_both_pages_say_so(office) {
        let [older, younger] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", younger.number)).await;
        assert!(page.links().iter().any(|link| link.words == "Gabungkan"), "{}", page.words());
        let page = yusran.get(&format!("/meja/{}/gabung", younger.number)).await;
        let offered = page.links().into_iter().find(|link| link.words.contains("Papan dermaga")).unwrap();
        let page = yusran.get(&offered.href).await;
        assert!(page.says(PIER) && page.says(HOLE), "both side by side: {}", page.words());
        assert!(page.says("halamannya sendiri, termasuk jawaban yang sudah ada"), "{}", page.words());
        let form = page.form(&form_path(&younger, "gabung")).fill("alasan", "Terima kasih, ini sedang kami kerjakan.");
        assert_eq!(form.value("lanjut"), Some("itu"), "the older one is proposed");
        let answer = yusran.submit(&page, &form).await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        let page = yusran.follow(answer).await;
        assert!(page.says(&format!("Digabung ke {}, pukul 10.30 WITA", older.number)), "{}", page.words());
        assert!(page.says(&format!("Laporan ini berlanjut di {}", older.number)), "{}", page.words());

        let inbox = yusran.get("/meja").await;
        assert!(inbox.says("2 pelapor. ") && !inbox.says(&younger.number), "{}", inbox.words());
        let page = yusran.get(&format!("/meja/{}", older.number)).await;
        assert!(page.says("Satu laporan digabung ke sini. Semuanya 2 suara") && page.says("2 pelapor"), "{}", page.words());
        assert!(page.says(HOLE) && page.says("Siti Aminah"), "{}", page.words());
        assert!(page.says(&format!("{} digabung ke laporan ini", younger.number)), "{}", page.words());
        let (one, other) = (office.case(&older.number).await, office.case(&younger.number).await);
        assert_eq!((other.status, other.ending, other.goes_on_in), (Status::Ended, Some(Ending::Merged), Some(one.id)));
        office.wait(24 * 60);
        let mut yusran = office.signed_in("yusran").await;
        let late = yusran.get("/meja?lihat=lewat").await;
        assert!(late.says(&older.number) && !late.says(&younger.number), "a merged report is never late: {}", late.words());
    }

    async fn the_officer_may_choose_the_younger_one_from_either_page(office) {
        let [older, younger] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = compares(&mut yusran, &older, &younger.number).await;
        let form = page.form(&form_path(&older, "gabung"));
        assert_eq!(form.value("lanjut"), Some("ini"));
        let answer = yusran.submit(&page, &form.fill("lanjut", "itu")).await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        assert_eq!(office.case(&older.number).await.goes_on_in, Some(younger.id));
        assert_eq!(office.case(&younger.number).await.voices(), 2);
    }

    async fn pressing_twice_merges_once(office) {
        let [older, younger] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = compares(&mut yusran, &younger, &older.number).await;
        let form = page.form(&form_path(&younger, "gabung")).fill("alasan", "Perkara yang sama.");
        let (first, again) = (yusran.submit(&page, &form).await, yusran.submit(&page, &form).await);
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (303, 303), "{}", again.words());
        assert_eq!((ties(&office, &older).await, ties(&office, &younger).await), (1, 1));
        // Pressed on the page of the one that goes on, where the message is not kept.
        let third = office.report("piers", "Tangga dermaga licin.").await;
        let page = compares(&mut yusran, &older, &third.number).await;
        let form = page.form(&form_path(&older, "gabung")).fill("alasan", "Perkara yang sama.");
        let (first, again) = (yusran.submit(&page, &form).await, yusran.submit(&page, &form).await);
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (303, 303), "{}", again.words());
        assert_eq!((ties(&office, &older).await, ties(&office, &third).await), (2, 1));
    }

    async fn taken_back_from_either_side_both_stand_as_before(office) {
        for from_older in [true, false] {
            let [older, younger] = two(&office).await;
            let before = (office.case(&older.number).await, office.case(&younger.number).await);
            let mut yusran = office.signed_in("yusran").await;
            done(&mut yusran, &younger, &older).await;
            office.wait(1);
            let side = if from_older { &older } else { &younger };
            let page = yusran.get(&format!("/meja/{}", side.number)).await;
            assert!(page.says("Batalkan penggabungan"), "{}", page.words());
            let answer = yusran.submit(&page, &page.form(&form_path(side, "batal"))).await;
            assert_eq!(answer.status, 303, "{}", answer.words());
            assert!(yusran.follow(answer).await.says("dibatalkan, pukul"));
            let after = (office.case(&older.number).await, office.case(&younger.number).await);
            for (before, after) in [(&before.0, &after.0), (&before.1, &after.1)] {
                assert_eq!((before.status, &before.limits, before.goes_on_in), (after.status, &after.limits, after.goes_on_in));
                assert_eq!((before.voices(), &before.merged_into, before.ending), (after.voices(), &after.merged_into, after.ending));
            }
            let page = yusran.get(&format!("/meja/{}", older.number)).await;
            assert!(!page.says("digabung ke sini") && page.says("(dibatalkan)"), "{}", page.words());
        }
    }

    async fn what_cannot_be_merged_is_said_kindly(office) {
        let [older, younger] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let mut says = async |with: &str, words: &str| {
            let page = compares(&mut yusran, &younger, with).await;
            assert!(page.status == 422 && page.says(words), "{with}: {}", page.words());
        };
        says(&younger.number, "Itu laporan ini sendiri.").await;
        says("SBT-26-9999", "Nomor itu tidak ada di daftar Anda.").await;
        let elsewhere = office.report("roads", "Jalan di depan pasar berlubang besar.").await;
        says(&elsewhere.number, "Nomor itu tidak ada di daftar Anda.").await;
        let sealed = office.report("levy", "Petugas dermaga meminta uang tanpa karcis, pungli.").await;
        says(&sealed.number, "Nomor itu tidak ada di daftar Anda.").await;
        says("gajah", "Tidak ada laporan lain yang cocok.").await;
        let mut hasnah = office.signed_in("hasnah").await;
        let solved = office.report("piers", "Lampu dermaga padam.").await;
        let told = [("kata", "phone"), ("alasan", "Ibu Siti: lampunya sudah menyala.")];
        assert_eq!(act(&mut hasnah, &solved.number, "selesai", &told).await.status, 303);
        says(&solved.number, "Salah satu dari keduanya sudah selesai.").await;

        let third = office.report("piers", "Tangga dermaga licin.").await;
        done(&mut hasnah, &third, &older).await;
        let mut says = async |filed: &Filed, with: &Filed, words: &str| {
            let page = compares(&mut hasnah, filed, &with.number).await;
            assert!(page.status == 422 && page.says(words), "{}", page.words());
        };
        says(&older, &third, "Keduanya sudah digabung").await;
        says(&younger, &third, "sudah digabung ke laporan lain").await;
        let words = compares(&mut office.signed_in("yusran").await, &younger, "papan").await;
        assert!(words.status == 200 && words.links().iter().any(|link| link.href.contains(&older.number)), "{}", words.words());
    }

    async fn a_report_of_another_unit_is_merged_by_those_alone_who_may_close_both(office) {
        let here = office.report("piers", PIER).await;
        office.wait(1);
        let there = office.report("roads", "Jalan ke dermaga putus, papannya patah.").await;
        let mut andi = office.signed_in("andi").await;
        assert_eq!(compares(&mut andi, &here, &there.number).await.status, 403, "a leader reads both and closes neither");
        let (mut yusran, mut norma) = (office.signed_in("yusran").await, office.signed_in("norma").await);
        assert_eq!(compares(&mut norma, &here, &there.number).await.status, 404);
        // A colleague hands the other one on while the page is open.
        let [older, younger] = two(&office).await;
        let page = compares(&mut yusran, &younger, &older.number).await;
        let form = page.form(&form_path(&younger, "gabung"));
        let mut hasnah = office.signed_in("hasnah").await;
        assert_eq!(act(&mut hasnah, &older.number, "tanya", &[("pertanyaan", "Papan yang mana?")]).await.status, 303);
        let told = [("kata", "phone"), ("alasan", "Ibu Siti: sudah diganti.")];
        assert_eq!(act(&mut hasnah, &older.number, "selesai", &told).await.status, 303);
        let late = yusran.submit(&page, &form.fill("alasan", "Sama dengan yang tadi.")).await;
        assert_eq!(late.status, 422, "{}", late.words());
        assert!(late.says("Salah satu dari keduanya sudah selesai."), "{}", late.words());
        assert!(late.says("Sementara itu Hasnah Daud: Bertanya kepada pelapor"), "{}", late.words());
        assert!(late.text().contains("Sama dengan yang tadi."), "{}", late.text());
        assert!(office.case(&younger.number).await.goes_on_in.is_none());
    }

    async fn a_merged_reporter_who_writes_is_seen_on_both_pages_and_parts_by_not_yet(office) {
        let [older, younger] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        done(&mut yusran, &younger, &older).await;
        office.wait(1);
        let more = move |case: &Case, org: &_, now| reply(case, "Lubangnya makin besar.", org, now);
        office.cases.as_reporter(&younger.code, more).await.unwrap();
        assert!(yusran.get("/meja?lihat=balasan").await.says(&younger.number));
        let page = yusran.get(&format!("/meja/{}", older.number)).await;
        let said = format!("Pelapor {} menulis Kamis, 12 Mar, 11.30 WITA dan belum ditanggapi.", younger.number);
        assert!(page.says(&said) && page.says("Lubangnya makin besar."), "{}", page.words());

        let again = move |case: &Case, org: &_, now| unsolved(case, "Ini tangga, bukan papan.", org, now);
        office.cases.as_reporter(&younger.code, again).await.unwrap();
        let (one, other) = (office.case(&older.number).await, office.case(&younger.number).await);
        assert_eq!((one.voices(), one.joined.len(), other.goes_on_in, other.status), (1, 0, None, Status::InProgress));
        let page = yusran.get(&format!("/meja/{}", older.number)).await;
        assert!(page.says(&format!("{} dipisahkan lagi dari laporan ini", younger.number)), "{}", page.words());
        assert!(!page.says("Batalkan penggabungan"), "{}", page.words());
        assert!(yusran.get("/meja").await.says(&younger.number), "it is open again");
    }

    async fn a_chain_shows_its_voices_and_is_undone_backwards(office) {
        let [older, younger] = two(&office).await;
        office.wait(1);
        let third = office.report("piers", "Tangga dermaga licin.").await;
        let mut yusran = office.signed_in("yusran").await;
        done(&mut yusran, &third, &younger).await;
        let beneath = yusran.get(&format!("/meja/{}", third.number)).await.hidden("op").unwrap();
        done(&mut yusran, &younger, &older).await;
        let page = yusran.get(&format!("/meja/{}", older.number)).await;
        assert!(page.says("Satu laporan digabung ke sini. Semuanya 3 suara"), "{}", page.words());
        assert!(!yusran.get(&format!("/meja/{}", third.number)).await.says("Batalkan penggabungan"));
        let late = yusran.post(&form_path(&third, "batal"), &[("op", &beneath)]).await;
        assert_eq!(late.status, 409);
        assert!(late.says("tidak bisa dibatalkan lagi; sudah ada langkah lain sesudahnya"), "{}", late.words());
        assert_eq!(office.case(&third.number).await.goes_on_in, Some(younger.id));
    }

    async fn a_closed_circle_keeps_its_words_from_the_other_page(office) {
        let [older, younger] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        done(&mut yusran, &younger, &older).await;
        let fields = [("kategori", "levy"), ("lingkaran", "levy")];
        assert_eq!(act(&mut yusran, &younger.number, "golongkan", &fields).await.status, 303);
        let page = yusran.get(&format!("/meja/{}", older.number)).await;
        assert!(!page.says(HOLE) && page.says("tidak bisa Anda baca dari sini"), "{}", page.words());
        // Nor can the tie be cut by who no longer sees one of the two, and the page says so.
        let op = office.case(&older.number).await.thread.last().unwrap().id.to_string();
        let refused = yusran.post(&form_path(&older, "batal"), &[("op", &op)]).await;
        assert!(refused.status == 409 && refused.says("ditangani unit lain"), "{}", refused.words());
    }
}
