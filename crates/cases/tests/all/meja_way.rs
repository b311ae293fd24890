//! An officer's way through a case: from the inbox to the answer, with everything in between.

use crate::meja_office::{act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh ke laut.";

at_both_desks! {
    async fn the_inbox_shows_the_nearest_limit_first_and_how_much_working_time_is_left(office) {
        let late = office.report("piers", "Lampu jalan ke dermaga feri mati total sejak Senin lalu.").await;
        office.wait(24 * 30);
        let fresh = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get("/meja").await;
        let words = page.words();
        assert!(words.find(&late.number).unwrap() < words.find(&fresh.number).unwrap(), "{words}");
        assert!(words.contains("Lewat batas: 1") && words.contains("hari kerja lagi"), "{words}");
        assert!(words.contains("2 laporan terbuka"), "{words}");
        assert!(words.contains("Pengaduan, web") && words.contains("Belum ditugaskan"), "{words}");
        assert!(!words.contains('['), "every key has its words: {words}");
    }

    async fn an_officer_opens_answers_and_sees_what_they_did(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let inbox = yusran.get("/meja").await;
        let link = inbox.links().into_iter().find(|link| link.href.ends_with(&filed.number)).unwrap();
        let page = yusran.get(&link.href).await;
        assert!(page.says("Dinas Perhubungan menjawab paling lambat") && page.says(PIER), "{}", page.words());
        assert_eq!(page.text().matches("<h1").count(), 1);
        let form = page.form(&form_path(&filed, "jawab")).fill("text", "Selamat pagi, Ibu. Dua papan kami ganti besok.");
        let sent = yusran.submit(&page, &form.fill("sebagai", "jawaban")).await;
        assert_eq!(sent.status, 303);
        let page = yusran.follow(sent).await;
        assert!(page.says("Jawaban terkirim") && page.says("Dua papan kami ganti besok."), "{}", page.words());
        let case = office.case(&filed.number).await;
        assert!(case.first_answer.unwrap().was_in_time);
        assert!(yusran.get("/meja?lihat=selesai").await.says(&filed.number));
        assert!(!yusran.get("/meja").await.says(&filed.number));
    }

    async fn keeping_posted_is_no_answer_and_a_note_is_for_colleagues(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let posted = [("text", "Tim kami berangkat pagi ini."), ("pokok", "kabar"), ("sebagai", "jawaban")];
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &posted).await.status, 303);
        let note = [("text", "Kayu ulin ada di gudang Nunukan."), ("sebagai", "catatan")];
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &note).await.status, 303);
        assert!(office.case(&filed.number).await.first_answer.is_none());
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Catatan internal, Yusran Tahir"));
        assert!(page.text().contains("said inner"));
    }

    async fn the_clock_stands_still_while_the_office_waits_and_runs_on_from_where_it_stopped(office) {
        let filed = office.report("piers", PIER).await;
        let before = office.case(&filed.number).await.due_at().unwrap();
        let mut yusran = office.signed_in("yusran").await;
        let question = [("pertanyaan", "Boleh minta foto papan yang patah, Bu?")];
        assert_eq!(act(&mut yusran, &filed.number, "tanya", &question).await.status, 303);
        let page = yusran.get("/meja?lihat=menunggu").await;
        assert!(page.says(&filed.number) && page.says("Berhenti, sisa"), "{}", page.words());
        // Seven days hold five working days in these weeks, two of them holidays or collective leave.
        office.wait(24 * 7);
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &filed.number, "lanjut", &[]).await.status, 303);
        let case = office.case(&filed.number).await;
        let org = office.cases.platform().org();
        let unit = "dishub".parse().unwrap();
        let rule = org.rules().find("complaint_nonsupervisory", "2026-03-12".parse().unwrap()).unwrap();
        let received = case.received_at();
        let instant = |ms| jiff::Timestamp::from_millisecond(ms).unwrap();
        let expected = org.office(&unit).deadline_with_pauses(rule, instant(received), &case.pauses).due_at;
        assert_eq!(case.due_at(), Some(expected.as_millisecond()));
        assert!(case.due_at().unwrap() > before);
    }

    async fn a_case_that_is_handed_on_leaves_the_desk_with_its_reason(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}/teruskan", filed.number)).await;
        assert!(page.says("Dinas Pekerjaan Umum, siapa saja") && page.says("Norma Yunita"), "{}", page.words());
        let to = [("kepada", "pupr"), ("alasan", "Dermaga ini dibangun dinas itu.")];
        let sent = act(&mut yusran, &filed.number, "teruskan", &to).await;
        let page = yusran.follow(sent).await;
        assert!(page.says("Diteruskan ke Dinas Pekerjaan Umum") && page.says("di luar daftar Anda"), "{}", page.words());
        assert_eq!(yusran.get(&format!("/meja/{}", filed.number)).await.status, 404);
        let mut norma = office.signed_in("norma").await;
        let page = norma.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Dermaga ini dibangun dinas itu.") && page.says("oleh Yusran Tahir"), "{}", page.words());
    }

    async fn taking_up_closing_and_opening_again(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &filed.number, "ambil", &[]).await.status, 303);
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Giliran Anda menjawab") && page.says("Anda sendiri"), "{}", page.words());
        assert!(yusran.get("/meja?lihat=saya").await.says(&filed.number));
        let told = [("kata", "walk_in"), ("alasan", "Ibu Siti datang: papan sudah diganti.")];
        assert_eq!(act(&mut yusran, &filed.number, "selesai", &told).await.status, 303);
        let code = filed.code.clone();
        office.wait(24);
        let org = office.cases.platform().org();
        let reopened = office.cases.as_reporter(&code, move |case, _, now| {
            hadir_cases::commands::unsolved(case, "Masih goyang.", &org, now)
        });
        assert!(reopened.await.is_ok());
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Dibuka kembali") && page.says("Masih goyang."), "{}", page.words());
        let answer = [("text", "Papannya kami pasang lagi."), ("sebagai", "jawaban")];
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &answer).await.status, 303);
        assert_eq!(act(&mut yusran, &filed.number, "selesai", &[("kata", "kantor")]).await.status, 303);
        assert_eq!(act(&mut yusran, &filed.number, "buka", &[("alasan", "Warga menelepon.")]).await.status, 303);
        assert!(office.case(&filed.number).await.status.is_open());
    }

    async fn what_is_refused_stands_at_its_field_and_what_was_typed_stays(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = act(&mut yusran, &filed.number, "jawab", &[("text", "  "), ("pokok", "kabar"), ("sebagai", "jawaban")]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("Tulis dulu isinya."), "{}", page.words());
        let page = act(&mut yusran, &filed.number, "teruskan", &[("kepada", "tidak-ada"), ("alasan", "Salah alamat.")]).await;
        assert_eq!((page.status.as_u16(), page.says("Pilih unit dari daftar.")), (422, true));
        assert!(page.text().contains("Salah alamat."), "{}", page.text());
        let merge = [("lanjut", "itu"), ("ke", "SBT-26-9999"), ("alasan", "Perkara yang sama.")];
        let page = act(&mut yusran, &filed.number, "gabung", &merge).await;
        assert_eq!((page.status.as_u16(), page.says("Nomor itu tidak ada di daftar Anda.")), (422, true));
        let page = act(&mut yusran, &filed.number, "akhiri", &[("cara", "rejected"), ("alasan", "")]).await;
        assert!(page.status == 422 && page.says("Tulis alasannya."), "{}", page.words());
        let page = act(&mut yusran, &filed.number, "akhiri", &[("alasan", "Kenapa?")]).await;
        assert!(page.status == 422 && page.says("Pilih dulu salah satu."), "{}", page.words());
        assert!(office.case(&filed.number).await.status.is_open());
    }

    async fn publishing_takes_the_title_an_officer_looked_over_and_can_be_taken_back(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}/terbitkan", filed.number)).await;
        assert!(!page.form(&form_path(&filed, "terbitkan")).value("judul").unwrap().is_empty());
        act(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga patah")]).await;
        assert_eq!(office.case(&filed.number).await.published.unwrap().title.as_deref(), Some("Papan dermaga patah"));
        assert_eq!(act(&mut yusran, &filed.number, "tarik", &[("alasan", "")]).await.status, 422);
        act(&mut yusran, &filed.number, "tarik", &[("alasan", "Ada nama anak di isinya.")]).await;
        assert!(office.case(&filed.number).await.published.is_none());
    }

    async fn merging_names_the_case_that_goes_on_and_a_superior_can_be_asked(office) {
        let (first, second) = (office.report("piers", PIER).await, office.report("piers", PIER).await);
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &first.number, "atasan", &[("alasan", "Perlu keputusan anggaran.")]).await;
        assert!(office.case(&first.number).await.escalated_at.is_some());
        let merge = [("lanjut", "itu"), ("ke", first.number.as_str()), ("alasan", "Dermaga yang sama.")];
        assert_eq!(act(&mut yusran, &second.number, "gabung", &merge).await.status, 303);
        let page = yusran.get(&format!("/meja/{}", second.number)).await;
        assert!(page.says(&format!("Digabung ke {}", first.number)), "{}", page.words());
    }

    async fn search_finds_words_and_a_whole_number_goes_straight_to_the_case(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(yusran.get(&format!("/meja?q={}", filed.number.to_lowercase())).await.redirect(), Some(format!("/meja/{}", filed.number)));
        assert!(yusran.get("/meja?q=papan+dermaga").await.says(&filed.number));
        let none = yusran.get("/meja?q=sekolah").await;
        assert!(none.status == 200 && none.says("Tidak ada yang cocok"), "{}", none.words());
        let mut norma = office.signed_in("norma").await;
        assert!(!norma.get("/meja?q=papan+dermaga").await.says(&filed.number));
        assert_eq!(norma.get(&format!("/meja?q={}", filed.number)).await.redirect(), None);
    }

    async fn long_lists_go_on_from_where_a_page_ended(office) {
        for n in 0..53 {
            office.report("piers", &format!("Papan dermaga nomor {n} sudah patah lagi.")).await;
        }
        let mut yusran = office.signed_in("yusran").await;
        let first = yusran.get("/meja").await;
        assert_eq!(first.text().matches("<td class=\"what\">").count(), 50);
        let next = first.link("Berikutnya");
        let second = yusran.get(&next.href).await;
        assert_eq!(second.text().matches("<td class=\"what\">").count(), 3);
        let numbers = |page: &hadir_testkit::http::Page| -> Vec<String> {
            page.links().into_iter().filter(|link| link.href.starts_with("/meja/SBT")).map(|link| link.href).collect()
        };
        assert!(numbers(&second).iter().all(|number| !numbers(&first).contains(number)));
    }
}
