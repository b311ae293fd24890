//! `/kelola/aturan`, `/kelola/libur` and `/kelola/ramadan`: dated rules, holidays, lists of them, fasting months.

use hadir_calendar::Season;
use jiff::civil::date;

use crate::engines::on_both_engines;

const RULE: &str = "complaint_nonsupervisory";

on_both_engines! {
    async fn a_new_rule_takes_over_on_its_day(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = format!("/kelola/aturan/{RULE}");
        assert!(rizky.get("/kelola/aturan").await.says("14 hari kerja"));
        let page = rizky.get(&path).await;
        let form = page.form(&path).fill("valid_from", "2026-07-01").fill("amount", "10").fill("source", "Perbup 1/2026");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Perbup 1/2026") && page.says("Aturan ditulis"), "{}", page.words());
        let amount = |on| office.platform.org().rules().find(RULE, on).map(|rule| rule.amount);
        assert_eq!(amount(date(2026, 6, 30)), Some(14));
        assert_eq!(amount(date(2026, 7, 1)), Some(10));
        let page = rizky.post(&format!("{path}/cabut"), &[("valid_from", "2026-07-01")]).await;
        assert_eq!(page.status, 303);
        assert_eq!(amount(date(2026, 7, 1)), Some(14));
        let begun = office.platform.org().rules().find(RULE, date(2026, 3, 1)).unwrap().valid_from.to_string();
        assert_eq!(rizky.post(&format!("{path}/cabut"), &[("valid_from", &begun)]).await.status, 409);
        assert_eq!(rizky.get("/kelola/aturan/unknown").await.status, 404);
    }

    async fn a_bad_rule_is_explained_at_the_field(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = format!("/kelola/aturan/{RULE}");
        let good = [("valid_from", "2026-07-01"), ("amount", "10"), ("unit", "working_days"), ("name", "Pengaduan"), ("source", "Perbup")];
        for (field, value, words) in [
            ("valid_from", "besok", "Tulis tanggal"),
            ("amount", "0", "dari 1 sampai 10.958"),
            ("amount", "sepuluh", "dari 1 sampai 10.958"),
            ("unit", "moons", "Pilih hari kerja"),
            ("name", "", "Isi nama aturan"),
            ("source", "", "Tulis dari mana"),
        ] {
            let mut fields: Vec<_> = good.into_iter().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = rizky.post(&path, &fields).await;
            assert_eq!(page.status, 422, "{field}={value}");
            assert!(page.says(words), "{field}={value}: {}", page.words());
        }
    }

    async fn a_holiday_is_added_and_removed_and_moves_working_days(office) {
        let mut rizky = office.signed_in("rizky").await;
        let day = date(2026, 10, 12);
        assert!(office.platform.org().calendar().is_working_day(day));
        let fields = [("date", "2026-10-12"), ("name", "Hari jadi Nunukan"), ("kind", "libur_daerah"), ("source", "SK Bupati")];
        let page = rizky.post("/kelola/libur", &fields).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Hari jadi Nunukan") && page.says("Libur daerah") && page.says("Hari libur ditulis"));
        assert!(!office.platform.org().calendar().is_working_day(day));
        let remove = [("date", "2026-10-12"), ("kind", "libur_daerah")];
        assert_eq!(rizky.post("/kelola/libur/hapus", &remove).await.status, 303);
        assert!(office.platform.org().calendar().is_working_day(day));
        assert_eq!(rizky.post("/kelola/libur/hapus", &remove).await.status, 404);
        for (field, value, words) in [
            ("date", "12 Oktober", "Tulis tanggal"),
            ("name", "", "Isi nama hari libur"),
            ("kind", "x", "Pilih jenis"),
            ("source", "", "Tulis dari mana"),
        ] {
            let mut bad: Vec<_> = fields.into_iter().filter(|(name, _)| *name != field).collect();
            bad.push((field, value));
            let page = rizky.post("/kelola/libur", &bad).await;
            assert!(page.status == 422 && page.says(words), "{field}={value}: {}", page.words());
        }
    }

    async fn a_list_lands_whole_or_not_at_all(office) {
        let mut rizky = office.signed_in("rizky").await;
        let good = "date,name,kind,source\n2031-01-01,Tahun Baru,libur_nasional,SKB\n2031-05-01,Hari Buruh,libur_nasional,SKB\n";
        let bad = "date,name,kind,source\n2032-01-01,Tahun Baru,libur_nasional,SKB\nbesok,Hari Buruh,libur_nasional,SKB\n";
        let page = rizky.post("/kelola/libur/impor", &[("csv", bad)]).await;
        assert!(page.status == 422 && page.says("baris 3"), "{}", page.words());
        assert!(rizky.post("/kelola/libur/impor", &[("csv", "")]).await.status == 422);
        let page = rizky.post("/kelola/libur/impor", &[("csv", good)]).await;
        assert_eq!(page.redirect().as_deref(), Some("/kelola/libur?tahun=2031&tersimpan=1"));
        let org = office.platform.org();
        assert!(!org.calendar().is_working_day(date(2031, 5, 1)));
        assert!(!org.settings().calendar.years.iter().any(|known| known.year == 2032));
    }

    async fn a_fasting_month_is_entered_set_right_and_removed(office) {
        let mut rizky = office.signed_in("rizky").await;
        let season = |on| office.platform.org().calendar().season(on);
        let page = rizky.get("/kelola/ramadan").await;
        assert!(page.says("Kamis, 19 Februari 2026") && page.says("Masih perkiraan"), "{}", page.words());
        let form = page.form("/kelola/ramadan").fill("first", "2028-01-29").fill("last", "2028-02-26");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Perubahan tersimpan") && page.says("Ramadan ditulis"), "{}", page.words());
        assert!(page.says("Sabtu, 29 Januari 2028") && page.says("Sudah ditetapkan"), "{}", page.words());
        assert_eq!(season(date(2028, 1, 28)), Season::Ordinary);
        assert_eq!(season(date(2028, 2, 26)), Season::Ramadan);

        // A day earlier, as the moon was seen: the month moves, it is not there twice.
        let earlier = [("first", "2028-01-28"), ("last", "2028-02-25"), ("certainty", "verified")];
        assert_eq!(rizky.post("/kelola/ramadan", &earlier).await.redirect().as_deref(), Some("/kelola/ramadan?tersimpan=1"));
        assert_eq!((season(date(2028, 1, 28)), season(date(2028, 2, 26))), (Season::Ramadan, Season::Ordinary));
        assert_eq!(rizky.post("/kelola/ramadan/hapus", &[("first", "2028-01-29")]).await.status, 404);
        assert_eq!(rizky.post("/kelola/ramadan/hapus", &[("first", "2028-01-28")]).await.status, 303);
        assert_eq!(season(date(2028, 1, 28)), Season::Ordinary);
        assert!(rizky.get("/kelola/ramadan").await.says("Ramadan dihapus"));

        for (field, value, words) in [
            ("first", "awal puasa", "Tulis tanggal"),
            ("last", "", "Tulis tanggal"),
            ("last", "2028-01-01", "lebih awal daripada awalnya"),
            ("last", "2029-02-25", "29 atau 30 hari"),
            ("certainty", "derived?", "Pilih sudah ditetapkan"),
        ] {
            let mut bad: Vec<_> = earlier.into_iter().filter(|(name, _)| *name != field).collect();
            bad.push((field, value));
            let page = rizky.post("/kelola/ramadan", &bad).await;
            assert!(page.status == 422 && page.says(words), "{field}={value}: {}", page.words());
            assert_eq!(page.form("/kelola/ramadan").value(field).unwrap_or_default(), if field == "certainty" { "" } else { value });
        }
        let mut maria = office.signed_in("maria").await;
        assert_eq!(maria.post("/kelola/ramadan", &earlier).await.status, 403, "only for the whole regency");
    }
}
