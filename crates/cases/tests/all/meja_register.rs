//! The registers that the law on public information asks for: filled by what was recorded, shown to whoever reads the cases
//! of the unit, given away as a file.

use hadir_cases::queries::{self, Extract, Reach, Register};
use hadir_org::UnitCode;

use crate::meja_informasi::{REFUSED, request};
use crate::meja_office::{Office, act, at_both_desks};

const HERE: &str = "/meja/register-ppid";

at_both_desks! {
    async fn requests_and_objections_stand_in_their_registers_with_what_the_law_asks_for(office) {
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(HERE).await;
        assert!(page.status == 200 && page.says("Tidak ada permohonan informasi di sini"), "{}", page.words());
        let open = request(&office).await;
        office.wait(1);
        let refused = request(&office).await;
        act(&mut yusran, &open.number, "perpanjang", &[("alasan", "Datanya tersebar.")]).await;
        act(&mut yusran, &refused.number, "akhiri", &REFUSED).await;
        let other = office.report("piers", "Papan dermaga Sungai Nyamuk patah dua.").await;
        let page = yusran.get(HERE).await;
        for words in [open.number.as_str(), &refused.number, "12 Maret 2026", "Siti Aminah, 0812-3456-7890", "salinan anggaran perbaikan dermaga", "sudah diperpanjang", "Belum dijawab", "Ditolak", "Pasal 17 huruf h"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.says(&other.number), "a complaint stands in no such register");
        let waiting = yusran.get(&format!("{HERE}?keadaan=menunggu")).await;
        assert!(waiting.says(&open.number) && !waiting.says(&refused.number), "{}", waiting.words());
        let earlier = yusran.get(&format!("{HERE}?tahun=2025")).await;
        assert!(earlier.says("Tidak ada permohonan informasi di sini") && earlier.says("Lihat semuanya"), "{}", earlier.words());
        assert!(yusran.get(&format!("{HERE}?tahun=2026")).await.says(&refused.number));

        let mine = format!("/lacak/{}/keberatan", refused.code);
        let fields = [("dasar", "35a"), ("alasan", "Anggaran bukan rahasia.")];
        assert_eq!(office.stranger().post(&mine, &fields).await.status, 303);
        let mut andi = office.signed_in("andi").await;
        let page = andi.get(&format!("{HERE}?buku=keberatan&keadaan=menunggu")).await;
        let number = format!("{}-K1", refused.number);
        for words in [number.as_str(), "Pasal 35 ayat (1) huruf a", "Pemerintah Kabupaten Nunukan", "Menunggu putusan", "Siti Aminah"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.says("0812-3456"), "a leader sees no contacts: {}", page.words());
        let form = andi.get(&format!("/meja/{}/keberatan", refused.number)).await;
        let path = crate::meja_office::form_path(&refused, "keberatan");
        let decision = form.form(&path).fill("putusan", "refused").fill("alasan", "Tetap ditutup.");
        assert_eq!(andi.submit(&form, &decision).await.status, 303);
        let page = andi.get(&format!("{HERE}?buku=keberatan")).await;
        assert!(page.says("Keberatan ditolak"), "{}", page.words());
        assert!(andi.get(&format!("{HERE}?buku=keberatan&keadaan=menunggu")).await.says("Tidak ada keberatan di sini"));
    }

    async fn a_file_holds_the_same_and_a_spreadsheet_runs_nothing_in_it(office) {
        let filed = request(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let file = yusran.get(&format!("{HERE}.csv?tahun=2026")).await;
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(file.header("content-disposition").is_some_and(|name| name.contains("register-permohonan-2026.csv")));
        let lines: Vec<_> = file.text().lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("Nomor,Tanggal,Pemohon,") && lines[1].starts_with(&format!("{},12 Maret 2026,\"Siti Aminah, 0812-3456-7890\"", filed.number)), "{lines:?}");
        let objections = yusran.get(&format!("{HERE}.csv?buku=keberatan")).await;
        assert_eq!(objections.text().lines().count(), 1, "a head without entries: {}", objections.text());
    }

    async fn who_reads_no_cases_of_the_unit_reads_nothing_and_a_closed_circle_is_in_no_register(office) {
        let filed = request(&office).await;
        for path in [HERE.to_owned(), format!("{HERE}.csv")] {
            assert!(office.stranger().get(&path).await.redirect().is_some_and(|to| to.starts_with("/masuk")));
            assert_eq!(office.signed_in("rizky").await.get(&path).await.status, 403, "an administrator reads no cases");
            let elsewhere = office.signed_in("norma").await.get(&path).await;
            assert!(elsewhere.status == 200 && !elsewhere.text().contains(&filed.number), "{}", elsewhere.words());
        }
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed.number, "golongkan", &[("kategori", "piers"), ("lingkaran", "misconduct")]).await;
        for username in ["yusran", "andi", "marthen"] {
            let page = office.signed_in(username).await.get(HERE).await;
            assert!(!page.says(&filed.number), "{username}: {}", page.words());
        }
    }

    async fn a_long_register_is_read_page_by_page(office) {
        let mut numbers = Vec::new();
        for _ in 0..52 {
            let report = hadir_cases::commands::Report {
                kind: Some(hadir_cases::kinds::ReportKind::Request),
                text: "Saya minta daftar anggaran.".into(),
                category: "piers".parse().ok(),
                ..Default::default()
            };
            let filed = office.file(report).await;
            let regard = |case: &hadir_cases::Case, asking: &hadir_cases::commands::Asking<'_>| {
                hadir_cases::commands::regard(case, hadir_cases::kinds::Procedure::Information, None, asking)
            };
            office.cases.as_officer(filed.id, hadir_org::By::Console, regard).await.unwrap();
            numbers.push(filed.number);
            office.wait(1);
        }
        let mut yusran = office.signed_in("yusran").await;
        let first = yusran.get(HERE).await;
        assert!(first.says(&numbers[51]) && first.says(&numbers[2]) && !first.says(&numbers[1]), "{}", first.words());
        let next = first.text().split("href=\"").find_map(|rest| rest.split('"').next().filter(|href| href.contains("sesudah="))).unwrap();
        let second = yusran.get(&next.replace("&amp;", "&")).await;
        assert!(second.says(&numbers[1]) && second.says(&numbers[0]) && !second.says(&numbers[2]), "{}", second.words());
        assert_eq!(yusran.get(&format!("{HERE}.csv")).await.text().lines().count(), 53);
    }
}

#[tokio::test]
async fn every_page_of_a_register_is_read_from_an_index_in_its_order() {
    let office = Office::on_sqlite().await;
    let unit = |code: &str| UnitCode::try_new(code).unwrap();
    let reaches = [Reach::All, Reach::Units(vec![unit("dishub")]), Reach::Units(vec![unit("dishub"), unit("pupr")])];
    let year = Extract { from: Some(1), before: Some(i64::MAX / 2), is_open: false };
    let pool = office.cases.platform().store().reads();
    for reach in &reaches {
        for register in [Register::Requests, Register::Objections] {
            for wanted in [Extract::default(), year, Extract { is_open: true, ..year }] {
                let plan = queries::register_plan(pool, register, reach, wanted, Some(7)).await.unwrap();
                let scans = |step: &&String| step.contains("SCAN case_") && !step.contains("USING INDEX");
                assert_eq!(plan.iter().find(scans), None, "{register:?} {reach:?} {wanted:?}: {plan:#?}");
                assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{register:?} {reach:?}: {plan:#?}");
            }
        }
    }
}
