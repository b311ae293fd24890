//! What one person writes and another agrees to, and what waits for the office to open: until then nobody outside reads it,
//! and the limit runs on.

use hadir_cases::commands::Report;
use hadir_cases::kinds::{Status, Visibility};
use hadir_cases::{Case, Filed};
use hadir_org::commands::staff::suspend;
use hadir_org::commands::unit::describe;
use hadir_org::{By, StaffRecord, Unit, UnitRecord, ids};
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const FIXED: &str = "Papan sudah kami ganti tadi pagi.";

/// Changes what the harbour office does not leave to one person alone.
pub async fn switch(office: &Office, answers: bool, closing: bool) {
    let directory = office.cases.platform().directory();
    let org = office.cases.platform().org();
    let unit = org.unit(&"dishub".parse().unwrap()).unwrap().clone();
    let wish = Unit { answers_need_approval: answers, closing_needs_second: closing, ..unit };
    let decide = move |record: &UnitRecord, act: &mut hadir_store::Act<'_>| {
        describe(record, &wish, &By::Console, &org).map(|event| event.into_iter().for_each(|event| act.record(event)))
    };
    directory.change(ids::of_unit(&"dishub".parse().unwrap()), &By::Console, decide).await.unwrap();
}

/// A report that everyone can read.
async fn public(office: &Office) -> Filed {
    let category = Some("piers".parse().unwrap());
    let visibility = Some(Visibility::Public);
    let filed = office.file(Report { category, visibility, text: PIER.into(), ..Report::default() }).await;
    let mut yusran = office.signed_in("yusran").await;
    assert_eq!(act(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga patah")]).await.status, 303);
    filed
}

/// Whether anybody outside reads some words of a report: on its own page, on the public one, through the programs' doors.
async fn is_read(office: &Office, filed: &Filed, words: &str) -> bool {
    let mut stranger = office.stranger();
    let mut read = Vec::new();
    for path in [
        format!("/lacak/{}", filed.code),
        format!("/laporan/{}", filed.number),
        format!("/api/v1/my/{}", filed.code),
        format!("/api/v1/cases/{}", filed.number),
    ] {
        let page = stranger.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        read.push(page.text().contains(words));
    }
    assert!(read.iter().all(|one| *one == read[0]), "one sees it and another does not: {read:?}");
    let list = stranger.get("/laporan").await;
    assert!(read[0] || !list.text().contains(words));
    read[0]
}

/// Whether the reporter and the public read some words on the pages of a report.
async fn is_on_page(office: &Office, filed: &Filed, words: &str) -> bool {
    let mut stranger = office.stranger();
    let own = stranger.get(&format!("/lacak/{}", filed.code)).await.says(words);
    assert_eq!(stranger.get(&format!("/laporan/{}", filed.number)).await.says(words), own);
    own
}

async fn write(browser: &mut Browser, filed: &Filed, text: &str, how: &str) -> Page {
    act(browser, &filed.number, "jawab", &[("text", text), ("pokok", "ya"), ("sebagai", how)]).await
}

/// The operation that waits, as the page of the report names it.
async fn waiting(browser: &mut Browser, filed: &Filed) -> String {
    browser.get(&format!("/meja/{}", filed.number)).await.hidden("op").expect("something waits")
}

fn state(case: &Case) -> (Status, Option<i64>) {
    (case.status, case.due_at())
}

at_both_desks! {
    async fn an_answer_is_read_once_the_head_agrees_and_the_limit_runs_on(office) {
        let filed = public(&office).await;
        switch(&office, true, false).await;
        let (mut yusran, mut darius) = (office.signed_in("yusran").await, office.signed_in("darius").await);
        let before = office.case(&filed.number).await;
        let page = write(&mut yusran, &filed, FIXED, "jawaban").await;
        let page = yusran.follow(page).await;
        assert!(page.says("Menunggu persetujuan kepala unit") && page.says("Jawaban diajukan"), "{}", page.words());
        assert!(!page.text().contains("/setujui\""), "nobody agrees to what they wrote");
        assert!(!is_read(&office, &filed, FIXED).await);
        let case = office.case(&filed.number).await;
        assert_eq!(state(&case), state(&before), "it is as open as before, and due as before");

        let list = darius.get("/meja?lihat=persetujuan").await;
        assert!(list.says(&filed.number), "{}", list.words());
        let op = waiting(&mut darius, &filed).await;
        let by_author = act(&mut yusran, &filed.number, "setujui", &[("op", &op)]).await;
        assert_eq!(by_author.status, 403, "{}", by_author.words());
        let mut hasnah = office.signed_in("hasnah").await;
        assert_eq!(act(&mut hasnah, &filed.number, "setujui", &[("op", &op)]).await.status, 403, "a colleague is no head");
        assert!(!is_read(&office, &filed, FIXED).await);

        // Given back with a reason, it waits no more; written better, it is agreed to.
        assert_eq!(act(&mut darius, &filed.number, "kembalikan", &[("op", &op)]).await.status, 422, "a reason is needed");
        let blank = act(&mut darius, &filed.number, "kembalikan", &[("op", &op), ("alasan", " ")]).await;
        assert!(blank.status == 422 && blank.says("Tulis apa yang perlu diperbaiki"), "{}", blank.words());
        let back = act(&mut darius, &filed.number, "kembalikan", &[("op", &op), ("alasan", "Sebut berapa lembar.")]).await;
        assert_eq!(back.status, 303, "{}", back.words());
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Sebut berapa lembar.") && !page.says("Menunggu persetujuan kepala"), "{}", page.words());
        assert!(!darius.get("/meja?lihat=persetujuan").await.says(&filed.number));
        let better = "Dua lembar papan sudah kami ganti tadi pagi.";
        assert_eq!(write(&mut yusran, &filed, better, "jawaban").await.status, 303);
        let again = waiting(&mut darius, &filed).await;
        assert_eq!(act(&mut darius, &filed.number, "setujui", &[("op", &op)]).await.status, 409, "that one waits no more");
        office.wait(2);
        assert_eq!(act(&mut darius, &filed.number, "setujui", &[("op", &again)]).await.status, 303);
        assert_eq!(act(&mut darius, &filed.number, "setujui", &[("op", &again)]).await.status, 409, "once is enough");
        assert!(is_read(&office, &filed, better).await && !is_read(&office, &filed, FIXED).await);
        assert!(!is_read(&office, &filed, "Sebut berapa lembar.").await);
        let case = office.case(&filed.number).await;
        assert_eq!((case.status, case.first_answer.unwrap().working_minutes), (Status::Answered, 120));
        // What the head writes needs nobody.
        let other = public(&office).await;
        assert_eq!(write(&mut darius, &other, FIXED, "jawaban").await.status, 303);
        assert!(is_read(&office, &other, FIXED).await);
    }

    async fn the_office_closes_with_a_second_officer_and_the_reporters_word_needs_none(office) {
        let filed = public(&office).await;
        switch(&office, false, true).await;
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        assert_eq!(write(&mut yusran, &filed, FIXED, "jawaban").await.status, 303);
        let why = "Kami lihat sendiri di tempat.";
        assert_eq!(act(&mut yusran, &filed.number, "selesai", &[("kata", "kantor"), ("alasan", why)]).await.status, 303);
        assert_eq!(office.case(&filed.number).await.status, Status::Answered);
        assert!(!is_on_page(&office, &filed, why).await);
        let op = waiting(&mut hasnah, &filed).await;
        assert_eq!(act(&mut yusran, &filed.number, "setujui", &[("op", &op)]).await.status, 403);
        assert_eq!(act(&mut hasnah, &filed.number, "setujui", &[("op", &op)]).await.status, 303);
        assert_eq!(office.case(&filed.number).await.status, Status::Closed);
        assert!(is_on_page(&office, &filed, why).await);

        let rejected = public(&office).await;
        let why = "Dermaga ini milik perusahaan.";
        assert_eq!(act(&mut yusran, &rejected.number, "akhiri", &[("cara", "rejected"), ("alasan", why)]).await.status, 303);
        assert!(office.case(&rejected.number).await.status.is_open());
        let op = waiting(&mut hasnah, &rejected).await;
        assert_eq!(act(&mut hasnah, &rejected.number, "setujui", &[("op", &op)]).await.status, 303);
        assert_eq!(office.case(&rejected.number).await.status, Status::Ended);

        let told = public(&office).await;
        let word = [("kata", "phone"), ("alasan", "Ibu Siti: papannya sudah bagus.")];
        assert_eq!(act(&mut yusran, &told.number, "selesai", &word).await.status, 303);
        assert_eq!(office.case(&told.number).await.status, Status::Closed);
    }

    async fn an_answer_that_waits_for_the_office_to_open_is_read_from_then_on(office) {
        let filed = public(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let open = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(!open.text().contains("value=\"nanti\""), "while the office is open it is sent at once");
        office.wait(12);
        let mut yusran = office.signed_in("yusran").await;
        let closed = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(closed.text().contains("value=\"nanti\"") && closed.says("Kirim Jumat, 13 Mar"), "{}", closed.words());
        let before = office.case(&filed.number).await;
        let page = write(&mut yusran, &filed, FIXED, "nanti").await;
        let page = yusran.follow(page).await;
        assert!(page.says("Akan terkirim") && page.says("Jawaban disiapkan untuk dikirim"), "{}", page.words());
        assert_eq!(office.cases.send_due().await.unwrap(), 0);
        assert!(!is_read(&office, &filed, FIXED).await);
        assert_eq!(state(&office.case(&filed.number).await), state(&before));

        // Taken back, it never goes.
        let op = waiting(&mut yusran, &filed).await;
        assert_eq!(act(&mut yusran, &filed.number, "batal", &[("op", &op)]).await.status, 303);
        office.wait(12);
        assert_eq!(office.cases.send_due().await.unwrap(), 0);
        assert!(!is_read(&office, &filed, FIXED).await);

        // Not taken back, it goes when the office opens, once, in the name of whoever wrote it.
        office.wait(24 * 3 - 12);
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(write(&mut yusran, &filed, FIXED, "nanti").await.status, 303);
        let waits = office.case(&filed.number).await;
        assert!(waits.status.is_open());
        while office.cases.send_due().await.unwrap() == 0 {
            assert!(!is_read(&office, &filed, FIXED).await);
            office.clock.advance(std::time::Duration::from_secs(15 * 60));
        }
        assert!(is_read(&office, &filed, FIXED).await);
        assert_eq!(office.cases.send_due().await.unwrap(), 0);
        let case = office.case(&filed.number).await;
        let said = case.thread.last().unwrap();
        let opens: jiff::Timestamp = "2026-03-16T07:30:00+08:00".parse().unwrap();
        let hour = said.at - opens.as_millisecond();
        assert!((0..3_600_000).contains(&hour), "{hour} ms after the office opened");
        assert_eq!(case.status, Status::Answered);
        assert!(said.actor.is_some() && said.actor == case.thread.iter().rev().nth(2).unwrap().actor);
        let mut yusran = office.signed_in("yusran").await;
        let undone = act(&mut yusran, &filed.number, "batal", &[("op", &op)]).await;
        assert_eq!(undone.status, 409, "what was read cannot be unsaid: {}", undone.words());
    }

    async fn nothing_is_sent_in_the_name_of_somebody_who_serves_here_no_longer(office) {
        let filed = public(&office).await;
        office.wait(12);
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(write(&mut yusran, &filed, FIXED, "nanti").await.status, 303);
        let mut hasnah = office.signed_in("hasnah").await;
        let list = hasnah.get("/meja").await;
        assert!(list.says("Jawaban terkirim Jumat, 13 Mar"), "lists say what is on its way: {}", list.words());
        let (org, now) = (office.cases.platform().org(), office.cases.now());
        let author = org.staff_by_name().into_iter().find(|officer| officer.username.as_str() == "yusran").unwrap().id;
        let decide = move |record: &StaffRecord, act: &mut hadir_store::Act<'_>| {
            suspend(record, &By::Console, &org, now).map(|event| event.into_iter().for_each(|event| act.record(event)))
        };
        office.cases.platform().directory().change(ids::of_staff(author), &By::Console, decide).await.unwrap();

        office.wait(24);
        assert_eq!(office.cases.send_due().await.unwrap(), 0);
        assert!(!is_read(&office, &filed, FIXED).await);
        let mut hasnah = office.signed_in("hasnah").await;
        let page = hasnah.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Tidak terkirim, karena penulisnya tidak bertugas lagi"), "{}", page.words());
        assert!(!page.says("Akan terkirim") && !hasnah.get("/meja").await.says("Jawaban terkirim"));
        let moments = office.case(&filed.number).await.thread.len();
        assert_eq!(office.cases.send_due().await.unwrap(), 0);
        assert_eq!(office.case(&filed.number).await.thread.len(), moments, "it is given back once");
    }

    async fn what_waits_is_dropped_when_the_report_goes_elsewhere_or_is_answered(office) {
        let filed = public(&office).await;
        switch(&office, true, false).await;
        let (mut yusran, mut darius) = (office.signed_in("yusran").await, office.signed_in("darius").await);
        assert_eq!(write(&mut yusran, &filed, FIXED, "jawaban").await.status, 303);
        let op = waiting(&mut darius, &filed).await;
        assert_eq!(write(&mut darius, &filed, "Sudah beres, Bu.", "jawaban").await.status, 303);
        assert_eq!(act(&mut darius, &filed.number, "setujui", &[("op", &op)]).await.status, 409);
        assert!(!is_read(&office, &filed, FIXED).await);

        let moved = public(&office).await;
        office.wait(12);
        let mut darius = office.signed_in("darius").await;
        assert_eq!(write(&mut darius, &moved, FIXED, "nanti").await.status, 303);
        let to = office.officer("norma");
        let to = [("kepada", to.as_str()), ("alasan", "Jalan masuk dermaga.")];
        assert_eq!(act(&mut darius, &moved.number, "teruskan", &to).await.status, 303);
        office.wait(24);
        assert_eq!(office.cases.send_due().await.unwrap(), 0);
        assert!(!is_read(&office, &moved, FIXED).await);
    }

    async fn a_merged_reporter_reads_what_waited_from_its_time_on(office) {
        let goes_on = public(&office).await;
        let merged = office.report("piers", "Dermaga bolong di dekat tangga.").await;
        let mut yusran = office.signed_in("yusran").await;
        let fields = [("ke", goes_on.number.as_str()), ("lanjut", "itu"), ("alasan", "Kami kerjakan bersama.")];
        assert_eq!(act(&mut yusran, &merged.number, "gabung", &fields).await.status, 303);
        office.wait(12);
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(write(&mut yusran, &goes_on, FIXED, "nanti").await.status, 303);
        for path in [format!("/lacak/{}", merged.code), format!("/api/v1/my/{}", merged.code)] {
            assert!(!office.stranger().get(&path).await.text().contains(FIXED), "{path}");
        }
        office.wait(12);
        assert_eq!(office.cases.send_due().await.unwrap(), 1);
        for path in [format!("/lacak/{}", merged.code), format!("/api/v1/my/{}", merged.code)] {
            assert!(office.stranger().get(&path).await.text().contains(FIXED), "{path}");
        }
    }
}
