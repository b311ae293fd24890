//! A formal request for public information: extended once with a reason, refused on a ground of the law; its reporter
//! reads both.

use hadir_cases::Filed;
use hadir_cases::commands::Report;
use hadir_cases::grounds::RefusalGround;
use hadir_cases::kinds::{Ending, ReportKind};

use crate::meja_office::{Office, act, at_both_desks, form_path};
use crate::meja_setuju::switch;

const ASKED: &str = "Saya minta salinan anggaran perbaikan dermaga tahun 2025.";

/// A request for public information, recognised as one. It came Thursday 12 March 2026.
pub async fn request(office: &Office) -> Filed {
    let report = Report {
        kind: Some(ReportKind::Request),
        text: ASKED.into(),
        category: "piers".parse().ok(),
        name: Some("Siti Aminah".into()),
        contact: Some("081234567890".into()),
        ..Report::default()
    };
    let filed = office.file(report).await;
    let mut yusran = office.signed_in("yusran").await;
    assert_eq!(act(&mut yusran, &filed.number, "jenis", &[("jenis", "information")]).await.status, 303);
    filed
}

/// What refuses a request.
pub const REFUSED: [(&str, &str); 3] =
    [("cara", "rejected"), ("dasar", "17h"), ("alasan", "Memuat nomor KTP warga yang menerima bantuan.")];

at_both_desks! {
    async fn more_time_is_taken_once_and_the_reporter_reads_date_reason_and_rule(office) {
        let filed = request(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let path = format!("/meja/{}", filed.number);
        let page = yusran.get(&path).await;
        assert!(page.says("Perpanjang batas waktu"), "{}", page.words());
        let form = yusran.get(&form_path(&filed, "perpanjang")).await;
        assert!(form.says("Batasnya pindah dari") && form.says("(17 hari kerja)"), "{}", form.words());
        let empty = act(&mut yusran, &filed.number, "perpanjang", &[("alasan", " ")]).await;
        assert!(empty.status == 422 && empty.says("Tulis alasannya"), "{}", empty.words());
        let why = "Datanya harus dikumpulkan dari lima kecamatan.";
        let sent = act(&mut yusran, &filed.number, "perpanjang", &[("alasan", why)]).await;
        let after = yusran.follow(sent).await;
        assert!(after.says("Batas waktu diperpanjang sampai") && after.says("17 hari kerja"), "{}", after.words());
        assert!(!after.text().contains("/perpanjang\""), "it is not offered twice");
        let mine = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        for words in ["memakai tambahan waktu", "Batas waktu pindah dari", why, "jawaban permohonan informasi publik dengan perpanjangan, 17 hari kerja"] {
            assert!(mine.says(words), "{words}: {}", mine.words());
        }
        let again = act(&mut yusran, &filed.number, "perpanjang", &[("alasan", "Masih kurang.")]).await;
        assert!(again.status == 422 && again.says("sudah dipakai") && again.text().contains("Masih kurang."), "{}", again.words());
    }

    async fn who_may_not_stop_the_clock_may_not_extend_and_another_report_is_not_extended(office) {
        let filed = request(&office).await;
        let path = form_path(&filed, "perpanjang");
        assert!(office.stranger().get(&path).await.redirect().is_some_and(|to| to.starts_with("/masuk")));
        assert_eq!(office.signed_in("norma").await.get(&path).await.status, 404);
        assert_eq!(office.signed_in("rahmawati").await.get(&path).await.status, 403);
        let fields = [("alasan", "Sibuk.")];
        let mut rahmawati = office.signed_in("rahmawati").await;
        assert_eq!(act(&mut rahmawati, &filed.number, "perpanjang", &fields).await.status, 403);
        let other = office.report("piers", "Papan dermaga Sungai Nyamuk patah dua.").await;
        let mut yusran = office.signed_in("yusran").await;
        let page = act(&mut yusran, &other.number, "perpanjang", &fields).await;
        assert!(page.status == 422 && page.says("bukan permohonan informasi publik"), "{}", page.words());
        assert!(!yusran.get(&format!("/meja/{}", other.number)).await.says("Perpanjang batas waktu"));
        // Of what is in a closed circle nobody outside learns that it is there.
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed.number, "golongkan", &[("kategori", "piers"), ("lingkaran", "misconduct")]).await;
        assert!(office.case(&filed.number).await.sensitivity.is_some());
        assert_eq!(office.signed_in("darius").await.get(&path).await.status, 404);
        assert_eq!(office.signed_in("marthen").await.get(&path).await.status, 200);
    }

    async fn a_request_is_refused_on_a_ground_which_its_reporter_reads(office) {
        let filed = request(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let form = yusran.get(&form_path(&filed, "akhiri")).await;
        for words in ["Permohonan ditolak", "Mengungkap rahasia pribadi (Pasal 17 huruf h UU 14/2008)", "Belum dikuasai"] {
            assert!(form.says(words), "{words}: {}", form.words());
        }
        let without = act(&mut yusran, &filed.number, "akhiri", &[REFUSED[0], REFUSED[2]]).await;
        assert!(without.status == 422 && without.says("Pilih dasar hukumnya") && without.text().contains("nomor KTP"), "{}", without.words());
        assert_eq!(act(&mut yusran, &filed.number, "akhiri", &REFUSED).await.status, 303);
        let case = office.case(&filed.number).await;
        assert_eq!((case.ending, case.refused_on), (Some(Ending::Rejected), Some(RefusalGround::Personal)));
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Permohonan ditolak: mengungkap rahasia pribadi"), "{}", page.words());
        let mine = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(mine.says("menolak permohonan ini. Dasarnya: mengungkap rahasia pribadi (Pasal 17 huruf h UU 14/2008)"), "{}", mine.words());
        assert!(mine.says("Memuat nomor KTP warga"), "{}", mine.words());
        // Any other report is ended without such a ground.
        let other = office.report("piers", "Papan dermaga Sungai Nyamuk patah dua.").await;
        assert!(!yusran.get(&form_path(&other, "akhiri")).await.says("Dasar hukum penolakan"));
        assert_eq!(act(&mut yusran, &other.number, "akhiri", &REFUSED).await.status, 303);
        assert_eq!(office.case(&other.number).await.refused_on, None);
    }

    async fn the_second_officer_reads_the_ground_and_agrees_to_it(office) {
        switch(&office, false, true).await;
        let filed = request(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &filed.number, "akhiri", &REFUSED).await.status, 303);
        assert_eq!(office.case(&filed.number).await.ending, None);
        let mut hasnah = office.signed_in("hasnah").await;
        let page = hasnah.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Dasarnya: mengungkap rahasia pribadi"), "{}", page.words());
        let accept = page.form(&form_path(&filed, "setujui"));
        assert_eq!(hasnah.submit(&page, &accept).await.status, 303);
        assert_eq!(office.case(&filed.number).await.refused_on, Some(RefusalGround::Personal));
    }
}
