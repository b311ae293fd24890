//! An officer sets right what a report asks for: the limit of each choice stands beside it, and the reporter reads both
//! dates.

use hadir_cases::commands::{Report, answer};
use hadir_cases::kinds::{Procedure, ReportKind};
use hadir_org::By;
use hadir_org::seed::{self, Seed};

use crate::meja_office::{act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";

at_both_desks! {
    async fn the_limit_of_each_kind_stands_beside_it_and_the_reporter_reads_both_dates(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let path = form_path(&filed, "jenis");
        let page = yusran.get(&path).await;
        assert_eq!(page.status, 200);
        for words in ["Pengaduan berkadar pengawasan", "60 hari kerja", "Permohonan informasi publik", "10 hari kerja", "14 hari kerja"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let form = page.form(&path).fill("jenis", "information");
        let sent = yusran.submit(&page, &form).await;
        let after = yusran.follow(sent).await;
        assert!(after.says("Dicatat sebagai permohonan informasi publik, jawaban paling lambat"), "{}", after.words());
        let case = office.case(&filed.number).await;
        assert_eq!((case.procedure(), case.kind()), (Procedure::Information, ReportKind::Request));
        assert_eq!(case.limits.as_ref().unwrap().used.rule, "kip_reply");

        // Sent twice is done once.
        let thread = case.thread.len();
        let again = yusran.submit(&page, &form).await;
        assert_eq!(again.status, 303);
        assert_eq!(office.case(&filed.number).await.thread.len(), thread);

        let page = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(page.says("Dicatat sebagai permohonan informasi publik. Batas waktu pindah dari"), "{}", page.words());
        assert!(page.says("Permohonan informasi publik"), "{}", page.words());
        let list = yusran.get("/meja").await;
        assert!(list.says("Permohonan"), "{}", list.words());

        // Taken back, it is a complaint with its first limit again.
        let back = after.form(&form_path(&filed, "batal"));
        assert_eq!(yusran.submit(&after, &back).await.status, 303);
        let case = office.case(&filed.number).await;
        assert_eq!((case.procedure(), case.limits.as_ref().unwrap().used.rule.as_str()), (Procedure::Complaint, "complaint_nonsupervisory"));
    }

    async fn a_service_counts_by_its_own_promise(office) {
        let services = r#"[{"id": "izin-sandar", "name": "Izin sandar perahu", "unit": "dishub",
            "time_limit": {"max": 3, "unit": "working_day"}}]"#;
        let services = seed::read_services(services);
        assert_eq!(services.bad, []);
        let directory = office.cases.platform().directory();
        seed::install(directory, Seed { services, ..Seed::default() }, |_| ()).await.unwrap();
        let kind = Some(ReportKind::Request);
        let filed = office.file(Report { kind, text: "Minta izin sandar perahu.".into(), category: "piers".parse().ok(), ..Report::default() }).await;
        let before = office.case(&filed.number).await;
        assert!(!before.limits.as_ref().unwrap().used.promised);
        let mut yusran = office.signed_in("yusran").await;
        let fields = [("jenis", "service"), ("layanan", "izin-sandar")];
        assert_eq!(act(&mut yusran, &filed.number, "jenis", &fields).await.status, 303);
        let case = office.case(&filed.number).await;
        let limits = case.limits.as_ref().unwrap();
        assert!(limits.used.promised && limits.used.amount == 3 && limits.other.is_some(), "{limits:?}");
        assert!(case.due_at() < before.due_at());
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Izin sandar perahu"), "{}", page.words());
        let form = yusran.get(&form_path(&filed, "jenis")).await;
        assert!(form.says("(3 hari kerja)") && !page.says("(3 hari kerja)"), "the chosen service's day: {}", form.words());
    }

    async fn what_nobody_may_choose_is_refused_in_words(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        for (jenis, layanan, words) in [
            ("pengaduan saja", "", "Pilih salah satu jenis"),
            ("service", "tidak-ada", "Layanan itu tidak ada lagi"),
            ("service", "??", "Layanan itu tidak ada lagi"),
        ] {
            let page = act(&mut yusran, &filed.number, "jenis", &[("jenis", jenis), ("layanan", layanan)]).await;
            assert_eq!(page.status, 422, "{jenis}");
            assert!(page.says(words), "{jenis}: {}", page.words());
        }
        let path = form_path(&filed, "jenis");
        assert_eq!(office.stranger().get(&path).await.redirect().as_deref().map(|to| to.starts_with("/masuk")), Some(true));
        assert_eq!(office.signed_in("norma").await.get(&path).await.status, 404);
        assert_eq!(office.signed_in("rahmawati").await.get(&path).await.status, 403);
        let done = |case: &hadir_cases::Case, asking: &hadir_cases::commands::Asking<'_>| answer(case, "Sudah diganti.", true, asking);
        office.cases.as_officer(filed.id, By::Console, done).await.unwrap();
        let page = act(&mut yusran, &filed.number, "jenis", &[("jenis", "praise")]).await;
        assert_eq!(page.status, 422);
        assert!(!yusran.get(&format!("/meja/{}", filed.number)).await.says("Perbaiki jenis laporan"));
    }
}
